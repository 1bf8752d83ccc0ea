#include "link/field_work.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* Room for one more of `size` bytes in a list of n that has *cap. */
static bool room(void **list, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? 2 * *cap : 256;
	void *p;

	if (n < *cap)
		return true;
	while (more <= n)
		more *= 2;
	if (!(p = realloc(*list, more * size)))
		return false;
	*list = p;
	*cap = more;
	return true;
}

bool maker_begin(struct maker *m, struct link_fields *out, struct link_field *x)
{
	*m = (struct maker){.out = out, .x = x, .n_slots = 1024};
	m->slot = calloc(m->n_slots, sizeof *m->slot);
	x->cell = calloc(out->records ? out->records : 1, sizeof *x->cell);
	if (!m->slot || !x->cell || !room((void **)&x->cells, 0, &m->cap_cells, sizeof *x->cells) || !(m->hash = calloc(m->cap_cells, sizeof *m->hash)) ||
	    !room((void **)&x->pool, 0, &m->pool_cap, 1) || !room((void **)&x->ids, 0, &m->ids_cap, sizeof *x->ids))
		return false;
	x->cells[0] = (struct cell){0};
	x->pool[0] = 0;
	x->n_cells = 1;
	m->pool_n = 1;
	return true;
}

void maker_end(struct maker *m)
{
	free(m->slot);
	free(m->hash);
}

static bool more_slots(struct maker *m)
{
	size_t n = 2 * m->n_slots;
	uint32_t *slot = calloc(n, sizeof *slot);

	if (!slot)
		return false;
	for (uint32_t id = 1; id < m->x->n_cells; id++) {
		size_t i = m->hash[id] & (n - 1);

		while (slot[i])
			i = (i + 1) & (n - 1);
		slot[i] = id;
	}
	free(m->slot);
	m->slot = slot;
	m->n_slots = n;
	return true;
}

bool maker_cell(struct maker *m, const struct making *w, uint32_t *id)
{
	struct link_field *x = m->x;
	uint64_t hash = w->n_ids && x->kind <= LINK_FIELD_OTHER_NAMES ? hash_fnv1a(w->ids, w->n_ids * sizeof *w->ids)
		      : w->day ? hash_fnv1a(&w->day, sizeof w->day) : hash_fnv1a(w->text, w->n);
	size_t i, cap = m->cap_cells, n = w->n > UINT16_MAX ? UINT16_MAX : w->n;
	struct cell *c;

	hash *= UINT64_C(0x9e3779b97f4a7c15);
	hash ^= hash >> 32;
	for (i = hash & (m->n_slots - 1); m->slot[i]; i = (i + 1) & (m->n_slots - 1))
		if (m->hash[m->slot[i]] == hash) {
			*id = m->slot[i];
			return true;
		}
	if (!room((void **)&x->cells, x->n_cells, &m->cap_cells, sizeof *x->cells))
		return false;
	if (cap != m->cap_cells) {
		uint64_t *more = realloc(m->hash, m->cap_cells * sizeof *more);

		if (!more)
			return false;
		m->hash = more;
	}
	if (m->ids_n + w->n_ids > UINT32_MAX || !room((void **)&x->pool, m->pool_n + n + 1, &m->pool_cap, 1) ||
	    !room((void **)&x->ids, m->ids_n + w->n_ids + 1, &m->ids_cap, sizeof *x->ids))
		return false;
	c = &x->cells[x->n_cells];
	*c = (struct cell){.text = m->pool_n, .n = (uint16_t)n, .n_tokens = (uint8_t)w->n_ids, .local = (uint8_t)(w->local > 255 ? 255 : w->local),
			   .token = (uint32_t)m->ids_n, .day = w->day, .letters = distance_letters(w->text, n)};
	if (n)
		memcpy(x->pool + m->pool_n, w->text, n);
	x->pool[m->pool_n + n] = 0;
	m->pool_n += n + 1;
	if (w->n_ids)
		memcpy(x->ids + m->ids_n, w->ids, w->n_ids * sizeof *w->ids);
	m->ids_n += w->n_ids;
	m->hash[x->n_cells] = hash;
	m->slot[i] = (uint32_t)x->n_cells;
	*id = (uint32_t)x->n_cells++;
	return 2 * x->n_cells <= m->n_slots || more_slots(m);
}

bool maker_put(struct maker *m, size_t record, const struct making *w)
{
	uint32_t id;

	if (!maker_cell(m, w, &id))
		return false;
	m->x->cell[record] = id;
	m->x->cells[id].count++;
	m->x->known++;
	return true;
}
