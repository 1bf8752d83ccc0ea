/* Canonical correlations: known ones are found, directions do what is said of them, ties and zeros hold, singular sets are told. */
#include "base/random.h"
#include "watch/canon.h"

#include "check.h"

#include <math.h>
#include <string.h>

enum { N = 5 };

/* A covariance whose canonical correlations are rho: mix unit sets by random matrices. */
static void make(struct random *r, const double *rho, double *s)
{
	double m[2][N][N];

	for (int d = 0; d < 2; d++)
		for (int i = 0; i < N; i++)
			for (int j = 0; j < N; j++)
				m[d][i][j] = random_normal(r) + (i == j) * 2;
	for (int a = 0; a < 2 * N; a++)
		for (int b = 0; b < 2 * N; b++) {
			double v = 0;

			for (int k = 0; k < N; k++)
				v += m[a / N][a % N][k] * m[b / N][b % N][k] * (a / N == b / N ? 1 : rho[k]);
			s[a * 2 * N + b] = v;
		}
}

static double form(const double *s, const double *u, int du, const double *v, int dv)
{
	double sum = 0;

	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			sum += u[i] * s[(du * N + i) * 2 * N + dv * N + j] * v[j];
	return sum;
}

static void try(struct random *r, const double *want)
{
	double s[4 * N * N], rho[N], a[N * N], b[N * N];

	make(r, want, s);
	CHECK(canon(s, N, rho, a, b));
	for (int k = 0; k < N; k++) {
		CHECK(fabs(rho[k] - want[k]) < 1e-7);
		for (int j = 0; j < N; j++) {
			CHECK(fabs(form(s, a + k * N, 0, a + j * N, 0) - (k == j)) < 1e-8);
			CHECK(fabs(form(s, b + k * N, 1, b + j * N, 1) - (k == j)) < 1e-8);
			CHECK(fabs(form(s, a + k * N, 0, b + j * N, 1) - (k == j ? rho[k] : 0)) < 1e-8);
		}
	}
}

static void all(void)
{
	static const double cases[][N] = {{0.99, 0.8, 0.5, 0.2, 0.01}, {0.9, 0.9, 0.5, 0.5, 0.1}, {0.7, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0.999999, 0.999998, 0.3, 0.2, 0.1}};
	struct random r = random_start(5, 0);
	double s[4 * N * N], rho[N], a[N * N], b[N * N], condition;
	bool keep[N];

	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
		for (int t = 0; t < 20; t++)
			if (!check_failed)
				try(&r, cases[c]);
	/* a band twice: one of the two is dropped, and the set is singular */
	make(&r, cases[0], s);
	double twice[N * N];
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			twice[i * N + j] = s[(i == 4 ? 1 : i) * 2 * N + (j == 4 ? 1 : j)];
	CHECK(canon_rank(twice, N, 1e-9, keep, &condition) == N - 1 && keep[0] && keep[2] && keep[3] && keep[1] != keep[4]);
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			s[i * 2 * N + j] = twice[i * N + j];
	memset(twice, 0, sizeof twice);
	twice[0] = 1;
	CHECK(canon_rank(twice, N, 1e-9, keep, &condition) == 1 && keep[0]);
	for (int i = 0; i < N; i++)
		s[4 * 2 * N + i] = s[i * 2 * N + 4] = 0;
	CHECK(!canon(s, N, rho, a, b));
}

TESTS({"canonical correlations", all})
