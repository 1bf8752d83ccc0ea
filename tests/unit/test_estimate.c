/* The answer as a whole on tables by chance: never a number without limits that hold it, never a row without a number or a reason, the same twice. */
#include "check.h"
#include "estimate/estimate.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>

static struct random chance;

static bool make_table(struct arena *a, struct overlap *o)
{
	static const char *const names[] = {"A", "B", "C", "D", "E"};
	struct overlap_cell cells[32];
	unsigned lists = 1 + (unsigned)random_below(&chance, 5);
	size_t n = 0;
	struct error e;

	for (uint32_t h = 1; h < 1u << lists; h++) {
		bool several = (h & (h - 1)) != 0;
		uint64_t most = random_below(&chance, 4) == 0 ? 0 : several ? 1 + random_below(&chance, 12) : 1 + random_below(&chance, 300);

		cells[n++] = (struct overlap_cell){h, random_below(&chance, most + 1)};
	}
	return overlap_make(names, lists, cells, n, a, o, &e) == ST_OK;
}

static bool holds(const struct estimate_result *r)
{
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct estimate_row *row = &r->rows[i];

		if (row->given == (row->refused != NULL))
			return false;
		if (!row->given)
			continue;
		if (!isfinite(row->estimate) || !isfinite(row->low) || isnan(row->high) || row->low > row->high)
			return false;
		/* a BCa interval need not hold its estimate, nor need a posterior's its mean */
		if (row->estimate < (double)r->o.observed || row->low < (double)r->o.observed - 1e-6)
			return false;
	}
	const struct estimate_spread *s = &r->spread;

	return !s->n || (s->low <= s->estimate_low && s->estimate_low <= s->estimate_high && s->low <= s->high && !(r->refused));
}

static const struct estimate_options options = {.ask = ESTIMATE_LOGLINEAR | ESTIMATE_SPARSE | ESTIMATE_DGA | ESTIMATE_CAPTURE, .replicates = 40,
				.seed = 3};

static void by_chance(void)
{
	const char *seed = getenv("ONUS_SEED");
	unsigned long long number = seed ? strtoull(seed, NULL, 10) : 20261130;

	(void)printf("ONUS_SEED=%llu\n", number);
	chance = random_start(number, 0);
	for (unsigned i = 0; i < 120; i++) {
		struct arena a = ARENA_INIT;
		struct estimate_result r, again;
		struct overlap o;
		struct error e;

		CHECK(make_table(&a, &o));
		CHECK(estimate(&o, &options, &a, &r, &e) == ST_OK);
		CHECK(r.n_rows > 0 && holds(&r));
		CHECK(r.several || r.refused);
		CHECK(estimate(&o, &options, &a, &again, &e) == ST_OK);
		CHECK_STR(estimate_words(&again, &a), estimate_words(&r, &a));
		for (size_t k = 0; k < r.n_rows; k++)
			CHECK(!r.rows[k].given || r.rows[k].estimate == again.rows[k].estimate);
		arena_free(&a);
	}
}

static void stopped(void)
{
	static const struct overlap_cell cells[] = {{1, 50}, {2, 40}, {4, 30}, {3, 9}, {5, 8}, {6, 7}};
	static const char *const names[] = {"A", "B", "C"};
	static const volatile sig_atomic_t now = 1;
	struct estimate_options o = options;
	struct arena a = ARENA_INIT;
	struct estimate_result r;
	struct overlap table;
	struct error e;

	o.ask = ESTIMATE_ALL;
	o.stop = &now;
	CHECK(overlap_make(names, 3, cells, 6, &a, &table, &e) == ST_OK);
	CHECK(estimate(&table, &o, &a, &r, &e) == ST_OK);
	CHECK(r.unfinished && holds(&r) && !r.n_without);
	arena_free(&a);
}

static void words(void)
{
	struct arena a = ARENA_INIT;

	CHECK_STR(estimate_whole(&a, 12749.3), "12,749");
	CHECK_STR(estimate_whole(&a, 0), "0");
	CHECK_STR(estimate_whole(&a, 999999.7), "1,000,000");
	CHECK_STR(estimate_whole(&a, INFINITY), "no limit");
	CHECK_STR(estimate_about(&a, 12749.3), "12,700");
	CHECK_STR(estimate_about(&a, 999.4), "999");
	arena_free(&a);
}

TESTS({"tables by chance", by_chance}, {"stopped at once", stopped}, {"numbers in words", words})
