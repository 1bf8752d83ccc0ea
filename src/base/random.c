#include "base/random.h"

#include <stdbool.h>

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
	uint64_t s = splitmix(&a) ^ random_turn(splitmix(&b), 32);

	for (int i = 0; i < 4; i++)
		r.s[i] = splitmix(&s);
	return r;
}

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

/* In the wedge of a layer the curve decides; under the bottom layer lies the tail (Marsaglia 1964). */
double random_normal_edge(struct random *r, unsigned layer, double x)
{
	const double *edge = random_normal_layers;

	for (;;) {
		uint64_t bits;
		double low, high;

		if (!layer) {
			double past, e;

			do {
				past = random_exponential(r) / edge[1];
				e = random_exponential(r);
			} while (2 * e <= past * past);
			return x < 0 ? -(edge[1] + past) : edge[1] + past;
		}
		low = exp(-0.5 * edge[layer] * edge[layer]);
		high = exp(-0.5 * edge[layer + 1] * edge[layer + 1]);
		if (low + random_unit(r) * (high - low) < exp(-0.5 * x * x))
			return x;
		bits = random_next(r);
		layer = bits & 255;
		x = ((double)((int64_t)bits >> 11) + 0.5) * 0x1p-52 * edge[layer];
		if (fabs(x) < edge[layer + 1])
			return x;
	}
}

double random_exponential_edge(struct random *r, unsigned layer, double x)
{
	const double *edge = random_exponential_layers;
	double past = 0; /* the tail begins anew: no memory */

	for (;;) {
		uint64_t bits;

		if (!layer) {
			past += edge[1];
		} else {
			double low = exp(-edge[layer]), high = exp(-edge[layer + 1]);

			if (low + random_unit(r) * (high - low) < exp(-x))
				return past + x;
		}
		bits = random_next(r);
		layer = bits & 255;
		x = ((double)(bits >> 11) + 0.5) * 0x1p-53 * edge[layer];
		if (x < edge[layer + 1])
			return past + x;
	}
}

double random_log_gamma(struct random *r, double shape)
{
	double rest;

	if (shape >= 1)
		return log(random_gamma(r, shape));
	rest = log(random_gamma(r, shape + 1));
	return rest - random_exponential(r) / shape;
}

double random_beta(struct random *r, double a, double b)
{
	double x, y;

	if (a >= 1 && b >= 1) {
		x = random_gamma(r, a);
		return x / (x + random_gamma(r, b));
	}
	x = random_log_gamma(r, a);
	y = random_log_gamma(r, b);
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

static unsigned ones(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* n ≤ 64 trials, a bit of a word each: a trial's uniform number is written bit by bit from the highest until it differs from p. About 8 words. */
static uint64_t binomial_bits(struct random *r, uint64_t n, double p)
{
	uint64_t open = n < 64 ? (UINT64_C(1) << n) - 1 : UINT64_MAX, below = 0, rest = (uint64_t)(int64_t)(p * 0x1p63) << 1;

	for (; open && rest; rest <<= 1) {
		uint64_t bits = random_next(r), wanted = -(rest >> 63);

		below |= open & wanted & ~bits;
		open &= ~(bits ^ wanted);
	}
	return ones(below);
}

/* q^n by squares. */
static double power(double q, uint64_t n)
{
	double out = 1;

	for (; n; n >>= 1, q *= q)
		out = n & 1 ? out * q : out;
	return out;
}

enum { SMALL_MEAN = 16, SMALL_MOST = 96 };

/* n p < SMALL_MEAN, p ≤ 1/2: up the sums of the probabilities. (1 - p)^n ≥ 1 - n p spares the powers where n p is small. Beyond SMALL_MOST lies less
 * than the last bit of u. */
static uint64_t binomial_small(struct random *r, uint64_t trials, double p)
{
	static const double inverse[] = {
#define ONE(k) 1.0 / ((k) + 1)
#define EIGHT(k) ONE(k), ONE((k) + 1), ONE((k) + 2), ONE((k) + 3), ONE((k) + 4), ONE((k) + 5), ONE((k) + 6), ONE((k) + 7)
		EIGHT(0), EIGHT(8), EIGHT(16), EIGHT(24), EIGHT(32), EIGHT(40), EIGHT(48), EIGHT(56), EIGHT(64), EIGHT(72), EIGHT(80), EIGHT(88)};
#undef EIGHT
#undef ONE
	const double n = (double)trials, odds = p / (1 - p);

	for (;;) {
		double u = random_unit(r), f;

		if (u < 1 - n * p)
			return 0;
		f = trials < 1024 ? power(1 - p, trials) : exp(n * log1p(-p));
		for (unsigned k = 0; k < SMALL_MOST; k++) {
			if (u < f)
				return k;
			u -= f;
			f *= (n - k) * odds * inverse[k];
		}
	}
}

/* Hörmann 1993, algorithm BTRD, steps 3.1 to 3.4: is v below the probability of k over that of the mode m? Near the mode by the product of the
 * quotients of neighbours, numerators and denominators apart: at most 15 of below 2^33 each. */
static bool binomial_below(double v, double k, double n, double p, double npq)
{
	double m = (double)(int64_t)((n + 1) * p), odds = p / (1 - p), far = fabs(k - m), nr = (n + 1) * odds, rho, t;

	if (far <= 15 && n < 0x1p33) {
		double low = k < m ? k : m, high = k < m ? m : k, up = 1, down = 1;

		for (double i = low + 1; i <= high; i++) {
			up *= nr - odds * i;
			down *= i;
		}
		return k < m ? v * up <= down : v * down <= up;
	}
	v = log(v);
	rho = far / npq * (((far / 3 + 0.625) * far + 1.0 / 6) / npq + 0.5);
	t = -far * far / (2 * npq);
	if (far > 15 && v < t - rho)
		return true;
	if (far > 15 && v > t + rho)
		return false;
	return v <= (m + 0.5) * log((m + 1) / (odds * (n - m + 1))) + (n + 1) * log((n - m + 1) / (n - k + 1)) +
			    (k + 0.5) * log(odds * (n - k + 1) / (k + 1)) + stirling_rest(m) + stirling_rest(n - m) - stirling_rest(k) -
			    stirling_rest(n - k);
}

/* BTRD: n p ≥ 10, p ≤ 1/2. The number that says whether the step is immediate is not used again for its place: a division less. */
static uint64_t binomial_large(struct random *r, uint64_t trials, double p)
{
	const double n = (double)trials, npq = n * p * (1 - p), sd = sqrt(npq), b = 1.15 + 2.53 * sd, a = -0.0873 + 0.0248 * b + 0.01 * p;
	const double c = n * p + 0.5, vr_b = 0.92 * b - 4.2; /* v_r b */

	for (;;) {
		double v = random_unit(r) * b, u = random_unit(r), us, at;

		if (v <= 0.86 * vr_b) {
			u = 0.86 * u - 0.43;
			return (uint64_t)(int64_t)((2 * a / (0.5 - fabs(u)) + b) * u + c);
		}
		if (v >= vr_b) {
			u -= 0.5;
		} else {
			double place = v / vr_b - 0.93;

			v = u * vr_b;
			u = (place < 0 ? -0.5 : 0.5) - place;
		}
		us = 0.5 - fabs(u);
		at = (2 * a / us + b) * u + c;
		if (!(at >= 0 && at < n + 1))
			continue;
		at = (double)(int64_t)at;
		/* v / b α / (a / us² + b) with α = (2.83 + 5.1 / b) √npq */
		if (binomial_below(v * (2.83 * b + 5.1) * sd * us * us / (b * b * (a + b * us * us)), at, n, p, npq))
			return (uint64_t)(int64_t)at;
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
	if (n <= 64 && (double)n * p > 0.5)
		return binomial_bits(r, n, p);
	return (double)n * p < SMALL_MEAN ? binomial_small(r, n, p) : binomial_large(r, n, p);
}

/* Hörmann 1993, algorithm PTRS: lambda ≥ 10 */
static uint64_t poisson_large(struct random *r, double lambda)
{
	double b = 0.931 + 2.53 * sqrt(lambda), a = -0.059 + 0.02483 * b, alpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
	const double half_log_2pi = 0.9189385332046728;

	for (;;) {
		double u = random_unit(r) - 0.5, v = random_open(r), us = 0.5 - fabs(u), k = floor((2 * a / us + b) * u + lambda + 0.43);

		if (us >= 0.07 && v <= vr)
			return (uint64_t)k;
		if (k < 0 || (us < 0.013 && v > us) || !(k < 0x1p63))
			continue;
		if (log(v * alpha / (a / (us * us) + b)) <=
		    k * log(lambda / (k + 1)) + (k + 1 - lambda) - 0.5 * log(k + 1) - half_log_2pi - stirling_rest(k))
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
	double left = 0, summed;
	uint32_t last = 0;

	for (uint32_t i = 0; i < k; i++) {
		left += w[i];
		last = w[i] > 0 ? i : last;
		out[i] = 0;
	}
	summed = left;
	for (uint32_t i = 0; i < k && n; i++) {
		if (!(w[i] > 0))
			continue;
		if (left < 0.5 * summed) { /* summed anew before what was taken away blurs what is left */
			left = 0;
			for (uint32_t j = i; j < k; j++)
				left += w[j];
			summed = left;
		}
		out[i] = i == last ? n : random_binomial(r, n, w[i] / left);
		n -= out[i];
		left -= w[i];
	}
}
