#include "base/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A record is scanned in the input's buffer; when the buffer ends inside it, more is read and it is scanned anew. The
 * buffer doubles, so that this costs linear time. */
struct scan {
	struct table *t;
	size_t at;          /* in the input's bytes */
	unsigned line;
	size_t counted;     /* up to here the characters of this line are counted … */
	unsigned column;    /* … and this is the column there */
	bool short_of;      /* the buffer ended inside the record */
};

/* Asked in rising order, so that a wide row costs linear time. */
static unsigned column_at(struct scan *c, size_t at)
{
	for (; c->counted < at; c->counted++)
		c->column += (c->t->in->bytes[c->counted] & 0xc0) != 0x80;
	return c->column;
}

static void next_line(struct scan *c)
{
	c->line++;
	c->counted = c->at;
	c->column = 1;
}

static enum status fault(struct scan *c, size_t at, struct error *e, const char *what)
{
	c->t->fault = at - c->t->in->at;
	return error_at(e, ST_DATA, (struct place){c->t->in->name, c->line, column_at(c, at)}, "%s", what);
}

/* Text from..to is plain: check it and take it. */
static enum status take(struct scan *c, size_t from, size_t to, struct error *e)
{
	const char *s = c->t->in->bytes + from;
	size_t bad = utf8_fault(s, to - from);
	if (bad < to - from)
		return fault(c, from + bad, e, s[bad] ? "found bytes that are not UTF-8" : "found a NUL, expected text");
	buf_add(&c->t->words, s, to - from);
	return ST_OK;
}

static enum status quoted_field(struct scan *c, struct error *e)
{
	const struct input *in = c->t->in;
	struct place start = {in->name, c->line, column_at(c, c->at)};
	size_t opened = c->at++;
	for (;;) {
		size_t from = c->at;
		while (c->at < in->n && in->bytes[c->at] != '"' && in->bytes[c->at] != '\n')
			c->at++;
		if (c->at == in->n) {
			if (in->end) {
				c->t->fault = opened - in->at;
				return error_at(e, ST_DATA, start, "found a quote that is never closed");
			}
			c->short_of = true;
			return ST_OK;
		}
		if (in->bytes[c->at] == '\n') {
			enum status s = take(c, from, ++c->at, e);
			if (s != ST_OK)
				return s;
			next_line(c);
			continue;
		}
		enum status s = take(c, from, c->at, e);
		if (s != ST_OK)
			return s;
		if (++c->at == in->n && !in->end) { /* the next byte may double the quote */
			c->short_of = true;
			return ST_OK;
		}
		if (c->at == in->n || in->bytes[c->at] != '"')
			return ST_OK;
		buf_char(&c->t->words, '"');
		c->at++;
	}
}

static enum status plain_field(struct scan *c, struct error *e)
{
	const struct input *in = c->t->in;
	size_t from = c->at;
	for (; c->at < in->n; c->at++) {
		char b = in->bytes[c->at];
		if (b == c->t->delimiter || b == '\n' || b == '\r')
			break;
		if (b == '"')
			return fault(c, c->at, e, "found a quote inside a field that does not start with one");
	}
	c->short_of = c->at == in->n && !in->end;
	return c->short_of ? ST_OK : take(c, from, c->at, e);
}

static enum status add_field(struct table *t, size_t offset, unsigned line, unsigned column, struct error *e)
{
	t->fault = 0;
	if (t->n == TABLE_FIELDS_MOST)
		return error_at(e, ST_DATA, (struct place){t->in->name, line, column},
				"found more than %d fields in a row", TABLE_FIELDS_MOST);
	if (t->n == t->cap) {
		size_t cap = t->cap ? t->cap * 2 : 32;
		struct table_field *row = realloc(t->row, cap * sizeof *row);
		if (!row)
			return error_memory(e);
		t->row = row;
		t->cap = cap;
	}
	/* the text's address is known only when the row is whole: keep the offset until then */
	t->row[t->n++] = (struct table_field){.n = offset, .line = line, .column = column};
	return ST_OK;
}

/* One field, and what ends it. *more: a delimiter followed. */
static enum status scan_field(struct scan *c, bool *more, struct error *e)
{
	const struct input *in = c->t->in;
	enum status s = add_field(c->t, c->t->words.len, c->line, column_at(c, c->at), e);
	if (s == ST_OK)
		s = c->at < in->n && in->bytes[c->at] == '"' ? quoted_field(c, e) : plain_field(c, e);
	if (s != ST_OK || c->short_of)
		return s;
	buf_char(&c->t->words, '\0');
	if (!buf_ok(&c->t->words))
		return error_memory(e);
	*more = false;
	if (c->at < in->n && in->bytes[c->at] == '\r') {
		if (c->at + 1 == in->n && !in->end) {
			c->short_of = true;
			return ST_OK;
		}
		if (c->at + 1 < in->n && in->bytes[c->at + 1] != '\n')
			return fault(c, c->at, e, "found a carriage return alone, expected one before a line feed");
		c->at++;
	}
	if (c->at == in->n)
		return ST_OK;
	char b = in->bytes[c->at];
	if (b != c->t->delimiter && b != '\n')
		return fault(c, c->at, e, c->t->delimiter == ',' ? "found text after a closing quote, expected a comma or the end of the line" :
			     "found text after a closing quote, expected a delimiter or the end of the line");
	c->at++;
	*more = b == c->t->delimiter;
	c->line += b == '\n';
	return ST_OK;
}

static enum status scan_record(struct scan *c, struct error *e)
{
	struct table *t = c->t;
	*c = (struct scan){.t = t, .at = t->in->at, .line = t->in->line, .counted = t->in->at, .column = 1};
	t->n = 0;
	buf_reset(&t->words);
	bool more = true;
	while (more) {
		enum status s = scan_field(c, &more, e);
		if (s != ST_OK || c->short_of)
			return s;
	}
	return ST_OK;
}

static bool at_empty_line(const struct input *in, size_t *n)
{
	const char *s = in->bytes + in->at;
	size_t left = in->n - in->at;
	*n = left && s[0] == '\n' ? 1 : left > 1 && s[0] == '\r' && s[1] == '\n' ? 2 : 0;
	return *n > 0;
}

static enum status read_record(struct table *t, bool *found, struct error *e)
{
	struct input *in = t->in;
	*found = false;
	for (;;) {
		size_t empty;
		while (at_empty_line(in, &empty)) {
			in->at += empty;
			in->line++;
		}
		if (in->n - in->at < 2 && !in->end) {
			enum status s = input_more(in, in->at, TABLE_RECORD_MOST, e);
			if (s != ST_OK)
				return s;
			continue;
		}
		if (in->at == in->n)
			return ST_OK;
		struct scan c = {.t = t};
		enum status s = scan_record(&c, e);
		if (s != ST_OK)
			return s;
		if (!c.short_of) {
			in->at = c.at;
			in->line = c.line;
			break;
		}
		s = input_more(in, in->at, TABLE_RECORD_MOST, e);
		if (s != ST_OK)
			return s;
	}
	for (size_t i = 0; i < t->n; i++) {
		size_t from = t->row[i].n, to = i + 1 < t->n ? t->row[i + 1].n : t->words.len;
		t->row[i].text = t->words.bytes + from;
		t->row[i].n = to - from - 1;
	}
	*found = true;
	return ST_OK;
}

static enum status check_header(const struct table *t, struct error *e)
{
	for (size_t i = 0; i < t->n_columns; i++) {
		if (!t->header[i].n)
			return error_at(e, ST_DATA, table_place(t, i), "found a column without a name");
		for (size_t j = 0; j < i; j++)
			if (!strcmp(t->header[i].text, t->header[j].text))
				return error_at(e, ST_DATA, (struct place){t->in->name, t->header[i].line, t->header[i].column},
						"found the column \"%s\" twice", t->header[i].text);
	}
	return ST_OK;
}

enum status table_open(struct input *in, struct table *t, struct error *e)
{
	return table_open_delimited(in, ',', t, e);
}

enum status table_open_unnamed(struct input *in, char delimiter, struct table *t, struct error *e)
{
	*t = (struct table){.in = in, .delimiter = delimiter};
	bool found;
	enum status s = in->n - in->at < 3 ? input_more(in, in->at, TABLE_RECORD_MOST, e) : ST_OK;
	if (s == ST_OK && in->n - in->at >= 3 && !memcmp(in->bytes + in->at, "\xef\xbb\xbf", 3))
		in->at += 3;
	if (s == ST_OK)
		s = read_record(t, &found, e);
	if (s == ST_OK && !found)
		s = error_at(e, ST_DATA, (struct place){in->name, 0, 0}, "found an empty file, expected a row of column names");
	if (s == ST_OK) { /* the header keeps row and words; the rows get new ones */
		t->header = t->row;
		t->n_columns = t->n;
		t->head = t->words;
		t->row = NULL;
		t->n = t->cap = 0;
		t->words = (struct buf)BUF_INIT;
	}
	if (s != ST_OK)
		table_close(t);
	return s;
}

enum status table_open_delimited(struct input *in, char delimiter, struct table *t, struct error *e)
{
	enum status s = table_open_unnamed(in, delimiter, t, e);

	if (s == ST_OK)
		s = check_header(t, e);
	if (s != ST_OK)
		table_close(t);
	return s;
}

void table_close(struct table *t)
{
	free(t->header);
	free(t->row);
	buf_free(&t->words);
	buf_free(&t->head);
	*t = (struct table){0};
}

enum status table_next(struct table *t, bool *found, struct error *e)
{
	t->fault = 0;
	t->whole = false;
	enum status s = read_record(t, found, e);
	t->whole = s == ST_OK;
	if (s == ST_OK && *found && t->n != t->n_columns)
		return error_at(e, ST_DATA, (struct place){t->in->name, t->row[0].line, 0},
				"found %zu fields, expected %zu as in the first row", t->n, t->n_columns);
	return s;
}

enum status table_skip(struct table *t, struct error *e)
{
	struct input *in = t->in;

	if (t->whole) /* it was read to its end, and only had the wrong number of fields */
		return ST_OK;
	for (size_t end = in->at + t->fault;;) {
		const char *feed = memchr(in->bytes + end, '\n', in->n - end);
		end = feed ? (size_t)(feed - in->bytes) + 1 : in->n;
		for (size_t i = in->at; i < end; i++)
			in->line += in->bytes[i] == '\n';
		in->at = end;
		t->fault = 0;
		if (feed || in->end)
			return ST_OK;
		enum status s = input_more(in, in->at, TABLE_RECORD_MOST, e);
		if (s != ST_OK)
			return s;
		end = in->at;
	}
}

int table_column(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (!strcmp(t->header[i].text, name))
			return (int)i;
	return -1;
}

struct place table_place(const struct table *t, size_t column)
{
	const struct table_field *f = t->row ? t->row : t->header;
	return (struct place){t->in->name, f[column].line, f[column].column};
}

static void write_quoted(struct buf *out, const char *s)
{
	buf_char(out, '"');
	for (const char *q; (q = strchr(s, '"')); s = q + 1) {
		buf_add(out, s, (size_t)(q - s + 1));
		buf_char(out, '"');
	}
	buf_text(out, s);
	buf_char(out, '"');
}

static void write_field(struct buf *out, const char *s, bool quoted)
{
	if (quoted || strpbrk(s, ",\"\r\n"))
		write_quoted(out, s);
	else
		buf_text(out, s);
}

void table_write_field(struct buf *out, const char *text) { write_field(out, text, false); }

void table_write(struct buf *out, const char *const *fields, size_t n, enum table_quoting quoting)
{
	for (size_t i = 0; i < n; i++) {
		const char *s = fields[i] ? fields[i] : "";
		/* a row of one empty field would read as an empty line */
		bool quoted = quoting == TABLE_QUOTE_ALL || (n == 1 && !*s);

		if (i)
			buf_char(out, ',');
		write_field(out, s, quoted);
	}
	buf_char(out, '\n');
}
