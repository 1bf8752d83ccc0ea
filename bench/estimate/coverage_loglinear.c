/* How often intervals of 95 % hold the true total: tables drawn from known models, all frequentist methods on each.
 *
 *   coverage_loglinear [TABLES [REPLICATES [SEED]]]
 *   coverage_loglinear --from TABLE.csv [TABLES [REPLICATES [SEED]]]
 *
 * The first draws from nine populations: independent lists, lists that depend on each other in pairs, people who are not equally easy to find. The
 * second from the model that the stepwise method fits to a table, its total taken for the truth (the design of Chan, Silverman & Vincent 2021,
 * section 3.4). TABLES a population (1,000), REPLICATES of the bootstrap in each (1,000). Prints a table in Markdown: in how many of the tables the
 * interval holds the truth (of the bounds: the lower limit is not above it), how far the middle estimate is from it, how often there is no number;
 * last, in how many the answer would say that people differ: an M_th model beats every log-linear one by an AIC of 2. */
#include "base/input.h"
#include "base/normal.h"
#include "base/random.h"
#include "estimate/capture.h"
#include "estimate/loglinear.h"
#include "estimate/overlap_read.h"
#include "estimate/sparse.h"

#include "population.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { METHODS = 7 };

static const char *const METHOD[METHODS] = {"M_t", "loglinear-aic", "loglinear-bic", "sparse", "sparse-bca", "chao (bound)", "M_th Chao (bound)"};

/* One method's answers over all tables. */
struct tally { unsigned n, number, covered; double *estimate; };

/* A bound is right when its lower limit is not above the truth: high is INFINITY then. */
static void note(struct tally *t, double truth, bool number, double estimate, double low, double high)
{
	t->n++;
	if (!number)
		return;
	t->estimate[t->number++] = estimate;
	t->covered += low <= truth && truth <= high;
}

/* Does an M_th model with a positive term for differences beat the log-linear models? */
static enum status people_differ(const struct overlap *o, const struct loglinear *l, unsigned *said, struct arena *a, struct error *e)
{
	double best = INFINITY;

	for (enum capture_model m = CAPTURE_MTH_POISSON; m <= CAPTURE_MTH_GAMMA; m++) {
		struct capture_fit f;
		const enum status st = capture_fit(o, m, 0.95, NULL, 0, a, &f, e);

		if (st != ST_OK)
			return st;
		if (f.fitted && !f.negative)
			best = fmin(best, f.aic);
	}
	*said += l->any && best <= l->best_aic.aic - 2;
	return ST_OK;
}

static enum status all_methods(const struct overlap *o, double truth, unsigned replicates, uint64_t seed, struct tally *t, unsigned *said,
			       struct arena *a, struct error *e)
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
	if (st == ST_OK)
		st = people_differ(o, &l, said, a, e);
	if (st != ST_OK)
		return st;
	capture_chao_bound(o, 0.95, &chao);
	note(&t[0], truth, mt.fitted && !mt.profile.failed, mt.profile.estimate, mt.profile.low, mt.profile.high);
	note(&t[1], truth, l.any && !l.aic_profile.failed, l.aic_profile.estimate, l.aic_profile.low, l.aic_profile.high);
	note(&t[2], truth, l.any && !l.bic_profile.failed, l.bic_profile.estimate, l.bic_profile.low, l.bic_profile.high);
	note(&t[3], truth, s.fitted, s.estimate, s.low, s.high);
	note(&t[4], truth, s.bca.done, s.estimate, s.bca.low, s.bca.high);
	note(&t[5], truth, chao.fitted, chao.estimate, chao.low, INFINITY);
	note(&t[6], truth, bound.fitted && !bound.profile.failed, bound.profile.estimate, bound.profile.low,
	     INFINITY);
	return ST_OK;
}

static int ascending(const void *p, const void *q)
{
	const double x = *(const double *)p, y = *(const double *)q;

	return (x > y) - (x < y);
}

static void print(const char *kind, const char *name, double truth, struct tally *t, unsigned said)
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
	(void)printf(" %.1f |\n", 100.0 * said / t[0].n);
	(void)fflush(stdout);
}

struct work { unsigned tables, replicates; uint64_t seed; };

/* cell: probabilities, cell 0 among them. */
static enum status simulate(const char *kind, const char *name, unsigned n_lists, const double *cell, double total, const struct work *w, uint64_t stream,
			    struct error *e)
{
	struct arena a = ARENA_INIT;
	struct tally t[METHODS] = {{0}};
	unsigned said = 0;
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
			st = all_methods(&o, total, w->replicates, k, t, &said, &own, e);
		arena_free(&own);
	}
	if (st == ST_OK)
		print(kind, name, total, t, said);
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
	(void)printf(" people differ |\n|---|---|---|---|---|---|---|---|---|\n");
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
