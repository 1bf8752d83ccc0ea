#include "weigh/circle.h"

#include <string.h>

struct search {
	const struct graph *g;
	uint32_t *index;  /* order of visit, from 1; 0 = not visited */
	uint32_t *low;
	uint32_t *turn;   /* next edge to look at */
	uint32_t *calls;  /* the depth-first path, instead of recursion */
	uint32_t *stack;  /* visited and in no finished component */
	uint32_t n_calls, n_stack, visited;
	bool *in_circle;
};

#define FINISHED UINT32_MAX /* as low: its component is done */

static void enter(struct search *s, uint32_t v)
{
	s->index[v] = s->low[v] = ++s->visited;
	s->turn[v] = s->g->first[v];
	s->calls[s->n_calls++] = v;
	s->stack[s->n_stack++] = v;
}

/* v is the first of its component: take the component off the stack. */
static void finish(struct search *s, uint32_t v)
{
	bool several = s->stack[s->n_stack - 1] != v;
	uint32_t w;
	do {
		w = s->stack[--s->n_stack];
		s->low[w] = FINISHED;
		if (several)
			s->in_circle[w] = true;
	} while (w != v);
}

static void step(struct search *s)
{
	const struct graph *g = s->g;
	uint32_t v = s->calls[s->n_calls - 1];
	while (s->turn[v] < g->first[v + 1]) {
		uint32_t w = g->to[s->turn[v]++];
		if (g->gone[w])
			continue;
		if (w == v)
			s->in_circle[v] = true;
		if (!s->index[w]) {
			enter(s, w);
			return;
		}
		if (s->low[w] != FINISHED && s->index[w] < s->low[v])
			s->low[v] = s->index[w];
	}
	s->n_calls--;
	uint32_t low = s->low[v];
	if (low == s->index[v])
		finish(s, v);
	else if (low < s->low[s->calls[s->n_calls - 1]])
		s->low[s->calls[s->n_calls - 1]] = low;
}

void circles(const struct graph *g, uint32_t *room, bool *in_circle)
{
	const size_t n = g->n;
	struct search s = {.g = g, .index = room, .low = room + n, .turn = room + 2 * n, .calls = room + 3 * n,
			   .stack = room + 4 * n, .in_circle = in_circle};
	memset(in_circle, 0, n * sizeof *in_circle);
	memset(s.index, 0, n * sizeof *s.index);
	for (uint32_t v = 0; v < g->n; v++) {
		if (g->gone[v] || s.index[v])
			continue;
		enter(&s, v);
		while (s.n_calls)
			step(&s);
	}
}
