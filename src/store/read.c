/* Reading records and references. */
#include "store/internal.h"

#include <string.h>

static enum status read_body(struct store *st, sqlite3_stmt *q, int at, const char *id, json_t **out, struct error *e)
{
	const char *text;
	size_t n;
	enum status s = column_text(st, q, at, &text, &n, e);
	if (s == ST_OK)
		s = json_read(text, n, id, out, e);
	if (s == ST_OK && !json_is_object(*out)) {
		json_decref(*out);
		*out = NULL;
		s = error_set(e, ST_DATA, "%s is damaged: record %s is no object", st->db_path, id);
	}
	return s;
}

enum status store_get(struct store *st, enum kind k, const char *id, json_t **out, uint64_t *n, struct error *e)
{
	sqlite3_stmt *q;
	bool row = false;
	int rc = SQLITE_OK;
	*out = NULL;
	enum status s = store_query(st, Q_RECORD, &q, e);
	if (s != ST_OK)
		return s;
	bind_int(q, 1, k, &rc);
	bind_text(q, 2, id, strlen(id), &rc);
	s = store_step(st, q, rc, "records", &row, e);
	if (s == ST_OK && row) {
		s = read_body(st, q, 0, id, out, e);
		if (n)
			*n = (uint64_t)sqlite3_column_int64(q, 1);
	}
	(void)sqlite3_reset(q);
	return s;
}

enum status store_each(struct store *st, enum kind k, record_visit *visit, void *arg, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	enum status s = store_prepare(st, "SELECT id, body, origin, n FROM record WHERE kind = ?1 ORDER BY id", &q, e);
	if (s == ST_OK)
		bind_int(q, 1, k, &rc);
	while (s == ST_OK) {
		const char *id, *origin;
		json_t *body = NULL;
		s = store_step(st, q, rc, "records", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(st, q, 0, &id, NULL, e);
		if (s == ST_OK)
			s = column_text(st, q, 2, &origin, NULL, e);
		if (s == ST_OK)
			s = read_body(st, q, 1, id, &body, e);
		if (s == ST_OK)
			s = visit(arg, id, body, origin, (uint64_t)sqlite3_column_int64(q, 3), e);
		json_decref(body);
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status store_kinds_of(struct store *st, const char *id, unsigned *kinds, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	*kinds = 0;
	enum status s = store_prepare(st, "SELECT kind FROM record WHERE id = ?1", &q, e);
	if (s == ST_OK)
		bind_text(q, 1, id, strlen(id), &rc);
	while (s == ST_OK) {
		s = store_step(st, q, rc, "records", &row, e);
		if (s != ST_OK || !row)
			break;
		int k = sqlite3_column_int(q, 0);
		if (k >= 0 && k < KIND_COUNT)
			*kinds |= REFS(k);
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status store_each_dangling(struct store *st, dangling_visit *visit, void *arg, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	enum status s = store_prepare(
	    st,
	    "SELECT kind, id, path, to_id FROM reference r WHERE NOT EXISTS "
	    "(SELECT 1 FROM record t WHERE t.id = r.to_id AND (r.kinds >> t.kind & 1)) ORDER BY kind, id, path",
	    &q, e);
	while (s == ST_OK) {
		struct dangling d;
		s = store_step(st, q, SQLITE_OK, "references", &row, e);
		if (s != ST_OK || !row)
			break;
		int k = sqlite3_column_int(q, 0);
		if (k < 0 || k >= KIND_COUNT)
			s = error_set(e, ST_DATA, "%s is damaged: a reference of kind %d", st->db_path, k);
		d.kind = (enum kind)k;
		if (s == ST_OK)
			s = column_text(st, q, 1, &d.id, NULL, e);
		if (s == ST_OK)
			s = column_text(st, q, 2, &d.path, NULL, e);
		if (s == ST_OK)
			s = column_text(st, q, 3, &d.to, NULL, e);
		if (s == ST_OK)
			s = visit(arg, &d, e);
	}
	(void)sqlite3_finalize(q);
	return s;
}
