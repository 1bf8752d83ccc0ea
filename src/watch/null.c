#include "watch/null.h"

#include "watch/chi.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { CELLS = 60, LEAST = 500, STEPS = 600 };
static const double from_share = 0.005, most_freedom = 1e4, fits_well = 0.004;

uint32_t null_bin(float t)
{
	uint32_t bits;

	memcpy(&bits, &t, sizeof bits);
	return bits >> NULL_SHIFT & (NULL_BINS - 1);
}

double null_edge(uint32_t bin)
{
	uint32_t bits = bin << NULL_SHIFT;
	float t;

	memcpy(&t, &bits, sizeof t);
	return (double)t;
}

void null_count(struct null_counts *c, float t)
{
	if (!(t >= 0) || !isfinite(t))
		return;
	c->bin[null_bin(t)]++;
	c->n++;
}

void null_join(struct null_counts *a, const struct null_counts *b)
{
	for (uint32_t i = 0; i < NULL_BINS; i++)
		a->bin[i] += b->bin[i];
	a->n += b->n;
}

/* How many lie below t. */
static double below(const struct null_counts *c, double t)
{
	uint32_t last = null_bin((float)t);
	double sum = 0, low = null_edge(last), high = null_edge(last + 1);

	for (uint32_t i = 0; i < last; i++)
		sum += (double)c->bin[i];
	return sum + (double)c->bin[last] * (high > low && isfinite(high) ? (t - low) / (high - low) : 0);
}

double null_quantile(const struct null_counts *c, double share)
{
	double want = share * (double)c->n, sum = 0;

	for (uint32_t i = 0; i < NULL_BINS; i++) {
		double n = (double)c->bin[i];

		if (n > 0 && sum + n >= want)
			return null_edge(i) + (null_edge(i + 1) - null_edge(i)) * (want - sum) / n;
		sum += n;
	}
	return INFINITY;
}

double null_below(const struct null_counts *c, double t) { return c->n && t > 0 ? isfinite((float)t) ? below(c, t) / (double)c->n : 1 : 0; }

/* --- the fit ----------------------------------------------------------------------------------------- */

struct cells { double edge[CELLS + 1], n[CELLS], total, share, d1; /* 0: not known */ };

static double law_tail(const double x[3], double t)
{
	return f_tail(t / exp(x[0]), exp(x[1]), exp(x[2]));
}

/* Minus mean log likelihood of the cells under the law cut off at both ends; and a slight pull away from freedoms so large that they no longer
 * matter. */
static double loss(const struct cells *c, const double v[3])
{
	double x[3] = {v[0], c->d1 > 0 ? log(c->d1) : v[1], v[2]};
	double tail = law_tail(x, c->edge[0]), first = tail, sum = 0, all;

	for (int i = 1; i < 3; i++)
		if (x[i] < 0 || x[i] > log(1e5))
			return 1e6 + x[i] * x[i];
	all = first - law_tail(x, c->edge[CELLS]);
	if (!(all > 1e-12))
		return 1e6;
	for (int i = 0; i < CELLS; i++) {
		double next = law_tail(x, c->edge[i + 1]);

		sum -= c->n[i] * log(fmax((tail - next) / all, 1e-15));
		tail = next;
	}
	/* no more of unchanged ground can lie here than there is ground: a law that leaves it less room, its bulk beyond what is fitted to, is none */
	if (all < c->share)
		sum += c->total * log(c->share / all) * log(c->share / all);
	return sum / c->total + 1e-7 * (x[1] + x[2]);
}

/* Nelder & Mead 1965 in three dimensions. */
static double descend(const struct cells *c, double x[3], double step)
{
	double p[4][3], f[4];

	for (int i = 0; i < 4; i++) {
		memcpy(p[i], x, sizeof p[i]);
		if (i)
			p[i][i - 1] += step;
		f[i] = loss(c, p[i]);
	}
	for (int s = 0; s < STEPS; s++) {
		double mid[3] = {0}, try[3], far[3], ft, ff;
		int best = 0, worst = 0, second;

		for (int i = 1; i < 4; i++) {
			best = f[i] < f[best] ? i : best;
			worst = f[i] > f[worst] ? i : worst;
		}
		second = best;
		for (int i = 0; i < 4; i++)
			if (i != worst && f[i] > f[second])
				second = i;
		if (f[worst] - f[best] < 1e-11)
			break;
		for (int i = 0; i < 4; i++)
			for (int k = 0; i != worst && k < 3; k++)
				mid[k] += p[i][k] / 3;
		for (int k = 0; k < 3; k++) {
			try[k] = 2 * mid[k] - p[worst][k];
			far[k] = 3 * mid[k] - 2 * p[worst][k];
		}
		ft = loss(c, try);
		if (ft < f[best] && (ff = loss(c, far)) < ft) {
			memcpy(p[worst], far, sizeof far);
			f[worst] = ff;
			continue;
		}
		if (ft < f[second]) {
			memcpy(p[worst], try, sizeof try);
			f[worst] = ft;
			continue;
		}
		bool outside = ft < f[worst];
		for (int k = 0; k < 3; k++)
			far[k] = mid[k] + 0.5 * ((outside ? try[k] : p[worst][k]) - mid[k]);
		ff = loss(c, far);
		if (ff < fmin(ft, f[worst])) {
			memcpy(p[worst], far, sizeof far);
			f[worst] = ff;
			continue;
		}
		for (int i = 0; i < 4; i++)
			if (i != best) {
				for (int k = 0; k < 3; k++)
					p[i][k] = 0.5 * (p[i][k] + p[best][k]);
				f[i] = loss(c, p[i]);
			}
	}
	int best = 0;
	for (int i = 1; i < 4; i++)
		best = f[i] < f[best] ? i : best;
	memcpy(x, p[best], sizeof p[best]);
	return f[best];
}

static double misfit(const struct cells *c, const double x[3])
{
	double all = law_tail(x, c->edge[0]) - law_tail(x, c->edge[CELLS]), sum = 0;

	for (int i = 0; i < CELLS; i++) {
		double want = c->total * (law_tail(x, c->edge[i]) - law_tail(x, c->edge[i + 1])) / all;

		sum += want > 0 ? (c->n[i] - want) * (c->n[i] - want) / want : 0;
	}
	return sum / c->total;
}

/* The best of several starts; false where none can be had. */
static bool best_fit(const struct cells *k, double middle, struct null_law *out)
{
	static const double starts[][2] = {{6, 10}, {6, 60}, {30, 10}, {30, 60}, {200, 10}, {200, 60}};
	double best = INFINITY, x[3] = {0};

	for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
		double y[3] = {log(middle), k->d1 > 0 ? log(k->d1) : log(starts[s][0]), log(starts[s][1])}, f;

		if (k->d1 > 0 && s > 1)
			break;
		(void)descend(k, y, 0.3);
		f = descend(k, y, 0.05);
		if (f < best) {
			best = f;
			memcpy(x, y, sizeof x);
		}
	}
	if (k->d1 > 0)
		x[1] = log(k->d1);
	*out = (struct null_law){.scale = exp(x[0]), .d1 = exp(x[1]), .d2 = exp(x[2]), .misfit = misfit(k, x)};
	return best < 1e5;
}

enum status null_fit(const struct null_counts *c, double upto, double d1, struct null_law *out, struct error *e)
{
	double low = null_quantile(c, from_share), high = null_quantile(c, upto), middle = null_quantile(c, upto / 2);
	struct cells k = {0};
	struct null_law told;
	bool known;

	if (c->n < LEAST)
		return error_set(e, ST_NEGATIVE, "too little ground to learn from what unchanged ground is like: %llu pixels, %d needed",
				(unsigned long long)c->n, LEAST);
	if (!(high > low * 1.01) || !(low > 0) || !isfinite(high))
		return error_set(e, ST_NEGATIVE, "the dates differ by nearly the same everywhere: nothing tells changed from unchanged ground");
	for (int i = 0; i <= CELLS; i++)
		k.edge[i] = low * pow(high / low, (double)i / CELLS);
	for (int i = 0; i < CELLS; i++)
		k.total += k.n[i] = below(c, k.edge[i + 1]) - below(c, k.edge[i]);
	k.share = k.total / (double)c->n;
	k.d1 = d1 < 1 ? 0 : d1 > most_freedom ? most_freedom : d1;
	known = k.d1 > 0 && best_fit(&k, middle, &told);
	k.d1 = 0;
	if (!best_fit(&k, middle, out) && !known)
		return error_set(e, ST_NEGATIVE, "no law of unchanged ground fits");
	if (known && told.misfit < 4 * out->misfit + fits_well && told.d2 > 2) {
		*out = told;
		out->told = true;
	}
	out->misfit = fmax(0, out->misfit - (CELLS - 4) / k.total); /* so much a law that is right has by chance */
	out->upto = upto;
	out->unchanged = fmin(1, k.total / (double)c->n / (null_tail(out, low) - null_tail(out, high)));
	return ST_OK;
}

double null_tail(const struct null_law *l, double t)
{
	return t > 0 ? f_tail(t / l->scale, l->d1, l->d2) : 1;
}

double null_threshold(const struct null_law *l, double p)
{
	double low = 0, high = l->scale;

	while (null_tail(l, high) > p && high < 1e30)
		high *= 2;
	for (int i = 0; i < 200 && high - low > 1e-13 * high; i++) {
		double mid = 0.5 * (low + high);

		if (null_tail(l, mid) > p)
			low = mid;
		else
			high = mid;
	}
	return high;
}

/* --- many values ---------------------------------------------------------------------------------------- */

void null_table_make(const struct null_law *l, struct null_table *out)
{
	uint32_t middle = null_bin((float)l->scale);
	float last = 0.5f;

	for (uint32_t i = middle; i < NULL_BINS; i++) /* once p is 0 to a float it stays so upwards, once 1 downwards */
		out->p[i] = last = last > 0 && isfinite(null_edge(i)) ? (float)null_tail(l, null_edge(i)) : 0;
	last = 0.5f;
	for (uint32_t i = middle; i-- > 0;)
		out->p[i] = last = last < 1 ? (float)null_tail(l, null_edge(i)) : 1;
}

void null_rows(const struct null_table *table, const float *t, size_t n, float *p)
{
	const float part = 1.0f / (1 << NULL_SHIFT);

	for (size_t i = 0; i < n; i++) {
		uint32_t bits;

		memcpy(&bits, &t[i], sizeof bits);
		uint32_t bin = bits >> NULL_SHIFT & (NULL_BINS - 1), next = bin + 1 < NULL_BINS ? bin + 1 : bin;
		float f = (float)(bits & ((1u << NULL_SHIFT) - 1)) * part;

		p[i] = t[i] >= 0 ? table->p[bin] + f * (table->p[next] - table->p[bin]) : NAN;
	}
}
