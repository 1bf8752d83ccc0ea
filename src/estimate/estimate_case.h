/* estimate_case.h - an estimate filed in a case: the run as an analysis source, its answer as an exhibit of it, its result as a claim with a range.
 *
 * The source names the program's version, the table by its SHA-256, the parameters and the seed: whoever has the table can make the run again. The
 * table's bytes are not taken into custody (it may hold people): `onus add` does that for who wants it. All of it is one batch. */
#ifndef ONUS_ESTIMATE_ESTIMATE_CASE_H
#define ONUS_ESTIMATE_ESTIMATE_CASE_H

#include "estimate/estimate.h"
#include "store/store.h"

struct estimate_filing {
	const char *claim;          /* its id */
	const char *text;           /* the claim's text; NULL: proposed from the result */
	const char *unit;           /* what is counted; NULL: "persons" */
	const char *table;          /* the file's name, without its folder */
	const char *table_sha256;   /* 64 hexadecimal digits */
	const char *program;        /* "onus 0.1.0" */
	const json_t *parameters;   /* everything but the table that the answer depends on, seed included */
	const char *answer; size_t answer_n; /* the JSON document */
	const struct estimate_result *result;
	const char *by;
};
struct estimate_filed {
	const char *source, *dataset, *claim, *text; /* ids and the claim's text, a's */
	bool changed;               /* false: the case held all of it already */
};

/* Begins and commits a batch. All from a. ST_NEGATIVE: no method gives a number, nothing is filed. ST_DATA: the id is none or is a claim that does
 * not come from an estimate. A claim that an estimate made is replaced. */
enum status estimate_file(struct store *st, const struct estimate_filing *f, struct arena *a, struct estimate_filed *out, struct error *e);

#endif
