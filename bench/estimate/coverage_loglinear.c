/* How often intervals of 95 % hold the true total: tables drawn from known models, all frequentist methods on each.
 *
 *   coverage_loglinear [TABLES [REPLICATES [SEED]]]
 *   coverage_loglinear --from TABLE.csv [TABLES [REPLICATES [SEED]]]
 *
 * The first draws from nine populations: independent lists, lists that depend on each other in pairs, people who are not equally easy to find. The
 * second from the model that the stepwise method fits to a table, its total taken for the truth (the design of Chan, Silverman & Vincent 2021,
 * section 3.4). TABLES a population (1,000), REPLICATES of the bootstrap in each (1,000). Prints a table in Markdown: in how many of the tables the
 * interval holds the truth, how far the middle estimate is from it, how often there is no number; a row for each method. */
#include "base/input.h"
#include "estimate/capture.h"
#include "estimate/loglinear.h"
#include "estimate/normal.h"
#include "estimate/overlap_read.h"
#include "estimate/random.h"
#include "estimate/sparse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTS = 6, CELLS = 1 << LISTS, METHODS = 7 };

static const char *const METHOD[METHODS] = {"M_t", "loglinear-aic", "loglinear-bic", "sparse", "sparse-bca", "chao", "M_th Chao (LB)"};
static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F"};

struct pair { unsigned i, j; double odds; };

/* p: how likely a list finds somebody. spread: standard deviation of a person's logit; share: of people who are `times` as easy to find (odds). */
struct population {
	const char *name, *kind;
	unsigned n_lists;
	double total, p[LISTS];
	struct pair pairs[4]; unsigned n_pairs;
	double spread, share, times;
};

static const struct population POPULATIONS[] = {
	{"4 lists, N 1,000, p 0.3", "independent", 4, 1000, {0.3, 0.3, 0.3, 0.3}, {{0}}, 0, 0, 0, 0},
	{"3 lists, N 1,000, p 0.01 0.04 0.2", "independent", 3, 1000, {0.01, 0.04, 0.2}, {{0}}, 0, 0, 0, 0},
	{"5 lists, N 12,000, p 0.007 to 0.09", "independent", 5, 12000, {0.007, 0.05, 0.09, 0.07, 0.03}, {{0}}, 0, 0, 0, 0},
	{"4 lists, N 2,000, p 0.15, one pair ×4", "pairs", 4, 2000, {0.15, 0.15, 0.15, 0.15}, {{0, 1, 4}}, 1, 0, 0, 0},
	{"5 lists, N 5,000, p 0.05 to 0.15, ×3 ×3 ×0.3", "pairs", 5, 5000, {0.05, 0.1, 0.15, 0.1, 0.05}, {{0, 1, 3}, {2, 3, 3}, {1, 4, 0.3}}, 3, 0, 0, 0},
	{"5 lists, N 12,000, p 0.007 to 0.09, ×5 ×0.05", "pairs", 5, 12000, {0.007, 0.05, 0.09, 0.07, 0.03}, {{0, 1, 5}, {1, 4, 0.05}}, 2, 0, 0, 0},
	{"4 lists, N 2,000, p 0.15, a quarter with odds ×5", "unequal", 4, 2000, {0.1, 0.1, 0.1, 0.1}, {{0}}, 0, 0, 0.25, 5},
	{"5 lists, N 3,000, p 0.15, logit sd 1", "unequal", 5, 3000, {0.12, 0.12, 0.12, 0.12, 0.12}, {{0}}, 0, 1, 0, 0},
	{"5 lists, N 10,000, p 0.04, logit sd 1.5", "unequal", 5, 10000, {0.02, 0.02, 0.02, 0.02, 0.02}, {{0}}, 0, 1.5, 0, 0},
};

static double logit(double p) { return log(p / (1 - p)); }

/* Independent lists with the logits moved by `shift`: adds weight × probability to each cell. */
static void add_kind(const struct population *q, double shift, double weight, double *cell)
{
	for (unsigned h = 0; h < 1u << q->n_lists; h++) {
		double x = weight;

		for (unsigned i = 0; i < q->n_lists; i++) {
			const double p = 1 / (1 + exp(-logit(q->p[i]) - shift));

			x *= h >> i & 1 ? p : 1 - p;
		}
		cell[h] += x;
	}
}

/* Odds ratios in pairs, all else independent, with the margins p: by scaling until they fit. */
static void pairwise(const struct population *q, double *cell)
{
	double base[LISTS];

	for (unsigned i = 0; i < q->n_lists; i++)
		base[i] = logit(q->p[i]);
	for (unsigned turn = 0; turn < 500; turn++) {
		double sum = 0, on[LISTS] = {0};

		for (unsigned h = 0; h < 1u << q->n_lists; h++) {
			double x = 0;

			for (unsigned i = 0; i < q->n_lists; i++)
				x += h >> i & 1 ? base[i] : 0;
			for (unsigned k = 0; k < q->n_pairs; k++)
				x += (h >> q->pairs[k].i & h >> q->pairs[k].j & 1) ? log(q->pairs[k].odds) : 0;
			sum += cell[h] = exp(x);
		}
		for (unsigned h = 0; h < 1u << q->n_lists; h++) {
			cell[h] /= sum;
			for (unsigned i = 0; i < q->n_lists; i++)
				on[i] += h >> i & 1 ? cell[h] : 0;
		}
		for (unsigned i = 0; i < q->n_lists; i++)
			base[i] += logit(q->p[i]) - logit(on[i]);
	}
}

static void probabilities(const struct population *q, double *cell)
{
	enum { STEPS = 2000 };

	memset(cell, 0, CELLS * sizeof *cell);
	if (q->n_pairs) {
		pairwise(q, cell);
	} else if (q->spread > 0) {
		for (unsigned s = 0; s < STEPS; s++)
			add_kind(q, q->spread * normal_quantile((s + 0.5) / STEPS), 1.0 / STEPS, cell);
	} else if (q->share > 0) {
		add_kind(q, 0, 1 - q->share, cell);
		add_kind(q, log(q->times), q->share, cell);
	} else {
		add_kind(q, 0, 1, cell);
	}
}

/* One method's answers over all tables. */
struct tally { unsigned n, number, covered, above, below; double *estimate; };

static void note(struct tally *t, double truth, bool number, double estimate, double low, double high)
{
	t->n++;
	if (!number)
		return;
	t->estimate[t->number++] = estimate;
	t->covered += low <= truth && truth <= high;
	t->above += truth > high;
	t->below += truth < low;
}

static enum status all_methods(const struct overlap *o, double truth, unsigned replicates, uint64_t seed, struct tally *t, struct arena *a,
			       struct error *e)
{
	struct capture_fit mt, bound;
	struct capture_chao chao;
	struct loglinear l;
	struct sparse s;
	enum status st = capture_fit(o, CAPTURE_MT, 0.95, NULL, 0, a, &mt, e);

	if (st == ST_OK)
		st = capture_fit(o, CAPTURE_MTH_CHAO, 0.95, NULL, 0, a, &bound, e);
	if (st == ST_OK)
		st = loglinear_search(o, NULL, a, &l, e);
	if (st == ST_OK)
		st = sparse_fit(o, &(struct sparse_options){.replicates = replicates, .seed = seed}, a, &s, e);
	if (st == ST_DATA) { /* a list that nobody is on: no method has a number */
		for (unsigned m = 0; m < METHODS; m++)
			note(&t[m], truth, false, 0, 0, 0);
		return ST_OK;
	}
	if (st != ST_OK)
		return st;
	capture_chao_bound(o, 0.95, &chao);
	note(&t[0], truth, mt.fitted && !mt.profile.failed, mt.profile.estimate, mt.profile.low, mt.profile.high);
	note(&t[1], truth, l.any && !l.aic_profile.failed, l.aic_profile.estimate, l.aic_profile.low, l.aic_profile.high);
	note(&t[2], truth, l.any && !l.bic_profile.failed, l.bic_profile.estimate, l.bic_profile.low, l.bic_profile.high);
	note(&t[3], truth, s.fitted, s.estimate, s.low, s.high);
	note(&t[4], truth, s.bca.done, s.estimate, s.bca.low, s.bca.high);
	note(&t[5], truth, chao.fitted, chao.estimate, chao.low, chao.high);
	note(&t[6], truth, bound.fitted && !bound.profile.failed, bound.profile.estimate, bound.profile.low, bound.profile.high);
	return ST_OK;
}

static int ascending(const void *p, const void *q)
{
	const double x = *(const double *)p, y = *(const double *)q;

	return (x > y) - (x < y);
}

static void print(const char *kind, const char *name, double truth, struct tally *t)
{
	(void)printf("| %s: %s |", kind, name);
	for (unsigned m = 0; m < METHODS; m++) {
		if (!t[m].number) {
			(void)printf(" no number |");
			continue;
		}
		qsort(t[m].estimate, t[m].number, sizeof(double), ascending);
		(void)printf(" %.1f (%+.0f %%)", 100.0 * t[m].covered / t[m].number, 100 * (t[m].estimate[t[m].number / 2] / truth - 1));
		if (t[m].number < t[m].n)
			(void)printf(", none %.1f", 100.0 * (t[m].n - t[m].number) / t[m].n);
		(void)printf(" |");
	}
	(void)printf("\n");
	(void)fflush(stdout);
}

struct work { unsigned tables, replicates; uint64_t seed; };

/* cell: probabilities, cell 0 among them. */
static enum status simulate(const char *kind, const char *name, unsigned n_lists, const double *cell, double total, const struct work *w, uint64_t stream,
			    struct error *e)
{
	struct arena a = ARENA_INIT;
	struct tally t[METHODS] = {{0}};
	enum status st = ST_OK;

	for (unsigned m = 0; m < METHODS; m++) {
		t[m].estimate = arena_array(&a, w->tables, sizeof(double));
		if (!t[m].estimate)
			st = error_memory(e);
	}
	for (unsigned k = 0; k < w->tables && st == ST_OK; k++) {
		struct random r = random_start(w->seed + stream, k);
		struct overlap_cell cells[CELLS];
		struct arena own = ARENA_INIT;
		uint64_t drawn[CELLS];
		struct overlap o;

		random_multinomial(&r, (uint64_t)total, cell, 1u << n_lists, drawn);
		for (uint32_t h = 1; h < 1u << n_lists; h++)
			cells[h - 1] = (struct overlap_cell){h, drawn[h]};
		st = overlap_make(LETTERS, n_lists, cells, (1u << n_lists) - 1, &own, &o, e);
		if (st == ST_OK)
			st = all_methods(&o, total, w->replicates, k, t, &own, e);
		arena_free(&own);
	}
	if (st == ST_OK)
		print(kind, name, total, t);
	arena_free(&a);
	return st;
}

/* Cells of the model that the steps come to on a table. */
static enum status from_table(const char *path, const struct work *w, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct overlap_file f;
	struct input in;
	struct sparse s;
	double cell[CELLS];
	enum status st = input_open(path, &in, e);

	if (st != ST_OK)
		return st;
	st = overlap_read(&in, &(struct overlap_options){0}, &a, &f, e);
	if (st == ST_OK && f.all.n_lists > LISTS)
		st = error_set(e, ST_DATA, "at most %d lists", LISTS);
	if (st == ST_OK)
		st = sparse_fit(&f.all, NULL, &a, &s, e);
	if (st == ST_OK && !s.fitted)
		st = error_set(e, ST_DATA, "no model to draw from");
	if (st == ST_OK) { /* the fitted margins are the observed ones: scale to them (Deming & Stephan 1940) from all cells equal */
		const unsigned cells = 1u << f.all.n_lists;
		double y[CELLS] = {0};

		for (size_t c = 0; c < f.all.n_cells; c++)
			y[f.all.cells[c].history] = (double)f.all.cells[c].count;
		for (unsigned h = 1; h < cells; h++)
			cell[h] = (double)f.all.observed / cells;
		for (unsigned turn = 0; turn < 20000; turn++)
			for (size_t k = 0; k < f.all.n_lists + s.terms.n; k++) {
				const uint32_t set = k < f.all.n_lists ? 1u << k : s.terms.set[k - f.all.n_lists];
				double want[2] = {0}, have[2] = {0};

				for (unsigned h = 1; h < cells; h++) {
					want[(set & ~h) == 0] += y[h];
					have[(set & ~h) == 0] += cell[h];
				}
				for (unsigned h = 1; h < cells; h++)
					cell[h] *= want[(set & ~h) == 0] / fmax(have[(set & ~h) == 0], 1e-300);
			}
		cell[0] = s.estimate - (double)f.all.observed;
		st = simulate("fitted", path, f.all.n_lists, cell, round(s.estimate), w, 0, e);
	}
	input_close(&in);
	arena_free(&a);
	return st;
}

int main(int argc, char **argv)
{
	const bool from = argc > 2 && strcmp(argv[1], "--from") == 0;
	char **rest = argv + (from ? 3 : 1);
	const int n = argc - (from ? 3 : 1);
	const struct work w = {n > 0 ? (unsigned)strtoul(rest[0], NULL, 10) : 1000, n > 1 ? (unsigned)strtoul(rest[1], NULL, 10) : 1000,
		n > 2 ? strtoull(rest[2], NULL, 10) : 1};
	struct error e = {0};
	enum status st = ST_OK;

	(void)printf("| population |");
	for (unsigned m = 0; m < METHODS; m++)
		(void)printf(" %s |", METHOD[m]);
	(void)printf("\n|---|---|---|---|---|---|---|---|\n");
	if (from)
		st = from_table(argv[2], &w, &e);
	for (size_t i = 0; !from && i < sizeof POPULATIONS / sizeof *POPULATIONS && st == ST_OK; i++) {
		double cell[CELLS];

		probabilities(&POPULATIONS[i], cell);
		st = simulate(POPULATIONS[i].kind, POPULATIONS[i].name, POPULATIONS[i].n_lists, cell, POPULATIONS[i].total, &w, 1000 * i, &e);
	}
	if (st != ST_OK)
		(void)fprintf(stderr, "coverage_loglinear: %s%s%s\n", e.where, *e.where ? ": " : "", e.message);
	return (int)st;
}
