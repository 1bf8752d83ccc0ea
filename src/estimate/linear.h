/* linear.h - small dense algebra for the estimates: symmetric systems, kernels of matrices, and whether a system has a positive solution. Pure. */
#ifndef ONUS_ESTIMATE_LINEAR_H
#define ONUS_ESTIMATE_LINEAR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Cholesky in place, lower triangle, row by row, m[i * n + j]; false when a pivot is not above least × its diagonal. */
bool cholesky(double *m, unsigned n, double least);
/* Solves L Lᵀ x = b in place. */
void cholesky_solve(const double *l, unsigned n, double *b);

/* The kernel of an rows × n matrix: basis as n × d, column by column basis[j * n + i]. Gauss-Jordan with full pivoting; entries should be of
 * the order of 1. m is overwritten. Returns d; basis has room for n × n. pivot[i] (n, may be NULL): is column i one of the independent ones?
 * Columns of lower number are taken first among equals only if `first` is set (partial pivoting, column after column). */
unsigned kernel(double *m, size_t rows, unsigned n, bool first, double *basis, bool *pivot);

/* Is there y > 0 with Cᵀ y = 0 (c: rows × d)? If not, z (d) with C z ≤ 0 and not all 0, largest entry 1 (Stiemke 1915). By the first phase of
 * the simplex method with Bland's rule. room: (d + 1) × (rows + d + 1) doubles, and d size_t in basis. */
bool positive_solution(const double *c, size_t rows, unsigned d, double *room, size_t *basis, double *z);

#endif
