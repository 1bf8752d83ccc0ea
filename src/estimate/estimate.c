#include "estimate/estimate_work.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what the methods' files use -------------------------------------------------------------------------- */

struct estimate_row *estimating_row(struct estimating *g, const char *name, enum estimate_role role, const char *assumes)
{
	struct estimate_row *row = &g->r->rows[g->r->n_rows < ESTIMATE_ROWS ? g->r->n_rows++ : ESTIMATE_ROWS - 1];

	*row = (struct estimate_row){.name = name, .role = role, .assumes = assumes, .estimate = (double)NAN, .low = (double)NAN, .high = (double)NAN};
	return row;
}

static const char *vtext(struct arena *a, const char *fmt, va_list ap)
{
	struct buf b = BUF_INIT;
	char words[1024];
	int n = vsnprintf(words, sizeof words, fmt, ap);

	if (n > 0)
		buf_text(&b, words);
	const char *text = n > 0 && buf_ok(&b) ? arena_strdup(a, buf_str(&b)) : NULL;

	buf_free(&b);
	return text;
}

static void add(struct estimating *g, const char **list, size_t *n, size_t most, const char *text)
{
	if (!text)
		g->failed = true;
	else if (*n < most)
		list[(*n)++] = text;
}

void estimating_caveat(struct estimating *g, struct estimate_row *row, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(g, row->caveats, &row->n_caveats, ESTIMATE_CAVEATS, vtext(g->a, fmt, ap));
	va_end(ap);
}

void estimating_warn(struct estimating *g, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(g, g->r->warnings, &g->r->n_warnings, ESTIMATE_WARNINGS, vtext(g->a, fmt, ap));
	va_end(ap);
}

bool estimating_stopped(void *arg)
{
	const struct estimating *g = arg;

	return g->options->stop && *g->options->stop;
}

void estimating_progress(const struct estimating *g, const char *what, double share)
{
	if (g->options->progress && !g->again)
		g->options->progress(g->options->progress_arg, what, share);
}

const char *estimating_text(struct estimating *g, const char *text)
{
	if (!text)
		g->failed = true;
	return text;
}

enum status estimating_refuse(struct estimating *g, struct estimate_row *row, enum status st, const struct error *e)
{
	if (st == ST_DATA) {
		row->refused = estimating_sentence(g, e->message);
		row->given = false;
	}
	return st == ST_DATA ? ST_OK : st;
}

const char *estimating_sentence(struct estimating *g, const char *text)
{
	char *own = arena_printf(g->a, "%s.", text);

	if (own && *own >= 'a' && *own <= 'z')
		*own = (char)(*own - 'a' + 'A');
	return estimating_text(g, own);
}

void estimating_fit(struct estimating *g, struct estimate_row *row, double deviance, long df)
{
	double v = 2.0 / (9.0 * (double)df);

	if (df < 1 || g->again || !((cbrt(deviance / (double)df) - (1 - v)) / sqrt(v) > 3.09))
		return;
	estimating_caveat(g, row, "The chosen model does not fit: deviance %s on %ld degrees of freedom. Its interval does not know of that.",
			  deviance < 1000 ? arena_printf(g->a, "%.1f", deviance) : estimate_about(g->a, deviance), df);
}

/* --- the table -------------------------------------------------------------------------------------------- */

static uint32_t lists_met(const struct overlap *o)
{
	uint32_t met = 0;

	for (size_t i = 0; i < o->n_cells; i++)
		met |= o->cells[i].history;
	return met;
}

/* Lists that nobody is on go; in the whole table the reader has refused them, in a stratum they occur. */
static enum status take_table(struct estimating *g, const struct overlap *o, struct error *e)
{
	uint32_t all = o->n_lists == 32 ? UINT32_MAX : (1u << o->n_lists) - 1, empty = all & ~lists_met(o);
	struct buf names = BUF_INIT;

	g->r->o = *o;
	if (!empty || empty == all)
		return ST_OK;
	for (unsigned i = 0; i < o->n_lists; i++)
		if (empty >> i & 1)
			buf_printf(&names, "%s%s", names.len ? ", " : "", o->lists[i]);
	if (!g->again)
		estimating_warn(g, "Nobody here is on %s: left out.", buf_str(&names));
	buf_free(&names);
	return overlap_without(o, empty, g->a, &g->r->o, e);
}

/* Why there can be no number, whatever the method. */
static const char *hopeless(const struct estimating *g)
{
	const struct overlap *o = &g->r->o;

	if (!o->observed)
		return "Nobody is on any list.";
	if (o->n_lists < 2)
		return "There is one list only: how many it missed is told by no overlap.";
	if (!g->r->several)
		return "The lists never overlap: nobody is on two of them, so nothing tells how many are on none. There is no finite estimate, and where "
		       "a method prints one it comes from its assumptions alone.";
	return NULL;
}

static uint64_t on_both(const struct overlap *o, uint32_t set)
{
	uint64_t n = 0;

	for (size_t i = 0; i < o->n_cells; i++)
		if ((o->cells[i].history & set) == set)
			n += o->cells[i].count;
	return n;
}

enum { WITHIN_LEAST = 10, SEVERAL_FEW = 20 };

static void look_at_pairs(struct estimating *g)
{
	const struct overlap *o = &g->r->o;
	unsigned pairs = o->n_lists * (o->n_lists - 1) / 2, empty = 0;
	struct buf some = BUF_INIT;

	for (unsigned i = 0; i < o->n_lists; i++) {
		uint64_t met = 0, own = on_both(o, 1u << i);
		const char *within = NULL;

		for (unsigned j = 0; j < o->n_lists; j++) {
			uint64_t both = i == j ? 0 : on_both(o, 1u << i | 1u << j);

			met += both;
			if (i < j && !both && ++empty <= 3)
				buf_printf(&some, "%s%s and %s", empty > 1 ? "; " : "", o->lists[i], o->lists[j]);
			if (i != j && both == own && !within && own >= WITHIN_LEAST && o->n_lists > 2)
				estimating_warn(g, "Everybody on %s is on %s as well: if the one was drawn from the other they are one source, not two.",
						o->lists[i], within = o->lists[j]);
		}
		if (!met)
			estimating_warn(g, "The list %s overlaps with no other: it says how many it saw and nothing of whom all lists missed.", o->lists[i]);
	}
	if (empty)
		estimating_warn(g, "The table is sparse: nobody is on both lists of %u of %u pairs (%s%s).", empty, pairs, buf_str(&some), empty > 3 ? "; …" : "");
	buf_free(&some);
}

static void look_at_table(struct estimating *g)
{
	const struct estimate_result *r = g->r;

	if (r->several < SEVERAL_FEW)
		estimating_warn(g, "Only %llu of %llu people %s on more than one list: every estimate hangs on them.", (unsigned long long)r->several,
				(unsigned long long)r->o.observed, r->several == 1 ? "is" : "are");
	if (r->o.n_lists == 2)
		estimating_warn(g, "There are two lists only: that they are independent of each other has to be assumed, the data cannot show it.");
	look_at_pairs(g);
}

/* --- together --------------------------------------------------------------------------------------------- */

struct estimate_spread estimating_spread(const struct estimate_row *rows, size_t n)
{
	struct estimate_spread s = {0};
	double lowest_high = INFINITY, highest_low = 0;

	for (size_t i = 0; i < n; i++) {
		const struct estimate_row *row = &rows[i];

		if (row->role != ESTIMATE_MAIN || !row->given)
			continue;
		if (!s.n++) {
			s.lowest = s.highest = row;
			s.low = row->low;
			s.high = row->high;
		}
		if (row->estimate < s.lowest->estimate)
			s.lowest = row;
		if (row->estimate > s.highest->estimate)
			s.highest = row;
		s.low = fmin(s.low, row->low);
		s.high = fmax(s.high, row->high);
		lowest_high = fmin(lowest_high, row->high);
		highest_low = fmax(highest_low, row->low);
	}
	if (s.n) {
		s.estimate_low = s.lowest->estimate;
		s.estimate_high = s.highest->estimate;
	}
	s.apart = highest_low > lowest_high;
	return s;
}

void estimating_look_at_spread(struct estimating *g)
{
	const struct estimate_spread *s = &g->r->spread;

	if (s->n && isinf(s->high))
		estimating_warn(g, "For at least one method the data give no upper limit.");
	if (s->n > 1 && s->estimate_high > 1.5 * s->estimate_low)
		estimating_warn(g, "The methods disagree: the highest estimate (%s) is %.1f times the lowest (%s).", s->highest->name,
				s->estimate_high / s->estimate_low, s->lowest->name);
	for (size_t i = 0; i < g->r->n_rows; i++) {
		const struct estimate_row *row = &g->r->rows[i];

		if (!strcmp(row->name, "mth-chao") && row->given && s->n && row->estimate > 1.02 * s->estimate_low)
			estimating_warn(g, "The lower bound (%s, %s) lies above the estimate of %s (%s): it holds only where no lists avoid each other.", row->name,
					estimate_about(g->a, row->estimate), s->lowest->name, estimate_about(g->a, s->estimate_low));
	}
	if (s->apart)
		estimating_warn(g, "There are methods whose intervals have no number in common: at most one of their assumptions holds.");
}

static enum status run_methods(struct estimating *g, struct error *e)
{
	unsigned ask = g->options->ask ? g->options->ask : ESTIMATE_ALL;
	enum status st = ST_OK;

	if (ask & ESTIMATE_LOGLINEAR)
		st = estimate_run_loglinear(g, e);
	if (!st && ask & ESTIMATE_SPARSE)
		st = estimate_run_sparse(g, e);
	if (!st && ask & ESTIMATE_DGA)
		st = estimate_run_dga(g, e);
	if (!st && ask & ESTIMATE_LCMCR && !g->again)
		st = estimate_run_lcmcr(g, e);
	if (!st && ask & ESTIMATE_CAPTURE)
		st = estimate_run_capture(g, e);
	return st;
}

static void refuse_all(struct estimating *g)
{
	unsigned ask = g->options->ask ? g->options->ask : ESTIMATE_ALL;
	static const struct { unsigned ask; const char *name; } rows[] = {
		{ESTIMATE_LOGLINEAR, "loglinear-aic"}, {ESTIMATE_LOGLINEAR, "loglinear-bic"}, {ESTIMATE_SPARSE, "sparse"},
		{ESTIMATE_SPARSE, "sparse-bca"}, {ESTIMATE_DGA, "dga"}, {ESTIMATE_LCMCR, "lcmcr"}, {ESTIMATE_CAPTURE, "chao"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (ask & rows[i].ask && (strcmp(rows[i].name, "sparse-bca") || (g->options->replicates && !g->again)))
			estimating_row(g, rows[i].name, rows[i].ask == ESTIMATE_CAPTURE ? ESTIMATE_BOUND : ESTIMATE_MAIN, NULL)->refused = g->r->refused;
}

static enum status one_table(struct estimating *g, const struct overlap *o, struct error *e)
{
	enum status st = take_table(g, o, e);

	if (st)
		return st;
	for (size_t i = 0; i < g->r->o.n_cells; i++)
		if (g->r->o.cells[i].history & (g->r->o.cells[i].history - 1))
			g->r->several += g->r->o.cells[i].count;
	g->r->refused = hopeless(g);
	if (g->r->refused) {
		refuse_all(g);
		return ST_OK;
	}
	if (!g->again)
		look_at_table(g);
	st = run_methods(g, e);
	g->r->spread = estimating_spread(g->r->rows, g->r->n_rows);
	return st;
}

/* --- what carries the result ------------------------------------------------------------------------------ */

/* A method that gave no number on the whole table has nothing to be compared with. */
static unsigned worth_again(const struct estimate_result *r)
{
	return (r->loglinear && r->loglinear->any ? ESTIMATE_LOGLINEAR : 0u) | (r->sparse && r->sparse->fitted ? ESTIMATE_SPARSE : 0u) |
	       (r->dga ? ESTIMATE_DGA : 0u) | (r->chao && r->chao->fitted ? ESTIMATE_CAPTURE : 0u);
}

static enum status leave_out_lists(struct estimating *g, struct error *e)
{
	struct estimate_result *r = g->r;
	struct estimate_options options = *g->options;
	struct estimate_without *w = arena_array(g->a, r->o.n_lists, sizeof *w);
	enum status st = w ? ST_OK : error_memory(e);

	options.ask = worth_again(r);
	for (unsigned i = 0; !st && options.ask && i < r->o.n_lists && !estimating_stopped(g); i++) {
		struct estimate_result *less = arena_alloc(g->a, sizeof *less);
		struct estimating again = {&options, g->a, less, true, false};
		struct overlap o;

		estimating_progress(g, "without each list", (double)i / r->o.n_lists);
		if (!less)
			return error_memory(e);
		less->level = r->level;
		st = overlap_without(&r->o, 1u << i, g->a, &o, e);
		if (!st)
			st = one_table(&again, &o, e);
		w[i].list = i;
		w[i].observed = o.observed;
		for (size_t k = 0; !st && k < r->n_rows; k++) {
			w[i].estimate[k] = (double)NAN;
			for (size_t j = 0; j < less->n_rows; j++)
				if (!strcmp(less->rows[j].name, r->rows[k].name) && less->rows[j].given)
					w[i].estimate[k] = less->rows[j].estimate;
		}
		if (!st)
			r->n_without = i + 1;
	}
	r->without = w;
	return st;
}

static void lean(struct estimating *g, const char *list, double low, double high)
{
	char from[32], to[32];

	(void)snprintf(from, sizeof from, "%.1f", low);
	(void)snprintf(to, sizeof to, "%.1f", high);
	estimating_warn(g, "The result leans on the list %s: without it the estimates come to %s%s%s times what they are.", list, from,
			strcmp(from, to) ? " to " : "", strcmp(from, to) ? to : "");
}

static void look_at_without(struct estimating *g)
{
	const struct estimate_result *r = g->r;

	for (size_t i = 0; i < r->n_without; i++) {
		double low = INFINITY, high = 0;
		const char *list = r->o.lists[r->without[i].list];
		size_t n = 0, lost = 0;

		for (size_t k = 0; k < r->n_rows; k++) {
			double x = r->without[i].estimate[k];

			if (r->rows[k].role != ESTIMATE_MAIN || !r->rows[k].given)
				continue;
			if (isnan(x)) {
				lost += strcmp(r->rows[k].name, "sparse-bca") != 0 && strcmp(r->rows[k].name, "lcmcr") != 0;
				continue;
			}
			n++;
			low = fmin(low, x / r->rows[k].estimate);
			high = fmax(high, x / r->rows[k].estimate);
		}
		if (!n && lost)
			estimating_warn(g, "Without the list %s no method gives a number: the result hangs on it.", list);
		else if (n && (high > 2 || low < 0.5))
			lean(g, list, low, high);
	}
}

static int by_move(const void *p, const void *q)
{
	const struct estimate_cell *x = p, *y = q;
	double a = isnan(x->one_fewer) ? (double)INFINITY : fabs(x->one_fewer), b = isnan(y->one_fewer) ? (double)INFINITY : fabs(y->one_fewer);

	if (a != b)
		return a < b ? 1 : -1;
	return (x->history > y->history) - (x->history < y->history);
}

/* To a billionth of the total: equal moves must sort the same on every machine. */
static double rounded(double move, double total)
{
	return round(move / total * 1e9) / 1e9 * total;
}

/* One person fewer in each history in turn, under the model that was chosen. */
static enum status take_out_people(struct estimating *g, struct terms t, double total, struct error *e)
{
	struct estimate_result *r = g->r;
	struct overlap o = r->o;
	struct estimate_cell *c = arena_array(g->a, o.n_cells, sizeof *c);
	struct overlap_cell *cells = arena_array(g->a, o.n_cells, sizeof *cells);
	enum status st = c && cells ? ST_OK : error_memory(e);

	for (size_t i = 0; !st && i < o.n_cells && !estimating_stopped(g); i++) {
		struct arena spare = ARENA_INIT;
		struct loglinear_fit fit;
		struct exist x;
		struct error why;

		memcpy(cells, r->o.cells, o.n_cells * sizeof *cells);
		cells[i].count--;
		st = overlap_make(o.lists, o.n_lists, cells, o.n_cells, &spare, &o, e);
		if (!st) {
			enum status fitted = loglinear_one(&o, t, r->level, &spare, &x, &fit, NULL, &why);
			bool given = !fitted && x.total && !x.not_identifiable && isfinite(fit.poisson);

			c[i] = (struct estimate_cell){r->o.cells[i].history, r->o.cells[i].count, given ? rounded(fit.poisson - total, total) : (double)NAN};
			r->n_cells = i + 1;
		}
		arena_free(&spare);
		o = r->o;
	}
	if (r->n_cells)
		qsort(c, r->n_cells, sizeof *c, by_move);
	r->cells = c;
	return st;
}

static enum status carries(struct estimating *g, struct error *e)
{
	struct estimate_result *r = g->r;
	enum status st = ST_OK;

	if (r->o.n_lists > 2)
		st = leave_out_lists(g, e);
	if (!st && r->loglinear && r->loglinear->any) {
		r->cells_model = r->loglinear->best_aic.name;
		st = take_out_people(g, r->loglinear->best_aic.terms, r->loglinear->best_aic.poisson, e);
	} else if (!st && r->sparse && r->sparse->fitted) {
		r->cells_model = estimating_text(g, terms_words(r->sparse->terms, r->o.lists, g->a));
		st = take_out_people(g, r->sparse->terms, r->sparse->estimate, e);
	}
	if (!st)
		look_at_without(g);
	return st;
}

enum status estimate(const struct overlap *o, const struct estimate_options *options, struct arena *a, struct estimate_result *out, struct error *e)
{
	struct estimating g = {options, a, out, false, false};
	enum status st;

	*out = (struct estimate_result){.level = options->level > 0 ? options->level : 0.95};
	st = one_table(&g, o, e);
	if (!st && out->spread.n && !options->no_without)
		st = carries(&g, e);
	if (!st && !out->refused)
		estimating_look_at_spread(&g);
	out->unfinished |= estimating_stopped(&g);
	if (!st && g.failed)
		st = error_memory(e);
	if (!st)
		error_clear(e); /* what a method refused is in its row */
	return st;
}
