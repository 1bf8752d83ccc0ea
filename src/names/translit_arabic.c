/* Arabic letters: Arabic, Persian, Urdu, Pashto, Kurdish.
 *
 * A name of the table comes as its bearers spell it. Any other word gives, in this order: with short vowels after the patterns of
 * Arabic names (fa'il, fa''al, maf'ul …) where it has any; the letters as they stand; French and Egyptian readings; and the reading
 * of foreign and Persian names (v, o, e, p). */
#include "names/translit_internal.h"

#include <string.h>
#include <unicode/utf8.h>

static const struct letter ARABIC[] = {
	{0x621, ""}, {0x622, "a"}, {0x623, "a"}, {0x624, "u|u|ou|o"}, {0x625, "i|i|i|e"}, {0x626, "i|i|i|e"}, {0x627, "a"},
	{0x628, "b"}, {0x629, "a|ah|a|eh"}, {0x62a, "t"}, {0x62b, "th|th|t|s"}, {0x62c, "j|j|g|g"}, {0x62d, "h"},
	{0x62e, "kh|kh|kh|h"}, {0x62f, "d"}, {0x630, "dh|dh|z|z"}, {0x631, "r"}, {0x632, "z"}, {0x633, "s"},
	{0x634, "sh|sh|ch|sh"}, {0x635, "s"}, {0x636, "d|d|d|z"}, {0x637, "t"}, {0x638, "z|dh|z|z"}, {0x639, "a"},
	{0x63a, "gh|gh|g|g"}, {0x641, "f|f|f|v"}, {0x642, "q|q|k|k"}, {0x643, "k|k|k|c"}, {0x644, "l"}, {0x645, "m"}, {0x646, "n"},
	{0x647, "h"}, {0x648, "u|u|ou|o"}, {0x649, "a|a|a|i"}, {0x64a, "i|i|i|e"}, {0x64e, "a"}, {0x64f, "u|u|ou|o"},
	{0x650, "i|i|i|e"}, {0x671, "a"}, {0x679, "t"}, {0x67a, "t"}, {0x67b, "b"}, {0x67c, "t"}, {0x67d, "t"}, {0x67e, "p"},
	{0x67f, "t"}, {0x680, "bh"}, {0x681, "dz|z"}, {0x683, "ny"}, {0x684, "dy"}, {0x685, "ts|s"}, {0x686, "ch|ch|tch|tsch"},
	{0x687, "chh"}, {0x688, "d"}, {0x689, "d"}, {0x68a, "d"}, {0x68c, "dh"}, {0x68d, "dh"}, {0x690, "d"}, {0x691, "r"},
	{0x693, "r"}, {0x695, "r"}, {0x696, "g|zh"}, {0x698, "zh|zh|j|j"}, {0x69a, "kh|sh|x"}, {0x6a4, "v"}, {0x6a6, "p"},
	{0x6a8, "g"}, {0x6a9, "k|k|k|c"}, {0x6aa, "k"}, {0x6ab, "g"}, {0x6ad, "ng"}, {0x6af, "g"}, {0x6b3, "g"}, {0x6b5, "l"},
	{0x6ba, "n"}, {0x6bb, "n"}, {0x6bc, "n"}, {0x6be, "h"}, {0x6c0, "eh|ah|a|e"}, {0x6c1, "h"}, {0x6c2, "eh"}, {0x6c3, "a|ah"},
	{0x6c6, "o"}, {0x6c7, "u"}, {0x6c8, "u"}, {0x6cb, "v"}, {0x6cc, "i|i|i|e"}, {0x6cd, "ai|i"}, {0x6ce, "e"}, {0x6d0, "e"},
	{0x6d2, "e|ay|ai"}, {0x6d3, "e"}, {0x6d5, "e|a"},
};

/* Letter of the table of names: one alef, one ye, one kaf, one he; 0 for what is not written in its keys. */
static uint32_t name_letter(uint32_t c)
{
	switch (c) {
	case 0x622: case 0x623: case 0x625: case 0x671: return 0x627;
	case 0x624: return 0x648;
	case 0x629: case 0x6be: case 0x6c0: case 0x6c1: case 0x6c3: return 0x647;
	case 0x649: case 0x6cc: return 0x64a;
	case 0x6a9: return 0x643;
	default: return (c >= 0x64b && c <= 0x65f) || c == 0x670 || c == 0x640 ? 0 : c;
	}
}

static const char *name_of(const uint32_t *c, size_t n)
{
	if (n == 0)
		return NULL;
	uint8_t key[TRANSLIT_LONG];
	int32_t len = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t l = name_letter(c[i]);
		if (len + 5 > TRANSLIT_LONG)
			return NULL;
		if (l)
			U8_APPEND_UNSAFE(key, len, l);
	}
	key[len] = 0;
	return arabic_name((const char *)key);
}

static bool is_alef(uint32_t c) { return c == 0x627 || c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671 || c == 0x649; }
static bool is_ye(uint32_t c) { return c == 0x64a || c == 0x6cc; }
static bool is_waw(uint32_t c) { return c == 0x648; }
static bool is_short(uint32_t c) { return c >= 0x64e && c <= 0x650; }
static bool is_vowel(uint32_t c)
{
	return is_alef(c) || is_ye(c) || is_waw(c) || is_short(c) || c == 0x629 || c == 0x6d2 || c == 0x6c6 || c == 0x6ce || c == 0x6d5;
}
static bool is_consonant(uint32_t c) { return c && !is_vowel(c) && c != 0x621 && c != 0x626 && c != 0x624 && c >= 0x620; }

/* Alef, waw and ye by their neighbours. False when the table says it all. */
static bool spell_weak(struct spell *s, uint32_t before, uint32_t c, uint32_t next, uint32_t after)
{
	if (is_alef(c) && !before) {
		if (is_waw(next) && !is_vowel(after) && after)
			return spell_add(s, "||o|o"), true;  /* أو + consonant: the waw is the vowel */
		if (is_ye(next) && !is_vowel(after) && after)
			return spell_add(s, c == 0x623 ? "a||e|" : ""), true;
		spell_add(s, c == 0x625 ? "i|i|e|e" : c == 0x623 ? "a|a|o|u" : "a|a|e|i");
		return true;
	}
	if (is_waw(c)) {
		if (!before || is_alef(next) || is_alef(before) || is_short(next) || (is_ye(next) && !is_waw(before)))
			return spell_add(s, is_alef(before) && !is_vowel(next) && next ? "w|u|ou|o" : "w|w|ou|v"), true;
		return false;
	}
	if (is_ye(c)) {
		if (!before || is_short(next))
			return spell_add(s, "y|y|y|i"), true;
		if (is_alef(next) || is_waw(next))
			return spell_add(s, is_alef(before) || is_waw(before) ? "y|y|y|i" : "iy|i|i|y"), true;
		if (!next)
			return spell_add(s, "i|i|y|e"), true;
		return is_alef(before) ? (spell_add(s, "y|i|i|y"), true) : false;
	}
	if (c == 0x639) { /* ayn: a vowel of its own only at the start */
		spell_add(s, !before && is_vowel(next) && !is_short(next) ? "" : is_vowel(next) || is_vowel(before) ? "|a||" : "a");
		return true;
	}
	if (c == 0x647 && !next && before && !is_vowel(before))
		return spell_add(s, "a|ah|eh|e"), true;
	return false;
}

/* Where form 0 gets a short vowel after the letter at i: the patterns of Arabic names. `weak` is the place of the only long vowel. */
static char short_vowel(const uint32_t *c, size_t n, size_t i)
{
	if (i + 1 >= n || !is_consonant(c[i]) || !is_consonant(c[i + 1]))
		return 0;
	bool final_he = i + 2 == n && (c[i + 1] == 0x647 || c[i + 1] == 0x629);
	if (final_he)
		return 0;
	if (i == 0 && c[0] == 0x645 && n == 4 && is_consonant(c[2]) && is_consonant(c[3]))
		return 'u'; /* mufa''il, muf'il */
	if (i >= 1 && is_alef(c[i - 1]))
		return 'i'; /* fa'il */
	if (i >= 1 && i + 2 < n && is_consonant(c[i - 1]) && !is_consonant(c[i + 2]))
		return 0;   /* two consonants before a long vowel stand together: maf'ul, fa'lan */
	if (i >= 2 && is_consonant(c[i - 1]) && i + 2 == n && is_consonant(c[i - 2]))
		return 'i';
	return 'a';
}

static void spell_letters(struct spell *s, const uint32_t *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t before = i ? c[i - 1] : 0, next = i + 1 < n ? c[i + 1] : 0, after = i + 2 < n ? c[i + 2] : 0;
		if (c[i] == 0x651) { /* shadda: the consonant once more */
			const char *twice = LETTER_FIND(ARABIC, before);
			if (twice)
				spell_add(s, twice);
			continue;
		}
		if (!spell_weak(s, before, c[i], next, after)) {
			const char *known = LETTER_FIND(ARABIC, c[i]);
			if (known)
				spell_add(s, known);
			else
				spell_ascii(s, c[i]);
		}
		char v = short_vowel(c, n, i);
		if (v)
			spell_form(s, 0, (const char[]){v, 0});
	}
}

/* Prefixes written joined: عبدال- abd al-, ال- al-. The rest is looked up again. */
static size_t spell_prefix(struct spell *s, const uint32_t *c, size_t n)
{
	bool servant = n > 7 && c[0] == 0x639 && c[1] == 0x628 && c[2] == 0x62f && c[3] == 0x627 && c[4] == 0x644;
	if (servant)
		return spell_add(s, "abdul|abdel|abdal|abdol"), 5;
	if (n > 4 && c[0] == 0x627 && c[1] == 0x644)
		return spell_add(s, "al|al|el|al"), 2;
	return 0;
}

void translit_arabic(const uint32_t *cp, size_t n, struct spell *s)
{
	uint32_t c[TRANSLIT_POINTS] = {0};
	size_t m = 0;
	for (size_t i = 0; i < n && m < TRANSLIT_POINTS; i++) /* tatweel, sukun and the Koran's signs go */
		if (cp[i] < 0x80 || is_short(cp[i]) || cp[i] == 0x651 || (script_of(cp[i]) == SCRIPT_ARABIC && cp[i] != 0x640))
			c[m++] = cp[i];
	const char *name = name_of(c, m);
	size_t from = 0;
	if (!name) {
		from = spell_prefix(s, c, m);
		name = from ? name_of(c + from, m - from) : NULL;
	}
	if (name)
		spell_add(s, name);
	else
		spell_letters(s, c + from, m - from);
}
