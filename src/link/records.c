/* Rows of all files into columns. Each file is streamed: what is kept are numbers of values, and each different value once. */
#include "records_internal.h"

#include "exchange/near.h"
#include "link/column.h"
#include "link/day.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_LEAST = 256 };

enum status reader_note(struct reader *r, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	if (r->out->n_notes == sizeof r->notes / sizeof *r->notes)
		return ST_OK;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	r->notes[r->out->n_notes] = arena_strdup(&r->out->arena, text);
	return r->notes[r->out->n_notes++] ? ST_OK : error_memory(r->e);
}

/* --- columns ----------------------------------------------------------------------------------------- */

static int column_named(const struct reader *r, const char *name)
{
	for (size_t k = 0; k < r->out->n_columns; k++)
		if (text_same(r->column[k].name, name))
			return (int)k;
	return -1;
}

static enum status add_column(struct reader *r, const char *name, struct place at)
{
	struct link_column *c = &r->column[r->out->n_columns];

	if (r->out->n_columns == LINK_COLUMNS)
		return error_at(r->e, ST_DATA, at, "found more than %d columns, expected at most as many", LINK_COLUMNS);
	*c = (struct link_column){.name = arena_strdup(&r->out->arena, name), .why = "", .n_values = 0};
	if (r->cap)
		c->value = calloc(r->cap, sizeof *c->value);
	if (!c->name || (r->cap && !c->value))
		return error_memory(r->e);
	r->out->n_columns++;
	return ST_OK;
}

/* A whole date or an e-mail address names no column: the row of names is missing. */
static bool is_value(const char *text, size_t n)
{
	const char *at = memchr(text, '@', n);
	uint32_t d;

	if (at && at > text && memchr(at, '.', n - (size_t)(at - text)))
		return true;
	return day_read(text, n, false, &d, NULL) && day_year(d) >= 1500 && day_year(d) <= 2100 && day_month(d) >= 1 && day_month(d) <= 12 && day_of_month(d) >= 1 &&
	       day_of_month(d) <= 31;
}

/* Which of our columns each column of the file is. */
static enum status map_columns(struct reader *r, struct table *t, size_t file, size_t map[LINK_COLUMNS])
{
	char name[256];

	for (size_t i = 0; i < t->n_columns; i++) {
		const char *text = t->header[i].text;
		size_t n = t->header[i].n;
		struct place at = {t->in->name, t->header[i].line, t->header[i].column};

		text_trim(&text, &n);
		if (n >= sizeof name)
			return error_at(r->e, ST_DATA, at, "found a column's name of %zu bytes, expected less than %zu: the first row must be the columns' names", n,
					sizeof name);
		if (is_value(text, n))
			return error_at(r->e, ST_DATA, at, "found \"%.*s\" in the first row, expected the columns' names", (int)n, text);
		if (n)
			(void)snprintf(name, sizeof name, "%.*s", (int)n, text);
		else /* the numbers of rows, as other programs write them, or a delimiter at each line's end */
			(void)snprintf(name, sizeof name, "column %zu", i + 1);
		int k = column_named(r, name);

		if (k >= 0 && r->in_files[k] & 1ull << file)
			return error_at(r->e, ST_DATA, at, "found the column \"%s\" twice", name);
		if (k < 0) {
			enum status s = add_column(r, name, at);

			if (s != ST_OK)
				return s;
			k = (int)r->out->n_columns - 1;
		}
		r->in_files[k] |= 1ull << file;
		map[i] = (size_t)k;
	}
	return ST_OK;
}

/* --- rows -------------------------------------------------------------------------------------------- */

static bool resize(void *array, size_t n, size_t size, size_t zero_from)
{
	void **p = array;
	char *fresh = realloc(*p, n * size);

	if (!fresh)
		return false;
	if (zero_from < n)
		memset(fresh + zero_from * size, 0, (n - zero_from) * size);
	*p = fresh;
	return true;
}

/* Room for cap records. */
static enum status rows_resize(struct reader *r, size_t cap)
{
	struct link_records *out = r->out;
	bool ok = resize(&out->file, cap, sizeof *out->file, cap) && resize(&out->line, cap, sizeof *out->line, cap);

	for (size_t k = 0; k < out->n_columns && ok; k++)
		ok = resize(&r->column[k].value, cap, sizeof(uint32_t), r->cap);
	if (!ok)
		return error_memory(r->e);
	r->cap = cap;
	return ST_OK;
}

static enum status take_row(struct reader *r, const struct table *t, size_t file, const size_t map[LINK_COLUMNS])
{
	struct link_records *out = r->out;

	if (out->n == LINK_RECORDS_MOST)
		return error_at(r->e, ST_DATA, (struct place){t->in->name, t->row[0].line, 0}, "found more than %u rows, expected at most as many",
				LINK_RECORDS_MOST);
	if (out->n == r->cap) {
		enum status s = rows_resize(r, r->cap ? r->cap + r->cap / 2 : ROWS_LEAST);

		if (s != ST_OK)
			return s;
	}
	struct { const char *text; size_t n; uint32_t hash; } cell[LINK_COLUMNS];
	const size_t n_cells = t->n < t->n_columns ? t->n : t->n_columns;

	for (size_t i = 0; i < n_cells; i++) {
		cell[i].text = t->row[i].text;
		cell[i].n = t->row[i].n;
		text_trim(&cell[i].text, &cell[i].n);
		if (cell[i].n > LINK_VALUE_MOST)
			return error_at(r->e, ST_DATA, (struct place){t->in->name, t->row[i].line, t->row[i].column},
					"found a value of %zu bytes in the column \"%.80s\", expected at most %d", cell[i].n, r->column[map[i]].name, LINK_VALUE_MOST);
		if (text_missing(cell[i].text, cell[i].n))
			cell[i].n = 0;
		cell[i].hash = value_hash(cell[i].text, cell[i].n);
		value_expect(&r->table[map[i]], cell[i].hash);
	}
	for (size_t i = 0; i < n_cells; i++) {
		if (!cell[i].n)
			continue;
		uint32_t v = value_enter(&r->table[map[i]], &r->column[map[i]], &out->arena, cell[i].text, cell[i].n, cell[i].hash, 1);

		if (!v)
			return error_memory(r->e);
		r->column[map[i]].value[out->n] = v;
	}
	out->file[out->n] = (uint16_t)file;
	out->line[out->n++] = t->row[0].line;
	return ST_OK;
}

/* A row of the wrong length, where it goes wrong. */
static enum status wrong_length(struct reader *r, const struct table *t)
{
	const struct table_field *f = &t->row[t->n > t->n_columns ? t->n_columns : t->n - 1];
	enum status s = error_at(r->e, ST_DATA, (struct place){t->in->name, f->line, f->column}, "found %zu fields, expected %zu as in the first row",
				 t->n, t->n_columns);

	error_hint(r->e, "--ragged fills up or cuts such rows");
	return s;
}

struct file_found { struct text_found text; size_t rows, filled, cut; };

static enum status read_rows(struct reader *r, struct table *t, size_t file, const size_t map[LINK_COLUMNS], struct file_found *f)
{
	bool found = true;

	for (;;) {
		enum status s = table_next(t, &found, r->e);

		if (s == ST_OK && !found)
			return ST_OK;
		if (s == ST_DATA && !t->whole && text_is_fault(t->in, t->fault)) {
			bool changed;
			struct error mend;

			if (text_mend(t->in, t->delimiter, t->fault, &f->text, &changed, &mend) == ST_OK && changed)
				continue;
			return s;
		}
		if (s == ST_DATA && t->whole) {
			if (!r->o->ragged)
				return wrong_length(r, t);
			error_clear(r->e);
			*(t->n > t->n_columns ? &f->cut : &f->filled) += 1;
			s = ST_OK;
		}
		if (s == ST_OK)
			s = take_row(r, t, file, map);
		if (s != ST_OK)
			return s;
		f->rows++;
	}
}

static enum status say_found(struct reader *r, const char *name, const struct file_found *f)
{
	enum status s = ST_OK;

	if (f->text.utf16)
		s = reader_note(r, "%s was read as UTF-16.", name);
	if (s == ST_OK && f->text.fields) {
		const bool one = f->text.fields == 1, windows = !strncmp(f->text.charset, "windows", 7), guessed = strcmp(f->text.charset, "windows-1252");

		s = reader_note(r, "%s: %llu %s not UTF-8 and %s read as %s%s, first on line %u%s.", name, (unsigned long long)f->text.fields, one ? "field is" : "fields are",
				one ? "was" : "were", windows ? "Windows" : "", f->text.charset + (windows ? 7 : 0), f->text.first_line,
				guessed ? "; if that is wrong, give it as UTF-8" : "");
	}
	if (s == ST_OK && f->filled)
		s = reader_note(r, "%s: %zu %s too short and filled up with missing values.", name, f->filled, f->filled == 1 ? "row was" : "rows were");
	if (s == ST_OK && f->cut)
		s = reader_note(r, "%s: %zu %s too long and cut; what stood in the fields beyond the last column was not used.", name, f->cut,
				f->cut == 1 ? "row was" : "rows were");
	return s;
}

static enum status read_file(struct reader *r, struct input *in, size_t file)
{
	struct file_found found = {0};
	size_t map[LINK_COLUMNS], before = r->out->n;
	struct table t;
	bool changed = true;
	enum status s = text_begin(in, &found.text, r->e);

	if (s != ST_OK)
		return s;
	char delimiter = text_told_delimiter(in);

	if (r->o->delimiter)
		delimiter = r->o->delimiter;
	else if (!delimiter)
		delimiter = text_delimiter(in->bytes + in->at, in->n - in->at, in->end);

	/* the header must be UTF-8 before the table is opened; of what follows each piece is mended when it is found to be none */
	s = text_mend(in, delimiter, 0, &found.text, &changed, r->e);
	if (s == ST_OK)
		s = table_open_unnamed(in, delimiter, &t, r->e);
	if (s != ST_OK)
		return s;
	s = map_columns(r, &t, file, map);
	if (s == ST_OK)
		s = read_rows(r, &t, file, map, &found);
	table_close(&t);
	if (s == ST_OK && r->out->n == before)
		s = error_at(r->e, ST_DATA, (struct place){in->name, 0, 0}, "found column names and no rows, expected at least one row");
	return s == ST_OK ? say_found(r, r->out->files[file], &found) : s;
}

/* --- what the options say ------------------------------------------------------------------------------ */

static enum status tell(struct reader *r, const char *option, const char *name, enum link_role role)
{
	int k = column_named(r, name);

	if (k >= 0) {
		r->column[k].role = role;
		r->column[k].told = true;
		r->column[k].why = "as told";
		return ST_OK;
	}
	struct near near;

	near_start(&near, name);
	for (size_t i = 0; i < r->out->n_columns; i++)
		near_try(&near, r->column[i].name);
	enum status s = error_set(r->e, ST_USAGE, "%s: no file has a column \"%s\"", option, name);

	if (near_best(&near))
		error_hint(r->e, "did you mean \"%s\"?", near_best(&near));
	return s;
}

static enum status take_told(struct reader *r)
{
	enum status s = ST_OK;
	size_t ids = 0;

	for (size_t i = 0; i < r->o->n_told && s == ST_OK; i++)
		s = tell(r, "--column", r->o->told[i].column, r->o->told[i].role);
	if (s == ST_OK && r->o->entity)
		s = tell(r, "--truth", r->o->entity, ROLE_ENTITY);
	if (s == ST_OK && r->o->id)
		s = tell(r, "--id", r->o->id, ROLE_ID);
	for (size_t k = 0; k < r->out->n_columns; k++)
		ids += r->column[k].role == ROLE_ID;
	return s == ST_OK && ids > 1 ? error_set(r->e, ST_USAGE, "two columns are told to be the id, expected one") : s;
}

static enum status check_options(size_t n_in, const struct link_read_options *o, struct error *e)
{
	if (!n_in || n_in > LINK_FILES)
		return error_set(e, ST_USAGE, "found %zu files, expected 1 to %d", n_in, LINK_FILES);
	if (o->delimiter && ((unsigned char)o->delimiter >= 0x80 || strchr("\"\n\r", o->delimiter)))
		return error_set(e, ST_USAGE, "a quote, a line's end or a letter that is not ASCII cannot divide fields");
	return ST_OK;
}

static enum status name_files(struct link_records *out, struct input *const *in, size_t n_in, struct error *e)
{
	const char **files = arena_array(&out->arena, n_in, sizeof *files);

	out->files = files;
	out->n_files = n_in;
	for (size_t i = 0; i < n_in && files; i++) {
		const char *name = in[i]->name ? in[i]->name : "input", *slash = strrchr(name, '/');

		files[i] = arena_strdup(&out->arena, slash && slash[1] ? slash + 1 : name);
		if (!files[i])
			return error_memory(e);
	}
	return files ? ST_OK : error_memory(e);
}

/* Arrays of their true lengths, into the records. */
static enum status hand_over(struct reader *r)
{
	struct link_records *out = r->out;

	for (size_t k = 0; k < out->n_columns; k++) {
		struct link_column *c = &r->column[k];

		if (!c->n_values && !values_begin(&r->table[k], c))
			return error_memory(r->e);
		struct link_value *v = realloc(c->values, c->n_values * sizeof *v);

		c->values = v ? v : c->values;
		r->table[k].cap = c->n_values;
		c->values[0].count = (uint32_t)out->n;
		for (size_t i = 1; i < c->n_values; i++)
			c->values[0].count -= c->values[i].count;
	}
	enum status s = rows_resize(r, out->n);

	if (s != ST_OK)
		return s;
	out->column = arena_array(&out->arena, out->n_columns, sizeof *out->column);
	if (!out->column)
		return error_memory(r->e);
	memcpy(out->column, r->column, out->n_columns * sizeof *out->column);
	return ST_OK;
}

static enum status keep_notes(struct reader *r)
{
	const char **notes = arena_array(&r->out->arena, r->out->n_notes, sizeof *notes);

	if (!notes)
		return error_memory(r->e);
	if (r->out->n_notes)
		memcpy(notes, r->notes, r->out->n_notes * sizeof *notes);
	r->out->notes = notes;
	return ST_OK;
}

static enum status read_all(struct reader *r, struct input *const *in, size_t n_in)
{
	enum status s = name_files(r->out, in, n_in, r->e);

	for (size_t i = 0; i < n_in && s == ST_OK; i++)
		s = read_file(r, in[i], i);
	if (s == ST_OK)
		s = take_told(r);
	if (s == ST_OK)
		s = missing_na(r);
	if (s == ST_OK)
		s = hand_over(r);
	if (s != ST_OK)
		return s;
	columns_guess(r->out);
	s = columns_join(r);
	if (s == ST_OK)
		s = ids_set(r);
	return s == ST_OK ? keep_notes(r) : s;
}

enum status records_read(struct input *const *in, size_t n_in, const struct link_read_options *o, struct link_records *out, struct error *e)
{
	static const struct link_read_options plain = {0};
	struct reader *r;
	enum status s;

	*out = (struct link_records){.id_column = -1};
	o = o ? o : &plain;
	s = check_options(n_in, o, e);
	if (s != ST_OK)
		return s;
	r = calloc(1, sizeof *r);
	if (!r)
		return error_memory(e);
	r->in = in;
	r->out = out;
	r->o = o;
	r->e = e;
	s = read_all(r, in, n_in);
	for (size_t k = 0; k < LINK_COLUMNS; k++)
		free(r->table[k].slot);
	if (s != ST_OK) { /* the columns are in the records only once they are handed over */
		if (!out->column)
			for (size_t k = 0; k < out->n_columns; k++) {
				free(r->column[k].value);
				free(r->column[k].values);
			}
		records_free(out);
	}
	free(r);
	return s;
}

void records_free(struct link_records *r)
{
	for (size_t k = 0; r->column && k < r->n_columns; k++) {
		free(r->column[k].value);
		free(r->column[k].values);
	}
	free(r->id);
	free(r->file);
	free(r->line);
	arena_free(&r->arena);
	*r = (struct link_records){.id_column = -1};
}
