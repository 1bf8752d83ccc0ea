#include "watch/watch_work.h"

#include "watch/chi.h"
#include "watch/degrees.h"
#include "watch/site.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Dates two by two, each with the one before it. */
struct pairing {
	struct watch_work *w;
	size_t before, after, number;
	struct sample sample;
	struct contrast contrast;
	struct null_law law, less, more;     /* fitted to 50, 40 and 60 % of the ground */
	double freedom;                      /* of the noise after smoothing */
	double unchanged;                    /* share of the ground, by the first pair */
	struct null_table *table;
};

enum { GAP_MOST = 8 /* dates that may hide a pixel in a row, and one more */, GAP_PIXELS = 9 };
static const double pi = 3.14159265358979323846;
static const double smooth = 1;             /* pixels: what the eye takes together */
static const double kept = 0.7, shrink = 0.2;        /* of the residuals' regression */
static const double taken = 0.5, aside = 0.1; /* share of the ground that the law is fitted to */
/* pixels; the least: dates differ in view, sun and blur however well they are laid upon each other */
static const double unregistered = 0.3, least_displaced = 0.2, most_displaced = 1.5;

/* What registration leaves of displacement at a pixel, one axis. */
static double displaced(const struct watch_work *w, size_t before, size_t after)
{
	double sum = 0;

	if (w->o->no_register)
		return unregistered;
	for (int i = 0; i < 2; i++) {
		const struct watch_date *d = &w->date[i ? after : before];
		double r = d == w->date ? 0 : d->registered ? hypot(hypot(d->registration.rmse_px, d->registration.sd_px), d->left_px) : unregistered;

		sum += r * r;
	}
	return fmin(fmax(sqrt(sum), least_displaced), most_displaced);
}

/* --- fit -------------------------------------------------------------------------------------------------- */

static enum status no_variation(const struct pairing *p, uint32_t band, struct error *e)
{
	const struct scene *s = &p->w->scene[band < p->w->planes ? p->before : p->after];

	const struct scene_plane *b = &s->plane[band % p->w->planes];

	return error_set(e, ST_DATA, "%s, %s%s: does not vary where both dates are seen, so nothing can be compared (leave it out with --bands)", s->name, b->said ? "band " : "",
			 b->name);
}

static enum status fit_contrast(struct pairing *p, struct error *e)
{
	static const enum contrast_kind kinds[] = {[WATCH_MAD] = CONTRAST_MAD, [WATCH_IRMAD] = CONTRAST_IRMAD, [WATCH_CVA] = CONTRAST_RESIDUAL};
	struct watch_work *w = p->w;
	struct contrast_options o = {.kept = kept, .shrink = shrink, .threads = w->threads};
	uint32_t band;
	enum status st = contrast_fit(kinds[w->r->method], &p->sample, &o, &p->contrast, &band, e);
	const char *why = NULL;

	if (st == ST_NEGATIVE && band != UINT32_MAX)
		return no_variation(p, band, e);
	if (w->r->method == WATCH_IRMAD)
		why = st == ST_NEGATIVE ? "IR-MAD's bands became singular under its weights" : !st && !p->contrast.converged ? "IR-MAD did not converge in 50 iterations" :
			!st && p->contrast.weight * (double)p->sample.seen < 40.0 * w->planes ? "IR-MAD's weights ran away to a few pixels" : NULL;
	if (!why && st == ST_NEGATIVE) {
		struct error first = *e;

		return error_set(e, st, "%s and %s: %s", w->scene[p->before].name, w->scene[p->after].name, first.message);
	}
	if (!why)
		return st;
	error_clear(e);
	if (!watch_warn(w, "%s: MAD was used instead.", why))
		return error_memory(e);
	w->r->method_why = why;
	w->r->method = WATCH_MAD;
	return contrast_fit(CONTRAST_MAD, &p->sample, &o, &p->contrast, &band, e);
}

static void count_tile(struct null_counts *c, const struct tile *t, const float *value)
{
	for (uint32_t y = t->y0; y < t->y1; y++)
		for (uint32_t x = t->x0; x < t->x1; x++)
			if (!t->mask[(size_t)y * t->width + x])
				null_count(c, value[(size_t)y * t->width + x]);
}

/* The share that the textbook's χ² marks at the level asked. Residuals are in units of the quiet part's noise, which is less than the whole's: they
 * are brought to where the χ² has that part's end. */
static double textbook(const struct pairing *p, const struct null_counts *plain)
{
	double asked = p->w->r->calibration.asked, rank = p->contrast.rank, limit = chi_quantile(asked, rank), share;

	if (p->w->r->method == WATCH_CVA)
		limit *= null_quantile(plain, kept) / chi_quantile(1 - kept, rank);
	share = null_below(plain, limit);
	return plain->n ? 1 - share : 0;
}

/* The statistic of the sample: counted smoothed and with edges damped, and as the textbook has it. */
static enum status count_sample(struct pairing *p, struct null_counts *c, double *nominal, struct error *e)
{
	struct watch_work *w = p->w;
	struct null_counts *plain = calloc(1, sizeof *plain);
	struct degrees degrees = {0};
	size_t most = 0, room = 0;
	float *t, *work;
	bool good;

	for (size_t i = 0; i < p->sample.n_tiles; i++) {
		const struct tile *s = &p->sample.tile[i];
		size_t n = contrast_room(&p->contrast, s->width, s->height);

		room = n > room ? n : room;
		most = (size_t)s->width * s->height > most ? (size_t)s->width * s->height : most;
	}
	t = malloc(most * sizeof *t);
	work = malloc(room * sizeof *work);
	good = plain && t && work;
	for (size_t i = 0; good && i < p->sample.n_tiles; i++) {
		contrast_tile(&p->contrast, &p->sample.tile[i], 0, 0, work, w->threads, t);
		count_tile(plain, &p->sample.tile[i], t);
		degrees_add(&degrees, &p->sample.tile[i], t, smooth);
		contrast_tile(&p->contrast, &p->sample.tile[i], w->displaced, smooth, work, w->threads, t);
		count_tile(c, &p->sample.tile[i], t);
	}
	p->freedom = fmin(degrees_end(&degrees), p->contrast.rank * 4 * pi * smooth * smooth); /* no more than if all neighbours were independent */
	if (good)
		*nominal = textbook(p, plain);
	free(plain);
	free(t);
	free(work);
	return good ? ST_OK : error_memory(e);
}

static enum status learn(struct pairing *p, struct error *e)
{
	struct null_counts *c = calloc(1, sizeof *c);
	struct watch_calibration *k = &p->w->r->calibration;
	enum status st = c ? count_sample(p, c, &k->nominal, e) : error_memory(e);

	if (!st)
		st = null_fit(c, taken, p->freedom, &p->law, e);
	if (!st && (null_fit(c, taken - aside, p->freedom, &p->less, e) || null_fit(c, taken + aside, p->freedom, &p->more, e)))
		p->less = p->more = p->law;
	free(c);
	if (!st)
		null_table_make(&p->law, p->table);
	return st;
}

/* What the answer says of the calibration; of several pairs the first that has most to say of doubt. */
static void tell(struct pairing *p)
{
	struct watch_calibration *k = &p->w->r->calibration;
	double level = 1 - pow(1 - k->asked, 1 / p->w->pairs), t = null_threshold(&p->law, level), a = null_tail(&p->less, t), b = null_tail(&p->more, t);
	double low = fmin(fmin(a, b), level), high = fmax(fmax(a, b), level);

	if (p->number && high / low < k->high / k->low)
		return;
	k->threshold = t;
	k->null = "a scaled F, fitted to that half of the ground which differs least";
	k->scale = p->law.scale;
	k->freedom_1 = p->law.d1;
	k->freedom_2 = p->law.d2;
	k->from_quantile = 0.005;
	k->to_quantile = taken;
	k->unchanged = p->law.unchanged;
	k->sample = p->sample.seen;
	k->low = 1 - pow(1 - low, p->w->pairs);
	k->high = 1 - pow(1 - high, p->w->pairs);
	k->doubt = p->law.misfit > 0.02 ? "the law does not fit the quiet half of the ground: the rate may be another" :
		high / low > 5 ? "fits to more and to less of the ground disagree: the rate may lie anywhere between those given" :
		!p->law.told && p->freedom > 0 ? "the noise between neighbours and the law of the whole do not agree: the rate may be another" :
		p->law.unchanged < 0.55 ? "hardly more than half of the ground seems unchanged: the rate rests on what the other half is like" : NULL;
}

/* --- the pass over everything -------------------------------------------------------------------------------- */

/* Is a pixel of the area masked on all dates between two? Masks are kept then. */
static bool hidden_between(const struct watch_work *w, size_t before, size_t after, uint32_t row, size_t col)
{
	for (size_t d = before + 1; d < after; d++)
		if (!((const uint8_t *)w->date[d].b.mask.bytes)[(size_t)row * w->area.width + col])
			return false;
	return true;
}

static void take(struct pairing *p, const struct tile *t, const float *value)
{
	struct watch_work *w = p->w;
	float *statistic = w->statistic.bytes, *least = w->p.bytes;
	uint16_t *which = w->which.bytes;
	uint8_t *reasons = w->reasons.bytes;
	uint32_t left = w->part.x - w->area.x;
	float line[1024];

	for (uint32_t y = t->y0; y < t->y1; y++) {
		uint32_t row = t->y + y;                       /* of the area */

		if (row < w->part.y - w->area.y || row >= w->part.y - w->area.y + w->part.height)
			continue;
		for (uint32_t x = 0; x < w->part.width; x += 1024) {
			size_t n = w->part.width - x < 1024 ? w->part.width - x : 1024;
			size_t to = (size_t)(row - (w->part.y - w->area.y)) * w->part.width + x, from = (size_t)y * t->width + left + x;

			null_rows(p->table, value + from, n, line);
			for (size_t i = 0; i < n; i++) {
				bool seen = !t->mask[from + i];

				reasons[to + i] |= t->mask[from + i];
				if (!seen || line[i] >= least[to + i] || (p->after > p->before + 1 && !hidden_between(w, p->before, p->after, row, w->part.x - w->area.x + x + i)))
					continue;
				least[to + i] = line[i];
				statistic[to + i] = value[from + i];
				which[to + i] = (uint16_t)p->number;
			}
		}
	}
}

static enum status pass(struct pairing *p, struct error *e)
{
	struct watch_work *w = p->w;
	struct blocks_date *const date[2] = {&w->date[p->before].b, &w->date[p->after].b};
	uint32_t top = w->part.y - w->area.y, rows = w->rows + 2 * TILE_HALO;
	struct arena a = ARENA_INIT;
	struct blocks b = {.date = date, .n = 2, .width = w->area.width, .height = w->area.height, .shift = w->area.y, .from = top, .to = top + w->part.height, .halo = TILE_HALO,
			   .step = w->rows, .stop = w->o->stop};
	size_t line = (size_t)w->area.width * rows;
	float *room = arena_array(&a, 2 * (size_t)w->planes * line, sizeof *room), *work = arena_array(&a, contrast_room(&p->contrast, w->area.width, rows), sizeof *work);
	float *t = arena_array(&a, line, sizeof *t), *plane[2 * WATCH_BANDS];
	uint8_t *mask = arena_array(&a, line, 1);
	struct block block;
	bool more = true;
	enum status st = room && work && t && mask ? blocks_begin(&b, &a, e) : error_memory(e);

	while (!st && !(st = blocks_next(&b, &block, &more, e)) && more) {
		struct tile tile;

		blocks_tile(&block, 0, 1, w->planes, w->area.width, room, plane, mask, &tile);
		contrast_tile(&p->contrast, &tile, w->displaced, smooth, work, w->threads, t);
		take(p, &tile, t);
		watch_rest(w, 0, block.y + block.core - top);
		watch_say(w, "comparing", ((double)p->before + (double)(block.y - top) / w->part.height) / (double)(w->n - 1));
	}
	arena_free(&a);
	return st;
}

/* --- all pairs ------------------------------------------------------------------------------------------------ */

static enum status one_pair(struct pairing *p, struct error *e)
{
	struct watch_work *w = p->w;
	struct watch_pair *pair = &w->r->pair[p->number];
	struct arena a = ARENA_INIT;
	enum status st;

	w->displaced = displaced(w, p->before, p->after);
	watch_tell_registration(w, pair);
	st = watch_sample(w, p->before, p->after, &a, &p->sample, e);
	watch_say(w, "learning what unchanged ground is like", (double)p->before / (double)w->n);
	if (!st)
		st = fit_contrast(p, e);
	if (!st)
		st = learn(p, e);
	if (!st && !(pair->band = watch_normalise(w, &p->sample, &p->contrast, &p->law, pair)))
		st = error_memory(e);
	arena_free(&a);
	if (st)
		return st;
	tell(p);
	if (!p->number) {
		p->unchanged = p->law.unchanged;
		w->r->n_rho = p->contrast.n_rho;
		memcpy(w->r->rho, p->contrast.rho, sizeof w->r->rho);
		w->r->iterations = p->contrast.iterations;
		w->r->converged = p->contrast.converged;
		w->r->condition = p->contrast.condition;
	}
	for (uint32_t k = 0; k < w->planes; k++)
		if (!p->contrast.band[k] && !watch_warn(w, "%s%s says nothing that the others do not: it was left out of the statistic.",
						       w->scene[0].plane[k].said ? "Band " : "In both dates ", w->scene[0].plane[k].name))
			return error_memory(e);
	return pass(p, e);
}

/* Ground that two dates show and none between them does: it is compared across the gap. Enough of it to be worth a pass? */
static bool gap_matters(const struct watch_work *w, size_t before, size_t after)
{
	const uint8_t *one = w->date[before].b.mask.bytes, *two = w->date[after].b.mask.bytes;
	size_t n = 0;

	for (size_t d = before; d <= after; d++)
		if (!w->date[d].b.mask.bytes)
			return false;
	for (uint32_t y = w->part.y - w->area.y; y < w->part.y - w->area.y + w->part.height; y++)
		for (size_t x = w->part.x - w->area.x; x < (size_t)(w->part.x - w->area.x) + w->part.width; x++)
			n += !one[(size_t)y * w->area.width + x] && !two[(size_t)y * w->area.width + x] && hidden_between(w, before, after, y, x);
	return n >= GAP_PIXELS;
}

/* A pair that cannot be compared leaves its ground unseen and the others as they are. */
static enum status try_pair(struct pairing *p, struct error *e)
{
	struct watch_work *w = p->w;
	size_t number = w->r->n_pairs;
	enum status st;

	p->number = number;
	w->r->pair[number] = (struct watch_pair){.before = p->before, .after = p->after};
	st = one_pair(p, e);
	if (!st)
		w->r->n_pairs++;
	if (st != ST_NEGATIVE || w->n == 2 || (w->o->stop && *w->o->stop))
		return st;
	return watch_warn(w, "Dates %zu and %zu could not be compared: %s.", p->before + 1, p->after + 1, e->message) ? ST_OK : error_memory(e);
}

/* What the first or the last of several dates hides is compared without it: of the time next to it nothing is said there. */
static bool tell_hidden(struct watch_work *w, size_t date)
{
	const uint8_t *mask = w->date[date].b.mask.bytes;
	const char *day = w->scene[date].date;
	size_t n = 0;
	double share;

	for (uint32_t y = w->part.y - w->area.y; mask && y < w->part.y - w->area.y + w->part.height; y++)
		for (uint32_t x = w->part.x - w->area.x; x < w->part.x - w->area.x + w->part.width; x++)
			n += mask[(size_t)y * w->area.width + x] != 0;
	share = (double)n / ((double)w->part.width * w->part.height);
	return w->n < 3 || share < 0.01 ||
	       watch_warn(w, "Image %zu (%.10s) does not show %.0f %% of the ground: of the time %s nothing is said there.", date + 1, day ? day : "no date",
			  100 * share, date ? "since the image before it" : "until the next image");
}

static enum status all_pairs(struct pairing *p, struct error *e)
{
	struct watch_work *w = p->w;
	enum status st = ST_OK;

	for (size_t gap = 1; !st && gap < w->n && gap <= GAP_MOST; gap++)
		for (size_t i = 0; !st && i + gap < w->n; i++) {
			if (gap > 1 && !gap_matters(w, i, i + gap))
				continue;
			p->before = i;
			p->after = i + gap;
			st = try_pair(p, e);
		}
	if (!st && !w->r->n_pairs) /* e holds what the last of them said */
		st = ST_NEGATIVE;
	else if (!st)
		error_clear(e);
	return !st && (!tell_hidden(w, 0) || !tell_hidden(w, w->n - 1)) ? error_memory(e) : st;
}

enum status watch_pairs(struct watch_work *w, struct error *e)
{
	struct pairing *p = calloc(1, sizeof *p);
	struct rates *rates = malloc(sizeof *rates);
	size_t most = w->n * GAP_MOST;
	enum status st = p && rates && (p->table = malloc(sizeof *p->table)) && (w->r->pair = arena_array(w->a, most, sizeof *w->r->pair)) ? ST_OK : error_memory(e);

	w->pairs = (double)(w->n - 1);
	if (!st)
		st = watch_spools(w, e);
	if (!st) {
		p->w = w;
		st = all_pairs(p, e);
	}
	if (!st)
		st = watch_decide(w, p->unchanged, rates, e);
	if (!st)
		st = watch_find(w, rates, e);
	if (p)
		free(p->table);
	free(p);
	free(rates);
	return st;
}
