/* The log: entries, their tree, proofs. */
#include "store/internal.h"

#include "store/fold.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

void log_now(char out[24])
{
	time_t now = time(NULL);
	struct tm tm;
	if (!gmtime_r(&now, &tm) || strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		strcpy(out, "1970-01-01T00:00:00Z");
}

enum status json_text_new(const char *text, const char *what, json_t **out, struct error *e)
{
	*out = json_string(text);
	if (*out)
		return ST_OK;
	return fold_is_utf8(text, strlen(text)) ? error_memory(e)
						: error_set(e, ST_DATA, "%s is not valid UTF-8", what);
}

/* Read the head; the tree's peaks go to st->tree. */
static enum status read_head(struct store *st, struct tree_head *head, struct error *e)
{
	sqlite3_stmt *q;
	bool row = false;
	enum status s = store_prepare(st, "SELECT size, root, peaks FROM head WHERE one = 1", &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "tree head", &row, e);
	if (s == ST_OK && !row)
		s = error_set(e, ST_DATA, "%s is damaged: it has no tree head", st->db_path);
	if (s == ST_OK)
		s = column_hash(st, q, 1, &head->root, e);
	if (s == ST_OK) {
		int64_t size = sqlite3_column_int64(q, 0);
		const void *peaks = sqlite3_column_blob(q, 2);
		size_t n = (size_t)sqlite3_column_bytes(q, 2);
		if (size < 1 || !peaks || n != merkle_peaks((uint64_t)size) * SHA256_SIZE) {
			s = error_set(e, ST_DATA, "%s is damaged: the tree head does not fit its size", st->db_path);
		} else {
			head->size = st->tree.size = (uint64_t)size;
			memcpy(st->tree.peaks, peaks, n);
		}
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status log_load(struct store *st, struct error *e)
{
	struct tree_head head;
	sqlite3_stmt *q = NULL;
	bool row = false;
	enum status s = read_head(st, &head, e);
	if (s == ST_OK)
		s = store_prepare(st, "SELECT max(n) FROM log", &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "log", &row, e);
	if (s == ST_OK && (!row || sqlite3_column_int64(q, 0) != (int64_t)head.size))
		s = error_set(e, ST_DATA, "%s is damaged: the log does not end where the tree head says", st->db_path);
	(void)sqlite3_finalize(q);
	return s;
}

enum status log_save(struct store *st, struct error *e)
{
	struct sha256 root;
	sqlite3_stmt *q = NULL;
	bool row;
	enum status s = merkle_root(&st->tree, &root, e);
	if (s == ST_OK)
		s = store_prepare(st, "INSERT OR REPLACE INTO head(one, size, root, peaks) VALUES(1, ?1, ?2, ?3)", &q,
				  e);
	if (s == ST_OK) {
		int rc = SQLITE_OK;
		bind_int(q, 1, (int64_t)st->tree.size, &rc);
		bind_blob(q, 2, root.bytes, SHA256_SIZE, &rc);
		bind_blob(q, 3, st->tree.peaks, merkle_peaks(st->tree.size) * SHA256_SIZE, &rc);
		s = store_step(st, q, rc, "tree head", &row, e);
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status log_append(struct store *st, json_t *entry, uint64_t *n, struct error *e)
{
	char at[24];
	struct buf text = BUF_INIT;
	struct sha256 leaf;
	sqlite3_stmt *q;
	bool row;
	*n = st->tree.size + 1;
	log_now(at);
	if (json_object_set_new(entry, "n", json_integer((json_int_t)*n)) != 0 ||
	    json_object_set_new(entry, "at", json_string(at)) != 0)
		return error_memory(e);
	enum status s = json_canonical(entry, &text, e);
	if (s == ST_OK)
		s = merkle_leaf(text.bytes, text.len, &leaf, e);
	if (s == ST_OK)
		s = store_query(st, Q_LOG_ADD, &q, e);
	if (s == ST_OK) {
		int rc = SQLITE_OK;
		bind_int(q, 1, (int64_t)*n, &rc);
		bind_text(q, 2, text.bytes, text.len, &rc);
		bind_blob(q, 3, leaf.bytes, SHA256_SIZE, &rc);
		s = store_step(st, q, rc, "log", &row, e);
		(void)sqlite3_reset(q);
	}
	if (s == ST_OK)
		s = merkle_append(&st->tree, &leaf, e);
	buf_free(&text);
	return s;
}

enum status store_each_log(struct store *st, uint64_t from, log_visit *visit, void *arg, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	enum status s = store_prepare(st, "SELECT n, entry, leaf FROM log WHERE n >= ?1 ORDER BY n", &q, e);
	if (s == ST_OK)
		bind_int(q, 1, from > INT64_MAX ? INT64_MAX : (int64_t)from, &rc);
	while (s == ST_OK) {
		const char *entry;
		struct sha256 leaf;
		s = store_step(st, q, rc, "log", &row, e);
		if (s != ST_OK || !row)
			break;
		s = column_text(st, q, 1, &entry, NULL, e);
		if (s == ST_OK)
			s = column_hash(st, q, 2, &leaf, e);
		if (s == ST_OK)
			s = visit(arg, (uint64_t)sqlite3_column_int64(q, 0), entry, &leaf, e);
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status store_tree_head(struct store *st, struct tree_head *out, struct error *e)
{
	if (st->batch) { /* the head is written at the end of a batch */
		out->size = st->tree.size;
		return merkle_root(&st->tree, &out->root, e);
	}
	return read_head(st, out, e);
}

struct leaves {
	struct sha256 *hash;
	uint64_t n, room;
};

static enum status take_leaf(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *e)
{
	struct leaves *l = arg;
	(void)entry;
	if (n != l->n + 1 || l->n == l->room)
		return error_set(e, ST_DATA, "the log is damaged: entry %llu stands where %llu is expected",
				 (unsigned long long)n, (unsigned long long)l->n + 1);
	l->hash[l->n++] = *leaf;
	return ST_OK;
}

/* All leaves of the log; hash is malloc'd. */
static enum status read_leaves(struct store *st, struct leaves *l, struct error *e)
{
	struct tree_head head;
	sqlite3_stmt *q = NULL;
	bool row = false;
	*l = (struct leaves){0};
	enum status s = store_tree_head(st, &head, e);
	if (s == ST_OK)
		s = store_prepare(st, "SELECT count(*) FROM log", &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "log", &row, e);
	if (s == ST_OK && (uint64_t)sqlite3_column_int64(q, 0) != head.size)
		s = error_set(e, ST_DATA, "%s is damaged: the log has not as many entries as the tree head says",
			      st->db_path);
	(void)sqlite3_finalize(q);
	if (s != ST_OK)
		return s;
	l->room = head.size;
	l->hash = calloc((size_t)head.size, sizeof *l->hash);
	return l->hash ? store_each_log(st, 1, take_leaf, l, e) : error_memory(e);
}

static enum status no_entry(const struct leaves *l, uint64_t n, struct error *e)
{
	return error_set(e, ST_DATA, "the log has entries 1 to %llu, none of number %llu", (unsigned long long)l->n,
			 (unsigned long long)n);
}

enum status store_head_at(struct store *st, uint64_t size, struct tree_head *out, struct error *e)
{
	struct leaves l;
	struct merkle t = MERKLE_INIT;
	enum status s = read_leaves(st, &l, e);
	if (s == ST_OK && (size < 1 || size > l.n))
		s = no_entry(&l, size, e);
	for (uint64_t i = 0; i < size && s == ST_OK; i++)
		s = merkle_append(&t, &l.hash[i], e);
	out->size = size;
	if (s == ST_OK)
		s = merkle_root(&t, &out->root, e);
	free(l.hash);
	return s;
}

enum status store_inclusion(struct store *st, uint64_t n, struct sha256 **path, size_t *len, struct error *e)
{
	struct leaves l = {0};
	*len = 0;
	*path = calloc(MERKLE_PEAKS, sizeof **path);
	enum status s = *path ? read_leaves(st, &l, e) : error_memory(e);
	if (s == ST_OK && (n < 1 || n > l.n))
		s = no_entry(&l, n, e);
	if (s == ST_OK)
		s = merkle_path(l.hash, l.n, n - 1, *path, len, e);
	free(l.hash);
	if (s != ST_OK || *len == 0) {
		free(*path);
		*path = NULL;
	}
	return s;
}

enum status store_last_time(struct store *st, char out[24], struct error *e)
{
	sqlite3_stmt *q;
	bool row = false;
	const char *text = "";
	size_t n = 0;
	json_t *entry = NULL;
	enum status s = store_prepare(st, "SELECT entry FROM log ORDER BY n DESC LIMIT 1", &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "log", &row, e);
	if (s == ST_OK && row)
		s = column_text(st, q, 0, &text, &n, e);
	if (s == ST_OK)
		s = json_read(text, n, "log entry", &entry, e);
	const char *at = json_text(entry, "at", "");
	if (s == ST_OK && strlen(at) != 20)
		s = error_set(e, ST_DATA, "%s is damaged: the last log entry has no time", st->db_path);
	if (s == ST_OK)
		memcpy(out, at, 21);
	json_decref(entry);
	(void)sqlite3_finalize(q);
	return s;
}
