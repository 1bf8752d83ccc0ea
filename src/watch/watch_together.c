#include "watch/watch_work.h"

#include "watch/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What radar and seasons share: all dates of a block at once, and p that need no calibration by the ground. */

enum status watch_spools(struct watch_work *w, struct error *e)
{
	size_t n = (size_t)w->part.width * w->part.height;
	float *p;
	enum status st = spool_open(&w->statistic, n, 4, w->o->dir, e);

	if (!st)
		st = spool_open(&w->p, n, 4, w->o->dir, e);
	if (!st)
		st = spool_open(&w->which, n, 2, w->o->dir, e);
	if (!st)
		st = spool_open(&w->reasons, n, 1, w->o->dir, e);
	if (st)
		return st;
	for (uint32_t y = 0; y < w->part.height; y += WATCH_STRETCH) {
		size_t from = (size_t)y * w->part.width, count = (size_t)watch_stretch(w, y) * w->part.width;

		p = (float *)w->p.bytes + from;
		for (size_t i = 0; i < count; i++)
			p[i] = NAN;
		memcpy((float *)w->statistic.bytes + from, p, count * sizeof *p);
		watch_rest(w, y, watch_stretch(w, y));
	}
	return ST_OK;
}

enum status watch_every(struct watch_work *w, parallel_work *work, void *arg, const struct block **current, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct blocks_date **date = arena_array(&a, w->n, sizeof *date);
	uint32_t top = w->part.y - w->area.y;
	struct block block;
	bool more = true;
	enum status st = date ? watch_spools(w, e) : error_memory(e);

	for (size_t i = 0; date && i < w->n; i++)
		date[i] = &w->date[i].b;
	struct blocks b = {.date = date, .n = w->n, .width = w->area.width, .height = w->area.height, .shift = w->area.y, .from = top, .to = top + w->part.height, .step = w->rows,
			   .stop = w->o->stop};
	if (!st)
		st = blocks_begin(&b, &a, e);
	while (!st && !(st = blocks_next(&b, &block, &more, e)) && more) {
		*current = &block;
		parallel(w->threads, block.core_n, 1, work, arg);
		watch_say(w, "comparing", (double)(block.y - top) / w->part.height);
	}
	arena_free(&a);
	return st;
}

/* The share of ground that did not change, from p above one half (Storey 2002). */
static double quiet(const struct watch_work *w)
{
	size_t n = (size_t)w->part.width * w->part.height, all = 0, high = 0;
	const float *p = w->p.bytes;

	for (size_t i = 0; i < n; i++) {
		all += p[i] >= 0;
		high += p[i] > 0.5f;
	}
	return all ? fmin(1, 2 * (double)high / (double)all) : 1;
}

/* No two images of a place have the same noise. */
static bool all_alike(const struct watch_work *w)
{
	size_t n = (size_t)w->part.width * w->part.height;
	const float *s = w->statistic.bytes;
	bool seen = false;

	for (size_t i = 0; i < n; i++) {
		if ((double)s[i] > 1e-3)
			return false;
		seen = seen || s[i] >= 0;
	}
	return seen;
}

enum status watch_nominal(struct watch_work *w, const char *null, struct error *e)
{
	struct watch_calibration *k = &w->r->calibration;
	struct rates *rates = malloc(sizeof *rates);
	enum status st = rates ? ST_OK : error_memory(e);

	if (!st && all_alike(w))
		st = error_set(e, ST_NEGATIVE, "all dates show the same to the last digit: they are one image, and there is nothing to compare");
	w->r->pair = arena_array(w->a, w->n, sizeof *w->r->pair);
	if (!w->r->pair) {
		free(rates);
		return error_memory(e);
	}
	for (size_t i = 0; i + 1 < w->n; i++) {
		struct watch_pair *pair = &w->r->pair[w->r->n_pairs++];

		*pair = (struct watch_pair){.before = i, .after = i + 1};
		watch_tell_registration(w, pair);
	}
	w->pairs = 1;
	k->null = null;
	k->scale = 1;
	k->unchanged = quiet(w);
	k->sample = (size_t)w->part.width * w->part.height;
	if (k->unchanged < 0.5)
		k->doubt = "most of the ground seems changed, or the noise is not what the test supposes";
	if (!st)
		st = watch_decide(w, k->unchanged, rates, e);
	if (!st)
		st = watch_find(w, rates, e);
	free(rates);
	return st;
}

