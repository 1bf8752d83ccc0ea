/* weigh.h - origins, independence and resilience on the graph of supports. Pure: numbers in, numbers out.
 *
 * Per claim: a source that asserts is an origin; one that repeats stands on those it repeats from (any one of them
 * suffices). Copies of one text are one vertex. Methods:
 * - resilience: minimum vertex cut between the origins' common root and the claim, by maximum flow on split vertices
 *   (Menger 1927; Dinic 1970);
 * - load: the vertices that dominate the claim (Lengauer & Tarjan 1979);
 * - circles: strongly connected components (Tarjan 1972); a circle that no origin feeds supports nothing;
 * - voices: origins joined by ties, union-find. */
#ifndef ONUS_WEIGH_WEIGH_H
#define ONUS_WEIGH_WEIGH_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum weigh_stance { WEIGH_ASSERTS, WEIGH_REPEATS };

struct weigh_support {
	uint32_t source;
	enum weigh_stance stance;
	uint32_t from, n_from;  /* index into weigh_input.from and count; a repeat with n_from = 0 has unknown provenance */
};

struct weigh_tie { uint32_t a, b, why; }; /* why: the caller's own number, given back */

struct weigh_input {
	uint32_t n_sources, n_claims;
	const uint32_t *same_as;         /* n_sources: the source of which this is a copy, or itself */
	const bool *fallen;              /* n_sources: retracted or struck */
	const struct weigh_tie *ties; size_t n_ties;
	const uint32_t *first;           /* n_claims + 1: supports of claim c are [first[c], first[c+1]) */
	const struct weigh_support *supports;
	const uint32_t *from;
};

struct weigh_claim {
	uint32_t origins, n_origins;     /* standing origins: index into weigh_output.list, count; sorted */
	uint32_t voices;                 /* origins left after ties, unknown provenance aside */
	uint32_t voices_low, voices_high;/* bounds: unknown ones all from one root (one already counted, where there is one), or all separate */
	uint32_t unknown;                /* standing repeats of unknown provenance */
	uint32_t resilience;             /* fewest sources that must fall; 0 = it does not stand */
	uint32_t cut, n_cut;             /* one smallest set, the same one every time */
	uint32_t load, n_load;           /* sources without which it falls (dominators), sorted */
	uint32_t circular, n_circular;   /* sources in circles without a root */
	uint32_t standing;               /* supports that stand */
};

struct weigh_output {
	struct weigh_claim *claims;      /* n_claims */
	uint32_t *load;                  /* n_sources: claims that fall with it */
	uint32_t *carries;               /* n_sources: claims that it supports and that stand */
	const uint32_t *list;            /* the lists above */
	const uint32_t *voice;           /* n_sources: representative of the tied group */
};

/* All memory from a. Errors: ST_ENV (memory), ST_BUG (an index out of range). */
enum status weigh(const struct weigh_input *in, struct arena *a, struct weigh_output *out, struct error *e);

#endif
