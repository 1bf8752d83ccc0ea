/* Ethiopic: the system of BGN/PCGN 1967 for Amharic without its marks, and the spellings that Ethiopians and Eritreans use themselves.
 *
 * A sign is a consonant with one of seven vowels; rows of eight signs follow each other in Unicode. The first vowel (ä) is e or a; the
 * sixth is none, or i or e where consonants would pile up (at a word's beginning, and in the middle of three). The glottal and
 * pharyngeal letters are silent. */
#include "names/translit_internal.h"

enum { ROW_SILENT = 1, ROW_H, ROW_ROUND };
struct row { const char *consonant; int kind; };

/* U+1200 … U+1357, rows of eight. */
static const struct row ROWS[] = {
	{"h", ROW_H}, {"l", 0}, {"h", ROW_H}, {"m", 0}, {"s", 0}, {"r", 0}, {"s", 0}, {"sh", 0}, {"k|q", 0}, {"k|q", ROW_ROUND},
	{"k|q|kh", 0}, {"k|q|kh", ROW_ROUND}, {"b", 0}, {"v", 0}, {"t", 0}, {"ch", 0}, {"h|h|kh", ROW_H}, {"h", ROW_ROUND}, {"n", 0},
	{"gn|ny|gn", 0}, {"", ROW_SILENT}, {"k", 0}, {"k", ROW_ROUND}, {"h|kh", 0}, {"h|kh", ROW_ROUND}, {"w", 0}, {"", ROW_SILENT}, {"z", 0},
	{"zh|j", 0}, {"y", 0}, {"d", 0}, {"d|dh", 0}, {"j", 0}, {"g", 0}, {"g", ROW_ROUND}, {"ng|n", 0}, {"t", 0}, {"ch", 0}, {"p", 0},
	{"ts|ts|s", 0}, {"ts|ts|s", 0}, {"f", 0}, {"p", 0},
};
static const struct row LATER[] = {{"sh", 0}, {"ch", 0}, {"zh", 0}, {"ch", 0}, {"k|q", 0}, {"k", 0}, {"h|kh", 0}, {"g", 0}}; /* U+2DA0 */
static const struct row LAST[] = {{"t", 0}, {"d", 0}, {"dz", 0}, {"", ROW_SILENT}, {"ch", 0}, {"b", 0}};                      /* U+AB00 */
static const struct row LIPS[] = {{"mw", 0}, {"bw", 0}, {"fw", 0}, {"pw", 0}}; /* U+1380: four vowels each */

enum { SIXTH = 5 };
static const char *const VOWELS[8] = {"e|a|e", "u", "i", "a", "e|e|ie", "", "o", "wa|ua"};
static const char *const ROUND_VOWELS[8] = {"we|ua", "", "wi|ui", "wa|ua", "we|ue", "wi|ui", "", ""};

/* The row and the vowel of a sign; NULL: none of them. */
static const struct row *sign(uint32_t c, unsigned *vowel)
{
	*vowel = c & 7;
	if (c >= 0x1200 && c < 0x1358)
		return &ROWS[(c - 0x1200) / 8];
	if (c >= 0x2da0 && c < 0x2de0)
		return &LATER[(c - 0x2da0) / 8];
	if (c >= 0xab00 && c < 0xab30)
		return &LAST[(c - 0xab00) / 8];
	if (c >= 0x1380 && c < 0x1390) {
		*vowel = (const unsigned[]){0, 2, 4, SIXTH}[c & 3];
		return &LIPS[(c - 0x1380) / 4];
	}
	return NULL;
}

static const char *vowel_of(const struct row *r, unsigned vowel)
{
	if (r->kind == ROW_ROUND)
		return ROUND_VOWELS[vowel];
	if (vowel == 0 && r->kind)
		return "a";
	return r->kind == ROW_SILENT && vowel == 7 ? "e|a" : VOWELS[vowel];
}

/* No vowel is written: does the sign at i need one? A word's first does, one after a consonant if more follow, and the first of a pair. */
static bool needs_vowel(const uint32_t *cp, size_t n, size_t i, bool after_vowel)
{
	unsigned vowel;
	const struct row *next = i + 1 < n ? sign(cp[i + 1], &vowel) : NULL;

	return next && (!after_vowel || cp[i] == cp[i + 1]) && (next->kind != ROW_SILENT || vowel == SIXTH);
}

void translit_ethiopic(const uint32_t *cp, size_t n, struct spell *s)
{
	bool after_vowel = false, first = true;

	for (size_t i = 0; i < n; i++) {
		unsigned vowel;
		const struct row *r = sign(cp[i], &vowel);

		if (!r) {
			spell_ascii(s, cp[i]);
			continue;
		}
		spell_add(s, r->consonant);
		if (vowel != SIXTH || r->kind == ROW_ROUND) {
			spell_add(s, vowel_of(r, vowel));
			after_vowel = true;
		} else if (r->kind == ROW_SILENT) {
			/* alone it is a vowel at a word's beginning only */
			if (first)
				spell_add(s, "e|i|e");
			after_vowel |= first;
		} else if (needs_vowel(cp, n, i, after_vowel)) {
			spell_add(s, "i|i|e");
			after_vowel = true;
		} else {
			after_vowel = false;
		}
		first = false;
	}
}
