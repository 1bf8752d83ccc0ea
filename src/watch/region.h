/* region.h - pixels that hang together: components, sieve, outlines.
 *
 * Components by runs and union-find (8 neighbours for change), streamed over rows; outlines follow pixel edges, holes included, rings of polygons oriented as RFC 7946
 * asks (outer counter-clockwise), without the points between on straight lines. */
#ifndef ONUS_WATCH_REGION_H
#define ONUS_WATCH_REGION_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct region {
	uint32_t id;                              /* from 1 */
	uint64_t pixels;
	uint32_t x0, y0, x1, y1;                  /* box, x1 and y1 excluded */
	double middle_x, middle_y;
	uint8_t value;                            /* the map's */
};
struct region_map {
	uint32_t width, height;
	uint32_t *label;                          /* width × height, 0: none; NULL unless asked for */
	struct region *region; size_t n;          /* by first pixel, row by row */
};
/* Components of the pixels for which map[i] & bits (map as bytes). diagonal: 8 neighbours. Labels are made where `labels` is given (width × height). */
enum status region_find(const uint8_t *map, uint8_t bits, uint32_t width, uint32_t height, bool diagonal, uint32_t *labels, struct arena *a,
			struct region_map *out, struct error *e);
/* Take components smaller than `least` pixels out of map (set to `otherwise`), holes of fewer than `hole` pixels within components filled when hole > 0 and the hole's value is `otherwise`. */
enum status region_sieve(uint8_t *map, uint8_t value, uint8_t otherwise, uint32_t width, uint32_t height, uint64_t least, uint64_t hole, uint64_t *removed,
			 struct arena *scratch, struct error *e);

struct region_ring { double (*point)[2]; size_t n; bool hole; };  /* pixel corners; the first point is repeated at the end */
struct region_shape { struct region_ring *ring; size_t n; };      /* an outer ring, its holes behind it; several outer rings where pixels touch at corners */
enum status region_outline(const struct region_map *m, size_t i, struct arena *a, struct region_shape *out, struct error *e);
/* Points fewer than `tolerance` pixels off the line between their neighbours are left out (Douglas & Peucker 1973); rings stay simple or are left as they are. */
enum status region_simplify(struct region_shape *s, double tolerance, struct arena *a, struct error *e);

#endif
