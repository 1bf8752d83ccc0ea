#include "watch/rates.h"

#include <math.h>

enum { HALF = 16 };  /* bins on each side that a density is taken over: a quarter of a doubling in all */

void rates_make(const struct null_counts *c, double unchanged, struct rates *out)
{
	uint32_t one = null_bin(1);
	double n = unchanged * (double)c->n, up_to = 0, least = 1;

	for (uint32_t i = 0; i < NULL_BINS; i++) {
		double expected = n * fmin(null_edge(i + 1), 1);

		up_to += (double)c->bin[i];
		out->q[i] = (float)(i > one || !(up_to > 0) ? 1 : fmin(1, expected / up_to));
	}
	for (uint32_t i = one + 1; i-- > 0;)  /* q at p: the least rate of any threshold from p up */
		out->q[i] = (float)(least = fmin(least, (double)out->q[i]));
	least = 1;
	for (uint32_t i = NULL_BINS; i-- > 0;) { /* towards small p the local rate must not rise */
		uint32_t a = i > HALF ? i - HALF : 0, b = i + HALF <= one ? i + HALF : one;
		double seen = 0;

		if (i <= one && c->bin[i]) {
			for (uint32_t k = a; k <= b; k++)
				seen += (double)c->bin[k];
			least = fmin(least, n * (fmin(null_edge(b + 1), 1) - null_edge(a)) / seen);
		}
		out->local[i] = (float)least;
	}
}

double rates_at(const float *table, double p)
{
	return p >= 0 && p <= 1 ? (double)table[null_bin((float)p)] : 1;
}

double rates_discovery(const struct rates *r, const struct null_counts *c, double rate)
{
	for (uint32_t i = null_bin(1) + 1; i-- > 0;)
		if (c->bin[i] && (double)r->q[i] <= rate)
			return fmin(null_edge(i + 1), 1);
	return 0;
}
