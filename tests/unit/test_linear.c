/* Small algebra: Cholesky and kernels by multiplying out; positive solutions and their opposites (Stiemke) by their own certificates. */
#include "estimate/linear.h"
#include "base/random.h"

#include "check.h"

#include <math.h>
#include <stdint.h>

enum { MOST = 12 };

static void factors(void)
{
	struct random r = random_start(41, 1);

	for (unsigned t = 0; t < 500; t++) {
		const unsigned n = 1 + (unsigned)random_below(&r, MOST);
		double b[MOST + 3][MOST], m[MOST * MOST], keep[MOST * MOST], x[MOST], rhs[MOST];

		for (unsigned k = 0; k < n + 3; k++)
			for (unsigned i = 0; i < n; i++)
				b[k][i] = random_normal(&r);
		for (unsigned i = 0; i < n; i++)
			for (unsigned j = 0; j < n; j++) {
				m[i * n + j] = 0;
				for (unsigned k = 0; k < n + 3; k++)
					m[i * n + j] += b[k][i] * b[k][j];
				keep[i * n + j] = m[i * n + j];
			}
		for (unsigned i = 0; i < n; i++)
			x[i] = rhs[i] = random_normal(&r);
		CHECK(cholesky(m, n, 1e-13));
		cholesky_solve(m, n, x);
		for (unsigned i = 0; i < n; i++) {
			double s = 0;

			for (unsigned j = 0; j < n; j++)
				s += keep[i * n + j] * x[j];
			CHECK(fabs(s - rhs[i]) < 1e-6);
		}
	}
	double singular[4] = {1, 0, 1, 1}, none[1] = {0}, nan[1] = {NAN};

	CHECK(!cholesky(singular, 2, 1e-13) && !cholesky(none, 1, 1e-13) && !cholesky(nan, 1, 1e-13));
}

/* rows × n of small whole numbers, of rank `rank` at the most */
static void low_rank(struct random *r, size_t rows, unsigned n, unsigned rank, double *m)
{
	double left[20][MOST], right[MOST][MOST];

	for (size_t i = 0; i < rows; i++)
		for (unsigned k = 0; k < rank; k++)
			left[i][k] = (double)random_below(r, 3) - 1;
	for (unsigned k = 0; k < rank; k++)
		for (unsigned j = 0; j < n; j++)
			right[k][j] = (double)random_below(r, 3) - 1;
	for (size_t i = 0; i < rows; i++)
		for (unsigned j = 0; j < n; j++) {
			m[i * n + j] = 0;
			for (unsigned k = 0; k < rank; k++)
				m[i * n + j] += left[i][k] * right[k][j];
		}
}

static void kernels(void)
{
	struct random r = random_start(42, 1);

	for (unsigned t = 0; t < 1000; t++) {
		const unsigned n = 1 + (unsigned)random_below(&r, MOST), rank = (unsigned)random_below(&r, n + 1);
		const size_t rows = 1 + random_below(&r, 20);
		double m[20 * MOST], keep[20 * MOST], basis[MOST * MOST];
		bool pivot[MOST];
		unsigned d, pivots = 0;

		low_rank(&r, rows, n, rank, m);
		memcpy(keep, m, sizeof keep);
		d = kernel(m, rows, n, t % 2, basis, pivot);
		for (unsigned i = 0; i < n; i++)
			pivots += pivot[i];
		CHECK(d + pivots == n && d + rank >= n && d + rows >= n);
		for (unsigned k = 0; k < d; k++) {
			double size = 0;

			for (size_t i = 0; i < rows; i++) {
				double s = 0;

				for (unsigned j = 0; j < n; j++)
					s += keep[i * n + j] * basis[k * n + j];
				CHECK(fabs(s) < 1e-9);
			}
			for (unsigned j = 0; j < n; j++)
				size += fabs(basis[k * n + j]);
			CHECK(size > 0.5);
		}
		if (t % 2 && pivots) { /* column after column: the first that is not all zero is in */
			unsigned first = 0;

			for (bool zero = true; zero;) {
				for (size_t i = 0; i < rows; i++)
					zero &= keep[i * n + first] == 0;
				first += zero;
			}
			CHECK(pivot[first]);
		}
	}
	double empty[1] = {0}, basis[9];

	CHECK(kernel(empty, 0, 3, false, basis, NULL) == 3);
}

/* Either a certificate z, which rules out any y > 0; or none, and then cells that no z can move below 0 by themselves are checked by adding z = ±e_k. */
static void positive(void)
{
	struct random r = random_start(43, 1);
	unsigned yes = 0, no = 0;

	for (unsigned t = 0; t < 3000; t++) {
		const unsigned d = 1 + (unsigned)random_below(&r, 4);
		const size_t rows = 1 + random_below(&r, 9);
		double c[9 * 4], room[5 * 14], z[4];
		size_t basis[4];
		bool any = false;

		for (size_t i = 0; i < rows * d; i++)
			c[i] = (double)random_below(&r, 5) - 2;
		if (t % 2 && rows > d) { /* a table that has a solution: the last rows bring the sums to 0 */
			for (unsigned k = 0; k < d; k++) {
				c[(rows - 1) * d + k] = 0;
				for (size_t i = 0; i + 1 < rows; i++)
					c[(rows - 1) * d + k] -= c[i * d + k];
			}
		}
		if (positive_solution(c, rows, d, room, basis, z)) {
			yes++;
			/* no z among those with entries -2 … 2 rules it out */
			for (unsigned code = 0; code < 625; code++) {
				const double w[4] = {(double)(code % 5) - 2, (double)(code / 5 % 5) - 2, (double)(code / 25 % 5) - 2, (double)(code / 125) - 2};
				bool below = true, moves = false;

				for (size_t i = 0; i < rows; i++) {
					double s = 0;

					for (unsigned k = 0; k < d; k++)
						s += c[i * d + k] * w[k];
					below &= s <= 0;
					moves |= s < 0;
				}
				CHECK(!(below && moves));
			}
			continue;
		}
		no++;
		for (size_t i = 0; i < rows; i++) {
			double s = 0;

			for (unsigned k = 0; k < d; k++)
				s += c[i * d + k] * z[k];
			CHECK(s < 1e-7);
			any |= s < -1e-7;
		}
		CHECK(any && !(t % 2 && rows > d));
	}
	CHECK(yes > 500 && no > 500);
}

TESTS({"factors", factors}, {"kernels", kernels}, {"positive solutions", positive})
