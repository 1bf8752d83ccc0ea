#include "estimate/estimate_case.h"

#include "exchange/filing.h"
#include "exchange/script.h"
#include "exchange/shape_check.h"

#include <math.h>
#include <string.h>

static const char source_prefix[] = "ESTIMATE-", table_prefix[] = "TABLE-";

struct estimating {
	struct filing f;
	const struct estimate_filing *x;
	struct estimate_filed *out;
	char answer_hex[SHA256_HEX];
};

/* --- the table -------------------------------------------------------------------------------------------- */

/* The source of the case that has the table's bytes, or a new one that only names them. */
static enum status file_table(struct estimating *g, struct error *e)
{
	struct filing_bytes l;
	enum status st = filing_bytes(g->f.st, g->x->table_sha256, g->f.a, &l, e);

	json_decref(l.body);
	if (st)
		return st;
	g->out->dataset = l.id ? l.id : arena_printf(g->f.a, "%s%.*s", table_prefix, FILING_SHORT, g->x->table_sha256);
	if (!g->out->dataset)
		return error_memory(e);
	if (l.id)
		return ST_OK;
	return filing_put(&g->f, KIND_SOURCE, g->out->dataset, json_pack("{s:s, s:s, s:{s:o}, s:s}", "id", g->out->dataset, "kind", "dataset", "title", "en",
		json_sprintf("Table of lists, %s", g->x->table), "sha256", g->x->table_sha256), NULL, e);
}

/* --- the run ---------------------------------------------------------------------------------------------- */

static enum status run_id(struct estimating *g, const char *parameters, struct error *e)
{
	const char *all = arena_printf(g->f.a, "%s\n%s\n%s\n%s", g->x->program, g->x->table_sha256, g->answer_hex, parameters);

	return all ? filing_id(source_prefix, all, strlen(all), g->f.a, &g->out->source, e) : error_memory(e);
}

static json_t *analysis_json(const struct estimating *g)
{
	return json_pack("{s:s, s:s, s:[{s:s, s:s, s:s}], s:o, s:O}", "program", g->x->program, "command", "estimate", "inputs", "name", g->x->table,
		"sha256", g->x->table_sha256, "source", g->out->dataset, "parameters", filing_parameters(g->x->parameters), "seed",
			 json_object_get(g->x->parameters, "seed"));
}

static enum status file_run(struct estimating *g, struct error *e)
{
	struct buf p = BUF_INIT;
	enum status st = json_canonical(g->x->parameters, &p, e);

	if (!st)
		st = run_id(g, buf_str(&p), e);
	if (!st)
		st = filing_put(&g->f, KIND_SOURCE, g->out->source, json_pack("{s:s, s:s, s:{s:o}, s:s, s:s, s:[{s:s, s:{s:s}}], s:{s:s}, s:o}", "id", g->out->source,
			"kind", "analysis", "title", "en", json_sprintf("Estimate of all from %u lists that overlap", g->x->result->o.n_lists), "date", g->f.day,
			"sha256", g->answer_hex, "cites", "source", g->out->dataset, "how", "en", "The numbers on each overlap of the lists.", "note", "en",
			"Who has the table makes the run again and gets the same answer, which is held as an exhibit.", "analysis", analysis_json(g)), NULL, e);
	buf_free(&p);
	return st;
}

static enum status file_answer(struct estimating *g, struct error *e)
{
	const struct filing_answer x = {.bytes = g->x->answer, .n = g->x->answer_n, .hex = g->answer_hex, .type = "application/json", .name = "estimate.json",
					.how = "analysis", .source = g->out->source};

	return filing_answer(&g->f, &x, e);
}

/* --- the claim -------------------------------------------------------------------------------------------- */

static json_t *amount(const struct estimate_filing *f)
{
	const struct estimate_spread *s = &f->result->spread;
	double low = fmax(floor(s->low), (double)f->result->o.observed);
	const char *unit = f->unit ? f->unit : "persons";

	if (isinf(s->high))
		return json_pack("{s:f, s:s, s:s}", "low", low, "unit", unit, "qualifier", "at least");
	return json_pack("{s:f, s:f, s:s, s:s}", "low", low, "high", ceil(s->high), "unit", unit, "qualifier", "range");
}

static const char *proposed_text(const struct estimate_filing *f, struct arena *a)
{
	const struct estimate_spread *s = &f->result->spread;
	const char *unit = f->unit ? f->unit : "persons", *low = estimate_whole(a, fmax(floor(s->low), (double)f->result->o.observed));

	if (isinf(s->high))
		return arena_printf(a, "There are at least %s %s in all, those on no list among them, by the overlaps of %u lists that name %s.", low, unit,
				    f->result->o.n_lists, estimate_whole(a, (double)f->result->o.observed));
	return arena_printf(a, "There are %s to %s %s in all, those on no list among them, by the overlaps of %u lists that name %s.", low,
			    estimate_whole(a, ceil(s->high)), unit, f->result->o.n_lists, estimate_whole(a, (double)f->result->o.observed));
}

/* Was this claim made by an estimate? Its supports then are analyses, all of them. */
static bool ours(const json_t *claim)
{
	const json_t *supports = json_object_get(claim, "supports"), *s;
	size_t i, n = sizeof source_prefix - 1;

	json_array_foreach(supports, i, s)
		if (strncmp(json_text(s, "source", ""), source_prefix, n))
			return false;
	return json_array_size(supports) > 0;
}

static enum status file_claim(struct estimating *g, struct error *e)
{
	const struct estimate_filing *f = g->x;
	json_t *old = NULL, *body;
	bool changed = false;
	enum status st = store_get(g->f.st, KIND_CLAIM, f->claim, &old, NULL, e);

	if (!st && old && !ours(old)) {
		error_set(e, ST_DATA, "the case has a claim %s that comes from no estimate: it is not overwritten", f->claim);
		error_hint(e, "choose another id");
		st = ST_DATA;
	}
	json_decref(old);
	if (st)
		return st;
	g->out->text = f->text ? f->text : proposed_text(f, g->f.a);
	body = json_pack("{s:s, s:s, s:{s:s?}, s:o, s:s, s:[{s:s, s:s, s:s}], s:{s:s}}", "id", f->claim, "kind", "count", "text", "en", g->out->text,
			 "amount", amount(f), "counts", "people", "supports", "source", g->out->source, "stance", "asserts", "evidence", "analysis", "note",
			 "en", f->text ? "The range is that of all methods' intervals together." :
			 "The text is proposed by the program. The range is that of all methods' intervals together.");
	st = body ? shape_check(kind_info(KIND_CLAIM), body, e) : error_set(e, ST_DATA, "the text and the unit must be valid UTF-8");
	st = st ? st : store_put(g->f.st, KIND_CLAIM, f->claim, body, "", &changed, e);
	g->f.changed |= changed;
	json_decref(body);
	return st;
}

enum status estimate_file(struct store *st, const struct estimate_filing *f, struct arena *a, struct estimate_filed *out, struct error *e)
{
	struct estimating g = {.x = f, .out = out};
	enum status s;

	*out = (struct estimate_filed){.claim = f->claim};
	if (!f->result->spread.n)
		return error_set(e, ST_NEGATIVE, "no method gives a number: nothing was filed");
	if (f->result->unfinished)
		return error_set(e, ST_NEGATIVE, "the run was stopped before its end: nothing was filed");
	if (!id_is_valid(f->claim))
		return error_set(e, ST_DATA, "'%.100s' is no id: letters, digits and - _ . : / expected", f->claim);
	s = filing_begin(st, f->by, a, &g.f, e);
	if (!s)
		s = filing_hash(f->answer, f->answer_n, g.answer_hex, e);
	if (!s)
		s = store_begin(st, f->by, e);
	if (!s)
		s = file_table(&g, e);
	if (!s)
		s = file_run(&g, e);
	if (!s)
		s = file_answer(&g, e);
	if (!s)
		s = file_claim(&g, e);
	if (!s)
		s = store_commit(st, e);
	store_rollback(st);
	out->changed = g.f.changed;
	return s;
}
