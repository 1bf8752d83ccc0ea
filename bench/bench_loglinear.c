/* Seconds of processor time that the log-linear, stepwise and capture methods take on one table, on one core.
 *
 *   bench_loglinear METHOD TABLE.csv|LISTS:SEED [TIMES]
 *
 * METHOD: search (all models of pairs, both best ones with profiles), full (all hierarchical models), sparse (the steps), bca (1,000 bootstrap
 * replicates), capture (all ten models), exist (the check of all models of pairs). LISTS:SEED: a synthetic table. The best of TIMES runs (5). */
#include "base/input.h"
#include "estimate/capture.h"
#include "estimate/loglinear.h"
#include "estimate/overlap_read.h"
#include "estimate/random.h"
#include "estimate/sparse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"};

/* People of two kinds, easy and hard to find, on independent lists. */
static enum status synthetic(unsigned n_lists, uint64_t seed, struct arena *a, struct overlap *o, struct error *e)
{
	struct random r = random_start(seed, 0);
	struct overlap_cell *cells;
	double p[2][12];
	const unsigned people = 5000;

	if (n_lists < 2 || n_lists > 12)
		return error_set(e, ST_USAGE, "2 to 12 lists expected");
	cells = arena_array(a, people, sizeof *cells);
	if (!cells)
		return error_memory(e);
	for (unsigned i = 0; i < n_lists; i++) {
		p[0][i] = 0.02 + 0.1 * random_unit(&r);
		p[1][i] = 3 * p[0][i];
	}
	size_t n = 0;

	for (unsigned k = 0; k < people; k++) {
		uint32_t history = 0;

		for (unsigned i = 0; i < n_lists; i++)
			history |= (uint32_t)(random_unit(&r) < p[k % 3 == 0][i]) << i;
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
		*o = file.all;
		input_close(&in);
	}
	return st;
}

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
	st = table(argv[2], &a, &o, &e);
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
