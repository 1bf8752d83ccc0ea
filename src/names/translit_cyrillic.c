/* Cyrillic. Four ways of spelling run through the tables: the usual one of newspapers, ICAO 9303 (passports), BGN/PCGN, and the one
 * of foreign names that came back (Джон john, Макс max, Уильям william). */
#include "names/translit_internal.h"

enum language { RUSSIAN, UKRAINIAN, BELARUSIAN, SERBIAN, TURKIC, MONGOLIAN };

/* Russian readings; other languages override below. */
static const struct letter RUSSIAN_LETTERS[] = {
	{0x430, "a"}, {0x431, "b"}, {0x432, "v"}, {0x433, "g"}, {0x434, "d"}, {0x435, "e"}, {0x436, "zh|zh|zh|j"}, {0x437, "z"},
	{0x438, "i"}, {0x439, "y|i|y|i"}, {0x43a, "k|k|k|c"}, {0x43b, "l"}, {0x43c, "m"}, {0x43d, "n"}, {0x43e, "o"}, {0x43f, "p"},
	{0x440, "r"}, {0x441, "s"}, {0x442, "t"}, {0x443, "u"}, {0x444, "f"}, {0x445, "kh|kh|kh|h"}, {0x446, "ts|ts|ts|c"},
	{0x447, "ch"}, {0x448, "sh"}, {0x449, "shch|shch|shch|sht"}, {0x44a, "|ie||a"}, {0x44b, "y"}, {0x44c, ""}, {0x44d, "e"},
	{0x44e, "yu|iu|yu|yu"}, {0x44f, "ya|ia|ya|ia"},
	{0x450, "e"}, {0x451, "e|e|yo|io"}, {0x452, "dj|d|dj|dz"}, {0x453, "gj|g|gj|dj"}, {0x454, "ye|ie|ye|e"}, {0x455, "dz"},
	{0x456, "i"}, {0x457, "yi|i|yi|i"}, {0x458, "j|y|j|i"}, {0x459, "lj|l|lj|ly"}, {0x45a, "nj|n|nj|ny"}, {0x45b, "c|ch|c|tj"},
	{0x45c, "kj|k|kj|c"}, {0x45d, "i"}, {0x45e, "u|u|w|v"}, {0x45f, "dz|dzh|dz|j"}, {0x463, "e"}, {0x46b, "a|u"}, {0x473, "f|th"},
	{0x475, "i"}, {0x491, "g"}, {0x493, "gh|g"}, {0x495, "gh|g"}, {0x497, "zh|j"}, {0x499, "z|dh"}, {0x49b, "k|q"},
	{0x49d, "k|q"}, {0x49f, "k|q"}, {0x4a1, "k|q"}, {0x4a3, "ng|n"}, {0x4a5, "ng"}, {0x4a9, "o"}, {0x4ab, "s|th"}, {0x4ad, "t"},
	{0x4af, "u|u|u|ue"}, {0x4b1, "u"}, {0x4b3, "h|kh"}, {0x4b7, "j|ch|j|dj"}, {0x4b9, "j|ch"}, {0x4bb, "h|kh"}, {0x4bd, "ch"},
	{0x4c2, "zh|j"}, {0x4c8, "k"}, {0x4cf, ""}, {0x4d1, "a"}, {0x4d3, "a"}, {0x4d5, "ae|a"}, {0x4d7, "e"}, {0x4d9, "a|e"},
	{0x4dd, "zh"}, {0x4df, "z"}, {0x4e1, "dz"}, {0x4e3, "i"}, {0x4e5, "i"}, {0x4e7, "o"}, {0x4e9, "o|u|o|oe"}, {0x4eb, "o"},
	{0x4ed, "e"}, {0x4ef, "u"}, {0x4f1, "u|u|u|ue"}, {0x4f3, "u"}, {0x4f5, "ch"}, {0x4f9, "y"},
};
static const struct letter UKRAINIAN_LETTERS[] = {
	{0x433, "h|h|h|g"}, {0x438, "y|y|y|i"}, {0x439, "i|i|y|y"}, {0x44e, "iu|iu|yu|iu"}, {0x44f, "ia|ia|ya|ia"}, {0x449, "shch"},
	{0x454, "ie|ie|ye|e"}, {0x457, "i|i|yi|i"},
};
static const struct letter BELARUSIAN_LETTERS[] = {
	{0x433, "h|h|h|g"}, {0x435, "e|ie|ye|e"}, {0x439, "y|i|y|i"}, {0x44e, "yu|iu|iu|u"}, {0x44f, "ya|ia|ia|ja"}, {0x451, "yo|io|io|e"},
	{0x45e, "u|u|w|v"},
};
static const struct letter SERBIAN_LETTERS[] = {
	{0x436, "z|zh|z|zh"}, {0x445, "h|h|h|kh"}, {0x446, "c|ts|c|ts"}, {0x447, "c|ch|c|ch"}, {0x448, "s|sh|s|sh"},
};
static const struct letter TURKIC_LETTERS[] = {
	{0x436, "zh|zh|j|j"}, {0x445, "kh|kh|h|h"}, {0x44b, "y|y|i|i"}, {0x456, "i|i|i|y"},
};

static bool vowel(uint32_t c)
{
	switch (c) {
	case 0x430: case 0x435: case 0x438: case 0x43e: case 0x443: case 0x44b: case 0x44d: case 0x44e: case 0x44f: case 0x451:
	case 0x454: case 0x456: case 0x457: case 0x4d9: case 0x4e9: case 0x4af: case 0x4b1:
		return true;
	default:
		return false;
	}
}

/* Which language, by the letters that only it has. */
static enum language language_of(const uint32_t *c, size_t n)
{
	bool i_dot = false, ukrainian = false, east = false;
	for (size_t k = 0; k < n; k++) {
		switch (c[k]) {
		case 0x45e: return BELARUSIAN;
		case 0x452: case 0x453: case 0x455: case 0x458: case 0x459: case 0x45a: case 0x45b: case 0x45c: case 0x45f: return SERBIAN;
		case 0x456: i_dot = true; break;
		case 0x454: case 0x457: case 0x491: ukrainian = true; break;
		case 0x44b: case 0x44d: case 0x451: east = true; break;
		default:
			if (c[k] >= 0x492 && c[k] < 0x52f && c[k] != 0x4cf)
				return c[k] == 0x4e9 || c[k] == 0x4af ? MONGOLIAN : TURKIC;
		}
	}
	return ukrainian ? UKRAINIAN : i_dot ? (east ? BELARUSIAN : UKRAINIAN) : RUSSIAN;
}

static const char *letter_of(enum language l, uint32_t c)
{
	const char *own = NULL;
	switch (l) {
	case UKRAINIAN: own = LETTER_FIND(UKRAINIAN_LETTERS, c); break;
	case BELARUSIAN: own = LETTER_FIND(BELARUSIAN_LETTERS, c); break;
	case SERBIAN: own = LETTER_FIND(SERBIAN_LETTERS, c); break;
	case TURKIC: case MONGOLIAN: own = LETTER_FIND(TURKIC_LETTERS, c); break;
	case RUSSIAN: break;
	}
	return own ? own : LETTER_FIND(RUSSIAN_LETTERS, c);
}

/* Endings of names: -ий, -ый are y, ii, iy, i. Returns the letters taken. */
static size_t spell_ending(struct spell *s, enum language l, const uint32_t *c, size_t n, size_t i)
{
	if (i + 2 != n || c[i + 1] != 0x439 || i == 0 || l == SERBIAN)
		return 0;
	if (c[i] == 0x438)
		spell_add(s, l == UKRAINIAN ? "y|yi|yy|yi" : "y|ii|iy|i");
	else if (c[i] == 0x44b)
		spell_add(s, "y|yi|yy|yi");
	else if (c[i] == 0x456)
		spell_add(s, "iy|ii|iy|i");
	else
		return 0;
	return 2;
}

/* Letters that are read by their neighbours. Returns the letters taken, 0 when the tables say it all. */
static size_t spell_context(struct spell *s, enum language l, const uint32_t *c, size_t n, size_t i)
{
	uint32_t before = i ? c[i - 1] : 0, next = i + 1 < n ? c[i + 1] : 0;
	bool soft = i == 0 || vowel(before) || before == 0x44c || before == 0x44a || before == 0x2bc;
	bool hush = before == 0x447 || before == 0x448 || before == 0x449 || before == 0x436;
	size_t taken = spell_ending(s, l, c, n, i);
	if (taken)
		return taken;
	if (c[i] == 0x435 && soft && l != SERBIAN && l != UKRAINIAN) {
		spell_add(s, i == 0 ? "ye|e|ye|e" : "e|e|ye|e");
	} else if (c[i] == 0x451 && hush) {
		spell_add(s, "e|e|o|o");
	} else if (c[i] == 0x451 && soft) {
		spell_add(s, "yo|e|yo|io");
	} else if (l == UKRAINIAN && i == 0 && (c[i] == 0x44e || c[i] == 0x44f || c[i] == 0x454 || c[i] == 0x457)) {
		spell_add(s, c[i] == 0x44e ? "yu|iu" : c[i] == 0x44f ? "ya|ia" : c[i] == 0x454 ? "ye|ie" : "yi|i");
	} else if (c[i] == 0x44a && !(next == 0x435 || next == 0x451 || next == 0x44e || next == 0x44f)) {
		spell_add(s, next ? "a|a|u|u" : ""); /* Bulgarian: a vowel */
	} else if (c[i] == 0x434 && next == 0x436) {
		spell_add(s, "dzh|dzh|dzh|j");
		return 2;
	} else if (c[i] == 0x43a && next == 0x441) {
		spell_add(s, "ks|ks|x|x");
		return 2;
	} else if (c[i] == 0x443 && i == 0 && (next == 0x438 || next == 0x44d || next == 0x43e || next == 0x430)) {
		spell_add(s, "u|u|u|w");
	} else {
		return 0;
	}
	return 1;
}

void translit_cyrillic(const uint32_t *cp, size_t n, struct spell *s)
{
	uint32_t c[TRANSLIT_POINTS];
	size_t m = 0;
	for (size_t i = 0; i < n && m < TRANSLIT_POINTS; i++)
		if (cp[i] < 0x80 || script_of(cp[i]) == SCRIPT_CYRILLIC)
			c[m++] = cp[i];
	enum language l = language_of(c, m);
	for (size_t i = 0; i < m;) {
		size_t taken = spell_context(s, l, c, m, i);
		if (taken) {
			i += taken;
			continue;
		}
		const char *known = letter_of(l, c[i]);
		if (known)
			spell_add(s, known);
		else
			spell_ascii(s, c[i]);
		i++;
	}
}
