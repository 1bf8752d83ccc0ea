/* The number of looks, found again on simulated speckle over uneven ground: fields with edges, slopes, bright points, texture in parts, holes;
 * oversampled speckle; and 0 where it cannot be told. */
#include "base/random.h"
#include "watch/omnibus.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { W = 400, H = 400, FIELDS = 170 };
static const uint64_t seed = 2009;
static float image[W * H];

/* Mean brightness: fields around random points, a slope over all, some bright points and a part with texture. */
static void ground(struct random *g, float *out)
{
	static double at[FIELDS][3];

	for (unsigned f = 0; f < FIELDS; f++) {
		at[f][0] = random_unit(g) * W;
		at[f][1] = random_unit(g) * H;
		at[f][2] = exp(0.6 * random_normal(g));
	}
	for (unsigned y = 0; y < H; y++)
		for (unsigned x = 0; x < W; x++) {
			double near = INFINITY, level = 1;

			for (unsigned f = 0; f < FIELDS; f++) {
				double d = (x - at[f][0]) * (x - at[f][0]) + (y - at[f][1]) * (y - at[f][1]);

				if (d < near) {
					near = d;
					level = at[f][2];
				}
			}
			level *= exp(0.001 * x);
			if (random_unit(g) < 0.002)
				level *= 50;
			if (x < W / 4 && y < H / 2)
				level *= random_gamma(g, 3) / 3;
			out[y * W + x] = (float)(0.1 * level);
		}
}

/* Looks in whole numbers, complex amplitudes smeared over `smear` pixels both ways (1: not at all): each pixel is gamma of so many looks, neighbours
 * go together. */
static void smeared(struct random *g, unsigned looks, unsigned smear, float *out)
{
	static double re[W * H], im[W * H], sum[W * H];

	memset(sum, 0, sizeof sum);
	for (unsigned l = 0; l < looks; l++) {
		for (unsigned i = 0; i < W * H; i++) {
			re[i] = random_normal(g);
			im[i] = random_normal(g);
		}
		for (unsigned y = 0; y < H; y++)
			for (unsigned x = 0; x < W; x++) {
				double a = 0, b = 0;

				for (unsigned j = 0; j < smear; j++)
					for (unsigned i = 0; i < smear; i++) {
						unsigned k = (y + j) % H * W + (x + i) % W;

						a += re[k];
						b += im[k];
					}
				sum[y * W + x] += (a * a + b * b) / (2.0 * smear * smear * looks);
			}
	}
	for (unsigned i = 0; i < W * H; i++)
		out[i] *= (float)sum[i];
}

static double looks_of(void)
{
	struct arena a = ARENA_INIT;
	double n = omnibus_looks(image, W, H, &a);

	arena_free(&a);
	return n;
}

static void uneven(void)
{
	static const double looks[] = {1, 2, 3, 4.4, 10, 20};

	for (unsigned k = 0; k < 6; k++)
		for (unsigned round = 0; round < 3; round++) {
			struct random g = random_start(seed, k * 10 + round);
			double n;

			ground(&g, image);
			for (unsigned i = 0; i < W * H; i++)
				image[i] *= (float)(random_gamma(&g, looks[k]) / looks[k]);
			n = looks_of();
			printf("seed %llu: looks %g: %.3f (%+.1f %%)\n", (unsigned long long)seed, looks[k], n, 100 * (n / looks[k] - 1));
			CHECK(fabs(n / looks[k] - 1) < 0.04);
		}
}

static void oversampled(void)
{
	for (unsigned k = 0; k < 6; k++) {
		struct random g = random_start(seed, 100 + k);
		unsigned looks = (unsigned[]){1, 4, 10}[k % 3], smear = 2 + k / 3;
		double n;

		ground(&g, image);
		smeared(&g, looks, smear, image);
		n = looks_of();
		printf("looks %u, smeared over %u pixels: %.3f (%+.1f %%)\n", looks, smear, n, 100 * (n / looks - 1));
		CHECK(fabs(n / looks - 1) < 0.08);
	}
}

static void not_told(void)
{
	struct random g = random_start(seed, 200);
	struct arena a = ARENA_INIT;

	for (unsigned i = 0; i < W * H; i++)
		image[i] = 1;
	CHECK(looks_of() == 0); /* no speckle at all */
	for (unsigned i = 0; i < W * H; i++)
		image[i] = i % 3 ? (float)random_gamma(&g, 4) : NAN;
	CHECK(looks_of() == 0); /* no window without a hole */
	for (unsigned i = 0; i < W * H; i++)
		image[i] = 0;
	CHECK(looks_of() == 0);
	CHECK(omnibus_looks(image, 3, 3, &a) == 0 && omnibus_looks(image, 0, 0, &a) == 0 && omnibus_looks(image, W * H, 1, &a) == 0);
	arena_free(&a);
	/* half of it without value does not matter */
	for (unsigned i = 0; i < W * H; i++)
		image[i] = i % W < W / 2 ? NAN : (float)random_gamma(&g, 4);
	printf("half without value, looks 4: %.3f\n", looks_of());
	CHECK(fabs(looks_of() / 4 - 1) < 0.04);
}

TESTS({"looks on uneven ground", uneven}, {"oversampled speckle", oversampled}, {"not to be told", not_told})
