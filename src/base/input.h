/* input.h - a file read in pieces: what the CSV and JSON-lines readers stand on.
 *
 * A file of any size needs only a buffer as large as its longest line or record. */
#ifndef ONUS_BASE_INPUT_H
#define ONUS_BASE_INPUT_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>

struct input {
	const char *name;   /* for messages; borrowed */
	int fd;             /* -1: all bytes are there already */
	const char *bytes;  /* what is read and not yet forgotten */
	size_t n;
	size_t at;          /* how far the reader has come */
	unsigned line;      /* the line at `at`, from 1 */
	bool end;           /* nothing more comes after bytes[n-1] */
	struct buf room;    /* owned; holds bytes when read from fd */
};

/* Open a file by path. The caller closes it. A folder or a path that cannot be read: ST_ENV. */
enum status input_open(const char *path, struct input *in, struct error *e);
/* Read from memory; the bytes are borrowed until input_close. */
void input_bytes(const char *bytes, size_t n, const char *name, struct input *in);
void input_close(struct input *in);
/* Back to the start. A file that cannot be read twice (a pipe): ST_ENV. */
enum status input_rewind(struct input *in, struct error *e);

/* Forget the bytes before `keep` (≤ at) and read more behind the rest; `at` and `bytes` move. At the end of the file
 * it sets in->end. More than `most` bytes that must be kept: ST_DATA at in->line. */
enum status input_more(struct input *in, size_t keep, size_t most, struct error *e);
/* The next line without its line feed (and a carriage return before it); *text is valid until the next call. *found is
 * false at the end. A line of more than `most` bytes: ST_DATA. */
enum status input_line(struct input *in, size_t most, const char **text, size_t *n, unsigned *line, bool *found,
		       struct error *e);

/* Bytes of the UTF-8 character at text[0..n): 1 to 4, or 0 when it is none (overlong forms, surrogates and code points
 * above U+10FFFF are none). */
unsigned utf8_length(const char *text, size_t n);
/* The first byte at which text is not UTF-8 or is NUL; n when it is all right. */
size_t utf8_fault(const char *text, size_t n);

#endif
