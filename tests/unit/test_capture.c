/* Capture models beside naive fits, Chao's bound and Darroch's M_t beside their formulas, refusals, odd tables; the hares' published results where the
 * table is. */
#include "estimate/capture.h"
#include "estimate/loglinear.h"

#include "check.h"
#include "estimate_data.h"
#include "estimate_naive.h"

static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"};

static bool near(double got, double want, double within) { return fabs(got - want) <= within * fmax(1, fabs(want)); }

static bool by_list(enum capture_model m) { return m == CAPTURE_MT || m >= CAPTURE_MTH_CHAO; }

static long double h_of(enum capture_model m, unsigned k)
{
	switch (m) {
	case CAPTURE_MH_POISSON: case CAPTURE_MTH_POISSON: return powl(2, k) - 1;
	case CAPTURE_MH_DARROCH: case CAPTURE_MTH_DARROCH: return k * k / 2.0L;
	case CAPTURE_MH_GAMMA: case CAPTURE_MTH_GAMMA: return logl(3.5L) - logl(3.5L + k);
	default: return 0;
	}
}

/* The design as the papers have it; etas: which of Chao's η are in, bit j for η_j. Columns: constant, lists or their number, h. */
static void design(struct naive *g, const struct overlap *o, enum capture_model m, uint32_t etas, long double n0, const uint32_t *without, size_t n_without)
{
	g->rows = g->n = 0;
	for (uint32_t h = n0 >= 0 ? 0 : 1; h < 1u << o->n_lists; h++) {
		const unsigned k = (unsigned)__builtin_popcount(h);
		long double *row = g->x[g->rows];
		bool out = false;

		for (size_t i = 0; i < n_without; i++)
			out |= without[i] == h;
		if (out)
			continue;
		g->n = 0;
		row[g->n++] = 1;
		for (unsigned i = 0; by_list(m) && i < o->n_lists; i++)
			row[g->n++] = h >> i & 1;
		if (!by_list(m))
			row[g->n++] = k;
		for (unsigned j = 3; j <= o->n_lists; j++)
			if (etas >> j & 1)
				row[g->n++] = k >= j ? k - j + 1 : 0;
		if (m != CAPTURE_M0 && m != CAPTURE_MT && m != CAPTURE_MH_CHAO && m != CAPTURE_MTH_CHAO)
			row[g->n++] = h_of(m, k);
		g->y[g->rows] = h ? 0 : n0;
		for (size_t c = 0; c < o->n_cells; c++)
			if (o->cells[c].history == h)
				g->y[g->rows] = o->cells[c].count;
		g->rows++;
	}
}

static double naive_top(struct naive *g, double observed, double n0)
{
	if (!naive_fit(g))
		return NAN;
	/* log profile: Σ y log(μ/N) + log N! - log n_0! ; the deviance's part that does not move is left out */
	long double sum = lgammal(observed + n0 + 1) - lgammal(n0 + 1);

	for (unsigned r = 0; r < g->rows; r++)
		sum += g->y[r] > 0 ? g->y[r] * logl(g->mu[r] / (observed + n0)) : 0;
	return (double)sum;
}

static void fits(void)
{
	struct random r = random_start(21, 1);
	static struct naive g;
	unsigned compared = 0, limits = 0;

	for (unsigned t = 0; t < 60; t++) {
		const unsigned n_lists = 2 + t % 4;
		const uint32_t full = (1u << n_lists) - 1, *without = t % 3 ? NULL : &full;
		struct arena a = ARENA_INIT;
		struct overlap o;

		CHECK(random_table(&r, n_lists, 1, t % 2 ? 30 : 900, true, &a, &o));
		for (enum capture_model m = CAPTURE_M0; m < CAPTURE_MODELS; m++) {
			struct capture_fit f;
			struct error e;
			double left = without ? (double)o.cells[o.n_cells - 1].count : 0, kept = (double)o.observed - left;

			CHECK(capture_fit(&o, m, 0.95, without, without != NULL, &a, &f, &e) == ST_OK);
			if (m == CAPTURE_MH_CHAO || m == CAPTURE_MTH_CHAO)
				continue;
			design(&g, &o, m, 0, -1, without, without != NULL);
			CHECK(f.fitted == (f.why == NULL));
			if (!naive_fit(&g) || !f.fitted)
				continue;
			compared++;
			CHECK(near(f.log_unseen, (double)g.theta[0], 1e-7) && near(f.log_unseen_error, sqrt((double)g.variance0), 1e-6));
			CHECK(near(f.poisson, (double)o.observed + exp((double)g.theta[0]), 1e-7) && near(f.deviance, (double)g.deviance, 1e-7));
			CHECK(f.n_parameters == g.n + (without != NULL) && f.df == (1l << n_lists) - 1 - (long)f.n_parameters);
			if (!without)
				CHECK(near(f.aic, (double)(-2 * g.likelihood) + 2 * f.n_parameters, 1e-8));
			if (m > CAPTURE_MT)
				CHECK(f.negative == (g.theta[g.n - 1] < 0));
			if (without || f.profile.failed || f.profile.high_open)
				continue;
			const double n0 = f.profile.estimate - kept, high0 = f.profile.high - kept;

			design(&g, &o, m, 0, n0, NULL, 0);
			const double top = naive_top(&g, kept, n0);

			design(&g, &o, m, 0, high0, NULL, 0);
			const double high = naive_top(&g, kept, high0);

			if (isfinite(top) && isfinite(high)) {
				CHECK(near(top - high, 1.9207294103470672, 1e-5));
				limits++;
			}
		}
		arena_free(&a);
	}
	CHECK(compared > 150 && limits > 60);
}

/* Chao's model: among all sets of η left in, the constrained maximum has every η above 0 and is the best of those; and M_h's total is
 * n + (K - 1)/(2 K) f_1²/f_2 whatever the η are, as long as η_3 is in or nothing is beyond two lists. */
static void chao_models(void)
{
	struct random r = random_start(22, 1);
	static struct naive g;
	unsigned dropped = 0, compared = 0;

	for (unsigned t = 0; t < 60; t++) {
		const unsigned n_lists = 3 + t % 3;
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct error e;

		CHECK(random_table(&r, n_lists, t % 2 ? 1 : 0.7, 60, true, &a, &o));
		for (int mt = 0; mt < 2; mt++) {
			const enum capture_model m = mt ? CAPTURE_MTH_CHAO : CAPTURE_MH_CHAO;
			struct capture_fit f;
			double best = INFINITY;

			CHECK(capture_fit(&o, m, 0.95, NULL, 0, &a, &f, &e) == ST_OK);
			if (!f.fitted)
				continue;
			for (uint32_t etas = 0; etas < 1u << (n_lists - 2); etas++) {
				bool good = true;

				design(&g, &o, m, etas << 3, -1, NULL, 0);
				if (!naive_fit(&g))
					continue;
				for (unsigned j = g.n - (unsigned)__builtin_popcount(etas); j < g.n; j++)
					good &= g.theta[j] >= 0;
				if (good)
					best = fmin(best, (double)g.deviance);
			}
			CHECK(f.deviance >= best - 1e-6 * (1 + best)); /* one by one is not always the best, and hardly ever far from it */
			compared += f.deviance < best + 1e-5 * (1 + best);
			dropped += f.n_dropped > 0;
		}
		arena_free(&a);
	}
	CHECK(compared > 80 && dropped > 20);
}

static void chao_bound(void)
{
	const struct overlap_cell cells[] = {{1, 30}, {2, 20}, {4, 10}, {3, 5}, {5, 3}, {7, 2}}, none[] = {{1, 3}, {7, 3}}, twice[] = {{3, 4}, {7, 1}};
	struct arena a = ARENA_INIT;
	struct capture_chao b;
	struct overlap o;
	struct error e;

	CHECK(overlap_make(LETTERS, 3, cells, 6, &a, &o, &e) == ST_OK);
	capture_chao_bound(&o, 0.95, &b);
	CHECK(b.fitted && near(b.estimate, 70 + 150, 1e-12));
	const double variance = 8 * (pow(7.5, 4) / 9 + 4 * pow(7.5, 3) / 9 + pow(7.5, 2) / 3), c = exp(1.959963984540054 * sqrt(log(1 + variance / (150. * 150))));

	CHECK(near(b.error, sqrt(variance), 1e-12) && near(b.low, 70 + 150 / c, 1e-9) && near(b.high, 70 + 150 * c, 1e-9));
	struct capture_fit f; /* the same as the log-linear model's, which also knows those on three lists: its η_3 takes them up */

	CHECK(capture_fit(&o, CAPTURE_MH_CHAO, 0.95, NULL, 0, &a, &f, &e) == ST_OK && !f.n_dropped && near(f.poisson, b.estimate, 1e-7));
	CHECK(overlap_make(LETTERS, 3, none, 2, &a, &o, &e) == ST_OK);
	capture_chao_bound(&o, 0.95, &b);
	CHECK(!b.fitted && b.estimate == 0);
	CHECK(overlap_make(LETTERS, 3, twice, 2, &a, &o, &e) == ST_OK);
	capture_chao_bound(&o, 0.95, &b);
	CHECK(b.fitted && b.estimate == 5 && b.low == 5 && b.high == 5);
	arena_free(&a);
}

static void darroch(void)
{
	struct random r = random_start(23, 1);
	const struct overlap_cell apart[] = {{1, 5}, {2, 6}}, two[] = {{1, 40}, {2, 50}, {3, 10}}, huge[] = {{1, 1ull << 51}, {2, 1ull << 51}, {3, 1}},
		all[] = {{1, 5}, {3, 4}};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;

	CHECK(overlap_make(LETTERS, 2, two, 3, &a, &o, &e) == ST_OK && near(capture_mt_total(&o), 50 * 60 / 10., 1e-12));
	CHECK(overlap_make(LETTERS, 2, apart, 2, &a, &o, &e) == ST_OK && isinf(capture_mt_total(&o)));
	CHECK(overlap_make(LETTERS, 2, huge, 3, &a, &o, &e) == ST_OK && near(capture_mt_total(&o), ldexp(1, 102), 1e-9));
	CHECK(overlap_make(LETTERS, 2, all, 2, &a, &o, &e) == ST_OK && capture_mt_total(&o) == 9);
	CHECK(overlap_make(LETTERS, 2, NULL, 0, &a, &o, &e) == ST_OK && capture_mt_total(&o) == 0);
	for (unsigned t = 0; t < 60; t++) {
		struct capture_fit f;

		CHECK(random_table(&r, 2 + t % 5, 0.8, 100, true, &a, &o));
		CHECK(capture_fit(&o, CAPTURE_MT, 0.95, NULL, 0, &a, &f, &e) == ST_OK);
		if (f.fitted)
			CHECK(near(capture_mt_total(&o), f.poisson, 1e-8));
		else
			CHECK(!isfinite(capture_mt_total(&o)) || capture_mt_total(&o) == (double)o.observed);
	}
	arena_free(&a);
}

static bool fine(const struct capture_fit *f)
{
	const struct profile *p = &f->profile;

	if (!f->fitted)
		return f->why && f->poisson == 0 && p->estimate == 0;
	return isfinite(f->poisson) && isfinite(f->poisson_error) && isfinite(f->aic) && isfinite(f->bic) && isfinite(f->deviance) &&
	       (p->failed || (isfinite(p->estimate) && isfinite(p->low) && (p->high_open ? isinf(p->high) : isfinite(p->high)) && p->low <= p->estimate));
}

static void odd(void)
{
	const struct overlap_cell apart[] = {{1, 5}, {2, 6}, {4, 7}}, huge[] = {{1, 1000000000}, {2, 900000000}, {4, 800000000}, {3, 1000000},
		{5, 999999999}, {6, 3}, {7, 700}}, equal[] = {{1, 1000000000}, {2, 1000000000}, {3, 1000000000}, {4, 1000000000}, {5, 1000000000},
		{6, 1000000000}, {7, 1000000000}}, one_person[] = {{7, 1}}, nobody_on_c[] = {{1, 3}, {2, 3}, {3, 1}}, all[] = {{7, 3}, {3, 2}, {1, 2}},
		gap[] = {{1, 9}, {2, 8}, {4, 7}, {8, 6}, {15, 5}, {3, 4}};
	const struct { const struct overlap_cell *cells; size_t n; unsigned n_lists; } tables[] = {{apart, 3, 3}, {huge, 7, 3}, {equal, 7, 3}, {one_person, 1, 3},
		{nobody_on_c, 3, 3}, {nobody_on_c, 3, 2}, {all, 3, 3}, {apart, 1, 1}, {gap, 6, 4}};
	const uint32_t none = 0, beyond = 8;
	struct capture_fit f;
	struct overlap o;
	struct error e;

	for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
		struct arena a = ARENA_INIT;

		CHECK(overlap_make(LETTERS, tables[k].n_lists, tables[k].cells, tables[k].n, &a, &o, &e) == ST_OK);
		for (enum capture_model m = CAPTURE_M0; m < CAPTURE_MODELS; m++) {
			CHECK(capture_fit(&o, m, 0.95, NULL, 0, &a, &f, &e) == ST_OK);
			CHECK(fine(&f));
			CHECK(f.name && f.model == m);
			if (tables[k].cells == apart || tables[k].n_lists == 1)
				CHECK(!f.fitted);
		}
		arena_free(&a);
	}
	struct arena a = ARENA_INIT;

	CHECK(overlap_make(LETTERS, 3, huge, 7, &a, &o, &e) == ST_OK);
	CHECK(capture_fit(&o, CAPTURE_MT, 0.95, &none, 1, &a, &f, &e) == ST_DATA && capture_fit(&o, CAPTURE_MT, 0.95, &beyond, 1, &a, &f, &e) == ST_DATA);
	CHECK(capture_fit(&o, CAPTURE_MT, 1, NULL, 0, &a, &f, &e) == ST_USAGE);
	CHECK(overlap_make(LETTERS, 3, NULL, 0, &a, &o, &e) == ST_OK && capture_fit(&o, CAPTURE_MT, 0, NULL, 0, &a, &f, &e) == ST_DATA);
	CHECK(overlap_make(LETTERS, 13, huge, 7, &a, &o, &e) == ST_OK && capture_fit(&o, CAPTURE_MT, 0, NULL, 0, &a, &f, &e) == ST_DATA);
	arena_free(&a);
}

/* Counts over nine powers of ten. */
static void wild(void)
{
	struct random r = random_start(25, 1);

	for (unsigned k = 0; k < 100; k++) {
		struct arena a = ARENA_INIT;
		struct capture_chao chao;
		struct capture_fit f;
		struct overlap o;
		struct error e;

		CHECK(wild_table(&r, 2 + k % 4, random_unit(&r), &a, &o));
		for (enum capture_model m = CAPTURE_M0; m < CAPTURE_MODELS; m++)
			CHECK(capture_fit(&o, m, 0.95, NULL, 0, &a, &f, &e) == ST_OK && fine(&f));
		capture_chao_bound(&o, 0.95, &chao);
		CHECK(!chao.fitted || (isfinite(chao.high) && chao.low <= chao.estimate && chao.estimate <= chao.high));
		CHECK(!isnan(capture_mt_total(&o)) && capture_mt_total(&o) >= (double)o.observed);
		arena_free(&a);
	}
}

static void many_lists(void)
{
	for (unsigned n_lists = 2; n_lists <= 12; n_lists += n_lists < 6 ? 1 : 3)
		for (int dense = 0; dense < 2; dense++) {
			struct random r = random_start(24, n_lists);
			struct arena a = ARENA_INIT;
			struct capture_fit f;
			struct overlap o;
			struct error e;

			CHECK(random_table(&r, n_lists, dense ? 0.7 : 0.05, 30, true, &a, &o));
			for (enum capture_model m = CAPTURE_M0; m < CAPTURE_MODELS; m++)
				if (n_lists < 10 || (m != CAPTURE_MH_CHAO && m != CAPTURE_MTH_CHAO)) /* a second or so each */
					CHECK(capture_fit(&o, m, 0.95, NULL, 0, &a, &f, &e) == ST_OK && fine(&f));
			arena_free(&a);
		}
}

/* Snowshoe hares: Cormack 1989, Rivest & Baillargeon 2014. */
static void hares(void)
{
	static const struct { enum capture_model m; double poisson, error, aic, estimate, low, high; } KNOWN[] = {
		{CAPTURE_M0, 75.43361863, 3.454999942, 154.7066249, 74.7022272, 69.4720863, 82.990232},
		{CAPTURE_MT, 75.06620134, 3.352330991, 154.5045760, 74.3379002, 69.2878435, 82.3957094},
		{CAPTURE_MH_CHAO, 79.83712121, 6.373764989, 150.2137382, 78.3795412, 70.5721486, 95.728186},
		{CAPTURE_MH_POISSON, 81.52704783, 5.711473470, 147.2975816, 80.5163962, 72.042311, 94.6208098},
		{CAPTURE_MH_DARROCH, 90.40238341, 11.625242367, 149.7908487, 88.1369009, 73.5068693, 120.994017},
		{CAPTURE_MH_GAMMA, 100.57274456, 21.740997319, 150.9609737, 95.7042312, 73.4782791, 168.54795},
		{CAPTURE_MTH_CHAO, 79.57145739, 6.253714317, 151.3054474, 78.1312057, 70.4103893, 95.1581695},
		{CAPTURE_MTH_POISSON, 81.07928141, 5.573550783, 146.3269303, 80.0783216, 71.8216623, 93.8467247},
		{CAPTURE_MTH_DARROCH, 90.46410151, 11.657851798, 148.8961792, 88.1937357, 73.5256436, 121.15174},
		{CAPTURE_MTH_GAMMA, 101.55386777, 22.404604120, 150.1467550, 96.5800708, 73.6868758, 171.855551}};
	const uint32_t always = 63;
	struct arena a = ARENA_INIT;
	struct capture_fit f;
	struct overlap o;
	struct error e;

	CHECK(estimate_table("rcapture_hare", &a, &o));
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
		CHECK(capture_fit(&o, KNOWN[i].m, 0.95, NULL, 0, &a, &f, &e) == ST_OK && f.fitted);
		const struct profile *p = &f.profile;
		const bool good = near(f.poisson, KNOWN[i].poisson, 1e-6) && near(f.poisson_error, KNOWN[i].error, 1e-4) && near(f.aic, KNOWN[i].aic, 1e-7) &&
				  near(p->estimate, KNOWN[i].estimate, 1e-4) && near(p->low, KNOWN[i].low, 1e-4) && near(p->high, KNOWN[i].high, 1e-4);

		if (!good)
			(void)fprintf(stderr, "%s: %.6f (%.6f) AIC %.6f, %.6f [%.6f, %.6f]\n", f.name, f.poisson, f.poisson_error, f.aic, p->estimate, p->low,
				      p->high);
		CHECK(good);
	}
	CHECK(capture_fit(&o, CAPTURE_MT, 0.95, &always, 1, &a, &f, &e) == ST_OK && f.fitted);
	CHECK(near(f.poisson, 76.7776095, 1e-6) && near(f.poisson_error, 3.91115326, 1e-4) && near(f.aic, 146.084591, 1e-6) && f.df == 55);
	CHECK(near(f.profile.estimate, 75.999314, 1e-4) && near(f.profile.low, 70.0734137, 1e-4) && near(f.profile.high, 85.4179838, 1e-4));
	arena_free(&a);
}

static void hares_if_there(void)
{
	if (estimate_data_there())
		hares();
}

TESTS({"fits beside naive ones", fits}, {"Chao's models", chao_models}, {"Chao's bound", chao_bound}, {"Darroch's M_t", darroch}, {"odd tables", odd}, {"wild tables", wild},
      {"2 to 12 lists", many_lists}, {"the hares", hares_if_there})
