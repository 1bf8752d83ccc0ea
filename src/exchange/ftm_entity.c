#include "exchange/ftm.h"

#include <stdlib.h>
#include <string.h>

static const char *copy(struct arena *a, const char *s, bool *ok)
{
	const char *c = s ? arena_strdup(a, s) : NULL;
	*ok = *ok && (c || !s);
	return c;
}

/* Room for one more item of a list in an arena. */
static void *grow(void *items, size_t n, size_t *cap, size_t size, struct arena *a)
{
	if (n < *cap)
		return items;
	size_t more = *cap ? *cap * 2 : 8;
	void *grown = arena_array(a, more, size);
	if (grown && n)
		memcpy(grown, items, n * size);
	if (grown)
		*cap = more;
	return grown;
}

enum status ftm_add_string(struct ftm_strings *list, struct arena *a, const char *s, struct error *e)
{
	const char **v = grow(list->v, list->n, &list->cap, sizeof *v, a);
	const char *c = arena_strdup(a, s);
	if (!v || !c)
		return error_memory(e);
	list->v = v;
	list->v[list->n++] = c;
	return ST_OK;
}

enum status ftm_add_value(struct ftm_entity *x, struct arena *a, const struct ftm_value *v, struct error *e)
{
	struct ftm_values *list = v->property ? &x->values : &x->base;
	struct ftm_value *items = grow(list->v, list->n, &list->cap, sizeof *items, a);
	bool ok = items != NULL;
	struct ftm_value c = {
		.property = v->property,
		.value = copy(a, v->value, &ok),
		.lang = copy(a, v->lang, &ok),
		.original = copy(a, v->original, &ok),
		.source = copy(a, v->source, &ok),
		.when = copy(a, v->when, &ok),
		.dataset = copy(a, v->dataset, &ok),
		.entity = copy(a, v->entity, &ok),
		.schema = copy(a, v->schema, &ok),
		.first_seen = copy(a, v->first_seen, &ok),
		.last_seen = copy(a, v->last_seen, &ok),
		.origin = copy(a, v->origin, &ok),
		.id = copy(a, v->id, &ok),
		.external = v->external,
	};
	if (!ok)
		return error_memory(e);
	list->v = items;
	list->v[list->n++] = c;
	return ST_OK;
}

/* --- order -------------------------------------------------------------------------------- */

static int texts(const char *a, const char *b)
{
	return a == b ? 0 : !a ? -1 : !b ? 1 : strcmp(a, b);
}

static int value_order(const void *l, const void *r)
{
	const struct ftm_value *a = l, *b = r;
	const char *const av[] = {a->property ? a->property->name : NULL, a->value, a->lang, a->source, a->dataset, a->entity,
				  a->original, a->schema, a->origin, a->when, a->first_seen, a->last_seen, a->id};
	const char *const bv[] = {b->property ? b->property->name : NULL, b->value, b->lang, b->source, b->dataset, b->entity,
				  b->original, b->schema, b->origin, b->when, b->first_seen, b->last_seen, b->id};
	for (size_t i = 0; i < sizeof av / sizeof *av; i++) {
		int o = texts(av[i], bv[i]);
		if (o)
			return o;
	}
	return (int)a->external - (int)b->external;
}

static int string_order(const void *l, const void *r)
{
	return strcmp(*(const char *const *)l, *(const char *const *)r);
}

static void sort_values(struct ftm_values *list)
{
	size_t kept = 0;
	if (list->n)
		qsort(list->v, list->n, sizeof *list->v, value_order);
	for (size_t i = 0; i < list->n; i++)
		if (!kept || value_order(&list->v[kept - 1], &list->v[i]) != 0)
			list->v[kept++] = list->v[i];
	list->n = kept;
}

static void sort_strings(struct ftm_strings *list)
{
	size_t kept = 0;
	if (list->n)
		qsort(list->v, list->n, sizeof *list->v, string_order);
	for (size_t i = 0; i < list->n; i++)
		if (!kept || strcmp(list->v[kept - 1], list->v[i]) != 0)
			list->v[kept++] = list->v[i];
	list->n = kept;
}

void ftm_sort(struct ftm_entity *x)
{
	sort_values(&x->values);
	sort_values(&x->base);
	sort_strings(&x->datasets);
	sort_strings(&x->referents);
}

/* --- merging ------------------------------------------------------------------------------ */

/* The earlier or later of two times written alike; a missing one gives way. */
static const char *earlier(const char *a, const char *b) { return !a || (b && strcmp(b, a) < 0) ? b : a; }
static const char *later(const char *a, const char *b) { return !a || (b && strcmp(b, a) > 0) ? b : a; }

enum status ftm_merge(struct ftm_entity *x, struct arena *a, const struct ftm_entity *from, struct place at,
		      struct error *e)
{
	const struct ftm_schema *common = x->schema ? ftm_common(x->schema, from->schema) : from->schema;
	if (!common)
		return error_at(e, ST_DATA, at, "%s: found schema %s, but the same entity is %s elsewhere, and neither is a kind of the other",
				x->id, from->schema->name, x->schema->name);
	x->schema = common;
	enum status s = ST_OK;
	for (size_t i = 0; s == ST_OK && i < from->values.n; i++)
		s = ftm_add_value(x, a, &from->values.v[i], e);
	for (size_t i = 0; s == ST_OK && i < from->base.n; i++)
		s = ftm_add_value(x, a, &from->base.v[i], e);
	for (size_t i = 0; s == ST_OK && i < from->datasets.n; i++)
		s = ftm_add_string(&x->datasets, a, from->datasets.v[i], e);
	for (size_t i = 0; s == ST_OK && i < from->referents.n; i++)
		s = ftm_add_string(&x->referents, a, from->referents.v[i], e);
	bool ok = s == ST_OK;
	x->first_seen = copy(a, earlier(x->first_seen, from->first_seen), &ok);
	x->last_seen = copy(a, later(x->last_seen, from->last_seen), &ok);
	x->last_change = copy(a, later(x->last_change, from->last_change), &ok);
	x->caption = copy(a, x->caption ? x->caption : from->caption, &ok);
	x->context = copy(a, x->context ? x->context : from->context, &ok);
	x->target = from->target > x->target ? from->target : x->target;
	return s != ST_OK ? s : ok ? ST_OK : error_memory(e);
}

/* --- caption ------------------------------------------------------------------------------ */

static const char *first_of(const struct ftm_entity *x, const char *property, const char *wanted)
{
	for (size_t i = 0; i < x->values.n; i++) {
		const struct ftm_value *v = &x->values.v[i];
		if (!strcmp(v->property->name, property) && (!wanted || !strcmp(v->value, wanted)))
			return v->value;
	}
	return NULL;
}

const char *ftm_caption(const struct ftm_entity *x)
{
	const char *const *props = x->schema->caption;
	for (size_t i = 0; x->caption && props[i]; i++)
		if (first_of(x, props[i], x->caption))
			return x->caption;
	for (size_t i = 0; props[i]; i++) {
		const char *found = first_of(x, props[i], NULL);
		if (found)
			return found;
	}
	return NULL;
}
