/* moments.h - weighted means and covariances of many bands over many pixels, in doubles.
 *
 * Values are taken relative to a shift near their mean, so that the sums of products lose no digits; sums run in eight fixed lanes, so that the
 * answer does not depend on the processor's vectors. Parts are added up in their order: the same parts give the same bits. */
#ifndef ONUS_WATCH_MOMENTS_H
#define ONUS_WATCH_MOMENTS_H

#include <stddef.h>
#include <stdint.h>

enum { MOMENTS_MOST = 128 };

struct moments {
	uint32_t n;                                      /* variables */
	double shift[MOMENTS_MOST];
	double weight;
	double sum[MOMENTS_MOST];                        /* of w (v - shift) */
	double product[MOMENTS_MOST * (MOMENTS_MOST + 1) / 2]; /* of w (v_i - s_i)(v_j - s_j), i ≤ j: product[j (j + 1) / 2 + i] */
};

/* shift: NULL for zero. */
void moments_begin(struct moments *m, uint32_t n, const double *shift);
/* value[k][i] finite, i < count; w: weights ≥ 0, NULL for 1. */
void moments_add(struct moments *m, const float *const *value, const float *w, size_t count);
/* Adds b's to a's: the same n and shift. */
void moments_join(struct moments *a, const struct moments *b);
/* Means (n) and covariances (n × n, divided by the weight). weight must be > 0. Either may be NULL. */
void moments_end(const struct moments *m, double *mean, double *covariance);

#endif
