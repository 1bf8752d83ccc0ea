/* What is masked: published codes bit by bit; by thresholds on invented ground with clouds, shadows, snow, roofs, water and salt drawn on it
 * (synthetic). */
#include "base/random.h"
#include "check.h"
#include "envi.h"
#include "watch/mask.h"
#include "watch/mask_map.h"

#include <math.h>

static struct arena a;
static struct error e;
static struct scene s;

/* A scene with those bands, whose pixels the test makes itself. */
static bool scene_with(const char *names, unsigned n, unsigned type)
{
	char more[512];

	(void)snprintf(more, sizeof more, "band names = {%s}", names);
	envi_write("x.img", &(struct envi){.width = 4, .height = 4, .bands = n, .type = type, .map = "UTM, 1, 1, 500000, 4500000, 10, 10, 33, "
					   "North, WGS-84", .more = more});
	error_clear(&e);
	if (scene_open(envi_path("x.img"), NULL, &a, &s, &e) == ST_OK)
		return true;
	(void)fprintf(stderr, "%s\n", e.message);
	return false;
}

static uint8_t coded(enum scene_quality kind, float code)
{
	const float zero = .2f, *plane[1] = {&zero};
	struct mask_rule m = {.kind = kind, .n = 0};
	uint8_t out;

	mask_pixels(&m, 1, plane, &code, 1, &out);
	return out;
}

static void codes(void)
{
	static const uint8_t scl[12] = {MASK_NO_VALUE, MASK_NO_VALUE, 0, MASK_SHADOW, 0, 0, 0, 0, MASK_CLOUD, MASK_CLOUD, MASK_CLOUD, MASK_SNOW};
	static const uint8_t bit[8] = {MASK_NO_VALUE, MASK_CLOUD, MASK_CLOUD, MASK_CLOUD, MASK_SHADOW, MASK_SNOW, 0, 0};

	for (int c = 0; c < 12; c++)
		CHECK(coded(QUALITY_SCL, (float)c) == scl[c]);
	CHECK(coded(QUALITY_SCL, 12) == MASK_NO_VALUE && coded(QUALITY_SCL, NAN) == MASK_NO_VALUE && coded(QUALITY_SCL, -1) == MASK_NO_VALUE &&
	      coded(QUALITY_SCL, 1e30f) == MASK_NO_VALUE);
	for (int b = 0; b < 8; b++)
		CHECK(coded(QUALITY_QA_PIXEL, (float)(1 << b)) == bit[b]);
	/* clear land and water as USGS has them, then cloud of high confidence, its shadow, snow */
	CHECK(coded(QUALITY_QA_PIXEL, 21824) == 0 && coded(QUALITY_QA_PIXEL, 21952) == 0 && coded(QUALITY_QA_PIXEL, 22280) == MASK_CLOUD);
	CHECK(coded(QUALITY_QA_PIXEL, 23888) == MASK_SHADOW && coded(QUALITY_QA_PIXEL, 30048) == MASK_SNOW &&
	      coded(QUALITY_QA_PIXEL, 1) == MASK_NO_VALUE);
	CHECK(coded(QUALITY_UDM, 1) == 0 && coded(QUALITY_UDM, 0) == MASK_CLOUD);
}

static void quality(void)
{
	float blue[4] = {500, 500, NAN, 500}, codes[4] = {4, 9, 4, 0}, wrong[4] = {4, 9, 4, 37};
	const float *plane[1] = {blue};
	struct mask_rule m;
	uint8_t out[4];

	CHECK(scene_with("B02, SCL", 2, 12) && s.kind == QUALITY_SCL);
	CHECK(mask_rule_make(&s, plane, codes, 4, &a, &m, &e) == ST_OK && strstr(m.said, "SCL"));
	mask_pixels(&m, 1, plane, codes, 4, out);
	CHECK(out[0] == 0 && out[1] == MASK_CLOUD && out[2] == MASK_NO_VALUE && out[3] == MASK_NO_VALUE);
	/* single pixels of cloud stay: the codes are taken as they are */
	CHECK(mask_settle(out, 2, 2, 10, &a, &e) == ST_OK && out[1] == MASK_CLOUD && out[0] == 0);
	CHECK(mask_rule_make(&s, plane, wrong, 4, &a, &m, &e) == ST_DATA && strstr(e.message, "found the code 37, expected whole numbers from 0 to "
			"11") && strstr(e.message, "SCL"));
	scene_close(&s);
}

/* ---- invented ground ---- */

enum { W = 400, H = 300, N = W * H, BANDS = 5 };
struct ground { float *plane[BANDS]; struct random r; };
/* reflectance in blue, green, red, near infrared, short-wave infrared, at the top of the air */
static const float field[BANDS] = {.1f, .095f, .09f, .28f, .2f}, soil[BANDS] = {.13f, .16f, .21f, .29f, .36f},
		water[BANDS] = {.09f, .06f, .04f, .03f, .015f},
		   cloud[BANDS] = {.55f, .53f, .52f, .57f, .42f}, haze[BANDS] = {.24f, .23f, .22f, .34f, .26f},
		   shade[BANDS] = {.075f, .055f, .04f, .09f, .06f},
		   roof[BANDS] = {.5f, .5f, .5f, .52f, .45f}, concrete[BANDS] = {.28f, .32f, .36f, .4f, .42f},
		   snow[BANDS] = {.7f, .68f, .66f, .6f, .08f},
		   desert[BANDS] = {.24f, .32f, .42f, .5f, .58f}, salt[BANDS] = {.42f, .47f, .5f, .5f, .28f};

static void fill(struct ground *g, int x0, int y0, int x1, int y1, const float *light)
{
	for (int y = y0 < 0 ? 0 : y0; y < y1 && y < H; y++)
		for (int x = x0 < 0 ? 0 : x0; x < x1 && x < W; x++)
			for (int k = 0; k < BANDS; k++)
				g->plane[k][y * W + x] = light[k] * (float)(1 + .03 * random_normal(&g->r));
}

static void disc(struct ground *g, int cx, int cy, int r, const float *light)
{
	for (int y = -r; y <= r; y++)
		for (int x = -r; x <= r; x++)
			if (x * x + y * y <= r * r)
				fill(g, cx + x, cy + y, cx + x + 1, cy + y + 1, light);
}

static void ground(struct ground *g)
{
	g->r = random_start(7, 0);
	for (int k = 0; k < BANDS; k++)
		g->plane[k] = arena_array(&a, N, sizeof *g->plane[k]);
	fill(g, 0, 0, W, H, field);
	for (int i = 0; i < 30; i++) {
		int x = (int)random_below(&g->r, W), y = (int)random_below(&g->r, H);

		fill(g, x, y, x + 30, y + 25, soil);
	}
}

static uint8_t mask[N];
static struct mask_rule rule;

static bool masked(struct ground *g, float gain, float offset, double metres)
{
	for (int k = 0; k < BANDS; k++)
		for (int i = 0; i < N; i++)
			g->plane[k][i] = roundf((g->plane[k][i] - offset) * gain);
	if (mask_rule_make(&s, (const float *const *)g->plane, NULL, N, &a, &rule, &e) != ST_OK)
		return false;
	mask_pixels(&rule, BANDS, (const float *const *)g->plane, NULL, N, mask);
	return mask_settle(mask, W, H, metres, &a, &e) == ST_OK;
}

static int count(int x0, int y0, int x1, int y1, uint8_t reason)
{
	int n = 0;

	for (int y = y0; y < y1; y++)
		for (int x = x0; x < x1; x++)
			n += reason ? (mask[y * W + x] & reason) != 0 : mask[y * W + x] != 0;
	return n;
}

static void ground_bare(void)
{
	struct ground g;

	CHECK(scene_with("B02, B03, B04, B08, B11, B12", 6, 12));
	s.n = BANDS; /* the last is not drawn */
	ground(&g);
	fill(&g, 20, 20, 60, 32, roof);       /* 400 × 120 m */
	for (int i = 0; i < 40; i++)          /* a town of small roofs with their own shades */
		fill(&g, 150 + i % 8 * 8, 60 + i / 8 * 9, 154 + i % 8 * 8, 65 + i / 8 * 9, roof),
				fill(&g, 150 + i % 8 * 8, 58 + i / 8 * 9, 154 + i % 8 * 8, 60 + i / 8 * 9, shade);
	fill(&g, 250, 20, 330, 80, concrete);
	fill(&g, 0, 150, 120, 300, water);
	fill(&g, 200, 150, 400, 300, desert);
	fill(&g, 130, 200, 190, 280, salt);
	CHECK(masked(&g, 10000, 0, 10));
	CHECK(rule.scale == MASK_SCALE_REFLECTANCE && rule.cloud && rule.snow && rule.shadow);
	CHECK(count(0, 0, W, H, 0) == 0);
}

static void clouds(float offset)
{
	struct ground g;
	static const struct { int x, y, r; } c[] = {{70, 80, 22}, {180, 60, 15}, {300, 100, 28}, {120, 200, 12}, {260, 220, 18}, {396, 250, 20}};

	ground(&g);
	fill(&g, 20, 250, 44, 262, roof);     /* without a shadow where the clouds have theirs */
	for (size_t i = 0; i < sizeof c / sizeof *c; i++)
		disc(&g, c[i].x + 17, c[i].y - 41, c[i].r, shade);
	for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
		disc(&g, c[i].x, c[i].y, c[i].r + 3, haze);
		disc(&g, c[i].x, c[i].y, c[i].r, cloud);
	}
	CHECK(masked(&g, 10000, offset, 10));
	for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
		int r = c[i].r / 2, x = c[i].x > 385 ? 385 : c[i].x;

		CHECK(count(x - r, c[i].y - r, x + r, c[i].y + r, MASK_CLOUD) == 4 * r * r);
		if (c[i].x < 380 && c[i].y - 41 - r > 0) /* those shadows that no cloud hides */
			CHECK(count(c[i].x + 17 - r, c[i].y - 41 - r, c[i].x + 17 + r, c[i].y - 41, MASK_SHADOW | MASK_CLOUD) == 2 * r * r);
	}
	CHECK(count(20, 250, 44, 262, 0) == 0);
	CHECK(count(0, 100, 40, 240, 0) == 0); /* far from all clouds */
}

static void clouds_of_both_scales(void)
{
	clouds(0);
	if (!check_failed)
		clouds(-.1f);
	CHECK(rule.offset == -.1);
}

static void snowed(void)
{
	struct ground g;

	ground(&g);
	fill(&g, 100, 100, 300, 200, snow);
	fill(&g, 10, 10, 13, 13, snow);
	CHECK(masked(&g, 10000, 0, 10));
	CHECK(count(100, 100, 300, 200, MASK_SNOW) > 19900 && count(5, 5, 20, 20, 0) == 0 && count(0, 0, W, H, MASK_CLOUD) == 0);
	scene_close(&s);
}

static void raw(void)
{
	struct ground g;

	CHECK(scene_with("blue, green, red, nir, swir1", BANDS, 1));
	ground(&g);
	disc(&g, 200, 150, 30, (const float[BANDS]){1, .95f, .9f, .6f, .4f});
	fill(&g, 20, 20, 26, 26, (const float[BANDS]){1, 1, 1, 1, 1});      /* a roof that fills the sensor */
	fill(&g, 300, 20, 340, 60, (const float[BANDS]){1, .5f, .4f, .3f, .2f}); /* full in one band */
	for (int k = 0; k < BANDS; k++)
		for (int i = 0; i < N; i++)
			g.plane[k][i] = fminf(g.plane[k][i], 1);
	CHECK(masked(&g, 255, 0, 10));
	CHECK(rule.scale == MASK_SCALE_RAW && rule.cloud && !rule.snow && !rule.shadow && strstr(rule.said, "raw"));
	CHECK(count(185, 135, 215, 165, MASK_CLOUD) == 900 && count(18, 18, 30, 30, 0) == 0 && count(300, 20, 340, 60, 0) == 0);
	fill(&g, 0, 0, W, H, field);
	fill(&g, 100, 100, 160, 160, (const float[BANDS]){2, 2, 2, 0, 0});
	for (int k = 0; k < BANDS; k++)
		for (int i = 0; i < N; i++)
			g.plane[k][i] = fminf(g.plane[k][i], 1);
	CHECK(masked(&g, 255, 0, 10));
	CHECK(count(102, 102, 158, 158, MASK_FULL) == 56 * 56 && count(0, 0, W, H, MASK_CLOUD) == 0); /* full in three of five */
	scene_close(&s);
}

static void cannot_be_told(void)
{
	float x[4] = {100, 200, 0, NAN};
	const float *plane[3] = {x, x, x};
	uint8_t out[4];

	CHECK(scene_with("one, two, three", 3, 12));
	CHECK(mask_rule_make(&s, plane, NULL, 4, &a, &rule, &e) == ST_OK && !rule.cloud && !rule.snow && rule.scale == MASK_SCALE_UNKNOWN &&
	      strstr(rule.said, "cannot be told"));
	mask_pixels(&rule, 3, plane, NULL, 4, out);
	CHECK(mask_settle(out, 4, 1, 1, &a, &e) == ST_OK && out[0] == 0 && out[1] == 0 && out[2] == 0 && out[3] == MASK_NO_VALUE);
	scene_close(&s);
	CHECK(scene_with("VV, VH", 2, 4));
	CHECK(mask_rule_make(&s, plane, NULL, 4, &a, &rule, &e) == ST_OK && !rule.cloud && strstr(rule.said, "radar"));
	scene_close(&s);
	/* nothing has a value */
	for (int i = 0; i < 4; i++)
		x[i] = NAN;
	CHECK(scene_with("B02, B03, B04, B08", 4, 12));
	CHECK(mask_rule_make(&s, (const float *const[]){x, x, x, x}, NULL, 4, &a, &rule, &e) == ST_OK && !rule.cloud);
	scene_close(&s);
}

/* Zeros at the border are where the image ends; a dark lake within it is not. */
static void edges(void)
{
	struct ground g;

	CHECK(scene_with("blue, green, red, nir, swir1", BANDS, 1));
	ground(&g);
	fill(&g, 0, 0, 50, H, (const float[BANDS]){0});
	fill(&g, 200, 100, 260, 160, (const float[BANDS]){0});
	fill(&g, 399, 10, 400, 12, (const float[BANDS]){0});
	CHECK(masked(&g, 255, 0, 10));
	CHECK(count(0, 0, 52, H, MASK_NO_VALUE) == 52 * H && count(52, 0, W, H, 0) == 0);
	scene_close(&s);
}

/* Squares and areas against plain loops. */
static void maps(void)
{
	const uint64_t seed = 99;
	struct random r = random_start(seed, 0);

	(void)printf("seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 200; round++) {
		uint32_t w = 1 + (uint32_t)random_below(&r, 23), h = 1 + (uint32_t)random_below(&r, 17), reach = (uint32_t)random_below(&r, 6);
		double share = random_unit(&r);
		uint8_t was[23 * 17], area[23 * 17];
		struct map m;

		CHECK(map_open(&m, w, h, &a));
		for (size_t i = 0; i < m.n; i++)
			was[i] = m.bit[i] = random_unit(&r) < share;
		map_widen(&m, 1, 2, reach);
		map_narrow(&m, 1, 4, reach);
		for (int y = 0; y < (int)h; y++)
			for (int x = 0; x < (int)w; x++) {
				bool some = false, all = true;

				for (int v = y - (int)reach; v <= y + (int)reach; v++)
					for (int u = x - (int)reach; u <= x + (int)reach; u++)
						if (u >= 0 && v >= 0 && u < (int)w && v < (int)h) {
							some = some || was[v * (int)w + u];
							all = all && was[v * (int)w + u];
						}
				CHECK(((m.bit[y * (int)w + x] & 2) != 0) == some && ((m.bit[y * (int)w + x] & 4) != 0) == all);
			}
		/* areas: label by spreading until nothing changes */
		map_clear(&m, 0xfe);
		for (size_t i = 0; i < m.n; i++)
			area[i] = was[i] ? (uint8_t)(1 + i % 250) : 0;
		for (bool more = true; more;) {
			more = false;
			for (int y = 0; y < (int)h; y++)
				for (int x = 0; x < (int)w; x++)
					for (int v = y - 1; v <= y + 1; v++)
						for (int u = x - 1; u <= x + 1; u++)
							if (u >= 0 && v >= 0 && u < (int)w && v < (int)h && area[y * (int)w + x] &&
							    area[v * (int)w + u] > area[y * (int)w + x]) {
								area[y * (int)w + x] = area[v * (int)w + u];
								more = true;
							}
		}
		if (m.n > 250)
			continue;
		{
			unsigned size[251] = {0};
			uint64_t least = 1 + random_below(&r, 12);

			for (size_t i = 0; i < m.n; i++)
				size[area[i]]++;
			CHECK(map_sieve(&m, 1, least, false));
			for (size_t i = 0; i < m.n; i++)
				CHECK((m.bit[i] & 1) == (was[i] && size[area[i]] >= least));
		}
	}
	arena_free(&a);
	envi_end();
}

/* Any mask of any size: what was certain stays, what was not is decided. */
static void any_mask(void)
{
	const uint8_t certain = MASK_CLOUD | MASK_SHADOW | MASK_SNOW;
	struct random r = random_start(5, 0);

	for (int round = 0; round < 300; round++) {
		uint32_t w = 1 + (uint32_t)random_below(&r, 60), h = 1 + (uint32_t)random_below(&r, 60);
		double metres = round % 7 ? 1 + 200 * random_unit(&r) : round % 2 ? 0 : NAN;
		uint8_t may = (uint8_t)(random_below(&r, 7) << 5);
		uint8_t *m = arena_alloc(&a, (size_t)w * h), *was = arena_alloc(&a, (size_t)w * h);

		for (size_t i = 0; i < (size_t)w * h; i++)
			was[i] = m[i] = (uint8_t)(random_unit(&r) < .5 ? may : random_below(&r, 256));
		CHECK(mask_settle(m, w, h, metres, &a, &e) == ST_OK);
		for (size_t i = 0; i < (size_t)w * h; i++) {
			CHECK(!(m[i] & MASK_MAYBE));
			CHECK(!(was[i] & MASK_NO_VALUE) || (m[i] & MASK_NO_VALUE));
			if (m[i] & MASK_NO_VALUE)
				continue; /* an edge, and what lies beside it */
			CHECK((m[i] & was[i] & certain) == (was[i] & certain));
		}
	}
	arena_free(&a);
}

static void begin(void)
{
	envi_begin();
}

TESTS({"begin", begin}, {"codes", codes}, {"quality", quality}, {"no cloud", ground_bare}, {"clouds", clouds_of_both_scales}, {"snow", snowed},
      {"raw", raw},
      {"cannot be told", cannot_be_told}, {"edges", edges}, {"any mask", any_mask}, {"maps", maps})
