#include "estimate/random.h"

#include <math.h>

static uint64_t turn(uint64_t x, int k) { return x << k | x >> (64 - k); }

static uint64_t splitmix(uint64_t *s)
{
	uint64_t z = *s += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

struct random random_start(uint64_t seed, uint64_t stream)
{
	struct random r;
	uint64_t a = seed, b = ~stream;
	uint64_t s = splitmix(&a) ^ turn(splitmix(&b), 32);

	for (int i = 0; i < 4; i++)
		r.s[i] = splitmix(&s);
	return r;
}

uint64_t random_next(struct random *r)
{
	uint64_t *s = r->s, out = turn(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = turn(s[3], 45);
	return out;
}

double random_unit(struct random *r) { return (double)(random_next(r) >> 11) * 0x1p-53; }
double random_open(struct random *r) { return (double)((random_next(r) >> 11) + 1) * 0x1p-53; }

uint64_t random_below(struct random *r, uint64_t below)
{
	unsigned __int128 m;

	if (!below)
		return 0;
	m = (unsigned __int128)random_next(r) * below;
	if ((uint64_t)m < below)
		for (uint64_t least = -below % below; (uint64_t)m < least;)
			m = (unsigned __int128)random_next(r) * below;
	return (uint64_t)(m >> 64);
}

double random_normal(struct random *r)
{
	for (;;) {
		double x = 2 * random_unit(r) - 1, y = 2 * random_unit(r) - 1, q = x * x + y * y;

		if (q > 0 && q < 1)
			return x * sqrt(-2 * log(q) / q);
	}
}

double random_exponential(struct random *r) { return -log(random_open(r)); }

double random_gamma(struct random *r, double shape)
{
	double d, c;

	if (shape < 1)
		return exp(random_log_gamma(r, shape));
	d = shape - 1.0 / 3;
	c = 1 / sqrt(9 * d);
	for (;;) {
		double x = random_normal(r), v = 1 + c * x, u;

		if (v <= 0)
			continue;
		v = v * v * v;
		u = random_open(r);
		if (u < 1 - 0.0331 * x * x * x * x || log(u) < 0.5 * x * x + d * (1 - v + log(v)))
			return d * v;
	}
}

double random_log_gamma(struct random *r, double shape)
{
	double rest;

	if (shape >= 1)
		return log(random_gamma(r, shape));
	rest = log(random_gamma(r, shape + 1));
	return rest + log(random_open(r)) / shape;
}

double random_beta(struct random *r, double a, double b)
{
	double x = random_log_gamma(r, a), y = random_log_gamma(r, b);

	return 1 / (1 + exp(y - x));
}

/* log k! - its leading terms (k + 1/2) log(k + 1) - (k + 1) + log(2π)/2 */
static double stirling_rest(double k)
{
	static const double small[] = {0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
				       0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.008330563433362871};
	double k1 = k + 1, q = 1 / (k1 * k1);

	if (k < 10)
		return small[(int)k];
	return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 * q) * q) / k1;
}

/* n p < 10, p ≤ 1/2: trials counted by geometric gaps */
static uint64_t binomial_small(struct random *r, uint64_t n, double p)
{
	double scale = log1p(-p), place = 0;
	uint64_t k = 0;

	for (;;) {
		place += floor(log(random_open(r)) / scale) + 1;
		if (!(place <= (double)n))
			return k;
		k++;
	}
}

/* Hörmann 1993, algorithm BTRS: n p ≥ 10, p ≤ 1/2 */
static uint64_t binomial_large(struct random *r, uint64_t trials, double p)
{
	double n = (double)trials, sd = sqrt(n * p * (1 - p)), b = 1.15 + 2.53 * sd, a = -0.0873 + 0.0248 * b + 0.01 * p;
	double c = n * p + 0.5, vr = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * sd, odds = p / (1 - p), m = floor((n + 1) * p);

	for (;;) {
		double u = random_unit(r) - 0.5, v = random_open(r), us = 0.5 - fabs(u), k = floor((2 * a / us + b) * u + c);

		if (us >= 0.07 && v <= vr)
			return (uint64_t)k;
		if (!(k >= 0 && k <= n))
			continue;
		v = log(v * alpha / (a / (us * us) + b));
		if (v <= (m + 0.5) * log((m + 1) / (odds * (n - m + 1))) + (n + 1) * log((n - m + 1) / (n - k + 1)) +
				 (k + 0.5) * log(odds * (n - k + 1) / (k + 1)) + stirling_rest(m) + stirling_rest(n - m) - stirling_rest(k) -
				 stirling_rest(n - k))
			return (uint64_t)k;
	}
}

uint64_t random_binomial(struct random *r, uint64_t n, double p)
{
	if (!n || !(p > 0))
		return 0;
	if (p >= 1)
		return n;
	if (p > 0.5)
		return n - random_binomial(r, n, 1 - p);
	return (double)n * p < 10 ? binomial_small(r, n, p) : binomial_large(r, n, p);
}

/* Hörmann 1993, algorithm PTRS: lambda ≥ 10 */
static uint64_t poisson_large(struct random *r, double lambda)
{
	double b = 0.931 + 2.53 * sqrt(lambda), a = -0.059 + 0.02483 * b, alpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
	double log_lambda = log(lambda);
	int sign;

	for (;;) {
		double u = random_unit(r) - 0.5, v = random_open(r), us = 0.5 - fabs(u), k = floor((2 * a / us + b) * u + lambda + 0.43);

		if (us >= 0.07 && v <= vr)
			return (uint64_t)k;
		if (k < 0 || (us < 0.013 && v > us) || !(k < 0x1p63))
			continue;
		if (log(v * alpha / (a / (us * us) + b)) <= -lambda + k * log_lambda - lgamma_r(k + 1, &sign))
			return (uint64_t)k;
	}
}

uint64_t random_poisson(struct random *r, double lambda)
{
	double sum = 0;
	uint64_t k = 0;

	if (!(lambda > 0))
		return 0;
	if (lambda >= 10)
		return poisson_large(r, lambda);
	while ((sum += random_exponential(r)) < lambda)
		k++;
	return k;
}

void random_multinomial(struct random *r, uint64_t n, const double *w, uint32_t k, uint64_t *out)
{
	double left = 0;
	uint32_t last = 0;

	for (uint32_t i = 0; i < k; i++) {
		left += w[i];
		last = w[i] > 0 ? i : last;
		out[i] = 0;
	}
	for (uint32_t i = 0; i < k && n; i++) {
		if (!(w[i] > 0))
			continue;
		out[i] = i == last ? n : random_binomial(r, n, w[i] / left);
		n -= out[i];
		left -= w[i];
	}
}
