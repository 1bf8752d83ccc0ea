/* What neighbours say: a cloud is large, a shadow lies as the clouds do, an edge reaches the border. */
#include "watch/mask_parts.h"

#include <math.h>
#include <string.h>

/* Metres on the ground. A cloud's core holds a square of two times `core` and a pixel: larger than most roofs. Margins: Fmask grows by 3 pixels of 30 m. */
static const double core = 60, haze_reach = 600, margin = 90, shadow_furthest = 3000, shadow_margin = 120;
static const double least_area = 1e4;  /* of snow and of full sensor, m² */
enum { RADIUS_MOST = 4096, EDGE_LEAST = 32, CELLS = 60 /* the furthest shadow, in cells */, SAMPLE = 4096 };

struct work {
	uint8_t *mask;
	uint32_t width, height;
	size_t n;
	double metres;
	struct arena *a;
	size_t *list, room;        /* pixels of the area that is being walked */
	uint32_t *seen;            /* a column each: the last row with something set, plus one */
};

static uint32_t radius(const struct work *w, double metres, uint32_t least)
{
	double r = round(metres / w->metres);

	return r < least ? least : r > RADIUS_MOST ? RADIUS_MOST : (uint32_t)r;
}

static uint8_t maybe(uint8_t m)
{
	return m & MASK_MAYBE;
}

/* ---- squares ---- */

/* out: 1 where anything is set within r of it along the row. */
static void wide_row(const uint8_t *in, uint8_t *out, uint32_t width, uint32_t r)
{
	uint64_t last = 0;  /* the last column set, plus one */

	memset(out, 0, width);
	for (uint32_t x = 0; x < width; x++) {
		last = in[x] ? x + 1ull : last;
		out[x] = last && x + 1ull - last <= r;
	}
	last = UINT64_MAX;
	for (uint32_t x = width; x-- > 0;) {
		last = in[x] ? x : last;
		out[x] |= last != UINT64_MAX && last - x <= r;
	}
}

/* Set within a square of r around: in place. A byte a pixel, 0 or 1. Outside nothing is set. */
static void widen(struct work *w, uint8_t *map, uint8_t *room, uint32_t r)
{
	for (uint32_t y = 0; y < w->height; y++)
		wide_row(map + (size_t)y * w->width, room + (size_t)y * w->width, w->width, r);
	memset(w->seen, 0, w->width * sizeof *w->seen);
	for (uint32_t y = 0; y < w->height; y++)
		for (uint32_t x = 0; x < w->width; x++) {
			size_t i = (size_t)y * w->width + x;

			w->seen[x] = room[i] ? y + 1 : w->seen[x];
			map[i] = w->seen[x] && y + 1 - w->seen[x] <= r;
		}
	memset(w->seen, 0, w->width * sizeof *w->seen);
	for (uint32_t y = w->height; y-- > 0;)
		for (uint32_t x = 0; x < w->width; x++) {
			size_t i = (size_t)y * w->width + x;

			w->seen[x] = room[i] ? y + 1 : w->seen[x];
			map[i] |= w->seen[x] && w->seen[x] - (y + 1) <= r;
		}
}

/* ---- neighbours ---- */

/* One more pixel of the area that is being walked. */
static bool push(struct work *w, size_t *n, size_t at)
{
	if (*n == w->room) {
		size_t room = w->room ? 2 * w->room : 4096;
		size_t *fresh = arena_array(w->a, room, sizeof *fresh);

		if (!fresh)
			return false;
		if (*n)
			memcpy(fresh, w->list, *n * sizeof *fresh);
		w->list = fresh;
		w->room = room;
	}
	w->list[(*n)++] = at;
	return true;
}

enum { OPEN = 1, TAKEN = 2 };

/* Everything OPEN that hangs together with w->list[0 … *n] by sides and corners becomes TAKEN and joins the list. *border: whether it reaches the image's border. */
static bool walk(struct work *w, uint8_t *map, size_t *n, bool *border)
{
	for (size_t head = 0; head < *n; head++) {
		size_t at = w->list[head];
		uint32_t x = (uint32_t)(at % w->width), y = (uint32_t)(at / w->width);
		uint32_t x0 = x ? x - 1 : 0, x1 = x + 1 < w->width ? x + 1 : x, y0 = y ? y - 1 : 0, y1 = y + 1 < w->height ? y + 1 : y;

		*border = *border || !x || !y || x + 1 == w->width || y + 1 == w->height;
		for (uint32_t v = y0; v <= y1; v++)
			for (uint32_t u = x0; u <= x1; u++) {
				size_t to = (size_t)v * w->width + u;

				if (map[to] != OPEN)
					continue;
				map[to] = TAKEN;
				if (!push(w, n, to))
					return false;
			}
	}
	return true;
}

/* Of a map of 0 and 1 only areas of `least` pixels stay (and, where asked, that reach the border). */
static bool sieve(struct work *w, uint8_t *map, size_t least, bool at_border)
{
	for (size_t i = 0; i < w->n; i++) {
		bool border = false;
		size_t n = 0;

		if (map[i] != OPEN)
			continue;
		map[i] = TAKEN;
		if (!push(w, &n, i) || !walk(w, map, &n, &border))
			return false;
		if (n < least || (at_border && !border))
			for (size_t k = 0; k < n; k++)
				map[w->list[k]] = 0;
	}
	for (size_t i = 0; i < w->n; i++)
		map[i] = map[i] != 0;
	return true;
}

/* Of `map` only what hangs together with something set in `seed`. */
static bool reached(struct work *w, uint8_t *map, const uint8_t *seed)
{
	bool border = false;
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		if (seed[i] && map[i] == OPEN) {
			map[i] = TAKEN;
			if (!push(w, &n, i))
				return false;
		}
	if (!walk(w, map, &n, &border))
		return false;
	for (size_t i = 0; i < w->n; i++)
		map[i] = map[i] == TAKEN;
	return true;
}

/* ---- what light does not tell ---- */

static size_t pixels_of(const struct work *w, double area)
{
	double n = ceil(area / (w->metres * w->metres));

	return n < 9 ? 9 : n > (double)w->n ? w->n : (size_t)n;
}

/* Exact zeros in all bands that reach the border are where the image ends; two pixels beside them are mixed by resampling. */
static bool edge(struct work *w, uint8_t *map, uint8_t *room)
{
	bool any = false;

	for (size_t i = 0; i < w->n; i++) {
		map[i] = maybe(w->mask[i]) == MAYBE_EDGE;
		any = any || map[i];
	}
	if (!any)
		return true;
	if (!sieve(w, map, w->n / 2000 > EDGE_LEAST ? w->n / 2000 : EDGE_LEAST, true))
		return false;
	widen(w, map, room, 2);
	for (size_t i = 0; i < w->n; i++)
		if (map[i])
			w->mask[i] = MASK_NO_VALUE;
	return true;
}

/* Snow, and full sensor, where it covers an area. Bright roofs may be full: that they are bright stays known. */
static bool areas(struct work *w, uint8_t *map)
{
	for (int what = 0; what < 2; what++) {
		bool any = false;

		for (size_t i = 0; i < w->n; i++) {
			map[i] = what ? (w->mask[i] & MASK_FULL) != 0 : maybe(w->mask[i]) == MAYBE_SNOW;
			any = any || map[i];
		}
		if (!any)
			continue;
		if (!sieve(w, map, pixels_of(w, least_area), false))
			return false;
		for (size_t i = 0; i < w->n; i++) {
			if (what && !map[i])
				w->mask[i] &= (uint8_t)~MASK_FULL;
			else if (!what && map[i])
				w->mask[i] |= MASK_SNOW;
		}
	}
	return true;
}

/* ---- cloud ---- */

/* map becomes 1 where a cloud is, without its margin. *any: whether there is one. Border and missing pixels may hide more of a cloud, and count as cloud for its size. */
static bool clouds(struct work *w, uint8_t *map, uint8_t *room, uint8_t *seed, bool *any)
{
	uint32_t r = radius(w, core, 1);

	*any = false;
	for (size_t i = 0; i < w->n; i++) {
		uint8_t m = maybe(w->mask[i]);

		map[i] = m != MAYBE_CLOUD && !(w->mask[i] & (MASK_NO_VALUE | MASK_FULL)); /* not cloud */
	}
	widen(w, map, room, r);
	for (size_t i = 0; i < w->n; i++) {
		seed[i] = !map[i] && maybe(w->mask[i]) == MAYBE_CLOUD;
		*any = *any || seed[i];
	}
	if (!*any)
		return true;
	memcpy(map, seed, w->n);
	widen(w, map, room, r + radius(w, haze_reach, 3));
	for (size_t i = 0; i < w->n; i++) {
		uint8_t m = maybe(w->mask[i]);

		map[i] = map[i] && (m == MAYBE_CLOUD || m == MAYBE_HAZE || (w->mask[i] & MASK_FULL));
	}
	return reached(w, map, seed);
}

/* ---- shadow ---- */

struct cells { uint32_t width, height, size; uint8_t *dark, *cloud; };

enum { CELL_SEEN = 1, CELL_DARK = 2 };

/* What most of each cell's pixels are. */
static bool cells_of(struct work *w, const uint8_t *cloud, struct cells *c)
{
	c->width = (w->width + c->size - 1) / c->size;
	c->height = (w->height + c->size - 1) / c->size;
	c->dark = arena_alloc(w->a, (size_t)c->width * c->height);
	c->cloud = arena_alloc(w->a, (size_t)c->width * c->height);
	if (!c->dark || !c->cloud)
		return false;
	for (uint32_t y = 0; y < c->height; y++)
		for (uint32_t x = 0; x < c->width; x++) {
			uint32_t x1 = (x + 1) * c->size < w->width ? (x + 1) * c->size : w->width, y1 = (y + 1) * c->size < w->height ? (y + 1) * c->size : w->height;
			size_t n = 0, dark = 0, white = 0, seen = 0, i = (size_t)y * c->width + x;

			for (uint32_t v = y * c->size; v < y1; v++)
				for (uint32_t u = x * c->size; u < x1; u++) {
					size_t at = (size_t)v * w->width + u;

					n++;
					white += cloud[at];
					dark += maybe(w->mask[at]) == MAYBE_SHADOW;
					seen += !cloud[at] && !(w->mask[at] & MASK_NO_VALUE);
				}
			c->cloud[i] = 2 * white >= n;
			c->dark[i] = (uint8_t)((2 * seen >= n ? CELL_SEEN : 0) | (2 * dark >= n ? CELL_DARK : 0));
		}
	return true;
}

/* Where do the clouds, moved, fall on dark ground? Clouds of one image are about as high, so that one displacement serves. False: nowhere clearly. */
static bool displacement(struct work *w, const struct cells *c, int *dx, int *dy)
{
	size_t n = (size_t)c->width * c->height, clouds = 0, stride, k = 0, seen = 0, dark = 0;
	double base, best = 0;

	for (size_t i = 0; i < n; i++) {
		clouds += c->cloud[i];
		seen += c->dark[i] & CELL_SEEN;
		dark += c->dark[i] == (CELL_SEEN | CELL_DARK);
	}
	if (!clouds || !dark)
		return false;
	base = (double)dark / (double)seen;
	stride = clouds / SAMPLE + 1;
	clouds = 0;
	for (size_t i = 0; i < n; i++)
		if (c->cloud[i] && k++ % stride == 0) {
			size_t at = clouds;

			if (!push(w, &at, i))
				return false;
			clouds = at;
		}
	for (int v = -CELLS; v <= CELLS; v++)
		for (int u = -CELLS; u <= CELLS; u++) {
			size_t met = 0, hit = 0;
			double share;

			if (u * u + v * v > CELLS * CELLS || (!u && !v))
				continue;
			for (size_t i = 0; i < clouds; i++) {
				int64_t x = (int64_t)(w->list[i] % c->width) + u, y = (int64_t)(w->list[i] / c->width) + v;
				uint8_t what = x < 0 || y < 0 || x >= c->width || y >= c->height ? 0 : c->dark[(size_t)y * c->width + (size_t)x];

				met += what & CELL_SEEN;
				hit += what == (CELL_SEEN | CELL_DARK);
			}
			if (met < 4 || 4 * met < clouds)
				continue;
			share = (double)hit / (double)met;
			if (share < .4 || share < base + .25)
				continue;
			/* what many cells say counts for more */
			share = (share - base) * sqrt((double)met);
			if (share > best) {
				best = share;
				*dx = u;
				*dy = v;
			}
		}
	return best > 0;
}

/* The dark ground that hangs together with where the clouds, moved, lie. */
static bool shadows(struct work *w, const uint8_t *cloud, uint8_t *map, uint8_t *room, uint8_t *seed)
{
	double furthest = shadow_furthest / w->metres, least = w->width > w->height ? w->width : w->height;
	struct cells c = {.size = (uint32_t)ceil(fmin(furthest, least) / CELLS)};
	int dx = 0, dy = 0;

	c.size = c.size ? c.size : 1;
	if (!cells_of(w, cloud, &c))
		return false;
	if (!displacement(w, &c, &dx, &dy))
		return true;
	memset(seed, 0, w->n);
	for (uint32_t y = 0; y < w->height; y++)
		for (uint32_t x = 0; x < w->width; x++) {
			int64_t u = (int64_t)x + (int64_t)dx * c.size, v = (int64_t)y + (int64_t)dy * c.size;

			if (cloud[(size_t)y * w->width + x] && u >= 0 && v >= 0 && u < w->width && v < w->height)
				seed[(size_t)v * w->width + (size_t)u] = 1;
		}
	widen(w, seed, room, c.size);
	memcpy(map, seed, w->n);
	widen(w, map, room, radius(w, shadow_margin, 2));
	for (size_t i = 0; i < w->n; i++) {
		map[i] = map[i] && maybe(w->mask[i]) == MAYBE_SHADOW;
		seed[i] = seed[i] && map[i];
	}
	if (!reached(w, map, seed))
		return false;
	widen(w, map, room, radius(w, margin / 3, 1));
	for (size_t i = 0; i < w->n; i++)
		if (map[i] && !(w->mask[i] & MASK_NO_VALUE))
			w->mask[i] |= MASK_SHADOW;
	return true;
}

/* ---- all ---- */

static bool settle(struct work *w)
{
	uint8_t *map = arena_alloc(w->a, w->n), *room = arena_alloc(w->a, w->n), *seed = arena_alloc(w->a, w->n), *cloud = arena_alloc(w->a, w->n);
	bool any;

	w->seen = arena_array(w->a, w->width, sizeof *w->seen);
	if (!map || !room || !seed || !cloud || !w->seen)
		return false;
	if (!edge(w, map, room) || !areas(w, map) || !clouds(w, cloud, room, seed, &any))
		return false;
	if (any) {
		if (!shadows(w, cloud, map, room, seed))
			return false;
		widen(w, cloud, room, radius(w, margin, 1));
		for (size_t i = 0; i < w->n; i++)
			if (cloud[i] && !(w->mask[i] & MASK_NO_VALUE))
				w->mask[i] |= MASK_CLOUD;
	}
	return true;
}

enum status mask_settle(uint8_t *mask, uint32_t width, uint32_t height, double metres, struct arena *scratch, struct error *e)
{
	struct work w = {.mask = mask, .width = width, .height = height, .n = (size_t)width * height, .metres = metres > 0 && isfinite(metres) ? metres : 1, .a = scratch};
	bool asked = false;

	for (size_t i = 0; i < w.n && !asked; i++)
		asked = mask[i] & (MASK_MAYBE | MASK_FULL);
	if (asked && !settle(&w))
		return error_memory(e);
	for (size_t i = 0; i < w.n; i++)
		mask[i] &= MASK_REASONS;
	return ST_OK;
}
