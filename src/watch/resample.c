#include "watch/resample.h"

#include "watch/vectors.h"

#include <math.h>
#include <string.h>

static double kernel(double t)
{
	t = fabs(t);
	return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/* A stretched kernel met at whole pixels does not quite balance about its middle, which would move what is seen: a little is taken from one side and
 * given to the other. */
static void balance(int64_t first, double at, double stretch, uint32_t taps, double *k)
{
	double off = 0, sum = 0, mean = 0, spread = 0, hat[RESAMPLE_TAPS];

	for (uint32_t t = 0; t < taps; t++) {
		double x = (double)first + t - at;

		hat[t] = fmax(0, 1 - fabs(x) / (2 * stretch));
		off += k[t] * x;
		sum += hat[t];
		mean += hat[t] * x;
		spread += hat[t] * x * x;
	}
	mean /= sum;
	spread -= sum * mean * mean;
	for (uint32_t t = 0; t < taps; t++)
		k[t] -= off / spread * hat[t] * ((double)first + t - at - mean);
}

/* Weights around a position; gives the first pixel. */
static int64_t weights_at(double at, double stretch, uint32_t taps, float *w)
{
	int64_t first = (int64_t)floor(at) - (int64_t)taps / 2 + 1;
	double sum = 0, k[RESAMPLE_TAPS];

	for (uint32_t t = 0; t < taps; t++)
		sum += k[t] = kernel(((double)first + t - at) / stretch);
	for (uint32_t t = 0; t < taps; t++)
		k[t] /= sum;
	if (stretch > 1)
		balance(first, at, stretch, taps, k);
	for (uint32_t t = 0; t < taps; t++)
		w[t] = (float)k[t];
	return first;
}

static uint32_t taps_of(double stretch)
{
	uint32_t taps = stretch > 1 ? 2 * (uint32_t)ceil(2 * stretch) : 4;

	return taps > RESAMPLE_TAPS ? RESAMPLE_TAPS : taps;
}

void resample_axis(struct resample_axis *axis, uint32_t n, double start, double step, bool cubic)
{
	double drift = (step - 1) * n, whole = rint(start + drift / 2);

	axis->n = n;
	axis->even = fabs(drift) < 0.01;
	axis->taps = 1;
	if (axis->even)
		start += drift / 2;
	if (!cubic || (axis->even && fabs(start - whole) < 0.01 + fabs(drift) / 2)) {
		for (uint32_t i = 0; i < n; i++) {
			axis->first[i] = axis->even ? (int64_t)whole + i : (int64_t)floor(start + step * i + 0.5);
			axis->weight[i] = 1;
		}
		return;
	}
	axis->taps = taps_of(step);
	for (uint32_t i = 0; i < n; i++)
		axis->first[i] = weights_at(start + (axis->even ? i : step * i), fmax(step, 1), axis->taps, axis->weight + (size_t)i * axis->taps);
	for (uint32_t i = 0; i < n && axis->even; i++)
		axis->first[i] = axis->first[0] + i;
}

/* Sum of weighted rows. */
VECTORS static void add_rows(const float *from, int64_t stride, const float *w, uint32_t taps, int64_t n, float *out)
{
	for (int64_t c = 0; c < n; c++)
		out[c] = w[0] * from[c];
	for (uint32_t t = 1; t < taps; t++)
		for (int64_t c = 0; c < n; c++)
			out[c] += w[t] * from[(int64_t)t * stride + c];
}

VECTORS static void four_rows(const float *from, int64_t stride, const float *w, int64_t n, float *restrict out)
{
	const float *a = from, *b = from + stride, *c = b + stride, *d = c + stride;

	for (int64_t i = 0; i < n; i++)
		out[i] = w[0] * a[i] + w[1] * b[i] + w[2] * c[i] + w[3] * d[i];
}

VECTORS static void four_columns(const float *from, const float *w, int64_t n, float *restrict out)
{
	for (int64_t i = 0; i < n; i++)
		out[i] = w[0] * from[i] + w[1] * from[i + 1] + w[2] * from[i + 2] + w[3] * from[i + 3];
}

static void columns_any(const float *line, const struct resample_axis *x, uint32_t from, uint32_t to, float *out)
{
	for (uint32_t i = from; i < to; i++) {
		const float *v = line + x->first[i], *w = x->weight + (size_t)i * x->taps;
		float sum = w[0] * v[0];

		for (uint32_t t = 1; t < x->taps; t++)
			sum += w[t] * v[t];
		out[i] = sum;
	}
}

void resample_straight(const struct resample_source *s, const struct resample_axis *columns, const struct resample_axis *rows, uint32_t j,
		       float *line,
		       float *out)
{
	const struct resample_axis *x = columns;
	const int64_t top = rows->first[j];
	const float *w = rows->weight + (rows->even ? 0 : (size_t)j * rows->taps), *from;
	uint32_t a = 0, b = x->n;

	while (a < b && x->first[a] < 0)
		a++;
	while (b > a && x->first[b - 1] + x->taps > s->width)
		b--;
	if (top < 0 || top + rows->taps > s->height)
		b = a;
	for (uint32_t i = 0; i < x->n; i++)
		if (i < a || i >= b)
			out[i] = NAN;
	if (a == b)
		return;
	from = s->value + top * s->width;
	if (rows->taps == 4)
		four_rows(from, s->width, w, s->width, line);
	else if (rows->taps > 1)
		add_rows(from, s->width, w, rows->taps, s->width, line);
	from = rows->taps > 1 ? line : from;
	if (x->even && x->taps == 1)
		memcpy(out + a, from + x->first[a], (b - a) * sizeof *out);
	else if (x->even && x->taps == 4)
		four_columns(from + x->first[a], x->weight, b - a, out + a);
	else
		columns_any(from, x, a, b, out);
}

/* Outputs i … i+n whose neighbourhoods follow each other along a row of the source: `from` is the upper left pixel of the first. */
VECTORS static void run(const float *from, int64_t stride, const float *fx, const float *fy, int64_t n, float *restrict out)
{
	for (int64_t i = 0; i < n; i++) {
		const float t = fx[i], u = fy[i], t2 = t * t, t3 = t2 * t, u2 = u * u, u3 = u2 * u;
		const float x0 = -0.5f * t3 + t2 - 0.5f * t, x1 = 1.5f * t3 - 2.5f * t2 + 1, x2 = -1.5f * t3 + 2 * t2 + 0.5f * t, x3 = 0.5f * t3 - 0.5f * t2;
		const float y0 = -0.5f * u3 + u2 - 0.5f * u, y1 = 1.5f * u3 - 2.5f * u2 + 1, y2 = -1.5f * u3 + 2 * u2 + 0.5f * u, y3 = 0.5f * u3 - 0.5f * u2;
		const float *a = from + i, *b = a + stride, *c = b + stride, *d = c + stride;

		out[i] = y0 * (x0 * a[0] + x1 * a[1] + x2 * a[2] + x3 * a[3]) + y1 * (x0 * b[0] + x1 * b[1] + x2 * b[2] + x3 * b[3]) +
			 y2 * (x0 * c[0] + x1 * c[1] + x2 * c[2] + x3 * c[3]) + y3 * (x0 * d[0] + x1 * d[1] + x2 * d[2] + x3 * d[3]);
	}
}

static float stretched(const struct resample_source *s, double x, double y, double stretch_x, double stretch_y)
{
	const uint32_t nx = taps_of(stretch_x), ny = taps_of(stretch_y);
	float wx[RESAMPLE_TAPS], wy[RESAMPLE_TAPS], sum = 0;
	int64_t left, top;

	if (!(x > -1 && y > -1 && x < (double)s->width && y < (double)s->height))
		return NAN;
	left = weights_at(x, stretch_x, nx, wx);
	top = weights_at(y, stretch_y, ny, wy);
	if (left < 0 || top < 0 || left + nx > s->width || top + ny > s->height)
		return NAN;
	for (uint32_t j = 0; j < ny; j++) {
		const float *v = s->value + (top + j) * s->width + left;
		float row = 0;

		for (uint32_t i = 0; i < nx; i++)
			row += wx[i] * v[i];
		sum += wy[j] * row;
	}
	return sum;
}

/* Positions taken apart: the first of the four pixels, -1 where one of them is outside (or there is no position), and the fraction. */
VECTORS static void split(const double *x, uint32_t n, double size, int32_t *restrict first, float *restrict fraction)
{
	for (uint32_t i = 0; i < n; i++) {
		const bool within = x[i] >= 1 && x[i] < size - 2;
		const double v = within ? x[i] : 0;
		const int32_t whole = (int32_t)v;

		fraction[i] = (float)(v - whole);
		first[i] = within ? whole - 1 : -1;
	}
}

void resample_any(const struct resample_source *s, const double *x, const double *y, uint32_t n, double stretch_x, double stretch_y,
		  struct resample_work *w, float *out)
{
	if (stretch_x > 1 || stretch_y > 1) {
		for (uint32_t i = 0; i < n; i++)
			out[i] = stretched(s, x[i], y[i], fmax(1, stretch_x), fmax(1, stretch_y));
		return;
	}
	split(x, n, (double)s->width, w->left, w->fx);
	split(y, n, (double)s->height, w->top, w->fy);
	for (uint32_t i = 0, k; i < n; i = k) {
		const int32_t left = w->left[i], top = w->top[i];

		k = i + 1;
		if (left < 0 || top < 0) {
			out[i] = NAN;
			continue;
		}
		while (k < n && w->left[k] == left + (int32_t)(k - i) && w->top[k] == top)
			k++;
		run(s->value + (int64_t)top * s->width + left, s->width, w->fx + i, w->fy + i, k - i, out + i);
	}
}

void resample_nearest(const struct resample_source *s, const double *x, const double *y, uint32_t n, float *out)
{
	for (uint32_t i = 0; i < n; i++) {
		double c = floor(x[i] + 0.5), r = floor(y[i] + 0.5);

		out[i] = c >= 0 && r >= 0 && c < (double)s->width && r < (double)s->height ? s->value[(int64_t)r * s->width + (int64_t)c] : NAN;
	}
}

double resample_smoothing(double fraction, double stretch)
{
	enum { PHASES = 64 };
	const uint32_t taps = taps_of(stretch);
	float w[RESAMPLE_TAPS];
	double sum = 0;
	int phases = isnan(fraction) ? PHASES : 1;

	for (int p = 0; p < phases; p++) {
		(void)weights_at(phases > 1 ? (p + 0.5) / PHASES : fraction - floor(fraction), fmax(1, stretch), taps, w);
		for (uint32_t t = 0; t < taps; t++)
			sum += (double)w[t] * w[t];
	}
	return sum / phases;
}
