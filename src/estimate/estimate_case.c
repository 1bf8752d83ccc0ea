#include "estimate/estimate_case.h"

#include "exchange/script.h"
#include "exchange/shape_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SHORT = 12 };
static const char source_prefix[] = "ESTIMATE-", table_prefix[] = "TABLE-";

struct filing {
	struct store *st;
	const struct estimate_filing *f;
	struct arena *a;
	struct estimate_filed *out;
	char day[16], now[32];
	struct sha256 answer;
	char answer_hex[SHA256_HEX];
};

static bool clock_read(struct filing *g)
{
	time_t t = time(NULL);
	struct tm tm;

	return gmtime_r(&t, &tm) && strftime(g->day, sizeof g->day, "%Y-%m-%d", &tm) && strftime(g->now, sizeof g->now, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* Put a record unless there is one of its id: what an id of a hash stands for does not change. */
static enum status put_once(struct filing *g, enum kind k, const char *id, json_t *body, struct error *e)
{
	json_t *old = NULL;
	bool changed = false;
	enum status st = body ? store_get(g->st, k, id, &old, NULL, e) : error_memory(e);

	if (!st && !old && k != KIND_EXHIBIT)
		st = shape_check(kind_info(k), body, e);
	if (!st && !old)
		st = store_put(g->st, k, id, body, "", &changed, e);
	g->out->changed |= changed;
	json_decref(old);
	json_decref(body);
	return st;
}

/* --- the table -------------------------------------------------------------------------------------------- */

struct looking { const char *sha256; struct arena *a; const char *id; };

static enum status same_bytes(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct looking *l = arg;
	const char *hash = json_text(body, "sha256", "");

	(void)origin;
	(void)n;
	if (l->id || strcmp(hash, l->sha256))
		return ST_OK;
	l->id = arena_strdup(l->a, id);
	return l->id ? ST_OK : error_memory(e);
}

/* The source of the case that has the table's bytes, or a new one that only names them. */
static enum status file_table(struct filing *g, struct error *e)
{
	struct looking l = {g->f->table_sha256, g->a, NULL};
	enum status st = store_each(g->st, KIND_SOURCE, same_bytes, &l, e);

	if (st)
		return st;
	g->out->dataset = l.id ? l.id : arena_printf(g->a, "%s%.*s", table_prefix, SHORT, g->f->table_sha256);
	if (!g->out->dataset)
		return error_memory(e);
	if (l.id)
		return ST_OK;
	return put_once(g, KIND_SOURCE, g->out->dataset, json_pack("{s:s, s:s, s:{s:o}, s:s}", "id", g->out->dataset, "kind", "dataset", "title", "en",
		json_sprintf("Table of lists, %s", g->f->table), "sha256", g->f->table_sha256), e);
}

/* --- the run ---------------------------------------------------------------------------------------------- */

static enum status run_id(struct filing *g, const char *parameters, struct error *e)
{
	const char *all = arena_printf(g->a, "%s\n%s\n%s\n", g->f->program, g->f->table_sha256, g->answer_hex);
	struct sha256 hash;
	char hex[SHA256_HEX];
	enum status st = all ? sha256_of(all, strlen(all), parameters, strlen(parameters), NULL, 0, &hash, e) : error_memory(e);

	if (st)
		return st;
	sha256_hex(&hash, hex);
	g->out->source = arena_printf(g->a, "%s%.*s", source_prefix, SHORT, hex);
	return g->out->source ? ST_OK : error_memory(e);
}

/* [{"name":…, "value":…}] of the parameters but the seed: texts as they stand, all else as JSON writes it. */
static json_t *parameters_json(const json_t *parameters)
{
	json_t *list = json_array(), *v;
	const char *name;

	json_object_foreach((json_t *)(uintptr_t)parameters, name, v) {
		char *text = json_is_string(v) ? NULL : json_dumps(v, JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS | JSON_REAL_PRECISION(12));

		if (list && strcmp(name, "seed") && !json_is_null(v) && !(json_is_array(v) && !json_array_size(v)) &&
		    json_array_append_new(list, json_pack("{s:s, s:s}", "name", name, "value", text ? text : json_string_value(v)))) {
			json_decref(list);
			list = NULL;
		}
		free(text);
	}
	return list;
}

static json_t *analysis_json(const struct filing *g)
{
	return json_pack("{s:s, s:s, s:[{s:s, s:s, s:s}], s:o, s:O}", "program", g->f->program, "command", "estimate", "inputs", "name", g->f->table,
		"sha256", g->f->table_sha256, "source", g->out->dataset, "parameters", parameters_json(g->f->parameters), "seed",
			 json_object_get(g->f->parameters, "seed"));
}

static enum status file_run(struct filing *g, struct error *e)
{
	struct buf p = BUF_INIT;
	enum status st = json_canonical(g->f->parameters, &p, e);

	if (!st)
		st = run_id(g, buf_str(&p), e);
	if (!st)
		st = put_once(g, KIND_SOURCE, g->out->source, json_pack("{s:s, s:s, s:{s:o}, s:s, s:s, s:[{s:s, s:{s:s}}], s:{s:s}, s:o}", "id", g->out->source,
			"kind", "analysis", "title", "en", json_sprintf("Estimate of all from %u lists that overlap", g->f->result->o.n_lists), "date", g->day,
			"sha256", g->answer_hex, "cites", "source", g->out->dataset, "how", "en", "The numbers on each overlap of the lists.", "note", "en",
			"Who has the table makes the run again and gets the same answer, which is held as an exhibit.", "analysis", analysis_json(g)), e);
	buf_free(&p);
	return st;
}

static enum status file_answer(struct filing *g, struct error *e)
{
	struct sha256 kept;
	json_t *old = NULL;
	enum status st = store_get(g->st, KIND_EXHIBIT, g->answer_hex, &old, NULL, e);
	bool held = old != NULL;

	json_decref(old);
	if (st || held)
		return st;
	st = store_keep_bytes(g->st, g->f->answer, g->f->answer_n, &kept, e);
	return st ? st : put_once(g, KIND_EXHIBIT, g->answer_hex, json_pack("{s:s, s:I, s:s, s:s, s:s, s:s, s:s, s:[s]}", "id", g->answer_hex, "size",
		(json_int_t)g->f->answer_n, "type", "application/json", "name", "estimate.json", "who", g->f->by, "when", g->now, "how", "analysis", "source",
		g->out->source), e);
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

static enum status file_claim(struct filing *g, struct error *e)
{
	const struct estimate_filing *f = g->f;
	json_t *old = NULL, *body;
	bool changed = false;
	enum status st = store_get(g->st, KIND_CLAIM, f->claim, &old, NULL, e);

	if (!st && old && !ours(old)) {
		error_set(e, ST_DATA, "the case has a claim %s that comes from no estimate: it is not overwritten", f->claim);
		error_hint(e, "choose another id");
		st = ST_DATA;
	}
	json_decref(old);
	if (st)
		return st;
	g->out->text = f->text ? f->text : proposed_text(f, g->a);
	body = json_pack("{s:s, s:s, s:{s:s?}, s:o, s:s, s:[{s:s, s:s, s:s}], s:{s:s}}", "id", f->claim, "kind", "count", "text", "en", g->out->text,
			 "amount", amount(f), "counts", "people", "supports", "source", g->out->source, "stance", "asserts", "evidence", "analysis", "note",
			 "en", f->text ? "The range is that of all methods' intervals together." :
			 "The text is proposed by the program. The range is that of all methods' intervals together.");
	st = body ? shape_check(kind_info(KIND_CLAIM), body, e) : error_set(e, ST_DATA, "the text and the unit must be valid UTF-8");
	st = st ? st : store_put(g->st, KIND_CLAIM, f->claim, body, "", &changed, e);
	g->out->changed |= changed;
	json_decref(body);
	return st;
}

enum status estimate_file(struct store *st, const struct estimate_filing *f, struct arena *a, struct estimate_filed *out, struct error *e)
{
	struct filing g = {.st = st, .f = f, .a = a, .out = out};
	enum status s;

	*out = (struct estimate_filed){.claim = f->claim};
	if (!f->result->spread.n)
		return error_set(e, ST_NEGATIVE, "no method gives a number: nothing was filed");
	if (f->result->unfinished)
		return error_set(e, ST_NEGATIVE, "the run was stopped before its end: nothing was filed");
	if (!id_is_valid(f->claim))
		return error_set(e, ST_DATA, "'%.100s' is no id: letters, digits and - _ . : / expected", f->claim);
	if (!clock_read(&g))
		return error_set(e, ST_ENV, "the clock cannot be read");
	s = sha256_of(f->answer, f->answer_n, NULL, 0, NULL, 0, &g.answer, e);
	sha256_hex(&g.answer, g.answer_hex);
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
	return s;
}
