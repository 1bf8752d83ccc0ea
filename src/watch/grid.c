#include "watch/grid.h"

#include "watch/raster.h"

#include <math.h>
#include <string.h>

void grid_to_crs(const struct grid *g, double col, double row, double *x, double *y)
{
	const double *t = g->transform;

	*x = t[0] + t[1] * col + t[2] * row;
	*y = t[3] + t[4] * col + t[5] * row;
}

bool grid_from_crs(const struct grid *g, double x, double y, double *col, double *row)
{
	const double *t = g->transform;
	double det = t[1] * t[5] - t[2] * t[4];

	if (!(fabs(det) > 0) || !isfinite(det))
		return false;
	x -= t[0];
	y -= t[3];
	*col = (t[5] * x - t[2] * y) / det;
	*row = (t[1] * y - t[4] * x) / det;
	return true;
}

void grid_lonlat(const struct grid *g, double col, double row, double *lon, double *lat)
{
	double u = g->width ? col / g->width : 0, v = g->height ? row / g->height : 0, xy[2];

	for (int k = 0; k < 2; k++)
		xy[k] = (1 - v) * ((1 - u) * g->lonlat[0][k] + u * g->lonlat[1][k]) + v * ((1 - u) * g->lonlat[3][k] + u * g->lonlat[2][k]);
	*lon = xy[0];
	*lat = xy[1];
}

static const double earth = 6371008.8, degree = 3.14159265358979323846 / 180;  /* mean radius, m (IUGG) */

double grid_apart(const double p[2], const double q[2])
{
	double x = remainder(q[0] - p[0], 360) * cos((p[1] + q[1]) / 2 * degree), y = q[1] - p[1];

	return hypot(x, y) * degree * earth;
}

static enum status to_degrees(const struct grid *g, struct raster *r, double *xy, size_t n, struct error *e)
{
	return raster_transform(r, g->crs, "EPSG:4326", xy, n, e);
}

/* Sizes of a pixel, and where north is, by points around the middle. */
static enum status place_middle(struct grid *g, struct raster *r, struct error *e)
{
	double c = g->width / 2.0, w = g->height / 2.0, p[3][2];
	enum status st;

	grid_to_crs(g, c, w, &p[0][0], &p[0][1]);
	grid_to_crs(g, c + 1, w, &p[1][0], &p[1][1]);
	grid_to_crs(g, c, w + 1, &p[2][0], &p[2][1]);
	st = to_degrees(g, r, &p[0][0], 3, e);
	if (st)
		return st;
	g->metres_x = grid_apart(p[0], p[1]);
	g->metres_y = grid_apart(p[0], p[2]);
	g->rotation = atan2((p[2][0] - p[0][0]) * cos(p[0][1] * degree), p[0][1] - p[2][1]) / degree;
	return ST_OK;
}

enum status grid_place(struct grid *g, struct raster *r, struct error *e)
{
	double corner[4][2] = {{0, 0}, {g->width, 0}, {g->width, g->height}, {0, g->height}};
	enum status st;

	for (int i = 0; i < 4; i++)
		g->lonlat[i][0] = g->lonlat[i][1] = NAN;
	g->kind = GRID_PIXELS;
	g->metres_x = g->metres_y = 1;
	g->rotation = 0;
	if (!g->crs)
		return ST_OK;
	for (int i = 0; i < 4; i++)
		grid_to_crs(g, corner[i][0], corner[i][1], &corner[i][0], &corner[i][1]);
	st = to_degrees(g, r, &corner[0][0], 4, e);
	if (st)
		return st;
	memcpy(g->lonlat, corner, sizeof corner);
	st = place_middle(g, r, e);
	if (st)
		return st;
	if (!(g->metres_x > 0) || !(g->metres_y > 0) || !isfinite(g->metres_x) || !isfinite(g->metres_y))
		return error_set(e, ST_DATA, "the size of a pixel on the ground cannot be told from transform and CRS");
	g->kind = strncmp(g->crs, "GEOGC", 5) ? GRID_PROJECTED : GRID_DEGREES;
	return ST_OK;
}
