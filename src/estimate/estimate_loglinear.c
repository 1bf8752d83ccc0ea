/* estimate_loglinear.c - the log-linear search as rows of the answer. */
#include "estimate/estimate_work.h"

#include <math.h>
#include <string.h>

static const char assumes[] =
	"Assumes that lists depend on each other just as in the chosen model, and that all of them together do not; the data cannot show the latter.";

static void take(struct estimating *g, struct estimate_row *row, const struct loglinear_fit *fit, const struct profile *p)
{
	row->model = fit->name;
	row->unfinished = g->r->loglinear->unfinished;
	if (p->failed || !isfinite(p->estimate)) {
		row->refused = "The fits for its interval do not converge.";
		return;
	}
	row->given = true;
	row->estimate = p->estimate;
	row->low = p->low;
	row->high = p->high_open ? (double)INFINITY : p->high;
	if (p->high_open)
		estimating_caveat(g, row, "The data give no upper limit.");
	if (p->low_at_observed)
		estimating_caveat(g, row, "The lower limit is the number observed: the data do not rule out that everybody was listed.");
	estimating_fit(g, row, fit->deviance, fit->df);
	if (fit->n_empty)
		estimating_caveat(g, row, "%u overlap%s of the model %s empty and fitted as impossible.", fit->n_empty, fit->n_empty == 1 ? "" : "s",
				  fit->n_empty == 1 ? "is" : "are");
	if (fit->edge)
		estimating_caveat(g, row, "Its maximum lies on the edge: some overlaps are fitted as impossible, though the total is determined.");
	if (row->unfinished)
		estimating_caveat(g, row, "Unfinished: the best of the models that were fitted before it was stopped.");
}

static void why_none(struct estimating *g, struct estimate_row *row, const struct loglinear *l)
{
	row->unfinished = l->unfinished;
	row->refused = l->unfinished && !l->n_refused ? "It was stopped before a model was fitted." : estimating_text(g, arena_printf(g->a,
		       "Each of the %zu models has no maximum or is not identifiable; a program that does not check would choose %s: %s.", l->n_models,
		       l->best_refused.name ? l->best_refused.name : "one of them", exist_words(&l->best_refused.why)));
}

static void say(struct estimating *g, struct estimate_row *row, const struct loglinear *l)
{
	double ratio = l->near_low > 0 ? l->near_high / l->near_low : 1;

	if (ratio > 1.1 && l->n_near > 1)
		estimating_caveat(g, row, "%zu models are as good by AIC within 2; they give %s to %s.", l->n_near, estimate_about(g->a, l->near_low),
				  estimate_about(g->a, l->near_high));
	if (l->n_refused_better)
		estimating_caveat(g, row, "%zu model%s a lower AIC but no number (first %s: %s).", l->n_refused_better,
				  l->n_refused_better == 1 ? " has" : "s have", l->best_refused.name, exist_words(&l->best_refused.why));
}

enum status estimate_run_loglinear(struct estimating *g, struct error *e)
{
	struct loglinear *l = arena_alloc(g->a, sizeof *l);
	const struct loglinear_options o = {.order = g->options->order, .level = g->r->level, .stop = estimating_stopped, .stop_arg = g};
	struct estimate_row *aic = estimating_row(g, "loglinear-aic", ESTIMATE_MAIN, assumes), *bic = estimating_row(g, "loglinear-bic", ESTIMATE_MAIN,
		assumes);

	if (!l)
		return error_memory(e);
	estimating_progress(g, "loglinear", -1);
	enum status st = loglinear_search(&g->r->o, &o, g->a, l, e);
	if (st) {
		(void)estimating_refuse(g, bic, st, e);
		return estimating_refuse(g, aic, st, e);
	}
	g->r->loglinear = l;
	g->r->unfinished |= l->unfinished;
	if (!l->any) {
		why_none(g, aic, l);
		why_none(g, bic, l);
		return ST_OK;
	}
	take(g, aic, &l->best_aic, &l->aic_profile);
	take(g, bic, &l->best_bic, &l->bic_profile);
	if (!g->again)
		say(g, aic, l);
	return ST_OK;
}
