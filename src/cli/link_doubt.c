#include "cli/reviewing.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double model_probability_of(const struct link_result *r, const struct link_pair *p)
{
	double odds = r->prior + (double)p->weight;

	return odds > 50 ? 1 : odds < -50 ? 0 : exp2(odds) / (1 + exp2(odds));
}

static double openness(double p) { return p <= 0 || p >= 1 ? 0 : -p * log2(p) - (1 - p) * log2(1 - p); }

/* --- ties: pairs without which a cluster falls apart (bridges: Tarjan 1974) --------------------------------------- */

struct half { uint32_t to, pair; };

struct ties {
	size_t *from; struct half *half;    /* likely pairs within clusters, from both ends */
	uint32_t *order, *low, *size, *root; /* of each record; order 0: not met */
	uint32_t *by;                       /* the pair by which it was met */
	size_t *at;                         /* of its halves the next */
	uint32_t *stack;
	uint32_t *cut;                      /* of each pair: records beyond it; 0: the cluster holds without it */
};

static void ties_free(struct ties *t)
{
	free(t->from);
	free(t->half);
	free(t->order);
	free(t->low);
	free(t->size);
	free(t->root);
	free(t->by);
	free(t->at);
	free(t->stack);
	free(t->cut);
}

static bool tying(const struct link_result *r, const struct link_pair *p)
{
	return (double)p->probability >= 0.5 && r->cluster[p->a] == r->cluster[p->b];
}

static bool ties_begin(struct ties *t, const struct link_result *r)
{
	size_t n = r->records->n, edges = 0;

	for (size_t i = 0; i < r->n_pairs; i++)
		edges += tying(r, &r->pair[i]);
	*t = (struct ties){.from = calloc(n + 2, sizeof *t->from), .half = malloc((2 * edges + 1) * sizeof *t->half), .order = calloc(n + 1, sizeof *t->order),
			   .low = malloc((n + 1) * sizeof *t->low), .size = malloc((n + 1) * sizeof *t->size), .root = malloc((n + 1) * sizeof *t->root),
			   .by = malloc((n + 1) * sizeof *t->by), .at = malloc((n + 1) * sizeof *t->at), .stack = malloc((n + 1) * sizeof *t->stack),
			   .cut = calloc(r->n_pairs + 1, sizeof *t->cut)};
	if (!t->from || !t->half || !t->order || !t->low || !t->size || !t->root || !t->by || !t->at || !t->stack || !t->cut)
		return false;
	for (size_t i = 0; i < r->n_pairs; i++)
		if (tying(r, &r->pair[i])) {
			t->from[r->pair[i].a + 1]++;
			t->from[r->pair[i].b + 1]++;
		}
	for (size_t i = 0; i < n; i++) {
		t->at[i] = t->from[i];
		t->from[i + 1] += t->from[i];
	}
	for (size_t i = 0; i < r->n_pairs; i++)
		if (tying(r, &r->pair[i])) {
			t->half[t->at[r->pair[i].a]++] = (struct half){r->pair[i].b, (uint32_t)i};
			t->half[t->at[r->pair[i].b]++] = (struct half){r->pair[i].a, (uint32_t)i};
		}
	for (size_t i = 0; i < n; i++)
		t->at[i] = t->from[i];
	return true;
}

/* Depth first from one record, without recursion. */
static void ties_from(struct ties *t, uint32_t start)
{
	uint32_t clock = 1, depth = 0;

	t->stack[depth++] = start;
	t->order[start] = t->low[start] = clock++;
	t->size[start] = 1;
	t->root[start] = start;
	t->by[start] = UINT32_MAX;
	while (depth) {
		uint32_t x = t->stack[depth - 1];

		if (t->at[x] < t->from[x + 1]) {
			const struct half h = t->half[t->at[x]++];

			if (h.pair == t->by[x])
				continue;
			if (t->order[h.to]) {
				t->low[x] = t->order[h.to] < t->low[x] ? t->order[h.to] : t->low[x];
				continue;
			}
			t->order[h.to] = t->low[h.to] = clock++;
			t->size[h.to] = 1;
			t->root[h.to] = start;
			t->by[h.to] = h.pair;
			t->stack[depth++] = h.to;
			continue;
		}
		depth--;
		if (depth) {
			uint32_t up = t->stack[depth - 1];

			t->low[up] = t->low[x] < t->low[up] ? t->low[x] : t->low[up];
			t->size[up] += t->size[x];
			if (t->low[x] > t->order[up])
				t->cut[t->by[x]] = t->size[x];
		}
	}
}

/* --- which, and in which order ------------------------------------------------------------------------------------- */

static int by_records(const void *x, const void *y)
{
	const struct link_decision *p = x, *q = y;

	return p->a != q->a ? (p->a < q->a ? -1 : 1) : p->b < q->b ? -1 : p->b > q->b;
}

static bool is_unsure(const struct linking *l, uint32_t a, uint32_t b)
{
	const struct link_decision key = {.a = a, .b = b};

	return l->use.n_unsure && bsearch(&key, l->use.unsure, l->use.n_unsure, sizeof key, by_records);
}

static bool asked_about(const struct linking *l, const struct doubt_options *o, const struct link_pair *p)
{
	const struct link_result *r = &l->result;
	double probability = model_probability_of(r, p);

	if (probability < o->from || probability > o->to)
		return false;
	if (l->records.file[p->a] == l->records.file[p->b] && l->options.clean[l->records.file[p->a]])
		return false;
	return o->again || (!link_decided(r, p->a, p->b) && !is_unsure(l, p->a, p->b));
}

struct candidate { struct doubt d; uint32_t less, greater; /* the clusters */ };

static int by_people(const void *x, const void *y)
{
	const struct candidate *p = x, *q = y;

	if (p->less != q->less)
		return p->less < q->less ? -1 : 1;
	if (p->greater != q->greater)
		return p->greater < q->greater ? -1 : 1;
	if (p->d.worth != q->d.worth)
		return p->d.worth > q->d.worth ? -1 : 1;
	return p->d.a != q->d.a ? (p->d.a < q->d.a ? -1 : 1) : p->d.b < q->d.b ? -1 : p->d.b > q->d.b;
}

/* Every two people are asked about once before any are asked about twice. */
static int by_worth(const void *x, const void *y)
{
	const struct doubt *p = x, *q = y;

	if (p->round != q->round)
		return p->round < q->round ? -1 : 1;
	if (p->worth != q->worth)
		return p->worth > q->worth ? -1 : 1;
	return p->a != q->a ? (p->a < q->a ? -1 : 1) : p->b < q->b ? -1 : p->b > q->b;
}

static struct doubt doubt_made(const struct linking *l, const struct link_pair *p, const struct ties *t, size_t i)
{
	const struct link_result *r = &l->result;
	struct doubt d = {.a = p->a, .b = p->b, .probability = model_probability_of(r, p), .together = r->cluster[p->a] == r->cluster[p->b]};

	if (!d.together) {
		d.size[0] = r->clusters[r->cluster[p->a]].size;
		d.size[1] = r->clusters[r->cluster[p->b]].size;
	} else if (t && t->cut[i]) {
		/* the part beyond it is that of the end that was met later */
		uint32_t whole = t->size[t->root[p->a]], beyond = t->cut[i];
		bool a_beyond = t->by[p->a] == i;

		d.size[a_beyond ? 0 : 1] = beyond;
		d.size[a_beyond ? 1 : 0] = whole - beyond;
	}
	d.worth = openness(d.probability) * (d.size[0] ? (double)d.size[0] * d.size[1] : 1);
	return d;
}

static void put_in_order(struct candidate *c, size_t n, const struct doubt_options *o, uint64_t seed, struct doubts *out)
{
	struct random g = random_start(seed, 1);

	if (n > 1)
		qsort(c, n, sizeof *c, by_people);
	for (size_t i = 0, k = 0; i < n; i++) {
		k = i && c[i].less == c[i - 1].less && c[i].greater == c[i - 1].greater ? k + 1 : 0;
		out->v[i] = c[i].d;
		out->v[i].round = k;
	}
	if (n > 1)
		qsort(out->v, n, sizeof *out->v, by_worth);
	out->n = o->limit && o->limit < n ? o->limit : n;
	for (size_t i = out->n; o->by_chance && i > 1; i--) {
		size_t k = (size_t)random_below(&g, i);
		struct doubt d = out->v[k];

		out->v[k] = out->v[i - 1];
		out->v[i - 1] = d;
	}
}

enum status link_doubts(const struct linking *l, const struct doubt_options *o, struct arena *a, struct doubts *out, struct error *e)
{
	const struct link_result *r = &l->result;
	struct ties t = {0};
	struct candidate *c = NULL;
	size_t n = 0, room = 0;
	bool ok = ties_begin(&t, r);

	for (uint32_t i = 0; ok && i < r->records->n; i++)
		if (!t.order[i])
			ties_from(&t, i);
	for (size_t i = 0; i < r->n_pairs; i++)
		room += asked_about(l, o, &r->pair[i]);
	ok = ok && (c = malloc((room + 1) * sizeof *c)) && (out->v = arena_array(a, room + 1, sizeof *out->v));
	for (size_t i = 0; ok && i < r->n_pairs; i++)
		if (asked_about(l, o, &r->pair[i])) {
			uint32_t x = r->cluster[r->pair[i].a], y = r->cluster[r->pair[i].b];

			c[n++] = (struct candidate){doubt_made(l, &r->pair[i], &t, i), x < y ? x : y, x < y ? y : x};
		}
	if (ok)
		put_in_order(c, n, o, l->options.seed, out);
	free(c);
	ties_free(&t);
	return ok ? ST_OK : error_memory(e);
}

struct doubt link_doubt_of(const struct linking *l, uint32_t a, uint32_t b)
{
	struct link_explanation x;
	struct link_pair p = {.a = a < b ? a : b, .b = a < b ? b : a};

	link_explain(&l->result, p.a, p.b, &x);
	p.weight = (float)(x.odds - x.prior);
	return doubt_made(l, &p, NULL, 0);
}
