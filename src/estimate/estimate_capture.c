/* estimate_capture.c - Chao's bound and the classical capture models as rows of the answer. */
#include "estimate/estimate_work.h"

#include <math.h>

static const char bound_assumes[] =
	"A lower bound, no estimate: holds when lists are independent for each person and equally long, however much people differ.";
static const char bound_assumes_mth[] =
	"A lower bound, no estimate: holds when lists are independent for each person, however much lists and people differ.";
static const char assumes[] = "Classical model: knows no dependence between lists but what differences between people make.";

static const char *const names[CAPTURE_MODELS] = {"m0", "mt", "mh-chao", "mh-poisson", "mh-darroch", "mh-gamma",
						  "mth-chao", "mth-poisson", "mth-darroch", "mth-gamma"};

static void take(struct estimating *g, struct estimate_row *row, const struct capture_fit *f)
{
	row->model = f->name;
	if (!f->fitted || f->profile.failed || !isfinite(f->profile.estimate)) {
		row->refused = estimating_sentence(g, f->why ? f->why : "the fits for its interval do not converge");
		return;
	}
	row->given = true;
	row->estimate = f->profile.estimate;
	row->low = f->profile.low;
	row->high = f->profile.high_open ? (double)INFINITY : f->profile.high;
	if (f->negative)
		estimating_caveat(g, row, "Its term for differences between people is negative: they are found more evenly than by chance, which it cannot explain.");
}

/* Where a model in which people differ beats all those in which lists depend on each other, the latter lie low (bench/README.md, coverage). */
static void look_at_people(struct estimating *g, const struct capture_fit *fits)
{
	const struct loglinear *l = g->r->loglinear;
	const struct capture_fit *best = NULL;

	for (unsigned m = CAPTURE_MTH_POISSON; m <= CAPTURE_MTH_GAMMA; m++)
		if (fits[m].fitted && !fits[m].negative && (!best || fits[m].aic < best->aic))
			best = &fits[m];
	if (!l || !l->any || !best || best->aic > l->best_aic.aic - 2)
		return;
	estimating_warn(g, "People seem to differ in how easily they are found: %s fits better than every log-linear model tried (its AIC is lower by %.1f). "
			   "Methods that know only lists that depend on each other (loglinear, sparse, dga) then tend to lie too low.",
			best->name, l->best_aic.aic - best->aic);
}

static void look_at_lengths(struct estimating *g, struct estimate_row *row)
{
	const struct overlap *o = &g->r->o;
	double longest = 0, shortest = INFINITY;

	for (unsigned i = 0; i < o->n_lists; i++) {
		double n = 0;

		for (size_t c = 0; c < o->n_cells; c++)
			n += o->cells[c].history >> i & 1 ? (double)o->cells[c].count : 0;
		longest = fmax(longest, n);
		shortest = fmin(shortest, n);
	}
	if (longest > 2 * shortest)
		estimating_caveat(g, row, "The lists are of very different length (%s to %s): it may then lie too high; mth-chao allows for that.",
				  estimate_whole(g->a, shortest), estimate_whole(g->a, longest));
}

enum status estimate_run_capture(struct estimating *g, struct error *e)
{
	struct capture_chao *chao = arena_alloc(g->a, sizeof *chao);
	struct capture_fit *fits = arena_array(g->a, CAPTURE_MODELS, sizeof *fits);
	struct estimate_row *row = estimating_row(g, "chao", ESTIMATE_BOUND, bound_assumes);
	enum status st = chao && fits ? ST_OK : error_memory(e);

	if (st)
		return st;
	estimating_progress(g, "capture models", -1);
	capture_chao_bound(&g->r->o, g->r->level, chao);
	g->r->chao = chao;
	row->given = chao->fitted;
	if (chao->fitted) {
		row->estimate = chao->estimate;
		row->low = chao->low;
		row->high = chao->high;
		look_at_lengths(g, row);
	} else {
		row->refused = "Nobody is on just two lists: there is no bound.";
	}
	for (unsigned m = 0; !st && !g->again && m < CAPTURE_MODELS; m++) {
		bool bound = m == CAPTURE_MTH_CHAO;

		row = estimating_row(g, names[m], bound ? ESTIMATE_BOUND : ESTIMATE_SIMPLE, bound ? bound_assumes_mth : assumes);
		st = capture_fit(&g->r->o, (enum capture_model)m, g->r->level, NULL, 0, g->a, &fits[m], e);
		if (!st)
			take(g, row, &fits[m]);
		else
			st = estimating_refuse(g, row, st, e);
	}
	g->r->capture = st ? NULL : fits;
	if (!st && !g->again)
		look_at_people(g, fits);
	return st;
}
