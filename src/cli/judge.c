#include "cli/judge.h"

#include <string.h>

enum status judging_open(struct judging *j, const struct context *cx, const struct args *args, enum store_mode mode, struct error *e)
{
	*j = (struct judging){0};
	enum status s = answer_day(args, "as-of", edtf_today(), &j->as_of, e);
	if (s == ST_OK)
		s = rules_load(args_value(args, "rules"), &j->a, &j->rules, e);
	if (s == ST_OK)
		s = answer_open(cx, mode, &j->st, e);
	if (s == ST_OK)
		s = model_load(j->st, &j->a, &j->model, e);
	const struct weigh_options o = {.as_of = j->as_of};
	if (s == ST_OK)
		s = weigh_case(&j->model, &j->rules, &o, &j->a, &j->weighing, e);
	if (s == ST_OK)
		s = judge_weighed(&j->model, &j->weighing, j->as_of, args_value(args, "standard"), &j->a, &j->assessment, e);
	return s;
}

void judging_close(struct judging *j)
{
	store_close(j->st);
	arena_free(&j->a);
}

const struct finding *judging_finding(const struct judging *j, const char *id)
{
	for (size_t i = 0; i < j->assessment.n; i++)
		if (!strcmp(j->assessment.findings[i].id, id))
			return &j->assessment.findings[i];
	return NULL;
}

const char *truth_mark(enum truth t)
{
	return t == TRUTH_YES ? "✓ yes " : t == TRUTH_NO ? "✗ no  " : "? open";
}

/* ": fails on bound, evidence" */
static void print_failing(FILE *out, const struct finding *f)
{
	const char *between = ": fails on ";
	for (size_t i = 0; i < f->n_elements; i++) {
		bool said = i > 0 && f->elements[i].kind == f->elements[i - 1].kind && f->elements[i - 1].met == TRUTH_NO;
		if (f->elements[i].met != TRUTH_NO || said)
			continue;
		(void)fprintf(out, "%s%s", between, element_kind_name(f->elements[i].kind));
		between = ", ";
	}
}

void finding_print_status(FILE *out, const struct finding *f)
{
	const struct decision *d = f->decision;
	if (f->status == FINDING_PROPOSED || f->status == FINDING_STALE) {
		(void)fputs(f->holds == TRUTH_NO ? "not proposed" : f->holds == TRUTH_YES ? "proposed" : "proposed, with open elements", out);
		print_failing(out, f);
	}
	if (f->status == FINDING_PROPOSED)
		return;
	if (f->status == FINDING_STALE)
		(void)fprintf(out, "; on other facts it was %s by ", d->verdict);
	else if (f->status == FINDING_REJECTED)
		(void)fputs("rejected by ", out);
	else
		(void)fprintf(out, "FINDING, confirmed%s by ", f->holds == TRUTH_YES ? "" : ", with open elements,");
	print_safe(out, d->by);
	(void)fputs(": ", out);
	print_safe(out, d->why);
}

static json_t *element_to_json(const struct element *x)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:s?, s:o}", "kind", element_kind_name(x->kind), "met", truth_name(x->met), "text", x->text,
			      "ref", x->ref, "sources", answer_strings(x->sources.v, x->sources.n));
	if (o && x->kind == ELEMENT_DEADLINE && json_object_set_new(o, "days", json_integer(x->days)) != 0) {
		json_decref(o);
		return NULL;
	}
	return o;
}

json_t *finding_to_json(const struct finding *f)
{
	const struct decision *d = f->decision;
	json_t *elements = json_array();
	for (size_t i = 0; elements && i < f->n_elements; i++)
		if (json_array_append_new(elements, element_to_json(&f->elements[i])) != 0) {
			json_decref(elements);
			elements = NULL;
		}
	bool fails = f->holds == TRUTH_NO && f->status == FINDING_PROPOSED;
	json_t *decision = d ? json_pack("{s:s, s:s, s:s, s:s}", "verdict", d->verdict, "by", d->by, "why", d->why, "when", d->when)
			     : json_null();
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s, s:o, s:o}", "id", f->id, "claim", f->claim->id, "duty",
			 f->duty->id, "actor", f->actor->id, "role", f->role, "holds", truth_name(f->holds), "status",
			 fails ? "fails" : finding_status_name(f->status), "grade", f->grade, "standard", f->standard, "digest", f->digest, "decision",
			 decision, "elements", elements);
}
