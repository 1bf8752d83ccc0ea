/* korean_internal.h - what the readers of Korean names share. Internal to names/. */
#ifndef ONUS_NAMES_KOREAN_INTERNAL_H
#define ONUS_NAMES_KOREAN_INTERNAL_H

#include "names/korean.h"

enum { SPELT_LONG = 40 };

/* Hangul: 19 onsets, 21 vowels, 28 codas. */
static inline unsigned hangul_onset(uint16_t h) { return (unsigned)(h - 0xAC00) / 588; }
static inline unsigned hangul_vowel(uint16_t h) { return (unsigned)(h - 0xAC00) % 588 / 28; }
static inline unsigned hangul_coda(uint16_t h) { return (unsigned)(h - 0xAC00) % 28; }
static inline uint16_t hangul_join(unsigned onset, unsigned vowel, unsigned coda)
{
	return (uint16_t)(0xAC00 + onset * 588 + vowel * 28 + coda);
}
static inline bool is_hangul(uint32_t cp) { return cp >= 0xAC00 && cp <= 0xD7A3; }
/* The other form of an initial sound (리 이, 로 노, 녀 여), or 0. */
uint16_t korean_alternate(uint16_t h);
/* Next code point of valid or invalid UTF-8 at *p; moves on; 0xFFFD for bytes that are none. */
uint32_t korean_next(const char **p);

#endif
