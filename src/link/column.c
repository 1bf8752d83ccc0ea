/* A column's role: what its name says, where its values bear that out; else what the values look like; then what the columns beside it make of it. */
#include "column_internal.h"

#include "heading.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct { const char *word, *name; } roles[LINK_ROLES] = {
	[ROLE_UNKNOWN] = {"unknown", "unknown"},
	[ROLE_ID] = {"id", "id"},
	[ROLE_ENTITY] = {"entity", "known entity"},
	[ROLE_IGNORE] = {"ignore", "not used"},
	[ROLE_GIVEN] = {"given", "given name"},
	[ROLE_FAMILY] = {"family", "family name"},
	[ROLE_FULL] = {"full", "full name"},
	[ROLE_DATE] = {"date", "date"},
	[ROLE_YEAR] = {"year", "year"},
	[ROLE_MONTH] = {"month", "month"},
	[ROLE_DAY] = {"day", "day"},
	[ROLE_PLACE] = {"place", "place"},
	[ROLE_ADDRESS] = {"address", "address"},
	[ROLE_POSTCODE] = {"postcode", "postcode"},
	[ROLE_PHONE] = {"phone", "telephone number"},
	[ROLE_EMAIL] = {"email", "e-mail address"},
	[ROLE_IDENTIFIER] = {"identifier", "personal identifier"},
	[ROLE_SEX] = {"sex", "sex"},
	[ROLE_CATEGORY] = {"category", "category"},
	[ROLE_NUMBER] = {"number", "number"},
	[ROLE_TEXT] = {"text", "text"},
};

const char *link_role_name(enum link_role r)
{
	return r < LINK_ROLES ? roles[r].name : "unknown";
}

const char *link_role_word(enum link_role r)
{
	return r < LINK_ROLES ? roles[r].word : "unknown";
}

enum link_role link_role_by_word(const char *word)
{
	for (size_t i = 0; i < LINK_ROLES; i++)
		if (!strcasecmp(roles[i].word, word))
			return (enum link_role)i;
	return LINK_ROLES;
}

/* What is known of a column while roles are sought. */
struct guess {
	struct profile p;
	uint64_t files;      /* a bit for each file that has it */
	bool whole;          /* no row of those files lacks a value */
	bool by_name;
	unsigned flags;      /* of the heading that was followed */
	size_t length;
};

/* --- do the values bear it out? ------------------------------------------------------------------------- */

static bool is_date(const struct profile *p)
{
	return p->date + p->slip >= 0.8 && (p->date >= 0.4 || p->year >= 0.8 || p->slip >= 0.8);
}

/* Few enough to be kinds rather than texts. */
static bool is_category(const struct profile *p)
{
	return p->bytes <= 60 && (p->distinct <= 30 || (double)p->distinct <= 0.5 * (double)p->present);
}

/* Codes or numbers that stand for one person or a few. */
static bool is_entity(const struct profile *p, bool loose)
{
	const double least = loose ? 0.05 : 0.01;

	return p->distinct >= 2 && p->words <= 1.5 && (double)p->distinct >= least * (double)p->present && (!loose || p->digit >= 0.9);
}

static bool is_row_id(const struct guess *g)
{
	const size_t repeated = g->p.different ? 0 : (size_t)(g->p.present - g->p.distinct);

	return g->whole && (g->p.different || repeated <= 1 || repeated <= g->p.present / 20);
}

static bool borne_out(const struct guess *g, const struct heading *h)
{
	const struct profile *p = &g->p;

	switch (h->role) {
	case ROLE_ID: return h->flags & HEADING_ROW ? is_row_id(g) : g->whole && p->different && !p->shared;
	case ROLE_ENTITY: return is_entity(p, h->flags & HEADING_LOOSE);
	case ROLE_GIVEN: case ROLE_FAMILY: return p->letters >= 0.8 && p->at < 0.1 && p->words <= 4;
	case ROLE_FULL: return p->letters >= 0.7 && p->at < 0.1 && p->words <= 10;
	case ROLE_DATE: return is_date(p);
	case ROLE_YEAR: return p->year >= 0.8 || p->two_digits >= 0.9;
	case ROLE_MONTH: return p->month >= 0.9;
	case ROLE_DAY: return p->day >= 0.9;
	case ROLE_PLACE: return p->digit < 0.5 && p->words <= 8;
	case ROLE_ADDRESS: return p->digits < 0.5 && p->at < 0.1;
	case ROLE_POSTCODE: return p->digit >= 0.8 && p->bytes <= 12;
	case ROLE_PHONE: return p->phone >= 0.6;
	case ROLE_EMAIL: return p->at >= 0.6;
	case ROLE_IDENTIFIER: return p->digit >= 0.5 && p->words <= 3 && (p->distinct >= 1000 || (double)p->distinct >= 0.1 * (double)p->present);
	case ROLE_SEX: return p->distinct <= 12 && p->bytes <= 15;
	case ROLE_CATEGORY: return is_category(p);
	case ROLE_NUMBER: return p->number >= 0.7;
	case ROLE_TEXT: case ROLE_IGNORE: return true;
	default: return false;
	}
}

/* --- by the values alone -------------------------------------------------------------------------------- */

/* Names of people, by words that are usual in them. */
static enum link_role name_of_values(const struct profile *p)
{
	if (p->letters < 0.9)
		return ROLE_UNKNOWN;
	if (p->place >= 0.25 && p->place > p->given && p->place > p->family)
		return ROLE_PLACE;
	if (p->words >= 1.6 || (p->both >= 0.5 && p->words < 1.1))
		return p->both >= 0.1 || (p->words >= 1.8 && p->words <= 5 && p->given >= 0.3) ? ROLE_FULL : ROLE_UNKNOWN;
	if (p->given >= 0.15 && p->given > p->family)
		return ROLE_GIVEN;
	return p->family >= 0.06 && p->words <= 1.25 ? ROLE_FAMILY : ROLE_UNKNOWN;
}

static enum link_role number_of_values(const struct profile *p)
{
	const double ratio = (double)p->distinct / (double)p->present;

	if (p->phone_marked >= 0.7)
		return ROLE_PHONE;
	if (p->postcode >= 0.8)
		return ROLE_POSTCODE;
	if (p->digits >= 0.95 && p->year >= 0.98 && p->same_length >= 0.95)
		return ROLE_YEAR;
	if (p->digits >= 0.95 && p->same_length >= 0.95 && p->bytes >= 3.9 && p->bytes <= 6.1 && p->distinct > 30 && ratio < 0.9 && ratio > 0.002)
		return ROLE_POSTCODE;
	if (p->code >= 0.8 && (ratio >= 0.3 || p->distinct > 10000) && p->words < 1.2)
		return ROLE_IDENTIFIER;
	return p->number >= 0.9 && !(p->distinct <= 12 && p->present > 50) ? ROLE_NUMBER : ROLE_UNKNOWN;
}

static enum link_role by_values(const struct guess *g)
{
	const struct profile *p = &g->p;
	enum link_role role;

	if (!p->present)
		return ROLE_IGNORE;
	if (p->at >= 0.8)
		return ROLE_EMAIL;
	/* eight digits are a date only where nearly all are one that the calendar has */
	if ((p->date >= 0.6 && p->date + p->slip >= 0.8 && p->month_name >= 0.5) || (p->date >= 0.9 && p->bytes < 9))
		return ROLE_DATE;
	if (p->sex >= 0.95 && p->distinct <= 8)
		return ROLE_SEX;
	/* rows numbered, or each with a code of its own: it says nothing of who it is */
	if (p->present > 10 && p->different && !p->shared && g->whole && p->words < 1.1 &&
	    (p->digits >= 0.99 ? p->last_number <= p->present * 2 : p->digit >= 0.99 && p->code >= 0.5))
		return ROLE_IGNORE;
	role = number_of_values(p);
	if (role == ROLE_UNKNOWN)
		role = name_of_values(p);
	if (role != ROLE_UNKNOWN)
		return role;
	if (p->street >= 0.5)
		return ROLE_ADDRESS;
	if (p->distinct <= 12 || ((double)p->distinct <= (double)p->present / 20 && p->bytes <= 40))
		return p->present > 20 || p->distinct * 2 <= p->present ? ROLE_CATEGORY : ROLE_TEXT;
	return ROLE_TEXT;
}

static void seek(struct link_column *c, struct guess *g)
{
	struct heading h[HEADING_MOST];
	const size_t n = heading_read(c->name, h);

	c->why = n ? "by its values, which do not bear out its name" : "by its values";
	for (size_t i = 0; i < n && g->p.present && !g->by_name; i++) {
		const bool name = h[i].role == ROLE_GIVEN || h[i].role == ROLE_FAMILY || h[i].role == ROLE_FULL;

		if (!borne_out(g, &h[i]))
			continue;
		g->by_name = true;
		g->flags = h[i].flags;
		c->role = h[i].role;
		c->why = "by its name and its values";
		if (name && h[i].flags & (HEADING_RELATIVE | HEADING_OTHER)) {
			c->role = h[i].flags & HEADING_OTHER && is_category(&g->p) ? ROLE_CATEGORY : ROLE_TEXT;
			c->why = h[i].flags & HEADING_RELATIVE ? "by its name: another person's" : "by its name: of something that is no person";
		}
	}
	if (g->by_name)
		return;
	c->role = by_values(g);
	if (n && g->p.present && c->role != ROLE_IGNORE) {
		const struct profile *p = &g->p;

		if (h[0].role == ROLE_PLACE && c->role == ROLE_NUMBER && is_category(p)) {
			c->role = ROLE_CATEGORY;
			c->why = "by its name, and its values are codes";
		} else if (h[0].role == ROLE_ID && p->digit >= 0.5 && p->words <= 1.5 && (double)p->distinct >= 0.2 * (double)p->present) {
			/* people are numbered rather than rows: the numbers stand more than once */
			c->role = ROLE_IDENTIFIER;
			c->why = "by its name, and its values repeat";
		}
	}
	if (!g->p.present)
		c->why = "it has no values";
	else if (c->role == ROLE_IGNORE)
		c->why = "its values are all different and say nothing of a person";
}

/* --- columns beside each other --------------------------------------------------------------------------- */

static bool beside(const struct link_records *r, const struct guess *g, size_t k, enum link_role role)
{
	for (size_t i = 0; i < r->n_columns; i++)
		if (i != k && r->column[i].role == role && g[i].files & g[k].files)
			return true;
	return false;
}

/* "Name" beside "first name" is the family's, beside "surname" the person's own; a column of given names that has no family names beside it may hold both. */
static void settle_names(struct link_records *r, const struct guess *g)
{
	for (size_t k = 0; k < r->n_columns; k++) {
		struct link_column *c = &r->column[k];
		const struct profile *p = &g[k].p;

		if (!c->told && !g[k].by_name && c->role == ROLE_FULL && p->words < 1.1 && beside(r, g, k, ROLE_FAMILY)) {
			c->role = ROLE_GIVEN; /* 하나 beside 김 begins with a family name by chance */
			c->why = "by its values and the family names beside it";
		}
		if (c->told || !g[k].by_name || (c->role != ROLE_GIVEN && c->role != ROLE_FAMILY && c->role != ROLE_FULL))
			continue;
		const bool given = beside(r, g, k, ROLE_GIVEN), family = beside(r, g, k, ROLE_FAMILY), two = p->both >= 0.4 || p->words >= 2.5;

		if (c->role == ROLE_FULL && g[k].flags & HEADING_BARE && !two && given != family) {
			c->role = given ? ROLE_FAMILY : ROLE_GIVEN;
			c->why = given ? "by its name and the given names beside it" : "by its name and the family names beside it";
		} else if (c->role != ROLE_FULL && p->both >= 0.4 && !(c->role == ROLE_GIVEN ? family : given)) {
			c->role = ROLE_FULL;
			c->why = "by its name, and its values hold both names";
		} else if (c->role == ROLE_FULL && g[k].flags & HEADING_BARE && !given && !family && p->words < 1.15 && p->both < 0.1 && p->given + p->family >= 0.2) {
			c->role = p->given > p->family ? ROLE_GIVEN : ROLE_FAMILY;
			c->why = "by its values";
		}
	}
}

/* Years without months and days beside them stay; whole numbers up to 12 and up to 31 beside years are months and days. */
static void settle_dates(struct link_records *r, const struct guess *g)
{
	for (size_t k = 0; k < r->n_columns; k++) {
		struct link_column *c = &r->column[k];
		const struct profile *p = &g[k].p;

		if (c->told || g[k].by_name || (c->role != ROLE_NUMBER && c->role != ROLE_CATEGORY && c->role != ROLE_TEXT) || !beside(r, g, k, ROLE_YEAR))
			continue;
		if (p->month >= 0.98 && p->distinct >= 8 && p->distinct <= 14 && !beside(r, g, k, ROLE_MONTH)) {
			c->role = ROLE_MONTH;
			c->why = "by its values and the years beside it";
		} else if (p->day >= 0.98 && p->distinct >= 20 && p->distinct <= 33 && !beside(r, g, k, ROLE_DAY)) {
			c->role = ROLE_DAY;
			c->why = "by its values and the years beside it";
		}
	}
}

/* One id a file: the first whose name is one for certain, else the first. */
static void settle_ids(struct link_records *r, const struct guess *g)
{
	for (size_t k = 0; k < r->n_columns; k++) {
		struct link_column *c = &r->column[k];
		bool gives_way = false;

		if (c->told || c->role != ROLE_ID)
			continue;
		for (size_t i = 0; i < r->n_columns && !gives_way; i++) {
			const struct link_column *d = &r->column[i];
			const bool sure_c = g[k].flags & HEADING_ROW, sure_d = g[i].flags & HEADING_ROW;

			gives_way = i != k && d->role == ROLE_ID && g[i].files & g[k].files && (d->told || (sure_d && !sure_c) || (sure_d == sure_c && i < k));
		}
		if (!gives_way)
			continue;
		/* long numbers beside the numbers of rows are of people */
		const bool codes = g[k].p.digits >= 0.95 && g[k].p.bytes >= 6 && g[k].p.last_number / 4 > g[k].p.present;

		c->role = codes ? ROLE_IDENTIFIER : ROLE_IGNORE;
		c->why = codes ? "by its name and its values: no numbers of rows" : "by its name and its values: a second id";
	}
}

enum { ROWS_TO_TELL = 50 /* fewer say nothing of how columns hang together */, PASSES = 64 /* over all rows, at most */ };

/* Has each value of one always the same of the other, and the other way round? *map: room for the values of a; *left: rows that may be looked at yet. */
static bool copies(const struct link_records *r, const struct link_column *a, const struct link_column *b, uint32_t *map, uint64_t *left)
{
	uint32_t met = 0;

	if (a->n_values != b->n_values || a->values[0].count != b->values[0].count)
		return false;
	memset(map, 0, a->n_values * sizeof *map);
	for (size_t i = 0; i < r->n; i++) {
		const uint32_t v = a->value[i], w = b->value[i];

		if (!*left || !v != !w || (v && map[v] && map[v] != w))
			return false;
		met += v && !map[v];
		map[v] = w;
		--*left;
	}
	/* each of a has one of b; there are as many of b, and each is met: no two of a share one */
	return met + 1 == a->n_values;
}

/* A column of one value tells nobody from another, and one that says the same as another (a code and what it stands for) would count twice. */
static void settle_idle(struct link_records *r, const struct guess *g)
{
	uint64_t left = (uint64_t)r->n * PASSES;
	size_t most = 0;

	for (size_t k = 0; k < r->n_columns; k++)
		most = r->column[k].n_values > most ? r->column[k].n_values : most;
	uint32_t *map = malloc((most ? most : 1) * sizeof *map);

	for (size_t k = 0; k < r->n_columns; k++) {
		struct link_column *c = &r->column[k];
		const struct profile *p = &g[k].p;

		if (c->told || c->role <= ROLE_IGNORE || p->present < ROWS_TO_TELL)
			continue;
		if (p->distinct == 1 && (c->role == ROLE_CATEGORY || c->role == ROLE_NUMBER || c->role == ROLE_TEXT || c->role == ROLE_PLACE)) {
			c->role = ROLE_IGNORE;
			c->why = "it has one value alone";
			continue;
		}
		for (size_t i = 0; i < r->n_columns && map && p->distinct <= p->present / 2; i++) {
			struct link_column *d = &r->column[i];

			/* of two the one gives way whose role says less, else the later */
			if (i == k || d->role <= ROLE_IGNORE || d->role > c->role || (d->role == c->role && i > k) || !copies(r, d, c, map, &left))
				continue;
			c->role = ROLE_IGNORE;
			c->why = "it says the same as another column";
			break;
		}
	}
	free(map);
}

/* --- all columns ----------------------------------------------------------------------------------------- */

/* Which files have values in it, and whether all rows of those have one. Rows of a file stand together. */
static void look_in_files(const struct link_records *r, const struct link_column *c, struct guess *g)
{
	g->whole = c->n_values > 1;
	if (r->n_files < 2 || !c->n_values || !c->values[0].count) {
		g->files = r->n_files < 64 ? (1ull << r->n_files) - 1 : ~0ull;
		g->whole &= !c->values[0].count;
		return;
	}
	bool missing = false;

	for (size_t i = 0; i < r->n; i++) {
		const uint64_t bit = 1ull << r->file[i];

		if (!i || r->file[i] != r->file[i - 1])
			missing = false;
		if (c->value[i]) {
			g->files |= bit;
			g->whole &= !missing;
		} else {
			missing = true;
			g->whole &= !(g->files & bit);
		}
	}
}

void columns_guess(struct link_records *r)
{
	struct guess *g = calloc(r->n_columns, sizeof *g);

	for (size_t k = 0; k < r->n_columns; k++) {
		struct link_column *c = &r->column[k];

		if (c->told)
			continue;
		c->role = ROLE_TEXT;
		c->why = "memory was short";
	}
	if (!g)
		return;
	for (size_t k = 0; k < r->n_columns; k++) {
		look_in_files(r, &r->column[k], &g[k]);
		if (r->column[k].told)
			continue;
		profile_read(r, &r->column[k], &g[k].p);
		seek(&r->column[k], &g[k]);
	}
	settle_ids(r, g);
	settle_names(r, g);
	settle_dates(r, g);
	settle_idle(r, g);
	free(g);
}
