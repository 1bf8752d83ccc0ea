/* loglinear.h - all hierarchical log-linear models of a table up to an order, the best by AIC and by BIC, and their totals. Pure.
 *
 * Fienberg 1972; Bishop, Fienberg & Holland 1975, chapter 6; Cormack 1989. AIC = -2 log L + 2 p and BIC = -2 log L + p log n with the Poisson
 * likelihood of the 2^K - 1 cells (zeros too) and p all parameters, those at minus infinity included (as Rivest & Baillargeon 2014).
 * Two totals, never mixed: the Poisson estimate n + exp(θ_0), and the multinomial one, at the profile's highest (profile.h).
 * A model whose likelihood has no maximum that fixes the total, or that is not identifiable, is refused: it gets no number and cannot be best. */
#ifndef ONUS_ESTIMATE_LOGLINEAR_H
#define ONUS_ESTIMATE_LOGLINEAR_H

#include "estimate/exist.h"
#include "estimate/overlap.h"
#include "estimate/profile.h"
#include "estimate/terms.h"

#include <stdbool.h>

enum {
	LOGLINEAR_LISTS = 12,            /* for one model; the search has the limit below as well */
	LOGLINEAR_MOST = 1 << 21,        /* models that a search fits at the most: order 2 on 7 lists; order 3 on 6 lists is beyond */
	LOGLINEAR_REFUSED_KEPT = 256,    /* refused models that are named one by one */
	LOGLINEAR_NEAR_KEPT = 4096
};

struct loglinear_fit {
	struct terms terms;
	const char *name;          /* its generating class, terms_class */
	double poisson;            /* n + exp(θ_0) */
	double poisson_error;      /* its standard error, √(e^θ0 + e^2θ0 var θ0) */
	double log_unseen;         /* θ_0, and its standard error */
	double log_unseen_error;
	double deviance, aic, bic;
	long df;
	unsigned n_parameters, n_empty;
	bool edge;                 /* the maximum is on the edge beyond the empty terms: cells are fitted as 0, the total is determined all the same */
};

/* aic: what a program that does not check would have ranked it by (its likelihood's supremum). */
struct loglinear_refused { struct terms terms; const char *name; struct exist why; double aic; };

struct loglinear_options {
	unsigned order;            /* largest term; 0: 2 */
	double level;              /* of the intervals; 0: 0.95 */
	double near;               /* models within this of the best AIC are kept; 0: 2 */
	size_t most;               /* 0: LOGLINEAR_MOST */
	bool (*stop)(void *);      /* asked every few models; true: end with what there is. May be NULL. */
	void *stop_arg;
};

struct loglinear {
	size_t n_models;           /* that there are; fitted unless refused */
	size_t n_no_maximum, n_not_identifiable, n_edge; /* a model that is both is counted twice */
	size_t n_refused;
	bool unfinished;           /* stopped: the best so far */
	bool any;                  /* false: every model is refused, and there is no number */
	struct loglinear_fit best_aic, best_bic;
	struct profile aic_profile, bic_profile;
	const struct loglinear_fit *near; size_t n_near; /* within options.near of the best AIC, best first; at most LOGLINEAR_NEAR_KEPT */
	double near_low, near_high;/* least and greatest Poisson total among all that are near */
	const struct loglinear_refused *refused; size_t n_refused_kept; /* fewest terms first */
	size_t n_refused_better;   /* refused models whose AIC is below the best one's: programs that do not check choose among these */
	struct loglinear_refused best_refused; /* the one of least AIC, when n_refused_better > 0 or nothing else is left (any false) */
};

/* How many hierarchical models there are up to the order; stops counting above most and gives most + 1. */
size_t loglinear_count(unsigned n_lists, unsigned order, size_t most);
/* ST_DATA with the limit said: fewer than 2 lists, more models than options.most, more lists than LOGLINEAR_LISTS, a list that nobody is on,
 * nobody at all. Order is cut to n_lists - 1. */
enum status loglinear_search(const struct overlap *o, const struct loglinear_options *options, struct arena *a, struct loglinear *out, struct error *e);
/* One model. out->poisson … are set only if x->total and not x->not_identifiable; profile may be NULL. x is always set. */
enum status loglinear_one(const struct overlap *o, struct terms t, double level, struct arena *a, struct exist *x, struct loglinear_fit *out,
			  struct profile *profile, struct error *e);

#endif
