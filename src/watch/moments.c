#include "watch/moments.h"

#include "watch/vectors.h"

#include <stdalign.h>
#include <string.h>

enum { LANES = 8, BLOCK = 256 };
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

void moments_begin(struct moments *m, uint32_t n, const double *shift)
{
	m->n = n;
	m->weight = 0;
	memset(m->sum, 0, sizeof m->sum);
	memset(m->product, 0, sizeof m->product);
	memset(m->shift, 0, sizeof m->shift);
	if (shift)
		memcpy(m->shift, shift, n * sizeof *shift);
}

static inline double total(const lanes *v)
{
	return (((*v)[0] + (*v)[4]) + ((*v)[1] + (*v)[5])) + (((*v)[2] + (*v)[6]) + ((*v)[3] + (*v)[7]));
}

/* Values of a block as doubles relative to the shift, whole lanes, zeros behind. */
VECTORS static void load(double *restrict to, const float *restrict from, double shift, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = (double)from[i] - shift;
	for (size_t i = n; i < BLOCK; i++)
		to[i] = 0;
}

/* to = a w; gives Σ to. */
VECTORS static double times(double *restrict to, const double *restrict a, const double *restrict w)
{
	lanes *t = (void *)to, s = {0};
	const lanes *x = (const void *)a, *y = (const void *)w;

	for (size_t i = 0; i < BLOCK / LANES; i++)
		s += t[i] = x[i] * y[i];
	return total(&s);
}

/* out[k] = Σ a b_k, for four b at once. */
VECTORS static void products(const double *a, const double *b, double out[4])
{
	const lanes *x = (const void *)a, *y = (const void *)b;
	lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};

	for (size_t i = 0; i < BLOCK / LANES; i++) {
		s0 += x[i] * y[i];
		s1 += x[i] * y[i + BLOCK / LANES];
		s2 += x[i] * y[i + 2 * BLOCK / LANES];
		s3 += x[i] * y[i + 3 * BLOCK / LANES];
	}
	out[0] = total(&s0);
	out[1] = total(&s1);
	out[2] = total(&s2);
	out[3] = total(&s3);
}

VECTORS static double sum_of(const double *a)
{
	const lanes *x = (const void *)a;
	lanes s = {0};

	for (size_t i = 0; i < BLOCK / LANES; i++)
		s += x[i];
	return total(&s);
}

static void add_block(struct moments *m, const float *const *value, const float *w, size_t at, size_t n)
{
	/* products() reads four rows at a time: three more than there are variables, never kept */
	alignas(64) static _Thread_local double v[MOMENTS_MOST + 3][BLOCK];
	alignas(64) double weight[BLOCK], weighed[BLOCK], sums[4];

	for (size_t i = 0; !w && i < BLOCK; i++)
		weight[i] = i < n;
	if (w)
		load(weight, w + at, 0, n);
	for (uint32_t k = 0; k < m->n; k++)
		load(v[k], value[k] + at, m->shift[k], n);
	m->weight += sum_of(weight);
	for (uint32_t j = 0; j < m->n; j++) {
		double *row = m->product + (size_t)j * (j + 1) / 2;

		m->sum[j] += times(weighed, v[j], weight);
		for (uint32_t i = 0; i <= j; i += 4) {
			products(weighed, v[i], sums);
			for (uint32_t k = 0; k < 4 && i + k <= j; k++)
				row[i + k] += sums[k];
		}
	}
}

void moments_add(struct moments *m, const float *const *value, const float *w, size_t count)
{
	for (size_t at = 0; at < count; at += BLOCK)
		add_block(m, value, w, at, count - at < BLOCK ? count - at : BLOCK);
}

void moments_join(struct moments *a, const struct moments *b)
{
	a->weight += b->weight;
	for (uint32_t k = 0; k < a->n; k++)
		a->sum[k] += b->sum[k];
	for (size_t k = 0; k < (size_t)a->n * (a->n + 1) / 2; k++)
		a->product[k] += b->product[k];
}

void moments_end(const struct moments *m, double *mean, double *covariance)
{
	for (uint32_t j = 0; j < m->n; j++) {
		double mj = m->sum[j] / m->weight;

		if (mean)
			mean[j] = m->shift[j] + mj;
		for (uint32_t i = 0; covariance && i <= j; i++)
			covariance[j * m->n + i] = covariance[i * m->n + j] =
				m->product[(size_t)j * (j + 1) / 2 + i] / m->weight - m->sum[i] / m->weight * mj;
	}
}
