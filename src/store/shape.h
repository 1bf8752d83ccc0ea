/* shape.h - what a record of a case looks like: one table of kinds and fields.
 *
 * This table is the only description of the case's vocabulary. The case-script reader validates by it
 * and suggests near words from it, the YAML export orders its keys by it, the reference in
 * docs/case-script.md is printed from it, and the store indexes references and texts by it.
 *
 * A record's body is a JSON object in normal form: unknown members absent, single values of
 * list fields wrapped in a list, scalar shorthands of objects spelt out (`shorthand`). */
#ifndef ONUS_STORE_SHAPE_H
#define ONUS_STORE_SHAPE_H

#include "base/json.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum field_type {
	FIELD_ID,      /* the record's own id: letters, digits, - _ . : / up to 200 bytes */
	FIELD_TEXT,    /* plain text in one language, valid UTF-8, no controls but tab and newline */
	FIELD_TEXTS,   /* text, or a map of language (BCP 47) to text */
	FIELD_WORD,    /* one of `words` */
	FIELD_CODE,    /* a free code word: lower case letters, digits, - _ . */
	FIELD_EDTF,    /* EDTF level 1, see base/edtf.h */
	FIELD_DAY,     /* YYYY-MM-DD */
	FIELD_NUMBER,  /* finite decimal number */
	FIELD_COUNT,   /* whole number ≥ 0 */
	FIELD_FLAG,    /* yes/no, true/false */
	FIELD_REF,     /* the id of a record of one of the kinds in `refs` */
	FIELD_HASH,    /* 64 hexadecimal digits */
	FIELD_URL,     /* absolute URL */
	FIELD_LANG,    /* BCP 47 language tag */
	FIELD_OBJECT,  /* an object of `shape` */
	FIELD_PROPERTIES, /* FtM properties: name → list of texts or objects of `shape` ({value, source, lang, …}) */
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_LIST = 2,    /* a list; a single value is accepted and wrapped */
	FIELD_SEARCH = 4,  /* its text is found by `onus search` */
};

/* Kinds of records; also bits of `refs`. */
enum kind {
	KIND_SOURCE, KIND_ACTOR, KIND_SITE, KIND_CLAIM, KIND_RELATION, KIND_DUTY, KIND_RESPONSE,
	KIND_EXHIBIT,  /* bytes in custody; id = SHA-256; made by `add`, not by scripts */
	KIND_DECISION, /* a human act: a finding confirmed or rejected; made by `finding` */
	KIND_REVIEW,   /* a human act: a hit confirmed or cleared; made by `screen` */
	KIND_MERGE,    /* records that are one person, as somebody or an analysis says; made by `link` and by scripts */
	KIND_COUNT
};
#define REFS(kind) (1u << (kind))

struct shape;

struct field {
	const char *name;
	enum field_type type;
	unsigned flags;
	unsigned refs;              /* FIELD_REF: which kinds it may name */
	const char *const *words;   /* FIELD_WORD: allowed words, NULL-terminated */
	const struct shape *shape;  /* FIELD_OBJECT, and a value's object form in FIELD_PROPERTIES */
	const char *doc;            /* one sentence, for the reference */
};

struct shape {
	const char *name;
	const char *doc;
	const char *shorthand;      /* the member that a bare scalar stands for, or NULL */
	const struct field *fields; /* in the order in which an export writes them */
	size_t n;
};

struct kind_info {
	enum kind kind;
	const char *name;     /* "claim": as the log, JSON and messages write it */
	const char *plural;   /* "claims": the key in a case script; NULL when not written by scripts */
	const struct shape *shape;
};

const struct kind_info *kind_info(enum kind k);
/* By name or plural, NULL when unknown. */
const struct kind_info *kind_by_name(const char *name);
const struct field *shape_field(const struct shape *s, const char *name);

/* Walk every reference in a record's body: path is like "supports[2].from[0]". Stops when visit
 * returns other than ST_OK and returns that. */
typedef enum status reference_visit(void *arg, const char *path, const struct field *f, const char *id);
enum status shape_references(const struct shape *s, const json_t *body, reference_visit *visit, void *arg);
/* Walk every searchable text: lang is "" where none is said. */
typedef enum status text_visit(void *arg, const char *path, const char *lang, const char *text);
enum status shape_texts(const struct shape *s, const json_t *body, text_visit *visit, void *arg);

#endif
