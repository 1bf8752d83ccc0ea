/* block.h - which pairs are looked at: keys of records, and blocks of records that share one or several.
 *
 * No rule is given by anybody. Every field offers keys (the value, its words as they sound, their beginnings, parts of a date or a code); a block of records with one key in
 * common that is too large to hold all its pairs is divided by each further key, and again, until its parts are small enough (dynamic blocking: McNeill, Kardes & Borthwick
 * 2012). So no common value costs more than its bound, and no record is left out of a smaller block for standing in a large one. */
#ifndef ONUS_LINK_BLOCK_H
#define ONUS_LINK_BLOCK_H

#include "link/field.h"

enum { BLOCK_KEYS = 40 };

struct block_key { uint8_t field, what; const char *name; };
struct block_keys {
	struct block_key key[BLOCK_KEYS];
	size_t n;
};
void block_keys_make(const struct link_fields *f, struct block_keys *out);
/* The values that a record has for a key, hashed: at most CELL_TOKENS * 3; none where it is missing. */
size_t block_values(const struct link_fields *f, const struct block_key *k, uint32_t record, uint64_t *out);

struct block_set {
	uint64_t *pair;   /* smaller record's number << 32 | the larger's, ascending */
	size_t n;
};
struct block_options { size_t cap; unsigned threads; bool within; /* pairs of one file too */ };
enum status block_run(const struct link_fields *f, const struct block_keys *k, const struct block_options *o, struct block_set *out, struct error *e);

#endif
