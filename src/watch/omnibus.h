/* omnibus.h - change in a series of radar intensities: the test that all dates are equal, then when it changed.
 *
 * Conradsen, Nielsen & Skriver 2016 (IEEE TGRS 54:3007): -2 ρ ln Q for k dates, factored into R_2 … R_k, each with its ρ and ω correction of the χ²
 * (their eqs. 8-20, after Box 1949); here for p independent channels of intensity, each gamma with the equivalent number of looks n (their case p =
 * 1, summed over channels). With m_j the mean of the first j dates of a channel:
 *   -2 ln Q   = -2 n Σ_c Σ_d ln(x_d / m_k),                    f = (k - 1) p, ρ = 1 - (k + 1) / (6 k n)
 *   -2 ln R_j = -2 n Σ_c [(j - 1) ln(m_{j-1} / m_j) + ln(x_j / m_j)],  f = p, ρ_j = 1 - (1 + 1 / (j (j - 1))) / (6 n)
 *   ω2 = -f/4 (1 - 1/ρ)²,  P(-2 ρ ln Q > z) = P(χ²_f > z) + ω2 (P(χ²_{f+4} > z) - P(χ²_f > z)).
 * The R_j are independent where nothing changes, and Q is their product. Fewer than half a look is taken for half a look. p is right within 1 % down
 * to 1e-6 at 4.4 looks and within 3 % down to 1e-3 at two; at one look it is a tenth too small at 1e-2 and a third at 1e-3. */
#ifndef ONUS_WATCH_OMNIBUS_H
#define ONUS_WATCH_OMNIBUS_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct omnibus { unsigned dates, channels; double looks; };

/* The test that all dates are equal. value[d * channels + c][i], n pixels, all > 0; NaN, 0, less or infinite in any of them: NaN out.
 * statistic: -2 ρ ln Q; p: its tail probability. Either may be NULL. */
void omnibus_all(const struct omnibus *o, const float *const *value, size_t n, float *statistic, float *p);
/* R_j, 2 ≤ j ≤ dates: date j against the mean of those before it, given that those are equal. -2 ρ_j ln R_j and its tail probability. Later dates are
 * not looked at. */
void omnibus_step(const struct omnibus *o, unsigned j, const float *const *value, size_t n, float *statistic, float *p);
/* When: for one pixel, value[d * channels + c]. Tests the rest of the series (Q); where it is rejected at alpha, a change is put before the first
 * date whose R_j is below alpha, where none is, before the one whose R_j is least (a slow drift), and it begins again there. changed[d - 1] for d = 1
 * … dates - 1: between dates d - 1 and d (counted from 0). Returns how many; *p_least (may be NULL): least p of Q over the stretches tested, NaN and
 * no change where a value is none. alpha is thus the chance that a series in which nothing changes is given any change; that of each stretch between
 * changes too. A change that is there may be put at an earlier date with chance about alpha for each date before it, and at a later one where it is
 * weak. */
unsigned omnibus_walk(const struct omnibus *o, const double *value, double alpha, bool *changed, double *p_least);
/* Equivalent number of looks of one channel, an image of width × height; 0 where it cannot be told.
 *
 * Windows of 5 × 5 pixels, as far apart as speckle needs to be independent (found from the data), so that oversampling does not count as looks. Each
 * window's ln of mean less mean of ln (Anfinsen et al. 2009, for one channel; Oliver & Quegan 2004, 6.3) has a known distribution on even ground;
 * edges and texture only ever make it larger. The looks are those for which its lower part, which is even ground's, is distributed as it must be.
 * Right within some 3 % on images of 400 × 400 pixels from 1 to 20 looks, a percent or two low rather than high. Texture finer than ten pixels all
 * over the image counts as fewer looks (which makes p too large, not too small). 0: too little even ground (fewer than a tenth of the windows, or
 * than 40), or none that fits any number of looks from 0.5 to 1000. */
double omnibus_looks(const float *value, uint32_t width, uint32_t height, struct arena *scratch);

#endif
