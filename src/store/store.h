/* store.h - a case on disk: a folder with case.db and evidence/, every change one entry in a log.
 *
 * The log is append-only; each entry is canonical JSON (RFC 8785) and a leaf of a Merkle tree
 * (RFC 9162 §2.1 hashing). All tables are a projection of the log. A change happens inside a batch:
 * store_begin … store_put/store_drop … store_commit; a batch is all or nothing, and when
 * store_commit has returned ST_OK it survives a crash.
 *
 * Entry: {"at":"2026-01-02T03:04:05Z","body":{…},"by":"name","id":"C1","kind":"claim","n":7,
 *         "op":"put","origin":"claims.yaml"}; op is "init", "put" or "drop" (drop has no body). */
#ifndef ONUS_STORE_STORE_H
#define ONUS_STORE_STORE_H

#include "base/sha256.h"
#include "base/status.h"
#include "store/shape.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct store;

enum store_mode { STORE_READ, STORE_WRITE };

/* Make a case in DIR (made if it does not exist; refused if it holds a case or anything else). */
enum status store_create(const char *dir, const char *by, struct error *e);
/* Find the case folder from `start` upwards; *dir is malloc'd. ST_ENV with a clear message when there is none. */
enum status store_find(const char *start, char **dir, struct error *e);
/* Open a case. ST_DATA when it is none or damaged. A database of a newer format is refused, an older one is migrated when opened to write
 * and read from a migrated copy in memory otherwise. Opened to read, it shows one moment until it is closed.
 * Waits up to 10 s for another process, then fails with ST_ENV. The caller closes it. */
enum status store_open(const char *dir, enum store_mode mode, struct store **out, struct error *e);
void store_close(struct store *st);
const char *store_dir(const struct store *st);

/* --- changes ------------------------------------------------------------------------------ */

/* Start a batch; takes the write lock. by: who (from the command line or the login name). */
enum status store_begin(struct store *st, const char *by, struct error *e);
/* Set a record. body is normalised (see shape.h) and has its "id". Writes a log entry only when the
 * canonical body differs from what the case holds (*changed, may be NULL). The text of an exhibit must be kept already. origin: the script it came
 * from ("" for none); a change of origin alone is no change. */
enum status store_put(struct store *st, enum kind k, const char *id, const json_t *body, const char *origin,
		      bool *changed, struct error *e);
/* Take a record out of the case (the log keeps it). ST_DATA when there is none. */
enum status store_drop(struct store *st, enum kind k, const char *id, const char *why, struct error *e);
/* Whatever it returns, the batch is over; unless ST_OK, nothing of it was acknowledged. */
enum status store_commit(struct store *st, struct error *e);
/* Give up the batch; safe to call when none is open, or with NULL. */
void store_rollback(struct store *st);

/* --- reading ------------------------------------------------------------------------------ */

/* *out: new reference, or NULL when there is no such record (that is ST_OK). n (may be NULL): log number. */
enum status store_get(struct store *st, enum kind k, const char *id, json_t **out, uint64_t *n, struct error *e);
/* Every record of a kind, by id in byte order. body is borrowed for the call. */
typedef enum status record_visit(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n,
				 struct error *e);
enum status store_each(struct store *st, enum kind k, record_visit *visit, void *arg, struct error *e);
/* Which kind has a record of this id: bits of REFS(kind); 0 = none. */
enum status store_kinds_of(struct store *st, const char *id, unsigned *kinds, struct error *e);

struct dangling {
	enum kind kind;
	const char *id, *path; /* where the reference stands */
	const char *to;        /* the id that no record of a fitting kind has */
};
typedef enum status dangling_visit(void *arg, const struct dangling *d, struct error *e);
/* References that lead nowhere. */
enum status store_each_dangling(struct store *st, dangling_visit *visit, void *arg, struct error *e);

/* --- the log ------------------------------------------------------------------------------ */

typedef enum status log_visit(void *arg, uint64_t n, const char *entry, const struct sha256 *leaf, struct error *e);
/* Entries from number `from` (1-based) in order. */
enum status store_each_log(struct store *st, uint64_t from, log_visit *visit, void *arg, struct error *e);
struct tree_head {
	uint64_t size;
	struct sha256 root;
};
enum status store_tree_head(struct store *st, struct tree_head *out, struct error *e);
/* The head that the tree had when the log ended with entry `size`: compare it with one noted down then. */
enum status store_head_at(struct store *st, uint64_t size, struct tree_head *out, struct error *e);
/* RFC 9162 §2.1.3 inclusion path of entry n in the present tree; *path is malloc'd (NULL when empty). */
enum status store_inclusion(struct store *st, uint64_t n, struct sha256 **path, size_t *len, struct error *e);
/* UTC time of the last entry, "YYYY-MM-DDThh:mm:ssZ", into out[24]. */
enum status store_last_time(struct store *st, char out[24], struct error *e);

/* One thing that verification found wrong. */
typedef void fault_report(void *arg, const char *what, const char *detail);
/* Exhibits against hashes, log against tree, head, triggers, foreign keys, search index, SQLite's own
 * integrity check. Calls report once per fault; *faults counts them. replay: also rebuild every table from
 * the log in memory and compare. Works on a copy in memory, of one moment; not inside a batch. */
enum status store_verify(struct store *st, bool replay, fault_report *report, void *arg, size_t *faults,
			 struct error *e);

/* --- exhibits ----------------------------------------------------------------------------- */

/* Take a file's bytes into evidence/ (inside a batch): hash, size; written to a temporary name, synced,
 * renamed, folder synced. The same bytes twice are one file. Nothing is logged by this: the caller puts the
 * exhibit record. *fresh: the bytes were not there before. */
enum status store_keep_file(struct store *st, const char *path, struct sha256 *hash, uint64_t *size, bool *fresh,
			    struct error *e);
enum status store_keep_bytes(struct store *st, const void *bytes, size_t n, struct sha256 *hash, struct error *e);
/* Where kept bytes lie, for programs that read files by name: malloc'd. ST_ENV: they are missing. */
enum status store_kept_path(struct store *st, const struct sha256 *hash, char **path, struct error *e);
/* Open kept bytes for reading: a file descriptor, or ST_ENV (missing). */
enum status store_open_kept(struct store *st, const struct sha256 *hash, int *fd, struct error *e);
/* All of a kept file, malloc'd and NUL-terminated (the NUL is not counted); refused over `most` bytes. */
enum status store_read_kept(struct store *st, const struct sha256 *hash, size_t most, char **bytes, size_t *n,
			    struct error *e);

/* --- search ------------------------------------------------------------------------------- */

struct hit {
	enum kind kind;
	const char *id;    /* the record, or the exhibit's hash */
	const char *path;  /* the field, or "line 12" in an exhibit's text */
	const char *lang;
	const char *line;  /* the line or text in which it stands */
	size_t start, end; /* byte offsets of the hit in line */
};
typedef enum status hit_visit(void *arg, const struct hit *h, struct error *e);
/* Substring search, folded (case, width, diacritics, Hangul composed; NFKC) in any script, also for one or
 * two characters. Inside a batch it does not see what the batch has changed. */
enum status store_search(struct store *st, const char *query, size_t most, hit_visit *visit, void *arg,
			 struct error *e);

#endif
