/* Distributions in pieces: quantiles, summits and the curve against the plain sums. */
#include "check.h"

#include "estimate/density.h"

#include <math.h>

enum { LONG = 3000 };

/* three hills of different width on 1 … LONG, with a gap of nothing from 1201 to 1250 */
static double value(double x)
{
	const double a = (x - 40) / 6, b = (x - 900) / 80, c = (x - 2100) / 150;

	return x > 1200 && x <= 1250 ? 0 : 5 * exp(-a * a / 2) + exp(-b * b / 2) + 0.3 * exp(-c * c / 2) + 1e-7;
}

static size_t pieces(struct arena *a, struct piece *p)
{
	size_t n = 0;

	for (double from = 0, m; from < LONG; from += m) {
		struct gram *g = arena_alloc(a, sizeof *g);
		double f[GRAM], t[GRAM];

		m = from < 120 ? 20 : from < 1200 ? 120 : from < 1250 ? 50 : 350;
		if (from >= 1200 && from < 1250)
			continue;
		p[n] = (struct piece){.from = from, .m = m};
		if (m <= GRAM) {
			for (unsigned j = 0; j < m; j++)
				p[n].v[j] = value(from + j + 1);
		} else {
			gram_make(GRAM, m, g);
			for (unsigned j = 0; j < GRAM; j++)
				f[j] = value(from + g->at[j]);
			gram_coefficients(g, f, p[n].v);
			p[n].gram = g;
		}
		for (double i = 1; i <= m; i++) {
			t[0] = value(from + i);
			p[n].mass += t[0];
			p[n].moment += t[0] * (from + i);
		}
		n++;
	}
	return n;
}

static void plain(void)
{
	struct arena a = ARENA_INIT;
	struct piece p[200];
	struct density d = {p, 0, 0};
	double all = 0;

	d.n = pieces(&a, p);
	for (size_t i = 0; i < d.n; i++)
		d.mass += p[i].mass;
	for (int x = 1; x <= LONG; x++)
		all += value(x);
	CHECK(fabs(all - d.mass) < 1e-9 * all);
	for (double q = 0.0005; q < 1; q += 0.0103) {
		double below = 0, x = 0;

		while (below < q * all)
			below += value(++x);
		CHECK(density_quantile(&d, q) == x);
		CHECK(fabs(density_below(&d, x) - below / all) < 1e-9);
	}
	CHECK(density_quantile(&d, 1) <= LONG && density_quantile(&d, 0) == 1);
	CHECK(density_below(&d, 0) == 0 && fabs(density_below(&d, 1e9) - 1) < 1e-12);
	CHECK(density_top(&d) == 40);
	arena_free(&a);
}

static void summits(void)
{
	struct arena a = ARENA_INIT;
	struct piece p[200];
	struct density d = {p, 0, 0};
	struct summit s[8];

	d.n = pieces(&a, p);
	for (size_t i = 0; i < d.n; i++)
		d.mass += p[i].mass;
	CHECK(density_summits(&d, 0.05, 8, s, &a) == 3);
	CHECK(s[0].at == 900 && s[1].at == 2100 && s[2].at == 40);
	CHECK(fabs(s[0].mass + s[1].mass + s[2].mass - 1) < 1e-9);
	CHECK(fabs(s[2].mass - 5 * 6 * sqrt(2 * M_PI) / d.mass) < 1e-3);
	CHECK(density_summits(&d, 0.05, 1, s, &a) == 1 && s[0].at == 900);
	CHECK(density_summits(&d, 0.25, 8, s, &a) == 2);
	CHECK(density_summits(&d, 0.60, 8, s, &a) == 1 && fabs(s[0].mass - 1) < 1e-12);
	arena_free(&a);
}

static void curve(void)
{
	struct arena a = ARENA_INIT;
	struct piece p[200];
	struct density d = {p, 0, 0};
	double at[400], share[400], area = 0;
	size_t n;

	d.n = pieces(&a, p);
	for (size_t i = 0; i < d.n; i++)
		d.mass += p[i].mass;
	for (size_t most = 50; most <= 400; most += 350) {
		n = density_curve(&d, 2900, most, at, share, &a);
		CHECK(n > most / 4 && n <= most && at[0] == 1 && at[n - 1] <= 2900);
		for (size_t i = 0; i < n; i++) {
			CHECK(!i || at[i] > at[i - 1]);
			CHECK(fabs(share[i] - value(at[i]) / d.mass) < 1e-8);
		}
	}
	for (size_t i = 1; i < n; i++)
		area += (at[i] - at[i - 1]) * (share[i] + share[i - 1]) / 2;
	CHECK(fabs(area - 1) < 0.02);
	arena_free(&a);
}

TESTS({"plain", plain}, {"summits", summits}, {"curve", curve})
