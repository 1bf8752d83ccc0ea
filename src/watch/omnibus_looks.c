#include "watch/omnibus.h"

#include "watch/chi.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum {
	SAMPLES = 5,                       /* a side of a window; */
	WINDOW = SAMPLES * SAMPLES,
	FURTHEST = 6,                      /* pixels between samples at most */
	NEAR = 9,                          /* a side of the windows that correlation is looked for in */
	WINDOWS = 150000,                  /* about as many as are looked at */
	LEAST = 40,
	LEVELS = 32,
};
static const double looks_least = 0.5, looks_most = 1000, correlated = 0.1, part = 0.4 /* of even ground's windows that the fit rests on */;

struct image { const float *v; uint32_t width, height; };

static bool usable(float x) { return x > 0 && x <= FLT_MAX; }

/* ψ, ψ' and ψ'' by recurrence and their asymptotic series (Abramowitz & Stegun 6.3.18, 6.4.12 …). */
static void polygamma(double x, double out[3])
{
	double a = 0, b = 0, c = 0, r;

	for (; x < 12; x++) {
		a -= 1 / x;
		b += 1 / (x * x);
		c -= 2 / (x * x * x);
	}
	r = 1 / (x * x);
	out[0] = a + log(x) - 0.5 / x - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r / 240)));
	out[1] = b + 1 / x + r / 2 + r / x * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r / 30)));
	out[2] = c - r - r / x - r * r * (0.5 - r * (1.0 / 6 - r * (1.0 / 6 - r * 0.3)));
}

/* ln of the mean of WINDOW gamma values of n looks less the mean of their ln: its first three moments are known (the mean is independent of it:
 * Lukacs 1955); a scaled and shifted χ² with the same. */
struct evenness { double shift, scale, freedom; };

static struct evenness evenness_of(double n)
{
	double one[3], all[3], m, v, t;

	polygamma(n, one);
	polygamma(n * WINDOW, all);
	m = all[0] - log(WINDOW) - one[0];
	v = one[1] / WINDOW - all[1];
	t = all[2] - one[2] / (WINDOW * WINDOW);
	struct evenness e = {.freedom = 8 * v * v * v / (t * t)};
	e.scale = sqrt(v / (2 * e.freedom));
	e.shift = m - e.scale * e.freedom;
	return e;
}

/* Samples dx and dy pixels apart from (x, y) on. NaN where one is none. */
static double unevenness(const struct image *im, uint32_t x, uint32_t y, uint32_t dx, uint32_t dy)
{
	double sum = 0, logs = 0;

	for (unsigned j = 0; j < SAMPLES; j++)
		for (unsigned i = 0; i < SAMPLES; i++) {
			float v = im->v[(size_t)(y + j * dy) * im->width + x + i * dx];

			if (!usable(v))
				return NAN;
			sum += (double)v;
			logs += log((double)v);
		}
	return log(sum / WINDOW) - logs / WINDOW;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Unevenness of windows all over the image, sorted. */
static size_t windows(const struct image *im, uint32_t dx, uint32_t dy, double *out)
{
	uint64_t reach_x = (uint64_t)(SAMPLES - 1) * dx + 1, reach_y = (uint64_t)(SAMPLES - 1) * dy + 1;
	double step_x = (double)reach_x / 2, step_y = (double)reach_y / 2, many;
	size_t n = 0;

	if (im->width < reach_x || im->height < reach_y)
		return 0;
	many = ((double)(im->width - reach_x) / step_x + 1) * ((double)(im->height - reach_y) / step_y + 1);
	if (many > WINDOWS) {
		step_x *= sqrt(many / WINDOWS);
		step_y *= sqrt(many / WINDOWS);
	}
	for (double y = 0; y <= (double)(im->height - reach_y); y += step_y)
		for (double x = 0; x <= (double)(im->width - reach_x) && n < 2 * WINDOWS; x += step_x) {
			double u = unevenness(im, (uint32_t)x, (uint32_t)y, dx, dy);

			if (!isnan(u))
				out[n++] = u;
		}
	qsort(out, n, sizeof *out, by_size);
	return n;
}

static size_t below(const double *sorted, size_t n, double x)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (sorted[mid] < x)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* How far the lower part of the windows lies above where it should for n looks: its mean rank, as a share, less one half. *held: windows in it. */
static double misfit(const double *sorted, size_t windows_n, double n, size_t *held)
{
	struct evenness e = evenness_of(n);
	double sum = 0;
	size_t all = below(sorted, windows_n, e.shift + e.scale * chi_quantile(1 - part, e.freedom));

	*held = all;
	for (unsigned l = 0; l < LEVELS && all; l++)
		sum += (double)below(sorted, all, e.shift + e.scale * chi_quantile(1 - part * (l + 0.5) / LEVELS, e.freedom));
	return all ? 0.5 - sum / ((double)all * LEVELS) : 0.5;
}

/* The most looks that fit: from above, where too few windows would be even enough. */
static double fit(const double *sorted, size_t n)
{
	double need = fmax(LEAST * part, part * 0.1 * (double)n), hi = 0, lo;
	size_t held;

	if (n < LEAST)
		return 0;
	for (lo = looks_most; lo > looks_least / 1.1; lo /= 1.1) {
		double m = misfit(sorted, n, lo, &held);

		if ((double)held < need)
			continue;
		if (m <= 0)
			break;
		hi = lo;
	}
	if (hi == 0 || lo <= looks_least / 1.1)
		return 0;
	for (unsigned i = 0; i < 30; i++) {
		double mid = sqrt(lo * hi);

		if (misfit(sorted, n, mid, &held) <= 0)
			lo = mid;
		else
			hi = mid;
	}
	return sqrt(lo * hi);
}

/* Adds a window's products of neighbours to sum[0 … FURTHEST] across and down. */
static void products(const struct image *im, uint32_t x, uint32_t y, double across[FURTHEST + 1][2], double down[FURTHEST + 1][2])
{
	double v[NEAR][NEAR], mean = 0;

	for (unsigned j = 0; j < NEAR; j++)
		for (unsigned i = 0; i < NEAR; i++) {
			v[j][i] = (double)im->v[(size_t)(y + j) * im->width + x + i];
			mean += v[j][i] / (NEAR * NEAR);
		}
	for (unsigned j = 0; j < NEAR; j++)
		for (unsigned i = 0; i < NEAR; i++)
			for (unsigned l = 0; l <= FURTHEST; l++) {
				if (i + l < NEAR) {
					across[l][0] += (v[j][i] / mean - 1) * (v[j][i + l] / mean - 1);
					across[l][1]++;
				}
				if (j + l < NEAR) {
					down[l][0] += (v[j][i] / mean - 1) * (v[j + l][i] / mean - 1);
					down[l][1]++;
				}
			}
}

static uint32_t apart(const double sum[FURTHEST + 1][2])
{
	double variance = sum[0][0] / sum[0][1];

	for (uint32_t l = 1; l < FURTHEST; l++)
		if (!(sum[l][0] / sum[l][1] > correlated * variance))
			return l;
	return FURTHEST;
}

/* Pixels from one sample to the next for speckle to be independent, across and down, from the even third of the windows. */
static void spacing(const struct image *im, double *scratch, uint32_t *dx, uint32_t *dy)
{
	double across[FURTHEST + 1][2] = {{0}}, down[FURTHEST + 1][2] = {{0}}, limit;
	uint32_t step = NEAR, inset = (NEAR - SAMPLES) / 2;
	size_t n = windows(im, 1, 1, scratch);

	*dx = *dy = 1;
	if (!n || im->width < NEAR || im->height < NEAR)
		return;
	limit = scratch[n / 3];
	while ((double)im->width / step * ((double)im->height / step) > WINDOWS / 4)
		step++;
	for (uint32_t y = 0; y + NEAR <= im->height; y += step)
		for (uint32_t x = 0; x + NEAR <= im->width; x += step) {
			bool whole = true, even = true;

			/* its corners and its middle are even */
			for (unsigned k = 0; k < 5 && even; k++) {
				uint32_t cx = k == 4 ? inset : k % 2 * (NEAR - SAMPLES), cy = k == 4 ? inset : k / 2 * (NEAR - SAMPLES);
				double u = unevenness(im, x + cx, y + cy, 1, 1);

				whole &= !isnan(u);
				even &= u <= limit * 1.3;
			}
			if (whole && even)
				products(im, x, y, across, down);
		}
	if (across[0][0] > 0 && across[0][1] >= 20 * NEAR * NEAR) {
		*dx = apart((const double (*)[2])across);
		*dy = apart((const double (*)[2])down);
	}
}

double omnibus_looks(const float *value, uint32_t width, uint32_t height, struct arena *scratch)
{
	struct image im = {value, width, height};
	double *u = arena_array(scratch, 2 * WINDOWS, sizeof *u);
	uint32_t dx, dy;

	if (!u)
		return 0;
	spacing(&im, u, &dx, &dy);
	return fit(u, windows(&im, dx, dy, u));
}
