/* rates.h - from many calibrated p to false discovery rates.
 *
 * q: the least rate of false discoveries at which a p still counts (Benjamini & Hochberg 1995, with the estimated share of unchanged ground: Storey
 * 2002). local: the share of unchanged among ground that shows just this p (Efron 2004), never rising as p falls. */
#ifndef ONUS_WATCH_RATES_H
#define ONUS_WATCH_RATES_H

#include "watch/null.h"

/* c counts p (null_count); unchanged: the share of ground that did not change. */
struct rates { float q[NULL_BINS], local[NULL_BINS]; };
void rates_make(const struct null_counts *c, double unchanged, struct rates *out);
/* At p, 0 … 1. */
double rates_at(const float *table, double p);
/* The greatest p at which q is at most the rate; 0: none. */
double rates_discovery(const struct rates *r, const struct null_counts *c, double rate);

#endif
