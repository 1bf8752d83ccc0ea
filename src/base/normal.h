/* normal.h - the few functions of probability that several engines need: normal and Poisson tails, log Γ apart from its leading terms. Pure. */
#ifndef ONUS_BASE_NORMAL_H
#define ONUS_BASE_NORMAL_H

/* P(Z ≤ x), and its inverse (Halley's steps on erfc from the start of Abramowitz & Stegun 26.2.23); p ≤ 0 gives -INFINITY, p ≥ 1 INFINITY. */
double normal_below(double x);
double normal_quantile(double p);
/* How far a profile of one parameter falls at the end of an interval: half the χ² quantile with one degree of freedom. */
double profile_drop(double level);

/* log Γ(x + 1) - (x log x - x), by Stirling's series above 10 so that nothing cancels; x ≥ 0, at 0: 0. And its derivative plus log x: ψ(x + 1). */
double stirling(double x);
double digamma1(double x);

/* log of the smaller tail of a Poisson count: min(P(X ≤ n), P(X ≥ n)), n whole. lambda 0: 0 when n = 0, else -INFINITY. */
double poisson_log_tail(double n, double lambda);

#endif
