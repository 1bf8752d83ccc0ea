#include "screen/slips.h"

#include "names/spelling.h"

#include <stdlib.h>
#include <string.h>

/* A word's hash is a polynomial in its letters: what it is without one of them follows from those of its beginning and its end. */
static const uint64_t base = 0x9E3779B97F4A7C15u;

static uint64_t mixed(uint64_t h)
{
	h ^= h >> 32;
	h *= 0xD6E8FEB86659FD93u;
	return h ^ h >> 32;
}

/* The keys of a word: its own, and without each letter (of equal neighbours only the last); returns how many. */
static size_t keys_of(const char *s, size_t n, uint64_t out[SLIP_LONG + 1])
{
	uint64_t begin[SLIP_LONG + 1], end = 0, power = 1;
	size_t k = 1;

	begin[0] = 0;
	for (size_t i = 0; i < n; i++)
		begin[i + 1] = begin[i] * base + (unsigned char)s[i];
	out[0] = mixed(begin[n]);
	for (size_t i = n; i--;) {
		/* end: of the letters after i; power: base to their number */
		if (i + 1 == n || s[i] != s[i + 1])
			out[k++] = mixed(begin[i] * power + end);
		end += power * (unsigned char)s[i];
		power *= base;
	}
	return k;
}

static uint8_t tag_of(uint64_t key)
{
	return (uint8_t)(key >> 56);
}

static bool has_slips(size_t n)
{
	return n >= SLIP_LEAST && n <= SLIP_LONG;
}

bool slips_build(const char *text, const struct slip_word *words, size_t n_words, struct slips_made *out)
{
	uint64_t key[SLIP_LONG + 1];
	size_t sum = 0;

	*out = (struct slips_made){.n_buckets = 1};
	for (size_t i = 0; i < n_words; i++)
		if (has_slips(words[i].n))
			sum += keys_of(text + words[i].text, words[i].n, key);
	if (sum > UINT32_MAX)
		return false;
	while (out->n_buckets < sum / 2)
		out->n_buckets *= 2;
	out->n = sum;
	out->first = calloc(out->n_buckets + 2, sizeof *out->first);
	out->slip = malloc((sum + 1) * sizeof *out->slip);
	out->tag = malloc(sum + 1);
	if (!out->first || !out->slip || !out->tag) {
		free(out->first);
		free(out->slip);
		free(out->tag);
		return false;
	}
	/* counted one place further on, so that filling moves each bucket's beginning to where it belongs */
	for (size_t i = 0; i < n_words; i++)
		for (size_t k = has_slips(words[i].n) ? keys_of(text + words[i].text, words[i].n, key) : 0; k--;)
			out->first[(key[k] & (out->n_buckets - 1)) + 2]++;
	for (size_t b = 2; b < out->n_buckets + 2; b++)
		out->first[b] += out->first[b - 1];
	for (size_t i = 0; i < n_words; i++)
		for (size_t k = has_slips(words[i].n) ? keys_of(text + words[i].text, words[i].n, key) : 0; k--;) {
			uint32_t *next = &out->first[(key[k] & (out->n_buckets - 1)) + 1];

			out->slip[*next] = (uint32_t)i;
			out->tag[(*next)++] = tag_of(key[k]);
		}
	return true;
}

void slips_find(const struct slips *s, const char *word, size_t n, void (*found)(void *arg, uint32_t word), void *arg)
{
	uint64_t key[SLIP_LONG + 1];
	size_t n_keys = has_slips(n) && s->n ? keys_of(word, n, key) : 0;

	for (size_t k = n_keys; k--;)
		__builtin_prefetch(&s->first[key[k] & (s->n_buckets - 1)]);
	for (size_t k = n_keys; k--;) {
		uint32_t first = s->first[key[k] & (s->n_buckets - 1)];

		__builtin_prefetch(&s->tag[first]);
		__builtin_prefetch(&s->slip[first]);
	}
	for (size_t k = n_keys; k--;) {
		size_t bucket = key[k] & (s->n_buckets - 1);

		for (uint32_t i = s->first[bucket]; i < s->first[bucket + 1] && i < s->n; i++) {
			const struct slip_word *w;

			if (s->tag[i] != tag_of(key[k]) || s->slip[i] >= s->n_words)
				continue;
			w = &s->words[s->slip[i]];
			if (w->text <= s->n_text && w->n <= s->n_text - w->text && spelling_one_error(word, n, s->text + w->text, w->n))
				found(arg, w->word);
		}
	}
}
