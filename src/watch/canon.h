/* canon.h - canonical correlations of two sets of bands, from their covariance (Hotelling 1936; Nielsen, Conradsen & Simpson 1998, MAD).
 *
 * With Cholesky factors S11 = L1 L1ᵀ, S22 = L2 L2ᵀ, the singular values of L1⁻¹ S12 L2⁻ᵀ are the correlations ρ, and both sets of directions come
 * from the one decomposition, paired by it (two eigenproblems can pair near ties wrongly). One-sided Jacobi rotations (Hestenes 1958; Demmel &
 * Veselić 1992) give small values as exactly as large ones. */
#ifndef ONUS_WATCH_CANON_H
#define ONUS_WATCH_CANON_H

#include <stdbool.h>
#include <stdint.h>

enum { CANON_MOST = 64 };

/* Bands of one set that say something of their own: pivoted Cholesky of the correlations (n × n covariance s), pivots above `least`; keep[k].
 * Returns how many. *condition: ratio of the largest to the smallest pivot kept. A band that does not vary is never kept. */
uint32_t canon_rank(const double *s, uint32_t n, double least, bool *keep, double *condition);

/* s: 2n × 2n covariance, first set then second. rho[n] descending; a and b [n × n], row k: the k-th direction, such that a x and b y have variance
 * 1; each row's sign is such that the correlations of a x with the first set's bands sum to something positive, and ρ ≥ 0. False: a set is singular. */
bool canon(const double *s, uint32_t n, double *rho, double *a, double *b);

/* Lower Cholesky factor of n × n, row by row, in place (above the diagonal: zeros). False where a pivot is not positive. */
bool canon_cholesky(double *m, uint32_t n);
/* The inverse of a lower triangle, lower itself. */
void canon_lower_inverse(const double *l, uint32_t n, double *out);

#endif
