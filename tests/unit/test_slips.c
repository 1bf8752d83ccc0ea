/* Words one slip away, by the table and by going through all. */
#include "screen/slips.h"

#include "names/spelling.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 3000 };
static uint64_t state;
static unsigned below(unsigned n)
{
	uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ z >> 31) % n);
}

static size_t made_word(char *out, unsigned letters, unsigned longest)
{
	size_t n = SLIP_LEAST + below(longest - SLIP_LEAST + 1);

	for (size_t i = 0; i < n; i++)
		out[i] = (char)('a' + below(letters));
	return n;
}

static size_t slipped(char *s, size_t n, unsigned letters)
{
	size_t i = below((unsigned)n);
	char c = (char)('a' + below(letters));

	switch (below(4)) {
	case 0:
		memmove(s + i, s + i + 1, n - i - 1);
		return n - 1;
	case 1:
		memmove(s + i + 1, s + i, n - i);
		s[i] = c;
		return n + 1;
	case 2:
		if (i + 1 < n) {
			c = s[i];
			s[i] = s[i + 1];
		} else {
			i--;
		}
		s[i + 1] = c;
		return n;
	default:
		s[i] = c;
		return n;
	}
}

static bool seen[MOST];
static void mark(void *arg, uint32_t word)
{
	*(bool *)arg &= word < MOST;
	if (word < MOST)
		seen[word] = true;
}

static void all_found(uint64_t seed, size_t n, unsigned letters, unsigned longest)
{
	static char text[MOST * SLIP_LONG];
	static struct slip_word words[MOST];
	struct slips_made made;
	struct slips s;
	size_t at = 0, hits = 0;
	bool good = true;

	state = seed;
	for (size_t i = 0; i < n; i++) {
		words[i] = (struct slip_word){.text = (uint32_t)at, .word = (uint32_t)i, .n = (uint8_t)made_word(text + at, letters, longest)};
		at += words[i].n;
	}
	CHECK(slips_build(text, words, n, &made));
	s = (struct slips){text, words, n, at, made.first, made.n_buckets, made.slip, made.tag, made.n};
	for (size_t k = 0; k < 300 && n; k++) {
		const struct slip_word *w = &words[below((unsigned)n)];
		char word[SLIP_LONG + 8];
		size_t len = w->n;

		memcpy(word, text + w->text, len);
		for (unsigned i = below(3); i; i--)
			len = slipped(word, len, letters);
		if (len > SLIP_LONG)
			continue;
		memset(seen, 0, sizeof seen);
		slips_find(&s, word, len, mark, &good);
		for (size_t i = 0; i < n; i++) {
			bool near = len >= SLIP_LEAST && spelling_one_error(word, len, text + words[i].text, words[i].n);

			good &= seen[i] == near;
			hits += near;
		}
	}
	CHECK(good && (hits || !n));
	free(made.first);
	free(made.slip);
	free(made.tag);
}

static void few_letters(void) { for (uint64_t seed = 1; seed < 8; seed++) all_found(seed, 300, 2, 9); }
static void many_letters(void) { all_found(11, MOST, 26, 5); }
static void long_words(void) { all_found(12, 500, 3, SLIP_LONG); }
static void none(void) { all_found(13, 0, 2, 9); all_found(14, 1, 2, 9); }

TESTS({"few letters", few_letters}, {"many letters", many_letters}, {"long words", long_words}, {"no words", none})
