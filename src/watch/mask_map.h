/* mask_map.h - eight maps of yes and no in a byte a pixel: widened by squares, taken apart into areas that hang together. Inside watch/ only.
 *
 * Areas are found by runs of rows that touch by sides or corners (union-find; He, Chao & Suzuki 2008), so that memory follows runs and not pixels. */
#ifndef ONUS_WATCH_MASK_MAP_H
#define ONUS_WATCH_MASK_MAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map_run { uint32_t y, x, end, root; };  /* columns x … end-1 of row y; root: index of the run that stands for its area */

struct map {
	uint8_t *bit;              /* width × height */
	uint32_t width, height;
	size_t n;
	struct arena *a;
	uint32_t *seen;            /* a column each */
	uint8_t *row;
	struct map_run *run; uint32_t n_runs, room;
	uint64_t *sum;             /* two a run: what is counted of areas */
};
enum { MAP_ROOM = 128 /* the map that widening works in */ };

/* From a; false: not enough memory. */
bool map_open(struct map *m, uint32_t width, uint32_t height, struct arena *a);
/* Set where `of` is set within a square of r pixels on each side around. Outside nothing is set. of and to may be the same. */
void map_widen(struct map *m, uint8_t of, uint8_t to, uint32_t r);
/* Set where all of the square is set; outside everything is. */
void map_narrow(struct map *m, uint8_t of, uint8_t to, uint32_t r);
void map_clear(struct map *m, uint8_t bits);
bool map_any(const struct map *m, uint8_t bit);
/* Fill run and n_runs from one map; sum is zeroed. */
bool map_areas(struct map *m, uint8_t bit);
void map_run_clear(struct map *m, const struct map_run *r, uint8_t bits);
/* Only areas of `least` pixels stay, and where asked, that reach the border. */
bool map_sieve(struct map *m, uint8_t bit, uint64_t least, bool at_border);
/* Only areas stay that hold a pixel of `seed`. */
bool map_reached(struct map *m, uint8_t bit, uint8_t seed);

#endif
