/* watch_picture.h - what watch saw as pictures that can be printed: each date, and the changes outlined over the later one.
 *
 * A picture says of itself what it is: date and source, scale, north, corners in degrees, what its lines mean. Lines are told apart by form, not by
 * colour. */
#ifndef ONUS_REPORT_WATCH_PICTURE_H
#define ONUS_REPORT_WATCH_PICTURE_H

#include "base/buf.h"
#include "watch/preview.h"
#include "watch/watch.h"

struct watch_pictured {
	const struct watch_result *r;
	size_t before, after;              /* which scenes are shown: indices into r->scene */
	const struct preview *image[2];    /* of them, both on r->grid with one factor */
	const struct preview_colours *colours;
	const struct preview_stretch *stretch;
};

enum watch_picture_kind { WATCH_PICTURE_BEFORE, WATCH_PICTURE_AFTER, WATCH_PICTURE_OVERLAY };
/* A PNG with margins and legend, added to out. Small images are enlarged by a whole factor. ST_ENV: memory. */
enum status watch_picture(const struct watch_pictured *x, enum watch_picture_kind kind, struct buf *out, struct error *e);
/* The image alone, without margins, for a page: one pixel of it where `times` of the preview a side are. date: 0 before, 1 after. */
enum status watch_picture_plain(const struct watch_pictured *x, unsigned date, unsigned times, struct buf *out, struct error *e);

/* Numbers of changes beside their boxes: the largest WATCH_LABELS at most, none on another, none outside width × height. */
enum { WATCH_LABELS = 60 };
struct watch_label { double x, y, w, h; };
struct watch_labels { double width, height, em; struct watch_label v[WATCH_LABELS]; size_t n; };
/* box: left, top, right, bottom in the same units; w: of the number. False: no room for it. */
bool watch_labels_place(struct watch_labels *l, const double box[4], double w);

/* By how much small images are enlarged: as often as goes into 1200 pixels. */
unsigned watch_picture_times(uint32_t width, uint32_t height);
/* A length for a scale bar, 1, 2 or 5 times a power of ten, at most `most`. */
double watch_picture_round(double most);

#endif
