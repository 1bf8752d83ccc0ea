/* The stepwise method: every step beside a naive one, the bootstrap's limits from its own totals, refusals, odd tables. */
#include "estimate/sparse.h"

#include "base/normal.h"

#include "check.h"
#include "estimate_naive.h"

static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"};

static bool near(double got, double want, double within) { return fabs(got - want) <= within * fmax(1, fabs(want)); }

/* min(P(X ≤ n), P(X ≥ n)) by adding up. */
static double naive_tail(double n, double lambda)
{
	long double below = 0, above = 0;

	for (long k = 0; k <= (long)n; k++)
		below += expl(k * logl((long double)lambda) - lambda - lgammal(k + 1.0L));
	for (long k = (long)n; k < (long)(n + lambda) + 200; k++)
		above += expl(k * logl((long double)lambda) - lambda - lgammal(k + 1.0L));
	return (double)fminl(fminl(below, above), 1);
}

static void tails(void)
{
	struct random r = random_start(1, 1);

	for (unsigned i = 0; i < 1000; i++) {
		const double lambda = exp(12 * random_unit(&r) - 6), n = (double)random_poisson(&r, i % 2 ? lambda : 2 * lambda);

		CHECK(near(poisson_log_tail(n, lambda), log(naive_tail(n, lambda)), 1e-9));
	}
	CHECK(poisson_log_tail(0, 0) == 0 && isinf(poisson_log_tail(3, 0)));
	CHECK(poisson_log_tail(1e9, 1e9) < 0 && poisson_log_tail(1e9, 1e9) > -0.7);
	CHECK(near(poisson_log_tail(1e9, 2e9), -1e9 * (1 - log(2)), 1e-6));
}

/* Normal quantiles and what the profiles need of Γ. */
static void functions(void)
{
	int sign;

	CHECK(near(normal_quantile(0.975), 1.959963984540054, 1e-14) && near(normal_quantile(1e-10), -6.361340902404056, 1e-12));
	CHECK(isinf(normal_quantile(0)) && isinf(normal_quantile(1)) && normal_quantile(0.5) == 0);
	CHECK(near(profile_drop(0.95), 1.920729410347062, 1e-12));
	for (double x = 0.01; x < 1e6; x *= 1.7) {
		CHECK(near(stirling(x), lgamma_r(x + 1, &sign) - x * log(x) + x, 1e-10 * fmax(1, x)));
		CHECK(near(digamma1(x), (lgamma_r(x + 1 + 1e-4, &sign) - lgamma_r(x + 1 - 1e-4, &sign)) / 2e-4, 1e-4));
		CHECK(near(normal_below(normal_quantile(1 / (1 + x))), 1 / (1 + x), 1e-12));
	}
}

/* The steps as the paper has them: every pair's p by the model so far, refused ones left out, the least below the threshold in. */
static bool naive_steps(const struct overlap *o, double threshold, uint32_t *model, size_t *n_model, struct naive *g)
{
	uint32_t pairs[32];
	unsigned n_pairs = 0;

	*n_model = 0;
	for (unsigned i = 0; i < o->n_lists; i++)
		for (unsigned j = i + 1; j < o->n_lists; j++)
			pairs[n_pairs++] = 1u << i | 1u << j;
	for (;;) {
		double least = threshold;
		unsigned best = n_pairs;

		naive_design(g, o, (struct terms){model, *n_model}, -1);
		if (!naive_fit(g))
			return false;
		for (unsigned k = 0; k < n_pairs; k++) {
			static struct naive trial;
			double observed = 0, expected = 0, p;
			struct exist x;
			bool in = false;

			for (size_t i = 0; i < *n_model; i++)
				in |= model[i] == pairs[k];
			if (in)
				continue;
			for (size_t c = 0; c < o->n_cells; c++)
				observed += pairs[k] & ~o->cells[c].history ? 0 : (double)o->cells[c].count;
			/* rows hold the lists' columns: the cell is on both lists when both are 1 */
			for (unsigned r = 0; r < g->rows; r++) {
				const unsigned i = (unsigned)__builtin_ctz(pairs[k]), j = (unsigned)__builtin_ctz(pairs[k] & (pairs[k] - 1));

				expected += g->x[r][1 + i] > 0 && g->x[r][1 + j] > 0 ? (double)g->mu[r] : 0;
			}
			if (expected <= 0)
				continue;
			p = naive_tail(observed, expected);
			if (p >= least)
				continue;
			model[*n_model] = pairs[k];
			naive_design(&trial, o, (struct terms){model, *n_model + 1}, -1);
			naive_exist(&trial, &x);
			if (x.no_maximum || x.not_identifiable)
				continue;
			least = p;
			best = k;
		}
		if (best == n_pairs)
			return true;
		model[(*n_model)++] = pairs[best];
	}
}

static void steps(void)
{
	struct random r = random_start(2, 1);
	static struct naive g;
	unsigned refused = 0, empty = 0, longest = 0, compared = 0;

	for (unsigned k = 0; k < 250; k++) {
		const unsigned n_lists = k % 25 ? 3 : 4;
		const double p = k % 2 ? 0.02 : 0.3;
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct sparse s;
		struct error e;
		uint32_t model[32];
		size_t n = 0;

		CHECK(random_table(&r, n_lists, 0.3 + 0.7 * random_unit(&r), 1 + random_below(&r, 40), true, &a, &o));
		CHECK(sparse_fit(&o, &(struct sparse_options){.p = p}, &a, &s, &e) == ST_OK);
		if (s.start.no_maximum || s.start.not_identifiable || !naive_steps(&o, p, model, &n, &g)) {
			arena_free(&a);
			continue;
		}
		CHECK(s.fitted && s.terms.n == n && s.n_steps == n);
		for (size_t i = 0; i < n; i++) {
			CHECK(s.terms.set[i] == model[i] && s.steps[i].pair == model[i] && s.steps[i].p < p);
			CHECK(s.steps[i].empty == (s.steps[i].observed == 0));
			CHECK(near(s.steps[i].p, naive_tail(s.steps[i].observed, s.steps[i].expected), 1e-9));
			empty += s.steps[i].empty;
		}
		const double unseen = (double)expl(g.theta[0]), error = sqrt((double)g.variance0), z = 1.959963984540054;

		CHECK(near(s.estimate, (double)o.observed + unseen, 1e-8) && near(s.log_unseen_error, error, 1e-6));
		CHECK(near(s.high, (double)o.observed + unseen * exp(z * error), 1e-6));
		CHECK(near(s.low, (double)o.observed + unseen * exp(-z * error), 1e-6));
		CHECK(near(s.aic, (double)(-2 * g.likelihood) + 2 * (g.n + s.n_empty), 1e-8) && near(s.deviance, (double)g.deviance, 1e-7));
		CHECK(!s.bca.done && !s.bca.replicates);
		refused += s.n_refused > 0;
		longest = n > longest ? (unsigned)n : longest;
		compared++;
		arena_free(&a);
	}
	CHECK(compared > 150 && refused > 10 && empty > 10 && longest >= 3);
}

/* Hyndman & Fan 1996, type 8, as they write it. */
static double type8(const double *x, size_t n, double p)
{
	const double m = (p + 1) / 3, np = (double)n * p + m, j = floor(np), g = np - j;
	const double lower = x[(size_t)fmin(fmax(j - 1, 0), (double)n - 1)], upper = x[(size_t)fmin(fmax(j, 0), (double)n - 1)];

	return g == 0 ? lower : (1 - g) * lower + g * upper;
}

static bool tame(struct arena *a, struct overlap *o)
{
	static const struct overlap_cell cells[] = {{1, 60}, {2, 49}, {4, 70}, {8, 40}, {3, 12}, {5, 14}, {6, 9}, {9, 11}, {10, 8}, {12, 30}, {7, 4}, {11, 3},
		{13, 6}, {14, 5}, {15, 2}};
	struct error e;

	return overlap_make(LETTERS, 4, cells, 15, a, o, &e) == ST_OK;
}

/* The acceleration beside fits with one person less, the limits beside the formula on the totals. */
static void bca(void)
{
	struct arena a = ARENA_INIT;
	struct sparse s, again, other, less;
	struct overlap o, left;
	struct error e;
	double mean = 0, square = 0, cube = 0, total[15], below = 0, n;

	CHECK(tame(&a, &o));
	CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 500, .seed = 7}, &a, &s, &e) == ST_OK);
	CHECK(s.bca.done && !s.bca.why && !s.bca.unfinished && s.bca.replicates == 500 && !s.bca.infinite && !s.bca.high_open);
	n = (double)o.observed;
	for (size_t c = 0; c < o.n_cells; c++) {
		struct overlap_cell cells[15];

		memcpy(cells, o.cells, o.n_cells * sizeof *cells);
		cells[c].count--;
		CHECK(overlap_make(LETTERS, 4, cells, o.n_cells, &a, &left, &e) == ST_OK && sparse_fit(&left, NULL, &a, &less, &e) == ST_OK);
		total[c] = less.estimate;
		mean += total[c] * (double)o.cells[c].count / n;
	}
	for (size_t c = 0; c < o.n_cells; c++) {
		square += (double)o.cells[c].count * pow(mean - total[c], 2);
		cube += (double)o.cells[c].count * pow(mean - total[c], 3);
	}
	CHECK(near(s.bca.acceleration, cube / (6 * pow(square, 1.5)), 1e-7));
	for (unsigned i = 0; i < 500; i++) {
		CHECK(isfinite(s.bca.totals[i]) && (!i || s.bca.totals[i] >= s.bca.totals[i - 1]));
		below += s.bca.totals[i] < s.estimate;
	}
	CHECK(near(s.bca.bias, normal_quantile(below / 500), 1e-12));
	for (int side = -1; side <= 1; side += 2) {
		const double z = s.bca.bias + side * 1.959963984540054, at = normal_below(s.bca.bias + z / (1 - s.bca.acceleration * z));

		CHECK(near(side < 0 ? s.bca.low : s.bca.high, type8(s.bca.totals, 500, at), 1e-9));
	}
	CHECK(s.bca.low < s.estimate && s.estimate < s.bca.high);
	CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 500, .seed = 7}, &a, &again, &e) == ST_OK);
	CHECK(again.bca.low == s.bca.low && again.bca.high == s.bca.high);
	CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 500, .seed = 8}, &a, &other, &e) == ST_OK);
	CHECK(other.bca.low != s.bca.low && near(other.bca.low, s.bca.low, 0.1) && near(other.bca.high, s.bca.high, 0.1));
	arena_free(&a);
}

static bool after(void *left) { return (*(unsigned *)left)-- == 0; }

static void stopped(void)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct sparse s;
	struct error e;
	unsigned left = 100, few = 5;

	CHECK(tame(&a, &o));
	CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 100000, .stop = after, .stop_arg = &left}, &a, &s, &e) == ST_OK);
	CHECK(s.bca.unfinished && s.bca.replicates == 100 && s.bca.done && isfinite(s.bca.high));
	CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 100000, .stop = after, .stop_arg = &few}, &a, &s, &e) == ST_OK);
	CHECK(s.bca.unfinished && !s.bca.done && strstr(s.bca.why, "too few replicates"));
	arena_free(&a);
}

/* The pair that people are on and that has no maximum is refused and named; no number comes of it. */
static void trap(void)
{
	const struct overlap_cell cells[] = {{1, 40}, {2, 30}, {4, 20}, {3, 6}};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct sparse s;
	struct error e;

	CHECK(overlap_make(LETTERS, 3, cells, 4, &a, &o, &e) == ST_OK);
	CHECK(sparse_fit(&o, &(struct sparse_options){.p = 0.3, .replicates = 50}, &a, &s, &e) == ST_OK);
	CHECK(s.fitted && s.estimate < 1e5 && s.n_refused);
	for (size_t i = 0; i < s.n_refused; i++)
		CHECK(s.refused[i].pair == 3 && s.refused[i].p < 0.3 && s.refused[i].why.no_maximum);
	for (size_t i = 0; i < s.n_steps; i++)
		CHECK(s.steps[i].pair != 3 && s.steps[i].empty);
	arena_free(&a);
}

static enum status refusal(unsigned n_lists, const struct overlap_cell *cells, size_t n, double p, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct sparse s;
	enum status st = overlap_make(LETTERS, n_lists, cells, n, &a, &o, e);

	if (st == ST_OK)
		st = sparse_fit(&o, &(struct sparse_options){.p = p}, &a, &s, e);
	arena_free(&a);
	return st;
}

static bool numbers_fine(const struct sparse *s)
{
	if (s->fitted && !(isfinite(s->estimate) && isfinite(s->low) && isfinite(s->high) && isfinite(s->aic) && isfinite(s->deviance)))
		return false;
	for (size_t i = 0; i < s->n_steps; i++)
		if (!isfinite(s->steps[i].expected) || !(s->steps[i].p >= 0))
			return false;
	return !s->bca.done || (isfinite(s->bca.low) && (s->bca.high_open ? isinf(s->bca.high) : isfinite(s->bca.high)) && isfinite(s->bca.bias) &&
				isfinite(s->bca.acceleration));
}

static void odd(void)
{
	const struct overlap_cell apart[] = {{1, 5}, {2, 6}, {4, 7}}, huge[] = {{1, 1000000000}, {2, 900000000}, {4, 800000000}, {3, 1000000},
		{5, 999999999}, {6, 3}, {7, 700}}, equal[] = {{1, 1000000000}, {2, 1000000000}, {3, 1000000000}, {4, 1000000000}, {5, 1000000000},
		{6, 1000000000}, {7, 1000000000}}, nested[] = {{1, 1000000000}, {3, 1}, {7, 1}}, one_person[] = {{7, 1}}, two[] = {{1, 3}, {2, 3}, {3, 1}},
		same[] = {{3, 50}, {4, 50}, {7, 5}}, all[] = {{7, 3}, {3, 2}, {1, 2}};
	const struct { const struct overlap_cell *cells; size_t n; unsigned n_lists; } tables[] = {{apart, 3, 3}, {huge, 7, 3}, {equal, 7, 3}, {nested, 3, 3},
		{one_person, 1, 3}, {two, 3, 2}, {same, 3, 3}, {all, 3, 3}};
	struct error e;

	CHECK(refusal(1, apart, 1, 0, &e) == ST_DATA && strstr(e.message, "one list alone"));
	CHECK(refusal(3, apart, 2, 0, &e) == ST_DATA && strstr(e.message, "nobody is on list C"));
	CHECK(refusal(2, NULL, 0, 0, &e) == ST_DATA && strstr(e.message, "nobody"));
	CHECK(refusal(13, (const struct overlap_cell[]){{(1 << 13) - 1, 1}}, 1, 0, &e) == ST_DATA && strstr(e.message, "13 lists"));
	CHECK(refusal(3, apart, 3, 0.6, &e) == ST_USAGE && refusal(3, apart, 3, -1, &e) == ST_USAGE);
	for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct sparse s;

		CHECK(overlap_make(LETTERS, tables[k].n_lists, tables[k].cells, tables[k].n, &a, &o, &e) == ST_OK);
		CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 60}, &a, &s, &e) == ST_OK);
		CHECK(numbers_fine(&s));
		if (tables[k].cells == apart)
			CHECK(!s.fitted && s.start.no_maximum && !s.bca.done);
		arena_free(&a);
	}
}

/* Counts over nine powers of ten. */
static void wild(void)
{
	struct random r = random_start(4, 1);

	for (unsigned k = 0; k < 150; k++) {
		struct arena a = ARENA_INIT;
		struct overlap o;
		struct sparse s;
		struct error e;

		CHECK(wild_table(&r, 2 + k % 4, random_unit(&r), &a, &o));
		CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = 25}, &a, &s, &e) == ST_OK);
		CHECK(numbers_fine(&s));
		arena_free(&a);
	}
}

/* From 2 to 12 lists, sparse and dense. */
static void many_lists(void)
{
	for (unsigned n_lists = 2; n_lists <= 12; n_lists++)
		for (int dense = 0; dense < 2; dense++) {
			struct random r = random_start(3, n_lists);
			struct arena a = ARENA_INIT;
			struct overlap o;
			struct sparse s;
			struct error e;

			CHECK(random_table(&r, n_lists, dense ? 0.7 : 0.04, 30, true, &a, &o));
			CHECK(sparse_fit(&o, &(struct sparse_options){.replicates = n_lists < 8 ? 30 : 0}, &a, &s, &e) == ST_OK);
			CHECK(numbers_fine(&s));
			arena_free(&a);
		}
}

TESTS({"Poisson tails", tails}, {"normal and gamma", functions}, {"steps beside naive ones", steps}, {"BCa from its parts", bca}, {"stopped", stopped},
      {"the trap", trap}, {"odd tables", odd}, {"wild tables", wild}, {"2 to 12 lists", many_lists})
