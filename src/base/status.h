/* status.h - what a function came to, and why: status codes and the error that a caller owns.
 *
 * Codes are the program's exit codes, so a face can return one as it stands.
 * Functions that can fail return `enum status` and fill a caller's `struct error`.
 * An error holds fixed buffers, so that reporting "out of memory" needs no memory. */
#ifndef ONUS_BASE_STATUS_H
#define ONUS_BASE_STATUS_H

#include <stdarg.h>
#include <stddef.h>

enum status {
	ST_OK = 0,        /* done */
	ST_NEGATIVE = 1,  /* the answer is negative: a hit, a breach, a failed verification */
	ST_USAGE = 2,     /* the call's words are off */
	ST_DATA = 3,      /* bad input data */
	ST_ENV = 4,       /* environment: disk, memory, network, missing program */
	ST_BUG = 70,      /* a state that the program says cannot be */
};

/* Where in an input something was found. line and column count from 1; 0 = not known. */
struct place {
	const char *file; /* borrowed; NULL = not known */
	unsigned line;
	unsigned column;
};

struct error {
	enum status code;
	char where[512]; /* "file:line:column" or "" */
	char message[1024];
	char hint[256];  /* "did you mean …", or "" */
};

/* Fill *e (may be NULL) and return code. Long messages are cut at a character's edge, never overrun. */
enum status error_set(struct error *e, enum status code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same, with a place in an input. */
enum status error_at(struct error *e, enum status code, struct place at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Add "did you mean X?" or any such hint to an error already set. */
void error_hint(struct error *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* ST_ENV "not enough memory". */
enum status error_memory(struct error *e);
/* ST_ENV with the text of errno: "WHAT: No such file or directory". */
enum status error_errno(struct error *e, const char *what);
void error_clear(struct error *e);

#endif
