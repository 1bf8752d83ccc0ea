#include "cli/answer.h"
#include "cli/take.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

extern const struct command cmd_list;

enum status lists_shelf(const struct context *cx, struct arena *a, struct shelf *out, struct error *e)
{
	const char *set = getenv("ONUS_LISTS");
	char *dir = NULL;
	struct error none;
	enum status st = ST_OK;

	/* a folder that -C names must be a case; the working folder need not be */
	if (!set || !*set)
		st = store_find(cx->dir ? cx->dir : ".", &dir, cx->dir ? e : &none);
	if (!st || !cx->dir)
		st = shelf_locate(dir, a, out, e);
	free(dir);
	return st;
}

/* --- list ----------------------------------------------------------------------------------------------- */

static json_t *version_json(const struct shelf *s, const struct shelf_list *l, const struct shelf_version *v)
{
	json_t *files = json_array();

	for (size_t i = 0; files && i < v->n_files; i++) {
		const struct shelf_file *f = &v->files[i];
		char path[4096];
		(void)snprintf(path, sizeof path, "%s/%s/%s/%s", s->dir, l->name, v->folder ? v->folder : "", f->name);
		if (json_array_append_new(files, json_pack("{s:s, s:s?, s:I, s:s?, s:s?, s:s?}", "path", path, "sha256", f->sha256, "size",
							   (json_int_t)f->size, "url", f->url, "etag", f->etag, "modified", f->modified))) {
			json_decref(files);
			return NULL;
		}
	}
	return files ? json_pack("{s:s, s:s?, s:s, s:s, s:I, s:I, s:I, s:b, s:o}", "format", v->format, "date", v->date, "taken", v->taken, "sha256",
				 v->sha256, "entries", (json_int_t)v->entries, "names", (json_int_t)v->names, "faults", (json_int_t)v->faults, "kept",
				 v->folder != NULL, "files", files) : NULL;
}

json_t *lists_json(const struct shelf *s, const struct shelf_list *l)
{
	json_t *versions = json_array();

	for (size_t i = 0; versions && i < l->n_versions; i++)
		if (json_array_append_new(versions, version_json(s, l, &l->versions[i]))) {
			json_decref(versions);
			return NULL;
		}
	return versions ? json_pack("{s:s, s:s?, s:s?, s:o}", "name", l->name, "source", l->source, "checked", l->checked, "versions", versions) : NULL;
}

static void print_row(FILE *out, const struct shelf_list *l, int width)
{
	const struct shelf_version *v = &l->versions[0];

	(void)fprintf(out, "%-*s  %-10s  %-10.10s  %9llu  %9llu  %6llu  %-13s ", width, l->name, v->date ? v->date : "-", v->taken,
		      (unsigned long long)v->entries, (unsigned long long)v->names, (unsigned long long)v->faults, v->format);
	print_line(out, l->source ? l->source : "-");
	(void)fputs("\n", out);
}

static enum status show(struct context *cx, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct shelf shelf;
	const char **names = NULL;
	size_t n = 0, width = 4;
	json_t *all = json_array();
	enum status st = all ? lists_shelf(cx, &a, &shelf, e) : error_memory(e);

	if (!st)
		st = shelf_names(&shelf, &a, &names, &n, e);
	for (size_t i = 0; i < n; i++)
		width = strlen(names[i]) > width ? strlen(names[i]) : width;
	if (!st && !cx->json && n)
		(void)fprintf(cx->out, "%-*s  %-10s  %-10s  %9s  %9s  %6s  %-13s %s\n", (int)width, "list", "date", "taken", "entries", "names", "faults",
			      "format", "source");
	/* a damaged one is told at the end, the others are shown */
	for (size_t i = 0; (!st || st == ST_DATA) && i < n; i++) {
		struct shelf_list l;
		enum status one = shelf_get(&shelf, names[i], &a, &l, e);
		if (one) {
			st = one;
			continue;
		}
		if (cx->json && json_array_append_new(all, lists_json(&shelf, &l)))
			st = error_memory(e);
		if (!cx->json)
			print_row(cx->out, &l, (int)width);
	}
	if ((!st || st == ST_DATA) && cx->json) {
		enum status said = answer_json(cx, json_pack("{s:s, s:O}", "shelf", shelf.dir, "lists", all), e);
		st = said ? said : st;
	} else if (!st && !n) {
		(void)fputs("No list on the shelf ", cx->out);
		print_line(cx->out, shelf.dir);
		(void)fputs(". onus list add NAME FILE takes one in.\n", cx->out);
	}
	json_decref(all);
	arena_free(&a);
	return st;
}

/* --- add ------------------------------------------------------------------------------------------------ */

static const char *const set_files[] = {"sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"};

/* The files of OFAC's CSV set in a folder, whatever case their names are in; they are kept in lower case, as the reader looks for them. */
static enum status add_set(struct taking *t, const char *folder, struct error *e)
{
	DIR *d = opendir(folder);
	struct dirent *f;
	enum status st = d ? ST_OK : error_errno(e, folder);

	while (!st && (f = readdir(d)))
		for (size_t i = 0; !st && i < sizeof set_files / sizeof *set_files; i++) {
			if (strcasecmp(f->d_name, set_files[i]) != 0)
				continue;
			const char *path = arena_printf(&t->arena, "%s/%s", folder, f->d_name);
			st = path ? shelving_copy(&t->w, path, set_files[i], e) : error_memory(e);
		}
	if (d)
		(void)closedir(d);
	for (size_t i = 0; !st && i < t->w.n_files; i++)
		if (!strcmp(t->w.files[i].name, "sdn.csv")) {
			t->format = LIST_OFAC_CSV;
			return ST_OK;
		}
	if (!st)
		st = error_set(e, ST_DATA, "%s: no sdn.csv in it; a folder is read as OFAC's set of CSV files", folder);
	return st;
}

static enum status add(struct context *cx, const struct args *args, struct error *e)
{
	struct taking t;
	struct stat about;

	if (args->n_rest != 3)
		return error_set(e, ST_USAGE, "onus list add needs NAME and FILE or FOLDER");
	const char *path = args->rest[2], *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	if (stat(path, &about))
		return error_errno(e, path);
	enum status st = taking_begin(&t, cx, args, args->rest[1], e);
	if (!st && S_ISDIR(about.st_mode))
		st = add_set(&t, path, e);
	else if (!st && !strcasecmp(base, "sdn.csv") && (t.format == LIST_FORMATS || t.format == LIST_OFAC_CSV)) {
		/* what stands beside it belongs to it */
		const char *folder = slash ? arena_printf(&t.arena, "%.*s/", (int)(slash - path), path) : ".";
		st = folder ? add_set(&t, folder, e) : error_memory(e);
	} else if (!st) {
		const char *name = shelf_file_name(&t.arena, path);
		st = name ? shelving_copy(&t.w, path, name, e) : error_memory(e);
	}
	if (!st)
		st = taking_finish(&t, path, e);
	taking_end(&t);
	return st;
}

/* --- compile -------------------------------------------------------------------------------------------- */

/* The files that are kept are taken in again: for a compiled list of another version of the program. */
static enum status compile(struct context *cx, const struct args *args, struct error *e)
{
	struct taking t;

	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus list compile needs one NAME");
	enum status st = taking_begin(&t, cx, args, args->rest[1], e);
	if (!st && !t.known.n_versions)
		st = shelf_get(&t.shelf, args->rest[1], &t.arena, &t.known, e);
	const struct shelf_version *v = st ? NULL : &t.known.versions[0];
	for (size_t i = 0; !st && i < v->n_files; i++) {
		const char *path = arena_printf(&t.arena, "%s/%s/%s/%s", t.shelf.dir, t.known.name, v->folder, v->files[i].name);
		st = path ? shelving_copy(&t.w, path, v->files[i].name, e) : error_memory(e);
		if (!st && v->files[i].sha256 && strcmp(v->files[i].sha256, t.w.files[i].sha256) != 0)
			st = error_set(e, ST_DATA, "%s: is not the file that was taken in: its hash is another", path);
		if (!st) {
			t.w.files[i].url = v->files[i].url;
			t.w.files[i].etag = v->files[i].etag;
			t.w.files[i].modified = v->files[i].modified;
		}
	}
	if (!st && !args_value(args, "format"))
		t.format = list_format_by_name(v->format);
	t.force = true;
	if (!st)
		st = taking_finish(&t, t.known.source ? t.known.source : t.known.name, e);
	taking_end(&t);
	return st;
}

/* --- remove --------------------------------------------------------------------------------------------- */

static enum status remove_list(struct context *cx, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct shelf shelf;
	struct shelving w = {.lock = -1};
	struct shelf_list l;
	bool found = false;

	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus list remove needs one NAME");
	enum status st = lists_shelf(cx, &a, &shelf, e);
	if (!st)
		st = shelf_name_check(args->rest[1], e);
	/* a damaged one goes too */
	if (!st && (st = shelf_read(&shelf, args->rest[1], &a, &l, &found, e)) == ST_DATA)
		st = ST_OK;
	if (!st && !found)
		st = shelf_get(&shelf, args->rest[1], &a, &l, e);
	if (!st)
		st = shelving_begin(&shelf, args->rest[1], &a, &w, e);
	if (!st)
		st = shelving_remove(&w, e);
	if (!st && cx->json)
		st = answer_json(cx, json_pack("{s:s, s:s}", "outcome", "is removed", "name", args->rest[1]), e);
	else if (!st)
		(void)fprintf(cx->out, "%s is removed\n", args->rest[1]);
	shelving_end(&w);
	arena_free(&a);
	return st;
}

/* --- the command ---------------------------------------------------------------------------------------- */

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	static const struct { const char *verb; command_run *run; } verbs[] = {
		{"add", add}, {"pull", list_pull}, {"diff", list_diff}, {"compile", compile}, {"remove", remove_list},
	};

	if (!args->n_rest)
		return show(cx, e);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(args->rest[0], verbs[i].verb))
			return verbs[i].run(cx, args, e);
	return error_set(e, ST_USAGE, "onus list: expected add, pull, diff, compile, remove or nothing, found %s", args->rest[0]);
}

static const struct option options[] = {
	{"format", 0, "FORMAT", "ofac-csv, ofac-xml, ofac-advanced, un, eu, uk-xml, uk-csv, canada, ftm or names; else its first bytes tell"},
	{"url", 0, "URL", "pull: the address, remembered; again for each file of a set of CSV files"},
	{"insecure", 0, NULL, "pull: allow plain http to other machines"},
	{"timeout", 0, "SECONDS", "pull: give up when next to nothing came for so long (default 30)"},
	{"size", 0, "MB", "pull: give up when the file is larger (default 2048)"},
	{"loss", 0, "PERCENT", "how many of its entries a list may lose from one version to the next (default 10)"},
	{"force", 0, NULL, "take a list in that lost more, that is cut off, or that is the same as before"},
};

const struct command cmd_list = {
	.name = "list",
	.args = "[add NAME FILE | pull NAME | diff OLD NEW | compile NAME | remove NAME]",
	.summary = "keep the watchlists that names are screened against",
	.about = "`onus list` shows the lists on the shelf: the date that each gives, when it was taken, how many entries and names were read "
		 "and how many malformed ones were left out. The shelf is the folder $ONUS_LISTS; else `lists/` in the case; else "
		 "`~/.local/share/onus/lists` (or under $XDG_DATA_HOME).\n\n"
		 "`onus list add NAME FILE` takes a list in: OFAC (XML, advanced XML, or the folder of the CSV set), UN, EU, UK, Canada, "
		 "FollowTheMoney JSON lines, or one name a line. The file is kept, and compiled for search. A malformed entry is printed "
		 "with its place and the rest is read. A list that has lost more than 10 % of its entries (`--loss`), or that ends in "
		 "the middle, is refused (exit 3) and the version before stays in force, unless `--force` is given.\n\n"
		 "`onus list pull NAME` fetches the list from the address given with `--url`, which is remembered, or set down in "
		 "`lists.yaml` on the shelf (`un: https://…`), and takes it in like `add`. The server is asked for what is newer than "
		 "the version that is here; the hash and the server's marks are kept. Only https is pulled from, certificates "
		 "verified, and http from this machine itself. $CURL_CA_BUNDLE names other authorities to trust.\n\n"
		 "`onus list diff OLD NEW` shows which entries were added, removed and changed, and what in them: OLD and NEW are lists on the shelf, "
		 "NAME or NAME@YYYY-MM-DD for the version that was in force on that day (the present one and the one before it are kept), or files. "
		 "`onus list diff NAME` holds the present version against the one before it.\n\n"
		 "`onus list compile NAME` compiles the kept file again. `onus list remove NAME` takes a list off the shelf.",
	OPTIONS(options),
	.least = 0,
	.most = 3,
	.run = run,
	.json = true,
};
