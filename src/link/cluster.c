#include "link/cluster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOGETHER_MOST = 64, PAIRS_MOST = 400 }; /* between two clusters, weighed on demand: of more, a regular sample */

struct link { uint32_t to, pairs; float sum; };       /* what is known between two clusters */
struct node { struct link *link; uint32_t n, cap, first, last, size, stamp; }; /* records of a cluster are a chain */

struct heap_item { float mean; uint32_t a, b, stamp_a, stamp_b; };

struct work {
	const struct cluster_input *in;
	struct node *node;
	uint32_t *next;      /* of each record: the next of its cluster; UINT32_MAX: none */
	uint32_t *of;        /* of each record: its cluster */
	struct heap_item *heap; size_t n_heap, cap_heap;
	size_t *apart_from;  /* n + 1; NULL: nothing is fixed */
	uint32_t *apart;     /* of each record: those that are somebody else */
	bool *tied;          /* of each record: it is the same as another for certain */
};

static float clip(double w) { return (float)(w > CLUSTER_CLIP ? CLUSTER_CLIP : w < -CLUSTER_CLIP ? -CLUSTER_CLIP : w); }

/* Several pairs tell more than their mean, but not as much as if they were strangers to each other: half a bit for each doubling, up to three. */
static float together(uint64_t pairs) { return 0.5f * log2f((float)(pairs < TOGETHER_MOST ? pairs : TOGETHER_MOST)); }

/* --- heap, greatest mean first; ties by number, so that the same input gives the same clusters --------------- */

static bool before(const struct heap_item *x, const struct heap_item *y)
{
	if (x->mean != y->mean)
		return x->mean > y->mean;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static bool heap_add(struct work *w, struct heap_item x)
{
	size_t i;

	if (w->n_heap == w->cap_heap) {
		size_t cap = w->cap_heap ? 2 * w->cap_heap : 1024;
		struct heap_item *h = realloc(w->heap, cap * sizeof *h);

		if (!h)
			return false;
		w->heap = h;
		w->cap_heap = cap;
	}
	for (i = w->n_heap++; i && before(&x, &w->heap[(i - 1) / 2]); i = (i - 1) / 2)
		w->heap[i] = w->heap[(i - 1) / 2];
	w->heap[i] = x;
	return true;
}

static struct heap_item heap_take(struct work *w)
{
	struct heap_item out = w->heap[0], x = w->heap[--w->n_heap];
	size_t i = 0;

	for (;;) {
		size_t c = 2 * i + 1;

		if (c >= w->n_heap)
			break;
		if (c + 1 < w->n_heap && before(&w->heap[c + 1], &w->heap[c]))
			c++;
		if (!before(&w->heap[c], &x))
			break;
		w->heap[i] = w->heap[c];
		i = c;
	}
	if (w->n_heap)
		w->heap[i] = x;
	return out;
}

/* --- what is known between clusters ---------------------------------------------------------------------------- */

static struct link *link_of(struct node *x, uint32_t to)
{
	for (uint32_t i = 0; i < x->n; i++)
		if (x->link[i].to == to)
			return &x->link[i];
	return NULL;
}

static bool link_add(struct node *x, uint32_t to, uint32_t pairs, float sum)
{
	struct link *l = link_of(x, to);

	if (l) {
		l->pairs += pairs;
		l->sum += sum;
		return true;
	}
	if (x->n == x->cap) {
		uint32_t cap = x->cap ? 2 * x->cap : 4;
		struct link *more = realloc(x->link, cap * sizeof *more);

		if (!more)
			return false;
		x->link = more;
		x->cap = cap;
	}
	x->link[x->n++] = (struct link){.to = to, .pairs = pairs, .sum = sum};
	return true;
}

static void link_drop(struct node *x, uint32_t to)
{
	struct link *l = link_of(x, to);

	if (l)
		*l = x->link[--x->n];
}

static const struct cluster_edge *edge_of(const struct cluster_input *in, const size_t *from, uint32_t a, uint32_t b)
{
	size_t lo, hi;

	if (a > b) {
		uint32_t swap = a;

		a = b;
		b = swap;
	}
	lo = from[a], hi = from[a + 1];
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (in->edge[mid].b < b)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < from[a + 1] && in->edge[lo].b == b ? &in->edge[lo] : NULL;
}

static float pair_odds(const struct cluster_input *in, const size_t *from, uint32_t a, uint32_t b)
{
	const struct cluster_edge *x = edge_of(in, from, a, b);

	return clip(x ? (double)x->odds : in->odds(in->arg, a, b));
}

/* All pairs between two clusters, or a regular sample of them; both links then know it. */
static bool weigh(struct work *w, const size_t *from, uint32_t a, uint32_t b)
{
	uint64_t all = (uint64_t)w->node[a].size * w->node[b].size, stride = (all + PAIRS_MOST - 1) / PAIRS_MOST, i = 0;
	double sum = 0;
	uint64_t n = 0;

	for (uint32_t x = w->node[a].first; x != UINT32_MAX; x = w->next[x])
		for (uint32_t y = w->node[b].first; y != UINT32_MAX; y = w->next[y])
			if (i++ % stride == 0) {
				sum += (double)pair_odds(w->in, from, x, y);
				n++;
			}
	link_of(&w->node[a], b)->pairs = link_of(&w->node[b], a)->pairs = (uint32_t)(all > UINT32_MAX ? UINT32_MAX : all);
	link_of(&w->node[a], b)->sum = link_of(&w->node[b], a)->sum = (float)(sum / (double)n * (double)all);
	return true;
}

static bool offer(struct work *w, uint32_t a, const struct link *l)
{
	uint32_t b = l->to, x = a < b ? a : b, y = a < b ? b : a;

	return heap_add(w, (struct heap_item){.mean = l->sum / (float)l->pairs + together((uint64_t)w->node[x].size * w->node[y].size),
					      .a = x, .b = y, .stamp_a = w->node[x].stamp, .stamp_b = w->node[y].stamp});
}

/* b into a. */
static bool join(struct work *w, uint32_t a, uint32_t b)
{
	struct node *x = &w->node[a], *y = &w->node[b];

	for (uint32_t r = y->first; r != UINT32_MAX; r = w->next[r])
		w->of[r] = a;
	w->next[x->last] = y->first;
	x->last = y->last;
	x->size += y->size;
	x->stamp++;
	link_drop(x, b);
	for (uint32_t i = 0; i < y->n; i++) {
		uint32_t to = y->link[i].to;

		if (to == a)
			continue;
		link_drop(&w->node[to], b);
		if (!link_add(x, to, y->link[i].pairs, y->link[i].sum) || !link_add(&w->node[to], a, y->link[i].pairs, y->link[i].sum))
			return false;
	}
	free(y->link);
	y->link = NULL;
	y->n = y->cap = y->size = 0;
	for (uint32_t i = 0; i < x->n; i++)
		if (!offer(w, a, &x->link[i]))
			return false;
	return true;
}

/* --- what is certain --------------------------------------------------------------------------------------------- */

static bool fixed_begin(struct work *w)
{
	const struct cluster_input *in = w->in;
	size_t *at;

	if (!in->n_fixed)
		return true;
	w->apart_from = calloc(in->n + 2, sizeof *w->apart_from);
	w->apart = malloc((2 * in->n_fixed + 1) * sizeof *w->apart);
	w->tied = calloc(in->n + 1, sizeof *w->tied);
	at = malloc((in->n + 1) * sizeof *at);
	if (!w->apart_from || !w->apart || !w->tied || !at) {
		free(at);
		return false;
	}
	for (size_t i = 0; i < in->n_fixed; i++) {
		const struct cluster_fixed *x = &in->fixed[i];

		if (x->same) {
			w->tied[x->a] = w->tied[x->b] = true;
		} else {
			w->apart_from[x->a + 1]++;
			w->apart_from[x->b + 1]++;
		}
	}
	for (size_t r = 0; r < in->n; r++) {
		at[r] = w->apart_from[r];
		w->apart_from[r + 1] += w->apart_from[r];
	}
	for (size_t i = 0; i < in->n_fixed; i++)
		if (!in->fixed[i].same) {
			w->apart[at[in->fixed[i].a]++] = in->fixed[i].b;
			w->apart[at[in->fixed[i].b]++] = in->fixed[i].a;
		}
	free(at);
	return true;
}

/* May a record not be in a cluster? */
static bool apart_of(const struct work *w, uint32_t r, uint32_t cluster)
{
	const uint16_t *alone = w->in->alone;

	for (size_t i = w->apart_from ? w->apart_from[r] : 0; w->apart_from && i < w->apart_from[r + 1]; i++)
		if (w->of[w->apart[i]] == cluster)
			return true;
	for (uint32_t x = alone && alone[r] ? w->node[cluster].first : UINT32_MAX; x != UINT32_MAX; x = w->next[x])
		if (x != r && alone[x] == alone[r])
			return true;
	return false;
}

/* May two clusters not be one? */
static bool apart(const struct work *w, uint32_t a, uint32_t b)
{
	uint32_t less = w->node[a].size < w->node[b].size ? a : b, more = less == a ? b : a;

	for (uint32_t r = w->apart_from || w->in->alone ? w->node[less].first : UINT32_MAX; r != UINT32_MAX; r = w->next[r])
		if (apart_of(w, r, more))
			return true;
	return false;
}

/* Those that are the same are put together first. */
static bool tie(struct work *w)
{
	for (size_t i = 0; i < w->in->n_fixed; i++) {
		uint32_t a = w->of[w->in->fixed[i].a], b = w->of[w->in->fixed[i].b];

		if (w->in->fixed[i].same && a != b && (w->node[a].n < w->node[b].n ? !join(w, b, a) : !join(w, a, b)))
			return false;
	}
	return true;
}

static bool contract(struct work *w, const size_t *from)
{
	while (w->n_heap) {
		struct heap_item t = heap_take(w);
		struct link *l;

		if (w->node[t.a].stamp != t.stamp_a || w->node[t.b].stamp != t.stamp_b || !w->node[t.a].size || !w->node[t.b].size)
			continue;
		if (t.mean <= 0)
			break;
		l = link_of(&w->node[t.a], t.b);
		if (!l)
			continue;
		if (apart(w, t.a, t.b)) {
			link_drop(&w->node[t.a], t.b);
			link_drop(&w->node[t.b], t.a);
			continue;
		}
		if ((uint64_t)l->pairs < (uint64_t)w->node[t.a].size * w->node[t.b].size) {
			if (!weigh(w, from, t.a, t.b) || !offer(w, t.a, link_of(&w->node[t.a], t.b)))
				return false;
			continue;
		}
		/* the one with more links takes the other in */
		if (w->node[t.a].n < w->node[t.b].n ? !join(w, t.b, t.a) : !join(w, t.a, t.b))
			return false;
	}
	return true;
}

/* --- single records move ------------------------------------------------------------------------------------------ */

/* What the others of a cluster say to a record, taken together, and how many they are. */
static double fit(const struct work *w, const size_t *from, uint32_t r, uint32_t cluster, size_t *others)
{
	double sum = 0;
	size_t n = 0, i = 0, stride = w->node[cluster].size / PAIRS_MOST + 1;

	for (uint32_t x = w->node[cluster].first; x != UINT32_MAX; x = w->next[x])
		if (x != r && i++ % stride == 0) {
			sum += (double)pair_odds(w->in, from, r, x);
			n++;
		}
	*others = n;
	return n ? sum + (double)n * (double)together(n) : 0;
}

static void take_out(struct work *w, uint32_t r)
{
	struct node *x = &w->node[w->of[r]];
	uint32_t before_ = UINT32_MAX;

	for (uint32_t y = x->first; y != r; y = w->next[y])
		before_ = y;
	if (before_ == UINT32_MAX)
		x->first = w->next[r];
	else
		w->next[before_] = w->next[r];
	if (x->last == r)
		x->last = before_;
	w->next[r] = UINT32_MAX;
	x->size--;
}

static void put_in(struct work *w, uint32_t r, uint32_t cluster)
{
	struct node *x = &w->node[cluster];

	if (!x->size)
		x->first = r;
	else
		w->next[x->last] = r;
	x->last = r;
	x->size++;
	w->of[r] = cluster;
}

enum { MOVES = 4, LEAVES = 8 }; /* passes: in the last ones records only leave, so that nobody stays with those from whom all others have gone */

static void move(struct work *w, const size_t *from, const uint32_t *back, const size_t *back_from)
{
	uint32_t spare = 0;

	for (unsigned pass = 0; pass < LEAVES; pass++) {
		size_t moved = 0;

		for (uint32_t r = 0; r < w->in->n; r++) {
			uint32_t tried[16], n_tried = 0, home = w->of[r], best = home;
			size_t others;
			double stay, most;

			if ((from[r] == from[r + 1] && back_from[r] == back_from[r + 1]) || (w->tied && w->tied[r]))
				continue;
			stay = fit(w, from, r, home, &others);
			most = stay;
			for (size_t i = 0; pass < MOVES && i < from[r + 1] - from[r] + back_from[r + 1] - back_from[r] && n_tried < 16; i++) {
				size_t own = from[r + 1] - from[r];
				uint32_t to = w->of[i < own ? w->in->edge[from[r] + i].b : back[back_from[r] + i - own]];
				bool have = to == home;
				double there;

				for (uint32_t k = 0; k < n_tried; k++)
					have = have || tried[k] == to;
				if (have)
					continue;
				tried[n_tried++] = to;
				if (apart_of(w, r, to))
					continue;
				there = fit(w, from, r, to, &others);
				if (there > most + 1e-3) {
					most = there;
					best = to;
				}
			}
			if (most < 0 && w->node[home].size > 1) { /* alone */
				/* a record's own number is a cluster of its own where nobody is in it; else another that is free */
				best = r;
				if (w->node[r].size) {
					while (spare < w->in->n && w->node[spare].size)
						spare++;
					if (spare == w->in->n)
						continue;
					best = spare;
				}
			}
			if (best != home) {
				take_out(w, r);
				put_in(w, r, best);
				moved++;
			}
		}
		if (!moved && pass < MOVES)
			pass = MOVES - 1;
		else if (!moved)
			break;
	}
}

enum status cluster_make(const struct cluster_input *in, uint32_t *cluster, size_t *n_clusters, struct error *e)
{
	struct work w = {.in = in};
	size_t *from = calloc(in->n + 2, sizeof *from), *back_from = calloc(in->n + 2, sizeof *back_from);
	uint32_t *back = malloc((in->n_edges + 1) * sizeof *back), *number = malloc((in->n + 1) * sizeof *number);
	bool ok = from && back_from && back && number;

	w.node = calloc(in->n + 1, sizeof *w.node);
	w.next = malloc((in->n + 1) * sizeof *w.next);
	w.of = malloc((in->n + 1) * sizeof *w.of);
	ok = ok && w.node && w.next && w.of;
	for (uint32_t r = 0; ok && r < in->n; r++) {
		w.node[r] = (struct node){.first = r, .last = r, .size = 1};
		w.next[r] = UINT32_MAX;
		w.of[r] = r;
	}
	for (size_t i = 0; ok && i < in->n_edges; i++) {
		from[in->edge[i].a + 1]++;
		back_from[in->edge[i].b + 1]++;
	}
	for (size_t r = 0; ok && r < in->n; r++) {
		from[r + 1] += from[r];
		back_from[r + 1] += back_from[r];
	}
	for (size_t i = 0; ok && i < in->n_edges; i++) {
		const struct cluster_edge *x = &in->edge[i];

		back[back_from[x->b]++] = x->a;
		ok = link_add(&w.node[x->a], x->b, 1, clip((double)x->odds)) && link_add(&w.node[x->b], x->a, 1, clip((double)x->odds));
		if (ok && x->odds > 0)
			ok = offer(&w, x->a, &w.node[x->a].link[w.node[x->a].n - 1]);
	}
	for (size_t r = in->n; ok && r > 0; r--)
		back_from[r] = back_from[r - 1];
	if (ok) {
		back_from[0] = 0;
		ok = fixed_begin(&w) && tie(&w) && contract(&w, from);
	}
	if (ok) {
		size_t n = 0;

		move(&w, from, back, back_from);
		memset(number, 0xff, (in->n + 1) * sizeof *number);
		for (uint32_t r = 0; r < in->n; r++) {
			if (number[w.of[r]] == UINT32_MAX)
				number[w.of[r]] = (uint32_t)n++;
			cluster[r] = number[w.of[r]];
		}
		*n_clusters = n;
	}
	for (size_t r = 0; w.node && r < in->n; r++)
		free(w.node[r].link);
	free(w.node);
	free(w.next);
	free(w.of);
	free(w.heap);
	free(w.apart_from);
	free(w.apart);
	free(w.tied);
	free(from);
	free(back_from);
	free(back);
	free(number);
	return ok ? ST_OK : error_memory(e);
}
