/* script_import.c - scripts into a case, as one batch: all or nothing. */
#include "exchange/near.h"
#include "exchange/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every record of the import, sorted by id, to find twins and references' ends. */
struct entry { const char *id; const struct script *script; const struct script_record *record; };

struct import {
	struct store *st;
	const struct script *scripts; size_t n_scripts;
	struct entry *entries; size_t n;
	import_warning *warn;
	void *warn_arg;
	struct import_report *report;
	struct error *e;
};

static int by_id(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcmp(x->id, y->id);
	return order ? order : x->record < y->record ? -1 : x->record > y->record;
}

static enum status collect(struct import *im)
{
	for (size_t i = 0; i < im->n_scripts; i++)
		im->n += im->scripts[i].n;
	im->entries = calloc(im->n ? im->n : 1, sizeof *im->entries);
	if (!im->entries)
		return error_memory(im->e);
	size_t at = 0;
	for (size_t i = 0; i < im->n_scripts; i++)
		for (size_t j = 0; j < im->scripts[i].n; j++)
			im->entries[at++] = (struct entry){im->scripts[i].records[j].id, &im->scripts[i], &im->scripts[i].records[j]};
	qsort(im->entries, im->n, sizeof *im->entries, by_id);
	return ST_OK;
}

static enum status refuse_twins(struct import *im)
{
	for (size_t i = 1; i < im->n; i++) {
		const struct script_record *one = im->entries[i - 1].record, *two = im->entries[i].record;
		if (strcmp(one->id, two->id) != 0)
			continue;
		return error_at(im->e, ST_DATA, two->at, "the id %s stands twice: also at %s:%u as a %s", two->id, one->at.file,
				one->at.line, kind_info(one->kind)->name);
	}
	for (size_t i = 0; i < im->n_scripts; i++)
		for (size_t j = i + 1; j < im->n_scripts; j++)
			if (!strcmp(im->scripts[i].name, im->scripts[j].name)) {
				error_set(im->e, ST_DATA, "two scripts are called %s", im->scripts[i].name);
				error_hint(im->e, "give one a name of its own with a line `script: NAME`");
				return ST_DATA;
			}
	return ST_OK;
}

static const struct entry *find(const struct import *im, const char *id)
{
	size_t lo = 0, hi = im->n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = strcmp(im->entries[mid].id, id);
		if (order == 0)
			return &im->entries[mid];
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* --- references --------------------------------------------------------------------------- */

struct referring { struct import *im; const struct script_record *from; };

static void kind_names(unsigned kinds, char *out, size_t cap)
{
	size_t n = 0;
	out[0] = '\0';
	for (int k = 0; k < KIND_COUNT; k++)
		if (kinds & REFS((enum kind)k)) {
			int w = snprintf(out + n, cap - n, "%s%s", n ? " or " : "", kind_info((enum kind)k)->name);
			n += w > 0 && (size_t)w < cap - n ? (size_t)w : 0;
		}
}

static enum status check_reference(void *arg, const char *path, const struct field *f, const char *id)
{
	struct referring *r = arg;
	struct import *im = r->im;
	char want[80], is[80];
	unsigned kinds = 0;
	const struct entry *there = find(im, id);
	enum status s = there ? ST_OK : store_kinds_of(im->st, id, &kinds, im->e);
	if (s != ST_OK)
		return s;
	if (there)
		kinds = REFS(there->record->kind);
	if (kinds & f->refs)
		return ST_OK;
	kind_names(f->refs, want, sizeof want);
	if (kinds) {
		kind_names(kinds, is, sizeof is);
		return error_at(im->e, ST_DATA, r->from->at, "%s %s: %s: expected the id of a %s, but %s is a %s",
				kind_info(r->from->kind)->name, r->from->id, path, want, id, is);
	}
	struct error w;
	struct near near;
	error_at(&w, ST_OK, r->from->at, "%s %s: %s: no %s is called %s yet", kind_info(r->from->kind)->name, r->from->id, path,
		 want, id);
	near_start(&near, id);
	for (size_t i = 0; i < im->n; i++)
		if (f->refs & REFS(im->entries[i].record->kind))
			near_try(&near, im->entries[i].id);
	if (near_best(&near))
		error_hint(&w, "did you mean %s?", near_best(&near));
	if (im->warn)
		im->warn(im->warn_arg, &w);
	return ST_OK;
}

static enum status check_references(struct import *im)
{
	enum status s = ST_OK;
	for (size_t i = 0; i < im->n_scripts && s == ST_OK; i++)
		for (size_t j = 0; j < im->scripts[i].n && s == ST_OK; j++) {
			struct referring r = {im, &im->scripts[i].records[j]};
			s = shape_references(kind_info(r.from->kind)->shape, r.from->body, check_reference, &r);
		}
	if (s != ST_OK && im->e && !im->e->message[0])
		error_memory(im->e);
	return s;
}

/* An id names one record in a case, whatever its kind. */
static enum status refuse_other_kind(struct import *im)
{
	for (size_t i = 0; i < im->n; i++) {
		unsigned kinds = 0;
		char is[80];
		const struct script_record *r = im->entries[i].record;
		enum status s = store_kinds_of(im->st, r->id, &kinds, im->e);
		if (s != ST_OK)
			return s;
		kinds &= ~(REFS(KIND_DECISION) | REFS(KIND_REVIEW) | REFS(r->kind));
		if (!kinds)
			continue;
		kind_names(kinds, is, sizeof is);
		return error_at(im->e, ST_DATA, r->at, "the id %s is taken: the case has a %s of that name", r->id, is);
	}
	return ST_OK;
}

/* --- withdrawing -------------------------------------------------------------------------- */

struct gone { enum kind kind; char *id; };
struct going { struct import *im; enum kind kind; struct gone *v; size_t n, cap; };

static bool is_imported(const struct import *im, const char *origin)
{
	for (size_t i = 0; i < im->n_scripts; i++)
		if (!strcmp(im->scripts[i].name, origin))
			return true;
	return false;
}

static enum status note_gone(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct going *g = arg;
	(void)body, (void)n;
	const struct entry *there = find(g->im, id);
	if (!*origin || !is_imported(g->im, origin) || (there && there->record->kind == g->kind))
		return ST_OK;
	if (g->n == g->cap) {
		size_t cap = g->cap ? g->cap * 2 : 16;
		struct gone *v = reallocarray(g->v, cap, sizeof *v);
		if (!v)
			return error_memory(e);
		g->v = v;
		g->cap = cap;
	}
	g->v[g->n] = (struct gone){g->kind, strdup(id)};
	if (!g->v[g->n].id)
		return error_memory(e);
	g->n++;
	return ST_OK;
}

struct left { const struct going *g; };

static enum status refuse_left(void *arg, const struct dangling *d, struct error *e)
{
	const struct left *l = arg;
	for (size_t i = 0; i < l->g->n; i++)
		if (!strcmp(l->g->v[i].id, d->to))
			return error_set(e, ST_DATA,
					 "%s %s is in its script no more, but %s %s still refers to it (%s); nothing was imported",
					 kind_info(l->g->v[i].kind)->name, d->to, kind_info(d->kind)->name, d->id, d->path);
	return ST_OK;
}

static enum status withdraw(struct import *im)
{
	struct going g = {.im = im};
	enum status s = ST_OK;
	for (int k = 0; k < KIND_COUNT && s == ST_OK; k++) {
		if (!kind_info((enum kind)k)->plural)
			continue;
		g.kind = (enum kind)k;
		s = store_each(im->st, g.kind, note_gone, &g, im->e);
	}
	for (size_t i = 0; i < g.n && s == ST_OK; i++) {
		s = store_drop(im->st, g.v[i].kind, g.v[i].id, "no longer in its script", im->e);
		im->report->withdrawn++;
		im->report->entries++;
	}
	struct left l = {&g};
	if (s == ST_OK && g.n)
		s = store_each_dangling(im->st, refuse_left, &l, im->e);
	for (size_t i = 0; i < g.n; i++)
		free(g.v[i].id);
	free(g.v);
	return s;
}

/* --- putting ------------------------------------------------------------------------------ */

static bool has_support(const json_t *supports, const char *source)
{
	const json_t *s;
	size_t i;

	json_array_foreach(supports, i, s)
		if (!strcmp(json_text(s, "source", ""), source))
			return true;
	return false;
}

/* Supports that a person put on a claim by a command are not the script's to take away. *out: a new reference. */
static enum status keep_supports(const json_t *old, json_t *body, json_t **out, struct error *e)
{
	json_t *copy = json_copy(body), *all, *s;
	size_t i;

	json_array_foreach(json_object_get(old, "supports"), i, s) {
		const json_t *now = json_object_get(copy, "supports");

		if (!json_object_get(s, "by") || has_support(now, json_text(s, "source", "")))
			continue;
		all = now ? json_copy((json_t *)(uintptr_t)now) : json_array();
		if (!all || json_array_append(all, s) || json_object_set_new(copy, "supports", all)) {
			json_decref(copy);
			return error_memory(e);
		}
	}
	*out = copy;
	return copy ? ST_OK : error_memory(e);
}

static enum status put_record(struct import *im, const struct script *script, const struct script_record *r)
{
	json_t *old = NULL;
	bool changed = false;
	enum status s = store_get(im->st, r->kind, r->id, &old, NULL, im->e);
	bool existed = old != NULL;
	json_t *body = NULL;
	if (s == ST_OK && existed && r->kind == KIND_CLAIM)
		s = keep_supports(old, r->body, &body, im->e);
	json_decref(old);
	if (s == ST_OK)
		s = store_put(im->st, r->kind, r->id, body ? body : r->body, script->name, &changed, im->e);
	json_decref(body);
	if (s != ST_OK)
		return s;
	im->report->entries += changed;
	if (!existed)
		im->report->added++;
	else if (changed)
		im->report->changed++;
	else
		im->report->same++;
	return ST_OK;
}

static enum status put_all(struct import *im)
{
	enum status s = ST_OK;
	for (size_t i = 0; i < im->n_scripts && s == ST_OK; i++)
		for (size_t j = 0; j < im->scripts[i].n && s == ST_OK; j++)
			s = put_record(im, &im->scripts[i], &im->scripts[i].records[j]);
	return s;
}

enum status script_import(struct store *st, const struct script *scripts, size_t n, const char *by,
			  const struct import_options *o, import_warning *warn, void *arg, struct import_report *report,
			  struct error *e)
{
	struct import im = {.st = st, .scripts = scripts, .n_scripts = n, .warn = warn, .warn_arg = arg, .report = report, .e = e};
	*report = (struct import_report){0};
	error_clear(e);
	enum status s = collect(&im);
	if (s == ST_OK)
		s = refuse_twins(&im);
	if (s == ST_OK)
		s = store_begin(st, by, e);
	if (s != ST_OK)
		goto out;
	s = refuse_other_kind(&im);
	if (s == ST_OK)
		s = check_references(&im);
	if (s == ST_OK)
		s = put_all(&im);
	if (s == ST_OK && !o->keep)
		s = withdraw(&im);
	if (s == ST_OK && !o->dry_run)
		s = store_commit(st, e);
	else
		store_rollback(st);
out:
	free(im.entries);
	return s;
}
