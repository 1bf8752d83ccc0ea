/* distance.h - how many slips of the fingers lie between two short texts: optimal string alignment distance (insertions, deletions, substitutions,
 * two neighbours exchanged), by bits (Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances"). Pure. */
#ifndef ONUS_LINK_DISTANCE_H
#define ONUS_LINK_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

enum { DISTANCE_LONG = 64 };

/* Texts of a-z, 0-9 and anything else (which counts as one letter of its own kind), each cut at DISTANCE_LONG bytes. Symmetric. */
unsigned distance_osa(const char *a, size_t na, const char *b, size_t nb);

/* Which letters a text has, a bit each: half of those that only one of two texts has, rounded up, is never more than their distance. */
uint64_t distance_letters(const char *a, size_t n);
static inline unsigned distance_least(uint64_t a, uint64_t b) { return ((unsigned)__builtin_popcountll(a ^ b) + 1) / 2; }

#endif
