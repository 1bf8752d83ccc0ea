/* compile.h - what a compiled list is made from, in memory. Internal to screen/. */
#ifndef ONUS_SCREEN_COMPILE_H
#define ONUS_SCREEN_COMPILE_H

#include "base/json.h"
#include "screen/keys.h"
#include "screen/slips.h"

enum dictionary { DICTIONARY_WORDS, DICTIONARY_JOINS, DICTIONARY_NUMBERS, DICTIONARY_INITIALS, DICTIONARIES };
struct build_name {
	uint64_t text, first_part, first_use, kept;
	uint32_t entry;
	uint16_t text_n, n_uses;
	uint8_t use, quality, n_parts, letters;
	float weight;
};
struct build_word { struct name_form form; enum dictionary which; uint32_t n_postings, rank; };
struct build_use { uint32_t word, name, parts; };
/* Words as they are written, and by hash which of them there are. */
struct build_slips { struct buf text; struct slip_word *v; uint32_t *slots; size_t n, cap, slots_cap; };
struct build_keys { struct layout_key *v; size_t n, cap; };

struct building {
	struct buf entry_text, text, kept;
	uint64_t *entries;
	struct build_name *names;
	struct layout_part *parts;
	struct build_word *words;
	struct build_use *uses;
	uint32_t *slots;               /* of words, open addressing */
	struct layout_share *shares;
	size_t n_entries, entries_cap, n_names, names_cap, n_parts, parts_cap, n_words, words_cap, n_uses, uses_cap, slots_cap;
	size_t n_shares, share_cap;
	uint32_t counted[2];           /* names of persons, of others */
	struct build_keys keys[KEY_KINDS], identifiers;
	struct build_slips slips;
	struct slip_word *han;         /* of parts in Han characters; text in slips.text */
	size_t n_han, han_cap;
	struct name scratch;
	void (*fault)(void *arg, const struct list_fault *f);
	void *fault_arg;
};

/* Room for one more than n of this size: twice as much when there is none. */
bool grow_more(void **v, size_t *cap, size_t size);
static inline bool grow(void **v, size_t *cap, size_t n, size_t size) { return n < *cap || grow_more(v, cap, size); }
double building_share(void *arg, const char *latin, enum word_use use);
/* A part's share: counted over the list, with the program's own table as prior worth 1,000 names. */
double shares_look_up(const struct layout_share *table, size_t mask, const uint32_t names[2], const char *latin, enum word_use use);
json_t *entry_json(const struct entry *x);
/* The entry of such JSON, its strings in the arena (those of o are borrowed); false when memory is out. */
bool entry_of_json(const json_t *o, struct arena *a, struct entry *out);
enum status compiled_write(struct building *b, const struct compiled_about *about, const char *path, struct error *e);

#endif
