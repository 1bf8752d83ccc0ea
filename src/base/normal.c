#include "base/normal.h"

#include <math.h>

#define ROOT_2PI 2.50662827463100050242

double normal_below(double x) { return 0.5 * erfc(-x * M_SQRT1_2); }

double normal_quantile(double p)
{
	double q = p < 0.5 ? p : 1 - p, t, x;

	if (!(p > 0))
		return -INFINITY;
	if (p >= 1)
		return INFINITY;
	if (q == 0.5)
		return 0;
	t = sqrt(-2 * log(q));
	x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
	for (int i = 0; i < 3; i++) { /* x: the quantile of q, below 0 */
		double u = (normal_below(x) - q) * ROOT_2PI * exp(x * x / 2);

		x -= u / (1 + x * u / 2);
	}
	return p < 0.5 ? x : -x;
}

double profile_drop(double level)
{
	double z = normal_quantile((1 + level) / 2);

	return z * z / 2;
}

double stirling(double x)
{
	double q;
	int sign;

	if (x <= 0)
		return 0;
	if (x < 10)
		return lgamma_r(x + 1, &sign) - x * log(x) + x;
	q = 1 / (x * x);
	return 0.5 * log(2 * M_PI * x) + (1.0 / 12 - q * (1.0 / 360 - q * (1.0 / 1260 - q * (1.0 / 1680 - q * (1.0 / 1188))))) / x;
}

double digamma1(double x)
{
	double back = 0, q;

	x += 1;
	for (; x < 10; x += 1)
		back += 1 / x;
	q = 1 / (x * x);
	return log(x) - 0.5 / x - q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q * (1.0 / 132))))) - back;
}

/* log of the probability of n, from the distance to the mean (Loader 2000), so that large counts keep their digits */
static double poisson_log_mass(double n, double lambda)
{
	double r = lambda / n - 1;

	if (n == 0)
		return -lambda;
	return -n * (r - log1p(r)) - stirling(n);
}

/* Σ of the masses from n outwards, over the mass at n: downwards multiply by n / λ, (n - 1) / λ …, upwards by λ / (n + 1) … */
static double down_sum(double n, double lambda)
{
	double sum = 1, term = 1, per = 1 / lambda;

	for (double k = n; k > 0 && term > 1e-17 * sum; k--)
		sum += term *= k * per;
	return sum;
}

static double up_sum(double n, double lambda)
{
	double sum = 1, term = 1;

	for (double k = n + 1; term > 1e-17 * sum; k++)
		sum += term *= lambda / k;
	return sum;
}

double poisson_log_tail(double n, double lambda)
{
	double mass, far = fabs(n - lambda), low, high;

	if (!(lambda > 0))
		return n > 0 ? -INFINITY : 0;
	mass = poisson_log_mass(n, lambda);
	if (far > 2 + 2 * sqrt(lambda))
		return mass + log(n < lambda ? down_sum(n, lambda) : up_sum(n, lambda));
	/* near the mean: one by its sum, the other as what is left and the mass itself */
	if (n < lambda) {
		low = exp(mass) * down_sum(n, lambda);
		high = 1 - low + exp(mass);
	} else {
		high = exp(mass) * up_sum(n, lambda);
		low = 1 - high + exp(mass);
	}
	return log(fmin(fmin(low, high), 1));
}
