#include "exchange/yaml.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* --- characters --------------------------------------------------------------------------- */

/* One character of s[0..n): its code point, *len its bytes; -1 when it is not UTF-8. */
static int32_t character(const unsigned char *s, size_t n, size_t *len)
{
	static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned lead = s[0];
	*len = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
	if (*len == 0 || *len > n) {
		*len = 1;
		return -1;
	}
	unsigned cp = *len == 1 ? lead : lead & (0x7Fu >> *len);
	for (size_t i = 1; i < *len; i++) {
		if ((s[i] & 0xC0) != 0x80) {
			*len = 1;
			return -1;
		}
		cp = cp << 6 | (s[i] & 0x3Fu);
	}
	if (cp < least[*len] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
		*len = 1;
		return -1;
	}
	return (int32_t)cp;
}

/* Why a character may not stand in a text, or NULL. */
static const char *refused_character(int32_t cp)
{
	if (cp == 0)
		return "a NUL character";
	if ((cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7F && cp < 0xA0 && cp != 0x85))
		return "a control character";
	if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
		return "a character that turns the direction of text";
	return NULL;
}

enum status text_check(const char *text, size_t n, const char *file, struct error *e)
{
	const unsigned char *s = (const unsigned char *)text;
	struct place at = {file, 1, 1};
	for (size_t i = 0, len; i < n; i += len) {
		int32_t cp = character(s + i, n - i, &len);
		if (cp < 0)
			return error_at(e, ST_DATA, at, "not valid UTF-8: byte 0x%02X at offset %zu", s[i], i);
		const char *why = refused_character(cp);
		if (why)
			return error_at(e, ST_DATA, at, "%s, U+%04X, is not allowed in a text", why, (unsigned)cp);
		at.column++;
		if (cp == '\n') {
			at.line++;
			at.column = 1;
		}
	}
	return ST_OK;
}

static enum status encoding_check(const char *text, size_t n, const char *file, struct error *e)
{
	struct place at = {file, 1, 1};
	if (n >= 2 && (!memcmp(text, "\xFF\xFE", 2) || !memcmp(text, "\xFE\xFF", 2)))
		return error_at(e, ST_DATA, at, "the file is UTF-16: expected UTF-8");
	return text_check(text, n, file, e);
}

/* --- building ----------------------------------------------------------------------------- */

struct anchor { struct anchor *next; const char *name; const struct node *node; };

struct reader {
	yaml_parser_t parser;
	const char *file;
	struct yaml_limits limits;
	struct arena *a;
	struct anchor *anchors;
	struct error *e;
};

static struct place place_of(const struct reader *r, yaml_mark_t m)
{
	return (struct place){r->file, (unsigned)m.line + 1, (unsigned)m.column + 1};
}

static enum status next_event(struct reader *r, yaml_event_t *event)
{
	if (yaml_parser_parse(&r->parser, event))
		return ST_OK;
	if (r->parser.error == YAML_MEMORY_ERROR)
		return error_memory(r->e);
	yaml_mark_t m = r->parser.problem_mark;
	return error_at(r->e, ST_DATA, place_of(r, m), "not valid YAML: %s%s%s", r->parser.problem ? r->parser.problem : "unreadable",
			r->parser.context ? ", " : "", r->parser.context ? r->parser.context : "");
}

static enum status remember(struct reader *r, const yaml_char_t *anchor, const struct node *n)
{
	if (!anchor)
		return ST_OK;
	struct anchor *x = arena_alloc(r->a, sizeof *x);
	char *name = arena_strdup(r->a, (const char *)anchor);
	if (!x || !name)
		return error_memory(r->e);
	*x = (struct anchor){r->anchors, name, n};
	r->anchors = x;
	return ST_OK;
}

static enum status find_alias(struct reader *r, const yaml_event_t *event, const struct node **out)
{
	const char *name = (const char *)event->data.alias.anchor;
	for (struct anchor *x = r->anchors; x; x = x->next)
		if (!strcmp(x->name, name)) {
			*out = x->node;
			return ST_OK;
		}
	return error_at(r->e, ST_DATA, place_of(r, event->start_mark), "alias *%s: nothing before it is marked &%s, or it would contain itself", name,
			name);
}

static enum status refuse_tag(struct reader *r, const yaml_char_t *tag, yaml_mark_t m)
{
	if (!tag)
		return ST_OK;
	return error_at(r->e, ST_DATA, place_of(r, m), "tag %s: tags are not used here", (const char *)tag);
}

static enum status new_scalar(struct reader *r, const yaml_event_t *event, const struct node **out)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t n = event->data.scalar.length;
	struct error inner;
	struct node *node = arena_alloc(r->a, sizeof *node);
	char *copy = arena_strndup(r->a, text, n);
	if (!node || !copy)
		return error_memory(r->e);
	/* escapes in double quotes can write what the file itself does not contain */
	if (text_check(text, n, NULL, &inner) != ST_OK)
		return error_at(r->e, ST_DATA, place_of(r, event->start_mark), "%s", inner.message);
	*node = (struct node){.type = NODE_SCALAR, .at = place_of(r, event->start_mark), .text = copy, .weight = 1,
			      .plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE};
	*out = node;
	enum status s = refuse_tag(r, event->data.scalar.tag, event->start_mark);
	return s == ST_OK ? remember(r, event->data.scalar.anchor, node) : s;
}

struct children { const struct node **v; size_t n, cap; };

static enum status add_child(struct reader *r, struct children *c, const struct node *n)
{
	if (c->n == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 8;
		const struct node **v = reallocarray(c->v, cap, sizeof *v);
		if (!v)
			return error_memory(r->e);
		c->v = v;
		c->cap = cap;
	}
	c->v[c->n++] = n;
	return ST_OK;
}

static enum status read_node(struct reader *r, yaml_event_t *event, size_t depth, const struct node **out);

/* Every child up to the closing event. */
static enum status read_children(struct reader *r, yaml_event_type_t end, size_t depth, struct children *c)
{
	for (;;) {
		yaml_event_t event;
		const struct node *child = NULL;
		enum status s = next_event(r, &event);
		if (s != ST_OK)
			return s;
		bool done = event.type == end;
		if (!done)
			s = read_node(r, &event, depth + 1, &child);
		yaml_event_delete(&event);
		if (done || s != ST_OK)
			return s;
		s = add_child(r, c, child);
		if (s != ST_OK)
			return s;
	}
}

static int by_key(const void *a, const void *b)
{
	const struct node_pair *x = a, *y = b;
	int order = strcmp(x->key->text, y->key->text);
	return order ? order : x->key < y->key ? -1 : x->key > y->key;
}

static enum status refuse_twice(struct reader *r, const struct node_pair *pairs, size_t n)
{
	struct node_pair *sorted = n ? malloc(n * sizeof *sorted) : NULL;
	enum status s = ST_OK;
	if (n && !sorted)
		return error_memory(r->e);
	if (n)
		memcpy(sorted, pairs, n * sizeof *sorted);
	if (n > 1)
		qsort(sorted, n, sizeof *sorted, by_key);
	for (size_t i = 1; i < n && s == ST_OK; i++) {
		const struct node *one = sorted[i - 1].key, *two = sorted[i].key;
		if (strcmp(one->text, two->text) != 0)
			continue;
		bool later = two->at.line > one->at.line || (two->at.line == one->at.line && two->at.column > one->at.column);
		const struct node *second = later ? two : one, *first = later ? one : two;
		s = error_at(r->e, ST_DATA, second->at, "the key '%s' stands twice in one mapping (first in line %u)", second->text,
			     first->at.line);
	}
	free(sorted);
	return s;
}

static enum status make_map(struct reader *r, struct node *node, const struct children *c)
{
	size_t n = c->n / 2;
	struct node_pair *pairs = arena_array(r->a, n ? n : 1, sizeof *pairs);
	if (!pairs)
		return error_memory(r->e);
	for (size_t i = 0; i < n; i++) {
		pairs[i] = (struct node_pair){c->v[2 * i], c->v[2 * i + 1]};
		if (pairs[i].key->type != NODE_SCALAR)
			return error_at(r->e, ST_DATA, pairs[i].key->at, "a key must be a word, not a list or a mapping");
		if (pairs[i].key->plain && !strcmp(pairs[i].key->text, "<<"))
			return error_at(r->e, ST_DATA, pairs[i].key->at, "merge keys (<<) are not used here");
	}
	node->pairs = pairs;
	node->n = n;
	return refuse_twice(r, pairs, n);
}

static enum status make_list(struct reader *r, struct node *node, const struct children *c)
{
	const struct node **items = arena_array(r->a, c->n ? c->n : 1, sizeof *items);
	if (!items)
		return error_memory(r->e);
	if (c->n)
		memcpy(items, c->v, c->n * sizeof *items);
	node->items = items;
	node->n = c->n;
	return ST_OK;
}

static enum status new_collection(struct reader *r, const yaml_event_t *event, size_t depth, const struct node **out)
{
	bool map = event->type == YAML_MAPPING_START_EVENT;
	struct children c = {0};
	struct place at = place_of(r, event->start_mark);
	if (depth >= r->limits.depth)
		return error_at(r->e, ST_DATA, at, "nested more than %zu deep", r->limits.depth);
	struct node *node = arena_alloc(r->a, sizeof *node);
	if (!node)
		return error_memory(r->e);
	*node = (struct node){.type = map ? NODE_MAP : NODE_LIST, .at = at, .weight = 1};
	enum status s = refuse_tag(r, map ? event->data.mapping_start.tag : event->data.sequence_start.tag, event->start_mark);
	if (s == ST_OK)
		s = read_children(r, map ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT, depth, &c);
	for (size_t i = 0; i < c.n && s == ST_OK; i++)
		if (__builtin_add_overflow(node->weight, c.v[i]->weight, &node->weight) || node->weight > r->limits.nodes)
			s = error_at(r->e, ST_DATA, at, "more than %zu values, aliases spelt out", r->limits.nodes);
	if (s == ST_OK)
		s = map ? make_map(r, node, &c) : make_list(r, node, &c);
	free(c.v);
	*out = node;
	return s == ST_OK ? remember(r, map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor, node) : s;
}

static enum status read_node(struct reader *r, yaml_event_t *event, size_t depth, const struct node **out)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return new_scalar(r, event, out);
	case YAML_ALIAS_EVENT:
		return find_alias(r, event, out);
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		return new_collection(r, event, depth, out);
	default:
		return error_set(r->e, ST_BUG, "unexpected YAML event %d", (int)event->type);
	}
}

static enum status read_documents(struct reader *r, const struct node **out)
{
	for (bool seen = false;;) {
		yaml_event_t event;
		enum status s = next_event(r, &event);
		if (s != ST_OK)
			return s;
		bool end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT && seen)
			s = error_at(r->e, ST_DATA, place_of(r, event.start_mark), "a second document (---): one file is one script");
		seen = seen || event.type == YAML_DOCUMENT_START_EVENT;
		bool content = event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT &&
			       event.type != YAML_DOCUMENT_END_EVENT && !end;
		if (s == ST_OK && content)
			s = read_node(r, &event, 0, out);
		yaml_event_delete(&event);
		if (end || s != ST_OK)
			return s;
	}
}

enum status yaml_parse(const char *text, size_t n, const char *file, struct yaml_limits limits, struct arena *a,
		       const struct node **out, struct error *e)
{
	struct reader r = {.file = file, .limits = limits, .a = a, .e = e};
	*out = NULL;
	enum status s = encoding_check(text, n, file, e);
	if (s != ST_OK)
		return s;
	if (!yaml_parser_initialize(&r.parser))
		return error_memory(e);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, n);
	s = read_documents(&r, out);
	yaml_parser_delete(&r.parser);
	return s;
}

/* --- reading ------------------------------------------------------------------------------ */

const struct node *node_get(const struct node *map, const char *key)
{
	for (size_t i = 0; map && map->type == NODE_MAP && i < map->n; i++)
		if (!strcmp(map->pairs[i].key->text, key))
			return map->pairs[i].value;
	return NULL;
}

bool node_is_null(const struct node *n)
{
	return n->type == NODE_SCALAR && n->plain && (!*n->text || !strcmp(n->text, "~") || !strcmp(n->text, "null"));
}

const char *node_describe(const struct node *n, char *out, size_t cap)
{
	if (n->type == NODE_LIST)
		(void)snprintf(out, cap, "a list");
	else if (n->type == NODE_MAP)
		(void)snprintf(out, cap, "a mapping");
	else if (node_is_null(n))
		(void)snprintf(out, cap, "nothing");
	else
		(void)snprintf(out, cap, "'%.40s%s'", n->text, strlen(n->text) > 40 ? "…" : "");
	return out;
}

static const struct node *json_scalar(const json_t *v, struct arena *a, struct node *n)
{
	n->type = NODE_SCALAR;
	n->plain = !json_is_string(v);
	if (json_is_string(v))
		n->text = arena_strdup(a, json_string_value(v));
	else if (json_is_integer(v))
		n->text = arena_printf(a, "%lld", (long long)json_integer_value(v));
	else if (json_is_real(v))
		n->text = arena_printf(a, "%.17g", json_real_value(v));
	else
		n->text = json_is_true(v) ? "true" : json_is_false(v) ? "false" : "null";
	return n->text ? n : NULL;
}

enum status node_from_json(const json_t *v, const char *file, struct arena *a, const struct node **out, struct error *e)
{
	struct node *n = arena_alloc(a, sizeof *n);
	enum status s = ST_OK;
	size_t count = json_is_object(v) ? json_object_size(v) : json_array_size(v), i = 0;
	if (!n)
		return error_memory(e);
	*n = (struct node){.at = {file, 0, 0}, .weight = 1};
	*out = n;
	if (json_is_object(v)) {
		struct node_pair *pairs = arena_array(a, count ? count : 1, sizeof *pairs);
		const char *key;
		json_t *member;
		n->type = NODE_MAP;
		n->pairs = pairs;
		json_object_foreach((json_t *)(uintptr_t)v, key, member) {
			struct node *k = pairs ? arena_alloc(a, sizeof *k) : NULL;
			if (!k || !(k->text = arena_strdup(a, key)))
				return error_memory(e);
			pairs[i].key = k;
			s = node_from_json(member, file, a, &pairs[i].value, e);
			if (s != ST_OK)
				return s;
			n->n = ++i;
		}
	} else if (json_is_array(v)) {
		const struct node **items = arena_array(a, count ? count : 1, sizeof *items);
		n->type = NODE_LIST;
		n->items = items;
		for (; items && i < count && s == ST_OK; i++)
			s = node_from_json(json_array_get(v, i), file, a, &items[i], e);
		n->n = count;
		return items ? s : error_memory(e);
	} else if (!json_scalar(v, a, n)) {
		return error_memory(e);
	}
	return s;
}
