#include "watch/sample.h"

#include "watch/moments.h"
#include "watch/parallel.h"

#include <math.h>
#include <stdlib.h>

struct each { const struct sample *s; sample_work *work; void *arg; size_t rows; };

size_t sample_pixels(const struct sample *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_tiles; i++)
		n += (size_t)(s->tile[i].x1 - s->tile[i].x0) * (s->tile[i].y1 - s->tile[i].y0);
	return n;
}

static void row(const struct each *e, const struct tile *t, uint32_t y, size_t at, unsigned part)
{
	const float *plane[MOMENTS_MOST];

	for (uint32_t x = t->x0; x < t->x1; x += SAMPLE_RUN) {
		size_t count = t->x1 - x < SAMPLE_RUN ? t->x1 - x : SAMPLE_RUN, from = (size_t)y * t->width + x;

		for (uint32_t k = 0; k < 2 * t->n; k++)
			plane[k] = t->plane[k] + from;
		e->work(e->arg, plane, t->mask + from, at + x - t->x0, count, part);
	}
}

static void rows(void *arg, size_t from, size_t to, unsigned part)
{
	const struct each *e = arg;
	size_t first = 0, at = 0;

	for (size_t i = 0; i < e->s->n_tiles && first < to; i++) {
		const struct tile *t = &e->s->tile[i];
		size_t width = t->x1 - t->x0;

		for (uint32_t y = t->y0; y < t->y1; y++, first++, at += width)
			if (first >= from && first < to)
				row(e, t, y, at, part);
	}
}

unsigned sample_each(const struct sample *s, unsigned threads, sample_work *work, void *arg)
{
	struct each e = {s, work, arg, 0};

	for (size_t i = 0; i < s->n_tiles; i++)
		e.rows += s->tile[i].y1 - s->tile[i].y0;
	return parallel(threads, e.rows, 1, rows, &e);
}

/* --- what is usual ---------------------------------------------------------------------------------------- */

enum { TAKEN = 16384 };

struct taking { uint32_t planes; size_t step, room; float *value; };

static void take(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	const struct taking *g = arg;

	(void)part;
	for (size_t i = (g->step - at % g->step) % g->step; i < count; i += g->step)
		for (uint32_t k = 0; k < g->planes; k++)
			g->value[k * g->room + (at + i) / g->step] = mask[i] ? NAN : plane[k][i];
}

static int by_value(const void *p, const void *q)
{
	float a = *(const float *)p, b = *(const float *)q;

	return (a > b) - (a < b);
}

bool sample_usual(const struct sample *s, double times, unsigned threads, double *middle, float *low, float *high)
{
	size_t pixels = sample_pixels(s);
	struct taking g = {.planes = 2 * s->n, .step = pixels / TAKEN + 1};
	bool seen = true;

	g.room = pixels / g.step + 1;
	g.value = malloc(g.planes * g.room * sizeof *g.value);
	if (!g.value)
		return false;
	for (size_t i = 0; i < g.planes * g.room; i++)
		g.value[i] = NAN;
	(void)sample_each(s, threads, take, &g);
	for (uint32_t k = 0; seen && k < g.planes; k++) {
		float *v = g.value + k * g.room;
		size_t n = 0;

		for (size_t i = 0; i < g.room; i++)
			if (isfinite(v[i]))
				v[n++] = v[i];
		if (!(seen = n > 0))
			break;
		qsort(v, n, sizeof *v, by_value);
		double apart = times * ((double)v[3 * (n - 1) / 4] - (double)v[(n - 1) / 4]);

		middle[k] = (double)v[n / 2];
		low[k] = apart > 0 ? (float)(middle[k] - apart) : -INFINITY;
		high[k] = apart > 0 ? (float)(middle[k] + apart) : INFINITY;
	}
	free(g.value);
	return seen;
}
