#include "cli/answer.h"
#include "weigh/weigh_case.h"

#include <string.h>

extern const struct command cmd_weigh;

static void print_ids(FILE *out, const char *label, const struct source *const *v, size_t n)
{
	(void)fprintf(out, "    %s", label);
	for (size_t i = 0; i < n; i++) {
		(void)fputs(i ? ", " : " ", out);
		print_safe(out, v[i]->id);
	}
	(void)fputs("\n", out);
}

static void print_labelled(FILE *out, const char *label, const char *text)
{
	(void)fprintf(out, "    %s ", label);
	print_safe(out, text);
	(void)fputs("\n", out);
}

static void print_voices(FILE *out, const struct side *d)
{
	for (size_t i = 0; i < d->n_voices; i++)
		for (size_t t = 0; t < d->voices[i].n_ties; t++) {
			const struct tied *x = &d->voices[i].ties[t];
			(void)fputs("    one voice: ", out);
			print_safe(out, x->a->id);
			(void)fputs(" and ", out);
			print_safe(out, x->b->id);
			(void)fputs(", ", out);
			print_safe(out, x->why);
			(void)fputs("\n", out);
		}
}

static void print_kinds(FILE *out, unsigned kinds)
{
	const char *gap = "    evidence that can bear it: ";
	for (unsigned k = 0; k < EVIDENCE_COUNT; k++)
		if (kinds >> k & 1) {
			(void)fprintf(out, "%s%s", gap, evidence_name((enum evidence)k));
			gap = ", ";
		}
	(void)fputs(kinds ? "\n" : "    no evidence that can bear it\n", out);
}

static void print_supports(FILE *out, const struct side *d)
{
	(void)fprintf(out, "    %u say%s so; %zu origin%s, %u", d->n_supports, d->n_supports == 1 ? "s" : "", d->n_origins,
		      d->n_origins == 1 ? "" : "s", d->voices_low);
	if (d->voices_high != d->voices_low)
		(void)fprintf(out, " to %u", d->voices_high);
	(void)fprintf(out, " independent voice%s", d->voices_high == 1 ? "" : "s");
	if (d->unknown)
		(void)fprintf(out, " (%u of unknown provenance)", d->unknown);
	(void)fputs("\n", out);
	if (d->n_origins)
		print_ids(out, "origins:", d->origins, d->n_origins);
	print_voices(out, d);
	if (d->n_circular)
		print_ids(out, "cite each other only:", d->circular, d->n_circular);
}

static void print_claim(FILE *out, const struct weighed *w)
{
	(void)fputs("\n", out);
	print_safe(out, w->claim->id);
	(void)fputs("  ", out);
	print_safe(out, texts_in(&w->claim->text, "en"));
	(void)fprintf(out, "\n    %s; grade %s: ", claim_state_name(w->state), w->grade->name);
	print_safe(out, w->grade->text);
	(void)fputs("\n", out);
	if (w->state_why)
		print_labelled(out, "why:", w->state_why);
	if (w->n_state_by)
		print_ids(out, "shown by:", w->state_by, w->n_state_by);
	if (w->replaced_by)
		print_labelled(out, "replaced by:", w->replaced_by);
	if (w->n_outdated)
		print_ids(out, "repeat what is out of date:", w->outdated, w->n_outdated);
	print_supports(out, &w->support);
	if (w->support.resilience)
		(void)fprintf(out, "    %u source%s must fall before nothing supports it\n", w->support.resilience,
			      w->support.resilience == 1 ? "" : "s");
	if (w->support.n_cut && w->support.n_cut == w->support.resilience)
		print_ids(out, "a smallest set that would bring it down:", w->support.cut, w->support.n_cut);
	print_kinds(out, w->support.kinds);
	if (w->cannot_bear)
		print_labelled(out, "no proof of it:", w->cannot_bear);
	if (w->credibility_refused)
		(void)fputs("    credibility 1 is refused: fewer than two independent voices stand\n", out);
	if (w->grade_why && w->grade_why != w->state_why)
		print_labelled(out, "no better because", w->grade_why);
	if (w->denial.n_origins || w->denial.unknown) {
		print_ids(out, "disputed by:", w->denial.origins, w->denial.n_origins);
		if (w->denial_interested)
			(void)fputs("    all who dispute it have an interest in the matter\n", out);
	}
}

static json_t *ids_json(const struct source *const *v, size_t n)
{
	json_t *a = json_array();
	for (size_t i = 0; a && i < n; i++)
		if (json_array_append_new(a, json_string(v[i]->id)) != 0) {
			json_decref(a);
			return NULL;
		}
	return a;
}

static json_t *voices_json(const struct side *d)
{
	json_t *a = json_array();
	for (size_t i = 0; a && i < d->n_voices; i++) {
		json_t *ties = json_array();
		for (size_t t = 0; ties && t < d->voices[i].n_ties; t++) {
			const struct tied *x = &d->voices[i].ties[t];
			if (json_array_append_new(ties, json_pack("{s:s, s:s, s:s}", "a", x->a->id, "b", x->b->id, "why", x->why)) != 0) {
				json_decref(ties);
				ties = NULL;
			}
		}
		json_t *v = json_pack("{s:o, s:o}", "members", ids_json(d->voices[i].members, d->voices[i].n), "ties", ties);
		if (json_array_append_new(a, v) != 0) {
			json_decref(a);
			return NULL;
		}
	}
	return a;
}

static json_t *side_json(const struct side *d)
{
	json_t *kinds = json_array();
	for (unsigned k = 0; kinds && k < EVIDENCE_COUNT; k++)
		if (d->kinds >> k & 1 && json_array_append_new(kinds, json_string(evidence_name((enum evidence)k))) != 0) {
			json_decref(kinds);
			kinds = NULL;
		}
	return json_pack("{s:i, s:o, s:o, s:i, s:i, s:i, s:o, s:i, s:o, s:o}", "supports", (int)d->n_supports, "origins",
			 ids_json(d->origins, d->n_origins), "voices", voices_json(d), "voices_low", (int)d->voices_low, "voices_high",
			 (int)d->voices_high, "resilience", (int)d->resilience, "cut", ids_json(d->cut, d->n_cut), "unknown",
			 (int)d->unknown, "circular", ids_json(d->circular, d->n_circular), "kinds", kinds);
}

static json_t *claim_json(const struct weighed *w)
{
	return json_pack("{s:s, s:s, s:s, s:s?, s:o, s:s?, s:o, s:s, s:s?, s:o, s:o, s:b, s:o, s:b, s:s?}", "claim", w->claim->id, "text",
			 texts_in(&w->claim->text, "en"), "state", claim_state_name(w->state), "state_why", w->state_why, "state_by",
			 ids_json(w->state_by, w->n_state_by), "replaced_by", w->replaced_by, "outdated",
			 ids_json(w->outdated, w->n_outdated), "grade", w->grade->name, "grade_why", w->grade_why, "support",
			 side_json(&w->support), "denial", side_json(&w->denial), "denial_interested", w->denial_interested, "load",
			 ids_json(w->load, w->n_load), "credibility_refused", w->credibility_refused, "cannot_bear", w->cannot_bear);
}

static json_t *source_json(const struct source_weight *x)
{
	json_t *fallen = json_array();
	for (size_t i = 0; fallen && i < x->n_fallen; i++)
		if (json_array_append_new(fallen, json_string(x->fallen[i]->id)) != 0) {
			json_decref(fallen);
			fallen = NULL;
		}
	return json_pack("{s:s, s:s, s:i, s:i, s:o, s:b, s:b}", "source", x->source->id, "title", texts_in(&x->source->title, "en"), "falls",
			 (int)x->falls, "carries", (int)x->carries, "claims", fallen, "held", x->held, "retracted", x->retracted);
}

static void print_source(FILE *out, const struct source_weight *x)
{
	(void)fprintf(out, "%5u  %5u  ", x->falls, x->carries);
	print_safe(out, x->source->id);
	(void)fputs("  ", out);
	print_safe(out, texts_in(&x->source->title, "en"));
	(void)fputs(x->retracted ? " (retracted)\n" : x->held ? " (held)\n" : "\n", out);
}

/* The claims asked for, or all: their places in w, in order. ST_USAGE for one that is not there. */
static enum status choose(const struct weighing *w, const struct args *args, const struct weighed ***out, size_t *n, struct arena *a,
			  struct error *e)
{
	*n = args->n_rest ? args->n_rest : w->n_claims;
	*out = arena_array(a, *n ? *n : 1, sizeof **out);
	if (!*out)
		return error_memory(e);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = args->n_rest ? weighing_claim(w, args->rest[i]) : &w->claims[i];
		if (!(*out)[i])
			return error_set(e, ST_USAGE, "no claim '%s' in the case", args->rest[i]);
	}
	return ST_OK;
}

static enum status print_sources(struct context *cx, const struct weighing *w, struct error *e)
{
	json_t *list = cx->json ? json_array() : NULL;
	if (!cx->json)
		(void)fputs("falls  carries  source\n", cx->out);
	for (size_t i = 0; i < w->n_sources; i++) {
		if (!cx->json && w->sources[i].carries)
			print_source(cx->out, &w->sources[i]);
		else if (list && json_array_append_new(list, source_json(&w->sources[i])) != 0) {
			json_decref(list);
			list = NULL;
		}
	}
	return cx->json ? answer_json(cx, list ? json_pack("{s:o}", "sources", list) : NULL, e) : ST_OK;
}

static enum status print_claims(struct context *cx, const struct args *args, const struct weighing *w, struct arena *a, struct error *e)
{
	const struct weighed **v;
	size_t n;
	enum status s = choose(w, args, &v, &n, a, e);
	if (s != ST_OK)
		return s;
	json_t *list = cx->json ? json_array() : NULL;
	for (size_t i = 0; i < n; i++) {
		if (!cx->json)
			print_claim(cx->out, v[i]);
		else if (list && json_array_append_new(list, claim_json(v[i])) != 0) {
			json_decref(list);
			list = NULL;
		}
	}
	if (cx->json)
		return answer_json(cx, list ? json_pack("{s:o, s:{s:s, s:s}}", "claims", list, "rules", "file", w->rules->file, "sha256",
							w->rules->sha256) : NULL, e);
	(void)fprintf(cx->out, "\ngraded by ");
	print_safe(cx->out, w->rules->file);
	(void)fprintf(cx->out, " (%.12s…)\n", w->rules->sha256);
	return ST_OK;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct store *st = NULL;
	struct model m;
	struct rules r;
	struct weighing w;
	size_t n = 0;
	while (args_nth(args, "without", n))
		n++;
	const char **without = arena_array(&a, n ? n : 1, sizeof *without);
	enum status s = without ? ST_OK : error_memory(e);
	for (size_t i = 0; s == ST_OK && i < n; i++)
		without[i] = args_nth(args, "without", i);
	struct weigh_options o = {.without = without, .n_without = n};
	if (s == ST_OK)
		s = answer_day(args, "as-of", EDTF_MAX, &o.as_of, e);
	if (s == ST_OK)
		s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK)
		s = rules_load(args_value(args, "rules"), &a, &r, e);
	if (s == ST_OK)
		s = model_load(st, &a, &m, e);
	if (s == ST_OK)
		s = weigh_case(&m, &r, &o, &a, &w, e);
	if (s == ST_OK)
		s = args_flag(args, "sources") ? print_sources(cx, &w, e) : print_claims(cx, args, &w, &a, e);
	store_close(st);
	arena_free(&a);
	return s;
}

static const struct option options[] = {
	{"sources", 0, NULL, "rank sources by how many claims fall with them"},
	{"without", 0, "SOURCE", "what still stands if this source is struck; may be repeated"},
	{"as-of", 0, "DATE", "how things stood on that day, YYYY-MM-DD (as they stand unless given)"},
	{"rules", 0, "FILE", "grade by this rule file instead of the one that ships"},
};

const struct command cmd_weigh = {
	.name = "weigh",
	.args = "[CLAIM…]",
	.summary = "origins, independent voices, resilience, who disputes it, grade",
	.about = "For each claim asked for, or for all: what became of it, who says so and where that comes from, how many independent "
		 "voices are left once sources with an author, publisher, parent body or declared interest in common count as one, how "
		 "many sources must fall before nothing supports it, who disputes it, and the grade that the rule file gives.\n\n"
		 "Where somebody repeats without saying from whom, the count of voices is a range: all from one root, or all separate.",
	OPTIONS(options),
	.most = ANY,
	.run = run,
	.json = true,
};
