#include "screen/trie.h"

#include "screen/compile.h"

#include <stdlib.h>

struct build { struct trie_node *v; size_t n, cap; const uint8_t *(*word)(void *, uint32_t, size_t *); void *arg; bool failed; };

/* Room for n nodes in a row; the first one's number. */
static uint32_t nodes(struct build *b, size_t n)
{
	if (b->n + n > b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 1024;
		struct trie_node *v = b->failed || cap > UINT32_MAX / 2 ? NULL : realloc(b->v, cap * sizeof *v);

		if (!v) {
			b->failed = true;
			return 0;
		}
		b->v = v;
		b->cap = cap;
	}
	b->n += n;
	return (uint32_t)(b->n - n);
}

/* What node `at` stands for: the words from..to, which share `depth` symbols. */
struct task { uint32_t at, from, to; uint32_t depth; };

/* Fill in a node and put its children at the end of the queue. */
static void branch(struct build *b, const struct task *t, struct task **queue, size_t *n, size_t *cap)
{
	struct trie_node x = {.word = t->from, .shortest = 255};
	size_t begins = *n;
	bool bucket = t->depth && t->to - t->from <= TRIE_BUCKET;

	x.words = bucket ? (uint16_t)(t->to - t->from) : 0;
	for (uint32_t i = t->from; i < t->to && !b->failed; i++) {
		size_t m;
		const uint8_t *s = b->word(b->arg, i, &m);

		x.shortest = (uint8_t)(m < x.shortest ? m : x.shortest);
		x.longest = (uint8_t)(m > x.longest ? m : x.longest);
		if (bucket)
			continue;
		if (m == t->depth) {
			x.words = 1;
			continue;
		}
		if (!(x.children >> s[t->depth] & 1)) {
			if (!grow((void **)queue, cap, *n, sizeof **queue)) {
				b->failed = true;
				return;
			}
			(*queue)[(*n)++] = (struct task){0, i, i, t->depth + 1};
			x.children |= 1u << s[t->depth];
		}
		(*queue)[*n - 1].to = i + 1;
	}
	if (*n > begins)
		x.first = nodes(b, *n - begins);
	for (size_t k = begins; k < *n; k++)
		(*queue)[k].at = x.first + (uint32_t)(k - begins);
	if (!b->failed)
		b->v[t->at] = x;
}

/* Level by level: what most walks look at lies together. */
struct trie_node *trie_build(const uint8_t *(*word)(void *arg, uint32_t i, size_t *n), void *arg, uint32_t n, size_t *n_nodes)
{
	struct build b = {.word = word, .arg = arg};
	struct task *level = malloc(sizeof *level), *next = NULL;
	size_t n_level = 1, level_cap = 1, next_cap = 0;

	if (level)
		*level = (struct task){nodes(&b, 1), 0, n, 0};
	b.failed |= !level;
	while (n_level && !b.failed) {
		size_t n_next = 0, cap = level_cap;
		struct task *done = level;

		for (size_t i = 0; i < n_level && !b.failed; i++)
			branch(&b, &level[i], &next, &n_next, &next_cap);
		level = next, level_cap = next_cap, n_level = n_next;
		next = done, next_cap = cap;
	}
	free(level);
	free(next);
	if (b.failed) {
		free(b.v);
		return NULL;
	}
	*n_nodes = b.n;
	return b.v;
}
