/* view.h - a scene seen on another's grid: projected, displaced, resampled, a band of rows at a time.
 *
 * A view knows for each pixel of the grid where in its scene it lies: an affine map, or a lattice of projected points with bilinear interpolation
 * between, and behind it the displacement that registration found. Where that is the identity within 0.01 pixel the planes are handed through as
 * they were decoded; else they are resampled by a cubic kernel (Keys 1981, a = -1/2), coarser planes by the same kernel. A pixel that any of its
 * neighbours with weight makes NaN is NaN; at the image's own edge its outermost pixels stand in for those beyond. */
#ifndef ONUS_WATCH_VIEW_H
#define ONUS_WATCH_VIEW_H

#include "watch/scene.h"

/* Displacement in pixels of the grid: what is seen at p in the reference lies in the scene at p + (dx, dy) + A (p - middle). */
struct view_shift { double dx, dy, a[4]; double middle_x, middle_y; };

struct view;

/* columns x … x+width of grid, all rows. rows: the most that will be asked for at once. Everything from a. ST_DATA where they do not overlap. */
enum status view_open(struct scene *s, const struct grid *g, uint32_t x, uint32_t width, uint32_t rows, const struct view_shift *shift,
		      struct arena *a,
		      struct view **out, struct error *e);
void view_close(struct view *v);
/* Replace the displacement (after registration). */
void view_displace(struct view *v, const struct view_shift *shift);
/* Begin to fetch rows y … y+n; the child decodes meanwhile. At most two requests at a time; taken in the order asked. */
enum status view_ask(struct view *v, uint32_t y, uint32_t n, struct error *e);
/* plane[k]: row by row, `stride` floats a row, k < scene's n; *quality: the codes by nearest pixel, NULL where the scene has none. Valid until the
 * next but one ask. */
struct view_rows { const float *const *plane; size_t stride; const float *quality; uint32_t y, n; };
enum status view_take(struct view *v, struct view_rows *out, struct error *e);
/* Small windows for registration and samples: plane k (k = n: the quality), columns and rows of the grid, any place (NaN outside the scene), w, h ≤
 * 1024. Not between ask and take. */
enum status view_window(struct view *v, uint32_t k, int64_t x, int64_t y, uint32_t w, uint32_t h, float *out, struct error *e);
/* Whether a point of the grid lies in the scene; whether plane k has the pixels of the scene's finest. */
bool view_sees(const struct view *v, double col, double row);
bool view_fine(const struct view *v, uint32_t k);
/* Processor seconds spent resampling in this process. */
double view_seconds(const struct view *v);
/* Resampling averages: what is left in plane k of the variance of noise that was independent from pixel to pixel (and neighbours share some of it
 * from then on). 1 where pixels are handed on as they are; displaced by (f, g) of a pixel it is s(f) s(g), with s = 1, 0.94, 0.81, 0.69, 0.64 at f =
 * 0, 1/8, 1/4, 3/8, 1/2 and 0.81 on the average of all fractions, so 0.66 for a turned or projected view. */
double view_smoothing(const struct view *v, uint32_t k);

#endif
