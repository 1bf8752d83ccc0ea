#include "watch/watch_work.h"

#include "base/random.h"

#include <string.h>

/* All pixels of a small area; else strips of rows spread over it, one in each of as many layers at a place drawn by chance, and of wide strips some
 * of their pieces. */
enum { WHOLE = 1500000, WANTED = 1000000, STRIPS_LEAST = 16, CORE = 16, PIECE = 256 };

static enum status tile_room(struct arena *a, uint32_t planes, uint32_t width, uint32_t height, struct tile *t)
{
	float *room = arena_array(a, 2 * (size_t)planes * width, (size_t)height * sizeof *room);

	*t = (struct tile){.n = planes, .width = width, .height = height, .plane = arena_array(a, 2 * (size_t)planes, sizeof *t->plane), .mask = arena_array(a, width, height)};
	if (!room || !t->plane || !t->mask)
		return ST_ENV;
	for (uint32_t k = 0; k < 2 * planes; k++)
		t->plane[k] = room + (size_t)k * width * height;
	return ST_OK;
}

/* Rows of a block into a tile that begins at (t->x, t->y). */
static void copy(const struct watch_work *w, const struct block *b, struct tile *t)
{
	const uint8_t *one = b->mask, *two = b->mask + b->mask_stride;

	for (uint32_t y = b->y; y < b->y + b->n; y++) {
		size_t from = (size_t)(y - b->y) * w->area.width + t->x, to = (size_t)(y - t->y) * t->width;

		if (y < t->y || y >= t->y + t->height)
			continue;
		for (uint32_t x = 0; x < t->width; x++)
			t->mask[to + x] = one[from + x] | two[from + x];
		for (uint32_t k = 0; k < 2 * t->n; k++) {
			const struct view_rows *rows = &b->rows[k / t->n];
			const float *f = rows->plane[k % t->n] + (size_t)(y - b->y) * rows->stride + t->x;

			for (uint32_t x = 0; x < t->width; x++)
				t->plane[k][to + x] = t->mask[to + x] ? 0 : f[x];
		}
	}
}

/* Rows from … to of the area, core rows of which go to the tiles first … last. */
static enum status read_rows(struct watch_work *w, struct blocks_date *const date[2], uint32_t from, uint32_t to, struct tile *tile, size_t n, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct blocks b = {.date = date, .n = 2, .width = w->area.width, .height = w->area.height, .shift = w->area.y, .from = from, .to = to, .step = w->rows, .stop = w->o->stop};
	struct block block;
	bool more = true;
	enum status st = blocks_begin(&b, &a, e);

	while (!st && !(st = blocks_next(&b, &block, &more, e)) && more)
		for (size_t i = 0; i < n; i++)
			copy(w, &block, &tile[i]);
	arena_free(&a);
	return st;
}

static void count_seen(struct sample *s)
{
	for (size_t i = 0; i < s->n_tiles; i++)
		for (uint32_t y = s->tile[i].y0; y < s->tile[i].y1; y++)
			for (uint32_t x = s->tile[i].x0; x < s->tile[i].x1; x++)
				s->seen += !s->tile[i].mask[(size_t)y * s->tile[i].width + x];
}

static enum status whole(struct watch_work *w, struct blocks_date *const date[2], struct arena *a, struct sample *out, struct error *e)
{
	out->tile = arena_array(a, 1, sizeof *out->tile);
	if (!out->tile || tile_room(a, w->planes, w->area.width, w->area.height, out->tile))
		return error_memory(e);
	out->n_tiles = 1;
	out->tile->x1 = w->area.width;
	out->tile->y1 = w->area.height;
	return read_rows(w, date, 0, w->area.height, out->tile, 1, e);
}

static enum status strips(struct watch_work *w, struct blocks_date *const date[2], struct arena *a, struct sample *out, struct error *e)
{
	uint32_t width = w->area.width, height = w->area.height, core = height < CORE ? height : CORE;
	uint32_t pieces = width > (uint32_t)(WANTED / STRIPS_LEAST / CORE) ? WANTED / STRIPS_LEAST / CORE / PIECE : 1;
	uint32_t wide = pieces > 1 ? PIECE : width, n = (uint32_t)(WANTED / ((size_t)wide * pieces * core));
	struct random r;
	enum status st = ST_OK;

	n = n > height / core ? height / core : n;
	n = n ? n : 1;
	r = random_start(w->o->seed, 0);
	out->tile = arena_array(a, (size_t)n * pieces, sizeof *out->tile);
	if (!out->tile)
		return error_memory(e);
	for (uint32_t i = 0; !st && i < n; i++) {
		uint32_t low = (uint32_t)((uint64_t)height * i / n), room = (uint32_t)((uint64_t)height * (i + 1) / n) - low - core;
		uint32_t y = low + (uint32_t)random_below(&r, (uint64_t)room + 1), y0 = y > TILE_HALO ? y - TILE_HALO : 0;
		uint32_t y1 = y + core + TILE_HALO < height ? y + core + TILE_HALO : height;
		struct tile *first = &out->tile[out->n_tiles];

		for (uint32_t k = 0; !st && k < pieces; k++) {
			uint32_t left = (uint32_t)((uint64_t)width * k / pieces), span = (uint32_t)((uint64_t)width * (k + 1) / pieces) - left;
			uint32_t x = pieces > 1 ? left + (uint32_t)random_below(&r, span > wide ? span - wide + 1 : 1) : 0, cut = wide > span ? span : wide;
			uint32_t x0 = x > TILE_HALO ? x - TILE_HALO : 0, x1 = x + cut + TILE_HALO < width ? x + cut + TILE_HALO : width;
			struct tile *t = &out->tile[out->n_tiles++];

			if (tile_room(a, w->planes, x1 - x0, y1 - y0, t))
				return error_memory(e);
			t->x = x0;
			t->y = y0;
			t->x0 = x - x0;
			t->x1 = t->x0 + cut;
			t->y0 = y - y0;
			t->y1 = t->y0 + core;
		}
		st = read_rows(w, date, y0, y1, first, pieces, e);
		watch_say(w, "taking a sample", (double)i / n);
	}
	return st;
}

enum status watch_sample(struct watch_work *w, size_t before, size_t after, struct arena *a, struct sample *out, struct error *e)
{
	struct blocks_date *const date[2] = {&w->date[before].b, &w->date[after].b};
	size_t pixels = (size_t)w->area.width * w->area.height;
	enum status st;

	*out = (struct sample){.n = w->planes};
	st = pixels <= WHOLE || w->area.height < 2 * CORE ? whole(w, date, a, out, e) : strips(w, date, a, out, e);
	if (!st)
		count_seen(out);
	return st;
}
