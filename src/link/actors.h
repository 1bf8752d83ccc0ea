/* actors.h - the case's own persons as records to be linked: a table like any list (records.h), made from the model.
 *
 * Actors of schema Person, but those whose identity is kept outside the case (they are records of lists already). Columns: id; name (the first in
 * Latin letters, else the first in Hangul, else the first; Hangul and Han as they read in Latin letters); birth date, birth place, country, sex; and
 * each of FtM's properties that hold identifiers, phone numbers and e-mail addresses. Of several values the first; the same name in another script
 * is no evidence of its own, and is left out. A column that nobody has a value in is left out. */
#ifndef ONUS_LINK_ACTORS_H
#define ONUS_LINK_ACTORS_H

#include "base/buf.h"
#include "link/records.h"
#include "store/store.h"

/* The records, and the bytes of the table that they were read from, by whose hash a run can name them. ST_DATA: fewer than two persons. */
enum status actors_records(struct store *st, struct link_records *out, struct buf *table, struct error *e);

#endif
