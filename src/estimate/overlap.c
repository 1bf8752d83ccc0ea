#include "estimate/overlap.h"

#include <stdlib.h>
#include <string.h>

static int by_history(const void *p, const void *q)
{
	const struct overlap_cell *x = p, *y = q;

	return (x->history > y->history) - (x->history < y->history);
}

enum status overlap_make(const char *const *lists, unsigned n_lists, const struct overlap_cell *cells, size_t n, struct arena *a, struct overlap *out,
			 struct error *e)
{
	struct overlap_cell *kept = arena_array(a, n ? n : 1, sizeof *kept);
	size_t used = 0;
	uint64_t observed = 0;

	*out = (struct overlap){0};
	if (!n_lists || n_lists > OVERLAP_LISTS)
		return error_set(e, ST_DATA, "%u lists found, 1 to %d expected", n_lists, OVERLAP_LISTS);
	if (!kept)
		return error_memory(e);
	for (size_t i = 0; i < n; i++) {
		if (!cells[i].history || cells[i].history >> n_lists)
			return error_set(e, ST_DATA, "a history on none of the %u lists or on more", n_lists);
		if (cells[i].count > (1ull << 53) || (observed += cells[i].count) > (1ull << 53))
			return error_set(e, ST_DATA, "more than 2^53 observed");
		kept[i] = cells[i];
	}
	if (n)
		qsort(kept, n, sizeof *kept, by_history);
	for (size_t i = 0; i < n; i++) {
		if (used && kept[used - 1].history == kept[i].history)
			kept[used - 1].count += kept[i].count;
		else if (kept[i].count)
			kept[used++] = kept[i];
	}
	*out = (struct overlap){n_lists, lists, kept, used, observed};
	return ST_OK;
}

enum status overlap_without(const struct overlap *o, uint32_t lists, struct arena *a, struct overlap *out, struct error *e)
{
	const char **names = arena_array(a, o->n_lists, sizeof *names);
	struct overlap_cell *cells = arena_array(a, o->n_cells ? o->n_cells : 1, sizeof *cells);
	unsigned kept = 0;
	size_t n = 0;

	if (!names || !cells)
		return error_memory(e);
	for (unsigned i = 0; i < o->n_lists; i++)
		if (!(lists >> i & 1))
			names[kept++] = o->lists[i];
	for (size_t c = 0; c < o->n_cells; c++) {
		uint32_t history = 0;

		for (unsigned i = 0, k = 0; i < o->n_lists; i++)
			if (!(lists >> i & 1))
				history |= (o->cells[c].history >> i & 1) << k++;
		if (history)
			cells[n++] = (struct overlap_cell){history, o->cells[c].count};
	}
	return overlap_make(names, kept, cells, n, a, out, e);
}

double *overlap_full(const struct overlap *o, struct arena *a)
{
	double *full = o->n_lists <= 16 ? arena_array(a, (size_t)1 << o->n_lists, sizeof *full) : NULL;

	for (size_t c = 0; full && c < o->n_cells; c++)
		full[o->cells[c].history] = (double)o->cells[c].count;
	return full;
}
