#include "weigh/weigh.h"

#include "weigh/circle.h"
#include "weigh/dominate.h"
#include "weigh/flow.h"
#include "weigh/voice.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

enum { ASSERTS = 1, REPEATS = 2, EXPLICIT = 4, FED = 8 /* somebody is named from whom it takes it */ };

struct words { uint32_t *v; size_t n, cap; };
struct tie_list { struct weigh_tie *v; size_t n, cap; };

/* Everything that one run needs; room for one claim's graph is kept from claim to claim. */
struct run {
	const struct weigh_input *in;
	uint32_t *original;     /* n_sources: the vertex of each source */
	bool *fallen;           /* n_sources: by vertex */
	uint32_t *place;        /* n_sources: its place in the claim at hand, valid where round fits */
	uint32_t *round, now;
	struct voices voices;
	struct flow flow;
	struct words list;
	struct tie_list ties;
	/* the claim at hand; all arrays in one block */
	void *block; size_t block_size;
	uint32_t n, *ids, *first, *to, *from_v, *queue, *room;
	bool *root, *sink, *gone, *reached, *mark, *lost;
	unsigned char *flags;
	struct weigh_tie *tie_room;
	struct graph graph;
};

/* --- lists that grow ---------------------------------------------------------------------- */

static bool grow(void **v, size_t *cap, size_t want, size_t size)
{
	if (want <= *cap)
		return true;
	size_t cap2 = *cap ? *cap * 2 : 1024;
	while (cap2 < want)
		cap2 *= 2;
	void *p = cap2 > SIZE_MAX / size ? NULL : realloc(*v, cap2 * size);
	if (!p)
		return false;
	*v = p;
	*cap = cap2;
	return true;
}

static bool words_room(struct words *w, size_t more)
{
	return w->n + more < NONE && grow((void **)&w->v, &w->cap, w->n + more, sizeof *w->v);
}

/* --- before the claims -------------------------------------------------------------------- */

/* Follow copies to their original; where copies name each other in a circle, the smallest of them stands for all. */
static void find_originals(const struct weigh_input *in, uint32_t *original, uint32_t *seen)
{
	for (uint32_t s = 0; s < in->n_sources; s++)
		original[s] = NONE;
	for (uint32_t s = 0; s < in->n_sources; s++) {
		uint32_t v = s;
		while (original[v] == NONE && seen[v] != s + 1 && in->same_as[v] != v) {
			seen[v] = s + 1;
			v = in->same_as[v];
		}
		uint32_t root = original[v] != NONE ? original[v] : v;
		if (original[v] == NONE && in->same_as[v] != v) /* round a circle: v is in it */
			for (uint32_t w = in->same_as[v]; w != v; w = in->same_as[w])
				root = w < root ? w : root;
		for (v = s; original[v] == NONE; v = in->same_as[v])
			original[v] = root;
	}
}

static enum status check_input(const struct weigh_input *in, struct error *e)
{
	bool good = in->n_sources < NONE / 4 && in->n_claims < NONE;
	for (uint32_t s = 0; good && s < in->n_sources; s++)
		good = in->same_as[s] < in->n_sources &&
		       (!in->key_first || in->key_first[s] <= in->key_first[s + 1]);
	if (good && in->key_first)
		for (uint32_t k = in->key_first[0]; good && k < in->key_first[in->n_sources]; k++)
			good = in->keys[k] < in->n_keys;
	for (uint32_t c = 0; good && c < in->n_claims; c++)
		good = in->first[c] <= in->first[c + 1];
	for (uint32_t i = good && in->n_claims ? in->first[0] : 0; good && in->n_claims && i < in->first[in->n_claims]; i++) {
		const struct weigh_support *p = &in->supports[i];
		good = p->source < in->n_sources && p->n_from <= NONE - p->from;
		for (uint32_t j = 0; good && j < p->n_from; j++)
			good = in->from[p->from + j] < in->n_sources;
	}
	return good ? ST_OK : error_set(e, ST_BUG, "weigh: an index in its input is out of range");
}

static enum status start(struct run *r, const struct weigh_input *in, struct arena *a, struct error *e)
{
	const size_t n = in->n_sources;
	r->in = in;
	r->original = arena_array(a, n, sizeof *r->original);
	r->fallen = calloc(n + 1, sizeof *r->fallen);
	r->place = calloc(n + 1, sizeof *r->place);
	r->round = calloc(n + 1, sizeof *r->round);
	r->voices = (struct voices){.key_first = in->key_first, .keys = in->keys};
	r->voices.seen = calloc((size_t)in->n_keys + 1, sizeof *r->voices.seen);
	r->voices.owner = calloc((size_t)in->n_keys + 1, sizeof *r->voices.owner);
	if (!r->original || !r->fallen || !r->place || !r->round || !r->voices.seen || !r->voices.owner)
		return error_memory(e);
	find_originals(in, r->original, r->place);
	for (size_t s = 0; s < n; s++)
		if (in->fallen[s])
			r->fallen[r->original[s]] = true;
	return ST_OK;
}

static void finish(struct run *r)
{
	free(r->fallen);
	free(r->place);
	free(r->round);
	free(r->voices.seen);
	free(r->voices.owner);
	free(r->list.v);
	free(r->ties.v);
	free(r->block);
	flow_free(&r->flow);
}

/* --- one claim's graph -------------------------------------------------------------------- */

/* Room for a graph of n vertices and m edges at most. */
static bool graph_room(struct run *r, size_t n, size_t m)
{
	const size_t words = 4 * n + 1 + 5 * n + 2 * m, bytes = 7 * n;
	size_t want = n * sizeof *r->tie_room + words * sizeof(uint32_t) + bytes;
	if (!grow(&r->block, &r->block_size, want, 1))
		return false;
	r->tie_room = r->block;
	r->ids = (uint32_t *)(r->tie_room + n);
	r->first = r->ids + n;
	r->queue = r->first + n + 1;
	r->room = r->queue + 2 * n;
	r->to = r->room + 5 * n;
	r->from_v = r->to + m;
	r->root = (bool *)(r->from_v + m);
	r->sink = r->root + n;
	r->gone = r->sink + n;
	r->reached = r->gone + n;
	r->mark = r->reached + n;
	r->lost = r->mark + n;
	r->flags = (unsigned char *)(r->lost + n);
	return true;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static void meet(struct run *r, uint32_t source)
{
	uint32_t id = r->original[source];
	if (r->round[id] == r->now)
		return;
	r->round[id] = r->now;
	r->ids[r->n++] = id;
}

static uint32_t place_of(const struct run *r, uint32_t source) { return r->place[r->original[source]]; }

/* The claim's vertices, in rising order of source so that every list comes out sorted. */
static void collect_vertices(struct run *r, uint32_t c)
{
	const struct weigh_input *in = r->in;
	r->now++;
	r->n = 0;
	for (uint32_t i = in->first[c]; i < in->first[c + 1]; i++) {
		const struct weigh_support *p = &in->supports[i];
		meet(r, p->source);
		for (uint32_t j = 0; j < p->n_from; j++)
			meet(r, in->from[p->from + j]);
	}
	if (r->n > 1)
		qsort(r->ids, r->n, sizeof *r->ids, by_number);
	for (uint32_t v = 0; v < r->n; v++)
		r->place[r->ids[v]] = v;
}

/* Flags of the vertices, and edges counted into first[]. */
static void collect_flags(struct run *r, uint32_t c)
{
	const struct weigh_input *in = r->in;
	memset(r->flags, 0, r->n);
	memset(r->first, 0, (r->n + 1) * sizeof *r->first);
	for (uint32_t i = in->first[c]; i < in->first[c + 1]; i++) {
		const struct weigh_support *p = &in->supports[i];
		unsigned char *f = &r->flags[place_of(r, p->source)];
		*f |= EXPLICIT;
		if (p->stance == WEIGH_ASSERTS)
			*f |= ASSERTS;
		if (p->stance != WEIGH_REPEATS)
			continue;
		*f |= REPEATS;
		if (p->n_from)
			*f |= FED;
		for (uint32_t j = 0; j < p->n_from; j++)
			r->first[place_of(r, in->from[p->from + j]) + 1]++;
	}
}

static void collect_edges(struct run *r, uint32_t c)
{
	const struct weigh_input *in = r->in;
	for (uint32_t v = 0; v < r->n; v++)
		r->first[v + 1] += r->first[v];
	memcpy(r->queue, r->first, r->n * sizeof *r->queue);
	for (uint32_t i = in->first[c]; i < in->first[c + 1]; i++) {
		const struct weigh_support *p = &in->supports[i];
		for (uint32_t j = 0; p->stance == WEIGH_REPEATS && j < p->n_from; j++)
			r->to[r->queue[place_of(r, in->from[p->from + j])]++] = place_of(r, p->source);
	}
}

static bool unknown_at(const struct run *r, uint32_t v)
{
	return !r->gone[v] && (r->flags[v] & (ASSERTS | REPEATS | FED)) == REPEATS;
}

static bool origin_at(const struct run *r, uint32_t v)
{
	return !r->gone[v] && (!(r->flags[v] & EXPLICIT) || (r->flags[v] & ASSERTS));
}

static bool build(struct run *r, uint32_t c)
{
	const struct weigh_input *in = r->in;
	size_t n = in->first[c + 1] - in->first[c], m = 0;
	for (uint32_t i = in->first[c]; i < in->first[c + 1]; i++)
		m += in->supports[i].n_from;
	if (n + m >= NONE / 16 || !graph_room(r, n + m, m))
		return false;
	collect_vertices(r, c);
	collect_flags(r, c);
	collect_edges(r, c);
	for (uint32_t v = 0; v < r->n; v++) {
		r->gone[v] = r->fallen[r->ids[v]];
		r->root[v] = origin_at(r, v) || unknown_at(r, v);
		r->sink[v] = (r->flags[v] & EXPLICIT) != 0;
	}
	r->graph = (struct graph){r->n, r->first, r->to, r->root, r->sink, r->gone};
	return true;
}

/* What stands: what the root reaches. */
static void reach(struct run *r)
{
	uint32_t start = 0, end = 0;
	for (uint32_t v = 0; v < r->n; v++) {
		r->reached[v] = r->root[v];
		if (r->root[v])
			r->queue[end++] = v;
	}
	while (start < end) {
		uint32_t u = r->queue[start++];
		for (uint32_t i = r->first[u]; i < r->first[u + 1]; i++) {
			uint32_t v = r->to[i];
			if (r->gone[v] || r->reached[v])
				continue;
			r->reached[v] = true;
			r->queue[end++] = v;
		}
	}
}

/* --- one claim's answer ------------------------------------------------------------------- */

/* The sources of the marked vertices as a list of the output. */
static bool list_marked(struct run *r, const bool *mark, uint32_t *at, uint32_t *n)
{
	if (!words_room(&r->list, r->n))
		return false;
	*at = (uint32_t)r->list.n;
	for (uint32_t v = 0; v < r->n; v++)
		if (mark[v])
			r->list.v[r->list.n++] = r->ids[v];
	*n = (uint32_t)r->list.n - *at;
	return true;
}

static bool weigh_voices(struct run *r, struct weigh_claim *out)
{
	for (uint32_t v = 0; v < r->n; v++) {
		r->mark[v] = origin_at(r, v);
		out->unknown += unknown_at(r, v);
	}
	if (!list_marked(r, r->mark, &out->origins, &out->n_origins) || !words_room(&r->list, out->n_origins))
		return false;
	uint32_t *group = r->list.v + r->list.n;
	out->groups = (uint32_t)r->list.n;
	r->list.n += out->n_origins;
	out->voices = voices_count(&r->voices, r->list.v + out->origins, out->n_origins, r->room, group, r->tie_room,
				   &out->n_ties);
	out->ties = (uint32_t)r->ties.n;
	if (r->ties.n + out->n_ties >= NONE ||
	    !grow((void **)&r->ties.v, &r->ties.cap, r->ties.n + out->n_ties, sizeof *r->ties.v))
		return false;
	if (out->n_ties)
		memcpy(r->ties.v + r->ties.n, r->tie_room, out->n_ties * sizeof *r->ties.v);
	r->ties.n += out->n_ties;
	out->voices_low = out->voices ? out->voices : out->unknown ? 1 : 0;
	out->voices_high = out->voices + out->unknown;
	return true;
}

static bool supports_stand(const struct run *r, const struct weigh_support *p)
{
	uint32_t v = place_of(r, p->source);
	if (r->gone[v] || p->stance == WEIGH_IDLE)
		return false;
	if (p->stance == WEIGH_ASSERTS)
		return true;
	if (!p->n_from)
		return r->reached[v];
	for (uint32_t j = 0; j < p->n_from; j++)
		if (r->reached[place_of(r, r->in->from[p->from + j])])
			return true;
	return false;
}

/* Circles among what does not stand; r->lost becomes true for those in one. */
static bool weigh_circles(struct run *r, struct weigh_claim *out)
{
	bool any = false;
	for (uint32_t v = 0; v < r->n; v++) {
		r->mark[v] = r->gone[v] || r->reached[v];
		any |= !r->mark[v];
	}
	if (!any)
		return true;
	struct graph rest = r->graph;
	rest.gone = r->mark;
	circles(&rest, r->room, r->lost);
	return list_marked(r, r->lost, &out->circular, &out->n_circular);
}

static enum status weigh_one(struct run *r, uint32_t c, struct weigh_output *all, struct error *e)
{
	struct weigh_claim *out = &all->claims[c];
	if (!build(r, c))
		return error_memory(e);
	reach(r);
	if (!weigh_voices(r, out) || !weigh_circles(r, out) ||
	    !list_marked(r, r->reached, &out->stands, &out->n_stands))
		return error_memory(e);
	for (uint32_t i = r->in->first[c]; i < r->in->first[c + 1]; i++)
		out->standing += supports_stand(r, &r->in->supports[i]);
	enum status s = flow_cut(&r->flow, &r->graph, &out->resilience, r->mark, e);
	if (s != ST_OK)
		return s;
	/* An unknown one stands alone and is in every cut. Take them away and what is left rests on known origins; hang
	 * them on a vertex of a smallest cut of that, and they fall with it. */
	uint32_t known = out->resilience - out->unknown;
	out->resilience_low = known ? known : out->unknown ? 1 : 0;
	if (!list_marked(r, r->mark, &out->cut, &out->n_cut))
		return error_memory(e);
	if (out->resilience == 1) { /* more than one: no vertex is on every path (Menger) */
		dominators(&r->graph, r->room, r->mark);
		if (!list_marked(r, r->mark, &out->load, &out->n_load))
			return error_memory(e);
	}
	for (uint32_t i = 0; i < out->n_load; i++)
		all->load[r->list.v[out->load + i]]++;
	for (uint32_t i = 0; out->resilience && i < out->n_stands; i++)
		all->carries[r->list.v[out->stands + i]]++;
	return ST_OK;
}

static enum status keep(struct run *r, struct arena *a, struct weigh_output *out, struct error *e)
{
	uint32_t *list = arena_array(a, r->list.n, sizeof *list);
	struct weigh_tie *ties = arena_array(a, r->ties.n, sizeof *ties);
	if (!list || !ties)
		return error_memory(e);
	if (r->list.n)
		memcpy(list, r->list.v, r->list.n * sizeof *list);
	if (r->ties.n)
		memcpy(ties, r->ties.v, r->ties.n * sizeof *ties);
	out->list = list;
	out->ties = ties;
	out->original = r->original;
	return ST_OK;
}

enum status weigh(const struct weigh_input *in, struct arena *a, struct weigh_output *out, struct error *e)
{
	struct run r = {0};
	enum status s = check_input(in, e);
	if (s != ST_OK)
		return s;
	*out = (struct weigh_output){
		.claims = arena_array(a, in->n_claims, sizeof *out->claims),
		.load = arena_array(a, in->n_sources, sizeof *out->load),
		.carries = arena_array(a, in->n_sources, sizeof *out->carries),
	};
	s = out->claims && out->load && out->carries ? start(&r, in, a, e) : error_memory(e);
	for (uint32_t c = 0; s == ST_OK && c < in->n_claims; c++)
		s = weigh_one(&r, c, out, e);
	if (s == ST_OK)
		s = keep(&r, a, out, e);
	finish(&r);
	return s;
}
