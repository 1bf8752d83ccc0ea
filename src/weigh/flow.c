#include "weigh/flow.h"

#include <stdlib.h>
#include <string.h>

/* Vertex v becomes two nodes, in = 2v and out = 2v + 1, with an arc of room 1 between them; all other arcs have more
 * room than there are vertices. Root and claim are the last two nodes. */
#define NONE UINT32_MAX
static uint32_t in_of(uint32_t v) { return 2 * v; }
static uint32_t out_of(uint32_t v) { return 2 * v + 1; }

/* A vertex that leads from the root straight to the claim is in every cut: it is counted and left out of the flow. */
static bool direct(const struct graph *g, uint32_t v) { return g->root[v] && g->sink[v] && !g->gone[v]; }
static bool inner(const struct graph *g, uint32_t v) { return !g->gone[v] && !(g->root[v] && g->sink[v]); }

typedef void arc_visit(struct flow *f, uint32_t from, uint32_t to, uint32_t room);

static void each_arc(struct flow *f, const struct graph *g, arc_visit *visit)
{
	const uint32_t root = 2 * g->n, claim = 2 * g->n + 1, wide = g->n + 1;
	for (uint32_t v = 0; v < g->n; v++) {
		if (!inner(g, v))
			continue;
		visit(f, in_of(v), out_of(v), 1);
		if (g->root[v])
			visit(f, root, in_of(v), wide);
		if (g->sink[v])
			visit(f, out_of(v), claim, wide);
		for (uint32_t i = g->first[v]; i < g->first[v + 1]; i++)
			if (inner(g, g->to[i]) && g->to[i] != v)
				visit(f, out_of(v), in_of(g->to[i]), wide);
	}
}

static void arc_count(struct flow *f, uint32_t from, uint32_t to, uint32_t room)
{
	(void)room;
	f->head[from + 1]++;
	f->head[to + 1]++;
}

static void arc_add(struct flow *f, uint32_t from, uint32_t to, uint32_t room)
{
	uint32_t a = f->turn[from]++, b = f->turn[to]++;
	f->to[a] = to, f->back[a] = b, f->room[a] = room;
	f->to[b] = from, f->back[b] = a, f->room[b] = 0;
}

static enum status make_room(struct flow *f, const struct graph *g, struct error *e)
{
	const size_t nodes = 2 * (size_t)g->n + 2, arcs = 2 * ((size_t)g->first[g->n] + 3 * (size_t)g->n);
	const size_t want = 5 * nodes + 1 + 3 * arcs;
	if (arcs >= UINT32_C(1) << 30)
		return error_set(e, ST_ENV, "one claim has too many supports to weigh");
	if (want > f->cap) {
		uint32_t *words = realloc(f->words, want * sizeof *words);
		if (!words)
			return error_memory(e);
		f->words = words;
		f->cap = want;
	}
	f->head = f->words;
	f->turn = f->head + nodes + 1;
	f->level = f->turn + nodes;
	f->queue = f->level + nodes;
	f->path = f->queue + nodes;
	f->to = f->path + nodes;
	f->back = f->to + arcs;
	f->room = f->back + arcs;
	return ST_OK;
}

static void build(struct flow *f, const struct graph *g)
{
	const uint32_t nodes = 2 * g->n + 2;
	memset(f->head, 0, (nodes + 1) * sizeof *f->head);
	each_arc(f, g, arc_count);
	for (uint32_t i = 0; i < nodes; i++)
		f->head[i + 1] += f->head[i];
	memcpy(f->turn, f->head, nodes * sizeof *f->turn);
	each_arc(f, g, arc_add);
}

/* Levels by breadth from the root over arcs with room; does the claim have one? */
static bool levels(struct flow *f, uint32_t nodes)
{
	memset(f->level, 0xFF, nodes * sizeof *f->level);
	uint32_t start = 0, end = 0;
	f->queue[end++] = nodes - 2;
	f->level[nodes - 2] = 0;
	while (start < end) {
		uint32_t u = f->queue[start++];
		for (uint32_t a = f->head[u]; a < f->head[u + 1]; a++) {
			if (!f->room[a] || f->level[f->to[a]] != NONE)
				continue;
			f->level[f->to[a]] = f->level[u] + 1;
			f->queue[end++] = f->to[a];
		}
	}
	return f->level[nodes - 1] != NONE;
}

/* One phase: paths along rising levels until none is left. Every path passes an arc of room 1, so each carries 1. */
static uint32_t phase(struct flow *f, uint32_t nodes)
{
	uint32_t sent = 0, depth = 0, u = nodes - 2;
	memcpy(f->turn, f->head, nodes * sizeof *f->turn);
	for (;;) {
		if (u == nodes - 1) {
			while (depth) {
				uint32_t a = f->path[--depth];
				f->room[a]--;
				f->room[f->back[a]]++;
			}
			u = nodes - 2;
			sent++;
			continue;
		}
		uint32_t a = f->turn[u];
		if (a < f->head[u + 1]) {
			if (f->room[a] && f->level[f->to[a]] == f->level[u] + 1) {
				f->path[depth++] = a;
				u = f->to[a];
			} else {
				f->turn[u]++;
			}
			continue;
		}
		if (!depth)
			return sent;
		a = f->path[--depth];
		u = f->to[f->back[a]];
		f->turn[u]++;
	}
}

enum status flow_cut(struct flow *f, const struct graph *g, uint32_t *size, bool *in_cut, struct error *e)
{
	bool sources = false, sinks = false;
	*size = 0;
	for (uint32_t v = 0; v < g->n; v++) {
		in_cut[v] = direct(g, v);
		*size += in_cut[v];
		sources |= inner(g, v) && g->root[v];
		sinks |= inner(g, v) && g->sink[v];
	}
	if (!sources || !sinks)
		return ST_OK;
	enum status s = make_room(f, g, e);
	if (s != ST_OK)
		return s;
	build(f, g);
	const uint32_t nodes = 2 * g->n + 2;
	while (levels(f, nodes))
		*size += phase(f, nodes);
	/* the last levels mark what the root still reaches: the smallest root side of any minimum cut */
	for (uint32_t v = 0; v < g->n; v++)
		if (inner(g, v))
			in_cut[v] = f->level[in_of(v)] != NONE && f->level[out_of(v)] == NONE;
	return ST_OK;
}

void flow_free(struct flow *f)
{
	free(f->words);
	*f = (struct flow){0};
}
