/* keys.h - what a whole name is found by, whatever its parts: its letters, its Korean or Chinese syllables, its acronym. Internal to screen/.
 *
 * Every kind of key has a section of the compiled list. names_compare is asked about every name that shares a key with the query; so a way of
 * comparing that needs no parts alike needs a kind of its own here: a section in layout.h (its item size in compiled.c), a line in
 * key_kinds. */
#ifndef ONUS_SCREEN_KEYS_H
#define ONUS_SCREEN_KEYS_H

#include "screen/layout.h"

enum { KEYS_MOST = 32, KEY_KINDS = 5 };
/* listed: the name is one of the list, not the query; the two may have keys of different making. Returns how many. */
struct key_kind { enum section section; size_t (*keys)(const struct name *x, bool listed, uint64_t out[KEYS_MOST]); };
extern const struct key_kind key_kinds[KEY_KINDS];

#endif
