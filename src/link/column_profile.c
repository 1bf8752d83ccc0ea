#include "column_internal.h"

#include "base/input.h"
#include "link/day.h"
#include "names/translit.h"
#include "names/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SAMPLE = 2000, LONG = 200 /* bytes of a value that are looked at */, LENGTHS = 32, WORDS = 8, LARGE = 1000000000 };

/* --- one value ---------------------------------------------------------------------------------------- */

struct look { size_t letters, digits, spaces, marks, at, others, first_digits; bool wide; };

static struct look look(const char *s, size_t n)
{
	struct look l = {0};

	for (size_t i = 0; i < n; i++) {
		const unsigned char c = (unsigned char)s[i];

		if (isdigit(c))
			l.digits++;
		else if (isalpha(c) || c >= 0xc0)
			l.letters++;
		else if (c == ' ')
			l.spaces++;
		else if (c == '@')
			l.at++;
		else if (c < 0x80 && strchr("+-/.()'", c))
			l.marks++;
		else if (c < 0x80)
			l.others++;
		l.wide |= c >= 0xe3;
	}
	l.first_digits = 0;
	while (l.first_digits < n && isdigit((unsigned char)s[l.first_digits]))
		l.first_digits++;
	return l;
}

static bool is_email(const char *s, size_t n, const struct look *l)
{
	const char *at = memchr(s, '@', n);

	return l->at == 1 && !l->spaces && at > s && memchr(at, '.', n - (size_t)(at - s));
}

static bool is_word(const char *s, size_t n, const char *const *words, size_t n_words)
{
	for (size_t i = 0; i < n_words; i++)
		if (strlen(words[i]) == n && !strncasecmp(words[i], s, n))
			return true;
	return false;
}

static bool is_sex(const char *s, size_t n)
{
	static const char *const words[] = {"m", "f", "male", "female", "man", "woman", "boy", "girl", "w", "h", "u", "x", "o", "d", "other", "mann", "frau", "männlich",
		"weiblich", "maennlich", "divers", "homme", "femme", "masculin", "féminin", "feminin", "hombre", "mujer", "masculino", "femenino", "femenina", "masculina",
		"varon", "varón", "feminino", "homem", "mulher", "maschio", "femmina", "uomo", "donna", "vrouw", "k", "v", "erkek", "kadın", "mand", "kvinde", "kvinne", "kvinna",
		"mężczyzna", "kobieta", "м", "ж", "муж", "жен", "мужской", "женский", "мужчина", "женщина", "М", "Ж", "男", "女", "男性", "女性", "남", "여", "남자", "여자", "남성",
		"여성", "ذكر", "أنثى", "انثى", "انثي", "مرد", "زن"};

	return is_word(s, n, words, sizeof words / sizeof *words);
}

/* SY5 7NT, K1A 0B1, 1012 AB */
static bool is_postcode(const char *s, size_t n, const struct look *l)
{
	char shape[16];
	size_t k = 0;
	static const char *const shapes[] = {"A90AA", "A900AA", "AA00AA", "AA000AA", "A0A0AA", "AA0A0AA", "A00AA", "A000AA", "A0A0A0", "0000AA"};

	if (n < 5 || n > 8 || l->spaces > 1 || l->marks || l->others || l->wide)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ')
			shape[k++] = isdigit((unsigned char)s[i]) ? '0' : 'A';
	return is_word(shape, k, shapes, sizeof shapes / sizeof *shapes);
}

static bool is_street(const char *s, size_t n, const struct look *l)
{
	static const char *const words[] = {"street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "court", "ct", "place", "pl", "crescent", "cres", "circuit",
		"close", "way", "boulevard", "blvd", "terrace", "square", "highway", "hwy", "rue", "avenida", "calle", "rua", "via", "strasse", "straße", "str", "weg", "platz", "allee",
		"straat", "laan", "ul", "ulica", "ул", "улица", "пер", "просп", "переулок", "cadde", "sokak", "chemin", "impasse", "piazza", "plaza", "po", "p.o."};
	size_t from = 0, count = 0;
	bool street = false;

	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != ' ' && s[i] != ',' && s[i] != '.')
			continue;
		if (i > from) {
			count++;
			street |= is_word(s + from, i - from, words, sizeof words / sizeof *words) ||
				  (i - from > 6 && (!strncasecmp(s + i - 6, "strasse", 6) || !strncasecmp(s + i - 7, "straße", 7))) ||
				  (i - from > 5 && !strncasecmp(s + i - 3, "str", 3) && count == 1 && i < n && s[i] == '.');
		}
		from = i + 1;
	}
	return count >= 2 && (street || (l->digits && l->letters > l->digits && count >= 3));
}

static void look_at_date(const char *s, size_t n, const struct look *l, double weight, struct profile *p)
{
	uint32_t d;
	unsigned sure;

	if (!l->digits || !day_read(s, n, false, &d, &sure))
		return;
	const unsigned y = day_year(d), m = day_month(d), day = day_of_month(d);
	const bool year = y >= 1500 && y <= 2100, whole = year && m && day;

	if (whole && m <= 12 && day <= 31)
		p->date += weight;
	else if (year)
		p->slip += weight;
	if (year && l->digits < n)
		p->month_name += weight;
}

static void look_at_number(const char *s, size_t n, const struct look *l, double weight, struct profile *p)
{
	unsigned long v = 0;
	const size_t rest = n - l->first_digits;
	const bool decimal = l->digits + 1 == n && l->first_digits && l->first_digits + 1 < n && (s[l->first_digits] == '.' || s[l->first_digits] == ',');

	if (decimal || (l->first_digits && rest <= 1 && (!rest || l->letters == 1)) || (n > 1 && (*s == '-' || *s == '+') && l->digits == n - 1))
		p->number += weight;
	if (l->first_digits == n && n > 9)
		p->last_number = LARGE;
	/* whole, also where a zero follows a point (a spreadsheet's 7.0) */
	if (!l->first_digits || l->first_digits > 9 || (rest && !(rest == 2 && s[n - 2] == '.' && s[n - 1] == '0')))
		return;
	for (size_t i = 0; i < l->first_digits; i++)
		v = v * 10 + (unsigned long)(s[i] - '0');
	p->year += v >= 1500 && v <= 2100 ? weight : 0;
	p->month += v >= 1 && v <= 12 ? weight : 0;
	p->day += v >= 1 && v <= 31 ? weight : 0;
	p->two_digits += v <= 99 ? weight : 0;
	p->last_number = v > p->last_number ? v : p->last_number;
}

static void look_at_phone(const char *s, const struct look *l, double weight, struct profile *p)
{
	if (l->digits < 7 || l->digits > 15 || l->letters || l->at || l->others || l->marks + l->spaces > l->digits)
		return;
	p->phone += weight;
	if (l->marks || l->spaces || *s == '0')
		p->phone_marked += weight;
}

/* --- words as parts of names ---------------------------------------------------------------------------- */

static void look_at_words(const char *s, size_t n, const struct look *l, double weight, struct profile *p)
{
	const char *latin[WORDS];
	struct translit t[WORDS];
	size_t words = 0, from = 0;
	bool given_first = false, given = false, family = false, family_edge = false, known = false, place = false;
	struct word_match match;

	for (size_t i = 0; i <= n && words < WORDS; i++) {
		if (i < n && s[i] != ' ' && s[i] != ',')
			continue;
		if (i > from)
			translit_word(s + from, i - from, &t[words]);
		if (i > from && t[words].n) {
			latin[words] = t[words].form[0];
			words++;
		}
		from = i + 1;
	}
	for (size_t i = 0; i < words; i++) {
		bool g = false, f = false;

		for (unsigned k = 0; k < t[i].n; k++) {
			g |= usual_given_name(t[i].form[k]);
			f |= usual_family_name(t[i].form[k]);
		}
		given_first |= g && i == 0;
		family_edge |= f && (i == 0 || i + 1 == words);
		given |= g;
		family |= f;
		known |= words_known(latin[i], WORD_FOR_PERSON);
		place |= words_match(latin, words, i, WORD_FOR_COMPANY, &match) && match.kind == WORD_PLACE && match.words == words;
	}
	/* Korean and Chinese names stand without a space: two to four characters, of which the first is a family name */
	const bool unspaced = l->wide && n % 3 == 0 && usual_family_character(s, n);

	p->both += weight * (double)((words >= 2 && given && family) || (unspaced && n >= 6 && n <= 12));
	p->given += weight * given_first;
	p->family += weight * (family_edge || (unspaced && n == 3));
	p->known += weight * known;
	p->place += weight * place;
}

static size_t count_words(const char *s, size_t n)
{
	size_t words = 0;

	for (size_t i = 0; i < n; i++)
		words += s[i] != ' ' && (!i || s[i - 1] == ' ');
	return words;
}

static void look_at(const struct link_value *v, double weight, struct profile *p)
{
	const size_t n = v->n < LONG ? v->n : LONG;
	const char *s = v->text;
	const struct look l = look(s, n);

	p->bytes += weight * (double)v->n;
	p->words += weight * (double)count_words(s, n);
	p->letters += weight * (l.letters && !l.digits);
	p->digit += weight * (l.digits > 0);
	p->digits += weight * (l.digits == n);
	p->at += weight * is_email(s, n, &l);
	p->postcode += weight * is_postcode(s, n, &l);
	p->code += weight * (l.digits && n >= 5 && !l.spaces);
	p->sex += weight * is_sex(s, n);
	look_at_date(s, n, &l, weight, p);
	look_at_number(s, n, &l, weight, p);
	look_at_phone(s, &l, weight, p);
	if (l.letters && v->n < LONG) {
		p->street += weight * is_street(s, n, &l);
		if (!l.digits)
			look_at_words(s, n, &l, weight, p);
	}
}

/* --- all of a column ------------------------------------------------------------------------------------ */

/* Does no value stand twice in one file, and does any stand in two? */
static void look_at_repeats(const struct link_records *r, const struct link_column *c, struct profile *p)
{
	p->different = p->distinct == p->present;
	if (p->different || r->n_files < 2 || p->present / r->n_files > p->distinct)
		return;
	uint16_t *last = calloc(c->n_values, sizeof *last); /* the last file that had it, from 1 */

	p->different = last;
	for (size_t i = 0; i < r->n && p->different; i++) {
		const uint32_t v = c->value[i];

		if (!v)
			continue;
		p->different = last[v] != r->file[i] + 1;
		p->shared |= last[v] != 0;
		last[v] = (uint16_t)(r->file[i] + 1);
	}
	free(last);
}

void profile_read(const struct link_records *r, const struct link_column *c, struct profile *out)
{
	const size_t all = c->n_values ? c->n_values - 1 : 0, step = all / SAMPLE + 1;
	size_t lengths[LENGTHS] = {0}, most = 0, looked = 0;
	double weight = 0;

	*out = (struct profile){.present = all ? r->n - c->values[0].count : 0, .distinct = all};
	for (size_t i = 1; i <= all; i += step) {
		const struct link_value *v = &c->values[i];

		look_at(v, (double)v->count, out);
		weight += (double)v->count;
		looked++;
		lengths[v->n < LENGTHS ? v->n : 0]++;
	}
	for (size_t i = 1; i < LENGTHS; i++)
		most = lengths[i] > most ? lengths[i] : most;
	if (!looked)
		return;
	out->same_length = (double)most / (double)looked;
	double *const shares[] = {&out->bytes, &out->words, &out->letters, &out->digit, &out->digits, &out->number, &out->at, &out->date, &out->slip, &out->month_name,
		&out->year, &out->month, &out->day, &out->two_digits, &out->phone, &out->phone_marked, &out->postcode, &out->code, &out->sex, &out->street, &out->given,
		&out->family, &out->known, &out->both, &out->place};

	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
		*shares[i] /= weight;
	look_at_repeats(r, c, out);
}
