/* Watchlists: the first byte says in which form the rest is read. Any bytes give entries, faults, or a refusal; an entry has an id and a name, all of its
 * text is UTF-8, and it is the same entry after it has been kept as JSON. */
#include "base/input.h"
#include "lists/read.h"
#include "screen/compile.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void text(const char *s)
{
	if (s && utf8_fault(s, strlen(s)) != strlen(s))
		abort();
}

static enum status check(void *arg, const struct entry *x, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct entry back;
	const char *one, *two;
	json_t *o = entry_json(x);

	(void)e;
	if (!x->id || !*x->id || !x->n_names || x->schema >= ENTRY_SCHEMATA || !o)
		abort();
	text(x->id);
	for (size_t i = 0; i < x->n_names; i++) {
		if (!x->names[i].full || !*x->names[i].full || x->names[i].quality > ENTRY_WEAK || !x->names[i].kind)
			abort();
		text(x->names[i].full);
	}
	for (size_t i = 0; i < x->births.n; i++)
		text(x->births.v[i]);
	for (size_t i = 0; i < x->n_identifiers; i++)
		if (!x->identifiers[i].kind || !x->identifiers[i].value)
			abort();
	one = entry_canonical(x, &a);
	two = entry_of_json(o, &a, &back) ? entry_canonical(&back, &a) : NULL;
	if (!one || !two || strcmp(one, two) != 0)
		abort();
	json_decref(o);
	arena_free(&a);
	++*(size_t *)arg;
	return ST_OK;
}
static void fault(void *arg, const struct list_fault *f)
{
	(void)arg;
	if (!f->message || !*f->message)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t entries = 0;
	const struct list_sink sink = {check, fault, &entries};
	struct list_about about;
	struct error e = {.code = ST_OK};
	enum list_format format;

	if (!size)
		return 0;
	/* letters, so that the corpus can be read */
	format = data[0] >= 'a' && data[0] < 'a' + LIST_FORMATS ? (enum list_format)(data[0] - 'a') : LIST_FORMATS;
	if (list_read_bytes((const char *)data + 1, size - 1, "fuzz", format, &sink, &about, &e)) {
		if (!e.code)
			abort();
	} else if (about.entries != entries || about.names < entries || about.format >= LIST_FORMATS) {
		abort();
	}
	return 0;
}
