#include "lists/diff.h"

#include <stdlib.h>
#include <string.h>

const char *list_change_name(enum list_change_kind k)
{
	static const char *const names[] = {"added", "removed", "changed"};

	return k < LIST_CHANGES ? names[k] : "";
}

/* An entry of the older version. */
struct old { const char *id, *caption, *text; size_t place; enum entry_schema schema; bool seen; };
struct diffing {
	const struct list_diff_sink *sink;
	struct list_diff *out;
	struct arena arena;          /* the older entries */
	struct old *old;
	size_t n, cap;
	bool older;                  /* which of the two is being read */
};

/* --- canonical text, line by line ----------------------------------------------------------------------------- */

/* The lines of a canonical text, which are sorted already; false when memory is out. */
static bool lines_of(const char *text, struct arena *a, char ***out, size_t *n)
{
	char *copy = arena_strdup(a, text);
	size_t count = 0;

	for (const char *p = text; *p; p++)
		count += *p == '\x1e';
	*out = arena_array(a, count + 1, sizeof **out);
	*n = 0;
	if (!copy || !*out)
		return false;
	for (char *p = copy, *end; (end = strchr(p, '\x1e')); p = end + 1) {
		*end = 0;
		(*out)[(*n)++] = p;
	}
	return true;
}

static struct list_line line_of(char *text)
{
	char *part[4] = {text};

	for (size_t i = 1; i < 4 && part[i - 1]; i++)
		if ((part[i] = strchr(part[i - 1], '\x1f')))
			*part[i]++ = 0;
	return (struct list_line){text, part[1] && *part[1] ? part[1] : NULL, part[2] && *part[2] ? part[2] : NULL, part[3] && *part[3] ? part[3] : NULL};
}

/* What only one of two sorted sets of lines has. */
static bool compare(const char *before, const char *after, struct arena *a, struct list_change *c)
{
	char **x, **y;
	size_t n, m, i = 0, k = 0;

	if (!lines_of(before, a, &x, &n) || !lines_of(after, a, &y, &m))
		return false;
	c->gone = arena_array(a, n + 1, sizeof *c->gone);
	c->come = arena_array(a, m + 1, sizeof *c->come);
	if (!c->gone || !c->come)
		return false;
	while (i < n || k < m) {
		int d = i == n ? 1 : k == m ? -1 : strcmp(x[i], y[k]);

		if (d < 0)
			c->gone[c->n_gone++] = line_of(x[i++]);
		else if (d > 0)
			c->come[c->n_come++] = line_of(y[k++]);
		else
			i++, k++;
	}
	return true;
}

/* --- the two lists ---------------------------------------------------------------------------------------------- */

static enum status take_old(void *arg, const struct entry *x, struct error *e)
{
	struct diffing *d = arg;
	struct old *o;

	if (d->n == d->cap) {
		size_t cap = d->cap ? 2 * d->cap : 256;
		struct old *more = reallocarray(d->old, cap, sizeof *more);

		if (!more)
			return error_memory(e);
		d->old = more;
		d->cap = cap;
	}
	o = &d->old[d->n];
	*o = (struct old){.id = arena_strdup(&d->arena, x->id), .caption = arena_strdup(&d->arena, x->names[0].full), .place = d->n, .schema = x->schema};
	/* the canonical text is made of pieces: those go again, the text stays */
	struct arena pieces = ARENA_INIT;
	const char *text = entry_canonical(x, &pieces);
	o->text = text ? arena_strdup(&d->arena, text) : NULL;
	arena_free(&pieces);
	if (!o->id || !o->caption || !o->text)
		return error_memory(e);
	d->n++;
	return ST_OK;
}

static int by_id(const void *p, const void *q)
{
	const struct old *x = p, *y = q;
	int c = strcmp(x->id, y->id);

	return c ? c : x->place < y->place ? -1 : x->place > y->place;
}

/* The first of that id that no entry of the newer list has taken. */
static struct old *find(struct diffing *d, const char *id)
{
	size_t low = 0, high = d->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(d->old[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	/* a list that has one id a thousand times over is no list: looked for only so far */
	for (size_t i = low; i < d->n && i < low + 1000 && !strcmp(d->old[i].id, id); i++)
		if (!d->old[i].seen)
			return &d->old[i];
	return NULL;
}

static enum status take_new(void *arg, const struct entry *x, struct error *e)
{
	struct diffing *d = arg;
	struct arena a = ARENA_INIT;
	struct old *o = find(d, x->id);
	struct list_change c = {.kind = o ? LIST_CHANGED : LIST_ADDED, .id = x->id, .caption = x->names[0].full, .schema = x->schema};
	const char *text = o ? entry_canonical(x, &a) : NULL;
	enum status st = ST_OK;

	if (o)
		o->seen = true;
	if (o && !text)
		st = error_memory(e);
	else if (o && !strcmp(o->text, text))
		d->out->same++;
	else if (o && !compare(o->text, text, &a, &c))
		st = error_memory(e);
	else {
		d->out->counts[c.kind]++;
		st = d->sink->change(d->sink->arg, &c, e);
	}
	arena_free(&a);
	return st;
}

static void take_fault(void *arg, const struct list_fault *f)
{
	struct diffing *d = arg;

	if (d->sink->fault)
		d->sink->fault(d->sink->arg, d->older, f);
}

static enum status removed(struct diffing *d, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < d->n; i++) {
		const struct old *o = &d->old[i];
		const struct list_change c = {.kind = LIST_REMOVED, .id = o->id, .caption = o->caption, .schema = o->schema};

		if (o->seen)
			continue;
		d->out->counts[LIST_REMOVED]++;
		st = d->sink->change(d->sink->arg, &c, e);
	}
	return st;
}

enum status list_diff_files(const char *older, enum list_format older_format, const char *newer, enum list_format newer_format,
			    const struct list_diff_sink *sink, struct list_diff *out, struct error *e)
{
	struct diffing d = {.sink = sink, .out = out, .older = true};
	const struct list_sink first = {take_old, take_fault, &d}, second = {take_new, take_fault, &d};
	struct list_about about;

	*out = (struct list_diff){0};
	enum status st = list_read(older, older_format, &first, &about, e);
	out->before = d.n;
	if (!st && d.n > 1)
		qsort(d.old, d.n, sizeof *d.old, by_id);
	d.older = false;
	if (!st)
		st = list_read(newer, newer_format, &second, &about, e);
	if (!st)
		out->after = about.entries;
	if (!st)
		st = removed(&d, e);
	free(d.old);
	arena_free(&d.arena);
	return st;
}
