#include "link/link_work.h"
#include "link/copies.h"

#include <stdlib.h>
#include <string.h>

/* What somebody decided is among the pairs, proposed or not. */
static bool decided_too(const struct link_result *r, struct block_set *s)
{
	size_t i = s->n, k = r->n_decisions, n = 0;
	uint64_t *all;

	if (!k)
		return true;
	if (!(all = malloc((i + k) * sizeof *all)))
		return false;
	for (i = 0, k = 0; i < s->n || k < r->n_decisions;) {
		uint64_t next = k < r->n_decisions ? (uint64_t)r->decision[k].a << 32 | r->decision[k].b : UINT64_MAX;

		if (i < s->n && s->pair[i] <= next) {
			k += s->pair[i] == next;
			all[n++] = s->pair[i++];
		} else {
			all[n++] = next;
			k++;
		}
	}
	free(s->pair);
	*s = (struct block_set){all, n, n};
	return true;
}

static double worth(void *arg, uint32_t a, uint32_t b)
{
	const struct link_result *r = arg;

	return link_probability_of(link_odds_of(r, a, fields_compare(&r->fields, a, b)));
}

/* Blocks of at most so many records, by how many records there are: what is looked at a record must not grow with their number. */
static size_t cap_of(size_t records) { return records <= 20000 ? 100 : records <= 50000 ? 30 : 8; }

enum { ALL_COMBINATIONS = 20000, PAIRS_A_RECORD = 25 };

enum { LEARN_FROM = 1000000 }; /* pairs; of more, so many */

/* A first model, from the pairs of single keys. */
static enum status learn(struct link_result *r, const struct link_options *o, const struct block_set *s, const struct block_set *drawn, const uint64_t *levels,
			 struct error *e)
{
	struct model_chances *chances = NULL;
	struct compared c = {0};
	struct block_set some = {.pair = s->pair, .n = s->n};
	uint64_t each = s->n / LEARN_FROM + 1;
	bool ok = true, halt;

	if (each > 1 && (ok = (some.pair = malloc(s->n * sizeof *some.pair)) != NULL)) {
		some.n = 0;
		for (size_t i = 0; i < s->n; i++)
			if ((s->pair[i] * UINT64_C(0x9e3779b97f4a7c15) >> 32) % each == 0)
				some.pair[some.n++] = s->pair[i];
	}
	ok = ok && link_compare_all(r, o, &some, &c);
	halt = ok && link_stopped(o);
	ok = ok && !halt;
	for (size_t i = 0; ok && i < c.t.n; i++)
		c.t.p[i].pairs *= (double)each;
	ok = ok && link_stand_in(r, s, drawn, levels, &c.t) && link_fit(r, &c.t, false) && (chances = malloc((c.t.n + 1) * sizeof *chances)) &&
	     link_rarities(r, &some, &c, (float)each, chances);
	free(chances);
	compared_free(&c);
	if (some.pair != s->pair)
		free(some.pair);
	return ok ? ST_OK : halt ? error_set(e, ST_NEGATIVE, "stopped") : error_memory(e);
}

/* Pairs to look at. For few records all blocks serve; for many, what is worth it is learnt from the first. */
enum status link_propose(struct link_result *r, const struct link_options *o, const struct block_set *drawn, const uint64_t *levels, struct block_set *s,
			   struct block_work **keep, struct error *e)
{
	size_t n = r->records->n;
	struct block_options bo = {.cap = o->cap ? o->cap : cap_of(n), .threads = o->threads, .stop = o->stop, .file = r->records->file, .across = o->across,
				   .clean = o->clean, .budget = n > ALL_COMBINATIONS ? n * PAIRS_A_RECORD : 0};
	struct block_work *w;
	enum status st;

	*keep = NULL;
	link_say(o, "looking for pairs", -1);
	block_keys_make(&r->fields, &r->keys);
	if (!(w = block_begin(&r->fields, &r->keys, &bo)))
		return error_memory(e);
	st = block_first(w, s, e);
	if (!st && n <= ALL_COMBINATIONS) {
		st = block_more(w, NULL, NULL, s, e);
	} else if (!st) {
		link_say(o, "learning which pairs to look at", -1);
		st = learn(r, o, s, drawn, levels, e);
		if (!st)
			st = block_more(w, worth, r, s, e);
		frequency_free(&r->frequency);
	}
	if (!st)
		st = copies_add(&r->fields, &bo, s, e);
	block_counts(w, &r->combinations, &r->combinations_taken);
	r->looked_at = s->n;
	if (!st && !decided_too(r, s))
		st = error_memory(e);
	*keep = w;
	return st;
}

/* How many matches there are in all, by how many are found by names alone, by the rest alone, and by both (Lincoln & Petersen; Chapman 1951). */
double link_missed(const struct link_result *r, const struct block_work *w)
{
	uint32_t names = 0, rest = 0;
	double a = 0, b = 0, both = 0, found = 0, all;

	for (size_t k = 0; k < r->fields.n; k++) {
		enum field_kind kind = r->fields.field[k].kind;

		if (kind <= LINK_FIELD_OTHER_NAMES || kind == LINK_FIELD_EMAIL)
			names |= 1u << k;
		else
			rest |= 1u << k;
	}
	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct link_pair *p = &r->pair[i];
		bool x, y;

		if (!(p->probability > 0.5f))
			continue;
		x = block_shares(w, p->a, p->b, names);
		y = block_shares(w, p->a, p->b, rest);
		found += (double)p->probability;
		a += x ? (double)p->probability : 0;
		b += y ? (double)p->probability : 0;
		both += x && y ? (double)p->probability : 0;
	}
	if (both < 20)
		return -1;
	all = (a + 1) * (b + 1) / (both + 1) - 1;
	return all > found ? 1 - found / all : 0;
}
