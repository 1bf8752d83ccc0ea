/* sample.h - pixels of two dates that statistics rest on: whole blocks, so that neighbours are there, spread evenly over the ground. */
#ifndef ONUS_WATCH_SAMPLE_H
#define ONUS_WATCH_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TILE_HALO = 4 };   /* pixels around the core that smoothing and gradients look at, where the image has them */

/* Rows of both dates. plane[k], k < n: before; k in n … 2n-1: after; each width × height, row by row; where mask is not 0, values are any finite
 * number. */
struct tile {
	uint32_t n;
	uint32_t x, y, width, height;     /* on the grid */
	uint32_t x0, y0, x1, y1;          /* the core, in pixels of the tile */
	float **plane;
	uint8_t *mask;
};
struct sample { uint32_t n; struct tile *tile; size_t n_tiles; size_t seen; /* pixels of cores with mask 0 */ };

/* Called for runs of seen pixels of cores, each at most SAMPLE_RUN long, on several threads. at: index of the run's first pixel in the order of the
 * sample (dense over cores, masked ones counted). */
enum { SAMPLE_RUN = 1024 };
typedef void sample_work(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part);
unsigned sample_each(const struct sample *s, unsigned threads, sample_work *work, void *arg);
/* Pixels of all cores, masked or not. */
size_t sample_pixels(const struct sample *s);
/* Of each of the 2 n planes the median, and what lies usual there: as many times the distance of the quartiles to either side of it (without end
 * where the quartiles are one). From some thousands of pixels seen, evenly. False: no memory, or nothing is seen. */
bool sample_usual(const struct sample *s, double times, unsigned threads, double *middle, float *low, float *high);

#endif
