/* korean_write.c - Korean names in Latin letters. */
#include "names/korean_internal.h"

#include <stdio.h>
#include <string.h>

const char *korean_system_name(enum korean_system s)
{
	static const char *const names[KOREAN_SYSTEMS] = {"Revised", "McCune-Reischauer", "McCune-Reischauer without marks", "DPRK", "common"};

	return s < KOREAN_SYSTEMS ? names[s] : "";
}

struct letters { const char *onset[19], *voiced[19], *vowel[21], *coda[28]; };
#define RR_VOWELS {"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}
#define MR_VOWELS {"a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oe", "yo", "u", "wŏ", "we", "wi", "yu", "ŭ", "ŭi", "i"}
#define DPRK_VOWELS {"a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"}
#define CODAS {"", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", ""}
static const struct letters tables[4] = {
	{{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"},
	 {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}, RR_VOWELS, CODAS},
	{{"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch'", "k'", "t'", "p'", "h"},
	 {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "tch", "ch'", "k'", "t'", "p'", "h"}, MR_VOWELS, CODAS},
	{{"k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th", "ph", "h"},
	 {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th", "ph", "h"}, DPRK_VOWELS, CODAS},
	{{"k", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"},
	 {"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}, RR_VOWELS, CODAS},
};

/* Family names as most of their bearers in the South spell them, where that is not the Revised spelling. */
static const struct { uint16_t hangul; const char *latin; } common_families[] = {
	{0xAE40, "Kim"}, {0xC774, "Lee"}, {0xBC15, "Park"}, {0xCD5C, "Choi"}, {0xC815, "Jung"}, {0xC870, "Cho"}, {0xAC15, "Kang"}, {0xC724, "Yoon"},
	{0xC7A5, "Jang"}, {0xC784, "Lim"}, {0xC624, "Oh"}, {0xC2E0, "Shin"}, {0xAD8C, "Kwon"}, {0xC548, "Ahn"}, {0xC720, "Yoo"}, {0xB958, "Ryu"},
	{0xACE0, "Ko"}, {0xBB38, "Moon"}, {0xB178, "Noh"}, {0xD5C8, "Heo"}, {0xC8FC, "Joo"}, {0xAD6C, "Koo"}, {0xC6B0, "Woo"}, {0xACFD, "Kwak"},
};

static bool voices(unsigned coda)
{
	/* after a vowel, ㄴ, ㄹ, ㅁ and ㅇ */
	return coda == 0 || coda == 4 || coda == 8 || coda == 16 || coda == 21;
}

struct writer { char *out; size_t cap, n; };
static void put(struct writer *w, const char *s)
{
	for (; *s; s++) {
		if (w->n + 1 < w->cap)
			w->out[w->n] = *s;
		w->n++;
	}
}

static void put_syllable(struct writer *w, uint16_t h, enum korean_system system, bool inside, unsigned before)
{
	enum korean_system t = system == KOREAN_MR_PLAIN ? KOREAN_MCCUNE_REISCHAUER : system;
	const struct letters *l = &tables[t == KOREAN_REVISED ? 0 : t == KOREAN_MCCUNE_REISCHAUER ? 1 : t == KOREAN_DPRK ? 2 : 3];
	char text[24];
	const char *onset = (inside && voices(before) ? l->voiced : l->onset)[hangul_onset(h)];
	const char *vowel = l->vowel[hangul_vowel(h)];

	snprintf(text, sizeof text, "%s%s%s", onset, vowel, l->coda[hangul_coda(h)]);
	if (system == KOREAN_MR_PLAIN) {
		char bare[24];
		size_t n = 0;

		for (const char *p = text; *p;) {
			uint32_t c = korean_next(&p);

			if (c != '\'')
				bare[n++] = c == 0x14F ? 'o' : c == 0x16D ? 'u' : (char)c;
		}
		bare[n] = 0;
		memcpy(text, bare, n + 1);
	}
	put(w, text);
}

static void capital(struct writer *w, size_t at)
{
	if (at < w->n && at + 1 < w->cap && w->out[at] >= 'a' && w->out[at] <= 'z')
		w->out[at] = (char)(w->out[at] - 32);
}

size_t korean_romanise(const struct korean_reading *r, enum korean_system s, char *out, size_t cap)
{
	struct writer w = {out, cap, 0};
	unsigned before = 0;
	size_t start = 0;

	for (unsigned i = 0; i < r->n; i++) {
		uint16_t h = r->s[i].option[0].hangul;
		const char *special = NULL;

		if (i == r->family) {
			put(&w, " ");
			start = w.n;
		} else if (i > r->family) {
			put(&w, "-");
		}
		for (size_t k = 0; s == KOREAN_COMMON && r->family == 1 && !i && k < sizeof common_families / sizeof *common_families; k++)
			if (common_families[k].hangul == h)
				special = common_families[k].latin;
		/* family names keep their usual spelling in every system: 이 is I by the letter, Yi or Ri by custom */
		if (!i && r->family == 1 && h == 0xC774 && s == KOREAN_MCCUNE_REISCHAUER)
			special = "Yi";
		if (!i && r->family == 1 && h == 0xC774 && s == KOREAN_DPRK)
			special = "Ri";
		if (special)
			put(&w, special);
		else
			put_syllable(&w, h, s, i > r->family, before);
		capital(&w, start);
		before = hangul_coda(h);
	}
	if (cap)
		out[w.n < cap ? w.n : cap - 1] = 0;
	return w.n + 1;
}

static void put_utf8(struct writer *w, uint16_t h)
{
	char b[4] = {(char)(0xE0 | h >> 12), (char)(0x80 | (h >> 6 & 63)), (char)(0x80 | (h & 63)), 0};

	put(w, b);
}

size_t korean_hangul(const struct korean_reading *r, char *out, size_t cap)
{
	struct writer w = {out, cap, 0};

	for (unsigned i = 0; i < r->n; i++)
		if (w.n + 4 <= cap || !cap)
			put_utf8(&w, r->s[i].option[0].hangul);
	if (cap)
		out[w.n < cap ? w.n : cap - 1] = 0;
	return w.n + 1;
}

size_t korean_plain(const char *word, size_t n, char *out, size_t cap)
{
	struct writer w = {out, cap, 0};
	const char *end = word + n;

	while (word < end && *word) {
		uint32_t c = korean_next(&word);

		if (is_hangul(c))
			put_syllable(&w, (uint16_t)c, KOREAN_REVISED, false, 0);
	}
	if (cap)
		out[w.n < cap ? w.n : cap - 1] = 0;
	return w.n + 1;
}
