/* explain.h - a reading or a comparison in words, for a person, and as JSON, for a program. */
#ifndef ONUS_NAMES_EXPLAIN_H
#define ONUS_NAMES_EXPLAIN_H

#include "base/buf.h"
#include "names/compare.h"

#include <jansson.h>

/* Lines, each ended by a line feed: which part was held against which, read how, worth what; then what the score lost and to what. */
void explain_comparison(const struct name *a, const struct name *b, const struct comparison *c, struct buf *out);
/* {"way", "parts": [{"a", "b", "read_a", "read_b", "how", "cost", "bits"}], "lost": {…}}; NULL when memory is out. */
json_t *explain_comparison_json(const struct name *a, const struct name *b, const struct comparison *c);
/* The reading of one name: its parts and Korean and Chinese readings. */
void explain_name(const struct name *x, struct buf *out);
json_t *explain_name_json(const struct name *x);
/* "longer than what is read; hidden characters taken out", or "" */
void explain_flags(unsigned flags, struct buf *out);

#endif
