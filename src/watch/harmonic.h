/* harmonic.h - a series of one pixel: does its level break, seasons and trend apart, and when?
 *
 * Least squares on a level, a trend and harmonics of the year (as Verbesselt et al. 2010, BFAST, and Zhu & Woodcock 2014, CCDC), with a step of the
 * level at a date that is looked for: the supremum of F over admissible dates (Andrews 1993), three values or a tenth of them at least on either
 * side. Seasons and trend are taken to stay as they are.
 *
 * Its p-value is not that of one F: F is turned into the normal deviate b of the same tail, and the chance that a Gaussian sequence with the
 * correlations that these very dates give anywhere exceeds b is 2 Φ(-b) + Σ 2 b φ(b) (1 - r_i) ν(b √(2 (1 - r_i))), r_i the correlation of
 * neighbouring dates' statistics (Siegmund 1985, ν after Siegmund & Yakir 2007). So number and place of dates, gaps and coefficients are in it.
 *
 * Noise that goes on from date to date makes false breaks: it is taken to be autoregressive in time (its correlation falls by the same factor each
 * day), its factor is estimated from the residuals about the best break, rid of its bias by what simulated series on the same dates show, and taken
 * out of values and model (generalised least squares). What an estimate instead of the truth costs is simulated too, over factors from 0 to 0.6
 * between neighbouring dates, when the design is made: some tenths of a second. Values that lie more than five robust standard deviations off the
 * running median of five residuals (clouds that no mask found) are left out first; three in a row are no cloud. */
#ifndef ONUS_WATCH_HARMONIC_H
#define ONUS_WATCH_HARMONIC_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HARMONIC_DATES = 4096, HARMONIC_LEAST = 8 };
struct harmonic_design;  /* what depends on the days alone */

/* day[i]: days since 1970, strictly ascending, HARMONIC_LEAST … HARMONIC_DATES of them. terms: harmonics at most (0 … 3), as many as the dates bear:
 * six dates a coefficient, a span of a year, and dates that do not all lie in one season. ST_DATA: too few, too many, or not ascending. */
enum status harmonic_design(const double *day, size_t n, unsigned terms, bool trend, struct arena *a, struct harmonic_design **out, struct error *e);
unsigned harmonic_terms(const struct harmonic_design *d);

struct harmonic_break {
	double statistic;   /* sup F */
	double p;           /* of no break at all */
	size_t before;      /* the break lies between dates before-1 and before; 0: too few values (fewer than HARMONIC_LEAST), and the rest is NaN */
	size_t since;       /* the last date with a value before that; before - 1 where none is missing */
	double size;        /* level after less level before at that date, in the series' unit */
	double sd;          /* of the values about the model with the break */
	double correlation; /* of the noise between dates that lie the median interval apart, as taken out */
	unsigned left_out;  /* values taken for clouds */
};
/* Let the pixels of an image speak for each other: from a sample (n series of the design's dates one behind the other, some hundreds spread over the
 * image), the middle of their factors and how far they scatter beyond what estimates do. From then on each pixel's estimate is drawn towards the
 * middle as far as that says (Efron & Morris 1973), and what is left of the price is simulated anew. That finds far more of what breaks, and holds
 * the rate over the image instead of for each factor there could be. Noise of another kind (slow changes under white noise) makes b larger all over
 * the image: where the lower two fifths of the sample's b are larger than they should be, all b are divided by as much (as Efron 2004 takes the null
 * from the middle). With breaks in a fifth of the sample that is some 8 % too much. Fewer than 50 series with enough values: nothing is changed.
 * ST_ENV: memory. */
enum status harmonic_learn(struct harmonic_design *d, const float *value, size_t n, struct error *e);
/* value[i]: NaN (or infinite) for no value; pixels with fewer values get fewer harmonics. scratch is reset by the caller; nothing is taken from it up
 * to 128 dates. A series without any noise or out of memory counts as too few values. */
void harmonic_test(const struct harmonic_design *d, const float *value, struct arena *scratch, struct harmonic_break *out);

#endif
