/* Every script without a table of its own: each letter stands for a fixed pair of Latin letters, so that two names in one script are compared
 * letter by letter. The pairs are no transliteration: compare.c never holds them against another script.
 *
 * A letter is a consonant and a vowel, a mark one consonant, by the code point alone; neighbours in an alphabet differ in the consonant. No two of
 * them make a letter that names/fold.h joins, so that a change of one letter is one change of the fold. */
#include "names/translit_internal.h"

#include <unicode/uchar.h>

void translit_other(const uint32_t *cp, size_t n, struct spell *s)
{
	static const char consonants[] = "bdfghklmnprstvz", vowels[] = "aeiou", marks[] = "blmnrvf";
	enum { CONSONANTS = sizeof consonants - 1, VOWELS = sizeof vowels - 1, MARKS = sizeof marks - 1 };

	for (size_t i = 0; i < n; i++) {
		if (cp[i] < 0x80) {
			spell_ascii(s, cp[i]);
		} else if (U_GET_GC_MASK((UChar32)cp[i]) & U_GC_M_MASK) {
			spell_add(s, (char[]){marks[cp[i] % MARKS], 0});
		} else if (script_of(cp[i]) != SCRIPT_NONE) {
			spell_add(s, (char[]){consonants[cp[i] % CONSONANTS], vowels[cp[i] / CONSONANTS % VOWELS], 0});
		}
	}
}
