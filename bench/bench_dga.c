/* bench_dga - averages over decomposable graphs, timed: bench_dga TABLE.csv DELTA GRID TIMES
 *
 * A table with a column of 0 and 1 for each list and a last column of counts. GRID 0: the grid grows by itself; else the probability of every N is
 * computed too. Prints what came out and the processor seconds of one run (the quickest and the middle one of TIMES). */
#include "estimate/dga.h"

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

static bool read_table(const char *path, struct arena *a, struct overlap *o, struct error *e)
{
	char line[1024];
	struct overlap_cell *cells = arena_array(a, 4096, sizeof *cells);
	const char **lists = arena_array(a, OVERLAP_LISTS + 1, sizeof *lists);
	unsigned n_lists = 0;
	size_t n = 0;
	FILE *f = fopen(path, "r");

	if (!f || !cells || !lists || !fgets(line, sizeof line, f))
		return false;
	for (char *word = strtok(line, ",\r\n"); word && n_lists <= OVERLAP_LISTS; word = strtok(NULL, ",\r\n"))
		lists[n_lists++] = arena_strdup(a, word);
	while (n < 4096 && fgets(line, sizeof line, f)) {
		unsigned i = 0;

		for (char *word = strtok(line, ",\r\n"); word; word = strtok(NULL, ",\r\n"), i++)
			if (i + 1 < n_lists)
				cells[n].history |= (uint32_t)(*word == '1') << i;
			else
				cells[n].count = strtoull(word, NULL, 10);
		n++;
	}
	(void)fclose(f);
	return overlap_make(lists, n_lists - 1, cells, n, a, o, e) == ST_OK;
}

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e = {0};
	unsigned times = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 0;
	double *took = arena_array(&a, times ? times : 1, sizeof *took);

	if (argc != 5 || !times || !took || !read_table(argv[1], &a, &o, &e)) {
		(void)fprintf(stderr, "usage: bench_dga TABLE.csv DELTA GRID TIMES\n%s\n", e.message);
		return 2;
	}
	for (unsigned i = 0; i < times; i++) {
		struct arena own = ARENA_INIT;
		struct dga_options q = {.delta = strtod(argv[2], NULL), .grid = strtoull(argv[3], NULL, 10), .no_sensitivity = true};
		struct dga_result r;
		char name[GRAPHS_NAME];
		double start = now();

		q.keep_pmf = q.grid > 0 && q.grid <= 10000000;
		if (dga(&o, &q, &own, &r, &e) != ST_OK) {
			(void)fprintf(stderr, "%s\n", e.message);
			return e.code;
		}
		took[i] = now() - start;
		if (i == 0)
			(void)printf("%u graphs, %.0f unseen: %.6f [%.0f, %.0f], median %.0f, mode %.0f, %s %.6f, tail %.2g%s\n", r.graphs.n, r.main.grid,
				     r.main.mean, r.main.low, r.main.high, r.main.median, r.main.mode, graphs_name(&r.graphs, r.main.top, name),
				     r.main.top_weight, r.main.tail, r.main.capped ? ", capped" : "");
		arena_free(&own);
	}
	qsort(took, times, sizeof *took, up);
	(void)printf("quickest %.6f s, middle %.6f s of %u\n", took[0], took[times / 2], times);
	arena_free(&a);
	return 0;
}
