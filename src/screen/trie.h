/* trie.h - the words of a dictionary near to a word: a trie walked with the rows of spelling_distance's table (Shang & Merrettal 1996).
 *
 * A node knows which symbols follow, so that only children that may still be near are looked at; the children of a node lie side by side. A
 * subtree of one word is one node. Rows are computed for all columns at once. */
#ifndef ONUS_SCREEN_TRIE_H
#define ONUS_SCREEN_TRIE_H

#include "names/name.h"

#define TRIE_NONE UINT32_MAX
struct trie_node {
	uint32_t first;          /* its first child; a leaf's number among the leaves; nodes[0] is the root */
	uint32_t word;           /* a word that ends here, or the only one below; TRIE_NONE */
	uint32_t children;       /* symbols that follow, a bit each: the children stand in their order */
	uint8_t shortest, longest; /* words below, in symbols from the root */
	uint16_t pad;
};
struct trie_word { uint32_t symbols; uint16_t n_symbols; };

/* n words, sorted by symbols, all different, none empty: word(arg, i, &n) gives the i-th. Returns malloc'ed nodes, *n_nodes of them, or NULL. */
struct trie_node *trie_build(const uint8_t *(*word)(void *arg, uint32_t i, size_t *n), void *arg, uint32_t n, size_t *n_nodes);

/* The symbols that a symbol (0: none) may be changed into at no more than a cost: a bit each. */
enum { TRIE_COSTS = 40 };
struct trie_near { uint32_t within[FOLD_SYMBOLS][TRIE_COSTS]; };
void trie_near_set(struct trie_near *near);

struct trie {
	const struct trie_node *nodes;
	size_t n;
	const uint8_t *(*word)(void *arg, uint32_t i, size_t *n);
	void *arg;
	const struct spelling_signature *leaves; /* of the words at leaves, to pass over most without a look at them */
	size_t n_leaves;
	const struct trie_near *near;
};
enum trie_way {
	TRIE_ALL,         /* all words near to f */
	TRIE_SAME_FIRST,  /* those that begin with the same symbol */
	TRIE_HALF,        /* those of which the first half of f is at most half the limit away, in one of the ways to align them */
};
/* Call found for every word whose distance to f (spelling_distance, learnt costs) is at most spelling_most of the two lengths, and at most cap. Of two words so near
 * one half is always within half the limit: TRIE_HALF over a trie of the words and over one of the words written backwards, with f written
 * backwards, together find all (Mihov & Schulz 2004), and each may find more. Returns the number of nodes looked at. */
size_t trie_search(const struct trie *t, const struct name_form *f, enum trie_way way, unsigned cap, void (*found)(void *arg, uint32_t word), void *arg);

#endif
