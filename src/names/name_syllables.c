/* name_syllables.c - Myanmar names cut into syllables. Burmese write a name as one word in their own letters, အောင်ဆန်းစုကြည်, and each syllable as
 * one in Latin letters, Aung San Suu Kyi. */
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

void name_cut_syllables(struct name *x, struct scan *s)
{
	struct scan in = *s;

	s->n = 0;
	for (size_t i = 0; i < in.n && s->n < SCAN_WORDS; i++) {
		struct scan_word w = in.w[i];
		size_t from = 0;

		for (size_t at = 1; w.script == SCRIPT_MYANMAR && at < w.raw_n && s->n + (in.n - i) < SCAN_WORDS; at++) {
			uint16_t raw;

			if (!begins_syllable(x->pool + in.w[i].raw, at, w.raw_n))
				continue;
			raw = name_put(x, x->pool + in.w[i].raw + from, at - from);
			if (!raw)
				continue;
			s->w[s->n] = w;
			s->w[s->n].raw = raw;
			s->w[s->n].raw_n = (uint16_t)(at - from);
			s->w[s->n++].hyphen = false;
			from = at;
		}
		w.raw = (uint16_t)(w.raw + from);
		w.raw_n = (uint16_t)(w.raw_n - from);
		s->w[s->n++] = w;
	}
}
