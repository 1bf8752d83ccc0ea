/* sparse.h - multiple systems estimation for sparse tables: terms of two lists added one by one, with a BCa bootstrap. Pure.
 *
 * Chan, Silverman & Vincent 2021 (JASA 116, sections 2-3). Start from independent lists. At each step every overlap of two lists that is not in the
 * model gets p = the smaller Poisson tail of its count at the fitted expectation; the one of least p below the threshold enters, if the model
 * with it has a maximum and is identifiable (exist.h). Overlaps that nobody is on enter as parameters at minus infinity. Total: n + exp(θ_0), its
 * interval normal on θ_0. BCa: Efron 1987, DiCiccio & Efron 1996; the whole choice of the model is repeated in every replicate; acceleration by the
 * jackknife over people; quantiles by Hyndman & Fan's type 8. */
#ifndef ONUS_ESTIMATE_SPARSE_H
#define ONUS_ESTIMATE_SPARSE_H

#include "estimate/exist.h"
#include "estimate/overlap.h"
#include "estimate/terms.h"

#include <stdbool.h>

enum { SPARSE_LISTS = 12 };

struct sparse_options {
	double p;             /* threshold; 0: 0.02 */
	double level;         /* 0: 0.95 */
	unsigned replicates;  /* of the bootstrap; 0: none (no bca) */
	uint64_t seed;
	bool (*stop)(void *); /* asked before each replicate; true: end with what there is. May be NULL. */
	void *stop_arg;
};

struct sparse_step { uint32_t pair; double p, observed, expected; bool empty; }; /* empty: entered at minus infinity */
struct sparse_refused { uint32_t pair; double p; struct exist why; }; /* would have entered at a step but the model with it is refused */

struct sparse_bca {
	bool done;            /* false: not asked for, or no number; then why says so */
	const char *why;      /* static, or NULL */
	bool unfinished;      /* stopped before all replicates */
	unsigned replicates;  /* drawn */
	unsigned infinite;    /* of them without a finite total */
	double low, high;     /* at the level; high INFINITY when open */
	bool high_open;
	double bias, acceleration; /* z_0 and a */
	const double *totals; /* the replicates' totals, ascending, the infinite last; for a plot */
};

struct sparse {
	bool fitted;          /* false: even independent lists have no maximum or are not identifiable: no number */
	struct exist start;   /* of independent lists */
	const struct sparse_step *steps; size_t n_steps;
	const struct sparse_refused *refused; size_t n_refused;
	struct terms terms;   /* the model's, in the order of entry; empty ones among them */
	unsigned n_empty;
	double estimate, low, high; /* Poisson total, normal interval on the log of the unseen */
	double log_unseen, log_unseen_error;
	double deviance, aic; /* every term counted, empty ones too */
	long df;
	struct sparse_bca bca;
};

/* ST_DATA: fewer than 2 or more than SPARSE_LISTS lists, a list that nobody is on, nobody at all. */
enum status sparse_fit(const struct overlap *o, const struct sparse_options *options, struct arena *a, struct sparse *out, struct error *e);

#endif
