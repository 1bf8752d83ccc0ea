/* records.h - lists of people as they came: every row of one or more CSV files, each column's different values kept once.
 *
 * Files are read whole. The header gives the columns; columns of several files are one where their names are the same (spaces around and case do not
 * count) or, failing that, where both files have exactly one of the same role (column.h) and, of places, identifiers and categories, some values in
 * common. Values lose the spaces around them; one that is empty or says that nothing is known (null, none, n/a, nan, unknown, -, ?) is missing, and
 * NA where a column of numbers or dates has it. The delimiter (comma, semicolon, tab, bar) is the one that divides the header into most fields and
 * the first rows into as many. Text that is no UTF-8 is read as UTF-16 by its byte order mark, else field by field as Windows-1252 or, where most
 * letters are beyond ASCII, by what ICU finds it to be (Windows-1251, EUC-KR, GB 18030 …), and that is said. A row of another length than the header
 * is an error with its place, or, with `ragged`, is filled up or cut and counted. */
#ifndef ONUS_LINK_RECORDS_H
#define ONUS_LINK_RECORDS_H

#include "base/arena.h"
#include "base/input.h"

#include <stdbool.h>
#include <stdint.h>

enum { LINK_COLUMNS = 256, LINK_FILES = 64, LINK_VALUE_MOST = 1 << 20 /* bytes of a value */ };
#define LINK_RECORDS_MOST 100000000u

/* What a column says of a person. */
enum link_role {
	ROLE_UNKNOWN,
	ROLE_ID,         /* the row's own name: never compared */
	ROLE_ENTITY,     /* who it is, where that is known already (cluster, ent_id): never compared; checks the answer (--truth) */
	ROLE_IGNORE,
	ROLE_GIVEN, ROLE_FAMILY, ROLE_FULL,
	ROLE_DATE,       /* a date of birth or another that stays: a day, a month, a year */
	ROLE_YEAR, ROLE_MONTH, ROLE_DAY,
	ROLE_PLACE, ROLE_ADDRESS, ROLE_POSTCODE, ROLE_PHONE, ROLE_EMAIL,
	ROLE_IDENTIFIER, /* a number or code that someone gave to one person: passport, social security */
	ROLE_SEX,
	ROLE_CATEGORY,   /* few values: state, occupation, nationality */
	ROLE_NUMBER,     /* a number that means itself: house number, height */
	ROLE_TEXT,       /* free text */
	LINK_ROLES
};

struct link_value { const char *text; uint32_t n, count; /* bytes; records that have it */ };

struct link_column {
	const char *name;            /* as the first file writes it, spaces around taken off */
	enum link_role role;
	bool told;                   /* by --column, not found out */
	const char *why;             /* how the role was found, a few words: "by its name and its values" */
	uint32_t *value;             /* of each record: 0 is missing, else an index into values */
	struct link_value *values;   /* [0]: missing, its text "" */
	size_t n_values;             /* with [0] */
};

struct link_records {
	size_t n;
	const char **id;             /* n: the id column's text, or the row's number in its file from 1 where there is none */
	uint16_t *file;              /* n: which file */
	uint32_t *line;              /* n: where the row begins */
	const char *const *files; size_t n_files; /* their names, without folders */
	struct link_column *column; size_t n_columns;
	int id_column;               /* -1: none */
	const char *const *notes; size_t n_notes; /* sentences: encodings, rows filled up, columns joined by role, ids in doubt */
	struct arena arena;          /* owns names, texts and notes; the arrays of numbers stand alone, since they grow */
};

struct link_read_options {
	const char *id;              /* --id: the column of ids; NULL: found out (a column named as one, whose values differ; else none) */
	const char *entity;          /* --truth: the column that says who each row is; NULL: none is told */
	bool ragged;                 /* fill up or cut rows instead of refusing them */
	char delimiter;              /* 0: found out */
	const struct link_told { const char *column; enum link_role role; } *told; size_t n_told; /* --column NAME:ROLE */
};

/* Read files, in order, and find out the columns' roles (column.h). ST_DATA with file, line and column: a file that cannot be read as a table or has
 * no row of names, no rows, an id that is missing or stands twice in one file (both lines are named; where many do and --id does not say so, the
 * column is no id, and that is noted), a value longer than LINK_VALUE_MOST, too many columns, two columns of one name. ST_USAGE: --id, --truth or
 * --column names a column that no file has (with the nearest name). */
enum status records_read(struct input *const *in, size_t n_in, const struct link_read_options *o, struct link_records *out, struct error *e);
void records_free(struct link_records *r);

#endif
