/* register_match.c - the displacement of one window.
 *
 * Twice: over the whole window, the peak of the whitened correlation to a whole pixel and its rivals; then over what both show of the same ground,
 * the phase. There the coherence of each ring of frequencies is measured, and the displacement is where the sum over frequencies of Re X(k) e^(ik·d)
 * is greatest, each weighted by γ / (1 - γ²): the maximum-likelihood weights of Hannan & Thomson (Knapp & Carter 1976, eq. 21) for a cross-power
 * made white. The error is the sandwich of that sum: its curvature, and the scatter of the gradients of blocks of frequencies, which also feels
 * ground that changed in a part of the window. */
#include "watch/register_work.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RINGS = MATCH_MOST / 2, LOWEST = 2 /* rings below are brightness, not texture */, BLUR = 4, STRONGEST = 4 };

struct match_work {
	uint32_t n, half;
	struct spectrum *spectrum;
	kiss_fft_cpx *field;       /* n × n */
	kiss_fft_cpx *cross;       /* half the plane: kx < half, all ky */
	uint16_t *ring;            /* of each, 0: not used */
	float *value[2], *mask[2]; /* n × n each */
	float *row;
	float *phase_x[2], *phase_y[2];
	double power[2][RINGS], count[RINGS], weight[RINGS];
};

struct match_work *match_work(uint32_t n, struct arena *a)
{
	const size_t area = (size_t)n * n;
	struct match_work *w;

	if (n < MATCH_LEAST || n > MATCH_MOST || (n & (n - 1)))
		return NULL;
	w = arena_alloc(a, sizeof *w);
	if (!w)
		return NULL;
	w->n = n;
	w->half = n / 2;
	w->spectrum = spectrum_make(n, a);
	w->field = arena_array(a, area, sizeof *w->field);
	w->cross = arena_array(a, area / 2, sizeof *w->cross);
	w->ring = arena_array(a, area / 2, sizeof *w->ring);
	w->row = arena_array(a, n, sizeof *w->row);
	for (int i = 0; i < 2; i++) {
		w->value[i] = arena_array(a, area, sizeof(float));
		w->mask[i] = arena_array(a, area, sizeof(float));
		w->phase_x[i] = arena_array(a, n, sizeof(float));
		w->phase_y[i] = arena_array(a, n, sizeof(float));
		if (!w->value[i] || !w->mask[i] || !w->phase_x[i] || !w->phase_y[i])
			return NULL;
	}
	if (!w->spectrum || !w->field || !w->cross || !w->ring || !w->row)
		return NULL;
	for (uint32_t kx = 0; kx < w->half; kx++)
		for (uint32_t j = 0; j < n; j++) {
			int ky = j < w->half ? (int)j : (int)j - (int)n;
			long r = lround(sqrt((double)kx * kx + (double)ky * ky));

			if ((kx || ky > 0) && j != w->half && r >= LOWEST && r < (long)w->half)
				w->ring[(size_t)kx * n + j] = (uint16_t)r;
		}
	return w;
}

/* A lowest or highest value that many pixels have is no value though nobody says so: the frame of an image, a full sensor. Its outline would match
 * anything with such an outline. */
static void drop_plateaus(float *v, size_t n)
{
	float low = INFINITY, high = -INFINITY;
	size_t at_low = 0, at_high = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(v[i]))
			continue;
		at_low = v[i] < low ? 1 : at_low + (v[i] == low);
		at_high = v[i] > high ? 1 : at_high + (v[i] == high);
		low = fminf(low, v[i]);
		high = fmaxf(high, v[i]);
	}
	for (size_t i = 0; i < n; i++)
		if ((v[i] == low && 50 * at_low > n) || (v[i] == high && 50 * at_high > n))
			v[i] = NAN;
}

/* Mean and deviation of what lies between two limits. How many do. */
static size_t moments(const float *v, size_t n, const double limit[2], double *mean, double *sd)
{
	double sum = 0, square = 0, first = 0;
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		double x = v[i];

		if (!(x >= limit[0] && x <= limit[1]))
			continue;
		first = m ? first : x;
		x -= first;
		sum += x;
		square += x * x;
		m++;
	}
	sum /= (double)(m ? m : 1);
	*mean = first + sum;
	*sd = sqrt(fmax(0, square / (double)(m ? m : 1) - sum * sum));
	return m;
}

/* A window's values as they are matched: in deviations from their mean, without plateaus, and brought within four deviations (twice), for a cloud or
 * a mirror must not be all that is seen. False: less than half has a value, or all are the same. */
static bool take_in(float *to, const float *from, size_t n)
{
	double limit[2] = {-FLT_MAX, FLT_MAX}, mean, sd;

	for (size_t i = 0; i < n; i++)
		to[i] = isfinite(from[i]) ? from[i] : NAN;
	drop_plateaus(to, n);
	for (int pass = 0; pass < 2; pass++) {
		if (2 * moments(to, n, limit, &mean, &sd) < n || !(sd > 1e-6 * fabs(mean)) || !isfinite(sd))
			return false;
		limit[0] = mean - 4 * sd;
		limit[1] = mean + 4 * sd;
	}
	for (size_t i = 0; i < n; i++)
		if (!isnan(to[i]))
			to[i] = (float)((fmin(fmax(to[i], limit[0]), limit[1]) - mean) / sd);
	return true;
}

/* Running mean of 2 BLUR + 1 along a line of n values, `step` apart; what lies outside is 0. */
static void blur_line(float *v, size_t n, size_t step, float *line)
{
	float sum = 0;

	for (size_t i = 0; i < n; i++)
		line[i] = v[i * step];
	for (size_t i = 0; i < BLUR && i < n; i++)
		sum += line[i];
	for (size_t i = 0; i < n; i++) {
		sum += i + BLUR < n ? line[i + BLUR] : 0;
		v[i * step] = sum / (2 * BLUR + 1);
		sum -= i >= BLUR ? line[i - BLUR] : 0;
	}
}

/* The edge of what has a value is no texture: weights fall to 0 before it. */
static void soften(struct match_work *w, float *mask)
{
	const size_t n = w->n;

	for (size_t y = 0; y < n; y++)
		blur_line(mask + y * n, n, 1, w->row);
	for (size_t x = 0; x < n; x++)
		blur_line(mask + x, n, n, w->row);
	for (size_t i = 0; i < n * n; i++)
		mask[i] = fmaxf(0, 2 * mask[i] - 1);
}

/* One image of a window laid out from the corner: where it begins, and how much of it. */
struct piece { const float *value; uint32_t x, y; };

static void fill_mask(struct match_work *w, float *mask, const struct piece *p, uint32_t width, uint32_t height, bool *holes)
{
	const size_t n = w->n;

	for (size_t y = 0; y < height; y++)
		for (size_t x = 0; x < width; x++) {
			bool there = !isnan(p->value[(y + p->y) * n + x + p->x]);

			mask[y * n + x] = there ? mask[y * n + x] : 0;
			*holes = *holes || !there;
		}
}

static double taper(uint32_t i, uint32_t n)
{
	double s = sin(3.14159265358979323846 * (i + 0.5) / n);

	return s * s;
}

/* Values less their mean under the taper, times the taper, into the real (i = 0) or imaginary part of the field. */
static void lay(struct match_work *w, int i, const struct piece *p, const float *mask, uint32_t width, uint32_t height)
{
	const size_t n = w->n;
	double sum = 0, weights = 0, mean;

	for (uint32_t x = 0; x < width; x++)
		w->row[x] = (float)taper(x, width);
	for (int pass = 0; pass < 2; pass++) {
		mean = weights > 0 ? sum / weights : 0;
		for (uint32_t y = 0; y < height; y++) {
			const double down = taper(y, height);

			for (uint32_t x = 0; x < width; x++) {
				double v = p->value[(y + p->y) * n + x + p->x], k = down * w->row[x] * (mask ? mask[y * n + x] : 1);

				if (isnan(v))
					v = k = 0;
				if (!pass) {
					sum += k * v;
					weights += k;
				} else if (i) {
					w->field[y * n + x].i = (float)(k * (v - mean));
				} else {
					w->field[y * n + x].r = (float)(k * (v - mean));
				}
			}
		}
	}
}

/* Both windows into the field, the other moved by a whole displacement; `aligned`: only the ground that both show. */
static void load(struct match_work *w, int dx, int dy, bool aligned)
{
	const uint32_t n = w->n, width = n - (uint32_t)abs(dx), height = n - (uint32_t)abs(dy);
	struct piece p[2] = {{w->value[0], dx < 0 ? (uint32_t)-dx : 0, dy < 0 ? (uint32_t)-dy : 0},
			     {w->value[1], dx > 0 ? (uint32_t)dx : 0, dy > 0 ? (uint32_t)dy : 0}};
	bool holes = false;

	memset(w->field, 0, (size_t)n * n * sizeof *w->field);
	for (int i = 0; i < 2; i++)
		for (size_t k = 0; k < (size_t)n * n; k++)
			w->mask[i][k] = 1;
	for (int i = 0; i < 2; i++)
		fill_mask(w, w->mask[aligned ? 0 : i], &p[i], width, height, &holes);
	for (int i = 0; i < (aligned ? 1 : 2) && holes; i++)
		soften(w, w->mask[i]);
	for (int i = 0; i < 2; i++)
		lay(w, i, &p[i], holes ? w->mask[aligned ? 0 : i] : NULL, width, height);
}

/* Transform; power by rings; cross-power, each frequency of modulus at most that of its ring. */
static bool transform(struct match_work *w)
{
	const size_t n = w->n;
	double *pf = w->power[0], *pg = w->power[1];

	spectrum_forward(w->spectrum, w->field);
	memset(w->power, 0, sizeof w->power);
	memset(w->count, 0, sizeof w->count);
	for (size_t kx = 0; kx < w->half; kx++)
		for (size_t j = 0; j < n; j++) {
			const size_t i = kx * n + j, r = w->ring[i];
			kiss_fft_cpx a = w->field[i], b = w->field[((n - kx) & (n - 1)) * n + ((n - j) & (n - 1))];
			float fr = (a.r + b.r) / 2, fi = (a.i - b.i) / 2, gr = (a.i + b.i) / 2, gi = (b.r - a.r) / 2;

			w->cross[i].r = fr * gr + fi * gi;
			w->cross[i].i = fr * gi - fi * gr;
			pf[r] += fr * fr + fi * fi;
			pg[r] += gr * gr + gi * gi;
			w->count[r]++;
		}
	for (size_t r = LOWEST; r < w->half; r++)
		if (!(pf[r] > 0) || !(pg[r] > 0) || !isfinite(pf[r] * pg[r]))
			return false;
	return true;
}

/* The cross-power made white: by the two moduli of each frequency (`each`), which finds a peak among whatever rises above the rest, or by those of
 * its ring, which keeps what a strong frequency is worth, up to a limit: the fit is then a third closer on noisy images. */
static void whiten(struct match_work *w, bool each)
{
	const size_t n = w->n;
	double scale[RINGS];

	for (size_t r = LOWEST; r < w->half; r++)
		scale[r] = w->count[r] / sqrt(w->power[0][r] * w->power[1][r]);
	for (size_t i = 0; i < n * w->half; i++) {
		double k = w->ring[i] ? scale[w->ring[i]] : 0, modulus = k * hypot(w->cross[i].r, w->cross[i].i);

		if (each || modulus > STRONGEST)
			k *= (each ? 1 : STRONGEST) / (modulus + 1e-12);
		w->cross[i].r = (float)(w->cross[i].r * k);
		w->cross[i].i = (float)(w->cross[i].i * k);
	}
}

/* Signal over all, of a ring: what stands above the floor, which is the power of the highest frequencies. */
static double above(const struct match_work *w, int i, size_t r)
{
	const double *p = w->power[i];
	double floor = 0, count = 0;

	for (size_t k = w->half - w->half / 8; k < w->half; k++) {
		floor += p[k];
		count += w->count[k];
	}
	return fmax(0, 1 - floor / count / (p[r] / w->count[r]));
}

/* Weights before anything is known of coherence. False: both spectra are flat, so there is no texture that could be told from noise. */
static bool weigh_first(struct match_work *w)
{
	double most[2] = {0};

	memset(w->weight, 0, sizeof w->weight);
	for (size_t r = LOWEST; r < w->half; r++) {
		double f = above(w, 0, r), g = above(w, 1, r);

		most[0] = r < w->half / 2 ? fmax(most[0], f) : most[0];
		most[1] = r < w->half / 2 ? fmax(most[1], g) : most[1];
		w->weight[r] = fmax(0.02, f * g);
	}
	return fmin(most[0], most[1]) > 0.7;
}

struct peak { double x, y, height, sign, rival, noise; };

static int centred(size_t i, size_t n) { return i < n / 2 ? (int)i : (int)i - (int)n; }

static double vertex(double before, double at, double after)
{
	double bend = before - 2 * at + after;

	return bend < 0 ? fmax(-0.5, fmin(0.5, (before - after) / (2 * bend))) : 0;
}

/* The surface of correlation, its highest place within `furthest` of either sign, the highest other hill, and the level of the rest. */
static void find_peak(struct match_work *w, double furthest, struct peak *out)
{
	enum { NEAR = 3 };
	const size_t n = w->n;
	kiss_fft_cpx *f = w->field;
	size_t px = 0, py = 0, rest = 0;
	double square = 0, here;

	memset(f, 0, n * n * sizeof *f);
	for (size_t kx = 0; kx < w->half; kx++)
		for (size_t j = 0; j < n; j++) {
			const size_t i = kx * n + j, m = ((n - kx) & (n - 1)) * n + ((n - j) & (n - 1));
			const float h = (float)w->weight[w->ring[i]];

			if (!w->ring[i])
				continue;
			f[i] = (kiss_fft_cpx){w->cross[i].r * h, w->cross[i].i * h};
			f[m] = (kiss_fft_cpx){f[i].r, -f[i].i};
		}
	spectrum_back(w->spectrum, f);
	*out = (struct peak){0};
	for (size_t y = 0; y < n; y++)
		for (size_t x = 0; x < n; x++)
			if (fabsf(f[y * n + x].r) > out->height && abs(centred(x, n)) <= furthest && abs(centred(y, n)) <= furthest) {
				out->height = fabsf(f[y * n + x].r);
				px = x;
				py = y;
			}
	out->sign = f[py * n + px].r < 0 ? -1 : 1;
	for (size_t y = 0; y < n; y++)
		for (size_t x = 0; x < n; x++) {
			int ax = abs(centred((x - px) & (n - 1), n)), ay = abs(centred((y - py) & (n - 1), n));
			size_t l = (x - 1) & (n - 1), r = (x + 1) & (n - 1), u = (y - 1) & (n - 1), d = (y + 1) & (n - 1);

			if (ax * ax + ay * ay <= NEAR * NEAR)
				continue;
			here = fabsf(f[y * n + x].r);
			square += here * here;
			rest++;
			if (here > out->rival && here >= fabsf(f[y * n + l].r) && here >= fabsf(f[y * n + r].r) && here >= fabsf(f[u * n + x].r) &&
			    here >= fabsf(f[d * n + x].r))
				out->rival = here;
		}
	out->noise = sqrt(square / (double)rest);
	out->x = centred(px, n) + vertex(out->sign * f[py * n + ((px - 1) & (n - 1))].r, out->height, out->sign * f[py * n + ((px + 1) & (n - 1))].r);
	out->y = centred(py, n) + vertex(out->sign * f[((py - 1) & (n - 1)) * n + px].r, out->height, out->sign * f[((py + 1) & (n - 1)) * n + px].r);
}

/* What the phase says of a displacement: the sum, its gradient, its curvature, and the scatter of the gradient over blocks of frequencies. */
struct slope { double sum, gx, gy, xx, xy, yy, sxx, sxy, syy, noise, blocks; double ring[RINGS]; };

static void phases(float *const out[2], size_t n, double d)
{
	for (size_t k = 0; k < n; k++) {
		double a = 2 * 3.14159265358979323846 * centred(k, n) * d / (double)n;

		out[0][k] = (float)cos(a);
		out[1][k] = (float)sin(a);
	}
}

/* One block of frequencies. */
static void slope_block(const struct match_work *w, size_t kx0, size_t j0, size_t side, struct slope *s)
{
	const size_t n = w->n;
	const double unit = 2 * 3.14159265358979323846 / (double)n;
	double bx = 0, by = 0, b = 0;

	for (size_t kx = kx0; kx < kx0 + side; kx++)
		for (size_t j = j0; j < j0 + side; j++) {
			const size_t i = kx * n + j, r = w->ring[i];
			const float c = w->phase_x[0][kx] * w->phase_y[0][j] - w->phase_x[1][kx] * w->phase_y[1][j],
				    d = w->phase_x[0][kx] * w->phase_y[1][j] + w->phase_x[1][kx] * w->phase_y[0][j];
			const double re = w->cross[i].r * c - w->cross[i].i * d, im = w->cross[i].r * d + w->cross[i].i * c, h = w->weight[r],
				     x = unit * (double)kx, y = unit * centred(j, n);

			s->ring[r] += re;
			s->sum += h * re;
			b += h * im;
			bx -= h * im * x;
			by -= h * im * y;
			s->xx += h * re * x * x;
			s->xy += h * re * x * y;
			s->yy += h * re * y * y;
		}
	s->gx += bx;
	s->gy += by;
	s->sxx += bx * bx;
	s->sxy += bx * by;
	s->syy += by * by;
	s->noise += b * b;
	s->blocks += (bx * bx + by * by) * (bx * bx + by * by);
}

static void slope_at(struct match_work *w, double dx, double dy, struct slope *out)
{
	const size_t side = w->n >= 256 ? 8 : 4;

	*out = (struct slope){0};
	phases(w->phase_x, w->n, dx);
	phases(w->phase_y, w->n, dy);
	for (size_t kx = 0; kx < w->half; kx += side)
		for (size_t j = 0; j < w->n; j += side)
			slope_block(w, kx, j, side, out);
}

/* Weights from the coherence of the rings, each with its two neighbours, less what chance alone gives. */
static void weigh(struct match_work *w, const struct slope *s, double sign)
{
	const double independent = 1 / 3.76;  /* of frequencies under the taper */
	double sum[RINGS] = {0}, count[RINGS] = {0};

	for (size_t r = LOWEST; r < w->half; r++)
		for (size_t k = r > LOWEST ? r - 1 : r; k <= r + 1 && k < w->half; k++) {
			sum[r] += s->ring[k] * sign;
			count[r] += w->count[k];
		}
	memset(w->weight, 0, sizeof w->weight);
	for (size_t r = LOWEST; r < w->half; r++) {
		double c = fmax(0, sum[r] / count[r]), floor = 1 / fmax(2, count[r] * independent), square = (c * c - floor) / (1 - floor);

		if (square > 0)
			w->weight[r] = sqrt(square) / (1 - fmin(square, 0.99));
	}
}

/* Newton's steps up the sum; d is left where the gradient is none. False: no hill there. */
static bool climb(struct match_work *w, double sign, double d[2], struct slope *s)
{
	double from[2] = {d[0], d[1]};

	for (int pass = 0; pass < 12; pass++) {
		double det, step[2], length;

		slope_at(w, d[0], d[1], s);
		if (pass % 3 == 0 && pass < 9) {
			weigh(w, s, sign);
			slope_at(w, d[0], d[1], s);
		}
		det = s->xx * s->yy - s->xy * s->xy;
		if (!(det > 0) || !(s->xx * sign > 0))
			return false;
		step[0] = (s->yy * s->gx - s->xy * s->gy) / det;
		step[1] = (s->xx * s->gy - s->xy * s->gx) / det;
		length = hypot(step[0], step[1]);
		for (int i = 0; i < 2; i++)
			d[i] += step[i] * (length > 0.3 ? 0.3 / length : 1);
		if (!(hypot(d[0] - from[0], d[1] - from[1]) < 1.5))
			return false;
		if (length < 1e-4 && pass >= 7)
			break;
	}
	return true;
}

/* Root of the greater eigenvalue of the sandwich. Blocks that count (Kish 1965) are few where only low frequencies bear the signal, and four were
 * spent on the fit and its weights; what correlates over the edges of blocks adds its part. */
static double deviation(const struct slope *s)
{
	const double edges = 1.25, spent = 4;
	double det = s->xx * s->yy - s->xy * s->xy, a = s->yy / det, b = -s->xy / det, c = s->xx / det;
	double xx = a * a * s->sxx + 2 * a * b * s->sxy + b * b * s->syy, yy = b * b * s->sxx + 2 * b * c * s->sxy + c * c * s->syy,
	       xy = a * b * s->sxx + (a * c + b * b) * s->sxy + b * c * s->syy;
	double blocks = s->blocks > 0 ? (s->sxx + s->syy) * (s->sxx + s->syy) / s->blocks : 1;

	return sqrt(((xx + yy) / 2 + hypot((xx - yy) / 2, xy)) * edges * blocks / fmax(1, blocks - spent));
}

bool match_window(struct match_work *w, const float *reference, const float *other, double furthest, struct match *out)
{
	const size_t n = w->n;
	struct peak p;
	struct slope s;
	double d[2];
	int whole[2];
	bool textured;

	*out = (struct match){.x = (double)n / 2, .y = (double)n / 2, .sd = (double)n / sqrt(12)};
	if (!take_in(w->value[0], reference, n * n) || !take_in(w->value[1], other, n * n))
		return false;
	load(w, 0, 0, false);
	if (!transform(w))
		return false;
	textured = weigh_first(w);
	whiten(w, true);
	find_peak(w, fmin(furthest, (double)n * 3 / 8), &p);
	if (!(p.height > 6 * p.noise))
		return textured;
	whole[0] = (int)lround(p.x);
	whole[1] = (int)lround(p.y);
	out->x += -whole[0] / 2.0;
	out->y += -whole[1] / 2.0;
	load(w, whole[0], whole[1], true);
	if (!transform(w))
		return textured;
	whiten(w, false);
	d[0] = p.x - whole[0];
	d[1] = p.y - whole[1];
	if (!climb(w, p.sign, d, &s))
		return textured;
	out->dx = whole[0] + d[0];
	out->dy = whole[1] + d[1];
	if (!(fabs(s.sum) > 7 * sqrt(s.noise)))
		return textured;
	out->sd = hypot(deviation(&s), 0.002);
	out->reliability = fmax(0, 1 - p.rival / p.height);
	out->used = true;
	return true;
}

bool register_match(const float *reference, const float *other, uint32_t n, struct match *out, struct arena *scratch)
{
	struct match_work *w = match_work(n, scratch);

	return w && match_window(w, reference, other, n, out);
}
