/* shelf_write.c - a version comes onto the shelf whole, or not at all. */
#include "lists/shelf.h"

#include "base/json.h"
#include "base/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* --- folders and files -------------------------------------------------------------------------------- */

static enum status make_folders(const char *path, struct error *e)
{
	char *copy = strdup(path);
	enum status st = copy ? ST_OK : error_memory(e);

	for (char *p = copy; !st && p;) {
		p = strchr(p + 1, '/');
		if (p)
			*p = '\0';
		if (*copy && mkdir(copy, 0777) && errno != EEXIST)
			st = error_errno(e, copy);
		if (p)
			*p = '/';
	}
	free(copy);
	return st;
}

static enum status sync_folder(const char *path, struct error *e)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum status st = fd >= 0 && !fsync(fd) ? ST_OK : error_errno(e, path);

	if (fd >= 0)
		(void)close(fd);
	return st;
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *at)
{
	(void)about;
	(void)type;
	(void)at;
	return remove(path);
}

/* A folder that is not there is gone already. */
static enum status remove_tree(const char *path, struct error *e)
{
	if (!nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS) || errno == ENOENT)
		return ST_OK;
	return error_errno(e, path);
}

/* --- begin ---------------------------------------------------------------------------------------------- */

static enum status take_lock(struct shelving *w, struct error *e)
{
	const char *path = arena_printf(w->arena, "%s/.%s.lock", w->shelf->dir, w->name);

	if (!path)
		return error_memory(e);
	w->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (w->lock < 0)
		return error_errno(e, path);
	if (!flock(w->lock, LOCK_EX | LOCK_NB))
		return ST_OK;
	if (errno != EWOULDBLOCK)
		return error_errno(e, path);
	error_set(e, ST_ENV, "list %s is being written by another onus just now", w->name);
	error_hint(e, "try again when it is done");
	return ST_ENV;
}

/* Take away versions that about.json does not name: of a writer that was ended before it was done, or no longer kept. */
static enum status sweep_versions(struct shelving *w, const struct shelf_list *l, struct error *e);

enum status shelving_begin(const struct shelf *s, const char *name, struct arena *a, struct shelving *w, struct error *e)
{
	struct shelf_list known;
	bool found;

	*w = (struct shelving){.shelf = s, .name = name, .lock = -1, .arena = a};
	enum status st = shelf_name_check(name, e);
	if (!st)
		st = make_folders(s->dir, e);
	if (!st)
		st = take_lock(w, e);
	if (!st && !(w->stage = arena_printf(a, "%s/.new-%s", s->dir, name)))
		st = error_memory(e);
	if (!st)
		st = remove_tree(w->stage, e);
	if (!st && mkdir(w->stage, 0777))
		st = error_errno(e, w->stage);
	if (!st)
		st = shelf_read(s, name, a, &known, &found, e);
	if (!st && found)
		st = sweep_versions(w, &known, e);
	else if (st == ST_DATA) /* damaged: whoever needs it reads it; it can be taken away */
		st = ST_OK;
	return st;
}

void shelving_end(struct shelving *w)
{
	if (w->lock >= 0 && w->stage)
		(void)remove_tree(w->stage, NULL);
	if (w->lock >= 0)
		(void)close(w->lock);
	w->lock = -1;
}

/* --- files ---------------------------------------------------------------------------------------------- */

const char *shelving_path(const struct shelving *w, const char *file)
{
	return arena_printf(w->arena, "%s/%s", w->stage, file);
}

static enum status copy_bytes(int from, int to, const char *path, const char *out, struct error *e)
{
	char piece[1 << 16];
	ssize_t got;

	while ((got = read(from, piece, sizeof piece)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_errno(e, path);
		enum status st = output_all(to, out, piece, (size_t)got, e);
		if (st)
			return st;
	}
	return ST_OK;
}

enum status shelving_copy(struct shelving *w, const char *path, const char *name, struct error *e)
{
	const char *out = shelving_path(w, name);
	struct stat about;
	enum status st = ST_OK;
	int to = -1, from = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (!out)
		st = error_memory(e);
	else if (from < 0 || fstat(from, &about))
		st = error_errno(e, path);
	else if (!S_ISREG(about.st_mode))
		st = error_set(e, ST_ENV, "%s: is no plain file", path);
	else if ((to = open(out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) < 0)
		st = error_errno(e, out);
	if (!st)
		st = copy_bytes(from, to, path, out, e);
	if (to >= 0 && close(to) && !st)
		st = error_errno(e, out);
	if (from >= 0)
		(void)close(from);
	return st ? st : shelving_note(w, name, NULL, e);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct shelf_file *)a)->name, ((const struct shelf_file *)b)->name);
}

enum status shelving_note(struct shelving *w, const char *name, struct shelf_file **out, struct error *e)
{
	const char *path = shelving_path(w, name);
	struct sha256 hash;
	char hex[SHA256_HEX];
	uint64_t size = 0;

	if (w->n_files == SHELF_FILES_MOST)
		return error_set(e, ST_DATA, "list %s: more than %d files", w->name, SHELF_FILES_MOST);
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0)
		return path ? error_errno(e, path) : error_memory(e);
	enum status st = sha256_fd(fd, path, &hash, &size, e);
	if (!st && fsync(fd))
		st = error_errno(e, path);
	(void)close(fd);
	if (st)
		return st;
	sha256_hex(&hash, hex);
	struct shelf_file f = {.name = arena_strdup(w->arena, name), .sha256 = arena_strdup(w->arena, hex), .size = size};
	if (!f.name || !f.sha256)
		return error_memory(e);
	w->files[w->n_files++] = f;
	qsort(w->files, w->n_files, sizeof *w->files, by_name);
	for (size_t i = 0; out && i < w->n_files; i++)
		if (w->files[i].name == f.name)
			*out = &w->files[i];
	return ST_OK;
}

enum status shelving_hash(struct shelving *w, const char **sha256, struct error *e)
{
	unsigned char all[SHELF_FILES_MOST * SHA256_SIZE];
	struct sha256 hash;
	char hex[SHA256_HEX];

	*sha256 = w->n_files ? w->files[0].sha256 : NULL;
	if (w->n_files == 1)
		return ST_OK;
	for (size_t i = 0; i < w->n_files; i++) {
		(void)sha256_parse(w->files[i].sha256, &hash);
		memcpy(all + i * SHA256_SIZE, hash.bytes, SHA256_SIZE);
	}
	enum status st = sha256_of(all, w->n_files * SHA256_SIZE, NULL, 0, NULL, 0, &hash, e);
	if (st)
		return st;
	sha256_hex(&hash, hex);
	*sha256 = arena_strdup(w->arena, hex);
	return *sha256 ? ST_OK : error_memory(e);
}

const char *shelving_list_path(const struct shelving *w)
{
	return w->n_files == 1 ? shelving_path(w, w->files[0].name) : w->stage;
}

/* --- about.json ----------------------------------------------------------------------------------------- */

static json_t *text_json(const char *t)
{
	return t ? json_string(t) : json_null();
}

static json_t *file_json(const struct shelf_file *f)
{
	return json_pack("{s:s, s:s?, s:I, s:s?, s:s?, s:s?}", "name", f->name, "sha256", f->sha256, "size", (json_int_t)f->size, "url", f->url,
			 "etag", f->etag, "modified", f->modified);
}

static json_t *version_json(const struct shelf_version *v)
{
	json_t *files = json_array();

	for (size_t i = 0; files && i < v->n_files; i++)
		if (json_array_append_new(files, file_json(&v->files[i]))) {
			json_decref(files);
			return NULL;
		}
	return files ? json_pack("{s:s?, s:s, s:s?, s:s, s:s, s:I, s:I, s:I, s:o}", "folder", v->folder, "format", v->format, "date", v->date, "taken",
				 v->taken, "sha256", v->sha256, "entries", (json_int_t)v->entries, "names", (json_int_t)v->names, "faults",
				 (json_int_t)v->faults, "files", files) : NULL;
}

static json_t *about_json(const struct shelf_list *l)
{
	json_t *urls = json_array(), *versions = json_array();
	bool failed = !urls || !versions;

	for (size_t i = 0; !failed && i < l->n_urls; i++)
		failed = json_array_append_new(urls, json_string(l->urls[i]));
	for (size_t i = 0; !failed && i < l->n_versions; i++)
		failed = json_array_append_new(versions, version_json(&l->versions[i]));
	if (failed) {
		json_decref(urls);
		json_decref(versions);
		return NULL;
	}
	return json_pack("{s:s, s:o, s:o, s:o, s:o}", "name", l->name, "source", text_json(l->source), "checked", text_json(l->checked), "urls", urls,
			 "versions", versions);
}

enum status shelving_rewrite(struct shelving *w, const struct shelf_list *l, struct error *e)
{
	const char *folder = arena_printf(w->arena, "%s/%s", w->shelf->dir, w->name);
	const char *path = arena_printf(w->arena, "%s/%s/about.json", w->shelf->dir, w->name), *temp = shelving_path(w, "about.json");
	json_t *x = about_json(l);
	char *text = x ? json_dumps(x, JSON_INDENT(1)) : NULL;
	enum status st = folder && path && temp && text ? ST_OK : error_memory(e);
	int fd = st ? -1 : open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (!st && fd < 0)
		st = error_errno(e, temp);
	if (!st)
		st = output_all(fd, temp, text, strlen(text), e);
	if (!st)
		st = output_all(fd, temp, "\n", 1, e);
	if (!st && fsync(fd))
		st = error_errno(e, temp);
	if (fd >= 0 && close(fd) && !st)
		st = error_errno(e, temp);
	if (!st && rename(temp, path))
		st = error_errno(e, path);
	if (!st)
		st = sync_folder(folder, e);
	free(text);
	json_decref(x);
	return st;
}

/* --- commit --------------------------------------------------------------------------------------------- */

static bool names_version(const struct shelf_list *l, const char *folder)
{
	for (size_t i = 0; i < l->n_versions; i++)
		if (l->versions[i].folder && !strcmp(l->versions[i].folder, folder))
			return true;
	return false;
}

static enum status sweep_versions(struct shelving *w, const struct shelf_list *l, struct error *e)
{
	const char *folder = arena_printf(w->arena, "%s/%s", w->shelf->dir, w->name);
	DIR *d = folder ? opendir(folder) : NULL;
	struct dirent *f;
	enum status st = ST_OK;

	if (!d)
		return folder ? error_errno(e, folder) : error_memory(e);
	while (!st && (f = readdir(d))) {
		const char *path;
		if (f->d_name[0] == '.' || !strcmp(f->d_name, "about.json") || names_version(l, f->d_name))
			continue;
		path = arena_printf(w->arena, "%s/%s", folder, f->d_name);
		st = path ? remove_tree(path, e) : error_memory(e);
	}
	(void)closedir(d);
	return st;
}

/* The folder in the making gets its name beside the other versions; nothing names it yet. */
static enum status move_in(struct shelving *w, struct shelf_version *v, struct error *e)
{
	const char *folder = arena_printf(w->arena, "%s/%s", w->shelf->dir, w->name);
	char compact[32];
	size_t n = 0;

	for (const char *p = v->taken; *p && n + 1 < sizeof compact; p++)
		if (*p != '-' && *p != ':')
			compact[n++] = *p;
	compact[n] = '\0';
	if (!folder)
		return error_memory(e);
	if (mkdir(folder, 0777) && errno != EEXIST)
		return error_errno(e, folder);
	enum status st = sync_folder(w->stage, e);
	for (unsigned i = 1; !st; i++) {
		v->folder = i == 1 ? arena_printf(w->arena, "%s-%.8s", compact, v->sha256) :
				     arena_printf(w->arena, "%s-%.8s-%u", compact, v->sha256, i);
		const char *to = v->folder ? arena_printf(w->arena, "%s/%s", folder, v->folder) : NULL;
		if (!to)
			return error_memory(e);
		if (!rename(w->stage, to))
			break;
		if ((errno != EEXIST && errno != ENOTEMPTY) || i == 1000)
			st = error_errno(e, to);
	}
	if (!st)
		st = sync_folder(folder, e);
	return st;
}

enum status shelving_commit(struct shelving *w, struct shelf_list *l, struct shelf_version *v, struct error *e)
{
	size_t drop = l->n_versions && !strcmp(l->versions[0].sha256, v->sha256) ? 1 : 0;
	size_t kept = l->n_versions - drop;
	struct shelf_list next = *l;

	if (kept > SHELF_RECORDS_MOST - 1)
		kept = SHELF_RECORDS_MOST - 1;
	next.n_versions = kept + 1;
	next.versions = arena_array(w->arena, next.n_versions, sizeof *next.versions);
	v->files = arena_array(w->arena, w->n_files, sizeof *v->files);
	if (!next.versions || !v->files)
		return error_memory(e);
	memcpy(v->files, w->files, w->n_files * sizeof *v->files);
	v->n_files = w->n_files;
	enum status st = move_in(w, v, e);
	/* about.json is made in the folder in the making, which has just gone: a fresh one */
	if (!st && mkdir(w->stage, 0777))
		st = error_errno(e, w->stage);
	if (st)
		return st;
	next.versions[0] = *v;
	if (kept)
		memcpy(next.versions + 1, l->versions + drop, kept * sizeof *next.versions);
	for (size_t i = 2; i < next.n_versions; i++) {
		next.versions[i].folder = NULL;
		next.versions[i].n_files = 0;
	}
	st = shelving_rewrite(w, &next, e);
	if (!st)
		st = sync_folder(w->shelf->dir, e);
	if (!st)
		st = sweep_versions(w, &next, e);
	if (!st)
		*l = next;
	return st;
}

enum status shelving_remove(struct shelving *w, struct error *e)
{
	const char *folder = arena_printf(w->arena, "%s/%s", w->shelf->dir, w->name);
	const char *gone = folder ? shelving_path(w, "gone") : NULL;

	if (!gone)
		return error_memory(e);
	/* into the folder in the making: from then on it is swept, whatever happens */
	if (rename(folder, gone))
		return error_errno(e, folder);
	enum status st = sync_folder(w->shelf->dir, e);
	return st ? st : remove_tree(w->stage, e);
}
