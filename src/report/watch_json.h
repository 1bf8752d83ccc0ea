/* watch_json.h - what watch found, as JSON and GeoJSON: the same run gives the same bytes. The members stand in docs/json/watch.md. */
#ifndef ONUS_REPORT_WATCH_JSON_H
#define ONUS_REPORT_WATCH_JSON_H

#include "base/json.h"
#include "watch/watch.h"

struct watch_told_file { const char *key, *name; };  /* "changes": "changes.geojson" */

/* What a run does not know of itself. */
struct watch_told {
	const char *program;        /* "onus 0.1.0"; NULL: not said */
	const json_t *parameters;   /* an object, all that the answer depends on; NULL: not said */
	const struct watch_told_file *file; size_t n_files;
	bool timings;               /* with processor seconds: another run has others */
	/* Points of the grid's CRS to degrees (WGS 84, east first), in place, NaN where that cannot be: raster_transform. Used where the grid has a CRS;
	 * NULL there: outlines come in pixels. */
	enum status (*degrees)(void *arg, double *xy, size_t n, struct error *e);
	void *degrees_arg;
};

/* The summary; NULL: memory is out. Not-finite numbers are null. A new reference. */
json_t *watch_json(const struct watch_result *r, const struct watch_told *t, struct error *e);
/* Any such document as text with line feeds, nine digits a number. */
enum status watch_json_text(const json_t *v, struct buf *out, struct error *e);

/* A change, and ground not seen, as both the summary and the features have them. */
json_t *watch_change_json(const struct watch_result *r, const struct watch_change *c);
json_t *watch_unseen_json(const struct watch_result *r, const struct watch_unseen *u);

/* RFC 7946, a feature a line: outlines in degrees with seven decimals, outer rings counter-clockwise, cut at the antimeridian. Where the grid has
 * no CRS coordinates are columns and rows of pixels, and the member "pixels" says so. A feature whose corners cannot be projected has the
 * geometry null. */
enum status watch_geojson_changes(const struct watch_result *r, const struct watch_told *t, struct buf *out, struct error *e);
/* The same of ground that one date or the other does not show. */
enum status watch_geojson_unseen(const struct watch_result *r, const struct watch_told *t, struct buf *out, struct error *e);

#endif
