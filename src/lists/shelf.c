#include "lists/shelf.h"

#include "base/input.h"
#include "base/json.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char shelf_compiled_name[] = "compiled";

/* --- where ---------------------------------------------------------------------------------------- */

enum status shelf_locate(const char *case_dir, struct arena *a, struct shelf *out, struct error *e)
{
	const char *set = getenv("ONUS_LISTS"), *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (set && *set)
		out->dir = arena_strdup(a, set);
	else if (case_dir)
		out->dir = arena_printf(a, "%s/lists", case_dir);
	else if (xdg && xdg[0] == '/')
		out->dir = arena_printf(a, "%s/onus/lists", xdg);
	else if (home && home[0] == '/')
		out->dir = arena_printf(a, "%s/.local/share/onus/lists", home);
	else {
		error_set(e, ST_ENV, "no folder for lists: neither ONUS_LISTS nor HOME is set, and this is no case");
		return ST_ENV;
	}
	return out->dir ? ST_OK : error_memory(e);
}

bool shelf_name_ok(const char *name)
{
	size_t n = strlen(name);

	return n && n <= 64 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == n && !strchr("._-", name[0]);
}

enum status shelf_name_check(const char *name, struct error *e)
{
	if (shelf_name_ok(name))
		return ST_OK;
	return error_set(e, ST_USAGE, "%s is no name for a list: up to 64 of a-z 0-9 . _ -, the first a letter or a digit", name);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum status shelf_names(const struct shelf *s, struct arena *a, const char ***names, size_t *n, struct error *e)
{
	DIR *d = opendir(s->dir);
	size_t cap = 0;
	struct dirent *f;
	enum status st = ST_OK;

	*names = NULL;
	*n = 0;
	if (!d)
		return errno == ENOENT ? ST_OK : error_errno(e, s->dir);
	while (!st && (errno = 0, f = readdir(d))) {
		char about[512];
		if (!shelf_name_ok(f->d_name) || (size_t)snprintf(about, sizeof about, "%s/about.json", f->d_name) >= sizeof about ||
		    faccessat(dirfd(d), about, F_OK, 0))
			continue;
		if (*n == cap) {
			const char **more = arena_array(a, cap = cap ? 2 * cap : 16, sizeof *more);
			if (more && *n)
				memcpy(more, *names, *n * sizeof *more);
			*names = more;
		}
		if (!*names || !((*names)[(*n)++] = arena_strdup(a, f->d_name)))
			st = error_memory(e);
	}
	if (!st && errno)
		st = error_errno(e, s->dir);
	(void)closedir(d);
	if (!st && *n)
		qsort(*names, *n, sizeof **names, by_text);
	return st;
}

/* --- about.json ------------------------------------------------------------------------------------ */

struct about { struct arena *a; const char *path; bool failed; };

static const char *text_of(struct about *b, const json_t *v, const char *member)
{
	const char *t = json_text(v, member, NULL), *copy = t ? arena_strdup(b->a, t) : NULL;

	if (t && !copy)
		b->failed = true;
	return copy;
}

static uint64_t count_of(const json_t *v, const char *member)
{
	json_int_t n = json_integer_value(json_object_get(v, member));

	return n > 0 ? (uint64_t)n : 0;
}

/* A name that may stand behind a slash: nothing of about.json leads out of the list's folder. */
static bool plain_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') && strlen(name) < 200;
}

static bool read_files(struct about *b, const json_t *list, struct shelf_version *v)
{
	size_t n = json_array_size(list);

	if (n > SHELF_FILES_MOST)
		return false;
	v->files = arena_array(b->a, n ? n : 1, sizeof *v->files);
	b->failed |= !v->files;
	for (size_t i = 0; !b->failed && i < n; i++) {
		const json_t *f = json_array_get(list, i);
		struct shelf_file *to = &v->files[v->n_files++];
		*to = (struct shelf_file){text_of(b, f, "name"), text_of(b, f, "sha256"), count_of(f, "size"), text_of(b, f, "url"),
					  text_of(b, f, "etag"), text_of(b, f, "modified")};
		if (!to->name || !plain_name(to->name))
			return false;
	}
	return true;
}

static bool read_version(struct about *b, const json_t *x, struct shelf_version *v)
{
	v->folder = text_of(b, x, "folder");
	v->format = text_of(b, x, "format");
	v->date = text_of(b, x, "date");
	v->taken = text_of(b, x, "taken");
	v->sha256 = text_of(b, x, "sha256");
	v->entries = count_of(x, "entries");
	v->names = count_of(x, "names");
	v->faults = count_of(x, "faults");
	if (v->folder && (!plain_name(v->folder) || !json_array_size(json_object_get(x, "files"))))
		return false;
	return v->format && v->taken && v->sha256 && read_files(b, json_object_get(x, "files"), v);
}

/* False: not what this program writes. */
static bool read_about(struct about *b, const json_t *x, struct shelf_list *l)
{
	const json_t *urls = json_object_get(x, "urls"), *versions = json_object_get(x, "versions");

	l->n_versions = json_array_size(versions);
	l->n_urls = json_array_size(urls);
	if (!l->n_versions || l->n_versions > SHELF_RECORDS_MOST || l->n_urls > SHELF_FILES_MOST)
		return false;
	l->source = text_of(b, x, "source");
	l->checked = text_of(b, x, "checked");
	l->urls = arena_array(b->a, l->n_urls + 1, sizeof *l->urls);
	/* one more: the next version may come before them */
	l->versions = arena_array(b->a, l->n_versions, sizeof *l->versions);
	b->failed |= !l->urls || !l->versions;
	for (size_t i = 0; !b->failed && i < l->n_urls; i++) {
		const char *t = json_string_value(json_array_get(urls, i));
		if (!t)
			return false;
		l->urls[i] = arena_strdup(b->a, t);
		b->failed |= !l->urls[i];
	}
	for (size_t i = 0; !b->failed && i < l->n_versions; i++)
		if (!read_version(b, json_array_get(versions, i), &l->versions[i]))
			return false;
	return b->failed || l->versions[0].folder;
}

enum { ABOUT_MOST = 16 << 20 };

static enum status read_whole(const char *path, struct input *in, bool *found, struct error *e)
{
	*found = true;
	if (access(path, F_OK) && errno == ENOENT) {
		*found = false;
		return ST_OK;
	}
	enum status st = input_open(path, in, e);
	while (!st && !in->end)
		st = input_more(in, 0, ABOUT_MOST, e);
	return st;
}

enum status shelf_read(const struct shelf *s, const char *name, struct arena *a, struct shelf_list *out, bool *found, struct error *e)
{
	struct about b = {.a = a, .path = arena_printf(a, "%s/%s/about.json", s->dir, name)};
	struct input in = {.fd = -1};
	json_t *x = NULL;

	memset(out, 0, sizeof *out);
	*found = false;
	out->name = arena_strdup(a, name);
	if (!b.path || !out->name)
		return error_memory(e);
	enum status st = read_whole(b.path, &in, found, e);
	if (!st && *found)
		st = json_read(in.bytes, in.n, b.path, &x, e);
	if (!st && *found && !read_about(&b, x, out))
		st = error_set(e, ST_DATA, "%s: not as onus list writes it", b.path);
	if (!st && b.failed)
		st = error_memory(e);
	json_decref(x);
	if (*found)
		input_close(&in);
	return st;
}

enum status shelf_get(const struct shelf *s, const char *name, struct arena *a, struct shelf_list *out, struct error *e)
{
	bool found;
	enum status st = shelf_name_check(name, e);

	if (!st)
		st = shelf_read(s, name, a, out, &found, e);
	if (!st && !found) {
		st = error_set(e, ST_DATA, "no list %s on the shelf %s", name, s->dir);
		error_hint(e, "onus list shows what is there; onus list add NAME FILE takes one in");
	}
	return st;
}

/* --- paths ------------------------------------------------------------------------------------------ */

const char *shelf_list_path(const struct shelf *s, const struct shelf_list *l, size_t version, struct arena *a)
{
	const struct shelf_version *v = &l->versions[version];

	if (!v->folder)
		return NULL;
	return arena_printf(a, "%s/%s/%s%s%s", s->dir, l->name, v->folder, v->n_files == 1 ? "/" : "", v->n_files == 1 ? v->files[0].name : "");
}

const char *shelf_compiled_path(const struct shelf *s, const struct shelf_list *l, struct arena *a)
{
	return arena_printf(a, "%s/%s/%s/%s", s->dir, l->name, l->versions[0].folder, shelf_compiled_name);
}

const char *shelf_file_name(struct arena *a, const char *path)
{
	size_t n = strstr(path, "://") ? strcspn(path, "?#") : strlen(path);
	const char *slash = memrchr(path, '/', n);
	const char *from = slash ? slash + 1 : path;
	char *name = arena_printf(a, "%.*s", (int)(path + n - from > 150 ? 150 : path + n - from), from);

	for (char *p = name; p && *p; p++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", *p) || (p == name && *p == '.'))
			*p = '_';
	return name && (!*name || !strcmp(name, shelf_compiled_name) || !strcmp(name, "about.json")) ? "list" : name;
}
