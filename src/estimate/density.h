/* density.h - a distribution over whole numbers in pieces: where its quantiles and its summits lie, and what to draw of it. Pure.
 *
 * A piece covers from + 1 … from + m. Short ones hold every value; long ones hold the coefficients of a polynomial (gram.h). Between pieces there is
 * nothing. */
#ifndef ONUS_ESTIMATE_DENSITY_H
#define ONUS_ESTIMATE_DENSITY_H

#include "estimate/gram.h"

#include "base/arena.h"

#include <stddef.h>

struct piece {
	double from, m;
	const struct gram *gram; /* NULL: v holds the m values themselves, m at most GRAM */
	double v[GRAM];
	double mass, moment;     /* sums of the values, and of the values times where they are (from + i) */
};
struct density { const struct piece *piece; size_t n; double mass; /* of all, above 0 */ };
struct summit { double at, mass; };

/* The value at from + i, never negative; 1 ≤ i ≤ m. */
double piece_value(const struct piece *p, double i);
/* Smallest x so that the share of the mass at x or below is at least q. */
double density_quantile(const struct density *d, double q);
/* The share at x or below. */
double density_below(const struct density *d, double x);
/* Where the greatest value is: the smallest x of these. */
double density_top(const struct density *d);
/* Local maxima with at least `share` of the mass on their side of the valleys, each valley at most half as high as the lower of the two beside it;
 * heaviest first, at most `most`. 0: memory. */
unsigned density_summits(const struct density *d, double share, unsigned most, struct summit *out, struct arena *a);
/* At most `most` places up to x, ascending, and the share of the mass at each, taken close together where the mass is. 0: memory. */
size_t density_curve(const struct density *d, double x, size_t most, double *at, double *share, struct arena *a);

#endif
