/* watch_work.h - what the steps of a run share. For watch*.c alone. */
#ifndef ONUS_WATCH_WATCH_WORK_H
#define ONUS_WATCH_WATCH_WORK_H

#include "watch/blocks.h"
#include "watch/contrast.h"
#include "watch/null.h"
#include "watch/parallel.h"
#include "watch/rates.h"
#include "watch/watch.h"

struct watch_date {
	struct blocks_date b;
	struct mask_rule rule;
	struct registration registration;  /* to the first date; zeros for it */
	bool registered, displaced;        /* displaced: the view is; not where that is too little to resample for */
	double left_px;                    /* what is then left, a side */
	const struct scene_plane *blank;   /* one that has no value where thresholds were looked for, or NULL */
	struct view_shift cropped;
};

struct watch_work {
	struct scene *scene; size_t n;
	const struct watch_options *o;
	struct watch_result *r;
	struct arena *a;
	struct watch_part part;            /* what is asked for, on the first scene's grid */
	struct watch_part area;            /* what is read: the part and, around a small one, ground to learn from */
	struct watch_date *date;
	uint32_t planes, rows;             /* rows of a block's core */
	unsigned threads;
	struct spool statistic, p;         /* float, a pixel of the part; NaN where it was not seen */
	struct spool which;                /* uint16: pair (or date before which it broke) that p is of, and WATCH_GAP times the dates before that with no value */
	struct spool reasons, map;
	double pairs;                      /* tests a pixel had: p is for the least of so many */
	double displaced;                  /* of the pair in work */
};

enum { WATCH_GAP = 1024, WATCH_GAP_MOST = 63 };

/* What a reader must know. False: no memory. */
bool watch_warn(struct watch_work *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void watch_say(const struct watch_work *w, const char *what, double share);

/* Loops over all pixels of the part go by stretches of rows, and let what they have passed rest: memory does not grow with the scene. */
enum { WATCH_STRETCH = 256 };
static inline uint32_t watch_stretch(const struct watch_work *w, uint32_t y) { return w->part.height - y < WATCH_STRETCH ? w->part.height - y : WATCH_STRETCH; }
/* Rows y … y+n of all values are not needed soon. */
void watch_rest(const struct watch_work *w, uint32_t y, uint32_t n);

/* watch_prepare.c: views, registration, masks. */
enum status watch_prepare(struct watch_work *w, struct error *e);
/* What is known of how a pair's dates lie upon each other. */
void watch_tell_registration(const struct watch_work *w, struct watch_pair *pair);
/* watch_sample.c: both dates' sample; room is the arena's. */
enum status watch_sample(struct watch_work *w, size_t before, size_t after, struct arena *a, struct sample *out, struct error *e);
/* watch_pairs.c: dates two by two. watch_radar.c: radar. watch_seasons.c: long optical series. */
enum status watch_pairs(struct watch_work *w, struct error *e);
enum status watch_radar(struct watch_work *w, struct error *e);
enum status watch_seasons(struct watch_work *w, struct error *e);
/* watch_together.c: room for a value of each pixel, none seen yet; rows of all dates, block by block (*current), each shared out by rows of its core; what follows where p needs no
 * calibration by the ground. */
enum status watch_spools(struct watch_work *w, struct error *e);
enum status watch_every(struct watch_work *w, parallel_work *work, void *arg, const struct block **current, struct error *e);
enum status watch_nominal(struct watch_work *w, const char *null, struct error *e);
/* watch_decide.c: p to map; the rasters. watch_find.c: map to changes and ground not seen. */
enum status watch_decide(struct watch_work *w, double unchanged, struct rates *rates, struct error *e);
enum status watch_find(struct watch_work *w, const struct rates *rates, struct error *e);
/* normalise.c */
struct watch_band_fit *watch_normalise(struct watch_work *w, const struct sample *s, const struct contrast *c, const struct null_law *law, struct watch_pair *pair);
/* direction.c: from means (after normalised) and roughness (mean step between neighbours, of all bands, in units of before's mean). */
enum watch_direction watch_direction_of(const struct scene *s, const double *before, const double *after, double rough_before, double rough_after, double pixels);

#endif
