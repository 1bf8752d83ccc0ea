#include "weigh/voice.h"

static uint32_t find(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

/* The smaller place stays the root, so that a voice is named by its first origin. */
static bool join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = find(parent, a);
	b = find(parent, b);
	if (a == b)
		return false;
	parent[a < b ? b : a] = a < b ? a : b;
	return true;
}

uint32_t voices_count(struct voices *v, const uint32_t *origins, uint32_t n, uint32_t *parent, uint32_t *group,
		      struct weigh_tie *ties, uint32_t *n_ties)
{
	v->round++;
	*n_ties = 0;
	for (uint32_t i = 0; i < n; i++)
		parent[i] = i;
	for (uint32_t i = 0; v->key_first && i < n; i++) {
		uint32_t s = origins[i];
		for (uint32_t k = v->key_first[s]; k < v->key_first[s + 1]; k++) {
			uint32_t key = v->keys[k];
			if (v->seen[key] != v->round) {
				v->seen[key] = v->round;
				v->owner[key] = i;
			} else if (join(parent, v->owner[key], i)) {
				ties[(*n_ties)++] = (struct weigh_tie){origins[v->owner[key]], s, key};
			}
		}
	}
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t root = find(parent, i);
		group[i] = root == i ? count++ : group[root];
	}
	return count;
}
