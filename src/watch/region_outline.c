/* The outline as a cycle of vertical edges: each run has its left edge, gone down, and its right edge, gone up, so that the region lies to the left.
 * Where an edge ends, the two rows that meet there say which edge is next. Where pixels touch at a corner the path turns left and stays with its own
 * pixel. Pieces that only touch thus get rings of their own; a ring that comes to such a corner twice is cut there into two. */
#include "watch/region.h"

#include <stdlib.h>
#include <string.h>

enum { LEFT, RIGHT };

struct outline {
	const struct region_run *run; size_t n;
	uint32_t *below;      /* first run of the next row that ends right of this one's x0; may lie beyond that row */
	uint32_t *above;      /* one past the last run of the row before that begins left of this one's x1 */
	uint32_t *piece;      /* 4 neighbours; the smallest run of it */
	uint32_t (*touch)[2]; /* where the path first passed the upper left and upper right corner, from 1; 0: not on it */
	bool (*done)[2];
	double (*path)[2]; size_t n_path, room;
	struct found { size_t at, n; uint32_t piece; bool hole; } *found; size_t n_found, found_room;
	double (*kept)[2]; size_t n_kept, kept_room; /* rings' points one behind the other */
};

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

/* below, above and pieces; rows are found by their y. */
static void neighbours(struct outline *o)
{
	const struct region_run *r = o->run;
	size_t a = 0, a_end, b_end;

	for (size_t i = 0; i < o->n; i++)
		o->piece[i] = (uint32_t)i;
	for (; a < o->n; a = a_end) {
		size_t k, first;

		for (a_end = a; a_end < o->n && r[a_end].y == r[a].y; a_end++)
			if (!a)
				o->above[a_end] = 0;
		first = a_end;
		for (b_end = first; b_end < o->n && r[b_end].y == r[a].y + 1; b_end++)
			;
		k = first;
		for (size_t i = a; i < a_end; i++) {
			while (k < b_end && r[k].x1 <= r[i].x0)
				k++;
			o->below[i] = (uint32_t)k;
			for (size_t j = k; j < b_end && r[j].x0 < r[i].x1; j++) {
				uint32_t p = root_of(o->piece, (uint32_t)i), q = root_of(o->piece, (uint32_t)j);

				o->piece[p < q ? q : p] = p < q ? p : q;
			}
		}
		k = a;
		for (size_t i = first; i < b_end; i++) {
			while (k < a_end && r[k].x0 < r[i].x1)
				k++;
			o->above[i] = (uint32_t)k;
		}
		/* a region has no empty row between its first and last, so that a_end is where the next row begins */
	}
	for (size_t i = 0; i < o->n; i++)
		o->piece[i] = o->piece[o->piece[i]];
}

/* A corner of the path and, where pixels touch, the run and side that hold its mark. */
struct corner { double x, y; uint32_t run; int side; };
static const uint32_t none = UINT32_MAX;

static bool run_at(const struct outline *o, size_t i, uint32_t y) { return i < o->n && o->run[i].y == y; }

/* From a left edge, gone down: the row below decides. The corners between this and the next edge, 0 or 2. */
static unsigned step_down(const struct outline *o, uint32_t *i, int *side, struct corner c[2])
{
	const struct region_run *r = o->run;
	uint32_t k = *i, s = o->below[k], y = r[k].y + 1;
	bool under = run_at(o, s, y);

	c[0] = (struct corner){r[k].x0, y, none, LEFT};
	c[1] = (struct corner){r[k].x1, y, none, LEFT};
	if (!under || r[s].x0 > r[k].x0) { /* along the bottom, to the right */
		if (s > 0 && run_at(o, s - 1, y) && r[s - 1].x1 == r[k].x0)
			c[0].run = s - 1, c[0].side = RIGHT;
		if (under && r[s].x0 < r[k].x1) {
			*i = s;
			c[1].x = r[s].x0;
			return 2;
		}
		if (under && r[s].x0 == r[k].x1)
			c[1].run = s;
		*side = RIGHT;
		return 2;
	}
	*i = s;
	if (r[s].x0 == r[k].x0)
		return 0;
	/* along the top of the row below, to the left */
	c[1].x = r[s].x0;
	if (k > 0 && run_at(o, k - 1, r[k].y) && r[k - 1].x1 > r[s].x0) {
		*i = k - 1;
		*side = RIGHT;
		c[1].x = r[k - 1].x1;
	} else if (k > 0 && run_at(o, k - 1, r[k].y) && r[k - 1].x1 == r[s].x0) {
		c[1].run = s;
	}
	return 2;
}

/* From a right edge, gone up: the row above decides. */
static unsigned step_up(const struct outline *o, uint32_t *i, int *side, struct corner c[2])
{
	const struct region_run *r = o->run;
	uint32_t k = *i, s = o->above[k], q = s ? s - 1 : 0, y = r[k].y;
	bool over = s && y && run_at(o, q, y - 1);

	c[0] = (struct corner){r[k].x1, y, none, RIGHT};
	c[1] = (struct corner){r[k].x0, y, none, LEFT};
	if (!over || r[q].x1 < r[k].x1) { /* along the top, to the left */
		if (y && run_at(o, s, y - 1) && r[s].x0 == r[k].x1)
			c[0].run = k;
		if (over && r[q].x1 > r[k].x0) {
			*i = q;
			c[1].x = r[q].x1;
			return 2;
		}
		if (over && r[q].x1 == r[k].x0)
			c[1].run = k;
		*side = LEFT;
		return 2;
	}
	*i = q;
	if (r[q].x1 == r[k].x1)
		return 0;
	/* along the bottom of the row above, to the right */
	c[1].x = r[q].x1;
	if (run_at(o, k + 1, y) && r[k + 1].x0 < r[q].x1) {
		*i = k + 1;
		*side = LEFT;
		c[1].x = r[k + 1].x0;
	} else if (run_at(o, k + 1, y) && r[k + 1].x0 == r[q].x1) {
		c[1].run = k + 1;
	}
	return 2;
}

static bool grow(void **p, size_t *room, size_t want, size_t size)
{
	size_t more = *room ? *room : 64;
	void *fresh;

	if (want <= *room)
		return true;
	while (more < want)
		more *= 2;
	fresh = realloc(*p, more * size);
	if (!fresh)
		return false;
	*p = fresh;
	*room = more;
	return true;
}

/* Take path[from …] out as a ring. */
static bool ring_take(struct outline *o, size_t from, uint32_t piece)
{
	size_t n = o->n_path - from;
	double twice = 0, (*p)[2] = o->path + from;

	if (!grow((void **)&o->found, &o->found_room, o->n_found + 1, sizeof *o->found) ||
	    !grow((void **)&o->kept, &o->kept_room, o->n_kept + n, sizeof *o->kept))
		return false;
	/* about the first point, so that what is summed stays small */
	for (size_t i = 1; i + 1 < n; i++)
		twice += (p[i][0] - p[0][0]) * (p[i + 1][1] - p[0][1]) - (p[i + 1][0] - p[0][0]) * (p[i][1] - p[0][1]);
	o->found[o->n_found++] = (struct found){.at = o->n_kept, .n = n, .piece = piece, .hole = twice > 0};
	memcpy(o->kept + o->n_kept, p, n * sizeof *p);
	o->n_kept += n;
	o->n_path = from;
	return true;
}

static bool trace(struct outline *o, uint32_t first, int first_side)
{
	uint32_t i = first, piece = o->piece[first];
	int side = first_side;

	o->n_path = 0;
	do {
		struct corner c[2];
		unsigned n;

		o->done[i][side] = true;
		n = side == LEFT ? step_down(o, &i, &side, c) : step_up(o, &i, &side, c);
		for (unsigned k = 0; k < n; k++) {
			uint32_t *mark = c[k].run == none ? NULL : &o->touch[c[k].run][c[k].side];

			if (mark && *mark && *mark <= o->n_path && o->path[*mark - 1][0] == c[k].x && o->path[*mark - 1][1] == c[k].y) {
				if (!ring_take(o, *mark - 1, piece)) /* it takes the corner along; the path goes on from there */
					return false;
			}
			if (!grow((void **)&o->path, &o->room, o->n_path + 1, sizeof *o->path))
				return false;
			o->path[o->n_path][0] = c[k].x;
			o->path[o->n_path++][1] = c[k].y;
			if (mark)
				*mark = (uint32_t)o->n_path;
		}
	} while (i != first || side != first_side);
	return ring_take(o, 0, piece);
}

static int by_piece(const void *a, const void *b)
{
	const struct found *f = a, *g = b;

	if (f->piece != g->piece)
		return f->piece < g->piece ? -1 : 1;
	if (f->hole != g->hole)
		return f->hole ? 1 : -1;
	return (f->at > g->at) - (f->at < g->at);
}

static bool copy_out(struct outline *o, struct arena *a, struct region_shape *out)
{
	double (*p)[2] = arena_array(a, o->n_kept + o->n_found, sizeof *p);

	out->ring = arena_array(a, o->n_found, sizeof *out->ring);
	if (!p || !out->ring)
		return false;
	qsort(o->found, o->n_found, sizeof *o->found, by_piece);
	for (size_t i = 0; i < o->n_found; i++) {
		const struct found *f = &o->found[i];

		memcpy(p, o->kept + f->at, f->n * sizeof *p);
		memcpy(p + f->n, p, sizeof *p);
		out->ring[i] = (struct region_ring){.point = p, .n = f->n + 1, .hole = f->hole};
		p += f->n + 1;
	}
	out->n = o->n_found;
	return true;
}

enum status region_outline(const struct region_map *m, size_t i, struct arena *a, struct region_shape *out, struct error *e)
{
	struct outline o = {.run = m->run + m->first[i], .n = m->first[i + 1] - m->first[i]};
	struct arena scratch = ARENA_INIT;
	enum status st = ST_OK;
	bool done;

	*out = (struct region_shape){0};
	o.below = arena_array(&scratch, o.n, sizeof *o.below);
	o.above = arena_array(&scratch, o.n, sizeof *o.above);
	o.piece = arena_array(&scratch, o.n, sizeof *o.piece);
	o.touch = arena_array(&scratch, o.n, sizeof *o.touch);
	o.done = arena_array(&scratch, o.n, sizeof *o.done);
	done = o.below && o.above && o.piece && o.touch && o.done;
	if (done)
		neighbours(&o);
	for (uint32_t k = 0; done && k < o.n; k++)
		for (int side = LEFT; done && side <= RIGHT; side++)
			if (!o.done[k][side])
				done = trace(&o, k, side);
	if (!done || !copy_out(&o, a, out))
		st = error_memory(e);
	free(o.path);
	free(o.found);
	free(o.kept);
	arena_free(&scratch);
	return st;
}
