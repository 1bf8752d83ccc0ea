/* search.h - the names of a compiled list that a name may be: exactly those that names_compare scores at or above the threshold.
 *
 * Nothing is lost: a name that scores as high has, by the way it is scored, either the same letters, or the same Korean or Chinese key, or
 * parts so near to the query's that compare_bound of them reaches the threshold; all three are looked up. Words near to a part are found by
 * walking tries of their folded forms (trie.h), and by a table of the words that are one slip away as they are written (slips.h).
 * Names are then counted by the parts of the query that they have (ScanCount; Li, Lu & Lu 2008), and the bits of the words by which they have them are held
 * against the bits of the whole name, so that most are dropped before their words are looked at; the query's commonest parts, as many as
 * cannot make a match alone, bring in no names by themselves (prefix filtering; Chaudhuri, Ganti & Kaushik 2006).
 * search_all goes through all names instead: what the tests compare with. */
#ifndef ONUS_SCREEN_SEARCH_H
#define ONUS_SCREEN_SEARCH_H

#include "screen/compiled.h"

struct found { uint32_t name; struct comparison how; };
struct searcher; /* one thread's room for searching one list; opaque */

/* The list is borrowed. NULL when memory is out. */
struct searcher *searcher_new(const struct compiled *c);
void searcher_free(struct searcher *s);
/* Names that score at least threshold (> 0), in order of name number; *out is valid until the next search. The query is weighed anew by the list's
 * shares. Returns how many, or -1 when memory is out. */
long search(struct searcher *s, struct name *query, float threshold, const struct found **out);
long search_all(struct searcher *s, struct name *query, float threshold, const struct found **out);

/* Call found for every entry that has this identifier (identity_plain); returns how many. Two values share a key once in 2^64: the caller compares. */
size_t search_identifier(const struct compiled *c, const char *plain, void (*found)(void *arg, uint32_t entry), void *arg);

/* What the searches so far came to: words looked at, candidates compared. */
struct search_work { uint64_t queries, looked_up, remembered, nodes, join_nodes, words_near, slips, candidates, compared; };
const struct search_work *search_work(const struct searcher *s);

#endif
