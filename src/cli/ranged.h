/* ranged.h - statements of one quantity, gathered from claims of a case or from a table, with who is one voice. */
#ifndef ONUS_CLI_RANGED_H
#define ONUS_CLI_RANGED_H

#include "cli/command.h"
#include "estimate/ranges.h"
#include "weigh/weigh_case.h"

struct ranged {
	struct range *ranges; size_t n, cap;
	const char **claims;         /* beside each range: the claim that it is about, or NULL */
	const char **dates;          /* of its data, as written, or NULL */
	const char **froms;          /* whom it repeats, or NULL */
	const char *unit;            /* or NULL */
	const char **notes; size_t n_notes, notes_cap; /* sentences: what was left out and why, which sources are one voice and why */
	struct arena *a;
};

/* The claims' figures and those of their supports. Left out, and said: what has been replaced or retracted, and figures of another unit. */
enum status ranged_from_claims(const struct model *m, const struct rules *r, const char *const *ids, size_t n, struct ranged *out, struct error *e);
enum status ranged_run(struct context *cx, const struct args *args, struct error *e);

#endif
