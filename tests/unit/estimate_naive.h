/* estimate_naive.h - log-linear fits and their existence by the plainest means, for comparison: dense columns, long doubles, every vertex looked at. */
#ifndef ONUS_TESTS_ESTIMATE_NAIVE_H
#define ONUS_TESTS_ESTIMATE_NAIVE_H

#include "estimate/exist.h"
#include "estimate/overlap.h"
#include "base/random.h"
#include "estimate/terms.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { NAIVE_CELLS = 64, NAIVE_COLUMNS = 64 };

/* rows × n, row by row; counts; the constant is column 0 by custom. */
struct naive {
	unsigned rows, n;
	long double x[NAIVE_CELLS][NAIVE_COLUMNS], y[NAIVE_CELLS];
	long double theta[NAIVE_COLUMNS], mu[NAIVE_CELLS], deviance, likelihood, variance0; /* variance of theta[0] */
};

/* Solves m x = b in place; false when singular. */
static inline bool naive_solve(unsigned n, long double m[NAIVE_COLUMNS][NAIVE_COLUMNS], long double *b)
{
	for (unsigned i = 0; i < n; i++) {
		unsigned best = i;

		for (unsigned r = i + 1; r < n; r++)
			if (fabsl(m[r][i]) > fabsl(m[best][i]))
				best = r;
		if (fabsl(m[best][i]) < 1e-30L)
			return false;
		for (unsigned j = 0; j < n; j++) {
			long double t = m[i][j];

			m[i][j] = m[best][j];
			m[best][j] = t;
		}
		long double t = b[i];

		b[i] = b[best];
		b[best] = t;
		for (unsigned r = 0; r < n; r++) {
			if (r == i)
				continue;
			long double f = m[r][i] / m[i][i];

			for (unsigned j = 0; j < n; j++)
				m[r][j] -= f * m[i][j];
			b[r] -= f * b[i];
		}
	}
	for (unsigned i = 0; i < n; i++)
		b[i] /= m[i][i];
	return true;
}

/* Iteratively reweighted least squares from the counts. */
static inline bool naive_fit(struct naive *g)
{
	static long double m[NAIVE_COLUMNS][NAIVE_COLUMNS];
	long double b[NAIVE_COLUMNS], last = -1;

	for (unsigned r = 0; r < g->rows; r++)
		g->mu[r] = g->y[r] + 0.1L;
	for (unsigned turn = 0; turn < 400; turn++) {
		for (unsigned i = 0; i < g->n; i++) {
			b[i] = 0;
			for (unsigned j = 0; j < g->n; j++)
				m[i][j] = 0;
			for (unsigned r = 0; r < g->rows; r++) {
				long double mu = g->mu[r], w = g->x[r][i] * mu;

				b[i] += w * logl(mu) + g->x[r][i] * (g->y[r] - mu);
				for (unsigned j = 0; j < g->n; j++)
					m[i][j] += w * g->x[r][j];
			}
		}
		long double keep[NAIVE_COLUMNS][NAIVE_COLUMNS];

		memcpy(keep, m, sizeof keep);
		if (!naive_solve(g->n, m, b))
			return false;
		memcpy(g->theta, b, sizeof b);
		g->deviance = g->likelihood = 0;
		for (unsigned r = 0; r < g->rows; r++) {
			long double eta = 0;

			for (unsigned i = 0; i < g->n; i++)
				eta += g->x[r][i] * b[i];
			g->mu[r] = expl(eta);
			g->deviance += 2 * ((g->y[r] > 0 ? g->y[r] * logl(g->y[r] / g->mu[r]) : 0) - g->y[r] + g->mu[r]);
			g->likelihood += (g->y[r] > 0 ? g->y[r] * eta : 0) - g->mu[r] - lgammal(g->y[r] + 1);
		}
		if (fabsl(g->deviance - last) < 1e-14L * (1 + fabsl(g->deviance)) && turn > 12) {
			for (unsigned i = 0; i < g->n; i++)
				b[i] = i == 0;
			if (!naive_solve(g->n, keep, b))
				return false;
			g->variance0 = b[0];
			return true;
		}
		last = g->deviance;
	}
	return false;
}

/* The design of the constant, the lists and the terms on the 2^K - 1 cells (and cell 0 first when n0 ≥ 0), without cells and columns of empty terms. */
static inline void naive_design(struct naive *g, const struct overlap *o, struct terms t, long double n0)
{
	uint32_t columns[NAIVE_COLUMNS], empty[NAIVE_COLUMNS];
	unsigned n_empty = 0;

	g->rows = g->n = 0;
	columns[g->n++] = 0;
	for (size_t i = 0; i < o->n_lists + t.n; i++) {
		uint32_t set = i < o->n_lists ? 1u << i : t.set[i - o->n_lists];
		bool any = false;

		for (size_t c = 0; c < o->n_cells; c++)
			any |= (set & ~o->cells[c].history) == 0;
		if (any)
			columns[g->n++] = set;
		else
			empty[n_empty++] = set;
	}
	for (uint32_t h = n0 >= 0 ? 0 : 1; h < 1u << o->n_lists; h++) {
		bool out = false;

		for (unsigned i = 0; i < n_empty; i++)
			out |= (empty[i] & ~h) == 0;
		if (out)
			continue;
		for (unsigned i = 0; i < g->n; i++)
			g->x[g->rows][i] = (columns[i] & ~h) == 0;
		g->y[g->rows] = h ? 0 : n0;
		for (size_t c = 0; c < o->n_cells; c++)
			if (o->cells[c].history == h)
				g->y[g->rows] = o->cells[c].count;
		g->rows++;
	}
}

static inline unsigned naive_rank(unsigned rows, unsigned n, long double m[NAIVE_CELLS + 1][NAIVE_COLUMNS])
{
	unsigned rank = 0;

	for (unsigned j = 0; j < n && rank < rows; j++) {
		unsigned best = rank;

		for (unsigned r = rank; r < rows; r++)
			if (fabsl(m[r][j]) > fabsl(m[best][j]))
				best = r;
		if (fabsl(m[best][j]) < 1e-12L)
			continue;
		for (unsigned k = 0; k < n; k++) {
			long double t = m[rank][k];

			m[rank][k] = m[best][k];
			m[best][k] = t;
		}
		for (unsigned r = rank + 1; r < rows; r++) {
			long double f = m[r][j] / m[rank][j];

			for (unsigned k = 0; k < n; k++)
				m[r][k] -= f * m[rank][k];
		}
		rank++;
	}
	return rank;
}

/* Existence the long way: x ≥ 0 with Xᵀ x = Xᵀ y is a bounded polytope; a cell is on the face when some vertex has it above 0 (or y has). The vertices
 * are the non-negative solutions on sets of as many independent cells as the rank. For designs of few cells. */
static inline void naive_exist(const struct naive *g, struct exist *x)
{
	static long double m[NAIVE_CELLS + 1][NAIVE_COLUMNS];
	bool on[NAIVE_CELLS];
	unsigned n_on = 0, face_rank;

	for (unsigned r = 0; r < g->rows; r++)
		memcpy(m[r], g->x[r], sizeof m[r]);
	*x = (struct exist){.n_parameters = g->n, .rank = naive_rank(g->rows, g->n, m)};
	x->not_identifiable = x->rank < g->n;
	for (unsigned r = 0; r < g->rows; r++)
		on[r] = g->y[r] > 0;
	for (uint32_t choice = 0; choice < 1u << g->rows; choice++) {
		unsigned at[NAIVE_CELLS], n = 0;
		static long double a[NAIVE_COLUMNS][NAIVE_COLUMNS];
		long double b[NAIVE_COLUMNS];
		bool good = true;

		if ((unsigned)__builtin_popcount(choice) != x->rank)
			continue;
		for (unsigned r = 0; r < g->rows; r++)
			if (choice >> r & 1)
				at[n++] = r;
		for (unsigned i = 0; i < n; i++) { /* normal equations of Σ_j x_at[j] row_j = Xᵀ y */
			b[i] = 0;
			for (unsigned j = 0; j < n; j++)
				a[i][j] = 0;
			for (unsigned c = 0; c < g->n; c++) {
				long double t = 0;

				for (unsigned r = 0; r < g->rows; r++)
					t += g->x[r][c] * g->y[r];
				b[i] += g->x[at[i]][c] * t;
				for (unsigned j = 0; j < n; j++)
					a[i][j] += g->x[at[i]][c] * g->x[at[j]][c];
			}
		}
		for (unsigned i = 0; i < n; i++)
			memcpy(m[i], g->x[at[i]], sizeof m[i]);
		if (naive_rank(n, g->n, m) < n || !naive_solve(n, a, b))
			continue;
		for (unsigned i = 0; i < n; i++)
			good &= b[i] > -1e-9L;
		for (unsigned i = 0; good && i < n; i++)
			on[at[i]] |= b[i] > 1e-9L;
	}
	for (unsigned r = 0; r < g->rows; r++) {
		x->no_maximum |= !on[r];
		if (on[r])
			memcpy(m[n_on++], g->x[r], sizeof m[0]);
	}
	face_rank = naive_rank(n_on, g->n, m);
	n_on = 0;
	for (unsigned r = 0; r < g->rows; r++)
		if (on[r])
			memcpy(m[n_on++], g->x[r], sizeof m[0]);
	memset(m[n_on], 0, sizeof m[0]);
	m[n_on++][0] = 1; /* is the constant a combination of the rows on the face? */
	x->total = naive_rank(n_on, g->n, m) == face_rank;
}

/* A table from a seed: each cell has somebody in it with probability `full`, up to `most` people. Every list has somebody when `whole`. */
static inline bool random_table(struct random *r, unsigned n_lists, double full, uint64_t most, bool whole, struct arena *a, struct overlap *o)
{
	static const char *const names[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"};
	struct overlap_cell cells[4096];
	size_t n = 0;
	uint32_t seen = 0;
	struct error e;

	for (uint32_t h = 1; h < 1u << n_lists; h++)
		if (random_unit(r) < full) {
			cells[n++] = (struct overlap_cell){h, 1 + random_below(r, most)};
			seen |= h;
		}
	for (unsigned i = 0; whole && i < n_lists; i++)
		if (!(seen >> i & 1))
			cells[n++] = (struct overlap_cell){1u << i, 1 + random_below(r, most)};
	return overlap_make(names, n_lists, cells, n, a, o, &e) == ST_OK;
}

/* The same with counts over nine powers of ten. */
static inline bool wild_table(struct random *r, unsigned n_lists, double full, struct arena *a, struct overlap *o)
{
	struct overlap_cell cells[4096];
	struct error e;

	if (!random_table(r, n_lists, full, 2, true, a, o))
		return false;
	for (size_t c = 0; c < o->n_cells; c++)
		cells[c] = (struct overlap_cell){o->cells[c].history, (uint64_t)pow(10, 9 * random_unit(r))};
	return overlap_make(o->lists, n_lists, cells, o->n_cells, a, o, &e) == ST_OK;
}

#endif
