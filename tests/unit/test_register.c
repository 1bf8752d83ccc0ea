/* Two rasters of our own brought together: moved, turned, noisy, with another band, and refused where they do not show the same ground. Seeds are
 * printed. */
#include "watch/register.h"

#include "check.h"
#include "envi.h"
#include "texture.h"

#define SEED 4107u

static struct arena a;
static struct error e;
static struct texture texture;
static float *image;

struct pair { struct scene s[2]; struct view *v[2]; };

static void begin(void)
{
	envi_begin();
	image = malloc((size_t)TEXTURE * TEXTURE * sizeof *image);
	CHECK(image && texture_begin(&texture));
}

static void end(void)
{
	envi_end();
	arena_free(&texture.a);
	arena_free(&a);
	free(image);
}

static bool opened(struct pair *p, const char *first, const char *second)
{
	const char *name[2] = {first, second};

	error_clear(&e);
	for (int i = 0; i < 2; i++)
		if (scene_open(envi_path(name[i]), &(struct scene_options){0}, &a, &p->s[i], &e) ||
		    view_open(&p->s[i], &p->s[0].grid, 0, p->s[0].grid.width, 32, NULL, &a, &p->v[i], &e)) {
			(void)fprintf(stderr, "%s\n", e.message);
			return false;
		}
	return true;
}

static void closed(struct pair *p)
{
	for (int i = 0; i < 2; i++) {
		view_close(p->v[i]);
		scene_close(&p->s[i]);
	}
}

/* What register_views makes of two files. */
static enum status together(const char *first, const char *second, const struct register_options *o, struct registration *r)
{
	struct pair p;
	enum status st;

	if (!opened(&p, first, second))
		return ST_BUG;
	st = register_views(p.v[0], p.v[1], &p.s[0].grid, p.s[0].n, o, &a, r, &e);
	closed(&p);
	return st;
}

/* side × side of the ground moved by d, `bands` of them: the last is the ground, those before it noise alone. */
static void write_moved(const char *name, unsigned side, unsigned bands, double dx, double dy, double noise, struct random *r)
{
	float *v = arena_array(&a, (size_t)side * side * bands, sizeof *v);

	texture_moved(&texture, dx, dy, image);
	for (unsigned y = 0; y < side; y++)
		memcpy(v + ((size_t)(bands - 1) * side + y) * side, image + (size_t)(y + 40) * TEXTURE + 40, side * sizeof *v);
	texture_noise(v, (size_t)side * side * (bands - 1), 1, r);
	texture_noise(v + (size_t)side * side * (bands - 1), (size_t)side * side, noise, r);
	envi_write(name, &(struct envi){.width = side, .height = side, .bands = bands, .type = 4, .pixels = v});
}

static void moved(void)
{
	static const struct { unsigned side, bands; double dx, dy, noise, within; } t[] = {
		{400, 1, 3.3, -1.7, 0, 0.02}, {400, 2, -0.45, 0.2, 0.1, 0.02}, {150, 1, 0.3, 0.6, 0.05, 0.03}, {150, 1, -28.2, 13.1, 0.1, 0.06},
		{400, 1, 40.4, 40.1, 0.1, 0.02}, {64, 1, 1.2, -0.7, 0, 0.05},
	};
	struct random r = random_start(SEED, 1);

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct register_options o = {.threads = 2};
		struct registration out;
		enum status st;

		texture_make(&texture, &r, i % 2);
		write_moved("before.img", t[i].side, t[i].bands, 0, 0, t[i].noise, &r);
		write_moved("after.img", t[i].side, t[i].bands, t[i].dx, t[i].dy, t[i].noise, &r);
		st = together("before.img", "after.img", &o, &out);
		if (st || !(hypot(out.dx - t[i].dx, out.dy - t[i].dy) < t[i].within))
			(void)fprintf(stderr, "seed %u, case %zu: %s, %.4f %.4f for %.2f %.2f, %zu of %zu\n", SEED, i, st ? e.message : "found", out.dx, out.dy, t[i].dx,
				      t[i].dy, out.used, out.windows);
		CHECK(st == ST_OK);
		CHECK(hypot(out.dx - t[i].dx, out.dy - t[i].dy) < t[i].within);
		CHECK(out.sd_px < 0.1 && out.rmse_px < 0.2 && out.reliability > 0.4);
		CHECK(t[i].noise > 0 || out.parity > 0.97);
		CHECK(fabs(out.parity) <= 1);
	}
}

/* The view is left where the ground is. */
static void left_displaced(void)
{
	struct random r = random_start(SEED, 2);
	struct registration out;
	struct pair p;
	float f[64 * 64], g[64 * 64];
	double square = 0;

	texture_make(&texture, &r, false);
	write_moved("before.img", 400, 1, 0, 0, 0, &r);
	write_moved("after.img", 400, 1, 5.4, -2.3, 0, &r);
	CHECK(opened(&p, "before.img", "after.img"));
	CHECK(register_views(p.v[0], p.v[1], &p.s[0].grid, 1, NULL, &a, &out, &e) == ST_OK);
	CHECK(view_window(p.v[0], 0, 200, 200, 64, 64, f, &e) == ST_OK && view_window(p.v[1], 0, 200, 200, 64, 64, g, &e) == ST_OK);
	for (int i = 0; i < 64 * 64; i++)
		square += (f[i] - g[i]) * (f[i] - g[i]);
	CHECK(sqrt(square / 4096) < 0.1);
	closed(&p);
}

static uint32_t scatter(uint32_t x, uint32_t y, uint32_t octave)
{
	uint32_t h = x * 0x9E3779B1u ^ y * 0x85EBCA77u ^ octave * 0xC2B2AE3Du;

	h = (h ^ h >> 15) * 0x2C1B3C6Du;
	h = (h ^ h >> 12) * 0x297A2D39u;
	return h ^ h >> 15;
}

/* A ground that is known everywhere: cubic B-splines over random heights, in four sizes. */
static double ground(double x, double y)
{
	double sum = 0, size = 2.5, weight = 1;

	for (uint32_t octave = 0; octave < 4; octave++, size *= 2.3, weight *= 2) {
		double u = x / size + 4096, v = y / size + 4096, fu = u - floor(u), fv = v - floor(v), wx[4], wy[4];

		for (int k = 0; k < 2; k++) {
			double f = k ? fv : fu, *w = k ? wy : wx;

			w[0] = (1 - f) * (1 - f) * (1 - f) / 6;
			w[1] = (4 - 6 * f * f + 3 * f * f * f) / 6;
			w[2] = (1 + 3 * f + 3 * f * f - 3 * f * f * f) / 6;
			w[3] = f * f * f / 6;
		}
		for (uint32_t j = 0; j < 4; j++)
			for (uint32_t i = 0; i < 4; i++)
				sum += weight * wx[i] * wy[j] * (scatter((uint32_t)u + i, (uint32_t)v + j, octave) * 0x1p-31 - 1);
	}
	return sum;
}

static void turned(void)
{
	enum { SIDE = 2000 };
	const double turn = 0.05 * 3.14159265358979323846 / 180, grow = 1.001;
	float *v = malloc((size_t)SIDE * SIDE * sizeof *v);
	struct register_options o = {.threads = 2, .most = 100};
	struct registration out;

	CHECK(v);
	for (int which = 0; which < 2; which++) {
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++) {
				/* q of the second shows what lies at p of the first: q = p + d + A (p - middle) */
				double u = x + 0.5 - SIDE / 2 - (which ? 2.2 : 0), w = y + 0.5 - SIDE / 2 + (which ? 1.4 : 0), c = cos(turn), s = sin(turn);

				v[(size_t)y * SIDE + x] = (float)(which ? ground((c * u + s * w) / grow, (c * w - s * u) / grow) : ground(u, w));
			}
		envi_write(which ? "turned.img" : "straight.img", &(struct envi){.width = SIDE, .height = SIDE, .bands = 1, .type = 4, .pixels = v});
	}
	free(v);
	CHECK(together("straight.img", "turned.img", &o, &out) == ST_OK);
	(void)printf("turned: %.4f %.4f, %.6f %.6f %.6f %.6f, rmse %.4f, %zu of %zu\n", out.shift.dx, out.shift.dy, out.shift.a[0], out.shift.a[1],
		     out.shift.a[2],
		     out.shift.a[3], out.rmse_px, out.used, out.windows);
	CHECK(out.affine);
	CHECK(hypot(out.shift.dx - 2.2, out.shift.dy + 1.4) < 0.02);
	CHECK(fabs(out.shift.a[0] - (grow * cos(turn) - 1)) < 2e-5 && fabs(out.shift.a[3] - (grow * cos(turn) - 1)) < 2e-5);
	CHECK(fabs(out.shift.a[2] - grow * sin(turn)) < 2e-5 && fabs(out.shift.a[1] + grow * sin(turn)) < 2e-5);
	CHECK(out.parity > 0.97);
}

static void refused(void)
{
	struct random r = random_start(SEED, 3);
	struct registration out;

	for (int run = 0; run < 6; run++) {
		unsigned side = run < 3 ? 150 : 400;

		texture_make(&texture, &r, run % 2);
		write_moved("before.img", side, 1, 0, 0, 0.05, &r);
		write_moved("far.img", side, 1, 200, 150, 0.05, &r);          /* the same image, another part of it */
		CHECK(run >= 3 || together("before.img", "far.img", NULL, &out) == ST_NEGATIVE);
		texture_make(&texture, &r, run % 2);
		write_moved("after.img", side, 1, 0, 0, 0.05, &r);
		CHECK(together("before.img", "after.img", NULL, &out) == ST_NEGATIVE && strstr(e.message, "cannot be registered"));
		memset(texture.ground, 0, (size_t)TEXTURE * TEXTURE * sizeof *texture.ground);
		write_moved("noise.img", side, 1, 0, 0, 1, &r);
		write_moved("flat.img", side, 1, 0, 0, 0, &r);
		CHECK(together("noise.img", "after.img", NULL, &out) == ST_NEGATIVE);
		CHECK(together("flat.img", "after.img", NULL, &out) == ST_NEGATIVE && strstr(e.message, "nowhere"));
		CHECK(together("flat.img", "flat.img", NULL, &out) == ST_NEGATIVE);
	}
	write_moved("small.img", 40, 1, 0, 0, 0, &r);
	CHECK(together("small.img", "small.img", NULL, &out) == ST_NEGATIVE && strstr(e.message, "40 × 40"));
}

TESTS({"begin", begin}, {"moved", moved}, {"left displaced", left_displaced}, {"turned", turned}, {"refused", refused}, {"end", end})
