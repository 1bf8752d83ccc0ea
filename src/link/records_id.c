#include "records_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each row's number in its file: 1, 2 … */
static enum status numbers(struct reader *r)
{
	struct link_records *out = r->out;
	char digits[16];
	size_t bytes = 0;

	for (size_t i = 0, row = 1; i < out->n; i++, row++) {
		if (i && out->file[i] != out->file[i - 1])
			row = 1;
		bytes += (size_t)snprintf(digits, sizeof digits, "%zu", row) + 1;
	}
	char *at = arena_alloc(&out->arena, bytes);

	if (!at)
		return error_memory(r->e);
	for (size_t i = 0, row = 1; i < out->n; i++, row++) {
		if (i && out->file[i] != out->file[i - 1])
			row = 1;
		out->id[i] = at;
		at += snprintf(at, 16, "%zu", row) + 1;
	}
	return ST_OK;
}

static struct place row_place(const struct reader *r, size_t i)
{
	return (struct place){r->in[r->out->file[i]]->name, r->out->line[i], 0};
}

/* Of each value the last row that has it: a second row of the same file is the fault. */
static enum status check_different(struct reader *r, const struct link_column *c)
{
	const struct link_records *out = r->out;
	uint32_t *last = calloc(c->n_values, sizeof *last); /* row + 1 */

	if (!last)
		return error_memory(r->e);
	for (size_t i = 0; i < out->n; i++) {
		uint32_t v = c->value[i];

		if (last[v] && out->file[last[v] - 1] == out->file[i]) {
			size_t first = last[v] - 1;

			free(last);
			return error_at(r->e, ST_DATA, row_place(r, i), "found the id \"%.80s\" again, first on line %u: expected ids (column \"%.80s\") "
					"that differ from row to row", c->values[v].text, (unsigned)out->line[first], c->name);
		}
		last[v] = (uint32_t)i + 1;
	}
	free(last);
	return ST_OK;
}

enum status ids_set(struct reader *r)
{
	struct link_records *out = r->out;

	out->id_column = -1;
	for (size_t k = 0; k < out->n_columns && out->id_column < 0; k++)
		if (out->column[k].role == ROLE_ID)
			out->id_column = (int)k;
	out->id = malloc(out->n * sizeof *out->id);
	if (!out->id)
		return error_memory(r->e);
	if (out->id_column < 0)
		return numbers(r);
	const struct link_column *c = &out->column[out->id_column];

	for (size_t i = 0; i < out->n; i++) {
		if (!c->value[i])
			return error_at(r->e, ST_DATA, row_place(r, i), "found no id in the column \"%.80s\", expected one in each row", c->name);
		out->id[i] = c->values[c->value[i]].text;
	}
	return check_different(r, c);
}
