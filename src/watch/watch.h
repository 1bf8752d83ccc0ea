/* watch.h - change between dates of one place: what the steps before and behind it are put together for.
 *
 * scenes ─► views on the first date's grid ─► registration ─► masks ─► normalised sample ─► statistic (MAD, IR-MAD, CVA; omnibus, harmonic) ─►
 * empirical null ─► p ─► regions. Scenes are streamed in bands of rows: memory is bounded by options, not by their size; what stays is a byte a
 * pixel, in a file of its own. */
#ifndef ONUS_WATCH_WATCH_H
#define ONUS_WATCH_WATCH_H

#include "watch/register.h"
#include "watch/region.h"
#include "watch/scene.h"

#include <signal.h>

enum watch_method { WATCH_AUTO, WATCH_MAD, WATCH_IRMAD, WATCH_CVA, WATCH_OMNIBUS, WATCH_HARMONIC };
enum watch_direction {
	WATCH_UNKNOWN, WATCH_BRIGHTER /* new bright structure or bare ground */, WATCH_DARKER, WATCH_VEGETATION_LOST, WATCH_VEGETATION_GAINED,
	WATCH_RAZED /* structure gone: bright and rough before, even after */, WATCH_WATER_GAINED, WATCH_WATER_LOST, WATCH_STRONGER /* radar */, WATCH_WEAKER,
};
enum { WATCH_SAME = 0, WATCH_CHANGED = 1, WATCH_UNSEEN = 255 };  /* change.tif */
enum { WATCH_BANDS = 64, WATCH_DATES = 512 };

struct watch_site;

struct watch_options {
	enum watch_method method;
	double false_alarm;        /* share of unchanged ground marked; 0: 0.01 */
	double fdr;                /* false discovery rate instead of it; 0: not asked */
	double least_m2;           /* smallest change; 0: three pixels */
	double looks;              /* radar; 0: estimated */
	const struct watch_site *site;   /* ground outside it does not count; placed on the first scene's grid; NULL: all */
	bool no_register, no_mask, no_normalise;
	uint64_t seed;
	unsigned threads;
	size_t memory;             /* for rows in work, bytes; 0: 64 MiB */
	const char *dir;           /* where the rasters go; NULL: none are written */
	void (*progress)(void *arg, const char *what, double share); void *progress_arg;
	const volatile sig_atomic_t *stop;
};

/* A part of the first scene's grid. */
struct watch_part { uint32_t x, y, width, height; };

struct watch_change {
	uint32_t id;               /* from 1, by area, largest first */
	struct region region;
	struct region_shape shape; /* pixels of the grid */
	double area;               /* m² (pixels where the grid has no CRS) */
	double p;                  /* calibrated: that unchanged ground of this size and place shows as much (see null.h); over all changes: Bonferroni-free, per region */
	double q;                  /* the false discovery rate at which it is still a change */
	double statistic;          /* mean over its pixels */
	double confidence;         /* 1 - local false discovery rate: that it is a change */
	size_t from, to;           /* dates between which it happened: indices into scenes */
	enum watch_direction direction;
	double before[WATCH_BANDS], after[WATCH_BANDS]; /* mean of each band, after normalised to before */
};
struct watch_unseen { struct region region; struct region_shape shape; double area; uint8_t reasons; size_t date; /* which does not show it; n_scenes: not known */ };

struct watch_calibration {
	double asked;              /* false alarm or discovery rate */
	bool fdr;
	double threshold;          /* statistic above which a pixel is change */
	const char *null;          /* what the null is, in a sentence */
	double scale, freedom_1, freedom_2, from_quantile, to_quantile; /* of the fit */
	double unchanged;          /* estimated share of unchanged ground */
	double nominal;            /* share of all pixels that the textbook's χ² would mark at the same level, for comparison */
	double marked;             /* share marked before the sieve */
	double low, high;          /* the rate that the threshold has by the fits to 40 and 60 % of the ground: the range of the rate asked */
	size_t sample;
	const char *doubt;         /* why the rate may not hold here, or NULL */
};
struct watch_band_fit { double gain, offset, r_before, r_held_out, rmse_held_out; size_t n, n_held_out; bool used; };

struct watch_pair {
	size_t before, after;      /* indices into scenes */
	struct registration registration; bool registered;
	struct watch_band_fit *band;
	double normalised_t, normalised_f; /* held-out tests: largest |t| of means, largest F of variances over bands */
};

struct watch_result {
	const struct scene *scene; size_t n_scenes;
	struct grid grid;          /* the outputs' */
	enum watch_method method;
	const char *method_why;    /* why auto chose it, or why another was taken than was asked (fall-back); NULL */
	struct watch_pair *pair; size_t n_pairs;
	double rho[WATCH_BANDS]; uint32_t n_rho; /* canonical correlations, descending */
	unsigned iterations; bool converged;
	double condition;          /* of the covariance, worse of the two dates */
	struct watch_calibration calibration;
	struct watch_change *change; size_t n_changes;
	struct watch_unseen *unseen; size_t n_unseen;
	double changed_area, unseen_area, seen_area;
	double looks;
	const char **warning; size_t n_warnings; /* what a reader must know: sentences */
	const char *masked;        /* by what, mask_rule.said */
	double seconds_decoding, seconds_resampling, seconds_computing; /* processor seconds */
	const uint8_t *map;        /* width × height: WATCH_SAME …, until watch_end */
	struct watch_work *work;
};

/* part: NULL for all. Scenes are in the order of their dates and agreed (scene_agree). Writes statistic.tif, p.tif and change.tif to o->dir. All
 * from a; watch_end frees the rest. ST_NEGATIVE: refused (not to be registered …), with the reason; ST_DATA names file and band. */
enum status watch_run(struct scene *scene, size_t n, const struct watch_part *part, const struct watch_options *o, struct arena *a, struct watch_result *out,
		      struct error *e);
void watch_end(struct watch_result *r);
/* By how much scene i is displaced on the outputs' grid; NULL: not at all. Until watch_end. */
const struct view_shift *watch_shift(const struct watch_result *r, size_t i);

const char *watch_method_word(enum watch_method m);
const char *watch_direction_word(enum watch_direction d);
/* ICD 203 (2015), table of likelihood: "very likely" … for a probability 0 … 1. */
const char *watch_likelihood(double confidence);

#endif
