/* bench_mad BEFORE AFTER OUT [THREADS [PART]]: MAD as other programs have it, and nothing else: two files in, the variates of both dates' difference
 * out as floats; read in the confined children, means and covariances from all pixels (or from one block of rows in PART), one pass to fit and one
 * to write. bench_mad --pass PIXELS BANDS: one IR-MAD iteration in memory, nanoseconds a pixel on one core. The same work as OTB's
 * MultivariateAlterationDetector: bench/README.md has both in one run. */
#include "watch/geotiff.h"
#include "watch/moments.h"
#include "watch/parallel.h"
#include "watch/watch_work.h"

#include "base/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(clockid_t which)
{
	struct timespec t;

	(void)clock_gettime(which, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int fail(const struct error *e)
{
	(void)fprintf(stderr, "bench_mad: %s\n", e->message);
	return 1;
}

/* --- the whole of it -------------------------------------------------------------------------------------- */

struct work {
	struct blocks_date date[2];
	struct mask_rule rule;
	struct moments *part;
	struct contrast c;
	uint32_t planes, width;
	float **out;
	const struct block *block;
	unsigned threads, part_of;
};

static void plane_rows(const struct work *w, size_t from, const float **plane)
{
	for (uint32_t k = 0; k < 2 * w->planes; k++) {
		const struct view_rows *r = &w->block->rows[k / w->planes];

		plane[k] = r->plane[k % w->planes] + from * r->stride;
	}
}

static void add(void *arg, size_t from, size_t to, unsigned part)
{
	struct work *w = arg;
	const float *plane[MOMENTS_MOST];

	plane_rows(w, from, plane);
	moments_add(&w->part[part], plane, NULL, (to - from) * w->width);
}

static void map(void *arg, size_t from, size_t to, unsigned part)
{
	struct work *w = arg;
	const float *plane[MOMENTS_MOST];
	float *out[CANON_MOST];

	(void)part;
	plane_rows(w, from, plane);
	for (uint32_t k = 0; k < w->planes; k++)
		out[k] = w->out[k] + from * w->width;
	contrast_variates(&w->c, plane, (to - from) * w->width, out);
}

static enum status every(struct work *w, struct scene *s, uint32_t step, uint32_t from, uint32_t to, struct geotiff *t,
			 struct error *e)
{
	struct arena a = ARENA_INIT;
	struct blocks_date *date[2] = {&w->date[0], &w->date[1]};
	struct blocks b = {.date = date, .n = 2, .width = w->width, .height = s->grid.height, .from = from, .to = to < s->grid.height ? to : s->grid.height, .step = step};
	struct block block;
	bool more = true;
	enum status st = blocks_begin(&b, &a, e);

	while (!st && !(st = blocks_next(&b, &block, &more, e)) && more) {
		w->block = &block;
		parallel(w->threads, block.n, 1, t ? map : add, w);
		for (uint32_t k = 0; t && !st && k < w->planes; k++)
			st = geotiff_rows(t, k, block.y, block.n, w->out[k], w->width, e);
	}
	arena_free(&a);
	return st;
}

static bool fit(struct work *w)
{
	uint32_t n = w->planes, m = 2 * n;
	double *mean = malloc(sizeof *mean * (m + (size_t)m * m)), *s = mean + m, *a = malloc(2 * sizeof *a * n * n), *b = a + n * n;

	for (unsigned i = 1; i < w->threads; i++)
		moments_join(&w->part[0], &w->part[i]);
	moments_end(&w->part[0], mean, s);
	w->c = (struct contrast){.n = n, .rank = n};
	if (!canon(s, n, w->c.rho, a, b))
		return false;
	for (uint32_t k = 0; k < n; k++) {
		double offset = 0;

		for (uint32_t j = 0; j < n; j++) {
			w->c.p[k * n + j] = (float)a[k * n + j];
			w->c.q[k * n + j] = (float)b[k * n + j];
			offset -= a[k * n + j] * mean[j] - b[k * n + j] * mean[n + j];
		}
		w->c.c[k] = (float)offset;
	}
	free(mean);
	free(a);
	return true;
}

static int whole(const char *before, const char *after, const char *path, unsigned threads, unsigned part_of)
{
	struct arena a = ARENA_INIT;
	struct scene s[2];
	struct work w = {.threads = threads, .part_of = part_of ? part_of : 1, .part = malloc(PARALLEL_MOST * sizeof *w.part)};
	struct error e = {0};
	struct geotiff *t;
	uint32_t step;

	if (scene_open(before, &(struct scene_options){0}, &a, &s[0], &e) || scene_open(after, &(struct scene_options){0}, &a, &s[1], &e) || scene_agree(s, 2, &e))
		return fail(&e);
	w.planes = s[0].n;
	w.width = s[0].grid.width;
	step = (uint32_t)(((size_t)2 << 20) / (4 * (size_t)w.planes * w.width)) + 1;
	w.rule = (struct mask_rule){.n = w.planes};
	w.out = arena_array(&a, w.planes, sizeof *w.out);
	for (uint32_t k = 0; k < w.planes; k++)
		w.out[k] = arena_array(&a, (size_t)step * w.width, sizeof **w.out);
	for (unsigned i = 0; i < threads; i++)
		moments_begin(&w.part[i], 2 * w.planes, NULL);
	for (int i = 0; i < 2; i++) {
		w.date[i] = (struct blocks_date){.rule = &w.rule, .n_planes = w.planes, .unmasked = true};
		if (view_open(&s[i], &s[0].grid, 0, w.width, step, NULL, &a, &w.date[i].view, &e))
			return fail(&e);
	}
	for (uint32_t y = 0; y < s[0].grid.height; y += w.part_of * step)
		if (every(&w, &s[0], step, y, w.part_of > 1 ? y + step : UINT32_MAX, NULL, &e))
			return fail(&e);
		else if (w.part_of == 1)
			break;
	if (!fit(&w)) {
		(void)fprintf(stderr, "bench_mad: singular\n");
		return 1;
	}
	for (uint32_t k = 0; k < w.planes; k++)
		(void)printf("%.6f ", w.c.rho[k]);
	(void)putchar('\n');
	struct geotiff_form f = {.width = w.width, .height = s[0].grid.height, .bands = w.planes, .type = GEOTIFF_FLOAT,
				 .transform = s[0].grid.transform, .crs = s[0].grid.crs};
	if (geotiff_create(path, &f, &t, &e) || every(&w, &s[0], step, 0, UINT32_MAX, t, &e) || geotiff_close(t, &e))
		return fail(&e);
	double decoding = raster_seconds(s[0].raster) + raster_seconds(s[1].raster), computing = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (int i = 0; i < 2; i++) {
		view_close(w.date[i].view);
		scene_close(&s[i]);
	}
	(void)printf("processor: decoding %.2f s (%.0f %%), computing and writing %.2f s\n", decoding, 100 * decoding / (decoding + computing), computing);
	free(w.part);
	arena_free(&a);
	return 0;
}

/* --- one iteration ------------------------------------------------------------------------------------------ */

static int pass(size_t pixels, uint32_t bands)
{
	struct random r = random_start(1, 0);
	uint32_t width = 1000, height = (uint32_t)(pixels / width);
	size_t n = (size_t)width * height;
	struct arena a = ARENA_INIT;
	float **plane = arena_array(&a, 2 * (size_t)bands, sizeof *plane);
	uint8_t *mask = arena_array(&a, n, 1);
	double from, one = 0;

	for (uint32_t k = 0; k < 2 * bands; k++)
		plane[k] = arena_array(&a, n, sizeof **plane);
	for (size_t i = 0; i < n; i++) {
		double common = random_normal(&r), change = i % 11 ? 0 : 5;

		for (uint32_t k = 0; k < bands; k++) {
			double x = 100 + 20 * common + 5 * random_normal(&r);

			plane[k][i] = (float)x;
			plane[bands + k][i] = (float)(x + random_normal(&r) + change * random_normal(&r));
		}
	}
	struct tile t = {.n = bands, .width = width, .height = height, .x1 = width, .y1 = height, .plane = plane, .mask = mask};
	struct sample s = {bands, &t, 1, n};
	/* many iterations less few: what fitting costs besides falls out */
	for (unsigned round = 0; round < 2; round++) {
		struct contrast c;
		struct error e = {0};
		uint32_t band;
		unsigned times = round ? 12 : 2;

		from = seconds(CLOCK_PROCESS_CPUTIME_ID);
		if (contrast_fit(CONTRAST_IRMAD, &s, &(struct contrast_options){.tolerance = 1e-300, .iterations = times, .threads = 1}, &c, &band, &e))
			return fail(&e);
		from = seconds(CLOCK_PROCESS_CPUTIME_ID) - from;
		if (round)
			(void)printf("%zu pixels, %u bands: %.1f ns a pixel an iteration, one core\n", n, bands, 1e9 * (from - one) / 10 / (double)n);
		one = from;
	}
	arena_free(&a);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "--pass"))
		return pass((size_t)strtoull(argv[2], NULL, 10), (uint32_t)strtoul(argv[3], NULL, 10));
	if (argc < 4) {
		(void)fprintf(stderr, "bench_mad BEFORE AFTER OUT [THREADS [PART]]; bench_mad --pass PIXELS BANDS\n");
		return 2;
	}
	return whole(argv[1], argv[2], argv[3], argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 2, argc > 5 ? (unsigned)strtoul(argv[5], NULL, 10) : 1);
}
