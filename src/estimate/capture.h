/* capture.h - the capture models M_0, M_t, M_h and M_th, and Chao's lower bound. Pure.
 *
 * Otis, Burnham, White & Anderson 1978 name them; as log-linear models: Cormack 1989, Rivest & Baillargeon 2007 (Biometrics 63, section 3), with
 * h(k), k the number of lists a person is on: Poisson 2^k - 1, Darroch k²/2 (Darroch et al. 1993), Gamma -log(3.5 + k) + log 3.5; Chao's (LB):
 * parameters η_3 … η_K for max(k - j + 1, 0), those that come out negative set to 0, one by one from the lowest, at each N of the profile anew.
 * Order of the cells' likelihood, AIC, BIC, both totals: loglinear.h.
 * Chao's lower bound by itself: Chao 1987 (Biometrics 43), n + (K - 1)/K f_1²/(2 f_2), its interval by the log of the unseen (equation 12). The factor
 * (K - 1)/K is 1 for many lists; for few it is what Cauchy's inequality gives, and without it 4 lists are held to miss a third more than they do. */
#ifndef ONUS_ESTIMATE_CAPTURE_H
#define ONUS_ESTIMATE_CAPTURE_H

#include "estimate/overlap.h"
#include "estimate/profile.h"

#include <stdbool.h>

enum { CAPTURE_LISTS = 12 };

enum capture_model {
	CAPTURE_M0, CAPTURE_MT,
	CAPTURE_MH_CHAO, CAPTURE_MH_POISSON, CAPTURE_MH_DARROCH, CAPTURE_MH_GAMMA,
	CAPTURE_MTH_CHAO, CAPTURE_MTH_POISSON, CAPTURE_MTH_DARROCH, CAPTURE_MTH_GAMMA,
	CAPTURE_MODELS
};

struct capture_fit {
	enum capture_model model;
	const char *name;      /* "M_th Poisson2" */
	bool fitted;           /* false: refused, no number; then why says so */
	const char *why;       /* static */
	double poisson, poisson_error, log_unseen, log_unseen_error, deviance, aic, bic;
	long df;
	unsigned n_parameters, n_dropped; /* dropped: Chao's negative η */
	bool negative;         /* the coefficient of h(k) is below 0: people are seen more evenly than by chance, which is no heterogeneity */
	struct profile profile;
};

struct capture_chao { bool fitted; double estimate, error, low, high; }; /* fitted false: nobody is on two lists, so there is no bound */

/* level: of the interval; 0: 0.95. cells_without: histories left out of the fit (and named in the answer), may be NULL: "M_t without 111111"; each
 * counts as a parameter, and those seen there are part of the total.
 * ST_DATA: more than CAPTURE_LISTS lists, nobody at all, a history left out that is none. ST_USAGE: level not between 0 and 1. */
enum status capture_fit(const struct overlap *o, enum capture_model m, double level, const uint32_t *cells_without, size_t n_without,
			struct arena *a, struct capture_fit *out, struct error *e);
/* M_t for any number of lists: 1 - n/N = Π (1 - n_i/N) (Darroch 1958), Poisson total; INFINITY when no two lists overlap, 0 for nobody at all. */
double capture_mt_total(const struct overlap *o);
/* A bound where the lists reach alike; where they do not, it counts their differences as unseen people and may lie far above the truth
 * (bench/README.md): then CAPTURE_MTH_CHAO is the bound. For lists alike it is M_h Chao (LB)'s Poisson total. */
void capture_chao_bound(const struct overlap *o, double level, struct capture_chao *out);

#endif
