/* lattice.h - sums over the subsets and the supersets of a set of lists: the fast zeta transform (Yates 1937). Pure.
 *
 * f has 2^n entries, index = set of lists. Every margin of a table, every element of the information matrix of a log-linear model is a superset sum:
 * Σ_h μ_h [a ⊆ h] [b ⊆ h] = S(a ∪ b). */
#ifndef ONUS_ESTIMATE_LATTICE_H
#define ONUS_ESTIMATE_LATTICE_H

#include <stddef.h>
#include <stdint.h>

/* f(a) becomes Σ f(h) over h ⊇ a. */
static inline void lattice_above(double *f, unsigned n)
{
	for (size_t bit = 1, cells = (size_t)1 << n; bit < cells; bit <<= 1)
		for (size_t base = 0; base < cells; base += 2 * bit)
			for (size_t i = base; i < base + bit; i++)
				f[i] += f[i + bit];
}

/* f(h) becomes Σ f(a) over a ⊆ h. */
static inline void lattice_below(double *f, unsigned n)
{
	for (size_t bit = 1, cells = (size_t)1 << n; bit < cells; bit <<= 1)
		for (size_t base = 0; base < cells; base += 2 * bit)
			for (size_t i = base; i < base + bit; i++)
				f[i + bit] += f[i];
}

#endif
