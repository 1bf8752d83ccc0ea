#include "assess/phrase.h"
#include "cli/judge.h"

#include <string.h>

extern const struct command cmd_assess;

/* Which findings were asked for. */
struct wanted {
	const struct args *args;
	const char *duty, *actor;
};

static bool wants(const struct wanted *w, const struct finding *f)
{
	bool named = w->args->n_rest == 0;
	for (size_t i = 0; i < w->args->n_rest; i++)
		named = named || !strcmp(w->args->rest[i], f->claim->id);
	return named && (!w->duty || !strcmp(w->duty, f->duty->id)) && (!w->actor || !strcmp(w->actor, f->actor->id));
}

/* Ids that the case does not have are a mistake of the caller's, not an empty answer. */
static enum status known_ids(const struct model *m, const struct wanted *w, struct error *e)
{
	for (size_t i = 0; i < w->args->n_rest; i++)
		if (!model_claim(m, w->args->rest[i]))
			return error_set(e, ST_USAGE, "no claim %s in this case", w->args->rest[i]);
	if (w->duty && !model_duty(m, w->duty))
		return error_set(e, ST_USAGE, "no duty %s in this case", w->duty);
	if (w->actor && !model_actor(m, w->actor))
		return error_set(e, ST_USAGE, "no actor %s in this case", w->actor);
	return ST_OK;
}

/* --- print -------------------------------------------------------------------------------- */

static void print_sources(FILE *out, struct strs sources)
{
	for (size_t i = 0; i < sources.n; i++) {
		(void)fputs(i ? ", " : " [", out);
		print_safe(out, sources.v[i]);
	}
	(void)fputs(sources.n ? "]\n" : "\n", out);
}

static void print_finding(FILE *out, const struct finding *f)
{
	(void)fputs("\n  ", out);
	print_safe(out, f->id);
	(void)fputs("  ", out);
	print_safe(out, phrase_actor(f->actor));
	(void)fputs("\n    ", out);
	print_safe(out, texts_in(&f->claim->text, "en"));
	(void)fputs("\n    = ", out);
	finding_print_status(out, f);
	(void)fputs("\n", out);
	for (size_t i = 0; i < f->n_elements; i++) {
		const struct element *x = &f->elements[i];
		(void)fprintf(out, "    %s  %-11s  ", truth_mark(x->met), element_kind_name(x->kind));
		print_safe(out, x->text);
		print_sources(out, x->sources);
	}
}

static void print_duty(FILE *out, const struct model *m, const struct duty *u, int64_t as_of)
{
	const struct monitor *ended = duty_monitor_ended(u, as_of);
	(void)fputs("\n", out);
	print_safe(out, u->id);
	(void)fputs("  ", out);
	print_safe(out, texts_in(&u->instrument, "en"));
	if (u->article) {
		(void)fputs(", ", out);
		print_safe(out, u->article);
	}
	(void)fputs("\n  ", out);
	print_safe(out, texts_in(&u->text, "en"));
	(void)fputs("\n", out);
	if (ended) {
		const struct actor *x = model_actor(m, ended->actor);
		(void)fputs("  Its watch has ended: ", out);
		print_safe(out, x ? phrase_actor(x) : ended->actor);
		(void)fputs(", until ", out);
		print_safe(out, ended->until.text);
		print_sources(out, ended->sources);
	}
}

static void print_deadline(FILE *out, const struct duty_deadline *d)
{
	(void)fputs("  ", out);
	print_safe(out, d->duty->id);
	(void)fprintf(out, "  %s  ", d->deadline->day_text);
	if (d->days > 0)
		(void)fprintf(out, "passed by %lld day%s", (long long)d->days, d->days == 1 ? "" : "s");
	else
		(void)fprintf(out, "%lld day%s to run", (long long)-d->days, d->days == -1 ? "" : "s");
	const char *what = texts_in(&d->deadline->what, "en"), *computed = texts_in(&d->deadline->computed, "en");
	(void)fputs(*what ? ": " : "", out);
	print_safe(out, what);
	(void)fputs(*computed ? " " : "", out);
	print_safe(out, computed);
	print_sources(out, d->deadline->sources);
}

struct tally { size_t findings, hold, open, fail, short_of_evidence, confirmed, rejected, stale; };

static bool fails_on_evidence_alone(const struct finding *f)
{
	for (size_t i = 0; i < f->n_elements; i++)
		if (f->elements[i].met == TRUTH_NO && f->elements[i].kind != ELEMENT_EVIDENCE)
			return false;
	return f->holds == TRUTH_NO;
}

static void count(struct tally *t, const struct finding *f)
{
	t->findings++;
	t->hold += f->holds == TRUTH_YES;
	t->open += f->holds == TRUTH_MAYBE;
	t->fail += f->holds == TRUTH_NO;
	t->short_of_evidence += fails_on_evidence_alone(f);
	t->confirmed += f->status == FINDING_CONFIRMED;
	t->rejected += f->status == FINDING_REJECTED;
	t->stale += f->status == FINDING_STALE;
}

static size_t print_findings(FILE *out, const struct judging *j, const struct wanted *w, struct tally *t)
{
	size_t duties = 0;
	for (size_t k = 0; k < j->model.n_duties; k++) {
		const struct duty *u = &j->model.duties[k];
		bool head = false;
		for (size_t i = 0; i < j->assessment.n; i++) {
			const struct finding *f = &j->assessment.findings[i];
			if (f->duty != u || !wants(w, f))
				continue;
			if (!head)
				print_duty(out, &j->model, u, j->as_of);
			duties += !head;
			head = true;
			print_finding(out, f);
			count(t, f);
		}
	}
	return duties;
}

static void print_all(FILE *out, const struct judging *j, const struct wanted *w, const struct duty_deadline *d, size_t n)
{
	char day[32];
	struct tally t = {0};
	bool head = false;
	edtf_format_day(j->as_of, day, sizeof day);
	(void)fprintf(out, "As of %s, by the rules of SHA-256 %.12s…\n", day, j->rules.sha256);
	size_t duties = print_findings(out, j, w, &t);
	for (size_t i = 0; i < n; i++) {
		if ((w->duty && strcmp(w->duty, d[i].duty->id) != 0) || w->args->n_rest)
			continue;
		(void)fputs(head ? "" : "\nDeadlines\n", out);
		head = true;
		print_deadline(out, &d[i]);
	}
	(void)fprintf(out, "\n%zu charge%s under %zu dut%s: %zu with every element shown, %zu with open elements, %zu that fail "
		      "(%zu on the evidence alone); %zu confirmed, %zu rejected, %zu decided on other facts\n", t.findings, t.findings == 1 ? "" : "s", duties,
		      duties == 1 ? "y" : "ies", t.hold, t.open, t.fail, t.short_of_evidence, t.confirmed, t.rejected, t.stale);
	(void)fputs("What is proposed is no finding: a person confirms or rejects it with `onus finding`.\n", out);
}

/* --- JSON --------------------------------------------------------------------------------- */

static json_t *deadline_json(const struct duty_deadline *d)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:I, s:o, s:s?}", "duty", d->duty->id, "day", d->deadline->day_text, "what",
			 texts_in(&d->deadline->what, "en"), "computed", texts_in(&d->deadline->computed, "en"), "breach",
			 d->deadline->breach, "days", (json_int_t)d->days, "sources",
			 answer_strings(d->deadline->sources.v, d->deadline->sources.n), "monitor_ended",
			 d->monitor_ended ? d->monitor_ended->actor : NULL);
}

static enum status print_json(const struct context *cx, const struct judging *j, const struct wanted *w, const struct duty_deadline *d,
			      size_t n, struct error *e)
{
	char day[32];
	json_t *findings = json_array(), *deadlines = json_array();
	bool failed = !findings || !deadlines;
	for (size_t i = 0; !failed && i < j->assessment.n; i++)
		if (wants(w, &j->assessment.findings[i]))
			failed = json_array_append_new(findings, finding_to_json(&j->assessment.findings[i])) != 0;
	for (size_t i = 0; !failed && i < n; i++)
		if (!w->duty || !strcmp(w->duty, d[i].duty->id))
			failed = json_array_append_new(deadlines, deadline_json(&d[i])) != 0;
	edtf_format_day(j->as_of, day, sizeof day);
	if (failed) {
		json_decref(findings);
		json_decref(deadlines);
		return error_memory(e);
	}
	return answer_json(cx, json_pack("{s:s, s:{s:s, s:s}, s:o, s:o}", "as_of", day, "rules", "file", j->rules.file, "sha256",
					 j->rules.sha256, "findings", findings, "deadlines", deadlines), e);
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const struct wanted w = {args, args_value(args, "duty"), args_value(args, "actor")};
	const struct duty_deadline *d = NULL;
	struct judging j;
	size_t n = 0;
	enum status s = judging_open(&j, cx, args, STORE_READ, e);
	if (s == ST_OK)
		s = known_ids(&j.model, &w, e);
	if (s == ST_OK)
		s = assess_deadlines(&j.model, j.as_of, &j.a, &d, &n, e);
	if (s == ST_OK && cx->json)
		s = print_json(cx, &j, &w, d, n, e);
	else if (s == ST_OK)
		print_all(cx->out, &j, &w, d, n);
	judging_close(&j);
	return s;
}

static const struct option options[] = {
	{"as-of", 0, "DATE", "as of that day, YYYY-MM-DD (today unless given): what was done later is not looked at"},
	{"duty", 0, "ID", "this duty only"},
	{"actor", 0, "ID", "this actor only"},
	{"standard", 0, "NAME", "ask this standard of proof of every finding"},
	{"rules", 0, "FILE", "grades and standards from this file"},
};

const struct command cmd_assess = {
	.name = "assess",
	.args = "[CLAIM…]",
	.summary = "hold acts against duties: who was bound then, deadlines, exceptions, evidence",
	.about = "Holds each claim against the duties that its act would breach, for each actor whom it charges, and shows every "
		 "element: the act, the actor's role, whether the instrument was in force then, whether the actor was bound then "
		 "(not by signature alone), reservations, deadlines, each exception and whether the case answers it, the grade of "
		 "the evidence against the standard asked, and whether the claim stands. Each is yes, no or open.\n\n"
		 "An exception that the case does not answer stays open, so nothing holds by silence. Wishes, opinions, forecasts and "
		 "denials charge nobody. What comes out is proposed; `onus finding` confirms or rejects it. docs/assess.md says how "
		 "each element is answered.\n\n"
		 "Exit 0 whatever the answer is.",
	OPTIONS(options),
	.most = ANY,
	.run = run,
	.json = true,
};
