#include "estimate/dga.h"
#include "estimate/dga_sum.h"

#include <math.h>
#include <stdlib.h>

static const double MODE_SHARE = 0.05, CURVE_END = 0.999, SHIFT = 0.01, MOST_OBSERVED = 1e12, MOST_CAP = 0x1p60;

/* Options without open defaults, or what is wrong with them. */
static enum status settle(const struct overlap *o, const struct dga_options *options, struct dga_options *out, struct error *e)
{
	struct dga_options s = *options;

	if (o->n_lists < 2)
		return error_set(e, ST_DATA, "one list: nothing says how many it missed; two to %d lists expected", GRAPHS_LISTS);
	if (o->n_lists > GRAPHS_LISTS)
		return error_set(e, ST_DATA, "%u lists: model averaging over decomposable graphs takes 2 to %d (there are 617,675 graphs on 7, 30,888,596 on 8)",
				 o->n_lists, GRAPHS_LISTS);
	if (!o->observed)
		return error_set(e, ST_DATA, "nobody is on any list");
	if ((double)o->observed > MOST_OBSERVED)
		return error_set(e, ST_DATA, "more than 10^12 observed: beyond the numbers in which this method is exact");
	s.delta = s.delta != 0 ? s.delta : ldexp(1, -(int)o->n_lists);
	s.level = s.level != 0 ? s.level : 0.95;
	s.tail = s.tail != 0 ? s.tail : 1e-6;
	s.cap = s.cap ? s.cap : o->observed > 1000 ? 1000 * o->observed : 1000000;
	if (!(s.delta >= 1e-9 && s.delta <= 1e6))
		return error_set(e, ST_DATA, "a prior count of %g a cell found, 1e-9 to 1e6 expected", s.delta);
	if (!(s.level > 0 && s.level < 1))
		return error_set(e, ST_DATA, "a level of %g found, between 0 and 1 expected", s.level);
	if (!(s.tail >= 1e-15 && s.tail < 1))
		return error_set(e, ST_DATA, "a tail of %g found, 1e-15 to below 1 expected", s.tail);
	if ((double)s.grid > MOST_CAP || (double)s.cap > MOST_CAP)
		return error_set(e, ST_DATA, "a grid of more than 2^60 unseen");
	if (s.keep_pmf && (!s.grid || s.grid > 10000000))
		return error_set(e, ST_DATA, "the probability of every number needs a grid of 1 to 10,000,000 unseen");
	if (s.prior == DGA_POISSON_GAMMA && !(s.a > 0 && s.a <= 1e12 && s.b > 0 && s.b <= 1e15))
		return error_set(e, ST_DATA, "a prior of shape %g and scale %g: both above 0 expected", s.a, s.b);
	*out = s;
	return ST_OK;
}

static struct dga_summary summarise(const struct overlap *o, const struct dga_options *options, const struct dga_sum *s, double delta, uint32_t n_graphs)
{
	double n = (double)o->observed, mean = 0, rest = (1 - options->level) / 2;
	struct dga_summary out = {.delta = delta, .grid = s->grid, .tail = s->beyond, .capped = s->capped};

	for (size_t i = 0; i < s->unseen.n; i++)
		mean += s->unseen.piece[i].moment;
	out.mean = n + mean / s->unseen.mass;
	out.mean_shift = 1 - (n + s->half_mean) / out.mean;
	out.median = n + density_quantile(&s->unseen, 0.5);
	out.low = n + density_quantile(&s->unseen, rest);
	out.high = n + density_quantile(&s->unseen, 1 - rest);
	out.mode = n + density_top(&s->unseen);
	for (uint32_t g = 0; g < n_graphs; g++)
		if (s->weight[g] > out.top_weight) {
			out.top = g;
			out.top_weight = s->weight[g];
		}
	return out;
}

static int heaviest(const void *p, const void *q)
{
	const struct dga_model *x = p, *y = q;

	return x->weight != y->weight ? (x->weight < y->weight) - (x->weight > y->weight) : (x->graph > y->graph) - (x->graph < y->graph);
}

static bool list_models(const struct overlap *o, const struct dga_sum *s, struct arena *a, struct dga_result *out)
{
	struct dga_model *m = arena_array(a, out->graphs.n, sizeof *m);

	if (!m)
		return false;
	for (uint32_t g = 0; g < out->graphs.n; g++)
		m[g] = (struct dga_model){g, s->weight[g], s->weight[g] > 0 ? (double)o->observed + s->mean[g] : 0};
	qsort(m, out->graphs.n, sizeof *m, heaviest);
	out->models = m;
	return true;
}

static bool draw(const struct overlap *o, const struct dga_sum *s, struct arena *a, struct dga_result *out)
{
	double *at = arena_array(a, DGA_CURVE, sizeof *at), *p = arena_array(a, DGA_CURVE, sizeof *p);
	struct summit summits[DGA_MODES];

	if (!at || !p)
		return false;
	out->n_curve = density_curve(&s->unseen, density_quantile(&s->unseen, CURVE_END), DGA_CURVE, at, p, a);
	for (size_t i = 0; i < out->n_curve; i++)
		at[i] += (double)o->observed;
	out->curve_n = at;
	out->curve_p = p;
	out->n_modes = density_summits(&s->unseen, MODE_SHARE, DGA_MODES, summits, a);
	for (unsigned i = 0; i < out->n_modes; i++)
		out->modes[i] = (struct dga_mode){(double)o->observed + summits[i].at, summits[i].mass};
	out->bimodal = out->n_modes > 1;
	return out->n_curve && out->n_modes;
}

static bool keep_pmf(const struct dga_options *options, const struct dga_sum *s, struct arena *a, struct dga_result *out)
{
	double *pmf = arena_array(a, options->grid, sizeof *pmf);

	if (!pmf)
		return false;
	for (size_t k = 0; k < s->unseen.n; k++) {
		const struct piece *p = &s->unseen.piece[k];

		if (p->gram)
			gram_values(p->gram, p->v, pmf + (size_t)p->from);
		for (size_t i = 0; i < (size_t)p->m; i++)
			pmf[(size_t)p->from + i] = (p->gram ? fmax(0, pmf[(size_t)p->from + i]) : p->v[i]) / s->unseen.mass;
	}
	out->pmf = pmf;
	out->n_pmf = options->grid;
	return true;
}

static bool outside(const struct dga_summary *x, const struct dga_summary *y) { return x->mean < y->low || x->mean > y->high; }

/* The other deltas; the one that was asked for is not summed twice. */
static enum status vary(const struct overlap *o, const struct dga_options *options, struct dga_result *out, struct error *e)
{
	const double deltas[DGA_DELTAS] = {ldexp(1, -(int)o->n_lists), 0.5, 1};

	for (unsigned i = 0; i < DGA_DELTAS; i++) {
		struct arena own = ARENA_INIT;
		struct dga_summary *s = &out->sensitivity[i];
		struct dga_sum sum;
		enum status st = ST_OK;

		if (deltas[i] == out->main.delta) {
			*s = out->main;
		} else if ((st = dga_sum(o, options, &out->graphs, deltas[i], &own, &sum, e)) == ST_OK) {
			*s = summarise(o, options, &sum, deltas[i], out->graphs.n);
		}
		arena_free(&own);
		if (st != ST_OK)
			return st;
		out->delta_matters |= outside(s, &out->main) || outside(&out->main, s);
		for (unsigned k = 0; k < i; k++)
			out->delta_matters |= outside(s, &out->sensitivity[k]) || outside(&out->sensitivity[k], s);
		out->n_sensitivity++;
	}
	return ST_OK;
}

enum status dga(const struct overlap *o, const struct dga_options *options, struct arena *a, struct dga_result *out, struct error *e)
{
	struct arena own = ARENA_INIT;
	struct dga_options s;
	struct dga_sum sum;
	enum status st;

	*out = (struct dga_result){0};
	if ((st = settle(o, options, &s, e)) != ST_OK || (st = graphs_all(o->n_lists, a, &out->graphs, e)) != ST_OK)
		return st;
	st = dga_sum(o, &s, &out->graphs, s.delta, &own, &sum, e);
	if (st == ST_OK) {
		out->main = summarise(o, &s, &sum, s.delta, out->graphs.n);
		out->mean_unstable = out->main.mean_shift > SHIFT;
		if (!list_models(o, &sum, a, out) || !draw(o, &sum, a, out) || (s.keep_pmf && !keep_pmf(&s, &sum, a, out)))
			st = error_memory(e);
	}
	arena_free(&own);
	if (st == ST_OK && !s.no_sensitivity)
		st = vary(o, &s, out, e);
	if (st != ST_OK)
		*out = (struct dga_result){0};
	return st;
}
