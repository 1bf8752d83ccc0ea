/* person.c - households, and the people in them, each from a seed and a number. */
#include "link/people.h"

#include <string.h>

/* Streams of random numbers: one a block of people, a household, a person. */
enum { STREAM_BLOCK = 1, STREAM_HOUSEHOLD, STREAM_PERSON };
enum { BLOCK = 8 };
enum family_kind { COUPLE, LONE_PARENT, SIBLINGS };

struct household {
	enum culture culture;
	enum family_kind kind;
	struct home home;
	struct made_name family[2], given[2]; /* the father's, the mother's */
	int year[2];                          /* their births */
	int first[3];                         /* the first child's: year, month, day */
	bool mother_leads;                    /* of one parent: the mother */
	double offset;                        /* of the children's names: no two the same */
	char phone[20];
};

static struct random stream(uint64_t seed, unsigned kind, uint64_t n) { return random_start(seed, (uint64_t)kind << 60 | n); }

/* Which household someone of a block belongs to: the number of its first, and who of them. */
static void household_find(uint64_t seed, uint32_t number, uint32_t *first, uint32_t *at, uint32_t *size)
{
	struct random r = stream(seed, STREAM_BLOCK, number / BLOCK);
	uint32_t from = 0, in = number % BLOCK;

	for (;;) {
		double u = random_unit(&r);
		uint32_t n = u < 0.3 ? 1 : u < 0.58 ? 2 : u < 0.75 ? 3 : u < 0.91 ? 4 : 5;

		n = n < BLOCK - from ? n : BLOCK - from;
		if (in < from + n) {
			*first = number - in + from;
			*at = in - from;
			*size = n;
			return;
		}
		from += n;
	}
}

static void birth_draw(enum culture c, struct random *r, int *month, int *day)
{
	/* only the year was known when it was written down */
	static const double january[CULTURES] = {0.002, 0.002, 0.1, 0.006, 0.01, 0.01};
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	*month = 1 + (int)random_below(r, 12);
	*day = 1 + (int)random_below(r, (uint64_t)days[*month - 1]);
	if (random_unit(r) < january[c])
		*month = *day = 1;
}

static void household_make(uint64_t seed, uint32_t first, uint32_t size, struct household *h)
{
	static const double upto[CULTURES] = {0.36, 0.5, 0.64, 0.76, 0.9, 1};
	struct random r = stream(seed, STREAM_HOUSEHOLD, first);
	double u = random_unit(&r);
	int born;

	for (h->culture = 0; u >= upto[h->culture];)
		h->culture++;
	u = random_unit(&r);
	h->home = people_home(u < 0.92 ? h->culture : u < 0.97 ? BRITISH : (enum culture)random_below(&r, CULTURES), &r);
	u = random_unit(&r);
	h->kind = size == 1 || u > 0.86 ? SIBLINGS : u < 0.72 ? COUPLE : LONE_PARENT;
	born = h->kind == SIBLINGS ? 1908 + (int)random_below(&r, 64) : 1935 + (int)random_below(&r, 55);
	for (int i = 0; i < 2; i++) {
		h->year[i] = born + (i ? (int)random_below(&r, 9) - 3 : 0);
		people_family(&h->family[i], h->culture, &r);
		people_given(&h->given[i], h->culture, i, h->year[i], random_unit(&r), &r);
	}
	h->first[0] = h->year[1] + 18 + (int)random_below(&r, 22);
	if (h->first[0] > 2014)
		h->first[0] = 2004 + (int)random_below(&r, 11);
	birth_draw(h->culture, &r, &h->first[1], &h->first[2]);
	h->mother_leads = random_unit(&r) < 0.75;
	h->offset = random_unit(&r);
	people_phone(h->home.country, true, people_spread(first, false, seed), h->phone);
}

static void child_make(const struct household *h, uint32_t child, struct random *r, struct person *p)
{
	static const double like_father[CULTURES] = {0.04, 0.15, 0.01, 0.03, 0, 0};
	double u = h->offset + child * 0.6180339887498949; /* apart from each other */

	p->female = random_unit(r) < 0.5;
	p->year = h->first[0];
	p->month = h->first[1];
	p->day = h->first[2];
	if (child && random_unit(r) >= 0.03) { /* no twin of the first */
		p->year += (int)child * 2 + (int)random_below(r, 2) - (p->year > 2007 ? 12 : 0);
		birth_draw(h->culture, r, &p->month, &p->day);
	}
	people_given(&p->given, h->culture, p->female, p->year, u - (double)(int)u, r);
	if (!p->female && random_unit(r) < like_father[h->culture])
		p->given = h->given[0];
	p->family = h->family[0];
	people_gendered(&p->family, h->culture, p->female);
	p->second = h->family[1];
	p->middle = h->given[0];
}

static void parent_make(const struct household *h, bool mother, struct random *r, struct person *p)
{
	static const double takes[CULTURES] = {0.8, 0, 0, 0.85, 0, 0}; /* women who take their husbands' names */

	p->female = mother;
	p->year = h->year[mother];
	birth_draw(h->culture, r, &p->month, &p->day);
	p->given = h->given[mother];
	p->family = h->family[mother && random_unit(r) >= takes[h->culture]];
	people_gendered(&p->family, h->culture, mother);
	people_family(&p->second, h->culture, r);
	people_given(&p->middle, h->culture, false, p->year - 28, random_unit(r), r);
}

/* The second given name, patronymic or father's name, where the culture has one; whether papers show it. */
static void middle_make(struct person *p, struct random *r)
{
	static const double shows[CULTURES] = {0.12, 0, 0.35, 0.55, 0, 0};

	if (p->culture == BRITISH) {
		people_given(&p->middle, BRITISH, p->female, p->year - 25, random_unit(r), r);
		if (random_unit(r) < 0.4 || !strcmp(p->middle.native, p->given.native))
			*p->middle.native = 0;
	} else if (p->culture == RUSSIAN) {
		struct made_name father = p->middle;

		people_patronymic(&p->middle, father.native, p->female);
	} else if (p->culture != ARABIC) {
		*p->middle.native = 0;
	}
	p->shows_middle = *p->middle.native && random_unit(r) < shows[p->culture];
	if (p->culture != SPANISH)
		*p->second.native = 0;
	p->shows_second = *p->second.native && random_unit(r) < 0.75;
}

void person_make(uint64_t seed, uint32_t number, struct person *out)
{
	static const char letters[] = "BSARKC";
	struct household h;
	struct random r = stream(seed, STREAM_PERSON, number);
	uint32_t first, at, size, parents;
	double u;

	household_find(seed, number, &first, &at, &size);
	household_make(seed, first, size, &h);
	out->culture = h.culture;
	out->home = h.home;
	parents = h.kind == COUPLE ? 2 : h.kind == LONE_PARENT ? 1 : 0;
	if (at < parents)
		parent_make(&h, parents == 1 ? h.mother_leads : at == 1, &r, out);
	else
		child_make(&h, at - parents, &r, out);
	middle_make(out, &r);
	u = random_unit(&r);
	out->writing = u < (h.home.country == h.culture ? 0.78 : 0.05) ? 0 : people_way(h.culture, &r);
	*out->phone = *out->email = *out->number = 0;
	u = random_unit(&r);
	if (u < 0.15)
		memcpy(out->phone, h.phone, sizeof out->phone);
	else if (u < 0.87)
		people_phone(h.home.country, false, people_spread(number, false, seed), out->phone);
	if (random_unit(&r) < 0.72)
		people_email(out, &r, out->email);
	if (random_unit(&r) < 0.8) {
		uint64_t x = people_spread(number, true, seed);

		out->number[0] = letters[out->culture];
		for (int i = 9; i; i--, x /= 10)
			out->number[i] = (char)('0' + x % 10);
		out->number[10] = 0;
	}
}
