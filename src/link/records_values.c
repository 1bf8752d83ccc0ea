#include "records_internal.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_LEAST = 64, ROOM_LEAST = 1 << 10, ROOM_MOST = 1 << 20 };

/* Twice as many slots; the hashes are kept, so that no text is read again. */
static bool slots_grow(struct value_table *t)
{
	size_t n = t->n_slots ? t->n_slots * 2 : SLOTS_LEAST;
	struct value_slot *slot = calloc(n, sizeof *slot);

	if (!slot)
		return false;
	for (size_t i = 0; i < t->n_slots; i++) {
		if (!t->slot[i].index)
			continue;
		size_t at = t->slot[i].hash & (n - 1);

		while (slot[at].index)
			at = (at + 1) & (n - 1);
		slot[at] = t->slot[i];
	}
	free(t->slot);
	t->slot = slot;
	t->n_slots = n;
	return true;
}

static bool values_grow(struct value_table *t, struct link_column *c)
{
	size_t cap = t->cap ? t->cap + t->cap / 2 : SLOTS_LEAST;
	struct link_value *v = realloc(c->values, cap * sizeof *v);

	if (!v)
		return false;
	c->values = v;
	t->cap = cap;
	if (!c->n_values)
		c->values[c->n_values++] = (struct link_value){.text = ""};
	return true;
}

bool values_begin(struct value_table *t, struct link_column *c)
{
	return c->n_values || values_grow(t, c);
}

static const char *keep_text(struct value_table *t, struct arena *a, const char *text, size_t n)
{
	if ((size_t)(t->end - t->at) < n + 1) {
		size_t room = t->room < ROOM_LEAST ? ROOM_LEAST : t->room < ROOM_MOST ? t->room * 2 : ROOM_MOST;

		if (room < n + 1)
			room = n + 1;
		t->at = arena_alloc(a, room);
		if (!t->at) {
			t->end = NULL;
			return NULL;
		}
		t->end = t->at + room;
		t->room = room;
	}
	char *kept = t->at;

	memcpy(kept, text, n);
	kept[n] = '\0';
	t->at += n + 1;
	return kept;
}

/* The low bits of FNV-1a's last steps hang on few bits: fold the high half in. */
uint32_t value_hash(const char *text, size_t n)
{
	uint64_t h = hash_fnv1a(text, n);

	return (uint32_t)(h ^ h >> 32);
}

uint32_t value_enter(struct value_table *t, struct link_column *c, struct arena *a, const char *text, size_t n, uint32_t h, uint32_t count)
{
	if (c->n_values * 8 >= t->n_slots * 5 && !slots_grow(t))
		return 0;
	size_t at = h & (t->n_slots - 1);

	for (; t->slot[at].index; at = (at + 1) & (t->n_slots - 1)) {
		struct link_value *v = &c->values[t->slot[at].index];

		if (t->slot[at].hash == h && v->n == n && !memcmp(v->text, text, n)) {
			v->count += count;
			return t->slot[at].index;
		}
	}
	if (c->n_values >= t->cap && !values_grow(t, c))
		return 0;
	const char *kept = keep_text(t, a, text, n);

	if (!kept)
		return 0;
	uint32_t index = (uint32_t)c->n_values++;

	c->values[index] = (struct link_value){kept, (uint32_t)n, count};
	t->slot[at] = (struct value_slot){h, index};
	return index;
}

uint32_t value_find(const struct value_table *t, const struct link_column *c, const char *text, size_t n)
{
	const uint32_t h = value_hash(text, n);

	if (!t->n_slots)
		return 0;
	for (size_t at = h & (t->n_slots - 1); t->slot[at].index; at = (at + 1) & (t->n_slots - 1)) {
		const struct link_value *v = &c->values[t->slot[at].index];

		if (t->slot[at].hash == h && v->n == n && !memcmp(v->text, text, n))
			return t->slot[at].index;
	}
	return 0;
}

bool value_drop(struct value_table *t, struct link_column *c, uint32_t index, size_t n)
{
	const uint32_t last = (uint32_t)c->n_values - 1;
	struct value_slot *slot = calloc(t->n_slots, sizeof *slot);

	if (!slot)
		return false;
	for (size_t i = 0; i < t->n_slots; i++) {
		struct value_slot s = t->slot[i];
		size_t at = s.hash & (t->n_slots - 1);

		if (!s.index || s.index == index)
			continue;
		s.index = s.index == last ? index : s.index;
		while (slot[at].index)
			at = (at + 1) & (t->n_slots - 1);
		slot[at] = s;
	}
	free(t->slot);
	t->slot = slot;
	for (size_t i = 0; i < n; i++)
		c->value[i] = c->value[i] == index ? 0 : c->value[i] == last ? index : c->value[i];
	c->values[index] = c->values[last];
	c->n_values--;
	return true;
}
