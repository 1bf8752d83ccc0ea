/* Seconds of processor time that the averages over decomposable graphs take on one table, on one core.
 *
 *   bench_dga TABLE.csv|LISTS:SEED [GRID [DELTA [TIMES]]]
 *
 * GRID: over exactly 1 … GRID unseen, with the probability of every total; 0, the default: the grid grows. DELTA 0: 2^-lists. LISTS:SEED: a synthetic
 * table. The middle of TIMES runs (5). */
#include "base/input.h"
#include "estimate/dga.h"
#include "estimate/overlap_read.h"
#include "estimate/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F", "G"};

/* People of two kinds, easy and hard to find, on independent lists. */
static enum status synthetic(unsigned n_lists, uint64_t seed, struct arena *a, struct overlap *o, struct error *e)
{
	struct random r = random_start(seed, 0);
	enum { PEOPLE = 5000 };
	struct overlap_cell *cells = arena_array(a, PEOPLE, sizeof *cells);
	double p[GRAPHS_LISTS];
	size_t n = 0;

	if (n_lists < 2 || n_lists > GRAPHS_LISTS)
		return error_set(e, ST_USAGE, "2 to %d lists expected", GRAPHS_LISTS);
	if (!cells)
		return error_memory(e);
	for (unsigned i = 0; i < n_lists; i++)
		p[i] = 0.02 + 0.1 * random_unit(&r);
	for (unsigned k = 0; k < PEOPLE; k++) {
		uint32_t history = 0;

		for (unsigned i = 0; i < n_lists; i++)
			history |= (uint32_t)(random_unit(&r) < (k % 3 ? 1 : 3) * p[i]) << i;
		if (history)
			cells[n++] = (struct overlap_cell){history, 1};
	}
	return overlap_make(LETTERS, n_lists, cells, n, a, o, e);
}

static enum status table(const char *what, struct arena *a, struct overlap *o, struct error *e)
{
	const char *colon = strchr(what, ':');
	struct overlap_file file;
	struct input in;
	enum status st;

	if (colon && !strchr(what, '.'))
		return synthetic((unsigned)atoi(what), strtoull(colon + 1, NULL, 10), a, o, e);
	st = input_open(what, &in, e);
	if (st == ST_OK) {
		st = overlap_read(&in, &(struct overlap_options){0}, a, &file, e);
		input_close(&in);
	}
	if (st == ST_OK)
		*o = file.all;
	return st;
}

static double now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int up(const void *p, const void *q)
{
	double x = *(const double *)p, y = *(const double *)q;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e = {0};
	struct dga_options q = {.no_sensitivity = true};
	unsigned times = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 5;
	double *took = arena_array(&a, times ? times : 1, sizeof *took);

	if (argc < 2 || !times || !took || table(argv[1], &a, &o, &e) != ST_OK) {
		(void)fprintf(stderr, "usage: bench_dga TABLE.csv|LISTS:SEED [GRID [DELTA [TIMES]]]\n%s%s%s\n", e.where, *e.where ? ": " : "", e.message);
		return 2;
	}
	q.grid = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	q.delta = argc > 3 ? strtod(argv[3], NULL) : 0;
	q.keep_pmf = q.grid > 0 && q.grid <= 10000000;
	for (unsigned i = 0; i < times; i++) {
		struct arena own = ARENA_INIT;
		struct dga_result r;
		char name[GRAPHS_NAME];
		double start = now();

		if (dga(&o, &q, &own, &r, &e) != ST_OK) {
			(void)fprintf(stderr, "%s\n", e.message);
			return (int)e.code;
		}
		took[i] = now() - start;
		if (i + 1 == times) {
			qsort(took, times, sizeof *took, up);
			(void)printf("dga %s: %.5f s; %u graphs, 1 to %.0f unseen: %.6f [%.0f, %.0f], median %.0f, mode %.0f, %s %.8f, tail %.2g%s\n", argv[1],
				     took[times / 2], r.graphs.n, r.main.grid, r.main.mean, r.main.low, r.main.high, r.main.median, r.main.mode,
				     graphs_name(&r.graphs, r.main.top, name), r.main.top_weight, r.main.tail, r.main.capped ? ", capped" : "");
		}
		arena_free(&own);
	}
	arena_free(&a);
	return 0;
}
