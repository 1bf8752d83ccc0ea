/* glm.h - Poisson log-linear fits on the 2^n cells of a table, by Newton's method (iteratively reweighted least squares: Nelder & Wedderburn 1972).
 * Pure; no memory is taken but by glm_room.
 *
 * log μ_h = Σ θ_a [a ⊆ h] over the terms a + Σ θ_j column_j(h). Means, margins and the information come out of zeta transforms (lattice.h), the step
 * out of a Cholesky factor; a step that lowers the likelihood is halved. The caller has seen to it that the maximum exists (face.h). */
#ifndef ONUS_ESTIMATE_GLM_H
#define ONUS_ESTIMATE_GLM_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glm {
	unsigned n_lists;
	const double *y;               /* counts by cell */
	const double *keep;            /* 1: the cell is in the likelihood, 0: it is not; y is 0 there. Cell 0 (the unseen) is usually out. */
	const uint32_t *terms; unsigned n_terms; /* sets of lists; the last is 0, the constant */
	const double *const *columns; unsigned n_columns;
};

/* Room for fits of up to so many parameters; start with glm_room. */
struct glm_room {
	unsigned n_lists, most, most_columns;
	double *mu, *eta, *above;      /* after a fit: means, their logs, superset sums of the means, by cell */
	double *column_above;          /* superset sums of mean × column */
	double *t, *theta_try, *step, *matrix;
	double *spare;                 /* for the caller, a number a parameter */
};

struct glm_fit {
	bool converged;                /* false: singular, or no end within the iterations */
	double *theta;                 /* caller's, columns first, then terms: the constant is last */
	double deviance;
	double constant_variance;      /* of the last parameter */
	unsigned iterations;
};

/* false: memory. */
bool glm_room(struct glm_room *room, unsigned n_lists, unsigned most_parameters, unsigned most_columns, struct arena *a);
/* Fit. GLM_WARM: fit->theta holds a start. GLM_QUICK: end when the deviance is right to 1e-9 (the variance then is that of the step before). */
enum { GLM_WARM = 1, GLM_QUICK = 2 };
void glm_fit(const struct glm *g, struct glm_room *room, unsigned how, struct glm_fit *fit);
/* -2 log L of the saturated Poisson model: deviance + this = -2 log L, as AIC and BIC want it. */
double glm_saturated(const double *y, size_t cells);

#endif
