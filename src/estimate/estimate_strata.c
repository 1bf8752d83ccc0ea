/* estimate_strata.c - the same for every stratum, and the sums; or for every linkage of the same people, and what is pooled over them. */
#include "estimate/estimate_work.h"
#include "estimate/pool.h"

#include <math.h>
#include <string.h>

static const struct estimate_row *row_named(const struct estimate_result *r, const char *name)
{
	for (size_t i = 0; i < r->n_rows; i++)
		if (!strcmp(r->rows[i].name, name))
			return &r->rows[i];
	return NULL;
}

/* The draws of every stratum, where the method makes draws: their sum has a shape of its own. */
static enum status pool_draws(struct estimating *g, const struct estimate_result *each, size_t n, struct pooled *sum, struct error *e)
{
	struct pool_part *parts = arena_array(g->a, n, sizeof *parts);
	size_t k = 0;

	if (!parts)
		return error_memory(e);
	for (size_t i = 0; i < n; i++)
		if (each[i].o.observed)
			parts[k++] = (struct pool_part){(double)each[i].o.observed, each[i].lcmcr->draws, each[i].lcmcr->n_draws};
	return g->options->linkages ? pool_linkages(parts, k, g->r->level, false, sum, e) :
	       pool_strata(parts, k, g->r->level, g->options->seed, g->a, sum, e);
}

static enum status pool(struct estimating *g, const struct overlap_file *f, const struct estimate_result *each, struct estimate_row *row,
				struct error *e)
{
	struct pool_bounds *parts = arena_array(g->a, f->n_strata, sizeof *parts);
	struct pooled sum;
	size_t n = 0;

	if (!parts)
		return error_memory(e);
	for (size_t i = 0; i < f->n_strata; i++) {
		const struct estimate_row *own = row_named(&each[i], row->name);

		if (!each[i].o.observed)
			continue;
		if (!own || !own->given) {
			row->refused = estimating_text(g, arena_printf(g->a, "%s %s has no number.",
				g->options->linkages ? "Not pooled: the linkage" : "No sum: the stratum", f->strata[i].name));
			return ST_OK;
		}
		row->unfinished |= own->unfinished;
		parts[n++] = (struct pool_bounds){(double)each[i].o.observed, own->estimate, own->low, own->high};
	}
	enum status st = !strcmp(row->name, "lcmcr") ? pool_draws(g, each, f->n_strata, &sum, e) :
			 g->options->linkages ? pool_linkages_bounds(parts, n, g->r->level, false, &sum, e) :
			 pool_strata_bounds(parts, n, g->r->level, g->options->seed, g->a, &sum, e);
	if (st)
		return estimating_refuse(g, row, st, e);
	row->given = true;
	row->estimate = sum.estimate;
	row->low = sum.low;
	row->high = sum.high;
	if (isinf(row->high))
		estimating_caveat(g, row, "The data of at least one %s give no upper limit.", g->options->linkages ? "linkage" : "stratum");
	return ST_OK;
}

static enum status pool_all(struct estimating *g, const struct overlap_file *f, const struct estimate_result *each, struct error *e)
{
	const struct estimate_result *most = &each[0];
	enum status st = ST_OK;
	size_t warned = 0;

	for (size_t i = 0; i < f->n_strata; i++) {
		g->r->several = g->options->linkages ? each[0].several : g->r->several + each[i].several;
		g->r->unfinished |= each[i].unfinished;
		warned += each[i].n_warnings > 0;
		if (each[i].n_rows > most->n_rows)
			most = &each[i];
	}
	for (size_t k = 0; !st && k < most->n_rows; k++) {
		struct estimate_row *row = estimating_row(g, most->rows[k].name, most->rows[k].role, most->rows[k].assumes);

		if (!strcmp(row->name, "lcmcr")) /* that of a stratum names the stratum's cap */
			row->assumes = g->options->linkages ? "Assumes under each linkage that people fall into a few classes, and that within a class lists are "
				"independent." : "Assumes in each stratum that people fall into a few classes, and that within a class lists are independent.";
		row->model = estimating_text(g, g->options->linkages ? arena_printf(g->a, "pooled over %zu linkages", f->n_strata) :
								       arena_printf(g->a, "sum of %zu strata", f->n_strata));
		st = pool(g, f, each, row, e);
	}
	if (g->options->linkages) {
		uint64_t least = UINT64_MAX, greatest = 0;

		for (size_t i = 0; i < f->n_strata; i++) {
			least = each[i].o.observed < least ? each[i].o.observed : least;
			greatest = each[i].o.observed > greatest ? each[i].o.observed : greatest;
		}
		if (least < greatest)
			estimating_warn(g, "The linkages make between %s and %s people of the same records; those shown are the first one's.",
					estimate_whole(g->a, (double)least), estimate_whole(g->a, (double)greatest));
	}
	g->r->spread = estimating_spread(g->r->rows, g->r->n_rows);
	if (warned)
		estimating_warn(g, "%zu of %zu %s have warnings of their own.", warned, f->n_strata, g->options->linkages ? "linkages" : "strata");
	estimating_look_at_spread(g);
	return st;
}

enum status estimate_by(const struct overlap_file *f, const struct estimate_options *options, struct arena *a, struct estimate_strata *out,
			struct error *e)
{
	struct estimate_options each = *options;
	struct estimating g = {options, a, &out->pooled, false, false};
	struct estimate_result *r = arena_array(a, f->n_strata, sizeof *r);
	enum status st = r ? ST_OK : error_memory(e);

	if (options->linkages && f->n_strata < 2)
		return error_set(e, ST_DATA, "one linkage found, two or more expected: doubt about links shows in how they differ");
	each.no_without = true;
	*out = (struct estimate_strata){.each = r, .n = f->n_strata};
	/* linkages count the same people again and again: the picture is the first one's */
	out->pooled = (struct estimate_result){.o = options->linkages ? f->strata[0].o : f->all, .linkages = options->linkages ? f->n_strata : 0, .level = options->level > 0 ? options->level : 0.95, .strata = options->linkages ? 0 : f->n_strata};
	for (size_t i = 0; !st && i < f->n_strata; i++)
		st = estimate(&f->strata[i].o, &each, a, &r[i], e);
	if (!st)
		st = pool_all(&g, f, r, e);
	if (!st && g.failed)
		st = error_memory(e);
	if (!st)
		error_clear(e);
	return st;
}
