/* translit.h - words of other scripts as plain Latin letters: Cyrillic, Greek, Arabic, Hebrew, Armenian, Georgian, the scripts of
 * India, Thai, Khmer, Lao, Myanmar, Ethiopic, kana, Thaana, Tifinagh, N'Ko, Adlam, Mongolian, Syriac. Letters of any other script are spelt by
 * a rule that is no transliteration (translit_other.c).
 *
 * A word is given in the spellings that readers of that script use for it, most usual first: Юрий is yuri, iurii, jurij. What
 * the script leaves out (short vowels in Arabic and Hebrew) is filled in as far as a table of patterns of names goes, else left out: the
 * comparer knows that vowels may lack. Latin words with letters beyond a-z come here too (ø, ß, ł, ə, ş, đ, ñ …).
 * Sources: BGN/PCGN tables for Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Mongolian, Greek, Armenian,
 * Georgian, Arabic, Persian, Hebrew; ALA-LC; Hepburn for kana; ISO 15919 for India; RTGS for Thai; UNGEGN for Khmer;
 * MLC for Myanmar; each file names its own.
 *
 * Thread-safe; no state that changes after the first call. Any bytes may be passed in. */
#ifndef ONUS_NAMES_TRANSLIT_H
#define ONUS_NAMES_TRANSLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRANSLIT_FORMS = 4, TRANSLIT_LONG = 64 };

enum script {
	SCRIPT_NONE,  /* no letters */
	SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_ARABIC, SCRIPT_HEBREW, SCRIPT_ARMENIAN, SCRIPT_GEORGIAN, SCRIPT_HANGUL,
	SCRIPT_HAN, SCRIPT_KANA, SCRIPT_THAI, SCRIPT_INDIC, SCRIPT_ETHIOPIC, SCRIPT_LAO, SCRIPT_KHMER, SCRIPT_MYANMAR,
	SCRIPT_THAANA, SCRIPT_TIFINAGH, SCRIPT_NKO, SCRIPT_ADLAM, SCRIPT_MONGOLIAN, SCRIPT_SYRIAC, SCRIPT_OTHER, SCRIPTS
};
const char *script_name(enum script s);         /* "Latin", "Cyrillic" … */
/* Can words of the two be compared as Latin letters? What SCRIPT_OTHER is spelt with stands for itself only. */
static inline bool scripts_comparable(enum script a, enum script b) { return a == b || (a != SCRIPT_OTHER && b != SCRIPT_OTHER); }
/* The script of a code point; SCRIPT_NONE for digits, marks and punctuation. Cheap: a table look-up. */
enum script script_of(uint32_t cp);

struct translit { char form[TRANSLIT_FORMS][TRANSLIT_LONG]; unsigned n; };
/* One word (UTF-8, n bytes, no spaces; hyphens and apostrophes inside are dropped) to lower-case a-z and digits. Forms differ from
 * each other; a form that would be longer than TRANSLIT_LONG - 1 is cut. out->n = 0 when nothing is left. Hangul and Han give
 * what korean_plain and chinese_plain give. */
void translit_word(const char *word, size_t n, struct translit *out);
/* A given name or a father's name as Belarusian or Ukrainian spells it in Latin letters (uladzimir, mykolaiovych) to what Russian makes of it
 * (vladimir, nikolaevich), and what Latvian adds an s to without it. false: it is none. */
bool translit_slavic_name(const char *word, char out[TRANSLIT_LONG]);
/* A letter of one script that looks like a letter of another (Cyrillic а in a Latin word, Greek Ο, full-width Ａ): the letter of
 * `want` that it looks like, or 0 when it looks like none (Unicode confusables, UTS 39, the letters only). */
uint32_t translit_homoglyph(uint32_t cp, enum script want);

#endif
