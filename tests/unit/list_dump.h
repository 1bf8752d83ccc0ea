/* list_dump.h - a list read into one text, for tests: every kept field of every entry, and every fault, each on a line. */
#ifndef ONUS_TESTS_LIST_DUMP_H
#define ONUS_TESTS_LIST_DUMP_H

#include "base/buf.h"
#include "lists/read.h"

#include "check.h"

#include <stdlib.h>
#include <unistd.h>

static struct buf dumped;
static struct list_about about;
static struct error e;

static inline void dump_strings(const char *label, const struct entry_strings *s)
{
	for (size_t i = 0; i < s->n; i++)
		buf_printf(&dumped, "%s %s\n", label, s->v[i]);
}

static inline enum status dump_entry(void *arg, const struct entry *x, struct error *bad)
{
	static const char *const qualities[] = {"primary", "strong", "weak"};

	(void)arg;
	(void)bad;
	buf_printf(&dumped, "%s %s line %u%s\n", entry_schema_name(x->schema), x->id, x->line, x->sex == 'm' ? " male" : x->sex == 'f' ? " female" : "");
	for (size_t i = 0; i < x->n_names; i++) {
		const struct entry_name *n = &x->names[i];

		buf_printf(&dumped, "%s %s: %s", qualities[n->quality], n->kind, n->full);
		if (n->given)
			buf_printf(&dumped, " [%s|%s]", n->given, n->family);
		buf_printf(&dumped, "%s%s\n", n->language ? " in " : "", n->language ? n->language : "");
	}
	dump_strings("birth", &x->births);
	dump_strings("death", &x->deaths);
	dump_strings("born in", &x->birth_places);
	dump_strings("country", &x->countries);
	dump_strings("nationality", &x->nationalities);
	dump_strings("programme", &x->programmes);
	dump_strings("position", &x->positions);
	dump_strings("note", &x->notes);
	for (size_t i = 0; i < x->n_identifiers; i++)
		buf_printf(&dumped, "%s: %s%s%s\n", x->identifiers[i].kind, x->identifiers[i].value, x->identifiers[i].country ? " of " : "",
			   x->identifiers[i].country ? x->identifiers[i].country : "");
	for (size_t i = 0; i < x->n_addresses; i++)
		buf_printf(&dumped, "address %s|%s|%s\n", x->addresses[i].text ? x->addresses[i].text : "", x->addresses[i].city ? x->addresses[i].city : "",
			   x->addresses[i].country ? x->addresses[i].country : "");
	if (x->listed || x->changed)
		buf_printf(&dumped, "listed %s changed %s\n", x->listed ? x->listed : "-", x->changed ? x->changed : "-");
	if (x->url)
		buf_printf(&dumped, "url %s\n", x->url);
	return ST_OK;
}

static inline void dump_fault(void *arg, const struct list_fault *f)
{
	(void)arg;
	buf_printf(&dumped, "fault %u %s: %s\n", f->line, f->id ? f->id : "-", f->message);
}

/* The dump of a list in memory, or the message why it is refused. Lives until the next call. */
static inline const char *dump_bytes(const char *bytes, size_t n, enum list_format format)
{
	static const struct list_sink sink = {dump_entry, dump_fault, NULL};
	enum status st;

	buf_free(&dumped);
	dumped = (struct buf)BUF_INIT;
	st = list_read_bytes(bytes, n, "t", format, &sink, &about, &e);
	if (st)
		buf_printf(&dumped, "%s %s: %s\n", st == ST_DATA ? "refused" : "failed", e.where, e.message);
	return buf_str(&dumped);
}
static inline const char *dump(const char *text, enum list_format format)
{
	return dump_bytes(text, strlen(text), format);
}
static inline const char *dump_file(const char *path, enum list_format format)
{
	static const struct list_sink sink = {dump_entry, dump_fault, NULL};
	enum status st;

	buf_free(&dumped);
	dumped = (struct buf)BUF_INIT;
	st = list_read(path, format, &sink, &about, &e);
	if (st)
		buf_printf(&dumped, "%s %s: %s\n", st == ST_DATA ? "refused" : "failed", e.where, e.message);
	return buf_str(&dumped);
}

#endif
