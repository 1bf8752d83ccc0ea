/* language.h - the languages that a name is likely of: by its script, by letters that few languages use, and by how well it reads as Korean or Chinese.
 *
 * A help for a reader, no part of the comparison. Letters by Unicode's exemplar characters of each language (CLDR, main letters), those left out that
 * several of the languages listed here share. */
#ifndef ONUS_NAMES_LANGUAGE_H
#define ONUS_NAMES_LANGUAGE_H

#include "names/name.h"

enum { LANGUAGES_MOST = 3 };
struct name_language { const char *code, *name; }; /* BCP 47 and English */

/* The likeliest first; returns how many: 0 where nothing tells. */
unsigned name_languages(const struct name *x, struct name_language out[LANGUAGES_MOST]);

#endif
