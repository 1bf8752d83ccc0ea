#include "weigh/dominate.h"

#include <string.h>

#define NONE UINT32_MAX

struct sweep {
	const struct graph *g;
	uint32_t *place;    /* per vertex: its place on the path, 1 …; 0 = not on it */
	uint32_t *path;     /* the path's vertices; path[i] has place i + 1 */
	uint32_t *parent;   /* while looking for the path; then: NONE = not yet looked at */
	uint32_t *queue;
	uint32_t length;
	uint32_t reach;     /* the furthest place that what was looked at leads to; length + 1 = the claim */
};

/* A shortest path from root to claim, by breadth. */
static void find_path(struct sweep *s)
{
	const struct graph *g = s->g;
	uint32_t start = 0, end = 0, last = NONE;
	memset(s->parent, 0xFF, g->n * sizeof *s->parent);
	for (uint32_t v = 0; v < g->n; v++)
		if (g->root[v] && !g->gone[v]) {
			s->parent[v] = v;
			s->queue[end++] = v;
		}
	while (start < end && last == NONE) {
		uint32_t u = s->queue[start++];
		if (g->sink[u])
			last = u;
		for (uint32_t i = g->first[u]; i < g->first[u + 1] && last == NONE; i++) {
			uint32_t v = g->to[i];
			if (g->gone[v] || s->parent[v] != NONE)
				continue;
			s->parent[v] = u;
			s->queue[end++] = v;
		}
	}
	memset(s->place, 0, g->n * sizeof *s->place);
	s->length = 0;
	if (last == NONE)
		return;
	for (uint32_t v = last;; v = s->parent[v]) {
		s->path[s->length++] = v;
		if (s->parent[v] == v)
			break;
	}
	for (uint32_t i = 0; i < s->length / 2; i++) {
		uint32_t v = s->path[i];
		s->path[i] = s->path[s->length - 1 - i];
		s->path[s->length - 1 - i] = v;
	}
	for (uint32_t i = 0; i < s->length; i++)
		s->place[s->path[i]] = i + 1;
}

/* An edge leads to v: a vertex off the path is queued once, one on the path only moves the reach. */
static void meet(struct sweep *s, uint32_t v, uint32_t *end)
{
	if (s->g->gone[v])
		return;
	if (s->place[v]) {
		if (s->place[v] > s->reach)
			s->reach = s->place[v];
	} else if (s->parent[v] == NONE) {
		s->parent[v] = v;
		s->queue[(*end)++] = v;
	}
}

static void leave(struct sweep *s, uint32_t u, uint32_t *end)
{
	if (s->g->sink[u])
		s->reach = s->length + 1;
	for (uint32_t i = s->g->first[u]; i < s->g->first[u + 1]; i++)
		meet(s, s->g->to[i], end);
}

void dominators(const struct graph *g, uint32_t *room, bool *found)
{
	struct sweep s = {.g = g, .place = room, .path = room + g->n, .parent = room + 2 * (size_t)g->n,
			  .queue = room + 3 * (size_t)g->n};
	memset(found, 0, g->n * sizeof *found);
	find_path(&s);
	if (!s.length)
		return;
	memset(s.parent, 0xFF, g->n * sizeof *s.parent);
	uint32_t start = 0, end = 0;
	for (uint32_t v = 0; v < g->n; v++)
		if (g->root[v])
			meet(&s, v, &end);
	for (uint32_t i = 0; i < s.length; i++) {
		while (start < end)
			leave(&s, s.queue[start++], &end);
		found[s.path[i]] = s.reach <= i + 1;
		leave(&s, s.path[i], &end);
	}
}
