/* bench_search - screening a file of names against a compiled list: names a second on one core, memory, and the slowest queries.
 *
 * usage: bench_search LIST FORMAT NAMES.txt [SLOWEST]; prints figures, not a test. FORMAT "compiled": LIST is a compiled list; else it
 * is compiled to bench.compiled in the working folder. The SLOWEST queries are printed with what they took.
 * Two rounds: every 10th name (1,000 at most) by a searcher that remembers nothing of the queries before ("alone"; making it is timed
 * apart), then all names as they come by one searcher ("stream"). */
#include "screen/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct query { char *name; size_t n; double took; long hits; };
enum { MOST_QUERIES = 1 << 22, ALONE = 1000 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int slowest_first(const void *a, const void *b)
{
	const struct query *x = a, *y = b;

	return (x->took < y->took) - (x->took > y->took);
}

static struct query *read_queries(const char *path, size_t *n)
{
	static char line[1 << 17];
	struct query *q = calloc(MOST_QUERIES, sizeof *q);
	FILE *in = fopen(path, "r");

	for (*n = 0; q && in && *n < MOST_QUERIES && fgets(line, sizeof line, in);) {
		size_t len = strcspn(line, "\n");
		char *name = malloc(len + 1);

		if (!name)
			break;
		memcpy(name, line, len);
		name[len] = 0;
		q[(*n)++] = (struct query){.name = name, .n = len};
	}
	if (!in)
		perror(path);
	else
		fclose(in);
	return q;
}

static void ask(struct searcher *s, struct query *q)
{
	static struct name read;
	const struct found *f;
	double start = now();

	name_read(q->name, q->n, 0, NULL, &read);
	q->hits = search(s, &read, COMPARE_MATCH, &f);
	q->took = now() - start;
}

/* Sorts the queries. */
static void summary(const char *round, struct query *q, size_t n, size_t slowest)
{
	size_t with_hits = 0;
	double sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += q[i].took;
		with_hits += q[i].hits > 0;
	}
	qsort(q, n, sizeof *q, slowest_first);
	printf("%s: %zu names in %.3f s: %.0f a second; %zu with a hit; median %.0f, p90 %.0f, p99 %.0f, most %.0f us\n", round, n, sum, (double)n / sum,
	       with_hits, 1e6 * q[n / 2].took, 1e6 * q[n / 10].took, 1e6 * q[n / 100].took, 1e6 * q[0].took);
	for (size_t i = 0; i < n && i < slowest; i++)
		printf("  %8.0f us  %ld found  %s\n", 1e6 * q[i].took, q[i].hits, q[i].name);
}

/* Resident memory, and the most so far, as the kernel tells. */
static void memory(const char *when)
{
	char line[256];
	FILE *in = fopen("/proc/self/status", "r");

	while (in && fgets(line, sizeof line, in))
		if (!strncmp(line, "VmRSS", 5) || !strncmp(line, "VmHWM", 5) || !strncmp(line, "RssAnon", 7))
			printf("%s: %s", when, line);
	if (in)
		fclose(in);
}

static void work(const struct search_work *w)
{
	const unsigned long long v[] = {w->looked_up, w->remembered, w->nodes, w->join_nodes, w->words_near, w->slips, w->candidates, w->compared};

	printf("looked up %llu, remembered %llu, nodes %llu + %llu, near %llu, slips %llu, candidates %llu, compared %llu\n", v[0], v[1], v[2], v[3],
	       v[4], v[5], v[6], v[7]);
}

static void alone(struct compiled *c, const struct query *all, size_t n, size_t slowest)
{
	static struct query q[ALONE];
	size_t k = 0;
	double made = 0;

	for (size_t i = 0; i < n && k < ALONE; i += n > 10 ? 10 : 1) {
		double start = now();
		struct searcher *s = searcher_new(c);

		made += now() - start;
		if (!s)
			return;
		q[k] = all[i];
		ask(s, &q[k++]);
		searcher_free(s);
	}
	if (k) {
		printf("a searcher made in %.0f us\n", 1e6 * made / (double)k);
		summary("alone", q, k, slowest);
	}
}

int main(int argc, char **argv)
{
	struct error e;
	struct compiled *c;
	struct list_about about;
	struct searcher *s;
	struct query *q;
	size_t n, slowest = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
	bool compiled = argc > 2 && !strcmp(argv[2], "compiled");
	double start = now();

	if (argc < 4) {
		fprintf(stderr, "usage: bench_search LIST FORMAT NAMES.txt [SLOWEST]\n");
		return 2;
	}
	if (!compiled && compiled_build(argv[1], list_format_by_name(argv[2]), "bench", "bench.compiled", &about, NULL, NULL, &e)) {
		fprintf(stderr, "%s\n", e.message);
		return 1;
	}
	if (!compiled) {
		printf("compiled in %.2f s\n", now() - start);
		memory("compiling");
	}
	if (!(q = read_queries(argv[3], &n)) || !n)
		return 1;
	start = now();
	if (compiled_open(compiled ? argv[1] : "bench.compiled", &c, &e) || !(s = searcher_new(c)))
		return 1;
	printf("opened in %.2f ms: %zu names, %zu words\n", 1e3 * (now() - start), (size_t)compiled_about(c)->names, (size_t)compiled_about(c)->words);
	alone(c, q, n, slowest);
	for (size_t i = 0; i < n; i++)
		ask(s, &q[i]);
	work(search_work(s));
	summary("stream", q, n, slowest);
	memory("searching");
	searcher_free(s);
	compiled_close(c);
	for (size_t i = 0; i < n; i++)
		free(q[i].name);
	free(q);
	return 0;
}
