/* compiled.h - a watchlist made ready for search: one file that is mapped into memory, and opened in the time that mapping takes.
 *
 * It holds the entries (as JSON, for answers), their names read and weighed, a dictionary of all folded words with the names that they stand in,
 * and the keys of exact, Korean and Chinese names. search.h says how they are used. Shares of parts are counted over the list itself, with the
 * program's own table as prior, so that what is common on this list tells little on it. */
#ifndef ONUS_SCREEN_COMPILED_H
#define ONUS_SCREEN_COMPILED_H

#include "lists/read.h"
#include "names/compare.h"

#include <jansson.h>

struct compiled; /* opaque; read-only, may be used by many threads at once */

struct compiled_about {
	char list[64];           /* the list's name */
	char format[16], date[11];
	char made[21];           /* when it was compiled, RFC 3339, UTC */
	uint64_t entries, names, words;
	unsigned char sha256[32]; /* of the list's file */
};

/* Read a list and write its compiled form to out_path (through a temporary file beside it; nothing is left when it fails). *about tells what
 * was read; faults go to fault (may be NULL). */
enum status compiled_build(const char *list_path, enum list_format format, const char *name, const char *out_path, struct list_about *about,
			   void (*fault)(void *arg, const struct list_fault *f), void *arg, struct error *e);
/* Open by mapping. ST_ENV: cannot be opened; ST_DATA: no compiled list, of another version of the program, or cut off. The caller closes it. */
enum status compiled_open(const char *path, struct compiled **out, struct error *e);
void compiled_close(struct compiled *c);
const struct compiled_about *compiled_about(const struct compiled *c);
/* The list's weights, for name_read and name_weigh. */
const struct name_shares *compiled_shares(const struct compiled *c);

struct listed_name { uint32_t entry; const char *text; size_t n; enum word_use use; enum entry_quality quality; };
struct listed_name compiled_name(const struct compiled *c, uint32_t name);
/* The entry as JSON text: {"id","schema","caption","names":[…],"births":[…],…}; not NUL-terminated. */
const char *compiled_entry(const struct compiled *c, uint32_t entry, size_t *n);

#endif
