/* How often intervals of the averages over decomposable graphs hold the true total.
 *
 *   coverage_dga calibration [TABLES [SEED]]
 *   coverage_dga populations [TABLES [SEED]]
 *
 * calibration: graph, probabilities and total are drawn from the method's own prior (total: Poisson with a Gamma mean of shape 2, scale 500), then a
 * table from these; where the truth lies in the posterior is then uniform, and the weights of graphs are the rates at which they are the true one, if
 * and only if the sums are right (Cook, Gelman & Rubin 2006; Talts et al. 2018). TABLES (2,000) for each number of lists from 2 to 5, tables with
 * nobody seen or nobody unseen left out, which the method conditions on.
 * populations: from the populations of population.h, TABLES (1,000) of each, for three prior counts. Prints tables in Markdown. */
#include "estimate/dga.h"
#include "base/random.h"

#include "population.h"

#include <stdio.h>
#include <stdlib.h>

enum { BINS = 20, GRID = 30000 };

/* Probabilities of the cells from the hyper-Dirichlet prior: clique by clique, given the separator (Dawid & Lauritzen 1993). */
static void draw_cells(struct random *r, const struct graph_set *s, uint32_t g, double delta, double *cell)
{
	const unsigned cells = 1u << s->n_lists;

	for (unsigned h = 0; h < cells; h++)
		cell[h] = 1;
	for (uint32_t c = s->first[g]; c < s->first[g + 1]; c++) {
		const unsigned clique = s->clique[c], separator = s->separator[c];
		double log_part[CELLS], share[CELLS] = {0}, most[CELLS];

		for (unsigned h = 0; h < cells; h++)
			most[h] = -INFINITY;
		for (unsigned x = 0; x < cells; x++)
			if (!(x & ~clique)) {
				log_part[x] = random_log_gamma(r, ldexp(delta, (int)s->n_lists - __builtin_popcount(clique)));
				most[x & separator] = fmax(most[x & separator], log_part[x]);
			}
		for (unsigned x = 0; x < cells; x++)
			if (!(x & ~clique)) {
				log_part[x] = exp(log_part[x] - most[x & separator]);
				share[x & separator] += log_part[x];
			}
		for (unsigned h = 0; h < cells; h++)
			cell[h] *= log_part[h & clique] / share[h & separator];
	}
}

static enum status counted(unsigned n_lists, const uint64_t *drawn, struct arena *a, struct overlap *o, struct error *e)
{
	struct overlap_cell cells[CELLS];

	for (uint32_t h = 1; h < 1u << n_lists; h++)
		cells[h - 1] = (struct overlap_cell){h, drawn[h]};
	return overlap_make(LETTERS, n_lists, cells, (1u << n_lists) - 1, a, o, e);
}

struct calibration { unsigned n, low, high, held, right, bin[BINS]; double weight; };

static enum status calibrate_one(struct random *r, const struct graph_set *graphs, struct calibration *c, struct error *e)
{
	const struct dga_options q = {.prior = DGA_POISSON_GAMMA, .a = 2, .b = 500, .grid = GRID, .keep_pmf = true, .no_sensitivity = true};
	struct arena a = ARENA_INIT;
	const uint32_t g = (uint32_t)random_below(r, graphs->n);
	const uint64_t total = random_poisson(r, q.b * random_gamma(r, q.a));
	uint64_t drawn[CELLS];
	double cell[CELLS], place = 0;
	struct dga_result d;
	struct overlap o;
	enum status st;

	draw_cells(r, graphs, g, ldexp(1, -(int)graphs->n_lists), cell);
	random_multinomial(r, total, cell, 1u << graphs->n_lists, drawn);
	if (drawn[0] == 0 || drawn[0] == total || drawn[0] > GRID)
		return ST_OK;
	st = counted(graphs->n_lists, drawn, &a, &o, e);
	if (st == ST_OK)
		st = dga(&o, &q, &a, &d, e);
	if (st == ST_OK) {
		for (uint64_t i = 1; i < drawn[0]; i++)
			place += d.pmf[i - 1];
		place += random_unit(r) * d.pmf[drawn[0] - 1];
		c->n++;
		c->low += place < 0.025;
		c->high += place > 0.975;
		c->held += d.main.low <= (double)total && (double)total <= d.main.high;
		c->bin[place < 1 ? (unsigned)(place * BINS) : BINS - 1]++;
		c->right += d.main.top == g;
		c->weight += d.main.top_weight;
	}
	arena_free(&a);
	return st;
}

static enum status calibration(unsigned tables, uint64_t seed, struct error *e)
{
	enum status st = ST_OK;

	(void)printf("| lists | tables | truth in the middle 95 %% | below | above | in the printed interval | chi² of %d bins | top graph is the true one | its weight |\n"
		     "|---|---|---|---|---|---|---|---|---|\n", BINS);
	for (unsigned k = 2; k <= 5 && st == ST_OK; k++) {
		struct arena a = ARENA_INIT;
		struct calibration c = {0};
		struct graph_set graphs;
		double chi = 0;

		st = graphs_all(k, &a, &graphs, e);
		for (uint64_t t = 0; c.n < tables && st == ST_OK; t++) {
			struct random r = random_start(seed + k, t);

			st = calibrate_one(&r, &graphs, &c, e);
		}
		arena_free(&a);
		for (unsigned i = 0; i < BINS; i++) {
			const double want = (double)c.n / BINS, off = c.bin[i] - want;

			chi += off * off / want;
		}
		if (st == ST_OK)
			(void)printf("| %u | %u | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f | %.1f %% | %.1f %% |\n", k, c.n, 100.0 * (c.n - c.low - c.high) / c.n,
				     100.0 * c.low / c.n, 100.0 * c.high / c.n, 100.0 * c.held / c.n, chi, 100.0 * c.right / c.n, 100 * c.weight / c.n);
		(void)fflush(stdout);
	}
	return st;
}

enum { PRIORS = 3 };

struct tally { unsigned held, matters, capped; double *median; };

static int ascending(const void *p, const void *q)
{
	const double x = *(const double *)p, y = *(const double *)q;

	return (x > y) - (x < y);
}

static enum status population_row(const struct population *q, uint64_t stream, unsigned tables, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct tally t[PRIORS] = {{0}};
	unsigned matters = 0;
	double cell[CELLS];
	enum status st = ST_OK;

	probabilities(q, cell);
	for (unsigned m = 0; m < PRIORS; m++)
		if (!(t[m].median = arena_array(&a, tables, sizeof(double))))
			st = error_memory(e);
	for (unsigned k = 0; k < tables && st == ST_OK; k++) {
		struct random r = random_start(stream, k);
		struct arena own = ARENA_INIT;
		struct dga_result d;
		uint64_t drawn[CELLS];
		struct overlap o;

		random_multinomial(&r, (uint64_t)q->total, cell, 1u << q->n_lists, drawn);
		st = counted(q->n_lists, drawn, &own, &o, e);
		if (st == ST_OK)
			st = dga(&o, &(struct dga_options){0}, &own, &d, e);
		for (unsigned m = 0; m < PRIORS && st == ST_OK; m++) {
			t[m].held += d.sensitivity[m].low <= q->total && q->total <= d.sensitivity[m].high;
			t[m].capped += d.sensitivity[m].capped;
			t[m].median[k] = d.sensitivity[m].median;
		}
		matters += st == ST_OK && d.delta_matters;
		arena_free(&own);
	}
	if (st == ST_OK) {
		(void)printf("| %s: %s |", q->kind, q->name);
		for (unsigned m = 0; m < PRIORS; m++) {
			qsort(t[m].median, tables, sizeof(double), ascending);
			(void)printf(" %.1f (%+.0f %%) |", 100.0 * t[m].held / tables, 100 * (t[m].median[tables / 2] / q->total - 1));
		}
		(void)printf(" %.0f %% |\n", 100.0 * matters / tables);
		(void)fflush(stdout);
	}
	arena_free(&a);
	return st;
}

int main(int argc, char **argv)
{
	const bool own = argc > 1 && strcmp(argv[1], "calibration") == 0, known = argc > 1 && strcmp(argv[1], "populations") == 0;
	const unsigned tables = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : own ? 2000 : 1000;
	const uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	struct error e = {0};
	enum status st = ST_OK;

	if ((!own && !known) || !tables) {
		(void)fprintf(stderr, "usage: coverage_dga calibration|populations [TABLES [SEED]]\n");
		return 2;
	}
	if (own)
		st = calibration(tables, seed, &e);
	else
		(void)printf("| population | delta 2^-lists | 1/2 | 1 | delta matters |\n|---|---|---|---|---|\n");
	for (size_t i = 0; known && i < sizeof POPULATIONS / sizeof *POPULATIONS && st == ST_OK; i++)
		st = population_row(&POPULATIONS[i], seed + 1000 * i, tables, &e);
	if (st != ST_OK)
		(void)fprintf(stderr, "coverage_dga: %s\n", e.message);
	return (int)st;
}
