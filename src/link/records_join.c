#include "records_internal.h"

#include "heading.h"
#include "link/column.h"

#include <stdlib.h>
#include <string.h>

/* --- NA, as R writes what is missing ------------------------------------------------------------------- */

/* Nearly all other values have digits: no name's part, so that NA is none either. */
static bool holds_digits(const struct link_column *c, uint32_t but)
{
	size_t looked = 0, digits = 0;

	for (size_t i = 1; i < c->n_values && looked < 1000; i++) {
		if (i == but)
			continue;
		looked++;
		digits += strpbrk(c->values[i].text, "0123456789") != NULL;
	}
	return looked >= 2 && digits * 10 >= looked * 9;
}

enum status missing_na(struct reader *r)
{
	uint32_t na[LINK_COLUMNS];
	bool written = false;

	for (size_t k = 0; k < r->out->n_columns; k++) {
		na[k] = value_find(&r->table[k], &r->column[k], "NA", 2);
		written |= na[k] && holds_digits(&r->column[k], na[k]);
	}
	for (size_t k = 0; k < r->out->n_columns && written; k++)
		if (na[k] && !value_drop(&r->table[k], &r->column[k], na[k], r->out->n))
			return error_memory(r->e);
	return ST_OK;
}

/* --- columns of one role, one in each file ------------------------------------------------------------- */

/* How many of b's different values a must have too, in hundredths, so that columns of a role that says little are one; -1: they never are. */
static int common_least(enum link_role role)
{
	switch (role) {
	case ROLE_UNKNOWN: case ROLE_IGNORE: case ROLE_NUMBER: case ROLE_TEXT: return -1;
	case ROLE_CATEGORY: return 50;
	case ROLE_PLACE: case ROLE_ADDRESS: return 5;
	case ROLE_IDENTIFIER: return 1;
	default: return 0;
	}
}

static bool common_values(const struct reader *r, size_t a, size_t b, size_t least)
{
	const struct link_column *c = &r->out->column[a], *d = &r->out->column[b];
	const size_t fewer = (c->n_values < d->n_values ? c->n_values : d->n_values) - 1;
	size_t common = 0;

	for (size_t i = 1; i < d->n_values && least; i++)
		common += value_find(&r->table[a], c, d->values[i].text, d->values[i].n) != 0;
	return common * 100 >= fewer * least;
}

/* Of one kind: dates and places of death stand apart. */
static bool alike(const struct reader *r, size_t a, size_t b)
{
	const struct link_column *c = &r->out->column[a], *d = &r->out->column[b];

	return c->role == d->role && heading_of_death(c->name) == heading_of_death(d->name);
}

/* Has each of the column's files no other of its kind? */
static bool only_one(const struct reader *r, size_t column)
{
	for (size_t k = 0; k < r->out->n_columns; k++)
		if (k != column && r->in_files[k] & r->in_files[column] && alike(r, k, column))
			return false;
	return true;
}

/* b's values become a's. */
static enum status merge(struct reader *r, size_t into, size_t from)
{
	struct link_column *a = &r->out->column[into], *b = &r->out->column[from];
	uint32_t *map = calloc(b->n_values, sizeof *map);

	if (!map)
		return error_memory(r->e);
	for (size_t i = 1; i < b->n_values; i++) {
		const struct link_value *v = &b->values[i];

		map[i] = value_enter(&r->table[into], a, &r->out->arena, v->text, v->n, value_hash(v->text, v->n), v->count);
		if (!map[i]) {
			free(map);
			return error_memory(r->e);
		}
		a->values[0].count -= v->count;
	}
	for (size_t i = 0; i < r->out->n; i++)
		if (b->value[i])
			a->value[i] = map[b->value[i]];
	free(map);
	r->in_files[into] |= r->in_files[from];
	a->told |= b->told;
	return reader_note(r, "Columns \"%.80s\" and \"%.80s\" were taken for one, since each is its file's only %s.", a->name, b->name, link_role_name(a->role));
}

/* Column k is no more. */
static void take_out(struct reader *r, size_t k)
{
	const size_t after = r->out->n_columns - k - 1;

	free(r->out->column[k].value);
	free(r->out->column[k].values);
	free(r->table[k].slot);
	memmove(&r->out->column[k], &r->out->column[k + 1], after * sizeof *r->out->column);
	memmove(&r->table[k], &r->table[k + 1], after * sizeof *r->table);
	memmove(&r->in_files[k], &r->in_files[k + 1], after * sizeof *r->in_files);
	r->out->n_columns--;
	r->table[r->out->n_columns] = (struct value_table){0};
	r->in_files[r->out->n_columns] = 0;
}

enum status columns_join(struct reader *r)
{
	for (size_t b = 1; b < r->out->n_columns; b++)
		for (size_t a = 0; a < b; a++) {
			const int least = common_least(r->out->column[a].role);

			if (least < 0 || r->in_files[a] & r->in_files[b] || !alike(r, a, b) || !only_one(r, a) || !only_one(r, b) || !common_values(r, a, b, (size_t)least))
				continue;
			enum status s = merge(r, a, b);

			if (s != ST_OK)
				return s;
			take_out(r, b--);
			break;
		}
	return ST_OK;
}
