#include "watch/chi.h"

#include "base/normal.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const long double two_pi = 6.283185307179586476925286766559L;
enum { STEPS = 1000000 };

/* ln Γ(z) less Stirling's (z - 1/2) ln z - z + ln(2π) / 2. */
static long double stirling_rest(long double z)
{
	long double r = 1 / (z * z);
	int sign;

	if (z < 20)
		return lgammal_r(z, &sign) - ((z - 0.5L) * logl(z) - z + logl(two_pi) / 2);
	return (1 / 12.0L - r * (1 / 360.0L - r * (1 / 1260.0L - r * (1 / 1680.0L - r * (1 / 1188.0L - r * (691 / 360360.0L - r / 156)))))) / z;
}

/* a ln(a / x) + x - a, which is the distance of a Poisson's a from its mean x. */
static long double deviance(long double a, long double x)
{
	long double t = (x - a) / a;

	return t < -0.5L ? a * (t - logl(x / a)) : a * (t - log1pl(t));
}

/* x^a e^-x / Γ(a). */
static double gamma_factor(double a, double x)
{
	return (double)(sqrtl(a / two_pi) * expl(-stirling_rest(a) - deviance(a, x)));
}

/* Γ(a, x) / Γ(a) */
static double gamma_above(double a, double x)
{
	double sum = 1, term = 1, b = x + 1 - a, c = 1e300, d = 1 / b, h = d;

	if (x < a + 1) {
		for (int i = 1; i < STEPS && term > sum * 1e-17; i++) {
			term *= x / (a + i);
			sum += term;
		}
		return 1 - gamma_factor(a, x) * sum / a;
	}
	for (int i = 1; i < STEPS; i++) {
		double an = -i * (i - a), step;

		b += 2;
		d = an * d + b;
		c = b + an / c;
		d = 1 / (fabs(d) < 1e-300 ? 1e-300 : d);
		c = fabs(c) < 1e-300 ? 1e-300 : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return gamma_factor(a, x) * h;
}

double chi_tail(double x, double k)
{
	if (isnan(x) || !(k > 0))
		return NAN;
	if (!(x > 0))
		return 1;
	return isinf(x) ? 0 : fmin(1, gamma_above(k / 2, x / 2));
}

double chi_density(double x, double k)
{
	if (isnan(x) || !(k > 0))
		return NAN;
	if (!(x > 0) || isinf(x))
		return x == 0 && k == 2 ? 0.5 : x == 0 && k < 2 ? INFINITY : 0;
	return gamma_factor(k / 2, x / 2) / x;
}

/* x^a y^b / B(a, b), y = 1 - x. */
static double beta_factor(double a, double b, double x, double y)
{
	long double n = (long double)a + b;
	long double l = stirling_rest(n) - stirling_rest(a) - stirling_rest(b) - deviance(a, n * x) - deviance(b, n * y);

	return (double)(sqrtl(a / two_pi * (b / n)) * expl(l));
}

static double beta_fraction(double a, double b, double x)
{
	double c = 1, d = 1 - (a + b) * x / (a + 1), h;

	d = 1 / (fabs(d) < 1e-300 ? 1e-300 : d);
	h = d;
	for (int m = 1; m < STEPS; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), step;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < 1e-300 ? 1e-300 : d);
		c = fabs(c) < 1e-300 ? 1e-300 : c;
		h *= d * c;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < 1e-300 ? 1e-300 : d);
		c = fabs(c) < 1e-300 ? 1e-300 : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return h;
}

double f_tail(double x, double d1, double d2)
{
	double a = d2 / 2, b = d1 / 2, w, v;

	if (isnan(x) || !(d1 > 0) || !(d2 > 0) || isinf(d1))
		return NAN;
	if (isinf(d2))
		return chi_tail(x * d1, d1);
	if (!(x > 0))
		return 1;
	w = d2 / (d2 + d1 * x);
	v = d1 * x / (d2 + d1 * x);
	if (isinf(d1 * x) || w <= 0)
		return 0;
	if (v <= 0)
		return 1;
	/* the tail is the incomplete beta function of w */
	if (w < (a + 1) / (a + b + 2))
		return fmin(1, beta_factor(a, b, w, v) * beta_fraction(a, b, w) / a);
	return fmax(0, 1 - beta_factor(b, a, v, w) * beta_fraction(b, a, v) / b);
}

/* Where a falling tail reaches p, by false position on ln x and ln tail (or tail, above one half), halving where that is slow (Illinois: Dowell &
 * Jarratt 1971). */
static double reach(double (*tail)(double, double, double), double d1, double d2, double p, double start)
{
	double lo = log(start) - 0.1, hi = lo + 0.2, f_lo, f_hi, wide = 0.2;
#define MISS(u) (p < 0.5 ? log(tail(exp(u), d1, d2) / p) : tail(exp(u), d1, d2) - p)
	f_lo = MISS(lo);
	f_hi = MISS(hi);
	for (int i = 0; i < 60 && !(f_lo >= 0); i++) {
		hi = lo;
		f_hi = f_lo;
		lo -= wide *= 2;
		f_lo = MISS(lo);
	}
	for (int i = 0; i < 60 && !(f_hi <= 0); i++) {
		lo = hi;
		f_lo = f_hi;
		hi += wide *= 2;
		f_hi = MISS(hi);
	}
	for (int i = 0, side = 0; i < 200 && hi - lo > 1e-15 * (1 + fabs(lo)); i++) {
		double u = isfinite(f_lo) && isfinite(f_hi) && f_lo != f_hi ? (lo * f_hi - hi * f_lo) / (f_hi - f_lo) : (lo + hi) / 2, f;

		u = u > lo && u < hi ? u : (lo + hi) / 2;
		f = MISS(u);
		if (f == 0)
			return exp(u);
		if (f > 0) {
			lo = u;
			f_lo = f;
			f_hi = side == 1 ? f_hi / 2 : f_hi;
			side = 1;
		} else {
			hi = u;
			f_hi = f;
			f_lo = side == -1 ? f_lo / 2 : f_lo;
			side = -1;
		}
		if (fabs(f) < 1e-15)
			return exp(u);
	}
#undef MISS
	return exp((lo + hi) / 2);
}

static double chi_of(double x, double k, double nothing)
{
	(void)nothing;
	return chi_tail(x, k);
}

double chi_quantile(double p, double k)
{
	double c = 2 / (9 * k), cube;

	if (!(p >= 0 && p <= 1) || !(k > 0) || isinf(k))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? INFINITY : 0;
	/* Wilson & Hilferty 1931 */
	cube = 1 - c - normal_quantile(p) * sqrt(c);
	return reach(chi_of, k, 0, p, cube > 0.05 ? k * cube * cube * cube : k * 1e-4);
}

double f_quantile(double p, double d1, double d2)
{
	if (!(p >= 0 && p <= 1) || !(d1 > 0) || !(d2 > 0) || isinf(d1))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? INFINITY : 0;
	return reach(f_tail, d1, d2, p, fmax(chi_quantile(p, d1) / d1, 1e-300));
}

double chi_boxed(double x, double k, double weight)
{
	double p = chi_tail(x, k), h = x / 2, more;

	if (weight == 0 || !(x > 0) || !(p > 0) || isinf(x))
		return p;
	/* what four more freedoms add to the tail: h^(k/2) e^-h (1 / Γ(k/2 + 1) + h / Γ(k/2 + 2)) */
	more = gamma_factor(k / 2, h) * (1 + h / (k / 2 + 1)) / (k / 2);
	return weight > 0 ? p + weight * more : p * exp(weight * more / p);
}

void chi_table(struct chi_table *t, double k, double weight)
{
	double end = sqrt(chi_quantile(1e-37, k + 4)), step = end / CHI_CELLS, y[CHI_CELLS + 1];

	for (int i = 0; i <= CHI_CELLS; i++) {
		double tail = chi_boxed(i * step * i * step, k, weight);

		y[i] = tail > 1e-300 ? log(tail) : i ? y[i - 1] - 1 : 0;
	}
	t->cells = (float)(CHI_CELLS / end);
	for (int i = 0; i < CHI_CELLS; i++) {
		/* through the four nearest nodes (Lagrange), in powers of the way from this node to the next */
		int a = i == 0 ? 0 : i == CHI_CELLS - 1 ? i - 2 : i - 1;
		double u = a - i, d1 = y[a + 1] - y[a], d2 = y[a + 2] - 2 * y[a + 1] + y[a], d3 = y[a + 3] - 3 * y[a + 2] + 3 * y[a + 1] - y[a];

		/* Newton's form about node a, s = v - u for v from 0 to 1: expanded in v */
		t->c[i][0] = (float)y[i];
		t->c[i][3] = (float)(d3 / 6);
		t->c[i][2] = (float)(d2 / 2 - d3 * (u + 1) / 2);
		t->c[i][1] = (float)(d1 - d2 * (2 * u + 1) / 2 + d3 * (3 * u * u + 6 * u + 2) / 6);
	}
}

/* exp for x ≤ 0, relative error below 2e-7; 0 below -85. No branches, so that loops over it become wide. */
static inline float exp_below(float x)
{
	float z = x * 1.44269504f, r, f;
	int32_t k;
	uint32_t bits;

	z = z < -122.6f ? -122.6f : z;
	k = (int32_t)(z - 0.5f);
	f = (z - (float)k) * 0.69314718f;
	r = 1 + f * (1 + f * (0.5f + f * (0.16666667f + f * (0.041666667f + f * (0.0083333333f + f * 0.0013888889f)))));
	bits = (uint32_t)(k + 127) << 23;
	memcpy(&f, &bits, sizeof f);
	return x < -85.0f ? 0 : r * f;
}

void chi_tails(const struct chi_table *t, const float *x, size_t n, float *p)
{
	for (size_t i = 0; i < n; i++) {
		float s = sqrtf(x[i] > 0 ? x[i] : 0) * t->cells, v;
		int c = s < CHI_CELLS - 1 ? (int)s : CHI_CELLS - 1;
		const float *q = t->c[c];

		v = s - (float)c;
		v = q[0] + v * (q[1] + v * (q[2] + v * q[3]));
		v = s >= CHI_CELLS ? -100 : v > 0 ? 0 : v;
		p[i] = x[i] != x[i] ? x[i] : exp_below(v);
	}
}
