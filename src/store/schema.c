/* The tables of a case and their versions. */
#include "store/internal.h"

#include "store/fold.h"

#include <stdio.h>
#include <string.h>

static const char ground[] =
    "CREATE TABLE log(n INTEGER PRIMARY KEY, entry TEXT NOT NULL, leaf BLOB NOT NULL) STRICT;"
    "CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
    "CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
    "CREATE TABLE head(one INTEGER PRIMARY KEY CHECK(one = 1), size INTEGER NOT NULL, root BLOB NOT NULL,"
    " peaks BLOB NOT NULL) STRICT;";

/* All that is made from the log. Kinds are written as numbers; their names stand in `kind`, so that the file explains
 * itself. `kept` holds every hash of bytes that the log ever took in, also of dropped exhibits. `folding` says by which
 * rules the passages are folded. */
static const char projection[] =
    "CREATE TABLE kind(kind INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE record(kind INTEGER NOT NULL REFERENCES kind(kind), id TEXT NOT NULL, body TEXT NOT NULL,"
    " n INTEGER NOT NULL REFERENCES log(n), origin TEXT NOT NULL, PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX record_id ON record(id);"
    "CREATE TABLE reference(kind INTEGER NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL, to_id TEXT NOT NULL,"
    " kinds INTEGER NOT NULL, PRIMARY KEY(kind, id, path),"
    " FOREIGN KEY(kind, id) REFERENCES record(kind, id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;"
    "CREATE TABLE kept(hash TEXT PRIMARY KEY, n INTEGER NOT NULL REFERENCES log(n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE folding(one INTEGER PRIMARY KEY CHECK(one = 1), rules TEXT NOT NULL) STRICT;"
    "CREATE TABLE passage(rowid INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, id TEXT NOT NULL,"
    " path TEXT NOT NULL, lang TEXT NOT NULL, line INTEGER NOT NULL, own INTEGER NOT NULL, text TEXT NOT NULL,"
    " folded TEXT NOT NULL, FOREIGN KEY(kind, id) REFERENCES record(kind, id)) STRICT;"
    "CREATE INDEX passage_of ON passage(kind, id);"
    "CREATE VIRTUAL TABLE search USING fts5(folded, content='passage', content_rowid='rowid',"
    " tokenize='trigram case_sensitive 1');";

static const char no_projection[] =
    "DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS passage; DROP TABLE IF EXISTS folding;"
    "DROP TABLE IF EXISTS kept; DROP TABLE IF EXISTS reference; DROP TABLE IF EXISTS record;"
    "DROP TABLE IF EXISTS kind;";

enum status schema_settings(struct store *st, struct error *e)
{
	int rc = sqlite3_extended_result_codes(st->db, 1);
	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(st->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(st->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(st->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(st->db, 10000);
	if (rc != SQLITE_OK)
		return store_fault(st, rc, "settings", e);
	/* temporary tables would else be written outside the case, in clear */
	enum status s = store_exec(st, "PRAGMA cell_size_check = ON", e);
	if (s == ST_OK)
		s = store_exec(st, "PRAGMA temp_store = MEMORY", e);
	if (s == ST_OK) /* KiB, negative by SQLite's custom: an import of many records stays in memory */
		s = store_exec(st, "PRAGMA cache_size = -65536", e);
	if (s == ST_OK)
		s = store_exec(st, "PRAGMA synchronous = EXTRA", e);
	return s;
}

static enum status set_numbers(struct store *st, struct error *e)
{
	char sql[128];
	(void)snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_APPLICATION,
		       STORE_FORMAT);
	return store_exec(st, sql, e);
}

static enum status project(struct store *st, struct error *e)
{
	sqlite3_stmt *q = NULL;
	bool row;
	int rc = SQLITE_OK;
	enum status s = store_exec(st, projection, e);
	if (s == ST_OK)
		s = store_prepare(st, "INSERT INTO kind(kind, name) VALUES(?1, ?2)", &q, e);
	for (int k = 0; k < KIND_COUNT && s == ST_OK; k++) {
		const char *name = kind_info((enum kind)k)->name;
		rc = sqlite3_reset(q);
		bind_int(q, 1, k, &rc);
		bind_text(q, 2, name, strlen(name), &rc);
		s = store_step(st, q, rc, "kinds", &row, e);
	}
	(void)sqlite3_finalize(q);
	if (s != ST_OK)
		return s;
	s = store_prepare(st, "INSERT INTO folding(one, rules) VALUES(1, ?1)", &q, e);
	if (s == ST_OK) {
		rc = SQLITE_OK;
		bind_text(q, 1, fold_rules(), strlen(fold_rules()), &rc);
		s = store_step(st, q, rc, "folding rules", &row, e);
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status schema_create(struct store *st, struct error *e)
{
	enum status s = set_numbers(st, e);
	if (s == ST_OK)
		s = store_exec(st, ground, e);
	return s == ST_OK ? project(st, e) : s;
}

static enum status pragma_int(struct store *st, const char *sql, int *out, struct error *e)
{
	sqlite3_stmt *q;
	bool row = false;
	enum status s = store_prepare(st, sql, &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "version", &row, e);
	*out = s == ST_OK && row ? sqlite3_column_int(q, 0) : 0;
	(void)sqlite3_finalize(q);
	return s;
}

enum status schema_format(struct store *st, int *format, struct error *e)
{
	int application;
	enum status s = pragma_int(st, "PRAGMA application_id", &application, e);
	if (s == ST_OK)
		s = pragma_int(st, "PRAGMA user_version", format, e);
	if (s != ST_OK)
		return s;
	if (application != STORE_APPLICATION)
		return error_set(e, ST_DATA, "%s is a database, but not of a case", st->db_path);
	if (*format > STORE_FORMAT) {
		error_set(e, ST_DATA, "%s has format %d; this program reads formats up to %d", st->db_path, *format,
			  STORE_FORMAT);
		error_hint(e, "use a newer onus");
		return ST_DATA;
	}
	if (*format < 1)
		return error_set(e, ST_DATA, "%s has format %d, which never was", st->db_path, *format);
	return ST_OK;
}

enum status schema_folding(struct store *st, bool *same, struct error *e)
{
	sqlite3_stmt *q;
	bool row = false;
	const char *rules = "";
	enum status s = store_prepare(st, "SELECT rules FROM folding WHERE one = 1", &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "folding rules", &row, e);
	if (s == ST_OK && row)
		s = column_text(st, q, 0, &rules, NULL, e);
	*same = s == ST_OK && !strcmp(rules, fold_rules());
	(void)sqlite3_finalize(q);
	return s;
}

/* The log has one form since format 1; all else is made from it, and so made anew. */
enum status schema_rebuild(struct store *st, struct error *e)
{
	enum status s = store_exec(st, no_projection, e);
	if (s == ST_OK)
		s = project(st, e);
	if (s == ST_OK)
		s = replay_log(st, st, e);
	if (s == ST_OK)
		s = set_numbers(st, e);
	return s;
}
