/* script_export.c - a case written as one script, by libyaml's emitter, keys in the table's order. */
#include "exchange/script.h"

#include <stdint.h>
#include <string.h>
#include <yaml.h>

struct writer {
	yaml_emitter_t emitter;
	struct buf *out;
	bool failed;
	struct error *e;
};

static int write_bytes(void *arg, unsigned char *bytes, size_t n)
{
	buf_add(arg, bytes, n);
	return buf_ok((struct buf *)arg);
}

static void emit(struct writer *w, yaml_event_t *event, int made)
{
	if (!made || !yaml_emitter_emit(&w->emitter, event))
		w->failed = true;
}

static void scalar(struct writer *w, const char *text)
{
	yaml_event_t event;
	yaml_scalar_style_t style = strchr(text, '\n') ? YAML_LITERAL_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE;
	/* what would read as "nothing", and a form feed and the like, must be quoted */
	if (!*text || !strcmp(text, "~") || !strcmp(text, "null") || !strcmp(text, "<<") || strpbrk(text, "\r\t") ||
	    strstr(text, "\xC2\x85") || strstr(text, "\xE2\x80\xA8") || strstr(text, "\xE2\x80\xA9") || strstr(text, "\xEF\xBB\xBF"))
		style = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	emit(w, &event, yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text, (int)strlen(text), 1, 1, style));
}

static void open_list(struct writer *w, bool flow)
{
	yaml_event_t event;
	emit(w, &event, yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE));
}

static void close_list(struct writer *w)
{
	yaml_event_t event;
	emit(w, &event, yaml_sequence_end_event_initialize(&event));
}

static void open_map(struct writer *w)
{
	yaml_event_t event;
	emit(w, &event, yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
}

static void close_map(struct writer *w)
{
	yaml_event_t event;
	emit(w, &event, yaml_mapping_end_event_initialize(&event));
}

static void write_shape(struct writer *w, const struct shape *s, const json_t *body);

static void write_number(struct writer *w, const json_t *v)
{
	struct buf b = BUF_INIT;
	json_number_text(json_number_value(v), &b);
	w->failed = w->failed || !buf_ok(&b);
	scalar(w, buf_str(&b));
	buf_free(&b);
}

/* Members of a free mapping (texts by language, properties) in byte order of their names. */
static void write_sorted(struct writer *w, const json_t *o, const struct field *f, bool properties)
{
	const char *last = NULL;
	open_map(w);
	for (size_t done = 0; done < json_object_size(o); done++) {
		const char *key, *next = NULL;
		json_t *member;
		json_object_foreach((json_t *)(uintptr_t)o, key, member)
			if ((!last || strcmp(key, last) > 0) && (!next || strcmp(key, next) < 0))
				next = key;
		scalar(w, next);
		member = json_object_get(o, next);
		last = next;
		if (!properties) {
			scalar(w, json_string_value(member));
			continue;
		}
		open_list(w, false);
		size_t i;
		json_t *item;
		json_array_foreach(member, i, item) {
			if (json_is_object(item))
				write_shape(w, f->shape, item);
			else
				scalar(w, json_string_value(item));
		}
		close_list(w);
	}
	close_map(w);
}

static void write_value(struct writer *w, const struct field *f, const json_t *v)
{
	if (f->type == FIELD_PROPERTIES)
		write_sorted(w, v, f, true);
	else if (f->type == FIELD_OBJECT)
		write_shape(w, f->shape, v);
	else if (json_is_object(v))
		write_sorted(w, v, f, false);
	else if (json_is_number(v))
		write_number(w, v);
	else if (json_is_boolean(v))
		scalar(w, json_is_true(v) ? "yes" : "no");
	else
		scalar(w, json_string_value(v));
}

static void write_field(struct writer *w, const struct field *f, const json_t *v)
{
	scalar(w, f->name);
	if (!(f->flags & FIELD_LIST)) {
		write_value(w, f, v);
		return;
	}
	size_t i;
	json_t *item;
	open_list(w, f->type == FIELD_REF || f->type == FIELD_CODE || f->type == FIELD_EDTF);
	json_array_foreach(v, i, item)
		write_value(w, f, item);
	close_list(w);
}

static void write_shape(struct writer *w, const struct shape *s, const json_t *body)
{
	open_map(w);
	for (size_t i = 0; i < s->n; i++) {
		const json_t *v = json_object_get(body, s->fields[i].name);
		if (v)
			write_field(w, &s->fields[i], v);
	}
	close_map(w);
}

struct each { struct writer *w; const struct kind_info *kind; size_t n; };

static enum status write_record(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct each *x = arg;
	(void)id, (void)origin, (void)n;
	if (x->n++ == 0) {
		scalar(x->w, x->kind->plural);
		open_list(x->w, false);
	}
	write_shape(x->w, x->kind->shape, body);
	return x->w->failed ? error_memory(e) : ST_OK;
}

enum status script_export(struct store *st, struct buf *out, struct error *e)
{
	struct writer w = {.out = out, .e = e};
	yaml_event_t event;
	enum status s = ST_OK;
	if (!yaml_emitter_initialize(&w.emitter))
		return error_memory(e);
	yaml_emitter_set_output(&w.emitter, write_bytes, out);
	yaml_emitter_set_unicode(&w.emitter, 1);
	yaml_emitter_set_width(&w.emitter, 110);
	yaml_emitter_set_indent(&w.emitter, 2);
	emit(&w, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
	emit(&w, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
	open_map(&w);
	scalar(&w, "onus");
	scalar(&w, "1");
	for (int k = 0; k < KIND_COUNT && s == ST_OK; k++) {
		struct each x = {&w, kind_info((enum kind)k), 0};
		if (!x.kind->plural)
			continue;
		s = store_each(st, x.kind->kind, write_record, &x, e);
		if (x.n)
			close_list(&w);
	}
	close_map(&w);
	emit(&w, &event, yaml_document_end_event_initialize(&event, 1));
	emit(&w, &event, yaml_stream_end_event_initialize(&event));
	yaml_emitter_delete(&w.emitter);
	if (out->len && out->bytes[out->len - 1] != '\n')
		buf_char(out, '\n');
	if (s == ST_OK && (w.failed || !buf_ok(out)))
		s = error_memory(e);
	return s;
}
