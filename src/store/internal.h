/* internal.h - what the files of the store share; nothing outside src/store/ includes it.
 *
 * store.c   make, find, open, close        schema.c  tables, pragmas, versions
 * batch.c   begin, put, drop, commit       read.c    get, each, references
 * log.c     entries, tree head, proofs     merkle.c  the hash tree
 * keep.c    evidence/                      verify.c  is all as it was written? (compare.c, evidence.c)
 * replay.c  tables made from the log       fold.c    text made comparable
 * search.c  the text index */
#ifndef ONUS_STORE_INTERNAL_H
#define ONUS_STORE_INTERNAL_H

#include "base/buf.h"
#include "store/merkle.h"
#include "store/store.h"

#include <sqlite3.h>

/* Statements that are kept ready; anything that walks rows while a caller looks on prepares its own. */
enum query {
	Q_BODY,
	Q_RECORD,
	Q_LOG_ADD,
	Q_RECORD_SET,
	Q_RECORD_DROP,
	Q_REFERENCE_ADD,
	Q_REFERENCE_DROP,
	Q_KEPT,
	Q_KEPT_ADD,
	Q_PASSAGE_ADD,
	Q_PASSAGE_DROP,
	Q_FORGET,
	Q_COUNT
};

struct store {
	sqlite3 *db;
	char *dir, *db_path;
	enum store_mode mode;
	bool batch;	/* between begin and commit or rollback */
	bool replaying; /* texts that evidence/ lacks are left out of the search index */
	bool broken;	/* a change of this batch failed half-way: it cannot be committed */
	char *by;
	struct merkle tree;   /* while a batch is open: the log's tree with the batch's entries */
	int64_t indexed;      /* while a batch is open: passages up to this one are in the search index */
	struct sha256 *fresh; /* kept by this batch */
	size_t n_fresh, fresh_cap;
	sqlite3_stmt *ready[Q_COUNT];
};

/* store.c */

/* A store without a file, for tables that are made to be compared; its evidence is that of dir. */
enum status store_open_memory(const char *dir, struct store **out, struct error *e);
/* Copy a whole database, as it stands. */
enum status store_copy(struct store *from, struct store *to, struct error *e);
/* Turn an SQLite result into an error that names the database. rc other than OK, ROW and DONE. */
enum status store_fault(struct store *st, int rc, const char *doing, struct error *e);
enum status store_prepare(struct store *st, const char *sql, sqlite3_stmt **out, struct error *e);
/* A kept statement, reset and without bindings. */
enum status store_query(struct store *st, enum query q, sqlite3_stmt **out, struct error *e);
/* Run SQL that answers nothing. */
enum status store_exec(struct store *st, const char *sql, struct error *e);
/* Bind text/blob/number with the first error kept in *rc. */
void bind_text(sqlite3_stmt *q, int at, const char *text, size_t n, int *rc);
void bind_blob(sqlite3_stmt *q, int at, const void *bytes, size_t n, int *rc);
void bind_int(sqlite3_stmt *q, int at, int64_t value, int *rc);
/* Step once; *row says whether there is one. rc: what binding came to. */
enum status store_step(struct store *st, sqlite3_stmt *q, int rc, const char *doing, bool *row, struct error *e);
/* Run a statement whose parameters are a kind and an id. */
enum status store_run_keyed(struct store *st, enum query which, enum kind k, const char *id, struct error *e);
/* A text column, never NULL on ST_OK. */
enum status column_text(struct store *st, sqlite3_stmt *q, int at, const char **text, size_t *n, struct error *e);
enum status column_hash(struct store *st, sqlite3_stmt *q, int at, struct sha256 *out, struct error *e);

/* schema.c */

enum { STORE_FORMAT = 4 /* 3: reviews; 4: merges */, STORE_APPLICATION = 0x6f6e7573 /* "onus" */ };
/* Settings of a connection that are not stored in the file. */
enum status schema_settings(struct store *st, struct error *e);
enum status schema_create(struct store *st, struct error *e);
/* Is it a case of a format that this program reads? *format: which. */
enum status schema_format(struct store *st, int *format, struct error *e);
/* Is the search index folded by this program's rules? */
enum status schema_folding(struct store *st, bool *same, struct error *e);
/* Make the tables anew from the log, in this program's format; inside a transaction. */
enum status schema_rebuild(struct store *st, struct error *e);

/* batch.c */

/* Change the tables as an entry says; the log already holds it as number n. */
enum status apply_put(struct store *st, enum kind k, const char *id, const json_t *body, const char *text, size_t len,
		      const char *origin, uint64_t n, struct error *e);
enum status apply_drop(struct store *st, enum kind k, const char *id, struct error *e);

/* log.c */

enum status log_load(struct store *st, struct error *e);
enum status log_save(struct store *st, struct error *e);
/* Append one entry: its members but n and at, which this adds. Steals nothing. */
enum status log_append(struct store *st, json_t *entry, uint64_t *n, struct error *e);
/* json_string with the two reasons for failing told apart. */
enum status json_text_new(const char *text, const char *what, json_t **out, struct error *e);
void log_now(char out[24]);

/* replay.c */

/* An entry taken apart; all pointers into json. */
struct entry {
	json_t *json; /* owned */
	uint64_t n;
	const char *op, *id, *origin; /* origin: "" for none; id: NULL for init */
	enum kind kind;
	const json_t *body; /* NULL but for a put */
};
/* ST_DATA says what is wrong with it. On ST_OK the caller drops json. */
enum status entry_read(const char *text, struct entry *out, struct error *e);
/* Carry out every entry of one case's log on the tables of another (or the same, whose tables are empty). An entry
 * that cannot be read is an error in a case's own log; into another's tables it is left out, as verification names it.
 */
enum status replay_log(struct store *from, struct store *to, struct error *e);

/* keep.c */

/* names in evidence/: a file that is being written; the marker of one that is not yet committed */
#define KEEP_TEMP ".tmp"
#define KEEP_MARK ".new-"

/* Finish what a killed process left; under the write lock. */
enum status keep_recover(struct store *st, struct error *e);
/* Take away what this batch kept (it is given up, and the write lock is still held). */
void keep_undo(struct store *st);
/* Before a commit: bytes that no record names do not stay. */
enum status keep_prune(struct store *st, struct error *e);
/* After a commit: the batch's bytes are no longer in doubt. */
void keep_settle(struct store *st);
/* evidence/ab/abcdef…, malloc'd. */
char *keep_path(const struct store *st, const struct sha256 *hash);
bool keep_readable(const struct store *st, const struct sha256 *hash);
bool keep_missing(const struct store *st, const struct sha256 *hash);
/* Is it a hash that the log ever took in? */
enum status keep_known(struct store *st, const struct sha256 *hash, bool *known, struct error *e);

/* search.c */

enum status search_index(struct store *st, enum kind k, const char *id, const json_t *body, struct error *e);
/* Start and end of a batch: FTS5 is told all changes at once, since it writes out its memory at each statement that may
 * fail half-way. */
enum status search_begin(struct store *st, struct error *e);
enum status search_flush(struct store *st, struct error *e);
enum status search_forget(struct store *st, enum kind k, const char *id, struct error *e);

#endif
