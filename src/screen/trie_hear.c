/* trie_hear.c - the walk through a trie for words heard in Han characters. */
#include "screen/trie.h"

#include <string.h>

enum { SPAN = CHINESE_HEAR_LONG, NEVER = CHINESE_HEAR_NEVER };

struct hearing {
	const struct trie *t;
	const struct chinese_hearing *han;
	unsigned most;                     /* a letter, in sixteenths of bits */
	/* cost[d][k]: of hearing the first d symbols in the first k characters */
	uint16_t cost[FOLD_LONG + 1][CHINESE_HEARD + 1];
	struct chinese_hear_rest rest;
	uint8_t path[FOLD_LONG];
	size_t looked;
	void (*found)(void *, uint32_t);
	void *arg;
};

static inline uint16_t lower(unsigned a, unsigned b)
{
	return (uint16_t)(a < b ? a : b);
}

/* The costs of d symbols from those of fewer. */
static void column(struct hearing *h, size_t d)
{
	h->cost[d][0] = d ? NEVER : 0;
	for (size_t k = 1; k <= h->han->n; k++) {
		uint16_t best = NEVER;

		for (size_t l = 0; l <= SPAN && l <= d; l++)
			if (h->cost[d - l][k - 1] < best)
				best = lower(best, (unsigned)h->cost[d - l][k - 1] + chinese_hear_cost(h->han->row[k - 1], h->path + d - l, l));
		h->cost[d][k] = best;
	}
}

/* May any word of shortest … longest symbols that goes on from the first d be heard? */
static bool lives(const struct hearing *h, size_t d, size_t shortest, size_t longest)
{
	size_t from = d >= SPAN ? d - SPAN + 1 : 0;

	for (size_t n = shortest; n <= longest && n <= FOLD_LONG; n++)
		for (size_t j = from; j <= d; j++)
			for (size_t k = 0; k <= h->han->n; k++)
				if ((unsigned)h->cost[j][k] + h->rest.cost[k][n - j] <= h->most * n)
					return true;
	return false;
}

static void bucket(struct hearing *h, const struct trie_node *x, size_t d)
{
	for (size_t i = x->word, end = i + x->words; i < end && i < h->t->n_words; i++) {
		size_t n = spelling_length(&h->t->signatures[i]), at = d;
		const uint8_t *s;

		if (n > FOLD_LONG || n < d)
			continue;
		s = trie_symbols(h->t, (uint32_t)i);
		while (at < n && lives(h, at, n, n)) {
			h->path[at] = s[at] & 31;
			column(h, ++at);
		}
		if (at == n && h->cost[n][h->han->n] <= h->most * n)
			h->found(h->arg, (uint32_t)i);
	}
}

static void below(struct hearing *h, const struct trie_node *x, size_t d)
{
	uint32_t first = x->first;

	for (uint32_t left = x->children; left && d < FOLD_LONG; left &= left - 1, first++) {
		const struct trie_node *y;

		if (first >= h->t->n)
			return;
		y = &h->t->nodes[first];
		h->looked++;
		h->path[d] = (uint8_t)__builtin_ctz(left);
		column(h, d + 1);
		if (!lives(h, d + 1, y->shortest, y->longest))
			continue;
		bucket(h, y, d + 1);
		below(h, y, d + 1);
	}
}

size_t trie_hear(const struct trie *t, const struct chinese_hearing *han, float most, void (*found)(void *arg, uint32_t word), void *arg)
{
	struct hearing h = {.t = t, .han = han, .most = (unsigned)(most * CHINESE_HEAR_BIT), .found = found, .arg = arg};

	if (!t->n)
		return 0;
	chinese_hear_rest(han, &h.rest);
	column(&h, 0);
	below(&h, t->nodes, 0);
	return h.looked;
}
