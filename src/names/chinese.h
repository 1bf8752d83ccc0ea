/* chinese.h - Chinese names: Han characters, Pinyin, Wade-Giles and Cantonese spellings, simplified and traditional.
 *
 * As with Korean, a name is read as a row of syllables, and a read syllable is a small set: of Mandarin syllables (Pinyin without
 * tones) or of Cantonese ones (Jyutping without tones). Han characters with several readings give several options; Wade-Giles
 * without its apostrophes gives several ("chin" is jin or qin, "tung" dong or tong).
 * Sources: Unihan kMandarin, kHanyuPinlu, kCantonese, kSimplifiedVariant, kTraditionalVariant (Unicode 15; made into tables at
 * build time from Debian's unicode-data); ISO 7098:2015 (Pinyin); Wade-Giles as in the ALA-LC table of 1997; Hong Kong
 * spellings as the Government's Standing Committee on Place Names writes them (Chan, Cheung, Kwok, Ng, Tsang, Wong, Yip …).
 *
 * Pure: no I/O, no allocation, no global state that changes; any bytes may be passed in. */
#ifndef ONUS_NAMES_CHINESE_H
#define ONUS_NAMES_CHINESE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHINESE_OPTIONS = 8, CHINESE_SYLLABLES = 6, CHINESE_READINGS = 6 };
enum chinese_system { CHINESE_MANDARIN, CHINESE_CANTONESE };

struct chinese_option { uint16_t syllable; /* number in the system's table of syllables */ float p; /* best option has p = 1 */ };
struct chinese_syllable { struct chinese_option option[CHINESE_OPTIONS]; uint8_t n; uint32_t han; /* simplified form, 0 = not known */ };

/* One way to read a name, family name first, whatever the order in which it was written. */
struct chinese_reading {
	enum chinese_system system;
	struct chinese_syllable s[CHINESE_SYLLABLES];
	uint8_t n, family;  /* syllables, 2 …; of these the family name's: 1 or 2 (欧阳, 司马, Szeto …) */
	bool reversed;      /* the family name was written last */
	bool han;           /* read from Han characters */
	float fit;          /* 0 … 1: how like a Chinese name it is; 1 for Han with a known family name; below 0.2 none is returned */
};

/* Read Latin words (lower case or not; hyphens and apostrophes may be in them; tone marks and numbers are taken off): Pinyin,
 * Wade-Giles, Cantonese, joined ("jinping"), split or hyphenated, family name first or last. Best first; 0 when it cannot be
 * a Chinese personal name. */
size_t chinese_read_latin(const char *const *words, size_t n, struct chinese_reading out[CHINESE_READINGS]);
/* Read Han characters (one word or several), simplified or traditional, family name first or last: one reading for each system. */
size_t chinese_read_han(const char *const *words, size_t n, struct chinese_reading out[CHINESE_READINGS]);

/* Equal for any two readings for which chinese_agree is above 0: what an index looks up. */
uint64_t chinese_key(const struct chinese_reading *r);
/* 0 … 1, as korean_agree: 0 when systems, numbers of syllables or some syllable differ; where both have Han characters, other
 * characters with the same sound agree by at most 0.2. *weakest may be NULL. Symmetric. */
float chinese_agree(const struct chinese_reading *a, const struct chinese_reading *b, unsigned *weakest);

enum chinese_style { CHINESE_PINYIN, CHINESE_WADE_GILES, CHINESE_CANTON };
const char *chinese_style_name(enum chinese_style s);
/* Write the most likely syllables: "Jin Tiesan". CHINESE_CANTON only for a Cantonese reading. Returns the bytes it needs. */
size_t chinese_romanise(const struct chinese_reading *r, enum chinese_style s, char *out, size_t cap);

/* The simplified form of a character (itself when there is none): 鐵 → 铁. Also folds compatibility and common Japanese forms. */
uint32_t chinese_simplified(uint32_t cp);
/* Any Han text (company names, foreign names) as Pinyin without tones, one word a character, most common reading, separated by
 * spaces; text that is no Han is passed through. Returns the bytes it needs. */
size_t chinese_plain(const char *text, size_t n, char *out, size_t cap);

/* Foreign names written in Chinese by sound (贝拉克 Barack), by frequencies learnt from public pairs (tools/learn_han.py).
 * Bits a letter that it takes to hear the word s (n symbols of names/fold.h) in Han text of `bytes` bytes: below 1 is usual, above 3
 * is chance; HUGE_VALF for text that is no Han, of one character or of more than CHINESE_HEARD. */
enum { CHINESE_HEARD = 10 };
float chinese_heard(const char *han, size_t bytes, const uint8_t *s, size_t n);
/* The same in two steps, for one text and many words: false for what is no such text. What takes more than `most` bits a letter may come as HUGE_VALF. */
struct chinese_heard_row;
struct chinese_hearing { const struct chinese_heard_row *row[CHINESE_HEARD]; size_t n; };
bool chinese_hearing(const char *han, size_t bytes, struct chinese_hearing *out);
/* What the characters from the k-th on cost at least, whatever n symbols they give (chinese_hear_least): cost[k][n]. */
enum { CHINESE_HEAR_WORD = 32 };
struct chinese_hear_rest { uint16_t cost[CHINESE_HEARD + 1][CHINESE_HEAR_WORD + 1]; };
void chinese_hear_rest(const struct chinese_hearing *x, struct chinese_hear_rest *out);
/* rest: NULL, or of the same characters: spares hopeless beginnings. */
float chinese_heard_in(const struct chinese_hearing *x, const struct chinese_hear_rest *rest, const uint8_t *s, size_t n, float most);
/* What an index needs to search for such words: what one character (a row; NULL: one without) costs when it gives just these n symbols, in
 * CHINESE_HEAR_BIT-ths of a bit, CHINESE_HEAR_NEVER where it cannot; and at least, by their number. No character gives more than CHINESE_HEAR_LONG. */
enum { CHINESE_HEAR_BIT = 16, CHINESE_HEAR_LONG = 5, CHINESE_HEAR_NEVER = UINT16_MAX };
unsigned chinese_hear_cost(const struct chinese_heard_row *row, const uint8_t *s, size_t n);
void chinese_hear_least(const struct chinese_heard_row *row, uint16_t least[CHINESE_HEAR_LONG + 1]);
/* The k-th likeliest Latin spelling (k = 0, 1, 2) of such characters, in a-z; false when there is none. */
bool chinese_hear(const uint32_t *han, size_t n, unsigned k, char *out, size_t cap);

#endif
