/* Breaks of one pixel's series: sup F against regressions one by one; its p-value against simulation, for white noise and for noise that goes on;
 * steps found at their dates with their sizes; clouds left in neither make nor hide a break. */
#include "base/random.h"
#include "watch/harmonic_work.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { MOST = 80 };
static const uint64_t seed = 1997;
static struct error e;
static double day[MOST];

/* Dates some 16 days apart, irregular, now and then a gap of a season. */
static void dates(struct random *g, size_t n, double apart)
{
	double t = 15000;

	for (size_t i = 0; i < n; i++) {
		day[i] = t;
		t += apart * (0.5 + random_unit(g)) + (random_unit(g) < 0.05 ? 4 * apart : 0);
	}
}

/* Seasons and a trend, noise of sd 3 that goes on by the factor phi from date to date, a step before date `at`; missing and wild: shares. */
static void series(struct random *g, size_t n, double phi, size_t at, double step, double missing, double wild, float *out)
{
	double noise = 0;

	for (size_t i = 0; i < n; i++) {
		noise = (i ? phi : 0) * noise + sqrt(1 - (i ? phi * phi : 0)) * random_normal(g);
		out[i] = (float)(100 + 0.004 * (day[i] - 15000) + 15 * sin(day[i] / 58.13) + 3 * noise + (i >= at ? 3 * step : 0));
		if (random_unit(g) < wild)
			out[i] += (float)((8 + 22 * random_unit(g)) * 3);
		if (random_unit(g) < missing)
			out[i] = NAN;
	}
}

static struct harmonic_design *design(size_t n, unsigned terms, bool trend, struct arena *a)
{
	struct harmonic_design *d = NULL;

	return harmonic_design(day, n, terms, trend, a, &d, &e) ? NULL : d;
}

/* Sum of squares left by regression on k columns, by elimination. */
static double left_over(double (*x)[10], const double *y, size_t n, unsigned k, double *last)
{
	double g[10][11] = {{0}}, b[10], rss = 0;

	for (size_t i = 0; i < n; i++)
		for (unsigned a = 0; a < k; a++) {
			for (unsigned c = 0; c < k; c++)
				g[a][c] += x[i][a] * x[i][c];
			g[a][k] += x[i][a] * y[i];
		}
	for (unsigned a = 0; a < k; a++)
		for (unsigned c = a + 1; c < k; c++) {
			double f = g[c][a] / g[a][a];

			for (unsigned j = a; j <= k; j++)
				g[c][j] -= f * g[a][j];
		}
	for (unsigned a = k; a-- > 0;) {
		b[a] = g[a][k];
		for (unsigned c = a + 1; c < k; c++)
			b[a] -= g[a][c] * b[c];
		b[a] /= g[a][a];
	}
	for (size_t i = 0; i < n; i++) {
		double v = y[i];

		for (unsigned a = 0; a < k; a++)
			v -= x[i][a] * b[a];
		rss += v * v;
	}
	*last = b[k - 1];
	return rss;
}

/* With phi 0; with phi, on values and columns from which it was taken out by hand. */
static void naive(void)
{
	struct random g = random_start(seed, 0);
	struct arena a = ARENA_INIT;
	struct harmonic_design *d = NULL;
	size_t n = 0;

	printf("seed %llu\n", (unsigned long long)seed);
	for (unsigned round = 0; round < 200; round++) {
		size_t best = 0, side;
		double phi = round % 2 ? 0.7 * random_unit(&g) : 0, f_best = -1, size = 0, room[MOST * (2 * HARMONIC_COEFS + 9)];
		struct harmonic_work w;
		struct harmonic_step s;
		float v[MOST];

		if (round % 20 == 0) {
			n = 10 + random_below(&g, 50);
			dates(&g, n, 20);
			d = design(n, 3, true, &a);
			CHECK(d);
		}
		series(&g, n, 0.3, n / 2, 1, 0.1, 0, v);
		harmonic_lay(&w, room, n);
		for (size_t i = 0; i < n; i++)
			if (!isnan(v[i])) {
				w.at[w.m] = i;
				w.y[w.m++] = (double)v[i];
			}
		if (w.m >= HARMONIC_LEAST) {
			harmonic_load(d, &w);
			CHECK(harmonic_sup(d, &w, phi, &s));
			side = w.m / 10 > 3 ? w.m / 10 : 3;
			for (size_t at = side; at + side <= w.m; at++) {
				double x[MOST][10], y[MOST], none, rss[2], delta, f;

				for (size_t i = w.m; i-- > 0;) {
					double go = i && phi > 0 ? exp(log(phi) * (w.day[i] - w.day[i - 1]) / d->spacing) : 0,
						by = 1 / sqrt(1 - go * go);

					for (unsigned c = 0; c < w.k; c++)
						x[i][c] = by * (w.x[i * w.k + c] - (i ? go * w.x[(i - 1) * w.k + c] : 0));
					x[i][w.k] = by * ((double)(i >= at) - go * (double)(i > at));
					y[i] = by * (w.y[i] - (i ? go * w.y[i - 1] : 0));
				}
				rss[0] = left_over(x, y, w.m, w.k, &none);
				rss[1] = left_over(x, y, w.m, w.k + 1, &delta);
				f = (rss[0] - rss[1]) / (rss[1] / (double)(w.m - w.k - 1));
				if (f > f_best) {
					f_best = f;
					best = at;
					size = delta;
				}
			}
			CHECK(s.at == best && fabs(s.f / f_best - 1) < 1e-6 && fabs(s.size - size) < 1e-6 * (1 + fabs(size)));
		}
	}
	arena_free(&a);
}

/* The chance formula by itself: noise whose factor is known. */
static void chance(void)
{
	static const struct { size_t n; unsigned terms; double phi; } set[] = {{60, 3, 0}, {60, 1, 0.5}, {24, 1, 0}, {24, 0, 0.4}, {8, 0, 0}};
	static const double alpha[] = {0.1, 0.01, 0.001};
	struct random g = random_start(seed, 1);
	enum { N = 8000 };

	for (unsigned k = 0; k < 5; k++) {
		struct arena a = ARENA_INIT;
		double room[MOST * (2 * HARMONIC_COEFS + 9)], rate[3] = {0};
		struct harmonic_design *d;
		struct harmonic_work w;

		dates(&g, set[k].n, 20);
		d = design(set[k].n, set[k].terms, true, &a);
		CHECK(d && harmonic_terms(d) == set[k].terms);
		harmonic_lay(&w, room, set[k].n);
		w.m = set[k].n;
		for (unsigned s = 0; s < N; s++) {
			struct harmonic_step step;
			double p, noise = 0;

			for (size_t i = 0; i < w.m; i++) {
				double f = i && set[k].phi > 0 ? exp(log(set[k].phi) * (day[i] - day[i - 1]) / d->spacing) : 0;

				w.at[i] = i;
				w.y[i] = noise = f * noise + sqrt(1 - f * f) * random_normal(&g);
			}
			harmonic_load(d, &w);
			CHECK(harmonic_sup(d, &w, set[k].phi, &step));
			p = harmonic_exceed(d, &w, harmonic_deviate(&w, step.f));
			for (unsigned l = 0; l < 3; l++)
				rate[l] += (p < alpha[l]) / (double)N;
		}
		printf("%zu dates, %u harmonics, factor %g known: p below 0.1 in %.4f, 0.01 in %.5f, 0.001 in %.5f\n", set[k].n, set[k].terms,
			set[k].phi, rate[0], rate[1], rate[2]);
		for (unsigned l = 0; l < 3; l++)
			CHECK(fabs(rate[l] - alpha[l]) < 4 * sqrt(alpha[l] / N) + alpha[l] * 0.2);
		arena_free(&a);
	}
}

/* The whole test, the factor estimated: 1 % stays between 0.5 and 2 %. */
static void rates(void)
{
	static const struct { size_t n; unsigned terms; double phi, missing; } set[] = {
		{60, 3, 0, 0}, {60, 3, 0.3, 0}, {60, 3, 0.6, 0}, {60, 2, 0.3, 0.3}, {60, 1, 0.5, 0.2}, {24, 1, 0, 0}, {24, 1, 0.3, 0},
	};
	struct random g = random_start(seed, 2);
	enum { N = 2500 };

	for (unsigned k = 0; k < sizeof set / sizeof *set; k++) {
		struct arena a = ARENA_INIT;
		struct harmonic_design *d;
		double below = 0, phi = 0, limit = 3.5 * sqrt(0.01 / N);

		dates(&g, set[k].n, 20);
		d = design(set[k].n, set[k].terms, true, &a);
		CHECK(d);
		for (unsigned s = 0; s < N; s++) {
			struct harmonic_break b;
			float v[MOST];

			series(&g, set[k].n, set[k].phi, MOST, 0, set[k].missing, 0, v);
			harmonic_test(d, v, &a, &b);
			below += (b.p < 0.01) / (double)N;
			phi += b.correlation / N;
		}
		printf("%zu dates, %u harmonics, factor %g, %g missing: p below 0.01 in %.5f; factor estimated %.2f\n", set[k].n, set[k].terms,
			set[k].phi, set[k].missing, below, phi);
		CHECK(below > 0.005 - limit && below < 0.02 + limit);
		arena_free(&a);
	}
}

static void steps(void)
{
	static const struct { size_t n; unsigned terms; double size, missing, wild, found; } set[] = {
		{60, 3, 3, 0, 0, 0.62}, {60, 3, -4, 0.2, 0, 0.68}, {60, 1, 4, 0.2, 0.04, 0.78}, {60, 1, 6, 0, 0.04, 0.9}, {24, 1, 5, 0, 0, 0.1},
			{8, 0, 10, 0, 0, 0.1},
	};
	struct random g = random_start(seed, 3);
	enum { N = 600 };

	for (unsigned k = 0; k < sizeof set / sizeof *set; k++) {
		struct arena a = ARENA_INIT;
		struct harmonic_design *d;
		double found = 0, right = 0, near = 0, size = 0;

		dates(&g, set[k].n, 20);
		if (set[k].n == 8) /* a short series, no seasons to be told: all in one */
			for (size_t i = 0; i < 8; i++)
				day[i] = 15000 + 365.2425 * (double)i;
		d = design(set[k].n, set[k].terms, set[k].n > 8, &a);
		CHECK(d);
		for (unsigned s = 0; s < N; s++) {
			size_t edge = set[k].n / 6 > 3 ? set[k].n / 6 : 3, at = edge + random_below(&g, set[k].n - 2 * edge + 1);
			struct harmonic_break b;
			float v[MOST];

			series(&g, set[k].n, 0, at, set[k].size, set[k].missing, set[k].wild, v);
			harmonic_test(d, v, &a, &b);
			found += (b.p < 0.001) / (double)N;
			right += (b.since < at && at <= b.before) / (double)N;
			near += (b.before >= at && b.before - at <= 2) || (b.before < at && at - b.before <= 2) ? 1.0 / N : 0;
			size += b.size / 3 / N;
		}
		printf("%zu dates, step of %g sd, %g missing, %g wild: found %.3f, in its interval %.3f, within two dates %.3f; size %.2f sd\n",
			set[k].n, set[k].size,
		       set[k].missing, set[k].wild, found, right, near, size);
		CHECK(found > set[k].found && right > (fabs(set[k].size) < 3.5 ? 0.74 : 0.84) && near > 0.9 && fabs(size / set[k].size - 1) < 0.16);
		arena_free(&a);
	}
}

/* Pixels that speak for each other: rates over an image whose factors scatter, and what is found then. */
static void learnt(void)
{
	static const struct { double middle, scatter; } set[] = {{0, 0}, {0.3, 0}, {0.3, 0.1}, {0.6, 0.05}};
	struct random g = random_start(seed, 7);
	enum { N = 2000, SAMPLE = 400, DATES = 60 };
	static float sample[SAMPLE * DATES];

	for (unsigned k = 0; k < sizeof set / sizeof *set; k++) {
		struct arena a = ARENA_INIT;
		struct harmonic_design *d;
		double below = 0, found = 0, alone = 0, limit = 3.5 * sqrt(0.01 / N);

		dates(&g, DATES, 20);
		d = design(DATES, 3, true, &a);
		CHECK(d);
		for (unsigned pass = 0; pass < 2; pass++) {
			for (unsigned s = 0; s < N; s++) {
				double phi = fmin(0.9, fmax(0, set[k].middle + set[k].scatter * random_normal(&g)));
				struct harmonic_break b;
				float v[MOST];

				series(&g, DATES, phi, MOST, 0, 0.1, 0, v);
				if (!pass && s < SAMPLE)
					memcpy(sample + s * DATES, v, DATES * sizeof *v);
				harmonic_test(d, v, &a, &b);
				below += pass ? (b.p < 0.01) / (double)N : 0;
				if (s % 5 == 0) {
					series(&g, DATES, phi, 15 + random_below(&g, 31), 4, 0.1, 0, v);
					harmonic_test(d, v, &a, &b);
					*(pass ? &found : &alone) += 5 * (b.p < 0.001) / (double)N;
				}
			}
			if (!pass)
				CHECK(!harmonic_learn(d, sample, SAMPLE, &e));
		}
		printf("factor %g ± %g, learnt %.2f ± %.2f: p below 0.01 in %.5f; steps of 4 sd found %.3f, each pixel by itself %.3f\n",
			set[k].middle, set[k].scatter, d->middle,
		       d->scatter, below, found, alone);
		CHECK(below > 0.005 - limit && below < 0.02 + limit && found >= alone);
		arena_free(&a);
	}
}

/* Slow changes under white noise, which is no autoregression: too many breaks by each pixel itself, not after learning; nor too few where a tenth of
 * the sample breaks. */
static void slow(void)
{
	struct random g = random_start(seed, 8);
	enum { N = 2000, SAMPLE = 500, DATES = 60 };
	static float sample[SAMPLE * DATES];
	struct arena a = ARENA_INIT;
	struct harmonic_design *d;

	dates(&g, DATES, 20);
	d = design(DATES, 2, true, &a);
	CHECK(d);
	for (unsigned pass = 0; pass < 2; pass++) {
		double below = 0, found = 0;

		for (unsigned s = 0; s < N; s++) {
			struct harmonic_break b;
			float v[MOST];
			double drift = 0;
			bool breaks = s % 10 == 0;

			for (size_t i = 0; i < DATES; i++) {
				drift = 0.85 * drift + 0.53 * random_normal(&g);
				v[i] = (float)(0.6 * drift + 0.8 * random_normal(&g) + (breaks && i >= 30 ? 8 : 0));
			}
			if (!pass && s < SAMPLE)
				memcpy(sample + s * DATES, v, DATES * sizeof *v);
			harmonic_test(d, v, &a, &b);
			below += breaks ? 0 : (b.p < 0.01) / (0.9 * N);
			found += breaks ? (b.p < 0.01) / (0.1 * N) : 0;
		}
		printf("slow changes, %s: p below 0.01 in %.4f; steps of 8 sd found %.3f\n", pass ? "learnt" : "by itself", below, found);
		CHECK(pass ? below < 0.02 && found > 0.9 : below > 0.05);
		if (!pass)
			CHECK(!harmonic_learn(d, sample, SAMPLE, &e));
	}
	arena_free(&a);
}

/* A few percent of wild values and no step. */
static void clouds(void)
{
	static const double wild[] = {0.02, 0.05};
	struct random g = random_start(seed, 4);
	enum { N = 1500 };

	for (unsigned k = 0; k < 2; k++) {
		struct arena a = ARENA_INIT;
		struct harmonic_design *d;
		double below = 0;
		unsigned left = 0;

		dates(&g, 60, 20);
		d = design(60, 2, true, &a);
		CHECK(d);
		for (unsigned s = 0; s < N; s++) {
			struct harmonic_break b;
			float v[MOST];

			series(&g, 60, 0, MOST, 0, 0, wild[k], v);
			harmonic_test(d, v, &a, &b);
			below += (b.p < 0.01) / (double)N;
			left += b.left_out;
		}
		printf("%g wild: p below 0.01 in %.5f; %.2f values left out of a series\n", wild[k], below, (double)left / N);
		CHECK(below < 0.02);
		arena_free(&a);
	}
}

static void odd(void)
{
	struct random g = random_start(seed, 5);
	struct arena a = ARENA_INIT;
	struct harmonic_design *d;
	struct harmonic_break b;
	float v[MOST];
	double summers[MOST];

	dates(&g, 40, 20);
	d = design(40, 3, true, &a);
	CHECK(d && harmonic_terms(d) == 2);
	series(&g, 40, 0, MOST, 0, 0, 0, v);
	for (unsigned i = 0; i < 33; i++)
		v[i] = i % 2 ? NAN : INFINITY;
	harmonic_test(d, v, &a, &b);
	CHECK(b.before == 0 && isnan(b.p) && isnan(b.statistic) && isnan(b.size));
	for (unsigned i = 0; i < 40; i++)
		v[i] = 7;
	harmonic_test(d, v, &a, &b);
	CHECK(b.before == 0 && isnan(b.p));
	for (unsigned i = 0; i < 40; i++)
		v[i] = i < 20 ? 3e38f : -3e38f;
	harmonic_test(d, v, &a, &b);
	CHECK(!(b.p < 0) && !(b.p > 1));
	for (unsigned i = 0; i < 40; i++)
		v[i] = (float)(i >= 20) + 1e-6f * (float)(i * 7 % 5);
	harmonic_test(d, v, &a, &b);
	CHECK(b.before == 20 && b.since == 19 && b.p < 1e-10 && fabs(b.size - 1) < 1e-3);
	/* all in one season: none can be told; a span below a year neither */
	for (unsigned i = 0; i < 40; i++)
		summers[i] = 15000 + 365.2425 * (i / 4) + 3 * (i % 4);
	CHECK(!harmonic_design(summers, 40, 3, true, &a, &d, &e) && harmonic_terms(d) == 0);
	for (unsigned i = 0; i < 40; i++)
		summers[i] = 15000 + 5 * i;
	CHECK(!harmonic_design(summers, 40, 3, true, &a, &d, &e) && harmonic_terms(d) == 0);
	CHECK(harmonic_design(summers, 7, 3, true, &a, &d, &e) == ST_DATA);
	summers[5] = summers[4];
	CHECK(harmonic_design(summers, 40, 3, true, &a, &d, &e) == ST_DATA);
	summers[5] = NAN;
	CHECK(harmonic_design(summers, 40, 3, true, &a, &d, &e) == ST_DATA);
	arena_free(&a);
}

/* Longer than what stands on the stack. */
static void long_series(void)
{
	enum { LONG = 400 };
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	struct random g = random_start(seed, 6);
	struct harmonic_design *d;
	struct harmonic_break b;
	double many[LONG];
	float v[LONG];

	for (unsigned i = 0; i < LONG; i++) {
		many[i] = 10000 + 8 * i;
		v[i] = (float)(sin(many[i] / 58.13) + 0.2 * random_normal(&g) + (i >= 250 ? 1 : 0));
	}
	CHECK(!harmonic_design(many, LONG, 3, true, &a, &d, &e) && harmonic_terms(d) == 3);
	harmonic_test(d, v, &scratch, &b);
	CHECK(b.before == 250 && b.p < 1e-10);
	arena_free(&a);
	arena_free(&scratch);
}

TESTS({"sup F against regressions", naive}, {"the chance formula", chance}, {"rates", rates}, {"steps", steps}, {"learnt from an image", learnt},
	{"noise of another kind", slow},
	{"clouds left in", clouds}, {"odd series", odd},
      {"a long series", long_series})
