#include "link/copies.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD = 64 /* records of a group that are passed over to find one that may be paired */ };

struct copy { uint64_t hash; uint32_t record; };

struct copies {
	const struct link_fields *f;
	const struct block_options *o;
	uint64_t *hash;                 /* of each record */
	uint32_t *count; size_t mask;   /* records by the last bits of their hashes */
	struct copy *v;
	uint64_t *pair; size_t n, cap;
};

static int by_hash(const void *x, const void *y)
{
	const struct copy *a = x, *b = y;

	return a->hash != b->hash ? (a->hash < b->hash ? -1 : 1) : a->record < b->record ? -1 : a->record > b->record;
}

/* Of all fields but one (f->n: of all); 0: nothing is known. */
static uint64_t hash_of(const struct link_fields *f, uint32_t record, size_t but)
{
	uint64_t h = 0;
	bool known = false;

	for (size_t k = 0; k < f->n; k++) {
		uint32_t cell = k == but ? 0 : f->field[k].cell[record];

		known = known || cell;
		h = (h ^ cell) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29;
	}
	return known ? h | 1 : 0;
}

static bool same(const struct link_fields *f, uint32_t a, uint32_t b, size_t but)
{
	for (size_t k = 0; k < f->n; k++)
		if (k != but && f->field[k].cell[a] != f->field[k].cell[b])
			return false;
	return true;
}

static bool asked(const struct block_options *o, uint32_t a, uint32_t b)
{
	return !o->file || o->file[a] != o->file[b] || (!o->across && !(o->clean && o->clean[o->file[a]]));
}

static bool take(struct copies *c, uint32_t a, uint32_t b)
{
	if (c->n == c->cap) {
		size_t cap = c->cap ? 2 * c->cap : 1 << 12;
		uint64_t *pair = realloc(c->pair, cap * sizeof *pair);

		if (!pair)
			return false;
		c->pair = pair;
		c->cap = cap;
	}
	c->pair[c->n++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	return true;
}

/* Groups of more than `least` records. */
static bool groups(struct copies *c, size_t but, size_t least)
{
	size_t n = 0;

	memset(c->count, 0, (c->mask + 1) * sizeof *c->count);
	for (uint32_t i = 0; i < c->f->records; i++)
		if ((c->hash[i] = hash_of(c->f, i, but)))
			c->count[c->hash[i] >> 20 & c->mask]++;
	for (uint32_t i = 0; i < c->f->records; i++)
		if (c->hash[i] && c->count[c->hash[i] >> 20 & c->mask] > least)
			c->v[n++] = (struct copy){c->hash[i], i};
	if (n > 1)
		qsort(c->v, n, sizeof *c->v, by_hash);
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && c->v[j].hash == c->v[i].hash; j++)
			;
		for (size_t x = i; j - i > least && x < j; x++)
			for (size_t y = x + 1; y < j && y <= x + AHEAD; y++)
				if (asked(c->o, c->v[x].record, c->v[y].record) && same(c->f, c->v[x].record, c->v[y].record, but)) {
					if (!take(c, c->v[x].record, c->v[y].record))
						return false;
					break;
				}
	}
	return true;
}

/* Both in order, each pair once. */
static bool merge(struct copies *c, struct block_set *io)
{
	size_t n = 0, i = 0, k = 0;
	uint64_t *all;

	if (!c->n)
		return true;
	qsort(c->pair, c->n, sizeof *c->pair, block_by_pair);
	if (!(all = malloc((io->n + c->n) * sizeof *all)))
		return false;
	while (i < io->n || k < c->n) {
		uint64_t next = k == c->n || (i < io->n && io->pair[i] <= c->pair[k]) ? io->pair[i++] : c->pair[k++];

		if (!n || all[n - 1] != next)
			all[n++] = next;
	}
	free(io->pair);
	*io = (struct block_set){all, n, io->n + c->n};
	return true;
}

enum status copies_add(const struct link_fields *f, const struct block_options *o, struct block_set *io, struct error *e)
{
	struct copies c = {.f = f, .o = o, .mask = 1023};
	bool ok;

	while (c.mask < 2 * f->records)
		c.mask = 2 * c.mask + 1;
	c.hash = malloc((f->records + 1) * sizeof *c.hash);
	c.count = malloc((c.mask + 1) * sizeof *c.count);
	c.v = malloc((f->records + 1) * sizeof *c.v);
	ok = c.hash && c.count && c.v && groups(&c, f->n, 1);
	for (size_t k = 0; ok && f->n > 1 && k < f->n; k++)
		ok = groups(&c, k, o->cap);
	ok = ok && merge(&c, io);
	free(c.hash);
	free(c.count);
	free(c.v);
	free(c.pair);
	return ok ? ST_OK : error_memory(e);
}
