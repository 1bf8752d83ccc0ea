/* profile.h - an estimate with a profile-likelihood interval: how the multinomial estimates of log-linear models are handed over.
 *
 * Cormack 1992 (Biometrics 48, "Interval estimation for mark-recapture studies of closed populations"): for each N the model is fitted with N - n in
 * the cell of those on no list; the Poisson likelihood, corrected to the multinomial's, is the profile. As in Rivest & Baillargeon 2014, N is
 * treated as a real number; here the correction is exact (log Γ) at every size. */
#ifndef ONUS_ESTIMATE_PROFILE_H
#define ONUS_ESTIMATE_PROFILE_H

#include <stdbool.h>

struct profile {
	double estimate;       /* N at the highest profile: the multinomial estimate */
	double low, high;      /* where the profile has fallen by χ²(level)/2; high = INFINITY when open */
	bool low_at_observed;  /* low is n: the profile does not fall far enough above it */
	bool high_open;        /* the profile never falls far enough: the data carry no upper limit. Print none. */
};

#endif
