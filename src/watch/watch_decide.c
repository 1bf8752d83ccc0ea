#include "watch/watch_work.h"

#include "watch/geotiff.h"
#include "watch/region.h"
#include "watch/site.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 64, LEAST_PIXELS = 3 };

/* p of the least of several tests, as of one; what is no p stays as it is. */
static void together(const struct watch_work *w, float *p)
{
	for (uint32_t x = 0; w->pairs > 1 && x < w->part.width; x++)
		if (p[x] >= 0)
			p[x] = (float)-expm1(w->pairs * log1p(-fmin((double)p[x], 1 - 1e-9)));
}

/* Ground outside the site does not count. */
static void outside(struct watch_work *w, uint32_t y, uint8_t *inside)
{
	float *p = (float *)w->p.bytes + (size_t)y * w->part.width, *s = (float *)w->statistic.bytes + (size_t)y * w->part.width;
	uint8_t *reasons = (uint8_t *)w->reasons.bytes + (size_t)y * w->part.width;

	site_rows(w->o->site, w->part.y + y, 1, inside);
	for (uint32_t x = 0; x < w->part.width; x++)
		if (!inside[x]) {
			p[x] = s[x] = NAN;
			reasons[x] = 0;
		}
}

static size_t least_pixels(const struct watch_work *w)
{
	double pixel = w->r->grid.metres_x * w->r->grid.metres_y, n = w->o->least_m2 > 0 ? ceil(w->o->least_m2 / pixel - 1e-9) : LEAST_PIXELS;

	return n < 1 ? 1 : n > 1e15 ? (size_t)1e15 : (size_t)n;
}

static enum status mark(struct watch_work *w, double level, struct error *e)
{
	struct watch_result *r = w->r;
	uint32_t width = w->part.width;
	size_t seen = 0, marked = 0;
	uint8_t *map = w->map.bytes;
	struct arena a = ARENA_INIT;
	double pixel = r->grid.metres_x * r->grid.metres_y;
	enum status st;

	for (uint32_t y = 0; y < w->part.height; y += WATCH_STRETCH) {
		for (size_t i = (size_t)y * width; i < (size_t)(y + watch_stretch(w, y)) * width; i++) {
			float p = ((const float *)w->p.bytes)[i];

			map[i] = (double)p <= level ? WATCH_CHANGED : WATCH_SAME;
			seen += p >= 0;
			marked += map[i];
		}
		watch_rest(w, y, watch_stretch(w, y));
	}
	r->calibration.marked = seen ? (double)marked / (double)seen : 0;
	r->seen_area = (double)seen * pixel;
	if (!seen)
		return error_set(e, ST_NEGATIVE, "no ground is seen on both dates: nothing can be said");
	if (seen < least_pixels(w) && !watch_warn(w, "The ground seen is %zu pixel%s, less than the smallest change that is looked for (%zu): none could be found.", seen, seen == 1 ? "" : "s",
						   least_pixels(w)))
		return error_memory(e);
	st = region_sieve(map, WATCH_CHANGED, WATCH_SAME, width, w->part.height, least_pixels(w), 0, NULL, &a, e);
	arena_free(&a);
	for (uint32_t y = 0; !st && y < w->part.height; y += WATCH_STRETCH) {
		for (size_t i = (size_t)y * width; i < (size_t)(y + watch_stretch(w, y)) * width; i++)
			if (!(((const float *)w->p.bytes)[i] >= 0))
				map[i] = WATCH_UNSEEN;
		watch_rest(w, y, watch_stretch(w, y));
	}
	r->map = map;
	return st;
}

/* --- the rasters ---------------------------------------------------------------------------------------------- */

static enum status write_one(const struct watch_work *w, const char *name, enum geotiff_type type, const void *values, const char *what, struct error *e)
{
	const struct grid *g = &w->r->grid;
	struct geotiff_item item[] = {{"onus_band", what}};
	struct geotiff_form f = {.width = g->width, .height = g->height, .bands = 1, .type = type, .pack = type == GEOTIFF_BYTE ? GEOTIFF_DEFLATE : GEOTIFF_PLAIN,
				 .transform = g->kind == GRID_PIXELS && !g->crs ? NULL : g->transform, .crs = g->crs, .has_nodata = type == GEOTIFF_FLOAT, .nodata = NAN, .item = item,
				 .n_items = 1};
	size_t size = type == GEOTIFF_BYTE ? 1 : 4;
	char path[4096];
	struct geotiff *t;
	enum status st;

	if (snprintf(path, sizeof path, "%s/%s", w->o->dir, name) >= (int)sizeof path)
		return error_set(e, ST_USAGE, "the folder's path is too long");
	st = geotiff_create(path, &f, &t, e);
	for (uint32_t y = 0; !st && y < g->height; y += ROWS) {
		uint32_t n = g->height - y < ROWS ? g->height - y : ROWS;

		st = geotiff_rows(t, 0, y, n, (const char *)values + (size_t)y * g->width * size, g->width, e);
		if (st)
			geotiff_abandon(t);
		else
			watch_rest(w, y, n);
	}
	return st ? st : geotiff_close(t, e);
}

/* The summary of an earlier run goes first: what lies beside a summary is of its run. */
static void forget_summary(const struct watch_work *w)
{
	char path[4096];

	if (snprintf(path, sizeof path, "%s/watch.json", w->o->dir) < (int)sizeof path)
		(void)remove(path);
}

static enum status write_all(const struct watch_work *w, struct error *e)
{
	forget_summary(w);
	enum status st = write_one(w, "statistic.tif", GEOTIFF_FLOAT, w->statistic.bytes, "statistic", e);

	if (!st)
		st = write_one(w, "p.tif", GEOTIFF_FLOAT, w->p.bytes, "calibrated p", e);
	if (!st)
		st = write_one(w, "change.tif", GEOTIFF_BYTE, w->map.bytes, "0 no change, 1 change, 255 not observable", e);
	return st;
}

enum status watch_decide(struct watch_work *w, double unchanged, struct rates *rates, struct error *e)
{
	struct watch_calibration *k = &w->r->calibration;
	struct null_counts *c = calloc(1, sizeof *c);
	uint8_t *inside = malloc(w->part.width);
	enum status st = c && inside ? spool_open(&w->map, (size_t)w->part.width * w->part.height, 1, w->o->dir, e) : error_memory(e);

	watch_say(w, "deciding", -1);
	if (!st) {
		for (uint32_t y = 0; y < w->part.height; y++) {
			float *p = (float *)w->p.bytes + (size_t)y * w->part.width;

			together(w, p);
			if (w->o->site)
				outside(w, y, inside);
			for (uint32_t x = 0; x < w->part.width; x++)
				null_count(c, p[x]);
			if (y % WATCH_STRETCH == WATCH_STRETCH - 1)
				watch_rest(w, y - (WATCH_STRETCH - 1), WATCH_STRETCH);
		}
		rates_make(c, fmin(1, fmax(unchanged, 0.05)), rates);
		st = mark(w, k->fdr ? rates_discovery(rates, c, k->asked) : k->asked, e);
	}
	if (!st && w->o->dir)
		st = write_all(w, e);
	free(c);
	free(inside);
	return st;
}
