#include "assess/build.h"
#include "assess/phrase.h"

static int64_t later(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t sooner(int64_t a, int64_t b) { return a < b ? a : b; }

static int64_t shifted(int64_t day, int64_t by)
{
	int64_t r;
	return day == EDTF_MIN || day == EDTF_MAX || __builtin_add_overflow(day, by, &r) ? day : r;
}

void reach_since(struct reach *r, const struct when *since)
{
	if (!since->text)
		return;
	r->perhaps.from = later(r->perhaps.from, shifted(since->e.earliest, -since->e.slack));
	/* of an interval the first part says when it began */
	r->sure.from = later(r->sure.from, shifted(since->e.interval ? since->e.core_first : since->e.latest, since->e.slack));
}

void reach_until(struct reach *r, const struct when *until, int64_t shift)
{
	if (!until->text)
		return;
	int64_t first = until->e.interval ? until->e.core_last : until->e.earliest;
	r->sure.to = sooner(r->sure.to, shifted(shifted(first, -until->e.slack), shift));
	r->perhaps.to = sooner(r->perhaps.to, shifted(shifted(until->e.latest, until->e.slack), shift));
}

enum truth build_within(const struct build *b)
{
	if (edtf_touches(&b->act, b->reach.sure.from, b->reach.sure.to) == TRUTH_YES)
		return TRUTH_YES;
	return edtf_touches(&b->act, b->reach.perhaps.from, b->reach.perhaps.to) == TRUTH_NO ? TRUTH_NO : TRUTH_MAYBE;
}

bool build_starts_before(const struct build *b)
{
	return b->reach.sure.from != EDTF_MIN && shifted(b->act.earliest, -b->act.slack) < b->reach.sure.from;
}

/* "; of the time of the act (…) only what lies after … counts", or what the doubt is. */
static const char *relation(struct build *b, enum truth met)
{
	const char *act = b->act_text ? b->act_text : "a time that the claim does not say";
	if (met == TRUTH_NO)
		return arena_printf(b->a, "the act (%s) lies outside that time", act);
	if (met == TRUTH_MAYBE)
		return arena_printf(b->a, "the act (%s) may lie outside that time", act);
	if (!build_starts_before(b))
		return arena_printf(b->a, "the act (%s) lies in that time", act);
	const char *from = phrase_day(b->a, b->reach.sure.from);
	return from ? arena_printf(b->a, "of the act (%s) what was done from %s counts", act, from) : NULL;
}

void build_force(struct build *b)
{
	const struct duty *u = b->duty;
	reach_since(&b->reach, &u->in_force);
	reach_until(&b->reach, &u->ended, -1);
	const char *since = u->in_force.text ? phrase_when(b->a, &u->in_force) : NULL;
	const char *ended = u->ended.text ? phrase_when(b->a, &u->ended) : "";
	enum truth met = build_within(b);
	const char *how = relation(b, met);
	const char *text = NULL;
	if (!u->in_force.text && met != TRUTH_NO) {
		met = TRUTH_MAYBE;
		text = arena_printf(b->a, "The case does not say since when the instrument has been in force%s%s.",
				    *ended ? "; it ended " : "", ended);
	} else if (since && ended && how) {
		text = arena_printf(b->a, "In force since %s%s%s; %s.", since, *ended ? ", no longer since " : "", ended, how);
	} else if (ended && how) {
		text = arena_printf(b->a, "No longer in force since %s; %s.", ended, how);
	}
	if (met == TRUTH_YES && (!u->confirmed || !u->sources.n)) {
		met = TRUTH_MAYBE;
		text = text ? arena_printf(b->a, "%s %s", text, u->confirmed ? "No source is given for it." :
					   "The record of this instrument is not confirmed.") : NULL;
	}
	const char *fact = arena_printf(b->a, "%s|%s|%s|%d", u->in_force.text ? u->in_force.text : "", u->ended.text ? u->ended.text : "",
					b->claim->when.text ? b->claim->when.text : "", u->confirmed);
	(void)build_add(b, ELEMENT_FORCE, met, text, fact, NULL, u->sources);
}
