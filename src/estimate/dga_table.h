/* dga_table.h - the factors of dga.h as functions of the unseen, one for each set of lists. Pure.
 *
 * log h(A) = c(A) + log Γ(n + D_A + δ_A) - log Γ(N + 2^K δ). Each list lies in one clique more than in separators, so that of every set the values of
 * its single lists can be taken off and put into what all graphs share: L = shared + Σ_cliques rest - Σ_separators rest, the rest of a
 * single list being 0. What is left is small, and long double keeps it exact to about 1e-18 of the count of people. */
#ifndef ONUS_ESTIMATE_DGA_TABLE_H
#define ONUS_ESTIMATE_DGA_TABLE_H

#include "estimate/dga.h"

enum { DGA_SETS = 1 << GRAPHS_LISTS };

struct dga_table {
	unsigned n_lists, sets;          /* sets = 2^n_lists */
	double observed, delta;
	enum dga_prior prior;
	double a, b;
	long double total;               /* 2^K δ */
	long double shift[DGA_SETS];     /* D_A + δ_A */
	long double constant[DGA_SETS];  /* rest of c(A); [0]: what all graphs share */
	long double at[DGA_SETS];        /* rest(A) at the reference; [0]: shared */
	double reference;
};

void dga_table_make(struct dga_table *t, const struct overlap *o, const struct dga_options *options, double delta, const double *full);
/* Values relative to those at this n from now on. */
void dga_table_refer(struct dga_table *t, double n);
/* rest[A * stride] for every set of two or more lists and *shared, at n unseen, relative to the reference. */
void dga_table_values(const struct dga_table *t, double n, unsigned stride, double *rest, double *shared);
/* bend[A]: a bound of -L'' from n on for every graph with the clique A; [0]: for every graph. Separators and cliques but one go together, the
 * clique's term never being less; the clique that is left takes off its own: ψ'(n + 1) - ψ'(n + D_A + δ_A) remain, and what the priors add. */
void dga_table_bend(const struct dga_table *t, double n, double *bend);

#endif
