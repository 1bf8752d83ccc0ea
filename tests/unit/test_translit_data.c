/* Spellings held against public pairs of names (development data; the test is skipped where they are not there): per file the mean of
 * 1 - distance/length of the best form, the share of pairs that some form spells exactly, and the mean without vowels. Each must stay
 * above a floor. With a file's name as argument it prints every pair of it: similarity, Latin, word, forms. */
#include "names/translit.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define DATA SOURCE_ROOT "/../shared/data/names/"

static double similarity(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), row[TRANSLIT_LONG + 1];
	if (!n || !m)
		return 0;
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t cost = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
			row[j] = cost < row[j] ? cost : row[j];
		}
	}
	return 1 - (double)row[m] / (double)(n > m ? n : m);
}

static void skeleton(const char *from, char *to)
{
	for (; *from; from++)
		if (!strchr("aeiouy", *from))
			*to++ = *from;
	*to = 0;
}

static double best(const struct translit *a, const struct translit *b, bool bare)
{
	double top = 0;
	for (unsigned i = 0; i < a->n; i++)
		for (unsigned j = 0; j < b->n; j++) {
			char x[TRANSLIT_LONG], y[TRANSLIT_LONG];
			if (bare) {
				skeleton(a->form[i], x);
				skeleton(b->form[j], y);
			}
			double s = bare ? (!*x && !*y ? 1 : similarity(x, y)) : similarity(a->form[i], b->form[j]);
			top = s > top ? s : top;
		}
	return top;
}

struct measure { double sum, exact, bare, first, form[TRANSLIT_FORMS]; size_t n; };

static bool measure_file(const char *name, bool print, struct measure *m)
{
	char path[1024], line[1024];
	(void)snprintf(path, sizeof path, "%s%s", DATA, name);
	FILE *f = fopen(path, "r");
	if (!f)
		return false;
	while (fgets(line, sizeof line, f)) {
		char *word = strchr(line, '\t'), *end = word ? strchr(word + 1, '\t') : NULL;
		if (!end || strchr(line, ' ') < word)
			continue;
		*word++ = 0;
		*end = 0;
		char *to = word;
		for (char *p = word; *p; p++)
			if (*p != ' ')
				*to++ = *p;
		*to = 0;
		struct translit want, got, one = {.n = 1};
		translit_word(line, strlen(line), &want);
		translit_word(word, strlen(word), &got);
		double s = best(&got, &want, false);
		m->n++;
		m->sum += s;
		m->exact += s == 1;
		m->bare += best(&got, &want, true);
		for (unsigned k = 0; k < TRANSLIT_FORMS; k++) {
			memcpy(one.form[0], got.form[k < got.n ? k : 0], TRANSLIT_LONG);
			m->form[k] += got.n ? best(&one, &want, false) : 0;
		}
		if (print)
			(void)printf("%.3f %s %s %s %s %s %s\n", s, line, word, got.n ? got.form[0] : "-", got.n > 1 ? got.form[1] : "-",
			             got.n > 2 ? got.form[2] : "-", got.n > 3 ? got.form[3] : "-");
	}
	(void)fclose(f);
	return m->n > 0;
}

int main(int argc, char **argv)
{
	static const struct { const char *name; double floor; } FILES[] = {
		{"wd_russian_part", 0.8}, {"wd_arabic_80", 0.7}, {"wd_katakana_part", 0.7}};
	bool any = false, good = true;
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		struct measure m = {0};
		bool print = argc > 1 && !strcmp(argv[1], FILES[i].name);
		if (!measure_file(FILES[i].name, print, &m))
			continue;
		any = true;
		double n = (double)m.n;
		(void)printf("%s: %zu pairs, mean %.4f (first form %.4f, others %.4f %.4f %.4f), exact %.4f, without vowels %.4f\n", FILES[i].name,
		             m.n, m.sum / n, m.form[0] / n, m.form[1] / n, m.form[2] / n, m.form[3] / n, m.exact / n, m.bare / n);
		good &= m.sum / n >= FILES[i].floor;
	}
	return any ? !good : 77;
}
