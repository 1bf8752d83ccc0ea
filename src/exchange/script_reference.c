/* script_reference.c - the reference of every key of a case script, from the table, as Markdown. */
#include "exchange/script.h"

#include <string.h>

static const char *type_text(const struct field *f)
{
	switch (f->type) {
	case FIELD_ID: return "id";
	case FIELD_TEXT: return "text";
	case FIELD_TEXTS: return "text, or language: text";
	case FIELD_WORD: return "word";
	case FIELD_CODE: return "code";
	case FIELD_EDTF: return "date (EDTF)";
	case FIELD_DAY: return "day (YYYY-MM-DD)";
	case FIELD_NUMBER: return "number";
	case FIELD_COUNT: return "whole number";
	case FIELD_FLAG: return "yes or no";
	case FIELD_REF: return "id of a ";
	case FIELD_HASH: return "SHA-256";
	case FIELD_URL: return "address";
	case FIELD_LANG: return "language";
	case FIELD_OBJECT: return "";
	case FIELD_PROPERTIES: return "property: values";
	}
	return "";
}

static void write_type(struct buf *out, const struct field *f)
{
	if (f->flags & FIELD_LIST)
		buf_text(out, "list of ");
	if (f->type == FIELD_OBJECT)
		buf_printf(out, "[%s](#%s)", f->shape->name, f->shape->name);
	else
		buf_text(out, type_text(f));
	for (int k = 0, n = 0; k < KIND_COUNT && f->type == FIELD_REF; k++)
		if (f->refs & REFS((enum kind)k))
			buf_printf(out, "%s%s", n++ ? " or " : "", kind_info((enum kind)k)->name);
	for (size_t i = 0; f->type == FIELD_WORD && f->words[i]; i++)
		buf_printf(out, "%s`%s`", i ? ", " : ": ", f->words[i]);
}

static void write_shape(struct buf *out, const struct shape *s, const char *heading)
{
	buf_printf(out, "%s %s\n\n%s", heading, s->name, s->doc);
	if (s->shorthand)
		buf_printf(out, " A bare value stands for its `%s`.", s->shorthand);
	buf_text(out, "\n\n| key | | value | |\n|---|---|---|---|\n");
	for (size_t i = 0; i < s->n; i++) {
		const struct field *f = &s->fields[i];
		buf_printf(out, "| `%s` | %s | ", f->name, f->flags & FIELD_REQUIRED ? "needed" : "");
		write_type(out, f);
		buf_printf(out, " | %s |\n", f->doc);
	}
	buf_char(out, '\n');
}

enum { SHAPES_MOST = 64 };

/* Shapes that a shape leads to, each once, in the order met. */
static void gather(const struct shape *s, const struct shape **seen, size_t *n)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct shape *inner = s->fields[i].shape;
		bool known = !inner;
		for (size_t j = 0; j < *n && !known; j++)
			known = seen[j] == inner;
		if (known || *n == SHAPES_MOST)
			continue;
		seen[(*n)++] = inner;
		gather(inner, seen, n);
	}
}

enum status script_reference(struct buf *out, struct error *e)
{
	const struct shape *seen[SHAPES_MOST];
	size_t n = 0;
	buf_text(out, "## Records\n\n");
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct kind_info *info = kind_info((enum kind)k);
		if (!info->plural)
			continue;
		write_shape(out, info->shape, "###");
		gather(info->shape, seen, &n);
	}
	buf_text(out, "## Parts of records\n\n");
	for (size_t i = 0; i < n; i++)
		write_shape(out, seen[i], "###");
	return buf_ok(out) ? ST_OK : error_memory(e);
}
