/* What the estimated correlation comes to on these dates, and what it does to b: by simulation, always with the same numbers drawn. */
#include "watch/harmonic_work.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>

enum {
	SERIES = 300,
	FACTORS = 5,    /* 0 to 0.6 */
	TESTS = 1200,   /* of each */
	WORK = 400000,  /* values at a level and factor, about */
	ALPHAS = 3,
	SEED = 1993,
};
static const double levels_apart = 0.7, alpha[ALPHAS] = {0.03, 0.01, 0.003};

/* Noise on m of the dates, drawn by chance, in order. */
static void draw(const struct harmonic_design *d, struct random *g, size_t m, double phi, struct harmonic_work *w)
{
	size_t need = m;
	double before = 0, last = 0, log_phi = phi > 0 ? log(phi) / d->spacing : -INFINITY;

	w->m = 0;
	for (size_t i = 0; i < d->n; i++) {
		double f;

		if (random_unit(g) * (double)(d->n - i) >= (double)need)
			continue;
		need--;
		f = w->m && phi > 0 ? exp(log_phi * (d->day[i] - last)) : 0;
		before = f * before + sqrt(1 - f * f) * random_normal(g);
		last = d->day[i];
		w->at[w->m] = i;
		w->y[w->m++] = before;
	}
	harmonic_load(d, w);
}

static void ratios(const struct harmonic_design *d, struct random *g, struct harmonic_level *l, size_t series, struct harmonic_work *w)
{
	double sd[HARMONIC_PHIS];

	for (unsigned k = 0; k < HARMONIC_PHIS; k++) {
		double sum = 0, squares = 0;
		size_t n = 0;

		for (size_t s = 0; s < series; s++) {
			struct harmonic_step step;
			double r;

			draw(d, g, (size_t)l->values, k * harmonic_phi_step, w);
			if (!harmonic_sup(d, w, 0, &step))
				continue;
			r = harmonic_ratio(d, w, &step);
			sum += r;
			squares += r * r;
			n++;
		}
		l->ratio[k] = n ? sum / (double)n : 0;
		sd[k] = n ? sqrt(fmax(0, squares / (double)n - l->ratio[k] * l->ratio[k])) : 0;
		if (k && l->ratio[k] < l->ratio[k - 1] + 0.01) /* rises, whatever chance does */
			l->ratio[k] = l->ratio[k - 1] + 0.01;
	}
	for (unsigned k = 0; k < HARMONIC_PHIS; k++) {
		unsigned i = k ? k - 1 : 0, j = k + 1 < HARMONIC_PHIS ? k + 1 : k;

		l->spread[k] = sd[k] * (j - i) * harmonic_phi_step / (l->ratio[j] - l->ratio[i]);
	}
}

/* b at which the chance to exceed it is p, on the dates drawn last. */
static double deviate_of(const struct harmonic_design *d, const struct harmonic_work *w, double p)
{
	double lo = 0, hi = 40;

	for (unsigned i = 0; i < 50; i++) {
		double mid = (lo + hi) / 2;

		if (harmonic_exceed(d, w, mid) > p)
			lo = mid;
		else
			hi = mid;
	}
	return hi;
}

/* Those that noise is tried with: all that there may be, or those of the image. */
static double factor_of(const struct harmonic_design *d, unsigned i)
{
	double phi = d->learnt ? d->middle + d->scatter * (i - (FACTORS - 1) / 2.0) * 0.7 : i * harmonic_phi_step;

	return fmin(harmonic_phi_most, fmax(0, phi));
}

/* What tests of noise of each factor come to: the factor estimated and b; NaN for none. want[]: the b that has chance alpha[]. */
static void trials(const struct harmonic_design *d, struct random *g, size_t m, size_t tests, double (*pair)[2], double want[ALPHAS],
	struct harmonic_work *w)
{
	unsigned looked = 0;

	for (unsigned k = 0; k < ALPHAS; k++)
		want[k] = 0;
	for (size_t t = 0; t < tests * FACTORS; t++) {
		struct harmonic_step step;

		pair[t][0] = pair[t][1] = NAN;
		draw(d, g, m, factor_of(d, (unsigned)(t / tests)), w);
		if (!harmonic_sup(d, w, 0, &step))
			continue;
		pair[t][0] = harmonic_phi(d, w->m, harmonic_ratio(d, w, &step));
		if (pair[t][0] > 0 && !harmonic_sup(d, w, pair[t][0], &step))
			continue;
		pair[t][1] = harmonic_deviate(w, step.f);
		if (t % tests < 4) {
			for (unsigned k = 0; k < ALPHAS; k++)
				want[k] += deviate_of(d, w, alpha[k]);
			looked++;
		}
	}
	for (unsigned k = 0; k < ALPHAS; k++)
		want[k] /= looked ? looked : 1;
}

/* How far the rates of all factors are from what they should be, with b divided by 1 + base + slope × estimate: squares of logarithms. */
static double misfit(double (*pair)[2], size_t tests, const double want[ALPHAS], double base, double slope)
{
	double sum = 0;

	for (unsigned f = 0; f < FACTORS; f++) {
		size_t over[ALPHAS] = {0}, n = 0;

		for (size_t t = f * tests; t < (f + 1) * tests; t++) {
			double b = pair[t][1] / (1 + base + slope * pair[t][0]);

			n += pair[t][1] >= 0;
			for (unsigned k = 0; k < ALPHAS; k++)
				over[k] += b > want[k];
		}
		for (unsigned k = 0; k < ALPHAS; k++) {
			double off = log(((double)over[k] + 0.5) / (alpha[k] * (double)n + 0.5));

			sum += off * off;
		}
	}
	return sum;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* One line for all estimates: what chance does to the rates of single factors evens out. */
static void inflations(const struct harmonic_design *d, struct random *g, struct harmonic_level *l, size_t tests, double (*pair)[2],
	struct harmonic_work *w)
{
	double want[ALPHAS], best = INFINITY, best_base = 0, best_slope = 0;
	size_t n = 0;

	trials(d, g, (size_t)l->values, tests, pair, want, w);
	for (int i = 0; i <= 10; i++)
		for (int k = 0; k <= 20; k++) {
			double miss = misfit(pair, tests, want, i * 0.02, k * 0.03);

			if (miss < best) {
				best = miss;
				best_base = i * 0.02;
				best_slope = k * 0.03;
			}
		}
	for (unsigned bin = 0; bin < HARMONIC_BINS; bin++)
		l->inflate[bin] = 1 + best_base + best_slope * bin * harmonic_bin_step;
	for (size_t t = 0; t < tests * FACTORS; t++)
		if (pair[t][1] >= 0)
			pair[n++][0] = pair[t][1] / (1 + best_base + best_slope * pair[t][0]);
	qsort(pair, n, sizeof *pair, by_size);
	l->middle = n ? pair[(size_t)(harmonic_middle * (double)n)][0] : 1;
}

enum status harmonic_calibrate(struct harmonic_design *d, bool anew, struct error *e)
{
	struct random g = random_start(SEED, 0);
	struct arena scratch = ARENA_INIT;
	double *room = arena_array(&scratch, harmonic_room(d->n), sizeof *room);
	double (*pair)[2] = arena_array(&scratch, (size_t)TESTS * FACTORS, sizeof *pair);
	double m = (double)d->n;
	struct harmonic_work w;

	if (!room || !pair) {
		arena_free(&scratch);
		return error_memory(e);
	}
	harmonic_lay(&w, room, d->n);
	d->n_levels = 0;
	for (unsigned i = 0; i < HARMONIC_LEVELS && m >= HARMONIC_LEAST; i++) {
		struct harmonic_level *l = &d->level[d->n_levels++];
		double share = fmin(1, WORK / (m * TESTS));

		l->values = floor(m);
		if (!anew)
			ratios(d, &g, l, (size_t)(SERIES * fmax(share, 0.1)), &w);
		inflations(d, &g, l, (size_t)(TESTS * fmax(share, 0.1)), pair, &w);
		m = m > HARMONIC_LEAST ? fmax(HARMONIC_LEAST, floor(m * levels_apart)) : 0;
		if (d->n_levels + 1 == HARMONIC_LEVELS && m > HARMONIC_LEAST)
			m = HARMONIC_LEAST; /* the last is the least */
	}
	arena_free(&scratch);
	return ST_OK;
}
