/* responses.c - where each response stood on a day: read off its history of steps.
 *
 * Two questions are kept apart: what was true on a day (as_of) and what was known by a day (known). A step whose date
 * leaves doubt counts for certain from its last possible day; spans are reckoned from there, so they are never too long. */
#include "assess/assess.h"
#include "assess/phrase.h"

#include <string.h>

enum step_kind { PROMISED, DUE, STARTED, DONE, FAILED, LAPSED, RENEWED, VACANT, FILLED, ENDED, BLOCKED, STEP_KINDS };
static const char *const step_words[] = {"promised", "due", "started", "done", "failed", "lapsed", "renewed", "vacant", "filled", "ended", "blocked"};

const char *response_state_name(enum response_state s)
{
	static const char *const names[] = {"promised", "due", "overdue", "done", "done late", "lapsed", "failed", "vacant", "filled",
					    "ended", "blocked", "open", "future"};
	return names[s];
}

static enum step_kind step_kind(const struct step *s)
{
	for (unsigned i = 0; s->status && i < STEP_KINDS; i++)
		if (!strcmp(s->status, step_words[i]))
			return (enum step_kind)i;
	return STEP_KINDS;
}

/* The day by which the step had happened for certain. */
static int64_t certain_day(const struct when *w)
{
	int64_t day = w->e.interval && w->e.core_first != EDTF_MIN ? w->e.core_first : w->e.latest;
	return day == EDTF_MAX ? day : day + w->e.slack;
}

/* The first day on which it can have happened. */
static int64_t earliest_day(const struct when *w)
{
	return w->e.earliest == EDTF_MIN ? EDTF_MIN : w->e.earliest - w->e.slack;
}

/* What counts of a history on the day. */
struct reading {
	const struct response *r;
	int64_t as_of, known;
	const struct step *standing; /* the last step that settles something: done, vacant, lapsed … */
	const struct step *progress; /* a later one that settles nothing: promised, started, blocked … */
	bool first_standing;         /* nothing had happened before `standing` */
	bool later;                  /* there are steps after the day */
	int64_t due;
};

static bool happened(const struct reading *x, const struct step *s)
{
	const struct when *known = s->known.text ? &s->known : &s->when;
	return s->when.text && s->when.e.earliest <= x->as_of && (x->known == EDTF_MAX || edtf_after(&known->e, x->known) != TRUTH_YES);
}

static bool settles(enum step_kind k)
{
	return k == DONE || k == FAILED || k == LAPSED || k == RENEWED || k == VACANT || k == FILLED || k == ENDED;
}

/* A is earlier than b; of one day the order of the script decides. */
static bool not_later(const struct step *a, const struct step *b)
{
	return certain_day(&a->when) <= certain_day(&b->when);
}

static void read_due(struct reading *x)
{
	const struct response *r = x->r;
	x->due = r->due.text && r->due.e.latest != EDTF_MAX ? r->due.e.latest : EDTF_MAX;
	for (size_t i = 0; x->due == EDTF_MAX && i < r->n_history; i++) {
		const struct step *s = &r->history[i];
		if (step_kind(s) == DUE && s->when.text && (!x->standing || !not_later(s, x->standing)))
			x->due = s->when.e.latest;
	}
}

static void read_history(struct reading *x)
{
	size_t n = x->r->n_history;
	const struct step *h = x->r->history;
	for (size_t i = 0; i < n; i++) {
		if (!happened(x, &h[i]))
			x->later = true;
		else if (settles(step_kind(&h[i])) && (!x->standing || not_later(x->standing, &h[i])))
			x->standing = &h[i];
	}
	x->first_standing = x->standing != NULL;
	for (size_t i = 0; i < n; i++) {
		const struct step *s = &h[i];
		if (!happened(x, s) || s == x->standing)
			continue;
		if (x->standing && not_later(s, x->standing))
			x->first_standing = false;
		else if (!settles(step_kind(s)) && step_kind(s) != DUE && (!x->progress || not_later(x->progress, s)))
			x->progress = s;
	}
	read_due(x);
}

/* --- the state ---------------------------------------------------------------------------- */

/* Does the settled state still hold although something began after it? A post stays vacant while somebody is only
 * nominated, a law lapsed while a bill is only brought in. */
static bool keeps(enum step_kind standing, enum step_kind progress)
{
	return standing == VACANT || standing == LAPSED || standing == FILLED || (standing == ENDED && progress != STARTED);
}

/* Renewed at the outset, a term begins: that does not discharge the date on which it ends. */
static bool opens_term(const struct reading *x)
{
	return x->standing && step_kind(x->standing) == RENEWED && x->first_standing && x->due != EDTF_MAX &&
	       certain_day(&x->standing->when) < x->due;
}

static enum response_state unsettled(const struct reading *x)
{
	if (x->due != EDTF_MAX && x->as_of > x->due)
		return RESPONSE_OVERDUE;
	enum step_kind k = x->progress ? step_kind(x->progress) : STEP_KINDS;
	if (k == BLOCKED)
		return RESPONSE_BLOCKED;
	if (k == PROMISED)
		return RESPONSE_PROMISED;
	bool begun = x->progress || x->standing;
	if (x->due != EDTF_MAX && (begun || !x->later))
		return RESPONSE_DUE;
	return !begun && x->later ? RESPONSE_FUTURE : RESPONSE_OPEN;
}

static enum response_state state_of(const struct reading *x, const struct step **by)
{
	*by = x->progress;
	if (!x->standing)
		return unsettled(x);
	enum step_kind k = step_kind(x->standing);
	if (opens_term(x) || (x->progress && !keeps(k, step_kind(x->progress)))) {
		*by = x->progress ? x->progress : x->standing;
		return unsettled(x);
	}
	*by = x->standing;
	switch (k) {
	case VACANT: return RESPONSE_VACANT;
	case LAPSED: return RESPONSE_LAPSED;
	case FAILED: return RESPONSE_FAILED;
	case ENDED: return RESPONSE_ENDED;
	default: break;
	}
	if (x->due != EDTF_MAX && earliest_day(&x->standing->when) > x->due)
		return RESPONSE_DONE_LATE;
	return k == FILLED ? RESPONSE_FILLED : RESPONSE_DONE;
}

static void measure(struct response_standing *v, int64_t from, int64_t to)
{
	v->since = from;
	if (from == EDTF_MIN || from == EDTF_MAX || to < from)
		return;
	v->days = to - from;
	edtf_span(from, to, &v->years, &v->months, &v->rest_days);
}

static void span_of(struct response_standing *v, const struct reading *x)
{
	int64_t when = v->step ? certain_day(&v->step->when) : EDTF_MIN;
	v->since = when;
	if (v->state == RESPONSE_VACANT || v->state == RESPONSE_LAPSED || v->state == RESPONSE_ENDED || v->state == RESPONSE_FILLED)
		measure(v, when, x->as_of);
	else if (v->state == RESPONSE_OVERDUE)
		measure(v, x->due, x->as_of);
	else if (v->state == RESPONSE_DONE_LATE) {
		measure(v, x->due, earliest_day(&v->step->when));
		v->since = when;
	} else if (x->due != EDTF_MAX && (v->state == RESPONSE_DUE || v->state == RESPONSE_PROMISED || v->state == RESPONSE_BLOCKED)) {
		v->days = x->as_of - x->due;
		edtf_span(x->as_of, x->due, &v->years, &v->months, &v->rest_days);
	}
}

/* --- the sentence ------------------------------------------------------------------------- */

/* The span as exact as the date from which it is reckoned: no days from a month, no months from a year. */
static const char *span_text(struct arena *a, const struct response_standing *v, const struct when *from)
{
	int64_t doubt = from && from->text ? from->e.latest - from->e.earliest : 0;
	bool rough = v->disputed || (from && from->text && from->e.interval);
	if (doubt >= 1 && v->years + v->months > 0) {
		const char *s = phrase_span(a, v->years, v->months, 0);
		return s ? arena_printf(a, "at least %s", s) : NULL;
	}
	const char *days = phrase_days(a, v->days), *s = v->years + v->months ? phrase_span(a, v->years, v->months, v->rest_days) : "";
	if (!s || !days)
		return NULL;
	return arena_printf(a, "%s%s%s%s%s", rough || doubt >= 1 ? "at least " : "", days, *s ? " (" : "", s, *s ? ")" : "");
}

static const char *late_text(struct arena *a, const struct response_standing *v, const char *at, const char *due)
{
	const char *span = span_text(a, v, &v->step->when);
	return span ? arena_printf(a, "Done %s, late by %s: it was due by %s", at, span, due) : NULL;
}

static const char *overdue_text(struct arena *a, const struct response_standing *v, const char *due)
{
	const char *span = span_text(a, v, NULL);
	if (!span)
		return NULL;
	return arena_printf(a, v->step ? "Due by %s and not done as far as the case shows: overdue by %s" :
			    "Due by %s; the case has no record of what became of it: overdue by %s", due, span);
}

static const char *pending_text(struct arena *a, const struct response_standing *v, const char *word, const char *at, const char *due)
{
	const char *left = phrase_days(a, -v->days), *step = v->step ? arena_printf(a, "%s %s; ", word, at) : "";
	if (!left || !step)
		return NULL;
	if (v->due == EDTF_MAX)
		return v->step ? arena_printf(a, "%s %s", word, at) : "Nothing is recorded about it";
	return arena_printf(a, v->days ? "%sdue by %s, in %s" : "%sdue by %s, this very day", step, due, left);
}

static const char *capital(struct arena *a, const char *s)
{
	char *out = s ? arena_strdup(a, s) : NULL;
	if (out && *out >= 'a' && *out <= 'z')
		*out = (char)(*out - 'a' + 'A');
	return out;
}

static const char *sentence(struct arena *a, const struct reading *x, const struct response_standing *v)
{
	const char *at = v->step ? phrase_at(a, &v->step->when) : "", *due = v->due == EDTF_MAX ? "" : phrase_day(a, v->due);
	const char *word = v->step && v->step->status ? v->step->status : "";
	const char *since = v->step ? phrase_when(a, &v->step->when) : "";
	const char *span = v->step ? span_text(a, v, &v->step->when) : "";
	if (!at || !due || !since || !span)
		return NULL;
	switch (v->state) {
	case RESPONSE_OVERDUE: return overdue_text(a, v, due);
	case RESPONSE_DONE_LATE: return late_text(a, v, at, due);
	case RESPONSE_VACANT: return arena_printf(a, "Vacant since %s: %s", since, span);
	case RESPONSE_FILLED: return arena_printf(a, "Filled since %s", since);
	case RESPONSE_LAPSED: return arena_printf(a, "Lapsed %s: %s ago", at, span);
	case RESPONSE_ENDED: return arena_printf(a, "Ended %s: %s ago", at, span);
	case RESPONSE_DONE: return capital(a, arena_printf(a, "%s %s", word, at));
	case RESPONSE_FAILED: return arena_printf(a, "Failed %s", at);
	case RESPONSE_FUTURE:
		return x->known == EDTF_MAX ? "Nothing about it had happened by that day" : "Nothing about it was known by then";
	default: return capital(a, pending_text(a, v, word, at, due));
	}
}

/* What was done since the state began, doubts about the date, and missing confirmation. */
static const char *remarks(struct arena *a, const struct reading *x, const struct response_standing *v, const char *text)
{
	if (text && x->progress && x->progress != v->step) {
		const char *at = phrase_at(a, &x->progress->when);
		text = at ? arena_printf(a, "%s; %s %s", text, x->progress->status, at) : NULL;
	}
	if (text && v->step && certain_day(&v->step->when) > x->as_of)
		text = arena_printf(a, "%s (whether already on the day asked is not certain)", text);
	if (text && v->state == RESPONSE_DONE && v->due != EDTF_MAX && certain_day(&v->step->when) > v->due)
		text = arena_printf(a, "%s (whether in time is not certain: it was due by %s)", text, phrase_day(a, v->due));
	if (text && (!x->r->confirmed || (v->step && !v->step->confirmed)))
		text = arena_printf(a, "%s (not confirmed)", text);
	return text ? arena_printf(a, "%s.", text) : NULL;
}

enum status assess_responses(const struct model *m, int64_t as_of, int64_t known, struct arena *a, struct responses *out,
			     struct error *e)
{
	struct response_standing *v = arena_array(a, m->n_responses ? m->n_responses : 1, sizeof *v);
	*out = (struct responses){0};
	if (!v)
		return error_memory(e);
	for (size_t i = 0; i < m->n_responses; i++) {
		struct reading x = {.r = &m->responses[i], .as_of = as_of, .known = known};
		read_history(&x);
		v[i] = (struct response_standing){.response = x.r, .due = x.due};
		v[i].state = state_of(&x, &v[i].step);
		const struct step *s = v[i].step;
		v[i].disputed = s && (s->when.e.uncertain || s->when.e.approximate || certain_day(&s->when) > as_of);
		span_of(&v[i], &x);
		v[i].text = remarks(a, &x, &v[i], sentence(a, &x, &v[i]));
		if (!v[i].text)
			return error_memory(e);
	}
	*out = (struct responses){v, m->n_responses};
	return ST_OK;
}
