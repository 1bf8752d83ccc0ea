/* grid.h - where pixels lie: size, affine transform, CRS; metres, areas, degrees. */
#ifndef ONUS_WATCH_GRID_H
#define ONUS_WATCH_GRID_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct raster;

enum grid_kind { GRID_PIXELS /* no CRS: pixels are all there is */, GRID_PROJECTED, GRID_DEGREES };

struct grid {
	uint32_t width, height;
	double transform[6];       /* as raster_source.transform; 0 1 0 0 0 -1 for GRID_PIXELS */
	const char *crs;           /* borrowed; NULL: none */
	enum grid_kind kind;
	double metres_x, metres_y; /* of a pixel at the middle of the grid; 1 for GRID_PIXELS, where areas are in pixels */
	double rotation;           /* of north against the image's up, degrees clockwise */
	double lonlat[4][2];       /* corners in degrees (WGS 84), from the upper left clockwise; NaN where not known */
};

/* Fills kind, metres, rotation and lonlat of a grid whose size, transform and crs stand; r's child does the projecting. */
enum status grid_place(struct grid *g, struct raster *r, struct error *e);
/* Pixel (fractions count from the upper left corner of the first) to CRS and back. */
void grid_to_crs(const struct grid *g, double col, double row, double *x, double *y);
bool grid_from_crs(const struct grid *g, double x, double y, double *col, double *row);
/* Pixel to degrees by bilinear interpolation of the corners (fine for names and pictures, not for measuring). */
void grid_lonlat(const struct grid *g, double col, double row, double *lon, double *lat);

/* Metres between two points in degrees (east, north) that lie near each other, across the antimeridian too. */
double grid_apart(const double p[2], const double q[2]);

#endif
