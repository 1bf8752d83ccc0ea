/* chi.h - tails of the χ² and F distributions and where they are reached.
 *
 * The regularised incomplete gamma function by its series below the mean and Legendre's continued fraction above it, the incomplete beta function by
 * its continued fraction (Abramowitz & Stegun 1964, 6.5.29, 6.5.31, 26.5.8; evaluated as Lentz 1976 and Thompson & Barnett 1986 do), their leading
 * factors by the saddle point (Loader 2000). Relative errors below 1e-12 down to the smallest numbers that a double holds, for freedoms from 0.1 to
 * 1e8. Time grows as the root of the freedoms. */
#ifndef ONUS_WATCH_CHI_H
#define ONUS_WATCH_CHI_H

#include <stddef.h>

/* The chance to exceed x. x below 0 gives 1 (0 freedoms and NaN: NaN). */
double chi_tail(double x, double k);
double f_tail(double x, double d1, double d2);   /* d2 may be INFINITY */
/* What is exceeded with chance p: chi_tail(chi_quantile(p, k), k) = p, so p = 0.01 gives the 99 % quantile. 0 < p < 1, else NaN (p = 0: INFINITY, 1:
 * 0). The normal distribution's is in base/normal.h. */
double chi_quantile(double p, double k);
double f_quantile(double p, double d1, double d2);
/* χ²: the density. */
double chi_density(double x, double k);

/* Tails of a whole plane, from a table of their logarithms over √x: relative error below 2e-5 down to 1e-9, below 1e-4 beyond, for whole k up to 128
 * and weights of a few hundredths. */
enum { CHI_CELLS = 1024 };
struct chi_table { float cells; /* for each 1 of √x */ float c[CHI_CELLS][4]; };
/* The tail corrected as Box (1949) does: P_k + weight · (P_{k+4} - P_k); for weights below 0 taken as a factor exp(weight · (P_{k+4} / P_k - 1)), the
 * same to the order of the expansion, for it stays above 0. weight 0: plain χ². */
double chi_boxed(double x, double k, double weight);
void chi_table(struct chi_table *t, double k, double weight);
/* NaN in, NaN out; tails below 1e-37 become 0. p may be x. */
void chi_tails(const struct chi_table *t, const float *x, size_t n, float *p);

#endif
