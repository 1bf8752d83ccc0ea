/* bench_register.c - how far two images lie apart, and what finding that takes: bench_register FIRST SECOND [THREADS] */
#include "watch/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(clockid_t clock)
{
	struct timespec t;

	return clock_gettime(clock, &t) == 0 ? (double)t.tv_sec + 1e-9 * (double)t.tv_nsec : 0;
}

static enum status run(char **file, struct scene *s, unsigned threads, struct arena *a, struct registration *r, struct error *e)
{
	struct view *v[2];
	enum status st = ST_OK;

	for (int i = 0; i < 2 && !st; i++)
		st = scene_open(file[i], &(struct scene_options){0}, a, &s[i], e);
	if (!st)
		st = scene_agree(s, 2, e);
	for (int i = 0; i < 2 && !st; i++)
		st = view_open(&s[i], &s[0].grid, 0, s[0].grid.width, 64, NULL, a, &v[i], e);
	return st ? st : register_views(v[0], v[1], &s[0].grid, s[0].n, &(struct register_options){.threads = threads}, a, r, e);
}

int main(int argc, char **argv)
{
	const double wall = seconds(CLOCK_MONOTONIC);
	struct registration r = {0};
	struct scene s[2] = {{0}};
	struct arena a = ARENA_INIT;
	struct error e = {0};
	enum status st;

	if (argc < 3) {
		(void)fprintf(stderr, "usage: bench_register FIRST SECOND [THREADS]\n");
		return ST_USAGE;
	}
	st = run(argv + 1, s, argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 1, &a, &r, &e);
	if (st)
		(void)fprintf(stderr, "bench_register: %s\n", e.message);
	(void)printf("%.4f %.4f rmse %.4f sd %.4f used %zu of %zu, %s, %.2f s, processor %.2f s and %.2f s decoding\n", r.dx, r.dy, r.rmse_px, r.sd_px,
		     r.used, r.windows,
		     r.affine ? "map" : "shift", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID),
		     (s[0].raster ? raster_seconds(s[0].raster) : 0) + (s[1].raster ? raster_seconds(s[1].raster) : 0));
	for (int i = 0; i < 2; i++)
		scene_close(&s[i]);
	arena_free(&a);
	return st;
}
