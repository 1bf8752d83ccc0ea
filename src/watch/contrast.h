/* contrast.h - how unlike two dates are at a pixel: a linear map of all bands of both, in units of what differs where nothing changed.
 *
 * z = P x - Q y + c (x: bands before, y: after), T = Σ z². Three ways to P and Q, all from weighted means and covariances: MAD: canonical variates
 * of both dates, each difference over its own spread (Nielsen, Conradsen & Simpson 1998). IR-MAD: the same with each pixel weighed by the
 * probability that it did not change, again and again (Nielsen 2007). Residual (CVA): each band after against the band before by its
 * standardised major axis, which no change of units moves (Warton et al. 2006), on the ground that changed least (70 %, found again and again, as in least trimmed squares: Rousseeuw & Van Driessen 1999), the
 * residuals whitened by their own covariance, shrunk by a tenth towards its diagonal (Ledoit & Wolf 2004 for why): a change vector (Malila 1980) in
 * units of noise. It cannot run away to a few uniform pixels, as IR-MAD's weights can. */
#ifndef ONUS_WATCH_CONTRAST_H
#define ONUS_WATCH_CONTRAST_H

#include "base/arena.h"
#include "base/status.h"
#include "watch/canon.h"
#include "watch/sample.h"

#include <stdbool.h>

struct contrast {
	uint32_t n;                       /* bands */
	uint32_t rank;                    /* rows of P and Q: bands that say something of their own */
	float p[CANON_MOST * CANON_MOST], q[CANON_MOST * CANON_MOST], c[CANON_MOST]; /* rank × n */
	double rho[CANON_MOST]; uint32_t n_rho; /* canonical correlations under the last weights, descending */
	unsigned iterations; bool converged;
	double condition;
	bool band[CANON_MOST];            /* of the n, those used */
	double level;                     /* the middle of the root of T over the sample */
	double weight;                    /* mean of the last weights: share of the ground that counts as unchanged */
	double gain[CANON_MOST], offset[CANON_MOST]; /* residual: y ≈ gain x + offset; otherwise 0 */
};

enum contrast_kind { CONTRAST_MAD, CONTRAST_IRMAD, CONTRAST_RESIDUAL };
struct contrast_options { double tolerance; unsigned iterations; double kept; double shrink; unsigned threads; }; /* zeros: 1e-3, 50, 0.7, 0.1, 1 */

/* ST_NEGATIVE with the reason: fewer than 20 pixels a band, a band that does not vary (its number in *band), no canonical correlations. */
enum status contrast_fit(enum contrast_kind kind, const struct sample *s, const struct contrast_options *o, struct contrast *out, uint32_t *band, struct error *e);

/* T of `count` pixels; middle[k] (k < rank) gets the mean of P x and Q y, for gradients; NULL: not wanted. */
void contrast_rows(const struct contrast *c, const float *const *plane, size_t count, float *t, float *const *middle);

/* z itself: out[k] (k < rank) gets `count` values. For MAD these are the variates' differences, each over its spread. */
void contrast_variates(const struct contrast *c, const float *const *plane, size_t count, float *const *out);

/* The statistic of a tile: T, divided where the displacement left by registration (sd in pixels, a side) would make edges look like change, its root (at most 100 times the middle) * smoothed over the neighbours seen by a Gaussian of `smooth` pixels (0: none), and squared; where fewer neighbours are
 * seen, at edges and masks, it is drawn towards the middle as far as it scatters more. out: width × height, right in the core. room:
 * contrast_room floats. */
size_t contrast_room(const struct contrast *c, uint32_t width, uint32_t height);
void contrast_tile(const struct contrast *c, const struct tile *t, double displaced, double smooth, float *room, unsigned threads, float *out);

#endif
