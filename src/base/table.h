/* table.h - comma-separated values (or with another delimiter), read strictly and written plainly (RFC 4180, Shafranovich 2005).
 *
 * Read: UTF-8, with or without a byte order mark; lines end in LF or CRLF; a quoted field may hold commas, line feeds
 * and doubled quotes. Anything else is an error with file, line and column: a quote inside an unquoted field, text
 * after a closing quote, a quote never closed, a row with more or fewer fields than the header, a NUL.
 * Empty lines are passed over. The file is streamed: memory is that of its longest record. */
#ifndef ONUS_BASE_TABLE_H
#define ONUS_BASE_TABLE_H

#include "base/input.h"

enum { TABLE_RECORD_MOST = 64 << 20, TABLE_FIELDS_MOST = 4096 };

struct table_field {
	const char *text;   /* NUL-terminated */
	size_t n;
	unsigned line, column; /* where it starts; column counts characters from 1 */
};

struct table {
	struct input *in;            /* borrowed */
	struct table_field *header;  /* the first row; owned */
	size_t n_columns;
	struct table_field *row;     /* the present row: valid until the next table_next; owned */
	size_t n;
	struct buf words, head;      /* bytes of row and header */
	size_t cap;
	char delimiter;              /* ',', ';', a tab … */
	bool whole;                  /* the last row was read to its end */
	size_t fault;                /* bytes of the input from in->at to where the last fault was found */
};

/* Read the header. An empty file, an empty or repeated column name: ST_DATA. */
enum status table_open(struct input *in, struct table *t, struct error *e);
/* The same with fields divided by delimiter: any byte below 128 but a quote, a line feed and a carriage return. */
enum status table_open_delimited(struct input *in, char delimiter, struct table *t, struct error *e);
/* The same with names that the caller looks at: they may be empty or repeated. */
enum status table_open_unnamed(struct input *in, char delimiter, struct table *t, struct error *e);
void table_close(struct table *t);
/* The next row, as wide as the header; *found is false at the end. */
enum status table_next(struct table *t, bool *found, struct error *e);
/* After ST_DATA from table_next: pass over the rest of the row that was wrong, up to the end of the line in which the fault was found (for a quote
 * that is never closed: of the line in which it opens), so that table_next reads on behind it. */
enum status table_skip(struct table *t, struct error *e);
/* A column's number, or -1. */
int table_column(const struct table *t, const char *name);
struct place table_place(const struct table *t, size_t column);

enum table_quoting { TABLE_QUOTE_NEEDED, TABLE_QUOTE_ALL };
/* Append one field, quoted where it needs to be. */
void table_write_field(struct buf *out, const char *text);
/* Append one row and a line feed. NULL is written as the empty text. */
void table_write(struct buf *out, const char *const *fields, size_t n, enum table_quoting quoting);

#endif
