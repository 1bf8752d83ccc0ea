/* pool.h - estimates brought together: over strata (sums) and over several linkages of the same people (Rubin's rules). Pure.
 *
 * Linkages are treated as imputations (Rubin 1987, ch. 3; Gelman et al. 2013, 18.2): with m of them, the pooled log unseen has the mean of their means
 * and variance T = W + (1 + 1/m) B (W: mean of their variances, B: variance of their means), and Student's t with
 * (m - 1) (1 + W / ((m + 1) B))^2 degrees of freedom gives the interval; the estimate is the mean of the unseen themselves. */
#ifndef ONUS_ESTIMATE_POOL_H
#define ONUS_ESTIMATE_POOL_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

/* One estimate from draws: of N, each at or above observed. */
struct pool_part { double observed; const double *draws; size_t n_draws; };
/* One estimate without draws: low and high are the limits of its interval at level. high may be INFINITY, then so is the sum's. */
struct pool_bounds { double observed, estimate, low, high; };

struct pooled {
	double observed, estimate, low, high;
	double within, between, freedom; /* W, B and degrees of freedom (infinite when B = 0); 0 for strata */
	unsigned parts;
	const double *draws;             /* of the sum (pool_strata), or NULL */
	size_t n_draws;
};

/* Rubin's rules over linkages, on draws. A draw of 0 unseen counts as 0.1 in the logarithm, as in the reference (Price et al. 2023). observed is the
 * mean of theirs; with whole, observed, the unseen and the limits are rounded to whole numbers before they are added, as there. level 0 = 0.95.
 * ST_DATA: fewer than two linkages, a linkage with fewer than two draws, a draw below its observed. */
enum status pool_linkages(const struct pool_part *parts, size_t n, double level, bool whole, struct pooled *out, struct error *e);
/* The same for estimates without draws: the logarithm of the unseen is taken as normal with the interval's width. */
enum status pool_linkages_bounds(const struct pool_bounds *parts, size_t n, double level, bool whole, struct pooled *out, struct error *e);
/* Independent strata, on draws: the sum's draws (as many as the stratum with most has, at least 1,000; each stratum's own in an order drawn from seed),
 * its median, and equal-tailed limits. All from a. ST_DATA: no stratum, one without draws. */
enum status pool_strata(const struct pool_part *parts, size_t n, double level, uint64_t seed, struct arena *a, struct pooled *out, struct error *e);
/* Independent strata without draws: estimates are added; the unseen of each is taken as log-normal with its own interval, below and above, and limits
 * come from sums of 10,000 draws. */
enum status pool_strata_bounds(const struct pool_bounds *parts, size_t n, double level, uint64_t seed, struct arena *a, struct pooled *out,
			       struct error *e);

/* Quantile of Student's t: 0 < p < 1, freedom > 0 (INFINITY: the normal). To about 1e-12. */
double student_quantile(double p, double freedom);
/* Quantile q of sorted x by linear interpolation (type 7 of Hyndman & Fan 1996). n > 0. */
double quantile_sorted(const double *x, size_t n, double q);

#endif
