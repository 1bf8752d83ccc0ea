#include "check/check.h"
#include "cli/answer.h"
#include "exchange/rules.h"
#include "weigh/weigh_case.h"

#include <string.h>

extern const struct command cmd_check;

static const char *heading(enum check_kind k)
{
	static const char *const text[] = {
		[CHECK_NO_SUPPORT] = "Claims nobody supports", [CHECK_QUOTE] = "Quotes that do not stand in the exhibit",
		[CHECK_LOCATOR] = "Locators that do not exist", [CHECK_QUOTE_ELSEWHERE] = "Quotes that stand elsewhere than said",
		[CHECK_DANGLING] = "References that lead nowhere", [CHECK_UNIT] = "Amounts without a unit",
		[CHECK_RANGE] = "Amounts that do not rise", [CHECK_CIRCLE] = "Sources that cite in a circle",
		[CHECK_TWICE] = "One source under two names?", [CHECK_CREDIBILITY] = "Credibility 1 without two independent origins",
		[CHECK_BEARING] = "Evidence of a kind that cannot bear the claim", [CHECK_IDENTIFIER] = "Identifiers whose check digit fails",
		[CHECK_SUPERSEDED] = "Claims on an analysis that holds no more", [CHECK_MERGE] = "Merges of fewer than two actors",
		[CHECK_SERIES] = "Images of a series that cannot be compared",
		[CHECK_NO_SOURCE] = "Facts without a source", [CHECK_ANSWER] = "Answers to exceptions that are not there",
	};
	return text[k];
}

static void print_finding(FILE *out, const struct check_finding *f)
{
	(void)fprintf(out, "  %s ", kind_info(f->record)->name);
	print_safe(out, f->id);
	if (*f->path) {
		(void)fputs(" ", out);
		print_safe(out, f->path);
	}
	(void)fputs(": ", out);
	print_safe(out, f->text);
	if (f->position >= 0)
		(void)fprintf(out, " (byte %lld)", (long long)f->position);
	(void)fputs("\n", out);
}

static void print_all(FILE *out, const struct checked *c)
{
	for (size_t i = 0; i < c->n; i++) {
		if (i == 0 || c->v[i].kind != c->v[i - 1].kind) {
			size_t n = 0;
			while (i + n < c->n && c->v[i + n].kind == c->v[i].kind)
				n++;
			(void)fprintf(out, "%s%s (%zu)\n", i ? "\n" : "", heading(c->v[i].kind), n);
		}
		print_finding(out, &c->v[i]);
	}
	(void)fprintf(out, "%s%zu finding%s; %zu quote%s stand%s word for word, %zu not checked because the exhibit is not held.\n", c->n ? "\n" : "",
		      c->n, c->n == 1 ? "" : "s", c->quotes_found, c->quotes_found == 1 ? "" : "s", c->quotes_found == 1 ? "s" : "",
		      c->quotes_not_held);
}

static json_t *answer(const struct checked *c)
{
	json_t *list = json_array();
	for (size_t i = 0; list && i < c->n; i++) {
		json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", check_kind_name(c->v[i].kind), "record",
				      kind_info(c->v[i].record)->name, "id", c->v[i].id, "path", c->v[i].path, "text", c->v[i].text);
		if (o && c->v[i].position >= 0 && json_object_set_new(o, "position", json_integer((json_int_t)c->v[i].position)) != 0) {
			json_decref(o);
			o = NULL;
		}
		if (json_array_append_new(list, o) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list ? json_pack("{s:o, s:I, s:I}", "findings", list, "quotes_found", (json_int_t)c->quotes_found, "quotes_not_held",
				(json_int_t)c->quotes_not_held)
		    : NULL;
}

/* What weighing knows of each claim, for the checks that need it. */
static enum status weigh_for_check(const struct context *cx, const struct args *args, const struct model *m, struct arena *a,
				   struct check_claim **known, struct error *e)
{
	struct rules rules;
	struct weighing w;
	const struct weigh_options options = {.as_of = EDTF_MAX};
	(void)cx;
	enum status s = rules_load(args_value(args, "rules"), a, &rules, e);
	if (s == ST_OK)
		s = weigh_case(m, &rules, &options, a, &w, e);
	*known = s == ST_OK ? arena_array(a, w.n_claims ? w.n_claims : 1, sizeof **known) : NULL;
	if (s == ST_OK && !*known)
		return error_memory(e);
	for (size_t i = 0; s == ST_OK && i < w.n_claims; i++)
		(*known)[i] = (struct check_claim){w.claims[i].claim->id, w.claims[i].support.voices_low, w.claims[i].cannot_bear};
	return s;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct store *st = NULL;
	struct arena a = ARENA_INIT;
	struct model m;
	struct checked c = {0};
	struct check_claim *known = NULL;
	enum status s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK)
		s = model_load(st, &a, &m, e);
	if (s == ST_OK)
		s = weigh_for_check(cx, args, &m, &a, &known, e);
	if (s == ST_OK)
		s = check_case(st, &m, known, m.n_claims, &a, &c, e);
	if (s == ST_OK && cx->json)
		s = answer_json(cx, answer(&c), e);
	else if (s == ST_OK)
		print_all(cx->out, &c);
	if (s == ST_OK && c.n)
		s = ST_NEGATIVE;
	store_close(st);
	arena_free(&a);
	return s;
}

static const struct option options[] = {
	{"rules", 0, "FILE", "the rule file; the one that ships unless given"},
};

const struct command cmd_check = {
	.name = "check",
	.args = "",
	.summary = "list what would not survive reading",
	.about = "Lists claims nobody supports, quotes that do not stand word for word in the exhibit's text (white space, typographic quotes, "
		 "dashes and composition folded; [...] leaves text out), locators that do not exist, references that lead nowhere, amounts "
		 "without a unit, sources that cite in a circle, one source under two names, credibility 1 without two independent origins, "
		 "evidence of a kind that cannot bear its claim, and facts without a source. Exit 1 where anything is found.",
	OPTIONS(options),
	.run = run,
	.json = true,
};
