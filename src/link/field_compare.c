#include "link/field.h"
#include "names/compare.h"

#include <stdlib.h>
#include <string.h>

const char *field_level_name(enum field_kind k, unsigned level)
{
	static const char *const names[LINK_FIELD_KINDS][LINK_FIELD_LEVELS] = {
		[LINK_FIELD_GIVEN] = {"different", "in the other name's place", "short form or part", "similar", "one slip or same sound", "same"},
		[LINK_FIELD_FAMILY] = {"different", "in the other name's place", "short form or part", "similar", "one slip or same sound", "same"},
		[LINK_FIELD_OTHER_NAMES] = {"different", "in the other name's place", "short form or part", "similar", "one slip or same sound", "same"},
		[LINK_FIELD_DATE] = {"different", "years near", "two digits differ", "same year", "two parts the same", "one slip", "same"},
		[LINK_FIELD_TEXT] = {"different", "some words the same", "similar", "one slip", "same"},
		[LINK_FIELD_CODE] = {"different", "same beginning", "similar", "one slip", "same"},
		[LINK_FIELD_EMAIL] = {"different", "similar name", "same name, other host", "one slip", "same"},
		[LINK_FIELD_CATEGORY] = {"different", "one slip", "same"},
		[LINK_FIELD_NUMBER] = {"different", "one slip", "same"},
	};
	const char *s = k < LINK_FIELD_KINDS && level < LINK_FIELD_LEVELS ? names[k][level] : NULL;

	return level == LINK_FIELD_MISSING ? "missing" : s ? s : "?";
}

/* --- names ------------------------------------------------------------------------------------------------ */

static inline const uint32_t *ids_of(const struct link_field *f, const struct cell *c) { return f->ids + c->token; }

static unsigned level_of(enum nearness n)
{
	static const unsigned level[] = {[NEAR_NOT] = NAME_DIFFERENT, [NEAR_SHORT] = NAME_SHORT, [NEAR_SIMILAR] = NAME_SIMILAR,
					 [NEAR_SLIP] = NAME_SLIP, [NEAR_SAME] = NAME_SAME};

	return level[n];
}

/* Yong Chol, Yongchol: the same letters, otherwise divided. */
static bool joined_same(const struct tokens *t, const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	char x[5 * TOKEN_LONG], y[5 * TOKEN_LONG];
	size_t n = 0, m = 0;

	for (size_t i = 0; i < na; i++) {
		memcpy(x + n, token_text(t, a[i]), t->token[a[i]].n);
		n += t->token[a[i]].n;
	}
	for (size_t i = 0; i < nb; i++) {
		memcpy(y + m, token_text(t, b[i]), t->token[b[i]].n);
		m += t->token[b[i]].n;
	}
	return n >= 5 && m >= 5 && n + 1 >= m && m + 1 >= n && distance_osa(x, n, y, m) <= 1;
}

/* How many words are near some word of the other. */
static size_t among(const struct tokens *t, const uint32_t *words, size_t n, const uint32_t *others, size_t m, enum nearness least)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (token_near(t, words[i], others[j]) >= least) {
				found++;
				break;
			}
	return found;
}

/* Words against words: all in order, or the best that some of the one have among the other. */
static unsigned words_level(const struct tokens *t, const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	unsigned least = NAME_SAME, best = NAME_DIFFERENT;
	size_t found = 0;

	if (!na || !nb)
		return NAME_DIFFERENT;
	if (na != nb && na + nb <= 5 && joined_same(t, a, na, b, nb))
		return NAME_SLIP;
	if (na == nb) {
		for (size_t i = 0; i < na && least > NAME_SHORT; i++) {
			unsigned l = level_of(token_near(t, a[i], b[i]));

			least = l < least ? l : least;
		}
		if (na == 1 || least > NAME_SHORT)
			return least;
	}
	if (na > nb) {
		const uint32_t *swap = a;
		size_t n = na;

		a = b, na = nb;
		b = swap, nb = n;
	}
	for (size_t i = 0; i < na; i++) {
		unsigned l = NAME_DIFFERENT;

		for (size_t j = 0; j < nb && l < NAME_SAME; j++) {
			unsigned m = level_of(token_near(t, a[i], b[j]));

			l = m > l ? m : l;
		}
		found += l >= NAME_SIMILAR;
		best = l > best ? l : best;
	}
	if (found == na && na == nb && among(t, b, na, a, na, NEAR_SIMILAR) == na)
		return NAME_SIMILAR; /* all there, in another order */
	return best >= NAME_SLIP ? NAME_SHORT : NAME_DIFFERENT;
}

struct named { const uint32_t *given, *family, *other; size_t n_given, n_family, n_other; };

static struct named named_of(const struct link_fields *f, uint32_t r)
{
	const uint32_t *row = f->row + r * f->n;
	struct named x = {0};

	if (f->given >= 0 && row[f->given]) {
		const struct link_field *g = &f->field[f->given];
		const struct cell *c = &g->cells[row[f->given]];

		x.given = ids_of(g, c);
		x.n_given = c->n_tokens;
	}
	if (f->family >= 0 && row[f->family]) {
		const struct link_field *g = &f->field[f->family];
		const struct cell *c = &g->cells[row[f->family]];

		x.family = ids_of(g, c);
		x.n_family = c->n_tokens;
	}
	if (f->others >= 0 && row[f->others]) {
		const struct link_field *g = &f->field[f->others];
		const struct cell *c = &g->cells[row[f->others]];

		x.other = ids_of(g, c);
		x.n_other = c->n_tokens;
	}
	return x;
}

static bool holds(const struct tokens *t, const uint32_t *words, size_t n, const uint32_t *among, size_t m, enum nearness least)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (token_near(t, words[i], among[j]) >= least)
				return true;
	return false;
}

static void names_levels(const struct link_fields *f, uint32_t a, uint32_t b, unsigned *given, unsigned *family, unsigned *other)
{
	const struct tokens *t = &f->tokens;
	struct named x = named_of(f, a), y = named_of(f, b);
	bool g = x.n_given && y.n_given, n = x.n_family && y.n_family, o = x.n_other && y.n_other;

	*given = g ? words_level(t, x.given, x.n_given, y.given, y.n_given) : LINK_FIELD_MISSING;
	*family = n ? words_level(t, x.family, x.n_family, y.family, y.n_family) : LINK_FIELD_MISSING;
	*other = o ? words_level(t, x.other, x.n_other, y.other, y.n_other) : LINK_FIELD_MISSING;
	/* a given name that the other has among other names */
	if (g && *given < NAME_SHORT && (holds(t, x.given, x.n_given, y.other, y.n_other, NEAR_SLIP) ||
					 holds(t, y.given, y.n_given, x.other, x.n_other, NEAR_SLIP)))
		*given = NAME_SHORT;
	if (f->given < 0 || f->family < 0)
		return;
	/* the same Korean or Chinese name in another spelling or script */
	if (g && n && (*given < NAME_SLIP || *family < NAME_SLIP) && f->wholes.n && f->wholes.of[a] && f->wholes.of[b]) {
		float score = wholes_compare(&f->wholes, a, b);

		if (score >= COMPARE_MATCH) {
			*given = *family = score >= 0.9f ? NAME_SLIP : NAME_SIMILAR;
			return;
		}
	}
	/* exchanged: each is held against the other's, where that tells more */
	if ((*given == LINK_FIELD_MISSING || *given <= NAME_SIMILAR) && (*family == LINK_FIELD_MISSING || *family <= NAME_SIMILAR)) {
		unsigned gf = x.n_given && y.n_family ? words_level(t, x.given, x.n_given, y.family, y.n_family) : NAME_DIFFERENT;
		unsigned fg = x.n_family && y.n_given ? words_level(t, x.family, x.n_family, y.given, y.n_given) : NAME_DIFFERENT;

		if (gf >= NAME_SLIP && fg >= NAME_SLIP) {
			*given = *family = NAME_CROSSED;
		} else if (*given == NAME_SIMILAR || *family == NAME_SIMILAR) {
			return;
		} else if (gf >= NAME_SLIP) {
			/* a's given name is b's family name: nothing is known of the others unless both are there */
			if (*family == LINK_FIELD_MISSING || *family == NAME_DIFFERENT)
				*family = NAME_CROSSED;
			if (!x.n_family && *given != LINK_FIELD_MISSING)
				*given = LINK_FIELD_MISSING;
		} else if (fg >= NAME_SLIP) {
			if (*family == LINK_FIELD_MISSING || *family == NAME_DIFFERENT)
				*family = NAME_CROSSED;
			if (!y.n_family && *given != LINK_FIELD_MISSING)
				*given = LINK_FIELD_MISSING;
		}
	}
}

/* --- the others ------------------------------------------------------------------------------------------- */

static inline const char *text_of(const struct link_field *f, const struct cell *c) { return f->pool + c->text; }

static unsigned date_level(uint32_t a, uint32_t b)
{
	unsigned ya = a / 10000, yb = b / 10000, ma = a / 100 % 100, mb = b / 100 % 100, da = a % 100, db = b % 100;
	unsigned digits = 0, same, x = a, y = b;
	bool whole = ya && yb && ma && mb && da && db;

	if (a == b && whole)
		return DATE_SAME;
	if (!whole) {
		if (ya && yb && ya != yb)
			return abs((int)ya - (int)yb) <= 1 ? DATE_NEAR_YEAR : DATE_DIFFERENT;
		if (ma && mb && ma != mb)
			return ya && yb ? DATE_NEAR_YEAR : DATE_DIFFERENT;
		if (da && db && da != db)
			return ya && yb ? DATE_NEAR_YEAR : DATE_DIFFERENT;
		same = (unsigned)(ya && yb) + (unsigned)(ma && mb) + (unsigned)(da && db);
		return same > 1 ? DATE_TWO_PARTS : ya && yb ? DATE_YEAR : LINK_FIELD_MISSING; /* a year, and a month and day: nothing is known of both */
	}
	for (unsigned i = 0; i < 8; i++, x /= 10, y /= 10)
		digits += x % 10 != y % 10;
	if (digits == 1 || (ya == yb && ma == db && da == mb))
		return DATE_SLIP;
	if (digits == 2) { /* two neighbours exchanged */
		unsigned p = 1;

		for (unsigned i = 0; i < 7; i++, p *= 10)
			if (a / p % 10 == b / (p * 10) % 10 && b / p % 10 == a / (p * 10) % 10 && a / p % 10 != b / p % 10)
				return DATE_SLIP;
	}
	same = (unsigned)(ya == yb) + (unsigned)(ma == mb) + (unsigned)(da == db);
	if (same == 2)
		return DATE_TWO_PARTS;
	if (ya == yb)
		return DATE_YEAR;
	if (digits == 2)
		return DATE_TWO_DIGITS;
	return abs((int)ya - (int)yb) <= 1 ? DATE_NEAR_YEAR : DATE_DIFFERENT;
}

static unsigned text_level(const struct link_fields *f, const struct link_field *x, const struct cell *a, const struct cell *b)
{
	size_t shorter = a->n < b->n ? a->n : b->n, longer = a->n < b->n ? b->n : a->n;
	unsigned d;

	if (longer <= DISTANCE_LONG && longer - shorter <= longer / 3 && 3 * distance_least(a->letters, b->letters) <= (longer < 9 ? 9 : longer)) {
		d = distance_osa(text_of(x, a), a->n, text_of(x, b), b->n);
		if (d <= 1 || (d == 2 && longer >= 9))
			return longer >= 4 ? TEXT_SLIP : TEXT_DIFFERENT;
		if (3 * d <= longer)
			return TEXT_SIMILAR;
	}
	if (a->n_tokens && b->n_tokens && (a->n_tokens > 1 || b->n_tokens > 1)) {
		size_t found = 0, least = a->n_tokens < b->n_tokens ? a->n_tokens : b->n_tokens;
		const uint32_t *p = ids_of(x, a), *q = ids_of(x, b);
		size_t np = a->n_tokens, nq = b->n_tokens;

		if (np > nq) {
			const uint32_t *swap = p;

			p = q, q = swap;
			np = nq, nq = a->n_tokens;
		}
		found = among(&f->tokens, p, np, q, nq, NEAR_SLIP);
		if (np == nq && found) { /* two words may be near one: the fewer of both sides count */
			size_t back = among(&f->tokens, q, nq, p, np, NEAR_SLIP);

			found = back < found ? back : found;
		}
		if (found == least && (least > 1 || nq <= 2))
			return np == nq ? TEXT_SIMILAR : TEXT_PART;
		if (found && 2 * found >= nq)
			return TEXT_PART;
	}
	if (shorter >= 4 && !memcmp(text_of(x, a), text_of(x, b), shorter))
		return TEXT_PART;
	return TEXT_DIFFERENT;
}

static unsigned code_level(const struct link_field *x, const struct cell *a, const struct cell *b)
{
	size_t shorter = a->n < b->n ? a->n : b->n, longer = a->n < b->n ? b->n : a->n, head = (longer + 1) / 2;
	unsigned d = longer - shorter > 2 || distance_least(a->letters, b->letters) > 2 ? DISTANCE_LONG
										      : distance_osa(text_of(x, a), a->n, text_of(x, b), b->n);

	if (d == 1)
		return CODE_SLIP;
	if (x->role == ROLE_PHONE && shorter >= 7 && !memcmp(text_of(x, a) + a->n - 7, text_of(x, b) + b->n - 7, 7))
		return CODE_SLIP;
	if (d == 2 && longer >= 6)
		return CODE_SIMILAR;
	if (shorter >= 3 && shorter >= head && !memcmp(text_of(x, a), text_of(x, b), head))
		return CODE_PART;
	return CODE_DIFFERENT;
}

static unsigned email_level(const struct link_field *x, const struct cell *a, const struct cell *b)
{
	const char *s = text_of(x, a), *r = text_of(x, b);
	unsigned d, l;
	size_t longer = a->local > b->local ? a->local : b->local, whole = a->n > b->n ? a->n : b->n;

	/* nothing near enough can be that far off */
	if (3 * distance_least(distance_letters(s, a->local), distance_letters(r, b->local)) > longer && 4 * distance_least(a->letters, b->letters) > whole &&
	    distance_least(a->letters, b->letters) > 2)
		return EMAIL_DIFFERENT;
	d = distance_osa(s, a->n, r, b->n);
	if (d <= 2)
		return EMAIL_SLIP;
	if (a->local == b->local && a->local && !memcmp(s, r, a->local))
		return EMAIL_LOCAL;
	l = distance_osa(s, a->local, r, b->local);
	if (l <= 1 && longer >= 5)
		return EMAIL_LOCAL;
	return 3 * l <= longer || 4 * d <= whole ? EMAIL_SIMILAR : EMAIL_DIFFERENT;
}

static unsigned short_level(const struct link_field *x, const struct cell *a, const struct cell *b)
{
	size_t longer = a->n > b->n ? a->n : b->n;

	if (distance_least(a->letters, b->letters) > 2)
		return CATEGORY_DIFFERENT;
	if (x->kind == LINK_FIELD_CATEGORY && longer < 4)
		return longer >= 2 && distance_osa(text_of(x, a), a->n, text_of(x, b), b->n) == 1 && x->n_cells > 6 ? CATEGORY_SLIP : CATEGORY_DIFFERENT;
	return distance_osa(text_of(x, a), a->n, text_of(x, b), b->n) <= 1 + (longer >= 9) && longer >= 2 ? CATEGORY_SLIP : CATEGORY_DIFFERENT;
}

uint64_t fields_compare(const struct link_fields *f, uint32_t a, uint32_t b)
{
	uint64_t out = 0;
	const uint32_t *p = f->row + a * f->n, *q = f->row + b * f->n;
	unsigned name[3] = {LINK_FIELD_MISSING, LINK_FIELD_MISSING, LINK_FIELD_MISSING};

	if (f->given >= 0 || f->family >= 0)
		names_levels(f, a, b, &name[0], &name[1], &name[2]);
	for (size_t i = 0; i < f->n; i++) {
		const struct link_field *x = &f->field[i];
		uint32_t ca = p[i], cb = q[i];
		unsigned level;

		switch (x->kind) {
		case LINK_FIELD_GIVEN: level = name[0]; break;
		case LINK_FIELD_FAMILY: level = name[1]; break;
		case LINK_FIELD_OTHER_NAMES: level = name[2]; break;
		default:
			if (!ca || !cb)
				level = LINK_FIELD_MISSING;
			else if (x->kind == LINK_FIELD_DATE)
				level = date_level(x->cells[ca].day, x->cells[cb].day);
			else if (ca == cb)
				level = x->levels - 1u;
			else if (x->kind == LINK_FIELD_TEXT)
				level = text_level(f, x, &x->cells[ca], &x->cells[cb]);
			else if (x->kind == LINK_FIELD_CODE)
				level = code_level(x, &x->cells[ca], &x->cells[cb]);
			else if (x->kind == LINK_FIELD_EMAIL)
				level = email_level(x, &x->cells[ca], &x->cells[cb]);
			else
				level = short_level(x, &x->cells[ca], &x->cells[cb]);
		}
		out |= (uint64_t)level << (4 * i);
	}
	return out;
}
