/* bench_view.c - what it takes to see a scene on a grid: bench_view SCENE. As it is, moved, turned, in degrees; nanoseconds a value of resampling
 * alone. */
#include "watch/view.h"

#include <math.h>
#include <stdio.h>

enum { ROWS = 64 };

static enum status see(const char *what, struct scene *s, const struct grid *g, const struct view_shift *shift, struct error *e)
{
	struct arena a = ARENA_INIT;
	const double decoding = raster_seconds(s->raster);
	double values = (double)g->width * g->height * s->n;
	struct view *v;
	struct view_rows r;
	enum status st = view_open(s, g, 0, g->width, ROWS, shift, &a, &v, e);

	for (uint32_t y = 0, asked = 0; !st && y < g->height; y += r.n) {
		for (; !st && asked < g->height && asked < y + 2 * ROWS; asked += ROWS)
			st = view_ask(v, asked, g->height - asked < ROWS ? g->height - asked : ROWS, e);
		if (!st)
			st = view_take(v, &r, e);
	}
	if (!st)
		(void)printf("%-12s %6.2f ns a value, decoding %6.2f\n", what, 1e9 * view_seconds(v) / values,
			     1e9 * (raster_seconds(s->raster) - decoding) / values);
	arena_free(&a);
	return st;
}

/* The scene's ground in degrees, pixels about as large. */
static struct grid in_degrees(const struct grid *g)
{
	struct grid d = *g;
	double west = INFINITY, north = -INFINITY, size = 8.993e-6 * g->metres_y;

	for (int i = 0; i < 4; i++) {
		west = fmin(west, g->lonlat[i][0]);
		north = fmax(north, g->lonlat[i][1]);
	}
	d.crs = "EPSG:4326";
	d.transform[0] = west;
	d.transform[1] = size;
	d.transform[2] = d.transform[4] = 0;
	d.transform[3] = north;
	d.transform[5] = -size;
	return d;
}

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct error e = {0};
	struct scene s;
	struct grid d;
	enum status st;

	if (argc < 2) {
		(void)fprintf(stderr, "usage: bench_view SCENE\n");
		return ST_USAGE;
	}
	st = scene_open(argv[1], &(struct scene_options){0}, &a, &s, &e);
	if (!st) {
		const struct view_shift moved = {.dx = 0.3, .dy = -0.6}, turned = {.a = {0, -1e-3, 1e-3, 0}, .middle_x = s.grid.width / 2.0,
										   .middle_y = s.grid.height / 2.0};

		st = see("as it is", &s, &s.grid, NULL, &e);
		st = st ? st : see("moved", &s, &s.grid, &moved, &e);
		st = st ? st : see("turned", &s, &s.grid, &turned, &e);
		d = in_degrees(&s.grid);
		if (!st && s.grid.crs)
			st = see("in degrees", &s, &d, NULL, &e);
		scene_close(&s);
	}
	if (st)
		(void)fprintf(stderr, "bench_view: %s\n", e.message);
	arena_free(&a);
	return st;
}
