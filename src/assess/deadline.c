#include "assess/build.h"
#include "assess/phrase.h"

const struct monitor *duty_monitor_ended(const struct duty *u, int64_t as_of)
{
	for (size_t i = 0; i < u->n_monitors; i++) {
		const struct when *until = &u->monitors[i].until;
		if (until->text && edtf_before(&until->e, as_of) == TRUTH_YES)
			return &u->monitors[i];
	}
	return NULL;
}

/* Days by which the act lies past the deadline, at least; *exact where that is the number. */
static int64_t days_past(const struct edtf *act, int64_t day, bool *exact)
{
	*exact = act->earliest == act->latest && act->slack == 0;
	if (act->core_first <= act->core_last && act->core_last - act->slack > day)
		return act->core_last - act->slack - day; /* it went on until then */
	return act->earliest != EDTF_MIN && act->earliest - act->slack > day ? act->earliest - act->slack - day : 1;
}

static const char *passed_text(struct build *b, const struct deadline *d, enum truth met, int64_t *days)
{
	bool exact;
	const char *day = phrase_day(b->a, d->day), *act = b->act_text ? b->act_text : "a time that the claim does not say";
	if (!day)
		return NULL;
	if (met == TRUTH_NO)
		return arena_printf(b->a, "The deadline is %s; the act (%s) is not later than that.", day, act);
	if (met == TRUTH_MAYBE)
		return arena_printf(b->a, "The deadline is %s; the act (%s) may have been in time.", day, act);
	*days = days_past(&b->act, d->day, &exact);
	const char *span = phrase_days(b->a, *days);
	return span ? arena_printf(b->a, "The deadline of %s had passed by %s%s at the time of the act (%s).", day,
				   exact ? "" : "at least ", span, act) : NULL;
}

static const char *running_text(struct build *b, const struct deadline *d)
{
	const char *day = phrase_day(b->a, d->day), *left = phrase_days(b->a, d->day - b->in->as_of);
	if (!day || !left)
		return NULL;
	if (d->day == b->in->as_of)
		return arena_printf(b->a, "The deadline is this very day, %s: it has not passed.", day);
	return arena_printf(b->a, "The deadline is %s: still %s to run.", day, left);
}

void build_deadlines(struct build *b)
{
	for (size_t i = 0; i < b->duty->n_deadlines; i++) {
		const struct deadline *d = &b->duty->deadlines[i];
		struct strs sources = d->sources.n ? d->sources : b->duty->sources;
		if (!d->breach || d->day == EDTF_MAX)
			continue;
		bool running = b->in->as_of <= d->day;
		if (build_within(b) == TRUTH_NO) /* that has been said; whether it was late is a question of its own */
			b->reach = REACH_OPEN;
		int64_t days = running ? b->in->as_of - d->day : 0;
		if (b->reach.sure.from <= d->day)
			b->reach.sure.from = d->day + 1;
		if (b->reach.perhaps.from <= d->day)
			b->reach.perhaps.from = d->day + 1;
		enum truth met = running ? TRUTH_NO : build_within(b);
		const char *text = running ? running_text(b, d) : passed_text(b, d, met, &days);
		struct element *x = build_add(b, ELEMENT_DEADLINE, met, text, d->day_text, d->day_text, sources);
		if (x)
			x->days = days;
	}
}

enum status assess_deadlines(const struct model *m, int64_t as_of, struct arena *a, const struct duty_deadline **out, size_t *n,
			     struct error *e)
{
	size_t room = 0;
	*out = NULL;
	*n = 0;
	for (size_t i = 0; i < m->n_duties; i++)
		room += m->duties[i].n_deadlines;
	struct duty_deadline *v = arena_array(a, room ? room : 1, sizeof *v);
	if (!v)
		return error_memory(e);
	for (size_t i = 0; i < m->n_duties; i++)
		for (size_t k = 0; k < m->duties[i].n_deadlines; k++) {
			const struct duty *u = &m->duties[i];
			if (u->deadlines[k].day != EDTF_MAX)
				v[(*n)++] = (struct duty_deadline){u, &u->deadlines[k], as_of - u->deadlines[k].day,
								  duty_monitor_ended(u, as_of)};
		}
	*out = v;
	return ST_OK;
}
