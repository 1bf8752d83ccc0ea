/* One displacement from many windows' some of which are wrong: found, its error true, a map where there is one, refused where they do not agree. */
#include "watch/register.h"

#include "base/random.h"
#include "check.h"

#include <math.h>

#define SEED 71u
enum { SIDE = 2000 };

/* n windows over the grid: displaced by d and turned, `wrong` of them anywhere within 64 pixels. */
static void make(struct match *m, size_t n, double wrong, const double d[2], const double a[4], double scatter, struct random *r)
{
	for (size_t i = 0; i < n; i++) {
		double sd = 0.02 + 0.1 * random_unit(r), s = hypot(sd, scatter);

		m[i] = (struct match){.x = random_unit(r) * SIDE, .y = random_unit(r) * SIDE, .sd = sd, .reliability = 0.4 + 0.6 * random_unit(r)};
		m[i].dx = d[0] + a[0] * (m[i].x - SIDE / 2) + a[1] * (m[i].y - SIDE / 2) + s * random_normal(r);
		m[i].dy = d[1] + a[2] * (m[i].x - SIDE / 2) + a[3] * (m[i].y - SIDE / 2) + s * random_normal(r);
		if ((double)i < wrong * (double)n) {
			m[i].dx = 128 * random_unit(r) - 64;
			m[i].dy = 128 * random_unit(r) - 64;
		}
	}
}

static enum status fit(struct match *m, size_t n, struct registration *out, struct error *e)
{
	return register_fit(m, n, SIDE / 2, SIDE / 2, SIDE, SIDE, out, e);
}

static const double still[4] = {0};

static void shifts(void)
{
	struct random r = random_start(SEED, 1);
	double z2 = 0;
	int maps = 0, runs = 200;

	for (int run = 0; run < runs; run++) {
		struct match m[150];
		struct registration out;
		struct error e;
		double d[2] = {6 * random_unit(&r), -6 * random_unit(&r)}, scatter = 0.1 * random_unit(&r), z;
		size_t n = 8 + random_below(&r, 140);

		make(m, n, 0.4 * random_unit(&r), d, still, scatter, &r);
		CHECK(fit(m, n, &out, &e) == ST_OK);
		z = hypot(out.dx - d[0], out.dy - d[1]);
		CHECK(z < 0.15);
		CHECK(out.windows == n && out.used <= n && 2 * out.used >= n && out.rmse_px < 0.3 && out.reliability > 0.4);
		maps += out.affine;
		z2 += out.affine ? 2 : z * z / out.sd_px / out.sd_px;
	}
	(void)printf("seed %u: errors %.2f of what is said, %d maps of %d where there are none\n", SEED, sqrt(z2 / 2 / runs), maps, runs);
	CHECK(z2 / 2 / runs > 0.5 && z2 / 2 / runs < 1.6);
	CHECK(maps <= 2);
}

static void maps(void)
{
	struct random r = random_start(SEED, 2);
	const double turn = 0.05 * 3.14159265358979323846 / 180, grow = 1e-3;

	for (int run = 0; run < 50; run++) {
		struct match m[120];
		struct registration out;
		struct error e;
		double d[2] = {-3.2, 1.7}, a[4] = {0}, strength = run < 40 ? 1 : 8;

		a[0] = a[3] = run % 2 ? grow * strength : 0;
		a[1] = run % 2 ? 0 : -turn * strength;
		a[2] = -a[1];
		make(m, 120, 0.3, d, a, 0.05, &r);
		CHECK(fit(m, 120, &out, &e) == ST_OK);
		CHECK(out.affine);
		CHECK(hypot(out.shift.dx - d[0], out.shift.dy - d[1]) < 0.05 && hypot(out.dx - d[0], out.dy - d[1]) < 1);
		for (int k = 0; k < 4; k++)
			CHECK(fabs(out.shift.a[k] - a[k]) < 6e-5);
		CHECK(out.sd_px > 0 && out.sd_px < 0.1);
		CHECK(out.used >= 75 && out.used <= 90);
	}
}

static void refused(void)
{
	struct random r = random_start(SEED, 3);
	struct registration out;
	struct match m[200];
	struct error e;
	double d[2] = {1, 2};

	CHECK(fit(m, 0, &out, &e) == ST_NEGATIVE && e.message[0]);
	for (int run = 0; run < 300; run++) {
		size_t n = 1 + random_below(&r, 199);

		make(m, n, 1.1, d, still, 0, &r);
		CHECK(fit(m, n, &out, &e) == ST_NEGATIVE);
	}
	make(m, 3, 0, d, still, 0, &r);
	CHECK(fit(m, 3, &out, &e) == ST_NEGATIVE);
	make(m, 100, 0, d, still, 0, &r);
	for (int i = 0; i < 100; i++)
		m[i].reliability = 0.1;
	CHECK(fit(m, 100, &out, &e) == ST_NEGATIVE && strstr(e.message, "100"));
	make(m, 100, 0.8, d, still, 0, &r);
	CHECK(fit(m, 100, &out, &e) == ST_NEGATIVE);
	make(m, 100, 0, d, still, 4, &r);
	CHECK(fit(m, 100, &out, &e) == ST_NEGATIVE);
	make(m, 50, 0, d, still, 0, &r);        /* all at one place */
	for (int i = 0; i < 50; i++)
		m[i].x = m[i].y = 10;
	CHECK(fit(m, 50, &out, &e) == ST_OK && !out.affine);
}

TESTS({"shifts", shifts}, {"maps", maps}, {"refused", refused})
