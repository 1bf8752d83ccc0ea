/* dga.h - how many in all, averaged over every decomposable graph of dependence between the lists. Pure.
 *
 * Madigan & York 1997 ("Bayesian methods for estimation of the size of a closed population", Biometrika 84:19-31): under a decomposable graph the
 * marginal likelihood of a completed table factorises over cliques and separators, with a hyper-Dirichlet prior of delta for each of the 2^K cells
 * (Dawid & Lauritzen 1993). For a graph with cliques C and separators S, n_0 unseen, n seen, N = n + n_0, delta_A = delta 2^(K-|A|), D_A those on
 * no list of A but seen,
 *   p(N, graph | table) ~ p(N) N!/n_0! prod_C h(C) / prod_S h(S),
 *   h(A) = Gamma(2^K delta) / Gamma(N + 2^K delta) Gamma(n_0 + D_A + delta_A)/Gamma(delta_A) prod over other cells x of A Gamma(n_x+delta_A)/Gamma(delta_A),
 * every graph equally likely before. All sums are of logarithms. n_0 starts at 1, as in the authors' dga package.
 *
 * Every graph is summed over every number of unseen of the grid, not by going through them one by one but by quadrature over whole numbers, which is
 * exact to rounding (dga_sum.h, gram.h); so the grid can go on until the tail is below a stated mass. Weights below 1e-20 of the largest are left out
 * where a bound proves them so. Up to about 10^6 people results are right to 1e-11 of the largest, beyond that to rounding of the logarithms
 * (1e-8 at 10^9). */
#ifndef ONUS_ESTIMATE_DGA_H
#define ONUS_ESTIMATE_DGA_H

#include "estimate/graphs.h"
#include "estimate/overlap.h"

#include <signal.h>

enum dga_prior { DGA_INVERSE /* p(N) ~ 1/N */, DGA_UNIFORM, DGA_POISSON_GAMMA /* Poisson with a Gamma mean of shape a and scale b, so a b on average: Madigan & York 1997, 3.1 */ };
enum { DGA_MODES = 8, DGA_CURVE = 400, DGA_DELTAS = 3 };

struct dga_options {
	double delta;       /* a cell's prior count; 0 = 2^-K */
	enum dga_prior prior;
	double a, b;        /* of DGA_POISSON_GAMMA */
	double level;       /* of the interval; 0 = 0.95 */
	uint64_t grid;      /* sum over exactly 1 … grid unseen; 0 = let the grid grow */
	double tail;        /* the grid grows until the mass beyond it is below; 0 = 1e-6 */
	uint64_t cap;       /* but not beyond so many unseen; 0 = 1000 times the observed, at least 1,000,000 */
	bool keep_pmf;      /* with grid (at most 10^7): the probability of every N goes to result.pmf */
	bool no_sensitivity;/* leave out the other deltas */
	const volatile sig_atomic_t *stop; /* when it becomes nonzero: ST_NEGATIVE, no result; NULL = never */
};

struct dga_model {
	uint32_t graph;     /* index in the graph_set */
	double weight;      /* its share of the posterior; 0 if it was left out */
	double mean;        /* of N under it; 0 if it was left out */
};
struct dga_mode { double at; double mass; }; /* the N of a local maximum, and the share of the posterior on its side of the valleys */

/* What one delta gives. */
struct dga_summary {
	double delta;
	double mean, median, mode, low, high; /* of N. quantile q: the smallest N with P(N or less) >= q; low and high are those of (1-level)/2, (1+level)/2 */
	double grid;        /* unseen summed over: 1 … grid */
	double tail;        /* estimated share of the mass beyond the grid: a rough sum up to the cap, from there on each graph by its power of n_0 */
	double mean_shift;  /* by how much of itself the mean would be lower if the grid had stopped at half: near 0 where the mean does not hang on it */
	bool capped;        /* the grid reached the cap (or the fixed limit) with a tail that is not below the stated mass */
	uint32_t top;       /* graph with the greatest weight */
	double top_weight;
};

struct dga_result {
	struct dga_summary main;            /* for the asked delta: main.mean is the method's estimate */
	struct graph_set graphs;
	const struct dga_model *models;     /* all graphs.n, heaviest first, ties by graph */
	size_t n_curve;                     /* for plots: density of N, p(N) per one, at most DGA_CURVE points, ascending, from the first N to where 0.999 is reached */
	const double *curve_n, *curve_p;
	unsigned n_modes;                   /* local maxima with at least 0.05 of the mass, apart by a valley of half the lower; heaviest first */
	struct dga_mode modes[DGA_MODES];
	unsigned n_sensitivity;             /* 2^-K, 0.5, 1: ascending */
	struct dga_summary sensitivity[DGA_DELTAS];
	bool bimodal;                       /* n_modes > 1 */
	bool delta_matters;                 /* some delta's mean lies outside another's interval */
	bool mean_unstable;                 /* main.mean_shift above 0.01: the mean hangs on where the grid ends; the median is to be quoted */
	const double *pmf;                  /* [i] for N = observed + 1 + i; NULL unless asked */
	size_t n_pmf;
};

/* All from a. ST_DATA: one list, more than GRAPHS_LISTS, nobody observed, more than 10^12 observed, an option out of range. ST_NEGATIVE: stopped. */
enum status dga(const struct overlap *o, const struct dga_options *options, struct arena *a, struct dga_result *out, struct error *e);

#endif
