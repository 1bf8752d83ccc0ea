/* Khmer: the system of the United Nations (UNGEGN 1972, from that of the Service Géographique Khmère 1959) without its marks, and the
 * spellings that Cambodians use for names.
 *
 * A consonant is of the first or the second series, and its vowel sign is read by it; two signs move it to the other. A small letter under
 * another (coeng) belongs to the same cluster. A consonant without a sign closes the syllable before it, or has the vowel of its series. */
#include "names/translit_internal.h"

#include <string.h>

enum {
	FIRST = 0x1780, GO = 0x1782, NGO = 0x1784, HA = 0x17a0, QA = 0x17a2, BA = 0x1794, DA = 0x178a, TA = 0x178f,
	YO = 0x1799, RO = 0x179a, VO = 0x179c, OWN_VOWEL = 0x17a3, OWN_END = 0x17b3,
	SIGN = 0x17b6, V_I = 0x17b7, SIGN_END = 0x17c5, NIKAHIT = 0x17c6, REAHMUK = 0x17c7, TO_FIRST = 0x17c9,
	TO_SECOND = 0x17ca, SILENT = 0x17cd,
	SAMYOK = 0x17d0, COENG = 0x17d2,
};

struct consonant { const char *initial, *final; bool second; };
static const struct consonant CONSONANTS[] = { /* U+1780 … U+17A2 */
	{"k", "k", false}, {"kh", "k", false}, {"k", "k", true}, {"kh", "k", true}, {"ng", "ng", true}, {"ch", "ch", false}, {"chh|ch", "ch", false},
	{"ch", "ch", true}, {"chh|ch", "ch", true}, {"nh|ny|n", "nh|n|ng", true}, {"d", "t|t|d", false}, {"th", "t|th", false}, {"d", "t|t|d", true},
	{"th", "t|th", true}, {"n", "n", false}, {"t", "t", false}, {"th", "t|th", false}, {"t", "t", true}, {"th", "t|th|dh", true}, {"n", "n", true},
	{"b", "p|p|b", false}, {"ph", "p|ph", false}, {"p", "p", true}, {"ph", "p|ph", true}, {"m", "m", true}, {"y", "y", true}, {"r", "r||r", true},
	{"l", "l", true}, {"v", "v|u|w", true}, {"s", "s", false}, {"s", "s", false}, {"s", "s|h", false}, {"h", "h", false}, {"l", "l", false},
	{"", "", false},
};

/* U+17B6 … U+17C5 by series. */
static const char *const SIGNS[][2] = {
	{"a", "ea|ea|ia"}, {"e|i|i", "i"}, {"ei|i|e", "i"}, {"oe|e|eu", "ue|i|eu"}, {"eu|eu|u", "eu|eu|u"}, {"o|u|o", "u|o|u"}, {"o|ou|u", "u|ou|o"},
	{"uo|ua|ou", "uo|ua|ou"}, {"aeu|eu|er", "eu|eu|er"}, {"oea|oeu|ue", "oea|oeu|ue"}, {"ie|ea|ia", "ie|ea|ia"}, {"e|e|ei", "e|ei|e"},
	{"ae|e|e", "ea|e|ae"}, {"ai|ai|ay", "ey|ey|ai"}, {"ao|o|or", "ou|o|o"}, {"au|ao|av", "ov|ou|eu"},
};
static const char *const OWN[] = { /* U+17A3 … U+17B3 */
	"a", "a", "e|i", "ei|i", "o|u", "uk", "ou|u", "ov", "ri|roe|ru", "ri|reu|ru", "loe|li", "leu|li", "ae|e", "ai", "ao|o", "ao|o", "au",
};

/* A consonant with the small ones under it, its vowel signs and marks. */
struct unit {
	uint32_t c[4], vowel; /* vowel: 0 none written */
	size_t n;
	bool second, plain_ba, am, h, short_a, silent, own; /* own: a letter that is a vowel */
};

static bool is_consonant(uint32_t c)
{
	return c >= FIRST && c <= QA;
}
static bool is_sonorant(uint32_t c)
{
	return c == 0x1784 || c == 0x1789 || c == 0x178e || (c >= 0x1793 && c != BA && c != 0x1795 && c != 0x1796 && c != 0x1797 && c <= VO) || c == 0x17a1;
}

static void add_mark(struct unit *u, uint32_t c)
{
	switch (c) {
	case NIKAHIT: u->am = true; break;
	case REAHMUK: u->h = true; break;
	case TO_FIRST: u->second = false; u->plain_ba = u->c[0] == BA; break;
	case TO_SECOND: u->second = true; break;
	case SAMYOK: u->short_a = true; break;
	case SILENT: u->silent = true; break;
	default:
		if (c >= SIGN && c <= SIGN_END)
			u->vowel = c;
		break;
	}
}

static size_t units(const uint32_t *cp, size_t n, struct unit *u)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		struct unit *last = m ? &u[m - 1] : NULL;

		if (cp[i] == COENG && i + 1 < n && is_consonant(cp[i + 1]) && last && !last->own) {
			uint32_t c = cp[++i];

			if (last->n < 4)
				last->c[last->n++] = c;
			if (!is_sonorant(c) || (last->n == 2 && is_sonorant(last->c[0])))
				last->second = CONSONANTS[c - FIRST].second;
		} else if (is_consonant(cp[i])) {
			u[m++] = (struct unit){.c = {cp[i]}, .n = 1, .second = CONSONANTS[cp[i] - FIRST].second};
		} else if (cp[i] >= OWN_VOWEL && cp[i] <= OWN_END) {
			u[m++] = (struct unit){.c = {cp[i]}, .n = 1, .own = true};
		} else if (last) {
			add_mark(last, cp[i]);
		}
	}
	return m;
}

static bool is_bare(const struct unit *u)
{
	return !u->own && !u->vowel && !u->am && !u->h && !u->short_a && !u->silent;
}
static bool can_close(const struct unit *u)
{
	return is_bare(u) && u->c[0] != HA && u->c[0] != QA && !(u->n > 1 && u->c[1] == RO);
}

static void spell_onset(struct spell *s, const struct unit *u)
{
	for (size_t i = 0; i < u->n; i++) {
		uint32_t c = u->c[i];

		if (c == HA && u->n > 1) /* it marks sounds of other languages: g, f */
			continue;
		if (u->c[0] == HA && (c == GO || c == VO))
			spell_add(s, c == GO ? "g" : "f");
		else if (i && c == TA)
			spell_add(s, "t|d");
		else
			spell_add(s, c == BA && (u->plain_ba || u->n > 1) ? "p" : CONSONANTS[c - FIRST].initial);
	}
}

static void spell_vowel(struct spell *s, const struct unit *u, const struct unit *next)
{
	bool second = u->second;

	if (u->short_a)
		spell_add(s, second ? "oa|or|ea" : "a");
	else if (u->vowel)
		spell_add(s, u->am && u->vowel == SIGN && second ? "oa|ea|a" : SIGNS[u->vowel - SIGN][second]);
	else if (u->am)
		spell_add(s, second ? "u|o|u" : "a|o|a");
	else
		spell_add(s, second ? "o|o|a" : "a|o|a");
	if (u->am) /* ang */
		spell_add(s, next && next->c[0] == NGO && is_bare(next) ? "ng" : "m");
	if (u->h)
		spell_add(s, "h||h");
}

/* Does the unit at i, which has no vowel sign, close the syllable before it? The last does, and one before a vowel; of two that are left the first has
 * a vowel. */
static bool closes(const struct unit *u, size_t m, size_t i)
{
	size_t run = 0;

	while (i + run < m && is_bare(&u[i + run]))
		run++;
	return i < m && can_close(&u[i]) && !(i + 1 < m && u[i + 1].own) && (run % 2 == 1 || (i + 1 < m && !can_close(&u[i + 1])));
}

void translit_khmer(const uint32_t *cp, size_t n, struct spell *s)
{
	struct unit u[TRANSLIT_POINTS];
	size_t m = units(cp, n < TRANSLIT_POINTS ? n : TRANSLIT_POINTS, u);

	for (size_t i = 0; i < m; i++) {
		if (u[i].silent)
			continue;
		if (u[i].own) {
			spell_add(s, OWN[u[i].c[0] - OWN_VOWEL]);
		} else {
			spell_onset(s, &u[i]);
			/* an i at the end is not said */
			if (i && i + 1 == m && u[i].vowel == V_I && !u[i].am && !u[i].h) {
				spell_add(s, "||i");
				continue;
			}
			spell_vowel(s, &u[i], i + 1 < m ? &u[i + 1] : NULL);
			if (m == 1 && is_bare(&u[i])) /* Sar */
				spell_add(s, "||r");
			if (u[i].am || u[i].h) {
				i += i + 1 < m && u[i].am && u[i + 1].c[0] == NGO && is_bare(&u[i + 1]);
				continue;
			}
		}
		if (closes(u, m, i + 1)) {
			i++;
			spell_add(s, CONSONANTS[u[i].c[0] - FIRST].final);
		}
	}
	for (size_t i = 0; i < n; i++)
		spell_ascii(s, cp[i]);
}
