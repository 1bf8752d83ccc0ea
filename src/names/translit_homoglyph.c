#include "names/translit.h"

/* Rows of look-alikes: Latin, Cyrillic, Greek (0 = none), from Unicode's confusables (UTS 39), letters of names only. */
static const struct { uint32_t latin, cyrillic, greek; } ALIKE[] = {
	{'A', 0x410, 0x391}, {'B', 0x412, 0x392}, {'C', 0x421, 0x3f9}, {'E', 0x415, 0x395}, {'F', 0, 0x3dc}, {'G', 0x50c, 0},
	{'H', 0x41d, 0x397}, {'I', 0x406, 0x399}, {'I', 0x4c0, 0}, {'J', 0x408, 0x37f}, {'K', 0x41a, 0x39a}, {'M', 0x41c, 0x39c},
	{'N', 0, 0x39d}, {'O', 0x41e, 0x39f}, {'P', 0x420, 0x3a1}, {'Q', 0x51a, 0}, {'S', 0x405, 0}, {'T', 0x422, 0x3a4},
	{'V', 0x474, 0}, {'W', 0x51c, 0}, {'X', 0x425, 0x3a7}, {'Y', 0x4ae, 0x3a5}, {'Z', 0, 0x396},
	{'a', 0x430, 0x3b1}, {'b', 0x44c, 0}, {'c', 0x441, 0x3f2}, {'d', 0x501, 0}, {'e', 0x435, 0}, {'h', 0x4bb, 0},
	{'i', 0x456, 0x3b9}, {'j', 0x458, 0x3f3}, {'k', 0x43a, 0x3ba}, {'l', 0x4cf, 0}, {'o', 0x43e, 0x3bf}, {'p', 0x440, 0x3c1},
	{'q', 0x51b, 0}, {'r', 0x433, 0}, {'s', 0x455, 0}, {'u', 0, 0x3c5}, {'v', 0x475, 0x3bd}, {'w', 0x51d, 0x3c9},
	{'x', 0x445, 0x3c7}, {'y', 0x443, 0x3b3}, {'y', 0x4af, 0}, {0xef, 0x457, 0x3ca}, {0xcf, 0x407, 0x3aa}, {0xeb, 0x451, 0},
	{0xcb, 0x401, 0}, {0x259, 0x4d9, 0}, {0x18f, 0x4d8, 0}, {0xe6, 0x4d5, 0}, {0xc6, 0x4d4, 0}, {0xf3, 0, 0x3cc}, {0xe1, 0, 0x3ac},
	{0, 0x413, 0x393}, {0, 0x41f, 0x3a0}, {0, 0x424, 0x3a6}, {0, 0x444, 0x3c6}, {0, 0x43e, 0x3c3},
};

uint32_t translit_homoglyph(uint32_t cp, enum script want)
{
	if (cp >= 0xff21 && cp <= 0xff5a) { /* full width: the plain letter, and what that looks like */
		uint32_t plain = cp - 0xff21 + 'A';
		if (script_of(plain) != SCRIPT_LATIN)
			return 0;
		return want == SCRIPT_LATIN ? plain : translit_homoglyph(plain, want);
	}
	if (cp >= 0x1d400 && cp <= 0x1d6a3) { /* mathematical alphabets: runs of A-Z, a-z */
		uint32_t at = (cp - 0x1d400) % 52, plain = at < 26 ? 'A' + at : 'a' + at - 26;
		return want == SCRIPT_LATIN ? plain : translit_homoglyph(plain, want);
	}
	if (script_of(cp) == want)
		return 0;
	for (size_t i = 0; i < sizeof ALIKE / sizeof *ALIKE; i++) {
		uint32_t latin = ALIKE[i].latin, cyrillic = ALIKE[i].cyrillic, greek = ALIKE[i].greek;
		if (cp != latin && cp != cyrillic && cp != greek)
			continue;
		uint32_t to = want == SCRIPT_LATIN ? latin : want == SCRIPT_CYRILLIC ? cyrillic : want == SCRIPT_GREEK ? greek : 0;
		if (to)
			return to;
	}
	return 0;
}
