#include "estimate/face.h"

#include "estimate/lattice.h"
#include "estimate/linear.h"

#include <math.h>
#include <string.h>

bool face_table(struct face_table *t, unsigned n_lists, const double *y, struct arena *a)
{
	const size_t cells = (size_t)1 << n_lists;

	*t = (struct face_table){.n_lists = n_lists};
	t->people = arena_array(a, cells, sizeof(double));
	t->cells_above = arena_array(a, cells, sizeof(double));
	if (!t->people || !t->cells_above)
		return false;
	face_table_set(t, y);
	return true;
}

void face_table_set(struct face_table *t, const double *y)
{
	const size_t cells = (size_t)1 << t->n_lists;

	t->y = y;
	for (size_t h = 0; h < cells; h++) {
		t->people[h] = y[h];
		t->cells_above[h] = y[h] > 0;
	}
	lattice_above(t->people, t->n_lists);
	lattice_above(t->cells_above, t->n_lists);
}

bool face_make(struct face *f, unsigned n_lists, unsigned most_terms, struct arena *a)
{
	const size_t most = (size_t)most_terms + n_lists + 1;

	memset(f, 0, sizeof *f);
	f->terms = arena_array(a, most, sizeof *f->terms);
	f->empty = arena_array(a, most, sizeof *f->empty);
	f->keep = arena_array(a, (size_t)1 << n_lists, sizeof *f->keep);
	f->gram = arena_array(a, most * most, sizeof *f->gram);
	return f->terms && f->empty && f->keep && f->gram;
}

/* Terms that somebody is on go to terms, the others to empty; cells of the empty ones go out. */
static void part_empty(struct face *f, const struct face_table *t, const uint32_t *interactions, size_t n)
{
	const size_t cells = (size_t)1 << t->n_lists;

	f->n_terms = f->n_empty = 0;
	for (size_t i = 0; i < t->n_lists + n; i++) {
		const uint32_t term = i < t->n_lists ? 1u << i : interactions[i - t->n_lists];

		if (t->people[term] > 0)
			f->terms[f->n_terms++] = term;
		else
			f->empty[f->n_empty++] = term;
	}
	f->terms[f->n_terms++] = 0;
	f->keep[0] = 0;
	for (size_t h = 1; h < cells; h++)
		f->keep[h] = 1;
	for (unsigned i = 0; i < f->n_empty; i++)
		for (size_t h = f->empty[i]; h < cells; h = (h + 1) | f->empty[i])
			f->keep[h] = 0;
}

/* Do the cells with anybody in have full rank by themselves? Their Gram matrix is whole-numbered, so a pivot of 1e-6 is far from none. */
static bool settled(struct face *f, const struct face_table *t)
{
	const unsigned n = f->n_terms;

	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k <= i; k++)
			f->gram[i * n + k] = t->cells_above[f->terms[i] | f->terms[k]];
	return cholesky(f->gram, n, 1e-6);
}

static void design_row(const struct face *f, size_t cell, double *row)
{
	for (unsigned i = 0; i < f->n_terms; i++)
		row[i] = (f->terms[i] & ~cell) == 0;
}

/* On the face only: terms that the terms before them do not give already, the constant first. */
static bool independent_terms(struct face *f, const struct face_table *t, struct arena *a)
{
	const size_t cells = (size_t)1 << t->n_lists;
	const unsigned n = f->n_terms;
	double *m = arena_array(a, cells * n, sizeof *m), *basis = arena_array(a, (size_t)n * n, sizeof *basis);
	bool *pivot = arena_array(a, n, sizeof *pivot);
	uint32_t kept = 0;
	size_t rows = 0;

	if (!m || !basis || !pivot)
		return false;
	for (size_t h = 1; h < cells; h++)
		if (f->keep[h] != 0) {
			design_row(f, h, m + rows * n);
			m[rows * n + n - 1] = m[rows * n]; /* the constant to the front */
			m[rows++ * n] = 1;
		}
	(void)kernel(m, rows, n, true, basis, pivot);
	pivot[n - 1] ^= pivot[0]; /* and back: swap */
	pivot[0] ^= pivot[n - 1];
	pivot[n - 1] ^= pivot[0];
	for (unsigned i = 0; i < n; i++)
		if (pivot[i])
			f->terms[kept++] = f->terms[i];
	f->n_terms = kept;
	return true;
}

static bool look(struct face *f, const struct face_table *t, struct arena *a)
{
	const size_t cells = (size_t)1 << t->n_lists;
	const unsigned n = f->n_terms;
	double *positive = arena_array(a, cells * n, sizeof *positive), *zero = arena_array(a, cells * n, sizeof *zero);
	bool *off = arena_array(a, cells, sizeof *off);
	struct face_rows r = {positive, 0, zero, 0, n, n - 1};
	struct exist x;

	if (!positive || !zero || !off)
		return false;
	for (size_t h = 1; h < cells; h++)
		if (f->keep[h] != 0)
			design_row(f, h, t->y[h] > 0 ? positive + r.n_positive++ * n : zero + r.n_zero++ * n);
	if (!face_rows(&r, a, &x, off))
		return false;
	f->no_maximum = x.no_maximum;
	f->not_identifiable = x.not_identifiable;
	f->total = x.total;
	f->rank = x.rank;
	f->full = !x.no_maximum && !x.not_identifiable;
	for (size_t h = 1, i = 0; h < cells; h++)
		if (f->keep[h] != 0 && !(t->y[h] > 0) && off[i++])
			f->keep[h] = 0;
	return f->full || independent_terms(f, t, a);
}

bool face_find(struct face *f, const struct face_table *t, const uint32_t *interactions, size_t n)
{
	part_empty(f, t, interactions, n);
	f->n_parameters = f->rank = f->n_terms;
	f->no_maximum = f->not_identifiable = false;
	f->full = f->total = true;
	if (settled(f, t))
		return true;
	struct arena a = ARENA_INIT;
	bool ok = look(f, t, &a);

	arena_free(&a);
	return ok;
}

/* The rows of cells with nobody in, in the coordinates of the kernel's basis: how each moves when the others stand still. */
static void moves(const struct face_rows *r, const double *basis, unsigned d, double *c)
{
	for (size_t h = 0; h < r->n_zero; h++)
		for (unsigned k = 0; k < d; k++) {
			double s = 0;

			for (unsigned i = 0; i < r->n; i++)
				s += r->zero[h * r->n + i] * basis[k * r->n + i];
			c[h * d + k] = fabs(s) > 1e-9 ? s : 0;
		}
}

/* Copies of the rows that are not off and move at all. */
static size_t movable(const double *c, size_t n_zero, unsigned d, const bool *off, double *out, size_t *of)
{
	size_t rows = 0;

	for (size_t h = 0; h < n_zero; h++) {
		bool any = false;

		for (unsigned k = 0; k < d; k++)
			any |= (out[rows * d + k] = c[h * d + k]) != 0;
		if (any && !off[h])
			of[rows++] = h;
	}
	return rows;
}

/* Takes cells off the face until the rest have a positive solution. */
static bool shrink(const double *c, size_t n_zero, unsigned d, struct arena *a, bool *off)
{
	double *rest = arena_array(a, (n_zero + 1) * d, sizeof *rest), *z = arena_array(a, d, sizeof *z);
	double *room = arena_array(a, (size_t)(d + 1) * (n_zero + d + 1), sizeof *room);
	size_t *of = arena_array(a, n_zero + 1, sizeof *of), *turn = arena_array(a, d, sizeof *turn);

	if (!rest || !z || !room || !of || !turn)
		return false;
	for (bool fell = true; fell;) {
		const size_t rows = movable(c, n_zero, d, off, rest, of);

		fell = false;
		if (!rows || positive_solution(rest, rows, d, room, turn, z))
			return true;
		for (size_t i = 0; i < rows; i++) {
			double s = 0;

			for (unsigned k = 0; k < d; k++)
				s += rest[i * d + k] * z[k];
			if (s < -1e-7)
				fell = off[of[i]] = true;
		}
	}
	return true;
}

/* Which ways of moving stand still on the cells that are not off: their number, and whether the constant stands still in all of them. */
static unsigned still(const struct face_rows *r, const double *c, const double *basis, unsigned d, const bool *off, double *m, double *inner, bool *fixed)
{
	size_t rows = 0;

	for (size_t h = 0; h < r->n_zero; h++)
		if (!off || !off[h])
			memcpy(m + rows++ * d, c + h * d, d * sizeof *m);
	const unsigned left = kernel(m, rows, d, false, inner, NULL);

	*fixed = true;
	for (unsigned l = 0; l < left; l++) {
		double s = 0;

		for (unsigned k = 0; k < d; k++)
			s += inner[l * d + k] * basis[k * r->n + r->constant];
		*fixed &= fabs(s) < 1e-9;
	}
	return left;
}

bool face_rows(const struct face_rows *r, struct arena *a, struct exist *x, bool *off)
{
	const unsigned n = r->n;
	double *basis = arena_array(a, (size_t)n * n, sizeof *basis), *inner = arena_array(a, (size_t)n * n, sizeof *inner);
	double *c = arena_array(a, (r->n_zero + 1) * n, sizeof *c), *m = arena_array(a, (r->n_zero + 1) * n, sizeof *m);
	bool fixed;

	*x = (struct exist){.n_parameters = n, .rank = n, .total = true};
	memset(off, 0, r->n_zero * sizeof *off);
	if (!basis || !inner || !m || !c)
		return false;
	const unsigned d = kernel(r->positive, r->n_positive, n, false, basis, NULL);

	if (!d)
		return true;
	moves(r, basis, d, c);
	if (!shrink(c, r->n_zero, d, a, off))
		return false;
	for (size_t h = 0; h < r->n_zero; h++)
		x->no_maximum |= off[h];
	x->rank = n - still(r, c, basis, d, NULL, m, inner, &fixed);
	x->not_identifiable = x->rank < n;
	(void)still(r, c, basis, d, off, m, inner, &x->total);
	return true;
}
