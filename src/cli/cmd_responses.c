#include "assess/assess.h"
#include "assess/phrase.h"
#include "cli/answer.h"

#include <stdlib.h>
#include <string.h>

extern const struct command cmd_responses;

/* The groups in the order in which they are printed: what is wanting first. */
static const struct { enum response_state state; const char *title; } groups[] = {
	{RESPONSE_OVERDUE, "OVERDUE"}, {RESPONSE_VACANT, "VACANT"}, {RESPONSE_LAPSED, "LAPSED"}, {RESPONSE_FAILED, "FAILED"},
	{RESPONSE_BLOCKED, "BLOCKED"}, {RESPONSE_DUE, "DUE"}, {RESPONSE_PROMISED, "PROMISED"}, {RESPONSE_OPEN, "OPEN"},
	{RESPONSE_DONE_LATE, "DONE LATE"}, {RESPONSE_DONE, "DONE"}, {RESPONSE_FILLED, "FILLED"}, {RESPONSE_ENDED, "ENDED"},
	{RESPONSE_FUTURE, "NOT YET"},
};
enum { GROUPS = sizeof groups / sizeof *groups };

static size_t count(const struct responses *all, enum response_state state)
{
	size_t n = 0;
	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].state == state;
	return n;
}

static void print_one(FILE *out, const struct model *m, const struct response_standing *v)
{
	const struct response *r = v->response;
	(void)fputs("  ", out);
	print_safe(out, r->id);
	(void)fputs("  ", out);
	print_safe(out, texts_in(&r->title, "en"));
	for (size_t i = 0; i < r->actors.n; i++) {
		const struct actor *x = model_actor(m, r->actors.v[i]);
		(void)fputs(i ? ", " : " - ", out);
		print_safe(out, x ? phrase_actor(x) : r->actors.v[i]);
	}
	(void)fputs("\n      ", out);
	print_safe(out, v->text);
	if (v->step && *texts_in(&v->step->text, "en")) {
		(void)fputs("\n      ", out);
		print_safe(out, texts_in(&v->step->text, "en"));
	}
	struct strs sources = v->step && v->step->sources.n ? v->step->sources : r->sources;
	for (size_t i = 0; i < sources.n; i++) {
		(void)fputs(i ? ", " : " [", out);
		print_safe(out, sources.v[i]);
	}
	(void)fputs(sources.n ? "]\n" : "\n", out);
}

static void print_all(FILE *out, const struct model *m, const struct responses *all, int64_t as_of, int64_t known)
{
	char day[32];
	const char *gap = "";
	edtf_format_day(as_of, day, sizeof day);
	(void)fprintf(out, "As of %s", day);
	if (known != EDTF_MAX) {
		edtf_format_day(known, day, sizeof day);
		(void)fprintf(out, ", as known on %s", day);
	}
	(void)fputs("\n", out);
	for (size_t g = 0; g < GROUPS; g++) {
		size_t n = count(all, groups[g].state);
		if (n == 0)
			continue;
		(void)fprintf(out, "\n%s (%zu)\n", groups[g].title, n);
		for (size_t i = 0; i < all->n; i++)
			if (all->v[i].state == groups[g].state)
				print_one(out, m, &all->v[i]);
	}
	(void)fprintf(out, "\n%zu response%s:", all->n, all->n == 1 ? "" : "s");
	for (size_t g = 0; g < GROUPS; g++)
		if (count(all, groups[g].state)) {
			(void)fprintf(out, "%s %zu %s", gap, count(all, groups[g].state), response_state_name(groups[g].state));
			gap = ",";
		}
	(void)fputs(all->n ? "\n" : " none is recorded\n", out);
}

static json_t *day_json(int64_t day)
{
	char text[32];
	if (day == EDTF_MIN || day == EDTF_MAX)
		return json_null();
	edtf_format_day(day, text, sizeof text);
	return json_string(text);
}

static json_t *one_json(const struct response_standing *v)
{
	const struct response *r = v->response;
	const struct step *s = v->step;
	struct strs sources = s && s->sources.n ? s->sources : r->sources;
	json_t *step = s ? json_pack("{s:s, s:s?, s:s, s:b}", "status", s->status, "when", s->when.text, "text",
				     texts_in(&s->text, "en"), "confirmed", s->confirmed) : json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:I, s:{s:i, s:i, s:i}, s:b, s:b, s:o, s:o, s:o, s:o, s:o}", "id", r->id,
			 "kind", r->kind ? r->kind : "", "title", texts_in(&r->title, "en"), "state", response_state_name(v->state),
			 "text", v->text, "since", day_json(v->since), "due", day_json(v->due), "days", (json_int_t)v->days, "span",
			 "years", v->years, "months", v->months, "days", v->rest_days, "disputed", v->disputed, "confirmed",
			 r->confirmed, "step", step, "actors", answer_strings(r->actors.v, r->actors.n), "duties",
			 answer_strings(r->duties.v, r->duties.n), "claims", answer_strings(r->claims.v, r->claims.n), "sources",
			 answer_strings(sources.v, sources.n));
}

static enum status print_json(const struct context *cx, const struct responses *all, int64_t as_of, int64_t known, struct error *e)
{
	json_t *list = json_array();
	for (size_t i = 0; list && i < all->n; i++)
		if (json_array_append_new(list, one_json(&all->v[i])) != 0) {
			json_decref(list);
			list = NULL;
		}
	return answer_json(cx, list ? json_pack("{s:o, s:o, s:o}", "as_of", day_json(as_of), "known", day_json(known), "responses", list)
				    : NULL, e);
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct store *st = NULL;
	struct model m;
	struct responses all;
	int64_t as_of, known;
	enum status s = answer_day(args, "as-of", edtf_today(), &as_of, e);
	if (s == ST_OK)
		s = answer_day(args, "known", EDTF_MAX, &known, e);
	if (s == ST_OK)
		s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK)
		s = model_load(st, &a, &m, e);
	if (s == ST_OK)
		s = assess_responses(&m, as_of, known, &a, &all, e);
	if (s == ST_OK && cx->json)
		s = print_json(cx, &all, as_of, known, e);
	else if (s == ST_OK)
		print_all(cx->out, &m, &all, as_of, known);
	store_close(st);
	arena_free(&a);
	return s;
}

static const struct option options[] = {
	{"as-of", 0, "DATE", "how things stood on that day, YYYY-MM-DD (today unless given)"},
	{"known", 0, "DATE", "count only what had become known by that day"},
};

const struct command cmd_responses = {
	.name = "responses",
	.args = "",
	.summary = "what was promised, due, done and overdue",
	.about = "Reads off each response's history where it stood on the day asked: overdue, vacant, lapsed, failed, blocked, due, "
		 "promised, open, done late, done, filled, ended, or not yet begun; with a sentence, the span, and the step and sources "
		 "that decide it.\n\n"
		 "A last day is still in time. A date that leaves doubt counts from its last possible day, so that a span is never too "
		 "long. What was true on a day (--as-of) and what was known on a day (--known) are two questions. A post stays vacant "
		 "while somebody is only nominated, a law lapsed while a bill is only brought in.\n\n"
		 "Exit 0 also where something is overdue: that is what was asked for.",
	OPTIONS(options),
	.run = run,
	.json = true,
};
