/* translit_internal.h - what the files of translit share: a word as code points, and its spellings being built. */
#ifndef ONUS_NAMES_TRANSLIT_INTERNAL_H
#define ONUS_NAMES_TRANSLIT_INTERNAL_H

#include "names/translit.h"

#include <stdbool.h>

enum { TRANSLIT_POINTS = 96 }; /* code points of a word that are looked at; more would be cut from every form anyhow */

/* All forms of a word, built side by side. Nothing is ever written past a form's end. */
struct spell {
	char form[TRANSLIT_FORMS][TRANSLIT_LONG];
	unsigned len[TRANSLIT_FORMS];
};

/* Add to every form: alternatives separated by '|', form k takes the k-th; where there is none, or "." stands for it, the first. */
void spell_add(struct spell *s, const char *alternatives);
/* Add text to one form only. */
void spell_form(struct spell *s, unsigned form, const char *text);
/* Add an ASCII letter or digit to every form; anything else is dropped. */
void spell_ascii(struct spell *s, uint32_t cp);

/* A letter and its spellings; tables are sorted by letter. */
struct letter { uint32_t cp; const char *alternatives; };
/* NULL when the table has no such letter. O(log n). */
const char *letter_find(const struct letter *table, size_t n, uint32_t cp);
#define LETTER_FIND(table, cp) letter_find((table), sizeof(table) / sizeof *(table), (cp))

/* The code point at *at of n units of UTF-16 (ICU's decompositions); *at moves on. */
uint32_t utf16_next(const uint16_t *text, int32_t n, int32_t *at);

/* One family of scripts each: add the spellings of a run of letters of that script (lower case, composed; marks and ASCII digits may
 * be among them). */
void translit_latin(const uint32_t *cp, size_t n, struct spell *s);
void translit_cyrillic(const uint32_t *cp, size_t n, struct spell *s);
void translit_greek(const uint32_t *cp, size_t n, struct spell *s);
void translit_arabic(const uint32_t *cp, size_t n, struct spell *s);
void translit_indic(const uint32_t *cp, size_t n, struct spell *s);
void translit_han(const uint32_t *cp, size_t n, struct spell *s);
void translit_hangul(const uint32_t *cp, size_t n, struct spell *s);
void translit_kana(const uint32_t *cp, size_t n, struct spell *s);
void translit_hebrew(const uint32_t *cp, size_t n, struct spell *s);
void translit_georgian(const uint32_t *cp, size_t n, struct spell *s);
void translit_armenian(const uint32_t *cp, size_t n, struct spell *s);
void translit_ethiopic(const uint32_t *cp, size_t n, struct spell *s);
void translit_khmer(const uint32_t *cp, size_t n, struct spell *s);
void translit_letters(const uint32_t *cp, size_t n, struct spell *s);
void translit_lao(const uint32_t *cp, size_t n, struct spell *s);
void translit_myanmar(const uint32_t *cp, size_t n, struct spell *s);
void translit_thai(const uint32_t *cp, size_t n, struct spell *s);
void translit_other(const uint32_t *cp, size_t n, struct spell *s);

/* Spellings of a name in Arabic letters ("muhammad|mohammed|…"), NULL when it is not in the table. */
const char *arabic_name(const char *key);
bool arabic_names_sorted(void); /* for the tests */

#endif
