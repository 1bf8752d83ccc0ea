/* ftm_file.c - whole FtM files into a case: entities (JSON lines, also deltas) and statements (JSON lines, CSV).
 *
 * The file is read twice: once to check every line and to hash the bytes, once to take it in, so that a fault in the last line
 * costs nothing. Memory is that of the longest line and of the ids met. */
#include "base/input.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/table.h"
#include "exchange/ftm.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- ids that were met ---------------------------------------------------------------------- */

/* An entity in several lines of one file, until its last line has come. */
struct pending { struct arena a; struct ftm_entity x; };
struct met {
	char *id;               /* NULL: an empty slot */
	size_t left;            /* lines that speak of it and are still to come */
	struct pending *pending;
};
struct ids { struct met *slot; size_t n, cap; };

static size_t slot_of(const struct ids *s, const char *id)
{
	uint64_t h = 14695981039346656037ULL; /* FNV-1a */
	for (const char *p = id; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211ULL;
	size_t i = (size_t)h & (s->cap - 1);
	while (s->slot[i].id && strcmp(s->slot[i].id, id) != 0)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static bool ids_grow(struct ids *s)
{
	struct ids bigger = {.cap = s->cap ? s->cap * 2 : 1024, .n = s->n};
	bigger.slot = calloc(bigger.cap, sizeof *bigger.slot);
	if (!bigger.slot)
		return false;
	for (size_t i = 0; i < s->cap; i++)
		if (s->slot[i].id)
			bigger.slot[slot_of(&bigger, s->slot[i].id)] = s->slot[i];
	free(s->slot);
	*s = bigger;
	return true;
}

static struct met *ids_find(const struct ids *s, const char *id)
{
	struct met *m = s->cap ? &s->slot[slot_of(s, id)] : NULL;
	return m && m->id ? m : NULL;
}

/* One more line that speaks of it. */
static enum status ids_count(struct ids *s, const char *id, struct error *e)
{
	struct met *m = ids_find(s, id);
	if (!m) {
		if (2 * (s->n + 1) > s->cap && !ids_grow(s))
			return error_memory(e);
		m = &s->slot[slot_of(s, id)];
		m->id = strdup(id);
		if (!m->id)
			return error_memory(e);
		s->n++;
	}
	m->left++;
	return ST_OK;
}

static void pending_free(struct met *m)
{
	if (m->pending)
		arena_free(&m->pending->a);
	free(m->pending);
	m->pending = NULL;
}

static void ids_free(struct ids *s)
{
	for (size_t i = 0; i < s->cap; i++) {
		pending_free(&s->slot[i]);
		free(s->slot[i].id);
	}
	free(s->slot);
	*s = (struct ids){0};
}

/* --- lines -------------------------------------------------------------------------------- */

enum form { FORM_ENTITIES, FORM_STATEMENTS_JSON, FORM_STATEMENTS_CSV };

/* What is done with each entity or statement. */
typedef enum status ftm_take(void *arg, const struct ftm_entity *x, enum ftm_op op, struct place at, struct error *e);

static bool blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isspace((unsigned char)s[i]))
			return false;
	return true;
}

static enum status statement_of_line(const json_t *line, struct place at, struct arena *a, struct ftm_entity *out, struct error *e)
{
	const char *columns[FTM_COLUMNS];
	for (size_t i = 0; i < FTM_COLUMNS; i++) {
		const json_t *v = json_object_get(line, ftm_column_names[i]);
		if (v && !json_is_string(v) && !json_is_null(v) && !json_is_boolean(v))
			return error_at(e, ST_DATA, at, "%s: expected a text", ftm_column_names[i]);
		columns[i] = json_is_boolean(v) ? (json_is_true(v) ? "true" : "false") : json_string_value(v);
	}
	return ftm_read_statement(columns, at, a, out, e);
}

static enum status one_line(const char *text, size_t n, struct place at, enum form form, ftm_take *take, void *arg, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct ftm_entity x;
	struct error inner;
	enum ftm_op op = FTM_PUT;
	json_t *line = NULL;
	size_t fault = utf8_fault(text, n);
	enum status s = ST_OK;
	if (fault < n) {
		at.column = (unsigned)fault + 1;
		return error_at(e, ST_DATA, at, "byte 0x%02X is not valid UTF-8 text", (unsigned char)text[fault]);
	}
	s = json_read(text, n, at.file, &line, &inner);
	if (s == ST_DATA)
		s = error_at(e, ST_DATA, at, "%s", inner.message);
	else if (s != ST_OK && e)
		*e = inner;
	if (s == ST_OK)
		s = form == FORM_ENTITIES ? ftm_read_entity(line, at, &a, &x, &op, e) : statement_of_line(line, at, &a, &x, e);
	if (s == ST_OK)
		s = take(arg, &x, op, at, e);
	json_decref(line);
	arena_free(&a);
	return s;
}

static enum status each_json(struct input *in, enum form form, ftm_take *take, void *arg, struct error *e)
{
	for (;;) {
		const char *text = NULL;
		size_t n = 0;
		unsigned line = 0;
		bool found = false;
		enum status s = input_line(in, FTM_LINE_MOST, &text, &n, &line, &found, e);
		if (s != ST_OK || !found)
			return s;
		if (line == 1 && n >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
			text += 3;
			n -= 3;
		}
		if (!blank(text, n))
			s = one_line(text, n, (struct place){in->name, line, 0}, form, take, arg, e);
		if (s != ST_OK)
			return s;
	}
}

static enum status each_row(struct table *t, ftm_take *take, void *arg, struct error *e)
{
	int column[FTM_COLUMNS];
	for (size_t i = 0; i < FTM_COLUMNS; i++)
		column[i] = table_column(t, ftm_column_names[i]);
	for (;;) {
		const char *columns[FTM_COLUMNS];
		struct arena a = ARENA_INIT;
		struct ftm_entity x;
		bool found;
		enum status s = table_next(t, &found, e);
		if (s != ST_OK || !found)
			return s;
		for (size_t i = 0; i < FTM_COLUMNS; i++)
			columns[i] = column[i] < 0 ? NULL : t->row[column[i]].text;
		struct place at = {t->in->name, t->row[0].line, 0};
		s = ftm_read_statement(columns, at, &a, &x, e);
		if (s == ST_OK)
			s = take(arg, &x, FTM_PUT, at, e);
		arena_free(&a);
		if (s != ST_OK)
			return s;
	}
}

static enum status each_csv(struct input *in, ftm_take *take, void *arg, struct error *e)
{
	struct table t = {0};
	enum status s = table_open(in, &t, e);
	if (s != ST_OK)
		return s;
	if (table_column(&t, "prop") < 0 || table_column(&t, "value") < 0 || table_column(&t, "schema") < 0)
		s = error_at(e, ST_DATA, (struct place){in->name, 1, 0},
			     "expected a table of FtM statements with the columns entity_id or canonical_id, prop, schema, value");
	if (s == ST_OK)
		s = each_row(&t, take, arg, e);
	table_close(&t);
	return s;
}

/* By its first line that is not blank. */
static enum status find_form(struct input *in, enum form *form, struct error *e)
{
	const char *text = NULL;
	size_t n = 0;
	unsigned line = 0;
	bool found = true;
	enum status s = ST_OK;
	do
		s = input_line(in, FTM_LINE_MOST, &text, &n, &line, &found, e);
	while (s == ST_OK && found && blank(text, n));
	if (s != ST_OK)
		return s;
	if (!found)
		return error_at(e, ST_DATA, (struct place){in->name, 0, 0}, "an empty file: expected FtM entities or statements, one a line");
	size_t i = n >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3) ? 3 : 0;
	while (i < n && isspace((unsigned char)text[i]))
		i++;
	if (i < n && text[i] == '[')
		return error_at(e, ST_DATA, (struct place){in->name, line, (unsigned)i + 1}, "found a JSON list, expected one entity a line");
	*form = i >= n || text[i] != '{' ? FORM_STATEMENTS_CSV
		: memmem(text, n, "\"prop\"", 6) && memmem(text, n, "\"value\"", 7) && !memmem(text, n, "\"properties\"", 12)
			? FORM_STATEMENTS_JSON : FORM_ENTITIES;
	return input_rewind(in, e);
}

static enum status each(const char *path, ftm_take *take, void *arg, struct error *e)
{
	struct input in;
	enum form form = FORM_ENTITIES;
	enum status s = input_open(path, &in, e);
	if (s != ST_OK)
		return s;
	s = find_form(&in, &form, e);
	if (s == ST_OK)
		s = form == FORM_STATEMENTS_CSV ? each_csv(&in, take, arg, e) : each_json(&in, form, take, arg, e);
	input_close(&in);
	return s;
}

bool ftm_is_file(const char *path)
{
	static const char *const endings[] = {".json", ".ijson", ".jsonl", ".ndjson", ".ftm", ".csv"};
	size_t n = strlen(path);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t m = strlen(endings[i]);
		if (n > m && !strcmp(path + n - m, endings[i]))
			return true;
	}
	return false;
}

/* --- the first reading ---------------------------------------------------------------------- */

struct first {
	const struct ftm_options *o;
	ftm_warning *warn;
	void *arg;
	struct ftm_report *report;
	bool delta;
	struct ids *met;
};

static enum status check_one(void *arg, const struct ftm_entity *x, enum ftm_op op, struct place at, struct error *e)
{
	struct first *f = arg;
	f->delta = f->delta || op != FTM_PUT;
	f->report->entities++;
	f->report->statements += x->values.n;
	enum status s = ids_count(f->met, x->id, e);
	if (s != ST_OK || !x->schema)
		return s;
	size_t bad = ftm_check(x, at, f->warn, f->arg);
	f->report->bad += bad;
	if (bad && f->o->strict)
		return error_at(e, ST_DATA, at, "%s: %zu bad value%s, and strictness is asked for", x->id, bad, bad == 1 ? "" : "s");
	return ST_OK;
}

/* --- the second ----------------------------------------------------------------------------- */

struct second {
	struct store *st;
	const char *source, *origin;
	struct ftm_report *report;
	struct ids *met;
};

static enum status count_put(struct second *t, enum kind k, const char *id, const json_t *record, bool existed, struct error *e)
{
	bool changed = false;
	enum status s = store_put(t->st, k, id, record, t->origin, &changed, e);
	if (s == ST_OK) {
		t->report->added += !existed;
		t->report->changed += existed && changed;
		t->report->same += existed && !changed;
	}
	return s;
}

static enum status strip(struct second *t, enum kind k, const char *id, const json_t *body, struct error *e)
{
	json_t *rest = NULL;
	enum status s = ftm_strip_record(body, t->source, &rest, e);
	if (s == ST_OK && rest)
		s = store_put(t->st, k, id, rest, "", NULL, e);
	else if (s == ST_OK)
		s = store_drop(t->st, k, id, "no longer in its file", e);
	json_decref(rest);
	t->report->withdrawn += s == ST_OK;
	return s;
}

static enum status delete_one(struct second *t, const char *id, struct error *e)
{
	static const enum kind kinds[] = {KIND_ACTOR, KIND_RELATION};
	for (size_t i = 0; i < 2; i++) {
		json_t *body = NULL;
		enum status s = store_get(t->st, kinds[i], id, &body, NULL, e);
		if (s == ST_OK && body)
			s = strip(t, kinds[i], id, body, e);
		json_decref(body);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

/* An id is one record of a case, whatever its kind. */
static enum status refuse_other(struct second *t, enum kind k, const char *id, struct place at, struct error *e)
{
	unsigned kinds = 0;
	enum status s = store_kinds_of(t->st, id, &kinds, e);
	kinds &= ~(REFS(k) | REFS(KIND_DECISION) | REFS(KIND_REVIEW) | REFS(KIND_EXHIBIT));
	if (s != ST_OK || !kinds)
		return s;
	for (int i = 0; i < KIND_COUNT; i++)
		if (kinds & REFS((enum kind)i))
			return error_at(e, ST_DATA, at, "the id %s is taken: the case has a %s of that name", id, kind_info((enum kind)i)->name);
	return ST_OK;
}

static enum status put_one(struct second *t, struct ftm_entity *x, struct place at, struct error *e)
{
	struct arena a = ARENA_INIT;
	json_t *body = NULL, *record = NULL;
	enum kind k = ftm_kind(x->schema);
	enum status s = refuse_other(t, k, x->id, at, e);
	x->source = t->source;
	if (s == ST_OK)
		s = store_get(t->st, k, x->id, &body, NULL, e);
	if (s == ST_OK)
		s = ftm_to_record(x, body, &a, &record, e);
	if (s == ST_OK)
		s = count_put(t, k, x->id, record, body != NULL, e);
	json_decref(body);
	json_decref(record);
	arena_free(&a);
	return s;
}

/* Lines of one entity are gathered, and it is taken in with the last of them. */
static enum status gather(struct second *t, struct met *m, const struct ftm_entity *x, struct place at, struct error *e)
{
	struct pending *p = m->pending;
	if (!p) {
		p = m->pending = calloc(1, sizeof *p);
		if (!p)
			return error_memory(e);
		p->x = (struct ftm_entity){.id = m->id, .target = -1};
	}
	enum status s = ftm_merge(&p->x, &p->a, x, at, e);
	if (s != ST_OK || m->left)
		return s;
	ftm_sort(&p->x);
	s = put_one(t, &p->x, at, e);
	pending_free(m);
	return s;
}

static enum status take_one(void *arg, const struct ftm_entity *x, enum ftm_op op, struct place at, struct error *e)
{
	struct second *t = arg;
	struct met *m = ids_find(t->met, x->id);
	struct ftm_entity copy = *x;
	if (!m || !m->left)
		return error_set(e, ST_ENV, "%s changed while it was read; nothing was imported", at.file);
	m->left--;
	if (op == FTM_DELETE)
		return delete_one(t, x->id, e);
	if (op == FTM_CHANGE || (!m->left && !m->pending))
		return put_one(t, &copy, at, e);
	return gather(t, m, x, at, e);
}

/* --- withdrawing -------------------------------------------------------------------------- */

struct gone { struct second *t; struct ids missing; };

static enum status note_missing(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct gone *g = arg;
	(void)body, (void)n;
	return strcmp(origin, g->t->origin) != 0 || ids_find(g->t->met, id) ? ST_OK : ids_count(&g->missing, id, e);
}

static enum status withdraw(struct second *t, struct error *e)
{
	struct gone g = {.t = t};
	enum status s = store_each(t->st, KIND_ACTOR, note_missing, &g, e);
	if (s == ST_OK)
		s = store_each(t->st, KIND_RELATION, note_missing, &g, e);
	for (size_t i = 0; i < g.missing.cap && s == ST_OK; i++)
		if (g.missing.slot[i].id)
			s = delete_one(t, g.missing.slot[i].id, e);
	ids_free(&g.missing);
	return s;
}

/* --- the source --------------------------------------------------------------------------- */

/* "ftm/NAME" from the file's name, in the alphabet of ids. */
static void source_id(const char *path, char out[256])
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t n = (size_t)snprintf(out, 256, "ftm/");
	for (; *name && n < 190; name++, n++) {
		bool dots = *name == '.' && out[n - 1] == '.';
		out[n] = isalnum((unsigned char)*name) || (strchr("-_.", *name) && !dots) ? *name : '_';
	}
	out[n] = '\0';
}

static enum status make_source(struct store *st, const char *path, const char *hex, struct ftm_report *report, struct error *e)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	source_id(path, report->source);
	json_t *body = json_pack("{s:s, s:s, s:s, s:s}", "id", report->source, "kind", "dataset", "title", utf8_fault(name, strlen(name)) ==
				 strlen(name) ? name : report->source, "sha256", hex);
	enum status s = body ? store_put(st, KIND_SOURCE, report->source, body, "", NULL, e) : error_memory(e);
	json_decref(body);
	return s;
}

static enum status name_source(struct store *st, const char *path, const char *given, const char *hex, struct ftm_report *report,
			       struct error *e)
{
	json_t *body = NULL;
	if (!given)
		return make_source(st, path, hex, report, e);
	enum status s = store_get(st, KIND_SOURCE, given, &body, NULL, e);
	if (s == ST_OK && !body)
		s = error_set(e, ST_DATA, "no source is called %s", given);
	json_decref(body);
	(void)snprintf(report->source, sizeof report->source, "%s", given);
	return s;
}

static enum status hash_file(const char *path, char hex[SHA256_HEX], struct error *e)
{
	struct sha256 hash;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_errno(e, path);
	enum status s = sha256_fd(fd, path, &hash, NULL, e);
	(void)close(fd);
	if (s == ST_OK)
		sha256_hex(&hash, hex);
	return s;
}

enum status ftm_import_into(struct store *st, const char *path, const struct ftm_options *o, ftm_warning *warn, void *arg,
			    struct ftm_report *report, struct error *e)
{
	char hex[SHA256_HEX], again[SHA256_HEX], origin[300];
	struct ids met = {0};
	struct first f = {o, warn, arg, report, false, &met};
	*report = (struct ftm_report){0};
	enum status s = hash_file(path, hex, e);
	if (s == ST_OK)
		s = each(path, check_one, &f, e);
	if (s == ST_OK)
		s = name_source(st, path, o->source, hex, report, e);
	(void)snprintf(origin, sizeof origin, "ftm:%s", report->source);
	struct second t = {.st = st, .source = report->source, .origin = origin, .report = report, .met = &met};
	if (s == ST_OK)
		s = each(path, take_one, &t, e);
	if (s == ST_OK && !f.delta && !o->keep)
		s = withdraw(&t, e);
	if (s == ST_OK)
		s = hash_file(path, again, e);
	if (s == ST_OK && strcmp(hex, again) != 0)
		s = error_set(e, ST_ENV, "%s changed while it was read; nothing was imported", path);
	ids_free(&met);
	return s;
}

enum status ftm_import(struct store *st, const char *path, const char *by, const struct ftm_options *o, ftm_warning *warn,
		       void *arg, struct ftm_report *report, struct error *e)
{
	enum status s = store_begin(st, by, e);
	if (s != ST_OK)
		return s;
	s = ftm_import_into(st, path, o, warn, arg, report, e);
	if (s == ST_OK && !o->dry_run)
		return store_commit(st, e);
	store_rollback(st);
	return s;
}
