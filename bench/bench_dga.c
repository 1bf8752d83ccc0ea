/* Seconds of processor time that the averages over decomposable graphs take on one table, on one core.
 *
 *   bench_dga TABLE.csv|LISTS:SEED [GRID [DELTA [TIMES]]]
 *
 * GRID: over exactly 1 … GRID unseen, with the probability of every total; 0, the default: the grid grows. DELTA 0: 2^-lists. LISTS:SEED: a synthetic
 * table. The middle of TIMES runs (5). */
#include "estimate/dga.h"
#include "estimate/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

	if (argc < 2 || !times || !took || table(argv[1], GRAPHS_LISTS, &a, &o, &e) != ST_OK) {
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
