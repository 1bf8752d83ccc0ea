/* The latent class sampler against the exact posterior of tables small enough to enumerate; its measures of mixing on chains whose answer is known; the
 * reference's results where they are. Seeds are fixed: nothing here changes by chance. */
#include "estimate/lcmcr.h"
#include "estimate/lcmcr_chain.h"

#include "check.h"
#include "estimate_data.h"

#include <math.h>

static const char *const names[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"};

/* All ways to put the histories' people, and the unseen, into K classes: weight of each n_0, concentration summed out on a grid of alpha. */
struct enumeration {
	const struct overlap *o;
	unsigned classes;
	double on[3][3], people[3];
	double weight[8];
	unsigned unseen;
};

static double log_beta(double a, double b) { return lgamma(a) + lgamma(b) - lgamma(a + b); }

/* log of ∫ Gamma(alpha; 1/4, 1/4) Π B(1 + n_k, alpha + beyond) / B(1, alpha); with alpha = exp(t) on a grid */
static double log_sticks(const double *people, unsigned classes)
{
	double sum = 0;

	for (double t = -60; t < 8; t += 0.05) {
		double alpha = exp(t), beyond = 0, f = 0.25 * t - 0.25 * alpha;

		for (unsigned k = 0; k < classes; k++)
			beyond += people[k];
		for (unsigned k = 0; k + 1 < classes; k++) {
			beyond -= people[k];
			f += log_beta(1 + people[k], alpha + beyond) + log(alpha);
		}
		sum += 0.05 * exp(f);
	}
	return log(sum);
}

static void enumerate(struct enumeration *n, size_t cell, double log_ways)
{
	const struct overlap *o = n->o;
	const bool last = cell == o->n_cells;
	const unsigned count = last ? n->unseen : (unsigned)o->cells[cell].count;
	const uint32_t history = last ? 0 : o->cells[cell].history;

	if (cell > o->n_cells) {
		double f = log_ways + log_sticks(n->people, n->classes);

		for (unsigned k = 0; k < n->classes; k++)
			for (unsigned j = 0; j < o->n_lists; j++)
				f += log_beta(1 + n->on[j][k], 1 + n->people[k] - n->on[j][k]);
		n->weight[n->unseen] += exp(f);
		return;
	}
	for (unsigned x = 0; x <= count; x++)
		for (unsigned y = 0; x + y <= count; y++) {
			const unsigned here[3] = {count - x - y, x, y};

			if ((n->classes < 3 && y) || (n->classes < 2 && x))
				continue;
			for (unsigned k = 0; k < 3; k++) {
				n->people[k] += here[k];
				for (unsigned j = 0; j < o->n_lists; j++)
					n->on[j][k] += (history >> j & 1) * here[k];
			}
			enumerate(n, cell + 1, log_ways + lgamma(count + 1.0) - lgamma(here[0] + 1.0) - lgamma(x + 1.0) - lgamma(y + 1.0));
			for (unsigned k = 0; k < 3; k++) {
				n->people[k] -= here[k];
				for (unsigned j = 0; j < o->n_lists; j++)
					n->on[j][k] -= (history >> j & 1) * here[k];
			}
		}
}

/* Shares of n_0 over many sweeps, beside the exact ones; standard errors from batches. */
static bool as_enumerated(const struct overlap_cell *cells, size_t n_cells, unsigned lists, unsigned classes, unsigned cap)
{
	enum { BATCHES = 50, SWEEPS = 8000 };
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;
	struct latent l;
	struct lcmcr_options p = {.classes = classes, .a_alpha = 0.25, .b_alpha = 0.25, .cap = cap};
	struct enumeration exact = {.classes = classes};
	double all = 0, share[8][BATCHES] = {{0}}, first = 0;
	bool good = overlap_make(names, lists, cells, n_cells, &a, &o, &e) == ST_OK &&
		    latent_start(&l, &o, &p, random_start(23, classes), true, 0, &a, &e) == ST_OK;

	exact.o = &o;
	for (exact.unseen = 0; good && exact.unseen <= cap; exact.unseen++) {
		double n = (double)o.observed, u = exact.unseen;

		enumerate(&exact, 0, lgamma(n + u) - lgamma(u + 1) - lgamma(n));
		all += exact.weight[exact.unseen];
	}
	for (int b = 0; good && b < BATCHES; b++)
		for (int i = 0; i < SWEEPS; i++) {
			if (i % 2) { /* the rare move as often as all others, and once without */
				latent_chances(&l);
				latent_shares(&l);
				latent_unseen(&l);
				(void)latent_observed(&l, NULL);
				latent_alpha(&l);
				latent_split(&l);
				latent_labels(&l);
			} else {
				(void)latent_sweep(&l, NULL);
			}
			share[(int)l.unseen][b] += 1.0 / SWEEPS;
			first += l.people[0];
		}
	for (unsigned u = 0; good && u <= cap; u++) {
		double mean = 0, squares = 0, error;

		for (int b = 0; b < BATCHES; b++)
			mean += share[u][b] / BATCHES;
		for (int b = 0; b < BATCHES; b++)
			squares += (share[u][b] - mean) * (share[u][b] - mean);
		error = sqrt(squares / BATCHES / (BATCHES - 1));
		if (fabs(mean - exact.weight[u] / all) > 4.5 * error) {
			(void)fprintf(stderr, "%u lists, %u classes, %u unseen: %.5f ± %.5f, not %.5f\n", lists, classes, u, mean, error, exact.weight[u] / all);
			good = false;
		}
	}
	arena_free(&a);
	return good;
}

static void enumerated(void)
{
	const struct overlap_cell two[] = {{1, 2}, {2, 1}, {3, 2}}, three[] = {{1, 1}, {3, 2}, {6, 1}}, one[] = {{1, 1}}, twice[] = {{1, 6}, {2, 1}};

	CHECK(as_enumerated(two, 3, 2, 1, 5));
	CHECK(as_enumerated(two, 3, 2, 2, 5));
	CHECK(as_enumerated(two, 3, 2, 3, 5));
	CHECK(as_enumerated(three, 3, 3, 3, 4));
	CHECK(as_enumerated(one, 1, 2, 2, 7));   /* one observed: geometric */
	CHECK(as_enumerated(twice, 2, 2, 2, 2)); /* a cap that is nearly always in the way */
}

/* Means, variances and covariances of counts, for few people and many, heavy classes first, last and in the middle, and classes of no weight. */
static void spreads(void)
{
	static const double weights[][6] = {{0.1, 0.2, 0.3, 0.05, 0.3, 0.05}, {0, 1, 0, 0.001, 2, 0}, {5, 1, 1, 1, 1, 1}, {1e-9, 1, 3, 2, 1, 40}, {0, 0, 1, 0, 0, 0}};
	static const uint64_t people[] = {1, 7, 27, 28, 150, 5000, 1000000};
	enum { DRAWS = 20000 };
	struct random r = random_start(41, 0);

	for (size_t v = 0; v < sizeof weights / sizeof *weights; v++)
		for (size_t m = 0; m < sizeof people / sizeof *people; m++) {
			double n = (double)people[m], all = 0, sum[6] = {0}, cross[6][6] = {{0}};

			for (unsigned k = 0; k < 6; k++)
				all += weights[v][k];
			for (int d = 0; d < DRAWS; d++) {
				double out[6], total = 0;

				latent_spread(&r, people[m], weights[v], 6, out);
				for (unsigned k = 0; k < 6; k++) {
					CHECK(out[k] >= 0 && (weights[v][k] > 0 || out[k] == 0));
					total += out[k];
					sum[k] += out[k] - n * weights[v][k] / all;
					for (unsigned j = 0; j <= k; j++)
						cross[k][j] += (out[k] - n * weights[v][k] / all) * (out[j] - n * weights[v][j] / all);
				}
				CHECK(total == n);
			}
			for (unsigned k = 0; k < 6; k++)
				for (unsigned j = 0; j <= k; j++) {
					double p = weights[v][k] / all, q = weights[v][j] / all, vk = n * p * (1 - p), vj = n * q * (1 - q);
					double want = j == k ? vk : -n * p * q;

					CHECK(fabs(sum[k]) <= 5 * sqrt(DRAWS * vk) + 1e-6 * n);
					/* four moments of binomial counts: beside the normal's, the small ones' */
					CHECK(fabs(cross[k][j] / DRAWS - want) <= 6 * sqrt((2 * vk * vj + fmin(vk, vj)) / DRAWS) + 1e-3 * (vk < 1));
				}
		}
}

/* With everybody in one class for good, n_0 given the chances is negative binomial: far above the cap the hat draws it. */
static void capped(void)
{
	static const struct { double n, off, cap; } at[] = {{40, 0.99, 100}, {40, 0.999, 20}, {5, 0.9999, 300}, {1000, 0.96, 20000}, {2, 0.999, 50}};

	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		struct arena a = ARENA_INIT;
		struct overlap_cell cell = {1, (uint64_t)at[i].n};
		struct overlap o;
		struct error e;
		struct latent l;
		struct lcmcr_options p = {.classes = 1, .a_alpha = 0.25, .b_alpha = 0.25, .cap = (uint64_t)at[i].cap};
		double mean = 0, exact = 0, exact_sq = 0, weight = 0, n = at[i].n, cap = at[i].cap;
		enum { DRAWS = 40000 };

		CHECK(overlap_make(names, 2, &cell, 1, &a, &o, &e) == ST_OK);
		CHECK(latent_start(&l, &o, &p, random_start(29, i), true, 0, &a, &e) == ST_OK);
		l.share[0] = 1;
		l.none[0] = l.off[0] = at[i].off;
		l.seen[0] = 1 - at[i].off;
		for (double u = 0; u <= cap; u++) {
			double f = exp(lgamma(n + u) - lgamma(u + 1) + u * log(at[i].off) - lgamma(n + cap) + lgamma(cap + 1) - cap * log(at[i].off));

			weight += f;
			exact += f * u;
			exact_sq += f * u * u;
		}
		exact /= weight;
		for (int d = 0; d < DRAWS; d++) {
			latent_unseen(&l);
			CHECK(l.unseen >= 0 && l.unseen <= cap && l.people[0] == l.unseen);
			mean += l.unseen / DRAWS;
		}
		CHECK(fabs(mean - exact) < 4.5 * sqrt((exact_sq / weight - exact * exact) / DRAWS));
		arena_free(&a);
	}
}

static void mixing(void)
{
	enum { CHAINS = 4, N = 2000 };
	static double x[CHAINS * N];
	static const double eight[] = {1, 3, 2, 5, 4, 6, 7, 8};
	struct arena a = ARENA_INIT;
	struct random r = random_start(31, 0);
	struct mixing m;

	for (int i = 0; i < CHAINS * N; i++)
		x[i] = random_normal(&r);
	CHECK(mixing_of(x, CHAINS, N, &a, &m) == ST_OK);
	CHECK(m.rhat > 0.999 && m.rhat < 1.003 && m.ess_bulk > 7000 && m.ess_bulk < 9000 && m.ess_tail > 6500 && m.ess_tail < 9000);
	for (int c = 0; c < CHAINS; c++)
		for (int i = 1; i < N; i++)
			x[c * N + i] = 0.8 * x[c * N + i - 1] + 0.6 * random_normal(&r);
	CHECK(mixing_of(x, CHAINS, N, &a, &m) == ST_OK); /* (1 - 0.8)/(1 + 0.8) of 8,000 */
	CHECK(m.rhat < 1.02 && m.ess_bulk > 700 && m.ess_bulk < 1100);
	for (int i = 0; i < N; i++)
		x[i] += 2;
	CHECK(mixing_of(x, CHAINS, N, &a, &m) == ST_OK && m.rhat > 1.3 && m.ess_bulk < 40);
	for (int i = 0; i < CHAINS * N; i++) /* the same middle, one chain wider: only the folded ranks see it */
		x[i] = random_normal(&r) * (i < N ? 4 : 1);
	CHECK(mixing_of(x, CHAINS, N, &a, &m) == ST_OK && m.rhat > 1.2);
	for (int i = 0; i < CHAINS * N; i++)
		x[i] = 5;
	CHECK(mixing_of(x, CHAINS, N, &a, &m) == ST_OK && isnan(m.rhat) && isnan(m.ess_bulk));
	CHECK(mixing_of(x, CHAINS, 3, &a, &m) == ST_OK && isnan(m.rhat));
	CHECK(mixing_of(eight, 2, 4, &a, &m) == ST_OK && fabs(m.rhat - 1.6932687786661953) < 1e-9); /* from the formulas, elsewhere */
	arena_free(&a);
}

/* Synthetic: two kinds of people, a list that misses most. */
static const struct overlap_cell small[] = {{1, 60}, {2, 45}, {3, 20}, {4, 30}, {5, 12}, {6, 9}, {7, 14}};

static void same(void)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;
	struct lcmcr_options p = {.burn_in = 400, .draws = 200, .thin = 3, .seed = 5, .classes = 5};
	struct lcmcr_result one, two, other;

	CHECK(overlap_make(names, 3, small, 7, &a, &o, &e) == ST_OK);
	CHECK(lcmcr(&o, &p, &a, &one, &e) == ST_OK);
	p.threads = 3;
	CHECK(lcmcr(&o, &p, &a, &two, &e) == ST_OK);
	CHECK(one.n_draws == 800 && two.n_draws == 800 && !memcmp(one.draws, two.draws, 800 * sizeof *one.draws));
	CHECK(one.rhat == two.rhat && one.chain[3].touched == two.chain[3].touched && !one.unfinished);
	CHECK(one.chain[1].draws == one.draws + 200 && one.chain[0].start < one.chain[3].start && one.cap == 20.0 * 190);
	p.seed = 6;
	CHECK(lcmcr(&o, &p, &a, &other, &e) == ST_OK && memcmp(one.draws, other.draws, 800 * sizeof *one.draws));
	for (size_t i = 0; i < 800; i++)
		CHECK(one.draws[i] >= 190 && one.draws[i] <= 21.0 * 190);
	p.chains = 2; /* too few to be believed */
	CHECK(lcmcr(&o, &p, &a, &other, &e) == ST_OK && !other.mixed && !other.has_estimate && isnan(other.estimate));
	p = (struct lcmcr_options){.burn_in = 400, .draws = 500, .thin = 20, .seed = 5, .rhat = 9};
	CHECK(lcmcr(&o, &p, &a, &other, &e) == ST_OK && other.has_estimate && other.low < other.estimate && other.estimate < other.high);
	arena_free(&a);
}

static void stopped(void)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;
	volatile sig_atomic_t stop = 1;
	struct lcmcr_options p = {.seed = 5, .stop = &stop};
	struct lcmcr_result r;

	CHECK(overlap_make(names, 3, small, 7, &a, &o, &e) == ST_OK);
	CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_OK && r.unfinished && !r.mixed && !r.has_estimate && r.n_draws == 0 && r.n_chains == 4);
	CHECK(isnan(r.chain[0].median) && isnan(r.rhat) && r.classes == 0);
	arena_free(&a);
}

static void edges(void)
{
	const struct overlap_cell huge[] = {{1, 1000000000}, {2, 500000000}, {3, 600000000}};
	const struct overlap_cell over[] = {{1, 3000000000}}, certain[] = {{7, 100000}}, apart[] = {{1, 40}, {2, 30}, {8, 9}};
	struct overlap_cell wide[20];
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;
	struct lcmcr_options p = {.burn_in = 50, .draws = 20, .thin = 2, .seed = 1, .rhat = 100};
	struct lcmcr_result r;

	CHECK(overlap_make(names, 2, huge, 3, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_OK && r.has_estimate);
	CHECK(r.low >= 2.1e9 && r.high <= 21 * 2.1e9);
	CHECK(overlap_make(names, 2, over, 1, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_DATA && strstr(e.message, "2^31"));
	CHECK(overlap_make(names, 3, certain, 1, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_OK);
	CHECK(r.rhat >= 1 && r.chain[0].median < 100010); /* a class of the unseen alone empties slowly */
	/* lists that never meet, and one that nobody is on */
	CHECK(overlap_make(names, 4, apart, 3, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_OK && r.high <= 79 * 21);
	for (unsigned i = 0; i < 20; i++)
		wide[i] = (struct overlap_cell){i ? UINT32_C(1) << i | (i % 3 == 0) : (UINT32_C(1) << 20) - 1, 1 + 1000000 * (i % 4)};
	for (p.classes = 1; p.classes <= 64; p.classes = 8 * p.classes)
		CHECK(overlap_make(names, 20, wide, 20, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_OK && r.has_estimate);
	p.classes = 65;
	CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_DATA && strstr(e.message, "65 classes"));
	p = (struct lcmcr_options){.cap = UINT64_C(1) << 50};
	CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_DATA && strstr(e.message, "2^40"));
	p = (struct lcmcr_options){.a_alpha = -1};
	CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_DATA);
	p = (struct lcmcr_options){.draws = UINT64_C(1) << 60};
	CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_DATA);
	p = (struct lcmcr_options){.a_alpha = 1e-9, .b_alpha = 1e-9, .burn_in = 20, .draws = 20, .thin = 1};
	CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_OK);
	CHECK(overlap_make(names, 1, over, 1, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_DATA && strstr(e.message, "1 list"));
	CHECK(overlap_make(names, 3, over, 0, &a, &o, &e) == ST_OK && lcmcr(&o, &p, &a, &r, &e) == ST_DATA && strstr(e.message, "nobody"));
	arena_free(&a);
}

static bool data_there;

/* Short runs: limits at about four of their own standard errors. */
static void reference(void)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;
	struct lcmcr_options p = {.burn_in = 5000, .draws = 500, .thin = 40};
	struct lcmcr_result r;

	data_there = estimate_table("lcmcr_kosovo_aggregate", &a, &o);
	if (data_there) {
		p.seed = 1;
		p.rhat = 1.1;
		CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_OK && r.mixed);
		CHECK(fabs(r.estimate - 10460) < 250 && fabs(r.low - 9116) < 250 && fabs(r.high - 13951) < 1200);
		CHECK(estimate_table("sparsemse_Ned_5", &a, &o));
		for (p.seed = 1; p.seed <= 4; p.seed++) {
			CHECK(lcmcr(&o, &p, &a, &r, &e) == ST_OK && !r.mixed && !r.has_estimate);
			CHECK(r.rhat > 1.15);
		}
	}
	arena_free(&a);
}

static const struct test tests[] = {{"as enumerated", enumerated}, {"people over classes", spreads}, {"the cap", capped}, {"mixing", mixing}, {"same seed, same answer", same},
				    {"stopped", stopped}, {"edges", edges}, {"the reference's tables", reference}};

/* 77, skipped, when all else is right but the reference is not there. */
int main(void)
{
	int failed = 0;

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		check_failed = false;
		tests[i].run();
		(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", tests[i].name);
		failed += check_failed;
	}
	return failed ? 1 : data_there ? 0 : 77;
}
