/* How often the latent class sampler's intervals of 95 % hold the true total: tables drawn from known models.
 *
 *   coverage_lcmcr [TABLES [SWEEPS [SEED]]]
 *
 * Nine populations: independent lists, lists that depend on each other in pairs, people who are not equally easy to find (a mixture of classes, and a
 * spread that no small number of classes holds). TABLES a population (100), four chains of SWEEPS each (10,000) after a fifth as many. Prints a table in
 * Markdown: in how many tables with an estimate the interval holds the truth, how far the middle estimate is from it, the middle width of the intervals
 * in shares of the truth, and how often the chains do not mix, so that there is no estimate. */
#include "estimate/lcmcr.h"
#include "base/random.h"

#include "population.h"

#include <stdio.h>
#include <stdlib.h>

struct tally { unsigned n, number, covered, below, above; double *estimate, *width; };

static int ascending(const void *p, const void *q)
{
	const double x = *(const double *)p, y = *(const double *)q;

	return (x > y) - (x < y);
}

static void print(const struct population *q, struct tally *t)
{
	if (!t->number) {
		(void)printf("| %s: %s | no number | | | | %.0f |\n", q->kind, q->name, 100.0);
		return;
	}
	qsort(t->estimate, t->number, sizeof(double), ascending);
	qsort(t->width, t->number, sizeof(double), ascending);
	(void)printf("| %s: %s | %.1f | %.1f, %.1f | %+.0f %% | %.2f | %.1f |\n", q->kind, q->name, 100.0 * t->covered / t->number,
		     100.0 * t->below / t->number, 100.0 * t->above / t->number, 100 * (t->estimate[t->number / 2] / q->total - 1),
		     t->width[t->number / 2] / q->total, 100.0 * (t->n - t->number) / t->n);
	(void)fflush(stdout);
}

static enum status simulate(const struct population *q, unsigned tables, uint64_t sweeps, uint64_t seed, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct tally t = {.n = tables, .estimate = arena_array(&a, tables, sizeof(double)), .width = arena_array(&a, tables, sizeof(double))};
	enum status st = t.estimate && t.width ? ST_OK : error_memory(e);
	double cell[CELLS];

	probabilities(q, cell);
	for (unsigned k = 0; k < tables && st == ST_OK; k++) {
		struct random r = random_start(seed, k);
		struct overlap_cell cells[CELLS];
		struct arena own = ARENA_INIT;
		uint64_t drawn[CELLS];
		struct overlap o;
		struct lcmcr_result l;
		const struct lcmcr_options p = {.burn_in = sweeps / 5, .draws = 500, .thin = sweeps >= 500 ? sweeps / 500 : 1, .seed = seed + k};

		random_multinomial(&r, (uint64_t)q->total, cell, 1u << q->n_lists, drawn);
		for (uint32_t h = 1; h < 1u << q->n_lists; h++)
			cells[h - 1] = (struct overlap_cell){h, drawn[h]};
		st = overlap_make(LETTERS, q->n_lists, cells, (1u << q->n_lists) - 1, &own, &o, e);
		if (st == ST_OK)
			st = lcmcr(&o, &p, &own, &l, e);
		if (st == ST_OK && l.has_estimate) {
			t.estimate[t.number] = l.estimate;
			t.width[t.number++] = l.high - l.low;
			t.below += l.high < q->total;
			t.above += l.low > q->total;
			t.covered += l.low <= q->total && q->total <= l.high;
		}
		arena_free(&own);
	}
	if (st == ST_OK)
		print(q, &t);
	arena_free(&a);
	return st;
}

int main(int argc, char **argv)
{
	const unsigned tables = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 100;
	const uint64_t sweeps = argc > 2 ? strtoull(argv[2], NULL, 10) : 10000, seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	struct error e = {0};
	enum status st = ST_OK;

	(void)printf("| population | covered | wholly below, above | middle estimate | middle width | no estimate |\n|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < sizeof POPULATIONS / sizeof *POPULATIONS && st == ST_OK; i++)
		st = simulate(&POPULATIONS[i], tables, sweeps, seed + 1000000 * i, &e);
	if (st != ST_OK)
		(void)fprintf(stderr, "coverage_lcmcr: %s\n", e.message);
	return (int)st;
}
