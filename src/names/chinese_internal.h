/* chinese_internal.h - what the files of chinese.h share: the tables, and a reading being made. Internal to names/. */
#ifndef ONUS_NAMES_CHINESE_INTERNAL_H
#define ONUS_NAMES_CHINESE_INTERNAL_H

#include "names/chinese.h"

enum spelling_system { SPELLING_PINYIN, SPELLING_WADE, SPELLING_CANTON, SPELLINGS };
enum { SPELLING_LONG = 8 }; /* letters and apostrophes of the longest spelling */

/* A syllable: its class (all that one spelling may stand for share it), how common it is as a family name's and a given name's. */
struct chinese_sound { uint16_t class; uint8_t family, given; };
const struct chinese_sound *chinese_sound(enum chinese_system s, uint16_t syllable);
/* Pinyin and Wade-Giles of a Mandarin syllable, Jyutping and the usual spelling of a Cantonese one. */
struct sound_name { const char *first, *second; };
const struct sound_name *chinese_names(enum chinese_system s, uint16_t syllable);

/* A spelling: its code of five bits a character (a-z 1 … 26, apostrophe 27); lists of what it stands for in each system (0 for none);
 * how usual it is there (0 … 255). NULL when it is none. */
struct chinese_spelling { uint64_t code; uint16_t list[SPELLINGS]; uint8_t usual[SPELLINGS]; };
const struct chinese_spelling *chinese_spelling(uint64_t code);
static inline uint64_t spelling_code(uint64_t code, char c)
{
	return code << 5 | (c == '\'' ? 27u : (uint64_t)(c - 'a' + 1));
}
/* A list as options; 0 of them for list 0. */
void chinese_options(uint16_t list, struct chinese_syllable *out);

/* A family name by its simplified character: lists for both systems, how common (0 … 255); NULL when it is none. */
struct chinese_family { uint32_t han; uint16_t list[2]; uint8_t weight; };
const struct chinese_family *chinese_family(uint32_t han);
/* A family name of two: by its simplified characters, or by its syllables; syllables for both systems. */
struct chinese_double { uint32_t han[2]; uint16_t sound[2][2]; };
const struct chinese_double *chinese_double(uint32_t first, uint32_t second);
const struct chinese_double *chinese_double_sound(enum chinese_system s, const struct chinese_syllable *first,
						  const struct chinese_syllable *second);
/* Whether some double family name is spelt with these two letters at its beginning. */
bool chinese_double_begins(char a, char b);
/* The list of readings of a character, 0 when it is not known. */
uint16_t chinese_han(uint32_t cp, enum chinese_system s);

/* What a character stands for where a foreign name is written by sound: symbols of fold.h, sixteenths of bits; likeliest first. */
enum { HEARD_LONG = 5 };
struct chinese_heard_string { uint8_t n, bits, s[HEARD_LONG]; };
struct chinese_heard_row { uint32_t han; uint16_t first; uint8_t n; };
const struct chinese_heard_row *chinese_heard_row(uint32_t simplified);
const struct chinese_heard_string *chinese_heard_strings(const struct chinese_heard_row *row);

/* Next code point of valid or invalid UTF-8 at *p (before end); moves on; 0xFFFD for bytes that are none. */
uint32_t chinese_next(const char **p, const char *end);
size_t chinese_utf8(uint32_t cp, char out[4]);
static inline bool chinese_is_han(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0x20000 && cp <= 0x323AF) || (cp >= 0x2F00 && cp <= 0x2FD5) || cp == 0x3007;
}

/* The best readings so far, best first; equal ones once. */
struct reading_list { struct chinese_reading *out; size_t n; };
void chinese_keep(struct reading_list *l, const struct chinese_reading *r);

#endif
