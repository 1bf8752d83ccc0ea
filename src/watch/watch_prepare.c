#include "watch/watch_work.h"

#include "watch/site.h"
#include "watch/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STRIPS = 16, STRIP = 4, TOLD = 100000 /* pixels that thresholds rest on, about */, ROWS_LEAST = 16, ROWS_MOST = 512, OVER = 64 /* times the memory at most, where rows are long */ };
static const size_t memory_default = 64u << 20;
static const double slight = 0.15; /* pixels */
static const double much_coarser = 1.3;

/* As many rows as fit into the memory: planes of all dates copied, the statistic's room, the slots of two requests. */
static enum status choose_rows(struct watch_work *w, size_t dates, struct error *e)
{
	size_t memory = w->o->memory ? w->o->memory : memory_default, line = (size_t)w->area.width * 4 * w->planes * (2 * dates + 2);
	size_t least = line * ROWS_LEAST, rows = memory / (line ? line : 1), room = raster_room(w->scene[0].raster);

	if (least > memory * OVER)
		return error_set(e, ST_DATA, "%s: rows of %u pixels, %u bands and %zu dates need %zu MiB, far more than the %zu MiB that --memory gives; --site takes a part",
				 w->scene[0].name, w->area.width, w->planes, dates, least >> 20, memory >> 20);
	for (size_t i = 1; i < w->n; i++)
		room = raster_room(w->scene[i].raster) < room ? raster_room(w->scene[i].raster) : room;
	room /= (size_t)w->area.width * (w->planes + 1) + 1;
	rows = rows < room ? rows : room;
	rows = rows < ROWS_LEAST ? ROWS_LEAST : rows > ROWS_MOST ? ROWS_MOST : rows;
	w->rows = (uint32_t)(rows > 2 * TILE_HALO + 1 ? rows - 2 * TILE_HALO : 1);
	return ST_OK;
}

/* Where one of two does not say where it lies, pixel is laid upon pixel. */
static bool told_place(struct watch_work *w, size_t i)
{
	const char *first = w->scene[0].grid.crs, *other = w->scene[i].grid.crs;

	if (first && other)
		return true;
	if (!first && !other)
		return watch_warn(w, "The images do not say where on the ground they lie: they are laid pixel upon pixel, and areas are in pixels.");
	return watch_warn(w, "%s does not say where on the ground it lies: it is laid pixel upon pixel on %s.", watch_scene_name(&w->scene[first ? i : 0], w->a),
			  watch_scene_name(&w->scene[first ? 0 : i], w->a));
}

/* Pixels that are larger than the first image's show less, however they are laid upon it. */
static bool told_size(struct watch_work *w, size_t i)
{
	const struct grid *g = &w->scene[0].grid, *own = &w->scene[i].grid;
	double ratio = g->kind != GRID_PIXELS && own->kind != GRID_PIXELS ? sqrt(own->metres_x * own->metres_y / (g->metres_x * g->metres_y)) : 1;

	return ratio <= much_coarser ||
	       watch_warn(w, "Pixels of image %zu are %.1f times as large as those of the first: detail that it cannot show looks like change.", i + 1, ratio);
}

static enum status open_views(struct watch_work *w, struct error *e)
{
	const struct grid *g = &w->scene[0].grid;

	for (size_t i = 0; i < w->n; i++) {
		enum status st = view_open(&w->scene[i], g, w->area.x, w->area.width, w->rows + 2 * TILE_HALO, NULL, w->a, &w->date[i].b.view, e);

		if (st)
			return st;
		if (!told_size(w, i))
			return error_memory(e);
		w->date[i].b.n_planes = w->scene[i].n;
		w->date[i].b.rule = &w->date[i].rule;
		if (i && !told_place(w, i))
			return error_memory(e);
	}
	if (w->o->site && w->o->site->cut && !watch_warn(w, "The site reaches beyond the first image: of what lies there nothing is said."))
		return error_memory(e);
	return ST_OK;
}

/* --- registration ------------------------------------------------------------------------------------------- */

static enum status unregistered(struct watch_work *w, size_t i, enum status st, struct error *e)
{
	struct error why = *e;

	if (st != ST_NEGATIVE)
		return st;
	if (!w->scene[0].radar)
		return error_set(e, ST_NEGATIVE, "%s cannot be laid upon %s: %s (%s--no-register takes them as they lie)", w->scene[i].name, w->scene[0].name, why.message,
				 w->n > 2 ? "leave it out; " : "");
	error_clear(e);
	return watch_warn(w, "%s could not be registered to %s (%s): they are compared as their grids say.", watch_scene_name(&w->scene[i], w->a), watch_scene_name(&w->scene[0], w->a), why.message) ? ST_OK :
		error_memory(e);
}

/* Resampling takes more than it gives where the displacement is slight everywhere: then it only counts as what registration leaves. */
static void displace(const struct watch_work *w, struct watch_date *d)
{
	const struct view_shift *s = &d->registration.shift;
	double x = fabs(s->dx) + (fabs(s->a[0]) * w->scene[0].grid.width + fabs(s->a[1]) * w->scene[0].grid.height) / 2;
	double y = fabs(s->dy) + (fabs(s->a[2]) * w->scene[0].grid.width + fabs(s->a[3]) * w->scene[0].grid.height) / 2;

	d->displaced = fmax(x, y) > slight;
	d->left_px = d->displaced ? 0 : hypot(x, y) / sqrt(2);
	view_displace(d->b.view, d->displaced ? s : NULL);
}

static enum status register_all(struct watch_work *w, struct error *e)
{
	struct register_options o = {.threads = w->threads, .refine = 1};
	enum status st = ST_OK;

	if (w->o->no_register)
		return watch_warn(w, "The dates were not registered, as asked: edges may look like change.") ? ST_OK : error_memory(e);
	for (size_t i = 1; !st && i < w->n; i++) {
		struct watch_date *d = &w->date[i];

		watch_say(w, "registering", (double)(i - 1) / (double)w->n);
		st = register_views(w->date[0].b.view, d->b.view, &w->scene[0].grid, w->planes, &o, w->a, &d->registration, e);
		d->registered = !st;
		if (st)
			st = unregistered(w, i, st, e);
		else
			displace(w, d);
	}
	return st;
}

/* --- masks -------------------------------------------------------------------------------------------------- */

/* Every step-th value of a row. */
static float *thin(const float *from, uint32_t width, uint32_t step, float *to)
{
	for (uint32_t x = 0; x < width; x += step)
		*to++ = from[x];
	return to;
}

/* Values of strips spread over the area, for the thresholds: planes one behind the other. */
static enum status strips(struct watch_work *w, struct watch_date *d, struct error *e)
{
	struct arena a = ARENA_INIT;
	uint32_t n = w->area.height < STRIP ? w->area.height : STRIP, times = w->area.height / n < STRIPS ? w->area.height / n : STRIPS;
	uint32_t step = (uint32_t)((uint64_t)times * n * w->area.width / TOLD) + 1;
	size_t each = (size_t)times * n * ((w->area.width + step - 1) / step), got = 0;
	const float **plane = arena_array(&a, w->planes, sizeof *plane);
	float *room = arena_array(&a, each * (w->planes + 1), sizeof *room);
	bool quality = false, some = false;
	enum status st = plane && room ? ST_OK : error_memory(e);

	for (uint32_t k = 0; !st && k < w->planes; k++)
		plane[k] = room + k * each;
	for (uint32_t i = 0; !st && i < times; i++) {
		uint32_t y = (uint32_t)((uint64_t)(w->area.height - n) * i / (times > 1 ? times - 1 : 1));
		struct view_rows rows;

		st = view_ask(d->b.view, w->area.y + y, n, e);
		if (!st)
			st = view_take(d->b.view, &rows, e);
		for (uint32_t r = 0; !st && r < n; r++) {
			for (uint32_t k = 0; k < w->planes; k++)
				(void)thin(rows.plane[k] + r * rows.stride, w->area.width, step, room + k * each + got);
			if (rows.quality)
				(void)thin(rows.quality + r * rows.stride, w->area.width, step, room + w->planes * each + got);
			quality = rows.quality != NULL;
			got += (w->area.width + step - 1) / step;
		}
	}
	for (uint32_t k = 0; !st && k < w->planes; k++) {
		size_t i = 0;

		while (i < got && !isfinite(plane[k][i]))
			i++;
		if (i == got)
			d->blank = &w->scene[d - w->date].plane[k];
		some = some || i < got;
	}
	d->blank = some ? d->blank : NULL;
	if (!st)
		st = mask_rule_make(&w->scene[d - w->date], plane, quality ? room + w->planes * each : NULL, got, w->a, &d->rule, e);
	arena_free(&a);
	return st;
}

/* An image that shows no ground at all is named here, by what hides it. */
static enum status nothing_seen(struct watch_work *w, const struct watch_date *d, const uint8_t *mask, struct error *e)
{
	const struct scene *s = &w->scene[d - w->date];
	size_t n = (size_t)w->area.width * w->area.height, clear = 0;
	uint8_t why = 0;

	for (size_t i = 0; i < n; i++) {
		clear += !(mask[i] & MASK_REASONS);
		why |= mask[i] & MASK_REASONS;
	}
	if (clear)
		return ST_OK;
	if (d->blank)
		return error_set(e, ST_NEGATIVE, "%s, %s%s: has no value anywhere, and without it nothing can be compared (leave it out with --bands)", s->name,
				 d->blank->said ? "band " : "", d->blank->name);
	return error_set(e, ST_NEGATIVE, "%s: shows nothing of the ground that is asked for: all of it is hidden by %s", s->name, watch_reasons(why, w->a));
}

static enum status whole_mask(struct watch_work *w, struct watch_date *d, struct error *e)
{
	struct blocks_date *one[1] = {&d->b};
	struct arena a = ARENA_INIT;
	struct blocks b = {.date = one, .n = 1, .width = w->area.width, .height = w->area.height, .to = w->area.height, .step = w->rows, .stop = w->o->stop, .shift = w->area.y};
	struct block block;
	struct spool mask;
	bool more = true;
	enum status st = spool_open(&mask, (size_t)w->area.width * w->area.height, 1, w->o->dir, e);

	if (!st)
		st = blocks_begin(&b, &a, e);
	while (!st && !(st = blocks_next(&b, &block, &more, e)) && more)
		memcpy((uint8_t *)mask.bytes + (size_t)block.y * w->area.width, block.mask, (size_t)block.n * w->area.width);
	if (!st && !(st = nothing_seen(w, d, mask.bytes, e)))
		st = mask_settle(mask.bytes, w->area.width, w->area.height, sqrt(w->scene[0].grid.metres_x * w->scene[0].grid.metres_y), &a, e);
	if (!st)
		spool_rest(&mask, 0, mask.size);
	if (!st)
		d->b.mask = mask;
	else
		spool_close(&mask);
	arena_free(&a);
	return st;
}

static enum status mask_all(struct watch_work *w, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < w->n; i++) {
		struct watch_date *d = &w->date[i];

		watch_say(w, "looking for clouds", (double)i / (double)w->n);
		st = strips(w, d, e);
		if (w->o->no_mask)
			d->b.missing_only = true;
		else if (!st)
			st = whole_mask(w, d, e);
		if (!st && !w->r->masked)
			w->r->masked = w->o->no_mask ? "Nothing but missing values was masked, as asked." : d->rule.said;
	}
	return st;
}

/* The displacement of one date against the other, from those of both against the first. */
void watch_tell_registration(const struct watch_work *w, struct watch_pair *pair)
{
	const struct watch_date *b = &w->date[pair->before], *a = &w->date[pair->after];

	pair->registration = a->registration;
	pair->registered = a->registered && (b->registered || b == w->date);
	if (b == w->date || !pair->registered)
		return;
	pair->registration.dx -= b->registration.dx;
	pair->registration.dy -= b->registration.dy;
	pair->registration.rmse_px = hypot(a->registration.rmse_px, b->registration.rmse_px);
	pair->registration.sd_px = hypot(a->registration.sd_px, b->registration.sd_px);
}

enum status watch_prepare(struct watch_work *w, struct error *e)
{
	bool all = w->r->method == WATCH_OMNIBUS || w->r->method == WATCH_HARMONIC;
	enum status st;

	st = choose_rows(w, all ? w->n : 2, e);
	if (st)
		return st;
	st = open_views(w, e);
	if (!st)
		st = register_all(w, e);
	if (!st)
		st = mask_all(w, e);
	return st;
}
