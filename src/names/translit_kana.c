/* Kana: Hepburn with long vowels dropped, then two guesses at the foreign name behind katakana (with r, with l: vowels that Japanese had
 * to put between consonants taken out, ー as a vowel's length), then the vowels as they are written. For hiragana Kunrei-shiki instead of
 * the foreign readings. */
#include "names/translit_internal.h"

#include <string.h>

/* U+3041 … U+3096: consonant, then vowel as the last letter; "-" small kana of a vowel, "+" small ya, yu, yo. */
static const char *const KANA[] = {
	"-a", "a", "-i", "i", "-u", "u", "-e", "e", "-o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go",
	"sa", "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji", "*", "tsu", "zu", "te", "de", "to", "do",
	"na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po",
	"ma", "mi", "mu", "me", "mo", "+a", "ya", "+u", "yu", "+o", "yo", "ra", "ri", "ru", "re", "ro", "-a", "wa", "i", "e", "o", "n",
	"vu", "ka", "ke",
};

struct mora {
	char consonant[4]; /* "" for a bare vowel */
	char vowel;        /* 0 for n */
	bool twice;        /* small tsu before it */
	bool kept;         /* its vowel was written with a small kana: it is spoken */
	unsigned longer;   /* 1: ー after it; 2: a vowel was written that only makes it longer */
};

static void mora_small(struct mora *m, const char *kana)
{
	char v = kana[1], *c = m->consonant;
	size_t n = strlen(c);
	if (kana[0] == '+') {
		if (strcmp(c, "sh") != 0 && strcmp(c, "ch") != 0 && strcmp(c, "j") != 0 && n < 3)
			memcpy(c + n, "y", 2);
	} else if (m->vowel == 'u' && n == 0) {
		memcpy(c, "w", 2);
	} else if (m->vowel == 'i' && n == 0 && v == 'e') {
		memcpy(c, "y", 2);
	} else if (m->vowel == 'u' && (!strcmp(c, "k") || !strcmp(c, "g"))) {
		memcpy(c + 1, "w", 2);
	}
	m->vowel = v;
	m->kept = true;
}

/* Morae of the run; *katakana when it holds any. */
static size_t morae(const uint32_t *cp, size_t n, struct mora *out, bool *katakana)
{
	size_t m = 0;
	bool twice = false;
	for (size_t i = 0; i < n; i++) {
		uint32_t c = cp[i];
		if (c >= 0x30f7 && c <= 0x30fa) /* ヷ ヸ ヹ ヺ */
			c = (const uint32_t[]){0x308f, 0x3090, 0x3091, 0x3092}[c - 0x30f7];
		else if (c >= 0x30a1 && c <= 0x30f6) {
			c -= 0x60;
			*katakana = true;
		}
		if (c == 0x30fc && m > 0)
			out[m - 1].longer = 1;
		if (c < 0x3041 || c > 0x3096)
			continue;
		const char *kana = KANA[c - 0x3041];
		if (*kana == '*') {
			twice = true;
			continue;
		}
		if ((*kana == '-' || *kana == '+') && m > 0) {
			mora_small(&out[m - 1], kana);
			continue;
		}
		kana += *kana == '-';
		struct mora new = {.twice = twice};
		twice = false;
		size_t len = strlen(kana);
		if (*kana == '+') {
			memcpy(new.consonant, "y", 2);
			new.vowel = kana[1];
		} else if (!strcmp(kana, "n")) {
			memcpy(new.consonant, "n", 2);
		} else {
			memcpy(new.consonant, kana, len - 1);
			new.vowel = kana[len - 1];
		}
		struct mora *last = m ? &out[m - 1] : NULL;
		if (last && !*new.consonant && new.vowel && ((new.vowel == 'u' && (last->vowel == 'o' || last->vowel == 'u')) ||
		    (new.vowel == 'o' && last->vowel == 'o'))) {
			if (!last->longer) {
				last->longer = new.vowel == 'u' ? 2 : 3;
				continue;
			}
		}
		out[m++] = new;
	}
	return m;
}

static void spell_consonant(struct spell *s, unsigned form, const struct mora *m)
{
	char doubled[2] = {m->consonant[0] == 'c' ? 't' : m->consonant[0], 0};
	if (m->twice && *doubled)
		spell_form(s, form, doubled);
	spell_form(s, form, m->consonant);
}

static void spell_hepburn(struct spell *s, unsigned form, const struct mora *m, size_t n, bool full)
{
	for (size_t i = 0; i < n; i++) {
		spell_consonant(s, form, &m[i]);
		if (m[i].vowel)
			spell_form(s, form, (const char[]){m[i].vowel, 0});
		if (full && m[i].longer)
			spell_form(s, form, m[i].longer == 2 ? "u" : m[i].longer == 3 ? "o" : (const char[]){m[i].vowel, 0});
	}
}

static void spell_kunrei(struct spell *s, unsigned form, const struct mora *m, size_t n)
{
	static const struct { const char *consonant; const char *with_i, *else_; } KUNREI[] = {
		{"sh", "s", "sy"}, {"ch", "t", "ty"}, {"j", "z", "zy"}, {"ts", "t", "t"}, {"f", "h", "h"}};
	for (size_t i = 0; i < n; i++) {
		struct mora one = m[i];
		for (size_t k = 0; k < sizeof KUNREI / sizeof *KUNREI; k++)
			if (!strcmp(one.consonant, KUNREI[k].consonant)) {
				(void)strcpy(one.consonant, one.vowel == 'i' ? KUNREI[k].with_i : KUNREI[k].else_);
				break;
			}
		spell_hepburn(s, form, &one, 1, false);
	}
}

/* The foreign name: u (and o after t, d) between consonants or at the end is not in it. */
static void spell_western(struct spell *s, unsigned form, const struct mora *m, size_t n, bool l)
{
	for (size_t i = 0; i < n; i++) {
		const char *c = m[i].consonant;
		bool last = i + 1 == n;
		if (m[i].twice && last)
			spell_form(s, form, c[0] == 'k' ? "c" : c[0] == 'c' ? "t" : c[0] == 's' ? "" : (const char[]){c[0], 0});
		bool filled = !m[i].longer && !m[i].kept && *c && (last || (*m[i + 1].consonant && m[i + 1].consonant[0] != 'y')) &&
			      ((m[i].vowel == 'u' && strchr("kgsztbpmfrvd", c[0])) || (m[i].vowel == 'o' && (c[0] == 't' || c[0] == 'd')));
		if (filled && last && n == 1)
			filled = false;
		if (filled && !last && i + 1 < n && !m[i + 1].vowel)
			filled = false; /* before n */
		spell_form(s, form, *c == 'r' && l ? "l" : !strcmp(c, "ts") && filled ? "ts" : c);
		if (filled || !m[i].vowel)
			continue;
		if (last && m[i].longer && m[i].vowel == 'a')
			spell_form(s, form, "er");
		else if (m[i].longer == 1 && m[i].vowel == 'i')
			spell_form(s, form, last ? "y" : "ee");
		else
			spell_form(s, form, (const char[]){m[i].vowel, 0});
		if (m[i].longer == 2)
			spell_form(s, form, "u");
	}
}

void translit_kana(const uint32_t *cp, size_t n, struct spell *s)
{
	struct mora m[TRANSLIT_POINTS] = {0};
	bool katakana = false;
	size_t count = morae(cp, n < TRANSLIT_POINTS ? n : TRANSLIT_POINTS, m, &katakana);
	spell_hepburn(s, 0, m, count, false);
	if (katakana) {
		spell_western(s, 1, m, count, false);
		spell_western(s, 2, m, count, true);
		spell_hepburn(s, 3, m, count, true);
	} else {
		spell_hepburn(s, 1, m, count, true);
		spell_kunrei(s, 2, m, count);
		spell_hepburn(s, 3, m, count, false);
	}
	for (size_t i = 0; i < n; i++)
		spell_ascii(s, cp[i]);
}
