#include "cli/reviewing.h"

#include <string.h>

/* How many records are called so; the last of them. */
static size_t called(const struct linking *l, const char *name, size_t n, uint32_t *record)
{
	size_t found = 0;

	for (size_t i = 0; i < l->records.n; i++) {
		const char *id = l->records.id[i], *file = l->records.files[l->records.file[i]];
		size_t n_file = strlen(file);
		bool is = strlen(id) == n && !memcmp(id, name, n);

		is = is || (n > n_file && !memcmp(name, file, n_file) && name[n_file] == ':' && strlen(id) == n - n_file - 1 && !memcmp(id, name + n_file + 1, n - n_file - 1));
		found += is;
		*record = is ? (uint32_t)i : *record;
	}
	return found;
}

enum status link_pair_read(const struct linking *l, const char *text, uint32_t *a, uint32_t *b, struct error *e)
{
	size_t commas = 0, n_a = 0, n_b = 0;

	/* an id may have a comma in it: the first place at which both sides are known */
	for (const char *at = strchr(text, ','); at && commas < 64; at = strchr(at + 1, ','), commas++) {
		n_a = called(l, text, (size_t)(at - text), a);
		n_b = called(l, at + 1, strlen(at + 1), b);
		if (n_a && n_b)
			break;
	}
	if (n_a == 1 && n_b == 1 && *a != *b)
		return ST_OK;
	if (!commas && !strchr(text, ','))
		return error_set(e, ST_USAGE, "--pair %.200s: two ids expected, as A,B", text);
	if (n_a > 1 || n_b > 1) {
		(void)error_set(e, ST_USAGE, "--pair %.200s: %zu records are called like the %s", text, n_a > 1 ? n_a : n_b, n_a > 1 ? "first" : "second");
		error_hint(e, "FILE:ID says which");
		return ST_USAGE;
	}
	if (n_a && n_b)
		return error_set(e, ST_USAGE, "--pair %.200s: two records expected, found one and itself", text);
	return error_set(e, ST_USAGE, "--pair %.200s: no record is called like the %s", text, n_b ? "first" : n_a ? "second" : "first, nor like the second");
}

const char *link_field_label(const struct link_fields *f, const struct link_field *x, struct arena *a)
{
	static const char *const part[] = {[LINK_FIELD_GIVEN] = "given", [LINK_FIELD_FAMILY] = "family", [LINK_FIELD_OTHER_NAMES] = "others"};
	size_t alike = 0;
	const char *label;

	for (size_t i = 0; i < f->n; i++)
		alike += !strcmp(f->field[i].name, x->name);
	if (alike < 2 || x->kind > LINK_FIELD_OTHER_NAMES)
		return x->name;
	label = arena_printf(a, "%s: %s", x->name, part[x->kind]);
	return label ? label : x->name;
}
