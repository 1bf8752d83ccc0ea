#include "watch/omnibus.h"

#include "watch/chi.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { BLOCK = 256, AT_ONCE = 3 /* ratios of floats whose product a double holds */ };

/* What the statistic's tail needs. */
struct shape { double scale, f, rho, omega; };

static double looks_of(const struct omnibus *o) { return o->looks > 0.5 ? o->looks : 0.5; }

static struct shape shape_make(double n, double f, double rho)
{
	double r = 1 - 1 / rho;

	return (struct shape){.scale = -2 * n * rho, .f = f, .rho = rho, .omega = -f / 4 * r * r};
}

static struct shape shape_all(const struct omnibus *o, unsigned dates)
{
	double n = looks_of(o), k = dates;

	return shape_make(n, (k - 1) * o->channels, 1 - (k + 1) / (6 * k * n));
}

static struct shape shape_step(const struct omnibus *o, unsigned j)
{
	double n = looks_of(o);

	return shape_make(n, o->channels, 1 - (1 + 1 / ((double)j * (j - 1))) / (6 * n));
}

/* In place: what the statistic is. Rounding may bring it just below 0. */
static void finish(const struct shape *s, const struct chi_table *t, double *sum, size_t n, float *statistic, float *p)
{
	float out[BLOCK];

	for (size_t i = 0; i < n; i++) {
		double z = s->scale * sum[i];

		out[i] = (float)(z < 0 ? 0 : z);
	}
	if (p)
		chi_tails(t, out, n, p);
	if (statistic)
		memcpy(statistic, out, n * sizeof *out);
}

/* sum[i] += Σ over dates of ln(x / mean) for one channel; NaN where a value is none. */
static void channel_all(const struct omnibus *o, const float *const *value, unsigned c, size_t at, size_t n, double *sum)
{
	double mean[BLOCK] = {0}, product[BLOCK];

	for (unsigned d = 0; d < o->dates; d++) {
		const float *x = value[d * o->channels + c] + at;

		for (size_t i = 0; i < n; i++)
			mean[i] += x[i] > 0 && x[i] <= FLT_MAX ? (double)x[i] : (double)NAN;
	}
	for (size_t i = 0; i < n; i++) {
		mean[i] = o->dates / mean[i];
		product[i] = 1;
	}
	for (unsigned d = 0; d < o->dates; d++) {
		const float *x = value[d * o->channels + c] + at;

		for (size_t i = 0; i < n; i++)
			product[i] *= (double)x[i] * mean[i];
		if (d % AT_ONCE == AT_ONCE - 1 || d + 1 == o->dates)
			for (size_t i = 0; i < n; i++) {
				sum[i] += log(product[i]);
				product[i] = 1;
			}
	}
}

void omnibus_all(const struct omnibus *o, const float *const *value, size_t n, float *statistic, float *p)
{
	struct shape s = shape_all(o, o->dates);
	struct chi_table t;

	if (o->dates > 1 && o->channels)
		chi_table(&t, s.f, s.omega);
	for (size_t at = 0; at < n; at += BLOCK) {
		size_t m = n - at < BLOCK ? n - at : BLOCK;
		double sum[BLOCK] = {0};

		for (unsigned c = 0; c < o->channels; c++)
			channel_all(o, value, c, at, m, sum);
		for (size_t i = 0; i < m && (o->dates < 2 || !o->channels); i++) /* nothing to compare */
			sum[i] = NAN;
		finish(&s, &t, sum, m, statistic ? statistic + at : NULL, p ? p + at : NULL);
	}
}

static void channel_step(const struct omnibus *o, unsigned j, const float *const *value, unsigned c, size_t at, size_t n, double *sum)
{
	double before[BLOCK] = {0};
	const float *last = value[(j - 1) * o->channels + c] + at;

	for (unsigned d = 0; d + 1 < j; d++) {
		const float *x = value[d * o->channels + c] + at;

		for (size_t i = 0; i < n; i++)
			before[i] += x[i] > 0 && x[i] <= FLT_MAX ? (double)x[i] : (double)NAN;
	}
	for (size_t i = 0; i < n; i++) {
		double x = last[i] > 0 && last[i] <= FLT_MAX ? (double)last[i] : (double)NAN, mean = (before[i] + x) / j;

		sum[i] += (j - 1) * log(before[i] / (j - 1) / mean) + log(x / mean);
	}
}

void omnibus_step(const struct omnibus *o, unsigned j, const float *const *value, size_t n, float *statistic, float *p)
{
	bool can = j >= 2 && j <= o->dates && o->channels;
	struct shape s = shape_step(o, can ? j : 2);
	struct chi_table t;

	if (can)
		chi_table(&t, s.f, s.omega);
	for (size_t at = 0; at < n; at += BLOCK) {
		size_t m = n - at < BLOCK ? n - at : BLOCK;
		double sum[BLOCK] = {0};

		for (unsigned c = 0; c < o->channels && can; c++)
			channel_step(o, j, value, c, at, m, sum);
		for (size_t i = 0; i < m && !can; i++)
			sum[i] = NAN;
		finish(&s, &t, sum, m, statistic ? statistic + at : NULL, p ? p + at : NULL);
	}
}

/* The dates from `first` on: p of Q. */
static double rest_tail(const struct omnibus *o, const double *value, unsigned first)
{
	unsigned k = o->dates - first;
	struct shape s = shape_all(o, k);
	double sum = 0;

	for (unsigned c = 0; c < o->channels; c++) {
		double mean = 0;

		for (unsigned d = first; d < o->dates; d++)
			mean += value[d * o->channels + c] / k;
		for (unsigned d = first; d < o->dates; d++)
			sum += log(value[d * o->channels + c] / mean);
	}
	return chi_boxed(s.scale * sum, s.f, s.omega);
}

/* The date, from 0, before which the stretch from `first` on changes. */
static unsigned rest_change(const struct omnibus *o, const double *value, unsigned first, double alpha)
{
	double p_least = INFINITY;
	unsigned least = first + 1;

	for (unsigned d = first + 1; d < o->dates; d++) {
		unsigned j = d - first + 1;
		struct shape s = shape_step(o, j);
		double sum = 0, p;

		for (unsigned c = 0; c < o->channels; c++) {
			double before = 0, x = value[d * o->channels + c], mean;

			for (unsigned i = first; i < d; i++)
				before += value[i * o->channels + c] / (j - 1);
			mean = before + (x - before) / j;
			sum += (j - 1) * log(before / mean) + log(x / mean);
		}
		p = chi_boxed(s.scale * sum, s.f, s.omega);
		if (p < alpha)
			return d;
		if (p < p_least) {
			p_least = p;
			least = d;
		}
	}
	return least;
}

unsigned omnibus_walk(const struct omnibus *o, const double *value, double alpha, bool *changed, double *p_least)
{
	unsigned n = 0, first = 0;
	double least = 1;
	bool whole = true;

	for (unsigned d = 0; d + 1 < o->dates; d++)
		changed[d] = false;
	for (unsigned i = 0; i < o->dates * o->channels; i++)
		whole &= value[i] > 0 && value[i] <= DBL_MAX;
	while (whole && first + 1 < o->dates && o->channels) {
		double p = rest_tail(o, value, first);

		least = p < least ? p : least;
		if (!(p < alpha))
			break;
		first = rest_change(o, value, first, alpha);
		changed[first - 1] = true;
		n++;
	}
	if (p_least)
		*p_least = whole ? least : (double)NAN;
	return n;
}
