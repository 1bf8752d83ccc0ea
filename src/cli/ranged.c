#include "cli/ranged.h"

#include "estimate/ranges_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- statements ------------------------------------------------------------------------------------------- */

static enum status note(struct ranged *g, const char *text, struct error *e)
{
	if (!text)
		return error_memory(e);
	if (g->n_notes == g->notes_cap) {
		size_t cap = g->notes_cap ? 2 * g->notes_cap : 16;
		const char **v = arena_array(g->a, cap, sizeof *v);

		if (!v)
			return error_memory(e);
		if (g->n_notes)
			memcpy(v, g->notes, g->n_notes * sizeof *v);
		g->notes = v;
		g->notes_cap = cap;
	}
	g->notes[g->n_notes++] = text;
	return ST_OK;
}

static enum status room(struct ranged *g, size_t n, struct error *e)
{
	g->ranges = arena_array(g->a, n, sizeof *g->ranges);
	g->claims = arena_array(g->a, n, sizeof *g->claims);
	g->dates = arena_array(g->a, n, sizeof *g->dates);
	g->froms = arena_array(g->a, n, sizeof *g->froms);
	g->cap = n;
	return g->ranges && g->claims && g->dates && g->froms ? ST_OK : error_memory(e);
}

/* --- from claims ------------------------------------------------------------------------------------------ */

/* Figures that are not reckoned with: those of the same words and the same reason are said together. */
struct omitted { const char *labels, *words, *why; size_t n; };

struct gathering {
	struct ranged *g;
	struct omitted *omitted; size_t n_omitted;
	const struct model *m;
	struct support *supports; size_t n_supports; /* those of all claims that are reckoned with, for weighing them together */
	size_t *origin_of;                         /* beside each range: place in m->sources, or SIZE_MAX where it is not known */
	const char *first_claim;
	bool people;
};

static size_t source_place(const struct model *m, const char *id)
{
	const struct source *s = id ? model_source(m, id) : NULL;

	while (s && s->copy_of && model_source(m, s->copy_of) && model_source(m, s->copy_of) != s)
		s = model_source(m, s->copy_of);
	return s ? (size_t)(s - m->sources) : SIZE_MAX;
}

/* Where a support's figure comes from: the end of the chain of those whom it repeats within the claim. */
static size_t origin(const struct model *m, const struct claim *c, const struct support *s)
{
	for (size_t steps = 0; steps <= c->n_supports; steps++) {
		const struct support *next = NULL;

		if (!s->from.n)
			return s->stance == STANCE_REPEATS ? SIZE_MAX : source_place(m, s->source);
		for (size_t i = 0; i < c->n_supports && !next; i++)
			if (!strcmp(c->supports[i].source, s->from.v[0]))
				next = &c->supports[i];
		if (!next)
			return source_place(m, s->from.v[0]);
		s = next;
	}
	return SIZE_MAX;
}

static bool outdated(const struct weighed *w, const struct source *s)
{
	for (size_t i = 0; i < w->n_outdated; i++)
		if (w->outdated[i] == s)
			return true;
	return false;
}

static bool retracted(const struct weighing *w, const struct source *s)
{
	for (size_t i = 0; i < w->n_sources; i++)
		if (w->sources[i].source == s)
			return w->sources[i].retracted;
	return false;
}

static const char *origin_superseded(const struct claim *c, const struct support *s)
{
	for (size_t steps = 0; s && steps <= c->n_supports; steps++) {
		const struct support *next = NULL;

		if (s->superseded)
			return s->superseded;
		for (size_t i = 0; s->from.n && i < c->n_supports && !next; i++)
			if (!strcmp(c->supports[i].source, s->from.v[0]))
				next = &c->supports[i];
		s = next;
	}
	return NULL;
}

/* Why a figure is not reckoned with, or NULL. */
static const char *left_out(struct gathering *x, const struct weighing *w, const struct weighed *c, const struct support *s, const struct amount *m)
{
	const struct source *source = model_source(x->m, s->source);
	const char *by = origin_superseded(c->claim, s);

	if (!source)
		return "the case has no such source";
	if (by)
		return arena_printf(x->g->a, "it has been replaced by %s", by);
	if (outdated(c, source))
		return "it repeats what has been replaced";
	if (retracted(w, source))
		return "the source was retracted";
	if (m->unit && x->g->unit && strcmp(m->unit, x->g->unit) && !(x->people && c->claim->counts && !strcmp(c->claim->counts, "people")))
		return arena_printf(x->g->a, "it counts %s", m->unit);
	return NULL;
}

static enum status omit(struct gathering *x, const char *label, const char *words, const char *why, struct error *e)
{
	struct omitted *o = x->omitted;
	size_t i = 0;

	if (!words || !why)
		return error_memory(e);
	while (i < x->n_omitted && (strcmp(o[i].words, words) || strcmp(o[i].why, why)))
		i++;
	o[i].labels = o[i].n ? arena_printf(x->g->a, "%s, %s", o[i].labels, label) : label;
	o[i].words = words;
	o[i].why = why;
	o[i].n++;
	x->n_omitted += i == x->n_omitted;
	return o[i].labels ? ST_OK : error_memory(e);
}

static enum status say_omitted(struct gathering *x, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < x->n_omitted; i++) {
		const struct omitted *o = &x->omitted[i];

		st = note(x->g, arena_printf(x->g->a, "Not reckoned with, %s: %s (%s).", o->words, o->why, o->labels), e);
	}
	return st;
}

static bool said_before(const struct gathering *x, const struct range *r, const char *claim)
{
	for (size_t i = 0; i < x->g->n; i++) {
		const struct range *o = &x->g->ranges[i];

		if (!strcmp(o->label, r->label) && !strcmp(x->g->claims[i], claim) && o->low == r->low && o->high == r->high && o->open_low == r->open_low &&
		    o->open_high == r->open_high)
			return true;
	}
	return false;
}

static enum status take_support(struct gathering *x, const struct weighing *w, const struct weighed *c, const struct support *s, bool several,
				struct error *e)
{
	const struct amount *m = s->amount.set ? &s->amount : &c->claim->amount;
	struct ranged *g = x->g;
	struct range r;

	if (!s->amount.set && (s->stance == STANCE_DENIES || s->stance == STANCE_DOUBTS))
		return ST_OK;
	const char *why = left_out(x, w, c, s, m), *label = several ? arena_printf(g->a, "%s (%s)", s->source, c->claim->id) : s->source;

	if (!label)
		return error_memory(e);
	if (!range_stated(label, m->low, m->best, m->high, m->qualifier, &r))
		return ST_OK;
	if (why)
		return omit(x, label, range_words(&r, g->a), why, e);
	if (said_before(x, &r, c->claim->id))
		return ST_OK;
	x->origin_of[g->n] = origin(x->m, c->claim, s);
	g->claims[g->n] = c->claim->id;
	g->dates[g->n] = m->as_of.text ? m->as_of.text : s->data_date.text;
	g->froms[g->n] = s->from.n ? s->from.v[0] : NULL;
	g->ranges[g->n++] = r;
	x->supports[x->n_supports] = *s;
	if (s->stance == STANCE_DENIES || s->stance == STANCE_DOUBTS) /* it states a figure of its own */
		x->supports[x->n_supports].stance = s->from.n ? STANCE_REPEATS : STANCE_ASSERTS;
	x->n_supports++;
	return ST_OK;
}

static enum status take_claim(struct gathering *x, const struct weighing *w, const char *id, bool several, struct error *e)
{
	const struct weighed *c = weighing_claim(w, id);
	enum status st = ST_OK;

	if (!c)
		return error_set(e, ST_USAGE, "no claim '%s' in the case", id);
	if (!c->claim->amount.set)
		return error_set(e, ST_DATA, "the claim %s has no amount", id);
	if (!x->first_claim) {
		x->first_claim = id;
		x->g->unit = c->claim->amount.unit;
		x->people = c->claim->counts && !strcmp(c->claim->counts, "people");
	} else if (x->g->unit && c->claim->amount.unit && strcmp(x->g->unit, c->claim->amount.unit)) {
		if (!x->people || !c->claim->counts || strcmp(c->claim->counts, "people"))
			return error_set(e, ST_DATA, "%s counts %s and %s counts %s: they are not one quantity", x->first_claim, x->g->unit, id,
					 c->claim->amount.unit);
		st = note(x->g, arena_printf(x->g->a, "%s counts %s, %s counts %s: that they are one quantity is taken from whoever asks.", x->first_claim,
					     x->g->unit, id, c->claim->amount.unit), e);
	}
	if (!st && c->cannot_bear)
		st = note(x->g, arena_printf(x->g->a, "%s: %s", id, c->cannot_bear), e);
	for (size_t i = 0; !st && i < c->claim->n_supports; i++)
		st = take_support(x, w, c, &c->claim->supports[i], several, e);
	return st;
}

/* All figures as one claim, weighed: which origins are one voice, over all claims. */
static enum status voices(struct gathering *x, const struct rules *r, struct error *e)
{
	static const char id[] = "~ranges"; /* after every id that a case can have */
	struct ranged *g = x->g;
	struct model m = *x->m;
	struct claim *claims = arena_array(g->a, m.n_claims + 1, sizeof *claims);
	const struct weigh_options o = {.as_of = EDTF_MAX};
	struct weighing w;

	if (!claims)
		return error_memory(e);
	if (m.n_claims)
		memcpy(claims, m.claims, m.n_claims * sizeof *claims);
	claims[m.n_claims] = (struct claim){.id = id, .kind = "count", .supports = x->supports, .n_supports = x->n_supports, .confirmed = true};
	m.claims = claims;
	m.n_claims++;
	enum status st = weigh_case(&m, r, &o, g->a, &w, e);
	const struct weighed *all = st ? NULL : &w.claims[m.n_claims - 1];

	for (size_t i = 0; !st && i < g->n; i++) {
		size_t v = 0;
		bool found = false;

		for (; v < all->support.n_voices && !found; v++)
			for (size_t k = 0; k < all->support.voices[v].n && !found; k++)
				found = x->origin_of[i] == (size_t)(all->support.voices[v].members[k] - x->m->sources);
		g->ranges[i].voice = found ? (uint32_t)v - 1 : x->origin_of[i] == SIZE_MAX ? UINT32_MAX : (uint32_t)(all->support.n_voices + x->origin_of[i]);
	}
	for (size_t v = 0; !st && v < all->support.n_voices; v++)
		for (size_t t = 0; !st && t < all->support.voices[v].n_ties; t++) {
			const struct tied *tie = &all->support.voices[v].ties[t];

			st = note(g, arena_printf(g->a, "One voice: %s and %s, %s.", tie->a->id, tie->b->id, tie->why), e);
		}
	return st;
}

/* Who repeats somebody unknown may repeat any of the others: whoever says the same is taken for the one. */
static enum status unknown(struct gathering *x, struct error *e)
{
	struct ranged *g = x->g;
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < g->n; i++) {
		const struct range *r = &g->ranges[i];
		size_t k = 0;

		if (r->voice != UINT32_MAX)
			continue;
		while (k < g->n && (g->ranges[k].voice == UINT32_MAX || g->ranges[k].low != r->low || g->ranges[k].high != r->high ||
				    g->ranges[k].open_low != r->open_low || g->ranges[k].open_high != r->open_high))
			k++;
		g->ranges[i].voice = k < g->n ? g->ranges[k].voice : UINT32_MAX - 1 - (uint32_t)i;
		st = note(g, k < g->n ? arena_printf(g->a, "%s repeats, from whom is not known: it is taken for a repeat of %s, who says the same.", r->label,
						     g->ranges[k].label) :
			  arena_printf(g->a, "%s repeats, from whom is not known: it is one voice only because nobody else here says the same.", r->label), e);
	}
	return st;
}

enum status ranged_from_claims(const struct model *m, const struct rules *r, const char *const *ids, size_t n, struct ranged *out, struct error *e)
{
	struct gathering x = {.g = out, .m = m};
	const struct weigh_options o = {.as_of = EDTF_MAX};
	struct weighing w;
	size_t most = 1;
	enum status st = weigh_case(m, r, &o, out->a, &w, e);

	for (size_t i = 0; !st && i < n; i++) {
		const struct claim *c = model_claim(m, ids[i]);

		most += c ? c->n_supports : 0;
		for (size_t k = 0; k < i; k++)
			if (!strcmp(ids[i], ids[k]))
				return error_set(e, ST_USAGE, "the claim %s is named twice", ids[i]);
	}
	if (!st)
		st = room(out, most, e);
	if (!st && (!(x.omitted = arena_array(out->a, most, sizeof *x.omitted)) || !(x.origin_of = arena_array(out->a, most, sizeof *x.origin_of)) ||
		     !(x.supports = arena_array(out->a, most, sizeof *x.supports))))
		st = error_memory(e);
	for (size_t i = 0; !st && i < n; i++)
		st = take_claim(&x, &w, ids[i], n > 1, e);
	if (!st)
		st = say_omitted(&x, e);
	if (!st && !out->n)
		st = error_set(e, ST_NEGATIVE, "no figure is left. %s", out->n_notes ? out->notes[out->n_notes - 1] : "Nobody says how many.");
	if (!st)
		st = voices(&x, r, e);
	return st ? st : unknown(&x, e);
}
