/* ranges_read.h - statements of one quantity read from a table: who says what, and whom they repeat.
 *
 * CSV with the columns source and low, best, high (all three or some), and where there are any: qualifier (about, at least, up to, more than,
 * less than, exactly, range), repeats (a source of the table: it then has that one's voice, and a circle is one voice) and date (of the data, kept as
 * it stands). */
#ifndef ONUS_ESTIMATE_RANGES_READ_H
#define ONUS_ESTIMATE_RANGES_READ_H

#include "base/input.h"
#include "estimate/ranges.h"

struct ranges_file {
	struct range *ranges; size_t n;
	const char **dates, **froms; /* beside each range, or NULL */
	unsigned *lines;             /* where each stands */
};

/* All from a. ST_DATA with file, line and column: a column missing, what is no finite number, low, best and high out of order, a row without a
 * number or a source, an unknown qualifier, one who repeats nobody of the table, more than RANGES_MOST rows, none. */
enum status ranges_read(struct input *in, struct arena *a, struct ranges_file *out, struct error *e);

/* A statement's numbers as a range. NAN: not said. An end that is not said is open; with the qualifier "at least" or "more than" a single number is
 * the lower end, with "up to" or "less than" the upper one, with "about" it stands for what its rounding leaves open. false: no number is said. */
bool range_stated(const char *label, double low, double best, double high, const char *qualifier, struct range *out);

#endif
