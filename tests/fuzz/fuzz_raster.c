/* Rasters of strangers, each in its child: this process must not mind. An input is one file, or several in a container (make_raster.py). */
#include "watch/raster_within.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FILES = 8 };
static const struct extract_limits limits = {1ULL << 30, 0, 60, 60};

struct input { struct raster_file file[FILES]; char name[FILES][128], path[FILES][64]; int fd[FILES]; size_t n; };

static void add(struct input *in, const char *name, size_t n_name, const uint8_t *bytes, size_t n)
{
	size_t i = in->n;
	int fd = memfd_create("raster", MFD_CLOEXEC);
	if (fd < 0 || (n && write(fd, bytes, n) != (ssize_t)n))
		abort();
	(void)snprintf(in->name[i], sizeof in->name[i], "%.*s", (int)n_name, name);
	(void)snprintf(in->path[i], sizeof in->path[i], "/proc/self/fd/%d", fd);
	in->fd[i] = fd;
	in->file[i] = (struct raster_file){in->name[i], in->path[i]};
	in->n++;
}

/* "@NAME LENGTH\n" and bytes, as often as there are some. */
static void unpack(struct input *in, const uint8_t *data, size_t size)
{
	in->n = 0;
	if (size == 0 || data[0] != '@') {
		add(in, "in", 2, data, size);
		return;
	}
	while (size > 1 && data[0] == '@' && in->n < FILES) {
		const uint8_t *line = memchr(data, '\n', size < 100 ? size : 100), *space = line ? memchr(data, ' ', (size_t)(line - data)) : NULL;
		size_t n = 0, left = line ? size - (size_t)(line + 1 - data) : 0;
		if (!space || space == data + 1)
			return;
		for (const uint8_t *p = space + 1; p < line && *p >= '0' && *p <= '9' && n < size; p++)
			n = 10 * n + (size_t)(*p - '0');
		n = n < left ? n : left;
		add(in, (const char *)data + 1, (size_t)(space - data) - 1, line + 1, n);
		data = line + 1 + n;
		size = left - n;
	}
}

/* An error says what is wrong, and no child may hang. */
static void judge(enum status st, const struct error *e)
{
	if (getenv("RASTER_SAY")) /* to see what the corpus comes to */
		(void)fprintf(stderr, "%s\n", st == ST_OK ? "fine" : e->message);
	if (st == ST_OK)
		return;
	if ((st != ST_DATA && st != ST_ENV) || !e->message[0] || strstr(e->message, "within 60 seconds")) {
		(void)fprintf(stderr, "%d: %s\n", (int)st, e->message);
		abort();
	}
}

static enum status look(struct raster *r, const struct raster_window *w, struct error *e)
{
	const float *v;
	enum status st = raster_read(r, w, 1, &v, e);
	for (size_t i = 0; st == ST_OK && i < (size_t)w->out_width * w->out_height; i++)
		if (isinf(v[i]))
			abort();
	judge(st, e);
	return st;
}

static void read_band(struct raster *r, uint32_t band, const struct raster_source *f)
{
	struct error e = {0};
	uint32_t w = f->width < 64 ? f->width : 64, h = f->height < 64 ? f->height : 64;
	if (look(r, &(struct raster_window){band, 0, 0, w, h, w, h}, &e) != ST_OK)
		return;
	if (look(r, &(struct raster_window){band, f->width - w, f->height - h, w, h, w, h}, &e) != ST_OK)
		return;
	(void)look(r, &(struct raster_window){band, f->width / 3, f->height / 3, 1, 1, 3, 3}, &e);
	if ((uint64_t)f->width * f->height < 1 << 24)
		(void)look(r, &(struct raster_window){band, 0, 0, f->width, f->height, (w + 2) / 3, (h + 2) / 3}, &e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct input in;
	struct arena a = ARENA_INIT;
	struct raster *r = NULL;
	struct error e = {0};
	unpack(&in, data, size);
	if (in.n) {
		judge(raster_open_within(in.file, in.n, &limits, &a, &r, &e), &e);
	}
	if (r) {
		const struct raster_info *i = raster_info(r);
		for (uint32_t k = 0; k < i->n_bands && k < 16; k++)
			read_band(r, k, &i->file[i->band[k].file]);
		if (i->file[0].crs) {
			double xy[4] = {0, 0, 1e6, 1e6};
			judge(raster_transform(r, i->file[0].crs, "EPSG:4326", xy, 2, &e), &e);
		}
	}
	raster_close(r);
	arena_free(&a);
	for (size_t i = 0; i < in.n; i++)
		(void)close(in.fd[i]);
	return 0;
}
