#include "cli/take.h"

#include "cli/answer.h"
#include "lists/address.h"
#include "screen/compiled.h"

#include <string.h>
#include <time.h>

enum { FAULTS_SHOWN = 10, FAULTS_KEPT = 100000 };

const char *taking_now(struct arena *a)
{
	char when[32];
	struct tm tm;
	time_t now = time(NULL);

	if (!gmtime_r(&now, &tm) || !strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return arena_strdup(a, when);
}

/* --- begin ---------------------------------------------------------------------------------------------- */

static enum status read_options(struct taking *t, const struct args *args, struct error *e)
{
	const char *format = args_value(args, "format"), *loss = args_value(args, "loss");

	t->force = args_flag(args, "force");
	t->format = LIST_FORMATS;
	if (format && (t->format = list_format_by_name(format)) == LIST_FORMATS) {
		char all[256] = "";
		for (unsigned i = 0; i < LIST_FORMATS; i++) {
			size_t n = strlen(all);
			(void)snprintf(all + n, sizeof all - n, "%s%s", i ? ", " : "", list_format_name(i));
		}
		return error_set(e, ST_USAGE, "--format %s: expected one of %s", format, all);
	}
	t->loss = 10;
	if (!loss)
		return ST_OK;
	if (!address_percent(loss, &t->loss))
		return error_set(e, ST_USAGE, "--loss %s: expected a percentage from 0 to 100", loss);
	return ST_OK;
}

enum status taking_begin(struct taking *t, const struct context *cx, const struct args *args, const char *name, struct error *e)
{
	bool found;

	*t = (struct taking){.cx = cx, .w.lock = -1};
	enum status st = shelf_name_check(name, e);
	if (!st)
		st = read_options(t, args, e);
	if (!st)
		st = lists_shelf(cx, &t->arena, &t->shelf, e);
	if (!st)
		st = shelving_begin(&t->shelf, name, &t->arena, &t->w, e);
	if (!st)
		st = shelf_read(&t->shelf, name, &t->arena, &t->known, &found, e);
	if (!st && !(t->faults = json_array()))
		st = error_memory(e);
	return st;
}

void taking_end(struct taking *t)
{
	shelving_end(&t->w);
	json_decref(t->faults);
	arena_free(&t->arena);
}

/* --- faults --------------------------------------------------------------------------------------------- */

static void take_fault(void *arg, const struct list_fault *f)
{
	struct taking *t = arg;

	if (t->n_faults++ < FAULTS_KEPT)
		(void)json_array_append_new(t->faults, json_pack("{s:I, s:s?, s:s}", "line", (json_int_t)f->line, "id", f->id, "message", f->message));
}

static void print_faults(const struct taking *t, const char *source)
{
	FILE *err = t->cx->err;
	size_t i;
	json_t *f;

	json_array_foreach(t->faults, i, f) {
		json_int_t line = json_integer_value(json_object_get(f, "line"));
		const char *id = json_string_value(json_object_get(f, "id")), *said = json_string_value(json_object_get(f, "message"));
		if (i == FAULTS_SHOWN)
			break;
		print_line(err, source);
		if (line)
			(void)fprintf(err, ":%lld", (long long)line);
		(void)fputs(": ", err);
		if (id) {
			print_line(err, id);
			(void)fputs(": ", err);
		}
		print_line(err, said ? said : "");
		(void)fputs("\n", err);
	}
	if (t->n_faults > FAULTS_SHOWN)
		(void)fprintf(err, "… and %llu more malformed entries (--json has them all)\n", (unsigned long long)(t->n_faults - FAULTS_SHOWN));
}

/* --- answers -------------------------------------------------------------------------------------------- */

static enum status tell(struct taking *t, const char *what, const struct shelf_version *before, struct error *e)
{
	const struct shelf_version *v = &t->known.versions[0];
	FILE *out = t->cx->out;

	if (t->cx->json) {
		json_t *list = lists_json(&t->shelf, &t->known);
		return answer_json(t->cx, list ? json_pack("{s:s, s:o, s:O}", "outcome", what, "list", list, "faults", t->faults) : NULL, e);
	}
	(void)fprintf(out, "%s %s: %llu entries, %llu names", t->known.name, what, (unsigned long long)v->entries, (unsigned long long)v->names);
	if (v->date)
		(void)fprintf(out, ", dated %s", v->date);
	if (v->faults)
		(void)fprintf(out, ", %llu malformed", (unsigned long long)v->faults);
	if (before)
		(void)fprintf(out, " (before: %llu entries, taken %.10s)", (unsigned long long)before->entries, before->taken);
	(void)fputs("\n", out);
	return ST_OK;
}

/* A compiled list of another version of the program is made anew though the list is the same. */
bool taking_usable(struct taking *t)
{
	const char *path = shelf_compiled_path(&t->shelf, &t->known, &t->arena);
	struct compiled *c;
	struct error why;

	if (!path || compiled_open(path, &c, &why))
		return false;
	compiled_close(c);
	return true;
}

enum status taking_unchanged(struct taking *t, struct error *e)
{
	struct shelf_version *v = &t->known.versions[0];

	t->known.checked = taking_now(&t->arena);
	if (!t->known.checked)
		return error_memory(e);
	/* the same bytes, perhaps from elsewhere or marked anew */
	for (size_t i = 0; t->w.n_files == v->n_files && i < v->n_files; i++)
		if (t->w.files[i].url) {
			v->files[i].url = t->w.files[i].url;
			v->files[i].etag = t->w.files[i].etag;
			v->files[i].modified = t->w.files[i].modified;
		}
	enum status st = shelving_rewrite(&t->w, &t->known, e);
	return st ? st : tell(t, "is unchanged", NULL, e);
}

/* --- finish --------------------------------------------------------------------------------------------- */

/* An error in the folder in the making is an error in the file that the caller knows. */
static void retell(const char *path, const char *source, struct error *e)
{
	size_t n = strlen(path);
	struct error was = *e;

	if (!strncmp(was.where, path, n))
		(void)snprintf(e->where, sizeof e->where, "%.440s%.64s", source, was.where + n);
	if (!strncmp(was.message, path, n))
		(void)snprintf(e->message, sizeof e->message, "%.440s%.512s", source, was.message + n);
}

static enum status compile(struct taking *t, const char *source, struct list_about *about, struct error *e)
{
	const char *path = shelving_list_path(&t->w), *out = shelving_path(&t->w, shelf_compiled_name);

	if (!path || !out)
		return error_memory(e);
	enum status st = compiled_build(path, t->format, t->w.name, out, about, take_fault, t, e);
	if (st)
		retell(path, source, e);
	return st;
}

static enum status refuse(const struct taking *t, const struct list_about *about, const char *source, struct error *e)
{
	const struct shelf_version *v = t->known.n_versions ? &t->known.versions[0] : NULL;

	if (t->force)
		return ST_OK;
	if (about->cut_off) {
		error_set(e, ST_DATA, "%s: the list ends in the middle or is broken from some place on (%zu entries before it); it was not taken in",
			  source, about->entries);
		error_hint(e, "--force takes what could be read");
		return ST_DATA;
	}
	if (!v || !v->entries || about->entries >= v->entries)
		return ST_OK;
	double lost = 100.0 * (double)(v->entries - about->entries) / (double)v->entries;
	if (lost <= t->loss)
		return ST_OK;
	error_set(e, ST_DATA, "%s: %zu entries where the version taken %.10s has %llu: %.1f %% are gone, more than %g %%; that version stays in force",
		  source, about->entries, v->taken, (unsigned long long)v->entries, lost, t->loss);
	error_hint(e, "--force takes it in all the same, --loss PERCENT allows more");
	return ST_DATA;
}

enum status taking_finish(struct taking *t, const char *source, struct error *e)
{
	struct shelf_version v = {.taken = taking_now(&t->arena)}, before = {0};
	struct list_about about;
	const char *hash;
	bool known = t->known.n_versions != 0;

	enum status st = v.taken ? shelving_hash(&t->w, &hash, e) : error_memory(e);
	if (!st && known && !t->force && !strcmp(hash, t->known.versions[0].sha256) && taking_usable(t))
		return taking_unchanged(t, e);
	if (!st)
		st = compile(t, source, &about, e);
	if (!t->cx->json)
		print_faults(t, source);
	if (!st)
		st = refuse(t, &about, source, e);
	if (st)
		return st;
	if (known)
		before = t->known.versions[0];
	v.format = list_format_name(about.format);
	v.date = about.date[0] ? arena_strdup(&t->arena, about.date) : NULL;
	v.sha256 = hash;
	v.entries = about.entries;
	v.names = about.names;
	v.faults = about.faults;
	t->known.name = t->w.name;
	t->known.source = source;
	t->known.checked = v.taken;
	st = shelving_commit(&t->w, &t->known, &v, e);
	return st ? st : tell(t, known ? "is renewed" : "is on the shelf", known ? &before : NULL, e);
}
