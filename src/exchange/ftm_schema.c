#include "exchange/ftm.h"

#include "exchange/near.h"

#include <stdlib.h>
#include <string.h>

static int schema_order(const void *key, const void *item)
{
	return strcmp(key, ((const struct ftm_schema *)item)->name);
}

static int property_order(const void *key, const void *item)
{
	return strcmp(key, ((const struct ftm_property *)item)->name);
}

static int code_order(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

const struct ftm_schema *ftm_schema(const char *name)
{
	return name ? bsearch(name, ftm_schemata, ftm_n_schemata, sizeof *ftm_schemata, schema_order) : NULL;
}

/* The model's chains are at most six long. */
const struct ftm_property *ftm_property(const struct ftm_schema *s, const char *name)
{
	const struct ftm_property *p =
		s->n_own ? bsearch(name, s->own, s->n_own, sizeof *s->own, property_order) : NULL;
	for (size_t i = 0; !p && s->extends[i]; i++)
		p = ftm_property(ftm_schema(s->extends[i]), name);
	return p;
}

bool ftm_is_a(const struct ftm_schema *s, const char *ancestor)
{
	if (!strcmp(s->name, ancestor))
		return true;
	for (size_t i = 0; s->extends[i]; i++)
		if (ftm_is_a(ftm_schema(s->extends[i]), ancestor))
			return true;
	return false;
}

const struct ftm_schema *ftm_common(const struct ftm_schema *a, const struct ftm_schema *b)
{
	return ftm_is_a(a, b->name) ? a : ftm_is_a(b, a->name) ? b : NULL;
}

bool ftm_code(enum ftm_type t, const char *code)
{
	const struct ftm_type_info *i = &ftm_types[t];
	return i->codes && bsearch(code, i->codes, i->n_codes, sizeof *i->codes, code_order);
}

bool ftm_has_language(enum ftm_type t)
{
	switch (t) {
	case FTM_ADDRESS: case FTM_HTML: case FTM_IDENTIFIER: case FTM_JSON: case FTM_NAME: case FTM_NUMBER:
	case FTM_STRING: case FTM_TEXT:
		return true;
	default:
		return false;
	}
}

/* --- near words --------------------------------------------------------------------------- */

static void look_at_properties(struct near *n, const struct ftm_schema *s)
{
	for (size_t i = 0; i < s->n_own; i++)
		if (!(s->own[i].flags & FTM_STUB))
			near_try(n, s->own[i].name);
	for (size_t i = 0; s->extends[i]; i++)
		look_at_properties(n, ftm_schema(s->extends[i]));
}

const char *ftm_near_schema(const char *word)
{
	struct near n;
	near_start(&n, word);
	for (size_t i = 0; i < ftm_n_schemata; i++)
		if (!ftm_schemata[i].abstract)
			near_try(&n, ftm_schemata[i].name);
	return near_best(&n);
}

const char *ftm_near_property(const struct ftm_schema *s, const char *word)
{
	struct near n;
	near_start(&n, word);
	look_at_properties(&n, s);
	return near_best(&n);
}
