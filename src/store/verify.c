/* Is all as it was written? Works on a copy of the database in memory, so that nothing is held up or changed. */
#include "store/verify.h"

#include "store/fold.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void verify_fault(struct verify *v, const char *what, const char *fmt, ...)
{
	char detail[1024];
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(detail, sizeof detail, fmt, ap);
	va_end(ap);
	++*v->faults;
	v->report(v->arg, what, detail);
}

/* A step that met damage has found a fault, and the next step goes on; anything else ends the verification. */
static enum status after(struct verify *v, enum status s, const char *what, struct error *e)
{
	if (s != ST_DATA)
		return s;
	verify_fault(v, what, "%s", e->message);
	error_clear(e);
	return ST_OK;
}

/* --- the file ----------------------------------------------------------------------------- */

/* SQLite's own checks: one row a fault, or "ok". */
static enum status check_pages(struct verify *v, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	enum status s = store_prepare(v->st, "PRAGMA integrity_check(20)", &q, e);
	while (s == ST_OK) {
		const char *text;
		s = store_step(v->st, q, SQLITE_OK, "integrity check", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(v->st, q, 0, &text, NULL, e);
		if (s == ST_OK && strcmp(text, "ok") != 0)
			verify_fault(v, "database", "%s", text);
	}
	(void)sqlite3_finalize(q);
	return s;
}

static enum status check_foreign_keys(struct verify *v, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	enum status s = store_prepare(v->copy, "PRAGMA foreign_key_check", &q, e);
	while (s == ST_OK) {
		const char *table, *parent;
		s = store_step(v->copy, q, SQLITE_OK, "foreign keys", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(v->copy, q, 0, &table, NULL, e);
		if (s == ST_OK)
			s = column_text(v->copy, q, 2, &parent, NULL, e);
		if (s == ST_OK)
			verify_fault(v, "foreign key", "a row of %s stands on a row of %s that is not there", table,
				     parent);
	}
	(void)sqlite3_finalize(q);
	return s;
}

/* The tables, triggers and indexes are those that this program makes, and no others. FTS5 makes its own tables, as its
 * version likes them. */
static enum status check_schema(struct verify *v, struct error *e)
{
	static const struct compare schema = {
	    "schema",
	    "SELECT type, name, sql FROM sqlite_schema WHERE NOT (type = 'table' AND (name LIKE 'search\\_%' ESCAPE "
	    "'\\' "
	    "OR name LIKE 'sqlite\\_%' ESCAPE '\\')) AND sql IS NOT NULL ORDER BY type, name",
	    2, false};
	struct store *fresh = NULL;
	enum status s = store_open_memory(v->st->dir, &fresh, e);
	if (s == ST_OK)
		s = schema_create(fresh, e);
	if (s == ST_OK)
		s = verify_compare(v, &schema, fresh, e);
	store_close(fresh);
	return s;
}

/* --- the log ------------------------------------------------------------------------------ */

struct walking {
	struct verify *v;
	struct merkle tree;
	struct buf canonical;
	sqlite3_stmt *last, *gone;
};

static enum status note_last(struct walking *w, const struct entry *x, struct error *e)
{
	bool put = !strcmp(x->op, "put"), row;
	sqlite3_stmt *q = put ? w->last : w->gone;
	int rc = sqlite3_reset(q);
	bind_int(q, 1, x->kind, &rc);
	bind_text(q, 2, x->id, strlen(x->id), &rc);
	if (put)
		bind_int(q, 3, (int64_t)x->n, &rc);
	enum status s = store_step(w->v->copy, q, rc, "log", &row, e);
	(void)sqlite3_reset(q);
	return s;
}

/* Every hash that the log took in must be known, or its bytes could go missing unseen. */
static enum status check_taken(struct walking *w, const struct entry *x, struct error *e)
{
	const char *hex[] = {x->id, json_text(json_object_get(x->body, "text"), "sha256", NULL)};
	enum status s = ST_OK;
	for (size_t i = 0; i < 2 && s == ST_OK; i++) {
		struct sha256 hash;
		bool known = false;
		if (!hex[i])
			continue;
		if (sha256_parse(hex[i], &hash))
			s = keep_known(w->v->copy, &hash, &known, e);
		if (s == ST_OK && !known)
			verify_fault(w->v, "exhibit", "log entry %llu took in %s, but the case does not list it",
				     (unsigned long long)x->n, hex[i]);
	}
	return s;
}

static enum status check_entry_parts(struct walking *w, uint64_t n, const char *text, struct error *e)
{
	struct entry x;
	unsigned long long shown = n;
	enum status s = entry_read(text, &x, e);
	if (s != ST_OK)
		return after(w->v, s, "log entry", e);
	buf_reset(&w->canonical);
	s = json_canonical(x.json, &w->canonical, e);
	if (s == ST_OK && strcmp(w->canonical.bytes, text) != 0)
		verify_fault(w->v, "log entry", "%llu is not in canonical form", shown);
	if (s == ST_OK && x.n != n)
		verify_fault(w->v, "log entry", "%llu says that it is number %llu", shown, (unsigned long long)x.n);
	if (s == ST_OK && (n == 1) != !strcmp(x.op, "init"))
		verify_fault(w->v, "log entry", n == 1 ? "%llu does not make the case" : "%llu makes the case again",
			     shown);
	if (s == ST_OK && strcmp(x.op, "init") != 0)
		s = note_last(w, &x, e);
	if (s == ST_OK && x.kind == KIND_EXHIBIT && x.body)
		s = check_taken(w, &x, e);
	json_decref(x.json);
	return after(w->v, s, "log entry", e);
}

static enum status check_entry(void *arg, uint64_t n, const char *text, const struct sha256 *leaf, struct error *e)
{
	struct walking *w = arg;
	struct sha256 hash;
	if (n != w->tree.size + 1)
		verify_fault(w->v, "log", "entry %llu follows entry %llu", (unsigned long long)n,
			     (unsigned long long)w->tree.size);
	enum status s = merkle_leaf(text, strlen(text), &hash, e);
	if (s == ST_OK && memcmp(hash.bytes, leaf->bytes, SHA256_SIZE) != 0)
		verify_fault(w->v, "log entry", "%llu does not have the hash that was noted for it",
			     (unsigned long long)n);
	if (s == ST_OK)
		s = merkle_append(&w->tree, &hash, e);
	return s == ST_OK ? check_entry_parts(w, n, text, e) : s;
}

static enum status check_head(struct walking *w, struct error *e)
{
	struct sha256 root;
	struct tree_head head;
	enum status s = merkle_root(&w->tree, &root, e);
	if (s == ST_OK)
		s = store_tree_head(w->v->copy, &head, e); /* and reads the peaks */
	if (s != ST_OK)
		return s;
	if (head.size != w->tree.size)
		verify_fault(w->v, "tree head", "it counts %llu entries, the log has %llu",
			     (unsigned long long)head.size, (unsigned long long)w->tree.size);
	else if (memcmp(head.root.bytes, root.bytes, SHA256_SIZE) != 0)
		verify_fault(w->v, "tree head", "its root is not that of the log");
	else if (memcmp(w->v->copy->tree.peaks, w->tree.peaks, merkle_peaks(head.size) * SHA256_SIZE) != 0)
		verify_fault(w->v, "tree head", "its peaks are not those of the log");
	return ST_OK;
}

static enum status check_log(struct verify *v, struct error *e)
{
	struct walking w = {.v = v};
	enum status s = store_exec(v->copy,
				   "CREATE TEMP TABLE last(kind INTEGER, id TEXT, n INTEGER, PRIMARY KEY(kind, id)) "
				   "WITHOUT ROWID",
				   e);
	if (s == ST_OK)
		s = store_prepare(v->copy, "INSERT OR REPLACE INTO temp.last(kind, id, n) VALUES(?1, ?2, ?3)", &w.last,
				  e);
	if (s == ST_OK)
		s = store_prepare(v->copy, "DELETE FROM temp.last WHERE kind = ?1 AND id = ?2", &w.gone, e);
	if (s == ST_OK)
		s = after(v, store_each_log(v->copy, 1, check_entry, &w, e), "log", e);
	if (s == ST_OK)
		s = check_head(&w, e);
	(void)sqlite3_finalize(w.last);
	(void)sqlite3_finalize(w.gone);
	buf_free(&w.canonical);
	return s;
}

/* --- records ------------------------------------------------------------------------------ */

static const char *kind_name(int k)
{
	return k >= 0 && k < KIND_COUNT ? kind_info((enum kind)k)->name : "record of an unknown kind";
}

/* Is a record the last put of it? Columns: kind, id, body, origin, n, number of the last put, its entry. */
static enum status check_record(struct verify *v, sqlite3_stmt *q, struct buf *body, struct error *e)
{
	const char *id, *text, *origin, *put;
	const char *name = kind_name(sqlite3_column_int(q, 0));
	struct entry x;
	enum status s = column_text(v->copy, q, 1, &id, NULL, e);
	if (s == ST_OK)
		s = column_text(v->copy, q, 2, &text, NULL, e);
	if (s == ST_OK)
		s = column_text(v->copy, q, 3, &origin, NULL, e);
	if (s != ST_OK)
		return s;
	if (sqlite3_column_type(q, 5) == SQLITE_NULL || sqlite3_column_type(q, 6) == SQLITE_NULL) {
		verify_fault(v, "record", "%s %s is in the case, but not in the log", name, id);
		return ST_OK;
	}
	s = column_text(v->copy, q, 6, &put, NULL, e);
	if (s == ST_OK)
		s = entry_read(put, &x, e);
	if (s != ST_OK)
		return s;
	buf_reset(body);
	s = json_canonical(x.body, body, e);
	if (s == ST_OK && (strcmp(body->bytes, text) != 0 || strcmp(x.origin, origin) != 0 ||
			   sqlite3_column_int64(q, 4) != sqlite3_column_int64(q, 5)))
		verify_fault(v, "record", "%s %s is not what log entry %lld put", name, id,
			     (long long)sqlite3_column_int64(q, 5));
	json_decref(x.json);
	return s;
}

static enum status check_records(struct verify *v, struct error *e)
{
	sqlite3_stmt *q = NULL;
	struct buf body = BUF_INIT;
	bool row;
	enum status s =
	    store_prepare(v->copy,
			  "SELECT r.kind, r.id, r.body, r.origin, r.n, t.n, l.entry FROM record r "
			  "LEFT JOIN temp.last t ON t.kind = r.kind AND t.id = r.id LEFT JOIN log l ON l.n = t.n "
			  "ORDER BY r.kind, r.id",
			  &q, e);
	while (s == ST_OK) {
		s = store_step(v->copy, q, SQLITE_OK, "records", &row, e);
		if (s != ST_OK || !row)
			break;
		s = after(v, check_record(v, q, &body, e), "record", e);
	}
	(void)sqlite3_finalize(q);
	buf_free(&body);
	q = NULL;
	if (s == ST_OK)
		s = store_prepare(v->copy,
				  "SELECT kind, id, n FROM temp.last t WHERE NOT EXISTS "
				  "(SELECT 1 FROM record r WHERE r.kind = t.kind AND r.id = t.id) ORDER BY kind, id",
				  &q, e);
	while (s == ST_OK) {
		const char *id;
		s = store_step(v->copy, q, SQLITE_OK, "records", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(v->copy, q, 1, &id, NULL, e);
		if (s == ST_OK)
			verify_fault(v, "record", "%s %s was put by log entry %lld, but is not in the case",
				     kind_name(sqlite3_column_int(q, 0)), id, (long long)sqlite3_column_int64(q, 2));
	}
	(void)sqlite3_finalize(q);
	return s;
}

/* --- search ------------------------------------------------------------------------------- */

static enum status check_search(struct verify *v, struct error *e)
{
	sqlite3_stmt *q = NULL;
	struct buf folded = BUF_INIT;
	bool row, same = false;
	enum status s =
	    after(v, store_exec(v->copy, "INSERT INTO search(search, rank) VALUES('integrity-check', 1)", e),
		  "search index", e);
	if (s == ST_OK)
		s = schema_folding(v->copy, &same, e);
	if (s == ST_OK && same)
		s = store_prepare(v->copy, "SELECT id, path, text, folded FROM passage ORDER BY rowid", &q, e);
	while (s == ST_OK && same) {
		const char *id, *path, *text, *was;
		size_t n;
		s = store_step(v->copy, q, SQLITE_OK, "search index", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(v->copy, q, 0, &id, NULL, e);
		if (s == ST_OK)
			s = column_text(v->copy, q, 1, &path, NULL, e);
		if (s == ST_OK)
			s = column_text(v->copy, q, 2, &text, &n, e);
		if (s == ST_OK)
			s = column_text(v->copy, q, 3, &was, NULL, e);
		buf_reset(&folded);
		if (s == ST_OK)
			s = fold_text(text, n, &folded, NULL, e);
		if (s == ST_OK && strcmp(buf_str(&folded), was) != 0)
			verify_fault(v, "search index", "%s %s is not folded as its text", id, path);
	}
	(void)sqlite3_finalize(q);
	buf_free(&folded);
	return s;
}

/* --- replay ------------------------------------------------------------------------------- */

static enum status check_replay(struct verify *v, struct error *e)
{
	static const struct compare tables[] = {
	    {"kind", "SELECT kind, name FROM kind ORDER BY kind", 1, false},
	    {"record", "SELECT kind, id, body, n, origin FROM record ORDER BY kind, id", 2, true},
	    {"reference", "SELECT kind, id, path, to_id, kinds FROM reference ORDER BY kind, id, path", 3, true},
	    {"kept", "SELECT hash, n FROM kept ORDER BY hash", 1, false},
	    {"passage",
	     "SELECT kind, id, path, line, lang, own, text FROM passage ORDER BY kind, id, path, line, lang, own, text",
	     4, true},
	};
	struct store *made = NULL;
	enum status s = store_open_memory(v->st->dir, &made, e);
	if (s == ST_OK) /* the copy of the log stays where it is */
		s = store_exec(made, "PRAGMA foreign_keys = OFF; BEGIN", e);
	if (s == ST_OK)
		s = schema_create(made, e);
	if (s == ST_OK)
		s = replay_log(v->copy, made, e);
	for (size_t i = 0; i < sizeof tables / sizeof *tables && s == ST_OK; i++)
		s = after(v, verify_compare(v, &tables[i], made, e), "replay", e);
	store_close(made);
	return s;
}

/* ------------------------------------------------------------------------------------------ */

static enum status check_copy(struct verify *v, struct evidence *files, bool replay, struct error *e)
{
	enum status s = after(v, check_schema(v, e), "schema", e);
	if (s == ST_OK && sqlite3_db_readonly(v->copy->db, "main") == 1)
		return error_set(e, ST_DATA, "%s is damaged: its header says that nobody may write it", v->st->db_path);
	if (s == ST_OK)
		s = after(v, check_foreign_keys(v, e), "foreign key", e);
	if (s == ST_OK)
		s = after(v, check_log(v, e), "log", e);
	if (s == ST_OK)
		s = after(v, check_records(v, e), "record", e);
	if (s == ST_OK)
		s = after(v, check_search(v, e), "search index", e);
	if (s == ST_OK)
		s = after(v, evidence_check(v, files, e), "evidence", e);
	if (s == ST_OK && replay)
		s = after(v, check_replay(v, e), "replay", e);
	return s;
}

/* Evidence is listed before the copy is taken: what is committed meanwhile is then in the copy. */
static enum status check_all(struct verify *v, bool replay, struct error *e)
{
	struct evidence files = {0};
	enum status s = store_exec(v->st, "COMMIT", e); /* the picture taken when it was opened */
	if (s == ST_OK)
		s = after(v, evidence_list(v, &files, e), "evidence", e);
	if (s == ST_OK)
		s = store_exec(v->st, "BEGIN", e);
	if (s == ST_OK)
		s = after(v, check_pages(v, e), "database", e);
	if (s == ST_OK)
		s = store_copy(v->st, v->copy, e);
	if (s == ST_OK)
		s = store_exec(v->st, "COMMIT", e); /* others may write while we read */
	if (s == ST_OK)
		s = check_copy(v, &files, replay, e);
	evidence_free(&files);
	return s;
}

enum status store_verify(struct store *st, bool replay, fault_report *report, void *arg, size_t *faults,
			 struct error *e)
{
	struct verify v = {.st = st, .report = report, .arg = arg, .faults = faults};
	struct error mine;
	*faults = 0;
	if (st->mode != STORE_READ || st->batch)
		return error_set(e, ST_BUG, "verification of a case that is open to write");
	error_clear(&mine);
	enum status s = store_open_memory(st->dir, &v.copy, &mine);
	if (s == ST_OK)
		s = check_all(&v, replay, &mine);
	store_close(v.copy);
	if (s == ST_OK && sqlite3_get_autocommit(st->db))
		s = store_exec(st, "BEGIN", &mine);
	if (s != ST_OK && e)
		*e = mine;
	return s;
}
