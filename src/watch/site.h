/* site.h - a part of the ground: a circle or polygons in degrees, and which pixels of a grid lie in it.
 *
 * A circle is given as LON,LAT,RADIUS (degrees east and north of WGS 84; metres, or with "m" or "km" behind), polygons as a GeoJSON file (RFC 7946:
 * Polygon, MultiPolygon, alone, in a Feature, a FeatureCollection or a GeometryCollection). A pixel lies in the site if its middle does: in any of
 * the polygons, holes left out by the even-odd rule. Sides are straight in degrees, as RFC 7946 has them. */
#ifndef ONUS_WATCH_SITE_H
#define ONUS_WATCH_SITE_H

#include "base/arena.h"
#include "watch/grid.h"
#include "watch/watch.h"

enum { SITE_POINTS = 1000000, SITE_POLYGONS = 1000, SITE_BYTES = 8 << 20 };

/* A ring's points, the last joined to the first; pixel: NULL until placed, columns and rows of the grid. */
struct site_ring { double (*lonlat)[2]; double (*pixel)[2]; size_t n; };
struct site_polygon { struct site_ring *ring; size_t n; double low[2], high[2]; /* bounds in pixels */ };

struct watch_site {
	const char *name;          /* as it was given */
	bool circle; double lon, lat, radius; /* metres */
	struct site_polygon *polygon; size_t n;
	double west, south, east, north;      /* degrees */
	struct watch_part part;    /* of the grid, after site_place */
	bool cut;                  /* reaches beyond the image */
	uint64_t pixels;           /* of the grid in the site */
};

/* From what the user wrote; all from a. ST_USAGE: three numbers that make no circle. ST_ENV: no such file. ST_DATA: what was found where in the
 * file, and what was expected. */
enum status site_read(const char *text, struct arena *a, struct watch_site *out, struct error *e);
/* From the bytes of a GeoJSON file (exhibits of a case). */
enum status site_read_geojson(const char *text, size_t n, const char *name, struct arena *a, struct watch_site *out, struct error *e);
/* Onto a grid; r's child does the projecting. Fills part (the smallest with all pixels of the site), cut and pixels. ST_DATA: the grid has no place
 * on the ground, the site lies outside the image (both places are said), or no pixel's middle lies in it. */
enum status site_place(struct watch_site *s, const struct grid *g, struct raster *r, struct arena *a, struct error *e);
/* Rows y … y+n of the grid, columns of the part (part.width bytes a row): 1 in the site, 0 outside. Threads may call it at once. */
void site_rows(const struct watch_site *s, uint32_t y, uint32_t n, uint8_t *inside);

#endif
