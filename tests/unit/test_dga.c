/* Averages over decomposable graphs: the published posteriors and the reference program's results (where the data are), a plain summation in long
 * double on small tables, and tables that are hard. */
#include "check.h"
#include "estimate_data.h"

#include "estimate/dga.h"
#include "base/random.h"

#include <math.h>

static const char *const names[] = {"A", "B", "C", "D", "E", "F", "G"};

static bool table(unsigned n_lists, const uint64_t *counts, struct arena *a, struct overlap *o)
{
	struct overlap_cell cells[128];
	size_t n = 0;
	struct error e;

	for (uint32_t h = 1; h < 1u << n_lists; h++)
		cells[n++] = (struct overlap_cell){h, counts[h - 1]};
	return overlap_make(names, n_lists, cells, n, a, o, &e) == ST_OK;
}

/* log h(A) as the header has it, cell by cell */
static long double naive_h(unsigned set, unsigned n_lists, const double *full, long double unseen, long double people, long double delta)
{
	long double all = ldexpl(delta, (int)n_lists), one, sum;
	double margin[128] = {0};

	if (!set)
		return 0;
	one = ldexpl(delta, (int)n_lists - __builtin_popcount(set));
	sum = lgammal(all) - lgammal(people + all);
	for (unsigned h = 1; h < 1u << n_lists; h++)
		margin[h & set] += full[h];
	for (unsigned x = 0; x < 1u << n_lists; x++)
		if (!(x & ~set))
			sum += lgammal((long double)margin[x] + (x ? 0 : unseen) + one) - lgammal(one);
	return sum;
}

static long double naive_prior(const struct dga_options *q, long double people)
{
	if (q->prior == DGA_INVERSE)
		return -logl(people);
	if (q->prior == DGA_UNIFORM)
		return 0;
	return people * logl(q->b) - (people + q->a) * logl(1 + q->b) + lgammal(people + q->a) - lgammal(people + 1) - lgammal(q->a);
}

static bool near(double got, double want, double by)
{
	if (fabs(got - want) <= by)
		return true;
	(void)fprintf(stderr, "got %.17g, want %.17g\n", got, want);
	return false;
}

/* Every graph at every number of unseen. */
static bool same_as_naive(const struct overlap *o, const struct dga_options *q)
{
	struct arena a = ARENA_INIT;
	struct dga_result r;
	struct error e;
	const double *full = overlap_full(o, &a);
	size_t grid = q->grid;
	long double top = -INFINITY, all = 0, mean = 0, below = 0, *log_joint, *by_n = arena_array(&a, grid, sizeof *by_n);
	long double *by_graph, *mean_graph;
	double median = 0, low = 0, high = 0, delta = q->delta != 0 ? q->delta : ldexp(1, -(int)o->n_lists);
	bool good = dga(o, q, &a, &r, &e) == ST_OK;

	if (!good)
		(void)fprintf(stderr, "%s\n", e.message);
	log_joint = arena_array(&a, good ? (size_t)r.graphs.n * grid : 0, sizeof *log_joint);
	by_graph = arena_array(&a, r.graphs.n, sizeof *by_graph);
	mean_graph = arena_array(&a, r.graphs.n, sizeof *mean_graph);
	for (size_t i = 0; good && i < grid; i++) {
		long double n = i + 1, people = n + o->observed, h[128];

		for (unsigned set = 0; set < 1u << o->n_lists; set++)
			h[set] = naive_h(set, o->n_lists, full, n, people, delta);
		for (uint32_t g = 0; g < r.graphs.n; g++) {
			long double sum = naive_prior(q, people) + lgammal(people + 1) - lgammal(n + 1);

			for (uint32_t c = r.graphs.first[g]; c < r.graphs.first[g + 1]; c++)
				sum += h[r.graphs.clique[c]] - h[r.graphs.separator[c]];
			log_joint[g * grid + i] = sum;
			top = fmaxl(top, sum);
		}
	}
	for (size_t i = 0; good && i < grid; i++)
		for (uint32_t g = 0; g < r.graphs.n; g++) {
			long double p = expl(log_joint[g * grid + i] - top);

			all += p;
			by_n[i] += p;
			by_graph[g] += p;
			mean_graph[g] += p * (i + 1 + o->observed);
		}
	for (size_t i = 0; good && i < grid; i++) {
		mean += by_n[i] / all * (i + 1 + o->observed);
		below += by_n[i] / all;
		low = low > 0 || below < 0.025L ? low : i + 1 + o->observed;
		median = median > 0 || below < 0.5L ? median : i + 1 + o->observed;
		high = high > 0 || below < 0.975L ? high : i + 1 + o->observed;
		good = near(r.pmf[i], (double)(by_n[i] / all), 1e-11);
	}
	good = good && r.n_pmf == grid && near(r.main.mean, (double)mean, 1e-10 * (double)mean) && near(r.main.median, median, 0) &&
	       near(r.main.low, low, 0) && near(r.main.high, high, 0);
	for (uint32_t m = 0; good && m < r.graphs.n; m++) {
		uint32_t g = r.models[m].graph;

		good = near(r.models[m].weight, (double)(by_graph[g] / all), 1e-12) &&
		       near(r.models[m].weight * (r.models[m].mean / (double)(mean_graph[g] / by_graph[g]) - 1), 0, 1e-12);
	}
	for (size_t i = 0; good && i < grid; i++)
		good = by_n[i] <= by_n[(size_t)r.main.mode - o->observed - 1] * (1 + 1e-10L);
	arena_free(&a);
	return good;
}

static void naive(void)
{
	static const uint64_t two[] = {20, 30, 12}, three[] = {60, 49, 4, 247, 112, 142, 12}, apart[] = {9, 7, 0, 5, 0, 0, 0};
	static const uint64_t four[] = {113, 84, 17, 93, 22, 21, 18, 30, 10, 3, 1, 12, 4, 3, 2}, few[] = {1, 0, 0, 2, 0, 1, 0, 3, 0, 0, 1, 0, 0, 0, 0};
	static const uint64_t many[] = {6000, 4900, 400, 24700, 11200, 14200, 1200};
	const struct { unsigned n_lists; const uint64_t *counts; } tables[] = {{2, two}, {3, three}, {3, apart}, {4, four}, {4, few}, {3, many}};
	const struct dga_options options[] = {
		{.grid = 500, .keep_pmf = true},
		{.grid = 1201, .keep_pmf = true, .delta = 1},
		{.grid = 2000, .keep_pmf = true, .delta = 0.5, .prior = DGA_UNIFORM},
		{.grid = 997, .keep_pmf = true, .delta = 1, .prior = DGA_POISSON_GAMMA, .a = 13.14, .b = 55.17},
		{.grid = 10, .keep_pmf = true},
		{.grid = 1, .keep_pmf = true},
		{.grid = 5000, .keep_pmf = true, .delta = 0.01},
	};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (size_t q = 0; q < sizeof options / sizeof *options; q++) {
			struct arena a = ARENA_INIT;
			struct overlap o;

			CHECK(table(tables[t].n_lists, tables[t].counts, &a, &o));
			if (!same_as_naive(&o, &options[q])) {
				(void)fprintf(stderr, "table %zu, options %zu\n", t, q);
				CHECK(false);
			}
			arena_free(&a);
		}
}


/* Tables by chance, many cells empty, 2 to 5 lists, and one of 6 lists. */
static void chance(void)
{
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct random r = random_start(4711, seed);
		struct arena a = ARENA_INIT;
		struct overlap o;
		uint64_t counts[127] = {0};
		const unsigned n_lists = seed == 60 ? 6 : 2 + (unsigned)random_below(&r, seed % 8 == 0 ? 4 : 3);
		const double mean = exp(random_unit(&r) * 8), full = random_unit(&r);
		struct dga_options q = {.grid = n_lists > 4 ? 40 : 1 + random_below(&r, 400), .keep_pmf = true, .no_sensitivity = true,
					.delta = seed % 3 ? exp(-7 * random_unit(&r) + 1) : 0, .prior = (enum dga_prior)random_below(&r, 3),
					.a = 0.1 + 10 * random_unit(&r), .b = 1 + 100 * random_unit(&r)};

		counts[random_below(&r, (1u << n_lists) - 1)] = 1;
		for (uint32_t h = 1; h < 1u << n_lists; h++)
			if (random_unit(&r) < full)
				counts[h - 1] = random_poisson(&r, mean * random_exponential(&r) / __builtin_popcount(h));
		CHECK(table(n_lists, counts, &a, &o));
		if (o.observed && !same_as_naive(&o, &q)) {
			(void)fprintf(stderr, "stream %llu of seed 4711, %u lists\n", (unsigned long long)seed, n_lists);
			CHECK(false);
		}
		arena_free(&a);
	}
}

/* the same table with the lists in the other order */
static bool reverse(const struct overlap *o, struct arena *a, struct overlap *out)
{
	struct overlap_cell *cells = arena_array(a, o->n_cells, sizeof *cells);
	struct error e;

	for (size_t c = 0; c < o->n_cells; c++) {
		cells[c].count = o->cells[c].count;
		for (unsigned i = 0; i < o->n_lists; i++)
			cells[c].history |= (o->cells[c].history >> i & 1) << (o->n_lists - 1 - i);
	}
	return overlap_make(o->lists, o->n_lists, cells, o->n_cells, a, out, &e) == ST_OK;
}

/* A posterior of the reference program: every graph and every N. backwards: it was given the lists in the other order. */
static bool same_as_gold(const char *name, const char *gold, bool backwards, struct dga_options q)
{
	struct arena a = ARENA_INIT;
	char path[512], line[256], word[GRAPHS_NAME];
	struct overlap o;
	struct dga_result r;
	struct error e;
	size_t models = 0, places = 0;
	bool good;
	FILE *f;

	q.keep_pmf = true;
	good = estimate_table(name, &a, &o) && (!backwards || reverse(&o, &a, &o)) && dga(&o, &q, &a, &r, &e) == ST_OK;
	(void)snprintf(path, sizeof path, ESTIMATE_DATA "gold/gold_dga_%s_models.csv", gold);
	f = fopen(path, "r");
	good = good && f && fgets(line, sizeof line, f);
	while (good && fgets(line, sizeof line, f)) {
		char *comma = strchr(line, ',');
		uint32_t m = 0;

		*comma = '\0';
		while (m < r.graphs.n && strcmp(graphs_name(&r.graphs, r.models[m].graph, word), line) != 0)
			m++;
		good = m < r.graphs.n && near(r.models[m].weight, strtod(comma + 1, NULL), 1e-9);
		models++;
	}
	if (f)
		(void)fclose(f);
	(void)snprintf(path, sizeof path, ESTIMATE_DATA "gold/gold_dga_%s_N.csv", gold);
	f = fopen(path, "r");
	good = good && f && fgets(line, sizeof line, f);
	while (good && fgets(line, sizeof line, f)) {
		char *comma = strchr(line, ',');
		size_t i = strtoull(line, NULL, 10) - o.observed - 1;

		good = i < r.n_pmf && near(r.pmf[i], strtod(comma + 1, NULL), 1e-9);
		places++;
	}
	if (f)
		(void)fclose(f);
	good = good && models == r.graphs.n && places == r.n_pmf;
	arena_free(&a);
	return good;
}

static void gold(void)
{
	const struct dga_options three = {.grid = 300, .delta = 1, .prior = DGA_POISSON_GAMMA, .a = 13.14, .b = 55.17};

	CHECK(same_as_gold("madigan_york_spina3", "my3_delta1_prior13.14_55.17", true, three));
	CHECK(same_as_gold("madigan_york_5list", "my5_delta0.5", true, (struct dga_options){.grid = 300, .delta = 0.5}));
	CHECK(same_as_gold("lcmcr_kosovo_aggregate", "kosovo_delta1over16", false, (struct dga_options){.grid = 22000}));
}

/* One row of the reference's results on a fixed grid. */
static bool same_as_row(const struct reference *w)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct dga_result r;
	struct error e;
	char name[GRAPHS_NAME + 1];
	const char *range = strstr(w->detail, "Nmissing=1.."), *model = strstr(w->detail, "topmodel=");
	struct dga_options q = {.delta = strtod(w->method + strlen("dga_delta"), NULL), .grid = range ? strtoull(range + 12, NULL, 10) : 0,
				.no_sensitivity = true};
	size_t length;
	bool good = range && model && estimate_table(w->dataset, &a, &o) && dga(&o, &q, &a, &r, &e) == ST_OK;

	good = good && near(r.main.mean, w->estimate, 1e-6) && near(r.main.low, w->low, 0) && near(r.main.high, w->high, 0) &&
	       near(r.main.median, reference_number(w, "median="), 0) && near(r.main.mode, reference_number(w, "mode="), 0) &&
	       near(r.main.top_weight, reference_number(w, "w="), 0.00005001);
	/* the reference's cliques come in no order: the same set of them */
	model = good ? strchr(model, ':') + 1 : NULL;
	length = good ? strlen(graphs_name(&r.graphs, r.main.top, name)) : 0;
	good = good && strcspn(model, " ") == length;
	for (char *word = good ? strtok(name, "/") : NULL; word; word = strtok(NULL, "/")) {
		const char *at = strstr(model, word);

		good = good && at && at < model + length;
	}
	if (!good)
		(void)fprintf(stderr, "%s %s: %.17g [%g, %g] median %g mode %g, %s %.5f\n", w->dataset, w->method, r.main.mean, r.main.low, r.main.high,
			      r.main.median, r.main.mode, graphs_name(&r.graphs, r.main.top, name), r.main.top_weight);
	arena_free(&a);
	return good;
}

/* A fixed grid that ends below a second summit says so. */
static void beyond(void)
{
	struct arena a = ARENA_INIT;
	struct dga_result r, all;
	struct overlap o;
	struct error e;

	CHECK(estimate_table("sparsemse_Ned_5", &a, &o));
	CHECK(dga(&o, &(struct dga_options){.grid = 60000, .no_sensitivity = true}, &a, &r, &e) == ST_OK);
	CHECK(dga(&o, &(struct dga_options){.no_sensitivity = true}, &a, &all, &e) == ST_OK);
	CHECK(!all.main.capped && all.bimodal && all.main.grid > 1e6 && !r.bimodal);
	CHECK(r.main.capped && near(r.main.tail, 1 - all.modes[0].mass, 0.1));
	arena_free(&a);
}

static void rows(void)
{
	FILE *f = fopen(ESTIMATE_DATA "REFERENCE_RESULTS.csv", "r");
	struct reference w;
	unsigned n = 0, failed = 0;

	CHECK(f);
	while (reference_next(f, &w))
		if (!strncmp(w.method, "dga_delta", 9)) {
			n++;
			failed += !same_as_row(&w);
		}
	(void)fclose(f);
	CHECK(!failed && n >= 24);
}

/* The grid that grows: what lies beyond it is what it says; a fixed grid of the same length gives the same. */
static void grows(void)
{
	static const uint64_t three[] = {60, 49, 4, 247, 112, 142, 12};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct dga_result r, same, far;
	struct error e;
	double beyond = 0;

	CHECK(table(3, three, &a, &o));
	CHECK(dga(&o, &(struct dga_options){.tail = 1e-3, .delta = 1}, &a, &r, &e) == ST_OK);
	CHECK(!r.main.capped && r.main.tail < 1e-3 && r.main.tail > 0 && r.n_sensitivity == 3);
	CHECK(r.sensitivity[0].delta == 0.125 && r.sensitivity[1].delta == 0.5 && r.sensitivity[2].delta == 1);
	CHECK(r.sensitivity[2].mean == r.main.mean);
	CHECK(dga(&o, &(struct dga_options){.grid = (uint64_t)r.main.grid, .delta = 1}, &a, &same, &e) == ST_OK);
	CHECK(near(same.main.mean, r.main.mean, 1e-9) && same.main.median == r.main.median);
	CHECK(near(same.main.tail, r.main.tail, 0.2 * r.main.tail));
	CHECK(dga(&o, &(struct dga_options){.grid = (uint64_t)r.main.grid / 2, .delta = 1}, &a, &same, &e) == ST_OK);
	CHECK(r.main.mean_shift > 0 && near(r.main.mean_shift, 1 - same.main.mean / r.main.mean, 1e-10));
	CHECK(dga(&o, &(struct dga_options){.grid = 10000000, .keep_pmf = true, .delta = 1}, &a, &far, &e) == ST_OK);
	for (size_t i = (size_t)r.main.grid; i < far.n_pmf; i++)
		beyond += far.pmf[i];
	CHECK(near(r.main.tail, beyond, 0.5 * beyond));
	CHECK(!r.bimodal && r.n_modes == 1 && r.modes[0].at == r.main.mode && near(r.modes[0].mass, 1, 1e-9));
	CHECK(r.n_curve > 100 && r.n_curve <= DGA_CURVE && r.curve_n[0] == (double)o.observed + 1);
	for (size_t i = 0; i < r.n_curve; i++) {
		CHECK(!i || r.curve_n[i] > r.curve_n[i - 1]);
		CHECK(near(r.curve_p[i] * (1 - r.main.tail), far.pmf[(size_t)r.curve_n[i] - o.observed - 1], 1e-5));
	}
	arena_free(&a);
}

static enum status ask(const struct overlap *o, struct dga_options q, const char *word)
{
	struct arena a = ARENA_INIT;
	struct dga_result r;
	struct error e;
	enum status st = dga(o, &q, &a, &r, &e);

	arena_free(&a);
	if (st != ST_OK && !strstr(e.message, word)) {
		(void)fprintf(stderr, "%s\n", e.message);
		return ST_BUG;
	}
	return st;
}

static void refused(void)
{
	static const uint64_t three[] = {60, 49, 4, 247, 112, 142, 12}, none[7] = {0}, one[] = {5};
	struct arena a = ARENA_INIT;
	struct overlap o, bare, empty, wide;
	const struct overlap_cell cell = {1, 5};
	const char *many[8] = {"A", "B", "C", "D", "E", "F", "G", "H"};
	volatile sig_atomic_t stop = 1;
	struct error e;

	CHECK(table(3, three, &a, &o) && table(3, none, &a, &empty) && table(1, one, &a, &bare));
	CHECK(overlap_make(many, 8, &cell, 1, &a, &wide, &e) == ST_OK);
	CHECK(ask(&bare, (struct dga_options){0}, "one list") == ST_DATA);
	CHECK(ask(&wide, (struct dga_options){0}, "8 lists") == ST_DATA);
	CHECK(ask(&empty, (struct dga_options){0}, "nobody") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.delta = -1}, "prior count") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.delta = NAN}, "prior count") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.level = 1}, "level") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.tail = 2}, "tail") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.keep_pmf = true}, "grid") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.grid = UINT64_MAX}, "grid") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.prior = DGA_POISSON_GAMMA}, "shape") == ST_DATA);
	CHECK(ask(&o, (struct dga_options){.stop = &stop}, "stopped") == ST_NEGATIVE);
	arena_free(&a);
}

static bool sound(const struct dga_summary *s, double observed)
{
	return isfinite(s->mean) && s->low > observed && s->low <= s->median && s->median <= s->high && s->high <= observed + s->grid &&
	       s->mode > observed && s->tail >= 0 && s->tail <= 1 && s->mean_shift > -1 && s->mean_shift < 1 && s->top_weight > 0 &&
	       s->top_weight <= 1 + 1e-12;
}

/* Tables that are hard: huge counts, lists that never overlap, one person, a list with nobody; nothing but finite numbers in order. */
static void hard(void)
{
	static const uint64_t huge[] = {1000000000, 2000000000, 100000000, 500000000, 20000000, 70000000, 5000000};
	static const uint64_t apart[] = {90, 70, 0, 50, 0, 0, 0}, one[] = {0, 0, 0, 0, 0, 0, 1}, same[] = {0, 0, 0, 0, 0, 0, 50}, no_third[] = {9, 8, 3, 0, 0, 0, 0};
	static const uint64_t *const tables[] = {huge, apart, one, same, no_third};
	static const struct dga_options options[] = {
		{0}, {.delta = 1}, {.delta = 1e-9}, {.delta = 1e6}, {.prior = DGA_UNIFORM}, {.prior = DGA_POISSON_GAMMA, .a = 0.5, .b = 1e6}, {.cap = 1}, {.cap = 2},
		{.cap = 100}, {.grid = 30}, {.cap = UINT64_C(1) << 60}, {.tail = 1e-15}, {.tail = 0.5}, {.level = 0.999999}, {.level = 1e-6},
	};

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (size_t q = 0; q < sizeof options / sizeof *options; q++) {
			struct arena a = ARENA_INIT;
			struct overlap o;
			struct dga_result r;
			struct error e;
			double sum = 0;

			CHECK(table(3, tables[t], &a, &o));
			CHECK(dga(&o, &options[q], &a, &r, &e) == ST_OK);
			if (!sound(&r.main, (double)o.observed) || !sound(&r.sensitivity[0], (double)o.observed)) {
				(void)fprintf(stderr, "table %zu, options %zu: %g [%g %g %g] mode %g grid %g tail %g shift %g\n", t, q, r.main.mean, r.main.low,
					      r.main.median, r.main.high, r.main.mode, r.main.grid, r.main.tail, r.main.mean_shift);
				CHECK(false);
			}
			for (uint32_t m = 0; m < r.graphs.n; m++) {
				CHECK(isfinite(r.models[m].mean) && (!m || r.models[m].weight <= r.models[m - 1].weight));
				sum += r.models[m].weight;
			}
			CHECK(near(sum, 1, 1e-9));
			for (size_t i = 0; i < r.n_curve; i++)
				CHECK(isfinite(r.curve_p[i]) && r.curve_p[i] >= 0);
			arena_free(&a);
		}
}

int main(void)
{
	static const struct test own[] = {{"naive", naive}, {"chance", chance}, {"grows", grows}, {"refused", refused}, {"hard", hard}};
	static const struct test data[] = {{"gold", gold}, {"rows", rows}, {"beyond", beyond}};
	const bool there = estimate_data_there();
	int failed = 0;

	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		check_failed = false;
		own[i].run();
		(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", own[i].name);
		failed += check_failed;
	}
	for (size_t i = 0; there && i < sizeof data / sizeof *data; i++) {
		check_failed = false;
		data[i].run();
		(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", data[i].name);
		failed += check_failed;
	}
	return failed ? 1 : there ? 0 : 77;
}
