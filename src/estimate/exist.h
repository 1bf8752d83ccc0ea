/* exist.h - does a log-linear model's likelihood have a maximum on this table, and is there only one? Pure, exact on the table's pattern of zeros.
 *
 * Fienberg & Rinaldo 2012 (Annals of Statistics 40, theorem 3.1): the maximum exists if and only if the sufficient statistics lie in the relative
 * interior of the marginal cone; a linear programme decides. Chan, Silverman & Vincent 2021 (JASA 116, section 2.3): terms that nobody is on are
 * parameters at minus infinity, their cells leave the table, and the programme (existence) and the rank (identifiability) are asked of the rest. */
#ifndef ONUS_ESTIMATE_EXIST_H
#define ONUS_ESTIMATE_EXIST_H

#include "estimate/overlap.h"
#include "estimate/terms.h"

#include <stdbool.h>

enum { EXIST_LISTS = 12 }; /* 2^n cells are looked at */

struct exist {
	bool no_maximum;       /* some parameter other than those of empty terms runs off to infinity */
	bool not_identifiable; /* the rank is below the number of parameters left */
	bool total;            /* the expected count of those on no list is finite and unique all the same (both false: always true) */
	unsigned n_parameters; /* constant, lists and terms, without the empty ones */
	unsigned rank;
	unsigned n_empty;      /* terms at minus infinity */
	const uint32_t *empty; /* they, a's */
};

/* ST_DATA: more than EXIST_LISTS lists, a term of fewer than two lists or beyond the lists. A list that nobody is on is an empty term as well. */
enum status exist_check(const struct overlap *o, struct terms t, struct arena *a, struct exist *out, struct error *e);
/* In words, for the answer: "its maximum exists", "its likelihood has no maximum: …", "it is not identifiable: …". Static. */
const char *exist_words(const struct exist *x);

#endif
