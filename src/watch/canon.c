#include "watch/canon.h"

#include <math.h>
#include <string.h>

enum { SWEEPS = 60 };

bool canon_cholesky(double *m, uint32_t n)
{
	for (uint32_t j = 0; j < n; j++) {
		for (uint32_t i = 0; i <= j; i++) {
			double v = m[j * n + i];

			for (uint32_t k = 0; k < i; k++)
				v -= m[j * n + k] * m[i * n + k];
			if (i < j) {
				m[j * n + i] = v / m[i * n + i];
			} else {
				if (!(v > 0) || !isfinite(v))
					return false;
				m[j * n + j] = sqrt(v);
			}
		}
		for (uint32_t i = j + 1; i < n; i++)
			m[j * n + i] = 0;
	}
	return true;
}

void canon_lower_inverse(const double *l, uint32_t n, double *out)
{
	memset(out, 0, (size_t)n * n * sizeof *out);
	for (uint32_t j = 0; j < n; j++) {
		out[j * n + j] = 1 / l[j * n + j];
		for (uint32_t i = j + 1; i < n; i++) {
			double v = 0;

			for (uint32_t k = j; k < i; k++)
				v += l[i * n + k] * out[k * n + j];
			out[i * n + j] = -v / l[i * n + i];
		}
	}
}

uint32_t canon_rank(const double *s, uint32_t n, double least, bool *keep, double *condition)
{
	double r[CANON_MOST * CANON_MOST], largest = 0, smallest = INFINITY;
	bool left[CANON_MOST];
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		left[i] = s[i * n + i] > 0 && isfinite(s[i * n + i]);
		keep[i] = false;
		for (uint32_t j = 0; j < n; j++)
			r[i * n + j] = s[i * n + j] / sqrt(s[i * n + i] * s[j * n + j]);
	}
	for (uint32_t step = 0; step < n; step++) {
		uint32_t p = n;

		for (uint32_t i = 0; i < n; i++)
			if (left[i] && (p == n || r[i * n + i] > r[p * n + p]))
				p = i;
		if (p == n || !(r[p * n + p] > least))
			break;
		left[p] = false;
		keep[p] = true;
		kept++;
		largest = fmax(largest, r[p * n + p]);
		smallest = fmin(smallest, r[p * n + p]);
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t j = 0; left[i] && j < n; j++)
				if (left[j] && j != i)
					r[i * n + j] -= r[i * n + p] * r[p * n + j] / r[p * n + p];
		for (uint32_t i = 0; i < n; i++)
			if (left[i])
				r[i * n + i] -= r[i * n + p] * r[p * n + i] / r[p * n + p];
	}
	*condition = kept ? largest / smallest : INFINITY;
	return kept;
}

/* Singular values of k (n × n, column vectors made orthogonal in place by rotations that v gathers): k v = u diag. */
static void orthogonalise(double *k, double *v, uint32_t n)
{
	memset(v, 0, (size_t)n * n * sizeof *v);
	for (uint32_t i = 0; i < n; i++)
		v[i * n + i] = 1;
	for (unsigned sweep = 0, turned = 1; sweep < SWEEPS && turned; sweep++) {
		turned = 0;
		for (uint32_t p = 0; p < n; p++)
			for (uint32_t q = p + 1; q < n; q++) {
				double a = 0, b = 0, c = 0;

				for (uint32_t i = 0; i < n; i++) {
					a += k[i * n + p] * k[i * n + p];
					b += k[i * n + q] * k[i * n + q];
					c += k[i * n + p] * k[i * n + q];
				}
				if (!(fabs(c) > 1e-15 * sqrt(a * b)))
					continue;
				turned = 1;
				double z = (b - a) / (2 * c), t = copysign(1, z) / (fabs(z) + sqrt(1 + z * z)), co = 1 / sqrt(1 + t * t), si = co * t;

				for (uint32_t i = 0; i < n; i++) {
					double x = k[i * n + p], y = k[i * n + q];

					k[i * n + p] = co * x - si * y;
					k[i * n + q] = si * x + co * y;
					x = v[i * n + p], y = v[i * n + q];
					v[i * n + p] = co * x - si * y;
					v[i * n + q] = si * x + co * y;
				}
			}
	}
}

static void order(const double *length, uint32_t n, uint32_t *by)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t j = i;

		for (; j && length[by[j - 1]] < length[i]; j--)
			by[j] = by[j - 1];
		by[j] = i;
	}
}

/* direction = Lᵀ⁻¹ u, as a row. */
static void back(const double *inverse, const double *u, uint32_t n, double *row)
{
	for (uint32_t i = 0; i < n; i++) {
		row[i] = 0;
		for (uint32_t j = i; j < n; j++)
			row[i] += inverse[j * n + i] * u[j];
	}
}

/* The left unit vectors of singular values that are zero are not told by k v: any that are orthogonal to the others. */
static void complete(double *u, uint32_t n, uint32_t have)
{
	for (uint32_t c = have; c < n; c++)
		for (uint32_t e = 0; e < n; e++) {
			double w[CANON_MOST], len = 0;

			for (uint32_t i = 0; i < n; i++)
				w[i] = i == e;
			for (int twice = 0; twice < 2; twice++)
				for (uint32_t d = 0; d < c; d++) {
					double dot = 0;

					for (uint32_t i = 0; i < n; i++)
						dot += w[i] * u[i * n + d];
					for (uint32_t i = 0; i < n; i++)
						w[i] -= dot * u[i * n + d];
				}
			for (uint32_t i = 0; i < n; i++)
				len += w[i] * w[i];
			if (len < 0.5 / n)
				continue;
			for (uint32_t i = 0; i < n; i++)
				u[i * n + c] = w[i] / sqrt(len);
			break;
		}
}

/* Σ over bands of the correlation of a x with each. */
static double leaning(const double *s, uint32_t n, const double *a)
{
	double sum = 0;

	for (uint32_t j = 0; j < n; j++) {
		double c = 0;

		for (uint32_t i = 0; i < n; i++)
			c += a[i] * s[i * 2 * n + j];
		sum += c / sqrt(s[j * 2 * n + j]);
	}
	return sum;
}

bool canon(const double *s, uint32_t n, double *rho, double *a, double *b)
{
	double l1[CANON_MOST * CANON_MOST], l2[CANON_MOST * CANON_MOST], i1[CANON_MOST * CANON_MOST], i2[CANON_MOST * CANON_MOST];
	double k[CANON_MOST * CANON_MOST], u[CANON_MOST * CANON_MOST], v[CANON_MOST * CANON_MOST], length[CANON_MOST], column[CANON_MOST];
	uint32_t by[CANON_MOST], have = 0;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < n; j++) {
			l1[i * n + j] = s[i * 2 * n + j];
			l2[i * n + j] = s[(n + i) * 2 * n + n + j];
		}
	if (!canon_cholesky(l1, n) || !canon_cholesky(l2, n))
		return false;
	canon_lower_inverse(l1, n, i1);
	canon_lower_inverse(l2, n, i2);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < n; j++) { /* u: L1⁻¹ S12 */
			u[i * n + j] = 0;
			for (uint32_t m = 0; m <= i; m++)
				u[i * n + j] += i1[i * n + m] * s[m * 2 * n + n + j];
		}
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < n; j++) {
			k[i * n + j] = 0;
			for (uint32_t m = 0; m <= j; m++)
				k[i * n + j] += u[i * n + m] * i2[j * n + m];
		}
	orthogonalise(k, v, n);
	for (uint32_t j = 0; j < n; j++) {
		length[j] = 0;
		for (uint32_t i = 0; i < n; i++)
			length[j] += k[i * n + j] * k[i * n + j];
		length[j] = sqrt(length[j]);
	}
	order(length, n, by);
	for (uint32_t j = 0; j < n; j++) {
		rho[j] = fmin(length[by[j]], 1);
		if (length[by[j]] > 1e-14)
			have = j + 1;
		for (uint32_t i = 0; i < n; i++)
			u[i * n + j] = length[by[j]] > 1e-14 ? k[i * n + by[j]] / length[by[j]] : 0;
	}
	complete(u, n, have);
	for (uint32_t j = 0; j < n; j++) {
		for (uint32_t i = 0; i < n; i++)
			column[i] = u[i * n + j];
		back(i1, column, n, a + j * n);
		for (uint32_t i = 0; i < n; i++)
			column[i] = v[i * n + by[j]];
		back(i2, column, n, b + j * n);
		if (leaning(s, n, a + j * n) < 0)
			for (uint32_t i = 0; i < n; i++) {
				a[j * n + i] = -a[j * n + i];
				b[j * n + i] = -b[j * n + i];
			}
	}
	return true;
}
