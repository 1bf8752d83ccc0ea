/* onus.h - the public face of libonus: cases, their records, their log, and what weighs on what.
 *
 * Every function that can fail returns an enum onus_status and fills a caller's struct onus_error (which may be NULL).
 * Handles are opaque; what a function hands over is released by the function named beside it. Strings are UTF-8,
 * NUL-terminated. A handle belongs to one thread at a time. Link with -lonus and its dependencies (onus.pc). */
#ifndef ONUS_ONUS_H
#define ONUS_ONUS_H

#include <onus/version.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum onus_status {
	ONUS_OK = 0,
	ONUS_NEGATIVE = 1,    /* the answer is negative: a failed verification */
	ONUS_USAGE = 2,       /* a call that makes no sense: an unknown kind of record */
	ONUS_BAD_DATA = 3,    /* bad input data; `where` says file, line and column */
	ONUS_ENVIRONMENT = 4, /* disk, memory, a missing program, another process */
	ONUS_BUG = 70,
};

struct onus_error {
	enum onus_status code;
	char where[512];
	char message[1024];
	char hint[256];
};

typedef struct onus_case onus_case;

/* The version of the library that is running: "0.1.0". Static. */
const char *onus_version(void);
/* Release a string that a function here handed over. NULL is fine. */
void onus_free(char *text);

/* Make a case in dir (made where it does not exist). by: who, for the log. */
enum onus_status onus_case_create(const char *dir, const char *by, struct onus_error *e);
/* Open a case; writable: 0 or 1. Close with onus_case_close. */
enum onus_status onus_case_open(const char *dir, int writable, onus_case **out, struct onus_error *e);
void onus_case_close(onus_case *c);

/* Import case scripts (YAML) as one batch, all or nothing. *entries (may be NULL): log entries written. */
enum onus_status onus_case_import(onus_case *c, const char *const *files, size_t n, const char *by, size_t *entries,
				  struct onus_error *e);
/* The whole case as one script; release with onus_free. */
enum onus_status onus_case_export(onus_case *c, char **yaml, struct onus_error *e);

/* A record as canonical JSON (RFC 8785), *json = NULL where there is none. kind: "source", "actor", "site", "claim",
 * "relation", "duty", "response", "exhibit", "decision". *n (may be NULL): its log number. Release with onus_free. */
enum onus_status onus_case_record(onus_case *c, const char *kind, const char *id, char **json, uint64_t *n,
				  struct onus_error *e);
/* Visit the records of a kind by id; visit returns 0 to go on. json is borrowed for the call. */
typedef int onus_record_visit(void *arg, const char *id, const char *json);
enum onus_status onus_case_records(onus_case *c, const char *kind, onus_record_visit *visit, void *arg,
				   struct onus_error *e);

/* Size and root of the log's Merkle tree (RFC 9162): what to note down elsewhere. */
enum onus_status onus_case_head(onus_case *c, uint64_t *size, unsigned char root[32], struct onus_error *e);
/* Check exhibits, log, tables; replay != 0: also rebuild the tables from the log. ONUS_NEGATIVE when report was called. */
typedef void onus_fault(void *arg, const char *what, const char *detail);
enum onus_status onus_case_verify(onus_case *c, int replay, onus_fault *report, void *arg, struct onus_error *e);

/* What a claim stands on, by the rules that ship or those in rules_file (NULL: those that ship). */
struct onus_weight {
	const char *claim;        /* id */
	const char *state;        /* "stands", "superseded", "contradicted", "refuted", "unsupported", … */
	const char *grade;        /* name in the rule file */
	unsigned origins;         /* where chains of repeats end */
	unsigned voices_low, voices_high; /* independent origins; bounds where provenance is unknown */
	unsigned resilience;      /* fewest sources that must fall before it stands unsupported */
	unsigned denials;         /* voices that deny or doubt it */
};
/* Visit every claim, by id; visit returns 0 to go on. All strings are borrowed for the call. */
typedef int onus_weight_visit(void *arg, const struct onus_weight *w);
enum onus_status onus_case_weigh(onus_case *c, const char *rules_file, onus_weight_visit *visit, void *arg,
				 struct onus_error *e);

#ifdef __cplusplus
}
#endif

#endif
