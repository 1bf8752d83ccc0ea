/* The model against published runs of another program (splink's tests: data of known parameters; m, u and the share, step by step, for pairs of one
 * surname of its 1,000 people). Skipped where they are not at hand. */
#include "link/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DATA SOURCE_ROOT "/../shared/data/link/splink_em_gold/"

enum { ROWS = 1000, CELLS = 16, CELL = 96 };

static struct model_pattern pattern[4096];
static double posterior[4096];
static size_t n_patterns;

static void pattern_add(uint64_t levels, double pairs)
{
	for (size_t i = 0; i < n_patterns; i++)
		if (pattern[i].levels == levels) {
			pattern[i].pairs += pairs;
			return;
		}
	pattern[n_patterns++] = (struct model_pattern){levels, pairs};
}

static bool row(FILE *f, char cell[CELLS][CELL], size_t *n)
{
	char line[4096];
	size_t k = 0, m = 0;
	bool quoted = false;

	if (!fgets(line, sizeof line, f))
		return false;
	line[strcspn(line, "\r\n")] = 0;
	for (const char *s = line;; s++) {
		if (*s == '"') {
			quoted = !quoted;
		} else if (!*s || (*s == ',' && !quoted)) {
			cell[k][m] = 0;
			m = 0;
			if (++k == CELLS || !*s)
				break;
		} else if (m + 1 < CELL) {
			cell[k][m++] = *s;
		}
	}
	*n = k;
	return true;
}

static bool within(const char *what, double got, double want, double share)
{
	if (fabs(got - want) <= share * fabs(want))
		return true;
	fprintf(stderr, "%s: %.9g, published %.9g\n", what, got, want);
	return false;
}

static bool known_parameters(void)
{
	static const double m[3] = {0.7, 0.9, 0.95}, u[3] = {0.1, 0.025, 0.2};
	static const uint8_t levels[3] = {2, 2, 2};
	FILE *f = fopen(DATA "known_params_comparison_vectors.csv", "r");
	char cell[CELLS][CELL];
	double truth[8] = {0};
	struct model x;
	struct model_options o = {.most = 20000, .end = 1e-10};
	size_t n;
	bool good = true;

	n_patterns = 0;
	good = row(f, cell, &n);
	while (row(f, cell, &n)) {
		unsigned i = (unsigned)(atoi(cell[0]) | atoi(cell[1]) << 1 | atoi(cell[2]) << 2);

		truth[i] = atof(cell[7]);
		pattern_add((i & 1) | (i & 2) << 3 | (uint64_t)(i & 4) << 6, 1);
	}
	fclose(f);
	model_start(&x, 3, levels, pattern, n_patterns, &o);
	model_fit(&x, pattern, n_patterns, &o, posterior);
	good = within("share", x.share, 0.5, 0.01);
	for (unsigned k = 0; k < 3; k++)
		good = within("m", x.m[k][1], m[k], 0.01) && within("u", x.u[k][1], u[k], 0.01) && within("1 - m", x.m[k][0], 1 - m[k], 0.01) &&
		       within("1 - u", x.u[k][0], 1 - u[k], 0.01) && good;
	for (size_t i = 0; i < n_patterns; i++) {
		uint64_t l = pattern[i].levels;

		good = within("a pair's chance", posterior[i], truth[(l & 1) | (l >> 3 & 2) | (l >> 6 & 4)], 0.01) && good;
	}
	printf("known parameters: share %.6f, m %.5f %.5f %.5f, u %.5f %.5f %.5f after %u steps\n", x.share, x.m[0][1], x.m[1][1], x.m[2][1], x.u[0][1], x.u[1][1], x.u[2][1],
	       x.iterations);
	return good;
}

static unsigned levenshtein(const char *a, const char *b)
{
	unsigned d[CELL + 1][CELL + 1];
	size_t n = strlen(a), m = strlen(b);

	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			unsigned x;

			if (!i || !j) {
				d[i][j] = (unsigned)(i + j);
				continue;
			}
			x = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			x = d[i - 1][j] + 1 < x ? d[i - 1][j] + 1 : x;
			d[i][j] = d[i][j - 1] + 1 < x ? d[i][j - 1] + 1 : x;
		}
	return d[n][m];
}

enum { RARE = 4, RARE_FIELDS = 3 }; /* fields that hold how many people have the first name that two share */

/* Patterns of the pairs of one surname: first_name (the same, two letters off, other), dob, city, email (the same or not). The other program weighs the same first name
 * by how rare it is: fields of their own, set by hand at each step, say that here. */
static unsigned bearers[MODEL_MISSING * RARE_FIELDS];
static size_t n_bearers, named;

static uint64_t rare_level(unsigned count)
{
	uint64_t out = 0;
	size_t i = 0;

	while (i < n_bearers && bearers[i] != count)
		i++;
	if (i == n_bearers && n_bearers == sizeof bearers / sizeof *bearers)
		i--; /* more than the data have */
	else if (i == n_bearers)
		bearers[n_bearers++] = count;
	for (size_t k = 0; k < RARE_FIELDS; k++)
		out |= (uint64_t)(i / MODEL_MISSING == k ? i % MODEL_MISSING : MODEL_MISSING) << (4 * (RARE + k));
	return out;
}

static void pairs_of_one_surname(void)
{
	enum { ID, FIRST, SURNAME, DOB, CITY, EMAIL };
	static char person[ROWS][CELLS][CELL];
	FILE *f = fopen(DATA "fake_1000_from_splink_demos.csv", "r");
	size_t n = 0, cells;
	char head[CELLS][CELL];
	unsigned count[ROWS] = {0};

	(void)row(f, head, &cells);
	while (n < ROWS && row(f, person[n], &cells))
		n++;
	fclose(f);
	n_patterns = 0;
	for (size_t i = 0; i < n; i++) {
		named += *person[i][FIRST] != 0;
		for (size_t j = 0; j < n; j++)
			count[i] += !strcmp(person[i][FIRST], person[j][FIRST]);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++) {
			static const int columns[] = {FIRST, DOB, CITY, EMAIL};
			uint64_t levels = 0;

			if (!*person[i][SURNAME] || strcmp(person[i][SURNAME], person[j][SURNAME]) != 0)
				continue;
			for (unsigned k = 0; k < 4; k++) {
				const char *a = person[i][columns[k]], *b = person[j][columns[k]];
				unsigned same = strcmp(a, b) == 0, l = !*a || !*b ? MODEL_MISSING : k ? same : same ? 2 : levenshtein(a, b) <= 2;

				levels |= (uint64_t)l << (4 * k);
			}
			levels |= (levels & 15) == 2 ? rare_level(count[i]) : UINT64_C(0xfff) << (4 * RARE);
			pattern_add(levels, 1);
		}
}

/* Odds by the name's rarity: (u of the same name / its share of all) ^ 0.6. */
static void rare_ready(struct model *x)
{
	for (size_t i = 0; i < n_bearers; i++) {
		x->m[RARE + i / MODEL_MISSING][i % MODEL_MISSING] = 1;
		x->u[RARE + i / MODEL_MISSING][i % MODEL_MISSING] = 1 / pow(x->u[0][2] / ((double)bearers[i] / (double)named), 0.6);
	}
	model_ready(x);
}

/* Step by step as published; the greatest share by which a number is off. */
static bool history(const char *name, bool keep_u, double *worst, size_t *compared)
{
	static const uint8_t levels[RARE + RARE_FIELDS] = {3, 2, 2, 2, MODEL_MISSING, MODEL_MISSING, MODEL_MISSING};
	static const char *const fields[4] = {"first_name", "dob", "city", "email"};
	struct model x;
	struct model_options o = {.most = 1, .end = 1e-15, .keep_u = keep_u, .start_share = 0.3};
	char path[512], cell[CELLS][CELL];
	double share[8] = {0};
	size_t n, steps = 0;
	FILE *f;
	bool good = true;

	snprintf(path, sizeof path, DATA "splink2_proportion_of_matches_history_%s.csv", name);
	f = fopen(path, "r");
	(void)row(f, cell, &n);
	while (row(f, cell, &n) && steps < 8)
		share[steps++] = atof(cell[0]);
	fclose(f);
	model_start(&x, RARE + RARE_FIELDS, levels, pattern, n_patterns, &o);
	for (unsigned k = 0; k < 4; k++) {
		static const double m3[] = {0.1, 0.2, 0.7}, u3[] = {0.8, 0.1, 0.1}, m2[] = {0.1, 0.9}, u2[] = {0.9, 0.1};

		memcpy(x.m[k], k ? m2 : m3, k ? sizeof m2 : sizeof m3);
		memcpy(x.u[k], k ? u2 : u3, k ? sizeof u2 : sizeof u3);
	}
	rare_ready(&x);
	*worst = 0;
	*compared = 0;
	for (size_t step = 0; step < steps; step++) {
		if (step) {
			model_fit(&x, pattern, n_patterns, &o, posterior);
			rare_ready(&x);
		}
		good = within("share", x.share, share[step], 0.01) && good;
		*worst = fmax(*worst, fabs(x.share / share[step] - 1));
		++*compared;
		snprintf(path, sizeof path, DATA "splink2_m_u_history_%s.csv", name);
		f = fopen(path, "r");
		(void)row(f, cell, &n);
		while (row(f, cell, &n)) {
			/* the expression holds commas within quotes; 6 column_name, 5 level, 8 m, 9 u, 14 step */
			unsigned k = 0, l = (unsigned)atoi(cell[5]);

			if ((size_t)atoi(cell[14]) != step)
				continue;
			while (k < 4 && strcmp(fields[k], cell[6]) != 0)
				k++;
			if (k == 4 || l >= levels[k])
				return false;
			good = within("m", x.m[k][l], atof(cell[8]), 0.01) && within("u", x.u[k][l], atof(cell[9]), 0.01) && good;
			*worst = fmax(*worst, fmax(fabs(x.m[k][l] / atof(cell[8]) - 1), fabs(x.u[k][l] / atof(cell[9]) - 1)));
			*compared += 2;
		}
		fclose(f);
	}
	return good && steps == 3 && *compared == 3 + 2 * 27;
}

int main(void)
{
	FILE *f = fopen(DATA "known_params_comparison_vectors.csv", "r");
	double worst;
	size_t compared;
	bool good;

	if (!f)
		return 77;
	fclose(f);
	good = known_parameters();
	pairs_of_one_surname();
	good = history("no_fix", false, &worst, &compared) && good;
	printf("all free: %zu numbers, none off by more than %.3g of it\n", compared, worst);
	good = history("fixed_u", true, &worst, &compared) && good;
	printf("u kept: %zu numbers, none off by more than %.3g of it\n", compared, worst);
	return !good;
}
