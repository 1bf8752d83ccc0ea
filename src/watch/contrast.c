#include "watch/contrast.h"

#include "watch/parallel.h"
#include "watch/vectors.h"

#include <math.h>
#include <string.h>

enum { STEP = 512, TAPS = TILE_HALO - 1, MOST = 100 /* times the middle, before smoothing */ };

/* u = Σ m[k] plane[k] */
VECTORS static void combine(const float *m, const float *const *plane, uint32_t n, size_t at, size_t count, float *restrict u)
{
	uint32_t k = 0;

	for (size_t i = 0; i < count; i++)
		u[i] = 0;
	for (; k + 4 <= n; k += 4) {
		const float *a = plane[k] + at, *b = plane[k + 1] + at, *c = plane[k + 2] + at, *d = plane[k + 3] + at;
		float ma = m[k], mb = m[k + 1], mc = m[k + 2], md = m[k + 3];

		for (size_t i = 0; i < count; i++)
			u[i] += (ma * a[i] + mb * b[i]) + (mc * c[i] + md * d[i]);
	}
	for (; k < n; k++) {
		const float *a = plane[k] + at;
		float ma = m[k];

		for (size_t i = 0; i < count; i++)
			u[i] += ma * a[i];
	}
}

VECTORS static void take_in(const float *restrict u, const float *restrict v, float c, size_t count, float *restrict t)
{
	for (size_t i = 0; i < count; i++) {
		float z = (u[i] - v[i]) + c;

		t[i] += z * z;
	}
}

VECTORS static void mean_of(const float *restrict u, const float *restrict v, size_t count, float *restrict out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = 0.5f * (u[i] + v[i]);
}

void contrast_rows(const struct contrast *c, const float *const *plane, size_t count, float *t, float *const *middle)
{
	float u[STEP], v[STEP];

	for (size_t at = 0; at < count; at += STEP) {
		size_t n = count - at < STEP ? count - at : STEP;

		memset(t + at, 0, n * sizeof *t);
		for (uint32_t k = 0; k < c->rank; k++) {
			combine(c->p + (size_t)k * c->n, plane, c->n, at, n, u);
			combine(c->q + (size_t)k * c->n, plane + c->n, c->n, at, n, v);
			take_in(u, v, c->c[k], n, t + at);
			if (middle)
				mean_of(u, v, n, middle[k] + at);
		}
	}
}

VECTORS static void difference(const float *restrict u, const float *restrict v, float c, size_t count, float *restrict out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (u[i] - v[i]) + c;
}

void contrast_variates(const struct contrast *c, const float *const *plane, size_t count, float *const *out)
{
	float u[STEP], v[STEP];

	for (size_t at = 0; at < count; at += STEP) {
		size_t n = count - at < STEP ? count - at : STEP;

		for (uint32_t k = 0; k < c->rank; k++) {
			combine(c->p + (size_t)k * c->n, plane, c->n, at, n, u);
			combine(c->q + (size_t)k * c->n, plane + c->n, c->n, at, n, v);
			difference(u, v, c->c[k], n, out[k] + at);
		}
	}
}

/* --- the statistic of a tile ------------------------------------------------------------------------- */

struct tiling {
	const struct contrast *c;
	const struct tile *t;
	float squared;            /* of the displacement */
	float tap[TAPS + 1], all; /* all: the weight of a whole neighbourhood */
	float most;               /* of a root: one wild value must not make its neighbours change */
	float *middle[CANON_MOST];
	float *root, *seen;       /* weighted root and weight, after the horizontal pass */
	float *steep;             /* a row a thread */
	float *out;
};

size_t contrast_room(const struct contrast *c, uint32_t width, uint32_t height)
{
	return (size_t)width * height * (c->rank + 3) + (size_t)width * 2 * PARALLEL_MOST;
}

static void first(void *arg, size_t from, size_t to, unsigned part)
{
	struct tiling *g = arg;
	const struct tile *t = g->t;
	const float *plane[2 * CANON_MOST];
	float *middle[CANON_MOST];
	size_t at = from * t->width;

	(void)part;
	for (uint32_t k = 0; k < 2 * t->n; k++)
		plane[k] = t->plane[k] + at;
	for (uint32_t k = 0; k < g->c->rank; k++)
		middle[k] = g->middle[k] + at;
	contrast_rows(g->c, plane, (to - from) * t->width, g->out + at, g->squared > 0 ? middle : NULL);
}

/* Squared differences across and down, over pixels on both sides that are seen. */
VECTORS static void slopes(const float *restrict m, const float *restrict above, const float *restrict below, const float *restrict across, const float *restrict down, size_t width,
			   float *restrict sum)
{
	for (size_t x = 1; x + 1 < width; x++) {
		float h = across[x] * (m[x + 1] - m[x - 1]), v = down[x] * (below[x] - above[x]);

		sum[x] += h * h + v * v;
	}
}

/* Where one neighbour is not there or not seen, the slope towards the other. */
static void slopes_aside(const struct tiling *g, size_t y, const float *across, const float *down, float *sum)
{
	const struct tile *t = g->t;
	size_t w = t->width;
	const uint8_t *mask = t->mask + y * w;

	for (size_t x = 0; x < w; x++) {
		bool right = x + 1 < w && !mask[x + 1], left = x && !mask[x - 1], below = y + 1 < t->height && !mask[x + w], above = y && !(mask - w)[x];

		if (mask[x] || (across[x] > 0 && down[x] > 0))
			continue;
		for (uint32_t k = 0; k < g->c->rank; k++) {
			const float *m = g->middle[k] + y * w + x;
			float h = across[x] > 0 ? 0 : right ? m[1] - m[0] : left ? m[0] - m[-1] : 0;
			float v = down[x] > 0 ? 0 : below ? m[w] - m[0] : above ? m[0] - *(m - w) : 0;

			sum[x] += h * h + v * v;
		}
	}
}

VECTORS static void damp(const float *restrict steep, float squared, float rank, size_t width, float *restrict t)
{
	for (size_t x = 0; x < width; x++)
		t[x] *= rank / (rank + squared * steep[x]);
}

VECTORS static void horizontal(const float *restrict root, const float *restrict seen, const float *tap, size_t width, float *restrict a, float *restrict b)
{
	for (size_t x = 0; x < width; x++) {
		a[x] = tap[0] * root[x];
		b[x] = tap[0] * seen[x];
	}
	for (size_t j = 1; j <= TAPS; j++) {
		float f = tap[j];

		for (size_t x = j; x < width; x++) {
			a[x] += f * root[x - j];
			b[x] += f * seen[x - j];
		}
		for (size_t x = 0; x + j < width; x++) {
			a[x] += f * root[x + j];
			b[x] += f * seen[x + j];
		}
	}
}

VECTORS static void roots(const float *restrict t, const float *restrict seen, float most, size_t width, float *restrict out)
{
	for (size_t x = 0; x < width; x++) {
		float r = sqrtf(t[x]);

		out[x] = (r > most ? most : r) * seen[x];
	}
}

/* Edges, the root, and the horizontal pass of the smoothing, row by row. */
static void second(void *arg, size_t from, size_t to, unsigned part)
{
	struct tiling *g = arg;
	const struct tile *t = g->t;
	size_t w = t->width;
	float *line = g->steep + (size_t)part * 2 * w, *seen = line + w;

	for (size_t y = from; y < to; y++) {
		const uint8_t *mask = t->mask + y * w, *up = y ? mask - w : mask, *low = y + 1 < t->height ? mask + w : mask;
		float *out = g->out + y * w;

		if (g->squared > 0) {
			float *across = g->root + y * w, *down = g->seen + y * w;

			for (size_t x = 0; x < w; x++) {
				across[x] = x && x + 1 < w && !mask[x - 1] && !mask[x + 1] ? 0.5f : 0;
				down[x] = y && y + 1 < t->height && !up[x] && !low[x] ? 0.5f : 0;
				line[x] = 0;
			}
			for (uint32_t k = 0; k < g->c->rank; k++) {
				const float *m = g->middle[k] + y * w;

				slopes(m, y ? m - w : m, y + 1 < t->height ? m + w : m, across, down, w, line);
			}
			slopes_aside(g, y, across, down, line);
			damp(line, g->squared, (float)g->c->rank, w, out);
		}
		for (size_t x = 0; x < w; x++)
			seen[x] = mask[x] ? 0 : 1;
		roots(out, seen, g->most, w, line);
		horizontal(line, seen, g->tap, w, g->root + y * w, g->seen + y * w);
	}
}

VECTORS static void add_row(float *restrict a, float *restrict b, const float *restrict root, const float *restrict seen, float f, size_t width)
{
	for (size_t x = 0; x < width; x++) {
		a[x] += f * root[x];
		b[x] += f * seen[x];
	}
}

VECTORS static void roots_of(const float *restrict a, const float *restrict b, size_t width, float *restrict out)
{
	for (size_t x = 0; x < width; x++)
		out[x] = b[x] > 0 ? a[x] / b[x] : 0;
}

VECTORS static void squares(float *v, size_t width)
{
	for (size_t x = 0; x < width; x++)
		v[x] *= v[x];
}

/* A mean of fewer neighbours scatters more, about as the root of their share: its logarithm is drawn towards the middle by that. */
static void even_out(const struct tiling *g, const float *weight, size_t width, float *v)
{
	float level = (float)g->c->level;

	for (size_t x = 0; x < width; x++)
		if (weight[x] < 0.999f * g->all && v[x] > 0)
			v[x] = level * powf(v[x] / level, sqrtf(weight[x] / g->all));
}

static void third(void *arg, size_t from, size_t to, unsigned part)
{
	struct tiling *g = arg;
	size_t w = g->t->width, h = g->t->height;
	float *a = g->steep + (size_t)part * 2 * w, *b = a + w;

	for (size_t y = from; y < to; y++) {
		memset(a, 0, 2 * w * sizeof *a);
		add_row(a, b, g->root + y * w, g->seen + y * w, g->tap[0], w);
		for (size_t j = 1; j <= TAPS; j++) {
			if (y >= j)
				add_row(a, b, g->root + (y - j) * w, g->seen + (y - j) * w, g->tap[j], w);
			if (y + j < h)
				add_row(a, b, g->root + (y + j) * w, g->seen + (y + j) * w, g->tap[j], w);
		}
		roots_of(a, b, w, g->out + y * w);
		if (g->c->level > 0)
			even_out(g, b, w, g->out + y * w);
		squares(g->out + y * w, w);
	}
}

void contrast_tile(const struct contrast *c, const struct tile *t, double displaced, double smooth, float *room, unsigned threads, float *out)
{
	size_t n = (size_t)t->width * t->height;
	struct tiling g = {.c = c, .t = t, .squared = (float)(displaced * displaced), .out = out};

	for (uint32_t k = 0; k < c->rank; k++, room += n)
		g.middle[k] = room;
	g.root = room;
	g.seen = room + n;
	g.steep = room + 2 * n;
	for (unsigned j = 0; j <= TAPS; j++)
		g.tap[j] = smooth > 0 ? (float)exp(-0.5 * j * j / (smooth * smooth)) : j == 0;
	for (unsigned j = 0; j <= TAPS; j++)
		g.all += j ? 2 * g.tap[j] : g.tap[0];
	g.all *= g.all;
	g.most = smooth > 0 && c->level > 0 ? (float)(MOST * c->level) : INFINITY;
	parallel(threads, t->height, 4, first, &g);
	parallel(threads, t->height, 4, second, &g);
	parallel(threads, t->height, 4, third, &g);
}
