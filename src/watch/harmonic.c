#include "watch/harmonic_work.h"

#include "base/normal.h"
#include "watch/chi.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ON_STACK = 128, EACH_SIDE = 3, VALUES_A_COEF = 6, AROUND = 2, ROUNDS = 3, LEARN_LEAST = 50 };
const double harmonic_middle = 0.4, harmonic_phi_step = 0.15, harmonic_bin_step = 0.15, harmonic_phi_most = 0.9, harmonic_nu_per = 32;
static const double wild = 5, year = 365.2425;

size_t harmonic_room(size_t n) { return n * (2 * HARMONIC_COEFS + 9); }

void harmonic_lay(struct harmonic_work *w, double *room, size_t n)
{
	*w = (struct harmonic_work){.at = (size_t *)room, .day = room + n, .y = room + 2 * n, .r = room + 3 * n, .ty = room + 4 * n,
		.first = room + 5 * n,
		.later = room + 6 * n, .apart = room + 7 * n, .sorted = room + 8 * n, .x = room + 9 * n, .tx = room + (9 + HARMONIC_COEFS) * n};
	_Static_assert(sizeof(size_t) <= sizeof(double), "places fit");
}

unsigned harmonic_coefs(const struct harmonic_design *d, size_t m)
{
	unsigned k = d->coefs;

	while (k > d->least_coefs && m < (size_t)VALUES_A_COEF * k)
		k -= 2;
	return k;
}

void harmonic_load(const struct harmonic_design *d, struct harmonic_work *w)
{
	w->k = harmonic_coefs(d, w->m);
	for (size_t i = 0; i < w->m; i++) {
		w->day[i] = d->day[w->at[i]];
		memcpy(w->x + i * w->k, d->basis + w->at[i] * d->coefs, w->k * sizeof(double));
	}
}

/* Lower triangle of X'X, factored in place; false where columns hang together on these dates. */
static bool factor(const double *x, size_t m, unsigned k, double l[HARMONIC_COEFS][HARMONIC_COEFS])
{
	memset(l, 0, HARMONIC_COEFS * sizeof l[0]);
	for (size_t i = 0; i < m; i++, x += k)
		for (unsigned a = 0; a < k; a++)
			for (unsigned b = 0; b <= a; b++)
				l[a][b] += x[a] * x[b];
	for (unsigned a = 0; a < k; a++) {
		double whole = l[a][a];

		for (unsigned b = 0; b < a; b++) {
			for (unsigned c = 0; c < b; c++)
				l[a][b] -= l[a][c] * l[b][c];
			l[a][b] /= l[b][b];
			l[a][a] -= l[a][b] * l[a][b];
		}
		if (!(l[a][a] > 1e-8 * whole))
			return false;
		l[a][a] = sqrt(l[a][a]);
	}
	return true;
}

static void solve_down(double l[HARMONIC_COEFS][HARMONIC_COEFS], unsigned k, double *v)
{
	for (unsigned a = 0; a < k; a++) {
		for (unsigned b = 0; b < a; b++)
			v[a] -= l[a][b] * v[b];
		v[a] /= l[a][a];
	}
}
static void solve_up(double l[HARMONIC_COEFS][HARMONIC_COEFS], unsigned k, double *v)
{
	for (unsigned a = k; a-- > 0;) {
		for (unsigned b = a + 1; b < k; b++)
			v[a] -= l[b][a] * v[b];
		v[a] /= l[a][a];
	}
}

/* Residuals of y on x; their sum of squares. */
static double residuals(const double *x, const double *y, size_t m, unsigned k, double l[HARMONIC_COEFS][HARMONIC_COEFS], double *r)
{
	double beta[HARMONIC_COEFS] = {0}, sum = 0;

	for (size_t i = 0; i < m; i++)
		for (unsigned a = 0; a < k; a++)
			beta[a] += x[i * k + a] * y[i];
	solve_down(l, k, beta);
	solve_up(l, k, beta);
	for (size_t i = 0; i < m; i++) {
		double v = y[i];

		for (unsigned a = 0; a < k; a++)
			v -= x[i * k + a] * beta[a];
		r[i] = v;
		sum += v * v;
	}
	return sum;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void sort(double *v, size_t n)
{
	if (n > 64) {
		qsort(v, n, sizeof *v, by_size);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		double x = v[i];
		size_t j = i;

		for (; j && v[j - 1] > x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

/* The median of the five residuals about i, of the first or last five at the ends. */
static double running(const double *r, size_t m, size_t i)
{
	size_t from = i < AROUND ? 0 : i + AROUND >= m ? m - 2 * AROUND - 1 : i - AROUND;
	double v[2 * AROUND + 1];

	memcpy(v, r + from, sizeof v);
	sort(v, 2 * AROUND + 1);
	return v[AROUND];
}

unsigned harmonic_tidy(const struct harmonic_design *d, struct harmonic_work *w)
{
	double l[HARMONIC_COEFS][HARMONIC_COEFS], limit;
	unsigned gone = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		size_t kept = 0, go = 0;

		if (w->m < 2 * HARMONIC_LEAST / 2 + 1 || !factor(w->x, w->m, w->k, l))
			break;
		residuals(w->x, w->y, w->m, w->k, l, w->r);
		for (size_t i = 1; i < w->m; i++)
			w->sorted[i - 1] = fabs(w->r[i] - w->r[i - 1]);
		sort(w->sorted, w->m - 1);
		limit = wild * w->sorted[(w->m - 1) / 2] * (1.4826 * M_SQRT1_2);
		/* first[] marks; nothing else uses it yet */
		for (size_t i = 0; i < w->m; i++) {
			w->first[i] = fabs(w->r[i] - running(w->r, w->m, i)) > limit;
			go += w->first[i] > 0;
		}
		if (!go || gone + go > (w->m + gone) / 4 || w->m - go < HARMONIC_LEAST)
			break;
		for (size_t i = 0; i < w->m; i++)
			if (!(w->first[i] > 0)) {
				w->at[kept] = w->at[i];
				w->y[kept++] = w->y[i];
			}
		w->m = kept;
		gone += (unsigned)go;
		harmonic_load(d, w);
	}
	return gone;
}

/* What goes on from the date before is taken out; the noise keeps its variance. */
static void whiten(const struct harmonic_design *d, struct harmonic_work *w, double phi)
{
	double log_phi = phi > 0 ? log(phi) / d->spacing : -INFINITY;

	for (size_t i = 0; i < w->m; i++) {
		double f = i && phi > 0 ? exp(log_phi * (w->day[i] - w->day[i - 1])) : 0, s = 1 / sqrt(1 - f * f);

		w->first[i] = s;
		w->later[i] = (1 - f) * s;
		w->ty[i] = (w->y[i] - (i ? f * w->y[i - 1] : 0)) * s;
		for (unsigned a = 0; a < w->k; a++)
			w->tx[i * w->k + a] = (w->x[i * w->k + a] - (i ? f * w->x[(i - 1) * w->k + a] : 0)) * s;
	}
}

bool harmonic_sup(const struct harmonic_design *d, struct harmonic_work *w, double phi, struct harmonic_step *out)
{
	double l[HARMONIC_COEFS][HARMONIC_COEFS], sum[HARMONIC_COEFS] = {0}, last[HARMONIC_COEFS] = {0}, v[HARMONIC_COEFS];
	double squares = 0, residual = 0, best = -1, last_den = 0, total = 0, rss;
	size_t side = w->m / 10 > EACH_SIDE ? w->m / 10 : EACH_SIDE;
	unsigned k = w->k;

	whiten(d, w, phi);
	w->n_apart = 0;
	if (w->m < k + 3 || !factor(w->tx, w->m, k, l))
		return false;
	rss = residuals(w->tx, w->ty, w->m, k, l, w->r);
	for (size_t i = 0; i < w->m; i++)
		total += w->ty[i] * w->ty[i];
	if (!(rss > 1e-12 * total) || !(rss <= DBL_MAX))
		return false;
	for (size_t t = w->m; t-- > side;) {
		const double *x = w->tx + t * k;
		double f = w->first[t], den = f * f + squares, num = f * w->r[t] + residual, across = 0;

		if (t + side <= w->m) {
			for (unsigned a = 0; a < k; a++)
				v[a] = f * x[a] + sum[a];
			solve_down(l, k, v);
			for (unsigned a = 0; a < k; a++) {
				den -= v[a] * v[a];
				across += v[a] * last[a];
			}
			if (den > 1e-6 * (f * f + squares)) {
				if (num * num > best * den) {
					best = num * num / den;
					out->at = t;
					out->size = num / den;
				}
				if (last_den > 0) { /* the step at the next date: its first value meets this step's later one */
					double u = w->later[t + 1], r = (w->first[t + 1] * u + squares - u * u - across) / sqrt(den * last_den);

					w->apart[w->n_apart++] = r < 0 ? 1 : r > 1 ? 0 : 1 - r;
				}
				last_den = den;
				memcpy(last, v, sizeof last);
			} else {
				last_den = 0;
			}
		}
		squares += w->later[t] * w->later[t];
		residual += w->later[t] * w->r[t];
		for (unsigned a = 0; a < k; a++)
			sum[a] += w->later[t] * x[a];
	}
	if (best < 0)
		return false;
	out->rss = fmax(rss - best, 1e-12 * rss);
	out->f = best / (out->rss / (double)(w->m - k - 1));
	return true;
}

/* Residuals about the step are those of the model with a step among its columns: r less size × (step's residuals). */
double harmonic_ratio(const struct harmonic_design *d, struct harmonic_work *w, const struct harmonic_step *s)
{
	double l[HARMONIC_COEFS][HARMONIC_COEFS], c[HARMONIC_COEFS] = {0}, products = 0, squares = 0, before = 0;
	size_t pairs = 0;
	unsigned k = w->k;

	if (!factor(w->tx, w->m, k, l))
		return 0;
	for (size_t i = s->at; i < w->m; i++)
		for (unsigned a = 0; a < k; a++)
			c[a] += w->tx[i * k + a];
	solve_down(l, k, c);
	solve_up(l, k, c);
	for (size_t i = 0; i < w->m; i++) {
		double step = i >= s->at, v;

		for (unsigned a = 0; a < k; a++)
			step -= w->tx[i * k + a] * c[a];
		v = w->r[i] - s->size * step;
		squares += v * v;
		if (i && w->day[i] - w->day[i - 1] < 2.5 * d->spacing) {
			products += v * before;
			pairs++;
		}
		before = v;
	}
	return pairs && squares > 0 ? products / (double)pairs / (squares / (double)w->m) : 0;
}

double harmonic_deviate(const struct harmonic_work *w, double f)
{
	double tail = f_tail(f, 1, (double)(w->m - w->k - 1));

	return -normal_quantile(fmax(tail, 1e-300) / 2);
}

double harmonic_exceed(const struct harmonic_design *d, const struct harmonic_work *w, double b)
{
	double one = 2 * normal_below(-b), density = exp(-b * b / 2) * 0.39894228040143267794, sum = one;

	if (!(b > 0))
		return 1;
	for (size_t i = 0; i < w->n_apart; i++) {
		double x = b * sqrt(2 * w->apart[i]) * harmonic_nu_per, nu;
		size_t c = (size_t)fmin(x, HARMONIC_NU - 2);

		nu = (double)d->nu[c] + fmin(x - (double)c, 1) * (double)(d->nu[c + 1] - d->nu[c]);
		sum += fmin(one, 2 * b * density * w->apart[i] * nu);
	}
	return fmin(1, sum);
}

/* Where between the levels: linear in 1 / values. */
static double level_of(const struct harmonic_design *d, size_t m, unsigned *i)
{
	double at = 1 / (double)m, from, to;

	for (*i = 0; *i + 2 < d->n_levels && at > 1 / d->level[*i + 1].values; (*i)++)
		;
	if (d->n_levels < 2)
		return 0;
	from = 1 / d->level[*i].values;
	to = 1 / d->level[*i + 1].values;
	return fmin(1, fmax(0, (at - from) / (to - from)));
}

double harmonic_raw(const struct harmonic_design *d, size_t m, double ratio)
{
	unsigned i, j = d->n_levels > 1, k = 1;
	double u = level_of(d, m, &i), at[HARMONIC_PHIS], phi;

	for (unsigned l = 0; l < HARMONIC_PHIS; l++)
		at[l] = (1 - u) * d->level[i].ratio[l] + u * d->level[i + j].ratio[l];
	while (k + 1 < HARMONIC_PHIS && ratio > at[k])
		k++;
	phi = harmonic_phi_step * (k - 1 + (ratio - at[k - 1]) / (at[k] - at[k - 1])); /* outside as in the part next to it */
	return fmin(harmonic_phi_most, fmax(-harmonic_phi_most, phi));
}

double harmonic_spread(const struct harmonic_design *d, size_t m, double phi)
{
	unsigned i, j = d->n_levels > 1, k;
	double u = level_of(d, m, &i), v = fmin(fmax(phi, 0) / harmonic_phi_step, HARMONIC_PHIS - 1);

	k = v < HARMONIC_PHIS - 2 ? (unsigned)v : HARMONIC_PHIS - 2;
	v -= k;
	return (1 - u) * ((1 - v) * d->level[i].spread[k] + v * d->level[i].spread[k + 1]) +
	       u * ((1 - v) * d->level[i + j].spread[k] + v * d->level[i + j].spread[k + 1]);
}

double harmonic_phi(const struct harmonic_design *d, size_t m, double ratio)
{
	double phi = harmonic_raw(d, m, ratio);

	if (d->learnt) {
		double s = harmonic_spread(d, m, d->middle), own = d->scatter * d->scatter;

		phi = d->middle + own / (own + s * s) * (phi - d->middle);
	}
	return fmin(harmonic_phi_most, fmax(0, phi));
}

double harmonic_inflate(const struct harmonic_design *d, size_t m, double phi)
{
	unsigned i, j = d->n_levels > 1, k;
	double u = level_of(d, m, &i), v = fmin(phi / harmonic_bin_step, HARMONIC_BINS - 1);

	k = v < HARMONIC_BINS - 2 ? (unsigned)v : HARMONIC_BINS - 2;
	v -= k;
	return d->more * ((1 - u) * ((1 - v) * d->level[i].inflate[k] + v * d->level[i].inflate[k + 1]) +
			  u * ((1 - v) * d->level[i + j].inflate[k] + v * d->level[i + j].inflate[k + 1]));
}

int harmonic_take(const struct harmonic_design *d, const float *value, struct harmonic_work *w)
{
	w->m = 0;
	for (size_t i = 0; i < d->n; i++)
		if (fabsf(value[i]) <= FLT_MAX) {
			w->at[w->m] = i;
			w->y[w->m++] = (double)value[i];
		}
	if (w->m < HARMONIC_LEAST)
		return -1;
	harmonic_load(d, w);
	return (int)harmonic_tidy(d, w);
}

void harmonic_test(const struct harmonic_design *d, const float *value, struct arena *scratch, struct harmonic_break *out)
{
	double stack[ON_STACK * (2 * HARMONIC_COEFS + 9)], *room = stack, b;
	struct harmonic_step plain, step;
	struct harmonic_work w;
	int left;

	*out = (struct harmonic_break){NAN, NAN, 0, 0, NAN, NAN, NAN, 0};
	if (d->n > ON_STACK)
		room = arena_array(scratch, harmonic_room(d->n), sizeof *room);
	if (!room)
		return;
	harmonic_lay(&w, room, d->n);
	left = harmonic_take(d, value, &w);
	if (left < 0 || !harmonic_sup(d, &w, 0, &plain))
		return;
	out->left_out = (unsigned)left;
	out->correlation = harmonic_phi(d, w.m, harmonic_ratio(d, &w, &plain));
	step = plain;
	if (out->correlation > 0 && !harmonic_sup(d, &w, out->correlation, &step))
		return;
	b = harmonic_deviate(&w, step.f) / harmonic_inflate(d, w.m, out->correlation);
	out->statistic = step.f;
	out->p = harmonic_exceed(d, &w, b);
	out->before = w.at[step.at];
	out->since = w.at[step.at - 1];
	out->size = step.size;
	out->sd = sqrt(step.rss / (double)(w.m - w.k - 1));
}

/* How much larger the lower b of a sample are than where nothing breaks and the noise is as the model has it; 1 where they are not. */
static double excess(const struct harmonic_design *d, const float *value, size_t n, struct harmonic_work *w, double *share)
{
	size_t have = 0;

	for (size_t i = 0; i < n; i++) {
		struct harmonic_step s;
		double phi, u;
		unsigned l;

		if (harmonic_take(d, value + i * d->n, w) < 0 || !harmonic_sup(d, w, 0, &s))
			continue;
		phi = harmonic_phi(d, w->m, harmonic_ratio(d, w, &s));
		if (phi > 0 && !harmonic_sup(d, w, phi, &s))
			continue;
		u = level_of(d, w->m, &l);
		u = (1 - u) * d->level[l].middle + u * d->level[l + (d->n_levels > 1)].middle;
		share[have++] = harmonic_deviate(w, s.f) / harmonic_inflate(d, w->m, phi) / u;
	}
	sort(share, have);
	return have ? fmin(fmax(share[(size_t)(harmonic_middle * (double)have)], 1), 10) : 1;
}

enum status harmonic_learn(struct harmonic_design *d, const float *value, size_t n, struct error *e)
{
	struct arena scratch = ARENA_INIT;
	double *room = arena_array(&scratch, harmonic_room(d->n), sizeof *room), *raw = arena_array(&scratch, 2 * n + 1, sizeof *raw),
		*off = raw + n, own = 0;
	struct harmonic_work w;
	enum status st = ST_OK;
	size_t have = 0;

	if (!room || !raw) {
		arena_free(&scratch);
		return error_memory(e);
	}
	harmonic_lay(&w, room, d->n);
	for (size_t i = 0; i < n; i++) {
		struct harmonic_step s;

		if (harmonic_take(d, value + i * d->n, &w) < 0 || !harmonic_sup(d, &w, 0, &s))
			continue;
		raw[have] = harmonic_raw(d, w.m, harmonic_ratio(d, &w, &s));
		off[have] = harmonic_spread(d, w.m, raw[have]);
		have++;
	}
	if (have >= LEARN_LEAST) {
		sort(raw, have);
		sort(off, have);
		d->middle = fmin(fmax(raw[have / 2], 0), harmonic_phi_most);
		own = off[have / 2];
		for (size_t i = 0; i < have; i++)
			off[i] = fabs(raw[i] - d->middle);
		sort(off, have);
		d->scatter = sqrt(fmax(0, pow(1.4826 * off[have / 2], 2) - own * own));
		d->learnt = true;
		d->more = 1;
		st = harmonic_calibrate(d, true, e);
		if (!st)
			d->more = excess(d, value, n, &w, raw);
	}
	arena_free(&scratch);
	return st;
}

unsigned harmonic_terms(const struct harmonic_design *d) { return d->terms; }

/* A column of the model, made orthogonal to those before it; false: too little is left of it. */
static bool column_add(struct harmonic_design *d, unsigned k, const double *column)
{
	double whole = 0, left = 0;

	for (size_t i = 0; i < d->n; i++) {
		d->basis[i * HARMONIC_COEFS + k] = column[i];
		whole += column[i] * column[i];
	}
	for (unsigned pass = 0; pass < 2; pass++) /* twice is enough */
		for (unsigned a = 0; a < k; a++) {
			double dot = 0;

			for (size_t i = 0; i < d->n; i++)
				dot += d->basis[i * HARMONIC_COEFS + a] * d->basis[i * HARMONIC_COEFS + k];
			for (size_t i = 0; i < d->n; i++)
				d->basis[i * HARMONIC_COEFS + k] -= dot / (double)d->n * d->basis[i * HARMONIC_COEFS + a];
		}
	for (size_t i = 0; i < d->n; i++)
		left += d->basis[i * HARMONIC_COEFS + k] * d->basis[i * HARMONIC_COEFS + k];
	if (!(left > 0.05 * whole))
		return false;
	for (size_t i = 0; i < d->n; i++)
		d->basis[i * HARMONIC_COEFS + k] *= sqrt((double)d->n / left);
	return true;
}

static void columns(struct harmonic_design *d, unsigned terms, bool trend, double *column)
{
	double span = d->day[d->n - 1] - d->day[0];
	unsigned k = 0;

	for (size_t i = 0; i < d->n; i++)
		column[i] = 1;
	column_add(d, k++, column);
	if (trend) {
		for (size_t i = 0; i < d->n; i++)
			column[i] = (d->day[i] - d->day[0]) / span - 0.5;
		k += column_add(d, k, column);
	}
	d->least_coefs = k;
	for (unsigned t = 1; t <= terms && span > 0.9 * year && d->n >= (size_t)VALUES_A_COEF * (k + 2); t++) {
		bool held = true;

		for (unsigned part = 0; part < 2 && held; part++) {
			for (size_t i = 0; i < d->n; i++) {
				double angle = 2 * M_PI * t * (d->day[i] - d->day[0]) / year;

				column[i] = part ? sin(angle) : cos(angle);
			}
			held = column_add(d, k + part, column);
		}
		if (!held)
			break;
		k += 2;
		d->terms = t;
	}
	d->coefs = k;
	/* rows close up */
	for (size_t i = 0; i < d->n; i++)
		memmove(d->basis + i * k, d->basis + i * HARMONIC_COEFS, k * sizeof(double));
}

enum status harmonic_design(const double *day, size_t n, unsigned terms, bool trend, struct arena *a, struct harmonic_design **out, struct error *e)
{
	struct harmonic_design *d = arena_alloc(a, sizeof *d);
	double *scratch;

	if (n < HARMONIC_LEAST || n > HARMONIC_DATES)
		return error_set(e, ST_DATA, "a series of %zu dates; %d to %d are needed", n, HARMONIC_LEAST, HARMONIC_DATES);
	for (size_t i = 0; i < n; i++)
		if (!(fabs(day[i]) < 1e8) || (i && !(day[i] > day[i - 1])))
			return error_set(e, ST_DATA, "date %zu of a series does not come after the one before it", i + 1);
	scratch = arena_array(a, n, sizeof *scratch);
	if (d) {
		d->day = arena_array(a, n, sizeof *d->day);
		d->basis = arena_array(a, n * HARMONIC_COEFS, sizeof *d->basis);
	}
	if (!d || !scratch || !d->day || !d->basis)
		return error_memory(e);
	d->n = n;
	d->more = 1;
	memcpy(d->day, day, n * sizeof *day);
	for (size_t i = 1; i < n; i++)
		scratch[i - 1] = day[i] - day[i - 1];
	sort(scratch, n - 1);
	d->spacing = scratch[(n - 1) / 2];
	columns(d, terms > 3 ? 3 : terms, trend, scratch);
	d->nu[0] = 1;
	for (unsigned i = 1; i < HARMONIC_NU; i++) {
		double h = i / harmonic_nu_per / 2, below = normal_below(h);

		d->nu[i] = (float)((below - 0.5) / h / (h * below + exp(-h * h / 2) * 0.39894228040143267794));
	}
	*out = d;
	return harmonic_calibrate(d, false, e);
}
