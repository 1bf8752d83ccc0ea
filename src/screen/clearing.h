/* clearing.h - hits that a person has looked at and cleared: who, when, why, until when.
 *
 * A clearing holds for one who was asked for, with all that was known of them, and one entry of a list as it stood then. It lapses when the
 * entry changes (entry_canonical, lists/entry.h: names, dates, countries, identifiers, addresses, notes …), when it expires, and when
 * it is withdrawn; and it does not reach anybody of whom something else is known, be it the same name with another birth date.
 *
 * Kept in clearings.jsonl on the shelf of the lists, beside them: a line of canonical JSON for each clearing and each withdrawal, never
 * changed, only added to. A writer holds a lock, writes the whole file anew and puts it in the place of the old one, so that readers,
 * who take no lock, see it before or after. The lines are not signed: whoever may write the shelf may write them. */
#ifndef ONUS_SCREEN_CLEARING_H
#define ONUS_SCREEN_CLEARING_H

#include "base/sha256.h"
#include "screen/compiled.h"
#include "screen/query.h"

#include <jansson.h>

enum { CLEARING_ID = 16 /* hexadecimal digits */, CLEARING_LINE_MOST = 1 << 20, CLEARINGS_BYTES_MOST = 256 << 20 };

/* All strings lie in the arena that it was read into; those that are not there are NULL. */
struct clearing {
	const char *id;               /* of its line: the first digits of its SHA-256 */
	const char *list, *entry;     /* name on the shelf, the list's id of the entry */
	const char *entry_sha256;     /* clearing_entry_hash of the entry when it was looked at */
	const char *asked_sha256;     /* of clearing_asked */
	const char *name, *caption;   /* to show: who was asked for, who is listed */
	const char *by, *when, *why;  /* when: RFC 3339, UTC */
	const char *until;            /* the last day on which it holds, YYYY-MM-DD */
	const char *withdrawn_by, *withdrawn_when, *withdrawn_why;
	bool confirmed;               /* in a case: the person found that it is the one listed */
	bool other;                   /* in a case: what is known of the actor is another now */
	size_t n;                     /* place in the file, from 0 */
};
struct clearings { struct clearing *v; size_t n; /* by list, entry, asked, then place */ };

/* Who was asked for, as one canonical line of JSON: id, names, schema, birth date, countries, sex, identifiers; letters' case and width, the order of
 * aliases and what is written between a number's digits do not matter. `schema`: of a query that says none, or NULL. NULL: memory is out. */
const char *clearing_asked(const struct query *q, const char *schema, struct arena *a);
/* entry: as compiled_entry has it. */
enum status clearing_entry_hash(const json_t *entry, char hex[SHA256_HEX], struct error *e);

/* The entry of that id as the list has it now: a new reference; NULL when there is none, or memory is out. Goes through the whole list. */
json_t *clearing_entry(const struct compiled *list, const char *id);

/* From the bytes of a file. ST_DATA with file and line when one is not as clearings_add writes it. */
enum status clearings_parse(const char *bytes, size_t n, const char *file, struct arena *a, struct clearings *out, struct error *e);
/* Of a shelf; none when there is no file. */
enum status clearings_read(const char *shelf, struct arena *a, struct clearings *out, struct error *e);

enum clearing_state {
	CLEARING_NONE,
	CLEARING_HOLDS,
	CLEARING_EXPIRED,
	CLEARING_CHANGED, /* the entry is another now */
	CLEARING_WITHDRAWN,
	CLEARING_CONFIRMED, /* not cleared: confirmed */
	CLEARING_ASKED,     /* in a case: what is known of the actor is another now */
};
/* The latest word on this pair; *out is NULL for CLEARING_NONE. today: YYYY-MM-DD. */
enum clearing_state clearings_find(const struct clearings *c, const char *list, const char *entry, const char *asked_sha256, const char *entry_sha256,
				   const char *today, const struct clearing **out);
/* Is there any for this entry at all, whoever is asked for? */
bool clearings_any(const struct clearings *c, const char *list, const char *entry);
/* The same, of a clearing at hand. */
enum clearing_state clearing_state(const struct clearing *x, const char *entry_sha256, const char *today);
const char *clearing_state_name(enum clearing_state s); /* "holds", "expired", "changed", "withdrawn", "confirmed", "asked" */
/* By id; NULL when there is none or the first digits given fit several. */
const struct clearing *clearings_by_id(const struct clearings *c, const char *id);

/* The line of a clearing, {"op": "clear", …}, or of a withdrawal, {"op": "withdraw", …}. NULL: memory is out, or a text is not UTF-8. asked: clearing_asked. */
json_t *clearing_json(const struct clearing *x, const char *asked, double score);
json_t *clearing_withdrawal_json(const struct clearing *x);
/* Add a line to the shelf's file, which is read and checked first. `id` (may be NULL) is what it is called then. ST_ENV: another writer holds the
 * lock for longer than ten seconds. */
enum status clearings_add(const char *shelf, const json_t *line, char id[CLEARING_ID + 1], struct error *e);

extern const char clearings_file[]; /* "clearings.jsonl" */

#endif
