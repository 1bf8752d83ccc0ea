/* lcmcr.h - how many in all, when people differ in how easily they are listed: a Bayesian latent class sampler. Pure.
 *
 * Manrique-Vallier 2016 ("Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72:1246-1254): people fall into K*
 * classes with stick-breaking shares (Dirichlet process truncated at K*, concentration alpha ~ Gamma(a_alpha, rate b_alpha)); within a class the
 * lists are independent with chances that are uniform before. One sweep draws, in turn: the classes of the observed, history by history (multinomial);
 * the classes' chances (Beta); the shares (Beta sticks); the unseen, negative binomial given the chance to be on no list; their classes; alpha.
 * The unseen are kept at or below a cap, which is part of the model and is stated (the author's package: 20 times the observed).
 *
 * Two more moves, both exact, without which classes stay as they are for 10^6 sweeps: neighbours change places (the prior does not leave the order
 * free), and a class parts into those who are on some list and those who are not, or two such come together (Metropolis with chances and sticks summed
 * out).
 *
 * Chains start apart: four times as many short runs, people or whole histories scattered over the classes, with few unseen up to the cap; the chains go
 * on from those that came to the fewest, to the most, and from evenly between.
 * Rank-normalised split R-hat and effective sample sizes after Vehtari, Gelman, Simpson, Carpenter & Buerkner 2021, on the unseen. Where R-hat is above
 * the limit there is no estimate. */
#ifndef ONUS_ESTIMATE_LCMCR_H
#define ONUS_ESTIMATE_LCMCR_H

#include "estimate/overlap.h"

#include <signal.h>
#include <stdbool.h>

enum { LCMCR_CHAINS = 16, LCMCR_CLASSES = 64 };

struct lcmcr_options {
	unsigned classes;      /* K*; 0 = 10 */
	double a_alpha, b_alpha; /* 0 = 0.25 */
	unsigned chains;       /* 0 = 4; at least 4 or there is no estimate, at most LCMCR_CHAINS */
	uint64_t burn_in;      /* sweeps left out at the start of each chain; 0 = 10,000 */
	uint64_t draws;        /* kept from each chain; 0 = 1,000 */
	uint64_t thin;         /* sweeps a kept draw; 0 = 100 */
	uint64_t cap;          /* most unseen; 0 = 20 times the observed; with these at most 2^40 */
	double level;          /* of the interval; 0 = 0.95 */
	double rhat;           /* limit; 0 = 1.05 */
	uint64_t seed;         /* every chain has its own stream of it */
	unsigned threads;      /* chains run side by side; 0 = 1. The answer does not depend on it. */
	const volatile sig_atomic_t *stop; /* when it becomes nonzero the chains end with what they have; NULL = never */
};

struct lcmcr_chain {
	const double *draws;   /* of N; n_draws */
	size_t n_draws;
	double mean, median, low, high;
	uint64_t touched;      /* sweeps after the burn-in whose unseen had to be drawn again because they were above the cap */
	double start;          /* N it started from, after its short run */
};

struct lcmcr_result {
	unsigned n_chains;
	struct lcmcr_chain chain[LCMCR_CHAINS];
	double rhat;           /* the greater of bulk and folded; NaN with fewer than 4 draws a chain; 1 where all draws are the same */
	double ess_bulk, ess_tail;
	bool mixed;            /* rhat at or below the limit, at least 4 chains, none unfinished before its burn-in ended */
	bool unfinished;       /* stopped before all draws were made */
	bool has_estimate;     /* mixed: the next four hold */
	double estimate, mean; /* estimate: the median of all draws */
	double low, high;      /* equal tails, quantiles of type 7 */
	const double *draws;   /* of N, all chains one after the other */
	size_t n_draws;
	double cap;            /* that was used */
	double touched;        /* share of the kept sweeps that touched the cap */
	double classes;        /* mean number of classes that somebody is in */
	bool full;             /* all classes were occupied in more than 0.05 of the kept sweeps: K* may be too small */
};

/* All from a. ST_DATA: one list, nobody observed, an option out of range, more than 2^31 observed. */
enum status lcmcr(const struct overlap *o, const struct lcmcr_options *options, struct arena *a, struct lcmcr_result *out, struct error *e);

/* The same measures for any chains: n draws each, chain after chain. NaN where they are not defined (fewer than 4 draws, none differs). Vehtari et al.
 * 2021, (3)-(4) on ranks, 4.1-4.3. ST_ENV: no memory. */
struct mixing { double rhat, ess_bulk, ess_tail; };
enum status mixing_of(const double *draws, unsigned chains, size_t n, struct arena *a, struct mixing *out);

#endif
