/* Points by a heap of their distances; what stays is found by place, in hashed cells, for the triangle that a removal sweeps over must hold no other
 * point. */
#include "watch/region.h"

#include <math.h>
#include <stdlib.h>

struct vertex {
	double x, y, off;          /* off: how far at most what was left out lies from the edge to the next point */
	uint32_t before, after, ring, cell_next;
};

struct simplify {
	struct vertex *v; size_t n;
	uint32_t *first, *left;    /* vertices of each ring, and how many stay */
	uint32_t *bucket, mask;    /* first vertex of each, by a hash of the cell */
	struct entry { double off; uint32_t v; uint32_t before, after; } *heap; size_t n_heap, room;
	double tolerance;
};

static const uint32_t none = UINT32_MAX;

/* Twice the signed area; exact for corners of pixels where long double has 64 bits. */
static long double turn(const struct vertex *a, const struct vertex *b, const struct vertex *c)
{
	return ((long double)b->x - a->x) * ((long double)c->y - a->y) - ((long double)b->y - a->y) * ((long double)c->x - a->x);
}

static double distance(const struct vertex *p, const struct vertex *a, const struct vertex *b)
{
	double dx = b->x - a->x, dy = b->y - a->y, l = dx * dx + dy * dy, t = 0;

	if (l > 0)
		t = fmin(1, fmax(0, ((p->x - a->x) * dx + (p->y - a->y) * dy) / l));
	return hypot(p->x - a->x - t * dx, p->y - a->y - t * dy);
}

static const double cell = 4; /* pixels */

static uint32_t *bucket_of(const struct simplify *s, int64_t column, int64_t row)
{
	uint64_t h = (uint64_t)column * 0x9e3779b97f4a7c15u ^ (uint64_t)row * 0xc2b2ae3d27d4eb4fu;

	return &s->bucket[(h ^ h >> 29) * 0xbf58476d1ce4e5b9u >> 32 & s->mask];
}
static int64_t cell_of(double x) { return (int64_t)floor(x / cell); }

/* What a removal of v would leave off the new edge: looked up for all that were left out between when they are few, else no more than this. */
static double off_without(const struct simplify *s, uint32_t v)
{
	enum { FEW = 32 };
	const struct vertex *p = &s->v[v], *a = &s->v[p->before], *b = &s->v[p->after];
	uint32_t first = s->first[p->ring], end = s->first[p->ring + 1], i = p->before;
	double most = 0;

	for (unsigned n = 0; n < FEW; n++) {
		i = i + 1 < end ? i + 1 : first;
		if (i == p->after)
			return most;
		most = fmax(most, distance(&s->v[i], a, b));
		if (most >= s->tolerance)
			return most;
	}
	return fmax(a->off, p->off) + distance(p, a, b);
}

static bool sooner(const struct entry *a, const struct entry *b) { return a->off < b->off || (a->off == b->off && a->v < b->v); }

static void heap_down(struct simplify *s, size_t i)
{
	struct entry x = s->heap[i];

	for (size_t c; (c = 2 * i + 1) < s->n_heap; i = c) {
		if (c + 1 < s->n_heap && sooner(&s->heap[c + 1], &s->heap[c]))
			c++;
		if (sooner(&x, &s->heap[c]))
			break;
		s->heap[i] = s->heap[c];
	}
	s->heap[i] = x;
}

/* The place is made sure of: a vertex enters once at first and twice for each that goes. */
static void heap_add(struct simplify *s, uint32_t v)
{
	struct entry x = {off_without(s, v), v, s->v[v].before, s->v[v].after};
	size_t i;

	if (!(x.off < s->tolerance) || s->n_heap == s->room)
		return;
	for (i = s->n_heap++; i && sooner(&x, &s->heap[(i - 1) / 2]); i = (i - 1) / 2)
		s->heap[i] = s->heap[(i - 1) / 2];
	s->heap[i] = x;
}

/* In the triangle or on its edge; the points at `a` and `b` themselves do not count, what lies where p lies does. */
static bool within(const struct vertex *q, const struct vertex *a, const struct vertex *p, const struct vertex *b)
{
	long double t1, t2, t3;

	if ((q->x == a->x && q->y == a->y) || (q->x == b->x && q->y == b->y))
		return false;
	t1 = turn(a, p, q);
	t2 = turn(p, b, q);
	t3 = turn(b, a, q);
	if (turn(a, p, b) == 0) /* flat: on the line between the three */
		return t1 == 0 && t2 == 0 && q->x >= fmin(fmin(a->x, b->x), p->x) && q->x <= fmax(fmax(a->x, b->x), p->x) &&
		       q->y >= fmin(fmin(a->y, b->y), p->y) && q->y <= fmax(fmax(a->y, b->y), p->y);
	return (t1 >= 0 && t2 >= 0 && t3 >= 0) || (t1 <= 0 && t2 <= 0 && t3 <= 0);
}

/* Reach in x of the triangle between two heights. */
static void reach(const struct vertex *const t[3], double y0, double y1, double *x0, double *x1)
{
	*x0 = INFINITY;
	*x1 = -INFINITY;
	for (int i = 0; i < 3; i++) {
		const struct vertex *a = t[i], *b = t[(i + 1) % 3];
		double lo = fmax(fmin(a->y, b->y), y0), hi = fmin(fmax(a->y, b->y), y1), x[2];

		if (lo > hi)
			continue;
		x[0] = a->y == b->y ? a->x : a->x + (lo - a->y) / (b->y - a->y) * (b->x - a->x);
		x[1] = a->y == b->y ? b->x : a->x + (hi - a->y) / (b->y - a->y) * (b->x - a->x);
		for (int k = 0; k < 2; k++) {
			*x0 = fmin(*x0, x[k]);
			*x1 = fmax(*x1, x[k]);
		}
	}
}

/* Whether the triangle of v and its neighbours holds no other point. */
static bool clear(const struct simplify *s, uint32_t v)
{
	const struct vertex *p = &s->v[v], *a = &s->v[p->before], *b = &s->v[p->after], *const t[3] = {a, p, b};
	int64_t from = cell_of(fmin(fmin(a->y, b->y), p->y)), to = cell_of(fmax(fmax(a->y, b->y), p->y));
	bool shared_a = false, shared_b = false;

	for (int64_t r = from; r <= to; r++) {
		double x0, x1, y = (double)r * cell, slack = 1e-6;

		reach(t, y - slack, y + cell + slack, &x0, &x1);
		if (!(x0 <= x1))
			continue;
		for (int64_t c = cell_of(x0 - slack), last = cell_of(x1 + slack); c <= last; c++)
			for (uint32_t i = *bucket_of(s, c, r); i != none; i = s->v[i].cell_next) {
				const struct vertex *q = &s->v[i];

				if (i == v || i == p->before || i == p->after)
					continue;
				if (within(q, a, p, b))
					return false;
				shared_a |= q->x == a->x && q->y == a->y;
				shared_b |= q->x == b->x && q->y == b->y;
			}
	}
	return !(shared_a && shared_b); /* else two edges could come to lie on each other */
}

static void vertex_remove(struct simplify *s, uint32_t v, double off)
{
	struct vertex *p = &s->v[v];
	uint32_t *at = bucket_of(s, cell_of(p->x), cell_of(p->y));

	while (*at != v)
		at = &s->v[*at].cell_next;
	*at = p->cell_next;
	s->v[p->before].off = off;
	s->v[p->before].after = p->after;
	s->v[p->after].before = p->before;
	s->left[p->ring]--;
	p->before = p->after = none;
}

/* Vertices and cells of a shape; false when memory is out. */
static bool lay_out(struct simplify *s, const struct region_shape *shape, struct arena *a)
{
	uint32_t k = 0;

	while (s->mask < s->n / 2)
		s->mask = 2 * s->mask + 1;
	s->bucket = arena_array(a, (size_t)s->mask + 1, sizeof *s->bucket);
	s->v = arena_array(a, s->n, sizeof *s->v);
	s->left = arena_array(a, shape->n, sizeof *s->left);
	s->room = s->n > SIZE_MAX / 4 ? SIZE_MAX : 3 * s->n;
	s->heap = arena_array(a, s->room, sizeof *s->heap);
	s->first = arena_array(a, shape->n + 1, sizeof *s->first);
	if (!s->v || !s->left || !s->heap || !s->first || !s->bucket)
		return false;
	for (size_t r = 0; r < shape->n; r++) {
		uint32_t n = (uint32_t)(shape->ring[r].n - 1), first = k;

		s->left[r] = n;
		s->first[r + 1] = first + n;
		for (uint32_t i = 0; i < n; i++, k++) {
			const double *p = shape->ring[r].point[i];

			s->v[k] = (struct vertex){.x = p[0], .y = p[1], .ring = (uint32_t)r};
			s->v[k].before = first + (i + n - 1) % n;
			s->v[k].after = first + (i + 1) % n;
		}
	}
	for (size_t i = 0; i <= s->mask; i++)
		s->bucket[i] = none;
	for (uint32_t i = 0; i < s->n; i++) {
		uint32_t *at = bucket_of(s, cell_of(s->v[i].x), cell_of(s->v[i].y));

		s->v[i].cell_next = *at;
		*at = i;
	}
	return true;
}

static void take_out(struct simplify *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		heap_add(s, i);
	while (s->n_heap) {
		struct entry x = s->heap[0];
		struct vertex *p = &s->v[x.v];
		uint32_t before = x.before, after = x.after;

		s->heap[0] = s->heap[--s->n_heap];
		if (s->n_heap)
			heap_down(s, 0);
		/* an entry of before its neighbours went is void; one of now takes its place */
		if (p->before != before || p->after != after || s->left[p->ring] <= 3 || !clear(s, x.v))
			continue;
		vertex_remove(s, x.v, x.off);
		heap_add(s, before);
		heap_add(s, after);
	}
}

enum status region_simplify(struct region_shape *shape, double tolerance, struct error *e)
{
	struct arena scratch = ARENA_INIT;
	struct simplify s = {.tolerance = tolerance};
	uint32_t k = 0;

	for (size_t r = 0; r < shape->n; r++) {
		if (shape->ring[r].n < 4)
			return error_set(e, ST_BUG, "a ring of %zu points", shape->ring[r].n);
		s.n += shape->ring[r].n - 1;
	}
	if (!s.n || !(tolerance > 0))
		return ST_OK;
	if (s.n >= none)
		return error_set(e, ST_ENV, "an outline of %zu points, more than can be simplified", s.n);
	if (!lay_out(&s, shape, &scratch)) {
		arena_free(&scratch);
		return error_memory(e);
	}
	take_out(&s);
	for (size_t r = 0; r < shape->n; r++) {
		struct region_ring *ring = &shape->ring[r];
		size_t n = ring->n - 1, kept = 0;

		for (size_t i = 0; i < n; i++, k++)
			if (s.v[k].before != none) {
				ring->point[kept][0] = s.v[k].x;
				ring->point[kept++][1] = s.v[k].y;
			}
		ring->point[kept][0] = ring->point[0][0];
		ring->point[kept][1] = ring->point[0][1];
		ring->n = kept + 1;
	}
	arena_free(&scratch);
	return ST_OK;
}
