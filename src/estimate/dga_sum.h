/* dga_sum.h - the sums behind dga.h: every graph's weight and mean, and the distribution of the unseen, for one delta. Pure.
 *
 * With the logarithm of a graph's joint probability L(n) over n unseen (dga.h), -L''(n) ≤ ψ'(n + 1) - ψ'(N + 1) for every decomposable graph, because
 * each separator lies in the clique it belongs to, so that its term is outweighed by the clique's (and less than that: dga_table.h). So between two
 * places h apart L rises above the higher of them by at most h²/8 of this at the lower end. From that, stretches of n are halved until no summit can hide between the places
 * where all graphs are looked at (branch and bound), and the graphs and stretches that cannot matter are left out.
 * What remains is summed by quadrature over whole numbers (gram.h), stretches being halved until the polynomial through the places has converged. */
#ifndef ONUS_ESTIMATE_DGA_SUM_H
#define ONUS_ESTIMATE_DGA_SUM_H

#include "estimate/density.h"
#include "estimate/dga.h"

#include <stdbool.h>

struct dga_sum {
	struct density unseen;     /* over n_0; observed is not added */
	const double *weight;      /* of each graph, sum 1; 0 where it was left out */
	const double *mean;        /* of n_0 under each graph; 0 where it was left out */
	double grid;               /* 1 … grid were summed */
	double half_mean;          /* of n_0, had the grid stopped at half */
	double beyond;             /* estimated share beyond the grid */
	bool capped;
};

/* o and options as in dga.h, checked and with no default left open (grid apart); delta is the one to use. */
enum status dga_sum(const struct overlap *o, const struct dga_options *options, const struct graph_set *graphs, double delta, struct arena *a,
		    struct dga_sum *out, struct error *e);

#endif
