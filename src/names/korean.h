/* korean.h - Korean names, whatever they are written in: Hangul, Latin in any romanisation, Cyrillic, Hanja.
 *
 * A name is read as a row of syllables. Latin spellings do not tell one syllable from another (DPRK "jong" is 정 or 종, McCune-
 * Reischauer "chong" without its marks is 정, 종, 청 or 총, "young" is 영), so a read syllable is a small set of Hangul syllables,
 * each with the probability that this spelling stands for it. Two names agree when they have a syllable in common at every place.
 * Sources: Revised Romanization (Ministry of Culture 2000-8); McCune & Reischauer 1939, with and without its marks; the DPRK's
 * system of 1992; Kontsevich's Cyrillic system; family names as their bearers spell them (frequencies counted from public
 * pairs of Hangul and Latin names). Initial sounds North and South: 리/이, 류/유, 로/노, 림/임, 량/양, 녀/여.
 *
 * Pure: no I/O, no allocation, no global state that changes; any bytes may be passed in. */
#ifndef ONUS_NAMES_KOREAN_H
#define ONUS_NAMES_KOREAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KOREAN_OPTIONS = 8, KOREAN_SYLLABLES = 6, KOREAN_READINGS = 6 };

struct korean_option { uint16_t hangul; /* U+AC00 … U+D7A3 */ float p; /* 0 < p ≤ 1; the best option of a syllable has p = 1 */ };
struct korean_syllable { struct korean_option option[KOREAN_OPTIONS]; uint8_t n; }; /* most likely first */

/* One way to read a name: family name first, whatever the order in which it was written. */
struct korean_reading {
	struct korean_syllable s[KOREAN_SYLLABLES];
	uint8_t n;        /* syllables, 2 … KOREAN_SYLLABLES */
	uint8_t family;   /* how many of them are the family name: 1, or 2 (남궁, 황보 …) */
	bool reversed;    /* the family name was written last */
	bool exact;       /* read from Hangul: no doubt about any syllable */
	float fit;        /* 0 … 1: how like a Korean name it is; 1 for Hangul with a known family name. Below 0.2 none is returned */
};

/* Read the words of a name (UTF-8, lower case or not, without punctuation but with its hyphens and apostrophes taken apart or
 * left in: "yong-chol", "ch'o'l", "ch’ŏl", "chŏl" are all one word here). Words may be joined ("yongchol"), split ("yong chol")
 * or hyphenated; the family name may stand first or last. Best reading first. 0 when it cannot be a Korean personal name
 * (fewer than 2 or more than KOREAN_SYLLABLES syllables, no known family name at either end, a word that is no row of
 * syllables). Typing errors are not guessed at here. */
size_t korean_read_latin(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS]);
/* The same for Hangul words; 리/이 and the like are options of one syllable (p < 1 for the other form). A one-word name has its
 * family name first (two syllables where such a family name exists and a given name is left). A name written given-name-first
 * ("종은 김") gives a second reading. */
size_t korean_read_hangul(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS]);
/* The same for Cyrillic words: Ким Чен Ын, Ким Ён Чхоль (Kontsevich and common variants), hyphenated and joined too. */
size_t korean_read_cyrillic(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS]);
/* The same for Han characters through their Korean readings (libhangul's Hanja table; generated at build time), with initial
 * sounds as above: 金英哲 is 김영철. */
size_t korean_read_hanja(const char *const *words, size_t n, struct korean_reading out[KOREAN_READINGS]);

/* A number that is equal for any two readings for which korean_agree is above 0: what an index looks up. It does not depend on
 * which script the name was read from. Distinct names share it as seldom as that allows. */
uint64_t korean_key(const struct korean_reading *r);
/* How well two readings agree, 0 … 1: 0 when they differ in number of syllables or have no syllable in common at some place; 1
 * for the same Hangul; else the product over syllables of the best p1 × p2 in common, each to the power of 1/n. When both are
 * exact (Hangul against Hangul) only 리/이-like alternations are let pass. *weakest (may be NULL) is the place with the least
 * agreement. Symmetric. */
float korean_agree(const struct korean_reading *a, const struct korean_reading *b, unsigned *weakest);

enum korean_system { KOREAN_REVISED, KOREAN_MCCUNE_REISCHAUER, KOREAN_MR_PLAIN, KOREAN_DPRK, KOREAN_COMMON, KOREAN_SYSTEMS };
const char *korean_system_name(enum korean_system s); /* "Revised", "McCune-Reischauer", … */
/* Romanise the most likely syllables, "Kim Yŏng-ch'ŏl" style: family name, space, given name. Sound changes inside the given
 * name as each system asks. Writes at most cap bytes with NUL; returns the bytes it needs. */
size_t korean_romanise(const struct korean_reading *r, enum korean_system s, char *out, size_t cap);
/* The Hangul of the most likely syllables, UTF-8, no space. */
size_t korean_hangul(const struct korean_reading *r, char *out, size_t cap);
/* Any Hangul word (no name needed: 제이슨, 블라디미르) as Latin letters a-z after the Revised system, letter by letter, with
 * the empty vowel ㅡ of foreign words kept. Returns the bytes it needs. */
size_t korean_plain(const char *word, size_t n, char *out, size_t cap);
bool korean_is_family(uint16_t hangul);

#endif
