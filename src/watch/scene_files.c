/* From what the user wrote to the files of a scene. */
#include "watch/scene_parts.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { FOLDER_MOST = 100000 };  /* entries looked at */

static bool ends_in(const char *name, const char *const *endings)
{
	const char *dot = strrchr(name, '.');

	if (!dot)
		return false;
	for (; *endings; endings++)
		if (!strcasecmp(dot + 1, *endings))
			return true;
	return false;
}

struct listing { const char **name; size_t n, room; };

static bool listed(const struct listing *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (!strcmp(l->name[i], name))
			return true;
	return false;
}

static enum status list_add(struct listing *l, const char *name, struct arena *a, struct error *e)
{
	if (l->n == l->room) {
		size_t room = l->room ? 2 * l->room : 64;
		const char **fresh = arena_array(a, room, sizeof *fresh);

		if (!fresh)
			return error_memory(e);
		if (l->n)
			memcpy(fresh, l->name, l->n * sizeof *fresh);
		l->name = fresh;
		l->room = room;
	}
	l->name[l->n] = arena_strdup(a, name);
	return l->name[l->n++] ? ST_OK : error_memory(e);
}

static enum status list_folder(const char *path, struct arena *a, struct listing *out, struct error *e)
{
	DIR *d = opendir(path);
	enum status st = ST_OK;
	struct dirent *entry;

	if (!d)
		return error_errno(e, path);
	while (!st && (errno = 0, entry = readdir(d))) {
		if (entry->d_name[0] == '.')
			continue;
		st = out->n == FOLDER_MOST ? error_set(e, ST_DATA, "%s: found more than %d files, expected a folder with a file a band", path,
						       (int)FOLDER_MOST)
					   : list_add(out, entry->d_name, a, e);
	}
	if (!st && errno)
		st = error_errno(e, path);
	(void)closedir(d);
	return st;
}

/* ENVI files have no ending of their own: the header beside them says what they are. */
static bool has_header(const struct listing *l, const char *name, struct arena *a)
{
	static const char *const spelling[] = {".hdr", ".HDR"};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; i < 2; i++) {
		const char *whole = arena_printf(a, "%s%s", name, spelling[i]);
		const char *stem = dot ? arena_printf(a, "%.*s%s", (int)(dot - name), name, spelling[i]) : NULL;

		if ((whole && listed(l, whole)) || (stem && listed(l, stem)))
			return true;
	}
	return false;
}

static int by_order(const void *p, const void *q)
{
	return scene_file_order(*(const char *const *)p, *(const char *const *)q);
}

/* Which files of a folder hold bands. Pictures for the eye only count where there is nothing else. */
static enum status bands_of(const char *path, const struct listing *all, struct arena *a, struct listing *out, struct error *e)
{
	static const char *const raster[] = {"tif", "tiff", "gtiff", "jp2", "j2k", "img", "ntf", "nitf", NULL};
	static const char *const plain[] = {"dat", "raw", "bin", "bsq", "bil", "bip", "envi", NULL};
	static const char *const picture[] = {"png", "jpg", "jpeg", "bmp", NULL};
	static const char *const never[] = {"hdr", "xml", "txt", "json", "ovr", "msk", "aux", "prj", "tfw", NULL};
	enum status st = ST_OK;

	for (int pass = 0; pass < 2 && !out->n; pass++)
		for (size_t i = 0; i < all->n && !st; i++) {
			const char *name = all->name[i], *at;
			bool takes = pass ? ends_in(name, picture) : ends_in(name, raster) || (!ends_in(name, never) && !ends_in(name, picture) &&
				     (ends_in(name, plain) || !strchr(name, '.')) && has_header(all, name, a));
			struct stat s;

			if (!takes)
				continue;
			at = arena_printf(a, "%s/%s", path, name);
			if (!at)
				return error_memory(e);
			if (!stat(at, &s) && S_ISREG(s.st_mode))
				st = list_add(out, name, a, e);
		}
	if (st)
		return st;
	if (!out->n) {
		(void)error_set(e, ST_DATA, "%s: found no raster, expected a folder with a file a band (its subfolders are not read)", path);
		if (listed(all, "GRANULE"))
			error_hint(e, "in a Sentinel-2 product the bands lie in GRANULE/…/IMG_DATA, and below it in R10m, R20m and R60m");
		return ST_DATA;
	}
	if (out->n > SCENE_FILES)
		return error_set(e, ST_DATA, "%s: found %zu rasters, expected %d at most, the bands of one date", path, out->n, (int)SCENE_FILES);
	qsort(out->name, out->n, sizeof *out->name, by_order);
	return ST_OK;
}

static enum status add(struct scene_files *f, size_t *room, const struct raster_file *more, size_t n, struct arena *a, struct error *e)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < f->n && strcmp(f->file[k].path, more[i].path) != 0)
			k++;
		if (k < f->n)
			continue;
		if (f->n == *room) {
			size_t wider = *room ? 2 * *room : 32;
			struct raster_file *fresh = arena_array(a, wider, sizeof *fresh);

			if (!fresh)
				return error_memory(e);
			if (f->n)
				memcpy(fresh, f->file, f->n * sizeof *fresh);
			f->file = fresh;
			*room = wider;
		}
		f->file[f->n++] = more[i];
	}
	return ST_OK;
}

static enum status add_path(struct scene_files *f, size_t *room, const char *path, struct arena *a, struct error *e)
{
	struct raster_file *files;
	size_t n;
	enum status st = raster_beside(path, a, &files, &n, e);

	return st ? st : add(f, room, files, n, a, e);
}

/* Absolute, so that "." has a name too. */
static enum status place_of(struct scene_files *f, const char *path, bool folder, struct arena *a, struct error *e)
{
	char *whole = realpath(path, NULL);

	if (!whole)
		return error_errno(e, path);
	if (folder) {
		f->folder = arena_strdup(a, whole);
	} else {
		const char *slash = strrchr(path, '/');
		const char *dir = slash ? arena_strndup(a, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
		char *at = dir ? realpath(dir, NULL) : NULL;

		f->folder = at ? arena_strdup(a, at) : NULL;
		free(at);
	}
	free(whole);
	f->is_folder = folder;
	f->key = folder ? (f->folder ? scene_base_name(f->folder) : NULL) : scene_base_name(path);
	return f->folder && f->key ? ST_OK : error_memory(e);
}

static enum status one_part(struct scene_files *f, size_t *room, const char *path, struct arena *a, struct error *e)
{
	struct listing all = {0}, bands = {0};
	struct stat s;
	enum status st;

	if (stat(path, &s))
		return error_errno(e, path);
	if (!f->folder) {
		st = place_of(f, path, S_ISDIR(s.st_mode), a, e);
		if (st)
			return st;
	}
	if (!S_ISDIR(s.st_mode))
		return add_path(f, room, path, a, e);
	st = list_folder(path, a, &all, e);
	if (!st)
		st = bands_of(path, &all, a, &bands, e);
	for (size_t i = 0; i < bands.n && !st; i++) {
		const char *at = arena_printf(a, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", bands.name[i]);

		st = at ? add_path(f, room, at, a, e) : error_memory(e);
	}
	return st;
}

enum status scene_files(const char *spec, const char *quality, struct arena *a, struct scene_files *out, struct error *e)
{
	enum status st = ST_OK;
	size_t room = 0;
	struct stat s;

	*out = (struct scene_files){0};
	if (!*spec)
		return error_set(e, ST_USAGE, "expected a raster, a folder with a file a band, or files with commas between them, found nothing");
	if (!stat(spec, &s) || !strchr(spec, ',')) {
		st = one_part(out, &room, spec, a, e);
	} else {
		for (const char *from = spec; !st; ) {
			size_t n = strcspn(from, ",");
			const char *part = arena_strndup(a, from, n);

			if (!part)
				return error_memory(e);
			if (!n)
				return error_set(e, ST_USAGE, "expected files with commas between them, found \"%s\", where one is empty", spec);
			st = one_part(out, &room, part, a, e);
			if (!from[n])
				break;
			from += n + 1;
		}
	}
	if (!st && quality && !stat(quality, &s) && S_ISREG(s.st_mode))
		st = add_path(out, &room, quality, a, e);
	return st;
}
