/* MAD, IR-MAD and residuals on two dates of invented ground: gains found again under clouds and wild values, refusals, invariances, tiles against one pixel at a time. */
#include "base/random.h"
#include "watch/contrast.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 150, HEIGHT = 120, PIXELS = WIDTH * HEIGHT, BANDS = 3 };

static float value[2 * BANDS][PIXELS];
static uint8_t mask[PIXELS];
static float *plane[2 * BANDS];
static struct tile tile;
static struct contrast c;

/* After: 1.5, 2, 2.5 times before, and 100, 200, 300 more; noise everywhere. */
static struct sample make(uint64_t seed)
{
	struct random r = random_start(seed, 0);

	for (int i = 0; i < PIXELS; i++) {
		double common = random_normal(&r);

		for (int k = 0; k < BANDS; k++) {
			double ground = 1000 + 200 * common + 100 * random_normal(&r);

			value[k][i] = (float)(ground + 10 * random_normal(&r));
			value[BANDS + k][i] = (float)((1.5 + 0.5 * k) * (ground + 10 * random_normal(&r)) + 100 * (k + 1));
		}
		mask[i] = random_unit(&r) < 0.05;
	}
	for (int k = 0; k < 2 * BANDS; k++)
		plane[k] = value[k];
	tile = (struct tile){.n = BANDS, .width = WIDTH, .height = HEIGHT, .x1 = WIDTH, .y1 = HEIGHT, .plane = plane, .mask = mask};
	struct sample s = {.n = BANDS, .tile = &tile, .n_tiles = 1};
	for (int i = 0; i < PIXELS; i++)
		s.seen += !mask[i];
	return s;
}

static bool fit(enum contrast_kind kind, const struct sample *s, unsigned threads, uint32_t *band)
{
	struct contrast_options o = {.threads = threads};
	struct error e = {0};

	return contrast_fit(kind, s, &o, &c, band, &e) == ST_OK;
}

static bool gains_are_right(double by)
{
	bool good = true;

	for (int k = 0; k < BANDS; k++)
		good = good && fabs(c.gain[k] / (1.5 + 0.5 * k) - 1) < by && fabs(c.offset[k] - 100 * (k + 1)) < 1500 * by;
	return good;
}

static void gains(void)
{
	struct sample s = make(1);
	uint32_t band;

	CHECK(fit(CONTRAST_RESIDUAL, &s, 2, &band) && c.rank == BANDS && c.converged && gains_are_right(0.02));
	/* a fifth in cloud: bright in all bands after */
	for (int i = 0; i < PIXELS / 5; i++)
		for (int k = 0; k < BANDS; k++)
			value[BANDS + k][i] = 20000 + 3000 * sinf((float)(i + k));
	CHECK(fit(CONTRAST_RESIDUAL, &s, 2, &band) && gains_are_right(0.02));
	/* one wild value */
	s = make(2);
	value[BANDS][777] = 1e30f;
	mask[777] = 0;
	CHECK(fit(CONTRAST_RESIDUAL, &s, 1, &band) && gains_are_right(0.02));
}

static void usual(void)
{
	struct sample s = make(3);
	double middle[2 * BANDS];
	float low[2 * BANDS], high[2 * BANDS];

	for (int i = 0; i < PIXELS; i++)
		value[1][i] = i % 10 ? 7 : (float)i;
	CHECK(sample_usual(&s, 4, 2, middle, low, high));
	CHECK(fabs(middle[0] - 1000) < 15 && low[0] < 100 && low[0] > -700 && high[0] > 1900 && high[0] < 2700);
	CHECK(middle[1] >= 7 && middle[1] <= 7 && isinf(low[1]) && isinf(high[1]));
	memset(mask, 1, sizeof mask);
	CHECK(!sample_usual(&s, 4, 2, middle, low, high));
}

static void refused(void)
{
	static const enum contrast_kind kinds[] = {CONTRAST_MAD, CONTRAST_IRMAD, CONTRAST_RESIDUAL};
	struct sample s = make(4);
	uint32_t band;

	for (int i = 0; i < PIXELS; i++)
		value[BANDS + 1][i] = 5;
	for (int k = 0; k < 3; k++)
		CHECK(!fit(kinds[k], &s, 2, &band) && band == BANDS + 1);
	s = make(5);
	for (int k = 0; k < BANDS; k++)
		for (int i = 0; i < PIXELS; i++)
			value[BANDS + k][i] = 2 * value[k][i] + 3;
	for (int k = 0; k < 3; k++)
		CHECK(!fit(kinds[k], &s, 2, &band) && band == UINT32_MAX);
	s = make(6);
	memset(mask, 1, sizeof mask);
	memset(mask, 0, 50);
	s.seen = 50;
	for (int k = 0; k < 3; k++)
		CHECK(!fit(kinds[k], &s, 2, &band) && band == UINT32_MAX);
	/* a band twice says nothing of its own */
	s = make(7);
	memcpy(value[1], value[0], sizeof value[0]);
	memcpy(value[BANDS + 1], value[BANDS], sizeof value[0]);
	for (int k = 0; k < 3; k++)
		CHECK(fit(kinds[k], &s, 2, &band) && c.rank == BANDS - 1 && c.band[0] + c.band[1] == 1 && c.band[2]);
}

static void invariant(void)
{
	struct sample s = make(8);
	uint32_t band;
	double rho[BANDS];

	CHECK(fit(CONTRAST_MAD, &s, 2, &band) && c.n_rho == BANDS);
	memcpy(rho, c.rho, sizeof rho);
	CHECK(rho[0] > rho[1] && rho[1] > rho[2]);
	for (int i = 0; i < PIXELS; i++) {
		float a = value[BANDS][i], b = value[BANDS + 1][i];

		value[BANDS][i] = 0.5f * a + 0.1f * b - 40;
		value[BANDS + 1][i] = 3 * b + 9;
	}
	CHECK(fit(CONTRAST_MAD, &s, 1, &band));
	for (int k = 0; k < BANDS; k++)
		CHECK(fabs(c.rho[k] - rho[k]) < 1e-5);
	CHECK(fit(CONTRAST_IRMAD, &s, 2, &band) && c.converged && c.rho[0] >= rho[0] - 1e-3);
	memcpy(rho, c.rho, sizeof rho);
	CHECK(fit(CONTRAST_IRMAD, &s, 1, &band) && fabs(c.rho[0] - rho[0]) < 1e-9 && fabs(c.rho[2] - rho[2]) < 1e-9);
}

/* Smoothed by hand at some pixels, masked neighbours left out and what fewer of them scatter more drawn towards the middle; and no other answer with other numbers of
 * threads. */
static void tiles(void)
{
	struct sample s = make(9);
	uint32_t band;
	float *t = malloc(PIXELS * sizeof *t), *plain = malloc(PIXELS * sizeof *t), *other = malloc(PIXELS * sizeof *t), *room = NULL;

	CHECK(t && plain && other && fit(CONTRAST_RESIDUAL, &s, 2, &band));
	room = malloc(contrast_room(&c, WIDTH, HEIGHT) * sizeof *room);
	CHECK(room);
	contrast_tile(&c, &tile, 0, 0, room, 1, plain);
	contrast_tile(&c, &tile, 0, 1, room, 1, t);
	contrast_tile(&c, &tile, 0, 1, room, 2, other);
	CHECK(!memcmp(t, other, PIXELS * sizeof *t));
	for (int at = 0; at < PIXELS; at += 97) {
		double sum = 0, weight = 0, all = 0, root;

		for (int dy = -3; dy <= 3; dy++)
			for (int dx = -3; dx <= 3; dx++) {
				int x = at % WIDTH + dx, y = at / WIDTH + dy;
				double w = exp(-0.5 * (dx * dx + dy * dy));

				all += w;
				if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT || mask[y * WIDTH + x])
					continue;
				sum += w * sqrt((double)plain[y * WIDTH + x]);
				weight += w;
			}
		root = sum / weight;
		if (weight < 0.999 * all)
			root = c.level * pow(root / c.level, sqrt(weight / all));
		if (!mask[at])
			CHECK(fabs((double)t[at] / (root * root) - 1) < 1e-4);
	}
	free(t);
	free(plain);
	free(other);
	free(room);
}

TESTS({"gains found again", gains}, {"what is usual", usual}, {"refused", refused}, {"invariant", invariant}, {"tiles", tiles})
