/* slips.h - the words that are one slip away from a word as it is written: a letter more, less or another, or two neighbours that have changed
 * places (spelling_one_error).
 *
 * Two such words, or one of their letters left out of either, are the same (deletion neighbourhoods: Mor & Fraenkel 1982; Bocek, Hunt & Stiller
 * 2007). A table holds every word under its own hash and under that of each word that it makes with one letter left out; what a look-up
 * brings is held against the word itself, so that a chance collision finds nothing wrong. */
#ifndef ONUS_SCREEN_SLIPS_H
#define ONUS_SCREEN_SLIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SLIP_LEAST = 2, SLIP_LONG = 64 }; /* letters of words that have slips; longer ones have none */

/* A word as it is written, in a-z and digits, and the dictionary's word that it folds into. */
struct slip_word { uint32_t text, word; uint8_t n; uint8_t pad[3]; };
/* Everything is borrowed. Bucket h holds slips first[h] … first[h + 1] - 1. */
struct slips {
	const char *text;
	const struct slip_word *words;
	size_t n_words, n_text;
	const uint32_t *first;   /* n_buckets + 1; n_buckets is a power of two */
	size_t n_buckets;
	const uint32_t *slip;    /* numbers of words */
	const uint8_t *tag;      /* more of the hash of each, to pass over most without a look at the word */
	size_t n;
};

/* What slips_build makes: malloc'ed, freed by the caller. */
struct slips_made { uint32_t *first, *slip; uint8_t *tag; size_t n_buckets, n; };
bool slips_build(const char *text, const struct slip_word *words, size_t n, struct slips_made *out);
/* Call found with `word` of every word that is the same as this one or one slip away; some may be told twice. */
void slips_find(const struct slips *s, const char *word, size_t n, void (*found)(void *arg, uint32_t word), void *arg);

#endif
