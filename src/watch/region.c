#include "watch/region_scan.h"

#include <string.h>

/* The smallest run of a component stands for it, so a parent never comes behind its child. */
static uint32_t root_of(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

static void join(uint32_t *parent, uint32_t i, uint32_t k)
{
	i = root_of(parent, i);
	k = root_of(parent, k);
	if (i < k)
		parent[k] = i;
	else
		parent[i] = k;
}

static enum status runs_count(struct region_scan *s, struct error *e)
{
	s->n = 0;
	for (uint32_t y = 0; y < s->height; y++) {
		const uint8_t *row = s->map + (size_t)y * s->width;

		for (uint32_t x0, x1 = 0; region_next(s, row, &x0, &x1);)
			s->n++;
	}
	return s->n < UINT32_MAX ? ST_OK : error_set(e, ST_ENV, "a map of %u × %u pixels with %zu runs, more than can be counted", s->width,
		s->height, s->n);
}

/* Join the runs of a row with those above that they touch; `above` holds those, `here` gets the row's own. Returns their number. */
static size_t row_join(struct region_scan *s, uint32_t y, const uint32_t (*above)[2], size_t n_above, uint32_t (*here)[2], uint32_t next)
{
	const uint8_t *row = s->map + (size_t)y * s->width;
	uint32_t reach = s->diagonal;
	size_t n = 0, k = 0;

	for (uint32_t x0, x1 = 0; region_next(s, row, &x0, &x1); n++) {
		uint32_t i = next + (uint32_t)n;

		s->of[i] = i;
		here[n][0] = x0;
		here[n][1] = x1;
		while (k < n_above && above[k][1] + reach <= x0)
			k++;
		for (size_t j = k; j < n_above && above[j][0] < x1 + reach; j++)
			join(s->of, i, next - (uint32_t)(n_above - j));
	}
	return n;
}

enum status region_scan(struct region_scan *s, struct arena *a, struct error *e)
{
	size_t most = (size_t)s->width / 2 + 1, n_above = 0;
	uint32_t (*above)[2], (*here)[2], next = 0;
	enum status st = runs_count(s, e);

	s->components = 0;
	if (st)
		return st;
	s->of = arena_array(a, s->n, sizeof *s->of);
	above = arena_array(a, most, sizeof *above);
	here = arena_array(a, most, sizeof *here);
	if (!s->of || !above || !here)
		return error_memory(e);
	for (uint32_t y = 0; y < s->height; y++) {
		size_t n = row_join(s, y, (const uint32_t (*)[2])above, n_above, here, next);
		uint32_t (*swap)[2] = above;

		above = here;
		here = swap;
		next += (uint32_t)n;
		n_above = n;
	}
	for (size_t i = 0; i < s->n; i++)
		s->of[i] = s->of[i] == i ? ++s->components : s->of[s->of[i]];
	return ST_OK;
}

static void region_grow(struct region *r, const struct region_run *run, uint8_t value)
{
	double n = run->x1 - run->x0;

	if (!r->pixels)
		*r = (struct region){.x0 = run->x0, .x1 = run->x1, .y0 = run->y, .value = value};
	r->pixels += run->x1 - run->x0;
	r->x0 = run->x0 < r->x0 ? run->x0 : r->x0;
	r->x1 = run->x1 > r->x1 ? run->x1 : r->x1;
	r->y1 = run->y + 1;
	r->middle_x += n * ((double)run->x0 + run->x1) / 2;
	r->middle_y += n * (run->y + 0.5);
}

/* Runs in the order of their regions; labels on the way. */
static void runs_sort(const struct region_scan *s, struct region_map *m)
{
	size_t i = 0;

	for (size_t k = 0; k < s->n; k++)
		m->first[s->of[k]]++;
	for (size_t k = 0; k < m->n; k++)
		m->first[k + 1] += m->first[k];
	/* first[i] moves to the end of region i as its runs come in, which is where region i + 1 begins */
	for (uint32_t y = 0; y < s->height; y++) {
		size_t begin = (size_t)y * s->width;

		if (m->label)
			memset(m->label + begin, 0, s->width * sizeof *m->label);
		for (uint32_t x0, x1 = 0; region_next(s, s->map + begin, &x0, &x1); i++) {
			uint32_t id = s->of[i];
			struct region_run *run = &m->run[m->first[id - 1]++];

			*run = (struct region_run){y, x0, x1};
			region_grow(&m->region[id - 1], run, s->map[begin + x0]);
			for (uint32_t x = x0; m->label && x < x1; x++)
				m->label[begin + x] = id;
		}
	}
	memmove(m->first + 1, m->first, m->n * sizeof *m->first);
	m->first[0] = 0;
}

enum status region_find(const uint8_t *map, uint8_t bits, uint32_t width, uint32_t height, bool diagonal, uint32_t *labels, struct arena *a,
			struct region_map *out, struct error *e)
{
	struct region_scan s = {.map = map, .width = width, .height = height, .diagonal = diagonal};
	struct arena scratch = ARENA_INIT;
	enum status st;

	*out = (struct region_map){.width = width, .height = height, .label = labels};
	for (unsigned v = 0; v < 256; v++)
		s.in[v] = v & bits;
	st = region_scan(&s, &scratch, e);
	if (st)
		goto out;
	out->n = s.components;
	out->region = arena_array(a, out->n, sizeof *out->region);
	out->run = arena_array(a, s.n, sizeof *out->run);
	out->first = arena_array(a, out->n + 1, sizeof *out->first);
	if (!out->region || !out->run || !out->first) {
		st = error_memory(e);
		goto out;
	}
	runs_sort(&s, out);
	for (size_t i = 0; i < out->n; i++) {
		struct region *r = &out->region[i];

		r->id = (uint32_t)i + 1;
		r->middle_x /= (double)r->pixels;
		r->middle_y /= (double)r->pixels;
	}
out:
	arena_free(&scratch);
	return st;
}
