/* ftm.h - FollowTheMoney data in and out: entities, statements, and the model that they follow.
 *
 * An entity read from a file, or made from a record of the case, is a struct ftm_entity in an arena. Every one of its
 * values is a statement: besides the value it knows its source in the case and, where the file said so, its dataset,
 * language, first_seen and so on. Entities that are things (Person, Company, Address, Document …) are `actor` records
 * of a case, all others (Ownership, Sanction, Passport …) `relation` records; both ways nothing is lost.
 *
 * What is wrong in form (JSON, a schema or property that the model does not have, a value that is no text) is an error;
 * a bad value (a date, a country code, a check digit) is reported and kept, unless strictness is asked for. */
#ifndef ONUS_EXCHANGE_FTM_H
#define ONUS_EXCHANGE_FTM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "store/store.h"

#include <stdbool.h>

/* --- the model ---------------------------------------------------------------------------- */

enum ftm_type {
	FTM_ADDRESS, FTM_CHECKSUM, FTM_COUNTRY, FTM_DATE, FTM_EMAIL, FTM_ENTITY, FTM_GENDER, FTM_HTML, FTM_IDENTIFIER,
	FTM_IP, FTM_JSON, FTM_LANGUAGE, FTM_MIMETYPE, FTM_NAME, FTM_NUMBER, FTM_PHONE, FTM_STRING, FTM_TEXT, FTM_TOPIC,
	FTM_URL, FTM_TYPES
};
enum ftm_flag {
	FTM_MATCHABLE = 1,
	FTM_STUB = 2,      /* the reverse of another property: never stored */
};

struct ftm_type_info {
	const char *name;
	const char *const *codes; /* in byte order; NULL where any value may stand */
	size_t n_codes;
};
struct ftm_property {
	const char *name;
	enum ftm_type type;
	unsigned flags;
	unsigned most;         /* characters of a value */
	const char *range;     /* FTM_ENTITY: the schema it points to */
	const char *format;    /* FTM_IDENTIFIER: a name that identifier.h knows, or NULL */
};
struct ftm_schema {
	const char *name, *label;
	const char *const *extends;   /* NULL-terminated, like the other lists */
	const struct ftm_property *own;
	size_t n_own;                 /* by name in byte order */
	const char *const *caption;   /* properties that may head it, best first */
	const char *const *required;
	const char *source, *target;  /* properties that are its ends, where it is an edge */
	bool abstract;
};

extern const char ftm_model_version[];
extern const struct ftm_type_info ftm_types[FTM_TYPES];
extern const struct ftm_schema ftm_schemata[];  /* by name in byte order */
extern const size_t ftm_n_schemata;

/* NULL when the model has none of that name. */
const struct ftm_schema *ftm_schema(const char *name);
/* A property of a schema, its own or one that it inherits; NULL when it has none of that name. */
const struct ftm_property *ftm_property(const struct ftm_schema *s, const char *name);
bool ftm_is_a(const struct ftm_schema *s, const char *ancestor);
/* The more special of two schemata of which one descends from the other; NULL when neither does. */
const struct ftm_schema *ftm_common(const struct ftm_schema *a, const struct ftm_schema *b);
/* A schema or property name of the model that is near to the word, or NULL. */
const char *ftm_near_schema(const char *word);
const char *ftm_near_property(const struct ftm_schema *s, const char *word);
/* Do values of this type have a language? Statements of the others have none (followthemoney/statement/util.py). */
bool ftm_has_language(enum ftm_type t);
bool ftm_code(enum ftm_type t, const char *code);

/* --- entities ----------------------------------------------------------------------------- */

/* One value of one property. Strings that are not there are NULL. */
struct ftm_value {
	const struct ftm_property *property;  /* NULL: a statement about the entity as a whole */
	const char *value, *lang, *original;
	const char *source, *when;            /* of the case: a source's id, EDTF */
	const char *dataset, *entity, *schema, *first_seen, *last_seen, *origin, *id;
	bool external;
};
struct ftm_values { struct ftm_value *v; size_t n, cap; };
struct ftm_strings { const char **v; size_t n, cap; };

struct ftm_entity {
	const char *id;
	const struct ftm_schema *schema;
	const char *source;                   /* of all values that do not name one themselves */
	struct ftm_values values;
	struct ftm_values base;               /* statements about the entity as a whole (property NULL) */
	struct ftm_strings datasets, referents;
	const char *first_seen, *last_seen, *last_change, *caption;
	int target;                           /* -1 not said, 0, 1 */
	const char *context;                  /* other members, canonical JSON; NULL = none */
};

/* The value is copied into the arena. */
enum status ftm_add_value(struct ftm_entity *x, struct arena *a, const struct ftm_value *v, struct error *e);
enum status ftm_add_string(struct ftm_strings *list, struct arena *a, const char *s, struct error *e);
/* Put values, datasets and referents in order and drop what is there twice: FtM knows sets, and a file that lists them in
 * another order is the same file. */
void ftm_sort(struct ftm_entity *x);
/* Take all of `from` into x; strings are copied. Schemata of which neither descends from the other: ST_DATA. The caller
 * sorts when all is in. */
enum status ftm_merge(struct ftm_entity *x, struct arena *a, const struct ftm_entity *from, struct place at,
		      struct error *e);
/* What a reader calls it: the caption that the file gave if it is among the values that may head it, else the first of
 * those, else NULL. */
const char *ftm_caption(const struct ftm_entity *x);

/* --- reading ------------------------------------------------------------------------------ */

enum ftm_op {
	FTM_PUT,    /* an entity */
	FTM_CHANGE, /* an entity that replaces what was there (a delta's ADD or MOD) */
	FTM_DELETE,
};
enum { FTM_LINE_MOST = 64 << 20 };

/* One line of an entity file: an entity, or {"op": ADD|MOD|DEL, "entity": {…}}. Everything in *out is copied into the
 * arena. A deleted entity may have nothing but an id (schema NULL). ST_DATA with the place and what was expected. */
enum status ftm_read_entity(const json_t *line, struct place at, struct arena *a, struct ftm_entity *out, enum ftm_op *op,
			    struct error *e);
/* A statement, given as texts by column (NULL or "" = not said). out gets the entity that it is about, with one value. */
enum ftm_column {
	FTM_C_CANONICAL, FTM_C_ENTITY, FTM_C_PROP, FTM_C_PROP_TYPE, FTM_C_SCHEMA, FTM_C_VALUE, FTM_C_DATASET, FTM_C_ORIGIN,
	FTM_C_LANG, FTM_C_ORIGINAL, FTM_C_EXTERNAL, FTM_C_FIRST_SEEN, FTM_C_LAST_SEEN, FTM_C_ID, FTM_COLUMNS
};
extern const char *const ftm_column_names[FTM_COLUMNS]; /* in the order of statement files */
enum status ftm_read_statement(const char *const columns[FTM_COLUMNS], struct place at, struct arena *a,
			       struct ftm_entity *out, struct error *e);

/* --- values ------------------------------------------------------------------------------- */

/* Is the value right for its property? If not, why[] says what is wrong and what was expected. */
bool ftm_value_good(const struct ftm_property *p, const char *value, char why[160]);
/* Called for each bad value or note, with the place, the entity's id, the property and the value in the message. */
typedef void ftm_warning(void *arg, const struct error *w);
/* Check every value of an entity. Returns how many were bad. */
size_t ftm_check(const struct ftm_entity *x, struct place at, ftm_warning *warn, void *arg);

/* --- records ------------------------------------------------------------------------------ */

/* The kind of record in which entities of a schema are kept. */
enum kind ftm_kind(const struct ftm_schema *s);
/* The record of an entity. body: what the case holds under this id, or NULL; members of it that FtM does not know (role,
 * note, listings …) stay. *out: a new reference in normal form. */
enum status ftm_to_record(const struct ftm_entity *x, const json_t *body, struct arena *a, json_t **out, struct error *e);
/* The record without what this source says; *out is NULL when nothing remains. */
enum status ftm_strip_record(const json_t *body, const char *source, json_t **out, struct error *e);
/* The entity of a record: schema, names, properties, ends. Strings live as long as the body. Errors: ST_DATA where the
 * schema is none of the model's or is abstract. */
enum status ftm_from_record(enum kind k, const json_t *body, struct arena *a, struct ftm_entity *out, struct error *e);
typedef enum status ftm_visit(void *arg, const struct ftm_entity *x, struct error *e);
/* Everything that FtM can hold of a record made by hand too: the entity with role, note, country, place …, and further
 * entities for its listings (Sanction) and the bodies that a person heads (Directorship); of a merge that holds, a Similar
 * for each actor but the first. */
enum status ftm_each_of_record(struct store *st, enum kind k, const json_t *body, struct arena *a, ftm_visit *visit,
			       void *arg, struct error *e);

/* --- writing ------------------------------------------------------------------------------ */

/* One line of an entity file. */
enum status ftm_write_entity(const struct ftm_entity *x, struct buf *out, struct error *e);
/* Lower-case hexadecimal SHA-1 that FtM gives to a statement (followthemoney/statement/statement.py, make_key):
 * of DATASET.ENTITY.PROP.VALUE, then @LANG where there is one, then .ext where it is external. */
enum status ftm_statement_id(const char *dataset, const char *entity, const char *prop, const char *value, const char *lang,
			     bool external, char id[41], struct error *e);
enum ftm_format { FTM_ENTITIES, FTM_STATEMENTS_JSON, FTM_STATEMENTS_CSV };
/* All statements of an entity. dataset: the name for values that have none. */
enum status ftm_write_statements(const struct ftm_entity *x, const char *dataset, enum ftm_format format, struct buf *out,
				 struct error *e);

/* --- whole files -------------------------------------------------------------------------- */

/* Does this look like an FtM file, by its name or its first bytes? (.json, .ijson, .jsonl, .ndjson, .ftm, .csv) */
bool ftm_is_file(const char *path);

struct ftm_options {
	const char *source; /* id of the source that the values have; NULL = one is made from the file */
	bool strict;        /* refuse bad values */
	bool keep;          /* do not withdraw what an earlier version of the file had and this one has no more */
	bool dry_run;
};
struct ftm_report {
	size_t entities, statements; /* read */
	size_t added, changed, same, withdrawn;
	size_t bad;         /* values that were reported */
	char source[256];   /* the source's id */
};
/* Import one file as one batch, all or nothing. The file is read twice: first checked and hashed, then taken in. */
enum status ftm_import(struct store *st, const char *path, const char *by, const struct ftm_options *o, ftm_warning *warn,
		       void *arg, struct ftm_report *report, struct error *e);
/* The same inside a batch that the caller has begun and will commit or roll back. */
enum status ftm_import_into(struct store *st, const char *path, const struct ftm_options *o, ftm_warning *warn, void *arg,
			    struct ftm_report *report, struct error *e);

typedef enum status ftm_sink(void *arg, const char *bytes, size_t n, struct error *e);
/* Every actor, site, relation and merge of the case; statements without a dataset get this one (NULL = "onus"). */
enum status ftm_export(struct store *st, enum ftm_format format, const char *dataset, ftm_sink *sink, void *arg,
		       struct error *e);

#endif
