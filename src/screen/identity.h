/* identity.h - is the one asked for the one listed? The likeness of the names, raised or lowered by what else is known of both.
 *
 * Every adjustment is a feature of its own, with its worth, so that a reader sees what moved the score. What is not known on either side moves
 * nothing. An identifier that both have settles it, whatever the names; two different ones of a kind that is given once (IMO number, LEI, …)
 * speak against it. */
#ifndef ONUS_SCREEN_IDENTITY_H
#define ONUS_SCREEN_IDENTITY_H

#include "screen/compiled.h"

/* What is asked for, beside its names. Strings are borrowed; NULL or n = 0: not known. */
struct identity {
	const char *birth;                  /* EDTF */
	const char *const *births;          /* further ones that are given: the one that fits best counts */
	size_t n_births;
	const char *const *countries;       /* codes or names, in any language that words.h knows */
	size_t n_countries;
	char sex;                           /* 'm', 'f', 0 */
	const struct entry_identifier *identifiers;
	size_t n_identifiers;
};

enum feature {
	FEATURE_NAME,        /* names_compare's score */
	FEATURE_WEAK_ALIAS,  /* the name that is alike is one that the list calls weak */
	FEATURE_BIRTH, FEATURE_COUNTRY, FEATURE_SEX, FEATURE_SCHEMA, FEATURE_IDENTIFIER, FEATURES
};
const char *feature_name(enum feature f);

struct judged { float score; float feature[FEATURES]; bool has[FEATURES]; };
/* The most that features other than an identifier can raise a score by. */
#define IDENTITY_RAISE 0.07f

/* name_score: of the names that are most alike; quality: of the listed one; use: what the query is read as. entry: compiled_entry's JSON. */
void identity_judge(const struct identity *asked, float name_score, enum entry_quality quality, enum word_use use, const json_t *entry,
		    struct judged *out);
/* Letters and digits of an identifier in upper case, for comparing: 0 when there are fewer than four or no room. */
size_t identity_plain(const char *value, char *out, size_t cap);

#endif
