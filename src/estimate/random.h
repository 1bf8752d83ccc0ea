/* random.h - numbers drawn by chance that are the same on every machine: xoshiro256** (Blackman & Vigna 2021), seeded by splitmix64
 * (Steele, Lea & Flood 2014). Pure: the state is the caller's.
 *
 * The stream of integers is the same everywhere. What goes through log, sqrt or exp is the same wherever the C library rounds these alike.
 * One stream a chain or a replicate: random_start(seed, 0), random_start(seed, 1), … never meet in practice (256 bits of state from a hash). */
#ifndef ONUS_ESTIMATE_RANDOM_H
#define ONUS_ESTIMATE_RANDOM_H

#include <stdint.h>

struct random { uint64_t s[4]; };

/* The stream numbered `stream` of a seed. */
struct random random_start(uint64_t seed, uint64_t stream);
uint64_t random_next(struct random *r);
/* Uniform in [0, 1): 53 bits; and in (0, 1]: never 0, so that its log is finite. */
double random_unit(struct random *r);
double random_open(struct random *r);
/* Uniform in 0 … below - 1, without bias (Lemire 2019); below 0 gives 0. */
uint64_t random_below(struct random *r, uint64_t below);
/* Mean 0, variance 1 (Marsaglia's polar method; one of the pair is thrown away, so that no state is hidden). */
double random_normal(struct random *r);
/* Mean 1. */
double random_exponential(struct random *r);
/* Shape > 0, scale 1 (Marsaglia & Tsang 2000; shapes below 1 by their boost). random_log_gamma: the log of such a draw, finite where the draw
 * itself would be 0 (tiny shapes). */
double random_gamma(struct random *r, double shape);
double random_log_gamma(struct random *r, double shape);
double random_beta(struct random *r, double a, double b);
/* Successes in n trials of probability p: inversion for small n p, else BTRS (Hörmann 1993). p is brought into [0, 1]. */
uint64_t random_binomial(struct random *r, uint64_t n, double p);
/* Mean lambda ≥ 0: inversion below 10, else PTRS (Hörmann 1993). */
uint64_t random_poisson(struct random *r, double lambda);
/* n things thrown into k cells of weights w ≥ 0 (any sum above 0): counts into out[k]. */
void random_multinomial(struct random *r, uint64_t n, const double *w, uint32_t k, uint64_t *out);

#endif
