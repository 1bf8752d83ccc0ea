/* Draws against their distributions: chi-squared tests on counts, Kolmogorov-Smirnov on the others. Seeds are fixed, so a result never changes by
 * chance; limits are at about one in 10^5. */
#include "base/random.h"

#include "check.h"

#include <stdlib.h>

enum { DRAWS = 200000 };

static double x[DRAWS];

static int by_size(const void *p, const void *q)
{
	const double *a = p, *b = q;

	return (*a > *b) - (*a < *b);
}

/* Greatest distance of the draws' steps from a distribution, times √n: 2.47 is exceeded once in 10^5. */
static double distance(double (*below)(double))
{
	double most = 0;

	qsort(x, DRAWS, sizeof *x, by_size);
	for (int i = 0; i < DRAWS; i++) {
		double f = below(x[i]);

		most = fmax(most, fmax(f - i / (double)DRAWS, (i + 1) / (double)DRAWS - f));
	}
	return most * sqrt(DRAWS);
}

static double below_normal(double v) { return 0.5 * erfc(-v / sqrt(2)); }
static double below_exponential(double v) { return -expm1(-v); }
static double below_uniform(double v) { return v; }
static double below_gamma3(double v) { return 1 - exp(-v) * (1 + v + v * v / 2); }
static double below_gamma_half(double v) { return erf(sqrt(v)); }
static double below_beta23(double v) { return v * v * (6 + v * (-8 + v * 3)); }
static double below_beta1half(double v) { return 1 - sqrt(1 - v); }
static double below_log_tiny(double v) { return exp(0.001 * v); } /* of a gamma of shape 0.001, far below 0 */

static void stream(void)
{
	struct random r = {{1, 2, 3, 4}}, a = random_start(7, 0), b = random_start(7, 1), c = random_start(7, 0);

	/* the authors' reference implementation from the same state */
	CHECK(random_next(&r) == UINT64_C(11520) && random_next(&r) == 0 && random_next(&r) == UINT64_C(1509978240));
	CHECK(random_next(&a) == random_next(&c) && random_next(&a) != random_next(&b));
	for (int i = 0; i < DRAWS; i++) {
		x[i] = random_inner(&a);
		CHECK(x[i] > 0 && x[i] < 1 && 1 - x[i] > 0);
	}
	CHECK(distance(below_uniform) < 2.47);
	CHECK(random_below(&a, 0) == 0 && random_below(&a, 1) == 0);
}

static void continuous(void)
{
	struct random r = random_start(11, 0);

#define DRAWN(expression, below)                        \
	do {                                            \
		for (int i = 0; i < DRAWS; i++)         \
			x[i] = (expression);            \
		CHECK(distance(below) < 2.47);          \
	} while (0)
	DRAWN(random_normal(&r), below_normal);
	CHECK(x[0] < -4 && x[DRAWS - 1] > 4); /* the tails are drawn */
	DRAWN(random_exponential(&r), below_exponential);
	CHECK(x[0] > 0 && x[DRAWS - 1] > 9);
	DRAWN(random_gamma(&r, 1), below_exponential);
	DRAWN(random_gamma(&r, 3), below_gamma3);
	DRAWN(random_gamma(&r, 0.5), below_gamma_half);
	DRAWN(exp(random_log_gamma(&r, 3)), below_gamma3);
	DRAWN(random_beta(&r, 2, 3), below_beta23);
	DRAWN(random_beta(&r, 1, 0.5), below_beta1half);
	DRAWN(fmin(random_log_gamma(&r, 0.001), 0), below_log_tiny);
#undef DRAWN
}

/* Σ (seen - expected)² / expected over values expected at least 10 times, the rest thrown together; in units of its spread */
static double chi_squared(const double *seen, const double *expected, int n)
{
	double sum = 0, rest_seen = DRAWS, rest = DRAWS;
	int used = 0;

	for (int k = 0; k < n; k++) {
		if (expected[k] < 10)
			continue;
		sum += (seen[k] - expected[k]) * (seen[k] - expected[k]) / expected[k];
		rest_seen -= seen[k];
		rest -= expected[k];
		used++;
	}
	if (rest > 1)
		sum += (rest_seen - rest) * (rest_seen - rest) / rest;
	return (sum - used) / sqrt(2.0 * used);
}

static void binomial(void)
{
	static const struct { uint64_t n; double p; } at[] = {{1, 0.3}, {5, 0.5}, {30, 0.9}, {64, 0.25}, {65, 0.01}, {128, 0.71}, {129, 0.0001},
							      {100, 0.0005}, {1000, 0.002}, {1000, 0.0099}, {200, 0.06}, {150, 0.49}, {900, 0.2},
							      {2000, 0.997}, {5000, 0.02}, {20000, 0.5}, {1000000000, 3e-9}, {1000000, 0.0001}};
	struct random r = random_start(13, 0);

	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		static double seen[40000], expected[40000];
		double n = (double)at[i].n, p = at[i].p, shift = fmax(0, floor(n * p - 2000));
		int span = (int)fmin(n + 1, 4000);

		memset(seen, 0, sizeof seen);
		for (int d = 0; d < DRAWS; d++) {
			double k = (double)random_binomial(&r, at[i].n, p) - shift;

			CHECK(k + shift <= n);
			if (k >= 0 && k < span)
				seen[(int)k]++;
		}
		for (int k = 0; k < span; k++) {
			double v = k + shift;

			expected[k] = v > n ? 0 : DRAWS * exp(lgamma(n + 1) - lgamma(v + 1) - lgamma(n - v + 1) + v * log(p) + (n - v) * log1p(-p));
		}
		if (!(chi_squared(seen, expected, span) < 5)) {
			(void)fprintf(stderr, "n %g p %g: %g\n", n, p, chi_squared(seen, expected, span));
			CHECK(false);
		}
	}
	CHECK(random_binomial(&r, 10, -1) == 0 && random_binomial(&r, 10, 2) == 10 && random_binomial(&r, 0, 0.5) == 0);
	CHECK(random_binomial(&r, 10, (double)NAN) == 0);
}

static void poisson(void)
{
	static const double at[] = {0.1, 3, 9.9, 10, 40, 1000};
	struct random r = random_start(17, 0);

	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		static double seen[3000], expected[3000];

		memset(seen, 0, sizeof seen);
		for (int d = 0; d < DRAWS; d++)
			seen[random_poisson(&r, at[i])]++;
		for (int k = 0; k < 3000; k++)
			expected[k] = DRAWS * exp(k * log(at[i]) - at[i] - lgamma(k + 1.0));
		CHECK(chi_squared(seen, expected, 3000) < 5);
	}
	CHECK(random_poisson(&r, 0) == 0 && random_poisson(&r, -1) == 0);
}

static void multinomial(void)
{
	const double w[] = {1e20, 0, 3, 1, 0}; /* the small weights are not blurred by the great one */
	uint64_t out[5], third = 0, fourth = 0;
	struct random r = random_start(19, 0);

	for (int i = 0; i < 1000; i++) {
		random_multinomial(&r, UINT64_C(1000000000000000), w, 5, out);
		CHECK(out[0] + out[2] + out[3] == UINT64_C(1000000000000000) && !out[1] && !out[4]);
		random_multinomial(&r, 100, w + 2, 3, out);
		third += out[0];
		fourth += out[1];
	}
	CHECK(third + fourth == 100000 && fabs((double)third - 75000) < 4.4 * sqrt(100000 * 0.1875));
	{
		const double steep[] = {1e15, 4, 2};
		uint64_t second = 0, last = 0;

		for (int i = 0; i < 2000; i++) {
			random_multinomial(&r, UINT64_C(1) << 52, steep, 3, out);
			second += out[1];
			last += out[2];
		}
		CHECK(fabs((double)second - 2 * (double)last) < 4.4 * sqrt(2 * (double)(second + last)));
	}
}

TESTS({"stream", stream}, {"continuous", continuous}, {"binomial", binomial}, {"poisson", poisson}, {"multinomial", multinomial})
