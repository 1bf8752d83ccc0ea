/* view_place.h - where a pixel of a grid lies in a scene. Inside view only.
 *
 * Same CRS, or none: an affine map. Else a lattice of points projected by PROJ in the scene's child, bilinear between; it is made finer until the
 * middles of all its cells are within 0.05 pixel of what PROJ says. Without CRS on either side pixels are all there is: the upper left corners meet.
 */
#ifndef ONUS_WATCH_VIEW_PLACE_H
#define ONUS_WATCH_VIEW_PLACE_H

#include "watch/view.h"

struct place_map {
	double m[6];                /* scene column = m0 + m1 col + m2 row, line = m3 + m4 col + m5 row; pixels' upper left corners are whole */
	double (*node)[2];          /* NULL: affine; columns × rows of scene positions, NaN where there are none */
	uint32_t columns, rows;
	double left, top, step;     /* of the first node, pixels of the grid */
	double error;               /* of the lattice, largest found at cells' middles, pixels of the scene */
};

/* For all of g and `margin` pixels around. ST_DATA: columns x … x+width do not overlap the scene. */
enum status place_map(struct scene *s, const struct grid *g, uint32_t x, uint32_t width, double margin, struct arena *a, struct place_map *out,
		      struct error *e);
void place_at(const struct place_map *p, double col, double row, double *x, double *y);

#endif
