/* The child's file system: names that were handed in, read-only, by descriptors that were open before. */
#include "watch/raster_work.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct handle { struct raster_given *file; uint64_t at; bool end; };

/* With or without the root before it. */
static const char *inside(const char *path)
{
	size_t n = strlen(RASTER_ROOT);
	if (strncmp(path, RASTER_ROOT, n) == 0)
		path += n;
	while (*path == '/')
		path++;
	return path;
}

static struct raster_given *find(const struct raster_vsi *v, const char *path)
{
	const char *name = inside(path);
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->file[i].name, name) == 0)
			return &v->file[i];
	return NULL;
}

/* Is name in the folder, directly? Then what it is called there. */
static const char *within(const char *folder, size_t n, const char *name)
{
	if (n) {
		if (strncmp(name, folder, n) != 0 || name[n] != '/')
			return NULL;
		name += n + 1;
	}
	return strchr(name, '/') ? NULL : name;
}

static int vsi_stat(void *data, const char *path, VSIStatBufL *out, int flags)
{
	const struct raster_vsi *v = data;
	const struct raster_given *f = find(v, path);
	(void)flags;
	memset(out, 0, sizeof *out);
	if (f) {
		out->st_mode = S_IFREG | 0444;
		out->st_size = (__off64_t)f->size;
		return 0;
	}
	const char *folder = inside(path);
	size_t n = strlen(folder);
	while (n && folder[n - 1] == '/')
		n--;
	for (size_t i = 0; i < v->n; i++)
		if (!n || (strncmp(v->file[i].name, folder, n) == 0 && v->file[i].name[n] == '/')) {
			out->st_mode = S_IFDIR | 0555;
			return 0;
		}
	errno = ENOENT;
	return -1;
}

static void *vsi_open(void *data, const char *path, const char *access)
{
	struct raster_given *f = access[0] == 'r' && !strchr(access, '+') ? find(data, path) : NULL;
	struct handle *h = f ? calloc(1, sizeof *h) : NULL;
	if (!h) {
		errno = f ? ENOMEM : access[0] == 'r' ? ENOENT : EROFS;
		return NULL;
	}
	h->file = f;
	return h;
}

static vsi_l_offset vsi_tell(void *file) { return ((struct handle *)file)->at; }
static int vsi_eof(void *file) { return ((struct handle *)file)->end; }
static int vsi_close(void *file) { free(file); return 0; }

static int vsi_seek(void *file, vsi_l_offset offset, int whence)
{
	struct handle *h = file;
	uint64_t at = offset;
	if (whence == SEEK_CUR)
		at += h->at;
	else if (whence == SEEK_END)
		at += h->file->size;
	if (at > INT64_MAX) {
		errno = EINVAL;
		return -1;
	}
	h->at = at;
	h->end = false;
	return 0;
}

static size_t vsi_read(void *file, void *out, size_t size, size_t count)
{
	struct handle *h = file;
	size_t want, got = 0;
	if (size == 0 || count == 0 || __builtin_mul_overflow(size, count, &want))
		return 0;
	while (got < want) {
		ssize_t n = pread(h->file->fd, (char *)out + got, want - got, (off_t)(h->at + got));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		got += (size_t)n;
	}
	h->end = got < want;
	if (h->end) /* a driver may read in threads */
		__atomic_fetch_add(&h->file->beyond, 1, __ATOMIC_RELAXED);
	h->at += got;
	return got / size;
}

static char **list(const struct raster_vsi *v, const char *folder, size_t n)
{
	char **names = NULL;
	for (size_t i = 0; i < v->n; i++) {
		const char *name = within(folder, n, v->file[i].name);
		if (name)
			names = v->gdal->CSLAddString(names, name);
	}
	return names;
}

/* The names beside a file: all of its folder. */
static char **vsi_siblings(void *data, const char *path)
{
	const char *name = inside(path), *slash = strrchr(name, '/');
	return list(data, name, slash ? (size_t)(slash - name) : 0);
}

static char **vsi_folder(void *data, const char *path, int most)
{
	const char *folder = inside(path);
	size_t n = strlen(folder);
	(void)most;
	while (n && folder[n - 1] == '/')
		n--;
	return list(data, folder, n);
}

bool raster_vsi_install(const struct gdal *g, struct raster_vsi *v)
{
	VSIFilesystemPluginCallbacksStruct *c = g->VSIAllocFilesystemPluginCallbacksStruct();
	if (!c)
		return false;
	v->gdal = g;
	c->pUserData = v;
	c->stat = vsi_stat;
	c->open = vsi_open;
	c->tell = vsi_tell;
	c->seek = vsi_seek;
	c->read = vsi_read;
	c->eof = vsi_eof;
	c->close = vsi_close;
	c->read_dir = vsi_folder;
	c->sibling_files = vsi_siblings;
	bool good = g->VSIInstallPluginHandler(RASTER_ROOT, c) == 0;
	g->VSIFreeFilesystemPluginCallbacksStruct(c);
	return good;
}
