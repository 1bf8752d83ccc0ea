/* register.h - how far one image lies from another, to a fraction of a pixel, and how sure that is.
 *
 * Windows over the images, the two spectra's cross-power made white (Kuglin & Hines 1975), the displacement at which its phase agrees best over the
 * frequencies that carry the signal (Stone et al. 2001; Foroosh et al. 2002), by maximum likelihood (Hannan & Thomson 1973): a displacement per
 * window, its reliability (1 less the next best displacement's share of the best's correlation) and its own error. Windows that fail, agree with
 * nothing or see no texture are left out. A robust fit (least median, then reweighted) of a shift; of an affine map where the windows ask for it (F
 * test) and can bear it. Refused where too few windows agree: images of other places agree nowhere. */
#ifndef ONUS_WATCH_REGISTER_H
#define ONUS_WATCH_REGISTER_H

#include "base/arena.h"
#include "base/status.h"
#include "watch/view.h"

struct match {
	double x, y;               /* middle of the window, pixels of the reference */
	double dx, dy;             /* what is seen at (x, y) in the reference lies at (x + dx, y + dy) in the other */
	double sd;                 /* of each of the two, in the direction that is told worse */
	double reliability;        /* 0 … 1 */
	bool used;                 /* agrees with the fit */
};

/* One window: n × n values each (n a power of two, 32 … 512), NaN for no value. False: nothing can be told (no texture, more than half without
 * value). */
bool register_match(const float *reference, const float *other, uint32_t n, struct match *out, struct arena *scratch);

struct registration {
	struct view_shift shift;
	bool affine;
	double dx, dy;             /* at the middle of the windows used; shift has it at the middle of the grid */
	double rmse_px;            /* of the windows used about the fit, per axis pooled, robust */
	double sd_px;              /* of the displacement that the fit gives, at its worst corner */
	double reliability;        /* median of the windows used */
	size_t windows, used;      /* tried with something to see; agreeing */
	struct match *match;       /* `windows` of them */
	double parity;             /* correlation of the two after registration, median of windows */
};
struct register_options {
	uint32_t window;           /* 0: 256, or less for small images (32 at least); a power of two */
	uint32_t most;             /* windows at most; 0: 400, spread evenly */
	double furthest;           /* pixels, along rows and along columns; 0: 64, or a quarter of the shorter side */
	double refine;             /* passes of matching again from where the windows are thought to lie; at least 1, at most 3 */
	unsigned threads;
};

/* Fit to matches; out->match is m, with `used` set. Windows are counted as matched from a reliability of 0.3. ST_NEGATIVE with the reason when they
 * do not agree. */
enum status register_fit(struct match *m, size_t n, double middle_x, double middle_y, double width, double height, struct registration *out,
			 struct error *e);
/* Two views on one grid: choose the plane with the most to see, match windows, fit, look again at the displaced view and fit what remains. `other`
 * is left displaced. ST_NEGATIVE: not to be registered, says why and what was found. ST_DATA from reading. */
enum status register_views(struct view *reference, struct view *other, const struct grid *g, uint32_t n_planes, const struct register_options *o,
			   struct arena *a, struct registration *out, struct error *e);

#endif
