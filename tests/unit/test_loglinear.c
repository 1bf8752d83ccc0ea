/* Log-linear models: their number, fits beside naive ones, the search beside going through all, intervals beside a naive profile, refusals. */
#include "estimate/loglinear.h"

#include "check.h"
#include "estimate_naive.h"

static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"};

static bool near(double got, double want, double within) { return fabs(got - want) <= within * fmax(1, fabs(want)); }

/* Dawes & Hagenauer-like counting by trying every set of terms: for 3 and 4 lists. */
static size_t count_all(unsigned n_lists, unsigned order)
{
	uint32_t set[16], chosen[16];
	unsigned n = 0;
	size_t models = 0;

	for (uint32_t t = 3; t < 1u << n_lists; t++)
		if (__builtin_popcount(t) >= 2 && (unsigned)__builtin_popcount(t) <= order)
			set[n++] = t;
	for (uint32_t m = 0; m < 1u << n; m++) {
		size_t k = 0;

		for (unsigned i = 0; i < n; i++)
			if (m >> i & 1)
				chosen[k++] = set[i];
		models += terms_hierarchical((struct terms){chosen, k});
	}
	return models;
}

static void numbers(void)
{
	CHECK(loglinear_count(3, 2, 1000) == 8 && count_all(3, 2) == 8);
	CHECK(loglinear_count(4, 3, 1000) == 113 && count_all(4, 3) == 113);
	CHECK(loglinear_count(4, 2, 1000) == 64 && count_all(4, 2) == 64);
	CHECK(loglinear_count(5, 4, 10000) == 6893);
	CHECK(loglinear_count(5, 2, 10000) == 1024);
	CHECK(loglinear_count(2, 2, 10) == 1 && loglinear_count(1, 2, 10) == 1);
	CHECK(loglinear_count(7, 2, LOGLINEAR_MOST) == 1u << 21);
	CHECK(loglinear_count(8, 2, LOGLINEAR_MOST) == (size_t)LOGLINEAR_MOST + 1);
	CHECK(loglinear_count(6, 3, LOGLINEAR_MOST) == (size_t)LOGLINEAR_MOST + 1);
	CHECK(loglinear_count(12, 11, 100) == 101 && loglinear_count(5, 4, 6892) == 6893);
}

/* AIC and BIC as defined: by the full Poisson likelihood of the cells that have an expectation. */
static double naive_aic(const struct naive *g, unsigned empty) { return (double)(-2 * g->likelihood) + 2 * (g->n + empty); }

/* Random models on random tables: every number of one fit. */
static void fits(void)
{
	struct random r = random_start(11, 1);
	static struct naive g;
	unsigned fitted = 0;

	for (unsigned k = 0; k < 300; k++) {
		const unsigned n_lists = 2 + (unsigned)random_below(&r, 4);
		struct arena a = ARENA_INIT;
		struct loglinear_fit f;
		struct overlap o;
		struct exist x;
		struct error e;
		uint32_t set[32];
		size_t n = 0;

		CHECK(random_table(&r, n_lists, 0.9, k % 2 ? 50 : 100000, true, &a, &o));
		for (uint32_t t = 3; t < 1u << n_lists; t++)
			if (__builtin_popcount(t) == 2 && random_unit(&r) < 0.4)
				set[n++] = t;
		CHECK(loglinear_one(&o, (struct terms){set, n}, 0.95, &a, &x, &f, NULL, &e) == ST_OK);
		naive_design(&g, &o, (struct terms){set, n}, -1);
		if (x.no_maximum || x.not_identifiable || !naive_fit(&g)) {
			arena_free(&a);
			continue;
		}
		fitted++;
		const double unseen = (double)expl(g.theta[0]), observed = (double)o.observed;

		CHECK(near(f.poisson, observed + unseen, 1e-9));
		CHECK(near(f.poisson_error, sqrt(unseen + unseen * unseen * (double)g.variance0), 1e-7));
		CHECK(near(f.log_unseen, (double)g.theta[0], 1e-8) && near(f.log_unseen_error, sqrt((double)g.variance0), 1e-7));
		CHECK(near(f.deviance, (double)g.deviance, 1e-7));
		CHECK(near(f.aic, naive_aic(&g, x.n_empty), 1e-9));
		CHECK(near(f.bic, (double)(-2 * g.likelihood) + log(observed) * (g.n + x.n_empty), 1e-9));
		CHECK(f.n_parameters == g.n + x.n_empty && f.df == (1l << n_lists) - 1 - (long)f.n_parameters);
		arena_free(&a);
	}
	CHECK(fitted > 150);
}

/* The log profile, multinomial: L(N) = Σ y log(μ/N) over all cells + log N! - log (N - n)!, from a fit with N - n in cell 0. */
static double naive_profile(const struct overlap *o, struct terms t, long double n0)
{
	static struct naive g;
	const long double all = (long double)o->observed + n0;
	long double sum;

	naive_design(&g, o, t, n0);
	if (!naive_fit(&g))
		return NAN;
	sum = lgammal(all + 1) - lgammal(n0 + 1);
	for (unsigned r = 0; r < g.rows; r++)
		sum += g.y[r] > 0 ? g.y[r] * logl(g.mu[r] / all) : 0;
	return (double)sum;
}

/* The profile's top is a top, and at the limits it has fallen by half of χ²₁'s quantile. */
static void profiles(void)
{
	struct random r = random_start(12, 1);
	unsigned looked = 0, at_observed = 0;

	for (unsigned k = 0; k < 120; k++) {
		const unsigned n_lists = 2 + (unsigned)random_below(&r, 3);
		struct arena a = ARENA_INIT;
		struct loglinear_fit f;
		struct profile p;
		struct overlap o;
		struct exist x;
		struct error e;
		uint32_t set[32];
		size_t n = 0;

		CHECK(random_table(&r, n_lists, 0.9, k % 3 ? 40 : 4000, true, &a, &o));
		for (uint32_t t = 3; t < 1u << n_lists; t++)
			if (__builtin_popcount(t) == 2 && n_lists > 2 && random_unit(&r) < 0.3)
				set[n++] = t;
		const struct terms t = {set, n};

		CHECK(loglinear_one(&o, t, 0.95, &a, &x, &f, &p, &e) == ST_OK);
		if (x.no_maximum || x.not_identifiable) {
			arena_free(&a);
			continue;
		}
		CHECK(!p.failed);
		const double n0 = p.estimate - (double)o.observed, top = naive_profile(&o, t, n0), step = 1e-3 * (1 + n0);

		if (!isfinite(top)) {
			arena_free(&a);
			continue;
		}
		looked++;
		CHECK(top >= naive_profile(&o, t, n0 + step) && (n0 < step || top >= naive_profile(&o, t, n0 - step)));
		if (!p.high_open)
			CHECK(near(top - naive_profile(&o, t, p.high - (double)o.observed), 1.9207294103470672, 1e-5));
		if (!p.low_at_observed)
			CHECK(near(top - naive_profile(&o, t, p.low - (double)o.observed), 1.9207294103470672, 1e-5));
		else
			CHECK(p.low == (double)o.observed);
		at_observed += p.low_at_observed;
		arena_free(&a);
	}
	CHECK(looked > 60 && at_observed);
}

/* The search's answer beside every model fitted by itself. */
static void searches(void)
{
	struct random r = random_start(13, 1);
	unsigned refused_somewhere = 0, edges = 0;

	for (unsigned k = 0; k < 36; k++) {
		const unsigned n_lists = 3 + k % 2, order = k % 3 ? 2 : n_lists - 1;
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct error e;
		struct loglinear s;
		size_t models = 0, refused = 0, no_maximum = 0, not_identifiable = 0, edge = 0, better = 0, within = 0;
		double aic = INFINITY, bic = INFINITY, low = INFINITY, high = 0, *all;
		uint32_t set[16];
		unsigned n_set = 0;
		static struct loglinear_fit f[1 << 11];

		if (k % 6 == 5)
			CHECK(wild_table(&r, n_lists, 0.3 + 0.7 * random_unit(&r), &a, &o));
		else
			CHECK(random_table(&r, n_lists, 0.3 + 0.7 * random_unit(&r), k % 4 ? 9 : 300, true, &a, &o));
		CHECK(loglinear_search(&o, &(struct loglinear_options){.order = order}, &a, &s, &e) == ST_OK);
		for (uint32_t t = 3; t < 1u << n_lists; t++)
			if (__builtin_popcount(t) >= 2 && (unsigned)__builtin_popcount(t) <= order)
				set[n_set++] = t;
		all = arena_array(&a, 1u << n_set, sizeof *all);
		for (uint32_t m = 0; m < 1u << n_set; m++) {
			uint32_t *chosen = arena_array(&a, n_set, sizeof *chosen);
			struct exist x;
			size_t n = 0;

			for (unsigned i = 0; i < n_set; i++)
				if (m >> i & 1)
					chosen[n++] = set[i];
			if (!terms_hierarchical((struct terms){chosen, n}))
				continue;
			CHECK(loglinear_one(&o, (struct terms){chosen, n}, 0.95, &a, &x, &f[models], NULL, &e) == ST_OK);
			no_maximum += x.no_maximum && !x.total;
			not_identifiable += x.not_identifiable;
			if (x.not_identifiable || !x.total) {
				refused++;
				continue;
			}
			edge += f[models].edge;
			aic = fmin(aic, f[models].aic);
			bic = fmin(bic, f[models].bic);
			models++;
		}
		CHECK(s.n_models == models + refused && s.n_refused == refused && s.n_no_maximum == no_maximum);
		CHECK(s.n_not_identifiable == not_identifiable && s.n_edge == edge && s.any == (models > 0));
		for (size_t i = 0; i < models; i++)
			if (f[i].aic <= aic + 2) {
				within++;
				low = fmin(low, f[i].poisson);
				high = fmax(high, f[i].poisson);
			}
		if (s.any) {
			CHECK(near(s.best_aic.aic, aic, 1e-8) && near(s.best_bic.bic, bic, 1e-8));
			CHECK(s.n_near == within && near(s.near_low, low, 1e-5) && near(s.near_high, high, 1e-5));
			CHECK(s.near[0].aic <= s.near[s.n_near - 1].aic && s.near[0].aic >= aic - 1e-7);
		}
		for (size_t i = 0; i < s.n_refused_kept; i++)
			CHECK((s.refused[i].why.no_maximum && !s.refused[i].why.total) || s.refused[i].why.not_identifiable);
		CHECK(s.n_refused_kept == (refused < LOGLINEAR_REFUSED_KEPT ? refused : LOGLINEAR_REFUSED_KEPT));
		refused_somewhere += refused > 0;
		edges += edge > 0;
		(void)better;
		arena_free(&a);
	}
	CHECK(refused_somewhere > 5 && edges);
}

/* What other programs choose on the trap's table is refused, and said to be. */
static void trap(void)
{
	const struct overlap_cell cells[] = {{1, 40}, {2, 30}, {4, 20}, {3, 6}};
	struct arena a = ARENA_INIT;
	struct loglinear_fit f;
	struct overlap o;
	struct loglinear s;
	struct profile p;
	struct exist x;
	struct error e;
	static const uint32_t ab[] = {3};

	CHECK(overlap_make(LETTERS, 3, cells, 4, &a, &o, &e) == ST_OK);
	CHECK(loglinear_search(&o, NULL, &a, &s, &e) == ST_OK);
	CHECK(s.n_models == 8 && s.any && s.n_refused == s.n_refused_kept);
	CHECK(s.n_no_maximum && s.n_not_identifiable && s.n_refused_better);
	CHECK_STR(s.best_refused.name, "[12,3]");
	CHECK(s.best_refused.why.no_maximum && near(s.best_refused.aic, 29.275, 1e-4));
	CHECK(s.best_aic.poisson < 1e4 && s.best_bic.poisson < 1e4);
	CHECK(loglinear_one(&o, (struct terms){ab, 1}, 0.95, &a, &x, &f, &p, &e) == ST_OK);
	CHECK(x.no_maximum && !x.total && f.poisson == 0 && p.estimate == 0 && p.high == 0);
	arena_free(&a);
}

static enum status refusal(unsigned n_lists, const struct overlap_cell *cells, size_t n, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct loglinear s;
	enum status st = overlap_make(LETTERS, n_lists, cells, n, &a, &o, e);

	if (st == ST_OK)
		st = loglinear_search(&o, NULL, &a, &s, e);
	arena_free(&a);
	return st;
}

static bool numbers_finite(const struct loglinear_fit *f, const struct profile *p)
{
	return isfinite(f->poisson) && isfinite(f->poisson_error) && isfinite(f->aic) && isfinite(f->bic) && isfinite(f->deviance) &&
	       (p->failed || (isfinite(p->estimate) && isfinite(p->low) && (p->high_open ? isinf(p->high) : isfinite(p->high)) &&
			      p->low <= p->estimate && p->estimate <= p->high));
}

/* Huge counts, no overlap, one list, no list, too many: a clear error, or finite numbers. */
static void odd(void)
{
	const struct overlap_cell apart[] = {{1, 5}, {2, 6}, {4, 7}}, two[] = {{1, 5}, {2, 6}}, huge[] = {{1, 1000000000}, {2, 900000000}, {4, 800000000},
		{3, 1000000}, {5, 999999999}, {6, 3}, {7, 700}}, equal[] = {{1, 1000000000}, {2, 1000000000}, {3, 1000000000}, {4, 1000000000},
		{5, 1000000000}, {6, 1000000000}, {7, 1000000000}}, nested[] = {{1, 1000000000}, {3, 1}, {7, 1}}, one_person[] = {{7, 1}};
	const struct { const struct overlap_cell *cells; size_t n; unsigned n_lists; } tables[] = {{apart, 3, 3}, {two, 2, 2}, {huge, 7, 3}, {equal, 7, 3},
		{nested, 3, 3}, {one_person, 1, 3}};
	struct error e;

	CHECK(refusal(1, apart, 1, &e) == ST_DATA && strstr(e.message, "one list alone"));
	CHECK(refusal(3, apart, 2, &e) == ST_DATA && strstr(e.message, "nobody is on list C"));
	CHECK(refusal(3, NULL, 0, &e) == ST_DATA && strstr(e.message, "nobody"));
	CHECK(refusal(13, (const struct overlap_cell[]){{(1 << 13) - 1, 1}}, 1, &e) == ST_DATA && strstr(e.message, "13 lists"));
	CHECK(refusal(8, (const struct overlap_cell[]){{255, 1}}, 1, &e) == ST_DATA && strstr(e.message, "more than 2097152"));
	for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct loglinear s;

		CHECK(overlap_make(LETTERS, tables[k].n_lists, tables[k].cells, tables[k].n, &a, &o, &e) == ST_OK);
		CHECK(loglinear_search(&o, NULL, &a, &s, &e) == ST_OK);
		if (s.any)
			CHECK(numbers_finite(&s.best_aic, &s.aic_profile) && numbers_finite(&s.best_bic, &s.bic_profile));
		for (size_t i = 0; i < s.n_near; i++)
			CHECK(isfinite(s.near[i].poisson));
		if (tables[k].cells == apart || tables[k].cells == two)
			CHECK(!s.any && s.n_refused == s.n_models);
		arena_free(&a);
	}
}

/* Counts over nine powers of ten: numbers still, and no model thrown away because its fit did not come to an end. */
static void wild(void)
{
	struct random r = random_start(16, 1);

	for (unsigned k = 0; k < 150; k++) {
		const unsigned n_lists = 2 + k % 4;
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct loglinear s;
		struct error e;

		CHECK(wild_table(&r, n_lists, random_unit(&r), &a, &o));
		CHECK(loglinear_search(&o, NULL, &a, &s, &e) == ST_OK);
		if (s.any)
			CHECK(numbers_finite(&s.best_aic, &s.aic_profile) && numbers_finite(&s.best_bic, &s.bic_profile) && !s.aic_profile.failed);
		for (size_t i = 0; i < s.n_refused_kept; i++)
			CHECK((s.refused[i].why.no_maximum && !s.refused[i].why.total) || s.refused[i].why.not_identifiable);
		arena_free(&a);
	}
}

static bool after_three(void *n) { return ++*(unsigned *)n > 3; }

/* A search that is stopped says so and keeps its best so far. */
static void stopped(void)
{
	struct random r = random_start(14, 1);
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct loglinear s;
	struct error e;
	unsigned asked = 0;

	CHECK(random_table(&r, 6, 0.8, 50, true, &a, &o));
	CHECK(loglinear_search(&o, &(struct loglinear_options){.stop = after_three, .stop_arg = &asked}, &a, &s, &e) == ST_OK);
	CHECK(s.unfinished && s.any && s.n_models == 32768 && isfinite(s.best_aic.poisson) && asked == 4);
	arena_free(&a);
}

/* One model on every number of lists from 2 to 12. */
static void many_lists(void)
{
	for (unsigned n_lists = 2; n_lists <= 12; n_lists++) {
		struct random r = random_start(15, n_lists);
		struct arena a = ARENA_INIT;
		struct loglinear_fit f;
		struct profile p;
		struct overlap o;
		struct exist x;
		struct error e;
		static const uint32_t pairs[] = {3, 6};

		CHECK(random_table(&r, n_lists, 0.6, 30, true, &a, &o));
		CHECK(loglinear_one(&o, (struct terms){pairs, n_lists < 3 ? 0 : n_lists < 4 ? 1 : 2}, 0.95, &a, &x, &f, &p, &e) == ST_OK);
		if (x.total && !x.not_identifiable)
			CHECK(numbers_finite(&f, &p) && !p.failed);
		arena_free(&a);
	}
}

/* Names of models. */
static void names(void)
{
	static const uint32_t set[] = {3, 24, 10, 18}, triple[] = {3, 5, 6, 7, 9}, far[] = {1 | 1 << 9};
	struct arena a = ARENA_INIT;

	CHECK_STR(terms_class((struct terms){set, 4}, 5, &a), "[12,24,25,45,3]");
	CHECK_STR(terms_class((struct terms){NULL, 0}, 3, &a), "[1,2,3]");
	CHECK_STR(terms_class((struct terms){triple, 5}, 4, &a), "[123,14]");
	CHECK_STR(terms_class((struct terms){far, 1}, 10, &a), "[1.10,2,3,4,5,6,7,8,9]");
	CHECK_STR(terms_words((struct terms){set, 2}, LETTERS, &a), "A:B + D:E");
	CHECK_STR(terms_words((struct terms){NULL, 0}, LETTERS, &a), "independent lists");
	CHECK(!terms_hierarchical((struct terms){(const uint32_t[]){7}, 1}) && terms_hierarchical((struct terms){triple, 5}));
	arena_free(&a);
}

TESTS({"how many models", numbers}, {"names", names}, {"fits beside naive ones", fits}, {"profiles beside naive ones", profiles},
      {"searches beside going through all", searches}, {"the trap", trap}, {"odd tables", odd}, {"wild tables", wild}, {"stopped", stopped}, {"2 to 12 lists", many_lists})
