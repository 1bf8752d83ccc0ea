/* compare.h - do two names name one bearer? A score from 0 to 1, and why.
 *
 * The parts of one name are laid on the parts of the other (dearest first), each pair at the distance of spelling.h; two or three parts may be
 * written as one. What is then left over on both sides stands against the match; what is left over on one side only was left out. Korean
 * and Chinese names are held against each other syllable by syllable (korean.h, chinese.h). The score falls with
 * - changes of spelling, by their number in all letters of the matched parts,
 * - parts that stand against each other, by the bits that they carry (Fellegi & Sunter 1969: agreement on a rare part tells more),
 * - parts that one side leaves out, by their share of the name's bits,
 * - legal forms of different kinds, numbers that differ, places that only one side has, a changed order.
 * - likenesses in part where what agrees is so common that it may be chance,
 * - likenesses of letters between Korean or Chinese names of other syllables, but for one typing error.
 * A body and its acronym are a likely pair, the longer the likelier, and never sure.
 * 1 means: written the same. a is the name asked for, b the one on record: the order matters only where one of them is a single word. Pure. */
#ifndef ONUS_NAMES_COMPARE_H
#define ONUS_NAMES_COMPARE_H

#include "names/name.h"

/* fminf and fmaxf where neither is a NaN: an instruction, not a call. */
static inline float compare_lower(float a, float b) { return a < b ? a : b; }
static inline float compare_higher(float a, float b) { return a > b ? a : b; }

/* From here on a pair is a match. */
#define COMPARE_MATCH 0.70f

enum match_how {
	HOW_SAME,      /* written the same */
	HOW_SOUND,     /* folds into the same */
	HOW_SPELLING,  /* a change of spelling or a slip */
	HOW_WORD,      /* the same generic word, place or number in another form or language */
	HOW_INITIAL,
	HOW_JOINED,    /* two or three parts against one */
	HOW_LEFT_OUT,  /* only this side has it, and the other has nothing in its stead */
	HOW_AGAINST,   /* this side has it where the other has something else */
	HOWS
};
const char *match_how_name(enum match_how h);

struct part_match {
	uint8_t a, a_n, b, b_n; /* parts a … a + a_n - 1 of the one name against those of the other; *_n = 0: nothing */
	uint8_t a_form, b_form;
	enum match_how how;
	uint8_t cost;           /* sixteenths of a typing error */
	float bits;
};

enum compare_way { WAY_NONE, WAY_EXACT, WAY_PARTS, WAY_KOREAN, WAY_CHINESE, WAY_ACRONYM, WAY_SINO_KOREAN };
const char *compare_way_name(enum compare_way w); /* "written the same", "part by part", "Korean syllables" … */

struct comparison {
	float score;
	enum compare_way way;
	/* part by part: what it lost, and to what; score = 1 - sum, not below 0 */
	float lost_spelling, lost_against, lost_left_out, lost_legal, lost_number, lost_place, lost_chance, lost_other, lost_syllables;
	struct part_match match[2 * NAME_PARTS];
	unsigned n;
	bool one_slip; /* the whole name agrees but for one slip of the fingers */
	/* syllables: which readings agreed, how well, and where least */
	uint8_t a_reading, b_reading;
	float agreement;
	unsigned weakest;
};
void names_compare(const struct name *a, const struct name *b, struct comparison *out);

/* Read two names and compare them. Where it is not said whose they are (use 0) and there is doubt, both are read as a person's and as a body's, and the
 * likelier likeness counts. a and b: as they were read for it. */
struct compare_text { const char *text; size_t n; };
void names_compare_texts(struct compare_text p, struct compare_text q, enum word_use use, struct name *a, struct name *b, struct comparison *out);

/* What is left out on one side costs its share of that side's bits at this rate; more, where the query has others beside the only match. */
#define COMPARE_LEFT_OUT 0.5f
#define COMPARE_LEFT_OUT_ONE 0.8f
/* Who asks for one word asks for whoever bears it: the others of the name on record were not left out but not known. */
#define COMPARE_LEFT_OUT_WORD 0.4f
/* The bits of a part as they count when only this side has it: patronymics are often left out, and count so much of theirs. */
#define COMPARE_PATRONYMIC 0.35f
float compare_left_out(const struct name_part *p);

/* One side: the bits of the whole name, of the parts that have found no partner at all, and the same by compare_left_out. */
struct compare_side { float weight, left, left_out; };
/* The highest score that names_compare can give where at least so much is left: what an index may skip by. */
float compare_bound(const struct compare_side *a, const struct compare_side *b);
/* What changes of spelling take from the score at least, when one part has changed so much (sixteenths of a typing error) that is no mere slip. */
float compare_bound_spelling(unsigned dearest);
/* What a name of another number of parts loses. */
#define COMPARE_OTHER_NUMBER 0.005f
/* What chance takes at least, where parts are left out on one side or one has changed so much (not by a mere slip), and what agrees counts no more than
 * `found` bits. out: at least so many words are left out that are no patronymics; word: only one part of the query is a word. */
enum { COMPARE_CHANGED = 4 }; /* up to so much is no change to speak of */
float compare_bound_chance(float found, unsigned cost, unsigned out, bool word);

/* Two to three parts from i on, written as one word: folded into f; false where they cannot be (too few parts or letters). */
enum { JOIN_LEAST = 5, JOIN_PARTS = 3, JOIN_COST = 2, JOIN_MOST = 20 /* beyond that a join is none */ };
bool name_join(const struct name *x, size_t i, size_t parts, struct name_form *f);
/* May two words (or a word and a join) be taken for each other at all, and at what cost? SPELLING_FAR: no. */
unsigned compare_forms(const struct name_form *a, const struct name_form *b, bool plain);
/* A word of another script may be what Han characters write by its sound, of which its first form is held against them: up to so many bits a letter
 * (chinese_heard), each of which costs so much. */
#define COMPARE_HEARD_MOST 3.0f
#define COMPARE_HEARD_COST 6.0f
bool compare_hears(const struct name *x, const struct name_part *p);
/* What one slip of the fingers in a word costs at least, unless the words are nearer in sound; it is forgiven where the rest of the names agrees. */
enum { COMPARE_SLIP = SPELLING_UNIT };
/* May a word of this part be written with a slip of the fingers? Characters that write syllables are not. */
static inline bool part_slips(const struct name_part *p)
{
	return (p->kind == PART_WORD || p->kind == PART_COMMON || p->kind == PART_PLACE) && p->script != SCRIPT_HANGUL && p->script != SCRIPT_HAN &&
	       p->script != SCRIPT_KANA;
}

#endif
