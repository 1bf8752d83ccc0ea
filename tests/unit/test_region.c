/* Components against a naive flood fill; outlines drawn back into pixels give the region again, their areas are its pixels, rings are simple and turn
 * the right way; sieves against a naive one. Shapes that are hard: checkerboards, spirals, combs, lines, full and empty maps. */
#include "base/random.h"
#include "watch/region.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { SIDE = 40, MOST = SIDE * SIDE };
static const uint64_t seed = 20170;
static struct error e;

/* Numbers by first pixel, 0 for none; naive. */
static uint32_t flood(const uint8_t *map, uint8_t bits, uint32_t w, uint32_t h, bool diagonal, uint32_t *label)
{
	static uint32_t stack[MOST];
	uint32_t n = 0, top;

	memset(label, 0, (size_t)w * h * sizeof *label);
	for (uint32_t i = 0; i < w * h; i++) {
		if (!(map[i] & bits) || label[i])
			continue;
		label[i] = ++n;
		stack[0] = i;
		top = 1;
		while (top) {
			uint32_t p = stack[--top];
			int x = (int)(p % w), y = (int)(p / w);

			for (int dy = -1; dy <= 1; dy++)
				for (int dx = -1; dx <= 1; dx++) {
					int u = x + dx, v = y + dy;
					uint32_t k = (uint32_t)(v * (int)w + u);

					if (u < 0 || v < 0 || u >= (int)w || v >= (int)h || (dx && dy && !diagonal) || !(map[k] & bits) || label[k])
						continue;
					label[k] = n;
					stack[top++] = k;
				}
		}
	}
	return n;
}

/* Maps of many kinds: noise of any density, blobs, checkerboards, spirals, combs, diagonal stripes. */
static void draw(struct random *g, uint32_t w, uint32_t h, uint8_t *map)
{
	unsigned kind = (unsigned)random_below(g, 7);
	double density = random_unit(g);

	for (uint32_t y = 0; y < h; y++)
		for (uint32_t x = 0; x < w; x++) {
			bool in = random_unit(g) < density;
			int dx = (int)x - (int)w / 2, dy = (int)y - (int)h / 2, ring = abs(dx) > abs(dy) ? abs(dx) : abs(dy);

			if (kind == 1)
				in = (x + y) % 2 == 0;
			else if (kind == 2)
				in = (ring % 2 == 0) != (dx == ring && dy > -ring); /* rings joined to a spiral */
			else if (kind == 3)
				in = y == 0 || x % 2 == 0;
			else if (kind == 4)
				in = (x + 3 * y) % 5 < 2;
			else if (kind == 5)
				in = true;
			else if (kind == 6)
				in = (x / 3 + y / 3) % 2 == 0 || (random_unit(g) < 0.05);
			map[y * w + x] = in ? (uint8_t)(1 + 2 * random_below(g, 2)) : (uint8_t)(2 * random_below(g, 2));
		}
}

static bool regions_equal(const struct region_map *m, const uint32_t *label, const uint32_t *want, uint32_t n)
{
	size_t runs = 0;

	if (m->n != n || memcmp(label, want, (size_t)m->width * m->height * sizeof *label) != 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct region r = {.x0 = UINT32_MAX, .y0 = UINT32_MAX};
		uint64_t pixels = 0;

		for (uint32_t y = 0; y < m->height; y++)
			for (uint32_t x = 0; x < m->width; x++)
				if (want[y * m->width + x] == i + 1) {
					r.pixels++;
					r.x0 = x < r.x0 ? x : r.x0;
					r.y0 = y < r.y0 ? y : r.y0;
					r.x1 = x + 1 > r.x1 ? x + 1 : r.x1;
					r.y1 = y + 1 > r.y1 ? y + 1 : r.y1;
					r.middle_x += x + 0.5;
					r.middle_y += y + 0.5;
				}
		for (size_t k = m->first[i]; k < m->first[i + 1]; k++, runs++)
			for (uint32_t x = m->run[k].x0; x < m->run[k].x1; x++)
				pixels += want[m->run[k].y * m->width + x] == i + 1;
		if (m->region[i].id != i + 1 || m->region[i].pixels != r.pixels || pixels != r.pixels || m->region[i].x0 != r.x0 ||
			m->region[i].y0 != r.y0 ||
		    m->region[i].x1 != r.x1 || m->region[i].y1 != r.y1 || fabs(m->region[i].middle_x - r.middle_x / (double)r.pixels) > 1e-9 ||
		    fabs(m->region[i].middle_y - r.middle_y / (double)r.pixels) > 1e-9)
			return false;
	}
	return runs == m->first[n];
}

static double area(const struct region_ring *r)
{
	double twice = 0;

	for (size_t i = 0; i + 1 < r->n; i++)
		twice += r->point[i][0] * r->point[i + 1][1] - r->point[i + 1][0] * r->point[i][1];
	return -twice / 2; /* rows run down: counter-clockwise as seen is positive */
}

/* Even-odd at pixels' middles, over all rings. */
static bool inside(const struct region_shape *s, double x, double y)
{
	bool in = false;

	for (size_t k = 0; k < s->n; k++)
		for (size_t i = 0; i + 1 < s->ring[k].n; i++) {
			const double *p = s->ring[k].point[i], *q = s->ring[k].point[i + 1];

			if ((p[1] > y) != (q[1] > y) && x < p[0] + (y - p[1]) / (q[1] - p[1]) * (q[0] - p[0]))
				in = !in;
		}
	return in;
}

static double turn(const double *a, const double *b, const double *c) { return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]); }
static bool between(const double *a, const double *b, const double *p)
{
	return turn(a, b, p) == 0 && fmin(a[0], b[0]) <= p[0] && p[0] <= fmax(a[0], b[0]) && fmin(a[1], b[1]) <= p[1] && p[1] <= fmax(a[1], b[1]);
}

/* How two segments meet: 0 not, 1 in an end that both have, 2 any other way. */
static int meet(const double *a, const double *b, const double *c, const double *d)
{
	bool ends = (a[0] == c[0] && a[1] == c[1]) || (a[0] == d[0] && a[1] == d[1]) || (b[0] == c[0] && b[1] == c[1]) ||
		(b[0] == d[0] && b[1] == d[1]);
	double t1 = turn(a, b, c), t2 = turn(a, b, d), t3 = turn(c, d, a), t4 = turn(c, d, b);
	int on = between(a, b, c) + between(a, b, d) + between(c, d, a) + between(c, d, b);

	if (((t1 > 0) != (t2 > 0)) && t1 != 0 && t2 != 0 && ((t3 > 0) != (t4 > 0)) && t3 != 0 && t4 != 0)
		return 2;
	if (!on)
		return 0;
	return ends && on == 2 ? 1 : 2;
}

/* Rings simple, meeting in corners only, oriented, holes behind their outer ring and within it. */
static bool proper(const struct region_shape *s)
{
	size_t outer = 0;

	for (size_t k = 0; k < s->n; k++) {
		const struct region_ring *r = &s->ring[k];

		if (r->n < 4 || r->point[0][0] != r->point[r->n - 1][0] || r->point[0][1] != r->point[r->n - 1][1] || (area(r) < 0) != r->hole ||
			area(r) == 0)
			return false;
		if (k == 0 && r->hole)
			return false;
		if (!r->hole)
			outer = k;
		for (size_t i = 0; i + 1 < r->n; i++)
			for (size_t l = k; l < s->n; l++)
				for (size_t j = l == k ? i + 1 : 0; j + 1 < s->ring[l].n; j++) {
					int how = meet(r->point[i], r->point[i + 1], s->ring[l].point[j], s->ring[l].point[j + 1]);

					if (how == 2 || (how == 1 && l == k && j != i + 1 && !(i == 0 && j + 2 == r->n)))
						return false;
				}
		if (r->hole) { /* a point just inside the region beside the hole's first edge is in the outer ring */
			struct region_shape one = {&s->ring[outer], 1};
			double x = (r->point[0][0] + r->point[1][0]) / 2, y = (r->point[0][1] + r->point[1][1]) / 2;

			if (!inside(&one, x + 1e-7, y + 1.3e-7))
				return false;
		}
	}
	return true;
}

static void naive(void)
{
	struct random g = random_start(seed, 0);

	printf("seed %llu\n", (unsigned long long)seed);
	for (unsigned round = 0; round < 1500; round++) {
		static uint8_t map[MOST];
		static uint32_t label[MOST], want[MOST];
		uint32_t w = 1 + (uint32_t)random_below(&g, SIDE), h = 1 + (uint32_t)random_below(&g, SIDE);
		bool diagonal = random_below(&g, 2);
		struct arena a = ARENA_INIT;
		struct region_map m;

		draw(&g, w, h, map);
		memset(label, 0xff, sizeof label);
		CHECK(!region_find(map, 1, w, h, diagonal, label, &a, &m, &e));
		CHECK(regions_equal(&m, label, want, flood(map, 1, w, h, diagonal, want)));
		arena_free(&a);
	}
}

static void outlines(void)
{
	struct random g = random_start(seed, 1);

	for (unsigned round = 0; round < 600; round++) {
		static uint8_t map[MOST];
		static uint32_t label[MOST];
		uint32_t w = 1 + (uint32_t)random_below(&g, 24), h = 1 + (uint32_t)random_below(&g, 24);
		bool diagonal = random_below(&g, 3);
		struct arena a = ARENA_INIT;
		struct region_map m;

		draw(&g, w, h, map);
		CHECK(!region_find(map, 1, w, h, diagonal, label, &a, &m, &e));
		for (size_t i = 0; i < m.n; i++) {
			struct region_shape s;
			double sum = 0;
			size_t outer = 0;

			CHECK(!region_outline(&m, i, &a, &s, &e));
			for (size_t k = 0; k < s.n; k++) {
				sum += area(&s.ring[k]);
				outer += !s.ring[k].hole;
				for (size_t j = 0; j + 1 < s.ring[k].n; j++) { /* corners only */
					const double *p = s.ring[k].point[j ? j - 1 : s.ring[k].n - 2], *q = s.ring[k].point[j],
						*r = s.ring[k].point[j + 1];

					CHECK(turn(p, q, r) != 0);
				}
			}
			CHECK(sum == (double)m.region[i].pixels);
			CHECK(diagonal || outer == 1);
			for (uint32_t y = 0; y < h; y++)
				for (uint32_t x = 0; x < w; x++)
					CHECK(inside(&s, x + 0.5, y + 0.5) == (label[y * w + x] == i + 1));
			CHECK(proper(&s));
		}
		arena_free(&a);
	}
}

static void simplified(void)
{
	struct random g = random_start(seed, 2);
	size_t before = 0, after = 0;

	for (unsigned round = 0; round < 600; round++) {
		static uint8_t map[MOST];
		uint32_t w = 1 + (uint32_t)random_below(&g, 24), h = 1 + (uint32_t)random_below(&g, 24);
		double tolerance = 0.5 * (double)(1 + random_below(&g, 8));
		struct arena a = ARENA_INIT;
		struct region_map m;

		draw(&g, w, h, map);
		CHECK(!region_find(map, 1, w, h, true, NULL, &a, &m, &e));
		for (size_t i = 0; i < m.n; i++) {
			struct region_shape s, was;
			size_t rings;

			CHECK(!region_outline(&m, i, &a, &s, &e) && !region_outline(&m, i, &a, &was, &e));
			rings = s.n;
			for (size_t k = 0; k < s.n; k++)
				before += s.ring[k].n;
			CHECK(!region_simplify(&s, tolerance, &e));
			CHECK(s.n == rings && proper(&s));
			for (size_t k = 0; k < s.n; k++)
				after += s.ring[k].n;
			for (size_t k = 0; k < s.n; k++) /* every point that was there is near an edge that stays */
				for (size_t j = 0; j < was.ring[k].n; j++) {
					double near = INFINITY, *p = was.ring[k].point[j];

					for (size_t l = 0; l + 1 < s.ring[k].n; l++) {
						double *u = s.ring[k].point[l], *v = s.ring[k].point[l + 1], dx = v[0] - u[0], dy = v[1] - u[1];
						double t = ((p[0] - u[0]) * dx + (p[1] - u[1]) * dy) / (dx * dx + dy * dy);

						t = fmin(1, fmax(0, t));
						near = fmin(near, hypot(p[0] - u[0] - t * dx, p[1] - u[1] - t * dy));
					}
					CHECK(near < tolerance);
				}
		}
		arena_free(&a);
	}
	printf("%zu points of %zu stay\n", after, before);
	CHECK(after < before);
}

/* A disc of pixels becomes a polygon of few points and nearly its area. */
static void disc(void)
{
	enum { W = 200 };
	static uint8_t map[W * W];
	struct arena a = ARENA_INIT;
	struct region_map m;
	struct region_shape s;

	for (int y = 0; y < W; y++)
		for (int x = 0; x < W; x++)
			map[y * W + x] = hypot(x - 99.5, y - 99.5) < 80;
	CHECK(!region_find(map, 1, W, W, true, NULL, &a, &m, &e) && m.n == 1);
	CHECK(!region_outline(&m, 0, &a, &s, &e) && s.n == 1 && s.ring[0].n > 300);
	CHECK(!region_simplify(&s, 1, &e) && s.ring[0].n < 100);
	CHECK(fabs(area(&s.ring[0]) / (double)m.region[0].pixels - 1) < 0.03);
	arena_free(&a);
}

static void sieve_naive(uint8_t *map, uint8_t value, uint8_t otherwise, uint32_t w, uint32_t h, uint64_t least, uint64_t hole, uint64_t *removed)
{
	static uint8_t in[MOST];
	static uint32_t label[MOST];
	static uint64_t size[MOST + 1];
	uint32_t n;

	*removed = 0;
	for (unsigned pass = 0; pass < 2; pass++) {
		memset(size, 0, sizeof size);
		for (uint32_t i = 0; i < w * h; i++)
			in[i] = (map[i] == value) != pass;
		n = flood(in, 1, w, h, !pass, label);
		for (uint32_t i = 0; i < w * h; i++) {
			bool edge = i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1;

			size[label[i]] += pass && (edge || map[i] != otherwise) ? MOST : 1;
		}
		for (uint32_t i = 0; i < w * h; i++)
			if (label[i] && size[label[i]] < (pass ? hole : least)) {
				*removed += !pass;
				map[i] = pass ? value : otherwise;
			}
		(void)n;
	}
}

static void sieves(void)
{
	struct random g = random_start(seed, 3);

	for (unsigned round = 0; round < 1500; round++) {
		static uint8_t map[MOST], want[MOST];
		uint32_t w = 1 + (uint32_t)random_below(&g, SIDE), h = 1 + (uint32_t)random_below(&g, SIDE);
		uint64_t least = random_below(&g, 12), hole = random_below(&g, 12), removed, gone;

		draw(&g, w, h, map);
		for (uint32_t i = 0; i < w * h; i++) {
			map[i] &= 1;
			if (random_below(&g, 30) == 0)
				map[i] = 255;
		}
		memcpy(want, map, sizeof map);
		struct arena a = ARENA_INIT;
		CHECK(!region_sieve(map, 1, 0, w, h, least, hole, &removed, &a, &e));
		arena_free(&a);
		sieve_naive(want, 1, 0, w, h, least, hole, &gone);
		CHECK(memcmp(map, want, (size_t)w * h) == 0 && removed == gone);
	}
}

/* Where work or depth could run away: many pixels in the worst patterns. */
static void hard(void)
{
	enum { W = 600, H = 600 };
	static const char *const kind[] = {"checkerboard", "spiral", "comb", "full", "empty", "dots", "stripes", "one row"};
	uint8_t *map = malloc((size_t)W * H);

	CHECK(map);
	for (unsigned k = 0; k < sizeof kind / sizeof *kind; k++) {
		struct arena a = ARENA_INIT;
		struct region_map m;
		double pixels = 0, sum = 0;
		size_t rings = 0;
		uint32_t w = k == 7 ? W * H : W, h = k == 7 ? 1 : H;

		for (uint32_t i = 0; i < W * H; i++) {
			int x = (int)(i % W), y = (int)(i / W), dx = x - W / 2, dy = y - H / 2, ring = abs(dx) > abs(dy) ? abs(dx) : abs(dy);

			map[i] = k == 0 ? (x + y) % 2 : k == 1 ? (ring % 2 == 0) != (dx == ring && dy > -ring) : k == 2 ? y == 0 || x % 2 : k == 3 ? 1
				: k == 4 ? 0 : k == 5 ? x % 2 && y % 2 : k == 6 ? (x + y) % 4 < 2 : x % 3 != 0;
		}
		CHECK(!region_find(map, 1, w, h, k != 6, NULL, &a, &m, &e));
		for (size_t i = 0; i < m.n; i++) {
			struct region_shape s;

			CHECK(!region_outline(&m, i, &a, &s, &e));
			if (!(k == 5 || k == 7) || i < 100)
				CHECK(!region_simplify(&s, 1, &e) || s.n);
			pixels += (double)m.region[i].pixels;
			rings += s.n;
			for (size_t j = 0; k != 6 && j < s.n; j++)
				sum += area(&s.ring[j]);
		}
		printf("%s: %zu regions, %zu rings, %.0f pixels\n", kind[k], m.n, rings, pixels);
		CHECK(k == 6 || fabs(sum - pixels) < pixels * 0.02 + 0.5);
		arena_free(&a);
		CHECK(!region_sieve(map, 1, 0, w, h, 5, 5, NULL, &a, &e));
		arena_free(&a);
	}
	free(map);
}

TESTS({"components as a flood fill finds them", naive}, {"outlines give the region back", outlines}, {"simplified rings stay proper", simplified},
      {"a disc", disc}, {"sieves", sieves}, {"hard maps", hard})
