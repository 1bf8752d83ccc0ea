#include "watch/degrees.h"

#include <math.h>
#include <stdlib.h>

enum { REACH = TILE_HALO - 1, EVERY = 3, LEAST = 200, MOST = 1 << 17 };

static bool grow(struct degrees *d)
{
	size_t room = d->room ? 2 * d->room : 4096;
	float *a = realloc(d->apart, room * sizeof *a), *l = a ? realloc(d->level, room * sizeof *l) : NULL;

	d->apart = a ? a : d->apart;
	d->level = l ? l : d->level;
	if (!a || !l)
		return false;
	d->room = room;
	return true;
}

/* Means of the root over the black and the white fields around a pixel; false where one of the two has too few seen. */
static bool halves(const struct tile *t, const float *value, const double *tap, uint32_t x, uint32_t y, double half[2])
{
	double weight[2] = {0}, all = 0;

	half[0] = half[1] = 0;
	for (int dy = -REACH; dy <= REACH; dy++)
		for (int dx = -REACH; dx <= REACH; dx++) {
			int64_t u = (int64_t)x + dx, v = (int64_t)y + dy;
			double w = tap[abs(dx)] * tap[abs(dy)];
			unsigned white = (unsigned)(dx + dy) & 1;

			all += w;
			if (u < 0 || v < 0 || u >= t->width || v >= t->height || t->mask[v * t->width + u])
				continue;
			weight[white] += w;
			half[white] += w * sqrt((double)value[v * t->width + u]);
		}
	for (int k = 0; k < 2; k++) {
		if (!(weight[k] > 0.3 * all))
			return false;
		half[k] /= weight[k];
	}
	return half[0] > 0 && half[1] > 0;
}

void degrees_add(struct degrees *d, const struct tile *t, const float *value, double smooth)
{
	double tap[REACH + 1], half[2];

	for (int i = 0; i <= REACH; i++)
		tap[i] = exp(-0.5 * i * i / (smooth * smooth));
	for (uint32_t y = t->y0 + 1; y < t->y1 && !d->failed; y += EVERY)
		for (uint32_t x = t->x0 + (y / EVERY) % EVERY; x < t->x1 && d->n < MOST; x += EVERY) {
			if (t->mask[(size_t)y * t->width + x] || !halves(t, value, tap, x, y, half))
				continue;
			if (d->n == d->room && !grow(d)) {
				d->failed = true;
				return;
			}
			d->apart[d->n] = (float)log(half[0] / half[1]);
			d->level[d->n++] = (float)(half[0] + half[1]);
		}
}

static int by_value(const void *p, const void *q)
{
	float a = *(const float *)p, b = *(const float *)q;

	return (a > b) - (a < b);
}

double degrees_end(struct degrees *d)
{
	float *sorted = malloc((d->n + 1) * sizeof *sorted), median = 0;
	size_t n = 0;
	double spread = 0;

	for (size_t i = 0; sorted && i < d->n; i++)
		sorted[i] = d->level[i];
	if (sorted && d->n > LEAST) {
		qsort(sorted, d->n, sizeof *sorted, by_value);
		median = sorted[d->n / 2];
		for (size_t i = 0; i < d->n; i++)
			if (d->level[i] <= median)
				sorted[n++] = fabsf(d->apart[i]);
		qsort(sorted, n, sizeof *sorted, by_value);
		spread = 1.4826 * (double)sorted[n / 2];
	}
	free(sorted);
	free(d->apart);
	free(d->level);
	bool failed = d->failed;
	*d = (struct degrees){0};
	return !failed && spread > 1e-6 ? 2 / (spread * spread) : 0;
}
