/* How fast rasters come out of the confined child, and how fast ours are written.
 *
 *   bench_raster WIDTH HEIGHT BANDS       makes rasters of each kind we write, reads each back, in a folder that is taken away
 *   bench_raster FILE [ROWS]              reads one, ROWS rows at a time (64)
 *
 * Both slots are asked for in turn while the values of the other are summed here, as the engine does. Printed: nanoseconds a value by the wall
 * clock, of processor time in the child (decoding), of processor time here, and the share of the wall clock in which this process waited. */
#include "watch/geotiff.h"
#include "watch/raster.h"

#include "base/arena.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double clock_of(clockid_t id)
{
	struct timespec t;
	(void)clock_gettime(id, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int fail(const struct error *e)
{
	(void)fprintf(stderr, "%s\n", e->message);
	return 1;
}

struct strip { struct raster_window w[1024]; size_t n, values; };

static void strip_of(struct strip *s, const struct raster_info *i, uint32_t y, uint32_t rows)
{
	s->n = s->values = 0;
	for (uint32_t k = 0; k < i->n_bands; k++) {
		const struct raster_source *f = &i->file[i->band[k].file];
		if (y >= f->height)
			continue;
		uint32_t h = f->height - y < rows ? f->height - y : rows;
		s->w[s->n++] = (struct raster_window){k, 0, y, f->width, h, f->width, h};
		s->values += (size_t)f->width * h;
	}
}

static double sum(const float *v, size_t n)
{
	float s[16] = {0};
	size_t i = 0;
	for (; i + 16 <= n; i += 16)
		for (size_t k = 0; k < 16; k++)
			s[k] += v[i + k];
	for (size_t k = 1; k < 16; k++)
		s[0] += s[k];
	return (double)s[0];
}

static int read_raster(const char *path, const char *what, uint32_t rows)
{
	static struct strip strip[2];
	struct arena a = ARENA_INIT;
	struct error e;
	struct raster_file *f;
	struct raster *r;
	size_t n, values = 0;
	double start = clock_of(CLOCK_MONOTONIC), total = 0, waited = 0;
	if (raster_beside(path, &a, &f, &n, &e) != ST_OK || raster_open(f, n, &a, &r, &e) != ST_OK)
		return fail(&e);
	double opened = clock_of(CLOCK_MONOTONIC) - start, child = raster_seconds(r), here = clock_of(CLOCK_PROCESS_CPUTIME_ID);
	const struct raster_info *i = raster_info(r);
	uint32_t height = 0, y = 0;
	for (uint32_t k = 0; k < i->n_files; k++)
		height = i->file[k].height > height ? i->file[k].height : height;
	start = clock_of(CLOCK_MONOTONIC);
	strip_of(&strip[0], i, 0, rows);
	enum status st = raster_ask(r, 0, strip[0].w, strip[0].n, &e);
	for (unsigned turn = 0; st == ST_OK && y < height; turn ^= 1, y += rows) {
		const float *v;
		if (y + rows < height) {
			strip_of(&strip[turn ^ 1], i, y + rows, rows);
			st = raster_ask(r, turn ^ 1, strip[turn ^ 1].w, strip[turn ^ 1].n, &e);
		}
		double before = clock_of(CLOCK_MONOTONIC);
		if (st == ST_OK)
			st = raster_take(r, turn, &v, &e);
		waited += clock_of(CLOCK_MONOTONIC) - before;
		if (st == ST_OK)
			total += sum(v, strip[turn].values);
		values += strip[turn].values;
	}
	if (st != ST_OK)
		return fail(&e);
	double wall = clock_of(CLOCK_MONOTONIC) - start, each = 1e9 / (double)values;
	child = raster_seconds(r) - child;
	here = clock_of(CLOCK_PROCESS_CPUTIME_ID) - here;
	(void)printf("%-20s %11zu values  opened in %.3f s  %6.2f ns wall  %6.2f ns child  %6.2f ns here  waited %2.0f %%  mean %.4g\n", what, values, opened,
		     wall * each, child * each, here * each, 100 * waited / wall, total / (double)values);
	raster_close(r);
	arena_free(&a);
	return 0;
}

static int write_raster(const char *path, const char *what, const struct geotiff_form *f)
{
	struct error e;
	struct geotiff *t;
	size_t row = f->width;
	float *v = malloc(row * sizeof *v);
	unsigned char *b = malloc(row);
	if (!v || !b)
		return 1;
	double start = clock_of(CLOCK_PROCESS_CPUTIME_ID);
	enum status st = geotiff_create(path, f, &t, &e);
	for (uint32_t k = 0; k < f->bands && st == ST_OK; k++)
		for (uint32_t y = 0; y < f->height && st == ST_OK; y++) {
			for (size_t x = 0; x < row && y % 64 == 0; x++) {
				v[x] = sinf((float)x * 0.01f + (float)y) * 500 + 1000 + (float)(x * 2654435761U % 1024) * 0.01f;
				b[x] = (unsigned char)((x / 97 + y / 64) % 7 == 0);
			}
			st = geotiff_rows(t, k, y, 1, f->type == GEOTIFF_FLOAT ? (void *)v : b, row, &e);
		}
	if (st == ST_OK)
		st = geotiff_close(t, &e);
	double each = 1e9 * (clock_of(CLOCK_PROCESS_CPUTIME_ID) - start) / ((double)row * f->height * f->bands);
	struct stat s;
	free(v);
	free(b);
	if (st != ST_OK || stat(path, &s) != 0)
		return fail(&e);
	(void)printf("%-20s written, %6.2f ns a value, %.2f bytes a value\n", what, each, (double)s.st_size / ((double)row * f->height * f->bands));
	return 0;
}

int main(int argc, char **argv)
{
	static const struct { const char *name; enum geotiff_type type; enum geotiff_pack pack; } kind[] = {
		{"bytes", GEOTIFF_BYTE, GEOTIFF_PLAIN}, {"bytes, deflate", GEOTIFF_BYTE, GEOTIFF_DEFLATE}, {"floats", GEOTIFF_FLOAT, GEOTIFF_PLAIN},
		{"floats, deflate", GEOTIFF_FLOAT, GEOTIFF_DEFLATE}, {"floats, predicted", GEOTIFF_FLOAT, GEOTIFF_PREDICT}};
	if (argc < 2) {
		(void)fprintf(stderr, "usage: bench_raster WIDTH HEIGHT BANDS | bench_raster FILE [ROWS]\n");
		return 2;
	}
	if (argc < 4)
		return read_raster(argv[1], strrchr(argv[1], '/') ? strrchr(argv[1], '/') + 1 : argv[1], argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 64);
	char dir[] = "/tmp/onus-bench-XXXXXX", path[64];
	if (!mkdtemp(dir))
		return 1;
	(void)snprintf(path, sizeof path, "%s/bench.tif", dir);
	int bad = 0;
	for (size_t i = 0; i < sizeof kind / sizeof *kind && !bad; i++) {
		const struct geotiff_form f = {.width = (uint32_t)strtoul(argv[1], NULL, 10), .height = (uint32_t)strtoul(argv[2], NULL, 10),
					       .bands = (uint32_t)strtoul(argv[3], NULL, 10), .type = kind[i].type, .pack = kind[i].pack};
		bad = write_raster(path, kind[i].name, &f) || read_raster(path, kind[i].name, 64);
		(void)unlink(path);
	}
	(void)rmdir(dir);
	return bad;
}
