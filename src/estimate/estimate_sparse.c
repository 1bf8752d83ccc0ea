/* estimate_sparse.c - the stepwise method for sparse tables as rows of the answer. */
#include "base/normal.h"
#include "estimate/estimate_work.h"

#include <math.h>

static const char assumes[] =
	"Assumes that lists depend on each other in pairs only and that the pairs found beyond chance are all; its interval takes that choice for certain.";
static const char assumes_bca[] =
	"Assumes that lists depend on each other in pairs only; its interval chooses the pairs anew in each of the bootstrap's samples.";

struct counting { struct estimating *g; double of, done; };

static bool next(void *arg)
{
	struct counting *c = arg;

	estimating_progress(c->g, "sparse, bootstrap", c->of > 0 ? c->done / c->of : -1);
	c->done++;
	return estimating_stopped(c->g);
}

static void take_bca(struct estimating *g, struct estimate_row *row, const struct sparse *s)
{
	const struct sparse_bca *b = &s->bca;

	row->unfinished = b->unfinished;
	g->r->unfinished |= b->unfinished;
	if (!s->fitted || !b->done) {
		row->refused = b->why ? estimating_sentence(g, b->why) :
			       b->unfinished ? "It was stopped before there were enough samples." : "There is no estimate to bootstrap.";
		return;
	}
	row->given = true;
	row->estimate = s->estimate;
	row->low = b->low;
	row->high = b->high_open ? (double)INFINITY : b->high;
	if (b->high_open)
		estimating_caveat(g, row, "The data give no upper limit.");
	if (fabs(b->bias) > 0.5) /* z_0: beyond, seven samples of ten lie on one side */
		estimating_caveat(g, row, "%.0f %% of the samples come out %s the estimate: which pairs enter hangs on a few people.",
				  100 * normal_below(fabs(b->bias)), b->bias < 0 ? "above" : "below");
	if (s->estimate < b->low || s->estimate > b->high)
		estimating_caveat(g, row, "The estimate lies outside its own interval: the bootstrap holds it for biased.");
	if (b->infinite)
		estimating_caveat(g, row, "%u of %u samples of the bootstrap have no finite total.", b->infinite, b->replicates);
	if (b->unfinished)
		estimating_caveat(g, row, "Unfinished: %u samples only.", b->replicates);
}

static void take(struct estimating *g, struct estimate_row *row, const struct sparse *s)
{
	if (!s->fitted) {
		row->refused = estimating_text(g, arena_printf(g->a, "Even with independent lists there is no number: %s.", exist_words(&s->start)));
		return;
	}
	row->given = true;
	row->estimate = s->estimate;
	row->low = s->low;
	row->high = s->high;
	estimating_fit(g, row, s->deviance, s->df);
	if (s->n_empty)
		estimating_caveat(g, row, "%u pair%s that nobody is on entered as impossible.", s->n_empty, s->n_empty == 1 ? "" : "s");
	for (size_t i = 0; i < s->n_refused && i < 3; i++)
		estimating_caveat(g, row, "The pair %s would have entered (p = %.2g) but with it %s.", estimate_history(&g->r->o, s->refused[i].pair, g->a),
				  s->refused[i].p, exist_words(&s->refused[i].why));
}

enum status estimate_run_sparse(struct estimating *g, struct error *e)
{
	struct sparse *s = arena_alloc(g->a, sizeof *s);
	unsigned replicates = g->again ? 0 : g->options->replicates;
	struct counting c = {g, replicates, 0};
	const struct sparse_options o = {.level = g->r->level, .replicates = replicates, .seed = g->options->seed, .stop = next, .stop_arg = &c};
	struct estimate_row *row = estimating_row(g, "sparse", ESTIMATE_MAIN, assumes);
	struct estimate_row *bca = replicates ? estimating_row(g, "sparse-bca", ESTIMATE_MAIN, assumes_bca) : NULL;

	if (!s)
		return error_memory(e);
	estimating_progress(g, "sparse", -1);
	enum status st = sparse_fit(&g->r->o, &o, g->a, s, e);
	if (st) {
		if (bca)
			(void)estimating_refuse(g, bca, st, e);
		return estimating_refuse(g, row, st, e);
	}
	g->r->sparse = s;
	take(g, row, s);
	row->model = estimating_text(g, terms_words(s->terms, g->r->o.lists, g->a));
	if (bca) {
		take_bca(g, bca, s);
		bca->model = row->model;
	}
	return ST_OK;
}
