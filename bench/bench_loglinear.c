/* Seconds of processor time that the log-linear, stepwise and capture methods take on one table, on one core.
 *
 *   bench_loglinear METHOD TABLE.csv|LISTS:SEED [TIMES]
 *
 * METHOD: search (all models of pairs, both best ones with profiles), full (all hierarchical models), sparse (the steps), bca (1,000 bootstrap
 * replicates), capture (all ten models), exist (the check of all models of pairs). LISTS:SEED: a synthetic table. The best of TIMES runs (5). */
#include "estimate/capture.h"
#include "estimate/loglinear.h"
#include "estimate/sparse.h"
#include "estimate/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static enum status run_search(const struct overlap *o, unsigned order, struct arena *a, char *said, size_t room, struct error *e)
{
	struct loglinear s;
	enum status st = loglinear_search(o, &(struct loglinear_options){.order = order}, a, &s, e);

	if (st == ST_OK)
		(void)snprintf(said, room, "%zu models, %zu refused; AIC %s %.6g [%.6g, %.6g], BIC %s %.6g", s.n_models, s.n_refused, s.best_aic.name,
			       s.aic_profile.estimate, s.aic_profile.low, s.aic_profile.high, s.best_bic.name, s.bic_profile.estimate);
	return st;
}

static enum status run_sparse(const struct overlap *o, unsigned replicates, struct arena *a, char *said, size_t room, struct error *e)
{
	struct sparse s;
	enum status st = sparse_fit(o, &(struct sparse_options){.replicates = replicates, .seed = 1}, a, &s, e);

	if (st == ST_OK)
		(void)snprintf(said, room, "%zu terms, %.6g [%.6g, %.6g]; BCa of %u [%.6g, %.6g]", s.terms.n, s.estimate, s.low, s.high, s.bca.replicates,
			       s.bca.low, s.bca.high);
	return st;
}

static enum status run_capture(const struct overlap *o, struct arena *a, char *said, size_t room, struct error *e)
{
	struct capture_fit f;
	enum status st = ST_OK;

	for (enum capture_model m = CAPTURE_M0; m < CAPTURE_MODELS && st == ST_OK; m++)
		st = capture_fit(o, m, 0.95, NULL, 0, a, &f, e);
	if (st == ST_OK)
		(void)snprintf(said, room, "last: %s %.6g", f.name, f.profile.estimate);
	return st;
}

/* All models of pairs, in the order of their masks. */
static enum status run_exist(const struct overlap *o, struct arena *a, char *said, size_t room, struct error *e)
{
	uint32_t pairs[66], set[66];
	unsigned n_pairs = 0, none = 0;
	enum status st = ST_OK;
	uint64_t models = 0;

	for (unsigned i = 0; i < o->n_lists; i++)
		for (unsigned j = i + 1; j < o->n_lists; j++)
			pairs[n_pairs++] = 1u << i | 1u << j;
	if (n_pairs > 15)
		return error_set(e, ST_USAGE, "at most 6 lists");
	for (; models < 1u << n_pairs && st == ST_OK; models++) {
		struct arena own = ARENA_INIT;
		struct exist x;
		size_t n = 0;

		for (unsigned i = 0; i < n_pairs; i++)
			if (models >> i & 1)
				set[n++] = pairs[i];
		st = exist_check(o, (struct terms){set, n}, &own, &x, e);
		none += x.no_maximum || x.not_identifiable;
		arena_free(&own);
	}
	(void)a;
	(void)snprintf(said, room, "%llu models, %u without a maximum that is the only one", (unsigned long long)models, none);
	return st;
}

static enum status run(const char *method, const struct overlap *o, struct arena *a, char *said, size_t room, struct error *e)
{
	if (strcmp(method, "search") == 0)
		return run_search(o, 2, a, said, room, e);
	if (strcmp(method, "full") == 0)
		return run_search(o, o->n_lists - 1, a, said, room, e);
	if (strcmp(method, "sparse") == 0)
		return run_sparse(o, 0, a, said, room, e);
	if (strcmp(method, "bca") == 0)
		return run_sparse(o, 1000, a, said, room, e);
	if (strcmp(method, "capture") == 0)
		return run_capture(o, a, said, room, e);
	if (strcmp(method, "exist") == 0)
		return run_exist(o, a, said, room, e);
	return error_set(e, ST_USAGE, "method %s: search, full, sparse, bca, capture or exist expected", method);
}

static double processor(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e = {0};
	char said[1024] = "";
	double best = INFINITY;
	enum status st;

	if (argc < 3 || argc > 4) {
		(void)fprintf(stderr, "usage: bench_loglinear METHOD TABLE.csv|LISTS:SEED [TIMES]\n");
		return ST_USAGE;
	}
	st = table(argv[2], TABLE_LISTS, &a, &o, &e);
	for (int i = argc > 3 ? atoi(argv[3]) : 5; i > 0 && st == ST_OK; i--) {
		struct arena own = ARENA_INIT;
		const double start = processor();

		st = run(argv[1], &o, &own, said, sizeof said, &e);
		best = fmin(best, processor() - start);
		arena_free(&own);
	}
	if (st == ST_OK)
		(void)printf("%s %s: %.6f s; %s\n", argv[1], argv[2], best, said);
	else
		(void)fprintf(stderr, "bench_loglinear: %s%s%s\n", e.where, *e.where ? ": " : "", e.message);
	arena_free(&a);
	return (int)st;
}
