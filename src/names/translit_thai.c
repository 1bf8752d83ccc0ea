/* Thai: the Royal Thai General System of Transcription (Royal Institute 1999), which writes what is said; beside it the spellings that
 * families choose: p, t, k, j for what RTGS writes ph, th, kh, ch, and finals as they are written; and the letters of words from Sanskrit
 * and Pali one by one, with the a that Thai does not say.
 *
 * Thai writes no space between syllables, some vowels before their consonant, and short o and a not at all. Syllables are cut by rules, not by
 * a dictionary: a lone consonant takes a, two close a syllable with o, the consonant after a vowel closes its syllable unless it has a
 * vowel of its own. Tones do not count; what stands under a karan is silent. */
#include "names/translit_internal.h"

#include <string.h>

enum {
	KO_KAI = 0xe01, KHO_KHAI = 0xe02, KHO_KHWAI = 0xe04, NGO = 0xe07, CHO_CHAN = 0xe08, CHO_CHING = 0xe09,
	CHO_CHANG = 0xe0a, YO_YING = 0xe0d,
	DO_CHADA = 0xe0e, TO_PATAK = 0xe0f, THO_THAN = 0xe10,
	THO_PHUTHAO = 0xe12, NO_NEN = 0xe13, TO_TAO = 0xe15, THO_THUNG = 0xe16, THO_THAHAN = 0xe17, THO_THONG = 0xe18,
	NO_NU = 0xe19, BO = 0xe1a, PO_PLA = 0xe1b, PHO_PHUENG = 0xe1c,
	PHO_PHAN = 0xe1e, FO_FAN = 0xe1f, MO = 0xe21, YO_YAK = 0xe22, RO = 0xe23, RU = 0xe24, LO = 0xe25, LU = 0xe26,
	WO = 0xe27, SO_SALA = 0xe28, SO_RUESI = 0xe29,
	SO_SUEA = 0xe2a, HO = 0xe2b, O = 0xe2d, HO_NOKHUK = 0xe2e,
	V_A = 0xe30, V_AN = 0xe31, V_AA = 0xe32, V_AM = 0xe33, V_I = 0xe34, V_II = 0xe35, V_UE = 0xe36, V_UEE = 0xe37,
	V_U = 0xe38, V_UU = 0xe39,
	V_E = 0xe40, V_AE = 0xe41, V_O = 0xe42, V_AI = 0xe43, V_AI2 = 0xe44, V_SHORT = 0xe47, KARAN = 0xe4c, NIKHAHIT = 0xe4d,
	SILENT = 1, /* in the place of a letter under a karan */
};

/* U+0E01 … U+0E2E, at a syllable's beginning and at its end. Forms: RTGS, as families spell it, letter by letter. */
static const char *const INITIALS[] = {
	"k", "kh|k|kh", "kh|k|kh", "kh|k|k", "kh|k|k", "kh|k|gh", "ng", "ch|j|j", "ch", "ch|ch|j", "s", "ch|ch|j", "y|y|n", "d", "t", "th|t|th",
	"th|t|d", "th|t|th", "n", "d", "t", "th|t|th", "th|t|th", "th|t|dh", "n", "b", "p", "ph|p|p", "f", "ph|p|p", "f", "ph|p|bh", "m", "y", "r",
	"", "l", "", "w|w|v", "s", "s", "s", "h", "l", "", "h",
};
static const char *const FINALS[] = {
	"k", "k|k|kh", "k|k|kh", "k", "k", "k", "ng", "t|t|j", "t|t|ch", "t|ch|j", "t|s|s", "t|t|j", "n", "t|d|d", "t", "t|t|th", "t|t|d", "t|t|th",
	"n", "t|d|d", "t", "t|t|th", "t|t|d", "t|t|dh", "n", "p|b|b", "p", "p", "p|f|f", "p", "p|f|f", "p", "m", "i|y|y", "n|rn|r",
	"", "n|l|l", "", "o|w|v", "t|t|s", "t|t|s", "t|s|s", "", "n|l|l", "", "",
};

struct thai { uint32_t c[TRANSLIT_POINTS + 4]; size_t n; /* zeros follow */ struct spell *s; };

static bool is_consonant(uint32_t c)
{
	return c >= KO_KAI && c <= HO_NOKHUK && c != RU && c != LU;
}
static bool is_mark(uint32_t c) /* a vowel after, above or below its consonant */
{
	return (c >= V_A && c <= V_UU) || c == V_SHORT || c == NIKHAHIT;
}
static bool is_before(uint32_t c)
{
	return c >= V_E && c <= V_AI2;
}
static bool one_of(uint32_t c, const uint32_t *set, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (set[i] == c)
			return true;
	return false;
}
#define ONE_OF(c, ...) one_of((c), (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

/* Has the consonant at i a vowel of its own? O after it is one unless it has one itself. */
static bool has_vowel(const struct thai *t, size_t i)
{
	uint32_t next = t->c[i + 1];

	return is_mark(next) || next == RU || (next == O && t->c[i] != O && !is_mark(t->c[i + 2])) || (next == RO && t->c[i + 2] == RO && !is_mark(t->c[i + 3]));
}
static bool is_bare(const struct thai *t, size_t i)
{
	return is_consonant(t->c[i]) && !has_vowel(t, i);
}
/* Two consonants that begin one syllable. */
static bool is_cluster(uint32_t c, uint32_t d)
{
	if (c == HO)
		return ONE_OF(d, NGO, YO_YING, NO_NU, MO, YO_YAK, RO, LO, WO);
	if (c == O)
		return false;
	if (d == RO)
		return ONE_OF(c, KO_KAI, KHO_KHAI, KHO_KHWAI, TO_TAO, THO_THAHAN, BO, PO_PLA, PHO_PHAN, FO_FAN, SO_SALA, SO_SUEA);
	return (d == LO && ONE_OF(c, KO_KAI, KHO_KHAI, KHO_KHWAI, PO_PLA, PHO_PHUENG, PHO_PHAN, BO, FO_FAN)) ||
	       (d == WO && ONE_OF(c, KO_KAI, KHO_KHAI, KHO_KHWAI));
}

/* Consonants from i on without a vowel; not the first of two that begin the next syllable together. */
static size_t bare_run(const struct thai *t, size_t i)
{
	size_t n = 0;

	while (is_bare(t, i + n))
		n++;
	if (n && t->c[i + n - 1] != O && is_consonant(t->c[i + n]) && is_cluster(t->c[i + n - 1], t->c[i + n]))
		n--;
	return n;
}
static bool can_close(uint32_t c)
{
	return is_consonant(c) && !ONE_OF(c, CHO_CHING, PHO_PHUENG, YO_YAK, WO, HO, O, HO_NOKHUK);
}

/* Letters that are left when tones and signs are gone; NIKHAHIT and AA become AM again. */
static void letters(const uint32_t *cp, size_t n, struct thai *t)
{
	memset(t->c, 0, sizeof t->c);
	t->n = 0;
	for (size_t i = 0; i < n && t->n < TRANSLIT_POINTS; i++) {
		if (cp[i] == KARAN) {
			while (t->n && is_mark(t->c[t->n - 1]))
				t->c[--t->n] = 0;
			if (t->n > 2 && t->c[t->n - 1] == RO && ONE_OF(t->c[t->n - 2], TO_TAO, THO_THAHAN, DO_CHADA, TO_PATAK, CHO_CHANG)) /* chan, sat, rat */
				t->c[--t->n] = 0;
			if (t->n)
				t->c[t->n - 1] = SILENT;
		} else if (cp[i] == V_AA && t->n && t->c[t->n - 1] == NIKHAHIT) {
			t->c[t->n - 1] = V_AM;
		} else if ((cp[i] >= KO_KAI && cp[i] <= HO_NOKHUK) || is_mark(cp[i]) || is_before(cp[i]) || (cp[i] < 0x80 && cp[i] > ' ')) {
			t->c[t->n++] = cp[i];
		}
	}
}

static void spell_initial(const struct thai *t, size_t i)
{
	bool nd = t->c[i] == THO_THAHAN && i && t->c[i - 1] == NO_NU;

	spell_add(t->s, t->c[i] == CHO_CHANG && i == 0 ? "ch" : nd ? "th|t|d" : INITIALS[t->c[i] - KO_KAI]);
}

/* The consonants that begin the syllable at i; returns the place after them. */
static size_t onset(const struct thai *t, size_t i, bool two)
{
	uint32_t c = t->c[i];

	if (two && (c == HO || c == O)) {
		i++;
	} else if (two && (c == SO_SALA || c == SO_SUEA || (c == THO_THAHAN && (i == 0 || (t->c[i + 2] == V_AN && t->c[i + 3] == PHO_PHAN))))) {
		spell_add(t->s, "s");
		spell_add(t->s, "|r|r");
		return i + 2;
	} else if (two) {
		spell_initial(t, i++);
	}
	spell_initial(t, i);
	return i + 1;
}

/* What closes the syllable whose vowel was just written; needed: the vowel cannot stand open. Returns the place after it. */
static size_t close_syllable(const struct thai *t, size_t i, bool needed, uint32_t vowel)
{
	size_t run = bare_run(t, i), end = i + run;
	bool last = t->c[end] == 0 || t->c[end] == SILENT, high = ONE_OF(vowel, V_I, V_II, V_U, V_UU);
	uint32_t c = t->c[i], d = t->c[i + 1];
	bool twin = run >= 2 && ((d == RO && (ONE_OF(c, TO_TAO, THO_THAHAN, CHO_CHANG) || (needed && (c == KO_KAI || c == KHO_KHWAI)))) ||
				 !strcmp(FINALS[c - KO_KAI], FINALS[d - KO_KAI]) || (c == THO_THAHAN && d == THO_THONG) || d == HO);

	/* all that stand before a silent letter are silent but the first */
	if (run && t->c[end] == SILENT && (run == 1 || needed || (run == 2 && !can_close(d)))) {
		spell_add(t->s, FINALS[c - KO_KAI]);
		return end + 1;
	}
	/* sombat, chat: a last i that is not said */
	if (c == TO_TAO && d == V_I && !t->c[i + 2] && (needed || vowel == V_AA)) {
		spell_add(t->s, "t|ti|ti");
		return i + 2;
	}
	if (!run && needed && is_bare(t, i)) /* chak-kri */
		run = 1;
	if (!run || (run == 1 && c == WO && !last && (vowel == V_U || vowel == V_UU)) || /* phu-wa */
	    (!needed && run == 2 && (!twin || t->c[end] == SILENT) && can_close(d) && !(c == LO && d == PO_PLA)))
		return i;
	if (twin && d == RO && run == 2 && !last) { /* phet-cha-buri, phat-cha-ra-wat; phet-buri */
		spell_add(t->s, FINALS[c - KO_KAI]);
		if (needed)
			spell_initial(t, i), spell_add(t->s, "ara");
		else
			spell_form(t->s, 0, FINALS[c - KO_KAI][0] == 't' ? "cha" : "ka"), spell_form(t->s, 2, "ara");
		return i + 2;
	}
	/* su-ra-chai, wi-ra-phong */
	if (!needed && high && c == RO && !last && run % 2 == 1)
		return i;
	if (!needed && high && c == RO && run >= 3)
		return i;
	spell_add(t->s, FINALS[c - KO_KAI]);
	if (c == CHO_CHANG && run == 1 && !last && vowel == V_AA) /* rat-cha-bu-ri */
		spell_add(t->s, "cha|cha|");
	/* Pattaya, Rattana: the first of two consonants that Sanskrit says together is said again */
	if (run == 1 && !last && is_consonant(d) &&
	    ((ONE_OF(d, YO_YAK, NO_NEN, NO_NU, MO, WO) && ONE_OF(c, THO_THAHAN, THO_THONG, THO_THUNG, THO_PHUTHAO, THO_THAN, SO_SALA, SO_RUESI)) ||
	     (ONE_OF(d, YO_YAK, NO_NU) && ONE_OF(c, TO_TAO, SO_SUEA, LO)))) {
		spell_add(t->s, INITIALS[c - KO_KAI]);
		spell_add(t->s, "a");
		return i + 1;
	}
	if (twin && run == 2 && last) {
		spell_add(t->s, d == RO ? "||ra" : "");
		return end;
	}
	/* the a between, that Sanskrit has, but in nd and nt */
	if (d && d != SILENT && c != d && c != NGO && c != YO_YING && !(c == NO_NU && ONE_OF(d, TO_TAO, THO_THAHAN, THO_THONG)) &&
	    (ONE_OF(vowel, V_AA, V_E, V_O) || high || d == NO_NU))
		spell_form(t->s, 2, "a");
	return i + 1;
}

/* The syllable at i, whose vowel stands before it. */
static size_t vowel_before(const struct thai *t, size_t i)
{
	uint32_t v = t->c[i++], c, next;
	bool two;

	if (!is_consonant(t->c[i]))
		return i;
	two = is_cluster(t->c[i], t->c[i + 1]) && !(t->c[i] == HO && !t->c[i + 2] && v < V_AI);
	/* cha-roen, sa-thian, sa-daeng */
	c = t->c[i + 1], next = t->c[i + 2];
	if (!two && is_consonant(c) &&
	    ((v == V_E && ((next == V_II && t->c[i + 3] == YO_YAK) || (next == V_UEE && t->c[i + 3] == O) ||
			   (next == V_I && ONE_OF(t->c[i], CHO_CHAN, CHO_CHING, SO_SUEA, THO_THUNG) && (c == RO || c == LO)))) ||
	     (v == V_AE && ONE_OF(t->c[i], SO_SUEA, THO_THUNG, CHO_CHING) && is_bare(t, i + 1) && can_close(next) && is_bare(t, i + 2)))) {
		i = onset(t, i, false);
		spell_add(t->s, "a");
	}
	i = onset(t, i, two);
	c = t->c[i], next = t->c[i + 1];
	if (v == V_AI || v == V_AI2) {
		spell_add(t->s, "ai");
		return c == YO_YAK && !has_vowel(t, i) ? i + 1 : i;
	}
	if (v == V_AE || v == V_O) {
		spell_add(t->s, v == V_O ? "o" : "ae|ae|a");
		return c == V_A ? i + 1 : close_syllable(t, c == V_SHORT ? i + 1 : i, c == V_SHORT, v);
	}
	if (c == V_II && next == YO_YAK) {
		spell_add(t->s, "ia");
		return t->c[i + 2] == V_A ? i + 3 : close_syllable(t, i + 2, false, 0);
	}
	if (c == V_UEE && next == O) {
		spell_add(t->s, "uea|ua|ua");
		return close_syllable(t, i + 2, false, 0);
	}
	if (c == V_AA) {
		spell_add(t->s, next == V_A ? "o" : "ao");
		return next == V_A ? i + 2 : i + 1;
	}
	if (c == V_I || (c == O && !is_mark(next))) {
		spell_add(t->s, "oe|er|oe");
		return close_syllable(t, i + 1, c == V_I, V_E);
	}
	if (c == YO_YAK && is_bare(t, i)) {
		spell_add(t->s, "oei");
		return i + 1;
	}
	spell_add(t->s, "e");
	return c == V_A ? i + 1 : close_syllable(t, c == V_SHORT ? i + 1 : i, c == V_SHORT, v);
}

/* The vowel at i, which stands after its consonants. */
static size_t vowel_after(const struct thai *t, size_t i)
{
	uint32_t v = t->c[i], next = t->c[i + 1];

	switch (v) {
	case V_A: spell_add(t->s, "a"); return i + 1;
	case V_AM: spell_add(t->s, "am"); return i + 1;
	case V_AN:
		if (next == WO && is_bare(t, i + 1)) {
			spell_add(t->s, "ua");
			return t->c[i + 2] == V_A ? i + 3 : i + 2;
		}
		spell_add(t->s, "a");
		return close_syllable(t, i + 1, true, v);
	case V_AA: spell_add(t->s, "a"); break;
	case V_I: case V_II: spell_add(t->s, "i"); break;
	case V_UE: case V_UEE:
		spell_add(t->s, "ue|u|ue");
		if (next == O && !is_mark(t->c[i + 2]))
			i++;
		break;
	case V_U: case V_UU: spell_add(t->s, "u"); break;
	case RU:
		if (i && ONE_OF(t->c[i - 1], NO_NU, HO, MO)) /* na-rue-mon */
			spell_add(t->s, "a");
		spell_add(t->s, i && ONE_OF(t->c[i - 1], KO_KAI, TO_TAO, THO_THAHAN, PO_PLA, SO_SALA, SO_SUEA) ? "ri" : "rue|ru|ri");
		break;
	case O: spell_add(t->s, "o"); break;
	case V_SHORT: spell_add(t->s, "o"); i += next == O; break;
	case RO: /* and another */
		spell_add(t->s, "a");
		i++;
		if (is_bare(t, i + 1) && can_close(t->c[i + 1])) {
			spell_form(t->s, 2, "r");
			i = close_syllable(t, i + 1, true, V_AN);
			if (t->c[i] && t->c[i] != SILENT)
				spell_form(t->s, 2, "a");
			return i;
		}
		spell_add(t->s, "n|rn|n");
		return i + 1;
	default: break;
	}
	return close_syllable(t, i + 1, false, v);
}

/* Consonants from i on that have no vowel: a, or o where two close a syllable. */
static size_t without_vowel(const struct thai *t, size_t i)
{
	size_t run = bare_run(t, i), end = i + run;
	bool last = t->c[end] == 0 || t->c[end] == SILENT;

	if (run >= 3 && t->c[i + 1] == WO && can_close(t->c[i + 2])) { /* chuan */
		spell_initial(t, i);
		spell_add(t->s, "ua");
		spell_add(t->s, FINALS[t->c[i + 2] - KO_KAI]);
		return i + 3;
	}
	if (run >= 3 && run % 2 == 1 && is_cluster(t->c[i], t->c[i + 1]) && t->c[i + 1] != WO) { /* klom, phrom */
		i = onset(t, i, true);
		spell_add(t->s, "o");
		spell_add(t->s, FINALS[t->c[i] - KO_KAI]);
		return t->c[end] == SILENT && i + 1 == end ? end + 1 : i + 1;
	}
	if (run == 4 && is_cluster(t->c[i], t->c[i + 1]) && t->c[i + 2] == HO && t->c[i + 3] == MO) {
		i = onset(t, i, true);
		spell_add(t->s, "om");
		return i + 2;
	}
	spell_initial(t, i);
	if ((run % 2 == 0 || (run == 3 && t->c[i + 1] == NO_NU && ONE_OF(t->c[i + 2], TO_TAO, THO_THAHAN, THO_THONG))) && run && can_close(t->c[i + 1])) {
		bool final = last && run == 2;

		spell_add(t->s, final ? "o" : "o|o|a");
		/* so-ra-yut */
		spell_add(t->s, i == 0 && !last && t->c[1] == RO && t->c[0] != PHO_PHAN ? "n|ra|r" : FINALS[t->c[i + 1] - KO_KAI]);
		if (!final && t->c[i + 2] && t->c[i + 1] != NGO && run != 3)
			spell_form(t->s, 2, "a");
		if (t->c[i + 2] == SILENT)
			return i + 3;
		return i + 2;
	}
	spell_add(t->s, "a");
	return i + 1;
}

void translit_thai(const uint32_t *cp, size_t n, struct spell *s)
{
	struct thai t;

	t.s = s;
	letters(cp, n, &t);
	for (size_t i = 0; i < t.n;) {
		uint32_t c = t.c[i];

		if (is_before(c)) {
			i = vowel_before(&t, i);
		} else if (is_consonant(c) && has_vowel(&t, i)) {
			i = vowel_after(&t, onset(&t, i, false));
		} else if (is_consonant(c) && has_vowel(&t, i + 1) && (is_cluster(c, t.c[i + 1]) || (c == O && t.c[i + 1] == YO_YAK && t.c[i + 2] == V_UU))) {
			i = vowel_after(&t, onset(&t, i, true));
		} else if (is_consonant(c)) {
			i = without_vowel(&t, i);
		} else if (c == RU || c == LU) {
			spell_add(s, c == RU ? "ri|rue|ri" : "lue");
			i = close_syllable(&t, i + 1, false, V_I);
		} else {
			spell_ascii(s, c);
			i++;
		}
	}
}
