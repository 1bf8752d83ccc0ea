/* Displacements of windows: known ones found again, errors as large as they say, and nothing found where nothing is to be found. Seeds are printed.
 */
#include "watch/register.h"

#include "check.h"
#include "texture.h"

#define SEED 20261130u
enum { AREA = TEXTURE * TEXTURE };

static struct texture texture;
static float *before, *after, *f, *g;

static bool setup(void)
{
	if (before)
		return true;
	before = malloc(AREA * sizeof *before);
	after = malloc(AREA * sizeof *after);
	f = malloc(AREA * sizeof *f);
	g = malloc(AREA * sizeof *g);
	return before && after && f && g && texture_begin(&texture);
}

static bool match(uint32_t n, struct match *m)
{
	struct arena a = ARENA_INIT;
	bool ok = register_match(f, g, n, m, &a);

	arena_free(&a);
	return ok;
}

static void windows(size_t n, size_t x, size_t y)
{
	texture_cut(before, x, y, n, f);
	texture_cut(after, x, y, n, g);
}

static double between(struct random *r, double limit) { return (2 * random_unit(r) - 1) * limit; }

/* Both pictures of a ground, the second moved at random within `limit`. */
static void pictures(struct random *r, bool fractal, double limit, double d[2])
{
	texture_make(&texture, r, fractal);
	d[0] = between(r, limit);
	d[1] = between(r, limit);
	texture_moved(&texture, 0, 0, before);
	texture_moved(&texture, d[0], d[1], after);
}

static void fractions(void)
{
	struct random r = random_start(SEED, 1);
	struct match m;
	double d[2];

	CHECK(setup());
	for (int run = 0; run < 8; run++) {
		pictures(&r, run % 2, run < 4 ? 0.6 : 3, d);
		for (uint32_t n = 64; n <= 512; n *= 2) {
			windows(n, n < 512 ? 100 : 0, n < 512 ? 120 : 0);
			CHECK(match(n, &m));
			if (!(hypot(m.dx - d[0], m.dy - d[1]) < 0.02 && m.reliability > 0.5 && m.sd < 0.05))
				(void)fprintf(stderr, "seed %u run %d n %u: %.4f %.4f for %.4f %.4f, reliability %.2f\n", SEED, run, n, m.dx, m.dy, d[0], d[1],
					      m.reliability);
			CHECK(hypot(m.dx - d[0], m.dy - d[1]) < 0.02);
			CHECK(m.reliability > 0.5 && m.sd < 0.05);
		}
	}
}

static void far(void)
{
	struct random r = random_start(SEED, 2);
	struct match m;

	CHECK(setup());
	for (int run = 0; run < 4; run++) {
		double angle = random_unit(&r) * 6.28, d[2] = {40 * cos(angle), 40 * sin(angle)};

		texture_make(&texture, &r, run % 2);
		texture_moved(&texture, 0, 0, before);
		texture_moved(&texture, d[0], d[1], after);
		texture_noise(before, AREA, 0.1, &r);
		texture_noise(after, AREA, 0.1, &r);
		windows(256, 128, 128);
		CHECK(match(256, &m));
		CHECK(m.reliability > 0.5);
		CHECK(hypot(m.dx - d[0], m.dy - d[1]) < 0.1);
		CHECK(fabs(m.x - (128 - d[0] / 2)) < 1 && fabs(m.y - (128 - d[1] / 2)) < 1);
	}
}

/* What happens to the second window, by number. */
static void spoil(int how, size_t n, struct random *r)
{
	for (size_t y = 0; y < n; y++)
		for (size_t x = 0; x < n; x++) {
			float *v = &g[y * n + x];
			bool within = 20 * x > 9 * n && 20 * y > 9 * n;  /* 30 % */

			if (how == 0)
				*v = (float)(40 + 900 * pow(fmax(0, 1 + *v / 4), 1.7));
			else if (how == 1 && within)
				*v = -*v;
			else if (how == 2 && within)
				*v = before[(y * 3 % n) * TEXTURE + x];
			else if (how == 3 && x < n / 5 + y / 8)
				*v = NAN;
			else if (how == 4 && x + y < n / 2)
				*v = 9;            /* a cloud, full sensor */
			else if (how == 5)
				*v = -*v;
		}
	if (how == 3)
		for (size_t i = 0; i < n * n; i++)
			f[i] = i / n > n * 5 / 6 ? NAN : f[i];
	texture_noise(f, n * n, 0.1, r);
	texture_noise(g, n * n, how == 0 ? 20 : 0.1, r);
}

/* Whatever happened, what is believed is right; most is believed. */
static void spoilt(void)
{
	static const char *const said[] = {"gamma", "part inverted", "part replaced", "holes", "cloud", "inverted"};
	struct random r = random_start(SEED, 3);
	struct match m;
	double d[2];

	CHECK(setup());
	for (int how = 0; how < 6; how++) {
		int believed = 0;

		for (int run = 0; run < 8; run++) {
			pictures(&r, run % 2, 1.5, d);
			windows(256, 100, 60);
			spoil(how, 256, &r);
			if (!match(256, &m) || m.reliability < 0.3)
				continue;
			believed++;
			if (!(hypot(m.dx - d[0], m.dy - d[1]) < (how == 1 || how == 2 ? 0.5 : 0.2)))
				(void)fprintf(stderr, "seed %u run %d: %.3f %.3f for %.3f %.3f, sd %.3f\n", SEED, run, m.dx, m.dy, d[0], d[1], m.sd);
			CHECK(hypot(m.dx - d[0], m.dy - d[1]) < (how == 1 || how == 2 ? 0.5 : 0.2));
		}
		(void)printf("seed %u, %s: %d of 8 believed\n", SEED, said[how], believed);
		CHECK(believed >= (how == 1 || how == 2 ? 4 : 8));
	}
}

/* Errors over what they are said to be, both axes together: about 1. */
static void covers(void)
{
	static const double level[] = {0.1, 0.3, 0.6};
	struct random r = random_start(SEED, 4);
	double square = 0, d[2];
	size_t n = 0, far_off = 0;

	CHECK(setup());
	for (int run = 0; run < 12; run++) {
		pictures(&r, run % 2, 1, d);
		texture_noise(before, AREA, level[run % 3], &r);
		texture_noise(after, AREA, level[run % 3], &r);
		for (size_t k = 0; k < 9; k++) {
			struct match m;
			double z;

			windows(128, 10 + 160 * (k % 3), 10 + 160 * (k / 3));
			if (!match(128, &m) || m.reliability < 0.3)
				continue;
			z = hypot(m.dx - d[0], m.dy - d[1]) / m.sd;
			square += z * z;
			n += 2;
			far_off += z > 4;
		}
	}
	(void)printf("seed %u: %zu errors, root mean square %.2f of what is said, %zu beyond four\n", SEED, n, sqrt(square / (double)n), far_off);
	CHECK(n > 180);
	CHECK(square / (double)n > 0.5 && square / (double)n < 1.7);
	CHECK(far_off <= 2);
}

static void nothing(void)
{
	struct random r = random_start(SEED, 5);
	struct match m;

	CHECK(setup());
	for (int i = 0; i < 128 * 128; i++)
		f[i] = g[i] = 7;
	CHECK(!match(128, &m));
	for (int i = 0; i < 128 * 128; i++) {
		f[i] = (float)random_normal(&r);
		g[i] = (float)random_normal(&r);
	}
	CHECK(!match(128, &m));
	for (int i = 0; i < 128 * 128; i++)
		f[i] = g[i] = i % 128 < 70 ? NAN : (float)random_normal(&r);
	CHECK(!match(128, &m));
	for (int i = 0; i < 128 * 128; i++)
		f[i] = g[i] = INFINITY;
	CHECK(!match(128, &m));
	CHECK(!match(100, &m) && !match(16, &m) && !match(1024, &m));
	for (int i = 0; i < 128 * 128; i++)
		f[i] = g[i] = (float)(i % 128) * 3e37f;   /* squares overflow */
	(void)match(128, &m);
	CHECK(isfinite(m.dx) && isfinite(m.dy) && isfinite(m.sd));
}

/* Rows of a plantation match themselves at every step. */
static void rows(void)
{
	struct random r = random_start(SEED, 6);
	struct match m;

	CHECK(setup());
	for (int run = 0; run < 4; run++) {
		double step = 7 + 9 * random_unit(&r), angle = random_unit(&r) * 3;

		for (int y = 0; y < 128; y++)
			for (int x = 0; x < 128; x++) {
				double u = x * cos(angle) + y * sin(angle), v = y * cos(angle) - x * sin(angle);

				f[y * 128 + x] = (float)(tanh(5 * sin(6.2832 * u / step)) + tanh(5 * sin(6.2832 * v / step)) + 0.3 * random_normal(&r));
				g[y * 128 + x] = (float)(tanh(5 * sin(6.2832 * (u - 1.3) / step)) + tanh(5 * sin(6.2832 * (v - 0.7) / step)) + 0.3 * random_normal(&r));
			}
		CHECK(!match(128, &m) || m.reliability < 0.3);
	}
}

/* Any numbers at all: no harm done, and nothing but numbers comes out. */
static void anything(void)
{
	struct random r = random_start(SEED, 8);

	CHECK(setup());
	for (int run = 0; run < 40; run++) {
		struct match m;

		for (int i = 0; i < 64 * 64; i++)
			for (int k = 0; k < 2; k++) {
				uint32_t bits = (uint32_t)random_next(&r);

				memcpy(k ? &f[i] : &g[i], &bits, sizeof bits);
				if (run % 4 == 1)
					f[i] = g[i];
				if (run % 4 == 2)
					(k ? f : g)[i] = (float)(run % 8 == 2 ? 1e-42 * random_normal(&r) : 1e38 * random_normal(&r));
			}
		(void)match(64, &m);
		CHECK(isfinite(m.x) && isfinite(m.y) && isfinite(m.dx) && isfinite(m.dy) && isfinite(m.sd) && m.reliability >= 0 && m.reliability <= 1);
	}
}

static void strangers(void)
{
	struct random r = random_start(SEED, 7);
	int believed = 0, tried = 0;

	CHECK(setup());
	for (int run = 0; run < 6; run++) {
		double d[2];

		pictures(&r, run % 2, 1, d);
		memcpy(after, before, AREA * sizeof *after);
		texture_make(&texture, &r, run % 2);
		texture_moved(&texture, 0, 0, before);
		for (size_t k = 0; k < 9; k++) {
			struct match m;

			windows(128, 10 + 160 * (k % 3), 10 + 160 * (k / 3));
			for (size_t i = 0; run > 2 && i < 128 * 128; i++)
				if (i % 128 + i / 128 / 2 < 60)       /* the same frame in both, said to be none or left as 0 */
					f[i] = g[i] = k % 2 ? 0 : NAN;
			believed += match(128, &m) && m.reliability >= 0.3;
			tried++;
		}
	}
	(void)printf("seed %u: %d of %d windows of other ground believed\n", SEED, believed, tried);
	CHECK(believed <= 3);
}

TESTS({"fractions", fractions}, {"far", far}, {"spoilt", spoilt}, {"covers", covers}, {"nothing", nothing}, {"rows", rows}, {"anything", anything},
      {"strangers", strangers})
