#include "link/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 1e-12

static inline unsigned at(uint64_t levels, size_t k) { return (unsigned)(levels >> (4 * k)) & 15; }

static void flat_tree(struct model *x)
{
	x->tree = false;
	for (size_t k = 0; k < MODEL_FIELDS; k++)
		x->parent_m[k] = x->parent_u[k] = -1;
}

void model_start(struct model *out, size_t n_fields, const uint8_t *levels, const struct model_pattern *p, size_t n, const struct model_options *o)
{
	double all = 0, agree = o->agree > 0 ? o->agree : 0.8;

	*out = (struct model){.n = n_fields};
	flat_tree(out);
	for (size_t i = 0; i < n; i++) {
		all += p[i].pairs;
		for (size_t k = 0; k < n_fields; k++)
			out->u[k][at(p[i].levels, k)] += p[i].pairs;
	}
	for (size_t k = 0; k < n_fields; k++) {
		unsigned top = levels[k] - 1u;
		double known = 0, left = (1 - agree) / 2;

		out->levels[k] = levels[k];
		for (unsigned l = 0; l <= top; l++)
			known += out->u[k][l];
		for (unsigned l = 0; l <= top; l++)
			out->u[k][l] = known > 0 ? (out->u[k][l] + 1e-9 * known / (top + 1)) / (known * (1 + 1e-9)) : 1.0 / (top + 1);
		out->m[k][top] = agree;
		for (unsigned l = top; l-- > 0; left /= l ? 2 : 1)
			out->m[k][l] = left;
		for (unsigned l = 0; l <= top; l++)
			known = l ? known + out->m[k][l] : out->m[k][l];
		for (unsigned l = 0; l <= top; l++)
			out->m[k][l] /= known;
	}
	out->share = o->start_share > 0 ? o->start_share : 1 / (1 + sqrt(2 * (all > 1 ? all : 1)));
}

/* log2 of m and of u for a field within a pattern. */
static inline double log_m(const struct model *x, uint64_t levels, size_t k)
{
	unsigned l = at(levels, k), p;

	if (l == MODEL_MISSING)
		return 0;
	p = x->parent_m[k] >= 0 ? at(levels, (size_t)x->parent_m[k]) : MODEL_MISSING;
	return log2(p == MODEL_MISSING ? x->m[k][l] : x->on_m[k][p][l]);
}
static inline double log_u(const struct model *x, uint64_t levels, size_t k)
{
	unsigned l = at(levels, k), p;

	if (l == MODEL_MISSING)
		return 0;
	p = x->parent_u[k] >= 0 ? at(levels, (size_t)x->parent_u[k]) : MODEL_MISSING;
	return log2(p == MODEL_MISSING ? x->u[k][l] : x->on_u[k][p][l]);
}

double model_field_weight(const struct model *x, uint64_t levels, size_t k) { return log_m(x, levels, k) - log_u(x, levels, k); }

double model_weight(const struct model *x, uint64_t levels)
{
	double w = 0;

	for (size_t k = 0; k < x->n; k++)
		w += model_field_weight(x, levels, k);
	return w;
}

double model_probability(const struct model *x, double weight)
{
	double odds = log2(x->share / (1 - x->share)) + weight;

	return odds > 60 ? 1 - exp2(-odds) : exp2(odds) / (1 + exp2(odds));
}

static void tables(struct model *x, const struct model_pattern *p, size_t n, const double *posterior, bool match, double least);

/* One step: returns the greatest change. */
static double step(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior)
{
	struct model old = *x;
	double matches = 0, all = 0, greatest = 0;
	double least_u = o->least_u > LEAST ? o->least_u : LEAST;
	bool keep_u = o->keep_u;

	memset(x->m, 0, sizeof x->m);
	if (!keep_u)
		memset(x->u, 0, sizeof x->u);
	x->log_likelihood = 0;
	for (size_t i = 0; i < n; i++) {
		double lm = log2(old.share), lu = log2(1 - old.share), top, q, both;

		for (size_t k = 0; k < x->n; k++) {
			lm += log_m(&old, p[i].levels, k);
			lu += log_u(&old, p[i].levels, k);
		}
		top = lm > lu ? lm : lu;
		both = exp2(lm - top) + exp2(lu - top);
		q = exp2(lm - top) / both;
		x->log_likelihood += p[i].pairs * (top + log2(both)) * M_LN2;
		posterior[i] = q;
		matches += q * p[i].pairs;
		all += p[i].pairs;
		for (size_t k = 0; k < x->n; k++) {
			x->m[k][at(p[i].levels, k)] += q * p[i].pairs;
			if (!keep_u)
				x->u[k][at(p[i].levels, k)] += (1 - q) * p[i].pairs;
		}
	}
	for (size_t k = 0; k < x->n; k++) {
		double known_m = 0, known_u = 0;

		for (unsigned l = 0; l < x->levels[k]; l++) {
			known_m += x->m[k][l];
			known_u += x->u[k][l];
		}
		for (unsigned l = 0; l < x->levels[k]; l++) {
			double d;

			x->m[k][l] = known_m + o->prior > LEAST ? (x->m[k][l] + o->prior) / (known_m + o->prior * x->levels[k]) : old.m[k][l];
			x->m[k][l] = x->m[k][l] > LEAST ? x->m[k][l] : LEAST;
			if (!keep_u) {
				x->u[k][l] = known_u > LEAST ? x->u[k][l] / known_u : old.u[k][l];
				x->u[k][l] = x->u[k][l] > least_u ? x->u[k][l] : least_u;
			}
			d = fabs(x->m[k][l] - old.m[k][l]);
			greatest = d > greatest ? d : greatest;
			d = fabs(x->u[k][l] - old.u[k][l]);
			greatest = d > greatest ? d : greatest;
		}
	}
	x->share = all > 0 ? matches / all : old.share;
	x->share = x->share < 1e-15 ? 1e-15 : x->share > 1 - 1e-9 ? 1 - 1e-9 : x->share;
	return greatest;
}

void model_fit(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior)
{
	double *own = posterior ? NULL : malloc((n ? n : 1) * sizeof *own), end = o->end > 0 ? o->end : 1e-6;

	if (!posterior && !own)
		return;
	x->converged = false;
	for (unsigned i = 0; i < (o->most ? o->most : 500) && !x->converged; i++) {
		double share = x->share;

		x->change = step(x, p, n, o, posterior ? posterior : own);
		if (x->tree) {
			tables(x, p, n, posterior ? posterior : own, true, LEAST);
			tables(x, p, n, posterior ? posterior : own, false, o->least_u > LEAST ? o->least_u : LEAST);
		}
		x->iterations++;
		x->converged = x->change < end && fabs(x->share - share) < end * share;
	}
	free(own);
}

/* --- trees -------------------------------------------------------------------------------------------------- */

/* Chances of a level given the parent's, drawn towards what holds without it where few pairs tell. */
static void tables(struct model *x, const struct model_pattern *p, size_t n, const double *posterior, bool match, double least)
{
	double(*on)[MODEL_LEVELS][MODEL_LEVELS] = match ? x->on_m : x->on_u;
	const int8_t *parent = match ? x->parent_m : x->parent_u;
	double(*alone)[MODEL_LEVELS] = match ? x->m : x->u;

	for (size_t k = 0; k < x->n; k++)
		memset(on[k], 0, sizeof on[k]);
	for (size_t i = 0; i < n; i++) {
		double q = (match ? posterior[i] : 1 - posterior[i]) * p[i].pairs;

		for (size_t k = 0; k < x->n; k++)
			if (parent[k] >= 0)
				on[k][at(p[i].levels, (size_t)parent[k])][at(p[i].levels, k)] += q;
	}
	for (size_t k = 0; k < x->n; k++)
		for (unsigned j = 0; parent[k] >= 0 && j < x->levels[parent[k]]; j++) {
			double sum = 0, draw = 10;

			for (unsigned l = 0; l < x->levels[k]; l++)
				sum += on[k][j][l];
			for (unsigned l = 0; l < x->levels[k]; l++)
				on[k][j][l] = (on[k][j][l] + draw * alone[k][l]) / (sum + draw);
			for (unsigned l = 0; l < x->levels[k]; l++)
				on[k][j][l] = on[k][j][l] > least ? on[k][j][l] : least;
		}
}

static void grow(struct model *x, const struct model_pattern *p, size_t n, const double *posterior, bool match, double least)
{
	size_t F = x->n, in[MODEL_FIELDS], n_in = 0;
	double mi[MODEL_FIELDS][MODEL_FIELDS] = {{0}};
	int8_t *parent = match ? x->parent_m : x->parent_u;
	bool done[MODEL_FIELDS] = {false};

	for (size_t j = 0; j < F; j++)
		for (size_t k = j + 1; k < F; k++) {
			double t[MODEL_LEVELS][MODEL_LEVELS] = {{0}}, a[MODEL_LEVELS] = {0}, b[MODEL_LEVELS] = {0}, sum = 0;

			for (size_t i = 0; i < n; i++) {
				unsigned lj = at(p[i].levels, j), lk = at(p[i].levels, k);
				double q = (match ? posterior[i] : 1 - posterior[i]) * p[i].pairs;

				if (lj == MODEL_MISSING || lk == MODEL_MISSING)
					continue;
				t[lj][lk] += q;
				a[lj] += q;
				b[lk] += q;
				sum += q;
			}
			for (unsigned l = 0; l < MODEL_LEVELS && sum > 0; l++)
				for (unsigned h = 0; h < MODEL_LEVELS; h++)
					if (t[l][h] > 0)
						mi[j][k] += t[l][h] / sum * log(t[l][h] * sum / (a[l] * b[h]));
			mi[k][j] = mi[j][k];
		}
	for (size_t k = 0; k < F; k++)
		parent[k] = -1;
	/* the strongest link from those in the tree to one that is not (Prim); weak ones are none */
	done[0] = true;
	in[n_in++] = 0;
	while (n_in < F) {
		size_t from = 0, to = F;
		double best = -1;

		for (size_t i = 0; i < n_in; i++)
			for (size_t k = 0; k < F; k++)
				if (!done[k] && mi[in[i]][k] > best) {
					best = mi[in[i]][k];
					from = in[i];
					to = k;
				}
		parent[to] = best > 1e-4 ? (int8_t)from : -1;
		done[to] = true;
		in[n_in++] = to;
	}
	tables(x, p, n, posterior, match, least);
}

void model_grow(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior)
{
	double *own = posterior ? NULL : malloc((n ? n : 1) * sizeof *own);

	if (!posterior && !own)
		return;
	posterior = posterior ? posterior : own;
	step(x, p, n, o, posterior);
	grow(x, p, n, posterior, true, LEAST);
	grow(x, p, n, posterior, false, o->least_u > LEAST ? o->least_u : LEAST);
	x->tree = true;
	model_fit(x, p, n, o, posterior);
	free(own);
}
