/* resample.h - a plane of floats seen on other pixels: the cubic kernel of Keys (1981, IEEE TASSP 29:1153), a = -1/2.
 *
 * Where pixels grow, the kernel is stretched with them, so that what is finer than the new pixels is averaged and not picked. What reaches beyond
 * the plane, or meets a NaN with weight, is NaN. Pure; positions are in pixels of the source, whole numbers at pixels' middles. */
#ifndef ONUS_WATCH_RESAMPLE_H
#define ONUS_WATCH_RESAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RESAMPLE_TAPS = 12 };

/* A rectangle of a plane, row by row. */
struct resample_source { const float *value; int64_t width, height; };

/* One direction of a resampling that runs along rows and columns: output i takes `taps` pixels from first[i] with weights weight[i * taps …]; where
 * the step is one pixel all have the weights of the first, and first[i] = first[0] + i. Without `cubic` the nearest pixel is taken. */
struct resample_axis { uint32_t n, taps; bool even; int64_t *first; float *weight; };
/* Output i lies at start + step · i. first: n, weight: n × RESAMPLE_TAPS. step: 1/64 … 2. Within 0.01 of whole pixels all along, they are handed on
 * as they are. */
void resample_axis(struct resample_axis *axis, uint32_t n, double start, double step, bool cubic);
/* One row of output, row j of `rows`. line: source width floats. */
void resample_straight(const struct resample_source *s, const struct resample_axis *columns, const struct resample_axis *rows, uint32_t j,
		       float *line,
		       float *out);

/* Any positions: x[i], y[i]. stretch_x, stretch_y: how many source pixels a pixel of the output is wide, 1 where less (at most 2.5). work: room for
 * n each. */
struct resample_work { int32_t *left, *top; float *fx, *fy; };
void resample_any(const struct resample_source *s, const double *x, const double *y, uint32_t n, double stretch_x, double stretch_y,
		  struct resample_work *work, float *out);
/* The nearest pixel. */
void resample_nearest(const struct resample_source *s, const double *x, const double *y, uint32_t n, float *out);

/* Variance left of noise that is independent from pixel to pixel, along one axis, by the displacement's fraction; NaN: the mean over all fractions
 * (0.81). */
double resample_smoothing(double fraction, double stretch);

#endif
