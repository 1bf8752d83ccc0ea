/* name.h - a name as it reads: its parts, how each is said, and the Korean and Chinese names that it can be.
 *
 * Any bytes may be read: text that is no UTF-8, controls, zero-width and bidirectional marks, letters of one script posing as another's,
 * floods of marks and names of any length give a reading in bounded time, and a flag that says what was met. No allocation. */
#ifndef ONUS_NAMES_NAME_H
#define ONUS_NAMES_NAME_H

#include "names/chinese.h"
#include "names/fold.h"
#include "names/korean.h"
#include "names/spelling.h"
#include "names/translit.h"
#include "names/words.h"

#include <stdbool.h>

enum { NAME_LETTERS = 16, NAME_PARTS = 24, NAME_FORMS = 3, NAME_BYTES = 1024 };

enum part_kind {
	PART_WORD,      /* what tells one bearer from another */
	PART_INITIAL,   /* one letter that stands for a word */
	PART_NUMBER,    /* a number, or a code with digits in it: it tells Fund III from Fund IV */
	PART_COMMON,    /* a generic word of companies: bank, trading */
	PART_PLACE,
	PART_LEGAL, PART_TITLE, PART_PARTICLE, PART_LINK, /* light: they may lack on either side */
	PART_KINDS
};
const char *part_kind_name(enum part_kind k); /* "word", "initial", "legal form" … */
static inline bool part_light(enum part_kind k) { return k >= PART_LEGAL; }

struct name_form {
	uint8_t s[FOLD_LONG]; /* folded */
	uint8_t n;
	uint16_t latin;       /* where its Latin letters stand in name.pool */
	struct spelling_signature signature;
};
struct name_part {
	enum part_kind kind;
	enum script script;
	uint16_t text;        /* the part as it was written (case folded), in name.pool */
	uint8_t n_forms;
	uint8_t words;        /* how many written words it took */
	bool hyphen;          /* a hyphen joins it to the next part */
	bool slip;            /* a word of the tables with one slip of the fingers */
	bool patronymic;      /* the father's name, or a body's own acronym: often left out, never another's */
	struct name_form form[NAME_FORMS];
	float bits;           /* how much it tells: -log2 of the share of names that hold it */
	unsigned long number; /* PART_NUMBER */
	const char *canonical, *group; /* of words.h, or NULL */
};

enum name_flag {
	NAME_CUT = 1,         /* longer than what is read: the rest was left out */
	NAME_INVALID = 2,     /* bytes that are no UTF-8 */
	NAME_HIDDEN = 4,      /* zero-width or bidirectional control characters: taken out */
	NAME_LOOKALIKE = 8,   /* letters of another script, or digits, that pose as letters: folded */
	NAME_MARKS = 16,      /* more combining marks on one letter than any script uses: taken out */
	NAME_EMPTY = 32,      /* nothing to compare: no letter and no digit */
};

struct name {
	enum word_use use;
	enum word_use other;  /* where the use was to be found out and there is doubt: what it may be as well; else 0 */
	unsigned flags, n;
	struct name_part part[NAME_PARTS];
	uint8_t n_korean, n_chinese;
	struct korean_reading korean[KOREAN_READINGS];
	struct chinese_reading chinese[CHINESE_READINGS];
	uint64_t key;         /* of all letters and digits in order, case folded: equal for names that are written the same */
	float weight;         /* bits of the parts that are not light */
	uint8_t n_letters;    /* first letters of the written words of a body's name, and the kinds of their parts: acronym.h */
	struct { char letter; uint8_t kind; } letters[NAME_LETTERS];
	uint16_t pool_n;
	char pool[4 * NAME_BYTES];
};

/* Where a part's share of names comes from. NULL: words_share, the table that ships with the program. */
struct name_shares { double (*share)(void *arg, const char *latin, enum word_use use); void *arg; };

/* The bits of a name's parts, known from an earlier reading. */
struct name_bits { const float *bits; size_t n, stride; /* bytes from one to the next */ };

/* Read a name as one of a person, a company (any body) or a vessel; use 0: find out (a legal form or a generic word of companies makes
 * it a company's, else a person's). */
void name_read(const char *text, size_t n, enum word_use use, const struct name_shares *shares, struct name *out);
/* Weigh the parts of a name anew, by other shares. */
void name_weigh(struct name *x, const struct name_shares *shares);
static inline const char *name_pool(const struct name *x, uint16_t at) { return x->pool + at; }
/* The use that a schema of FtM calls for: Person, Vessel, Company, Organization, PublicBody …; 0 for LegalEntity, Thing, NULL and others. */
enum word_use name_use(const char *schema);

#endif
