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

/* A TIFF in one strip a band (or one for all, pixel by pixel), little-endian, written by hand. */
struct tiff {
	unsigned width, height, bits, format /* 1 whole, 2 signed, 3 float, 5 whole complex, 6 float complex */, bands;
	bool chunky;           /* pixel by pixel */
	unsigned extra;        /* of the last band: 2 alpha; 0 none */
	const char *nodata, *metadata;
	long cut;              /* bytes left off at the end */
	bool missing;          /* the last strip is not there */
};

static inline void put16(unsigned char **p, unsigned v) { *(*p)++ = (unsigned char)v; *(*p)++ = (unsigned char)(v >> 8); }
static inline void put32(unsigned char **p, unsigned v) { put16(p, v & 0xFFFF); put16(p, v >> 16); }

static inline void put_entry(unsigned char **p, unsigned tag, unsigned type, unsigned n, unsigned value)
{
	put16(p, tag);
	put16(p, type);
	put32(p, n);
	if (type == 3 && n == 1) {
		put16(p, value);
		put16(p, 0);
	} else {
		put32(p, value);
	}
}

static inline const char *put_tiff(const char *name, const struct tiff *t, const void *pixels)
{
	static unsigned char file[1 << 20];
	unsigned bands = t->bands ? t->bands : 1, plane = t->width * t->height * t->bits / 8, strips = t->chunky ? 1 : bands, at = 8, n = 0;
	unsigned strip = t->chunky ? plane * bands : plane, total = plane * bands;
	unsigned char *p = file, *count;
	memcpy(p, "II*", 4);
	p += 4;
	/* the directory stands first, so that a cut only takes pixels; what is longer than four bytes stands behind it */
	put32(&p, at);
	unsigned rooms[6], beside = 8 + 2 + 16 * 12 + 4;
	for (int i = 0; i < 6; i++) {
		static const unsigned each[6] = {2, 2, 4, 4, 64, 512}; /* bits, formats, offsets, counts, nodata, metadata */
		rooms[i] = beside;
		beside += i < 2 ? each[i] * bands + 2 : i < 4 ? each[i] * strips : each[i];
	}
	unsigned data = (beside + 3) & ~3U;
	count = p;
	p += 2;
#define ENTRY(tag, type, number, value) (put_entry(&p, tag, type, number, value), n++)
	ENTRY(256, 3, 1, t->width);
	ENTRY(257, 3, 1, t->height);
	ENTRY(258, 3, bands, bands == 1 ? t->bits : bands == 2 ? t->bits * 0x10001 : rooms[0]);
	ENTRY(259, 3, 1, 1);
	ENTRY(262, 3, 1, bands >= 3 && t->extra ? 2 : 1);
	ENTRY(273, 4, strips, strips == 1 ? (t->missing ? 0 : data) : rooms[2]);
	ENTRY(277, 3, 1, bands);
	ENTRY(278, 3, 1, t->height);
	ENTRY(279, 4, strips, strips == 1 ? (t->missing ? 0 : strip) : rooms[3]);
	ENTRY(284, 3, 1, t->chunky ? 1 : 2);
	if (t->extra)
		ENTRY(338, 3, 1, t->extra);
	ENTRY(339, 3, bands, bands == 1 ? t->format : bands == 2 ? t->format * 0x10001 : rooms[1]);
	if (t->metadata)
		ENTRY(42112, 2, (unsigned)strlen(t->metadata) + 1, rooms[5]);
	if (t->nodata)
		ENTRY(42113, 2, 64, rooms[4]);
#undef ENTRY
	put32(&p, 0);
	put16(&count, n);
	for (unsigned i = 0; i < bands && bands > 1; i++) {
		unsigned char *b = file + rooms[0] + 2 * i, *f = file + rooms[1] + 2 * i;
		put16(&b, t->bits);
		put16(&f, t->format);
	}
	for (unsigned i = 0; i < strips && strips > 1; i++) {
		unsigned char *o = file + rooms[2] + 4 * i, *c = file + rooms[3] + 4 * i;
		bool gone = t->missing && i + 1 == strips;
		put32(&o, gone ? 0 : data + i * strip);
		put32(&c, gone ? 0 : strip);
	}
	memset(file + rooms[4], 0, 64);
	memset(file + rooms[5], 0, 512);
	if (t->nodata)
		memcpy(file + rooms[4], t->nodata, strlen(t->nodata));
	if (t->metadata)
		memcpy(file + rooms[5], t->metadata, strlen(t->metadata));
	memcpy(file + data, pixels, total);
	return put(name, file, data + total - (size_t)t->cut);
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
