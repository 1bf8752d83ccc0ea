/* Those who are asked for: the first byte says in which form the rest is read (n names, t table, j JSON lines, p payments, else found out). Any bytes give
 * queries and faults; a query has a name or an identifier, its text is UTF-8, and who it asks for can be told from others. */
#include "screen/clearing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct seen { struct arena arena; };

static void text(const char *s)
{
	if (s && utf8_fault(s, strlen(s)) != strlen(s))
		abort();
}

static enum status take(void *arg, const struct query *q, struct error *e)
{
	struct seen *s = arg;
	const char *asked;

	(void)e;
	if ((!q->n_names && !q->n_identifiers) || q->n_names > QUERY_NAMES_MOST || q->n_identifiers > QUERY_VALUES_MOST)
		abort();
	for (size_t i = 0; i < q->n_names; i++) {
		if (!q->names[i] || !*q->names[i])
			abort();
		text(q->names[i]);
	}
	for (size_t i = 0; i < q->n_identifiers; i++)
		if (!q->identifiers[i].kind || !q->identifiers[i].value)
			abort();
	for (size_t i = 0; i < q->notes.n; i++)
		text(q->notes.v[i]);
	asked = clearing_asked(q, NULL, &s->arena);
	if (!asked || asked[0] != '{')
		abort();
	return ST_OK;
}
static enum status fault(void *arg, const struct error *what, struct error *e)
{
	(void)arg, (void)e;
	if (!what->message[0])
		abort();
	return ST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen s = {ARENA_INIT};
	struct query_sink sink = {.arena = &s.arena, .query = take, .fault = fault, .arg = &s};
	struct error e = {.code = ST_OK};
	enum query_format format;
	struct input in;

	if (!size)
		return 0;
	format = data[0] == 'n' ? QUERY_NAMES : data[0] == 't' ? QUERY_TABLE : data[0] == 'j' ? QUERY_JSON : data[0] == 'p' ? QUERY_PAYMENTS : QUERY_FORMATS;
	input_bytes((const char *)data + 1, size - 1, "fuzz", &in);
	if (queries_read(&in, format, &sink, &e) && !e.code)
		abort();
	input_close(&in);
	arena_free(&s.arena);
	return 0;
}
