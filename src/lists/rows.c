#include "lists/rows.h"

#include "base/input.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What the bytes 0x80 to 0x9F stand for in Windows-1252; 0 for nothing. */
static const unsigned short windows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
					   0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
					   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static bool closes(const char *s, size_t n, size_t at)
{
	return at + 1 >= n || memchr(",\r\n\x1A", s[at + 1], 4);
}

/* Where the quoted field that begins at `at` is closed; n when it is not. */
static size_t quote_end(const char *s, size_t n, size_t at)
{
	size_t most = n - at > ROW_QUOTED_MOST ? at + ROW_QUOTED_MOST : n;

	for (; at < most; at++) {
		if (s[at] != '"')
			continue;
		if (at + 1 < n && s[at + 1] == '"')
			at++;
		else if (closes(s, n, at))
			return at;
	}
	return n;
}

static void put(struct row *r, size_t *w, char c)
{
	if (*w + 1 < r->cap)
		r->room[(*w)++] = c ? c : ' ';
	else
		r->cut = true;
}

/* One field into the room; returns where it ended. */
static size_t field(const char *s, size_t n, size_t at, struct row *r, size_t *w)
{
	size_t end = n, from = *w;
	bool quoted = at < n && s[at] == '"';

	if (quoted) {
		end = r->failures < ROW_FAILURES_MOST ? quote_end(s, n, at + 1) : n;
		if (end == n) {
			const char *line = memchr(s + at, '\n', n - at);
			size_t last = line ? (size_t)(line - s) : n;

			/* perhaps it is closed in its own line, but for a longer one than the others */
			for (end = at + 1; end < last && !(s[end] == '"' && closes(s, n, end)); end++)
				end += end + 1 < last && s[end] == '"' && s[end + 1] == '"';
			if (end >= last) {
				r->failures++;
				r->unclosed = true;
				end = last;
			}
		}
		for (at++; at < end; at++) {
			at += s[at] == '"' && at + 1 < end && s[at + 1] == '"';
			r->lines += s[at] == '\n';
			put(r, w, s[at]);
		}
		at += at < n && s[at] == '"';
		/* the carriage return of a line that ended an unclosed field */
		while (r->unclosed && *w > from && r->room[*w - 1] == '\r')
			(*w)--;
	} else {
		for (; at < n && !memchr(",\r\n", s[at], 3); at++)
			put(r, w, s[at]);
	}
	return at;
}

/* The room's fields as UTF-8, when they are not. Every byte makes at most three. */
static bool recode(struct row *r, size_t used)
{
	char *text = malloc(used * 3 + 1), *p = text;
	size_t at[ROW_FIELDS];

	if (!text)
		return false;
	for (size_t i = 0, k = 0; i < used; i++) {
		unsigned char c = (unsigned char)r->room[i];
		unsigned cp = c < 0x80 || c >= 0xA0 ? c : windows[c - 0x80] ? windows[c - 0x80] : 0xFFFD;

		while (k < r->n && r->field[k] == r->room + i)
			at[k++] = (size_t)(p - text);
		if (cp < 0x80) {
			*p++ = (char)cp;
		} else if (cp < 0x800) {
			*p++ = (char)(0xC0 | cp >> 6);
			*p++ = (char)(0x80 | (cp & 0x3F));
		} else {
			*p++ = (char)(0xE0 | cp >> 12);
			*p++ = (char)(0x80 | (cp >> 6 & 0x3F));
			*p++ = (char)(0x80 | (cp & 0x3F));
		}
	}
	free(r->room);
	r->room = text;
	r->cap = used * 3 + 1;
	for (size_t k = 0; k < r->n; k++)
		r->field[k] = text + at[k];
	r->recoded = true;
	return true;
}

enum status row_read(const char *s, size_t n, struct row *r, size_t *took, struct error *e)
{
	size_t at = 0, w = 0, want = n + ROW_FIELDS + 2 < ROW_BYTES_MOST ? n + ROW_FIELDS + 2 : ROW_BYTES_MOST;
	bool utf8 = true;

	r->n = r->lines = 0;
	r->unclosed = r->cut = r->recoded = false;
	*took = 0;
	if (!n || *s == 0x1A)
		return ST_OK;
	if (r->cap < want) {
		char *room = realloc(r->room, want);

		if (!room)
			return error_memory(e);
		r->room = room;
		r->cap = want;
	}
	for (;;) {
		size_t from = w;

		at = field(s, n, at, r, &w);
		r->room[w] = 0;
		utf8 = utf8 && utf8_fault(r->room + from, w - from) == w - from;
		if (r->n < ROW_FIELDS) {
			r->field[r->n++] = r->room + from;
			w += w + 1 < r->cap;
		} else {
			w = from;
		}
		if (at >= n || s[at] != ',')
			break;
		at++;
	}
	while (at < n && s[at] == '\r')
		at++;
	if (at < n && s[at] == '\n') {
		at++;
		r->lines++;
	}
	*took = at;
	return utf8 || recode(r, w) ? ST_OK : error_memory(e);
}

const char *row_value(const struct row *r, size_t i)
{
	const char *s = i < r->n ? r->field[i] : "";

	while (isspace((unsigned char)*s))
		s++;
	return !strncmp(s, "-0-", 3) || !*s ? NULL : s;
}

void row_free(struct row *r)
{
	free(r->room);
	r->room = NULL;
	r->cap = 0;
}
