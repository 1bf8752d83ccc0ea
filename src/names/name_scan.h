/* name_scan.h - the written words of a name: what name.c reads parts from. Internal to names/. */
#ifndef ONUS_NAMES_NAME_SCAN_H
#define ONUS_NAMES_NAME_SCAN_H

#include "names/name.h"

enum { SCAN_WORDS = 48 };

struct scan_word {
	uint16_t raw;    /* case folded UTF-8, apostrophes kept: where it stands in name.pool */
	uint16_t raw_n;
	enum script script;
	bool hyphen;     /* a hyphen joins it to the next word */
	bool dotted;     /* letters with dots between them, "g.m.b.h", or that are said so, "JC" Juncker */
	bool digits, letters;
};
struct scan { struct scan_word w[SCAN_WORDS]; size_t n; };

/* Cut text into words; sets x->flags, x->key and writes the words into x->pool. */
void name_scan(const char *text, size_t n, struct name *x, struct scan *out);
/* Cut the words of Han, kana, Hangul, Thai, Lao and Khmer that hold legal forms, generic words or places beside a name. Unless it is surely a company's name,
 * only those with a legal form or two of the others. */
void name_cut_unspaced(struct name *x, struct scan *s, bool company);
/* Cut Latin words of a company's name that end with a legal form or a generic word: ALFACOMPANY. */
void name_cut_glued(struct name *x, struct scan *s);
/* Would it cut this word? */
bool name_glued(const struct name *x, const struct scan_word *w);
/* Cut the words of Myanmar letters into syllables, and นาย, นาง or นางสาว off the first word of a Thai name. */
void name_cut_syllables(struct name *x, struct scan *s);
/* Append bytes and a NUL to the pool; the empty string at 0 when there is no room. */
uint16_t name_put(struct name *x, const char *bytes, size_t n);

#endif
