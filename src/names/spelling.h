/* spelling.h - how far apart two folded words are: an edit distance whose costs are those of real changes of spelling.
 *
 * Changes of one symbol cost what tools/learn_spelling.py has learnt (Ristad & Yianilos 1998), at most 1; two neighbours that have changed
 * places cost 1 (optimal string alignment; Damerau 1964). Costs are in sixteenths of a typing error. */
#ifndef ONUS_NAMES_SPELLING_H
#define ONUS_NAMES_SPELLING_H

#include "names/fold.h"

#include <stdbool.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { SPELLING_UNIT = 16, SPELLING_FAR = 255, SPELLING_SIGNATURE = 16 };

/* The distance of a[0..na) and b[0..nb), or SPELLING_FAR when it is more than most (< SPELLING_FAR). Symmetric. With `plain`, every change costs 1:
 * what a typing error does, where the spelling is no matter of choice. */
unsigned spelling_distance(const uint8_t *a, size_t na, const uint8_t *b, size_t nb, unsigned most, bool plain);

/* How far a word may be off and still be taken for the other: by the shorter one's length, in units. One symbol: 0. */
static inline unsigned spelling_most(size_t na, size_t nb)
{
	static const uint8_t most[] = {0, 0, 4, 16, 16, 20, 24, 28, 32, 34, 36, 38};
	size_t n = na < nb ? na : nb;

	return most[n < sizeof most ? n : sizeof most - 1];
}

/* Are two words of bytes the same but for one typing error at most: a letter more, less, or another, or two neighbours that have changed places
 * (optimal string alignment distance <= 1)? Symmetric. */
bool spelling_one_error(const char *a, size_t na, const char *b, size_t nb);

/* What a word holds, counted so that the distance of two words is never less than spelling_bound of their signatures: symbols fall into
 * SPELLING_SIGNATURE - 1 bins, those that change into each other cheaply into one bin; a bin counts its symbols' weights. The last bin counts
 * the word's length, twice. */
struct spelling_signature { uint8_t bin[SPELLING_SIGNATURE]; } __attribute__((aligned(16)));
enum { SPELLING_LENGTH = SPELLING_SIGNATURE - 1, SPELLING_LENGTH_WEIGHT = 2 };
static inline size_t spelling_length(const struct spelling_signature *s) { return s->bin[SPELLING_LENGTH] / SPELLING_LENGTH_WEIGHT; }
void spelling_sign(const uint8_t *s, size_t n, struct spelling_signature *out);
/* A lower bound of the distance, in units. */
static inline unsigned spelling_bound(const struct spelling_signature *a, const struct spelling_signature *b)
{
#ifdef __SSE2__
	__m128i sum = _mm_sad_epu8(_mm_load_si128((const __m128i *)a), _mm_load_si128((const __m128i *)b));

	return (unsigned)_mm_cvtsi128_si32(sum) + (unsigned)_mm_cvtsi128_si32(_mm_srli_si128(sum, 8));
#else
	unsigned sum = 0;

	for (size_t i = 0; i < SPELLING_SIGNATURE; i++)
		sum += a->bin[i] > b->bin[i] ? (unsigned)(a->bin[i] - b->bin[i]) : (unsigned)(b->bin[i] - a->bin[i]);
	return sum;
#endif
}

#endif
