/* overlap.h - how many were seen by which lists: the table that every method of estimate starts from. Pure.
 *
 * A capture history is a set of lists, bit i standing for list i. The cell of those on no list (history 0) is what is to be estimated and is never
 * in the table. Notation in the methods: K lists, n observed, n_h the count of history h, N = n + n_0. */
#ifndef ONUS_ESTIMATE_OVERLAP_H
#define ONUS_ESTIMATE_OVERLAP_H

#include "base/arena.h"
#include "base/status.h"

#include <stdint.h>

enum { OVERLAP_LISTS = 20 };

struct overlap_cell { uint32_t history; uint64_t count; };
struct overlap {
	unsigned n_lists;                /* 1 … OVERLAP_LISTS */
	const char *const *lists;        /* n_lists names, in the order of the bits */
	const struct overlap_cell *cells;/* histories with a count above 0, ascending; histories that are missing have 0 */
	size_t n_cells;
	uint64_t observed;               /* sum of the counts; below 2^53 */
};

/* Histories and counts in any order into a table; equal histories are added up, counts of 0 left out. All from a; names are borrowed.
 * ST_DATA: history 0 or with a bit beyond n_lists, too many lists, more than 2^53 in all. */
enum status overlap_make(const char *const *lists, unsigned n_lists, const struct overlap_cell *cells, size_t n, struct arena *a, struct overlap *out,
			 struct error *e);
/* The same table without the lists of a set (bit i: list i): those on no other list are gone. What leave-one-list-out needs. */
enum status overlap_without(const struct overlap *o, uint32_t lists, struct arena *a, struct overlap *out, struct error *e);
/* Counts of all 2^n_lists histories, index = history, [0] = 0; n_lists at most 16 or NULL. */
double *overlap_full(const struct overlap *o, struct arena *a);

#endif
