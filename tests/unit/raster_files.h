/* raster_files.h - small rasters in a folder of their own, for tests. */
#ifndef ONUS_TESTS_RASTER_FILES_H
#define ONUS_TESTS_RASTER_FILES_H

#include "base/arena.h"
#include "watch/raster.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct error e;
static char dir[64];

static inline const char *path_of(const char *name)
{
	static char path[8][256];
	static unsigned turn;
	char *p = path[turn++ & 7];
	(void)snprintf(p, 256, "%s/%s", dir, name);
	return p;
}

static inline const char *put(const char *name, const void *bytes, size_t n)
{
	const char *path = path_of(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n)
		abort();
	(void)close(fd);
	return path;
}

static inline const char *put_text(const char *name, const char *text)
{
	return put(name, text, strlen(text));
}

static inline char *get(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *bytes = malloc(1 << 20);
	*n = f && bytes ? fread(bytes, 1, 1 << 20, f) : 0;
	if (f)
		(void)fclose(f);
	return bytes;
}

/* A raster and its sidecars; says what was wrong. */
static inline struct raster *open_path(const char *path, struct arena *a)
{
	struct raster_file *f;
	struct raster *r = NULL;
	size_t n;
	error_clear(&e);
	if (raster_beside(path, a, &f, &n, &e) == ST_OK)
		(void)raster_open(f, n, a, &r, &e);
	if (!r)
		(void)fprintf(stderr, "%s\n", e.message);
	return r;
}

static inline bool make_dir(void)
{
	(void)snprintf(dir, sizeof dir, "/tmp/onus-test-XXXXXX");
	return mkdtemp(dir) != NULL;
}

static inline bool remove_dir(void)
{
	char command[128];
	(void)snprintf(command, sizeof command, "rm -rf '%s'", dir);
	return system(command) == 0;
}

#endif
