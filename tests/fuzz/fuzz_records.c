/* Lists of people: the first byte chooses the options and whether the rest is one file or two; what is read must add up. */
#include "link/column.h"
#include "link/records.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(const struct link_records *r)
{
	if (!r->n || !r->n_columns || r->n_columns > LINK_COLUMNS || r->id_column >= (int)r->n_columns)
		abort();
	for (size_t k = 0; k < r->n_columns; k++) {
		const struct link_column *c = &r->column[k];
		uint64_t n = 0;

		if (c->role >= LINK_ROLES || !c->why || !*c->name || !c->n_values || *c->values[0].text)
			abort();
		for (size_t i = 0; i < c->n_values; i++) {
			n += c->values[i].count;
			if (i && (!c->values[i].count || !c->values[i].n || strlen(c->values[i].text) != c->values[i].n || utf8_fault(c->values[i].text, c->values[i].n) < c->values[i].n))
				abort();
		}
		if (n != r->n)
			abort();
		for (size_t i = 0; i < r->n; i++)
			if (c->value[i] >= c->n_values)
				abort();
	}
	for (size_t i = 0; i < r->n; i++)
		if (!*r->id[i] || r->file[i] >= r->n_files || !r->line[i])
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct link_told told = {"name", ROLE_FULL};
	struct link_records r;
	struct input in[2], *p[2] = {&in[0], &in[1]};
	struct error e;

	if (!size)
		return 0;
	const unsigned how = data[0];
	struct link_read_options o = {.id = how & 1 ? "id" : NULL, .ragged = how & 2, .delimiter = how & 4 ? ';' : 0, .told = &told, .n_told = how & 8 ? 1 : 0};
	const char *text = (const char *)data + 1, *half = how & 16 ? memmem(text, size - 1, "\n\n", 2) : NULL;
	const size_t first = half ? (size_t)(half - text) + 1 : size - 1;

	input_bytes(text, first, "fuzz", &in[0]);
	input_bytes(text + first, size - 1 - first, "second", &in[1]);
	if (records_read(p, half ? 2 : 1, how & 32 ? NULL : &o, &r, &e) == ST_OK) {
		check(&r);
		records_free(&r);
	}
	input_close(&in[0]);
	input_close(&in[1]);
	return 0;
}
