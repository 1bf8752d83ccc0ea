/* cluster.h - records put together as people, by evidence for and against: correlation clustering (Bansal, Blum & Chawla 2004).
 *
 * Two clusters are joined where the pairs between them, taken together, speak for it, the surest first (greedy additive edge contraction, Keuper et
 * al. 2015, by the mean of the pairs), then single records move where they fit better (Kernighan & Lin 1970). A chain of likenesses whose ends speak
 * against each other is no cluster, unlike with connected components. Pairs that blocking did not propose are weighed when they are asked for. Pure
 * but for the callback. */
#ifndef ONUS_LINK_CLUSTER_H
#define ONUS_LINK_CLUSTER_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cluster_edge { uint32_t a, b; float odds; }; /* log2 odds that they are one; a < b; each pair once */

/* What is known for certain of two records; a < b. */
struct cluster_fixed { uint32_t a, b; bool same; };

struct cluster_input {
	size_t n;                                          /* records */
	const struct cluster_edge *edge; size_t n_edges;   /* in order of a, then b: all pairs that may be one */
	double (*odds)(void *arg, uint32_t a, uint32_t b); /* log2 odds of any other pair */
	void *arg;
	const struct cluster_fixed *fixed; size_t n_fixed; /* kept whatever the odds: those that are the same are together from the start, those that are not never are; pairs that
							    * contradict others (a is b, b is c, a is not c) are the caller's fault: "the same" goes first */
	const uint16_t *alone;                             /* of each record: no two of one number are one; 0: may be. NULL: all may be */
};

enum { CLUSTER_CLIP = 12 }; /* bits: no pair counts more than this for or against */

/* cluster[n]: numbers from 0, in the order of their first records. */
enum status cluster_make(const struct cluster_input *in, uint32_t *cluster, size_t *n_clusters, struct error *e);

#endif
