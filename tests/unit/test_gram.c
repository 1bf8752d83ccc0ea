/* Gauss quadrature over whole numbers: polynomials without error, a smooth function to rounding, values between the places. */
#include "check.h"

#include "estimate/gram.h"

#include <math.h>

static void polynomials(void)
{
	static const double points[] = {25, 26, 48, 49, 97, 1001};

	for (size_t t = 0; t < sizeof points / sizeof *points; t++)
		for (unsigned q = 1; q <= GRAM; q += t % 2 ? 1 : 23) {
			double m = points[t];
			struct gram g;

			gram_make(q, m, &g);
			for (unsigned j = 0; j < q; j++) {
				CHECK(g.weight[j] > 0 && g.at[j] >= 1 - 1e-9 && g.at[j] <= m + 1e-9);
				CHECK(!j || g.at[j] > g.at[j - 1]);
			}
			for (unsigned degree = 0; degree < 2 * q; degree += 1 + degree / 8) {
				long double direct = 0, quick = 0;

				for (double i = 1; i <= m; i++)
					direct += powl((2 * i - m - 1) / m + 0.25L, degree);
				for (unsigned j = 0; j < q; j++)
					quick += g.weight[j] * powl((2 * g.at[j] - m - 1) / m + 0.25L, degree);
				CHECK(fabsl(direct - quick) <= 1e-13L * m * powl(1.25L, degree));
			}
		}
}

static double hill(double i) { return exp(-0.5 * (i - 1800) * (i - 1800) / (400.0 * 400)); }

static void smooth(void)
{
	const double m = 2000;
	double f[GRAM], c[GRAM], all[2000], direct = 0, quick = 0;
	struct gram g;

	gram_make(GRAM, m, &g);
	for (unsigned j = 0; j < GRAM; j++) {
		f[j] = hill(g.at[j]);
		quick += g.weight[j] * f[j];
	}
	gram_coefficients(&g, f, c);
	gram_values(&g, c, all);
	for (double i = 1; i <= m; i++) {
		direct += hill(i);
		CHECK(all[(int)i - 1] == gram_value(&g, c, i));
		CHECK(fabs(gram_value(&g, c, i) - hill(i)) < 1e-7);
	}
	CHECK(fabs(direct - quick) < 1e-13 * direct);
	CHECK(fabs(c[0] * m - direct) < 1e-13 * direct);
}

TESTS({"polynomials", polynomials}, {"smooth", smooth})
