/* omnibus.h - change in a series of radar intensities: the test that all dates are equal, then when it changed.
 *
 * Conradsen, Nielsen & Skriver 2016 (IEEE TGRS 54:3007): -2 ρ ln Q for k dates, factored into R_2 … R_k, each with its ρ and ω correction of the χ² (their eqs. 8-20);
 * here for p independent channels of intensity (the diagonal case; p = 1: one channel), each gamma with the equivalent number of looks. The looks are
 * estimated from homogeneous ground (Anfinsen et al. 2009, by the mode of local moments). */
#ifndef ONUS_WATCH_OMNIBUS_H
#define ONUS_WATCH_OMNIBUS_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct omnibus { unsigned dates, channels; double looks; };

/* Smallest p of R_j over j = 2 … dates is not used here: Q for all dates. value[d * channels + c][i], n pixels, all > 0; NaN in, NaN out.
 * statistic: -2 ρ ln Q; p: its tail probability. Either may be NULL. */
void omnibus_all(const struct omnibus *o, const float *const *value, size_t n, float *statistic, float *p);
/* R_j, 2 ≤ j ≤ dates: date j against the mean of those before it, given that those are equal. */
void omnibus_step(const struct omnibus *o, unsigned j, const float *const *value, size_t n, float *statistic, float *p);
/* When: for one pixel, walks as Conradsen et al. do (test the rest of the series; where rejected at alpha, the first R_j below alpha is a change before date j; begin again
 * there). changed[d] for d = 1 … dates-1: between d-1 and d. Returns how many. */
unsigned omnibus_walk(const struct omnibus *o, const double *value, double alpha, bool *changed, double *p_least);
/* Equivalent number of looks of one channel, an image of width × height; 0 where it cannot be told. */
double omnibus_looks(const float *value, uint32_t width, uint32_t height, struct arena *scratch);

#endif
