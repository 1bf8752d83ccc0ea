/* mixing.c - do chains agree, and how many independent draws are they worth: rank-normalised split R-hat and effective sample sizes (Vehtari et al. 2021),
 * autocovariances by the fast Fourier transform (Cooley & Tukey 1965), their sum cut off after Geyer 1992 (initial monotone sequence). */
#include "base/normal.h"
#include "estimate/lcmcr.h"
#include "estimate/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Room for the measures of m half chains of n draws each. */
struct halves {
	unsigned m;
	size_t n, padded; /* padded: power of two from 2 n on */
	double *x;        /* m × n */
	double *kept;     /* m × n */
	struct ranked { double x; size_t at; } *order; /* m n */
	double *re, *im;  /* padded */
	double *mean;     /* m */
	double *rho;      /* n: mean autocovariances, then correlations */
};

static int by_value(const void *p, const void *q)
{
	const struct ranked *x = p, *y = q;

	return (x->x > y->x) - (x->x < y->x);
}

/* z-scores of the ranks, ties at their mean rank: (14) there. */
static void normalise(struct halves *h)
{
	size_t all = h->m * h->n;

	for (size_t i = 0; i < all; i++)
		h->order[i] = (struct ranked){h->x[i], i};
	qsort(h->order, all, sizeof *h->order, by_value);
	for (size_t i = 0, end; i < all; i = end) {
		double z;

		for (end = i + 1; end < all && h->order[end].x == h->order[i].x; end++)
			;
		z = normal_quantile(((double)(i + end + 1) / 2 - 0.375) / ((double)all + 0.25));
		for (size_t j = i; j < end; j++)
			h->x[h->order[j].at] = z;
	}
}

/* Means of the chains, mean of their variances (both with n - 1). */
static void moments(struct halves *h, double *within, double *between)
{
	double grand = 0;

	*within = *between = 0;
	for (unsigned c = 0; c < h->m; c++) {
		const double *x = h->x + c * h->n;
		double mean = 0, squares = 0;

		for (size_t i = 0; i < h->n; i++)
			mean += x[i];
		mean /= (double)h->n;
		for (size_t i = 0; i < h->n; i++)
			squares += (x[i] - mean) * (x[i] - mean);
		*within += squares / (double)(h->n - 1) / h->m;
		h->mean[c] = mean;
		grand += mean / h->m;
	}
	for (unsigned c = 0; c < h->m; c++)
		*between += (h->mean[c] - grand) * (h->mean[c] - grand) / (h->m - 1);
}

static double rhat_of(struct halves *h)
{
	double within, between, n = (double)h->n;

	moments(h, &within, &between);
	if (!(within > 0))
		return between > 0 ? INFINITY : NAN;
	return sqrt(((n - 1) / n * within + between) / within);
}

/* In place, n a power of two. */
static void fourier(double *re, double *im, size_t n)
{
	for (size_t i = 1, j = 0; i < n; i++) {
		size_t bit = n >> 1;

		for (; j & bit; bit >>= 1)
			j ^= bit;
		j ^= bit;
		if (i < j) {
			double x = re[i], y = im[i];

			re[i] = re[j];
			im[i] = im[j];
			re[j] = x;
			im[j] = y;
		}
	}
	for (size_t half = 1; half < n; half <<= 1)
		for (size_t k = 0; k < half; k++) {
			double angle = -3.141592653589793 * (double)k / (double)half, wr = cos(angle), wi = sin(angle);

			for (size_t i = k; i < n; i += 2 * half) {
				size_t j = i + half;
				double x = re[j] * wr - im[j] * wi, y = re[j] * wi + im[j] * wr;

				re[j] = re[i] - x;
				im[j] = im[i] - y;
				re[i] += x;
				im[i] += y;
			}
		}
}

/* Mean over the chains of the autocovariances at all lags (over n), into rho. */
static void autocovariances(struct halves *h)
{
	memset(h->rho, 0, h->n * sizeof *h->rho);
	for (unsigned c = 0; c < h->m; c++) {
		memset(h->re, 0, h->padded * sizeof *h->re);
		memset(h->im, 0, h->padded * sizeof *h->im);
		for (size_t i = 0; i < h->n; i++)
			h->re[i] = h->x[c * h->n + i] - h->mean[c];
		fourier(h->re, h->im, h->padded);
		for (size_t i = 0; i < h->padded; i++) {
			h->re[i] = h->re[i] * h->re[i] + h->im[i] * h->im[i];
			h->im[i] = 0;
		}
		fourier(h->re, h->im, h->padded);
		for (size_t i = 0; i < h->n; i++)
			h->rho[i] += h->re[i] / ((double)h->padded * (double)h->n * h->m);
	}
}

/* (10) to (12) there: pairs of autocorrelations are added as long as they are positive, and made to fall. */
static double ess_of(struct halves *h)
{
	double within, between, all = (double)h->m * (double)h->n, n = (double)h->n, over, sum, even = 1, odd;
	size_t t = 0;

	moments(h, &within, &between);
	over = within * (n - 1) / n + between;
	if (!(within > 0) || !(over > 0))
		return NAN;
	autocovariances(h);
	for (size_t i = 0; i < h->n; i++)
		h->rho[i] = i ? 1 - (within - h->rho[i] * n / (n - 1)) / over : 1;
	odd = h->rho[1];
	while (t + 5 < h->n && even + odd > 0) {
		t += 2;
		even = h->rho[t];
		odd = h->rho[t + 1];
	}
	for (size_t i = 2; i + 1 < t; i += 2)
		if (h->rho[i] + h->rho[i + 1] > h->rho[i - 2] + h->rho[i - 1])
			h->rho[i] = h->rho[i + 1] = (h->rho[i - 2] + h->rho[i - 1]) / 2;
	sum = -1 + (even > 0 ? even : 0);
	for (size_t i = 0; i < t; i++)
		sum += 2 * h->rho[i];
	return all / fmax(sum, 1 / log10(all));
}

static enum status halves_make(struct halves *h, const double *draws, unsigned chains, size_t n, struct arena *a, struct error *e)
{
	*h = (struct halves){.m = 2 * chains, .n = n / 2, .padded = 1};
	while (h->padded < 2 * h->n)
		h->padded *= 2;
	h->x = arena_array(a, h->m * h->n, sizeof *h->x);
	h->kept = arena_array(a, h->m * h->n, sizeof *h->kept);
	h->order = arena_array(a, h->m * h->n, sizeof *h->order);
	h->re = arena_array(a, h->padded, sizeof *h->re);
	h->im = arena_array(a, h->padded, sizeof *h->im);
	h->mean = arena_array(a, h->m, sizeof *h->mean);
	h->rho = arena_array(a, h->n, sizeof *h->rho);
	if (!h->x || !h->kept || !h->order || !h->re || !h->im || !h->mean || !h->rho)
		return error_memory(e);
	for (unsigned c = 0; c < chains; c++) { /* the halves of an odd number leave the middle draw out */
		memcpy(h->kept + 2 * c * h->n, draws + c * n, h->n * sizeof *draws);
		memcpy(h->kept + (2 * c + 1) * h->n, draws + (c + 1) * n - h->n, h->n * sizeof *draws);
	}
	return ST_OK;
}

enum status mixing_of(const double *draws, unsigned chains, size_t n, struct arena *a, struct mixing *out)
{
	static const double tails[] = {0.05, 0.95};
	struct halves h;
	size_t all;
	double folded, median, *sorted;

	*out = (struct mixing){NAN, NAN, NAN};
	if (n < 4 || !chains)
		return ST_OK;
	if (halves_make(&h, draws, chains, n, a, NULL) != ST_OK)
		return ST_ENV;
	all = h.m * h.n;
	sorted = arena_array(a, all, sizeof *sorted);
	if (!sorted)
		return ST_ENV;
	memcpy(h.x, h.kept, all * sizeof *h.x);
	normalise(&h);
	for (size_t i = 0; i < all; i++)
		sorted[i] = h.order[i].x;
	out->rhat = rhat_of(&h);
	out->ess_bulk = ess_of(&h);
	median = quantile_sorted(sorted, all, 0.5);
	for (size_t i = 0; i < all; i++)
		h.x[i] = fabs(h.kept[i] - median);
	normalise(&h);
	folded = rhat_of(&h);
	out->rhat = isnan(out->rhat) ? folded : fmax(out->rhat, folded); /* fmax passes a NaN over */
	for (int t = 0; t < 2; t++) {
		double limit = quantile_sorted(sorted, all, tails[t]), ess;

		for (size_t i = 0; i < all; i++)
			h.x[i] = h.kept[i] <= limit;
		ess = ess_of(&h);
		out->ess_tail = isnan(out->ess_tail) ? ess : fmin(out->ess_tail, ess);
	}
	return ST_OK;
}
