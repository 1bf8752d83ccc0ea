/* Which files belong together: a raster, and what stands beside it and says something of it. */
#include "watch/raster_work.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Known by name to the drivers: headers, GDAL's own notes, overviews and masks, CRS, where the pixels lie (world files), tables, spilled pixels. */
static const char *const endings[] = {".hdr", ".aux.xml", ".aux", ".ovr", ".msk", ".prj", ".wld", ".tfw", ".tifw", ".jgw",
				      ".j2w", ".pgw", ".bpw", ".blw", ".bqw", ".clr", ".stx", ".sta", ".rrd", ".ige"};
enum { ENDINGS = sizeof endings / sizeof *endings, LONGEST = 8 };

static bool ends(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);
	return n > m && strcasecmp(name + n - m, end) == 0;
}

bool raster_is_sidecar(const char *name)
{
	static const char *const words[] = {".xml", ".txt", ".imd", ".rpb"}; /* of providers: never pixels */
	for (size_t i = 0; i < ENDINGS; i++)
		if (ends(name, endings[i]))
			return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (ends(name, words[i]))
			return true;
	return false;
}

struct list { struct raster_file *file; size_t n; bool full; struct arena *a; };

static void add(struct list *l, const char *path)
{
	const char *slash = strrchr(path, '/');
	l->file[l->n++] = (struct raster_file){slash ? slash + 1 : path, path};
}

/* path's first `keep` bytes with the ending, as it stands, in capitals, and with one capital. */
static void try_ending(struct list *l, const char *path, size_t keep, const char *ending)
{
	for (int spelling = 0; spelling < 3; spelling++) {
		char e[LONGEST + 1] = "";
		for (size_t i = 0; ending[i] && i < LONGEST; i++)
			e[i] = (char)(spelling == 1 || (spelling == 2 && i == 1) ? toupper((unsigned char)ending[i]) : ending[i]);
		char *p = arena_printf(l->a, "%.*s%s", (int)keep, path, e);
		if (!p)
			l->full = true;
		else if (strcmp(p, path) != 0 && access(p, F_OK) == 0)
			add(l, p);
	}
}

/* The pixels that a header is of, or the path itself. */
static const char *pixels_of(struct list *l, const char *path)
{
	static const char *const plain[] = {"", ".img", ".dat", ".bsq", ".bil", ".bip", ".raw", ".bin"};
	if (!ends(path, ".hdr"))
		return path;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		char *p = arena_printf(l->a, "%.*s%s", (int)(strlen(path) - 4), path, plain[i]);
		if (!p)
			l->full = true;
		else if (access(p, F_OK) == 0)
			return p;
	}
	return path;
}

enum status raster_beside(const char *path, struct arena *a, struct raster_file **out, size_t *n, struct error *e)
{
	struct list l = {.file = arena_array(a, (size_t)2 * 3 * ENDINGS + 1, sizeof *l.file), .a = a};
	*out = l.file;
	*n = 0;
	if (!l.file || strlen(path) > INT32_MAX)
		return error_memory(e);
	if (access(path, F_OK) != 0)
		return error_errno(e, path);
	path = pixels_of(&l, path);
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
	add(&l, path);
	for (size_t i = 0; i < ENDINGS; i++) {
		try_ending(&l, path, strlen(path), endings[i]);
		if (dot)
			try_ending(&l, path, (size_t)(dot - path), endings[i]);
	}
	*n = l.n;
	return l.full ? error_memory(e) : ST_OK;
}
