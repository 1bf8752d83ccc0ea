/* acronym.h - a body's name by its first letters: IRISL for Islamic Republic of Iran Shipping Lines.
 *
 * Letters are taken of every written word (also inside "joint venture"), in three ways that are all in use: without legal forms, links and articles
 * (PLA); with legal forms (CNPC, where C is Company); with all words. Fewer than ACRONYM_LEAST letters say too little: a hundred thousand
 * bodies share each. Pure. */
#ifndef ONUS_NAMES_ACRONYM_H
#define ONUS_NAMES_ACRONYM_H

#include "names/name.h"

enum { ACRONYM_LEAST = 4, ACRONYM_MOST = 10, ACRONYM_WAYS = 3 };

/* The letters of a body's name; those that are too few or too many are left out. Returns how many ways there are. */
size_t acronym_letters(const struct name *x, char out[ACRONYM_WAYS][ACRONYM_MOST + 1]);
/* The one word that a name is, beside legal forms and places, where it may be an acronym; NULL: it is none. In x's pool. */
const char *acronym_word(const struct name *x);
/* Letters that agree, 0 when neither name is the other's acronym. */
unsigned acronym_agree(const struct name *a, const struct name *b);

#endif
