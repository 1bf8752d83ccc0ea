/* people.c - names drawn from lists, joined, and written in scripts and romanisations; homes, numbers and addresses. */
#include "link/people.h"

#include "names/korean.h"
#include "names/translit.h"
#include "people_table.h"

#include <ctype.h>
#include <string.h>

void text_put(char *out, size_t cap, const char *add)
{
	size_t n = strlen(out), m = strlen(add);

	if (n + 1 >= cap)
		return;
	if (m > cap - 1 - n)
		for (m = cap - 1 - n; m && ((unsigned char)add[m] & 0xC0) == 0x80;)
			m--;
	memcpy(out + n, add, m);
	out[n + m] = 0;
}

const struct people_entry *people_at(enum culture c, enum people_kind k, double u)
{
	const struct people_list *l = &people_lists[c][k];
	uint32_t low = 0, high = l->n - 1, x = (uint32_t)(u * l->entry[high].upto);

	while (low < high) {
		uint32_t mid = (low + high) / 2;

		if (l->entry[mid].upto > x)
			high = mid;
		else
			low = mid + 1;
	}
	return &l->entry[low];
}

const struct people_entry *people_place(const struct home *h) { return &people_lists[h->country][PLACE].entry[h->place]; }

const struct people_entry *people_pet(enum culture c, const char *native, struct random *r)
{
	const struct people_pets *p = &people_pets[c];
	uint32_t first = 0, n = 0;

	for (uint32_t i = 0; i < p->n; i++)
		if (!strcmp(p->pet[i].of, native)) {
			first = n ? first : i;
			n++;
		}
	return n ? &p->pet[first + random_below(r, n)].is : NULL;
}

/* The k-th of spellings with / between them; the last ones come round again. */
static void put_spelling(char *out, const char *spellings, unsigned k)
{
	char one[NAME_LONG];
	unsigned n = 1;
	size_t m;

	for (const char *p = spellings; *p; p++)
		n += *p == '/';
	for (k %= n; k; spellings++)
		k -= *spellings == '/';
	m = strcspn(spellings, "/");
	m = m < NAME_LONG ? m : NAME_LONG - 1;
	memcpy(one, spellings, m);
	one[m] = 0;
	text_put(out, NAME_LONG, one);
}

void name_extend(struct made_name *m, const char *joint, const struct people_entry *e)
{
	if (*m->native)
		text_put(m->native, NAME_LONG, joint);
	text_put(m->native, NAME_LONG, e->native);
	for (unsigned k = 0; e->latin && k < LATIN_FORMS; k++) {
		if (*m->latin[k])
			text_put(m->latin[k], NAME_LONG, joint);
		put_spelling(m->latin[k], e->latin, k);
	}
}

void name_append(struct made_name *m, const char *joint, const struct made_name *add)
{
	text_put(m->native, NAME_LONG, joint);
	text_put(m->native, NAME_LONG, add->native);
	for (unsigned k = 0; *add->latin[0] && k < LATIN_FORMS; k++) {
		text_put(m->latin[k], NAME_LONG, joint);
		text_put(m->latin[k], NAME_LONG, add->latin[k]);
	}
}

void people_spelling(const struct people_entry *e, unsigned k, char out[NAME_LONG])
{
	*out = 0;
	if (e->latin)
		put_spelling(out, e->latin, k);
	else
		text_put(out, NAME_LONG, e->native);
}

static void name_clear(struct made_name *m)
{
	*m->native = 0;
	for (unsigned k = 0; k < LATIN_FORMS; k++)
		*m->latin[k] = 0;
}

static void name_pair(struct made_name *out, enum culture c, enum people_kind head, enum people_kind tail, const char *joint, struct random *r)
{
	const struct people_entry *a = people_at(c, head, random_unit(r)), *b = people_at(c, tail, random_unit(r));

	name_extend(out, joint, a);
	name_extend(out, strcmp(a->native, b->native) ? joint : "", b);
}

void people_given(struct made_name *out, enum culture c, bool female, int year, double u, struct random *r)
{
	/* how many names are joined of two, men's and women's */
	static const double joined[CULTURES][2] = {{0.01, 0.025}, {0.28, 0.3}, {0.1, 0}, {0, 0}, {0.55, 0.55}, {0.72, 0.66}};
	static const char *const joint[CULTURES] = {"-", " ", "", "", "", ""};
	unsigned generation = year < 1955 ? 0 : year < 1985 ? 1 : 2;

	name_clear(out);
	if (random_unit(r) < joined[c][female])
		name_pair(out, c, female ? FEMALE_HEAD : MALE_HEAD, female ? FEMALE_TAIL : MALE_TAIL, joint[c], r);
	else
		name_extend(out, "", people_at(c, (female ? FEMALE : MALE) + generation, u));
}

void people_family(struct made_name *out, enum culture c, struct random *r)
{
	/* listed, of stem and ending, of the second kind of these; the rest: two listed ones, or a grandfather's name */
	static const double upto[CULTURES][3] = {{0.6, 0.91, 0.975}, {0.8, 0.93, 1}, {0.52, 0.66, 0.74}, {0.72, 1, 1}, {1, 1, 1}, {1, 1, 1}};
	static const struct people_entry article = {"ال", "Al-/El-/Al", 0};
	double u = random_unit(r);

	name_clear(out);
	if (u < upto[c][0]) {
		name_extend(out, "", people_at(c, FAMILY, random_unit(r)));
	} else if (u < upto[c][1]) {
		if (c == ARABIC)
			name_extend(out, "", &article);
		name_pair(out, c, STEM, ENDING, "", r);
	} else if (u < upto[c][2]) {
		name_pair(out, c, STEM2, ENDING2, "", r);
	} else if (c == ARABIC) {
		name_extend(out, "", people_at(c, MALE + random_below(r, 2), random_unit(r)));
	} else {
		name_pair(out, c, FAMILY, FAMILY, "-", r);
	}
}

static bool ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && !memcmp(s + n - m, with, m);
}

/* Take `off` bytes off the end and add. */
static void end_as(char out[NAME_LONG], size_t off, const char *add)
{
	out[strlen(out) - off] = 0;
	text_put(out, NAME_LONG, add);
}

void people_gendered(struct made_name *family, enum culture c, bool female)
{
	char *s = family->native;

	if (c != RUSSIAN || !female)
		return;
	if (ends(s, "ий") || ends(s, "ой") || ends(s, "ый"))
		end_as(s, 4, "ая");
	else if (ends(s, "ов") || ends(s, "ев") || ends(s, "ёв") || ends(s, "ин") || ends(s, "ын"))
		end_as(s, 0, "а");
}

void people_patronymic(struct made_name *out, const char *father, bool female)
{
	char *s = out->native;

	name_clear(out);
	text_put(s, NAME_LONG, father);
	if (ends(s, "ий"))
		end_as(s, 4, female ? "ьевна" : "ьевич");
	else if (ends(s, "й") || ends(s, "ь"))
		end_as(s, 2, female ? "евна" : "евич");
	else if (ends(s, "а") || ends(s, "я"))
		end_as(s, 2, female ? "ична" : "ич");
	else
		end_as(s, 0, female ? "овна" : "ович");
}

unsigned people_ways(enum culture c)
{
	static const unsigned ways[CULTURES] = {0, 0, 3, 3, 5, 3};

	return ways[c];
}

unsigned people_way(enum culture c, struct random *r)
{
	static const double upto[CULTURES][5] = {{0}, {0}, {0.5, 0.8, 1}, {0.6, 0.85, 1}, {0.45, 0.67, 0.82, 0.96, 1}, {0.8, 0.9, 1}};
	double u = random_unit(r);
	unsigned k = 0;

	if (!people_ways(c))
		return 0;
	while (u >= upto[c][k])
		k++;
	return 1 + k;
}

/* Each word by translit.h, its k-th form, capital first. */
static void write_by_rule(const char *words, unsigned k, char out[NAME_LONG])
{
	for (*out = 0; *words;) {
		struct translit t;
		size_t n = strcspn(words, " -");

		translit_word(words, n, &t);
		if (t.n) {
			char *form = t.form[k < t.n ? k : t.n - 1];

			form[0] = (char)toupper((unsigned char)form[0]);
			text_put(out, NAME_LONG, form);
		}
		words += n;
		if (*words) {
			text_put(out, NAME_LONG, *words == ' ' ? " " : "-");
			words++;
		}
	}
}

static void hangul_read(const char *s, struct korean_reading *out)
{
	for (const unsigned char *p = (const unsigned char *)s; p[0] && p[1] && p[2] && out->n < KOREAN_SYLLABLES; p += 3) {
		out->s[out->n].option[0] = (struct korean_option){(uint16_t)((p[0] & 15) << 12 | (p[1] & 63) << 6 | (p[2] & 63)), 1};
		out->s[out->n++].n = 1;
	}
}

static void write_korean(const char *given, const char *family, unsigned k, char given_out[NAME_LONG], char family_out[NAME_LONG])
{
	static const enum korean_system order[] = {KOREAN_COMMON, KOREAN_REVISED, KOREAN_MR_PLAIN, KOREAN_DPRK, KOREAN_MCCUNE_REISCHAUER};
	struct korean_reading reading = {.exact = true, .fit = 1};
	char whole[2 * NAME_LONG];
	size_t n;

	hangul_read(family, &reading);
	reading.family = reading.n;
	hangul_read(given, &reading);
	korean_romanise(&reading, order[k], whole, sizeof whole);
	n = strcspn(whole, " ");
	*given_out = *family_out = 0;
	text_put(given_out, NAME_LONG, whole[n] ? whole + n + 1 : "");
	whole[n] = 0;
	text_put(family_out, NAME_LONG, whole);
}

void people_write(const struct person *p, const struct made_name *given, const struct made_name *family, unsigned writing, char given_out[NAME_LONG],
		  char family_out[NAME_LONG])
{
	unsigned k = writing - 1;

	if (writing && p->culture == KOREAN) {
		write_korean(given->native, family->native, k, given_out, family_out);
	} else if (writing && p->culture == RUSSIAN) {
		write_by_rule(given->native, k, given_out);
		write_by_rule(family->native, k, family_out);
	} else {
		memcpy(given_out, writing ? given->latin[k] : given->native, NAME_LONG);
		memcpy(family_out, writing ? family->latin[k] : family->native, NAME_LONG);
	}
}

struct home people_home(enum culture country, struct random *r)
{
	const struct people_list *l = &people_lists[country][PLACE];
	struct home h = {country, 0, 0};
	uint32_t size;

	h.place = (uint32_t)(people_at(country, PLACE, random_unit(r)) - l->entry);
	size = l->entry[h.place].upto - (h.place ? l->entry[h.place - 1].upto : 0);
	h.postcode = (uint32_t)random_below(r, 6 + size / 1000); /* sizes are hundredths of a thousand: one for 10,000 inhabitants */
	return h;
}

void people_postcode(const struct home *h, char out[16])
{
	static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";
	const char *form = people_postcodes[h->country][h->place];
	uint32_t mixed = (h->postcode * 2654435761u) ^ (h->place * 40503u), figures = 0, rest = h->postcode;
	size_t n = 0;

	for (const char *p = form; *p; p++)
		figures += *p == '#';
	for (const char *p = form; *p && n < 13; p++) {
		if (*p == '%') {
			uint32_t district = 1 + h->postcode / 6 % 99;

			if (district > 9)
				out[n++] = (char)('0' + district / 10);
			out[n++] = (char)('0' + district % 10);
		} else if (*p == '@') {
			out[n++] = letters[(mixed >>= 5) % 20];
		} else if (*p == '#') {
			uint32_t unit = 1;

			for (uint32_t i = 1; i < figures; i++)
				unit *= 10;
			figures--;
			out[n++] = (char)('0' + rest / unit % 10);
		} else {
			out[n++] = *p;
		}
	}
	out[n] = 0;
}

static void put_figures(char *out, size_t cap, uint64_t x, unsigned n)
{
	char f[] = "00000000";
	unsigned all = sizeof f - 1;

	for (unsigned i = all; i--; x /= 10)
		f[i] = (char)('0' + x % 10);
	text_put(out, cap, f + (all - (n < all ? n : all)));
}

void people_phone(enum culture country, bool house, uint64_t x, char out[20])
{
	static const struct { const char *begins; unsigned figures; } forms[CULTURES] = {{"+447", 8}, {"+345", 7}, {"+201", 8}, {"+70", 8},
											  {"+821", 8}, {"+861", 8}};
	static const char *const next[CULTURES][2] = {{"1", "2"}, {"0", "1"}, {"4", "3"}, {"0", "1"}, {"3", "4"}, {"2", "1"}};

	*out = 0;
	text_put(out, 20, forms[country].begins);
	text_put(out, 20, next[country][house]);
	put_figures(out, 20, x, forms[country].figures);
}

/* Lower-case letters and figures only; letters with marks lose them. */
static void plain_word(const char *s, char out[NAME_LONG])
{
	struct translit t;
	bool ascii = true;
	size_t n = 0;

	for (const char *p = s; *p; p++) {
		ascii = ascii && (unsigned char)*p < 128;
		if (isalnum((unsigned char)*p) && (unsigned char)*p < 128)
			out[n++] = (char)tolower((unsigned char)*p);
	}
	out[n] = 0;
	if (ascii)
		return;
	translit_word(s, strlen(s), &t);
	*out = 0;
	text_put(out, NAME_LONG, t.n ? t.form[0] : "x");
}

void people_email(const struct person *p, struct random *r, char out[80])
{
	static const char *const domains[] = {"mail.example", "post.example", "inbox.example", "example.com", "web.example", "example.net", "letter.example",
					      "example.org", "uni.example", "work.example", "office.example", "village.example"};
	static const char *const joints[] = {".", "_", "", "-"};
	char given[NAME_LONG], family[NAME_LONG], a[NAME_LONG], b[NAME_LONG];
	unsigned way = (unsigned)random_below(r, 8);
	double u = random_unit(r);

	people_write(p, &p->given, &p->family, people_ways(p->culture) ? (p->writing ? p->writing : 1) : 0, given, family);
	given[strcspn(given, " ")] = 0;
	plain_word(given, a);
	plain_word(family, b);
	a[24] = b[24] = 0;
	if (way == 6)
		a[1] = 0;
	*out = 0;
	text_put(out, 80, way == 7 ? b : a);
	text_put(out, 80, joints[random_below(r, 4)]);
	text_put(out, 80, way == 7 ? a : b);
	if (u >= 0.1) /* the year of birth or what was free yet */
		put_figures(out, 80, u < 0.3 ? (uint64_t)p->year : random_next(r) >> 8, u < 0.2 ? 2 : u < 0.3 ? 4 : u < 0.6 ? 3 : 4);
	u = random_unit(r);
	text_put(out, 80, "@");
	text_put(out, 80, domains[(size_t)(u * u * 12)]);
}
