/* Making, finding, opening and closing a case, and how SQLite is spoken to. */
#include "store/internal.h"

#include "onus/version.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* A case in the making; becomes case.db when it is whole. */
#define NEW_DB ".case.db.new"

static const char *const queries[Q_COUNT] = {
    [Q_BODY] = "SELECT body FROM record WHERE kind = ?1 AND id = ?2",
    [Q_RECORD] = "SELECT body, n FROM record WHERE kind = ?1 AND id = ?2",
    [Q_LOG_ADD] = "INSERT INTO log(n, entry, leaf) VALUES(?1, ?2, ?3)",
    [Q_RECORD_SET] =
	("INSERT INTO record(kind, id, body, n, origin) VALUES(?1, ?2, ?3, ?4, ?5) "
	 "ON CONFLICT(kind, id) DO UPDATE SET body = excluded.body, n = excluded.n, origin = excluded.origin"),
    [Q_RECORD_DROP] = "DELETE FROM record WHERE kind = ?1 AND id = ?2",
    [Q_REFERENCE_ADD] = "INSERT INTO reference(kind, id, path, to_id, kinds) VALUES(?1, ?2, ?3, ?4, ?5)",
    [Q_REFERENCE_DROP] = "DELETE FROM reference WHERE kind = ?1 AND id = ?2",
    [Q_KEPT] = "SELECT 1 FROM kept WHERE hash = ?1",
    [Q_KEPT_ADD] = "INSERT INTO kept(hash, n) VALUES(?1, ?2) ON CONFLICT(hash) DO NOTHING",
    [Q_PASSAGE_ADD] =
	"INSERT INTO passage(kind, id, path, lang, line, own, text, folded) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [Q_PASSAGE_DROP] = "DELETE FROM passage WHERE kind = ?1 AND id = ?2",
    [Q_FORGET] =
	"INSERT INTO temp.forgotten(passage, folded) SELECT rowid, folded FROM passage WHERE kind = ?1 AND id = ?2",
};

enum status store_fault(struct store *st, int rc, const char *doing, struct error *e)
{
	const char *why = st->db ? sqlite3_errmsg(st->db) : sqlite3_errstr(rc);
	int os = st->db ? sqlite3_system_errno(st->db) : 0;
	if (rc == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM)
		return error_memory(e);
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		error_set(e, ST_ENV, "%s is in use by another process; waited 10 seconds", st->dir);
		error_hint(e, "try again when it is done");
		return ST_ENV;
	case SQLITE_FULL: return error_set(e, ST_ENV, "%s: no space left on the disk", st->db_path);
	case SQLITE_READONLY: return error_set(e, ST_ENV, "%s cannot be written: %s", st->db_path, why);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_NOLFS:
		return error_set(e, ST_ENV, "%s: %s%s%s", st->db_path, why, os ? ": " : "", os ? strerror(os) : "");
	case SQLITE_TOOBIG:
		return error_set(e, ST_DATA, "%s: a record or text is too large for the database", st->db_path);
	case SQLITE_MISUSE: return error_set(e, ST_BUG, "%s: %s: %s", st->db_path, doing, why);
	case SQLITE_NOTADB:
		return error_set(e, ST_DATA, "%s is not a database, or its beginning is damaged", st->db_path);
	default: /* the statements are ours: what they do not fit is not the database that we wrote */
		return error_set(e, ST_DATA, "%s is damaged (%s: %s)", st->db_path, doing, why);
	}
}

enum status store_prepare(struct store *st, const char *sql, sqlite3_stmt **out, struct error *e)
{
	*out = NULL;
	int rc = sqlite3_prepare_v3(st->db, sql, -1, 0, out, NULL);
	return rc == SQLITE_OK ? ST_OK : store_fault(st, rc, "its tables", e);
}

enum status store_query(struct store *st, enum query q, sqlite3_stmt **out, struct error *e)
{
	if (!st->ready[q]) {
		int rc = sqlite3_prepare_v3(st->db, queries[q], -1, SQLITE_PREPARE_PERSISTENT, &st->ready[q], NULL);
		if (rc != SQLITE_OK)
			return store_fault(st, rc, "its tables", e);
	}
	*out = st->ready[q];
	(void)sqlite3_reset(*out); /* tells again what the last step said */
	(void)sqlite3_clear_bindings(*out);
	return ST_OK;
}

enum status store_exec(struct store *st, const char *sql, struct error *e)
{
	int rc = sqlite3_exec(st->db, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? ST_OK : store_fault(st, rc, "its tables", e);
}

void bind_text(sqlite3_stmt *q, int at, const char *text, size_t n, int *rc)
{
	if (*rc == SQLITE_OK)
		*rc = sqlite3_bind_text64(q, at, text, n, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_blob(sqlite3_stmt *q, int at, const void *bytes, size_t n, int *rc)
{
	if (*rc == SQLITE_OK)
		*rc = sqlite3_bind_blob64(q, at, bytes, n, SQLITE_STATIC);
}

void bind_int(sqlite3_stmt *q, int at, int64_t value, int *rc)
{
	if (*rc == SQLITE_OK)
		*rc = sqlite3_bind_int64(q, at, value);
}

enum status store_step(struct store *st, sqlite3_stmt *q, int rc, const char *doing, bool *row, struct error *e)
{
	*row = false;
	if (rc == SQLITE_OK)
		rc = sqlite3_step(q);
	*row = rc == SQLITE_ROW;
	return *row || rc == SQLITE_DONE ? ST_OK : store_fault(st, rc, doing, e);
}

enum status column_text(struct store *st, sqlite3_stmt *q, int at, const char **text, size_t *n, struct error *e)
{
	*text = NULL;
	if (sqlite3_column_type(q, at) != SQLITE_TEXT)
		return error_set(e, ST_DATA, "%s is damaged: %s is no text", st->db_path, sqlite3_column_name(q, at));
	*text = (const char *)sqlite3_column_text(q, at);
	if (!*text)
		return error_memory(e);
	size_t len = (size_t)sqlite3_column_bytes(q, at);
	if (strlen(*text) != len)
		return error_set(e, ST_DATA, "%s is damaged: a NUL in %s", st->db_path, sqlite3_column_name(q, at));
	if (n)
		*n = len;
	return ST_OK;
}

enum status column_hash(struct store *st, sqlite3_stmt *q, int at, struct sha256 *out, struct error *e)
{
	if (sqlite3_column_type(q, at) != SQLITE_BLOB || sqlite3_column_bytes(q, at) != SHA256_SIZE)
		return error_set(e, ST_DATA, "%s is damaged: %s is no hash", st->db_path, sqlite3_column_name(q, at));
	const void *bytes = sqlite3_column_blob(q, at);
	if (!bytes)
		return error_memory(e);
	memcpy(out->bytes, bytes, SHA256_SIZE);
	return ST_OK;
}

enum status store_run_keyed(struct store *st, enum query which, enum kind k, const char *id, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	enum status s = store_query(st, which, &q, e);
	if (s != ST_OK)
		return s;
	bind_int(q, 1, k, &rc);
	bind_text(q, 2, id, strlen(id), &rc);
	s = store_step(st, q, rc, "records", &row, e);
	(void)sqlite3_reset(q);
	return s;
}

/* --- opening ------------------------------------------------------------------------------ */

static enum status store_new(const char *dir, const char *file, enum store_mode mode, struct store **out,
			     struct error *e)
{
	struct store *st = calloc(1, sizeof *st);
	if (!st)
		return error_memory(e);
	st->mode = mode;
	st->dir = strdup(dir);
	if (!st->dir || asprintf(&st->db_path, "%s/%s", dir, file) < 0) {
		st->db_path = NULL;
		store_close(st);
		return error_memory(e);
	}
	*out = st;
	return ST_OK;
}

void store_close(struct store *st)
{
	if (!st)
		return;
	store_rollback(st);
	for (size_t i = 0; i < Q_COUNT; i++)
		(void)sqlite3_finalize(st->ready[i]);
	(void)sqlite3_close(st->db);
	free(st->fresh);
	free(st->by);
	free(st->dir);
	free(st->db_path);
	free(st);
}

const char *store_dir(const struct store *st)
{
	return st->dir;
}

enum status store_open_memory(const char *dir, struct store **out, struct error *e)
{
	struct store *st = NULL;
	enum status s = store_new(dir, "case.db", STORE_WRITE, &st, e);
	if (s != ST_OK)
		return s;
	int rc = sqlite3_open_v2(":memory:", &st->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	s = rc == SQLITE_OK ? schema_settings(st, e) : store_fault(st, rc, "opening", e);
	if (s == ST_OK)
		*out = st;
	else
		store_close(st);
	return s;
}

enum status store_copy(struct store *from, struct store *to, struct error *e)
{
	sqlite3_backup *b = sqlite3_backup_init(to->db, "main", from->db, "main");
	int rc = b ? sqlite3_backup_step(b, -1) : sqlite3_errcode(to->db);
	(void)sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? ST_OK : store_fault(to, rc, "copying", e);
}

/* Opened to write also for reading, since a change that a killed process left half done must be undone first. */
static enum status connect(struct store *st, int flags, struct error *e)
{
	int rc = sqlite3_open_v2(st->db_path, &st->db, SQLITE_OPEN_READWRITE | flags, NULL);
	if (rc != SQLITE_OK)
		return store_fault(st, rc, "opening", e);
	return schema_settings(st, e);
}

static enum status rebuild(struct store *st, struct error *e)
{
	int format;
	bool same = false;
	enum status s = store_exec(st, "BEGIN IMMEDIATE", e);
	if (s == ST_OK)
		s = schema_format(st, &format, e); /* another process may have been faster */
	if (s == ST_OK && format == STORE_FORMAT)
		s = schema_folding(st, &same, e);
	if (s == ST_OK && !same)
		s = schema_rebuild(st, e);
	if (s == ST_OK)
		s = store_exec(st, "COMMIT", e);
	if (s != ST_OK && !sqlite3_get_autocommit(st->db))
		(void)sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	return s;
}

/* A case of an older format: rebuilt in place when opened to write, read from a rebuilt copy in memory otherwise. */
static enum status modernise(struct store *st, struct error *e)
{
	int format;
	bool same = false;
	struct store *copy = NULL;
	enum status s = schema_format(st, &format, e);
	if (s == ST_OK && format == STORE_FORMAT)
		s = schema_folding(st, &same, e);
	if (s != ST_OK || same || (st->mode == STORE_READ && format == STORE_FORMAT))
		return s;
	if (st->mode == STORE_WRITE)
		return rebuild(st, e);
	s = store_open_memory(st->dir, &copy, e);
	if (s == ST_OK)
		s = store_copy(st, copy, e);
	if (s == ST_OK)
		s = rebuild(copy, e);
	if (s == ST_OK)
		s = store_exec(copy, "PRAGMA query_only = ON; BEGIN", e);
	if (s == ST_OK) {
		sqlite3 *old = st->db;
		st->db = copy->db;
		copy->db = old;
	}
	store_close(copy);
	return s;
}

enum status store_open(const char *dir, enum store_mode mode, struct store **out, struct error *e)
{
	struct store *st = NULL;
	struct stat info;
	*out = NULL;
	enum status s = store_new(dir, "case.db", mode, &st, e);
	if (s != ST_OK)
		return s;
	if (lstat(st->db_path, &info) != 0) {
		s = errno == ENOENT || errno == ENOTDIR
			? error_set(e, ST_DATA, "%s is not a case: it has no case.db", dir)
			: error_errno(e, st->db_path);
		goto out;
	}
	if (!S_ISREG(info.st_mode) || info.st_size == 0) {
		s = error_set(e, ST_DATA, "%s is %s", st->db_path, info.st_size ? "not a file" : "empty");
		goto out;
	}
	s = connect(st, 0, e);
	if (s == ST_OK && mode == STORE_READ) /* one picture until it is closed */
		s = store_exec(st, "PRAGMA query_only = ON; BEGIN", e);
	if (s == ST_OK)
		s = modernise(st, e);
out:
	if (s == ST_OK)
		*out = st;
	else
		store_close(st);
	return s;
}

enum status store_find(const char *start, char **dir, struct error *e)
{
	*dir = NULL;
	char *at = realpath(start ? start : ".", NULL);
	if (!at)
		return error_errno(e, start ? start : ".");
	for (;;) {
		char *db;
		struct stat info;
		if (asprintf(&db, "%s/case.db", at) < 0) {
			free(at);
			return error_memory(e);
		}
		int found = stat(db, &info);
		free(db);
		if (found == 0) {
			*dir = at;
			return ST_OK;
		}
		char *slash = strrchr(at, '/');
		if (!slash || !slash[1])
			break;
		slash[slash == at] = '\0';
	}
	free(at);
	error_set(e, ST_ENV, "no case here or in any folder above");
	error_hint(e, "onus init DIR makes one; -C DIR names one");
	return ST_ENV;
}

/* --- making ------------------------------------------------------------------------------- */

/* An empty folder will do, also one that a killed `init` left. */
static enum status refuse_full(const char *dir, struct error *e)
{
	DIR *d = opendir(dir);
	if (!d)
		return error_errno(e, dir);
	enum status s = ST_OK;
	struct dirent *f;
	while (s == ST_OK && (errno = 0, f = readdir(d))) {
		const char *name = f->d_name;
		if (!strcmp(name, "case.db"))
			s = error_set(e, ST_ENV, "%s is a case already", dir);
		else if (strcmp(name, ".") && strcmp(name, "..") && strcmp(name, "evidence") &&
			 strncmp(name, NEW_DB, sizeof NEW_DB - 1))
			s = error_set(e, ST_ENV, "%s is not empty: it holds %s", dir, name);
	}
	if (s == ST_OK && errno)
		s = error_errno(e, dir);
	(void)closedir(d);
	return s;
}

static enum status write_init(struct store *st, const char *by, struct error *e)
{
	unsigned char random[16];
	char id[2 * sizeof random + 1];
	json_t *who = NULL, *entry = NULL;
	uint64_t n;
	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		return error_errno(e, "random numbers");
	for (size_t i = 0; i < sizeof random; i++)
		(void)snprintf(id + 2 * i, 3, "%02x", random[i]);
	enum status s = json_text_new(by, "the name of who makes the case", &who, e);
	if (s != ST_OK)
		return s;
	entry = json_pack("{s:o, s:s, s:s, s:i, s:s}", "by", who, "op", "init", "case", id, "format", STORE_FORMAT,
			  "program", "onus " ONUS_VERSION);
	s = entry ? log_append(st, entry, &n, e) : error_memory(e);
	json_decref(entry);
	return s;
}

static enum status make_db(struct store *st, const char *by, struct error *e)
{
	enum status s = connect(st, SQLITE_OPEN_CREATE, e);
	if (s == ST_OK)
		s = store_exec(st, "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE", e);
	if (s == ST_OK)
		s = schema_create(st, e);
	if (s == ST_OK)
		s = write_init(st, by, e);
	if (s == ST_OK)
		s = log_save(st, e);
	if (s == ST_OK)
		s = store_exec(st, "COMMIT", e);
	return s;
}

/* fd: the folder, locked. */
static enum status fill(const char *dir, int fd, const char *by, struct error *e)
{
	struct store *st = NULL;
	char *final = NULL;
	bool made = false;
	enum status s = refuse_full(dir, e);
	if (s != ST_OK)
		return s;
	if (mkdirat(fd, "evidence", 0777) == 0)
		made = true;
	else if (errno != EEXIST || unlinkat(fd, "evidence", AT_REMOVEDIR) != 0 || mkdirat(fd, "evidence", 0777) != 0)
		return errno == ENOTEMPTY ? error_set(e, ST_ENV, "%s/evidence is not empty", dir) : error_errno(e, dir);
	(void)unlinkat(fd, NEW_DB, 0);
	(void)unlinkat(fd, NEW_DB "-journal", 0);
	s = store_new(dir, NEW_DB, STORE_WRITE, &st, e);
	if (s == ST_OK)
		s = make_db(st, by, e);
	if (s == ST_OK && asprintf(&final, "%s/case.db", dir) < 0)
		s = error_memory(e);
	if (s == ST_OK && (fsync(fd) != 0 || rename(st->db_path, final) != 0))
		s = error_errno(e, dir);
	if (s != ST_OK) {
		(void)unlinkat(fd, NEW_DB, 0);
		(void)unlinkat(fd, NEW_DB "-journal", 0);
		if (made)
			(void)unlinkat(fd, "evidence", AT_REMOVEDIR);
	} else if (fsync(fd) != 0) {
		s = error_errno(e, dir);
	}
	store_close(st);
	free(final);
	return s;
}

static enum status sync_parent(const char *dir, struct error *e)
{
	char *up;
	if (asprintf(&up, "%s/..", dir) < 0)
		return error_memory(e);
	int fd = open(up, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum status s = fd >= 0 && fsync(fd) == 0 ? ST_OK : error_errno(e, up);
	if (fd >= 0)
		(void)close(fd);
	free(up);
	return s;
}

/* A case is private to its owner until the owner says otherwise. */
enum status store_create(const char *dir, const char *by, struct error *e)
{
	bool made = mkdir(dir, 0700) == 0;
	if (!made && errno != EEXIST)
		return error_errno(e, dir);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return error_errno(e, dir);
	enum status s;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		s = errno == EWOULDBLOCK ? error_set(e, ST_ENV, "another process is making a case in %s", dir)
					 : error_errno(e, dir);
	else
		s = fill(dir, fd, by, e);
	if (s == ST_OK)
		s = sync_parent(dir, e);
	else if (made)
		(void)rmdir(dir);
	(void)close(fd);
	return s;
}
