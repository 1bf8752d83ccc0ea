/* profile.h - an estimate with a profile-likelihood interval: how the multinomial estimates of log-linear models are handed over.
 *
 * Cormack 1992 (Biometrics 48, "Interval estimation for mark-recapture studies of closed populations"): for each N the model is fitted with N - n in
 * the cell of those on no list; the Poisson likelihood, corrected to the multinomial's, is the profile. As in Rivest & Baillargeon 2014, N is
 * treated as a real number; here the correction is exact (log Γ) at every size. */
#ifndef ONUS_ESTIMATE_PROFILE_H
#define ONUS_ESTIMATE_PROFILE_H

#include "estimate/glm.h"

#include <stdbool.h>

struct profile {
	double estimate;       /* N at the highest profile: the multinomial estimate */
	double low, high;      /* where the profile has fallen by χ²(level)/2; high = INFINITY when open */
	bool low_at_observed;  /* low is n: the profile does not fall far enough above it */
	bool high_open;        /* the profile never falls far enough, up to a million times the estimate: the data carry no upper limit. Print none. */
	bool failed;           /* a fit on the way did not converge: nothing above is set */
};

/* For a Poisson fit (theta, the constant last) of g without cell 0, over observed people: its profile. y and keep are those of g and are written:
 * cell 0 comes in, and goes out again at the end. theta is room afterwards. */
void profile_find(const struct glm *g, double *y, double *keep, struct glm_room *room, double *theta, double observed, double level,
		  struct profile *out);

/* The same where the caller fits: the log profile with n0 people on no list, up to a constant; *failed is set when there is none. start: about the
 * number on no list, above its likeliest. profile_value: from the deviance of a Poisson fit with n0 in cell 0. */
typedef double profile_height(void *arg, double n0, bool *failed);
void profile_search(profile_height *height, void *arg, double start, double observed, double level, struct profile *out);
double profile_value(double deviance, double observed, double n0);

#endif
