/* trie.h - the words of a dictionary near to a word: a trie walked with the rows of spelling_distance's table (Shang & Merrettal 1996).
 *
 * A node knows which symbols follow, so that only children that may still be near are looked at; the children of a node lie side by side. A
 * subtree of few words is one node, a bucket (Heinz, Zobel & Williams 2002): its words are passed over by their signatures, which lie side by side
 * too, and only those that may be near are held against the query. Rows are computed for all columns at once. */
#ifndef ONUS_SCREEN_TRIE_H
#define ONUS_SCREEN_TRIE_H

#include "names/name.h"

enum { TRIE_BUCKET = 16 }; /* words */
struct trie_node {
	uint32_t first;          /* its first child; nodes[0] is the root, which is no bucket */
	uint32_t word;           /* the first of its words */
	uint32_t children;       /* symbols that follow, a bit each: the children stand in their order. None: a bucket */
	uint8_t shortest, longest; /* words below, in symbols from the root */
	uint16_t words;          /* of a bucket; of another node, 1 when a word ends here: it is `word` */
};

/* n words, sorted by symbols, all different, none empty: word(arg, i, &n) gives the i-th. Returns malloc'ed nodes, *n_nodes of them, or NULL. */
struct trie_node *trie_build(const uint8_t *(*word)(void *arg, uint32_t i, size_t *n), void *arg, uint32_t n, size_t *n_nodes);

/* The symbols that a symbol (0: none) may be changed into at no more than a cost: a bit each. */
enum { TRIE_COSTS = 40 };
struct trie_near { uint32_t within[FOLD_SYMBOLS][TRIE_COSTS]; };
void trie_near_set(struct trie_near *near);

struct trie {
	const struct trie_node *nodes;
	size_t n;
	const uint8_t *symbols;                      /* of all words, as many of each as its signature says; */
	const uint32_t *at;                          /* those of the i-th word begin at at[2 * i] */
	const struct spelling_signature *signatures; /* of the words */
	size_t n_words;
	const struct trie_near *near;
};
static inline const uint8_t *trie_symbols(const struct trie *t, uint32_t i) { return t->symbols + t->at[2 * (size_t)i]; }
enum trie_way {
	TRIE_ALL,         /* all words near to f */
	TRIE_HALF,        /* those of which the first half of f is at most half the limit away, in one of the ways to align them */
};
typedef void trie_found(void *arg, uint32_t word, unsigned cost);
/* Call found for every word whose distance to f (spelling_distance, learnt costs) is at most spelling_most of the two lengths, with that
 * distance. Of two words so near one half is always within half the limit: TRIE_HALF over a trie of the words and over one of the words written
 * backwards, with f written backwards, together find all (Mihov & Schulz 2004). Each of the two may find more, and may tell a cost that is too high:
 * the lower of the two is the distance. Returns the number of nodes looked at. */
size_t trie_search(const struct trie *t, const struct name_form *f, enum trie_way way, trie_found *found, void *arg);

/* The words of n tries that begin with the same symbol as f, at a distance of `most` at most, and of spelling_most. */
size_t trie_search_begun(const struct trie *t, size_t n, const struct name_form *f, unsigned most, trie_found *found, void *arg);

struct chinese_hearing;
/* The words that may be heard in Han characters: those of which chinese_heard_in says at most `most` bits a letter. Some more may be told: the caller asks
 * chinese_heard_in about each. Returns the number of nodes looked at. */
size_t trie_hear(const struct trie *t, const struct chinese_hearing *han, float most, void (*found)(void *arg, uint32_t word), void *arg);

#endif
