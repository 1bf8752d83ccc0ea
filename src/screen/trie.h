/* trie.h - the words of a dictionary near to a word: a trie walked with the rows of spelling_distance's table (Shang & Merrettal 1996).
 *
 * Nodes lie in preorder, each knowing where its subtree ends, so that a walk is one pass over an array that skips what has become too far. A
 * subtree of one word is one node. Rows are computed for all columns at once. */
#ifndef ONUS_SCREEN_TRIE_H
#define ONUS_SCREEN_TRIE_H

#include "names/name.h"

#define TRIE_NONE UINT32_MAX
struct trie_node {
	uint32_t end;            /* the node after its subtree */
	uint32_t word;           /* a word that ends here, or the only one below; TRIE_NONE */
	uint8_t symbol, depth;   /* depth: symbols from the root, this one counted */
	uint8_t shortest, longest; /* words below, in symbols */
};
struct trie_word { uint32_t symbols; uint16_t n_symbols; };

/* n words, sorted by symbols, all different, none empty: word(arg, i, &n) gives the i-th. Returns malloc'ed nodes, *n_nodes of them, or NULL. */
struct trie_node *trie_build(const uint8_t *(*word)(void *arg, uint32_t i, size_t *n), void *arg, uint32_t n, size_t *n_nodes);

struct trie {
	const struct trie_node *nodes;
	size_t n;
	const uint8_t *(*word)(void *arg, uint32_t i, size_t *n);
	const struct spelling_signature *(*signature)(void *arg, uint32_t i); /* a word's, to pass over most without a look at it */
	void *arg;
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
