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
	struct null_law law, less, more;     /* fitted to 55, 45 and 65 % of the ground */
	double freedom;                      /* of the noise after smoothing */
	struct null_table *table;
	float *room, *t;
	size_t hidden;                       /* pixels that one of the two does not show */
};

static const double smooth = 1;             /* pixels: what the eye takes together */
static const double kept = 0.7, shrink = 0.2;        /* of the residuals' regression */
static const double taken = 0.55, aside = 0.1; /* share of the ground that the law is fitted to */
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
	p->freedom = degrees_end(&degrees);
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
	k->null = "a scaled F, fitted to the larger half of the ground, that which differs least";
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
		p->law.unchanged < 0.55 ? "hardly more than half of the ground seems unchanged: the rate rests on what the other half is like" : NULL;
}

/* --- the pass over everything -------------------------------------------------------------------------------- */

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
				p->hidden += !seen;
				if (!seen || line[i] >= least[to + i])
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
		watch_say(w, "comparing", ((double)p->number + (double)(block.y - top) / w->part.height) / (double)w->r->n_pairs);
	}
	arena_free(&a);
	return st;
}

/* Of several pairs one that sees little says nothing of the rest, and the map has what the others say. */
static bool tell_hidden(struct pairing *p)
{
	struct watch_work *w = p->w;
	const char *from = w->scene[p->before].date, *to = w->scene[p->after].date;
	double share = (double)p->hidden / ((double)w->part.width * w->part.height);

	if (w->n < 3 || share < 0.01)
		return true;
	return watch_warn(w, "Between %.10s and %.10s (images %zu and %zu) %.0f %% of the ground was not observable: of that time nothing is said there.", from ? from : "?", to ? to : "?",
			  p->before + 1, p->after + 1, 100 * share);
}

/* --- all pairs ------------------------------------------------------------------------------------------------ */

/* The displacement of one date against the other, from those of both against the first. */
static void tell_registration(const struct watch_work *w, struct watch_pair *pair)
{
	const struct watch_date *b = &w->date[pair->before], *a = &w->date[pair->after];

	pair->registration = a->registration;
	pair->registered = a->registered && (b->registered || b == w->date);
	if (b == w->date || !pair->registered)
		return;
	pair->registration.dx -= b->registration.dx;
	pair->registration.dy -= b->registration.dy;
	pair->registration.rmse_px = hypot(a->registration.rmse_px, b->registration.rmse_px);
	pair->registration.sd_px = hypot(a->registration.sd_px, b->registration.sd_px);
}

static enum status one_pair(struct pairing *p, struct error *e)
{
	struct watch_work *w = p->w;
	struct watch_pair *pair = &w->r->pair[p->number];
	struct arena a = ARENA_INIT;
	enum status st;

	w->displaced = displaced(w, p->before, p->after);
	tell_registration(w, pair);
	st = watch_sample(w, p->before, p->after, &a, &p->sample, e);
	watch_say(w, "learning what unchanged ground is like", (double)p->number / (double)w->r->n_pairs);
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
	p->hidden = 0;
	st = pass(p, e);
	return !st && !tell_hidden(p) ? error_memory(e) : st;
}

enum status watch_pairs(struct watch_work *w, struct error *e)
{
	struct pairing *p = calloc(1, sizeof *p);
	struct rates *rates = malloc(sizeof *rates);
	enum status st = p && rates && (p->table = malloc(sizeof *p->table)) && (w->r->pair = arena_array(w->a, w->n, sizeof *w->r->pair)) ? ST_OK : error_memory(e);

	w->r->n_pairs = w->n - 1;
	w->pairs = (double)w->r->n_pairs;
	if (!st)
		st = watch_spools(w, e);
	for (size_t i = 0; !st && i + 1 < w->n; i++) {
		p->w = w;
		p->before = i;
		p->after = i + 1;
		p->number = i;
		w->r->pair[i] = (struct watch_pair){.before = i, .after = i + 1};
		st = one_pair(p, e);
	}
	if (!st)
		st = watch_decide(w, p->law.unchanged, rates, e);
	if (!st)
		st = watch_find(w, rates, e);
	if (p)
		free(p->table);
	free(p);
	free(rates);
	return st;
}
