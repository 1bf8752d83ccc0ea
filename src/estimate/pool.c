#include "estimate/pool.h"

#include "base/normal.h"
#include "base/random.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STRATA_DRAWS = 1000, BOUNDS_DRAWS = 10000 };
static const double none_counts = 0.1; /* what 0 unseen counts in the logarithm */

/* Continued fraction of the incomplete beta function (Lentz 1976; Press et al. 2007, 6.4). x below (a + 1)/(a + b + 2). */
static double beta_fraction(double a, double b, double x)
{
	double c = 1, d = 1 - (a + b) * x / (a + 1), h;

	d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
	h = d;
	for (int m = 1; m < 10000; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), step;

		d = 1 + even * d;
		d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
		c = 1 + even / c;
		c = fabs(c) < DBL_MIN ? DBL_MIN : c;
		h *= d * c;
		d = 1 + odd * d;
		d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
		c = 1 + odd / c;
		c = fabs(c) < DBL_MIN ? DBL_MIN : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return h;
}

/* log B(a, 1/2) without the cancellation of large arguments: log Γ(a) - log Γ(a + 1/2) by its own series from 100 on */
static double log_beta_half(double a)
{
	int sign;
	double q;

	if (a < 100)
		return lgamma_r(a, &sign) + lgamma_r(0.5, &sign) - lgamma_r(a + 0.5, &sign);
	q = 1 / a; /* Γ(a + 1/2)/Γ(a) = √a (1 - 1/8a + 1/128a² + 5/1024a³ - 21/32768a⁴ …) */
	return 0.5723649429247001 - 0.5 * log(a) - log1p(q * (-1.0 / 8 + q * (1.0 / 128 + q * (5.0 / 1024 + q * (-21.0 / 32768 - q * 399.0 / 262144)))));
}

/* P(T > t), t ≥ 0: half of I_{ν/(ν + t²)}(ν/2, 1/2) */
static double student_above(double t, double freedom)
{
	double a = freedom / 2, y = t * t / (freedom + t * t), x = freedom / (freedom + t * t), front;

	if (!(y > 0))
		return 0.5;
	front = exp(-a * log1p(t * t / freedom) + 0.5 * log(y) - log_beta_half(a));
	return x < (a + 1) / (a + 2.5) ? 0.5 * front * beta_fraction(a, 0.5, x) / a : 0.5 - front * beta_fraction(0.5, a, y);
}

/* From 30,000 degrees on the normal's quantile with four corrections (Abramowitz & Stegun 26.7.5) is nearer than the fraction near 1. */
static const double MANY_DEGREES = 30000;
static double student_many(double z, double freedom)
{
	double q = z * z, v = 1 / freedom;

	return z + z * v * ((q + 1) / 4 + v * (((5 * q + 16) * q + 3) / 96 + v * ((((3 * q + 19) * q + 17) * q - 15) / 384 +
			    v * ((((79 * q + 776) * q + 1482) * q - 1920) * q - 945) / 92160)));
}

/* Bisection on a bracket that doubles, then Newton's steps within it. */
double student_quantile(double p, double freedom)
{
	double tail = p < 0.5 ? p : 1 - p, low = 0, high = 1, t;

	if (!(p > 0 && p < 1 && freedom > 0))
		return p <= 0 ? -INFINITY : p >= 1 ? INFINITY : NAN;
	if (freedom > MANY_DEGREES)
		return student_many(normal_quantile(p), freedom);
	if (p == 0.5)
		return 0;
	while (student_above(high, freedom) > tail && high < 1e300)
		high *= 2;
	t = high / 2;
	for (int i = 0; i < 200; i++) {
		double over = student_above(t, freedom) - tail, density, next;

		if (over > 0)
			low = t;
		else
			high = t;
		density = exp(-0.5 * (freedom + 1) * log1p(t * t / freedom) - 0.5 * log(freedom) - log_beta_half(freedom / 2));
		next = t + over / density;
		if (!(next > low && next < high))
			next = 0.5 * (low + high);
		if (fabs(next - t) <= 1e-15 * t)
			break;
		t = next;
	}
	return p < 0.5 ? -t : t;
}

double quantile_sorted(const double *x, size_t n, double q)
{
	double at = q * (double)(n - 1), whole;
	size_t i;

	if (!(at > 0))
		return x[0];
	whole = floor(at);
	i = (size_t)whole;
	if (i + 1 >= n)
		return x[n - 1];
	return at > whole ? x[i] + (at - whole) * (x[i + 1] - x[i]) : x[i]; /* at a draw nothing is added: the next may be infinite */
}

static enum status level_check(double *level, struct error *e)
{
	if (*level == 0)
		*level = 0.95;
	return *level > 0 && *level < 1 ? ST_OK : error_set(e, ST_DATA, "a level of %g found, one between 0 and 1 expected", *level);
}

/* Rubin's rules on the linkages' means and variances of the log unseen. */
struct rubin { double mean, mean_sq, within, unseen, observed; size_t n; };

/* Means and squared deviations are updated as they come (Welford 1962). */
static void rubin_add(struct rubin *r, double mean, double variance, double unseen, double observed)
{
	double off = mean - r->mean;

	r->n++;
	r->mean += off / (double)r->n;
	r->mean_sq += off * (mean - r->mean);
	r->within += (variance - r->within) / (double)r->n;
	r->unseen += (unseen - r->unseen) / (double)r->n;
	r->observed += (observed - r->observed) / (double)r->n;
}

static void rubin_end(const struct rubin *r, double level, bool whole, struct pooled *out)
{
	double m = (double)r->n, between = r->mean_sq / (m - 1), total = r->within + (1 + 1 / m) * between;
	double freedom = between > 0 ? (m - 1) * pow(1 + r->within / ((m + 1) * between), 2) : INFINITY;
	double reach = student_quantile(0.5 + level / 2, freedom) * sqrt(total);
	double low = exp(r->mean - reach), high = exp(r->mean + reach), unseen = r->unseen, observed = r->observed;

	if (whole) {
		observed = nearbyint(observed);
		unseen = nearbyint(unseen);
		low = nearbyint(low);
		high = nearbyint(high);
	}
	*out = (struct pooled){.observed = observed, .estimate = observed + unseen, .low = observed + low, .high = observed + high,
			       .within = r->within, .between = between, .freedom = freedom, .parts = (unsigned)r->n};
}

enum status pool_linkages(const struct pool_part *parts, size_t n, double level, bool whole, struct pooled *out, struct error *e)
{
	struct rubin r = {0};

	*out = (struct pooled){0};
	if (level_check(&level, e) != ST_OK)
		return ST_DATA;
	if (n < 2)
		return error_set(e, ST_DATA, "%zu linkage%s found, two or more expected", n, n == 1 ? "" : "s");
	for (size_t i = 0; i < n; i++) {
		double mean = 0, squares = 0, unseen = 0;

		if (parts[i].n_draws < 2)
			return error_set(e, ST_DATA, "linkage %zu: %zu draws found, two or more expected", i + 1, parts[i].n_draws);
		for (size_t d = 0; d < parts[i].n_draws; d++) {
			double left = parts[i].draws[d] - parts[i].observed, log_left, off;

			if (!(left >= 0 && left < INFINITY))
				return error_set(e, ST_DATA, "linkage %zu, draw %zu: %g found, a number from the observed %g on expected", i + 1, d + 1,
						 parts[i].draws[d], parts[i].observed);
			log_left = log(left > 0 ? left : none_counts);
			off = log_left - mean;
			mean += off / (double)(d + 1);
			squares += off * (log_left - mean);
			unseen += (left - unseen) / (double)(d + 1);
		}
		rubin_add(&r, mean, squares / (double)(parts[i].n_draws - 1), unseen, parts[i].observed);
	}
	rubin_end(&r, level, whole, out);
	return ST_OK;
}

static enum status bounds_check(const struct pool_bounds *p, const char *what, size_t i, struct error *e)
{
	if (!(p->observed >= 0 && p->estimate >= p->observed && p->low >= p->observed && p->low <= p->high && p->estimate < INFINITY))
		return error_set(e, ST_DATA, "%s %zu: estimate %g, %g to %g found, numbers from the observed %g on expected", what, i + 1, p->estimate,
				 p->low, p->high, p->observed);
	return ST_OK;
}

static double log_unseen(double x, double observed) { return log(x > observed ? x - observed : none_counts); }

enum status pool_linkages_bounds(const struct pool_bounds *parts, size_t n, double level, bool whole, struct pooled *out, struct error *e)
{
	struct rubin r = {0};
	double reach;

	*out = (struct pooled){0};
	if (level_check(&level, e) != ST_OK)
		return ST_DATA;
	if (n < 2)
		return error_set(e, ST_DATA, "%zu linkage%s found, two or more expected", n, n == 1 ? "" : "s");
	reach = normal_quantile(0.5 + level / 2);
	for (size_t i = 0; i < n; i++) {
		double mean, sd;

		if (bounds_check(&parts[i], "linkage", i, e) != ST_OK)
			return ST_DATA;
		mean = log_unseen(parts[i].estimate, parts[i].observed);
		sd = (log_unseen(parts[i].high, parts[i].observed) - log_unseen(parts[i].low, parts[i].observed)) / (2 * reach);
		rubin_add(&r, mean, isinf(sd) ? DBL_MAX / 1e10 : sd * sd, parts[i].estimate - parts[i].observed, parts[i].observed);
	}
	rubin_end(&r, level, whole, out);
	return ST_OK;
}

static int ascending(const void *p, const void *q)
{
	const double *x = p, *y = q;

	return (*x > *y) - (*x < *y);
}

static enum status strata_end(double *sum, size_t n, double level, struct arena *a, struct pooled *out, struct error *e)
{
	double *sorted = arena_array(a, n, sizeof *sorted);

	if (!sorted)
		return error_memory(e);
	memcpy(sorted, sum, n * sizeof *sum);
	qsort(sorted, n, sizeof *sorted, ascending);
	out->low = quantile_sorted(sorted, n, 0.5 - level / 2);
	out->high = quantile_sorted(sorted, n, 0.5 + level / 2);
	out->estimate = quantile_sorted(sorted, n, 0.5);
	out->draws = sum;
	out->n_draws = n;
	return ST_OK;
}

/* An order of 0 … n - 1 (Fisher & Yates 1938; Durstenfeld 1964). */
static void shuffle(struct random *r, size_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	for (size_t i = n; i > 1; i--) {
		size_t j = (size_t)random_below(r, i), kept = order[i - 1];

		order[i - 1] = order[j];
		order[j] = kept;
	}
}

/* Each stratum's draws in orders drawn anew as often as they run out: every one is used as often as any other, to one. */
enum status pool_strata(const struct pool_part *parts, size_t n, double level, uint64_t seed, struct arena *a, struct pooled *out, struct error *e)
{
	size_t most = STRATA_DRAWS, *order;
	double *sum;

	*out = (struct pooled){.parts = (unsigned)n};
	if (level_check(&level, e) != ST_OK)
		return ST_DATA;
	if (!n)
		return error_set(e, ST_DATA, "no stratum found, one or more expected");
	for (size_t i = 0; i < n; i++) {
		if (!parts[i].n_draws)
			return error_set(e, ST_DATA, "stratum %zu: no draws found, one or more expected", i + 1);
		most = parts[i].n_draws > most ? parts[i].n_draws : most;
	}
	sum = arena_array(a, most, sizeof *sum);
	order = arena_array(a, most, sizeof *order);
	if (!sum || !order)
		return error_memory(e);
	for (size_t i = 0; i < n; i++) {
		struct random r = random_start(seed, i);
		size_t own = parts[i].n_draws;

		for (size_t d = 0; d < most; d++) {
			if (d % own == 0)
				shuffle(&r, order, own);
			sum[d] += parts[i].draws[order[d % own]];
		}
		out->observed += parts[i].observed;
	}
	return strata_end(sum, most, level, a, out, e);
}

/* A number at z standard deviations: log-normal unseen whose median is the estimate, its spread below and above from the interval's ends. */
static double bounds_draw(const struct pool_bounds *p, double z, double reach)
{
	double middle = log_unseen(p->estimate, p->observed), end = log_unseen(z < 0 ? p->low : p->high, p->observed);
	double sd = z < 0 ? (middle - end) / reach : (end - middle) / reach;

	return p->high <= p->observed ? p->observed : p->observed + exp(middle + z * fmax(sd, 0));
}

enum status pool_strata_bounds(const struct pool_bounds *parts, size_t n, double level, uint64_t seed, struct arena *a, struct pooled *out,
			       struct error *e)
{
	double *sum = arena_array(a, BOUNDS_DRAWS, sizeof *sum), reach, estimate = 0;
	bool endless = false;

	*out = (struct pooled){.parts = (unsigned)n};
	if (!sum)
		return error_memory(e);
	if (level_check(&level, e) != ST_OK)
		return ST_DATA;
	if (!n)
		return error_set(e, ST_DATA, "no stratum found, one or more expected");
	reach = normal_quantile(0.5 + level / 2);
	for (size_t i = 0; i < n; i++) {
		struct random r = random_start(seed, i);
		struct pool_bounds p = parts[i];

		if (bounds_check(&p, "stratum", i, e) != ST_OK)
			return ST_DATA;
		if (isinf(p.high)) { /* the upper limit is then said, not drawn */
			endless = true;
			p.high = p.estimate;
		}
		for (size_t d = 0; d < BOUNDS_DRAWS; d++)
			sum[d] += bounds_draw(&p, random_normal(&r), reach);
		out->observed += p.observed;
		estimate += p.estimate;
	}
	if (strata_end(sum, BOUNDS_DRAWS, level, a, out, e) != ST_OK)
		return ST_ENV;
	out->estimate = estimate;
	if (endless) { /* with an endless stratum no upper part of the draws means anything */
		out->high = INFINITY;
		out->draws = NULL;
		out->n_draws = 0;
	}
	return ST_OK;
}
