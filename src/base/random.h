/* random.h - numbers drawn by chance that are the same on every machine: xoshiro256** (Blackman & Vigna 2021), seeded by splitmix64
 * (Steele, Lea & Flood 2014). Pure: the state is the caller's.
 *
 * The stream of integers is the same everywhere. What goes through log, sqrt or exp is the same wherever the C library rounds these alike.
 * One stream a chain or a replicate: random_start(seed, 0), random_start(seed, 1), … never meet in practice (256 bits of state from a hash).
 * Normal and exponential draws are ziggurats of 256 layers (Marsaglia & Tsang 2000, "The ziggurat method"), with the layer and the place within it
 * from different bits (Doornik 2005). What is called often and takes the short way nearly always is inline. */
#ifndef ONUS_BASE_RANDOM_H
#define ONUS_BASE_RANDOM_H

#include <math.h>
#include <stdint.h>

struct random { uint64_t s[4]; };

/* The stream numbered `stream` of a seed. */
struct random random_start(uint64_t seed, uint64_t stream);

static inline uint64_t random_turn(uint64_t x, int k) { return x << k | x >> (64 - k); }
static inline uint64_t random_next(struct random *r)
{
	uint64_t *s = r->s, out = random_turn(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = random_turn(s[3], 45);
	return out;
}

/* Uniform in [0, 1): 53 bits; in (0, 1]: never 0, so that its log is finite; and in (0, 1), 52 bits: neither it nor 1 minus it is 0. */
static inline double random_unit(struct random *r) { return (double)(random_next(r) >> 11) * 0x1p-53; }
static inline double random_open(struct random *r) { return (double)((random_next(r) >> 11) + 1) * 0x1p-53; }
static inline double random_inner(struct random *r) { return ((double)(random_next(r) >> 12) + 0.5) * 0x1p-52; }
/* Uniform in 0 … below - 1, without bias (Lemire 2019); below 0 gives 0. */
uint64_t random_below(struct random *r, uint64_t below);

/* Right edges of the layers, widest first; what lies outside the layer's sure part. */
extern const double random_normal_layers[257], random_exponential_layers[257];
double random_normal_edge(struct random *r, unsigned layer, double x);
double random_exponential_edge(struct random *r, unsigned layer, double x);

/* Mean 0, variance 1. */
static inline double random_normal(struct random *r)
{
	uint64_t bits = random_next(r);
	unsigned layer = bits & 255;
	double x = ((double)((int64_t)bits >> 11) + 0.5) * 0x1p-52 * random_normal_layers[layer];

	return fabs(x) < random_normal_layers[layer + 1] ? x : random_normal_edge(r, layer, x);
}

/* Mean 1; above 0. */
static inline double random_exponential(struct random *r)
{
	uint64_t bits = random_next(r);
	unsigned layer = bits & 255;
	double x = ((double)(bits >> 11) + 0.5) * 0x1p-53 * random_exponential_layers[layer];

	return x < random_exponential_layers[layer + 1] ? x : random_exponential_edge(r, layer, x);
}

/* The log of a gamma draw, finite where the draw itself would be 0 (tiny shapes). */
double random_log_gamma(struct random *r, double shape);
/* Shape > 0, scale 1 (Marsaglia & Tsang 2000, "A simple method for generating gamma variables"; shapes below 1 by their boost). Above 0 for shapes
 * from 1. */
static inline double random_gamma(struct random *r, double shape)
{
	double d = shape - 1.0 / 3, c;

	if (shape <= 1)
		return shape < 1 ? exp(random_log_gamma(r, shape)) : random_exponential(r);
	c = 1 / sqrt(9 * d);
	for (;;) {
		double x = random_normal(r), v = 1 + c * x, q = x * x, y2 = c * c * q, u;

		if (v <= 0)
			continue;
		v = v * v * v;
		u = random_open(r);
		/* kept with chance exp(-3 d (y^4/4 - y^5/5 + …)), y = c x: at least 1 - 1.5 d y^4 where |y| < 1/2, and d c^2 = 1/9 */
		if ((u < 1 - q * y2 / 6 && y2 < 0.25) || log(u) < 0.5 * q + d * (1 - v + log(v)))
			return d * v;
	}
}
double random_beta(struct random *r, double a, double b);
/* Successes in n trials of probability p: bits of up to 64 trials beside each other (until they differ from those of p), inversion for small n p,
 * else BTRD (Hörmann 1993). p is brought into [0, 1]. */
uint64_t random_binomial(struct random *r, uint64_t n, double p);
/* Mean lambda ≥ 0: gaps below 10, else PTRS (Hörmann 1993). */
uint64_t random_poisson(struct random *r, double lambda);
/* n things thrown into k cells of weights w ≥ 0 (any sum above 0): counts into out[k]. */
void random_multinomial(struct random *r, uint64_t n, const double *w, uint32_t k, uint64_t *out);

#endif
