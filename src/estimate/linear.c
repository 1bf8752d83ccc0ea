#include "estimate/linear.h"

#include <math.h>
#include <string.h>

static const double TINY = 1e-9;

bool cholesky(double *m, unsigned n, double least)
{
	for (unsigned i = 0; i < n; i++) {
		double *row = m + (size_t)i * n, left = row[i];

		for (unsigned j = 0; j < i; j++) {
			const double *other = m + (size_t)j * n;
			double s = row[j];

			for (unsigned k = 0; k < j; k++)
				s -= row[k] * other[k];
			row[j] = s *= other[j]; /* the diagonal holds 1 / pivot until the end */
			left -= s * s;
		}
		if (!(left > least * row[i]))
			return false;
		row[i] = 1 / sqrt(left);
	}
	return true;
}

void cholesky_solve(const double *l, unsigned n, double *b)
{
	for (unsigned i = 0; i < n; i++) {
		const double *row = l + (size_t)i * n;
		double s = b[i];

		for (unsigned k = 0; k < i; k++)
			s -= row[k] * b[k];
		b[i] = s * row[i];
	}
	for (unsigned i = n; i-- > 0;) {
		const double *row = l + (size_t)i * n;

		b[i] *= row[i];
		for (unsigned k = 0; k < i; k++)
			b[k] -= row[k] * b[i];
	}
}

struct pivoting { double *m; size_t rows; unsigned n; bool first; };

/* Where the next pivot is, in rows from `at`; false when there is none. */
static bool next_pivot(const struct pivoting *p, size_t at, const bool *taken, size_t *row, unsigned *column)
{
	double best = TINY;

	for (unsigned j = 0; j < p->n; j++) {
		if (taken[j])
			continue;
		for (size_t r = at; r < p->rows; r++)
			if (fabs(p->m[r * p->n + j]) > best) {
				best = fabs(p->m[r * p->n + j]);
				*row = r;
				*column = j;
			}
		if (p->first && best > TINY)
			return true;
	}
	return best > TINY;
}

static void clear_column(const struct pivoting *p, size_t at, unsigned column)
{
	double *mine = p->m + at * p->n, by = 1 / mine[column];

	for (unsigned j = 0; j < p->n; j++)
		mine[j] *= by;
	for (size_t r = 0; r < p->rows; r++) {
		double *row = p->m + r * p->n, f = row[column];

		if (r == at || f == 0)
			continue;
		for (unsigned j = 0; j < p->n; j++)
			row[j] -= f * mine[j];
		row[column] = 0;
	}
}

unsigned kernel(double *m, size_t rows, unsigned n, bool first, double *basis, bool *pivot)
{
	enum { MOST = 512 };
	const struct pivoting p = {m, rows, n, first};
	bool taken[MOST] = {false};
	unsigned of[MOST], rank = 0, d = 0, column = 0;
	size_t row = 0;

	while (n <= MOST && rank < n && next_pivot(&p, rank, taken, &row, &column)) {
		if (row != rank)
			for (unsigned j = 0; j < n; j++) {
				double swap = m[row * n + j];

				m[row * n + j] = m[rank * n + j];
				m[rank * n + j] = swap;
			}
		clear_column(&p, rank, column);
		taken[column] = true;
		of[rank++] = column;
	}
	for (unsigned j = 0; j < n; j++) {
		if (pivot)
			pivot[j] = taken[j];
		if (taken[j])
			continue;
		double *z = basis + (size_t)d++ * n;

		memset(z, 0, n * sizeof *z);
		z[j] = 1;
		for (unsigned k = 0; k < rank; k++)
			z[of[k]] = fabs(m[(size_t)k * n + j]) > TINY ? -m[(size_t)k * n + j] : 0;
	}
	return d;
}

/* The tableau: d rows of rows + d + 1 entries (x, artificials, right side) and below them the costs of the sum of the artificials. */
struct simplex { double *t; size_t width; unsigned d; size_t *basis; };

static void simplex_turn(struct simplex *s, unsigned leave, size_t enter)
{
	double *row = s->t + leave * s->width, by = 1 / row[enter];

	for (size_t j = 0; j < s->width; j++)
		row[j] *= by;
	for (unsigned i = 0; i <= s->d; i++) {
		double *other = s->t + i * s->width, f = other[enter];

		if (i == leave || f == 0)
			continue;
		for (size_t j = 0; j < s->width; j++)
			other[j] -= f * row[j];
		other[enter] = 0;
	}
	s->basis[leave] = enter;
}

/* Bland's rule: the first column of falling cost, the row of least ratio, of the lowest variable among equals. */
static bool simplex_step(struct simplex *s, size_t n)
{
	const double *cost = s->t + s->d * s->width;
	size_t enter = 0;
	unsigned leave = s->d;
	double least = INFINITY;

	while (enter < n && cost[enter] >= -TINY)
		enter++;
	if (enter == n)
		return false;
	for (unsigned i = 0; i < s->d; i++) {
		const double *row = s->t + i * s->width;
		double ratio = row[s->width - 1] / row[enter];

		if (row[enter] <= TINY)
			continue;
		if (ratio < least - 1e-12 || (ratio <= least + 1e-12 && s->basis[i] < s->basis[leave])) {
			least = ratio < least ? ratio : least;
			leave = i;
		}
	}
	if (leave == s->d)
		return false;
	simplex_turn(s, leave, enter);
	return true;
}

bool positive_solution(const double *c, size_t rows, unsigned d, double *room, size_t *basis, double *z)
{
	struct simplex s = {room, rows + d + 1, d, basis};
	double *cost = s.t + d * s.width, largest = 0;

	/* y = 1 + x, x ≥ 0: Cᵀ x = -Cᵀ 1, rows turned so that the right side is not below 0 */
	memset(room, 0, (d + 1) * s.width * sizeof *room);
	for (unsigned i = 0; i < d; i++) {
		double *row = s.t + i * s.width, right = 0;

		for (size_t r = 0; r < rows; r++)
			right -= c[r * d + i];
		for (size_t r = 0; r < rows; r++)
			row[r] = right < 0 ? -c[r * d + i] : c[r * d + i];
		row[rows + i] = 1;
		row[s.width - 1] = fabs(right);
		z[i] = right < 0 ? -1 : 1;
		basis[i] = rows + i;
		for (size_t j = 0; j < rows; j++)
			cost[j] -= row[j];
		cost[s.width - 1] -= row[s.width - 1];
	}
	for (unsigned turns = 0; turns < 100000 && simplex_step(&s, rows); turns++)
		;
	if (cost[s.width - 1] > -1e-7)
		return true;
	for (unsigned i = 0; i < d; i++) { /* the multiplier of row i is 1 - the cost of its artificial */
		z[i] *= 1 - cost[rows + i];
		largest = fmax(largest, fabs(z[i]));
	}
	for (unsigned i = 0; i < d; i++)
		z[i] /= largest;
	return false;
}
