/* field.h - what two records are compared by: fields made of the columns, and how well two records agree in each.
 *
 * A field is one column, or several that say one thing (year, month and day; two columns of given names). Every record has a cell in it: the value
 * in a normal form, each kept once. Agreement has a few levels, from different to the same (Fellegi & Sunter 1969; graded levels after Winkler
 * 1990), or none where either is missing. Names: given, family and others (words of a full name that stand in neither; a full name alone is
 * divided). Where given and family name are exchanged, each is held against the other's. */
#ifndef ONUS_LINK_FIELD_H
#define ONUS_LINK_FIELD_H

#include "link/records.h"
#include "link/token.h"
#include "link/whole.h"

enum { LINK_FIELDS = 15, LINK_FIELD_LEVELS = 8, LINK_FIELD_MISSING = 15, CELL_TOKENS = 6 };

enum field_kind { LINK_FIELD_GIVEN, LINK_FIELD_FAMILY, LINK_FIELD_OTHER_NAMES, LINK_FIELD_DATE, LINK_FIELD_TEXT,
		  LINK_FIELD_CODE, LINK_FIELD_EMAIL, LINK_FIELD_CATEGORY, LINK_FIELD_NUMBER, LINK_FIELD_KINDS };

/* Levels, worst first. All kinds: 0 is different, the last is the same. */
enum { NAME_DIFFERENT, NAME_CROSSED, NAME_SHORT, NAME_SIMILAR, NAME_SLIP, NAME_SAME, NAME_LEVELS };
enum { DATE_DIFFERENT, DATE_NEAR_YEAR, DATE_TWO_DIGITS, DATE_YEAR, DATE_TWO_PARTS, DATE_SLIP, DATE_SAME, DATE_LEVELS };
enum { TEXT_DIFFERENT, TEXT_PART, TEXT_SIMILAR, TEXT_SLIP, TEXT_SAME, TEXT_LEVELS };
enum { CODE_DIFFERENT, CODE_PART, CODE_SIMILAR, CODE_SLIP, CODE_SAME, CODE_LEVELS };
enum { EMAIL_DIFFERENT, EMAIL_SIMILAR, EMAIL_LOCAL, EMAIL_SLIP, EMAIL_SAME, EMAIL_LEVELS };
enum { CATEGORY_DIFFERENT, CATEGORY_SLIP, CATEGORY_SAME, CATEGORY_LEVELS };
const char *field_level_name(enum field_kind k, unsigned level); /* "same", "one slip" …; static */

struct cell {
	size_t text;             /* normal form, in field.pool */
	uint32_t count;          /* records that have it */
	uint16_t n;              /* bytes of text */
	uint8_t n_tokens;
	uint8_t local;           /* e-mail: bytes before the @ */
	uint32_t token;          /* names and texts: n_tokens ids from here on in field.ids */
	uint64_t letters;        /* of text (distance.h) */
	uint32_t day;            /* dates: year * 10000 + month * 100 + day, 0 for what is not known */
};

struct link_field {
	enum field_kind kind;
	enum link_role role;
	const char *name;        /* the columns' names, joined by + */
	uint8_t levels;
	uint8_t column[8], n_columns;
	uint32_t *cell;          /* of each record; 0: missing */
	struct cell *cells;      /* [0]: missing */
	size_t n_cells;
	size_t known;            /* records that have one */
	char *pool;
	uint32_t *ids;
};

struct link_fields {
	struct link_field field[LINK_FIELDS];
	size_t n;
	int given, family, others;  /* which field is it; -1: none */
	struct tokens tokens;
	struct wholes wholes;
	size_t records;
	uint32_t *row;              /* of each record its cells, field by field, together: what comparing reads */
	const char *const *notes; size_t n_notes; /* columns that are not compared and why */
};

/* All fields from the columns' roles. Notes from a. ST_DATA: there is nothing to compare by. */
enum status fields_make(const struct link_records *r, struct arena *a, struct link_fields *out, struct error *e);
void fields_free(struct link_fields *f);

/* Levels of two records in all fields, 4 bits each, the first field lowest; LINK_FIELD_MISSING where either is missing. */
uint64_t fields_compare(const struct link_fields *f, uint32_t a, uint32_t b);
static inline unsigned levels_at(uint64_t levels, size_t field) { return (unsigned)(levels >> (4 * field)) & 15; }

#endif
