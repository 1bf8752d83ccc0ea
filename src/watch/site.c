#include "watch/site.h"

#include "base/input.h"
#include "watch/raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const double pi = 3.14159265358979323846;
static const double radius_least = 1, radius_most = 200000;  /* metres */
static const double piece = .01;   /* degrees; sides are cut into pieces, that they bend as the projection does */
enum { CIRCLE_POINTS = 360 };

/* ---- circles ---- */

/* Points at `radius` by the ellipsoid's radii of curvature at the middle (WGS 84): right to a thousandth for the radii allowed. */
static enum status circle_points(struct watch_site *s, struct arena *a, struct error *e)
{
	const double axis = 6378137, flat = 1 / 298.257223563, e2 = flat * (2 - flat);
	double lat = s->lat * pi / 180, w = sqrt(1 - e2 * sin(lat) * sin(lat));
	double across = axis / w * cos(lat), along = axis * (1 - e2) / (w * w * w);
	struct site_ring *ring = arena_array(a, 1, sizeof *ring);

	s->polygon = arena_array(a, 1, sizeof *s->polygon);
	if (!ring || !s->polygon || !(ring->lonlat = arena_array(a, CIRCLE_POINTS, sizeof *ring->lonlat)))
		return error_memory(e);
	ring->n = CIRCLE_POINTS;
	for (size_t i = 0; i < ring->n; i++) {
		double t = 2 * pi * (double)i / CIRCLE_POINTS;

		ring->lonlat[i][0] = s->lon + s->radius * sin(t) / across * 180 / pi;
		ring->lonlat[i][1] = s->lat + s->radius * cos(t) / along * 180 / pi;
	}
	s->n = 1;
	s->polygon[0] = (struct site_polygon){.ring = ring, .n = 1};
	s->west = s->lon - s->radius / across * 180 / pi;
	s->east = s->lon + s->radius / across * 180 / pi;
	s->south = s->lat - s->radius / along * 180 / pi;
	s->north = s->lat + s->radius / along * 180 / pi;
	return ST_OK;
}

/* Digits, a sign, a point: no "nan", "inf", hexadecimal. */
static bool one_number(const char *s, double *out, const char **end)
{
	char *stop;

	while (*s == ' ')
		s++;
	if (!*s || !strchr("+-.0123456789", *s) || (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')))
		return false;
	*out = strtod(s, &stop);
	while (*stop == ' ')
		stop++;
	*end = stop;
	return stop != s && isfinite(*out);
}

/* Whether the text has the form of a circle at all; else it is a file's name. */
static bool circle_form(const char *text, struct watch_site *s, const char **unit)
{
	const char *p = text;

	if (!one_number(p, &s->lon, &p) || *p++ != ',' || !one_number(p, &s->lat, &p) || *p++ != ',' || !one_number(p, &s->radius, &p))
		return false;
	*unit = p;
	return true;
}

static enum status circle_read(struct watch_site *s, const char *unit, struct arena *a, struct error *e)
{
	if (!strcmp(unit, "km"))
		s->radius *= 1000;
	else if (*unit && strcmp(unit, "m") != 0)
		return error_set(e, ST_USAGE, "site: found \"%.40s\" behind the radius, expected m or km", unit);
	if (!(fabs(s->lon) <= 180))
		return error_set(e, ST_USAGE, "site: found a longitude of %g, expected -180 to 180 (LON,LAT,RADIUS)", s->lon);
	if (!(fabs(s->lat) <= 90))
		return error_set(e, ST_USAGE, "site: found a latitude of %g, expected -90 to 90 (LON,LAT,RADIUS)", s->lat);
	if (!(fabs(s->lat) <= 85))
		return error_set(e, ST_USAGE, "site: found a latitude of %g; circles are drawn up to 85 degrees, nearer the poles give a polygon",
				 s->lat);
	if (!(s->radius >= radius_least) || !(s->radius <= radius_most))
		return error_set(e, ST_USAGE, "site: found a radius of %g m, expected 1 m to 200 km", s->radius);
	s->circle = true;
	return circle_points(s, a, e);
}

/* ---- files ---- */

static enum status file_read(const char *path, struct arena *a, struct watch_site *out, struct error *e)
{
	struct input in;
	enum status st = input_open(path, &in, e);

	if (st)
		return st;
	while (!st && !in.end)
		st = input_more(&in, 0, SITE_BYTES, e);
	if (!st)
		st = site_read_geojson(in.bytes, in.n, path, a, out, e);
	input_close(&in);
	return st;
}

enum status site_read(const char *text, struct arena *a, struct watch_site *out, struct error *e)
{
	struct stat there;
	const char *unit;
	enum status st;

	*out = (struct watch_site){0};
	if (stat(text, &there) && circle_form(text, out, &unit))
		st = circle_read(out, unit, a, e);
	else
		st = file_read(text, a, out, e);
	if (st == ST_ENV && strchr(text, ','))
		error_hint(e, "a circle is LON,LAT,RADIUS: three numbers, the last with m or km behind it or none");
	out->name = arena_strdup(a, text);
	return st ? st : out->name ? ST_OK : error_memory(e);
}

/* ---- onto a grid ---- */

/* The ring with its sides cut into pieces. */
static enum status fine_ring(struct site_ring *r, size_t *left, struct arena *a, struct error *e)
{
	size_t n = 0, at = 0;

	for (size_t i = 0; i < r->n; i++) {
		const double *p = r->lonlat[i], *q = r->lonlat[(i + 1) % r->n];

		n += 1 + (size_t)(fmax(fabs(q[0] - p[0]), fabs(q[1] - p[1])) / piece);
		if (n > *left)
			return error_set(e, ST_DATA, "site: its border is too long; expected less than %d points, and sides cut into pieces of %g "
					 "degrees count", (int)SITE_POINTS, piece);
	}
	*left -= n;
	r->pixel = arena_array(a, n, sizeof *r->pixel);
	if (!r->pixel)
		return error_memory(e);
	for (size_t i = 0; i < r->n; i++) {
		const double *p = r->lonlat[i], *q = r->lonlat[(i + 1) % r->n];
		size_t pieces = 1 + (size_t)(fmax(fabs(q[0] - p[0]), fabs(q[1] - p[1])) / piece);

		for (size_t k = 0; k < pieces; k++, at++)
			for (int c = 0; c < 2; c++)
				r->pixel[at][c] = p[c] + (q[c] - p[c]) * (double)k / (double)pieces;
	}
	r->n = n;
	return ST_OK;
}

static enum status project_ring(struct site_ring *r, const struct grid *g, struct raster *raster, struct error *e)
{
	enum status st = raster_transform(raster, "EPSG:4326", g->crs, r->pixel[0], r->n, e);

	for (size_t i = 0; i < r->n && !st; i++) {
		double *p = r->pixel[i];

		if (!isfinite(p[0]) || !isfinite(p[1]) || !grid_from_crs(g, p[0], p[1], &p[0], &p[1]) || !isfinite(p[0]) || !isfinite(p[1]) ||
		    fabs(p[0]) > 1e12 || fabs(p[1]) > 1e12)
			st = error_set(e, ST_DATA, "site: reaches where the image's CRS is not defined");
	}
	return st;
}

static void bounds(struct site_polygon *p)
{
	for (int c = 0; c < 2; c++) {
		p->low[c] = INFINITY;
		p->high[c] = -INFINITY;
	}
	for (size_t k = 0; k < p->n; k++)
		for (size_t i = 0; i < p->ring[k].n; i++)
			for (int c = 0; c < 2; c++) {
				p->low[c] = fmin(p->low[c], p->ring[k].pixel[i][c]);
				p->high[c] = fmax(p->high[c], p->ring[k].pixel[i][c]);
			}
}

static enum status outside(const struct watch_site *s, const struct grid *g, struct error *e)
{
	double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};

	for (int i = 0; i < 4; i++)
		for (int c = 0; c < 2; c++) {
			low[c] = fmin(low[c], g->lonlat[i][c]);
			high[c] = fmax(high[c], g->lonlat[i][c]);
		}
	return error_set(e, ST_DATA, "site: lies outside the image: the site from %.5f to %.5f east and %.5f to %.5f north, the image from %.5f to "
			 "%.5f east and %.5f to %.5f north",
			 s->west, s->east, s->south, s->north, low[0], high[0], low[1], high[1]);
}

/* The part that all of the site's bounds lie in; false: none. */
static bool first_part(struct watch_site *s, const struct grid *g)
{
	const double size[2] = {g->width, g->height};
	double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};

	for (size_t i = 0; i < s->n; i++)
		for (int c = 0; c < 2; c++) {
			low[c] = fmin(low[c], s->polygon[i].low[c]);
			high[c] = fmax(high[c], s->polygon[i].high[c]);
		}
	s->cut = false;
	for (int c = 0; c < 2; c++) {
		s->cut = s->cut || low[c] < -.5 || high[c] > size[c] + .5;
		low[c] = floor(fmax(low[c], 0));
		high[c] = ceil(fmin(high[c], size[c]));
		if (!(low[c] < high[c]))
			return false;
	}
	s->part = (struct watch_part){(uint32_t)low[0], (uint32_t)low[1], (uint32_t)(high[0] - low[0]), (uint32_t)(high[1] - low[1])};
	return true;
}

/* Only rows and columns with pixels in the site. */
static enum status tight_part(struct watch_site *s, const struct grid *g, struct arena *a, struct error *e)
{
	uint32_t left = UINT32_MAX, right = 0, top = UINT32_MAX, bottom = 0;
	struct watch_part was = s->part;
	uint8_t *row = arena_alloc(a, was.width);

	if (!row)
		return error_memory(e);
	s->pixels = 0;
	for (uint32_t y = was.y; y < was.y + was.height; y++) {
		site_rows(s, y, 1, row);
		for (uint32_t x = 0; x < was.width; x++) {
			if (!row[x])
				continue;
			left = x < left ? x : left;
			right = x > right ? x : right;
			top = top == UINT32_MAX ? y : top;
			bottom = y;
			s->pixels++;
		}
	}
	if (!s->pixels)
		return s->cut ? outside(s, g, e) : error_set(e, ST_DATA, "site: smaller than a pixel of the image (%.3g by %.3g m): no pixel's "
				"middle lies in it", g->metres_x, g->metres_y);
	s->part = (struct watch_part){was.x + left, top, right - left + 1, bottom - top + 1};
	return ST_OK;
}

enum status site_place(struct watch_site *s, const struct grid *g, struct raster *r, struct arena *a, struct error *e)
{
	size_t left = SITE_POINTS;
	enum status st = ST_OK;

	if (g->kind == GRID_PIXELS || !g->crs)
		return error_set(e, ST_DATA, "site: the image does not say where it lies, so that no site can be found in it");
	for (size_t i = 0; i < s->n && !st; i++) {
		struct site_polygon *p = &s->polygon[i];

		for (size_t k = 0; k < p->n && !st; k++) {
			st = fine_ring(&p->ring[k], &left, a, e);
			if (!st)
				st = project_ring(&p->ring[k], g, r, e);
		}
		if (!st)
			bounds(p);
	}
	if (st)
		return st;
	if (!first_part(s, g))
		return outside(s, g, e);
	return tight_part(s, g, a, e);
}

/* ---- which pixels ---- */

enum { IN = 1, CROSSED = 2 };

static uint32_t clamp_column(double x, uint32_t width)
{
	return !(x > 0) ? 0 : x >= width ? width : (uint32_t)x;
}

/* Every side crosses the middle lines of some rows; behind each crossing, inside and outside change. */
static void cross(const struct watch_site *s, const double *p, const double *q, uint32_t y, uint32_t n, uint8_t *inside)
{
	const double *top = p[1] <= q[1] ? p : q, *low = p[1] <= q[1] ? q : p;
	double first = fmax(ceil(top[1] - .5), y), end = fmin(ceil(low[1] - .5), (double)y + n);

	for (double row = first; row < end; row++) {
		double x = top[0] + (low[0] - top[0]) * ((row + .5 - top[1]) / (low[1] - top[1]));
		uint32_t col = clamp_column(ceil(x - .5) - s->part.x, s->part.width);

		if (col < s->part.width)
			inside[(size_t)(row - y) * s->part.width + col] ^= CROSSED;
	}
}

static void fill(const struct watch_site *s, uint32_t n, uint8_t *inside)
{
	for (uint32_t r = 0; r < n; r++) {
		uint8_t *row = inside + (size_t)r * s->part.width, in = 0;

		for (uint32_t x = 0; x < s->part.width; x++) {
			in ^= row[x] & CROSSED;
			row[x] = (row[x] & IN) | (in ? IN : 0);
		}
	}
}

void site_rows(const struct watch_site *s, uint32_t y, uint32_t n, uint8_t *inside)
{
	memset(inside, 0, (size_t)n * s->part.width);
	for (size_t i = 0; i < s->n; i++) {
		const struct site_polygon *p = &s->polygon[i];

		if (p->high[1] < y || p->low[1] > (double)y + n)
			continue;
		for (size_t k = 0; k < p->n; k++)
			for (size_t v = 0; v < p->ring[k].n; v++)
				cross(s, p->ring[k].pixel[v], p->ring[k].pixel[(v + 1) % p->ring[k].n], y, n, inside);
		fill(s, n, inside);
	}
}
