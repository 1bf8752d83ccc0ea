/* The tables made from the log alone. */
#include "store/internal.h"

#include <string.h>

static enum status refuse(struct entry *out, struct error *e, const char *what)
{
	json_decref(out->json);
	*out = (struct entry){0};
	return error_set(e, ST_DATA, "%s", what);
}

static bool known_kind(const char *name, enum kind *k)
{
	const struct kind_info *info = name ? kind_by_name(name) : NULL;
	if (!info || strcmp(info->name, name) != 0)
		return false;
	*k = info->kind;
	return true;
}

enum status entry_read(const char *text, struct entry *out, struct error *e)
{
	*out = (struct entry){0};
	enum status s = json_read(text, strlen(text), "entry", &out->json, e);
	if (s != ST_OK)
		return s;
	json_int_t n = json_integer_value(json_object_get(out->json, "n"));
	out->op = json_text(out->json, "op", NULL);
	out->id = json_text(out->json, "id", NULL);
	out->origin = json_text(out->json, "origin", "");
	out->body = json_object_get(out->json, "body");
	if (n < 1)
		return refuse(out, e, "it has no number");
	if (!json_text(out->json, "at", NULL) || !json_text(out->json, "by", NULL))
		return refuse(out, e, "it does not say when or by whom");
	out->n = (uint64_t)n;
	if (out->op && !strcmp(out->op, "init"))
		return ST_OK;
	if (!out->op || (strcmp(out->op, "put") && strcmp(out->op, "drop")))
		return refuse(out, e, "it is none of init, put, drop");
	if (!known_kind(json_text(out->json, "kind", NULL), &out->kind) || !out->id || !out->id[0])
		return refuse(out, e, "it does not name a record");
	if (!strcmp(out->op, "put") &&
	    (!json_is_object(out->body) || strcmp(json_text(out->body, "id", ""), out->id) != 0))
		return refuse(out, e, "its body is not that of the record it names");
	return ST_OK;
}

struct replaying {
	struct store *to;
	bool forgiving;
	struct buf body;
};

static enum status carry_out(void *arg, uint64_t n, const char *text, const struct sha256 *leaf, struct error *e)
{
	struct replaying *r = arg;
	struct entry x;
	(void)leaf;
	enum status s = entry_read(text, &x, e);
	if (s == ST_DATA)
		return r->forgiving ? ST_OK
				    : error_set(e, ST_DATA, "log entry %llu cannot be read", (unsigned long long)n);
	if (s != ST_OK)
		return s;
	if (!strcmp(x.op, "put")) {
		buf_reset(&r->body);
		s = json_canonical(x.body, &r->body, e);
		if (s == ST_OK)
			s = apply_put(r->to, x.kind, x.id, x.body, r->body.bytes, r->body.len, x.origin, n, e);
	} else if (!strcmp(x.op, "drop")) {
		s = apply_drop(r->to, x.kind, x.id, e);
	}
	json_decref(x.json);
	return s;
}

enum status replay_log(struct store *from, struct store *to, struct error *e)
{
	struct replaying r = {.to = to, .forgiving = from != to};
	to->replaying = true;
	enum status s = search_begin(to, e);
	if (s == ST_OK)
		s = store_each_log(from, 1, carry_out, &r, e);
	if (s == ST_OK)
		s = search_flush(to, e);
	to->replaying = false;
	buf_free(&r.body);
	return s;
}
