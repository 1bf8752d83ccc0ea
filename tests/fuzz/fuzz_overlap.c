/* Tables of lists: the first byte chooses the options; what is read must add up. */
#include "estimate/overlap_read.h"

#include <stdint.h>
#include <stdlib.h>

static uint64_t sum(const struct overlap *o)
{
	uint64_t n = 0;

	for (size_t i = 0; i < o->n_cells; i++) {
		if (!o->cells[i].count || !o->cells[i].history || o->cells[i].history >> o->n_lists)
			abort();
		n += o->cells[i].count;
	}
	if (n != o->observed)
		abort();
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const by[] = {"year", "sex"}, *const lists[] = {"A", "B", "C"};
	struct arena a = ARENA_INIT;
	struct overlap_file f;
	struct input in;
	struct error e;
	uint64_t strata = 0;

	if (!size)
		return 0;
	struct overlap_options o = {.by = by, .n_by = data[0] & 3u ? (data[0] & 3u) - 1 : 0, .lists = lists, .n_lists = data[0] & 4 ? 3 : 0};
	input_bytes((const char *)data + 1, size - 1, "fuzz", &in);
	if (overlap_read(&in, &o, &a, &f, &e) == ST_OK) {
		if (f.all.n_lists < 2 || f.all.n_lists > OVERLAP_LISTS)
			abort();
		uint64_t all = sum(&f.all);

		for (size_t i = 0; i < f.n_strata; i++)
			strata += sum(&f.strata[i].o);
		if (f.n_strata && strata != all)
			abort();
	}
	input_close(&in);
	arena_free(&a);
	return 0;
}
