/* script.c - a case script read: top level, records, duplicates. */
#include "exchange/script.h"

#include "exchange/near.h"
#include "exchange/shape_check.h"
#include "exchange/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct building {
	struct script *script;
	size_t cap;
	const char *file;
	struct error *e;
};

static enum status add_record(struct building *b, const struct kind_info *k, const struct node *n)
{
	struct script *s = b->script;
	json_t *body = NULL;
	enum status st = shape_build(k, n, &body, b->e);
	if (st != ST_OK)
		return st;
	if (s->n == b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 64;
		struct script_record *p = reallocarray(s->records, cap, sizeof *p);
		if (!p) {
			json_decref(body);
			return error_memory(b->e);
		}
		s->records = p;
		b->cap = cap;
	}
	s->records[s->n++] = (struct script_record){k->kind, json_text(body, "id", ""), body, n->at};
	return ST_OK;
}

/* A record written as `ID: {…}`: its id goes in as a member. */
static enum status add_keyed(struct building *b, const struct kind_info *k, const struct node_pair *p)
{
	const struct node *n = p->value;
	if (n->type != NODE_MAP || node_get(n, "id"))
		return error_at(b->e, ST_DATA, n->at, n->type != NODE_MAP ? "%s: expected a mapping of keys to values"
									  : "%s: the id stands twice, as the key and as `id`",
				p->key->text);
	static const struct node id = {.type = NODE_SCALAR, .text = "id"};
	struct node_pair *pairs = arena_array(b->script->arena, n->n + 1, sizeof *pairs);
	struct node *with = arena_alloc(b->script->arena, sizeof *with);
	if (!pairs || !with)
		return error_memory(b->e);
	pairs[0] = (struct node_pair){&id, p->key};
	if (n->n)
		memcpy(pairs + 1, n->pairs, n->n * sizeof *pairs);
	*with = *n;
	with->at = p->key->at;
	with->pairs = pairs;
	with->n = n->n + 1;
	return add_record(b, k, with);
}

static enum status read_kind(struct building *b, const struct kind_info *k, const struct node *n)
{
	enum status s = ST_OK;
	char found[80];
	if (node_is_null(n))
		return ST_OK;
	if (n->type == NODE_SCALAR)
		return error_at(b->e, ST_DATA, n->at, "%s: expected a list of records, found %s", k->plural,
				node_describe(n, found, sizeof found));
	for (size_t i = 0; i < n->n && s == ST_OK; i++)
		s = n->type == NODE_LIST ? add_record(b, k, n->items[i]) : add_keyed(b, k, &n->pairs[i]);
	return s;
}

static enum status read_version(struct building *b, const struct node *n)
{
	if (n->type == NODE_SCALAR && !strcmp(n->text, "1"))
		return ST_OK;
	char found[80];
	return error_at(b->e, ST_DATA, n->at, "onus: this program reads scripts of version 1, found %s",
			node_describe(n, found, sizeof found));
}

static enum status read_name(struct building *b, const struct node *n)
{
	char found[80];
	if (n->type != NODE_SCALAR || !*n->text || strlen(n->text) > 200)
		return error_at(b->e, ST_DATA, n->at, "script: expected a name, found %s", node_describe(n, found, sizeof found));
	b->script->name = n->text;
	return ST_OK;
}

static enum status unknown_section(struct building *b, const struct node *key)
{
	struct near near;
	near_start(&near, key->text);
	near_try(&near, "onus");
	near_try(&near, "script");
	for (int k = 0; k < KIND_COUNT; k++)
		if (kind_info((enum kind)k)->plural)
			near_try(&near, kind_info((enum kind)k)->plural);
	error_at(b->e, ST_DATA, key->at, "a script has no section '%.60s'", key->text);
	error_hint(b->e, near_best(&near) ? "did you mean %s?" : "sections are sources, actors, sites, claims, relations, duties, responses",
		   near_best(&near) ? near_best(&near) : "");
	return ST_DATA;
}

static enum status read_top(struct building *b, const struct node *top)
{
	enum status s = ST_OK;
	char found[80];
	if (!top)
		return error_at(b->e, ST_DATA, (struct place){b->file, 0, 0}, "an empty script: expected sections such as `claims:`");
	if (top->type != NODE_MAP)
		return error_at(b->e, ST_DATA, top->at, "expected sections such as `claims:`, found %s",
				node_describe(top, found, sizeof found));
	for (size_t i = 0; i < top->n && s == ST_OK; i++) {
		const char *key = top->pairs[i].key->text;
		const struct kind_info *k = kind_by_name(key);
		if (!strcmp(key, "onus"))
			s = read_version(b, top->pairs[i].value);
		else if (!strcmp(key, "script"))
			s = read_name(b, top->pairs[i].value);
		else if (k && k->plural && !strcmp(key, k->plural))
			s = read_kind(b, k, top->pairs[i].value);
		else
			s = unknown_section(b, top->pairs[i].key);
	}
	return s;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

void script_free(struct script *s)
{
	for (size_t i = 0; i < s->n; i++)
		json_decref(s->records[i].body);
	free(s->records);
	if (s->arena)
		arena_free(s->arena);
	free(s->arena);
	*s = (struct script){0};
}

enum status script_parse(const char *text, size_t n, const char *file, struct script *out, struct error *e)
{
	const struct yaml_limits limits = {SCRIPT_DEPTH_MOST, SCRIPT_NODES_MOST};
	const struct node *top = NULL;
	*out = (struct script){.arena = calloc(1, sizeof *out->arena)};
	char *kept = out->arena ? arena_strdup(out->arena, file) : NULL;
	if (!kept) {
		script_free(out);
		return error_memory(e);
	}
	struct building b = {.script = out, .file = kept, .e = e};
	out->name = base_name(kept);
	enum status s = yaml_parse(text, n, kept, limits, out->arena, &top, e);
	if (s == ST_OK)
		s = read_top(&b, top);
	if (s != ST_OK)
		script_free(out);
	return s;
}

/* All of a file up to the limit, malloc'd. */
static enum status read_file(const char *path, char **text, size_t *n, struct error *e)
{
	struct stat info;
	enum status s = ST_OK;
	*text = NULL;
	*n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &info) != 0) {
		s = error_errno(e, path);
		goto out;
	}
	if (!S_ISREG(info.st_mode)) {
		s = error_set(e, ST_ENV, "%s is not a file", path);
		goto out;
	}
	if (info.st_size > SCRIPT_BYTES_MOST) {
		s = error_at(e, ST_DATA, (struct place){path, 0, 0}, "the script has %lld bytes; at most %d are read",
			     (long long)info.st_size, SCRIPT_BYTES_MOST);
		goto out;
	}
	size_t room = (size_t)info.st_size;
	*text = malloc(room + 1);
	if (!*text)
		s = error_memory(e);
	while (s == ST_OK && *n < room) {
		ssize_t got = read(fd, *text + *n, room - *n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			s = error_errno(e, path);
		if (got <= 0)
			break;
		*n += (size_t)got;
	}
out:
	if (fd >= 0)
		(void)close(fd);
	return s;
}

enum status script_read(const char *path, struct script *out, struct error *e)
{
	char *text;
	size_t n;
	*out = (struct script){0};
	enum status s = read_file(path, &text, &n, e);
	if (s == ST_OK)
		s = script_parse(text, n, path, out, e);
	free(text);
	return s;
}
