/* graphs.h - every decomposable graph on K lists, with its cliques and separators. Pure.
 *
 * A graph is decomposable when it is chordal, that is when its vertices have a perfect elimination order; maximum cardinality search finds one if
 * there is one (Tarjan & Yannakakis 1984). The cliques come in a perfect order (running intersection; Lauritzen 1996, 2.1.3): every clique but the
 * first has a separator, its share with those before it, which is empty where a new component begins. So a graph on K lists with c cliques has
 * c - 1 separators, counted with multiplicity. There are 1, 2, 8, 61, 822, 18,154 and 617,675 of them on 1 … 7 lists (OEIS A058862). */
#ifndef ONUS_ESTIMATE_GRAPHS_H
#define ONUS_ESTIMATE_GRAPHS_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { GRAPHS_LISTS = 7, GRAPHS_NAME = 64 };

struct graph_set {
	unsigned n_lists;
	uint32_t n;               /* graphs; the first is without edges, the last is complete */
	const uint32_t *first;    /* n + 1: graph g has clique[first[g]] … clique[first[g + 1] - 1] */
	const uint8_t *clique;    /* sets of lists, bit i for list i */
	const uint8_t *separator; /* of the clique at the same place; 0 for the first of a graph and for the first of a component */
};

/* All graphs on n_lists vertices, from a, ascending by edges (bit of edge {i,j}, i<j: j(j-1)/2+i). ST_DATA: none, or more than GRAPHS_LISTS lists. */
enum status graphs_all(unsigned n_lists, struct arena *a, struct graph_set *out, struct error *e);
/* Is it chordal? adjacent[i] has bit j when {i,j} is an edge; loops are ignored. If so and cliques is not NULL, the cliques and separators in perfect
 * order go to cliques and separators (room for n each) and *n_cliques. n at most 8. */
bool graphs_chordal(unsigned n, const uint8_t *adjacent, uint8_t *cliques, uint8_t *separators, unsigned *n_cliques);
/* "12/13/45": the cliques as numbers of lists from 1, in order of their letters; to out (GRAPHS_NAME), which is returned. */
char *graphs_name(const struct graph_set *s, uint32_t g, char *out);

#endif
