/* What neighbours say: a cloud is large or casts a shadow, a shadow lies as the clouds do, an edge reaches the border. */
#include "watch/mask_map.h"
#include "watch/mask_parts.h"

#include <math.h>
#include <string.h>

/* Metres on the ground. Without its shadow only what holds a square of two times `large` is cloud: more than a roof. Fmask grows clouds by 3
 * pixels. */
static const double small = 20, large = 100, haze_reach = 600, margin = 60, shadow_nearest = 150, shadow_furthest = 3000, shadow_margin = 150;
static const double least_area = 1e4;      /* of snow and of full sensor, m² */
/* of the moved clouds on dark ground, and more than of all ground, to be believed; of one cloud */
static const double share_all = .35, share_more = .2;
static const double share_one = .3, share_white = .2, share_large = .3;
static const uint64_t white_unit = 1ull << 32;  /* two counts in one */
enum { RADIUS_MOST = 4096, EDGE_LEAST = 32, CELLS = 60 /* the furthest shadow, in cells */, SAMPLE = 4096 };

enum { CLOUD = 1, WHITE = 2 /* cloud or haze */, SEED = 4, LARGE = 8, WORK = 16, DARK = 32, HIDDEN = 64 };

struct work {
	uint8_t *mask;
	struct map map;
	double metres;
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

static bool is_cloud(uint8_t m)
{
	return maybe(m) == MAYBE_CLOUD || maybe(m) == MAYBE_WHITE;
}

static uint64_t pixels_of(const struct work *w, double area)
{
	double n = ceil(area / (w->metres * w->metres));

	return n < 9 ? 9 : n > (double)w->map.n ? w->map.n : (uint64_t)n;
}

/* ---- what light does not tell ---- */

/* Exact zeros in all bands that reach the border are where the image ends; two pixels beside them are mixed by resampling. */
static bool edge(struct work *w)
{
	struct map *m = &w->map;
	uint64_t least = m->n / 2000 > EDGE_LEAST ? m->n / 2000 : EDGE_LEAST;

	for (size_t i = 0; i < m->n; i++)
		m->bit[i] = maybe(w->mask[i]) == MAYBE_EDGE ? WORK : 0;
	if (!map_any(m, WORK))
		return true;
	if (!map_sieve(m, WORK, least, true))
		return false;
	map_widen(m, WORK, WORK, 2);
	for (size_t i = 0; i < m->n; i++)
		if (m->bit[i] & WORK)
			w->mask[i] = MASK_NO_VALUE;
	return true;
}

/* Snow, and full sensor, where it covers an area. Bright roofs may be full: that they are bright stays known. */
static bool areas(struct work *w)
{
	struct map *m = &w->map;

	for (size_t i = 0; i < m->n; i++)
		m->bit[i] = (uint8_t)((maybe(w->mask[i]) == MAYBE_SNOW ? WORK : 0) | (w->mask[i] & MASK_FULL ? SEED : 0));
	if (map_any(m, WORK) && !map_sieve(m, WORK, pixels_of(w, least_area), false))
		return false;
	if (map_any(m, SEED) && !map_sieve(m, SEED, pixels_of(w, least_area), false))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		w->mask[i] |= m->bit[i] & WORK ? MASK_SNOW : 0;
		if (!(m->bit[i] & SEED))
			w->mask[i] &= (uint8_t)~MASK_FULL;
	}
	return true;
}

/* ---- cloud ---- */

/* A cloud is white throughout, not a white roof in a bright town; by its size alone only where much of it is as white as a cloud, which sand and
 * salt seldom are. */
static bool white_enough(struct work *w)
{
	struct map *m = &w->map;

	if (!map_areas(m, CLOUD))
		return false;
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const struct map_run *r = &m->run[i];
		const uint8_t *mask = w->mask + (size_t)r->y * m->width;
		uint64_t *sum = &m->sum[2ull * r->root];

		for (uint32_t x = r->x; x < r->end; x++)
			sum[1] += is_cloud(mask[x]) || (mask[x] & MASK_FULL) ? 1 + (maybe(mask[x]) == MAYBE_WHITE ? white_unit : 0) : 0;
		sum[0] += r->end - r->x;
	}
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const uint64_t *sum = &m->sum[2ull * m->run[i].root];
		double all = (double)sum[0], cloud = (double)(sum[1] % white_unit), white = (double)(sum[1] / white_unit);

		if (cloud < share_white * all)
			map_run_clear(m, &m->run[i], CLOUD | SEED | LARGE);
		else if (white < share_large * all)
			map_run_clear(m, &m->run[i], LARGE);
	}
	return true;
}

/* CLOUD: all that may be one, LARGE: what is one by its size alone. False: no memory. */
static bool clouds(struct work *w)
{
	struct map *m = &w->map;
	uint32_t r = radius(w, small, 1);

	for (size_t i = 0; i < m->n; i++) {
		uint8_t may = maybe(w->mask[i]);
		bool cloud = is_cloud(w->mask[i]), full = w->mask[i] & MASK_FULL, none = w->mask[i] & MASK_NO_VALUE;

		m->bit[i] = (uint8_t)((cloud ? CLOUD : 0) | (cloud || full || may == MAYBE_HAZE ? WHITE : 0) | (may == MAYBE_SHADOW ? DARK : 0) |
				      (none ? HIDDEN : 0));
	}
	if (!map_any(m, CLOUD))
		return true;
	/* white ground close to what may be cloud, without pinholes */
	map_widen(m, CLOUD, WORK, 2);
	for (size_t i = 0; i < m->n; i++)
		if (!(m->bit[i] & WHITE))
			m->bit[i] &= (uint8_t)~WORK;
	map_widen(m, WORK, WORK, 1);
	map_narrow(m, WORK, WORK, 1);
	for (size_t i = 0; i < m->n; i++) /* missing ground may hide more of a cloud */
		m->bit[i] |= m->bit[i] & HIDDEN ? WORK : 0;
	map_narrow(m, WORK, SEED, r);
	map_narrow(m, WORK, LARGE, radius(w, large, 3));
	for (size_t i = 0; i < m->n; i++)
		if (m->bit[i] & HIDDEN)
			m->bit[i] &= (uint8_t)~(SEED | LARGE);
	map_widen(m, SEED, CLOUD, r + radius(w, haze_reach, 3));
	for (size_t i = 0; i < m->n; i++)
		if (!(m->bit[i] & WHITE))
			m->bit[i] &= (uint8_t)~CLOUD;
	if (!map_reached(m, CLOUD, SEED) || !white_enough(w))
		return false;
	/* areas that are large throughout */
	if (map_any(m, LARGE)) {
		for (size_t i = 0; i < m->n; i++)
			m->bit[i] = (uint8_t)((m->bit[i] & ~(SEED | WORK)) | (m->bit[i] & LARGE ? SEED : 0) | (m->bit[i] & CLOUD ? WORK : 0));
		if (!map_reached(m, WORK, SEED))
			return false;
		for (size_t i = 0; i < m->n; i++)
			m->bit[i] = (uint8_t)((m->bit[i] & ~LARGE) | (m->bit[i] & WORK ? LARGE : 0));
	}
	return true;
}

/* ---- shadow ---- */

struct cells { uint32_t width, height, size; uint8_t *dark, *cloud; uint32_t *list; size_t n; };

enum { CELL_SEEN = 1, CELL_DARK = 2 };

/* What most of each cell's pixels are. */
static void one_cell(const struct work *w, struct cells *c, uint32_t x, uint32_t y)
{
	const struct map *m = &w->map;
	uint32_t x1 = (x + 1) * c->size < m->width ? (x + 1) * c->size : m->width, y1 = (y + 1) * c->size < m->height ? (y + 1) * c->size : m->height;
	size_t n = 0, dark = 0, white = 0, seen = 0, i = (size_t)y * c->width + x;

	for (uint32_t v = y * c->size; v < y1; v++)
		for (uint32_t u = x * c->size; u < x1; u++) {
			uint8_t bit = m->bit[(size_t)v * m->width + u];

			n++;
			white += (bit & CLOUD) != 0;
			dark += (bit & DARK) != 0;
			seen += !(bit & (CLOUD | HIDDEN));
		}
	c->cloud[i] = 2 * white >= n;
	c->dark[i] = (uint8_t)((2 * seen >= n ? CELL_SEEN : 0) | (2 * dark >= n ? CELL_DARK : 0));
}

static bool cells_of(struct work *w, struct cells *c)
{
	size_t n, clouds = 0, k = 0;

	c->width = (w->map.width + c->size - 1) / c->size;
	c->height = (w->map.height + c->size - 1) / c->size;
	n = (size_t)c->width * c->height;
	c->dark = arena_alloc(w->map.a, n);
	c->cloud = arena_alloc(w->map.a, n);
	c->list = arena_array(w->map.a, SAMPLE + 1, 2 * sizeof *c->list);
	if (!c->dark || !c->cloud || !c->list)
		return false;
	for (uint32_t y = 0; y < c->height; y++)
		for (uint32_t x = 0; x < c->width; x++)
			one_cell(w, c, x, y);
	for (size_t i = 0; i < n; i++)
		clouds += c->cloud[i];
	for (size_t i = 0, stride = clouds / SAMPLE + 1; i < n; i++)
		if (c->cloud[i] && k++ % stride == 0) {
			c->list[2 * c->n] = (uint32_t)(i % c->width);
			c->list[2 * c->n++ + 1] = (uint32_t)(i / c->width);
		}
	return true;
}

/* How many of the clouds' cells, moved, are seen and are dark. */
static void moved(const struct cells *c, int dx, int dy, size_t *met, size_t *hit)
{
	*met = *hit = 0;
	for (size_t i = 0; i < c->n; i++) {
		int64_t x = (int64_t)c->list[2 * i] + dx, y = (int64_t)c->list[2 * i + 1] + dy;
		uint8_t what = x < 0 || y < 0 || x >= c->width || y >= c->height ? 0 : c->dark[(size_t)y * c->width + (size_t)x];

		*met += what & CELL_SEEN;
		*hit += what == (CELL_SEEN | CELL_DARK);
	}
}

/* Where do the clouds, moved, fall on dark ground? Clouds of one image are about as high, so that one displacement serves. False: nowhere clearly. */
static bool displacement(const struct work *w, const struct cells *c, int *dx, int *dy)
{
	size_t n = (size_t)c->width * c->height, seen = 0, dark = 0;
	double base, best = 0, nearest = shadow_nearest / w->metres / c->size;

	for (size_t i = 0; i < n; i++) {
		seen += c->dark[i] & CELL_SEEN;
		dark += c->dark[i] == (CELL_SEEN | CELL_DARK);
	}
	if (!c->n || !dark)
		return false;
	base = (double)dark / (double)seen;
	for (int v = -CELLS; v <= CELLS; v++)
		for (int u = -CELLS; u <= CELLS; u++) {
			size_t met, hit;
			double share;

			if (u * u + v * v > CELLS * CELLS || u * u + v * v < nearest * nearest)
				continue;
			moved(c, u, v, &met, &hit);
			if (met < 4 || 4 * met < c->n)
				continue;
			share = (double)hit / (double)met;
			if (share < share_all || share < base + share_more)
				continue;
			share = (share - base) * sqrt((double)met); /* what many cells say counts for more */
			if (share > best) {
				best = share;
				*dx = u;
				*dy = v;
			}
		}
	return best > 0;
}

static bool at_moved(const struct map *m, uint32_t x, uint32_t y, int64_t dx, int64_t dy, size_t *at)
{
	int64_t u = x + dx, v = y + dy;

	if (u < 0 || v < 0 || u >= m->width || v >= m->height)
		return false;
	*at = (size_t)v * m->width + (size_t)u;
	return true;
}

/* CLOUD stays where it is large or where what it casts is dark. */
static bool confirmed(struct work *w, int64_t dx, int64_t dy)
{
	struct map *m = &w->map;

	if (!map_areas(m, CLOUD))
		return false;
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const struct map_run *r = &m->run[i];

		for (uint32_t x = r->x; x < r->end; x++) {
			size_t to;

			if (!at_moved(m, x, r->y, dx, dy, &to) || (m->bit[to] & (CLOUD | HIDDEN)))
				continue;
			m->sum[2ull * r->root]++;
			m->sum[2ull * r->root + 1] += (m->bit[to] & WORK) != 0;
		}
	}
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const struct map_run *r = &m->run[i];
		const uint64_t *sum = &m->sum[2ull * r->root];
		bool casts = sum[0] && (double)sum[1] >= share_one * (double)sum[0];

		for (uint32_t x = r->x; x < r->end && !casts; x++) {
			uint8_t *bit = &m->bit[(size_t)r->y * m->width + x];

			if (!(*bit & LARGE))
				*bit &= (uint8_t)~CLOUD;
		}
	}
	return true;
}

/* Dark ground that hangs together with where the clouds, moved, lie. */
static bool shadows(struct work *w, int64_t dx, int64_t dy, uint32_t slack)
{
	struct map *m = &w->map;

	map_clear(m, SEED | WORK);
	for (uint32_t y = 0; y < m->height; y++)
		for (uint32_t x = 0; x < m->width; x++) {
			size_t to;

			if ((m->bit[(size_t)y * m->width + x] & CLOUD) && at_moved(m, x, y, dx, dy, &to))
				m->bit[to] |= SEED;
		}
	map_widen(m, SEED, SEED, slack);
	map_widen(m, SEED, WORK, radius(w, shadow_margin, 2));
	for (size_t i = 0; i < m->n; i++)
		if (!(m->bit[i] & DARK) || (m->bit[i] & CLOUD))
			m->bit[i] &= (uint8_t)~WORK;
	if (!map_reached(m, WORK, SEED))
		return false;
	map_widen(m, WORK, WORK, radius(w, margin / 3, 1));
	for (size_t i = 0; i < m->n; i++)
		if ((m->bit[i] & WORK) && !(w->mask[i] & MASK_NO_VALUE))
			w->mask[i] |= MASK_SHADOW;
	return true;
}

static bool cast(struct work *w)
{
	struct map *m = &w->map;
	double furthest = shadow_furthest / w->metres, widest = m->width > m->height ? m->width : m->height;
	struct cells c = {.size = (uint32_t)fmax(1, ceil(fmin(furthest, widest) / CELLS))};
	int dx = 0, dy = 0;

	if (map_any(m, DARK) && !cells_of(w, &c))
		return false;
	if (c.n && displacement(w, &c, &dx, &dy)) {
		map_widen(m, DARK, WORK, c.size);
		return confirmed(w, (int64_t)dx * c.size, (int64_t)dy * c.size) && shadows(w, (int64_t)dx * c.size, (int64_t)dy * c.size, c.size);
	}
	for (size_t i = 0; i < m->n; i++)
		if (!(m->bit[i] & LARGE))
			m->bit[i] &= (uint8_t)~CLOUD;
	return true;
}

/* ---- all ---- */

static bool settle(struct work *w)
{
	struct map *m = &w->map;

	if (!edge(w) || !areas(w) || !clouds(w))
		return false;
	if (!map_any(m, CLOUD))
		return true;
	if (!cast(w))
		return false;
	map_widen(m, CLOUD, CLOUD, radius(w, margin, 1));
	for (size_t i = 0; i < m->n; i++)
		if ((m->bit[i] & CLOUD) && !(w->mask[i] & MASK_NO_VALUE))
			w->mask[i] |= MASK_CLOUD;
	return true;
}

enum status mask_settle(uint8_t *mask, uint32_t width, uint32_t height, double metres, struct arena *scratch, struct error *e)
{
	struct work w = {.mask = mask, .metres = metres > 0 && isfinite(metres) ? metres : 1};
	size_t n = (size_t)width * height;
	bool asked = false;

	for (size_t i = 0; i < n && !asked; i++)
		asked = mask[i] & (MASK_MAYBE | MASK_FULL);
	if (asked && (!map_open(&w.map, width, height, scratch) || !settle(&w)))
		return error_memory(e);
	for (size_t i = 0; i < n; i++)
		mask[i] &= MASK_REASONS;
	return ST_OK;
}
