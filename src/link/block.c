#include "link/block.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 128, SLOTS_A_KEY = 4 };

struct slots {
	uint32_t *value[SLOTS]; /* of each record: a hash, 0 where it has none */
	uint8_t key[SLOTS];
	size_t n;
	size_t first[BLOCK_KEYS + 1];
};

struct work {
	const struct link_fields *f;
	const struct block_keys *k;
	const struct block_options *o;
	struct slots s;
	uint64_t *entry, *other;   /* hash << 32 | record */
	size_t n_entries, cap_entries;
	uint64_t *pair; size_t n_pairs, cap_pairs, sorted;
	uint64_t *large;           /* records × keys: a bit where the key's block is too large */
	bool failed;
};

static uint32_t hash32(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	return (uint32_t)h ? (uint32_t)h : 1;
}

static bool slots_fill(struct work *w)
{
	const struct link_fields *f = w->f;
	uint64_t value[3 * CELL_TOKENS];

	for (size_t k = 0; k < w->k->n; k++) {
		size_t used = 0, base = w->s.n;

		w->s.first[k] = base;
		for (size_t i = 0; i < SLOTS_A_KEY && base + i < SLOTS; i++) {
			if (!(w->s.value[base + i] = calloc(f->records, sizeof **w->s.value)))
				return false;
			w->s.key[base + i] = (uint8_t)k;
		}
		for (uint32_t r = 0; r < f->records; r++) {
			size_t n = block_values(f, &w->k->key[k], r, value);

			n = n > SLOTS_A_KEY ? SLOTS_A_KEY : n;
			n = base + n > SLOTS ? SLOTS - base : n;
			used = n > used ? n : used;
			for (size_t i = 0; i < n; i++)
				w->s.value[base + i][r] = hash32(value[i] + 0x9e3779b9u * (k + 1));
		}
		for (size_t i = used; i < SLOTS_A_KEY && base + i < SLOTS; i++) {
			free(w->s.value[base + i]);
			w->s.value[base + i] = NULL;
		}
		w->s.n += used;
	}
	w->s.first[w->k->n] = w->s.n;
	return true;
}

static bool entry_add(struct work *w, uint32_t hash, uint32_t record)
{
	if (w->n_entries == w->cap_entries) {
		size_t cap = w->cap_entries ? 2 * w->cap_entries : 1 << 16;
		uint64_t *a = realloc(w->entry, cap * sizeof *a), *b;

		if (!a)
			return false;
		w->entry = a;
		if (!(b = realloc(w->other, cap * sizeof *b)))
			return false;
		w->other = b;
		w->cap_entries = cap;
	}
	w->entry[w->n_entries++] = (uint64_t)hash << 32 | record;
	return true;
}

/* By bits from..from+11, 22, … of each: least significant digit first. */
static uint64_t *radix(uint64_t *a, uint64_t *b, size_t n, unsigned from, unsigned to)
{
	for (unsigned shift = from; shift < to; shift += 11) {
		size_t count[2049] = {0};

		for (size_t i = 0; i < n; i++)
			count[(a[i] >> shift & 2047) + 1]++;
		for (size_t i = 0; i < 2048; i++)
			count[i + 1] += count[i];
		for (size_t i = 0; i < n; i++)
			b[count[a[i] >> shift & 2047]++] = a[i];
		uint64_t *swap = a;

		a = b;
		b = swap;
	}
	return a;
}

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

static void pairs_unique(struct work *w)
{
	size_t n = 0;

	qsort(w->pair, w->n_pairs, sizeof *w->pair, by_number);
	for (size_t i = 0; i < w->n_pairs; i++)
		if (!i || w->pair[i] != w->pair[i - 1])
			w->pair[n++] = w->pair[i];
	w->n_pairs = w->sorted = n;
}

static bool pair_add(struct work *w, uint32_t a, uint32_t b)
{
	if (w->n_pairs == w->cap_pairs) {
		if (w->n_pairs > w->sorted + w->sorted / 2 + ((size_t)1 << 20))
			pairs_unique(w);
		if (w->n_pairs >= w->cap_pairs / 2) {
			size_t cap = w->cap_pairs ? 2 * w->cap_pairs : 1 << 16;
			uint64_t *p = realloc(w->pair, cap * sizeof *p);

			if (!p)
				return false;
			w->pair = p;
			w->cap_pairs = cap;
		}
	}
	w->pair[w->n_pairs++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	return true;
}

/* Blocks of the entries: pairs of those small enough; the others' records are handed to `mark`. */
static bool blocks(struct work *w, unsigned bit_a, bool mark)
{
	uint64_t *e = radix(w->entry, w->other, w->n_entries, 32, 64);

	if (e == w->other) {
		w->other = w->entry;
		w->entry = e;
	}
	for (size_t i = 0, j; i < w->n_entries; i = j) {
		for (j = i + 1; j < w->n_entries && e[j] >> 32 == e[i] >> 32; j++)
			;
		if (j - i > w->o->cap) {
			if (mark)
				for (size_t x = i; x < j; x++)
					w->large[(uint32_t)e[x]] |= UINT64_C(1) << bit_a;
			continue;
		}
		for (size_t x = i; x < j; x++)
			for (size_t y = x + 1; y < j; y++)
				if ((uint32_t)e[x] != (uint32_t)e[y] && !pair_add(w, (uint32_t)e[x], (uint32_t)e[y]))
					return false;
	}
	return true;
}

enum status block_run(const struct link_fields *f, const struct block_keys *k, const struct block_options *o, struct block_set *out, struct error *e)
{
	struct work w = {.f = f, .k = k, .o = o};
	bool ok = slots_fill(&w) && (w.large = calloc(f->records ? f->records : 1, sizeof *w.large));

	for (size_t i = 0; ok && i < k->n; i++) {
		w.n_entries = 0;
		for (size_t s = w.s.first[i]; s < w.s.first[i + 1]; s++)
			for (uint32_t r = 0; ok && r < f->records; r++)
				if (w.s.value[s][r])
					ok = entry_add(&w, w.s.value[s][r], r);
		ok = ok && blocks(&w, (unsigned)i, true);
	}
	for (size_t i = 0; ok && i < k->n; i++)
		for (size_t j = i; ok && j < k->n; j++) {
			w.n_entries = 0;
			if (i == j && w.s.first[i + 1] - w.s.first[i] < 2)
				continue;
			if (i != j && k->key[i].field == k->key[j].field && k->key[i].what != 1 && f->field[k->key[i].field].kind != LINK_FIELD_DATE)
				continue;
			for (uint32_t r = 0; ok && r < f->records; r++) {
				if (!(w.large[r] >> i & 1) || !(w.large[r] >> j & 1))
					continue;
				for (size_t s = w.s.first[i]; ok && s < w.s.first[i + 1]; s++)
					for (size_t t = i == j ? s + 1 : w.s.first[j]; ok && t < w.s.first[j + 1]; t++) {
						uint32_t a = w.s.value[s][r], b = w.s.value[t][r];

						if (!a || !b)
							continue;
						if (i == j && a > b) {
							uint32_t swap = a;

							a = b;
							b = swap;
						}
						ok = entry_add(&w, hash32((uint64_t)a << 32 | b), r);
					}
			}
			ok = ok && blocks(&w, 0, false);
		}
	if (ok)
		pairs_unique(&w);
	for (size_t s = 0; s < SLOTS; s++)
		free(w.s.value[s]);
	free(w.entry);
	free(w.other);
	free(w.large);
	if (!ok) {
		free(w.pair);
		return error_memory(e);
	}
	*out = (struct block_set){.pair = w.pair, .n = w.n_pairs};
	return ST_OK;
}
