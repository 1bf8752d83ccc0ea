#include "watch/watch_work.h"

#include "watch/chi.h"
#include "watch/omnibus.h"
#include "watch/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A series of radar intensities: the omnibus test over all dates at once, and when it changed. */
enum { LOOKS_SIDE = 768, LOOKS_IMAGES = 12, RUN = 512 };

struct series {
	struct watch_work *w;
	struct omnibus omnibus;
	const struct block *block;
	double level;                      /* p below which the walk calls it a change */
	struct arena room[PARALLEL_MOST];
};

static void put(const struct series *s, uint32_t row, uint32_t x, float statistic, float p, size_t which, uint8_t reasons)
{
	const struct watch_work *w = s->w;
	size_t to = (size_t)(s->block->y + row - (w->part.y - w->area.y)) * w->part.width + x;

	((float *)w->statistic.bytes)[to] = statistic;
	((float *)w->p.bytes)[to] = p;
	((uint16_t *)w->which.bytes)[to] = (uint16_t)which;
	((uint8_t *)w->reasons.bytes)[to] = reasons;
}

static size_t at(const struct series *s, uint32_t row, uint32_t x)
{
	return (size_t)row * s->w->area.width + (s->w->part.x - s->w->area.x) + x;
}

static int by_value(const void *p, const void *q)
{
	double a = *(const double *)p, b = *(const double *)q;

	return (a > b) - (a < b);
}

/* Median over some dates' channels of the looks of the middle of the area. */
static enum status looks(struct watch_work *w, double *out, struct error *e)
{
	uint32_t width = w->area.width < LOOKS_SIDE ? w->area.width : LOOKS_SIDE, height = w->area.height < LOOKS_SIDE ? w->area.height : LOOKS_SIDE;
	struct arena a = ARENA_INIT;
	float *value = malloc((size_t)width * height * sizeof *value);
	double found[LOOKS_IMAGES];
	size_t n = 0;
	enum status st = value ? ST_OK : error_memory(e);

	for (size_t i = 0; !st && i < w->n * w->planes && i < LOOKS_IMAGES; i++) {
		size_t d = i / w->planes;
		uint32_t k = (uint32_t)(i % w->planes);
		size_t good = 0, all = 0;

		st = view_window(w->date[d].b.view, k, w->area.x + (w->area.width - width) / 2, w->area.y + (w->area.height - height) / 2, width, height, value, e);
		for (size_t j = 0; !st && j < (size_t)width * height; j++) {
			all += isfinite(value[j]);
			good += value[j] > 0;
		}
		if (!st && 2 * good < all)
			st = error_set(e, ST_DATA, "%s, %s%s: most values are not above zero; intensities (power) are expected, not decibels or phases", w->scene[d].name,
				       w->scene[d].plane[k].said ? "band " : "", w->scene[d].plane[k].name);
		if (!st && (found[n] = omnibus_looks(value, width, height, &a)) > 0)
			n++;
		arena_free(&a);
	}
	free(value);
	if (st)
		return st;
	if (!n)
		return error_set(e, ST_NEGATIVE, "the number of looks cannot be told from the images: --looks says it");
	qsort(found, n, sizeof *found, by_value);
	*out = found[n / 2];
	return ST_OK;
}

static void radar_rows(void *arg, size_t from, size_t to, unsigned part)
{
	struct series *s = arg;
	const struct watch_work *w = s->w;
	const struct block *b = s->block;
	unsigned channels = s->omnibus.channels, all = s->omnibus.dates * channels;
	const float **value = arena_array(&s->room[part], all, sizeof *value);
	double *one = arena_array(&s->room[part], all, sizeof *one);
	bool *changed = arena_array(&s->room[part], s->omnibus.dates, 1);
	float statistic[RUN], p[RUN];

	for (size_t row = b->core + from; value && one && changed && row < b->core + to; row++)
		for (uint32_t x = 0; x < w->part.width; x += RUN) {
			uint32_t n = w->part.width - x < RUN ? w->part.width - x : RUN;

			for (unsigned i = 0; i < all; i++)
				value[i] = b->rows[i / channels].plane[i % channels] + row * b->rows[i / channels].stride + (w->part.x - w->area.x) + x;
			omnibus_all(&s->omnibus, value, n, statistic, p);
			for (uint32_t k = 0; k < n; k++) {
				size_t which = 1, where = at(s, (uint32_t)row, x + k);
				uint8_t reasons = 0;

				for (size_t d = 0; d < w->n; d++)
					reasons |= b->mask[d * b->mask_stride + where];
				if (reasons || !(p[k] >= 0)) {
					put(s, (uint32_t)row, x + k, NAN, NAN, 0, reasons ? reasons : MASK_NO_VALUE);
					continue;
				}
				if ((double)p[k] <= s->level && w->n > 2) {
					for (unsigned i = 0; i < all; i++)
						one[i] = (double)value[i][k];
					(void)omnibus_walk(&s->omnibus, one, s->level, changed, NULL);
					for (which = 1; which + 1 < w->n && !changed[which - 1]; which++)
						;
				}
				put(s, (uint32_t)row, x + k, statistic[k], p[k], which, 0);
			}
		}
	arena_free(&s->room[part]);
}

enum status watch_radar(struct watch_work *w, struct error *e)
{
	struct series s = {.w = w, .omnibus = {(unsigned)w->n, w->planes, w->o->looks}, .level = w->r->calibration.asked};
	struct watch_calibration *k = &w->r->calibration;
	enum status st = w->o->looks > 0 ? ST_OK : looks(w, &s.omnibus.looks, e);

	if (st)
		return st;
	w->r->looks = s.omnibus.looks;
	k->freedom_1 = (double)(w->n - 1) * w->planes;
	k->threshold = chi_quantile(k->asked, k->freedom_1);
	k->nominal = 0;
	st = watch_every(w, radar_rows, &s, &s.block, e);
	return st ? st : watch_nominal(w, "speckle with that many looks: the omnibus test's own distribution, corrected to the second order", e);
}
