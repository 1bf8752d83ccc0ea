/* estimate_dga.c - the average over decomposable graphs as a row of the answer. */
#include "estimate/estimate_work.h"

#include <math.h>
#include <stdlib.h>

static const char assumes[] =
	"Averages over every decomposable pattern of dependence between lists, each as likely as the other beforehand; each combination of lists begins with "
	"a share δ of a person.";

static void say(struct estimating *g, struct estimate_row *row, const struct dga_result *d)
{
	const struct dga_summary *m = &d->main, *first = &d->sensitivity[0], *last = &d->sensitivity[d->n_sensitivity ? d->n_sensitivity - 1 : 0];

	if (d->bimodal && d->n_modes > 1)
		estimating_caveat(g, row, "Two answers in one: the posterior has humps at %s (%.0f %% of it) and at %s (%.0f %%).",
				  estimate_about(g->a, d->modes[0].at), 100 * d->modes[0].mass, estimate_about(g->a, d->modes[1].at), 100 * d->modes[1].mass);
	if (d->delta_matters)
		estimating_caveat(g, row, "It depends on δ: with δ = %g the mean is %s, with δ = %g it is %s.", first->delta, estimate_about(g->a, first->mean),
				  last->delta, estimate_about(g->a, last->mean));
	if (d->mean_unstable && m->capped && !g->options->grid)
		estimating_caveat(g, row, "The posterior's tail is so long that it has no settled mean: the estimate is its median.");
	else if (d->mean_unstable)
		estimating_caveat(g, row, "The posterior's tail is so long that its mean hangs on where the reckoning ends: quote the median, %s.",
				  estimate_about(g->a, m->median));
	if (m->capped)
		estimating_caveat(g, row, "The grid of totals ended at %s unseen with %.2g of the posterior beyond it.", estimate_about(g->a, m->grid), m->tail);
	if (d->bimodal)
		estimating_warn(g, "dga: the posterior has more than one hump; one number for it hides that.");
	if (d->delta_matters)
		estimating_warn(g, "dga: the result depends on the prior count δ, which is a choice and not in the data.");
}

enum status estimate_run_dga(struct estimating *g, struct error *e)
{
	struct dga_result *d = arena_alloc(g->a, sizeof *d);
	const struct dga_options o = {.delta = g->options->delta, .grid = g->options->grid, .level = g->r->level, .no_sensitivity = g->again,
		.stop = g->options->stop};
	struct estimate_row *row = estimating_row(g, "dga", ESTIMATE_MAIN, assumes);
	char name[GRAPHS_NAME];

	if (!d)
		return error_memory(e);
	estimating_progress(g, "dga", -1);
	enum status st = dga(&g->r->o, &o, g->a, d, e);
	if (st == ST_NEGATIVE) {
		row->unfinished = g->r->unfinished = true;
		row->refused = "It was stopped before its sums were done.";
		return ST_OK;
	}
	if (st)
		return estimating_refuse(g, row, st, e);
	g->r->dga = d;
	row->given = isfinite(d->main.mean);
	if (!row->given)
		row->refused = "The mean of its posterior is not finite.";
	/* a mean that hangs on the cap says nothing; on an end that was asked for, it is what was asked for */
	row->estimate = d->mean_unstable && d->main.capped && !g->options->grid ? d->main.median : d->main.mean;
	row->low = d->main.low;
	row->high = d->main.high;
	if (d->graphs.n)
		row->model = estimating_text(g, arena_printf(g->a, "%u graphs; the first %s with %.0f %%", d->graphs.n,
							     graphs_name(&d->graphs, d->main.top, name), 100 * d->main.top_weight));
	if (!g->again)
		say(g, row, d);
	return ST_OK;
}
