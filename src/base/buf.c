#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool buf_room(struct buf *b, size_t more)
{
	if (b->failed)
		return false;
	if (more >= SIZE_MAX - b->len - 1) {
		b->failed = true;
		return false;
	}
	size_t need = b->len + more + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap ? b->cap : 64;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	char *p = realloc(b->bytes, cap);
	if (!p) {
		b->failed = true;
		return false;
	}
	b->bytes = p;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	if (!buf_room(b, n))
		return;
	if (n)
		memcpy(b->bytes + b->len, bytes, n);
	b->len += n;
	b->bytes[b->len] = '\0';
}

void buf_text(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		b->failed = true;
	else if (buf_room(b, (size_t)n)) {
		(void)vsnprintf(b->bytes + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

void buf_utf8(struct buf *b, unsigned cp)
{
	char c[4];
	size_t n = 0;
	if (cp < 0x80) {
		c[n++] = (char)cp;
	} else if (cp < 0x800) {
		c[n++] = (char)(0xC0 | (cp >> 6));
		c[n++] = (char)(0x80 | (cp & 0x3F));
	} else if (cp < 0x10000) {
		c[n++] = (char)(0xE0 | (cp >> 12));
		c[n++] = (char)(0x80 | ((cp >> 6) & 0x3F));
		c[n++] = (char)(0x80 | (cp & 0x3F));
	} else {
		c[n++] = (char)(0xF0 | (cp >> 18));
		c[n++] = (char)(0x80 | ((cp >> 12) & 0x3F));
		c[n++] = (char)(0x80 | ((cp >> 6) & 0x3F));
		c[n++] = (char)(0x80 | (cp & 0x3F));
	}
	buf_add(b, c, n);
}

const char *buf_str(const struct buf *b)
{
	return b->bytes ? b->bytes : "";
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->bytes)
		b->bytes[0] = '\0';
}

void buf_free(struct buf *b)
{
	free(b->bytes);
	*b = (struct buf){0};
}
