/* rows.h - rows of comma-separated values as the publishers of lists really write them. Internal to lists/.
 *
 * base/table.h stops at the first thing that is not RFC 4180; a list with one bad row must still be read. Here a row is whatever it can be:
 * a quote inside a field is text, a quoted field that is not closed within 32 KiB ends with its line (and that is said), fields may be too few or
 * too many. Linear in time whatever the bytes: after 1,000 quotes that were never closed, a quoted field ends with its line at the latest. */
#ifndef ONUS_LISTS_ROWS_H
#define ONUS_LISTS_ROWS_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROW_FIELDS = 128, ROW_BYTES_MOST = 1 << 20, ROW_QUOTED_MOST = 32 << 10, ROW_FAILURES_MOST = 1000 };

struct row {
	char *field[ROW_FIELDS]; /* NUL-terminated, valid until the next row is read */
	size_t n;                /* fields there were: those from ROW_FIELDS on are not kept */
	unsigned lines;          /* line feeds taken */
	bool unclosed;           /* a quoted field was not closed */
	bool cut;                /* longer than ROW_BYTES_MOST: the rest is dropped */
	bool recoded;            /* was not UTF-8: read as Windows-1252 */
	unsigned failures;       /* unclosed quotes so far, in this file */
	char *room;
	size_t cap;
};

/* The first row of these bytes; *took is 0 at the end (a 0x1A ends a file too). ST_ENV: memory. */
enum status row_read(const char *s, size_t n, struct row *out, size_t *took, struct error *e);
/* The field, or NULL when there is none or nothing in it but white space or "-0-". */
const char *row_value(const struct row *r, size_t i);
void row_free(struct row *r);

#endif
