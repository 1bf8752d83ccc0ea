/* onus list diff: two versions of a list, two lists, or two files, held against each other. */
#include "cli/answer.h"
#include "cli/take.h"

#include "base/edtf.h"
#include "lists/diff.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What OLD or NEW names. */
struct version { const char *path, *label; enum list_format format; };
struct showing {
	const struct context *cx;
	json_t *changes;
	const struct version *older, *newer;
	size_t faults;
	bool failed;
};

/* --- which version ----------------------------------------------------------------------------------------------- */

/* The latest kept version that is dated, or was taken, on that day or before it: -1 when none is kept. */
static long version_at(const struct shelf_list *l, const char *day)
{
	for (size_t i = 0; i < l->n_versions; i++) {
		const struct shelf_version *v = &l->versions[i];
		const char *dated = v->date ? v->date : v->taken;

		if (strncmp(dated, day, 10) <= 0)
			return v->folder ? (long)i : -1;
	}
	return -1;
}

static enum status of_shelf(const struct shelf *shelf, const char *name, const char *day, size_t back, struct arena *a, struct version *out, struct error *e)
{
	struct shelf_list l;
	enum status st = shelf_get(shelf, name, a, &l, e);
	long at = (long)back;
	int64_t read;

	if (st)
		return st;
	if (day && edtf_parse_day(day, &read, NULL))
		return error_set(e, ST_USAGE, "%s@%s: a day YYYY-MM-DD expected behind the @", name, day);
	if (day && (at = version_at(&l, day)) < 0) {
		(void)error_set(e, ST_DATA, "no version of list %s is kept as it stood on %s", name, day);
		error_hint(e, "the present one and the one before it are kept: onus list --json shows their dates");
		return ST_DATA;
	}
	if (!day && (back >= l.n_versions || !l.versions[back].folder))
		return error_set(e, ST_DATA, "list %s has only one version on the shelf", name);
	const struct shelf_version *v = &l.versions[at];
	out->path = shelf_list_path(shelf, &l, (size_t)at, a);
	out->format = list_format_by_name(v->format);
	out->label = arena_printf(a, "%s%s%.10s", name, v->date ? " of " : " taken ", v->date ? v->date : v->taken);
	return out->path && out->label ? ST_OK : error_memory(e);
}

/* A list on the shelf, NAME or NAME@DAY, or a file or folder. A name of the shelf goes before a file of that name; ./NAME is the file. */
static enum status resolve(const struct shelf *shelf, const char *word, enum list_format format, struct arena *a, struct version *out, struct error *e)
{
	const char *at = strrchr(word, '@');
	char *name = at ? arena_strndup(a, word, (size_t)(at - word)) : arena_strdup(a, word);
	struct shelf_list l;
	bool found = false;

	if (!name)
		return error_memory(e);
	if (shelf_name_ok(name)) {
		enum status st = shelf_read(shelf, name, a, &l, &found, e);

		if (st && st != ST_DATA)
			return st;
		if (st || found)
			return of_shelf(shelf, name, at ? at + 1 : NULL, 0, a, out, e);
	}
	if (access(word, F_OK)) {
		(void)error_set(e, ST_DATA, "%s: neither a list on the shelf %s nor a file", word, shelf->dir);
		error_hint(e, "NAME, NAME@YYYY-MM-DD, or a path");
		return ST_DATA;
	}
	*out = (struct version){word, word, format};
	return ST_OK;
}

/* --- showing ------------------------------------------------------------------------------------------------------- */

static void print_line_of(FILE *out, char mark, const struct list_line *l)
{
	const char *rest[] = {l->value, l->second, l->third};

	(void)fprintf(out, "    %c %s: ", mark, l->label);
	for (size_t i = 0, n = 0; i < 3; i++)
		if (rest[i]) {
			(void)fputs(n++ ? ", " : "", out);
			print_line(out, rest[i]);
		}
	(void)fputs("\n", out);
}

static void print_change(FILE *out, const struct list_change *c)
{
	static const char marks[] = "+-~";

	(void)fprintf(out, "%c ", marks[c->kind]);
	print_line(out, c->id);
	(void)fprintf(out, "  %s  ", entry_schema_name(c->schema));
	print_line(out, c->caption);
	(void)fputs("\n", out);
	for (size_t i = 0; i < c->n_gone; i++)
		print_line_of(out, '-', &c->gone[i]);
	for (size_t i = 0; i < c->n_come; i++)
		print_line_of(out, '+', &c->come[i]);
}

static json_t *lines_json(const struct list_line *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < n; i++) {
		const char *rest[] = {v[i].second, v[i].third};
		json_t *o = json_pack("{s:s, s:s*}", "field", v[i].label, "value", v[i].value), *more = json_array();
		bool good = o && more;

		for (size_t k = 0; good && k < 2; k++)
			good = !rest[k] || !json_array_append_new(more, json_string(rest[k]));
		if (good && json_array_size(more))
			good = !json_object_set(o, "more", more);
		json_decref(more);
		if (!good || json_array_append(list, o)) {
			json_decref(o);
			json_decref(list);
			return NULL;
		}
		json_decref(o);
	}
	return list;
}

static enum status take_change(void *arg, const struct list_change *c, struct error *e)
{
	struct showing *s = arg;
	json_t *o;

	if (!s->changes) {
		print_change(s->cx->out, c);
		return ST_OK;
	}
	o = json_pack("{s:s, s:s, s:s, s:s}", "change", list_change_name(c->kind), "id", c->id, "caption", c->caption, "schema", entry_schema_name(c->schema));
	if (o && c->kind == LIST_CHANGED && (json_object_set_new(o, "gone", lines_json(c->gone, c->n_gone)) ||
					     json_object_set_new(o, "come", lines_json(c->come, c->n_come)))) {
		json_decref(o);
		o = NULL;
	}
	return json_array_append_new(s->changes, o) ? error_memory(e) : ST_OK;
}

enum { FAULTS_TOLD = 10 };

static void take_fault(void *arg, bool old, const struct list_fault *f)
{
	struct showing *s = arg;
	FILE *err = s->cx->err;

	if (s->faults++ >= FAULTS_TOLD)
		return;
	print_line(err, old ? s->older->label : s->newer->label);
	if (f->line)
		(void)fprintf(err, ":%u", f->line);
	(void)fputs(": ", err);
	print_line(err, f->message);
	(void)fputs("\n", err);
}

static enum status tell(struct showing *s, const struct list_diff *d, struct error *e)
{
	if (s->changes)
		return answer_json(s->cx, json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:O}", "old", s->older->label, "new", s->newer->label, "before",
						    (json_int_t)d->before, "after", (json_int_t)d->after, "added", (json_int_t)d->counts[LIST_ADDED], "removed",
						    (json_int_t)d->counts[LIST_REMOVED], "changed", (json_int_t)d->counts[LIST_CHANGED], "same",
						    (json_int_t)d->same, "faults", (json_int_t)s->faults, "changes", s->changes), e);
	FILE *out = s->cx->out;
	print_line(out, s->older->label);
	(void)fputs(" -> ", out);
	print_line(out, s->newer->label);
	(void)fprintf(out, ": %zu added, %zu removed, %zu changed, %zu the same (%zu entries before, %zu after)\n", d->counts[LIST_ADDED],
		      d->counts[LIST_REMOVED], d->counts[LIST_CHANGED], d->same, d->before, d->after);
	return ST_OK;
}

enum status list_diff(struct context *cx, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct version older = {0}, newer = {0};
	struct showing s = {.cx = cx, .older = &older, .newer = &newer};
	const char *name = args_value(args, "format");
	enum list_format format = name ? list_format_by_name(name) : LIST_FORMATS;
	struct shelf shelf;
	struct list_diff d;
	enum status st;

	if (args->n_rest != 2 && args->n_rest != 3)
		return error_set(e, ST_USAGE, "onus list diff needs OLD and NEW, or the NAME of a list for its last two versions");
	if (name && format == LIST_FORMATS)
		return error_set(e, ST_USAGE, "--format %s: no such format (onus list --help names them)", name);
	st = lists_shelf(cx, &a, &shelf, e);
	if (!st && args->n_rest == 2) {
		st = of_shelf(&shelf, args->rest[1], NULL, 1, &a, &older, e);
		if (!st)
			st = of_shelf(&shelf, args->rest[1], NULL, 0, &a, &newer, e);
	} else if (!st) {
		st = resolve(&shelf, args->rest[1], format, &a, &older, e);
		if (!st)
			st = resolve(&shelf, args->rest[2], format, &a, &newer, e);
	}
	if (!st && cx->json && !(s.changes = json_array()))
		st = error_memory(e);
	const struct list_diff_sink sink = {take_change, take_fault, &s};
	if (!st)
		st = list_diff_files(older.path, older.format, newer.path, newer.format, &sink, &d, e);
	if (s.faults > FAULTS_TOLD)
		(void)fprintf(cx->err, "… and %zu more malformed entries\n", s.faults - FAULTS_TOLD);
	if (!st)
		st = tell(&s, &d, e);
	json_decref(s.changes);
	arena_free(&a);
	return st;
}
