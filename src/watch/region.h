/* region.h - pixels that hang together: components, sieve, outlines.
 *
 * Components by runs and union-find (8 neighbours for change; Rosenfeld & Pfaltz 1966, by runs as He, Chao & Suzuki 2008), row by row; outlines
 * follow pixel edges, holes included, rings of polygons oriented as RFC 7946 asks (outer counter-clockwise), without the points between on straight
 * lines. Time is linear in pixels, for outlines in runs (their number is at most half of the pixels'). Memory beyond what is given and returned: 4
 * bytes a run to find; 22 a run and 48 a point to outline, 130 a point to simplify. */
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
	double middle_x, middle_y;                /* mean of its pixels' middles; fractions count from the upper left corner of the first pixel */
	uint8_t value;                            /* the map's, at its first pixel */
};
struct region_run { uint32_t y, x0, x1; };        /* pixels of a row, x1 excluded */
struct region_map {
	uint32_t width, height;
	uint32_t *label;                          /* width × height, 0: none; NULL unless asked for */
	struct region *region; size_t n;          /* by first pixel, row by row */
	struct region_run *run;                   /* region i has run[first[i]] … run[first[i + 1] - 1], row by row */
	size_t *first;
};
/* Components of the pixels for which map[i] & bits (map as bytes). diagonal: 8 neighbours. Labels are made where `labels` is given (width × height).
 * ST_ENV: memory; more than 2^32 - 2 runs. */
enum status region_find(const uint8_t *map, uint8_t bits, uint32_t width, uint32_t height, bool diagonal, uint32_t *labels, struct arena *a,
			struct region_map *out, struct error *e);
/* Take components (8 neighbours) of `value` smaller than `least` pixels out of map (set to `otherwise`); then, when hole > 0, fill holes of fewer
 * than `hole` pixels within components: what is not `value`, hangs together by 4 neighbours, does not reach the edge of the map and is `otherwise`
 * throughout. *removed (may be NULL): pixels taken out. When memory fails the map may be done in part. */
enum status region_sieve(uint8_t *map, uint8_t value, uint8_t otherwise, uint32_t width, uint32_t height, uint64_t least, uint64_t hole,
			 uint64_t *removed, struct arena *scratch, struct error *e);

/* Pixel corners; the first point is repeated at the end. Outer rings run counter-clockwise as one sees the image with its first row on top, which is
 * what RFC 7946 asks on a grid with north up; holes run clockwise. No ring meets itself, rings of a shape meet in single points at most. */
struct region_ring { double (*point)[2]; size_t n; bool hole; };
/* An outer ring, its holes behind it; several outer rings where pixels touch at corners. */
struct region_shape { struct region_ring *ring; size_t n; };
/* m from region_find, i < m->n. A point or two a pixel at the worst. */
enum status region_outline(const struct region_map *m, size_t i, struct arena *a, struct region_shape *out, struct error *e);
/* Leave points out, nearest to the line between their neighbours first, while nothing of the outline comes to lie `tolerance` pixels or more off what
 * stays (Visvalingam & Whyatt 1993 by distance). A point stays where the triangle with its neighbours holds another point of the shape, so that rings
 * stay simple, holes stay within and nothing crosses. Rings keep at least three points. In place. */
enum status region_simplify(struct region_shape *s, double tolerance, struct error *e);

#endif
