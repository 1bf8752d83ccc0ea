#include "watch/watch_work.h"

#include "watch/harmonic.h"
#include "watch/parallel.h"

#include "base/edtf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Long optical series: each pixel against its own seasons. Two values of a pixel are looked at, brightness (mean of its bands) and, where red and
 * infrared are known, the index of vegetation (Rouse et al. 1974); the smaller p counts, twice. */
enum { TERMS = 2, STRIPS = 12, TAKEN = 600, VALUES = 2 };

struct seasons {
	struct watch_work *w;
	struct harmonic_design *design[VALUES];
	unsigned tests;
	int red, nir;                      /* planes, -1 */
	const struct block *block;
	struct arena room[PARALLEL_MOST];
};

static float index_of(float a, float b) { return a + b > 0 ? (a - b) / (a + b) : NAN; }

/* A pixel's values, test by test, n dates each; gives what hid it on any date. */
static uint8_t series_of(const struct seasons *s, const struct block *b, size_t row, size_t col, float *value)
{
	const struct watch_work *w = s->w;
	uint8_t reasons = 0;

	for (size_t d = 0; d < w->n; d++) {
		const struct view_rows *r = &b->rows[d];
		size_t i = row * r->stride + col;
		uint8_t mask = b->mask[d * b->mask_stride + row * w->area.width + col];
		float sum = 0;

		reasons |= mask;
		for (uint32_t k = 0; k < w->planes; k++)
			sum += r->plane[k][i];
		value[d] = mask ? NAN : sum / (float)w->planes;
		if (s->tests > 1)
			value[w->n + d] = mask ? NAN : index_of(r->plane[s->nir][i], r->plane[s->red][i]);
	}
	return reasons;
}

static void test_rows(void *arg, size_t from, size_t to, unsigned part)
{
	struct seasons *s = arg;
	const struct watch_work *w = s->w;
	struct arena keep = ARENA_INIT;
	float *value = arena_array(&keep, VALUES * w->n, sizeof *value);

	for (size_t row = s->block->core + from; value && row < s->block->core + to; row++)
		for (uint32_t x = 0; x < w->part.width; x++) {
			struct harmonic_break best = {.p = 2};
			uint8_t reasons = series_of(s, s->block, row, w->part.x - w->area.x + x, value);
			size_t at = (s->block->y + row - (w->part.y - w->area.y)) * w->part.width + x;

			for (unsigned t = 0; t < s->tests; t++) {
				struct harmonic_break one;

				harmonic_test(s->design[t], value + t * w->n, &s->room[part], &one);
				arena_free(&s->room[part]);
				if (one.before && one.p < best.p)
					best = one;
			}
			if (best.p > 1) {
				((uint8_t *)w->reasons.bytes)[at] = reasons ? reasons : MASK_NO_VALUE;
				continue;
			}
			((float *)w->statistic.bytes)[at] = (float)best.statistic;
			((float *)w->p.bytes)[at] = (float)fmin(1, best.p * s->tests);
			size_t gap = best.before - 1 - best.since;

			((uint16_t *)w->which.bytes)[at] = (uint16_t)(best.before + WATCH_GAP * (gap < WATCH_GAP_MOST ? gap : WATCH_GAP_MOST));
		}
	arena_free(&keep);
}

static enum status days(const struct watch_work *w, double *out, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < w->n; i++) {
		char text[11] = {0};
		int64_t day = 0;

		memcpy(text, w->scene[i].date, strnlen(w->scene[i].date, 10));
		st = edtf_parse_day(text, &day, e);
		out[i] = (double)day;
		if (!st && i && out[i] <= out[i - 1])
			st = error_set(e, ST_DATA, "%s and %s are of one day, %s, or not in order: a series needs a day for each image", w->scene[i - 1].name, w->scene[i].name,
				       text);
	}
	return st;
}

/* Some hundred pixels spread over the ground, for what they have in common. */
static enum status learn(struct seasons *s, struct error *e)
{
	struct watch_work *w = s->w;
	struct arena a = ARENA_INIT;
	uint32_t strips = w->area.height < STRIPS ? w->area.height : STRIPS, each = TAKEN / strips, step = w->area.width / each + 1;
	float *value = arena_array(&a, VALUES * w->n, sizeof *value), *sample = arena_array(&a, (size_t)VALUES * w->n * strips * (each + 1), sizeof *sample);
	struct blocks_date **date = arena_array(&a, w->n, sizeof *date);
	size_t most = (size_t)strips * (each + 1), n = 0;
	enum status st = value && sample && date ? ST_OK : error_memory(e);

	for (size_t i = 0; date && i < w->n; i++)
		date[i] = &w->date[i].b;
	for (uint32_t i = 0; !st && i < strips; i++) {
		uint32_t y = (uint32_t)((uint64_t)(w->area.height - 1) * i / (strips > 1 ? strips - 1 : 1));
		struct blocks b = {.date = date, .n = w->n, .width = w->area.width, .height = w->area.height, .shift = w->area.y, .from = y, .to = y + 1, .step = 1, .stop = w->o->stop};
		struct block block;
		bool more;

		st = blocks_begin(&b, &a, e);
		if (!st)
			st = blocks_next(&b, &block, &more, e);
		for (uint32_t x = i % step; !st && x < w->area.width && n < most; x += step, n++) {
			(void)series_of(s, &block, 0, x, value);
			for (unsigned t = 0; t < s->tests; t++)
				memcpy(sample + (t * most + n) * w->n, value + t * w->n, w->n * sizeof *value);
		}
	}
	for (unsigned t = 0; !st && t < s->tests; t++)
		st = harmonic_learn(s->design[t], sample + t * most * w->n, n, e);
	arena_free(&a);
	return st;
}

static enum status designs(struct seasons *s, struct error *e)
{
	struct watch_work *w = s->w;
	double *day = arena_array(w->a, w->n, sizeof *day);
	enum status st = day ? days(w, day, e) : error_memory(e);

	s->red = s->nir = -1;
	for (uint32_t k = 0; k < w->planes; k++) {
		s->red = w->scene[0].plane[k].role == ROLE_RED ? (int)k : s->red;
		s->nir = w->scene[0].plane[k].role == ROLE_NIR ? (int)k : s->nir;
	}
	s->tests = s->red >= 0 && s->nir >= 0 ? 2 : 1;
	for (unsigned t = 0; !st && t < s->tests; t++)
		st = harmonic_design(day, w->n, TERMS, true, w->a, &s->design[t], e);
	if (!st && harmonic_terms(s->design[0]) < TERMS &&
	    !watch_warn(w, "The series bears %u of %d waves of the year: what comes back each year is told the less from what is new.", harmonic_terms(s->design[0]), TERMS))
		st = error_memory(e);
	return st;
}

enum status watch_seasons(struct watch_work *w, struct error *e)
{
	struct seasons *s = calloc(1, sizeof *s);
	enum status st = s ? ST_OK : error_memory(e);

	watch_say(w, "learning the seasons", -1);
	if (s)
		s->w = w;
	if (!st)
		st = designs(s, e);
	if (!st)
		st = learn(s, e);
	if (!st)
		st = watch_every(w, test_rows, s, &s->block, e);
	if (!st)
		st = watch_nominal(w, "one level, one trend and one rhythm of the year throughout: the largest F over all days on which the level could have broken", e);
	free(s);
	return st;
}
