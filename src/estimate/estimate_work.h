/* estimate_work.h - what the files estimate_*.c share: a run in the making. */
#ifndef ONUS_ESTIMATE_ESTIMATE_WORK_H
#define ONUS_ESTIMATE_ESTIMATE_WORK_H

#include "estimate/estimate.h"

struct estimating {
	const struct estimate_options *options;
	struct arena *a;
	struct estimate_result *r;
	bool again;            /* a table without a list: the cheap part of each method, no sentences needed */
	bool failed;           /* memory ran out while sentences were made */
};

struct estimate_row *estimating_row(struct estimating *g, const char *name, enum estimate_role role, const char *assumes);
void estimating_caveat(struct estimating *g, struct estimate_row *row, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void estimating_warn(struct estimating *g, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool estimating_stopped(void *g); /* struct estimating */
void estimating_progress(const struct estimating *g, const char *what, double share);
/* A method's ST_DATA becomes the row's reason; other codes stay. */
enum status estimating_refuse(struct estimating *g, struct estimate_row *row, enum status st, const struct error *e);
const char *estimating_text(struct estimating *g, const char *text); /* NULL: memory ran out, which is noted */

const char *estimating_sentence(struct estimating *g, const char *text); /* with a capital and a full stop */

/* Where a model's deviance is beyond chance (χ² by Wilson & Hilferty 1931, p < 0.001), a caveat. */
void estimating_fit(struct estimating *g, struct estimate_row *row, double deviance, long df);
struct estimate_spread estimating_spread(const struct estimate_row *rows, size_t n);
void estimating_look_at_spread(struct estimating *g);

/* One method each: rows are added, whatever comes of it. */
enum status estimate_run_loglinear(struct estimating *g, struct error *e);
enum status estimate_run_sparse(struct estimating *g, struct error *e);
enum status estimate_run_dga(struct estimating *g, struct error *e);
enum status estimate_run_lcmcr(struct estimating *g, struct error *e);
enum status estimate_run_capture(struct estimating *g, struct error *e);

#endif
