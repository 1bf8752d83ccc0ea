/* buf.h - a byte string that grows. A failed growth sticks: check buf_ok once, at the end. */
#ifndef ONUS_BASE_BUF_H
#define ONUS_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *bytes;  /* NUL-terminated whenever it is not NULL; owned */
	size_t len;
	size_t cap;
	bool failed;  /* memory ran out; later additions do nothing */
};

#define BUF_INIT {0}

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_text(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Append one Unicode code point as UTF-8. */
void buf_utf8(struct buf *b, unsigned cp);
/* The text so far, never NULL. */
const char *buf_str(const struct buf *b);
static inline bool buf_ok(const struct buf *b) { return !b->failed; }
/* Forget the contents, keep the room. */
void buf_reset(struct buf *b);
void buf_free(struct buf *b);

#endif
