#include "lists/entry.h"

#include <stdlib.h>
#include <string.h>

static const char *const schemata[ENTRY_SCHEMATA] = {"Person", "Organization", "Company", "Vessel", "Airplane", "LegalEntity"};

const char *entry_schema_name(enum entry_schema s)
{
	return s < ENTRY_SCHEMATA ? schemata[s] : "";
}

enum entry_schema entry_schema_by_name(const char *name)
{
	for (size_t i = 0; i < ENTRY_SCHEMATA; i++)
		if (!strcmp(schemata[i], name))
			return (enum entry_schema)i;
	if (!strcmp(name, "PublicBody"))
		return ENTRY_ORGANIZATION;
	return ENTRY_SCHEMATA;
}

/* --- canonical text ------------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct lines { char **v; size_t n, cap; struct arena *a; bool failed; };

static void line(struct lines *l, const char *label, const char *p, const char *q, const char *r)
{
	if (!p || l->failed)
		return;
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 32;
		char **v = arena_array(l->a, cap, sizeof *v);

		if (!v) {
			l->failed = true;
			return;
		}
		if (l->n)
			memcpy(v, l->v, l->n * sizeof *v);
		l->v = v;
		l->cap = cap;
	}
	l->v[l->n] = arena_printf(l->a, "%s\x1f%s\x1f%s\x1f%s", label, p, q ? q : "", r ? r : "");
	l->failed = !l->v[l->n++];
}

static void strings(struct lines *l, const char *label, const struct entry_strings *s)
{
	for (size_t i = 0; i < s->n; i++)
		line(l, label, s->v[i], NULL, NULL);
}

const char *entry_canonical(const struct entry *x, struct arena *a)
{
	static const char *const qualities[] = {"primary", "strong", "weak"};
	struct lines l = {.a = a};
	const char sex[2] = {x->sex, 0};
	size_t size = 1;
	char *out, *p;

	line(&l, "id", x->id, NULL, NULL);
	line(&l, "schema", entry_schema_name(x->schema), NULL, NULL);
	for (size_t i = 0; i < x->n_names; i++)
		line(&l, "name", x->names[i].full, qualities[x->names[i].quality], x->names[i].kind);
	strings(&l, "birth", &x->births);
	strings(&l, "death", &x->deaths);
	strings(&l, "birth place", &x->birth_places);
	strings(&l, "country", &x->countries);
	strings(&l, "nationality", &x->nationalities);
	strings(&l, "programme", &x->programmes);
	strings(&l, "position", &x->positions);
	strings(&l, "note", &x->notes);
	line(&l, "sex", x->sex ? sex : NULL, NULL, NULL);
	for (size_t i = 0; i < x->n_identifiers; i++)
		line(&l, "identifier", x->identifiers[i].value, x->identifiers[i].kind, x->identifiers[i].country);
	for (size_t i = 0; i < x->n_addresses; i++)
		line(&l, "address", x->addresses[i].text ? x->addresses[i].text : "", x->addresses[i].city, x->addresses[i].country);
	line(&l, "listed", x->listed, NULL, NULL);
	line(&l, "changed", x->changed, NULL, NULL);
	if (l.failed)
		return NULL;
	qsort(l.v, l.n, sizeof *l.v, by_text);
	for (size_t i = 0; i < l.n; i++)
		size += strlen(l.v[i]) + 1;
	out = p = arena_alloc(a, size);
	for (size_t i = 0; out && i < l.n; i++) {
		p = stpcpy(p, l.v[i]);
		*p++ = '\x1e';
	}
	return out;
}
