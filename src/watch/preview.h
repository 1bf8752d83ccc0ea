/* preview.h - a date of a place small enough to be looked at: means of its pixels on a grid, and the stretch by which two dates are shown alike. */
#ifndef ONUS_WATCH_PREVIEW_H
#define ONUS_WATCH_PREVIEW_H

#include "watch/view.h"

enum { PREVIEW_SIDE = 1600 };

/* Which planes stand for red, green and blue: true colour where the roles are known, else infrared, red, green, else three bands, else one in grey.
 * */
struct preview_colours {
	uint32_t plane[3], n;      /* n: 1 grey, 3 */
	bool true_colour, radar;
	const char *said;          /* "red B04, green B03, blue B02"; from the arena */
};
enum status preview_colours(const struct scene *s, struct arena *a, struct preview_colours *out, struct error *e);

struct preview {
	uint32_t width, height;    /* at most `side` */
	uint32_t factor;           /* so many pixels of the grid a side are one of the picture's */
	uint32_t n;                /* planes */
	float *plane[3];           /* width × height means, NaN for no value */
	float *count;              /* until preview_end */
};
/* For a grid of that size. From a. */
enum status preview_begin(uint32_t width, uint32_t height, uint32_t n, uint32_t side, struct arena *a, struct preview *out, struct error *e);
/* Rows y … y+rows of the grid, `stride` floats a row; plane[k], k < n. Any order, each row once. A pixel counts where all its planes have a value. */
void preview_rows(struct preview *p, uint32_t y, uint32_t rows, uint32_t width, const float *const *plane, size_t stride);
void preview_end(struct preview *p);
/* All of it from a scene: the view is opened, displaced and closed. shift: NULL for none. */
enum status preview_read(struct scene *s, const struct grid *g, const struct view_shift *shift, const struct preview_colours *c, uint32_t side,
			 struct arena *a, struct preview *out, struct error *e);

/* Black at low, white at high: the 2 and 98 % quantiles of both dates together; apart where the dates have next to no values in common (other units,
 * another sensor). */
struct preview_stretch { float low[2][3], high[2][3]; bool logarithm, apart; const char *said; };
/* The two have the same planes. radar: the logarithm of what is above zero. */
enum status preview_stretch(const struct preview *before, const struct preview *after, bool radar, struct preview_stretch *out, struct error *e);
/* width × height pixels 0xRRGGBB; no value is flat grey, PREVIEW_NOTHING. date: 0 before, 1 after. */
enum { PREVIEW_NOTHING = 0xcfcfcf };
void preview_pixels(const struct preview *p, const struct preview_stretch *s, unsigned date, uint32_t *out);

#endif
