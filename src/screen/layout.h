/* layout.h - how a compiled list lies in its file. Internal to screen/.
 *
 * Little-endian, every section aligned to 16 bytes. A version of its own: any change of layout or of how names are read raises LAYOUT_VERSION,
 * and an older file, or one made with other tables of words, is compiled anew from the list that is kept beside it. */
#ifndef ONUS_SCREEN_LAYOUT_H
#define ONUS_SCREEN_LAYOUT_H

#include "screen/compiled.h"

enum { LAYOUT_VERSION = 21 };
#define LAYOUT_MAGIC "ONUSLST\n"

enum section {
	SECTION_ENTRIES,     /* uint64_t offset into ENTRY_TEXT, n_entries + 1 */
	SECTION_ENTRY_TEXT,
	SECTION_NAMES,       /* struct layout_name */
	SECTION_NAME_TEXT,
	SECTION_KEPT,        /* names as they were read (name_kept.h) */
	SECTION_PARTS,       /* struct layout_part, those of one name together */
	SECTION_PART_WORDS,  /* struct layout_use: the words by which a name can be found */
	SECTION_WORDS,       /* struct layout_word: words, joins, numbers, initials, each by symbols, and one more that ends the last; joins
	                        of one first symbol by their length before the rest */
	SECTION_SIGNATURES,  /* struct spelling_signature, of words and joins */
	SECTION_WORD_TRIE,   /* struct trie_node (trie.h) */
	SECTION_FIRST_WORDS, /* uint32_t by first symbol: where its words begin; FOLD_SYMBOLS + 1 */
	SECTION_FIRST_JOINS, /* the same of joins, by first symbol and length; FOLD_SYMBOLS * (FOLD_LONG + 1) + 1 */
	SECTION_LONG_WORDS,  /* uint32_t: words of LONG_LEAST symbols or more */
	SECTION_JOIN_TRIES,  /* struct trie_node: of joins of one first symbol and length each, where there are JOINS_MANY; `word` is an id */
	SECTION_JOIN_ROOTS,  /* uint32_t: where the trie of the joins that FIRST_JOINS tells begins; it ends where the next begins */
	SECTION_BACK_TRIE,   /* of the words written backwards, in the order of BACK_ORDER */
	SECTION_BACK_ORDER,  /* struct layout_back */
	SECTION_BACK_SYMBOLS, SECTION_BACK_SIGNATURES,
	SECTION_SYMBOLS,
	SECTION_POSTINGS,    /* uint32_t name, by word */
	SECTION_POSTING_LEFT, /* uint8_t of each: what of the name is left beside the word's parts (POSTING_LEFT) */
	SECTION_POSTING_BITS, /* uint8_t of each: the bits of the word's parts, rounded up (BITS_OF_WORD) */
	SECTION_WEIGHTS,     /* uint16_t, by name: its weight, rounded down, in FOUND_UNIT */
	SECTION_SLIP_TEXT,   /* words as they are written, in Latin letters (slips.h) */
	SECTION_SLIP_WORDS,  /* struct slip_word */
	SECTION_SLIP_FIRST, SECTION_SLIPS, SECTION_SLIP_TAGS,
	SECTION_HAN,         /* struct slip_word, by word: parts in Han characters, their text in SLIP_TEXT; `word` is how their first form folds */
	SECTION_EXACT, SECTION_KOREAN, SECTION_CHINESE, SECTION_ACRONYM, SECTION_SINO, /* struct layout_key, sorted: keys of whole names (keys.h) */
	SECTION_IDENTIFIERS, /* struct layout_key, by search_key of the plain value; `name` is an entry */
	SECTION_SHARES,      /* struct layout_share, open addressing, a power of two */
	SECTIONS
};

struct layout_header {
	char magic[8];
	uint32_t version, sections;
	uint64_t size;       /* of the whole file */
	uint64_t tables;     /* words_print of the program that made it */
	struct compiled_about about;
	uint32_t words[4];   /* how many words, joins, numbers, initials */
	uint32_t counted[2]; /* names of persons, of others: what shares are shares of */
	struct { uint64_t at, n; } section[SECTIONS]; /* bytes */
};
struct layout_name {
	uint32_t entry, text, part, use, kept; /* first of PARTS, first of PART_WORDS; in KEPT */
	uint16_t text_n;
	uint8_t n_parts, quality, word_use, letters; /* letters of the first forms of its parts, at most 255 */
	uint16_t n_uses;
	float weight;
};
struct layout_part { float bits, left_out; /* compare_left_out */ };
/* A word (or join, number, initial) of a name: the parts that it covers. */
struct layout_use { uint32_t id; uint32_t parts; /* bit set of parts; beyond them the word's first symbol */ };
enum { USE_FIRST = 24 };
/* Its symbols and its postings end where those of the next begin. A number's symbols are its key, an initial's its letter. */
struct layout_word { uint32_t symbols, postings; };
/* Bits as they count when they are left out, of all bits of the name, in so many parts, rounded down; and whether there is a word among what is left
 * that is neither generic nor a patronymic: one of more bits than BITS_GENERIC. */
enum { POSTING_LEFT = 127, POSTING_WORD = 128, BITS_GENERIC = 7 };
/* In what share of a bit the bits of words' and joins' parts are counted; one unit for sums of both. */
enum { BITS_OF_WORD = 16, BITS_OF_JOIN = 6, FOUND_UNIT = 48 };
struct layout_back { uint32_t word, symbols; };
enum { LONG_LEAST = 14 };
enum { JOINS_MANY = 32 }; /* fewer are gone through one by one */
struct layout_key { uint64_t key; uint32_t name, pad; };
struct layout_share { uint64_t hash; uint32_t count[2]; }; /* count: as part of persons' and of other names */

struct compiled {
	const struct layout_header *header;
	const char *bytes;
	size_t size;
	struct name_shares shares;
	size_t n_names, n_words, n_joins, n_numbers, n_initials;
};

static inline const void *layout_section(const struct compiled *c, enum section s)
{
	return c->bytes + c->header->section[s].at;
}
/* A number's key: numbers are looked up whole. */
static inline uint64_t layout_number(unsigned long number) { return ((uint64_t)number + 1) * 0x9E3779B97F4A7C15u; }
/* The key of an identifier (identity_plain). */
uint64_t layout_identifier(const char *plain);
#endif
