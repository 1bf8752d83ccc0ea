/* column.h - what a column says of a person, found out by its name and by its values.
 *
 * A name is looked up among headings in several languages (given_name, vorname, prénom, имя, 姓名 …), word by word; the values must bear it out: dates
 * parse as dates, e-mail addresses hold an @, a sex has few values. Without a telling name the values alone decide, or it is ROLE_TEXT or
 * ROLE_CATEGORY by how many different values there are. Columns whose names say that they hold the answer (cluster, entity_id, true_id) are
 * ROLE_ENTITY. */
#ifndef ONUS_LINK_COLUMN_H
#define ONUS_LINK_COLUMN_H

#include "link/records.h"

const char *link_role_name(enum link_role r);  /* "given name", "e-mail" … for people */
const char *link_role_word(enum link_role r);  /* "given", "family", "full", "date", "year" … as in --column NAME:WORD */
enum link_role link_role_by_word(const char *word); /* LINK_ROLES: no such word */

/* Fills role and why of every column that was not told. At most one id: the first that fits. */
void columns_guess(struct link_records *r);

#endif
