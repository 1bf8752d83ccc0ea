/* Whether a model's maximum exists, whether it is the only one, whether it fixes the total: beside every vertex looked at, on random sparse tables. */
#include "estimate/exist.h"
#include "estimate/face.h"

#include "check.h"
#include "estimate_naive.h"

static const char *const ABC[] = {"A", "B", "C"};

static bool table3(const struct overlap_cell *cells, size_t n, struct arena *a, struct overlap *o)
{
	struct error e;

	return overlap_make(ABC, 3, cells, n, a, o, &e) == ST_OK;
}

static struct exist look(const struct overlap *o, const uint32_t *set, size_t n, struct arena *a)
{
	struct exist x = {0};
	struct error e;

	if (exist_check(o, (struct terms){set, n}, a, &x, &e) != ST_OK)
		(void)fprintf(stderr, "%s\n", e.message);
	return x;
}

/* Pairs AC and BC that nobody is on, AB that people are on: Chan, Silverman & Vincent 2021's example of the trap. */
static void trap(void)
{
	const struct overlap_cell cells[] = {{1, 40}, {2, 30}, {4, 20}, {3, 6}};
	static const uint32_t ab[] = {3}, ac[] = {5}, all[] = {3, 5, 6};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct exist x;

	CHECK(table3(cells, 4, &a, &o));
	x = look(&o, NULL, 0, &a);
	CHECK(!x.no_maximum && !x.not_identifiable && x.total && x.n_parameters == 4 && x.rank == 4);
	CHECK_STR(exist_words(&x), "its maximum exists and there is only one");
	x = look(&o, ab, 1, &a);
	CHECK(x.no_maximum && !x.not_identifiable && !x.total && x.n_empty == 0 && x.n_parameters == 5);
	CHECK(strstr(exist_words(&x), "no maximum"));
	x = look(&o, ac, 1, &a);
	CHECK(!x.no_maximum && !x.not_identifiable && x.total && x.n_empty == 1 && x.empty[0] == 5);
	x = look(&o, all, 3, &a);
	CHECK(!x.no_maximum && x.not_identifiable && x.n_empty == 2 && x.n_parameters == 5 && x.rank == 4);
	CHECK(strstr(exist_words(&x), "not identifiable"));
	arena_free(&a);
}

static bool same(const struct exist *x, const struct exist *y)
{
	/* what the total is said to be matters only where one of the first two holds */
	return x->no_maximum == y->no_maximum && x->not_identifiable == y->not_identifiable && x->rank == y->rank &&
	       x->n_parameters == y->n_parameters && x->total == y->total;
}

static void show(const struct overlap *o, struct terms t, const struct exist *x, const struct exist *y)
{
	for (size_t c = 0; c < o->n_cells; c++)
		(void)fprintf(stderr, " %x:%llu", o->cells[c].history, (unsigned long long)o->cells[c].count);
	(void)fprintf(stderr, " terms");
	for (size_t i = 0; i < t.n; i++)
		(void)fprintf(stderr, " %x", t.set[i]);
	(void)fprintf(stderr, "\n  here  maximum %d unique %d total %d rank %u of %u\n  naive maximum %d unique %d total %d rank %u of %u\n", !x->no_maximum,
		      !x->not_identifiable, x->total, x->rank, x->n_parameters, !y->no_maximum, !y->not_identifiable, y->total, y->rank, y->n_parameters);
}

static void naive(unsigned n_lists, unsigned tables, double most_terms)
{
	struct random r = random_start(n_lists, 1);
	static struct naive g;
	unsigned no_maximum = 0, not_identifiable = 0, edge = 0;

	for (unsigned k = 0; k < tables; k++) {
		struct arena a = ARENA_INIT;
		uint32_t set[NAIVE_COLUMNS];
		struct overlap o;
		struct exist x, y;
		size_t n = 0;

		CHECK(random_table(&r, n_lists, (n_lists > 3 ? 0.15 : 0.25) + 0.6 * random_unit(&r), 5, k % 8, &a, &o));
		const double p = most_terms * random_unit(&r);

		for (uint32_t t = 3; t < 1u << n_lists; t++)
			if (t & (t - 1) && random_unit(&r) < p)
				set[n++] = t;
		x = look(&o, set, n, &a);
		naive_design(&g, &o, (struct terms){set, n}, -1);
		if (!o.observed) {
			arena_free(&a);
			continue;
		}
		naive_exist(&g, &y);
		no_maximum += x.no_maximum;
		not_identifiable += x.not_identifiable;
		edge += x.no_maximum && x.total && !x.not_identifiable;
		if (!same(&x, &y))
			show(&o, (struct terms){set, n}, &x, &y);
		CHECK(same(&x, &y));
		arena_free(&a);
	}
	CHECK(no_maximum > tables / 25 && not_identifiable && edge);
}

static void naive_three(void) { naive(3, 6000, 1); }
static void naive_four(void) { naive(4, 150, 0.9); }

/* A list nobody is on is an empty term; wrong terms are refused. */
static void odd(void)
{
	const struct overlap_cell cells[] = {{1, 4}, {2, 3}, {3, 6}};
	static const uint32_t one[] = {1}, beyond[] = {9}, ab[] = {3};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct exist x;
	struct error e;

	CHECK(table3(cells, 3, &a, &o));
	x = look(&o, NULL, 0, &a);
	CHECK(!x.no_maximum && !x.not_identifiable && x.n_empty == 1 && x.empty[0] == 4 && x.n_parameters == 3);
	x = look(&o, ab, 1, &a);
	CHECK(x.not_identifiable);
	CHECK(exist_check(&o, (struct terms){one, 1}, &a, &x, &e) == ST_DATA);
	CHECK(exist_check(&o, (struct terms){beyond, 1}, &a, &x, &e) == ST_DATA);
	CHECK(overlap_make(ABC, 3, NULL, 0, &a, &o, &e) == ST_OK);
	x = look(&o, NULL, 0, &a);
	CHECK(x.n_parameters <= 1 && x.n_empty == 3);
	arena_free(&a);
}

/* Twelve lists, 66 terms, a handful of people: an answer, in bounded time. */
static void twelve(void)
{
	struct random r = random_start(12, 3);
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct exist x;
	uint32_t set[66];
	size_t n = 0;

	for (unsigned i = 0; i < 12; i++)
		for (unsigned j = i + 1; j < 12; j++)
			set[n++] = 1u << i | 1u << j;
	CHECK(random_table(&r, 12, 0.01, 3, true, &a, &o));
	x = look(&o, set, n, &a);
	CHECK(x.n_parameters + x.n_empty == 79);
	CHECK(random_table(&r, 12, 0.5, 3, true, &a, &o));
	x = look(&o, set, n, &a);
	CHECK(!x.no_maximum && !x.not_identifiable && x.rank == 79);
	arena_free(&a);
}

TESTS({"the trap", trap}, {"three lists beside every vertex", naive_three}, {"four lists beside every vertex", naive_four}, {"odd tables", odd},
      {"twelve lists", twelve})
