/* dominate.h - the vertices that every path from the root to the claim passes: its dominators (Lowry & Medlock 1969).
 *
 * Any one path holds them all. Walking along it, a vertex is a dominator when nothing before it leads past it; each
 * edge is looked at once. */
#ifndef ONUS_WEIGH_DOMINATE_H
#define ONUS_WEIGH_DOMINATE_H

#include "weigh/graph.h"

/* Marks the dominators in found (g->n); nothing is marked when no path leads to the claim. room: 4 × g->n words. */
void dominators(const struct graph *g, uint32_t *room, bool *found);

#endif
