#include "link/field_work.h"
#include "link/column.h"

#include <stdlib.h>
#include <string.h>

static enum field_kind kind_of(enum link_role r)
{
	switch (r) {
	case ROLE_GIVEN: return LINK_FIELD_GIVEN;
	case ROLE_FAMILY: return LINK_FIELD_FAMILY;
	case ROLE_FULL: return LINK_FIELD_OTHER_NAMES;
	case ROLE_DATE: case ROLE_YEAR: case ROLE_MONTH: case ROLE_DAY: return LINK_FIELD_DATE;
	case ROLE_PLACE: case ROLE_ADDRESS: case ROLE_TEXT: return LINK_FIELD_TEXT;
	case ROLE_POSTCODE: case ROLE_PHONE: case ROLE_IDENTIFIER: return LINK_FIELD_CODE;
	case ROLE_EMAIL: return LINK_FIELD_EMAIL;
	case ROLE_NUMBER: return LINK_FIELD_NUMBER;
	default: return LINK_FIELD_CATEGORY;
	}
}

static const uint8_t levels_of[LINK_FIELD_KINDS] = {
	[LINK_FIELD_GIVEN] = NAME_LEVELS, [LINK_FIELD_FAMILY] = NAME_LEVELS, [LINK_FIELD_OTHER_NAMES] = NAME_LEVELS,
	[LINK_FIELD_DATE] = DATE_LEVELS,
	[LINK_FIELD_TEXT] = TEXT_LEVELS, [LINK_FIELD_CODE] = CODE_LEVELS, [LINK_FIELD_EMAIL] = EMAIL_LEVELS, [LINK_FIELD_CATEGORY] = CATEGORY_LEVELS, [LINK_FIELD_NUMBER] = CATEGORY_LEVELS};

static struct link_field *field_add(struct link_fields *f, enum field_kind kind, enum link_role role)
{
	struct link_field *x = &f->field[f->n++];

	*x = (struct link_field){.kind = kind, .role = role, .levels = levels_of[kind]};
	return x;
}

static void column_add(struct link_field *x, size_t column)
{
	_Static_assert(LINK_COLUMNS <= UINT8_MAX + 1, "a column's number is a byte");
	if (x->n_columns < sizeof x->column)
		x->column[x->n_columns++] = (uint8_t)column;
}

/* One field for all columns of a role, or NULL where there is none. */
static struct link_field *field_of(struct link_fields *f, const struct link_records *r, enum field_kind kind, enum link_role role)
{
	struct link_field *x = NULL;

	for (size_t c = 0; c < r->n_columns; c++)
		if (r->column[c].role == role) {
			if (!x)
				x = field_add(f, kind, role);
			column_add(x, c);
		}
	return x;
}

static bool has_role(const struct link_records *r, enum link_role role)
{
	for (size_t c = 0; c < r->n_columns; c++)
		if (r->column[c].role == role)
			return true;
	return false;
}

static const char *name_fields(const struct link_records *r, const struct link_field *x, struct arena *a)
{
	const char *name = "";

	for (size_t k = 0; k < x->n_columns && name; k++)
		name = arena_printf(a, "%s%s%s", name, k ? "+" : "", r->column[x->column[k]].name);
	return name;
}

/* Is a column a field of its own? */
static bool stands_alone(const struct link_records *r, size_t c)
{
	enum link_role role = r->column[c].role;

	return role > ROLE_FULL && role != ROLE_YEAR && !((role == ROLE_MONTH || role == ROLE_DAY) && has_role(r, ROLE_YEAR));
}

static bool plan(const struct link_records *r, struct arena *a, struct link_fields *f)
{
	static const enum link_role telling[] = {ROLE_DATE, ROLE_IDENTIFIER, ROLE_EMAIL, ROLE_PHONE, ROLE_POSTCODE, ROLE_ADDRESS, ROLE_PLACE, ROLE_SEX, ROLE_MONTH, ROLE_DAY,
						 ROLE_NUMBER, ROLE_CATEGORY, ROLE_TEXT};
	bool taken[LINK_COLUMNS] = {false};
	size_t left;
	bool given = has_role(r, ROLE_GIVEN), family = has_role(r, ROLE_FAMILY), full = has_role(r, ROLE_FULL);
	const char **notes = arena_array(a, r->n_columns + 1, sizeof *notes);
	struct link_field *x;

	if (!notes)
		return false;
	f->notes = notes;
	f->given = f->family = f->others = -1;
	if (full && !given && !family) {
		f->given = (int)f->n;
		field_of(f, r, LINK_FIELD_GIVEN, ROLE_FULL);
		f->family = (int)f->n;
		field_of(f, r, LINK_FIELD_FAMILY, ROLE_FULL);
	} else {
		if (given) {
			f->given = (int)f->n;
			field_of(f, r, LINK_FIELD_GIVEN, ROLE_GIVEN);
		}
		if (family) {
			f->family = (int)f->n;
			field_of(f, r, LINK_FIELD_FAMILY, ROLE_FAMILY);
		}
		if (full) {
			f->others = (int)f->n;
			field_of(f, r, LINK_FIELD_OTHER_NAMES, ROLE_FULL);
		}
	}
	if (has_role(r, ROLE_YEAR)) {
		x = field_add(f, LINK_FIELD_DATE, ROLE_YEAR);
		for (size_t role = ROLE_YEAR; role <= ROLE_DAY; role++)
			for (size_t c = 0; c < r->n_columns; c++)
				if (r->column[c].role == role) {
					column_add(x, c);
					break;
				}
	}
	left = LINK_FIELDS - f->n;
	/* of more columns than there is room for, those that tell most of a person; in the order of the table */
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		for (size_t c = 0; c < r->n_columns && left; c++)
			if (stands_alone(r, c) && r->column[c].role == telling[i]) {
				taken[c] = true;
				left--;
			}
	for (size_t c = 0; c < r->n_columns; c++) {
		enum link_role role = r->column[c].role;

		if (taken[c]) {
			x = field_add(f, role == ROLE_MONTH || role == ROLE_DAY ? LINK_FIELD_CATEGORY : kind_of(role), role);
			column_add(x, c);
		} else if (stands_alone(r, c)) {
			if (!(notes[f->n_notes++] = arena_printf(a, "column %s is not compared: no more than %d fields are", r->column[c].name, LINK_FIELDS)))
				return false;
		}
	}
	for (size_t i = 0; i < f->n; i++)
		if (!(f->field[i].name = name_fields(r, &f->field[i], a)))
			return false;
	return true;
}

enum status fields_make(const struct link_records *r, struct arena *a, struct link_fields *out, struct error *e)
{
	*out = (struct link_fields){.records = r->n};
	if (!tokens_begin(&out->tokens) || !plan(r, a, out))
		return error_memory(e);
	if (!out->n)
		return error_set(e, ST_DATA, "%s: no column to compare by: name one as in --column NAME:ROLE", r->n_files ? r->files[0] : "the table");
	if ((out->given >= 0 || out->family >= 0 || out->others >= 0) && (!field_names(r, out) || !wholes_make(r, &out->wholes)))
		return error_memory(e);
	for (size_t i = 0; i < out->n; i++) {
		struct link_field *x = &out->field[i];
		struct maker m;
		bool ok;

		if (x->kind <= LINK_FIELD_OTHER_NAMES)
			continue;
		ok = maker_begin(&m, out, x);
		if (ok)
			ok = x->role == ROLE_YEAR ? field_date_of_parts(&m, r) : field_values(&m, r, &r->column[x->column[0]]);
		maker_end(&m);
		if (!ok)
			return error_memory(e);
	}
	if (!(out->row = malloc((r->n * out->n + 1) * sizeof *out->row)))
		return error_memory(e);
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; k < r->n; k++)
			out->row[k * out->n + i] = out->field[i].cell[k];
	return ST_OK;
}

void fields_free(struct link_fields *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->field[i].cell);
		free(f->field[i].cells);
		free(f->field[i].pool);
		free(f->field[i].ids);
	}
	free(f->row);
	wholes_free(&f->wholes);
	tokens_free(&f->tokens);
	*f = (struct link_fields){0};
}
