/* filing.h - what a run of an engine leaves in a case: records put once, the answer as an exhibit, parameters, ids made of hashes.
 *
 * What an id of a hash stands for does not change: a record of an id that the case has already stays as it is, with all that was added to it since.
 * All of it happens inside a batch that the caller has begun. */
#ifndef ONUS_EXCHANGE_FILING_H
#define ONUS_EXCHANGE_FILING_H

#include "base/arena.h"
#include "store/store.h"

enum { FILING_SHORT = 12 };          /* digits of a hash in an id */

struct filing {
	struct store *st;
	struct arena *a;
	const char *by;
	const char *day, *now;       /* YYYY-MM-DD; RFC 3339, UTC */
	bool changed;                /* something was put */
};

/* By the clock. ST_ENV. */
enum status filing_begin(struct store *st, const char *by, struct arena *a, struct filing *out, struct error *e);
/* Put a record unless there is one of its id. Takes body; NULL (and id NULL): memory ran out while it was made. *fresh may be NULL. */
enum status filing_put(struct filing *f, enum kind k, const char *id, json_t *body, bool *fresh, struct error *e);

/* The answer of a run, bytes and record. hex: of its bytes. share: where the case has these bytes already, they become an exhibit of this source too.
 * */
struct filing_answer { const char *bytes; size_t n; const char *hex, *type, *name, *how, *source; bool share; };
enum status filing_answer(struct filing *f, const struct filing_answer *x, struct error *e);

/* The source of the case that has these bytes; id NULL: none. body is the caller's to release. */
struct filing_bytes { const char *id, *origin; json_t *body; };
enum status filing_bytes(struct store *st, const char *sha256, struct arena *a, struct filing_bytes *out, struct error *e);

/* A record and the script that it comes from ("": none); body NULL: there is none. body is the caller's to release. */
enum status filing_find(struct store *st, enum kind k, const char *id, struct arena *a, json_t **body, const char **origin, struct error *e);
/* The last word of a source's status; "" where there is none. */
const char *filing_standing(const json_t *source);
/* A run that a person takes back: its source is retracted, as any source can be. `what` names it in messages: "run". ST_DATA: it is already, or a
 * script's. */
enum status filing_retract(struct filing *f, const char *what, const char *id, json_t *body, const char *origin, const char *why, struct error *e);

/* [{"name", "value"}] of an object but for its seed and what is null or an empty list: texts as they stand, all else as JSON writes it. NULL: memory.
 * */
json_t *filing_parameters(const json_t *parameters);
/* PREFIX and digits of a hash of text, from a. */
enum status filing_id(const char *prefix, const char *text, size_t n, struct arena *a, const char **out, struct error *e);
enum status filing_hash(const char *text, size_t n, char hex[SHA256_HEX], struct error *e);

#endif
