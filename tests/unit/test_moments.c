/* Weighted moments against sums in long doubles, and parts against the whole. */
#include "base/random.h"
#include "watch/moments.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { N = 7, COUNT = 3001 };

static float value[N][COUNT], weight[COUNT];

static void make(struct random *r)
{
	for (int i = 0; i < COUNT; i++) {
		float common = (float)random_normal(r);

		weight[i] = random_unit(r) < 0.2 ? 0 : (float)random_unit(r);
		for (int k = 0; k < N; k++)
			value[k][i] = 20000 + 10.0f * (float)k + 3 * common + (float)random_normal(r);
	}
}

static void against_naive(const float *w, const double *mean, const double *s)
{
	long double sum[N] = {0}, total = 0;

	for (int i = 0; i < COUNT; i++) {
		long double v = w ? w[i] : 1;

		total += v;
		for (int k = 0; k < N; k++)
			sum[k] += v * value[k][i];
	}
	for (int k = 0; k < N; k++) {
		CHECK(fabs(mean[k] - (double)(sum[k] / total)) < 1e-9);
		for (int j = 0; j < N; j++) {
			long double c = 0;

			for (int i = 0; i < COUNT; i++)
				c += (w ? w[i] : 1) * (value[k][i] - sum[k] / total) * (value[j][i] - sum[j] / total);
			CHECK(fabs(s[k * N + j] - (double)(c / total)) < 1e-9 * (1 + fabs(s[k * N + j])));
		}
	}
}

static void all(void)
{
	struct random r = random_start(11, 0);
	const float *plane[N], *second[N];
	double shift[N], mean[N], s[N * N], mean_two[N], s_two[N * N];
	static struct moments m, part;

	make(&r);
	for (int k = 0; k < N; k++) {
		plane[k] = value[k];
		second[k] = value[k] + 1024;
		shift[k] = 20000;
	}
	moments_begin(&m, N, shift);
	moments_add(&m, plane, NULL, COUNT);
	moments_end(&m, mean, s);
	against_naive(NULL, mean, s);
	moments_begin(&m, N, shift);
	moments_add(&m, plane, weight, COUNT);
	moments_end(&m, mean, s);
	against_naive(weight, mean, s);
	moments_begin(&m, N, shift);
	moments_begin(&part, N, shift);
	moments_add(&m, plane, weight, 1024);
	moments_add(&part, second, weight + 1024, COUNT - 1024);
	moments_join(&m, &part);
	moments_end(&m, mean_two, s_two);
	for (int k = 0; k < N * N; k++)
		CHECK(fabs(s[k] - s_two[k]) < 1e-12 * (1 + fabs(s[k])));
}

TESTS({"moments", all})
