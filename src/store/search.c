/* The text index: passages of records and of exhibits' texts, folded, in an FTS5 table of trigrams. */
#include "store/internal.h"

#include "store/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CHUNK = 4096,  /* bytes of an exhibit's text in one passage, cut at a line's end where there is one */
	OVERLAP = 512, /* bytes of the next passage seen from this one, so that no hit is lost at a cut */
	TEXT_MOST = 256 << 20,
	SHORTEST = 3 /* characters that a trigram index can look up */
};

/* --- filling ------------------------------------------------------------------------------ */

struct passage {
	const char *path, *lang, *text;
	size_t n, own; /* bytes of text; those that are not also the next passage's */
	uint64_t line; /* number of its first line; 0 for a field of a record */
};

struct indexing {
	struct store *st;
	enum kind kind;
	const char *id;
	struct buf folded;
	struct error *e;
};

static enum status add_passage(struct indexing *x, const struct passage *p)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	buf_reset(&x->folded);
	enum status s = fold_text(p->text, p->n, &x->folded, NULL, x->e);
	if (s != ST_OK || x->folded.len == 0)
		return s;
	s = store_query(x->st, Q_PASSAGE_ADD, &q, x->e);
	if (s != ST_OK)
		return s;
	bind_int(q, 1, x->kind, &rc);
	bind_text(q, 2, x->id, strlen(x->id), &rc);
	bind_text(q, 3, p->path, strlen(p->path), &rc);
	bind_text(q, 4, p->lang, strlen(p->lang), &rc);
	bind_int(q, 5, (int64_t)p->line, &rc);
	bind_int(q, 6, (int64_t)p->own, &rc);
	bind_text(q, 7, p->text, p->n, &rc);
	bind_text(q, 8, x->folded.bytes, x->folded.len, &rc);
	s = store_step(x->st, q, rc, "search index", &row, x->e);
	(void)sqlite3_reset(q);
	return s;
}

static enum status add_field(void *arg, const char *path, const char *lang, const char *text)
{
	size_t n = strlen(text);
	return add_passage(arg, &(struct passage){path, lang, text, n, n, 0});
}

/* Where a piece of at most `most` bytes ends: after a line's end, else before a character. */
static size_t cut(const char *text, size_t n, size_t most)
{
	if (n <= most)
		return n;
	const char *newline = memrchr(text, '\n', most);
	if (newline)
		return (size_t)(newline - text) + 1;
	size_t k = most;
	while (k > most - 4 && ((unsigned char)text[k] & 0xC0) == 0x80)
		k--;
	return k;
}

static enum status add_text(struct indexing *x, const char *text, size_t n)
{
	uint64_t line = 1;
	enum status s = ST_OK;
	for (size_t at = 0; at < n && s == ST_OK;) {
		size_t own = cut(text + at, n - at, CHUNK);
		size_t more = cut(text + at + own, n - at - own, OVERLAP);
		s = add_passage(x, &(struct passage){"", "", text + at, own + more, own, line});
		for (size_t i = 0; i < own; i++)
			line += text[at + i] == '\n';
		at += own;
	}
	return s;
}

/* The text taken out of an exhibit stands in evidence/ as bytes of its own. */
static enum status add_exhibit(struct indexing *x, const json_t *body)
{
	struct sha256 hash;
	char *text;
	size_t n;
	const char *hex = json_text(json_object_get(body, "text"), "sha256", NULL);
	if (!hex)
		return ST_OK;
	if (!sha256_parse(hex, &hash))
		return error_set(x->e, ST_DATA, "exhibit %s: the hash of its text is no SHA-256: %s", x->id, hex);
	enum status s = store_read_kept(x->st, &hash, TEXT_MOST, &text, &n, x->e);
	if (s != ST_OK)
		return x->st->replaying && !keep_readable(x->st, &hash) ? ST_OK : s;
	for (char *nul = text; (nul = memchr(nul, '\0', n - (size_t)(nul - text)));)
		*nul = ' ';
	s = add_text(x, text, n);
	free(text);
	return s;
}

enum status search_index(struct store *st, enum kind k, const char *id, const json_t *body, struct error *e)
{
	struct indexing x = {.st = st, .kind = k, .id = id, .e = e};
	enum status s = shape_texts(kind_info(k)->shape, body, add_field, &x);
	if (s == ST_OK && k == KIND_EXHIBIT)
		s = add_exhibit(&x, body);
	buf_free(&x.folded);
	return s;
}

enum status search_forget(struct store *st, enum kind k, const char *id, struct error *e)
{
	enum status s = store_run_keyed(st, Q_FORGET, k, id, e);
	return s == ST_OK ? store_run_keyed(st, Q_PASSAGE_DROP, k, id, e) : s;
}

enum status search_begin(struct store *st, struct error *e)
{
	sqlite3_stmt *q = NULL;
	bool row = false;
	enum status s =
	    store_exec(st, "CREATE TEMP TABLE IF NOT EXISTS forgotten(passage INTEGER PRIMARY KEY, folded TEXT)", e);
	if (s == ST_OK)
		s = store_prepare(st, "SELECT seq FROM sqlite_sequence WHERE name = 'passage'", &q, e);
	if (s == ST_OK)
		s = store_step(st, q, SQLITE_OK, "search index", &row, e);
	st->indexed = s == ST_OK && row ? sqlite3_column_int64(q, 0) : 0;
	(void)sqlite3_finalize(q);
	return s;
}

static enum status tell_index(struct store *st, const char *sql, struct error *e)
{
	sqlite3_stmt *q;
	bool row;
	int rc = SQLITE_OK;
	enum status s = store_prepare(st, sql, &q, e);
	if (s == ST_OK) {
		bind_int(q, 1, st->indexed, &rc);
		s = store_step(st, q, rc, "search index", &row, e);
	}
	(void)sqlite3_finalize(q);
	return s;
}

enum status search_flush(struct store *st, struct error *e)
{
	enum status s = tell_index(st,
				   "INSERT INTO search(search, rowid, folded) "
				   "SELECT 'delete', passage, folded FROM temp.forgotten WHERE passage <= ?1",
				   e);
	if (s == ST_OK)
		s = tell_index(
		    st, "INSERT INTO search(rowid, folded) SELECT rowid, folded FROM passage WHERE rowid > ?1", e);
	if (s == ST_OK)
		s = store_exec(st, "DROP TABLE temp.forgotten", e);
	return s;
}

/* --- asking ------------------------------------------------------------------------------- */

struct asking {
	struct buf needle, folded, line;
	struct fold_map map;
	size_t left; /* hits that may still be told */
	hit_visit *visit;
	void *arg;
};

/* The line in which [from, to) of the text stands; *until: its end. */
static enum status tell(struct asking *a, struct hit *h, const char *text, size_t n, size_t from, size_t to,
			size_t *until, struct error *e)
{
	const char *newline = from ? memrchr(text, '\n', from) : NULL;
	size_t start = newline ? (size_t)(newline - text) + 1 : 0;
	newline = memchr(text + to, '\n', n - to);
	*until = newline ? (size_t)(newline - text) : n;
	buf_reset(&a->line);
	for (size_t i = start; i < *until; i++)
		buf_char(&a->line, text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? ' ' : text[i]);
	if (!buf_ok(&a->line))
		return error_memory(e);
	h->line = buf_str(&a->line);
	h->start = from - start;
	h->end = to - start;
	a->left--;
	return a->visit(a->arg, h, e);
}

/* One hit for each line of a passage. */
static enum status tell_passage(struct asking *a, struct hit *h, const char *text, size_t n, size_t own, uint64_t line,
				struct error *e)
{
	buf_reset(&a->folded);
	enum status s = fold_text(text, n, &a->folded, &a->map, e);
	size_t at = 0, told = 0, counted = 0;
	char path[48];
	while (s == ST_OK && a->left > 0 && at + a->needle.len <= a->folded.len) {
		const char *hit = memmem(a->folded.bytes + at, a->folded.len - at, a->needle.bytes, a->needle.len);
		if (!hit)
			break;
		size_t first = (size_t)(hit - a->folded.bytes), last = first + a->needle.len - 1;
		size_t from = a->map.from[first], to = a->map.to[last];
		at = first + 1;
		if (from >= own)
			break;
		if (told && from < told)
			continue;
		if (line) {
			for (; counted < from; counted++)
				line += text[counted] == '\n';
			(void)snprintf(path, sizeof path, "line %llu", (unsigned long long)line);
			h->path = path;
		}
		s = tell(a, h, text, n, from, to, &told, e);
	}
	return s;
}

static enum status tell_row(struct store *st, sqlite3_stmt *q, struct asking *a, struct error *e)
{
	struct hit h = {0};
	const char *text;
	size_t n;
	int k = sqlite3_column_int(q, 0);
	int64_t line = sqlite3_column_int64(q, 4), own = sqlite3_column_int64(q, 5);
	if (k < 0 || k >= KIND_COUNT || line < 0 || own < 0)
		return error_set(e, ST_DATA, "%s is damaged: the search index has a passage of kind %d", st->db_path,
				 k);
	h.kind = (enum kind)k;
	enum status s = column_text(st, q, 1, &h.id, NULL, e);
	if (s == ST_OK)
		s = column_text(st, q, 2, &h.path, NULL, e);
	if (s == ST_OK)
		s = column_text(st, q, 3, &h.lang, NULL, e);
	if (s == ST_OK)
		s = column_text(st, q, 6, &text, &n, e);
	return s == ST_OK ? tell_passage(a, &h, text, n, (size_t)own, (uint64_t)line, e) : s;
}

/* An FTS5 phrase: quoted, quotes doubled. */
static enum status phrase(const struct buf *needle, struct buf *out, struct error *e)
{
	buf_char(out, '"');
	for (size_t i = 0; i < needle->len; i++) {
		if (needle->bytes[i] == '"')
			buf_char(out, '"');
		buf_char(out, needle->bytes[i]);
	}
	buf_char(out, '"');
	return buf_ok(out) ? ST_OK : error_memory(e);
}

static enum status walk(struct store *st, struct asking *a, struct error *e)
{
	static const char by_index[] =
	    "SELECT p.kind, p.id, p.path, p.lang, p.line, p.own, p.text FROM search s "
	    "JOIN passage p ON p.rowid = s.rowid WHERE s.folded MATCH ?1 ORDER BY p.kind, p.id, p.rowid";
	static const char by_scan[] = "SELECT kind, id, path, lang, line, own, text FROM passage "
				      "WHERE instr(folded, ?1) > 0 ORDER BY kind, id, rowid";
	bool indexed = fold_count(a->needle.bytes) >= SHORTEST;
	struct buf quoted = BUF_INIT;
	sqlite3_stmt *q = NULL;
	bool row;
	int rc = SQLITE_OK;
	enum status s = indexed ? phrase(&a->needle, &quoted, e) : ST_OK;
	if (s == ST_OK)
		s = store_prepare(st, indexed ? by_index : by_scan, &q, e);
	if (s == ST_OK && indexed)
		bind_text(q, 1, quoted.bytes, quoted.len, &rc);
	else if (s == ST_OK)
		bind_text(q, 1, a->needle.bytes, a->needle.len, &rc);
	while (s == ST_OK && a->left > 0) {
		s = store_step(st, q, rc, "search index", &row, e);
		if (s != ST_OK || !row)
			break;
		s = tell_row(st, q, a, e);
	}
	(void)sqlite3_finalize(q);
	buf_free(&quoted);
	return s;
}

enum status store_search(struct store *st, const char *query, size_t most, hit_visit *visit, void *arg, struct error *e)
{
	struct asking a = {.left = most, .visit = visit, .arg = arg};
	size_t n = strlen(query);
	enum status s = fold_is_utf8(query, n) ? fold_text(query, n, &a.needle, NULL, e)
					       : error_set(e, ST_DATA, "the text to look for is not valid UTF-8");
	if (s == ST_OK && a.needle.len == 0)
		s = error_set(e, ST_DATA, "nothing to look for: \"%s\" has no letters, digits or signs", query);
	if (s == ST_OK)
		s = walk(st, &a, e);
	buf_free(&a.needle);
	buf_free(&a.folded);
	buf_free(&a.line);
	fold_map_free(&a.map);
	return s;
}
