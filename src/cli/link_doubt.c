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

/* --- what an answer would set right ------------------------------------------------------------------------------- */

enum { PAIRS_MOST = 100, PEOPLE_MOST = 400 }; /* pairs that are weighed between two parts; records of a person that are looked at */

static double odds_of(const struct link_result *r, uint32_t a, uint32_t b)
{
	struct link_explanation x;
	int decided = link_decided(r, a, b);

	if (decided)
		return decided * CLUSTER_CLIP;
	link_explain(r, a, b, &x);
	return x.odds > CLUSTER_CLIP ? CLUSTER_CLIP : x.odds < -CLUSTER_CLIP ? -CLUSTER_CLIP : x.odds;
}

struct part { uint32_t record[PEOPLE_MOST]; size_t n; double all; /* with those that are not looked at */ };

static void whole(const struct link_result *r, uint32_t cluster, struct part *out)
{
	const struct link_cluster *c = &r->clusters[cluster];
	size_t step = c->size / PEOPLE_MOST + 1;

	*out = (struct part){.all = c->size};
	for (size_t i = 0; i < c->size && out->n < PEOPLE_MOST; i += step)
		out->record[out->n++] = r->member[c->first + i];
}

/* The mean odds between two parts: how the clusters see it. */
static double between(const struct link_result *r, const struct part *x, const struct part *y)
{
	size_t all = x->n * y->n, step = all / PAIRS_MOST + 1, n = 0;
	double sum = 0;

	for (size_t i = 0; i < all; i += step, n++)
		sum += odds_of(r, x->record[i / y->n], y->record[i % y->n]);
	return n ? sum / (double)n : 0;
}

/* The two parts into which a person falls if these two records of it are two people: each other record goes with the one that it is more like. */
static void fall_apart(const struct link_result *r, uint32_t a, uint32_t b, struct part *x, struct part *y)
{
	struct part c;
	double scale;

	whole(r, r->cluster[a], &c);
	scale = c.all / (double)c.n;
	*x = (struct part){.record = {a}, .n = 1};
	*y = (struct part){.record = {b}, .n = 1};
	for (size_t i = 0; i < c.n; i++) {
		uint32_t m = c.record[i];
		struct part *to;

		if (m == a || m == b)
			continue;
		to = odds_of(r, a, m) >= odds_of(r, b, m) ? x : y;
		if (to->n < PEOPLE_MOST)
			to->record[to->n++] = m;
	}
	x->all = scale * (double)x->n;
	y->all = scale * (double)y->n;
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

/* The chance that an answer goes against the clusters, times the pairs of records that it would set right. */
static struct doubt doubt_made(const struct linking *l, const struct link_pair *p)
{
	const struct link_result *r = &l->result;
	struct doubt d = {.a = p->a, .b = p->b, .probability = model_probability_of(r, p), .together = r->cluster[p->a] == r->cluster[p->b]};
	struct part x, y;
	double q;

	if (d.together) {
		fall_apart(r, p->a, p->b, &x, &y);
	} else {
		whole(r, r->cluster[p->a], &x);
		whole(r, r->cluster[p->b], &y);
	}
	q = 1 / (1 + exp2(-between(r, &x, &y)));
	d.size[0] = (uint32_t)x.all;
	d.size[1] = (uint32_t)y.all;
	d.worth = (d.together ? 1 - q : q) * x.all * y.all;
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
	struct candidate *c = NULL;
	size_t n = 0, room = 0;
	bool ok;

	for (size_t i = 0; i < r->n_pairs; i++)
		room += asked_about(l, o, &r->pair[i]);
	ok = (c = malloc((room + 1) * sizeof *c)) && (out->v = arena_array(a, room + 1, sizeof *out->v));
	for (size_t i = 0; ok && i < r->n_pairs; i++)
		if (asked_about(l, o, &r->pair[i])) {
			uint32_t x = r->cluster[r->pair[i].a], y = r->cluster[r->pair[i].b];

			c[n++] = (struct candidate){doubt_made(l, &r->pair[i]), x < y ? x : y, x < y ? y : x};
		}
	if (ok)
		put_in_order(c, n, o, l->options.seed, out);
	free(c);
	return ok ? ST_OK : error_memory(e);
}

struct doubt link_doubt_of(const struct linking *l, uint32_t a, uint32_t b)
{
	struct link_explanation x;
	struct link_pair p = {.a = a < b ? a : b, .b = a < b ? b : a};

	link_explain(&l->result, p.a, p.b, &x);
	p.weight = (float)(x.odds - x.prior);
	return doubt_made(l, &p);
}
