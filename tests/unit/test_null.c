/* The law of unchanged ground: found again where it is known, whatever lies above it; p by table; rates of false discoveries that hold. */
#include "base/random.h"
#include "watch/chi.h"
#include "watch/null.h"
#include "watch/rates.h"

#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PIXELS = 200000 };

static double gamma_of(struct random *r, double shape)
{
	double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d); /* Marsaglia & Tsang 2000; shape ≥ 1 here */

	for (;;) {
		double x = random_normal(r), v = 1 + c * x;

		v = v * v * v;
		if (v > 0 && log(random_open(r)) < 0.5 * x * x + d - d * v + d * log(v))
			return d * v;
	}
}

/* d1, d2: of the F; changed: share far above it. *rate: the share of unchanged ground above the threshold for 1 %. */
static void false_alarms(uint64_t seed, double scale, double d1, double d2, double changed, struct null_law *law, double *rate)
{
	struct random r = random_start(seed, 0);
	struct null_counts *c = calloc(1, sizeof *c);
	float *t = malloc(PIXELS * sizeof *t);
	size_t above = 0, unchanged = 0;
	struct error e = {0};

	for (size_t i = 0; i < PIXELS; i++) {
		double f = scale * (gamma_of(&r, d1 / 2) / d1) / (gamma_of(&r, d2 / 2) / d2);
		bool new = (double)i < changed * PIXELS;

		t[i] = (float)(new ? f + scale * (3 + 20 * random_unit(&r)) : f);
		null_count(c, t[i]);
	}
	bool fitted = null_fit(c, 0.55, d1, law, &e) == ST_OK;
	double limit = null_threshold(law, 0.01);
	for (size_t i = (size_t)(changed * PIXELS); i < PIXELS; i++) {
		unchanged++;
		above += (double)t[i] > limit;
	}
	free(c);
	free(t);
	*rate = (double)above / (double)unchanged;
	CHECK(fitted && fabs(null_tail(law, limit) - 0.01) < 1e-9);
}

static void laws(void)
{
	static const double cases[][4] = {{6, 60, 40, 0}, {6, 60, 12, 0.1}, {2.5, 40, 12, 0.2}, {1e-6, 100, 20, 0.3}, {1e6, 60, 8, 0.05}, {1, 30, 30, 0.15}, {1, 200, 10, 0.3}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const double *c = cases[i];
		struct null_law law;
		double rate = 0;

		false_alarms(i + 1, c[0], c[1], c[2], c[3], &law, &rate);

		printf("scale %g, F(%g, %g), %g changed: rate %.4f, unchanged %.3f\n", c[0], c[1], c[2], c[3], rate, law.unchanged);
		CHECK(rate > 0.006 && rate < 0.016);
		CHECK(fabs(law.unchanged - (1 - c[3])) < 0.06);
	}
}

static void tables(void)
{
	struct null_law law = {.scale = 2.5, .d1 = 30, .d2 = 12, .unchanged = 1, .upto = 0.5};
	struct null_table *table = malloc(sizeof *table);
	float t[1000], p[1000];

	null_table_make(&law, table);
	for (int i = 0; i < 1000; i++)
		t[i] = (float)(0.01 * exp(0.009 * i));
	null_rows(table, t, 1000, p);
	for (int i = 0; i < 1000; i++)
		CHECK(fabs((double)p[i] - null_tail(&law, (double)t[i])) < 0.005 * null_tail(&law, (double)t[i]) + 1e-30);
	t[0] = NAN;
	t[1] = 0;
	null_rows(table, t, 2, p);
	CHECK(isnan(p[0]) && p[1] == 1);
	free(table);
}

/* 9 in 10 unchanged: of what is marked at a rate of 10 %, about 10 % are. */
static void discoveries(void)
{
	struct random r = random_start(3, 0);
	struct null_counts *c = calloc(1, sizeof *c);
	struct rates *rates = malloc(sizeof *rates);
	float *p = malloc(PIXELS * sizeof *p);
	size_t marked = 0, wrong = 0;
	double limit;

	for (size_t i = 0; i < PIXELS; i++) {
		p[i] = (float)(i % 10 ? random_open(&r) : pow(random_open(&r), 8));
		null_count(c, p[i]);
	}
	rates_make(c, 0.9, rates);
	limit = rates_discovery(rates, c, 0.1);
	for (size_t i = 0; i < PIXELS; i++)
		if ((double)p[i] <= limit) {
			marked++;
			wrong += i % 10 != 0;
		}
	printf("limit %.5f, %zu marked, of them unchanged %.3f\n", limit, marked, (double)wrong / (double)marked);
	CHECK(marked > 1000 && fabs((double)wrong / (double)marked - 0.1) < 0.01);
	CHECK(rates_at(rates->local, 1e-6) < 0.05 && rates_at(rates->local, 0.9) > 0.9);
	for (double x = 1e-7; x < 0.9; x *= 1.5) {
		CHECK(rates_at(rates->local, x) <= rates_at(rates->local, 1.5 * x) + 1e-6);
		CHECK(rates_at(rates->q, x) <= rates_at(rates->q, 1.5 * x) + 1e-6);
	}
	free(c);
	free(p);
	free(rates);
}

static void refused(void)
{
	struct null_counts *c = calloc(1, sizeof *c);
	struct null_law law;
	struct error e = {0};

	for (int i = 0; i < 400; i++)
		null_count(c, (float)i);
	CHECK(null_fit(c, 0.5, 0, &law, &e) == ST_NEGATIVE);
	for (int i = 0; i < 4000; i++)
		null_count(c, 7);
	CHECK(null_fit(c, 0.5, 0, &law, &e) == ST_NEGATIVE);
	free(c);
}

/* What rises like a power to its middle and ends soon after fits the beginning of a law whose bulk lies far beyond, where there is no ground: not taken. */
static void bulk(void)
{
	struct random r = random_start(9, 0);
	struct null_counts *c = calloc(1, sizeof *c);
	struct null_law law;
	struct error e = {0};

	for (size_t i = 0; i < PIXELS; i++)
		null_count(c, (float)(10 * sqrt(random_unit(&r) + 1e-9)));
	CHECK(!null_fit(c, 0.55, 0, &law, &e));
	CHECK(null_threshold(&law, 0.01) < 100 && law.unchanged > 0.95);
	free(c);
}

TESTS({"laws found again", laws}, {"bulk", bulk}, {"p by table", tables}, {"false discoveries", discoveries}, {"refused", refused})
