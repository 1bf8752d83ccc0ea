#include "estimate/capture.h"

#include "base/normal.h"
#include "estimate/face.h"
#include "estimate/glm.h"
#include "estimate/linear.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = CAPTURE_LISTS, PARAMETERS = COLUMNS + CAPTURE_LISTS + 1 };

enum kind { NONE, CHAO, POISSON, DARROCH, GAMMA };

static const struct { const char *name; bool by_list; enum kind kind; } MODELS[CAPTURE_MODELS] = {
	[CAPTURE_M0] = {"M_0", false, NONE},
	[CAPTURE_MT] = {"M_t", true, NONE},
	[CAPTURE_MH_CHAO] = {"M_h Chao (LB)", false, CHAO},
	[CAPTURE_MH_POISSON] = {"M_h Poisson2", false, POISSON},
	[CAPTURE_MH_DARROCH] = {"M_h Darroch", false, DARROCH},
	[CAPTURE_MH_GAMMA] = {"M_h Gamma3.5", false, GAMMA},
	[CAPTURE_MTH_CHAO] = {"M_th Chao (LB)", true, CHAO},
	[CAPTURE_MTH_POISSON] = {"M_th Poisson2", true, POISSON},
	[CAPTURE_MTH_DARROCH] = {"M_th Darroch", true, DARROCH},
	[CAPTURE_MTH_GAMMA] = {"M_th Gamma3.5", true, GAMMA},
};

/* A model on a table: columns first (the number of lists if they are alike, then heterogeneity's), lists, the constant last. */
struct model {
	unsigned n_lists;
	double *y, *keep, *theta;
	const double *columns[COLUMNS];
	unsigned n_columns, n_plain; /* n_plain: columns that are not heterogeneity's */
	uint32_t terms[CAPTURE_LISTS + 1];
	unsigned n_terms;
	struct glm_room room;
};

static struct glm model_glm(const struct model *m)
{
	return (struct glm){m->n_lists, m->y, m->keep, m->terms, m->n_terms, m->columns, m->n_columns};
}

/* Columns are brought to 1 at the most, which changes nothing but their own coefficients. j: Chao's η_j. */
static double height(enum kind kind, unsigned k, unsigned j, unsigned n_lists)
{
	switch (kind) {
	case CHAO: return k >= j ? (k - j + 1.0) / (n_lists - j + 1.0) : 0;
	case POISSON: return (exp2(k) - 1) / (exp2(n_lists) - 1);
	case DARROCH: return (double)(k * k) / (n_lists * n_lists);
	case GAMMA: return log(3.5 / (3.5 + k)) / log((3.5 + n_lists) / 3.5);
	case NONE: break;
	}
	return (double)k / n_lists;
}

static bool column_add(struct model *m, enum kind kind, unsigned j, struct arena *a)
{
	const size_t cells = (size_t)1 << m->n_lists;
	double *c = arena_array(a, cells, sizeof *c);

	for (size_t h = 0; c && h < cells; h++)
		c[h] = height(kind, (unsigned)__builtin_popcountll(h), j, m->n_lists);
	m->columns[m->n_columns++] = c;
	return c != NULL;
}

/* The most lists that anybody still in the table is on: beyond, Chao's η would go to minus infinity, and is 0. */
static unsigned most_lists(const struct model *m)
{
	unsigned most = 0;

	for (size_t h = 1; h < (size_t)1 << m->n_lists; h++)
		if (m->y[h] > 0 && (unsigned)__builtin_popcountll(h) > most)
			most = (unsigned)__builtin_popcountll(h);
	return most;
}

static bool model_make(struct model *m, const struct overlap *o, enum capture_model which, const uint32_t *without, size_t n_without,
		       unsigned *dropped, struct arena *a)
{
	const size_t cells = (size_t)1 << o->n_lists;
	const enum kind kind = MODELS[which].kind;
	bool ok;

	*m = (struct model){.n_lists = o->n_lists, .y = overlap_full(o, a)};
	m->keep = arena_array(a, cells, sizeof *m->keep);
	m->theta = arena_array(a, PARAMETERS, sizeof *m->theta);
	ok = m->y && m->keep && m->theta && glm_room(&m->room, o->n_lists, PARAMETERS, COLUMNS, a);
	for (size_t h = 1; ok && h < cells; h++)
		m->keep[h] = 1;
	for (size_t i = 0; ok && i < n_without; i++)
		m->y[without[i]] = m->keep[without[i]] = 0;
	for (unsigned i = 0; MODELS[which].by_list && i < o->n_lists; i++)
		m->terms[m->n_terms++] = 1u << i;
	m->terms[m->n_terms++] = 0;
	if (!MODELS[which].by_list)
		ok = ok && column_add(m, NONE, 0, a);
	m->n_plain = m->n_columns;
	if (kind == CHAO && ok) {
		const unsigned most = most_lists(m);

		for (unsigned j = 3; j <= o->n_lists; j++)
			if (j <= most)
				ok = ok && column_add(m, kind, j, a);
			else
				++*dropped;
	} else if (kind != NONE) {
		ok = ok && column_add(m, kind, 0, a);
	}
	return ok;
}

static void column_drop(struct model *m, unsigned column)
{
	m->n_columns--;
	memmove(&m->columns[column], &m->columns[column + 1], (m->n_columns - column) * sizeof *m->columns);
}

/* Chao's η are not below 0: the lowest that is goes out, until none is. A fit that has no maximum still shows which way they run. */
static struct glm_fit drop_negative(struct model *m, unsigned *dropped)
{
	struct glm_fit fit = {.theta = m->theta};

	for (bool fell = true; fell;) {
		const struct glm g = model_glm(m);

		fell = false;
		glm_fit(&g, &m->room, 0, &fit);
		for (unsigned j = m->n_plain; j < m->n_columns && !fell; j++)
			if (m->theta[j] < 0) {
				column_drop(m, j);
				++*dropped;
				fell = true;
			}
	}
	return fit;
}

/* The fit of Chao's model with n0 people on no list: at each N its own η are dropped. */
struct chao { struct model *m; unsigned n_columns; const double *columns[COLUMNS]; double observed; };

static double chao_height(void *arg, double n0, bool *failed)
{
	struct chao *c = arg;
	struct model *m = c->m;
	struct glm_fit fit;
	unsigned dropped = 0;

	m->y[0] = n0;
	m->n_columns = c->n_columns;
	memcpy(m->columns, c->columns, sizeof m->columns);
	fit = drop_negative(m, &dropped);
	*failed |= !fit.converged;
	return profile_value(fit.deviance, c->observed, n0);
}

static void design_row(const struct model *m, size_t cell, double *row)
{
	for (unsigned j = 0; j < m->n_columns; j++)
		row[j] = m->columns[j][cell];
	for (unsigned i = 0; i < m->n_terms; i++)
		row[m->n_columns + i] = (m->terms[i] & ~cell) == 0;
}

/* On the face only those that the ones before do not give already; the constant is kept before all. */
static bool independent(struct model *m, struct arena *a)
{
	const size_t cells = (size_t)1 << m->n_lists;
	const unsigned n = m->n_columns + m->n_terms;
	double *rows = arena_array(a, cells * n, sizeof *rows), *basis = arena_array(a, (size_t)n * n, sizeof *basis), row[PARAMETERS];
	bool *pivot = arena_array(a, n, sizeof *pivot);
	unsigned columns = 0, terms = 0;
	size_t used = 0;

	if (!rows || !basis || !pivot)
		return false;
	for (size_t h = 1; h < cells; h++)
		if (m->keep[h] != 0) {
			design_row(m, h, row);
			rows[used * n] = row[n - 1];
			memcpy(rows + used++ * n + 1, row, (n - 1) * sizeof *row);
		}
	(void)kernel(rows, used, n, true, basis, pivot);
	for (unsigned j = 0; j < m->n_columns; j++)
		if (pivot[1 + j])
			m->columns[columns++] = m->columns[j];
	for (unsigned i = 0; i + 1 < m->n_terms; i++)
		if (pivot[1 + m->n_columns + i])
			m->terms[terms++] = m->terms[i];
	m->terms[terms++] = 0;
	m->n_columns = columns;
	m->n_terms = terms;
	return true;
}

/* Whether the total is there; cells off the face leave the fit. */
static bool look(struct model *m, struct exist *x, struct arena *a)
{
	const size_t cells = (size_t)1 << m->n_lists;
	const unsigned n = m->n_columns + m->n_terms;
	double *positive = arena_array(a, cells * n, sizeof *positive), *zero = arena_array(a, cells * n, sizeof *zero);
	bool *off = arena_array(a, cells, sizeof *off);
	struct face_rows r = {positive, 0, zero, 0, n, n - 1};

	if (!positive || !zero || !off)
		return false;
	for (size_t h = 1; h < cells; h++)
		if (m->keep[h] != 0)
			design_row(m, h, m->y[h] > 0 ? positive + r.n_positive++ * n : zero + r.n_zero++ * n);
	if (!face_rows(&r, a, x, off))
		return false;
	for (size_t h = 1, i = 0; h < cells; h++)
		if (m->keep[h] != 0 && !(m->y[h] > 0) && off[i++])
			m->keep[h] = 0;
	return !x->no_maximum || !x->total || independent(m, a);
}

static void report(const struct model *m, const struct overlap *o, const struct glm_fit *fit, double saturated, struct capture_fit *out)
{
	const double unseen = exp(out->log_unseen = m->theta[m->n_columns + m->n_terms - 1]), p = out->n_parameters, n = (double)o->observed;

	out->poisson = n + unseen;
	out->log_unseen_error = sqrt(fit->constant_variance);
	out->poisson_error = sqrt(unseen + unseen * unseen * fit->constant_variance);
	out->deviance = fit->deviance;
	out->aic = fit->deviance + saturated + 2 * p;
	out->bic = fit->deviance + saturated + log(n) * p;
	out->df = (1l << m->n_lists) - 1 - (long)out->n_parameters;
}

static bool fit_model(struct model *m, const struct overlap *o, double level, double saturated, struct capture_fit *out, struct arena *a)
{
	struct glm_fit fit = {.theta = m->theta};
	const enum kind kind = MODELS[out->model].kind;
	const double *h = kind > CHAO ? m->columns[m->n_plain] : NULL;
	struct exist x;

	struct chao chao = {m, m->n_columns, {0}, (double)o->observed};

	memcpy(chao.columns, m->columns, sizeof chao.columns);
	if (kind == CHAO)
		(void)drop_negative(m, &out->n_dropped);
	out->n_parameters += m->n_columns + m->n_terms;
	if (!look(m, &x, a))
		return false;
	out->why = x.not_identifiable ? "more parameters than these lists can tell apart" : !x.total ? "the likelihood has no maximum" : NULL;
	if (out->why)
		return true;
	const struct glm g = model_glm(m);

	glm_fit(&g, &m->room, 0, &fit);
	if (!fit.converged || !isfinite(exp(m->theta[m->n_columns + m->n_terms - 1]))) {
		out->why = "the fit does not converge";
		return true;
	}
	out->fitted = true;
	for (unsigned j = 0; h && j < m->n_columns; j++)
		out->negative |= m->columns[j] == h && m->theta[j] < 0;
	report(m, o, &fit, saturated, out);
	if (kind == CHAO && !x.no_maximum) {
		m->keep[0] = 1;
		profile_search(chao_height, &chao, exp(out->log_unseen), (double)o->observed, level, &out->profile);
	} else {
		profile_find(&g, m->y, m->keep, &m->room, m->theta, (double)o->observed, level, &out->profile);
	}
	return true;
}

static enum status refuse(const struct overlap *o, double level, const uint32_t *without, size_t n_without, struct error *e)
{
	if (o->n_lists > CAPTURE_LISTS)
		return error_set(e, ST_DATA, "%u lists: capture models are fitted for %d at the most", o->n_lists, CAPTURE_LISTS);
	if (!o->observed)
		return error_set(e, ST_DATA, "nobody is on any list");
	for (size_t i = 0; i < n_without; i++)
		if (!without[i] || without[i] >> o->n_lists)
			return error_set(e, ST_DATA, "a history to leave out that is on none of the %u lists or on more", o->n_lists);
	if (!(level > 0 && level < 1))
		return error_set(e, ST_USAGE, "a level between 0 and 1 is expected");
	return ST_OK;
}

enum status capture_fit(const struct overlap *o, enum capture_model m, double level, const uint32_t *cells_without, size_t n_without,
			struct arena *a, struct capture_fit *out, struct error *e)
{
	struct arena room = ARENA_INIT;
	struct model model;
	enum status st;
	double *y;

	(void)a;
	*out = (struct capture_fit){.model = m, .name = MODELS[m].name, .n_parameters = (unsigned)n_without};
	level = level != 0 ? level : 0.95;
	st = refuse(o, level, cells_without, n_without, e);
	if (st != ST_OK)
		return st;
	y = overlap_full(o, &room);
	if (!y || !model_make(&model, o, m, cells_without, n_without, &out->n_dropped, &room) ||
	    !fit_model(&model, o, level, glm_saturated(y, (size_t)1 << o->n_lists), out, &room))
		st = error_memory(e);
	arena_free(&room);
	return st;
}

/* log(1 - u) + u, exact for small u too. */
static double log_rest(double u)
{
	double sum = 0, power = u;

	if (u > 0.05)
		return log1p(-u) + u;
	for (int k = 2; k < 16; k++)
		sum -= (power *= u) / k;
	return sum;
}

/* (log(1 - n x) - Σ log(1 - n_i x)) / x, x = 1/N: falls from Σ n_i - n through 0. */
static double darroch(const double *on, unsigned n_lists, double n, double x)
{
	double first = -n, rest = log_rest(n * x);

	for (unsigned i = 0; i < n_lists; i++) {
		first += on[i];
		rest -= log_rest(on[i] * x);
	}
	return first + rest / x;
}

double capture_mt_total(const struct overlap *o)
{
	const double n = (double)o->observed;
	double on[OVERLAP_LISTS] = {0}, sum = 0, low, high;

	for (size_t c = 0; c < o->n_cells; c++)
		for (unsigned i = 0; i < o->n_lists; i++)
			on[i] += o->cells[c].history >> i & 1 ? (double)o->cells[c].count : 0;
	for (unsigned i = 0; i < o->n_lists; i++) {
		if (on[i] >= n)
			return n; /* a list that everybody is on, or nobody at all */
		sum += on[i];
	}
	if (!(sum > n))
		return INFINITY;
	low = log(n);
	high = 2 * low + log(2) + 1; /* no more than all pairs for one in common */
	for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
		const double middle = (low + high) / 2;

		if (darroch(on, o->n_lists, n, exp(-middle)) > 0)
			high = middle;
		else
			low = middle;
	}
	return fmax(exp((low + high) / 2), n);
}

void capture_chao_bound(const struct overlap *o, double level, struct capture_chao *out)
{
	double one = 0, two = 0, unseen, ratio, c;
	const double n = (double)o->observed, part = (o->n_lists - 1.0) / o->n_lists;

	*out = (struct capture_chao){0};
	level = level > 0 && level < 1 ? level : 0.95;
	for (size_t k = 0; k < o->n_cells; k++) {
		const int lists = __builtin_popcount(o->cells[k].history);

		one += lists == 1 ? (double)o->cells[k].count : 0;
		two += lists == 2 ? (double)o->cells[k].count : 0;
	}
	if (!(two > 0))
		return;
	out->fitted = true;
	ratio = one / two;
	unseen = part * one * ratio / 2;
	out->error = sqrt(two * ratio * ratio * (part * part * (ratio * ratio / 4 + ratio) + part / 2));
	c = unseen > 0 ? exp(normal_quantile((1 + level) / 2) * sqrt(log1p(out->error / unseen * (out->error / unseen)))) : 1;
	out->estimate = n + unseen;
	out->low = n + unseen / c;
	out->high = n + unseen * c;
}
