#include "watch/contrast.h"

#include "watch/chi.h"
#include "watch/moments.h"
#include "watch/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights of IR-MAD by table: P(χ² > T) over √T, linear between; beyond the end the ground counts for nothing. */
enum { TABLE = 8192, BINS = 1 << 16, LEAST_A_BAND = 20 };
static const float table_end = 16; /* √T */

struct fitting {
	enum contrast_kind kind;
	const struct sample *s;
	struct contrast_options o;
	struct contrast *c;
	float *weight;               /* a pixel of the cores, dense; masked ones 0 */
	float *table;                /* TABLE + 2 */
	float *t;                    /* a pixel, as weight */
	struct moments *part;        /* one a thread */
	double shift[MOMENTS_MOST];
	uint32_t used[CANON_MOST], n_used;
	double *mean, *covariance;   /* of 2 n */
	double before[CANON_MOST];   /* last iteration's ρ */
};

static void gather(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct fitting *f = arg;

	(void)mask;
	moments_add(&f->part[part], plane, f->weight + at, count);
}

/* Means and covariances under the weights, which `work` makes or takes as they are. False: nothing has weight. */
static bool moments_by(struct fitting *f, sample_work *work)
{
	for (unsigned i = 0; i < PARALLEL_MOST; i++)
		moments_begin(&f->part[i], 2 * f->s->n, f->shift);
	unsigned parts = sample_each(f->s, f->o.threads, work, f);
	for (unsigned i = 1; i < parts; i++)
		moments_join(&f->part[0], &f->part[i]);
	if (!(f->part[0].weight > 0))
		return false;
	moments_end(&f->part[0], f->mean, f->covariance);
	return true;
}

static bool moments_of(struct fitting *f) { return moments_by(f, gather); }

static void begin_weights(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct fitting *f = arg;

	(void)plane;
	(void)part;
	for (size_t i = 0; i < count; i++)
		f->weight[at + i] = mask[i] ? 0 : 1;
}

/* Cloud that no mask found, or single values far off, draw the regression's line to themselves, and what then lies near that line is not what
 * changed least (a start that is no better than the worst values: Rousseeuw & Van Driessen 1999). So it begins with ground whose values are usual in
 * all bands of both dates, and goes on from there over all of it. */
struct usual { struct fitting *f; uint32_t planes; float low[2 * CANON_MOST], high[2 * CANON_MOST]; size_t kept[PARALLEL_MOST]; };
static const double usual_times = 4, usual_least = 0.5; /* distances of the quartiles; share of the ground, else all of it */

static void begin_usual(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct usual *u = arg;

	for (size_t i = 0; i < count; i++) {
		bool in = !mask[i];

		for (uint32_t k = 0; in && k < u->planes; k++)
			in = plane[k][i] >= u->low[k] && plane[k][i] <= u->high[k];
		u->f->weight[at + i] = in ? 1 : 0;
		u->kept[part] += in;
	}
}

static bool begin(struct fitting *f)
{
	struct usual u = {.f = f, .planes = 2 * f->s->n};
	size_t kept = 0;

	if (f->kind == CONTRAST_RESIDUAL && sample_usual(f->s, usual_times, f->o.threads, f->shift, u.low, u.high)) {
		(void)sample_each(f->s, f->o.threads, begin_usual, &u);
		for (unsigned i = 0; i < PARALLEL_MOST; i++)
			kept += u.kept[i];
	}
	if ((double)kept >= usual_least * (double)f->s->seen)
		return moments_of(f);
	memset(f->shift, 0, sizeof f->shift);
	(void)sample_each(f->s, f->o.threads, begin_weights, f);
	if (!moments_of(f))
		return false;
	memcpy(f->shift, f->mean, 2 * f->c->n * sizeof *f->shift);
	return moments_of(f); /* once more about the means, so that no digits are lost */
}

/* --- MAD and IR-MAD ------------------------------------------------------------------------------------- */

static void weigh(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct fitting *f = arg;
	const float step = TABLE / table_end;

	contrast_rows(f->c, plane, count, f->t + at, NULL);
	for (size_t i = 0; i < count; i++) {
		float r = sqrtf(f->t[at + i]) * step;
		bool off = mask[i] || !(r < TABLE);
		int k = off ? 0 : (int)r;
		float p = f->table[k] + (r - (float)k) * (f->table[k + 1] - f->table[k]);

		f->weight[at + i] = off ? 0 : p;
	}
	moments_add(&f->part[part], plane, f->weight + at, count); /* while the pixels are at hand */
}

/* P, Q, c over the bands used from directions over them: each variate over the spread of its difference. */
static void variates(struct fitting *f, const double *a, const double *b)
{
	struct contrast *c = f->c;
	uint32_t m = f->n_used;

	memset(c->p, 0, sizeof c->p);
	memset(c->q, 0, sizeof c->q);
	c->rank = 0;
	for (uint32_t k = 0; k < m; k++) {
		double spread = sqrt(2 * (1 - c->rho[k])), offset = 0;

		if (!(spread > 1e-6))
			continue; /* the same in both dates but for a linear change: it has no difference to look at */
		for (uint32_t j = 0; j < m; j++) {
			double p = a[k * m + j] / spread, q = b[k * m + j] / spread;

			c->p[c->rank * c->n + f->used[j]] = (float)p;
			c->q[c->rank * c->n + f->used[j]] = (float)q;
			offset -= p * f->mean[f->used[j]] - q * f->mean[c->n + f->used[j]];
		}
		c->c[c->rank++] = (float)offset;
	}
}

/* The covariance over the bands used. */
static void pick(const struct fitting *f, double *s)
{
	uint32_t n = f->c->n, m = f->n_used;

	for (uint32_t i = 0; i < 2 * m; i++)
		for (uint32_t j = 0; j < 2 * m; j++) {
			uint32_t r = i < m ? f->used[i] : n + f->used[i - m], q = j < m ? f->used[j] : n + f->used[j - m];

			s[i * 2 * m + j] = f->covariance[r * 2 * n + q];
		}
}

static bool canonical(struct fitting *f)
{
	uint32_t m = f->n_used;
	double *s = malloc(sizeof *s * (4 + 2) * m * m), *a = s ? s + (size_t)4 * m * m : NULL, *b = s ? a + (size_t)m * m : NULL;
	bool good = s != NULL;

	if (good) {
		pick(f, s);
		good = canon(s, m, f->c->rho, a, b);
	}
	if (good)
		variates(f, a, b);
	f->c->n_rho = good ? m : 0;
	free(s);
	return good;
}

static void fill_table(struct fitting *f)
{
	for (int i = 0; i <= TABLE + 1; i++) {
		double r = (double)i * (double)table_end / TABLE;

		f->table[i] = (float)chi_tail(r * r, f->c->rank);
	}
}

static enum status mad(struct fitting *f, struct error *e)
{
	struct contrast *c = f->c;
	unsigned most = f->kind == CONTRAST_MAD ? 1 : f->o.iterations;

	c->converged = f->kind == CONTRAST_MAD;
	for (c->iterations = 0; c->iterations < most && !c->converged;) {
		double change = 0;

		if (c->iterations && !moments_by(f, weigh))
			break;
		if (!canonical(f))
			return error_set(e, ST_NEGATIVE, "the bands are singular under the weights of iteration %u", c->iterations + 1);
		c->iterations++;
		for (uint32_t k = 0; k < c->n_rho; k++)
			change = fmax(change, fabs(c->rho[k] - f->before[k]));
		memcpy(f->before, c->rho, sizeof f->before);
		if (c->iterations == 1)
			fill_table(f);
		c->converged = c->iterations > 1 && change < f->o.tolerance;
	}
	if (f->kind == CONTRAST_MAD) {
		if (!canonical(f))
			return error_set(e, ST_NEGATIVE, "the bands are singular");
		c->iterations = 1;
	}
	return c->rank ? ST_OK : error_set(e, ST_NEGATIVE, "both dates are the same but for gain and offset: there is nothing to compare");
}

/* --- residuals of a regression on what changed least ---------------------------------------------------- */

static bool whiten(struct fitting *f)
{
	struct contrast *c = f->c;
	uint32_t n = c->n, m = f->n_used;
	double g[CANON_MOST], *r = malloc(2 * sizeof *r * m * m), *inverse = r ? r + (size_t)m * m : NULL;
	const double *s = f->covariance;
	bool good = r != NULL;

	for (uint32_t i = 0; good && i < m; i++) {
		uint32_t b = f->used[i];

		g[i] = sqrt(s[(n + b) * 2 * n + n + b] / s[b * 2 * n + b]); /* the axis that no change of units moves */
		c->gain[b] = g[i];
		c->offset[b] = f->mean[n + b] - g[i] * f->mean[b];
	}
	for (uint32_t i = 0; good && i < m; i++)
		for (uint32_t j = 0; j < m; j++) {
			uint32_t a = f->used[i], b = f->used[j];
			double v = s[(n + a) * 2 * n + n + b] - g[i] * s[a * 2 * n + n + b] - g[j] * s[b * 2 * n + n + a] + g[i] * g[j] * s[a * 2 * n + b];

			r[i * m + j] = i == j ? v * (1 + 1e-9) : v * (1 - f->o.shrink);
		}
	good = good && canon_cholesky(r, m);
	if (good) {
		canon_lower_inverse(r, m, inverse);
		memset(c->p, 0, sizeof c->p);
		memset(c->q, 0, sizeof c->q);
		c->rank = m;
		for (uint32_t k = 0; k < m; k++) {
			double offset = 0;

			for (uint32_t j = 0; j <= k; j++) {
				double w = inverse[k * m + j];

				c->p[k * n + f->used[j]] = (float)(w * g[j]);
				c->q[k * n + f->used[j]] = (float)w;
				offset += w * c->offset[f->used[j]];
			}
			c->c[k] = (float)offset;
		}
	}
	free(r);
	return good;
}

/* The value below which `share` of the pixels seen lie. */
static float quantile(const struct fitting *f, size_t pixels, double share)
{
	uint32_t *bin = calloc(BINS, sizeof *bin);
	uint64_t seen = 0, sum = 0;
	float out = INFINITY;

	if (!bin)
		return NAN;
	for (size_t i = 0; i < pixels; i++) {
		uint32_t bits;

		if (!(f->t[i] >= 0))
			continue;
		memcpy(&bits, &f->t[i], sizeof bits);
		bin[bits >> 16]++;
		seen++;
	}
	for (uint32_t k = 0; k < BINS; k++) {
		sum += bin[k];
		if ((double)sum >= share * (double)seen) {
			uint32_t bits = (k + 1) << 16;

			memcpy(&out, &bits, sizeof out);
			break;
		}
	}
	free(bin);
	return out;
}

struct trim { struct fitting *f; float limit; size_t changed[PARALLEL_MOST]; };

static void trim(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct trim *t = arg;

	(void)plane;
	for (size_t i = 0; i < count; i++) {
		float w = !mask[i] && t->f->t[at + i] < t->limit ? 1 : 0;

		t->changed[part] += w != t->f->weight[at + i];
		t->f->weight[at + i] = w;
	}
}

static void hide(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct fitting *f = arg;

	(void)part;
	contrast_rows(f->c, plane, count, f->t + at, NULL);
	for (size_t i = 0; i < count; i++)
		if (mask[i])
			f->t[at + i] = NAN;
}

static enum status residual(struct fitting *f, size_t pixels, struct error *e)
{
	struct contrast *c = f->c;

	for (c->iterations = 0; c->iterations < f->o.iterations && !c->converged; c->iterations++) {
		struct trim t = {.f = f};
		size_t changed = 0;

		if (c->iterations && !moments_of(f))
			break;
		if (!whiten(f))
			return error_set(e, ST_NEGATIVE, "both dates are the same but for gain and offset, or the bands say the same: there is nothing to compare");
		(void)sample_each(f->s, f->o.threads, hide, f);
		t.limit = quantile(f, pixels, f->o.kept);
		if (isnan(t.limit))
			return error_memory(e);
		(void)sample_each(f->s, f->o.threads, trim, &t);
		for (unsigned i = 0; i < PARALLEL_MOST; i++)
			changed += t.changed[i];
		c->converged = c->iterations && (double)changed < 1e-3 * (double)f->s->seen;
	}
	if (moments_of(f) && !canonical(f))
		c->n_rho = 0;
	return whiten(f) ? ST_OK : error_set(e, ST_NEGATIVE, "the bands say the same on the ground that did not change");
}

/* --- both ------------------------------------------------------------------------------------------------ */

static enum status bands_used(struct fitting *f, uint32_t *band, struct error *e)
{
	struct contrast *c = f->c;
	uint32_t n = c->n;
	double *s = malloc(sizeof *s * n * n), condition[2];
	bool keep[2][CANON_MOST];

	if (!s)
		return error_memory(e);
	for (uint32_t k = 0; k < 2 * n; k++)
		if (!(f->covariance[k * 2 * n + k] > 0)) {
			free(s);
			*band = k;
			return error_set(e, ST_NEGATIVE, "a band does not vary");
		}
	for (uint32_t d = 0; d < 2; d++) {
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t j = 0; j < n; j++)
				s[i * n + j] = f->covariance[(d * n + i) * 2 * n + d * n + j];
		(void)canon_rank(s, n, 1e-7, keep[d], &condition[d]);
	}
	free(s);
	c->condition = fmax(condition[0], condition[1]);
	f->n_used = 0;
	for (uint32_t k = 0; k < n; k++) {
		c->band[k] = keep[0][k] && keep[1][k];
		if (c->band[k])
			f->used[f->n_used++] = k;
	}
	return f->n_used ? ST_OK : error_set(e, ST_NEGATIVE, "no band says something of its own in both dates");
}

static enum status fit(struct fitting *f, uint32_t *band, size_t pixels, struct error *e)
{
	enum status st;

	*band = UINT32_MAX;
	if (f->s->seen < (size_t)LEAST_A_BAND * 2 * f->c->n)
		return error_set(e, ST_NEGATIVE, "too little ground is seen on both dates: %zu pixel%s, where %u are needed", f->s->seen, f->s->seen == 1 ? "" : "s", LEAST_A_BAND * 2 * f->c->n);
	if (!begin(f))
		return error_set(e, ST_NEGATIVE, "no ground is seen on both dates");
	st = bands_used(f, band, e);
	if (st)
		return st;
	st = f->kind == CONTRAST_RESIDUAL ? residual(f, pixels, e) : mad(f, e);
	f->c->weight = f->part[0].weight / (double)f->s->seen;
	if (st)
		return st;
	(void)sample_each(f->s, f->o.threads, hide, f);
	f->c->level = sqrt((double)quantile(f, pixels, 0.5));
	if (!isfinite(f->c->level))
		f->c->level = 0;
	return ST_OK;
}

enum status contrast_fit(enum contrast_kind kind, const struct sample *s, const struct contrast_options *o, struct contrast *out, uint32_t *band, struct error *e)
{
	size_t pixels = sample_pixels(s), n = 2 * (size_t)s->n;
	struct fitting f = {.kind = kind, .s = s, .o = *o, .c = out};
	enum status st;

	*out = (struct contrast){.n = s->n};
	if (!s->n || s->n > CANON_MOST)
		return error_set(e, ST_DATA, "%u bands: 1 to %u can be compared", s->n, CANON_MOST);
	f.o.tolerance = o->tolerance > 0 ? o->tolerance : 1e-3;
	f.o.iterations = o->iterations ? o->iterations : 50;
	f.o.kept = o->kept > 0 ? o->kept : 0.7;
	f.o.shrink = o->shrink > 0 ? o->shrink : 0.1;
	f.weight = malloc((2 * pixels + TABLE + 2) * sizeof *f.weight);
	f.part = malloc(PARALLEL_MOST * sizeof *f.part);
	f.mean = malloc((n + n * n) * sizeof *f.mean);
	if (f.weight && f.part && f.mean) {
		f.t = f.weight + pixels;
		f.table = f.t + pixels;
		f.covariance = f.mean + n;
		st = fit(&f, band, pixels, e);
	} else {
		st = error_memory(e);
	}
	free(f.weight);
	free(f.part);
	free(f.mean);
	return st;
}
