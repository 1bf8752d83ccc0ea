#include "assess/phrase.h"
#include "cli/judge.h"
#include "exchange/near.h"
#include "exchange/yaml.h"

#include <string.h>
#include <time.h>

extern const struct command cmd_finding;

/* --- list --------------------------------------------------------------------------------- */

/* Decisions on what the case no longer charges at all: they stay on record and are shown. */
static bool orphaned(const struct judging *j, const struct decision *d)
{
	return d->verdict && d->by && d->why && d->when && !judging_finding(j, d->id);
}

static void print_list(FILE *out, const struct judging *j)
{
	size_t shown = 0;
	for (size_t i = 0; i < j->assessment.n; i++) {
		const struct finding *f = &j->assessment.findings[i];
		if (f->holds == TRUTH_NO && !f->decision)
			continue;
		shown++;
		print_safe(out, f->id);
		(void)fputs("  ", out);
		finding_print_status(out, f);
		(void)fputs("\n", out);
	}
	for (size_t i = 0; i < j->model.n_decisions; i++) {
		const struct decision *d = &j->model.decisions[i];
		if (!orphaned(j, d))
			continue;
		shown++;
		print_safe(out, d->id);
		(void)fprintf(out, "  no longer charged; was %s by ", d->verdict);
		print_safe(out, d->by);
		(void)fputs(": ", out);
		print_safe(out, d->why);
		(void)fputs("\n", out);
	}
	if (!shown)
		(void)fputs("Nothing is proposed and nothing was decided.\n", out);
}

static json_t *orphan_json(const struct decision *d)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", d->id, "verdict", d->verdict, "by", d->by, "why", d->why, "when", d->when);
}

static enum status list_json(const struct context *cx, const struct judging *j, struct error *e)
{
	json_t *list = json_array(), *orphans = json_array();
	bool failed = !list || !orphans;
	for (size_t i = 0; !failed && i < j->assessment.n; i++)
		if (j->assessment.findings[i].holds != TRUTH_NO || j->assessment.findings[i].decision)
			failed = json_array_append_new(list, finding_to_json(&j->assessment.findings[i])) != 0;
	for (size_t i = 0; !failed && i < j->model.n_decisions; i++)
		if (orphaned(j, &j->model.decisions[i]))
			failed = json_array_append_new(orphans, orphan_json(&j->model.decisions[i])) != 0;
	if (failed) {
		json_decref(list);
		json_decref(orphans);
		return error_memory(e);
	}
	return answer_json(cx, json_pack("{s:o, s:o}", "findings", list, "no_longer_charged", orphans), e);
}

/* --- decide ------------------------------------------------------------------------------- */

static enum status no_such_finding(const struct judging *j, const char *id, struct error *e)
{
	struct near near;
	error_set(e, ST_DATA, "the case proposes no finding %s", id);
	near_start(&near, id);
	for (size_t i = 0; i < j->assessment.n; i++)
		near_try(&near, j->assessment.findings[i].id);
	const char *best = near_best(&near);
	if (best)
		error_hint(e, "did you mean %s?", best);
	else
		error_hint(e, "onus finding list shows them; an id is CLAIM/DUTY/ACTOR");
	return ST_DATA;
}

/* What the case itself says fails cannot be made a finding by hand: the record must be corrected first. */
static enum status refuse_failing(const struct finding *f, struct error *e)
{
	for (size_t i = 0; i < f->n_elements; i++)
		if (f->elements[i].met == TRUTH_NO)
			return error_set(e, ST_DATA, "%s is not proposed: %s", f->id, f->elements[i].text);
	return ST_OK;
}

static enum status put_decision(struct judging *j, const struct finding *f, const char *verdict, const char *by, const char *why,
				struct error *e)
{
	char when[32];
	struct tm tm;
	time_t now = time(NULL);
	if (!gmtime_r(&now, &tm) || !strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return error_set(e, ST_ENV, "the clock cannot be read");
	json_t *body = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "id", f->id, "finding", f->digest, "verdict", verdict, "by", by, "why",
				 why, "when", when);
	if (!body)
		return error_set(e, ST_DATA, "--by and --why must be valid UTF-8");
	enum status s = store_begin(j->st, by, e);
	if (s == ST_OK)
		s = store_put(j->st, KIND_DECISION, f->id, body, "", NULL, e);
	if (s == ST_OK)
		s = store_commit(j->st, e);
	store_rollback(j->st);
	json_decref(body);
	return s;
}

static enum status decide(struct context *cx, const struct args *args, const char *verdict, struct error *e)
{
	const char *why = args_value(args, "why");
	struct judging j;
	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus finding %s needs one ID", args->rest[0]);
	if (!cx->by_given || !*cx->by)
		return error_set(e, ST_USAGE, "onus finding %s needs --by NAME: a person answers for it", args->rest[0]);
	if (!why || !why[strspn(why, " \t\n")])
		return error_set(e, ST_USAGE, "onus finding %s needs --why TEXT", args->rest[0]);
	enum status s = text_check(cx->by, strlen(cx->by), "--by", e);
	if (s == ST_OK)
		s = text_check(why, strlen(why), "--why", e);
	if (s != ST_OK)
		return s;
	s = judging_open(&j, cx, args, STORE_WRITE, e);
	const struct finding *f = s == ST_OK ? judging_finding(&j, args->rest[1]) : NULL;
	if (s == ST_OK && !f)
		s = no_such_finding(&j, args->rest[1], e);
	if (s == ST_OK && !strcmp(verdict, "confirmed"))
		s = refuse_failing(f, e);
	if (s == ST_OK)
		s = put_decision(&j, f, verdict, cx->by, why, e);
	if (s == ST_OK && cx->json)
		s = answer_json(cx, json_pack("{s:s, s:s, s:s}", "id", f->id, "verdict", verdict, "digest", f->digest), e);
	else if (s == ST_OK) {
		print_safe(cx->out, f->id);
		(void)fprintf(cx->out, " is %s%s\n", verdict, f->holds == TRUTH_MAYBE && !strcmp(verdict, "confirmed") ?
			      ", though elements of it are open: they stay shown with it" : "");
	}
	judging_close(&j);
	return s;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const char *what = args->rest[0];
	if (!strcmp(what, "confirm"))
		return decide(cx, args, "confirmed", e);
	if (!strcmp(what, "reject"))
		return decide(cx, args, "rejected", e);
	if (strcmp(what, "list") != 0 || args->n_rest > 1)
		return error_set(e, ST_USAGE, "onus finding: expected confirm ID, reject ID or list");
	struct judging j;
	enum status s = judging_open(&j, cx, args, STORE_READ, e);
	if (s == ST_OK && cx->json)
		s = list_json(cx, &j, e);
	else if (s == ST_OK)
		print_list(cx->out, &j);
	judging_close(&j);
	return s;
}

static const struct option options[] = {
	{"why", 0, "TEXT", "the reason, which is printed with the finding"},
	{"rules", 0, "FILE", "grades and standards from this file"},
};

const struct command cmd_finding = {
	.name = "finding",
	.args = "confirm|reject ID, or list",
	.summary = "confirm or reject a proposed finding, by name and with a reason",
	.about = "`onus finding confirm ID --by NAME --why TEXT` and `onus finding reject ID --by NAME --why TEXT` put on record what a "
		 "person decided on a finding that `onus assess` proposes, as an entry of the log. The name must be given: a login name "
		 "does not answer for a finding. ID is CLAIM/DUTY/ACTOR. Deciding again replaces the decision; the log keeps both.\n\n"
		 "What was decided on is kept as a digest of the finding's elements. When the case changes so that an element is "
		 "another, the finding is shown as proposed anew. A finding of which the case itself says that an element fails "
		 "cannot be confirmed (exit 3), one with open elements can: they stay shown.\n\n"
		 "`onus finding list` shows what is proposed, confirmed, rejected, or was decided on other facts.",
	OPTIONS(options),
	.least = 1,
	.most = 2,
	.run = run,
	.json = true,
};
