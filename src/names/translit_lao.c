/* Lao: the system of BGN/PCGN 1966 (Commission Nationale de Toponymie), which spells in the French way; English spellings beside it.
 *
 * Every vowel is written, some before their consonant; a consonant without one closes the syllable. Tones do not count. */
#include "names/translit_internal.h"

#include <string.h>

enum {
	KO = 0xe81, KHO = 0xe84, NGO = 0xe87, NYO = 0xe8d, NO = 0xe99, MO = 0xea1, RO = 0xea3, LO = 0xea5, WO = 0xea7, HO = 0xeab, O = 0xead, LAST = 0xeae,
	V_A = 0xeb0, V_AN = 0xeb1, V_AA = 0xeb2, V_AM = 0xeb3, V_I = 0xeb4, V_II = 0xeb5, V_UE = 0xeb6, V_UEE = 0xeb7, V_U = 0xeb8, V_UU = 0xeb9,
	V_ON = 0xebb, SMALL_LO = 0xebc, V_IA = 0xebd, V_E = 0xec0, V_AE = 0xec1, V_O = 0xec2, V_AI = 0xec4, V_OO = 0xecd,
};

/* U+0E81 … U+0EAE at a syllable's beginning; at its end most are as they are there. */
static const char *const INITIALS[] = {
	"k", "kh", NULL, "kh", NULL, "k", "ng", "ch", NULL, "s|x", "s", NULL, "ny|nh|y", NULL, NULL, NULL, NULL, NULL, NULL, "d", "t", "th", "th", NULL,
	"n", "b", "p", "ph", "f", "ph", "f", NULL, "m", "y", "r", NULL, "l", NULL, "v", NULL, NULL, "s", "h", NULL, "", "h",
};

struct lao { uint32_t c[TRANSLIT_POINTS + 4]; size_t n; /* zeros follow */ struct spell *s; };

static bool is_consonant(uint32_t c)
{
	return c >= KO && c <= LAST && INITIALS[c - KO];
}
static bool is_mark(uint32_t c)
{
	return (c >= V_A && c <= V_IA) || c == V_OO;
}
static bool is_before(uint32_t c)
{
	return c >= V_E && c <= V_AI;
}

static bool is_bare(const struct lao *l, size_t i)
{
	uint32_t next = l->c[i + 1], after = next ? l->c[i + 2] : 0;

	if (!is_consonant(l->c[i]) || is_mark(next))
		return false;
	if (next == O || next == WO) /* vowels, unless they have one */
		return is_mark(after) || l->c[i] == O || (next == WO && !is_consonant(after));
	return true;
}

static void letters(const uint32_t *cp, size_t n, struct lao *l)
{
	memset(l->c, 0, sizeof l->c);
	l->n = 0;
	for (size_t i = 0; i < n && l->n < TRANSLIT_POINTS; i++) {
		if (cp[i] == V_AA && l->n && l->c[l->n - 1] == V_OO)
			l->c[l->n - 1] = V_AM;
		else if (is_consonant(cp[i]) || is_mark(cp[i]) || is_before(cp[i]) || (cp[i] < 0x80 && cp[i] > ' '))
			l->c[l->n++] = cp[i];
	}
}

/* The consonants before a vowel; a leading h only raises the tone. */
static size_t onset(const struct lao *l, size_t i)
{
	uint32_t c = l->c[i], d = l->c[i + 1];
	bool vowel = is_mark(l->c[i + 2]) || is_consonant(l->c[i + 2]);

	if (c == HO && d == SMALL_LO) {
		spell_add(l->s, "l");
		return i + 2;
	}
	if (c == HO && (d == NGO || d == NYO || d == NO || d == MO || d == RO || d == LO || d == WO) && vowel) {
		c = d;
		i++;
	}
	spell_add(l->s, INITIALS[c - KO]);
	d = l->c[i + 1];
	if (d == SMALL_LO || (d == RO && is_mark(l->c[i + 2])) || (d == WO && (c == KO || c == KHO || c == KO + 1) && is_mark(l->c[i + 2]))) {
		spell_add(l->s, d == SMALL_LO ? "l" : INITIALS[d - KO]);
		i++;
	}
	return i + 1;
}

/* The consonant that closes the syllable, if there is one; n after a long vowel is also spelt ne. */
static size_t close_syllable(const struct lao *l, size_t i, bool lengthy)
{
	uint32_t c = l->c[i];

	if (!is_bare(l, i))
		return i;
	switch (c) {
	case 0xe94: spell_add(l->s, "t|th"); break;
	case 0xe9a: spell_add(l->s, "p|b"); break;
	case NYO: spell_add(l->s, "i|y"); break;
	case WO: spell_add(l->s, "o|w|v"); break;
	case NO: spell_add(l->s, lengthy ? "n|ne" : "n"); break;
	default: spell_add(l->s, INITIALS[c - KO]); break;
	}
	return i + 1;
}

/* The syllable at i, whose vowel stands before it. */
static size_t vowel_before(const struct lao *l, size_t i)
{
	uint32_t v = l->c[i++], c;

	if (!is_consonant(l->c[i]))
		return i;
	i = onset(l, i);
	c = l->c[i];
	if (v > V_O) {
		spell_add(l->s, "ai|ay");
		return i;
	}
	if (v != V_E) {
		spell_add(l->s, v == V_O ? "o" : "ae|e");
		return close_syllable(l, c == V_A || c == V_AN ? i + 1 : i, v == V_O);
	}
	if (c == V_ON && l->c[i + 1] == V_AA) {
		spell_add(l->s, "ao");
		return i + 2;
	}
	if ((c == V_UE || c == V_UEE) && l->c[i + 1] == O) {
		spell_add(l->s, "uea|eua|ua");
		return close_syllable(l, i + 2, false);
	}
	if (c == V_I || c == V_II) {
		spell_add(l->s, "oe|eu|er");
		return close_syllable(l, i + 1, false);
	}
	if (c == V_AN && l->c[i + 1] == NYO)
		i++, c = NYO;
	if (c == NYO && is_bare(l, i)) {
		spell_add(l->s, "ia");
		return close_syllable(l, i + 1, false);
	}
	spell_add(l->s, "e");
	return close_syllable(l, c == V_A || c == V_AN ? i + 1 : i, false);
}

/* The syllable whose consonants end at i. */
static size_t vowel_after(const struct lao *l, size_t i)
{
	uint32_t v = l->c[i], next = v ? l->c[i + 1] : 0;

	switch (v) {
	case V_A: spell_add(l->s, "a"); return i + 1;
	case V_AM: spell_add(l->s, "am"); return i + 1;
	case V_AN: case V_ON:
		if (next == WO && is_bare(l, i + 1)) {
			spell_add(l->s, "oua|ua|oua");
			return close_syllable(l, i + 2, false);
		}
		spell_add(l->s, v == V_AN ? "a" : "o");
		return close_syllable(l, i + 1, false);
	case V_AA: spell_add(l->s, "a"); return close_syllable(l, i + 1, true);
	case V_I: spell_add(l->s, "i"); return close_syllable(l, i + 1, false);
	case V_II: spell_add(l->s, "i|y"); return close_syllable(l, i + 1, true);
	case V_UE: case V_UEE: spell_add(l->s, "ue|eu|u"); return close_syllable(l, i + 1, false);
	case V_U: case V_UU: spell_add(l->s, "ou|u|ou"); return close_syllable(l, i + 1, v == V_UU);
	case V_IA: spell_add(l->s, "ia|ie"); return close_syllable(l, i + 1, false);
	case V_OO: case O: spell_add(l->s, "o"); return close_syllable(l, i + 1, true);
	case WO: spell_add(l->s, "oua|ua|oua"); return close_syllable(l, i + 1, false);
	default: spell_add(l->s, "a"); return i;
	}
}

void translit_lao(const uint32_t *cp, size_t n, struct spell *s)
{
	struct lao l;

	l.s = s;
	letters(cp, n, &l);
	for (size_t i = 0; i < l.n;) {
		if (is_before(l.c[i])) {
			i = vowel_before(&l, i);
		} else if (is_consonant(l.c[i])) {
			i = vowel_after(&l, onset(&l, i));
		} else {
			spell_ascii(s, l.c[i]);
			i++;
		}
	}
}
