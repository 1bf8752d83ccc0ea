/* estimate_lcmcr.c - the latent class sampler as a row of the answer. */
#include "estimate/estimate_work.h"

#include <math.h>

static const char *assumes_text(struct estimating *g, const struct lcmcr_result *l)
{
	return estimating_text(g, arena_printf(g->a, "Assumes that people fall into a few classes and that within a class lists are independent, so that lists "
		"depend on each other through the classes alone; and that at most %s are on no list.", estimate_whole(g->a, l->cap)));
}

static const char *chains_text(struct estimating *g, const struct lcmcr_result *l)
{
	struct buf b = BUF_INIT;

	for (unsigned i = 0; i < l->n_chains; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", l->chain[i].n_draws ? estimate_about(g->a, l->chain[i].median) : "no draws");
	const char *text = buf_ok(&b) ? arena_strdup(g->a, buf_str(&b)) : NULL;

	buf_free(&b);
	return estimating_text(g, text);
}

static void refuse(struct estimating *g, struct estimate_row *row, const struct lcmcr_result *l)
{
	if (l->unfinished && !(isfinite(l->rhat)))
		row->refused = "It was stopped before there were enough draws.";
	else if (isfinite(l->rhat))
		row->refused = estimating_text(g, arena_printf(g->a, "The %u chains do not agree%s (R-hat %.2f): their medians are %s. Each would be a number, "
			"and none of them an answer.", l->n_chains, g->r->lcmcr_longer ? ", long ones neither" : "", l->rhat, chains_text(g, l)));
	else
		row->refused = estimating_text(g, arena_printf(g->a, "Whether its chains agree cannot be told from %u chain%s: at least 4 are needed.",
							       l->n_chains, l->n_chains == 1 ? "" : "s"));
	if (isfinite(l->rhat) && !l->mixed)
		estimating_warn(g, "lcmcr: the chains have not mixed (R-hat %.2f): no estimate is given.", l->rhat);
}

/* Fewer independent draws than limits need to be steady (Vehtari et al. 2021, section 4). */
enum { DRAWS_ENOUGH = 400 };
static bool few_draws(const struct lcmcr_result *l)
{
	return l->ess_bulk < DRAWS_ENOUGH || l->ess_tail < DRAWS_ENOUGH;
}

static void say(struct estimating *g, struct estimate_row *row, const struct lcmcr_result *l)
{
	if (l->touched > 0)
		estimating_caveat(g, row, "%.2g %% of the draws touched the cap of %s unseen%s.", 100 * l->touched, estimate_whole(g->a, l->cap),
				  l->has_estimate && l->touched > 0.001 ? ": the upper limit is the cap's more than the data's" : "");
	if (l->has_estimate && l->touched > 0.001)
		estimating_warn(g, "lcmcr: the sampler touches the cap on the unseen; its upper limit depends on that choice.");
	if (l->full)
		estimating_caveat(g, row, "All classes were in use: --classes may be too few.");
	if (l->has_estimate && few_draws(l))
		estimating_caveat(g, row, "Few independent draws (%.0f in the middle, %.0f in the tails): its limits are rough.", l->ess_bulk, l->ess_tail);
	if (g->r->lcmcr_longer && l->has_estimate)
		estimating_caveat(g, row, "Chains of the usual length did not agree, or not on enough independent draws; these are %d times as long.", ESTIMATE_LONGER);
	if (l->unfinished)
		estimating_caveat(g, row, "Unfinished: %zu draws only.", l->n_draws);
}

/* Up to here the chains may only need time. */
#define LONGER_RHAT 1.2

enum status estimate_run_lcmcr(struct estimating *g, struct error *e)
{
	struct lcmcr_result *l = arena_alloc(g->a, sizeof *l);
	struct lcmcr_options o = g->options->lcmcr;
	struct estimate_row *row = estimating_row(g, "lcmcr", ESTIMATE_MAIN, NULL);

	if (!l)
		return error_memory(e);
	o.level = g->r->level;
	o.seed = g->options->seed;
	o.stop = g->options->stop;
	estimating_progress(g, "lcmcr", -1);
	enum status st = lcmcr(&g->r->o, &o, g->a, l, e);
	/* chains that lie further apart would agree in the end only by having forgotten where they began */
	if (!st && (!l->mixed || few_draws(l)) && l->rhat <= LONGER_RHAT && l->n_chains >= 4 && !g->options->lcmcr_as_long && !estimating_stopped(g)) {
		o.burn_in = ESTIMATE_LONGER * (o.burn_in ? o.burn_in : 10000);
		o.thin = ESTIMATE_LONGER * (o.thin ? o.thin : 100);
		estimating_progress(g, "lcmcr, longer chains", -1);
		st = lcmcr(&g->r->o, &o, g->a, l, e);
		g->r->lcmcr_longer = true;
	}
	if (st)
		return estimating_refuse(g, row, st, e);
	g->r->lcmcr = l;
	g->r->unfinished |= l->unfinished;
	row->unfinished = l->unfinished;
	row->assumes = assumes_text(g, l);
	row->model = estimating_text(g, arena_printf(g->a, "%u classes at most; %.1f in use", o.classes ? o.classes : 10, l->classes));
	row->given = l->has_estimate;
	row->estimate = l->has_estimate ? l->estimate : (double)NAN;
	row->low = l->has_estimate ? l->low : (double)NAN;
	row->high = l->has_estimate ? l->high : (double)NAN;
	if (!row->given)
		refuse(g, row, l);
	say(g, row, l);
	return ST_OK;
}
