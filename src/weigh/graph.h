/* graph.h - one claim's graph: who takes it from whom. A view; the arrays belong to whoever made it.
 *
 * An edge u → v says that v repeats u. The (unwritten) root leads to every vertex with `root`, and every vertex with
 * `sink` leads to the claim. Vertices with `gone` are not there. */
#ifndef ONUS_WEIGH_GRAPH_H
#define ONUS_WEIGH_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

struct graph {
	uint32_t n;
	const uint32_t *first;  /* n + 1: edges out of u are to[first[u]] … to[first[u+1]-1] */
	const uint32_t *to;
	const bool *root, *sink, *gone;
};

#endif
