/* block.h - which pairs are looked at: keys of records, and blocks of records that share one or several.
 *
 * No rule is given by anybody. Every field offers keys (the value, its words as they sound, their beginnings and ends, parts of a date or a code); a
 * block of records with one key in common that is too large to hold all its pairs is divided by each further key, and again, until its parts are
 * small enough (dynamic blocking: McNeill, Kardes & Borthwick 2012). So no common value costs more than its bound, and no record is left out of a
 * small block for standing in a large one. Which combinations of keys are worth their pairs is learnt: a sample of the blocks of each is weighed
 * with a model that the first pairs gave, and they are taken by what they find that is new, as long as it is worth it. */
#ifndef ONUS_LINK_BLOCK_H
#define ONUS_LINK_BLOCK_H

#include "link/field.h"

enum { BLOCK_KEYS = 48, BLOCK_VALUES = 4 /* of one key that count */ };

struct block_key { uint8_t field, what; const char *name; };
struct block_keys {
	struct block_key key[BLOCK_KEYS];
	size_t n;
};
void block_keys_make(const struct link_fields *f, struct block_keys *out);
/* May a record have several values of it? */
bool block_many(const struct block_key *k);
bool block_any_name(const struct block_key *k);
/* The values that a record has for a key, hashed: at most CELL_TOKENS * 3; none where it is missing. */
size_t block_values(const struct link_fields *f, const struct block_key *k, uint32_t record, uint64_t *out);

struct block_set {
	uint64_t *pair;    /* smaller record's number << 32 | the larger's, ascending, each once; owned */
	size_t n, cap;
};

/* For qsort and bsearch of such pairs. */
static inline int block_by_pair(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

struct block_options {
	size_t cap;        /* records of a block whose pairs are all proposed */
	size_t budget;     /* pairs proposed by combinations of keys, at most about so many; 0: no bound */
	unsigned threads;
	const volatile int *stop;
	/* Pairs of these two files are not asked for; NULL: all are. */
	const uint16_t *file; bool across; const bool *clean;
};

struct block_work;
/* Keys of all records. NULL: memory is out. */
struct block_work *block_begin(const struct link_fields *f, const struct block_keys *k, const struct block_options *o);
void block_end(struct block_work *w);
/* Pairs of blocks of one key. */
enum status block_first(struct block_work *w, struct block_set *out, struct error *e);
/* Add the pairs of blocks of two and three keys. worth: the chance that a pair is a match, by what is known so far (called from several threads at
 * once); NULL: all combinations are taken. */
enum status block_more(struct block_work *w, double (*worth)(void *arg, uint32_t a, uint32_t b), void *arg, struct block_set *io, struct error *e);
/* Does a pair share a key of a small block, or keys of two fields, among the fields of the mask? For an estimate of what was missed. */
bool block_shares(const struct block_work *w, uint32_t a, uint32_t b, uint32_t fields);
/* Combinations that there were and that were taken. */
void block_counts(const struct block_work *w, size_t *combinations, size_t *taken);

#endif
