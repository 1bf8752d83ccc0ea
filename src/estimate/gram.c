#include "estimate/gram.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* p_q and its derivative at s; *above: how many roots are greater, which is how often the sign changes in p_0 … p_q (Sturm) */
static double sequence(const struct gram *g, double s, double *slope, unsigned *above)
{
	double before = 0, now = 1, slope_before = 0, slope_now = 0;
	bool negative = false;

	*above = 0;
	for (unsigned k = 0; k < g->q; k++) {
		double next = (s * now - g->b[k] * before) * g->over[k + 1];
		double slope_next = (now + s * slope_now - g->b[k] * slope_before) * g->over[k + 1];

		before = now;
		now = next;
		slope_before = slope_now;
		slope_now = slope_next;
		if ((now < 0) != negative) {
			negative = !negative;
			++*above;
		}
	}
	*slope = slope_now;
	return now;
}

/* the root with `greater` roots above it: bisection until it is alone, then Newton */
static double root(const struct gram *g, unsigned greater)
{
	double low = -1, high = 1, s, slope, value;
	unsigned above;

	for (int i = 0; i < 20; i++) {
		s = (low + high) / 2;
		(void)sequence(g, s, &slope, &above);
		if (above > greater)
			low = s;
		else
			high = s;
	}
	s = (low + high) / 2;
	for (int i = 0; i < 4; i++) {
		value = sequence(g, s, &slope, &above);
		if (slope == 0 || fabs(value / slope) > high - low)
			break;
		s -= value / slope;
	}
	return s;
}

void gram_make(unsigned q, double m, struct gram *g)
{
	g->q = q;
	g->m = m;
	g->b[0] = g->over[0] = 0;
	for (unsigned k = 1; k <= q; k++) {
		double x = k;

		g->b[k] = x * sqrt((1 - x / m) * (1 + x / m) / (4 * x * x - 1));
		g->over[k] = 1 / g->b[k];
	}
	for (unsigned j = 0; j < q; j++) {
		/* symmetric about the middle */
		double s = j < q / 2 ? root(g, q - 1 - j) : j == q - 1 - j ? 0 : -(2 * g->at[q - 1 - j] - m - 1) / m;
		double before = 0, now = 1, sum = 0;

		g->at[j] = (m + 1) / 2 + s * m / 2;
		for (unsigned k = 0; k < q; k++) {
			double next = (s * now - g->b[k] * before) * g->over[k + 1];

			g->p[k][j] = now;
			sum += now * now;
			before = now;
			now = next;
		}
		g->weight[j] = m / sum;
	}
}

void gram_coefficients(const struct gram *g, const double *f, double *c)
{
	for (unsigned k = 0; k < g->q; k++) {
		double sum = 0;

		for (unsigned j = 0; j < g->q; j++)
			sum += g->weight[j] * f[j] * g->p[k][j];
		c[k] = sum / g->m;
	}
}

double gram_value(const struct gram *g, const double *c, double i)
{
	double s = (2 * i - g->m - 1) / g->m, before = 0, now = 1, sum = c[0];

	for (unsigned k = 1; k < g->q; k++) {
		double next = (s * now - g->b[k - 1] * before) * g->over[k];

		sum += c[k] * next;
		before = now;
		now = next;
	}
	return sum;
}

void gram_values(const struct gram *g, const double *c, double *out)
{
	enum { ABREAST = 8 };

	for (size_t from = 0; (double)from < g->m; from += ABREAST) {
		double s[ABREAST], before[ABREAST] = {0}, now[ABREAST], sum[ABREAST];

		for (unsigned j = 0; j < ABREAST; j++) {
			s[j] = (2 * (double)(from + j + 1) - g->m - 1) / g->m;
			now[j] = 1;
			sum[j] = c[0];
		}
		for (unsigned k = 1; k < g->q; k++)
			for (unsigned j = 0; j < ABREAST; j++) {
				double next = (s[j] * now[j] - g->b[k - 1] * before[j]) * g->over[k];

				sum[j] += c[k] * next;
				before[j] = now[j];
				now[j] = next;
			}
		for (unsigned j = 0; j < ABREAST && (double)(from + j) < g->m; j++)
			out[from + j] = sum[j];
	}
}
