/* heading.h - what a column's name says that it holds, in several languages.
 *
 * A name is taken apart at spaces, marks, digits and capital letters (dateOfBirth, date_of_birth, DOB1), and phrases are looked for among its words written as one:
 * "date of birth" and "dateofbirth" are the same. In scripts without spaces a phrase may stand anywhere in a word; of Latin words long ones are known at a word's end too
 * (Patientennachname). Marks on Latin letters do not count. */
#ifndef ONUS_LINK_HEADING_H
#define ONUS_LINK_HEADING_H

#include "link/records.h"

enum { HEADING_MOST = 6, HEADING_PHRASE = 64 };

enum heading_strength {
	HEADING_NONE,
	HEADING_WEAK,    /* a word that others outdo: name, id, code, no */
	HEADING_PART,    /* a phrase that says it wherever it stands */
	HEADING_WHOLE,   /* a phrase that says it only where the name is nothing else (but digits and words that say nothing) */
};
/* Whose or what sort it is. */
enum heading_flag {
	HEADING_ROW = 1,      /* of ROLE_ID: names the row for certain (id, rec_id); else what is numbered may be a person */
	HEADING_RELATIVE = 2, /* of another person: a mother, a doctor */
	HEADING_BARE = 4,     /* "name" alone: which part of a name depends on the other columns */
	HEADING_LOOSE = 8,    /* of ROLE_ENTITY: a word that is used for other things too (label, group) */
	HEADING_OTHER = 16,   /* of something that is no person: a hospital's name */
};
struct heading { enum link_role role; enum heading_strength strength; unsigned flags; size_t length; };

/* What the name may say, the likeliest first; returns how many, at most HEADING_MOST. */
size_t heading_read(const char *name, struct heading out[HEADING_MOST]);

/* Does it speak of somebody's death? */
bool heading_of_death(const char *name);

/* One line of the table: phrases divided by |, folded as names are. */
struct heading_words { enum link_role role; enum heading_strength strength; unsigned flags; const char *phrases; };
extern const struct heading_words heading_table[];
extern const size_t heading_table_n;
/* Words that say nothing of what a column holds, and words for other people, for what is no person and for death, divided by |. */
extern const char heading_neutral[], heading_relatives[], heading_others[], heading_deaths[];

#endif
