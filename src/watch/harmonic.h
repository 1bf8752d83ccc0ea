/* harmonic.h - a series of one pixel: does it break with its own seasons and trend, and when?
 *
 * Least squares on trend and harmonics of the year (Verbesselt et al. 2010, BFAST; Zhu & Woodcock 2014, CCDC), the moving sums or the residuals after a stable
 * history against their limits (Chu, Stinchcombe & White 1996; Verbesselt et al. 2012, BFAST Monitor), and for a break within the series the supremum of F over
 * admissible dates with its p-value (Andrews 1993, Hansen 1997), robust to single clouds left (Huber weights). Short series get fewer terms, and that is said. */
#ifndef ONUS_WATCH_HARMONIC_H
#define ONUS_WATCH_HARMONIC_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HARMONIC_DATES = 4096 };
struct harmonic_design;  /* what depends on the days alone */

/* day[i]: days since 1970, ascending. At least 8 dates. terms: harmonics at most (0 … 3), as many as the number of dates bears. */
enum status harmonic_design(const double *day, size_t n, unsigned terms, bool trend, struct arena *a, struct harmonic_design **out, struct error *e);
unsigned harmonic_terms(const struct harmonic_design *d);

struct harmonic_break {
	double statistic;   /* sup F */
	double p;           /* of no break at all */
	size_t before;      /* the break lies between dates before-1 and before; 0: too few values */
	double size;        /* level after less level before at that date, in the series' unit */
	double sd;          /* of the residuals */
};
/* value[i]: NaN for no value. scratch is reset by the caller. */
void harmonic_test(const struct harmonic_design *d, const float *value, struct arena *scratch, struct harmonic_break *out);

#endif
