/* json.h - JSON read strictly and written canonically.
 *
 * Values are jansson's json_t. Canonical text follows RFC 8785 (JSON Canonicalization Scheme,
 * Rundgren, Jordan & Erdtman 2020): no white space, members sorted by UTF-16 code units,
 * numbers as ECMAScript writes them, strings with the shortest escapes. */
#ifndef ONUS_BASE_JSON_H
#define ONUS_BASE_JSON_H

#include "base/buf.h"
#include "base/status.h"

#include <jansson.h>

/* Parse exactly one JSON value: valid UTF-8, no duplicate members, no U+0000, depth limited.
 * On success *out is a new reference. Errors: ST_DATA with NAME:line:column. */
enum status json_read(const char *text, size_t n, const char *name, json_t **out, struct error *e);
/* The same for a value that starts at a place of a file: errors have their line counted from there. */
enum status json_read_at(const char *text, size_t n, struct place start, json_t **out, struct error *e);
/* Call before the first further thread is made: what jansson sets up on first use is no thread's matter. */
void json_prepare(void);
/* Append the canonical text of v to out. Numbers beyond ±(2^53−1), whose neighbours a double cannot tell apart
 * (RFC 7493 §2.2), and numbers that are not finite have no canonical form here: ST_DATA. */
enum status json_canonical(const json_t *v, struct buf *out, struct error *e);
/* Append a number as ECMAScript's Number::toString does (RFC 8785 §3.2.2.3). x must be finite. */
void json_number_text(double x, struct buf *out);

/* Read helpers; never fail: the member's value, or the default when it is absent or of another type. */
const char *json_text(const json_t *object, const char *member, const char *otherwise);

#endif
