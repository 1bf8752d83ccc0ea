/* The series tests on simulated speckle: rates at the nominal level, the tail against an exact one, equality with a naive computation; the walk's
 * false alarms and dates. */
#include "base/random.h"
#include "watch/chi.h"
#include "watch/omnibus.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { PIXELS = 100000, DATES = 8, CHANNELS = 2, BLOCK_PIXELS = 10000 };
static const uint64_t seed = 2016;

static float *plane[DATES * CHANNELS];
static float stat[PIXELS], tail[PIXELS];

static void planes(struct random *g, double looks)
{
	for (unsigned k = 0; k < DATES * CHANNELS; k++) {
		plane[k] = plane[k] ? plane[k] : malloc(PIXELS * sizeof(float));
		for (unsigned i = 0; i < PIXELS; i++)
			plane[k][i] = (float)(random_gamma(g, looks) / looks * (k % 2 ? 0.02 : 0.11));
	}
}

/* Share below alpha, over rounds of PIXELS. */
static double rate(const float *p, double alpha)
{
	size_t n = 0;

	for (unsigned i = 0; i < PIXELS; i++)
		n += (double)p[i] < alpha;
	return (double)n / PIXELS;
}

static void rates(void)
{
	struct random g = random_start(seed, 0);
	enum { ROUNDS = 5 };
	struct omnibus o = {DATES, CHANNELS, 4.4};
	static const unsigned step[] = {2, 3, 5, 8};
	double sum[5] = {0}, wide = 4.5 * sqrt(0.01 * 0.99 / (ROUNDS * PIXELS));

	for (unsigned r = 0; r < ROUNDS; r++) {
		planes(&g, o.looks);
		for (unsigned k = 0; k < 4; k++) {
			omnibus_step(&o, step[k], (const float *const *)plane, PIXELS, NULL, tail);
			sum[k] += rate(tail, 0.01) / ROUNDS;
		}
		omnibus_all(&o, (const float *const *)plane, PIXELS, stat, tail);
		sum[4] += rate(tail, 0.01) / ROUNDS;
	}
	printf("seed %llu, %u pixels, 4.4 looks, two channels, p < 0.01: R2 %.5f R3 %.5f R5 %.5f R8 %.5f Q %.5f\n", (unsigned long long)seed,
		ROUNDS * PIXELS, sum[0], sum[1], sum[2], sum[3], sum[4]);
	for (unsigned k = 0; k < 5; k++)
		CHECK(fabs(sum[k] - 0.01) < wide + 0.0001);
}

/* Small p and few looks: the rate is what p says within a few percent from two looks on. */
static void few_looks(void)
{
	struct random g = random_start(seed, 1);
	static const double looks[] = {1, 2, 4.4, 20};

	for (unsigned k = 0; k < 4; k++) {
		struct omnibus o = {DATES, CHANNELS, looks[k]};
		double got[3][3] = {{0}};
		enum { ROUNDS = 3 };

		for (unsigned r = 0; r < ROUNDS; r++) {
			planes(&g, looks[k]);
			for (unsigned s = 0; s < 3; s++) {
				if (s == 2)
					omnibus_all(&o, (const float *const *)plane, PIXELS, NULL, tail);
				else
					omnibus_step(&o, s ? 8 : 2, (const float *const *)plane, PIXELS, NULL, tail);
				for (unsigned l = 0; l < 3; l++)
					got[s][l] += rate(tail, (double[]){0.1, 0.01, 0.001}[l]) / ROUNDS;
			}
		}
		for (unsigned s = 0; s < 3; s++) {
			printf("looks %g %s: %.4f %.5f %.5f\n", looks[k], (const char *[]){"R2", "R8", "Q"}[s], got[s][0], got[s][1], got[s][2]);
			for (unsigned l = 0; l < 3; l++) {
				double want = (double[]){0.1, 0.01, 0.001}[l];
				double share = looks[k] < 2 ? 0.2 + (l == 2) : looks[k] < 4 ? 0.02 : 0.01;

				CHECK(fabs(got[s][l] - want) < 4.5 * sqrt(want / (ROUNDS * PIXELS)) + want * share);
			}
		}
	}
}

/* Two dates, one channel: the share of the first in the sum is beta distributed, so the tail is known. */
static void exact(void)
{
	static const double looks[] = {1, 2, 4.4, 15};

	for (unsigned k = 0; k < 4; k++) {
		struct omnibus o = {2, 1, looks[k]};
		double worst = 0;

		for (double ratio = 1.01; ratio < 1e4; ratio *= 1.1) {
			float a = 1, b = (float)ratio, p;
			const float *const v[] = {&a, &b};
			double want = 2 * f_tail((double)b, 2 * looks[k], 2 * looks[k]);

			omnibus_all(&o, v, 1, NULL, &p);
			if (want > 1e-3)
				worst = fmax(worst, fabs((double)p / want - 1));
		}
		printf("looks %g: off by %.3f at most for p above 1e-3\n", looks[k], worst);
		CHECK(worst < (looks[k] < 2 ? 0.3 : looks[k] < 4 ? 0.03 : 0.002));
	}
}

static void naive(void)
{
	struct random g = random_start(seed, 2);

	for (unsigned round = 0; round < 300; round++) {
		unsigned dates = 2 + (unsigned)random_below(&g, 9), channels = 1 + (unsigned)random_below(&g, 3),
			j = 2 + (unsigned)random_below(&g, dates - 1), n = 1 + (unsigned)random_below(&g, 600);
		struct omnibus o = {dates, channels, 1 + 10 * random_unit(&g)};
		float *v[30], q[600], p[600], r[600], rp[600], wide = round % 3 ? 1 : 80;

		for (unsigned k = 0; k < dates * channels; k++) {
			v[k] = malloc(n * sizeof(float));
			for (unsigned i = 0; i < n; i++)
				v[k][i] = (float)exp(wide * (random_unit(&g) - 0.5));
		}
		omnibus_all(&o, (const float *const *)v, n, q, p);
		omnibus_step(&o, j, (const float *const *)v, n, r, rp);
		for (unsigned i = 0; i < n; i++) {
			double all = 0, step = 0, f = (dates - 1.0) * channels, rho = 1 - (dates + 1.0) / (6 * dates * o.looks),
				rho_j = 1 - (1 + 1.0 / (j * (j - 1.0))) / (6 * o.looks);

			for (unsigned c = 0; c < channels; c++) {
				double sum = 0, sum_j = 0, before = 0, logs = 0, x = (double)v[(j - 1) * channels + c][i];

				for (unsigned d = 0; d < dates; d++) {
					double y = (double)v[d * channels + c][i];

					sum += y;
					logs += log(y);
					sum_j += d < j ? y : 0;
					before += d + 1 < j ? y : 0;
				}
				all += dates * log(sum / dates) - logs;
				step += j * log(sum_j / j) - (j - 1) * log(before / (j - 1)) - log(x);
			}
			CHECK(fabs((double)q[i] - 2 * o.looks * rho * all) < 1e-6 * (1 + (double)q[i]));
			CHECK(fabs((double)r[i] - 2 * o.looks * rho_j * step) < 1e-6 * (1 + (double)r[i]) + 1e-9);
			CHECK(fabs((double)p[i] - chi_boxed((double)q[i], f, -f / 4 * (1 - 1 / rho) * (1 - 1 / rho))) < 1e-5);
			CHECK(fabs((double)rp[i] - chi_boxed((double)r[i], channels,
				-(double)channels / 4 * (1 - 1 / rho_j) * (1 - 1 / rho_j))) < 1e-5);
		}
		for (unsigned k = 0; k < dates * channels; k++)
			free(v[k]);
	}
}

static void no_value(void)
{
	float a[] = {1, 0, -1, NAN, INFINITY, 1, 1e-45f}, b[] = {2, 2, 2, 2, 2, NAN, 3e38f}, q[7], p[7];
	const float *const v[] = {a, b};
	struct omnibus o = {2, 1, 4};
	bool changed[1];
	double least, pixel[] = {1, NAN}, same[] = {3, 3};

	omnibus_all(&o, v, 7, q, p);
	CHECK(p[0] > 0 && p[0] < 1 && q[0] > 0 && p[6] == 0 && isfinite(q[6]));
	for (unsigned i = 1; i < 6; i++)
		CHECK(isnan(p[i]) && isnan(q[i]));
	omnibus_step(&o, 2, v, 7, q, p);
	for (unsigned i = 1; i < 6; i++)
		CHECK(isnan(p[i]) && isnan(q[i]));
	omnibus_step(&o, 3, v, 7, q, p);
	CHECK(isnan(p[0]));
	CHECK(omnibus_walk(&o, pixel, 0.01, changed, &least) == 0 && isnan(least) && !changed[0]);
	CHECK(omnibus_walk(&o, same, 0.01, changed, &least) == 0 && least == 1);
}

/* Nothing changes: alpha of the series are given a change. */
static void walk_alarms(void)
{
	struct random g = random_start(seed, 3);
	struct omnibus o = {12, 2, 4.4};
	enum { N = 60000 };
	unsigned alarms = 0, many = 0;

	for (unsigned i = 0; i < N; i++) {
		double v[24], least;
		bool changed[11];
		unsigned n;

		for (unsigned k = 0; k < 24; k++)
			v[k] = random_gamma(&g, o.looks);
		n = omnibus_walk(&o, v, 0.01, changed, &least);
		CHECK((n > 0) == (least < 0.01));
		alarms += n > 0;
		many += n > 1;
	}
	printf("series without change given one: %.5f, several: %.5f\n", (double)alarms / N, (double)many / N);
	CHECK(fabs((double)alarms / N - 0.01) < 4.5 * sqrt(0.01 / N) + 0.0001);
}

/* One change of 8 dB in both channels, then a change and its way back. */
static void walk_dates(void)
{
	struct random g = random_start(seed, 4);
	struct omnibus o = {10, 2, 4.4};
	enum { N = 5000 };
	unsigned found = 0, right = 0, both = 0, alone = 0;

	for (unsigned i = 0; i < N; i++) {
		double v[20];
		bool changed[9];
		unsigned at = 3 + (unsigned)random_below(&g, 5), n;

		for (unsigned k = 0; k < 20; k++)
			v[k] = random_gamma(&g, o.looks) * (k / 2 >= at ? 6 : 1);
		n = omnibus_walk(&o, v, 0.001, changed, NULL);
		found += n > 0;
		right += changed[at - 1];
		alone += n == 1 && changed[at - 1];
		for (unsigned k = 0; k < 20; k++)
			v[k] = random_gamma(&g, o.looks) * (k / 2 >= 3 && k / 2 < 7 ? 8 : 1);
		omnibus_walk(&o, v, 0.001, changed, NULL);
		both += changed[2] && changed[6];
	}
	printf("change found %.3f, in its interval %.3f, and no other %.3f; there and back %.3f\n", (double)found / N, (double)right / N,
		(double)alone / N, (double)both / N);
	CHECK(found > 0.97 * N && right > 0.88 * N && alone > 0.87 * N && both > 0.84 * N);
}

TESTS({"rates at 4.4 looks", rates}, {"few looks", few_looks}, {"against an exact tail", exact}, {"against a naive computation", naive},
	{"no value", no_value},
      {"walk: false alarms", walk_alarms}, {"walk: dates", walk_dates})
