/* labels.h - pairs of which a person has said whether they are one (a gold standard), and how a linkage stands against them.
 *
 * Unlike decisions (decision.h) labels change nothing: they check. A table with a header: two ids in columns that differ in their ends alone (id_a and id_b, unique_id_l and
 * unique_id_r, id_1 and id_2), which files they are of in the same way (file_a and file_b, source_dataset_l …; needed where several are read, by name with or without its end), and a column
 * same, match, is_match, label or clerical_match_score: 1, true, yes, same, match or a number from 0.5 to 1; 0, false, no, different, nonmatch or a number
 * below 0.5; empty or unsure: left open. Intervals are Wilson's (1927). */
#ifndef ONUS_LINK_LABELS_H
#define ONUS_LINK_LABELS_H

#include "link/link.h"

enum { LABELS_MOST = 1 << 24, LABELS_BINS = 10 };

struct label {
	const char *file[2], *id[2]; /* file: NULL where no column has it */
	bool same;
	unsigned line;
};
/* In the order of the table; all texts lie in the arena that it was read into. */
struct labels { struct label *v; size_t n; size_t open; const char *file; /* open: rows that say neither */ };

/* ST_DATA with file, line and column: no such columns, a word that says neither, no rows. */
enum status labels_read(struct input *in, struct arena *a, struct labels *out, struct error *e);

/* Labels on these records: by a, then b, each pair once. */
struct labels_use {
	struct labelled { uint32_t a, b; bool same; unsigned line; } *v; size_t n;
	size_t same;
	size_t elsewhere;            /* labels on records that are not here */
	size_t again;                /* a pair that was labelled before, in the same way */
};
/* From a. ST_DATA, with the lines: a pair that is labelled both ways, or a record and itself; an id that several files have and no column tells which. */
enum status labels_use(const struct labels *l, const struct link_records *r, struct arena *a, struct labels_use *out, struct error *e);

struct labels_check {
	struct { size_t pairs, same; double sum; } bin[LABELS_BINS]; /* by probability: 0 to 0.1 …; sum of probabilities */
	size_t missed, missed_same;          /* not among the pairs that were looked at; of these the same person */
	size_t at_pairs, at_same;            /* with a probability from the threshold on; of these the same person */
	size_t together, together_same;      /* put together; of these the same person */
	double brier;                        /* mean square of probability less label */
};
/* clean: LINK_FILES, may be NULL: of such a file no two records are one, whatever they look like. */
void labels_check(const struct labels_use *u, const struct link_result *r, double threshold, const bool *clean, struct labels_check *out);

/* Limits of a share of x among n, at 95 %: Wilson 1927. n 0: 0 to 1. */
void wilson(size_t x, size_t n, double *low, double *high);

#endif
