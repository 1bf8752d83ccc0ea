#include "watch/watch_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { aside = 2 };   /* of the map, while regions are looked for */

struct sums { double log_p, statistic, before[WATCH_BANDS], after[WATCH_BANDS], rough[2], n; };
/* A run of a region's pixels, and all of them row by row: those of row y begin at first[y]. */
struct strip { uint32_t x0, x1, region; };
struct finding { struct watch_work *w; struct region_map regions; struct strip *strip; size_t *first; struct sums *sum; uint32_t *votes; uint8_t *gap; size_t kinds; struct watch_change *change; };

static bool by_rows(struct finding *f)
{
	uint32_t height = f->w->part.height;
	size_t n = f->regions.first[f->regions.n], *next = calloc((size_t)height + 1, sizeof *next);

	f->strip = malloc((n + 1) * sizeof *f->strip);
	f->first = calloc((size_t)height + 1, sizeof *f->first);
	if (!f->strip || !f->first || !next) {
		free(next);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		f->first[f->regions.run[i].y + 1]++;
	for (uint32_t y = 0; y < height; y++)
		f->first[y + 1] += f->first[y];
	memcpy(next, f->first, ((size_t)height + 1) * sizeof *next);
	for (size_t i = 0; i < f->regions.n; i++)
		for (size_t k = f->regions.first[i]; k < f->regions.first[i + 1]; k++)
			f->strip[next[f->regions.run[k].y]++] = (struct strip){f->regions.run[k].x0, f->regions.run[k].x1, (uint32_t)i};
	free(next);
	return true;
}

/* --- statistic, and when ------------------------------------------------------------------------------------ */

/* For each region how many pixels speak for each pair (or date before which it broke), and over how many dates without a value at most. */
static void vote(struct finding *f, uint32_t region, uint16_t which)
{
	size_t k = (size_t)region * f->kinds + which % WATCH_GAP;
	uint8_t gap = (uint8_t)(which / WATCH_GAP);

	f->votes[k]++;
	f->gap[k] = gap > f->gap[k] ? gap : f->gap[k];
}

static void gather_p(struct finding *f)
{
	struct watch_work *w = f->w;

	for (uint32_t y = 0; y < w->part.height; y++) {
		size_t row = (size_t)y * w->part.width;

		for (size_t k = f->first[y]; k < f->first[y + 1]; k++) {
			const struct strip *t = &f->strip[k];
			struct sums *s = &f->sum[t->region];

			for (size_t i = row + t->x0; i < row + t->x1; i++) {
				s->log_p += log(fmax((double)((const float *)w->p.bytes)[i], 1e-38));
				s->statistic += (double)((const float *)w->statistic.bytes)[i];
				vote(f, t->region, ((const uint16_t *)w->which.bytes)[i]);
			}
		}
		if (y % WATCH_STRETCH == WATCH_STRETCH - 1)
			watch_rest(w, y - (WATCH_STRETCH - 1), WATCH_STRETCH);
	}
}

static void when(const struct finding *f, size_t i, size_t *from, size_t *to)
{
	const uint32_t *votes = f->votes + i * f->kinds;
	size_t best = 0;

	for (size_t k = 1; k < f->kinds; k++)
		best = votes[k] > votes[best] ? k : best;
	if (f->w->r->method == WATCH_HARMONIC || f->w->r->method == WATCH_OMNIBUS) { /* `which` is the date before which it broke */
		size_t gap = f->gap[i * f->kinds + best];

		*to = best ? best : 1;
		*from = *to - 1 > gap ? *to - 1 - gap : 0;
	} else {
		*from = f->w->r->pair[best].before;
		*to = f->w->r->pair[best].after;
	}
}

/* --- what it looks like --------------------------------------------------------------------------------------- */

/* The pixels of a strip, on both dates; x of the part. */
static void gather_strip(struct finding *f, const struct block *b, uint32_t y, const struct strip *t)
{
	const struct watch_work *w = f->w;
	struct sums *s = &f->sum[t->region];
	uint32_t left = w->part.x - w->area.x;

	for (uint32_t x = t->x0; x < t->x1; x++) {
		size_t at = (size_t)y * w->area.width + left + x;
		bool seen = !b->mask[at] && !b->mask[b->mask_stride + at];
		bool next = seen && x > t->x0 && !b->mask[at - 1] && !b->mask[b->mask_stride + at - 1];

		s->n += seen;
		for (uint32_t k = 0; seen && k < w->planes; k++) {
			const float *one = b->rows[0].plane[k] + y * b->rows[0].stride + left + x, *two = b->rows[1].plane[k] + y * b->rows[1].stride + left + x;

			s->before[k] += (double)*one;
			s->after[k] += (double)*two;
			s->rough[0] += next ? fabs((double)(one[0] - one[-1])) : 0;
			s->rough[1] += next ? fabs((double)(two[0] - two[-1])) : 0;
		}
	}
}

static void gather_bands(struct finding *f, const struct block *b, size_t from, size_t to)
{
	uint32_t top = f->w->part.y - f->w->area.y;

	for (uint32_t y = 0; y < b->n; y++) {
		uint32_t row = b->y + y - top;

		for (size_t k = f->first[row]; k < f->first[row + 1]; k++) {
			const struct watch_change *c = &f->change[f->strip[k].region];

			if (c->from == from && c->to == to)
				gather_strip(f, b, y, &f->strip[k]);
		}
	}
}

static enum status look_at(struct finding *f, size_t from, size_t to, struct error *e)
{
	struct watch_work *w = f->w;
	struct blocks_date *const date[2] = {&w->date[from].b, &w->date[to].b};
	uint32_t top = w->part.y - w->area.y, first = UINT32_MAX, last = 0;
	struct arena a = ARENA_INIT;
	struct block block;
	bool more = true;
	enum status st;

	for (size_t i = 0; i < f->regions.n; i++)
		if (f->change[i].from == from && f->change[i].to == to) {
			first = f->regions.region[i].y0 < first ? f->regions.region[i].y0 : first;
			last = f->regions.region[i].y1 > last ? f->regions.region[i].y1 : last;
		}
	if (first >= last)
		return ST_OK;
	struct blocks b = {.date = date, .n = 2, .width = w->area.width, .height = w->area.height, .shift = w->area.y, .from = top + first, .to = top + last, .step = w->rows, .stop = w->o->stop};
	st = blocks_begin(&b, &a, e);
	while (!st && !(st = blocks_next(&b, &block, &more, e)) && more)
		gather_bands(f, &block, from, to);
	arena_free(&a);
	return st;
}

/* The pair's gains, where it has some. */
static const struct watch_band_fit *gains(const struct watch_work *w, size_t from, size_t to)
{
	for (size_t i = 0; i < w->r->n_pairs; i++)
		if (w->r->pair[i].before == from && w->r->pair[i].after == to)
			return w->r->pair[i].band;
	return NULL;
}

static void describe(struct finding *f, size_t i)
{
	struct watch_change *c = &f->change[i];
	struct sums *s = &f->sum[i];
	const struct watch_band_fit *fit = gains(f->w, c->from, c->to);
	double before = 0;

	if (!(s->n > 0))
		return;
	for (uint32_t k = 0; k < f->w->planes; k++) {
		c->before[k] = s->before[k] / s->n;
		c->after[k] = s->after[k] / s->n;
		if (fit && fit[k].used && fit[k].gain > 0)
			c->after[k] = (c->after[k] - fit[k].offset) / fit[k].gain;
		before += fabs(c->before[k]);
	}
	before = before > 0 ? before * s->n : 1;
	c->direction = watch_direction_of(&f->w->scene[0], c->before, c->after, s->rough[0] / before, s->rough[1] / before, s->n);
}

/* --- changes ---------------------------------------------------------------------------------------------------- */

static int larger(const void *p, const void *q)
{
	const struct watch_change *a = p, *b = q;

	if (a->region.pixels != b->region.pixels)
		return a->region.pixels > b->region.pixels ? -1 : 1;
	return a->region.id < b->region.id ? -1 : a->region.id > b->region.id;
}

/* Each two dates between which something changed, once. */
static enum status look_at_all(struct finding *f, struct error *e)
{
	size_t dates = f->w->n, n = f->regions.n;
	uint8_t *seen = calloc(dates, dates);
	enum status st = seen ? ST_OK : error_memory(e);

	for (size_t i = 0; !st && i < n; i++) {
		size_t from = f->change[i].from, to = f->change[i].to;

		if (seen[from * dates + to])
			continue;
		seen[from * dates + to] = 1;
		watch_say(f->w, "looking at what changed", (double)i / (double)n);
		st = look_at(f, from, to, e);
	}
	free(seen);
	return st;
}

static enum status make_changes(struct finding *f, const struct rates *rates, struct error *e)
{
	struct watch_result *r = f->w->r;
	size_t n = f->regions.n;
	double pixel = r->grid.metres_x * r->grid.metres_y;
	enum status st = ST_OK;

	gather_p(f);
	for (size_t i = 0; !st && i < n; i++) {
		struct watch_change *c = &f->change[i];
		double count = (double)f->regions.region[i].pixels;

		c->region = f->regions.region[i];
		c->area = count * pixel;
		c->p = exp(f->sum[i].log_p / count);
		c->q = rates_at(rates->q, c->p);
		c->confidence = 1 - rates_at(rates->local, c->p);
		c->statistic = f->sum[i].statistic / count;
		when(f, i, &c->from, &c->to);
		st = region_outline(&f->regions, i, f->w->a, &c->shape, e);
		r->changed_area += c->area;
	}
	if (!st)
		st = look_at_all(f, e);
	for (size_t i = 0; !st && i < n; i++)
		describe(f, i);
	if (st)
		return st;
	if (n > 1)
		qsort(f->change, n, sizeof *f->change, larger);
	for (size_t i = 0; i < n; i++)
		f->change[i].id = (uint32_t)i + 1;
	r->change = f->change;
	r->n_changes = n;
	return ST_OK;
}

static enum status changes(struct watch_work *w, const struct rates *rates, struct error *e)
{
	struct finding f = {.w = w, .kinds = w->n > w->r->n_pairs ? w->n : w->r->n_pairs};
	uint8_t *map = w->map.bytes;
	size_t n = (size_t)w->part.width * w->part.height;
	enum status st;

	/* region_find looks at bits, and WATCH_UNSEEN has them all: it is put aside for the while */
	for (size_t i = 0; i < n; i++)
		map[i] = map[i] == WATCH_UNSEEN ? aside : map[i];
	st = region_find(map, WATCH_CHANGED, w->part.width, w->part.height, true, NULL, w->a, &f.regions, e);
	for (size_t i = 0; i < n; i++)
		map[i] = map[i] == aside ? WATCH_UNSEEN : map[i];
	if (st)
		return st;
	f.sum = calloc(f.regions.n + 1, sizeof *f.sum);
	f.votes = calloc((f.regions.n + 1) * f.kinds, sizeof *f.votes);
	f.gap = calloc((f.regions.n + 1) * f.kinds, sizeof *f.gap);
	f.change = arena_array(w->a, f.regions.n + 1, sizeof *f.change);
	st = f.sum && f.votes && f.gap && f.change && by_rows(&f) ? make_changes(&f, rates, e) : error_memory(e);
	free(f.sum);
	free(f.votes);
	free(f.gap);
	free(f.strip);
	free(f.first);
	return st;
}

/* --- ground not seen ---------------------------------------------------------------------------------------------- */

/* The date that does not show a place: the first whose mask says so; where masks are not kept, none is named. */
static size_t hidden_on(const struct watch_work *w, const struct region_run *run)
{
	size_t at = (size_t)(run->y + w->part.y - w->area.y) * w->area.width + w->part.x - w->area.x + run->x0;

	for (size_t d = 0; d < w->n; d++)
		if (w->date[d].b.mask.bytes && ((const uint8_t *)w->date[d].b.mask.bytes)[at])
			return d;
	return w->n;
}

static enum status unseen(struct watch_work *w, struct error *e)
{
	struct watch_result *r = w->r;
	uint8_t *reasons = w->reasons.bytes;
	const float *p = w->p.bytes;
	struct region_map regions;
	double pixel = r->grid.metres_x * r->grid.metres_y;
	enum status st;

	for (uint32_t y = 0; y < w->part.height; y += WATCH_STRETCH) {
		for (size_t i = (size_t)y * w->part.width; i < (size_t)(y + watch_stretch(w, y)) * w->part.width; i++)
			if (p[i] >= 0)
				reasons[i] = 0;
		watch_rest(w, y, watch_stretch(w, y));
	}
	st = region_find(reasons, 0xff, w->part.width, w->part.height, true, NULL, w->a, &regions, e);
	if (!st && !(r->unseen = arena_array(w->a, regions.n + 1, sizeof *r->unseen)))
		st = error_memory(e);
	for (size_t i = 0; !st && i < regions.n; i++) {
		struct watch_unseen *u = &r->unseen[r->n_unseen++];
		uint8_t why = 0;

		for (size_t k = regions.first[i]; k < regions.first[i + 1]; k++)
			for (uint32_t x = regions.run[k].x0; x < regions.run[k].x1; x++)
				why |= reasons[(size_t)regions.run[k].y * w->part.width + x];
		*u = (struct watch_unseen){.region = regions.region[i], .area = (double)regions.region[i].pixels * pixel, .reasons = why, .date = hidden_on(w, &regions.run[regions.first[i]])};
		r->unseen_area += u->area;
		st = region_outline(&regions, i, w->a, &u->shape, e);
	}
	return st;
}

enum status watch_find(struct watch_work *w, const struct rates *rates, struct error *e)
{
	enum status st = changes(w, rates, e);

	return st ? st : unseen(w, e);
}
