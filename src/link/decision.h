/* decision.h - what a person said of two records: the same, different, or unsure; a log of it, and its use.
 *
 * The log is JSON lines, one a decision, only added to: {"a": {"file", "id"}, "b": {…}, "decision": "same" | "different" | "unsure", "by", "when", "why", "probability", "blind",
 * "records": [hash of a's values, of b's]}. `probability` is what the model held then, null where there was no model; `blind` says that the person did not see it. The last decision on
 * a pair counts. One on a record whose values are others now is not used. Decisions reach on: who is the same as one is the same as all that he is. */
#ifndef ONUS_LINK_DECISION_H
#define ONUS_LINK_DECISION_H

#include "base/sha256.h"
#include "link/link.h"

enum { DECISION_LINE_MOST = 1 << 20, DECISIONS_BYTES_MOST = 1 << 30, DECISIONS_MOST = 1 << 24 };

enum decision_word { DECISION_SAME, DECISION_DIFFERENT, DECISION_UNSURE, DECISION_WORDS };
const char *decision_word(enum decision_word w); /* as in the log */

struct decision {
	struct { const char *file, *id, *hash; } side[2]; /* hash: record_hash when it was looked at */
	enum decision_word word;
	const char *by, *when, *why; /* when: RFC 3339, UTC; why may be "" */
	double probability;          /* below 0: none */
	bool blind;
	unsigned line;               /* of the log, from 1 */
};
/* In the order of the log. All texts lie in the arena that it was read into. */
struct decisions { struct decision *v; size_t n; const char *file; };

/* From the bytes of a log. ST_DATA with file and line for any line that is not as decision_add writes it. */
enum status decisions_parse(const char *bytes, size_t n, const char *file, struct arena *a, struct decisions *out, struct error *e);
/* From a file. may_lack: one that is not there holds none. */
enum status decisions_read(const char *path, bool may_lack, struct arena *a, struct decisions *out, struct error *e);

/* Open a log to add to it; it is made where it is not there. ST_ENV. */
enum status decision_log_open(const char *path, int *fd, struct error *e);
/* One line more, on the disk when this returns; on an error the log is as it was. ST_DATA: a text is not UTF-8, or the log's last line is cut off. */
enum status decision_add(int fd, const char *path, const struct decision *d, struct error *e);

/* Hash of a record's values, the id's aside, in any order, so that it is the same whichever files are read with it. */
enum status record_hash(const struct link_records *r, uint32_t record, char hex[SHA256_HEX], struct error *e);

struct decisions_use {
	struct link_decision *v; size_t n;      /* same or different, by a, then b; for link_options */
	unsigned *line;                         /* n: where it stands */
	size_t same;                            /* of them */
	struct link_decision *unsure; size_t n_unsure;
	unsigned *changed; size_t n_changed;    /* lines that are not used, since a record has other values now */
	size_t elsewhere;                       /* lines on records that are not in these files */
};
/* Those that hold for these records. From a. ST_DATA, with the lines: some contradict each other (a is b, b is c, a is not c), or two records of a file that is clean are said to be
 * one person. clean: LINK_FILES, may be NULL. */
enum status decisions_use(const struct decisions *d, const struct link_records *r, const bool *clean, struct arena *a, struct decisions_use *out, struct error *e);

/* What follows from the decisions: those who are one person, and those who are not. Borrows x. NULL: memory is out. */
struct decided;
struct decided *decided_make(const struct decisions_use *x, struct arena *a);
/* 1: the same, -1: different people, be it by way of others; 0: nothing follows. */
int decided_tell(const struct decided *d, uint32_t a, uint32_t b);
/* Whether those in `x` contradict each other; errors as decisions_use has them. file: the log's name; clean may be NULL. */
enum status decisions_agree(const struct decisions_use *x, const char *file, const struct link_records *r, const bool *clean, struct error *e);

#endif
