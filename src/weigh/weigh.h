/* weigh.h - origins, independence and resilience on the graph of supports. Pure: numbers in, numbers out.
 *
 * Per claim: a source that asserts is an origin; one that repeats stands on those it repeats from (any one of them
 * suffices). A source that others name and that has no support of its own is an origin too, known only through them.
 * Copies of one text are one vertex, named by the original; the text falls when any of its copies does. Methods:
 * - resilience: minimum vertex cut between the origins' common root and the claim, by maximum flow on split vertices
 *   (Menger 1927; Dinic 1970);
 * - load: the vertices that dominate the claim. One target needs no whole dominator tree (Lengauer & Tarjan 1979):
 *   one sweep along one path finds the same vertices;
 * - circles: strongly connected components (Tarjan 1972); a circle that no origin feeds supports nothing;
 * - voices: origins of the claim that have a key in common are one voice, union-find (Tarjan 1975). A key is whatever
 *   the caller holds to tie sources: an author, a publisher, a parent body. Sources that are no origins of the claim
 *   tie nothing. */
#ifndef ONUS_WEIGH_WEIGH_H
#define ONUS_WEIGH_WEIGH_H

#include "base/arena.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum weigh_stance {
	WEIGH_ASSERTS,
	WEIGH_REPEATS,
	WEIGH_IDLE, /* says so, but it counts for nothing: taken back, or evidence that cannot bear the claim */
};

struct weigh_support {
	uint32_t source;
	enum weigh_stance stance;
	uint32_t from, n_from;  /* index into weigh_input.from and count; a repeat with n_from = 0 has unknown provenance */
};

struct weigh_input {
	uint32_t n_sources, n_claims, n_keys;
	const uint32_t *same_as;         /* n_sources: the source of which this is a copy, or itself */
	const bool *fallen;              /* n_sources: retracted or struck */
	const uint32_t *key_first;       /* n_sources + 1: keys of source s are [key_first[s], key_first[s+1]); NULL = none */
	const uint32_t *keys;
	const uint32_t *first;           /* n_claims + 1: supports of claim c are [first[c], first[c+1]) */
	const struct weigh_support *supports;
	const uint32_t *from;
};

/* Two origins of one claim, joined by a key that they share: a < b. */
struct weigh_tie { uint32_t a, b, key; };

/* Places and counts in weigh_output.list, except ties (in weigh_output.ties). Every list is sorted. */
struct weigh_claim {
	uint32_t origins, n_origins;     /* standing origins */
	uint32_t groups;                 /* n_origins: number of each origin's voice, 0 … voices-1, in order of appearance */
	uint32_t ties, n_ties;           /* the ties that made one voice of several origins: a spanning forest */
	uint32_t voices;                 /* origins left after ties, unknown provenance aside */
	uint32_t voices_low, voices_high;/* bounds: unknown ones all from one root (one already counted, where there is one), or all separate */
	uint32_t unknown;                /* standing repeats of unknown provenance */
	uint32_t resilience;             /* fewest sources that must fall; 0 = it does not stand; unknown ones all separate */
	uint32_t resilience_low;         /* the same when the unknown ones all go back to one root, the worst one */
	uint32_t cut, n_cut;             /* one smallest set, of those the one nearest the root: the same one every time */
	uint32_t load, n_load;           /* sources without which it falls (dominators) */
	uint32_t circular, n_circular;   /* sources in circles without a root */
	uint32_t stands, n_stands;       /* sources that stand, origins known only through others among them */
	uint32_t standing;               /* supports that stand */
};

struct weigh_output {
	struct weigh_claim *claims;      /* n_claims */
	uint32_t *load;                  /* n_sources: claims that fall with it (0 for copies: see the original) */
	uint32_t *carries;               /* n_sources: claims that stand and in which it stands (0 for copies) */
	const uint32_t *original;        /* n_sources: the vertex that stands for it */
	const uint32_t *list;            /* the lists above */
	const struct weigh_tie *ties;
};

/* All results from a. Errors: ST_ENV (memory), ST_BUG (an index out of range). */
enum status weigh(const struct weigh_input *in, struct arena *a, struct weigh_output *out, struct error *e);

#endif
