/* whole.h - names that are rows of syllables: Korean and Chinese, in Hangul, Han characters, Latin or Cyrillic letters (names/korean.h,
 * names/chinese.h).
 *
 * 김영철, 金英哲, Kim Yong Chol and Kim Young-cheol have no word in common, but a reading. Two such names are held against each other as wholes
 * (names/compare.h) where they share one. Other names have no part in this. */
#ifndef ONUS_LINK_WHOLE_H
#define ONUS_LINK_WHOLE_H

#include "link/records.h"

enum { WHOLE_KEYS = 4 };

struct whole_name { uint32_t text; uint16_t n; uint8_t n_keys; uint64_t key[WHOLE_KEYS]; }; /* text: family name first, in pool */
struct wholes {
	uint32_t *of;             /* of each record: which name, 0: none of these */
	struct whole_name *name; size_t n;
	char *pool;
};

/* false: memory is out. */
bool wholes_make(const struct link_records *r, struct wholes *out);
void wholes_free(struct wholes *w);
/* The score of names/compare.h of two records' names, or -1 where they share no reading. */
float wholes_compare(const struct wholes *w, uint32_t a, uint32_t b);
/* How many characters of a word in Hangul or Han are a family name; 0: it is no name, or none of these. In bytes. */
size_t whole_family(const char *word, size_t n);

#endif
