/* table.h - the table that a benchmark of the estimates runs on: a file, or a synthetic one from LISTS:SEED. */
#ifndef ONUS_BENCH_TABLE_H
#define ONUS_BENCH_TABLE_H

#include "base/input.h"
#include "estimate/overlap_read.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

enum { TABLE_LISTS = 12, TABLE_PEOPLE = 5000 };

/* People of two kinds, easy and hard to find, on independent lists. */
static inline enum status table_synthetic(unsigned n_lists, unsigned most_lists, uint64_t seed, struct arena *a, struct overlap *o, struct error *e)
{
	static const char *const letters[TABLE_LISTS] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"};
	struct random r = random_start(seed, 0);
	struct overlap_cell *cells = arena_array(a, TABLE_PEOPLE, sizeof *cells);
	double p[TABLE_LISTS];
	size_t n = 0;

	if (n_lists < 2 || n_lists > most_lists)
		return error_set(e, ST_USAGE, "2 to %u lists expected", most_lists);
	if (!cells)
		return error_memory(e);
	for (unsigned i = 0; i < n_lists; i++)
		p[i] = 0.02 + 0.1 * random_unit(&r);
	for (unsigned k = 0; k < TABLE_PEOPLE; k++) {
		uint32_t history = 0;

		for (unsigned i = 0; i < n_lists; i++)
			history |= (uint32_t)(random_unit(&r) < (k % 3 ? 1 : 3) * p[i]) << i;
		if (history)
			cells[n++] = (struct overlap_cell){history, 1};
	}
	return overlap_make(letters, n_lists, cells, n, a, o, e);
}

/* most_lists: of a synthetic table, at most TABLE_LISTS. */
static inline enum status table(const char *what, unsigned most_lists, struct arena *a, struct overlap *o, struct error *e)
{
	const char *colon = strchr(what, ':');
	struct overlap_file file;
	struct input in;
	enum status st;

	if (colon && !strchr(what, '.'))
		return table_synthetic((unsigned)atoi(what), most_lists, strtoull(colon + 1, NULL, 10), a, o, e);
	st = input_open(what, &in, e);
	if (st == ST_OK) {
		st = overlap_read(&in, &(struct overlap_options){0}, a, &file, e);
		input_close(&in);
	}
	if (st == ST_OK)
		*o = file.all;
	return st;
}

#endif
