/* Greek: ELOT 743 / BGN/PCGN first, then how names are written abroad (Alexandros, Nikolaou, Chatzi-/Hatzi-). */
#include "names/translit_internal.h"

#include <unicode/unorm2.h>

static const struct letter GREEK[] = {
	{0x3b1, "a"}, {0x3b2, "v|v|b"}, {0x3b3, "g|y|g"}, {0x3b4, "d"}, {0x3b5, "e"}, {0x3b6, "z"}, {0x3b7, "i|i|e"}, {0x3b8, "th"},
	{0x3b9, "i"}, {0x3ba, "k|k|c"}, {0x3bb, "l"}, {0x3bc, "m"}, {0x3bd, "n"}, {0x3be, "x|ks"}, {0x3bf, "o"}, {0x3c0, "p"},
	{0x3c1, "r|r|rh"}, {0x3c2, "s"}, {0x3c3, "s"}, {0x3c4, "t"}, {0x3c5, "y|i"}, {0x3c6, "f|f|ph"}, {0x3c7, "ch|h|kh"},
	{0x3c8, "ps"}, {0x3c9, "o"},
};

/* Pairs that are read as one; `start` is the reading at the beginning of a word where it differs. */
static const struct { uint32_t a, b; const char *alternatives, *start; } PAIRS[] = {
	{0x3bf, 0x3c5, "ou|u", NULL},        /* ου */
	{0x3bc, 0x3c0, "mp|b|mb", "b|b|mp"}, /* μπ */
	{0x3bd, 0x3c4, "nt|d|nd", "d|d|nt"}, /* ντ */
	{0x3b3, 0x3ba, "gk|g|ng", "g|g|gk"}, /* γκ */
	{0x3b3, 0x3b3, "ng|g", NULL},        /* γγ */
	{0x3b3, 0x3be, "nx", NULL},          /* γξ */
	{0x3b3, 0x3c7, "nch|nh", NULL},      /* γχ */
	{0x3c4, 0x3b6, "tz|j", NULL},        /* τζ */
	{0x3c4, 0x3c3, "ts|ch|c", NULL},     /* τσ */
	{0x3b1, 0x3b9, "ai|e|ae", NULL},     /* αι */
	{0x3b5, 0x3b9, "ei|i", NULL},        /* ει */
	{0x3bf, 0x3b9, "oi|i|oe", NULL},     /* οι */
	{0x3c5, 0x3b9, "yi|i", NULL},        /* υι */
};

/* α, ε, η + υ: v before a vowel or a voiced consonant, f before the others. */
static bool voiceless(uint32_t cp)
{
	return cp == 0 || cp == 0x3b8 || cp == 0x3ba || cp == 0x3be || cp == 0x3c0 || cp == 0x3c2 || cp == 0x3c3 || cp == 0x3c4 ||
	       cp == 0x3c6 || cp == 0x3c7 || cp == 0x3c8;
}

/* The plain letter; *split when it carries a diaeresis, *stress when a stress mark: αϊ, άι are two sounds. */
static uint32_t plain(uint32_t cp, bool *split, bool *stress)
{
	*split = *stress = false;
	if (cp < 0x370 || (cp >= 0x3b1 && cp <= 0x3c9))
		return cp;
	UErrorCode err = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&err);
	UChar apart[8];
	int32_t parts = U_FAILURE(err) ? 0 : unorm2_getDecomposition(nfd, (UChar32)cp, apart, 8, &err);
	if (U_FAILURE(err) || parts < 1)
		return cp;
	for (int32_t i = 1; i < parts; i++) {
		*split |= apart[i] == 0x308;
		*stress |= apart[i] == 0x301 || apart[i] == 0x300 || apart[i] == 0x342;
	}
	return apart[0];
}

static bool spell_pair(struct spell *s, uint32_t a, uint32_t b, uint32_t next, bool first)
{
	if (b == 0x3c5 && (a == 0x3b1 || a == 0x3b5 || a == 0x3b7)) {
		spell_add(s, a == 0x3b1 ? "a" : a == 0x3b5 ? "e" : "i|i|e");
		spell_add(s, voiceless(next) ? "f|v|u" : "v|v|u");
		return true;
	}
	for (size_t k = 0; k < sizeof PAIRS / sizeof *PAIRS; k++)
		if (PAIRS[k].a == a && PAIRS[k].b == b) {
			spell_add(s, first && PAIRS[k].start ? PAIRS[k].start : PAIRS[k].alternatives);
			return true;
		}
	return false;
}

void translit_greek(const uint32_t *cp, size_t n, struct spell *s)
{
	uint32_t letter[TRANSLIT_POINTS + 2] = {0};
	bool split[TRANSLIT_POINTS + 2] = {false}, stress[TRANSLIT_POINTS + 2] = {false};
	size_t m = 0;
	for (size_t i = 0; i < n && m < TRANSLIT_POINTS; i++)
		if (cp[i] < 0x80 || script_of(cp[i]) == SCRIPT_GREEK) {
			letter[m] = plain(cp[i], &split[m], &stress[m]);
			m++;
		}
	for (size_t i = 0; i < m; i++) {
		if (i + 1 < m && !split[i + 1] && !(stress[i] && letter[i + 1] != 0x3c0) &&
		    spell_pair(s, letter[i], letter[i + 1], letter[i + 2], i == 0)) {
			i++;
			continue;
		}
		const char *known = LETTER_FIND(GREEK, letter[i]);
		if (known)
			spell_add(s, known);
		else
			spell_ascii(s, letter[i]);
	}
}
