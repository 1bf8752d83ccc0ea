/* spectrum.h - the Fourier transform of a square of complex numbers, n a power of two, over KISS FFT in single precision.
 *
 * Rows are transformed, the square is turned over, rows are transformed again: so forward gives spectrum[kx * n + ky] of field[y * n + x], and back
 * takes that and gives field[y * n + x] times n². Frequencies above n/2 are the negative ones. No memory but the arena's. */
#ifndef ONUS_WATCH_SPECTRUM_H
#define ONUS_WATCH_SPECTRUM_H

#include "base/arena.h"

#include <kiss_fft.h>
#include <stdint.h>

struct spectrum;

enum { SPECTRUM_LEAST = 8, SPECTRUM_MOST = 2048 };

/* NULL: n is no power of two within the limits, or memory is out. */
struct spectrum *spectrum_make(uint32_t n, struct arena *a);
/* In place. Not for two threads at once with one plan. */
void spectrum_forward(struct spectrum *s, kiss_fft_cpx *field);
void spectrum_back(struct spectrum *s, kiss_fft_cpx *field);

#endif
