/* internal.h - what the files of check share: the growing list of findings. */
#ifndef ONUS_CHECK_INTERNAL_H
#define ONUS_CHECK_INTERNAL_H

#include "check/check.h"

struct checking {
	struct store *st;
	const struct model *m;
	const struct check_claim *known; size_t n_known;
	struct arena *a;
	struct check_finding *v; size_t n, cap; /* malloc'd; copied into the arena at the end */
	size_t quotes_found, quotes_not_held;
	enum status failed;                     /* the first thing that went wrong with the work itself */
	struct error *e;
};

/* text is arena memory (NULL: memory ran out). position -1 = none. */
void found(struct checking *c, enum check_kind kind, enum kind record, const char *id, const char *path, const char *text,
	   int64_t position);

void check_claims(struct checking *c);   /* support, amounts, answers, credibility, bearing */
void check_sourced(struct checking *c);  /* facts that no source stands behind */
void check_lineage(struct checking *c);  /* circles, one source under two names, dangling references, superseded analyses, merges */
void check_quotes(struct checking *c);   /* quotes and locators against the exhibits' text */

#endif
