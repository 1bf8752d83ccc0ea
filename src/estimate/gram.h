/* gram.h - sums of a smooth function over many whole numbers from its values at few places: Gauss quadrature for the discrete uniform measure. Pure.
 *
 * The polynomials orthonormal over m equally spaced points (Gram's, or discrete Chebyshev: Szegö 1975, section 2.8) have the recurrence
 * b_{k+1} p_{k+1}(s) = s p_k(s) - b_k p_{k-1}(s), b_k² = k² (1 - k²/m²)/(4k² - 1), s = (2i - m - 1)/m for i = 1 … m; the roots of p_q and the
 * weights m / Σ_{k<q} p_k² sum every polynomial of degree below 2q over the m points without error (Gautschi 2004, section 1.4.2). */
#ifndef ONUS_ESTIMATE_GRAM_H
#define ONUS_ESTIMATE_GRAM_H

enum { GRAM = 24 };

struct gram {
	unsigned q;              /* places: at most GRAM, below m */
	double m;                /* points */
	double at[GRAM];         /* places, 1 ≤ at ≤ m, ascending */
	double weight[GRAM];     /* their sum is m */
	double b[GRAM + 1];      /* of the recurrence, b[0] = 0 */
	double over[GRAM + 1];   /* 1 / b */
	double p[GRAM][GRAM];    /* p[k][j] = p_k at place j */
};

void gram_make(unsigned q, double m, struct gram *g);
/* Coefficients c[0 … q-1] of the polynomial through the values f at the places. */
void gram_coefficients(const struct gram *g, const double *f, double *c);
/* That polynomial at point i. */
double gram_value(const struct gram *g, const double *c, double i);
/* And at all m points; out has room for them. */
void gram_values(const struct gram *g, const double *c, double *out);

#endif
