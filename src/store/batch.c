/* Changes: a batch of puts and drops, all or nothing. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

static enum status need_batch(const struct store *st, struct error *e)
{
	return st->batch ? ST_OK : error_set(e, ST_BUG, "a change outside a batch");
}

enum status store_begin(struct store *st, const char *by, struct error *e)
{
	if (st->mode != STORE_WRITE || st->batch)
		return error_set(e, ST_BUG, st->batch ? "a batch inside a batch" : "a change of a case opened to read");
	char *who = strdup(by);
	if (!who)
		return error_memory(e);
	free(st->by);
	st->by = who;
	enum status s = store_exec(st, "BEGIN IMMEDIATE", e);
	if (s != ST_OK)
		return s;
	st->batch = true;
	st->broken = false;
	s = log_load(st, e);
	if (s == ST_OK)
		s = search_begin(st, e);
	if (s == ST_OK)
		s = keep_recover(st, e);
	if (s != ST_OK)
		store_rollback(st);
	return s;
}

void store_rollback(struct store *st)
{
	if (!st || !st->batch)
		return;
	for (size_t i = 0; i < Q_COUNT; i++)
		(void)sqlite3_reset(st->ready[i]);
	/* SQLite may have rolled back by itself (full disk, no memory): then the lock is gone, and what was kept is
	 * left for the next batch to take away */
	if (!sqlite3_get_autocommit(st->db)) {
		keep_undo(st);
		(void)sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	}
	st->n_fresh = 0;
	st->batch = false;
}

enum status store_commit(struct store *st, struct error *e)
{
	enum status s = need_batch(st, e);
	if (s != ST_OK)
		return s;
	if (st->broken || sqlite3_get_autocommit(st->db))
		s = error_set(e, ST_ENV, "a change failed half-way; nothing was written");
	for (size_t i = 0; i < Q_COUNT; i++)
		(void)sqlite3_reset(st->ready[i]);
	if (s == ST_OK)
		s = search_flush(st, e);
	if (s == ST_OK)
		s = log_save(st, e);
	if (s == ST_OK)
		s = keep_prune(st, e);
	if (s != ST_OK) {
		store_rollback(st);
		return s;
	}
	s = store_exec(st, "COMMIT", e);
	if (s == ST_OK) {
		keep_settle(st);
	} else if (!sqlite3_get_autocommit(st->db)) {
		/* not taken away here: whether the commit reached the disk is for the next reader to see */
		(void)sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	}
	st->n_fresh = 0;
	st->batch = false;
	return s;
}

/* --- put and drop ------------------------------------------------------------------------- */

struct adding {
	struct store *st;
	enum kind kind;
	const char *id;
	struct error *e;
};

static enum status add_reference(void *arg, const char *path, const struct field *f, const char *to)
{
	struct adding *a = arg;
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	enum status s = store_query(a->st, Q_REFERENCE_ADD, &q, a->e);
	if (s != ST_OK)
		return s;
	bind_int(q, 1, a->kind, &rc);
	bind_text(q, 2, a->id, strlen(a->id), &rc);
	bind_text(q, 3, path, strlen(path), &rc);
	bind_text(q, 4, to, strlen(to), &rc);
	bind_int(q, 5, f->refs, &rc);
	s = store_step(a->st, q, rc, "references", &row, a->e);
	(void)sqlite3_reset(q);
	return s;
}

static enum status add_kept(struct store *st, const char *hex, uint64_t n, struct error *e)
{
	struct sha256 hash;
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	if (!sha256_parse(hex, &hash))
		return error_set(e, ST_DATA, "an exhibit's hash is no SHA-256: %s", hex);
	enum status s = store_query(st, Q_KEPT_ADD, &q, e);
	if (s != ST_OK)
		return s;
	bind_text(q, 1, hex, strlen(hex), &rc);
	bind_int(q, 2, (int64_t)n, &rc);
	s = store_step(st, q, rc, "kept bytes", &row, e);
	(void)sqlite3_reset(q);
	return s;
}

enum status apply_put(struct store *st, enum kind k, const char *id, const json_t *body, const char *text, size_t len,
		      const char *origin, uint64_t n, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	struct adding a = {st, k, id, e};
	enum status s = store_query(st, Q_RECORD_SET, &q, e);
	if (s != ST_OK)
		return s;
	bind_int(q, 1, k, &rc);
	bind_text(q, 2, id, strlen(id), &rc);
	bind_text(q, 3, text, len, &rc);
	bind_int(q, 4, (int64_t)n, &rc);
	bind_text(q, 5, origin, strlen(origin), &rc);
	s = store_step(st, q, rc, "records", &row, e);
	(void)sqlite3_reset(q);
	if (s == ST_OK)
		s = store_run_keyed(st, Q_REFERENCE_DROP, k, id, e);
	if (s == ST_OK) {
		s = shape_references(kind_info(k)->shape, body, add_reference, &a);
		if (s != ST_OK && e && !e->message[0])
			error_memory(e);
	}
	const char *extract = json_text(json_object_get(body, "text"), "sha256", NULL);
	if (s == ST_OK && k == KIND_EXHIBIT)
		s = add_kept(st, id, n, e);
	if (s == ST_OK && k == KIND_EXHIBIT && extract)
		s = add_kept(st, extract, n, e);
	if (s == ST_OK)
		s = search_forget(st, k, id, e);
	if (s == ST_OK)
		s = search_index(st, k, id, body, e);
	return s;
}

enum status apply_drop(struct store *st, enum kind k, const char *id, struct error *e)
{
	enum status s = search_forget(st, k, id, e);
	if (s == ST_OK)
		s = store_run_keyed(st, Q_REFERENCE_DROP, k, id, e);
	if (s == ST_OK)
		s = store_run_keyed(st, Q_RECORD_DROP, k, id, e);
	return s;
}

/* Does the case hold just this body under that name? */
static enum status holds(struct store *st, enum kind k, const char *id, const struct buf *body, bool *there, bool *same,
			 struct error *e)
{
	sqlite3_stmt *q;
	bool row = false;
	int rc = SQLITE_OK;
	const char *text;
	size_t n;
	*there = *same = false;
	enum status s = store_query(st, Q_BODY, &q, e);
	if (s != ST_OK)
		return s;
	bind_int(q, 1, k, &rc);
	bind_text(q, 2, id, strlen(id), &rc);
	s = store_step(st, q, rc, "records", &row, e);
	*there = row;
	if (s == ST_OK && row && body) {
		s = column_text(st, q, 0, &text, &n, e);
		*same = s == ST_OK && n == body->len && !memcmp(text, body->bytes, n);
	}
	(void)sqlite3_reset(q);
	return s;
}

/* The members that a put and a drop share. */
static enum status new_entry(struct store *st, const char *op, enum kind k, const char *id, json_t **entry,
			     struct error *e)
{
	json_t *by = NULL, *name = NULL;
	*entry = NULL;
	enum status s = json_text_new(st->by, "the name of who makes the change", &by, e);
	if (s == ST_OK)
		s = json_text_new(id, "a record's id", &name, e);
	if (s != ST_OK) {
		json_decref(by);
		return s;
	}
	*entry = json_pack("{s:s, s:s, s:o, s:o}", "op", op, "kind", kind_info(k)->name, "by", by, "id", name);
	return *entry ? ST_OK : error_memory(e);
}

static enum status log_put(struct store *st, enum kind k, const char *id, const json_t *body, const char *origin,
			   uint64_t *n, struct error *e)
{
	json_t *entry, *from = NULL;
	enum status s = new_entry(st, "put", k, id, &entry, e);
	if (s == ST_OK)
		s = json_text_new(origin, "the name of a script", &from, e);
	if (s == ST_OK && (json_object_set_new(entry, "origin", from) != 0 ||
			   json_object_set(entry, "body", (json_t *)(uintptr_t)body) != 0))
		s = error_memory(e);
	if (s == ST_OK)
		s = log_append(st, entry, n, e);
	json_decref(entry);
	return s;
}

enum status store_put(struct store *st, enum kind k, const char *id, const json_t *body, const char *origin,
		      bool *changed, struct error *e)
{
	struct buf text = BUF_INIT;
	bool there, same = false;
	uint64_t n;
	if (changed)
		*changed = false;
	enum status s = need_batch(st, e);
	if (s != ST_OK)
		return s;
	if (!id[0] || strcmp(json_text(body, "id", ""), id) != 0)
		return error_set(e, ST_BUG, "a %s is filed as \"%s\", but says that it is \"%s\"", kind_info(k)->name,
				 id, json_text(body, "id", ""));
	error_clear(e);
	s = json_canonical(body, &text, e);
	if (s == ST_OK)
		s = holds(st, k, id, &text, &there, &same, e);
	if (s == ST_OK && !same) {
		s = log_put(st, k, id, body, origin ? origin : "", &n, e);
		if (s == ST_OK)
			s = apply_put(st, k, id, body, text.bytes, text.len, origin ? origin : "", n, e);
		if (s != ST_OK)
			st->broken = true;
		else if (changed)
			*changed = true;
	}
	buf_free(&text);
	return s;
}

enum status store_drop(struct store *st, enum kind k, const char *id, const char *why, struct error *e)
{
	json_t *entry = NULL, *reason = NULL;
	bool there = false, same;
	uint64_t n;
	enum status s = need_batch(st, e);
	if (s == ST_OK)
		s = holds(st, k, id, NULL, &there, &same, e);
	if (s != ST_OK)
		return s;
	if (!there)
		return error_set(e, ST_DATA, "the case has no %s %s", kind_info(k)->name, id);
	s = new_entry(st, "drop", k, id, &entry, e);
	if (s == ST_OK && why && *why) {
		s = json_text_new(why, "the reason", &reason, e);
		if (s == ST_OK && json_object_set_new(entry, "why", reason) != 0)
			s = error_memory(e);
	}
	if (s == ST_OK)
		s = log_append(st, entry, &n, e);
	if (s == ST_OK)
		s = apply_drop(st, k, id, e);
	if (s != ST_OK)
		st->broken = true;
	json_decref(entry);
	return s;
}
