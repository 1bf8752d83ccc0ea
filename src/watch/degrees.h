/* degrees.h - how much smoothing over neighbours evens out: the degrees of freedom of a smoothed statistic about its local level.
 *
 * The neighbourhood is taken apart as a chessboard is, black and white. Both halves share the level of the place, whatever that is, and have their
 * own noise; so the variance of the difference of their logarithms tells the noise of the whole apart from how the level varies from place to place.
 * 2 over it are the degrees of freedom of a gamma with that noise (its logarithm's variance is about 2 / d). From ground whose value is below the
 * median, so that changes' edges have no say; by the median absolute deviation. */
#ifndef ONUS_WATCH_DEGREES_H
#define ONUS_WATCH_DEGREES_H

#include "watch/sample.h"

#include <stdbool.h>

struct degrees { float *apart, *level; size_t n, room; bool failed; };

/* value: the statistic not smoothed, width × height of the tile. Some pixels of the core are taken. */
void degrees_add(struct degrees *d, const struct tile *t, const float *value, double smooth);
/* Frees what was gathered. 0: too little to tell, or memory ran out. */
double degrees_end(struct degrees *d);

#endif
