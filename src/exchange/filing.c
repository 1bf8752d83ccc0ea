#include "exchange/filing.h"

#include "exchange/script.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum status filing_begin(struct store *st, const char *by, struct arena *a, struct filing *out, struct error *e)
{
	time_t t = time(NULL);
	struct tm tm;
	char now[32];

	*out = (struct filing){.st = st, .a = a, .by = by};
	if (!gmtime_r(&t, &tm) || !strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return error_set(e, ST_ENV, "the clock cannot be read");
	out->now = arena_strdup(a, now);
	out->day = arena_strndup(a, now, 10);
	return out->now && out->day ? ST_OK : error_memory(e);
}

enum status filing_put(struct filing *f, enum kind k, const char *id, json_t *body, bool *fresh, struct error *e)
{
	json_t *old = NULL;
	enum status st = body && id ? store_get(f->st, k, id, &old, NULL, e) : error_memory(e);

	if (!st && !old && k != KIND_EXHIBIT)
		st = shape_check(kind_info(k), body, e);
	if (!st && !old)
		st = store_put(f->st, k, id, body, "", NULL, e);
	if (fresh)
		*fresh = !st && !old;
	f->changed |= !st && !old;
	json_decref(old);
	json_decref(body);
	return st;
}

/* --- the answer ------------------------------------------------------------------------------------------------- */

/* One more source of an exhibit that is there. */
static enum status add_source(struct filing *f, const struct filing_answer *x, json_t *record, struct error *e)
{
	json_t *list = json_object_get(record, "source"), *v;
	size_t i;

	if (!list && json_object_set_new(record, "source", list = json_array()))
		return error_memory(e);
	json_array_foreach(list, i, v)
		if (!strcmp(json_string_value(v) ? json_string_value(v) : "", x->source))
			return ST_OK;
	if (json_array_append_new(list, json_string(x->source)))
		return error_memory(e);
	return store_put(f->st, KIND_EXHIBIT, x->hex, record, "", NULL, e);
}

enum status filing_answer(struct filing *f, const struct filing_answer *x, struct error *e)
{
	struct sha256 kept;
	json_t *old = NULL;
	enum status st = store_get(f->st, KIND_EXHIBIT, x->hex, &old, NULL, e);
	bool held = old != NULL;

	if (!st && held && x->share)
		st = add_source(f, x, old, e);
	json_decref(old);
	if (st || held)
		return st;
	st = store_keep_bytes(f->st, x->bytes, x->n, &kept, e);
	return st ? st : filing_put(f, KIND_EXHIBIT, x->hex, json_pack("{s:s, s:I, s:s, s:s, s:s, s:s, s:s, s:[s]}", "id", x->hex, "size",
		(json_int_t)x->n, "type", x->type, "name", x->name, "who", f->by, "when", f->now, "how", x->how, "source", x->source), NULL, e);
}

/* --- bytes ------------------------------------------------------------------------------------------------------ */

struct looking { const char *sha256; struct arena *a; struct filing_bytes *out; };

static enum status same_bytes(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct looking *l = arg;

	(void)n;
	if (l->out->id || strcmp(json_text(body, "sha256", ""), l->sha256))
		return ST_OK;
	*l->out = (struct filing_bytes){arena_strdup(l->a, id), arena_strdup(l->a, origin), json_deep_copy(body)};
	return l->out->id && l->out->origin && l->out->body ? ST_OK : error_memory(e);
}

enum status filing_bytes(struct store *st, const char *sha256, struct arena *a, struct filing_bytes *out, struct error *e)
{
	struct looking l = {sha256, a, out};

	*out = (struct filing_bytes){0};
	return store_each(st, KIND_SOURCE, same_bytes, &l, e);
}

struct seeking { const char *id; struct arena *a; const char *origin; };

static enum status note_origin(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct seeking *s = arg;

	(void)body, (void)n;
	if (strcmp(id, s->id) != 0)
		return ST_OK;
	s->origin = arena_strdup(s->a, origin);
	return s->origin ? ST_OK : error_memory(e);
}

enum status filing_find(struct store *st, enum kind k, const char *id, struct arena *a, json_t **body, const char **origin, struct error *e)
{
	struct seeking seek = {id, a, NULL};
	enum status s = store_get(st, k, id, body, NULL, e);

	if (!s && *body)
		s = store_each(st, k, note_origin, &seek, e);
	*origin = seek.origin ? seek.origin : "";
	if (s) {
		json_decref(*body);
		*body = NULL;
	}
	return s;
}

/* --- taken back --------------------------------------------------------------------------------------------------- */

const char *filing_standing(const json_t *source)
{
	const json_t *all = json_object_get(source, "status");

	return json_array_size(all) ? json_text(json_array_get(all, json_array_size(all) - 1), "status", "") : "";
}

enum status filing_retract(struct filing *f, const char *what, const char *id, json_t *body, const char *origin, const char *why, struct error *e)
{
	json_t *list = json_object_get(body, "status");

	if (!strcmp(filing_standing(body), "retracted"))
		return error_set(e, ST_DATA, "the %s %s was withdrawn already", what, id);
	if (*origin)
		return error_set(e, ST_DATA, "the %s %s is the script %s's: its status is to be set there", what, id, origin);
	if (!list && json_object_set_new(body, "status", list = json_array()))
		return error_memory(e);
	if (json_array_append_new(list, json_pack("{s:s, s:s, s:{s:o}}", "status", "retracted", "when", f->day, "why", "en",
						  json_sprintf("%s (%s)", why, f->by))))
		return error_memory(e);
	f->changed = true;
	return store_put(f->st, KIND_SOURCE, id, body, "", NULL, e);
}

/* --- parameters and ids ----------------------------------------------------------------------------------------- */

json_t *filing_parameters(const json_t *parameters)
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

enum status filing_hash(const char *text, size_t n, char hex[SHA256_HEX], struct error *e)
{
	struct sha256 hash;
	enum status st = sha256_of(text, n, NULL, 0, NULL, 0, &hash, e);

	if (!st)
		sha256_hex(&hash, hex);
	return st;
}

enum status filing_id(const char *prefix, const char *text, size_t n, struct arena *a, const char **out, struct error *e)
{
	char hex[SHA256_HEX] = "";
	enum status st = filing_hash(text, n, hex, e);

	if (st)
		return st;
	*out = arena_printf(a, "%s%.*s", prefix, FILING_SHORT, hex);
	return *out ? ST_OK : error_memory(e);
}
