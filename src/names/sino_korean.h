/* sino_korean.h - a Korean name and the Mandarin reading of its characters: 김철삼 is written 金铁三 in China, and "Jin Tiesan" on what is
 * translated there.
 *
 * The characters are not known from either side, so a Korean syllable stands for all Mandarin ones that some character which it may be is read as
 * (libhangul's Hanja, Unihan kMandarin): weak evidence, of three syllables or more only. Pure. */
#ifndef ONUS_NAMES_SINO_KOREAN_H
#define ONUS_NAMES_SINO_KOREAN_H

#include "names/name.h"

enum { SINO_LEAST = 3 /* syllables */, SINO_KEYS = 32 };

/* 0 … 1: 0 unless one of the names reads as Korean and the other, in Latin letters, as Chinese with a syllable to each of its syllables. Symmetric. */
float sino_agree(const struct name *a, const struct name *b);
/* Of two names that agree the one that is read as Korean. */
const struct name *sino_korean_side(const struct name *a, const struct name *b);
/* What two names share whenever they agree: what an index looks up. Returns how many. */
size_t sino_keys(const struct name *x, uint64_t out[SINO_KEYS]);

#endif
