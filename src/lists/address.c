#include "lists/address.h"

#include "base/input.h"
#include "exchange/near.h"
#include "exchange/yaml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct yaml_limits limits = {.depth = 8, .nodes = 20000};
enum { FILE_MOST = 1 << 20 };

bool address_percent(const char *text, double *out)
{
	char *end;

	if (!strspn(text, "0123456789") || text[strspn(text, "0123456789.")])
		return false;
	*out = strtod(text, &end);
	return !*end && *out >= 0 && *out <= 100;
}

static enum status expected(const struct node *n, const char *what, struct error *e)
{
	char found[128];

	return error_at(e, ST_DATA, n->at, "expected %s, found %s", what, node_describe(n, found, sizeof found));
}

static enum status read_urls(const struct node *n, struct arena *a, struct address_entry *out, struct error *e)
{
	if (n->type == NODE_MAP || (n->type == NODE_LIST && !n->n))
		return expected(n, "an address or a list of addresses", e);
	size_t count = n->type == NODE_LIST ? n->n : 1;
	if (count > SHELF_FILES_MOST)
		return error_at(e, ST_DATA, n->at, "more than %d addresses for one list", SHELF_FILES_MOST);
	out->urls = arena_array(a, count, sizeof *out->urls);
	if (!out->urls)
		return error_memory(e);
	out->n_urls = count;
	for (size_t i = 0; i < count; i++) {
		const struct node *one = n->type == NODE_LIST ? n->items[i] : n;
		if (one->type != NODE_SCALAR || node_is_null(one))
			return expected(one, "an address", e);
		out->urls[i] = one->text;
	}
	return ST_OK;
}

static enum status read_pair(const struct node_pair *p, struct arena *a, struct address_entry *out, struct error *e)
{
	const char *key = p->key->text;
	const struct node *v = p->value;

	if (!strcmp(key, "url") || !strcmp(key, "urls"))
		return out->n_urls ? error_at(e, ST_DATA, p->key->at, "url and urls: one of them expected") : read_urls(v, a, out, e);
	if (!strcmp(key, "format")) {
		if (v->type != NODE_SCALAR || (out->format = list_format_by_name(v->text)) == LIST_FORMATS)
			return expected(v, "a format: ofac-csv, ofac-xml, ofac-advanced, un, eu, uk-xml, uk-csv, canada, ftm or names", e);
		return ST_OK;
	}
	if (!strcmp(key, "loss"))
		return v->type == NODE_SCALAR && address_percent(v->text, &out->loss) ? ST_OK : expected(v, "a percentage from 0 to 100", e);
	struct near near;
	static const char *const keys[] = {"url", "urls", "format", "loss"};
	error_at(e, ST_DATA, p->key->at, "unknown key %s: url, urls, format or loss expected", key);
	near_start(&near, key);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		near_try(&near, keys[i]);
	if (near_best(&near))
		error_hint(e, "did you mean %s?", near_best(&near));
	return ST_DATA;
}

static enum status read_entry(const struct node *n, struct arena *a, struct address_entry *out, struct error *e)
{
	enum status st = ST_OK;

	*out = (struct address_entry){.format = LIST_FORMATS, .loss = -1};
	if (n->type != NODE_MAP)
		return read_urls(n, a, out, e);
	for (size_t i = 0; !st && i < n->n; i++)
		st = read_pair(&n->pairs[i], a, out, e);
	if (!st && !out->n_urls)
		st = error_at(e, ST_DATA, n->at, "no url: where is it pulled from?");
	return st;
}

enum status address_parse(const char *text, size_t n, const char *file, const char *name, struct arena *a, struct address_entry *out, struct error *e)
{
	const struct node *all;
	struct address_entry one;
	enum status st = yaml_parse(text, n, file, limits, a, &all, e);

	*out = (struct address_entry){.format = LIST_FORMATS, .loss = -1};
	if (st || !all)
		return st;
	if (all->type != NODE_MAP)
		return expected(all, "names of lists with their addresses", e);
	for (size_t i = 0; !st && i < all->n; i++) {
		const struct node *key = all->pairs[i].key;
		if (!shelf_name_ok(key->text))
			return expected(key, "a list's name: up to 64 of a-z 0-9 . _ -, the first a letter or a digit", e);
		st = read_entry(all->pairs[i].value, a, &one, e);
		if (!st && !strcmp(key->text, name))
			*out = one;
	}
	return st;
}

enum status address_of(const struct shelf *s, const char *name, struct arena *a, struct address_entry *out, struct error *e)
{
	const char *path = arena_printf(a, "%s/lists.yaml", s->dir);
	struct input in;

	*out = (struct address_entry){.format = LIST_FORMATS, .loss = -1};
	if (!path)
		return error_memory(e);
	if (access(path, F_OK) && errno == ENOENT)
		return ST_OK;
	enum status st = input_open(path, &in, e);
	if (st)
		return st;
	while (!st && !in.end)
		st = input_more(&in, 0, FILE_MOST, e);
	if (!st)
		st = address_parse(in.bytes, in.n, path, name, a, out, e);
	input_close(&in);
	return st;
}
