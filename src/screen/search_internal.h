/* search_internal.h - a searcher's room, and the look-up of words. Internal to search.c and search_near.c. */
#ifndef ONUS_SCREEN_SEARCH_INTERNAL_H
#define ONUS_SCREEN_SEARCH_INTERNAL_H

#include "screen/compile.h"
#include "screen/search.h"
#include "screen/trie.h"

/* A part of the list in Han characters: how they are heard, and in how many symbols they may be, a bit each; none where they are not heard. */
struct heard { struct chinese_hearing han; struct chinese_hear_rest rest; uint64_t lengths; };
/* A word (or join, number, initial) of the list that a part of the query may be, and the least that it may cost (sixteenths of a typing error). */
struct near { uint32_t id; uint32_t cost; };
/* Words near to a folded form, remembered: streams of names repeat their parts. */
struct memory { struct name_form form; struct near *near; uint32_t n; bool used; };
enum { MEMORY_SLOTS = 1 << 13, MEMORY_IDS = 4096 };

/* What is known of a word in the query's turn: the parts of the query that it may be. */
struct word_mark {
	uint16_t turn;        /* good when it is the searcher's word_turn */
	uint8_t cost;
	bool joined : 1;      /* near to parts of the query written as one */
	bool slip : 1;        /* or to one as it is written, but for a slip */
	bool settled : 1;     /* held against what was not looked up, too */
	bool gathered : 1;    /* its names were looked at */
	uint32_t parts;
};
/* Words that are near to some parts of the query: source_near[from … from + n - 1]. */
enum near_how { NEAR_WORD, NEAR_JOINED /* to parts of the query written as one */, NEAR_SLIP };
struct source { uint32_t parts, from, n; enum near_how how; };
/* A name that has words near to the query's: to which parts, how many there are (HIT_ONE; HIT_TWO, too, when there are two, and so on), and the bits of
 * the name's parts that they cover, at most, in FOUND_UNIT. */
struct mark { uint32_t parts, found; };
enum { HIT_ONE = 1 << NAME_PARTS, HIT_TWO = HIT_ONE << 1, HIT_MORE = HIT_TWO << 1, HITS = 3 };
/* The most that a name may have of the query that has words near to these parts: the score by best_apart and best_with, what is found, and what is left of
 * the query at least. */
struct reach { uint32_t turn; float best, with, left, left_out, found; };
enum { REACH = 1 << 8 /* parts of short queries: remembered */ };
/* A form of a part, or of parts joined, that is looked up, or held against the words of the names that others bring in. */
struct asked {
	struct name_form form;
	uint32_t parts;
	bool joined, looked_up;
	bool heard;                 /* of Han characters: words may be heard in them */
	struct chinese_hearing han;
};
/* A form that was not looked up, as words are held against it: how far they may be off, by their length; as a join. */
struct rest { struct spelling_signature signature; const struct asked *asked; uint8_t most[FOLD_LONG + 1], most_joined[FOLD_LONG + 1]; };
enum { ASKED_MOST = NAME_PARTS * (NAME_FORMS + JOIN_PARTS - 1), SIEVE = 1 << 16 };

struct searcher {
	const struct compiled *c;
	size_t n_ids;               /* of words, joins, numbers, initials: in that order */
	uint32_t turn;              /* of the present query; what is remembered of it below is good when it is equal to it */
	uint16_t word_turn;         /* the same, of words, which are many */
	struct mark *name;          /* by number: good where `met` has a bit */
	uint64_t *met;              /* a bit for each name that words of the query have brought in */
	struct word_mark *word;     /* by id */
	uint8_t sieve[SIEVE / 8];   /* by the low bits of its id: no word with such an id has a mark where it is 0 */
	struct asked asked[ASKED_MOST];
	size_t n_asked, n_rest;
	struct rest rest[ASKED_MOST]; /* what was not looked up */
	uint32_t rest_first;        /* the first symbols that joins of other names must have to be near to the rest */
	uint32_t initial_first;     /* the first symbols of words that initials of the query may stand for */
	struct source *sources;
	size_t n_sources, sources_cap;
	struct near *source_near;
	size_t n_source_near, source_near_cap;
	size_t n_postings;
	uint32_t *candidates;       /* room for all names */
	size_t n_candidates;
	struct reach reach[HITS][REACH];
	struct found *found;
	size_t n_found, found_cap;
	struct memory *memory;
	struct { uint32_t look, at; } *seen; /* by id of a word: the last look-up that found it, and where in `near` */
	uint32_t look;
	struct near *near;          /* what the look-up in work has found */
	size_t n_near, near_cap;
	struct name scratch;
	struct trie_near symbols_near;
	uint32_t letter_first[26];  /* the first symbols of words that begin with a letter */
	struct slips slips;
	const struct slip_word *han; /* parts of names in Han characters */
	size_t n_han;
	uint64_t han_words;         /* the words that they fold into: a bit each, by the low bits of the id */
	struct heard *heard;        /* of each of them; made when it is asked for first */
	struct search_work work;
	bool failed;
};

static inline const struct layout_word *word_at(const struct compiled *c, uint32_t id)
{
	/* words, joins, numbers and initials lie one after another */
	return (const struct layout_word *)layout_section(c, SECTION_WORDS) + id;
}
static inline const uint8_t *symbols_at(const struct compiled *c, uint32_t id)
{
	return (const uint8_t *)layout_section(c, SECTION_SYMBOLS) + word_at(c, id)->symbols;
}
static inline const struct spelling_signature *signature_at(const struct compiled *c, uint32_t id)
{
	return (const struct spelling_signature *)layout_section(c, SECTION_SIGNATURES) + id;
}

/* Fill in letter_first. */
void near_letters(struct searcher *s);
/* Put down the query's forms in asked, and look up what costs little: numbers, initials, slips. */
void near_begin(struct searcher *s, const struct name *q);
/* Look up the forms that have any of these parts and were not looked up before. */
void near_look_up(struct searcher *s, uint32_t parts);
/* Take what is remembered of forms that were not looked up. */
void near_recall(struct searcher *s);
/* Note which forms were not looked up: true when there are none. */
bool near_rest(struct searcher *s);
/* Hold a word (or join) of a name against the forms that were not looked up: its mark, or NULL when it is near to nothing. */
const struct word_mark *near_settle(struct searcher *s, uint32_t id);

#endif
