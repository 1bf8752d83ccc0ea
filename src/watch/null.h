/* null.h - what the statistic is like where nothing changed, learnt from the ground itself, so that a stated false-alarm rate is the real one.
 *
 * The textbook's χ² holds for one noise everywhere; ground is made of many kinds, each with its own. If the scale of the noise varies from place to
 * place, the statistic is that of a scaled F (a gamma over a gamma): the first degrees of freedom are those of the noise, and can be told from
 * neighbours (degrees.h); scale and second degrees are how the level varies. Half of the ground, that with the smaller values, is taken
 * not to have changed (the "zero assumption", Efron 2004; Genovese & Wasserman 2004): the F is fitted to it alone, as the truncated distribution it
 * then is, by maximum likelihood. Its upper tail gives p; the share of all ground below, over what F has there, gives the share that did not change.
 * The fit is made again to less and to more of the ground: what rate the threshold would have by those is the honest range of the false-alarm rate. */
#ifndef ONUS_WATCH_NULL_H
#define ONUS_WATCH_NULL_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Counts of a positive statistic by the leading bits of the float: 128 a doubling. */
enum { NULL_BINS = 1 << 15, NULL_SHIFT = 16 };
struct null_counts { uint64_t bin[NULL_BINS]; uint64_t n; };
/* The bin of a float, and where a bin begins. */
uint32_t null_bin(float t);
double null_edge(uint32_t bin);
void null_count(struct null_counts *c, float t);
void null_join(struct null_counts *a, const struct null_counts *b);
/* The value below which `share` of what was counted lies, linear within a bin. */
double null_quantile(const struct null_counts *c, double share);
/* The share of what was counted that lies below t. */
double null_below(const struct null_counts *c, double t);

struct null_law {
	double scale, d1, d2;          /* T / scale ~ F(d1, d2) where nothing changed */
	double unchanged;              /* estimated share of the ground, at most 1 */
	double upto;                   /* the share fitted to */
	bool told;                     /* d1 is what neighbours told */
	double misfit;                 /* χ² over n of the fitted part, less what chance gives: 0 where it fits */
};
/* Fit to what lies between the quantiles 0.005 and `upto` of c. d1: the first degrees of freedom; 0, or where no F with those fits: found with the
 * others. ST_NEGATIVE: fewer than 500 values, or all the same. */
enum status null_fit(const struct null_counts *c, double upto, double d1, struct null_law *out, struct error *e);
double null_tail(const struct null_law *l, double t);
/* The t at which the tail is p. */
double null_threshold(const struct null_law *l, double p);

/* p of many values by table (within half a percent of itself); NaN stays NaN. */
struct null_table { float p[NULL_BINS]; };
void null_table_make(const struct null_law *l, struct null_table *out);
void null_rows(const struct null_table *table, const float *t, size_t n, float *p);

#endif
