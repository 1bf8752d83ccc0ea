#include "records_internal.h"

#include "heading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a row that has no id: its number in its file, 1, 2 … */
static enum status number(struct reader *r)
{
	struct link_records *out = r->out;
	const size_t room = (size_t)snprintf(NULL, 0, "%zu", out->n) + 1;
	size_t lacking = 0;

	for (size_t i = 0; i < out->n; i++)
		lacking += !out->id[i];
	char *at = arena_array(&out->arena, lacking, room);

	if (!at)
		return error_memory(r->e);
	for (size_t i = 0, row = 1; i < out->n; i++, row++) {
		if (i && out->file[i] != out->file[i - 1])
			row = 1;
		if (out->id[i])
			continue;
		out->id[i] = at;
		for (size_t n = 10; n <= row; n *= 10)
			at++;
		*(at + 1) = '\0';
		for (size_t n = row; n; n /= 10)
			*at-- = (char)('0' + n % 10);
		at = (char *)out->id[i] + room;
	}
	return ST_OK;
}

static struct place row_place(const struct reader *r, size_t i)
{
	return (struct place){r->in[r->out->file[i]]->name, r->out->line[i], 0};
}

/* Of each value the last row that has it: a second row of the same file is the fault. *shared: how many stand in another file before. */
static enum status check_different(struct reader *r, const struct link_column *c, size_t *shared)
{
	const struct link_records *out = r->out;
	uint32_t *last = calloc(c->n_values, sizeof *last); /* row + 1 */

	if (!last)
		return error_memory(r->e);
	for (size_t i = 0; i < out->n; i++) {
		uint32_t v = c->value[i];

		if (v && last[v] && out->file[last[v] - 1] == out->file[i]) {
			size_t first = last[v] - 1;

			free(last);
			(void)error_at(r->e, ST_DATA, row_place(r, i), "found the id \"%.80s\" again, first on line %u: expected ids (column \"%.80s\") "
					"that differ from row to row", c->values[v].text, (unsigned)out->line[first], c->name);
			error_hint(r->e, "where it is no id: --column \"%.80s:ignore\"", c->name);
			return ST_DATA;
		}
		*shared += v && last[v];
		last[v] = (uint32_t)i + 1;
	}
	free(last);
	return ST_OK;
}

/* A column that is named as an id and is none is worth a word. */
static enum status say_in_doubt(struct reader *r)
{
	enum status s = ST_OK;

	for (size_t k = 0; k < r->out->n_columns && s == ST_OK; k++) {
		const struct link_column *c = &r->out->column[k];
		struct heading h[HEADING_MOST];

		if (!c->told && heading_read(c->name, h) && h[0].role == ROLE_ID && h[0].flags & HEADING_ROW)
			s = reader_note(r, "Column \"%.80s\" is named as an id, but %s: rows go by their numbers.", c->name,
					c->values[0].count ? "not every row has one" : "its values repeat");
	}
	return s;
}

enum status ids_set(struct reader *r)
{
	struct link_records *out = r->out;
	bool lacking = false;

	out->id_column = -1;
	for (size_t k = 0; k < out->n_columns && out->id_column < 0; k++)
		if (out->column[k].role == ROLE_ID)
			out->id_column = (int)k;
	out->id = calloc(out->n, sizeof *out->id);
	if (!out->id)
		return error_memory(r->e);
	if (out->id_column < 0) {
		enum status s = number(r);

		return s == ST_OK ? say_in_doubt(r) : s;
	}
	const struct link_column *c = &out->column[out->id_column];

	for (size_t i = 0; i < out->n; i++) {
		const bool in_file = r->in_files[out->id_column] & 1ull << out->file[i];

		if (!c->value[i] && in_file)
			return error_at(r->e, ST_DATA, row_place(r, i), "found no id in the column \"%.80s\", expected one in each row", c->name);
		lacking |= !in_file;
		if (in_file)
			out->id[i] = c->values[c->value[i]].text;
	}
	size_t shared = 0;
	enum status s = check_different(r, c, &shared);

	/* numbers of rows are the same in any files; long ones, hardly */
	if (s == ST_OK && shared && c->n_values > 1 && c->values[1].n >= 6)
		s = reader_note(r, "%zu of the ids (column \"%.80s\") stand in several files; if they are of people, --column \"%.80s:identifier\" compares them.", shared, c->name,
				c->name);
	for (size_t f = 0; f < out->n_files && s == ST_OK && lacking; f++)
		if (!(r->in_files[out->id_column] & 1ull << f))
			s = reader_note(r, "%s has no column \"%.80s\": its rows go by their numbers.", out->files[f], c->name);
	return s == ST_OK && lacking ? number(r) : s;
}
