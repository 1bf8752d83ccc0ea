/* envi.h - small rasters of our own, written byte by byte: ENVI's plain bytes with a header of text. */
#ifndef ONUS_TESTS_ENVI_H
#define ONUS_TESTS_ENVI_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char envi_dir[64];

static inline void envi_begin(void)
{
	strcpy(envi_dir, "/tmp/onus-test-XXXXXX");
	if (!mkdtemp(envi_dir))
		abort();
}

static inline void envi_end(void)
{
	char command[128];

	(void)snprintf(command, sizeof command, "rm -rf '%s'", envi_dir);
	if (system(command) != 0)
		(void)fprintf(stderr, "cannot remove %s\n", envi_dir);
}

/* One of four paths in turn. */
static inline const char *envi_path(const char *name)
{
	static char path[4][1024];
	static unsigned turn;
	char *p = path[turn++ & 3];

	(void)snprintf(p, 1024, "%s/%s", envi_dir, name);
	return p;
}

static inline void envi_folder(const char *name)
{
	char command[1200];

	(void)snprintf(command, sizeof command, "mkdir -p '%s/%s'", envi_dir, name);
	if (system(command) != 0)
		abort();
}

static inline void envi_put(const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(envi_path(name), "wb");

	if (!f || (n && fwrite(bytes, 1, n, f) != n) || fclose(f))
		abort();
}

struct envi {
	unsigned width, height, bands;
	unsigned type;             /* 1 byte, 12 uint16, 4 float */
	const char *map;           /* "UTM, 1, 1, 500000, 4500000, 10, 10, 33, North, WGS-84"; NULL: none */
	const char *more;          /* further lines of the header, or NULL */
	const void *pixels;        /* NULL: zeros */
};

/* NAME and its header, NAME without ending + ".hdr". */
static inline void envi_write(const char *name, const struct envi *x)
{
	size_t n = (size_t)x->width * x->height * x->bands * (x->type == 1 ? 1 : x->type == 12 ? 2 : 4);
	void *zeros = x->pixels ? NULL : calloc(n, 1);
	char head[2048], header[256];
	const char *dot = strrchr(name, '.');
	int at;

	envi_put(name, x->pixels ? x->pixels : zeros, n);
	free(zeros);
	at = snprintf(head, sizeof head, "ENVI\nsamples = %u\nlines = %u\nbands = %u\nheader offset = 0\nfile type = ENVI Standard\ndata type = "
		      "%u\ninterleave = bsq\nbyte order = 0\n",
		      x->width, x->height, x->bands, x->type);
	if (x->map)
		at += snprintf(head + at, sizeof head - (size_t)at, "map info = {%s}\n", x->map);
	if (x->more)
		at += snprintf(head + at, sizeof head - (size_t)at, "%s\n", x->more);
	(void)snprintf(header, sizeof header, "%.*s.hdr", (int)(dot ? (size_t)(dot - name) : strlen(name)), name);
	envi_put(header, head, (size_t)at);
}

#endif
