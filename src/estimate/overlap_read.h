/* overlap_read.h - a table of lists read from CSV: how many were seen by which lists, in all and by strata.
 *
 * Two forms. With a last column `count` (or `freq`, `frequency`, `n`): a row per history and stratum, 0 or 1 for each list. Without one: a row per
 * person; columns that hold 0 or 1 in the first row are lists, one with an identifier's name (id, person, record …, or ending in _id) is left out,
 * others are not used unless they make strata; all that is left out is said in `notes`. Commas, semicolons or tabs, as the first line has them.
 * 0 and 1 may be written no/yes, false/true, 0.0/1.0, in any case. Memory grows with the number of different rows, not with the rows. */
#ifndef ONUS_ESTIMATE_OVERLAP_READ_H
#define ONUS_ESTIMATE_OVERLAP_READ_H

#include "base/input.h"
#include "estimate/overlap.h"

enum { OVERLAP_STRATA = 1000, OVERLAP_BY = 16, OVERLAP_ROWS = 1 << 22 };

struct overlap_options {
	const char *const *by; size_t n_by;       /* columns that make the strata, at most OVERLAP_BY */
	const char *const *lists; size_t n_lists; /* columns that are the lists, in this order; n_lists 0: as above. Other columns are then not used. */
};

struct overlap_stratum {
	const char *name;          /* "1999, male": the values, in the order of `by` */
	const char *const *values; /* n_by */
	struct overlap o;          /* all lists of the table, also those that nobody of the stratum is on */
};
struct overlap_file {
	struct overlap all;
	const struct overlap_stratum *strata; size_t n_strata; /* by name in byte order; none without `by` */
	const char *const *by; size_t n_by;
	bool people;               /* a row per person */
	uint64_t rows;
	const char *const *notes; size_t n_notes; /* sentences: what was left out and why */
};

/* The whole table. All from a. ST_DATA with file, line and column: a value that is not 0 or 1, a count that is negative, not whole or above 2^53,
 * the same row twice in a table of counts (both lines are named), somebody on no list (that is the number that is sought), a list that nobody is on,
 * fewer than two lists, more than OVERLAP_LISTS, no count column where one is needed, a column of the options that is not there, too many strata, no
 * rows. */
enum status overlap_read(struct input *in, const struct overlap_options *options, struct arena *a, struct overlap_file *out, struct error *e);

#endif
