/* face.h - on which cells a log-linear model's maximum lives: the face of the marginal cone (Fienberg & Rinaldo 2012), from the table's pattern of
 * zeros alone. What exist.h tells of one model, in a form for many models on one table. Pure. */
#ifndef ONUS_ESTIMATE_FACE_H
#define ONUS_ESTIMATE_FACE_H

#include "estimate/exist.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { FACE_PARAMETERS = 512 };

/* A table: counts by cell, how many cells with anybody in stand above each set, how many people. */
struct face_table {
	unsigned n_lists;
	const double *y;      /* 2^n, borrowed; y[0] = 0 */
	double *people;       /* superset sums of y */
	double *cells_above;  /* superset sums of [y > 0] */
};

struct face {
	bool no_maximum, not_identifiable, total; /* as in struct exist */
	bool full;            /* neither: the usual case */
	unsigned n_parameters, rank, n_empty, n_terms;
	uint32_t *terms;      /* without the empty ones, the constant last; if not full only as many as are independent on the face */
	uint32_t *empty;
	double *keep;         /* by cell: 1 on the face, 0 off it (cells of empty terms too; cell 0 always 0) */
	double *gram;         /* room */
};

bool face_table(struct face_table *t, unsigned n_lists, const double *y, struct arena *a);
void face_table_set(struct face_table *t, const double *y); /* the same room, another table */
bool face_make(struct face *f, unsigned n_lists, unsigned most_terms, struct arena *a);
/* terms: interactions only, n of them; lists and the constant are added. false: memory, taken only in the rare case that the cells with anybody in
 * do not settle the matter by themselves. */
bool face_find(struct face *f, const struct face_table *t, const uint32_t *interactions, size_t n);

/* The same for a design of any columns: rows × n of cells with anybody in, and of cells with nobody. constant: which column must be fixed.
 * off (n_zero): set where a cell is off the face. Overwrites positive. */
struct face_rows { double *positive; size_t n_positive; const double *zero; size_t n_zero; unsigned n, constant; };
bool face_rows(const struct face_rows *r, struct arena *a, struct exist *x, bool *off);

#endif
