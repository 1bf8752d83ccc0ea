#include "watch/preview.h"

enum status preview_read(struct scene *s, const struct grid *g, const struct view_shift *shift, const struct preview_colours *c, uint32_t side,
			 struct arena *a, struct preview *out, struct error *e)
{
	enum { ROWS = 64 };
	struct view *v = NULL;
	uint32_t asked = 0;
	enum status st = preview_begin(g->width, g->height, c->n, side, a, out, e);

	if (!st)
		st = view_open(s, g, 0, g->width, ROWS, shift, a, &v, e);
	for (uint32_t y = 0; !st && y < g->height; y += ROWS) {
		struct view_rows rows;

		for (; !st && asked < g->height && asked < y + 2 * ROWS; asked += ROWS)
			st = view_ask(v, asked, g->height - asked < ROWS ? g->height - asked : ROWS, e);
		if (!st)
			st = view_take(v, &rows, e);
		if (!st) {
			const float *plane[3] = {rows.plane[c->plane[0]], rows.plane[c->plane[1]], rows.plane[c->plane[2]]};

			preview_rows(out, rows.y, rows.n, g->width, plane, rows.stride);
		}
	}
	if (v)
		view_close(v);
	if (!st)
		preview_end(out);
	return st;
}
