/* The tables of a case and their versions. */
#include "store/internal.h"

#include <stdio.h>
#include <string.h>

/* Kinds are written as numbers; their names stand in `kind`, so that the file explains itself. `kept` holds every hash
 * of bytes that the log ever took in, also of dropped exhibits. */
static const char tables[] =
	"CREATE TABLE log(n INTEGER PRIMARY KEY, entry TEXT NOT NULL, leaf BLOB NOT NULL) STRICT;"
	"CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
	"CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
	"CREATE TABLE head(one INTEGER PRIMARY KEY CHECK(one = 1), size INTEGER NOT NULL, root BLOB NOT NULL,"
	" peaks BLOB NOT NULL) STRICT;"
	"CREATE TABLE kind(kind INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
	"CREATE TABLE record(kind INTEGER NOT NULL REFERENCES kind(kind), id TEXT NOT NULL, body TEXT NOT NULL,"
	" n INTEGER NOT NULL REFERENCES log(n), origin TEXT NOT NULL, PRIMARY KEY(kind, id)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX record_id ON record(id);"
	"CREATE TABLE reference(kind INTEGER NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL, to_id TEXT NOT NULL,"
	" kinds INTEGER NOT NULL, PRIMARY KEY(kind, id, path),"
	" FOREIGN KEY(kind, id) REFERENCES record(kind, id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;"
	"CREATE TABLE kept(hash TEXT PRIMARY KEY, n INTEGER NOT NULL REFERENCES log(n)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE passage(rowid INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL,"
	" lang TEXT NOT NULL, line INTEGER NOT NULL, own INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,"
	" FOREIGN KEY(kind, id) REFERENCES record(kind, id)) STRICT;"
	"CREATE INDEX passage_of ON passage(kind, id);"
	"CREATE VIRTUAL TABLE search USING fts5(folded, content='passage', content_rowid='rowid',"
	" tokenize='trigram case_sensitive 1');";

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
	if (s == ST_OK)
		s = store_exec(st, "PRAGMA synchronous = EXTRA", e);
	return s;
}

enum status schema_create(struct store *st, struct error *e)
{
	char numbers[128];
	(void)snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_APPLICATION,
		       STORE_FORMAT);
	enum status s = store_exec(st, numbers, e);
	if (s == ST_OK)
		s = store_exec(st, tables, e);
	sqlite3_stmt *q = NULL;
	if (s == ST_OK)
		s = store_prepare(st, "INSERT INTO kind(kind, name) VALUES(?1, ?2)", &q, e);
	for (int k = 0; k < KIND_COUNT && s == ST_OK; k++) {
		int rc = sqlite3_reset(q);
		bool row;
		const char *name = kind_info((enum kind)k)->name;
		bind_int(q, 1, k, &rc);
		bind_text(q, 2, name, strlen(name), &rc);
		s = store_step(st, q, rc, "kinds", &row, e);
	}
	(void)sqlite3_finalize(q);
	return s;
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
		error_set(e, ST_DATA, "%s has format %d; this program reads formats up to %d", st->db_path, *format, STORE_FORMAT);
		error_hint(e, "use a newer onus");
		return ST_DATA;
	}
	if (*format < 1)
		return error_set(e, ST_DATA, "%s has format %d, which never was", st->db_path, *format);
	return ST_OK;
}

enum status schema_migrate(struct store *st, int from, struct error *e)
{
	return error_set(e, ST_BUG, "%s: no way from format %d to %d", st->db_path, from, STORE_FORMAT);
}
