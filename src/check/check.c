#include "check/internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"no support", "quote", "locator", "quote elsewhere", "dangling", "unit", "range", "circle", "twice",
				    "credibility", "bearing", "identifier", "no source", "answer", "superseded", "merge", "series"};

const char *check_kind_name(enum check_kind k)
{
	return names[k];
}

void found(struct checking *c, enum check_kind kind, enum kind record, const char *id, const char *path, const char *text,
	   int64_t position)
{
	if (c->failed != ST_OK)
		return;
	if (text && c->n == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 32;
		struct check_finding *v = reallocarray(c->v, cap, sizeof *v);
		text = v ? text : NULL;
		c->v = v ? v : c->v;
		c->cap = v ? cap : c->cap;
	}
	if (!text || !path) {
		c->failed = error_memory(c->e);
		return;
	}
	c->v[c->n++] = (struct check_finding){kind, record, id, path, text, position};
}

static int in_order(const void *a, const void *b)
{
	const struct check_finding *x = a, *y = b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->record != y->record)
		return x->record < y->record ? -1 : 1;
	int order = strcmp(x->id, y->id);
	return order ? order : strcmp(x->path, y->path);
}

enum status check_case(struct store *st, const struct model *m, const struct check_claim *known, size_t n_known, struct arena *a,
		       struct checked *out, struct error *e)
{
	struct checking c = {.st = st, .m = m, .known = known, .n_known = n_known, .a = a, .e = e};
	*out = (struct checked){0};
	check_claims(&c);
	check_sourced(&c);
	check_lineage(&c);
	check_quotes(&c);
	struct check_finding *kept = arena_array(a, c.n ? c.n : 1, sizeof *kept);
	if (c.failed == ST_OK && !kept)
		c.failed = error_memory(e);
	if (c.failed == ST_OK && c.n) {
		qsort(c.v, c.n, sizeof *c.v, in_order);
		memcpy(kept, c.v, c.n * sizeof *kept);
	}
	if (c.failed == ST_OK)
		*out = (struct checked){kept, c.n, c.quotes_found, c.quotes_not_held};
	free(c.v);
	return c.failed;
}
