#include "link/link_case.h"

#include "exchange/filing.h"
#include "exchange/script.h"
#include "exchange/shape_check.h"
#include "link/column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MERGE_SHORT = 16 };

/* A merge that a person has withdrawn. */
struct withdrawn { const char *id, *key; json_t *said; const char **actor; size_t n; };
struct named { const char *id; uint32_t record; };

struct linking {
	struct filing f;
	const struct link_filing *x;
	struct link_filed *out;
	json_t *answer;
	struct buf text;             /* of the answer, as the exhibit has it */
	char answer_hex[SHA256_HEX];
	struct withdrawn *withdrawn; size_t n_withdrawn, cap;
	struct named *named;         /* the run's actors, by id */
};

static double rounded(double p) { return floor(p * 1e6 + 0.5) / 1e6; }

/* --- lists ------------------------------------------------------------------------------------------------------- */

static enum status asked_for(struct store *st, const char *sha256, const char *asked, struct error *e)
{
	json_t *body = NULL;
	unsigned kinds = 0;
	enum status s = id_is_valid(asked) ? store_kinds_of(st, asked, &kinds, e) :
			error_set(e, ST_DATA, "'%.100s' is no id: letters, digits and - _ . : / expected", asked);

	if (!s && kinds & ~REFS(KIND_SOURCE))
		s = error_set(e, ST_DATA, "the id %s is taken by a record that is no source", asked);
	if (!s)
		s = store_get(st, KIND_SOURCE, asked, &body, NULL, e);
	if (!s && body && strcmp(json_text(body, "sha256", sha256), sha256) != 0)
		s = error_set(e, ST_DATA, "the source %s has other bytes than the list: its SHA-256 is %s", asked, json_text(body, "sha256", ""));
	json_decref(body);
	return s;
}

enum status link_case_dataset(struct store *st, const char *sha256, const char *asked, struct arena *a, const char **id, struct error *e)
{
	struct filing_bytes l = {0};
	enum status s = asked ? asked_for(st, sha256, asked, e) : ST_OK;

	if (!s)
		s = filing_bytes(st, sha256, a, &l, e);
	json_decref(l.body);
	if (!s && asked && l.id && strcmp(l.id, asked) != 0)
		s = error_set(e, ST_DATA, "the list is a source of the case already, by the name %s", l.id);
	if (s)
		return s;
	*id = l.id ? l.id : asked ? asked : arena_printf(a, "PEOPLE-%.*s", FILING_SHORT, sha256);
	return *id ? ST_OK : error_memory(e);
}

struct counting { const char *dataset; size_t n; };

static enum status count_record(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct counting *c = arg;
	const json_t *v;
	size_t i;

	(void)id, (void)origin, (void)n, (void)e;
	if (json_object_get(body, "commitment"))
		json_array_foreach(json_object_get(body, "sources"), i, v)
			c->n += !strcmp(json_string_value(v) ? json_string_value(v) : "", c->dataset);
	return ST_OK;
}

enum status link_case_count(struct store *st, const char *dataset, size_t *n, struct error *e)
{
	struct counting c = {dataset, 0};
	enum status s = store_each(st, KIND_ACTOR, count_record, &c, e);

	*n = c.n;
	return s;
}

static enum status file_lists(struct linking *g, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < g->x->n_lists; i++) {
		const struct link_case_list *l = &g->x->lists[i];

		if (l->source)
			st = filing_put(&g->f, KIND_SOURCE, l->source, json_pack("{s:s, s:s, s:{s:o}, s:s, s:{s:s}}", "id", l->source, "kind", "dataset", "title", "en",
				json_sprintf("List of people, %s", l->name), "sha256", l->sha256, "note", "en",
				"The list itself is not in the case, as it names people: its records are, without who they are."), NULL, e);
	}
	return st;
}

static int by_id(const void *p, const void *q)
{
	return strcmp(((const struct named *)p)->id, ((const struct named *)q)->id);
}

static enum status name_all(struct linking *g, struct error *e)
{
	size_t n = g->x->result->records->n;

	if (!(g->named = arena_array(g->f.a, n + 1, sizeof *g->named)))
		return error_memory(e);
	for (size_t i = 0; i < n; i++)
		g->named[i] = (struct named){g->x->actor[i], (uint32_t)i};
	if (n > 1)
		qsort(g->named, n, sizeof *g->named, by_id);
	return ST_OK;
}

/* In the order of their pseudonyms: the log's order must not tell that of the list. */
static enum status file_records(struct linking *g, struct error *e)
{
	const struct link_records *r = g->x->result->records;
	enum status st = ST_OK;

	for (size_t k = 0; !st && g->x->commitment && k < r->n; k++) {
		const char *id = g->named[k].id;
		uint32_t i = g->named[k].record;
		bool fresh;

		st = filing_put(&g->f, KIND_ACTOR, id, json_pack("{s:s, s:s, s:[{s:o, s:s}], s:s, s:[s]}", "id", id, "schema", "Person", "names", "text",
			json_sprintf("Record %s", id), "kind", "heading", "commitment", g->x->commitment[i], "sources", g->x->lists[r->file[i]].source), &fresh, e);
		g->out->records += !st && fresh;
	}
	return st;
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

static int by_text(const void *p, const void *q)
{
	return strcmp(*(const char *const *)p, *(const char *const *)q);
}

/* The cluster's actors in order. */
static const char **actors_of(struct linking *g, const struct link_cluster *c)
{
	const char **v = arena_array(g->f.a, c->size + 1, sizeof *v);

	for (uint32_t i = 0; v && i < c->size; i++)
		v[i] = g->x->actor[g->x->result->member[c->first + i]];
	if (v && c->size > 1)
		qsort(v, c->size, sizeof *v, by_text);
	return v;
}

static json_t *texts(const char *const *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < n; i++)
		if (json_array_append_new(list, json_string(v[i]))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *cluster_json(struct linking *g, const struct link_cluster *c)
{
	const char **v = actors_of(g, c);
	const char *weak[2] = {g->x->actor[c->weak_a], g->x->actor[c->weak_b]};

	if (c->size == 2) /* neither fits less than the other: not in the order of their rows */
		qsort(weak, 2, sizeof *weak, by_text);
	return v ? json_pack("{s:o, s:f, s:{s:o, s:f}}", "actors", texts(v, c->size), "probability", rounded((double)c->probability), "weakest", "actors",
			     texts(weak, 2), "probability", rounded((double)c->weakest)) : NULL;
}

static int by_first(const void *p, const void *q)
{
	const json_t *const *x = p, *const *y = q;

	return strcmp(json_string_value(json_array_get(json_object_get(*x, "actors"), 0)), json_string_value(json_array_get(json_object_get(*y, "actors"), 0)));
}

/* Clusters of more than one record, in the order of their first actors: which list came first shows nothing. */
static json_t *clusters_json(struct linking *g)
{
	const struct link_result *r = g->x->result;
	json_t **v = arena_array(g->f.a, r->n_clusters + 1, sizeof *v), *list = json_array();
	size_t n = 0;
	bool good = v && list;

	for (size_t i = 0; good && i < r->n_clusters; i++)
		if (r->clusters[i].size > 1)
			good = (v[n] = cluster_json(g, &r->clusters[i])) && ++n;
	if (good && n > 1)
		qsort(v, n, sizeof *v, by_first);
	for (size_t i = 0; i < n; i++)
		good = !json_array_append_new(list, v[i]) && good;
	if (!good)
		json_decref(list);
	return good ? list : NULL;
}

/* What was compared, and what the model makes of each level: log2(m/u). No value of a record. */
static json_t *fields_json(const struct link_result *r)
{
	json_t *list = json_array();

	for (size_t k = 0; list && k < r->fields.n; k++) {
		const struct link_field *x = &r->fields.field[k];
		json_t *levels = json_array();

		for (unsigned l = 0; levels && l < x->levels; l++) {
			double bits = model_field_weight(&r->model, (uint64_t)l << (4 * k), k);

			(void)json_array_append_new(levels, json_pack("{s:s, s:f}", "level", field_level_name(x->kind, l), "bits",
								      isfinite(bits) ? rounded(bits) : bits < 0 ? -1e3 : 1e3));
		}
		if (json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "name", x->name, "role", link_role_word(x->role), "levels", levels))) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *lists_json(const struct linking *g)
{
	const struct link_records *r = g->x->result->records;
	json_t *list = json_array();

	for (size_t i = 0; list && i < g->x->n_lists; i++) {
		json_int_t n = 0;

		for (size_t k = 0; k < r->n; k++)
			n += r->file[k] == i;
		(void)json_array_append_new(list, json_pack("{s:s, s:s, s:s*, s:I}", "name", g->x->lists[i].name, "sha256", g->x->lists[i].sha256, "source",
							    g->x->lists[i].source, "records", n));
	}
	return list;
}

static enum status make_answer(struct linking *g, struct error *e)
{
	const struct link_result *r = g->x->result;
	json_t *o = json_pack("{s:s, s:O, s:I, s:o, s:I, s:I, s:I, s:f, s:f, s:o, s:o}", "command", g->x->command, "parameters", g->x->parameters, "seed",
			      (json_int_t)g->x->seed, "lists", lists_json(g), "records", (json_int_t)r->records->n, "people",
			      (json_int_t)r->n_clusters, "looked_at", (json_int_t)r->looked_at, "expected_matches", rounded(r->expected), "missed",
			      isfinite(r->missed) && r->missed > 0 ? rounded(r->missed) : 0.0, "fields", fields_json(r), "clusters", clusters_json(g));
	char *text = o ? json_dumps(o, JSON_INDENT(1) | JSON_REAL_PRECISION(12)) : NULL;

	g->answer = o;
	if (text)
		buf_text(&g->text, text);
	buf_char(&g->text, '\n');
	free(text);
	if (!text || !buf_ok(&g->text))
		return error_memory(e);
	return filing_hash(g->text.bytes, g->text.len, g->answer_hex, e);
}

/* --- the run ------------------------------------------------------------------------------------------------------- */

static json_t *analysis_json(const struct linking *g)
{
	const struct link_filing *f = g->x;
	json_t *inputs = json_array();
	bool good = inputs != NULL;

	for (size_t i = 0; good && i < f->n_lists; i++)
		good = !json_array_append_new(inputs, json_pack("{s:s, s:s, s:s*}", "name", f->lists[i].name, "sha256", f->lists[i].sha256, "source", f->lists[i].source));
	if (good && f->decisions)
		good = !json_array_append_new(inputs, json_pack("{s:s, s:s}", "name", f->decisions, "sha256", f->decisions_sha256));
	json_t *o = good ? json_pack("{s:s, s:s, s:O, s:O, s:I}", "program", f->program, "command", f->command, "inputs", inputs, "parameters", f->parameters,
				     "seed", (json_int_t)f->seed) : NULL;

	json_decref(inputs);
	if (o && !json_array_size(f->parameters))
		(void)json_object_del(o, "parameters");
	return o;
}

/* The same program, lists, parameters and answer: the same run, whenever. */
static enum status run_id(struct linking *g, const json_t *analysis, struct error *e)
{
	struct buf b = BUF_INIT;
	enum status st = analysis ? json_canonical(analysis, &b, e) : error_memory(e);

	buf_text(&b, g->answer_hex);
	if (!st)
		st = buf_ok(&b) ? filing_id("LINK-", b.bytes, b.len, g->f.a, &g->out->run, e) : error_memory(e);
	buf_free(&b);
	return st;
}

static json_t *cites_json(const struct linking *g)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < g->x->n_lists; i++)
		if (g->x->lists[i].source)
			(void)json_array_append_new(list, json_pack("{s:s, s:{s:s}}", "source", g->x->lists[i].source, "how", "en", "Its records were linked."));
	return list;
}

static enum status file_run(struct linking *g, struct error *e)
{
	const struct link_result *r = g->x->result;
	json_t *analysis = analysis_json(g), *body = NULL, *cites;
	enum status st = run_id(g, analysis, e);

	if (!st)
		body = json_pack("{s:s, s:s, s:{s:o}, s:s, s:s, s:o, s:{s:s}, s:O}", "id", g->out->run, "kind", "analysis", "title", "en",
			json_sprintf("Linkage: %zu records, %zu people", r->records->n, r->n_clusters), "date", g->f.day, "sha256", g->answer_hex, "cites", cites_json(g),
			"note", "en", "Which records are one person, with probabilities. Who has the lists makes the run again and gets the same answer, which is held as an exhibit.",
			"analysis", analysis);
	json_decref(analysis);
	cites = json_object_get(body, "cites");
	if (body && !json_array_size(cites))
		(void)json_object_del(body, "cites");
	return st ? st : filing_put(&g->f, KIND_SOURCE, g->out->run, body, NULL, e);
}

static enum status file_answer(struct linking *g, struct error *e)
{
	const struct filing_answer x = {.bytes = g->text.bytes, .n = g->text.len, .hex = g->answer_hex, .type = "application/json", .name = "link.json",
					.how = "analysis", .source = g->out->run};

	return filing_answer(&g->f, &x, e);
}

/* The table that the run wrote for estimate: known by its hash, so that an estimate from it rests on the run. */
static enum status file_table(struct linking *g, struct error *e)
{
	struct filing_bytes l = {0};
	bool cited = false;
	const json_t *v;
	size_t i;

	if (!g->x->table)
		return ST_OK;
	enum status st = filing_bytes(g->f.st, g->x->table_sha256, g->f.a, &l, e);
	const size_t draws = g->x->result->n_draws;
	json_t *cite = json_pack("{s:s, s:{s:o}}", "source", g->out->run, "how", "en",
				 draws ? json_sprintf("The people by list, under %zu linkages that are plausible, drawn with the run's seed.", draws) :
				 json_string("The people that the run found, by list.")), *cites;

	if (!st && !l.id) {
		g->out->table = arena_printf(g->f.a, "TABLE-%.*s", FILING_SHORT, g->x->table_sha256);
		st = filing_put(&g->f, KIND_SOURCE, g->out->table, json_pack("{s:s, s:s, s:{s:o}, s:s, s:[O]}", "id", g->out->table, "kind", "dataset", "title", "en",
			json_sprintf("Table of lists, %s", g->x->table), "sha256", g->x->table_sha256, "cites", cite), NULL, e);
	} else if (!st) {
		g->out->table = l.id;
		cites = json_object_get(l.body, "cites");
		json_array_foreach(cites, i, v)
			cited |= !strcmp(json_text(v, "source", ""), g->out->run);
		if (!cited && !cites && json_object_set_new(l.body, "cites", cites = json_array()))
			st = error_memory(e);
		if (!st && !cited)
			st = json_array_append(cites, cite) ? error_memory(e) : store_put(g->f.st, KIND_SOURCE, l.id, l.body, l.origin, NULL, e);
		g->f.changed |= !cited;
	}
	json_decref(cite);
	json_decref(l.body);
	return st;
}

/* --- merges --------------------------------------------------------------------------------------------------------- */

/* The actors, in order, as one text. */
static const char *key_of(const char *const *actors, size_t n, struct arena *a)
{
	struct buf b = BUF_INIT;
	const char *key;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s\n", actors[i]);
	key = buf_ok(&b) ? arena_strdup(a, buf_str(&b)) : NULL;
	buf_free(&b);
	return key;
}

static enum status note_withdrawn(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct linking *g = arg;
	const json_t *actors = json_object_get(body, "actors"), *said = json_object_get(body, "withdrawn"), *v;
	struct withdrawn *w;
	size_t i;

	(void)origin, (void)n;
	if (!said || json_object_get(said, "from"))
		return ST_OK;
	if (g->n_withdrawn == g->cap) {
		size_t cap = g->cap ? 2 * g->cap : 16;
		struct withdrawn *more = reallocarray(g->withdrawn, cap, sizeof *more);

		if (!more)
			return error_memory(e);
		g->withdrawn = more;
		g->cap = cap;
	}
	w = &g->withdrawn[g->n_withdrawn];
	*w = (struct withdrawn){.id = arena_strdup(g->f.a, id), .actor = arena_array(g->f.a, json_array_size(actors) + 1, sizeof *w->actor)};
	if (!w->id || !w->actor)
		return error_memory(e);
	json_array_foreach(actors, i, v)
		if (json_string_value(v) && !(w->actor[w->n++] = arena_strdup(g->f.a, json_string_value(v))))
			return error_memory(e);
	if (w->n > 1)
		qsort(w->actor, w->n, sizeof *w->actor, by_text);
	if (!(w->key = key_of(w->actor, w->n, g->f.a)) || !(w->said = json_deep_copy(said)))
		return error_memory(e);
	g->n_withdrawn++;
	return ST_OK;
}

static int by_key(const void *p, const void *q)
{
	return strcmp(((const struct withdrawn *)p)->key, ((const struct withdrawn *)q)->key);
}

static enum status read_withdrawn(struct linking *g, struct error *e)
{
	enum status st = store_each(g->f.st, KIND_MERGE, note_withdrawn, g, e);

	if (st)
		return st;
	if (g->n_withdrawn > 1)
		qsort(g->withdrawn, g->n_withdrawn, sizeof *g->withdrawn, by_key);
	return ST_OK;
}

/* Withdrawn merges whose actors stand together in this run, with others. */
static void count_holding(struct linking *g)
{
	const struct link_result *r = g->x->result;
	size_t n = r->records->n;

	for (size_t i = 0; i < g->n_withdrawn; i++) {
		const struct withdrawn *w = &g->withdrawn[i];
		uint32_t cluster = UINT32_MAX;
		bool together = w->n > 1;

		for (size_t k = 0; together && k < w->n; k++) {
			const struct named key = {w->actor[k], 0}, *x = bsearch(&key, g->named, n, sizeof *x, by_id);

			together = x && (!k || r->cluster[x->record] == cluster);
			cluster = x ? r->cluster[x->record] : cluster;
		}
		g->out->holding += together && r->clusters[cluster].size > w->n;
	}
}

static enum status file_merge(struct linking *g, const json_t *cluster, struct error *e)
{
	const json_t *actors = json_object_get(cluster, "actors"), *v;
	const char **names = arena_array(g->f.a, json_array_size(actors) + 1, sizeof *names), *key, *whole, *id = NULL;
	struct withdrawn *w = NULL;
	char hex[SHA256_HEX] = "";
	bool fresh = false;
	size_t i;
	enum status st;

	if (!names)
		return error_memory(e);
	json_array_foreach(actors, i, v)
		names[i] = json_string_value(v);
	key = key_of(names, json_array_size(actors), g->f.a);
	whole = key ? arena_printf(g->f.a, "%s\n%s", g->out->run, key) : NULL;
	st = whole ? filing_hash(whole, strlen(whole), hex, e) : error_memory(e);
	if (!st && g->n_withdrawn) {
		struct withdrawn asked = {.key = key};

		w = bsearch(&asked, g->withdrawn, g->n_withdrawn, sizeof asked, by_key);
	}
	json_t *body = st ? NULL : json_pack("{s:s, s:O, s:s, s:O, s:O}", "id", id = arena_printf(g->f.a, "MERGE-%.*s", MERGE_SHORT, hex), "actors", actors, "source",
					     g->out->run, "probability", json_object_get(cluster, "probability"), "weakest", json_object_get(cluster, "weakest"));

	if (body && w && strcmp(w->id, id) != 0) {
		json_t *said = json_deep_copy(w->said);

		if (!said || json_object_set_new(said, "from", json_string(w->id)) || json_object_set(body, "withdrawn", said))
			st = error_memory(e);
		json_decref(said);
	}
	if (st) {
		json_decref(body);
		return st;
	}
	st = filing_put(&g->f, KIND_MERGE, id, body, &fresh, e);
	g->out->merges += fresh;
	g->out->all_merges++;
	g->out->withdrawn += w != NULL;
	return st;
}

static enum status file_merges(struct linking *g, struct error *e)
{
	const json_t *v;
	size_t i;
	enum status st = read_withdrawn(g, e);

	if (!st)
		count_holding(g);
	json_array_foreach(json_object_get(g->answer, "clusters"), i, v)
		if (!st)
			st = file_merge(g, v, e);
	return st;
}

/* --- earlier runs ----------------------------------------------------------------------------------------------------- */

struct earlier { const char *id, *origin; json_t *body; };
struct earlier_runs { struct linking *g; struct earlier *v; size_t n, cap; struct earlier own; };

/* Was it the same question, over our lists or some of them? */
static bool takes_place(const struct linking *g, const json_t *body)
{
	const json_t *analysis = json_object_get(body, "analysis"), *v;
	size_t i, lists = 0;

	if (strcmp(json_text(body, "kind", ""), "analysis") || strcmp(json_text(analysis, "command", ""), g->x->command) ||
	    !strcmp(filing_standing(body), "superseded") || !strcmp(filing_standing(body), "retracted"))
		return false;
	json_array_foreach(json_object_get(analysis, "inputs"), i, v) {
		bool ours = false;

		if (!json_object_get(v, "source"))
			continue;
		for (size_t k = 0; !ours && k < g->x->n_lists; k++)
			ours = !strcmp(g->x->lists[k].sha256, json_text(v, "sha256", ""));
		if (!ours)
			return false;
		lists++;
	}
	return lists || !g->x->commitment;
}

static enum status note_run(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct earlier_runs *r = arg;
	bool own = !strcmp(id, r->g->out->run);
	struct earlier x;

	(void)n;
	if (!own && !takes_place(r->g, body))
		return ST_OK;
	x = (struct earlier){arena_strdup(r->g->f.a, id), arena_strdup(r->g->f.a, origin), json_deep_copy(body)};
	if (x.body && own)
		r->own = x;
	else if (x.body && r->n == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 16;
		struct earlier *more = reallocarray(r->v, cap, sizeof *more);

		if (!more) {
			json_decref(x.body);
			return error_memory(e);
		}
		r->v = more;
		r->cap = cap;
	}
	if (x.body && !own)
		r->v[r->n++] = x;
	return x.id && x.origin && x.body ? ST_OK : error_memory(e);
}

static enum status add_status(struct linking *g, struct earlier *x, const char *word, const char *by, const char *why, struct error *e)
{
	json_t *list = json_object_get(x->body, "status");

	if (!list && json_object_set_new(x->body, "status", list = json_array()))
		return error_memory(e);
	if (json_array_append_new(list, json_pack("{s:s, s:s, s:s*, s:{s:s}}", "status", word, "when", g->f.day, "by", by, "why", "en", why)))
		return error_memory(e);
	g->f.changed = true;
	return store_put(g->f.st, KIND_SOURCE, x->id, x->body, x->origin, NULL, e);
}

static enum status supersede(struct linking *g, struct error *e)
{
	struct earlier_runs r = {.g = g};
	enum status st = store_each(g->f.st, KIND_SOURCE, note_run, &r, e);
	const char **names = arena_array(g->f.a, r.n + 1, sizeof *names);

	if (!st && !names)
		st = error_memory(e);
	g->out->retracted = r.own.body && !strcmp(filing_standing(r.own.body), "retracted");
	if (g->out->retracted) /* it takes no other's place */
		for (size_t i = 0; i < r.n; i++)
			json_decref(r.v[i].body);
	r.n = g->out->retracted ? 0 : r.n;
	if (!st && r.own.body && !strcmp(filing_standing(r.own.body), "superseded"))
		st = add_status(g, &r.own, "published", NULL, "Run again: it holds again.", e);
	for (size_t i = 0; !st && i < r.n; i++) {
		names[i] = r.v[i].id;
		st = add_status(g, &r.v[i], "superseded", g->out->run, "A later run over the same lists takes its place.", e);
	}
	g->out->superseded = names;
	g->out->n_superseded = r.n;
	for (size_t i = 0; i < r.n; i++)
		json_decref(r.v[i].body);
	json_decref(r.own.body);
	free(r.v);
	return st;
}

/* --- all of it ---------------------------------------------------------------------------------------------------------- */

enum status link_case_file(struct store *st, const struct link_filing *f, struct arena *a, struct link_filed *out, struct error *e)
{
	struct linking g = {.f = {.st = st, .a = a, .by = f->by, .day = f->day, .now = f->now}, .x = f, .out = out};
	enum status s;

	*out = (struct link_filed){0};
	s = make_answer(&g, e);
	if (!s)
		s = name_all(&g, e);
	if (!s)
		s = file_lists(&g, e);
	if (!s)
		s = file_records(&g, e);
	if (!s)
		s = file_run(&g, e);
	if (!s)
		s = file_answer(&g, e);
	if (!s)
		s = file_table(&g, e);
	if (!s)
		s = file_merges(&g, e);
	if (!s)
		s = supersede(&g, e);
	for (size_t i = 0; i < g.n_withdrawn; i++)
		json_decref(g.withdrawn[i].said);
	free(g.withdrawn);
	json_decref(g.answer);
	buf_free(&g.text);
	out->changed = g.f.changed;
	return s;
}

/* --- told apart ------------------------------------------------------------------------------------------------------------ */

struct aparts { struct arena *a; struct link_case_apart *v; size_t n, cap; };

static enum status note_apart(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct aparts *x = arg;
	const json_t *actors = json_object_get(body, "actors"), *said = json_object_get(body, "withdrawn");
	const char *p = json_string_value(json_array_get(actors, 0)), *q = json_string_value(json_array_get(actors, 1));

	(void)origin, (void)n;
	if (!said || json_object_get(said, "from") || json_array_size(actors) != 2 || !p || !q || !strcmp(p, q))
		return ST_OK;
	if (x->n == x->cap) {
		size_t cap = x->cap ? 2 * x->cap : 64;
		struct link_case_apart *more = arena_array(x->a, cap, sizeof *more);

		if (!more)
			return error_memory(e);
		if (x->n)
			memcpy(more, x->v, x->n * sizeof *more);
		x->v = more;
		x->cap = cap;
	}
	struct link_case_apart *at = &x->v[x->n++];

	*at = (struct link_case_apart){arena_strdup(x->a, id), {arena_strdup(x->a, p), arena_strdup(x->a, q)}};
	return at->merge && at->actor[0] && at->actor[1] ? ST_OK : error_memory(e);
}

enum status link_case_apart(struct store *st, struct arena *a, struct link_case_apart **out, size_t *n, struct error *e)
{
	struct aparts x = {.a = a};
	enum status s = store_each(st, KIND_MERGE, note_apart, &x, e);

	*out = x.v;
	*n = x.n;
	return s;
}

/* --- withdrawing ---------------------------------------------------------------------------------------------------------- */

/* A whole run. body NULL: there is no such source. */
static enum status withdraw_run(struct filing *f, const char *id, json_t *body, const char *origin, const char *why, struct error *e)
{
	const char *command = json_text(json_object_get(body, "analysis"), "command", "");

	if (!body || (strcmp(command, "link") && strcmp(command, "link --case"))) {
		enum status s = error_set(e, ST_DATA, "the case has no merge and no run of link that is called %s", id);

		error_hint(e, "onus link merges shows them");
		return s;
	}
	return filing_retract(f, "run", id, body, origin, why, e);
}

enum status link_case_withdraw(struct store *st, const char *merge, const char *by, const char *why, const char *now, struct error *e)
{
	struct arena a = ARENA_INIT;
	const char *origin = "";
	json_t *body = NULL;
	const json_t *said;
	enum status s = filing_find(st, KIND_MERGE, merge, &a, &body, &origin, e);

	if (!s && !body) {
		struct filing f = {.st = st, .a = &a, .by = by, .now = now, .day = arena_strndup(&a, now, 10)};

		s = f.day ? filing_find(st, KIND_SOURCE, merge, &a, &body, &origin, e) : error_memory(e);
		s = s ? s : withdraw_run(&f, merge, body, origin, why, e);
		json_decref(body);
		arena_free(&a);
		return s;
	}
	said = json_object_get(body, "withdrawn");
	if (!s && said)
		s = error_set(e, ST_DATA, "merge %s was withdrawn on %.10s by %s already", merge, json_text(said, "when", "?"), json_text(said, "by", "?"));
	if (!s && *origin) {
		s = error_set(e, ST_DATA, "merge %s is the script %s's: imported again, that would undo the withdrawal", merge, origin);
		error_hint(e, "say it there: withdrawn: {by: …, why: …, when: …}");
	}
	if (!s && json_object_set_new(body, "withdrawn", json_pack("{s:s, s:s, s:s}", "by", by, "why", why, "when", now)))
		s = error_memory(e);
	if (!s)
		s = store_put(st, KIND_MERGE, merge, body, "", NULL, e);
	json_decref(body);
	arena_free(&a);
	return s;
}
