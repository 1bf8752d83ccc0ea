#include "estimate/dga_sum.h"
#include "estimate/dga_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK = 8 /* places of the first look at a stretch */, STRETCHES = 4096, RULES = 64, PIECES = 8192, ASK = 2048 };

/* e^-46 = 1e-20 of the highest point: nothing below is summed */
static const double NOTHING = 46, SLACK = 8;

typedef double pair __attribute__((vector_size(16)));
typedef uint64_t integers __attribute__((vector_size(16)));

/* a graph's sets of two or more lists: cliques, then separators */
struct graph { uint32_t first; uint8_t cliques, separators; };
struct stretch { double from, m, slack, upper, mass; }; /* upper: bound of L anywhere on it; mass: log of a rough sum, -INFINITY where nothing */

struct work {
	const struct dga_options *options;
	struct dga_table table;
	struct graph *graph;         /* those still in, n of them, ascending */
	uint32_t *index;             /* their numbers in the graph_set */
	uint32_t n;
	const uint8_t *sets;
	double *constant;            /* of each graph in, at the reference */
	double *bound;               /* log of a bound of each graph's weight */
	double *sum, *moment, *weight, *mean;
	double rest[DGA_SETS * GRAM] __attribute__((aligned(16)));
	double shared[GRAM], bend[DGA_SETS];
	double scale, scale_at;      /* the highest L seen, and at which n */
	struct stretch *stretch;
	size_t n_stretches, room_stretches;
	struct gram *rule[RULES];
	unsigned n_rules;
	struct piece *piece;
	size_t n_pieces, room_pieces;
	double rough;                /* log of the rough sum of all, relative to scale */
	struct arena *a;
};

#define STOPPED "stopped before all graphs were summed: no result"

static bool stopped(const struct work *w) { return w->options->stop && *w->options->stop; }

/* L at q places */
__attribute__((always_inline)) static inline void graph_logs(const struct work *w, uint32_t g, unsigned q, pair *restrict out)
{
	const pair *rest = (const pair *)w->rest, *shared = (const pair *)w->shared;
	const uint8_t *set = w->sets + w->graph[g].first;
	const unsigned half = q / 2;
	pair constant = {w->constant[g], w->constant[g]};

	for (unsigned j = 0; j < half; j++)
		out[j] = shared[j] + constant;
	for (unsigned c = w->graph[g].cliques; c; c--) {
		const pair *add = rest + (size_t)*set++ * half;

		for (unsigned j = 0; j < half; j++)
			out[j] += add[j];
	}
	for (unsigned c = w->graph[g].separators; c; c--) {
		const pair *take = rest + (size_t)*set++ * half;

		for (unsigned j = 0; j < half; j++)
			out[j] -= take[j];
	}
}

/* exp of two at once, for -700 ≤ x ≤ 700, right to about 3e-16: 2^k e^r with |r| ≤ log(2)/2, the series of e^r in halves (Estrin) so that the steps do
 * not wait for each other. The same on every machine, and quicker than one by one. */
__attribute__((always_inline)) static inline pair exp_pair(pair x)
{
	const double shift = 0x1.8p52;
	pair k = x * 0x1.71547652b82fep0 + shift, r, r2, r4, low, high;
	integers power = ((integers)k << 52) + (UINT64_C(1023) << 52);

	k -= shift;
	r = x - k * 0x1.62e42fefap-1 - k * 0x1.cf79abc9e3b39p-40; /* the first: log 2 in 41 bits, so that k times it is exact */
	r2 = r * r;
	r4 = r2 * r2;
	low = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
	high = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880)) + r4 * (1.0 / 3628800 + r * (1.0 / 39916800) + r2 * (1.0 / 479001600));
	return (1 + (r + r2 * (low + r4 * high))) * (pair)power;
}

__attribute__((always_inline)) static inline pair at_least(pair x, double low)
{
	const pair lows = {low, low};
	const integers above = (integers)(x > lows);

	return (pair)(((integers)x & above) | ((integers)lows & ~above));
}

static double greatest(const double *x, unsigned n, unsigned *where)
{
	*where = 0;
	for (unsigned j = 1; j < n; j++)
		if (x[j] > x[*where])
			*where = j;
	return x[*where];
}

/* one more at the end of an array that doubles; false: memory */
static bool more(struct arena *a, void **array, size_t n, size_t *room, size_t size)
{
	void *larger;

	if (n < *room)
		return true;
	larger = arena_array(a, *room ? 2 * *room : 64, size);
	if (!larger)
		return false;
	if (n)
		memcpy(larger, *array, n * size);
	*array = larger;
	*room = *room ? 2 * *room : 64;
	return true;
}

static enum status graphs_take(struct work *w, const struct graph_set *set, struct error *e)
{
	uint8_t *sets = arena_array(w->a, 2 * (size_t)set->first[set->n], 1);
	uint32_t used = 0;

	w->graph = arena_array(w->a, set->n, sizeof *w->graph);
	w->index = arena_array(w->a, set->n, sizeof *w->index);
	w->constant = arena_array(w->a, set->n, sizeof *w->constant);
	w->bound = arena_array(w->a, set->n, sizeof *w->bound);
	w->sum = arena_array(w->a, set->n, sizeof *w->sum);
	w->moment = arena_array(w->a, set->n, sizeof *w->moment);
	w->weight = arena_array(w->a, set->n, sizeof *w->weight);
	w->mean = arena_array(w->a, set->n, sizeof *w->mean);
	if (!sets || !w->graph || !w->index || !w->constant || !w->bound || !w->sum || !w->moment || !w->weight || !w->mean)
		return error_memory(e);
	for (uint32_t g = 0; g < set->n; g++) {
		w->graph[g].first = used;
		w->index[g] = g;
		w->bound[g] = -INFINITY;
		for (uint32_t c = set->first[g]; c < set->first[g + 1]; c++)
			if (set->clique[c] & (set->clique[c] - 1)) {
				sets[used++] = set->clique[c];
				w->graph[g].cliques++;
			}
		for (uint32_t c = set->first[g]; c < set->first[g + 1]; c++)
			if (set->separator[c] & (set->separator[c] - 1)) {
				sets[used++] = set->separator[c];
				w->graph[g].separators++;
			}
	}
	w->sets = sets;
	w->n = set->n;
	return ST_OK;
}

/* constants of the graphs, relative to that of the first, with n as the reference; scale is set anew */
static void refer(struct work *w, double n)
{
	long double base = 0;

	dga_table_refer(&w->table, n);
	w->scale = -INFINITY;
	for (uint32_t g = 0; g < w->n; g++) {
		const uint8_t *set = w->sets + w->graph[g].first;
		long double sum = 0;

		for (unsigned c = 0; c < w->graph[g].cliques; c++, set++)
			sum += w->table.constant[*set] + w->table.at[*set];
		for (unsigned c = 0; c < w->graph[g].separators; c++, set++)
			sum -= w->table.constant[*set] + w->table.at[*set];
		if (!g)
			base = sum;
		w->constant[g] = (double)(sum - base);
		if (w->constant[g] > w->scale)
			w->scale = w->constant[g];
	}
}

/* how sharply L can bend on a stretch under a graph: the least that one of its cliques allows */
static double graph_bend(const struct work *w, uint32_t g)
{
	const uint8_t *set = w->sets + w->graph[g].first;
	double bend = w->bend[0];

	for (unsigned c = w->graph[g].cliques; c; c--, set++)
		bend = w->bend[*set] < bend ? w->bend[*set] : bend;
	return bend;
}

/* All graphs at a few places of a stretch. false: stopped. */
static bool look(struct work *w, struct stretch *s)
{
	double step = (s->m - 1) / (LOOK - 1), base = w->scale, log_m = log(s->m);
	pair logs[LOOK / 2], total[LOOK / 2] = {0};
	const double *l = (const double *)logs, *sum = (const double *)total;

	for (unsigned j = 0; j < LOOK; j++)
		dga_table_values(&w->table, s->from + 1 + j * step, LOOK, w->rest + j, &w->shared[j]);
	dga_table_bend(&w->table, s->from + 1, w->bend);
	s->upper = -INFINITY;
	s->slack = 0;
	for (uint32_t g = 0; g < w->n; g++) {
		double top, slack = graph_bend(w, g) * step * step / 8;
		unsigned where;

		if (g % ASK == 0 && stopped(w))
			return false;
		graph_logs(w, g, LOOK, logs);
		top = greatest(l, LOOK, &where);
		if (top > w->scale) {
			w->scale = top;
			w->scale_at = s->from + 1 + where * step;
		}
		s->upper = fmax(s->upper, top + slack);
		if (top + slack + log_m > w->scale - NOTHING)
			s->slack = fmax(s->slack, slack);
		if ((slack <= SLACK || s->m <= GRAM) && top + slack + log_m > w->bound[g])
			w->bound[g] = top + slack + log_m;
		if (top > w->scale - NOTHING) {
			if (w->scale > base + 300) { /* the sums so far are nothing beside this */
				memset(total, 0, sizeof total);
				base = w->scale;
			}
			for (unsigned j = 0; j < LOOK / 2; j++)
				total[j] += exp_pair(at_least(logs[j] - base, -700));
		}
	}
	s->mass = (sum[0] + sum[LOOK - 1]) / 2;
	for (unsigned j = 1; j + 1 < LOOK; j++)
		s->mass += sum[j];
	s->mass = log(s->mass * s->m / (LOOK - 1)) + base;
	return true;
}

static int by_place(const void *p, const void *q)
{
	const struct stretch *x = p, *y = q;

	return (x->from > y->from) - (x->from < y->from);
}

/* can anything on it matter? */
static bool matters(const struct work *w, const struct stretch *s) { return s->upper + log(s->m) > w->scale - NOTHING; }

/* Ends of the first stretches: 24, 48, 96 …, half the limit, the limit. */
static unsigned ends_make(double limit, double *end)
{
	double half = floor(limit / 2);
	unsigned n = 0;

	for (double x = GRAM; x < half; x *= 2)
		end[n++] = x;
	if (half >= 1)
		end[n++] = half;
	end[n++] = limit;
	return n;
}

/* Look at everything up to the last end; halve, the highest first, where a summit could hide. ST_NEGATIVE: stopped. */
static enum status explore(struct work *w, const double *end, unsigned n_ends)
{
	for (unsigned i = 0; i < n_ends; i++) {
		double from = i ? end[i - 1] : 0;

		if (!more(w->a, (void **)&w->stretch, w->n_stretches, &w->room_stretches, sizeof *w->stretch))
			return ST_ENV;
		w->stretch[w->n_stretches] = (struct stretch){.from = from, .m = end[i] - from};
		if (!look(w, &w->stretch[w->n_stretches++]))
			return ST_NEGATIVE;
	}
	while (w->n_stretches < STRETCHES) {
		struct stretch *s = NULL, *half;
		double m;

		if (!more(w->a, (void **)&w->stretch, w->n_stretches, &w->room_stretches, sizeof *w->stretch))
			return ST_ENV;
		for (size_t i = 0; i < w->n_stretches; i++)
			if (w->stretch[i].slack > SLACK && w->stretch[i].m > GRAM && (!s || w->stretch[i].upper > s->upper))
				s = &w->stretch[i];
		if (!s || !matters(w, s))
			break;
		m = floor(s->m / 2);
		half = &w->stretch[w->n_stretches++];
		*half = (struct stretch){.from = s->from + m, .m = s->m - m};
		*s = (struct stretch){.from = s->from, .m = m};
		if (!look(w, s) || !look(w, half))
			return ST_NEGATIVE;
	}
	if (w->n_stretches == STRETCHES) /* not looked at closely enough to leave any graph out */
		for (uint32_t g = 0; g < w->n; g++)
			w->bound[g] = INFINITY;
	qsort(w->stretch, w->n_stretches, sizeof *w->stretch, by_place);
	return ST_OK;
}

/* Mass beyond n, relative to the highest point, each graph's falling off as the power of n that it has there. INFINITY where one does not fall off. */
static double tail_beyond(struct work *w, double n)
{
	double near = floor(n * 0.9), sum = 0;

	if (near < 1)
		return INFINITY;
	dga_table_values(&w->table, n, LOOK, w->rest, &w->shared[0]);
	dga_table_values(&w->table, near, LOOK, w->rest + 1, &w->shared[1]);
	for (uint32_t g = 0; g < w->n; g++) {
		const uint8_t *set = w->sets + w->graph[g].first;
		double at = w->shared[0] + w->constant[g], before = w->shared[1] + w->constant[g], power;

		for (unsigned c = 0; c < w->graph[g].cliques; c++, set++) {
			at += w->rest[*set * LOOK];
			before += w->rest[*set * LOOK + 1];
		}
		for (unsigned c = 0; c < w->graph[g].separators; c++, set++) {
			at -= w->rest[*set * LOOK];
			before -= w->rest[*set * LOOK + 1];
		}
		if (at < w->scale - 2 * NOTHING)
			continue;
		power = (before - at) / log(n / near);
		if (power <= 1)
			return INFINITY;
		sum += exp(at - w->scale) * n / (power - 1);
	}
	return sum;
}

/* Rough mass beyond a fixed grid, relative to the highest point on it: a summit may lie out there. false: stopped. */
static bool look_beyond(struct work *w, double grid, double *mass)
{
	const double scale = w->scale, scale_at = w->scale_at, cap = (double)w->options->cap;
	double sum = 0, from = grid;
	bool going = true;

	while (going && from < cap) {
		struct stretch s = {.from = from, .m = fmin(from, cap - from)};

		going = look(w, &s);
		sum += exp(s.mass - scale);
		from += s.m;
	}
	w->scale = scale;
	w->scale_at = scale_at;
	*mass = sum + tail_beyond(w, from);
	return going;
}

/* Where the grid ends, and what lies beyond, relative to the highest point. tail: what lies beyond the last end. */
static double choose_grid(struct work *w, const double *end, unsigned n_ends, double tail, double *beyond, bool *capped)
{
	double all = 0;
	size_t i = w->n_stretches;
	unsigned chosen = n_ends - 1;

	for (size_t k = 0; k < w->n_stretches; k++)
		all += exp(w->stretch[k].mass - w->scale);
	w->rough = log(all);
	*beyond = tail;
	*capped = !(tail <= w->options->tail * (all + tail));
	if (w->options->grid || *capped)
		return end[chosen];
	/* half the last end is an end, but half of that is not: the grid's half has to be one */
	for (unsigned k = n_ends - 1; k-- > 1;) {
		while (i && w->stretch[i - 1].from >= end[k])
			tail += exp(w->stretch[--i].mass - w->scale);
		if (tail > w->options->tail * all)
			break;
		if (k + 3 <= n_ends) {
			chosen = k;
			*beyond = tail;
		}
	}
	return end[chosen];
}

/* Graphs that cannot have 1e-20 of the greatest weight go; constants and scale are made anew with the highest point as the reference. */
static void prune(struct work *w)
{
	double least = w->scale - NOTHING - log((double)w->n_stretches);
	uint32_t kept = 0;

	for (uint32_t g = 0; g < w->n; g++)
		if (w->bound[g] > least) {
			w->graph[kept] = w->graph[g];
			w->index[kept++] = w->index[g];
		}
	w->n = kept;
	refer(w, w->scale_at);
}

/* Places and weights of a stretch; rule NULL: every number. */
static bool places(struct work *w, double m, const struct gram **rule, double *at, double *weight)
{
	*rule = NULL;
	if (m <= GRAM) {
		for (unsigned j = 0; j < GRAM; j++) {
			at[j] = fmin(j + 1, m);
			weight[j] = j < m;
		}
		return true;
	}
	for (unsigned i = 0; i < w->n_rules && !*rule; i++)
		if (w->rule[i]->m == m)
			*rule = w->rule[i];
	if (!*rule) {
		struct gram *made = arena_alloc(w->a, sizeof *made);

		if (!made)
			return false;
		gram_make(GRAM, m, made);
		if (w->n_rules < RULES)
			w->rule[w->n_rules++] = made;
		*rule = made;
	}
	memcpy(at, (*rule)->at, sizeof (*rule)->at);
	memcpy(weight, (*rule)->weight, sizeof (*rule)->weight);
	return true;
}

/* All graphs at the places of a stretch: total, and total with signs by chance (so that errors of two graphs do not hide each other); each one's sum
 * and moment. false: stopped. */
static bool add_up(struct work *w, double from, double slack, double m, const double *at, const double *weight, double *total, double *mixed)
{
	const double least = -NOTHING - log(m) - slack;
	pair logs[GRAM / 2], all[GRAM / 2] = {0}, signs[GRAM / 2] = {0}, weights[GRAM / 2], moments[GRAM / 2];
	const double *l = (const double *)logs;

	for (unsigned j = 0; j < GRAM; j++)
		if (j && at[j] == at[j - 1]) {
			for (unsigned set = 1; set < w->table.sets; set++)
				w->rest[set * GRAM + j] = w->rest[set * GRAM + j - 1];
			w->shared[j] = w->shared[j - 1];
		} else {
			dga_table_values(&w->table, from + at[j], GRAM, w->rest + j, &w->shared[j]);
			w->shared[j] -= w->scale;
		}
	for (unsigned j = 0; j < GRAM / 2; j++) {
		weights[j] = (pair){weight[2 * j], weight[2 * j + 1]};
		moments[j] = weights[j] * (pair){at[2 * j], at[2 * j + 1]};
	}
	for (uint32_t g = 0; g < w->n; g++) {
		double sign = (w->index[g] * UINT32_C(0x9E3779B1)) >> 31 ? 1 : -1;
		pair sum = {0}, moment = {0};
		unsigned where;

		if (g % ASK == 0 && stopped(w))
			return false;
		graph_logs(w, g, GRAM, logs);
		if (greatest(l, GRAM, &where) > least)
			for (unsigned j = 0; j < GRAM / 2; j++) {
				pair f = exp_pair(at_least(logs[j], -700));

				all[j] += f;
				signs[j] += sign * f;
				sum += weights[j] * f;
				moment += moments[j] * f;
			}
		w->sum[g] = sum[0] + sum[1];
		w->moment[g] = moment[0] + moment[1] + w->sum[g] * from;
	}
	memcpy(total, all, sizeof all);
	memcpy(mixed, signs, sizeof signs);
	return true;
}

/* Has the polynomial through the places, from n on, converged? Its last coefficients say; they cannot be below what rounding leaves of L. */
static bool converged(const struct work *w, double n, const struct gram *rule, const double *total, const double *mixed, double *c)
{
	double other[GRAM], last = 0, most = 1, people = n + w->table.observed, rounding = 0x1p-59 * people * log(people);

	gram_coefficients(rule, total, c);
	gram_coefficients(rule, mixed, other);
	for (unsigned j = 0; j < GRAM; j++)
		most = fmax(most, total[j]);
	for (unsigned k = GRAM - 4; k < GRAM; k++)
		last += (fabs(c[k]) + fabs(other[k])) * sqrt(2 * k + 1);
	return last <= fmax(1e-12, rounding) * most && log(last * rule->m) <= w->rough + log(fmax(1e-11, rounding));
}

/* Sum a stretch, halved as often as it needs. */
static enum status sum_stretch(struct work *w, const struct stretch *whole)
{
	struct { double from, m; } todo[64] = {{whole->from, whole->m}};
	unsigned n = 1;

	while (n) {
		double from = todo[--n].from, m = todo[n].m, at[GRAM], weight[GRAM], total[GRAM], mixed[GRAM];
		struct piece *p;

		if (!more(w->a, (void **)&w->piece, w->n_pieces, &w->room_pieces, sizeof *w->piece))
			return ST_ENV;
		p = &w->piece[w->n_pieces];
		*p = (struct piece){.from = from, .m = m};
		if (!places(w, m, &p->gram, at, weight))
			return ST_ENV;
		if (!add_up(w, from, p->gram ? whole->slack : 0, m, at, weight, total, mixed))
			return ST_NEGATIVE;
		if (!p->gram) {
			memcpy(p->v, total, sizeof p->v);
		} else if (!converged(w, from + m, p->gram, total, mixed, p->v) && n + 2 < 64 && w->n_pieces + STRETCHES < PIECES) {
			double half = floor(m / 2);

			todo[n].from = from + half;
			todo[n++].m = m - half;
			todo[n].from = from;
			todo[n++].m = half;
			continue;
		}
		for (unsigned j = 0; j < GRAM; j++) {
			p->mass += weight[j] * total[j];
			p->moment += weight[j] * total[j] * at[j];
		}
		p->moment += p->mass * from;
		for (uint32_t g = 0; g < w->n; g++) {
			w->weight[g] += w->sum[g];
			w->mean[g] += w->moment[g];
		}
		w->n_pieces++;
	}
	return ST_OK;
}

static enum status hand_over(struct work *w, uint32_t n_graphs, double grid, double beyond, struct dga_sum *out, struct error *e)
{
	double *weight = arena_array(w->a, n_graphs, sizeof *weight), *mean = arena_array(w->a, n_graphs, sizeof *mean), half = 0, half_moment = 0, mass = 0;

	if (!weight || !mean)
		return error_memory(e);
	for (size_t i = 0; i < w->n_pieces; i++) {
		mass += w->piece[i].mass;
		if (w->piece[i].from + w->piece[i].m <= floor(grid / 2)) {
			half += w->piece[i].mass;
			half_moment += w->piece[i].moment;
		}
	}
	if (!(mass > 0) || !isfinite(mass))
		return error_set(e, ST_BUG, "dga: the posterior has no mass");
	for (uint32_t g = 0; g < w->n; g++) {
		weight[w->index[g]] = w->weight[g] / mass;
		mean[w->index[g]] = w->weight[g] > 0 ? w->mean[g] / w->weight[g] : 0;
	}
	out->unseen = (struct density){w->piece, w->n_pieces, mass};
	out->weight = weight;
	out->mean = mean;
	out->grid = grid;
	out->half_mean = half > 0 ? half_moment / half : 0;
	out->beyond = isfinite(beyond) ? beyond / (beyond + mass) : 1;
	return ST_OK;
}

static enum status run(struct work *w, const struct overlap *o, const struct graph_set *graphs, double delta, struct arena *room, struct dga_sum *out,
		       struct error *e)
{
	double *full = overlap_full(o, room), end[80], grid, beyond, limit = (double)(w->options->grid ? w->options->grid : w->options->cap);
	unsigned n_ends = ends_make(limit, end);
	enum status st = ST_OK;

	if (!full)
		return error_memory(e);
	dga_table_make(&w->table, o, w->options, delta, full);
	if ((st = graphs_take(w, graphs, e)) != ST_OK)
		return st;
	refer(w, fmin(limit, w->table.observed));
	w->scale = -INFINITY;
	if ((st = explore(w, end, n_ends)) == ST_OK) {
		double least = w->scale - NOTHING, tail = 0;

		if (!w->options->grid)
			tail = tail_beyond(w, limit);
		else if (!look_beyond(w, limit, &tail))
			return error_set(e, ST_NEGATIVE, STOPPED);
		grid = choose_grid(w, end, n_ends, tail, &beyond, &out->capped);
		prune(w);
		for (size_t i = 0; i < w->n_stretches && st == ST_OK; i++)
			if (w->stretch[i].from < grid && w->stretch[i].upper + log(w->stretch[i].m) > least)
				st = sum_stretch(w, &w->stretch[i]);
		if (st == ST_OK)
			return hand_over(w, graphs->n, grid, beyond, out, e);
	}
	return st == ST_ENV ? error_memory(e) : error_set(e, ST_NEGATIVE, STOPPED);
}

enum status dga_sum(const struct overlap *o, const struct dga_options *options, const struct graph_set *graphs, double delta, struct arena *a,
		    struct dga_sum *out, struct error *e)
{
	struct work *w = arena_alloc(a, sizeof *w);

	*out = (struct dga_sum){0};
	if (!w)
		return error_memory(e);
	w->options = options;
	w->a = a;
	return run(w, o, graphs, delta, a, out, e);
}
