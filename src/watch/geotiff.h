/* geotiff.h - our own rasters written as GeoTIFF (OGC 19-008r4; BigTIFF where needed), strip by strip, and moved into place when they are whole.
 *
 * The bytes depend on what is written and on GDAL's version, on nothing else: strips are written in the order of their rows, with no
 * date. GDAL works in this process; it is handed a CRS that was parsed and written again by raster.h's child, and no stranger's bytes. */
#ifndef ONUS_WATCH_GEOTIFF_H
#define ONUS_WATCH_GEOTIFF_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct geotiff;

enum geotiff_type { GEOTIFF_BYTE, GEOTIFF_FLOAT };
/* As they are; DEFLATE at its quickest; the same behind differences, for floats: smaller, three times as slow. */
enum geotiff_pack { GEOTIFF_PLAIN, GEOTIFF_DEFLATE, GEOTIFF_PREDICT };

struct geotiff_item { const char *name, *value; };  /* metadata; TIFFTAG_SOFTWARE and the like become tags */

struct geotiff_form {
	uint32_t width, height, bands;         /* 0 bands: 1 */
	enum geotiff_type type;
	enum geotiff_pack pack;
	const double *transform;               /* six numbers as in raster_source; NULL: none */
	const char *crs;                       /* WKT; NULL: none */
	bool has_nodata; double nodata;        /* NaN is allowed for floats */
	const struct geotiff_item *item; size_t n_items;
	const char *const *band_name;          /* one a band, or NULL */
};

/* Written beside `path` until geotiff_close. ST_ENV: no GDAL, or the file cannot be made; ST_DATA: a CRS that GDAL does not read. */
enum status geotiff_create(const char *path, const struct geotiff_form *f, struct geotiff **out, struct error *e);
/* Rows y … y+n of a band (from 0), bytes or floats, `stride` items from one to the next. Each band's rows come in order. */
enum status geotiff_rows(struct geotiff *t, uint32_t band, uint32_t y, uint32_t n, const void *rows, size_t stride, struct error *e);
/* Finishes it, moves it into place and frees t, whatever it comes to. On an error nothing stays. */
enum status geotiff_close(struct geotiff *t, struct error *e);
/* Frees t and takes away what was written. NULL is allowed. */
void geotiff_abandon(struct geotiff *t);

#endif
