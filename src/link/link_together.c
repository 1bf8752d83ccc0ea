#include "link/link_work.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Logistic noise, in bits: with it odds 2^x are above 0 with just their probability. */
static double logistic(const struct link_options *o, unsigned d, uint64_t what)
{
	struct random g = random_start(o->seed ^ (uint64_t)d << 48, what);
	double u = random_inner(&g);

	return log2(u / (1 - u));
}

/* For a draw: a part of it of each record, so that what is doubtful of a record is so with a whole cluster, and a part of the pair. The same whenever it is
 * asked. */
static double noise(const struct link_options *o, unsigned d, uint32_t a, uint32_t b)
{
	if (!d)
		return 0;
	return (logistic(o, d, a) + logistic(o, d, b) + logistic(o, d, a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a)) / sqrt(3);
}

static double shift_of(const struct link_options *o) { return o->threshold > 0 ? -log2(o->threshold / (1 - o->threshold)) : 0; }

struct asked { const struct link_result *r; const struct link_options *o; unsigned d; };

static double odds_asked(void *arg, uint32_t a, uint32_t b)
{
	const struct asked *x = arg;
	double odds;

	if (x->r->records->file[a] == x->r->records->file[b] && x->o->clean[x->r->records->file[a]])
		return -1000;
	if (link_decided(x->r, a, b))
		return link_odds_between(x->r, a, b);
	odds = link_odds_between(x->r, a, b) + shift_of(x->o);
	return odds > -CLUSTER_CLIP ? odds + noise(x->o, x->d, a, b) : odds;
}

/* One way to put the records together; d: which draw, from 1 on, or 0: the likeliest. */
static enum status put_together(struct link_result *r, const struct link_options *o, unsigned d, uint32_t *cluster, size_t *n_clusters, struct error *e)
{
	struct asked asked = {r, o, d};
	struct cluster_edge *edge = malloc((r->n_pairs + 1) * sizeof *edge);
	struct cluster_fixed *fixed = malloc((r->n_decisions + 1) * sizeof *fixed);
	uint16_t *alone = calloc(r->records->n + 1, sizeof *alone);
	struct cluster_input in = {.n = r->records->n, .edge = edge, .odds = odds_asked, .arg = &asked, .fixed = fixed, .n_fixed = r->n_decisions,
				   .alone = alone};
	enum status st;

	if (!edge || !fixed || !alone) {
		free(alone);
		free(edge);
		free(fixed);
		return error_memory(e);
	}
	for (size_t i = 0; i < r->n_decisions; i++)
		fixed[i] = (struct cluster_fixed){r->decision[i].a, r->decision[i].b, r->decision[i].same};
	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct link_pair *p = &r->pair[i];
		int decided = link_decided(r, p->a, p->b);
		double odds = decided ? decided * 1000.0 : r->prior + (double)p->weight + shift_of(o);

		if (r->records->file[p->a] == r->records->file[p->b] && o->clean[r->records->file[p->a]])
			continue;
		if (odds > -CLUSTER_CLIP)
			odds += decided ? 0 : noise(o, d, p->a, p->b);
		if (odds > -5)
			edge[in.n_edges++] = (struct cluster_edge){p->a, p->b, (float)odds};
	}
	for (size_t i = 0; i < r->records->n; i++) /* nobody stands twice on a clean list */
		alone[i] = o->clean[r->records->file[i]] ? (uint16_t)(r->records->file[i] + 1) : 0;
	st = cluster_make(&in, cluster, n_clusters, e);
	free(alone);
	free(edge);
	free(fixed);
	return st;
}

/* Other plausible ways: what is likely by the pairs' probabilities, put together (perturb and map: Papandreou & Yuille 2011). */
static enum status draw_clusters(struct link_result *r, const struct link_options *o, struct error *e)
{
	enum status st = ST_OK;

	if (!o->draws)
		return ST_OK;
	if (!(r->draw = calloc(o->draws, sizeof *r->draw)))
		return error_memory(e);
	for (unsigned d = 0; !st && d < o->draws; d++) {
		size_t n;

		link_say(o, "drawing other ways to put records together", (double)d / o->draws);
		if (!(r->draw[d] = malloc((r->records->n + 1) * sizeof **r->draw)))
			return error_memory(e);
		r->n_draws++;
		st = link_stopped(o) ? error_set(e, ST_NEGATIVE, "stopped") : put_together(r, o, d + 1, r->draw[d], &n, e);
	}
	return st;
}

static int by_both(const void *x, const void *y)
{
	const struct link_pair *p = x, *q = y;

	return p->a != q->a ? (p->a < q->a ? -1 : 1) : p->b < q->b ? -1 : p->b > q->b;
}

enum { CLUSTER_PAIRS = 1000 }; /* records of a cluster whose pairs are all weighed */

/* Pairs that came together by way of others, and were not proposed, are weighed too and stand among the others. */
static bool complete(struct link_result *r)
{
	struct link_pair *more = NULL;
	size_t n = 0, cap = 0, was = r->n_pairs;

	for (size_t c = 0; c < r->n_clusters; c++) {
		const uint32_t *m = r->member + r->clusters[c].first;
		size_t size = r->clusters[c].size;

		for (size_t i = 0; size <= CLUSTER_PAIRS && i < size; i++)
			for (size_t j = i + 1; j < size; j++) {
				struct link_pair p = {.a = m[i] < m[j] ? m[i] : m[j], .b = m[i] < m[j] ? m[j] : m[i]};
				double odds;

				if (bsearch(&p, r->pair, was, sizeof p, by_both))
					continue;
				if (n == cap) {
					struct link_pair *v = realloc(more, (cap = cap ? 2 * cap : 1024) * sizeof *v);

					if (!v) {
						free(more);
						return false;
					}
					more = v;
				}
				p.levels = fields_compare(&r->fields, p.a, p.b);
				odds = link_odds_of(r, p.a, p.levels);
				p.weight = (float)(odds - r->prior);
				p.probability = (float)link_probability_of(odds);
				more[n++] = p;
			}
	}
	if (n) {
		struct link_pair *all = realloc(r->pair, (was + n) * sizeof *all);

		if (!all) {
			free(more);
			return false;
		}
		qsort(more, n, sizeof *more, by_both);
		r->pair = all;
		for (size_t i = was, j = n, k = was + n; j > 0;)
			all[--k] = i > 0 && by_both(&all[i - 1], &more[j - 1]) > 0 ? all[--i] : more[--j];
		r->n_pairs = was + n;
	}
	free(more);
	return true;
}

/* How sure a cluster is: the product of the links of a tree that joins all of it by the surest (Prim 1957); and the member whose own surest link is the weakest. */
static void describe_cluster(const struct link_result *r, struct link_cluster *x, const uint32_t *m)
{
	double best[CLUSTER_PAIRS], joins[CLUSTER_PAIRS];
	uint32_t with[CLUSTER_PAIRS];
	bool in[CLUSTER_PAIRS] = {true};

	for (uint32_t i = 0; i < x->size; i++) {
		best[i] = joins[i] = -1e9;
		with[i] = i;
	}
	for (uint32_t n = 1, last = 0; n <= x->size; n++) {
		uint32_t next = x->size;

		for (uint32_t i = 0; i < x->size; i++) {
			double odds = i != last ? link_odds_between(r, m[i], m[last]) : -1e9;

			if (odds > best[i]) {
				best[i] = odds;
				with[i] = last;
			}
			if (in[i])
				continue;
			joins[i] = odds > joins[i] ? odds : joins[i];
			next = next == x->size || joins[i] > joins[next] ? i : next;
		}
		if (next == x->size)
			break;
		x->probability *= (float)link_probability_of(joins[next]);
		in[next] = true;
		last = next;
	}
	for (uint32_t i = 0; i < x->size; i++)
		if (!i || link_probability_of(best[i]) < (double)x->weakest) {
			x->weakest = (float)link_probability_of(best[i]);
			x->weak_a = m[i];
			x->weak_b = m[with[i]];
		}
}

/* Members by cluster, and how sure each is. */
static bool describe(struct link_result *r)
{
	size_t n = r->records->n;
	uint32_t *at;

	r->clusters = calloc(r->n_clusters + 1, sizeof *r->clusters);
	r->member = malloc((n + 1) * sizeof *r->member);
	at = malloc((r->n_clusters + 1) * sizeof *at);
	if (!r->clusters || !r->member || !at) {
		free(at);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		r->clusters[r->cluster[i]].size++;
	for (size_t c = 0, sum = 0; c < r->n_clusters; c++) {
		at[c] = r->clusters[c].first = (uint32_t)sum;
		sum += r->clusters[c].size;
	}
	for (uint32_t i = 0; i < n; i++)
		r->member[at[r->cluster[i]]++] = i;
	free(at);
	for (size_t c = 0; c < r->n_clusters; c++) {
		struct link_cluster *x = &r->clusters[c];
		const uint32_t *m = r->member + x->first;

		x->probability = x->weakest = 1;
		x->weak_a = x->weak_b = m[0];
		if (x->size > 1 && x->size <= CLUSTER_PAIRS)
			describe_cluster(r, x, m);
	}
	return true;
}

enum status link_put_together(struct link_result *r, const struct link_options *o, struct error *e)
{
	enum status st;

	link_say(o, "putting records together", -1);
	if (!(r->cluster = malloc((r->records->n + 1) * sizeof *r->cluster)))
		return error_memory(e);
	st = put_together(r, o, 0, r->cluster, &r->n_clusters, e);
	if (!st && (!describe(r) || !complete(r)))
		st = error_memory(e);
	return st ? st : draw_clusters(r, o, e);
}
