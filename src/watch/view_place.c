#include "watch/view_place.h"

#include <math.h>
#include <string.h>

enum { BATCH = 2048, FIRST_STEP = 32, LAST_STEP = 2 };
static const double close_enough = 0.05;
static const size_t most_nodes = 1 << 22;

static void affine_between(const struct grid *g, const struct grid *s, double m[6])
{
	double x, y, p[3][2], corner[3][2] = {{0, 0}, {1, 0}, {0, 1}};
	const double side = 1000;  /* differences of large numbers: the farther apart the better */

	for (int i = 0; i < 3; i++) {
		grid_to_crs(g, corner[i][0] * side, corner[i][1] * side, &x, &y);
		if (!grid_from_crs(s, x, y, &p[i][0], &p[i][1]))
			p[i][0] = p[i][1] = NAN;
	}
	for (int k = 0; k < 2; k++) {
		m[3 * k] = p[0][k];
		m[3 * k + 1] = (p[1][k] - p[0][k]) / side;
		m[3 * k + 2] = (p[2][k] - p[0][k]) / side;
	}
}

static void between_nodes(const struct place_map *p, double col, double row, double *x, double *y)
{
	double u = (col - p->left) / p->step, v = (row - p->top) / p->step, i, j, out[2];

	i = fmin(fmax(floor(u), 0), p->columns - 2);
	j = fmin(fmax(floor(v), 0), p->rows - 2);
	u -= i;
	v -= j;
	for (int k = 0; k < 2; k++) {
		const size_t at = (size_t)j * p->columns + (size_t)i;

		out[k] = (1 - v) * ((1 - u) * p->node[at][k] + u * p->node[at + 1][k]) +
			 v * ((1 - u) * p->node[at + p->columns][k] + u * p->node[at + p->columns + 1][k]);
	}
	*x = out[0];
	*y = out[1];
}

void place_at(const struct place_map *p, double col, double row, double *x, double *y)
{
	if (p->node) {
		between_nodes(p, col, row, x, y);
		return;
	}
	*x = p->m[0] + p->m[1] * col + p->m[2] * row;
	*y = p->m[3] + p->m[4] * col + p->m[5] * row;
}

/* n points of g to pixels of the scene, in place. */
static enum status project(struct scene *s, const struct grid *g, double (*p)[2], size_t n, struct error *e)
{
	for (size_t from = 0; from < n; from += BATCH) {
		size_t k = n - from < BATCH ? n - from : BATCH;
		enum status st;

		for (size_t i = from; i < from + k; i++)
			grid_to_crs(g, p[i][0], p[i][1], &p[i][0], &p[i][1]);
		st = raster_transform(s->raster, g->crs, s->grid.crs, &p[from][0], k, e);
		if (st)
			return st;
		for (size_t i = from; i < from + k; i++)
			if (!isfinite(p[i][0]) || !isfinite(p[i][1]) || !grid_from_crs(&s->grid, p[i][0], p[i][1], &p[i][0], &p[i][1]))
				p[i][0] = p[i][1] = NAN;
	}
	return ST_OK;
}

/* The largest error at the middles of a sample of cells: all of them where they are few. */
static enum status judge(struct scene *s, const struct grid *g, struct place_map *p, struct error *e)
{
	double at[BATCH][2], want[BATCH][2];
	const size_t cells = (size_t)(p->columns - 1) * (p->rows - 1), stride = cells / BATCH + 1;
	enum status st;

	p->error = 0;
	for (size_t first = 0; first < stride; first += stride > 8 ? stride / 8 : 1) {
		size_t n = 0;

		for (size_t c = first; c < cells && n < BATCH; c += stride, n++) {
			at[n][0] = want[n][0] = p->left + p->step * ((double)(c % (p->columns - 1)) + 0.5);
			at[n][1] = want[n][1] = p->top + p->step * ((double)(c / (p->columns - 1)) + 0.5);
		}
		st = project(s, g, want, n, e);
		if (st)
			return st;
		for (size_t i = 0; i < n; i++) {
			double x, y, d;

			between_nodes(p, at[i][0], at[i][1], &x, &y);
			d = hypot(x - want[i][0], y - want[i][1]);
			/* what lies far from the scene is of no account: it is not looked at */
			if (d > p->error && fabs(want[i][0] - s->grid.width / 2.0) < s->grid.width + 0.0 &&
			    fabs(want[i][1] - s->grid.height / 2.0) < s->grid.height + 0.0)
				p->error = d;
		}
	}
	return ST_OK;
}

static enum status lattice(struct scene *s, const struct grid *g, double margin, struct arena *a, struct place_map *p, struct error *e)
{
	for (p->step = FIRST_STEP;; p->step /= 2) {
		size_t n;
		enum status st;

		p->left = -margin;
		p->top = -margin;
		p->columns = (uint32_t)ceil((g->width + 2 * margin) / p->step) + 2;
		p->rows = (uint32_t)ceil((g->height + 2 * margin) / p->step) + 2;
		n = (size_t)p->columns * p->rows;
		if (n > most_nodes)
			return error_set(e, ST_DATA, "%s: its projection bends too much for its size to be brought onto the first date's grid", s->name);
		p->node = arena_array(a, n, sizeof *p->node);
		if (!p->node)
			return error_memory(e);
		for (size_t i = 0; i < n; i++) {
			p->node[i][0] = p->left + p->step * (double)(i % p->columns);
			p->node[i][1] = p->top + p->step * (double)(i / p->columns);
		}
		st = project(s, g, p->node, n, e);
		if (!st)
			st = judge(s, g, p, e);
		if (st || p->error < close_enough)
			return st;
		if (p->step / 2 < LAST_STEP)
			return error_set(e, ST_DATA, "%s: its projection cannot be followed on the first date's grid (%.2f pixels off between points 2 pixels apart)",
					 s->name, p->error);
	}
}

/* Whether any of a raster of points of the grid lies in the scene, by boxes. */
static bool overlaps(const struct scene *s, const struct grid *g, const struct place_map *p, uint32_t x, uint32_t width)
{
	enum { SIDE = 65 };
	double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};

	for (int i = 0; i < SIDE * SIDE; i++) {
		double at[2];

		place_at(p, x + width * (double)(i % SIDE) / (SIDE - 1), g->height * (double)(i / SIDE) / (SIDE - 1), &at[0], &at[1]);
		for (int k = 0; k < 2; k++) {
			low[k] = fmin(low[k], at[k]);
			high[k] = fmax(high[k], at[k]);
		}
	}
	return high[0] > 0 && high[1] > 0 && low[0] < s->grid.width && low[1] < s->grid.height;
}

enum status place_map(struct scene *s, const struct grid *g, uint32_t x, uint32_t width, double margin, struct arena *a, struct place_map *out,
		      struct error *e)
{
	enum status st = ST_OK;

	*out = (struct place_map){.m = {0, 1, 0, 0, 0, 1}};
	if (g->crs && s->grid.crs && strcmp(g->crs, s->grid.crs) != 0)
		st = lattice(s, g, margin, a, out, e);
	else if (g->crs && s->grid.crs)
		affine_between(g, &s->grid, out->m);
	if (st)
		return st;
	if (!overlaps(s, g, out, x, width))
		return error_set(e, ST_DATA, "%s: does not overlap the first date's ground", s->name);
	return ST_OK;
}
