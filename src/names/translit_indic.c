/* The scripts of India and Sinhala: ISO 15919 without its marks, as names are spelled in English.
 *
 * Their blocks share one layout (ISCII), so that one table serves nine; Sinhala has its own. Forms: with the inherent vowel dropped
 * where the language drops it (Ohala 1983: at a word's end, and between vowel-consonant and consonant-vowel); with only the last
 * one dropped; with all of them; the English one (ee, oo, w). The South keeps its vowels. */
#include "names/translit_internal.h"

#include <string.h>

static const char *const LETTERS[128] = {
	[0x01] = "n", [0x02] = "n", [0x03] = "h",
	[0x05] = "a", [0x06] = "a", [0x07] = "i", [0x08] = "i|i|i|ee", [0x09] = "u", [0x0a] = "u|u|u|oo", [0x0b] = "ri|ri|r|ru",
	[0x0c] = "li", [0x0d] = "e", [0x0e] = "e", [0x0f] = "e", [0x10] = "ai|ai|ai|ay", [0x11] = "o", [0x12] = "o", [0x13] = "o",
	[0x14] = "au|au|au|ow",
	[0x15] = "k", "kh", "g", "gh", "ng|n", "ch|ch|c|ch", "chh|ch|ch|chh", "j", "jh|jh|jh|z", "ny|n|n|gn", "t", "th", "d", "dh", "n",
	"t|t|t|th", "th", "d", "dh", "n", "n", "p", "ph|f|ph|f", "b", "bh", "m", "y", "r", "r", "l", "l", "zh|l|zh|l",
	"v|v|v|w", "sh|s|sh|sh", "sh", "s", "h",
	[0x3e] = "a", "i", "i|i|i|ee", "u", "u|u|u|oo", "ri|ri|r|ru", "ri", "e", "e", "e", "ai|ai|ai|ay", "o", "o", "o", "au|au|au|ow",
	[0x4e] = "t", [0x58] = "q|k", "kh", "gh|g", "z", "r|d", "rh|dh", "f|ph", "y",
	[0x70] = "n", [0x7a] = "n", "n", "r", "l", "l", "k",
};
static const char *const SINHALA[128] = {
	[0x02] = "n", [0x03] = "h", [0x05] = "a", "a", "a|ae", "a|ae", "i", "i|i|i|ee", "u", "u|u|u|oo", "ru", "ru", "lu", "lu", "e", "e",
	"ai|ai|ai|i", "o", "o", "au", [0x1a] = "k", "k|kh", "g", "g|gh", "n|ng", "ng", "ch", "ch|chh", "j", "j|jh", "gn|ny", "gn", "nj", "t",
	"t|th", "d", "d|dh", "n", "nd", [0x2d] = "th|t", "th", "d", "d|dh", "n", [0x33] = "nd", "p", "p|ph", "b", "b|bh", "m", "mb", "y",
	"r", [0x3d] = "l", [0x40] = "w|v", "sh|s", "sh", "s", "h", "l", "f",
	[0x4f] = "a", "a|ae", "a|ae", "i", "i|i|i|ee", "u", [0x56] = "u|u|u|oo", [0x58] = "ru", "e", "e", "ai", "o", "o", "au",
};

enum block { DEVANAGARI = 0x900, BENGALI = 0x980, GURMUKHI = 0xa00, GUJARATI = 0xa80, ORIYA = 0xb00, TAMIL = 0xb80, TELUGU = 0xc00,
	KANNADA = 0xc80, MALAYALAM = 0xd00, SINHALESE = 0xd80 };

/* A consonant with what follows it. */
struct unit {
	const char *letter, *vowel; /* vowel: NULL = none written */
	bool inherent;              /* the vowel that is not written */
	bool joined;                /* no vowel at all: part of a cluster or killed by a virama */
	bool sign;                  /* an independent vowel, nasal or other sign: letter is all */
};

static const char *indic_letter(enum block block, unsigned at)
{
	return block == SINHALESE ? SINHALA[at] : LETTERS[at];
}

/* Tamil writes voiced and voiceless stops alike: voiced between vowels and after a nasal. */
static const char *tamil(unsigned at, bool start, bool twice, unsigned before)
{
	bool nasal = before == 0x19 || before == 0x1e || before == 0x23 || before == 0x28 || before == 0x29 || before == 0x2e;
	if (start || twice)
		return at == 0x1a ? (twice ? "ch|ch|c" : "s|ch|c") : at == 0x31 && twice ? "tr|rr" : at == 0x15 ? "k|g" : at == 0x2a ? "p|b" : NULL;
	switch (at) {
	case 0x15: return nasal ? "g|k" : "g|k|h";
	case 0x1a: return nasal ? "j|ch" : "s|ch|c";
	case 0x1f: return "d|t";
	case 0x24: return nasal ? "d|th|t" : "th|t|d|dh";
	case 0x2a: return "b|p";
	default: return NULL;
	}
}

static const char *consonant(enum block block, unsigned at, const uint32_t *cp, size_t n, size_t i)
{
	unsigned next = i + 1 < n ? cp[i + 1] & 0x7f : 0, before = i ? cp[i - 1] & 0x7f : 0;
	if (block == TAMIL) {
		bool killed = before == 0x4d && i > 1;
		unsigned prior = killed ? cp[i - 2] & 0x7f : 0;
		const char *own = tamil(at, i == 0, (killed && prior == at) || (next == 0x4d && i + 2 < n && (cp[i + 2] & 0x7f) == at), prior);
		if (own)
			return own;
	}
	if (next == 0x3c) /* nukta */
		switch (at) {
		case 0x15: return "q|k";
		case 0x17: return "gh|g";
		case 0x1c: return "z|j";
		case 0x21: return "r|d";
		case 0x22: return "rh|dh";
		case 0x2b: return "f|ph";
		case 0x2f: return "y";
		case 0x38: return "sh";
		default: break;
		}
	if (block == BENGALI)
		switch (at) {
		case 0x2d: return "bh|v|bh|v";
		case 0x2f: return "y|j|z|j";
		case 0x70: return "r";
		case 0x71: return "w|v";
		default: break;
		}
	return indic_letter(block, at);
}

static size_t units(enum block block, const uint32_t *cp, size_t n, struct unit *u)
{
	unsigned virama = block == SINHALESE ? 0x4a : 0x4d, first = block == SINHALESE ? 0x1a : 0x15, last = block == SINHALESE ? 0x46 : 0x39;
	unsigned signs = block == SINHALESE ? 0x4f : 0x3e, signs_end = block == SINHALESE ? 0x5e : 0x4c;
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		if (cp[i] < 0x80 || (cp[i] & ~0x7fu) != (uint32_t)block)
			continue;
		unsigned at = cp[i] & 0x7f;
		struct unit *before = m ? &u[m - 1] : NULL;
		if (at == virama) {
			if (before && before->inherent) {
				before->inherent = false;
				before->joined = true;
			}
		} else if (at >= signs && at <= signs_end) {
			if (before && before->inherent) {
				before->inherent = false;
				before->vowel = indic_letter(block, at);
			}
		} else if ((at >= first && at <= last) || (at >= 0x58 && at <= 0x5f && block != SINHALESE) ||
			   (block == BENGALI && (at == 0x70 || at == 0x71))) {
			const char *letter = consonant(block, at, cp, n, i);
			if (letter)
				u[m++] = (struct unit){.letter = letter, .inherent = true};
		} else if (indic_letter(block, at)) {
			bool lip = at <= 2 && i + 1 < n && (cp[i + 1] & 0x7f) >= 0x2a && (cp[i + 1] & 0x7f) <= 0x2e && block != SINHALESE;
			u[m++] = (struct unit){.letter = lip ? "m|m|n|m" : indic_letter(block, at), .sign = true};
		}
	}
	return m;
}

/* Which inherent vowels are not spoken; bit 0: in form 0, bit 1: in form 1. */
static void silent_vowels(const struct unit *u, size_t n, uint8_t *silent)
{
	memset(silent, 0, n);
	if (n > 1 && u[n - 1].inherent)
		silent[n - 1] = u[n - 2].joined && n > 2 ? 2 : 3;
	for (size_t i = n; i-- > 1;) {
		if (!u[i].inherent || silent[i] || i + 1 >= n || u[i + 1].joined || u[i + 1].sign || u[i - 1].joined)
			continue;
		bool vowel_before = u[i - 1].vowel || (u[i - 1].inherent && !silent[i - 1]) || (u[i - 1].sign && i > 0);
		bool vowel_next = u[i + 1].vowel || (u[i + 1].inherent && !(silent[i + 1] & 1));
		if (vowel_before && vowel_next)
			silent[i] = 1;
	}
}

void translit_indic(const uint32_t *cp, size_t n, struct spell *s)
{
	struct unit u[TRANSLIT_POINTS];
	uint8_t silent[TRANSLIT_POINTS] = {0};
	enum block block = DEVANAGARI;
	for (size_t i = 0; i < n; i++)
		if (cp[i] >= 0x900 && cp[i] < 0xe00) {
			block = (enum block)(cp[i] & ~0x7fu);
			break;
		}
	size_t m = units(block, cp, n < TRANSLIT_POINTS ? n : TRANSLIT_POINTS, u);
	if (block <= ORIYA)
		silent_vowels(u, m, silent);
	for (size_t i = 0; i < m; i++) {
		spell_add(s, u[i].letter);
		if (u[i].vowel)
			spell_add(s, u[i].vowel);
		if (!u[i].inherent)
			continue;
		for (unsigned k = 0; k < TRANSLIT_FORMS; k++)
			if (!(silent[i] & (k == 1 ? 2 : k == 2 ? 0 : 1)))
				spell_form(s, k, block == BENGALI && k == 3 ? "o" : "a");
	}
	for (size_t i = 0; i < n; i++)
		spell_ascii(s, cp[i]);
}
