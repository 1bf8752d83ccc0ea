/* name_syllables.c - words that one script writes together and Latin letters apart. Burmese write a name as one word in their own letters,
 * အောင်ဆန်းစုကြည်, and each syllable as one in Latin letters, Aung San Suu Kyi; Thais write นาย, Mr, in one word with the given name. */
#include "names/name_scan.h"

#include <string.h>

enum { LETTER = 3 /* bytes, U+1000 … U+109F */ };

/* The letter of the block at a place in a word; 0: it is of another. */
static unsigned letter_at(const char *word, size_t at, size_t n)
{
	const unsigned char *s = (const unsigned char *)word + at;

	if (at + LETTER > n || s[0] != 0xe1 || s[1] < 0x80 || s[1] > 0x82)
		return 0;
	return 0x1000u | (unsigned)(s[1] & 0x3f) << 6 | (s[2] & 0x3fu);
}

/* Does a syllable begin here: a letter that no asat makes a final, that stands on no other and has none on it? */
static bool begins_syllable(const char *word, size_t at, size_t n)
{
	unsigned c = letter_at(word, at, n), before = at >= LETTER ? letter_at(word, at - LETTER, n) : 0, next;

	if (!((c >= 0x1000 && c <= 0x102a) || c == 0x103f) || before == 0x1039)
		return false;
	do {
		at += LETTER;
		next = letter_at(word, at, n);
	} while (next == 0x1037 || next == 0x1038);
	return next != 0x1039 && next != 0x103a;
}

/* Bytes of the title that a Thai word begins with, where a name is left; 0: none. */
enum { THAI_LEFT = 9 };
static size_t thai_title(const char *word, size_t n)
{
	static const char *const titles[] = {"นางสาว", "นาง", "นาย"};

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		size_t len = strlen(titles[i]);

		/* not before a vowel or mark that belongs to it */
		if (n >= len + THAI_LEFT && !memcmp(word, titles[i], len) && !((unsigned char)word[len + 1] == 0xb8 && (unsigned char)word[len + 2] >= 0xb0) &&
		    !((unsigned char)word[len + 1] == 0xb9 && (unsigned char)word[len + 2] >= 0x87))
			return len;
	}
	return 0;
}

/* The next place in a word of the scan, after from, to cut at; n: none. */
static size_t next_cut(const struct scan_word *w, const char *word, size_t from, bool first)
{
	size_t n = w->raw_n, len = w->script == SCRIPT_THAI && first && !from ? thai_title(word, n) : 0;

	if (w->script != SCRIPT_MYANMAR)
		return len ? len : n;
	for (from++; from < n && !begins_syllable(word, from, n); from++)
		;
	return from;
}

/* ဦး before a name is a title, which Latin letters write U; at its end it is a name, Oo. */
static void put_u(struct name *x, struct scan *s)
{
	static const char u[] = "ဦး";
	struct scan_word *w = &s->w[0];
	uint16_t raw;

	if (s->n < 2 || w->script != SCRIPT_MYANMAR || w->raw_n != sizeof u - 1 || memcmp(x->pool + w->raw, u, sizeof u - 1) != 0)
		return;
	raw = name_put(x, "u", 1);
	if (!raw)
		return;
	w->raw = raw;
	w->raw_n = 1;
	w->script = SCRIPT_LATIN;
}

void name_cut_syllables(struct name *x, struct scan *s)
{
	struct scan in = *s;

	s->n = 0;
	for (size_t i = 0; i < in.n && s->n < SCAN_WORDS; i++) {
		struct scan_word w = in.w[i];
		size_t from = 0;

		while (s->n + (in.n - i) < SCAN_WORDS) {
			const char *word = x->pool + in.w[i].raw;
			size_t to = next_cut(&in.w[i], word, from, i == 0);
			uint16_t raw = to < in.w[i].raw_n ? name_put(x, word + from, to - from) : 0;

			if (!raw)
				break;
			s->w[s->n] = w;
			s->w[s->n].raw = raw;
			s->w[s->n].raw_n = (uint16_t)(to - from);
			s->w[s->n++].hyphen = false;
			from = to;
		}
		w.raw = (uint16_t)(w.raw + from);
		w.raw_n = (uint16_t)(w.raw_n - from);
		s->w[s->n++] = w;
	}
	put_u(x, s);
}
