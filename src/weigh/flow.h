/* flow.h - the fewest vertices whose fall parts a root from a claim: minimum vertex cut, by maximum flow on split
 * vertices (Menger 1927; Dinic 1970). Linear in edges times the number of phases, O(√n) for unit vertices (Even &
 * Tarjan 1975). */
#ifndef ONUS_WEIGH_FLOW_H
#define ONUS_WEIGH_FLOW_H

#include "weigh/graph.h"

#include "base/status.h"

#include <stddef.h>

/* Room that is kept from call to call; start with {0}, end with flow_free. */
struct flow {
	uint32_t *words;
	size_t cap;
	uint32_t n_arcs;
	uint32_t *head, *turn, *level, *queue, *path;  /* per node */
	uint32_t *to, *back, *room;                    /* per arc */
};

/* *size: the least number of vertices; in_cut (g->n): which, the set nearest the root. 0 when nothing leads from root to
 * claim. Errors: ST_ENV (memory, or a graph of more than 2^30 arcs). */
enum status flow_cut(struct flow *f, const struct graph *g, uint32_t *size, bool *in_cut, struct error *e);
void flow_free(struct flow *f);

#endif
