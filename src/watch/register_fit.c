/* register_fit.c - one displacement, or one affine map, from those of many windows, of which any minority may be wrong.
 *
 * Starts from the candidate with the least median of squared distances (Rousseeuw 1984): each window's displacement, and maps through three windows.
 * Then weighted least squares with Tukey's biweight, each window's variance its own plus what all scatter beyond it. The map is taken where F says
 * that it explains more than chance (p < 0.001) and where it is known well enough at the corners. Agreement must be beyond chance: were the windows
 * displaced at random over the area searched, as many would not lie as near together. */
#include "watch/register_work.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_USED = 4, LEAST_FOR_MAP = 12, TRIPLES = 600 };

static const double far_scatter = 1.5, far_sd = 0.7, far_map = 0.05;

/* What is fitted: displacement = c[axis][0] + c[axis][1] u + c[axis][2] v, (u, v) from -1 to 1 over the grid. */
struct plane { double c[2][3]; };

struct fit {
	struct match *m; size_t n;
	double middle[2], half[2];
	struct plane plane;
	double extra;              /* scatter beyond the windows' own, px */
	double scatter;            /* robust, an axis */
	double inverse[3][3];      /* of the weighted normal equations */
	double chi2;
	size_t used;
	bool map;
	double *work;              /* 2 n */
};

static bool reliable(const struct match *m) { return m->reliability >= MATCH_RELIABLE && m->sd <= far_sd; }

static void basis(const struct fit *f, const struct match *m, double b[3])
{
	b[0] = 1;
	b[1] = (m->x - f->middle[0]) / f->half[0];
	b[2] = (m->y - f->middle[1]) / f->half[1];
}

static void residual(const struct fit *f, const struct plane *p, const struct match *m, double r[2])
{
	double b[3];

	basis(f, m, b);
	for (int k = 0; k < 2; k++)
		r[k] = (k ? m->dy : m->dx) - p->c[k][0] * b[0] - p->c[k][1] * b[1] - p->c[k][2] * b[2];
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *v, size_t n)
{
	if (!n)
		return 0;
	qsort(v, n, sizeof *v, by_size);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static double median_square(const struct fit *f, const struct plane *p)
{
	size_t k = 0;

	for (size_t i = 0; i < f->n; i++) {
		double r[2];

		if (!reliable(&f->m[i]))
			continue;
		residual(f, p, &f->m[i], r);
		f->work[k++] = r[0] * r[0] + r[1] * r[1];
	}
	return median(f->work, k);
}

/* The best of the windows' own displacements. */
static void start_shift(struct fit *f)
{
	double best = INFINITY;

	for (size_t i = 0; i < f->n; i++) {
		struct plane p = {{{f->m[i].dx}, {f->m[i].dy}}};
		double s;

		if (!reliable(&f->m[i]))
			continue;
		s = median_square(f, &p);
		if (s < best) {
			best = s;
			f->plane = p;
		}
	}
}

/* The plane through three windows. False: they lie nearly on a line, or it turns or stretches too much. */
static bool through(const struct fit *f, const struct match *const m[3], struct plane *p)
{
	double b[3][3], det;

	for (int i = 0; i < 3; i++)
		basis(f, m[i], b[i]);
	det = (b[1][1] - b[0][1]) * (b[2][2] - b[0][2]) - (b[2][1] - b[0][1]) * (b[1][2] - b[0][2]);
	if (!(fabs(det) > 0.1))
		return false;
	for (int k = 0; k < 2; k++) {
		double d0 = k ? m[0]->dy : m[0]->dx, d1 = (k ? m[1]->dy : m[1]->dx) - d0, d2 = (k ? m[2]->dy : m[2]->dx) - d0;

		p->c[k][1] = (d1 * (b[2][2] - b[0][2]) - d2 * (b[1][2] - b[0][2])) / det;
		p->c[k][2] = (d2 * (b[1][1] - b[0][1]) - d1 * (b[2][1] - b[0][1])) / det;
		p->c[k][0] = d0 - p->c[k][1] * b[0][1] - p->c[k][2] * b[0][2];
		if (!(fabs(p->c[k][1]) <= far_map * f->half[0]) || !(fabs(p->c[k][2]) <= far_map * f->half[1]))
			return false;
	}
	return true;
}

static void start_map(struct fit *f)
{
	struct random random = random_start(1984, 0);
	double best = median_square(f, &f->plane);

	for (int t = 0; t < TRIPLES; t++) {
		const struct match *m[3];
		struct plane p;
		double s;

		for (int i = 0; i < 3; i++)
			m[i] = &f->m[random_below(&random, f->n)];
		if (!reliable(m[0]) || !reliable(m[1]) || !reliable(m[2]) || !through(f, m, &p))
			continue;
		s = median_square(f, &p);
		if (s < best) {
			best = s;
			f->plane = p;
		}
	}
}

/* Inverse of a symmetric 3 × 3 (or its first element alone). False: singular. */
static bool invert(const double a[3][3], bool map, double out[3][3])
{
	double c00 = a[1][1] * a[2][2] - a[1][2] * a[1][2], c01 = a[0][2] * a[1][2] - a[0][1] * a[2][2], c02 = a[0][1] * a[1][2] - a[0][2] * a[1][1];
	double det = a[0][0] * c00 + a[0][1] * c01 + a[0][2] * c02;

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++)
			out[i][k] = 0;
	if (!map) {
		out[0][0] = 1 / a[0][0];
		return a[0][0] > 0;
	}
	if (!(det > 1e-9 * a[0][0] * a[0][0] * a[0][0]))
		return false;
	out[0][0] = c00 / det;
	out[0][1] = out[1][0] = c01 / det;
	out[0][2] = out[2][0] = c02 / det;
	out[1][1] = (a[0][0] * a[2][2] - a[0][2] * a[0][2]) / det;
	out[1][2] = out[2][1] = (a[0][1] * a[0][2] - a[0][0] * a[1][2]) / det;
	out[2][2] = (a[0][0] * a[1][1] - a[0][1] * a[0][1]) / det;
	return true;
}

/* Robust scatter of the windows: of all that are reliable, or of those used. */
static void measure(struct fit *f, bool all)
{
	size_t k = 0, j = 0;

	for (size_t i = 0; i < f->n; i++) {
		double r[2];

		if (!(all ? reliable(&f->m[i]) : f->m[i].used))
			continue;
		residual(f, &f->plane, &f->m[i], r);
		f->work[k++] = fabs(r[0]);
		f->work[k++] = fabs(r[1]);
	}
	f->scatter = 1.4826 * median(f->work, k);
	for (size_t i = 0; i < f->n; i++)
		if (all ? reliable(&f->m[i]) : f->m[i].used)
			f->work[j++] = f->m[i].sd * f->m[i].sd;
	f->extra = sqrt(fmax(0, f->scatter * f->scatter - median(f->work, j)));
}

/* One step of weighted least squares; `tukey`: weights fall with the distance and decide who is used, else those used stay and weigh by their
 * variance alone. */
static bool step(struct fit *f, bool tukey)
{
	const double reach = 4.7;
	double a[3][3] = {{0}}, y[2][3] = {{0}};

	f->used = 0;
	f->chi2 = 0;
	for (size_t i = 0; i < f->n; i++) {
		struct match *m = &f->m[i];
		double variance = m->sd * m->sd + f->extra * f->extra, r[2], b[3], w = 1 / variance, u;

		residual(f, &f->plane, m, r);
		u = sqrt((r[0] * r[0] + r[1] * r[1]) * w) / reach;
		if (tukey)
			m->used = reliable(m) && u < 1;
		if (!m->used)
			continue;
		f->used++;
		f->chi2 += (r[0] * r[0] + r[1] * r[1]) * w;
		w *= tukey ? (1 - u * u) * (1 - u * u) : 1;
		basis(f, m, b);
		for (int p = 0; p < 3; p++) {
			for (int q = 0; q < 3; q++)
				a[p][q] += w * b[p] * b[q];
			y[0][p] += w * b[p] * m->dx;
			y[1][p] += w * b[p] * m->dy;
		}
	}
	if (f->used < (f->map ? 3 : 1) || !invert(a, f->map, f->inverse))
		return false;
	for (int k = 0; k < 2; k++)
		for (int p = 0; p < 3; p++)
			f->plane.c[k][p] = f->inverse[p][0] * y[k][0] + f->inverse[p][1] * y[k][1] + f->inverse[p][2] * y[k][2];
	return true;
}

static bool settle(struct fit *f)
{
	measure(f, true);
	for (int pass = 0; pass < 30; pass++) {
		if (!step(f, true))
			return false;
		measure(f, false);
		f->extra = fmax(f->extra, 0.01);   /* what is a hundredth off is not wrong */
	}
	return true;
}

/* Log10 of the chance that of n windows displaced at random within the area searched as many lie as near together, `free` of them having fixed the
 * fit. */
static double chance(const struct fit *f, size_t n, size_t fixed)
{
	double furthest = 8, reach = 1, p;

	for (size_t i = 0; i < f->n; i++) {
		double r[2];

		if (!reliable(&f->m[i]))
			continue;
		residual(f, &f->plane, &f->m[i], r);
		if (f->m[i].used)
			reach = fmax(reach, hypot(r[0], r[1]));
		else
			furthest = fmax(furthest, fmax(fabs(r[0]), fabs(r[1])));
	}
	p = fmin(1, 3.14159265358979323846 * reach * reach / (4 * furthest * furthest));
	return (lgamma((double)n + 1) - lgamma((double)fixed + 1) - lgamma((double)(n - f->used) + 1) - lgamma((double)(f->used - fixed) + 1) +
		(double)(f->used - fixed) * log(p)) / log(10);
}

/* Variance of the displacement at a corner, an axis, the worst of the four. */
static double worst_corner(const struct fit *f)
{
	double worst = 0;

	for (int i = 0; i < 4; i++) {
		double b[3] = {1, i & 1 ? 1 : -1, i & 2 ? 1 : -1}, v = 0;

		for (int p = 0; p < 3; p++)
			for (int q = 0; q < 3; q++)
				v += b[p] * f->inverse[p][q] * b[q];
		worst = fmax(worst, v);
	}
	return worst;
}

/* Largest displacement at a corner against the middle. */
static double corner_effect(const struct plane *p)
{
	double a = hypot(p->c[0][1] + p->c[0][2], p->c[1][1] + p->c[1][2]), b = hypot(p->c[0][1] - p->c[0][2], p->c[1][1] - p->c[1][2]);

	return fmax(a, b);
}

/* Whether a map is asked for: F of four more numbers, on the windows that the map uses, and its errors small beside what it does. */
static bool map_asked(struct fit *map)
{
	struct fit shift = *map;
	double nu, f, x;

	if (map->used < LEAST_FOR_MAP || !step(map, false) || !step(map, false))
		return false;
	shift.map = false;
	shift.plane = (struct plane){{{0}}};
	if (!step(&shift, false) || !step(&shift, false))
		return false;
	nu = 2 * (double)map->used - 6;
	f = (shift.chi2 - map->chi2) / 4 / fmax(map->chi2 / nu, 1e-12);
	x = nu / (nu + 4 * fmax(f, 0));
	return pow(x, nu / 2) * (1 + nu / 2 * (1 - x)) < 1e-3 &&  /* I_x(ν/2, 2): the tail of F(4, ν) */
	       4 * worst_corner(map) * fmax(1, map->chi2 / nu) < corner_effect(&map->plane) * corner_effect(&map->plane);
}

/* At the middle of the windows used, where it is known best. */
static void at_windows(const struct fit *f, double *dx, double *dy)
{
	double sum[3] = {0}, b[3];

	for (size_t i = 0; i < f->n; i++) {
		if (!f->m[i].used)
			continue;
		basis(f, &f->m[i], b);
		for (int p = 0; p < 3; p++)
			sum[p] += b[p] / (double)f->used;
	}
	*dx = f->plane.c[0][0] + f->plane.c[0][1] * sum[1] + f->plane.c[0][2] * sum[2];
	*dy = f->plane.c[1][0] + f->plane.c[1][1] * sum[1] + f->plane.c[1][2] * sum[2];
}

static void give(struct fit *f, double middle_x, double middle_y, struct registration *out)
{
	const double (*c)[3] = (const double (*)[3])f->plane.c;
	double spread = sqrt(fmax(1, f->chi2 / fmax(1, 2 * (double)f->used - (f->map ? 6 : 2))) * worst_corner(f));
	size_t k = 0;

	measure(f, false);
	out->affine = f->map;
	at_windows(f, &out->dx, &out->dy);
	out->shift = (struct view_shift){.dx = c[0][0], .dy = c[1][0], .middle_x = middle_x, .middle_y = middle_y,
					 .a = {c[0][1] / f->half[0], c[0][2] / f->half[1], c[1][1] / f->half[0], c[1][2] / f->half[1]}};
	out->rmse_px = f->scatter;
	out->sd_px = spread;
	out->windows = f->n;
	out->used = f->used;
	out->match = f->m;
	for (size_t i = 0; i < f->n; i++)
		if (f->m[i].used)
			f->work[k++] = f->m[i].reliability;
	out->reliability = median(f->work, k);
}

/* The shift, and the map where it is asked for; f is left with what holds. */
static bool fit_both(struct fit *f)
{
	struct fit map = *f;
	bool shifted;

	start_shift(f);
	map.plane = f->plane;
	map.map = true;
	start_map(&map);
	if (settle(&map) && map_asked(&map)) {
		*f = map;
		return true;
	}
	shifted = settle(f);
	return shifted && step(f, false);
}

static enum status judge(const struct fit *f, size_t n_reliable, struct error *e)
{
	size_t fixed = f->map ? 3 : 1;

	if (f->scatter > far_scatter)
		return error_set(e, ST_NEGATIVE, "the images cannot be registered: windows that match scatter by %.1f pixels about the best fit", f->scatter);
	if (f->used < LEAST_USED || 5 * f->used < 2 * n_reliable || 10 * f->used < f->n || chance(f, n_reliable, fixed) > -4)
		return error_set(e, ST_NEGATIVE,
				 "the images cannot be registered: of %zu windows with texture %zu match and only %zu of these agree on a displacement; "
				 "they show different places, or nearly all has changed", f->n, n_reliable, f->used);
	return ST_OK;
}

enum status register_fit(struct match *m, size_t n, double middle_x, double middle_y, double width, double height, struct registration *out,
			 struct error *e)
{
	struct fit f = {.m = m, .n = n, .middle = {middle_x, middle_y}, .half = {fmax(width, 1) / 2, fmax(height, 1) / 2}};
	size_t n_reliable = 0;
	enum status st;

	*out = (struct registration){.windows = n, .match = m};
	for (size_t i = 0; i < n; i++) {
		m[i].used = false;
		n_reliable += reliable(&m[i]);
	}
	if (!n)
		return error_set(e, ST_NEGATIVE, "the images cannot be registered: nowhere do both show texture");
	if (n_reliable < LEAST_USED)
		return error_set(e, ST_NEGATIVE, "the images cannot be registered: of %zu windows with texture only %zu match", n, n_reliable);
	f.work = calloc(2 * n, sizeof *f.work);
	if (!f.work)
		return error_memory(e);
	if (fit_both(&f)) {
		give(&f, middle_x, middle_y, out);
		st = judge(&f, n_reliable, e);
	} else {
		st = error_set(e, ST_NEGATIVE, "the images cannot be registered: %zu windows match, and no two agree", n_reliable);
	}
	free(f.work);
	return st;
}
