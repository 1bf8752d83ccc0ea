/* Tables of overlaps: made in any order, refused when wrong, seen without some lists. */
#include "estimate/overlap.h"

#include "check.h"
#include "estimate_naive.h"

static const char *const NAMES[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U"};

static void made(void)
{
	const struct overlap_cell cells[] = {{4, 2}, {1, 5}, {3, 0}, {4, 1}, {2, 7}};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;
	double *full;

	CHECK(overlap_make(NAMES, 3, cells, 5, &a, &o, &e) == ST_OK);
	CHECK(o.n_cells == 3 && o.observed == 15 && o.n_lists == 3);
	CHECK(o.cells[0].history == 1 && o.cells[1].history == 2 && o.cells[2].history == 4 && o.cells[2].count == 3);
	full = overlap_full(&o, &a);
	CHECK(full && full[0] == 0 && full[1] == 5 && full[2] == 7 && full[3] == 0 && full[4] == 3 && full[7] == 0);
	CHECK(overlap_make(NAMES, 3, NULL, 0, &a, &o, &e) == ST_OK && o.n_cells == 0 && o.observed == 0);
	arena_free(&a);
}

static void refused(void)
{
	const struct overlap_cell none[] = {{0, 1}}, beyond[] = {{8, 1}}, much[] = {{1, (1ull << 53) + 1}}, sum[] = {{1, 1ull << 53}, {2, 1}},
		huge[] = {{1, UINT64_MAX}, {2, 2}};
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct error e;

	CHECK(overlap_make(NAMES, 3, none, 1, &a, &o, &e) == ST_DATA);
	CHECK(overlap_make(NAMES, 3, beyond, 1, &a, &o, &e) == ST_DATA);
	CHECK(overlap_make(NAMES, 3, much, 1, &a, &o, &e) == ST_DATA && strstr(e.message, "2^53"));
	CHECK(overlap_make(NAMES, 3, sum, 2, &a, &o, &e) == ST_DATA);
	CHECK(overlap_make(NAMES, 3, huge, 2, &a, &o, &e) == ST_DATA);
	CHECK(overlap_make(NAMES, 0, NULL, 0, &a, &o, &e) == ST_DATA && overlap_make(NAMES, 21, NULL, 0, &a, &o, &e) == ST_DATA);
	CHECK(overlap_make(NAMES, 20, (const struct overlap_cell[]){{(1u << 20) - 1, 4}}, 1, &a, &o, &e) == ST_OK && !overlap_full(&o, &a));
	arena_free(&a);
}

/* Without some lists each history is what is left of it. */
static void without(void)
{
	struct random r = random_start(31, 1);

	for (unsigned t = 0; t < 300; t++) {
		const unsigned n_lists = 2 + t % 5;
		const uint32_t gone = (uint32_t)random_below(&r, 1u << n_lists);
		struct arena a = ARENA_INIT;
		struct overlap o, left;
		struct error e;
		uint64_t want[64] = {0}, observed = 0;

		CHECK(random_table(&r, n_lists, 0.5, 9, false, &a, &o));
		const enum status st = overlap_without(&o, gone, &a, &left, &e);

		if (gone == (1u << n_lists) - 1) {
			CHECK(st == ST_DATA);
			arena_free(&a);
			continue;
		}
		CHECK(st == ST_OK && left.n_lists == n_lists - (unsigned)__builtin_popcount(gone));
		for (size_t c = 0; c < o.n_cells; c++) {
			uint32_t h = 0, k = 0;

			for (unsigned i = 0; i < n_lists; i++)
				if (!(gone >> i & 1))
					h |= (o.cells[c].history >> i & 1) << k++;
			want[h] += h ? o.cells[c].count : 0;
			observed += h ? o.cells[c].count : 0;
		}
		CHECK(left.observed == observed);
		for (size_t c = 0; c < left.n_cells; c++)
			CHECK(left.cells[c].count == want[left.cells[c].history]);
		for (unsigned i = 0, k = 0; i < n_lists; i++)
			if (!(gone >> i & 1))
				CHECK_STR(left.lists[k++], o.lists[i]);
		arena_free(&a);
	}
}

TESTS({"made", made}, {"refused", refused}, {"without some lists", without})
