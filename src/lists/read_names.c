/* read_names.c - one name a line. */
#include "lists/make.h"

#include "base/input.h"

#include <string.h>

enum status read_names(struct reading_list *r, struct error *e)
{
	unsigned line = 0;
	enum status st = ST_OK;

	for (size_t at = 0; at < r->n && !st; line++) {
		const char *from = r->bytes + at, *end = memchr(from, '\n', r->n - at);
		size_t n = end ? (size_t)(end - from) : r->n - at;
		struct making *m = &r->making;
		char *text;

		at += n + 1;
		if (n && from[n - 1] == '\r')
			n--;
		if (!n)
			continue;
		if (n > 65536 || utf8_fault(from, n) != n) {
			reading_fault(r, line + 1, NULL, n > 65536 ? "left out: longer than 65,536 bytes" : "left out: not UTF-8");
			continue;
		}
		making_begin(m);
		text = arena_strndup(&m->arena, from, n);
		m->x.id = arena_printf(&m->arena, "%u", line + 1);
		m->x.line = line + 1;
		if (!text || !m->x.id)
			return error_memory(e);
		making_name(m, text, ENTRY_PRIMARY, "name");
		if (m->x.n_names)
			st = reading_entry(r, e);
	}
	return st;
}
