#include "watch/mask_map.h"

#include <string.h>

bool map_open(struct map *m, uint32_t width, uint32_t height, struct arena *a)
{
	*m = (struct map){.width = width, .height = height, .n = (size_t)width * height, .a = a};
	m->bit = arena_alloc(a, m->n);
	m->seen = arena_array(a, width, sizeof *m->seen);
	m->row = arena_alloc(a, width);
	return m->bit && m->seen && m->row;
}

void map_clear(struct map *m, uint8_t bits)
{
	for (size_t i = 0; i < m->n; i++)
		m->bit[i] &= (uint8_t)~bits;
}

bool map_any(const struct map *m, uint8_t bit)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->bit[i] & bit)
			return true;
	return false;
}

/* ---- squares ---- */

/* MAP_ROOM of one row: whether something of `of` (or nothing, where turned) is within r along it. */
static void wide_row(struct map *m, uint32_t y, uint8_t of, bool turned, uint32_t r)
{
	uint8_t *bit = m->bit + (size_t)y * m->width, *near = m->row;
	uint64_t last = 0;  /* the last column that counts, plus one */

	for (uint32_t x = 0; x < m->width; x++) {
		last = ((bit[x] & of) != 0) != turned ? x + 1ull : last;
		near[x] = last && x + 1ull - last <= r;
	}
	last = UINT64_MAX;
	for (uint32_t x = m->width; x-- > 0;) {
		last = ((bit[x] & of) != 0) != turned ? x : last;
		near[x] |= last != UINT64_MAX && last - x <= r;
	}
	for (uint32_t x = 0; x < m->width; x++)
		bit[x] = (uint8_t)((bit[x] & ~MAP_ROOM) | (near[x] ? MAP_ROOM : 0));
}

/* `to` becomes whether something counts in the square; where turned, whether nothing does. */
static void squares(struct map *m, uint8_t of, uint8_t to, uint32_t r, bool turned)
{
	for (uint32_t y = 0; y < m->height; y++)
		wide_row(m, y, of, turned, r);
	for (int up = 0; up < 2; up++) {
		memset(m->seen, 0, m->width * sizeof *m->seen);
		for (uint32_t k = 0; k < m->height; k++) {
			uint32_t y = up ? m->height - 1 - k : k;
			uint8_t *bit = m->bit + (size_t)y * m->width;

			for (uint32_t x = 0; x < m->width; x++) {
				bool near;

				m->seen[x] = bit[x] & MAP_ROOM ? k + 1 : m->seen[x];
				near = m->seen[x] && k + 1 - m->seen[x] <= r;
				if (up)
					near = near || ((bit[x] & to) != 0) != turned;
				bit[x] = (uint8_t)(near != turned ? bit[x] | to : bit[x] & ~to);
			}
		}
	}
}

void map_widen(struct map *m, uint8_t of, uint8_t to, uint32_t r)
{
	squares(m, of, to, r, false);
}

void map_narrow(struct map *m, uint8_t of, uint8_t to, uint32_t r)
{
	squares(m, of, to, r, true);
}

/* ---- areas ---- */

static bool run_add(struct map *m, uint32_t y, uint32_t x, uint32_t end)
{
	if (m->n_runs == UINT32_MAX - 1)
		return false;
	if (m->n_runs == m->room) {
		uint32_t room = m->room ? (m->room > UINT32_MAX / 2 ? UINT32_MAX - 1 : 2 * m->room) : 4096;
		struct map_run *fresh = arena_array(m->a, room, sizeof *fresh);

		if (!fresh)
			return false;
		if (m->n_runs)
			memcpy(fresh, m->run, m->n_runs * sizeof *fresh);
		m->run = fresh;
		m->room = room;
		m->sum = NULL;
	}
	m->run[m->n_runs] = (struct map_run){y, x, end, m->n_runs};
	m->n_runs++;
	return true;
}

static uint32_t root_of(struct map *m, uint32_t i)
{
	while (m->run[i].root != i)
		i = m->run[i].root = m->run[m->run[i].root].root;
	return i;
}

static void join(struct map *m, uint32_t i, uint32_t k)
{
	i = root_of(m, i);
	k = root_of(m, k);
	if (i < k)
		m->run[k].root = i;
	else
		m->run[i].root = k;
}

/* Runs above … here-1 are of the row before, here … of this one. */
static void join_rows(struct map *m, uint32_t above, uint32_t here)
{
	uint32_t i = above, k = here;

	while (i < here && k < m->n_runs) {
		struct map_run *p = &m->run[i], *q = &m->run[k];

		if (p->x <= q->end && q->x <= p->end) /* corners touch too */
			join(m, i, k);
		if (p->end < q->end)
			i++;
		else
			k++;
	}
}

bool map_areas(struct map *m, uint8_t bit)
{
	uint32_t above = 0, here;

	m->n_runs = 0;
	for (uint32_t y = 0; y < m->height; y++) {
		const uint8_t *row = m->bit + (size_t)y * m->width;

		here = m->n_runs;
		for (uint32_t x = 0; x < m->width; x++) {
			uint32_t from = x;

			if (!(row[x] & bit))
				continue;
			while (x < m->width && (row[x] & bit))
				x++;
			if (!run_add(m, y, from, x))
				return false;
		}
		join_rows(m, above, here);
		above = here;
	}
	for (uint32_t i = 0; i < m->n_runs; i++)
		m->run[i].root = root_of(m, i);
	if (!m->sum)
		m->sum = arena_array(m->a, m->room ? m->room : 1, 2 * sizeof *m->sum);
	if (!m->sum)
		return false;
	memset(m->sum, 0, 2 * sizeof *m->sum * m->n_runs);
	return true;
}

void map_run_clear(struct map *m, const struct map_run *r, uint8_t bits)
{
	uint8_t *row = m->bit + (size_t)r->y * m->width;

	for (uint32_t x = r->x; x < r->end; x++)
		row[x] &= (uint8_t)~bits;
}

bool map_sieve(struct map *m, uint8_t bit, uint64_t least, bool at_border)
{
	if (!map_areas(m, bit))
		return false;
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const struct map_run *r = &m->run[i];

		m->sum[2ull * r->root] += r->end - r->x;
		m->sum[2ull * r->root + 1] |= !r->y || r->y + 1 == m->height || !r->x || r->end == m->width;
	}
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const uint64_t *sum = &m->sum[2ull * m->run[i].root];

		if (sum[0] < least || (at_border && !sum[1]))
			map_run_clear(m, &m->run[i], bit);
	}
	return true;
}

bool map_reached(struct map *m, uint8_t bit, uint8_t seed)
{
	if (!map_areas(m, bit))
		return false;
	for (uint32_t i = 0; i < m->n_runs; i++) {
		const struct map_run *r = &m->run[i];
		const uint8_t *row = m->bit + (size_t)r->y * m->width;

		for (uint32_t x = r->x; x < r->end; x++)
			m->sum[2ull * r->root] |= (row[x] & seed) != 0;
	}
	for (uint32_t i = 0; i < m->n_runs; i++)
		if (!m->sum[2ull * m->run[i].root])
			map_run_clear(m, &m->run[i], bit);
	return true;
}
