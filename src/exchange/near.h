/* near.h - "did you mean": the nearest of some words, by Damerau-Levenshtein distance (optimal string alignment;
 * Damerau 1964). */
#ifndef ONUS_EXCHANGE_NEAR_H
#define ONUS_EXCHANGE_NEAR_H

#include <stddef.h>

/* Changes (insert, delete, replace, swap neighbours) from a to b, bytes, case ignored; most + 1 when more than most. */
unsigned near_distance(const char *a, const char *b, unsigned most);
/* A search over words that come one at a time. */
struct near { const char *word, *best; unsigned distance; };
void near_start(struct near *n, const char *word);
void near_try(struct near *n, const char *candidate);
/* The best candidate, if it is near enough for a word of that length (one change in three letters); else NULL. */
const char *near_best(const struct near *n);

#endif
