#include "watch/watch_work.h"

#include "watch/site.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { AROUND = 1024, WARNINGS = 64, SEASONS = 8 };
static const uint64_t pixels_most = 4000000000; /* what is kept of each is some ten bytes on the disk */

bool watch_warn(struct watch_work *w, const char *fmt, ...)
{
	struct watch_result *r = w->r;
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (!r->warning)
		r->warning = arena_array(w->a, WARNINGS, sizeof *r->warning);
	if (!r->warning)
		return false;
	for (size_t i = 0; i < r->n_warnings; i++)
		if (!strcmp(r->warning[i], text))
			return true;
	if (r->n_warnings == WARNINGS)
		return true;
	r->warning[r->n_warnings] = arena_strdup(w->a, text);
	return r->warning[r->n_warnings] && ++r->n_warnings;
}

void watch_rest(const struct watch_work *w, uint32_t y, uint32_t n)
{
	const struct spool *all[] = {&w->statistic, &w->p, &w->which, &w->reasons, &w->map};
	static const size_t size[] = {4, 4, 2, 1, 1};
	size_t from = (size_t)y * w->part.width, to = from + (size_t)n * w->part.width;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		spool_rest(all[i], from * size[i], to * size[i]);
}

void watch_say(const struct watch_work *w, const char *what, double share)
{
	if (w->o->progress)
		w->o->progress(w->o->progress_arg, what, share);
}

/* --- before anything is read ------------------------------------------------------------------------------- */

static bool by_name(const struct scene *s)
{
	return s->date_from && (!strcmp(s->date_from, "file name") || !strcmp(s->date_from, "folder name"));
}

/* Order by what files, metadata and the user say. A name alone may speak of something else: that is said, and not refused. */
static enum status check_dates(struct watch_work *w, struct error *e)
{
	const struct scene *s = w->scene;

	for (size_t i = 1; i < w->n; i++) {
		bool names = by_name(&s[i]) && by_name(&s[i - 1]);

		int order = s[i - 1].date && s[i].date ? strncmp(s[i - 1].date, s[i].date, 10) : -1;

		if (!order && !watch_warn(w, "Two images are of one day, %.10s: what is said of before and after is said of the order given.", s[i].date))
			return error_memory(e);
		if (order <= 0)
			continue;
		if (!names)
			return error_set(e, ST_DATA, "%s is of %.10s, and %s behind it of %.10s: dates swapped?", s[i - 1].name, s[i - 1].date, s[i].name, s[i].date);
		if (!watch_warn(w, "By their names the images are not in the order of their days (%.10s, %.10s): what is said of before and after is said of the order given.",
				s[i - 1].date, s[i].date))
			return error_memory(e);
	}
	return ST_OK;
}

static enum status check_scenes(struct scene *s, size_t n, struct error *e)
{
	if (n < 2 || n > WATCH_DATES)
		return error_set(e, ST_USAGE, "%zu dates: 2 to %d can be compared", n, WATCH_DATES);
	for (size_t i = 0; i < n; i++) {
		if (s[i].n > WATCH_BANDS)
			return error_set(e, ST_DATA, "%s has %u bands, and %d at most can be compared; --bands says which", s[i].name, s[i].n, WATCH_BANDS);
		if (s[i].n != s[0].n)
			return error_set(e, ST_DATA, "%s: %u bands, where %s has %u", s[i].name, s[i].n, s[0].name, s[0].n);
		if (s[i].radar != s[0].radar)
			return error_set(e, ST_DATA, "%s is %s and %s is not: they cannot be compared", s[s[i].radar ? i : 0].name, "radar", s[s[i].radar ? 0 : i].name);
	}
	return ST_OK;
}

/* The smallest change: by area, or three pixels; the ground to learn from around a small part. */
static void place_area(struct watch_work *w)
{
	const struct grid *g = &w->scene[0].grid;
	struct watch_part *a = &w->area, *p = &w->part;

	*a = *p;
	if (p->width < AROUND) {
		uint32_t more = (AROUND - p->width) / 2;

		a->x = p->x > more ? p->x - more : 0;
		a->width = g->width - a->x < AROUND ? g->width - a->x : AROUND;
	}
	if (p->height < AROUND) {
		uint32_t more = (AROUND - p->height) / 2;

		a->y = p->y > more ? p->y - more : 0;
		a->height = g->height - a->y < AROUND ? g->height - a->y : AROUND;
	}
	if (a->x + a->width < p->x + p->width)
		a->width = p->x + p->width - a->x;
	if (a->y + a->height < p->y + p->height)
		a->height = p->y + p->height - a->y;
}

static void crop_grid(struct watch_work *w)
{
	struct grid *g = &w->r->grid;
	const struct grid *whole = &w->scene[0].grid;

	*g = *whole;
	g->width = w->part.width;
	g->height = w->part.height;
	grid_to_crs(whole, w->part.x, w->part.y, &g->transform[0], &g->transform[3]);
	for (int i = 0; i < 4; i++) {
		double col = w->part.x + (i == 1 || i == 2 ? w->part.width : 0), row = w->part.y + (i >= 2 ? w->part.height : 0);

		if (whole->kind != GRID_PIXELS)
			grid_lonlat(whole, col, row, &g->lonlat[i][0], &g->lonlat[i][1]);
	}
}

/* --- the method --------------------------------------------------------------------------------------------- */

static bool dated(const struct watch_work *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!w->scene[i].date)
			return false;
	return true;
}

static enum status choose(struct watch_work *w, struct error *e)
{
	enum watch_method m = w->o->method;
	bool radar = w->scene[0].radar;

	if (m == WATCH_OMNIBUS && !radar && !watch_warn(w, "The bands do not say that they are radar: the omnibus test takes them for intensities with speckle."))
		return error_memory(e);
	if (m != WATCH_AUTO && m != WATCH_OMNIBUS && radar &&
	    !watch_warn(w, "These are radar images: their speckle is not what this method is made for; --method omnibus is."))
		return error_memory(e);
	if (m == WATCH_HARMONIC && (w->n < SEASONS || !dated(w)))
		return error_set(e, ST_USAGE, "a test for breaks needs %d dates or more, with their days known", SEASONS);
	if (m == WATCH_AUTO) {
		m = radar ? WATCH_OMNIBUS : w->n >= SEASONS && dated(w) ? WATCH_HARMONIC : WATCH_CVA;
		w->r->method_why = m == WATCH_OMNIBUS ? "the images are radar" : m == WATCH_HARMONIC ? "there are eight dates or more, so seasons can be told from change" :
			"the regression on the ground that changed least neither runs away nor needs many bands";
	}
	w->r->method = m;
	return ST_OK;
}

static double processor_seconds(void)
{
	struct timespec t;

	return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) ? 0 : (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static enum status run(struct watch_work *w, struct error *e)
{
	double began = processor_seconds();
	enum status st = check_dates(w, e);

	if (!st)
		st = choose(w, e);
	if (!st)
		st = watch_prepare(w, e);
	if (!st)
		st = w->r->method == WATCH_OMNIBUS ? watch_radar(w, e) : w->r->method == WATCH_HARMONIC ? watch_seasons(w, e) : watch_pairs(w, e);
	for (size_t i = 0; i < w->n; i++) {
		w->r->seconds_decoding += raster_seconds(w->scene[i].raster);
		w->r->seconds_resampling += w->date[i].b.view ? view_seconds(w->date[i].b.view) : 0;
	}
	w->r->seconds_computing = processor_seconds() - began - w->r->seconds_resampling;
	return st;
}

enum status watch_run(struct scene *scene, size_t n, const struct watch_part *part, const struct watch_options *o, struct arena *a, struct watch_result *out,
		      struct error *e)
{
	enum status st = check_scenes(scene, n, e);
	struct watch_work *w;

	*out = (struct watch_result){.scene = scene, .n_scenes = n};
	if (st)
		return st;
	w = out->work = arena_alloc(a, sizeof *w);
	if (!w || !(w->date = arena_array(a, n, sizeof *w->date)))
		return error_memory(e);
	w->scene = scene;
	w->n = n;
	w->o = o;
	w->r = out;
	w->a = a;
	w->planes = scene[0].n;
	w->threads = o->threads ? o->threads : 1;
	w->part = part ? *part : (struct watch_part){0, 0, scene[0].grid.width, scene[0].grid.height};
	place_area(w);
	if ((uint64_t)w->area.width * w->area.height > pixels_most)
		return error_set(e, ST_DATA, "%s: %u × %u pixels, %llu at most can be compared; --site takes a part", scene[0].name, w->area.width, w->area.height,
				 (unsigned long long)pixels_most);
	crop_grid(w);
	out->calibration.asked = o->fdr > 0 ? o->fdr : o->false_alarm > 0 ? o->false_alarm : 0.01;
	out->calibration.fdr = o->fdr > 0;
	st = run(w, e);
	if (st)
		watch_end(out);
	return st;
}

const struct view_shift *watch_shift(const struct watch_result *r, size_t i)
{
	struct watch_date *d = &r->work->date[i];

	if (!d->displaced)
		return NULL;
	d->cropped = d->registration.shift; /* its middle counts from the first scene's corner */
	d->cropped.middle_x -= r->work->part.x;
	d->cropped.middle_y -= r->work->part.y;
	return &d->cropped;
}

void watch_end(struct watch_result *r)
{
	struct watch_work *w = r->work;

	if (!w)
		return;
	for (size_t i = 0; w->date && i < w->n; i++) {
		view_close(w->date[i].b.view);
		spool_close(&w->date[i].b.mask);
	}
	spool_close(&w->statistic);
	spool_close(&w->p);
	spool_close(&w->which);
	spool_close(&w->reasons);
	spool_close(&w->map);
	r->map = NULL;
	r->work = NULL;
}
