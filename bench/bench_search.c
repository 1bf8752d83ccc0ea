/* bench_search - screening a file of names against a compiled list: names a second on one core, and the slowest queries.
 *
 * usage: bench_search LIST FORMAT NAMES.txt; prints figures, not a test. FORMAT "compiled": LIST is a compiled list. */
#include "screen/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
	struct error e;
	struct compiled *c;
	struct list_about about;
	struct searcher *s;
	static struct name q;
	static char line[1 << 16];
	static double took[1 << 22];
	size_t n = 0, hits = 0;
	double start;
	FILE *in = argc > 3 ? fopen(argv[3], "r") : NULL;

	if (!in) {
		fprintf(stderr, "usage: bench_search LIST FORMAT NAMES.txt\n");
		return 2;
	}
	start = now();
	if (strcmp(argv[2], "compiled") && compiled_build(argv[1], list_format_by_name(argv[2]), "bench", "bench.compiled", &about, NULL, NULL, &e)) {
		fprintf(stderr, "%s\n", e.message);
		return 1;
	}
	printf("compiled in %.2f s\n", now() - start);
	start = now();
	if (compiled_open(strcmp(argv[2], "compiled") ? "bench.compiled" : argv[1], &c, &e) || !(s = searcher_new(c)))
		return 1;
	printf("opened in %.2f ms: %zu names, %zu words\n", 1e3 * (now() - start), (size_t)compiled_about(c)->names, (size_t)compiled_about(c)->words);
	start = now();
	while (fgets(line, sizeof line, in) && n < sizeof took / sizeof *took) {
		const struct found *f;
		double t = now();

		name_read(line, strcspn(line, "\n"), 0, NULL, &q);
		hits += search(s, &q, COMPARE_MATCH, &f) > 0;
		took[n++] = now() - t;
	}
	start = now() - start;
	qsort(took, n, sizeof *took, by_value);
	printf("%zu names in %.3f s: %.0f a second; %zu with a hit; median %.0f, p99 %.0f, most %.0f us\n", n, start, (double)n / start, hits,
	       1e6 * took[n / 2], 1e6 * took[n * 99 / 100], 1e6 * took[n - 1]);
	printf("looked up %llu, remembered %llu, nodes %llu + %llu, near %llu, candidates %llu, compared %llu\n", (unsigned long long)search_work(s)->looked_up,
	       (unsigned long long)search_work(s)->remembered, (unsigned long long)search_work(s)->nodes, (unsigned long long)search_work(s)->join_nodes, (unsigned long long)search_work(s)->words_near,
	       (unsigned long long)search_work(s)->candidates, (unsigned long long)search_work(s)->compared);
	searcher_free(s);
	compiled_close(c);
	return 0;
}
