#include "watch/sample.h"

#include "watch/moments.h"
#include "watch/parallel.h"

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
