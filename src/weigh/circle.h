/* circle.h - sources that take it from one another in a circle: strongly connected components (Tarjan 1972). */
#ifndef ONUS_WEIGH_CIRCLE_H
#define ONUS_WEIGH_CIRCLE_H

#include "weigh/graph.h"

/* Marks every vertex that is in a circle (one that repeats itself is one); `gone` vertices are not there.
 * room: 5 × g->n words. */
void circles(const struct graph *g, uint32_t *room, bool *in_circle);

#endif
