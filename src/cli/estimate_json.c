#include "cli/answer.h"
#include "cli/estimating.h"
#include "estimate/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REFUSED_SHOWN = 20, NEAR_SHOWN = 20, MODELS_SHOWN = 20 };

/* JSON has no infinity and no nan: null, and another member says why. */
static json_t *number(double x)
{
	return isfinite(x) ? json_real(x) : json_null();
}

static json_t *count(uint64_t n)
{
	return json_integer((json_int_t)n);
}

static int ascending(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

static json_t *names_of(const struct overlap *o, uint32_t set)
{
	json_t *v = json_array();

	for (unsigned i = 0; v && i < o->n_lists; i++)
		if (set >> i & 1)
			(void)json_array_append_new(v, json_string(o->lists[i]));
	return v;
}

/* --- diagnostics ------------------------------------------------------------------------------------------ */

static json_t *refused_model(const struct loglinear_refused *x)
{
	return json_pack("{s:s, s:s, s:o}", "model", x->name, "why", exist_words(&x->why), "aic", number(x->aic));
}

static json_t *near_models(const struct loglinear *l)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < l->n_near && i < NEAR_SHOWN; i++)
		(void)json_array_append_new(v, json_pack("{s:s, s:o, s:o}", "model", l->near[i].name, "aic", number(l->near[i].aic), "poisson",
							 number(l->near[i].poisson)));
	return v;
}

static json_t *loglinear_search_json(const struct loglinear *l, bool by_aic)
{
	json_t *refused = json_array();

	for (size_t i = 0; refused && i < l->n_refused_kept && i < REFUSED_SHOWN; i++)
		(void)json_array_append_new(refused, refused_model(&l->refused[i]));
	json_t *o = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "models", count(l->n_models), "no_maximum", count(l->n_no_maximum),
			      "not_identifiable", count(l->n_not_identifiable), "edge", count(l->n_edge), "refused", count(l->n_refused), "refused_models",
			      refused, "refused_better", count(l->n_refused_better));

	if (o && (l->n_refused_better || !l->any) && l->best_refused.name)
		(void)json_object_set_new(o, "best_refused", refused_model(&l->best_refused));
	if (o && by_aic && l->any)
		(void)json_object_set_new(o, "near", json_pack("{s:o, s:o, s:o, s:o}", "models", count(l->n_near), "low", number(l->near_low), "high",
							       number(l->near_high), "best", near_models(l)));
	return o;
}

static json_t *loglinear_json(const struct loglinear *l, bool by_aic)
{
	const struct loglinear_fit *f = by_aic ? &l->best_aic : &l->best_bic;
	const struct profile *p = by_aic ? &l->aic_profile : &l->bic_profile;
	json_t *o = loglinear_search_json(l, by_aic);

	if (!o || !l->any)
		return o;
	(void)json_object_update_new(o, json_pack("{s:o, s:o, s:o, s:I, s:i, s:i, s:b, s:o, s:o, s:b, s:b}", "aic", number(f->aic), "bic", number(f->bic),
		"deviance", number(f->deviance), "df", (json_int_t)f->df, "parameters", (int)f->n_parameters, "empty_terms", (int)f->n_empty, "on_edge",
		f->edge, "poisson", number(f->poisson), "poisson_error", number(f->poisson_error), "low_at_observed", p->low_at_observed, "high_open",
		p->high_open));
	return o;
}

static json_t *sparse_json(const struct estimate_result *r)
{
	const struct sparse *s = r->sparse;
	json_t *steps = json_array(), *refused = json_array();

	for (size_t i = 0; steps && i < s->n_steps; i++)
		(void)json_array_append_new(steps, json_pack("{s:o, s:o, s:o, s:o, s:b}", "lists", names_of(&r->o, s->steps[i].pair), "p",
			number(s->steps[i].p), "observed", number(s->steps[i].observed), "expected", number(s->steps[i].expected), "empty", s->steps[i].empty));
	for (size_t i = 0; refused && i < s->n_refused && i < REFUSED_SHOWN; i++)
		(void)json_array_append_new(refused, json_pack("{s:o, s:o, s:s}", "lists", names_of(&r->o, s->refused[i].pair), "p",
			number(s->refused[i].p), "why", exist_words(&s->refused[i].why)));
	return json_pack("{s:o, s:o, s:o, s:o, s:I, s:i}", "steps", steps, "refused_terms", refused, "aic", number(s->aic), "deviance", number(s->deviance),
			 "df", (json_int_t)s->df, "empty_terms", (int)s->n_empty);
}

static json_t *bca_json(const struct sparse_bca *b)
{
	return json_pack("{s:i, s:i, s:o, s:o, s:b}", "replicates", (int)b->replicates, "infinite", (int)b->infinite, "bias", number(b->bias),
			 "acceleration", number(b->acceleration), "high_open", b->high_open);
}

static json_t *dga_summary_json(const struct dga_summary *s)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "delta", number(s->delta), "mean", number(s->mean), "median",
		number(s->median),
			 "mode", number(s->mode), "low", number(s->low), "high", number(s->high), "grid", number(s->grid), "tail", number(s->tail), "mean_shift",
			 number(s->mean_shift), "capped", s->capped);
}

static json_t *numbers(const double *x, size_t n)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < n; i++)
		(void)json_array_append_new(v, number(x[i]));
	return v;
}

static json_t *dga_json(const struct dga_result *d)
{
	json_t *models = json_array(), *modes = json_array(), *other = json_array();
	char name[GRAPHS_NAME];

	for (size_t i = 0; models && i < d->graphs.n && i < MODELS_SHOWN; i++)
		(void)json_array_append_new(models, json_pack("{s:s, s:o, s:o}", "model", graphs_name(&d->graphs, d->models[i].graph, name), "weight",
							      number(d->models[i].weight), "mean", number(d->models[i].mean)));
	for (unsigned i = 0; modes && i < d->n_modes; i++)
		(void)json_array_append_new(modes, json_pack("{s:o, s:o}", "at", number(d->modes[i].at), "mass", number(d->modes[i].mass)));
	for (unsigned i = 0; other && i < d->n_sensitivity; i++)
		(void)json_array_append_new(other, dga_summary_json(&d->sensitivity[i]));
	json_t *o = dga_summary_json(&d->main);

	if (o && json_object_update_new(o, json_pack("{s:I, s:o, s:o, s:o, s:b, s:b, s:b, s:{s:o, s:o}}", "graphs", (json_int_t)d->graphs.n, "models",
		models,
		"modes", modes, "sensitivity", other, "bimodal", d->bimodal, "delta_matters", d->delta_matters, "mean_unstable", d->mean_unstable, "posterior", "n",
		numbers(d->curve_n, d->n_curve), "density", numbers(d->curve_p, d->n_curve)))) {
		json_decref(o);
		return NULL;
	}
	return o;
}

static json_t *lcmcr_json(const struct lcmcr_result *l, bool longer, struct arena *a)
{
	static const double at[] = {0.005, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.995};
	json_t *chains = json_array(), *quantiles = json_array();
	double *sorted = arena_array(a, l->n_draws ? l->n_draws : 1, sizeof *sorted);

	for (unsigned i = 0; chains && i < l->n_chains; i++) {
		const struct lcmcr_chain *c = &l->chain[i];

		(void)json_array_append_new(chains, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "draws", count(c->n_draws), "median", number(c->median),
			"mean", number(c->mean), "low", number(c->low), "high", number(c->high), "touched", count(c->touched), "start", number(c->start)));
	}
	if (sorted && l->has_estimate && l->n_draws) {
		memcpy(sorted, l->draws, l->n_draws * sizeof *sorted);
		qsort(sorted, l->n_draws, sizeof *sorted, ascending);
		for (size_t i = 0; quantiles && i < sizeof at / sizeof *at; i++)
			(void)json_array_append_new(quantiles, json_pack("[f, o]", at[i], number(quantile_sorted(sorted, l->n_draws, at[i]))));
	}
	return json_pack("{s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:b, s:o, s:b}", "chains", chains, "rhat", number(l->rhat), "ess_bulk",
		number(l->ess_bulk),
			 "ess_tail", number(l->ess_tail), "mixed", l->mixed, "mean", number(l->has_estimate ? l->mean : (double)NAN), "cap", number(l->cap),
			 "touched", number(l->touched), "classes", number(l->classes), "full", l->full, "quantiles", quantiles, "longer", longer);
}

static json_t *capture_json(const struct capture_fit *f)
{
	if (!f->fitted)
		return json_object();
	return json_pack("{s:o, s:o, s:o, s:I, s:i, s:i, s:o, s:o, s:b}", "aic", number(f->aic), "bic", number(f->bic), "deviance", number(f->deviance),
		"df", (json_int_t)f->df, "parameters", (int)f->n_parameters, "dropped", (int)f->n_dropped, "poisson", number(f->poisson),
			 "poisson_error", number(f->poisson_error), "high_open", f->profile.high_open);
}

static json_t *diagnostics(const struct estimate_result *r, const struct estimate_row *row, struct arena *a)
{
	const char *n = row->name;

	if (!strncmp(n, "loglinear-", 10) && r->loglinear)
		return loglinear_json(r->loglinear, !strcmp(n, "loglinear-aic"));
	if (!strcmp(n, "sparse") && r->sparse)
		return sparse_json(r);
	if (!strcmp(n, "sparse-bca") && r->sparse)
		return bca_json(&r->sparse->bca);
	if (!strcmp(n, "dga") && r->dga)
		return dga_json(r->dga);
	if (!strcmp(n, "lcmcr") && r->lcmcr)
		return lcmcr_json(r->lcmcr, r->lcmcr_longer, a);
	if (!strcmp(n, "chao") && r->chao)
		return json_pack("{s:o}", "error", number(r->chao->fitted ? r->chao->error : (double)NAN));
	for (unsigned m = 0; row->role == ESTIMATE_SIMPLE && r->capture && m < CAPTURE_MODELS; m++)
		if (row->model && r->capture[m].name && !strcmp(r->capture[m].name, row->model))
			return capture_json(&r->capture[m]);
	return json_object();
}

/* --- rows ------------------------------------------------------------------------------------------------- */

static json_t *row_json(const struct estimate_row *row, json_t *more)
{
	static const char *const roles[] = {"estimate", "lower-bound", "comparison"};

	return json_pack("{s:s, s:o, s:o, s:o, s:s?, s:s, s:s?, s:s?, s:o, s:b, s:o}", "name", row->name, "estimate", number(row->estimate), "low",
			 number(row->low), "high", number(row->high), "model", row->model, "role", roles[row->role], "assumes", row->assumes, "refused",
			 row->refused, "caveats", answer_strings(row->caveats, row->n_caveats), "unfinished", row->unfinished, "diagnostics",
			 more ? more : json_object());
}

static json_t *rows_json(const struct estimate_result *r, struct arena *a)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < r->n_rows; i++)
		if (json_array_append_new(v, row_json(&r->rows[i], diagnostics(r, &r->rows[i], a)))) {
			json_decref(v);
			return NULL;
		}
	return v;
}

static json_t *spread_json(const struct estimate_spread *s)
{
	if (!s->n)
		return json_pack("{s:i, s:n, s:n, s:n, s:n, s:n, s:n, s:n, s:b}", "methods", 0, "estimate_low", "estimate_high", "lowest", "highest", "low",
				 "high", "ratio", "apart", 0);
	return json_pack("{s:i, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:b}", "methods", (int)s->n, "estimate_low", number(s->estimate_low), "estimate_high",
			 number(s->estimate_high), "lowest", s->lowest->name, "highest", s->highest->name, "low", number(s->low), "high", number(s->high),
			 "ratio", number(s->estimate_high / s->estimate_low), "apart", s->apart);
}

static json_t *without_json(const struct estimate_result *r)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < r->n_without; i++) {
		const struct estimate_without *w = &r->without[i];
		json_t *each = json_object();

		for (size_t k = 0; each && k < r->n_rows; k++)
			if (r->rows[k].role == ESTIMATE_MAIN)
				(void)json_object_set_new(each, r->rows[k].name, number(w->estimate[k]));
		(void)json_array_append_new(v, json_pack("{s:s, s:o, s:o}", "list", r->o.lists[w->list], "observed", count(w->observed), "estimates", each));
	}
	return v;
}

static json_t *cells_json(const struct estimate_result *r)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < r->n_cells; i++)
		(void)json_array_append_new(v, json_pack("{s:o, s:o, s:o}", "lists", names_of(&r->o, r->cells[i].history), "count",
			count(r->cells[i].count), "one_fewer", number(r->cells[i].one_fewer)));
	return v;
}

static json_t *result_json(const struct estimate_result *r, struct arena *a)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s?, s:s?, s:b, s:s?}", "lists", answer_strings(r->o.lists, r->o.n_lists), "observed",
			 count(r->o.observed), "on_several", count(r->several), "methods", rows_json(r, a), "spread", spread_json(&r->spread), "warnings",
			 answer_strings(r->warnings, r->n_warnings), "leave_one_out", without_json(r), "influence", cells_json(r), "influence_model",
			 r->cells_model, "refused", r->refused, "unfinished", r->unfinished, "words", estimate_words(r, a));
}

static json_t *strata_json(const struct answered *x, struct arena *a)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < x->strata->n; i++) {
		const struct overlap_stratum *s = &x->file->strata[i];
		json_t *o = result_json(&x->strata->each[i], a), *values = json_object();

		for (size_t k = 0; values && k < x->file->n_by; k++)
			(void)json_object_set_new(values, x->file->by[k], json_string(s->values[k]));
		if (!o || json_object_set_new(o, "name", json_string(s->name)) || json_object_set_new(o, "values", values) || json_array_append_new(v, o)) {
			json_decref(v);
			return NULL;
		}
	}
	return v;
}

json_t *estimate_parameters(const struct answered *x)
{
	static const struct { unsigned bit; const char *name; } methods[] = {
		{ESTIMATE_LOGLINEAR, "loglinear"}, {ESTIMATE_SPARSE, "sparse"}, {ESTIMATE_DGA, "dga"},
		{ESTIMATE_LCMCR, "lcmcr"}, {ESTIMATE_CAPTURE, "capture"}};
	const struct estimate_options *o = x->options;
	json_t *asked = json_array();

	for (size_t i = 0; asked && i < sizeof methods / sizeof *methods; i++)
		if (o->ask & methods[i].bit)
			(void)json_array_append_new(asked, json_string(methods[i].name));
	const struct lcmcr_options *l = &o->lcmcr;
	json_t *sampler = o->ask & ESTIMATE_LCMCR ? json_pack("{s:i, s:o, s:o, s:o, s:i, s:o, s:b}", "chains", (int)l->chains, "burn_in", count(l->burn_in),
		"draws", count(l->draws), "thin", count(l->thin), "classes", (int)l->classes, "cap", l->cap ? count(l->cap) : json_null(),
		"longer_if_unmixed", !o->lcmcr_as_long) : json_null();

	return json_pack("{s:o, s:o, s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:b}", "methods", asked, "level", number(o->level), "seed", count(o->seed), "order",
			 (int)o->order, "boot", (int)o->replicates, "delta", o->delta > 0 ? number(o->delta) : json_null(), "grid",
			 o->grid ? count(o->grid) : json_null(), "lcmcr", sampler, "by", answer_strings(x->read->by, x->read->n_by), "lists",
			 answer_strings(x->read->lists, x->read->n_lists), "linkages", o->linkages);
}

json_t *estimate_json(const struct answered *x, struct arena *a)
{
	json_t *o = result_json(x->all, a);

	if (o && json_object_update_new(o, json_pack("{s:s, s:o, s:o, s:o, s:o}", "table", x->name, "level", number(x->all->level), "seed",
						     count(x->options->seed), "parameters", estimate_parameters(x), "notes", answer_strings(x->file->notes, x->file->n_notes)))) {
		json_decref(o);
		return NULL;
	}
	if (o && x->strata && json_object_set_new(o, "strata", strata_json(x, a))) {
		json_decref(o);
		return NULL;
	}
	return o;
}
