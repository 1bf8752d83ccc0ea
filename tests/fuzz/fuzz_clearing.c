/* The file of clearings: any bytes give clearings or an error; each of them has what it must have, and is found by what it is for. */
#include "screen/clearing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct clearings c;
	struct error e = {.code = ST_OK};
	const struct clearing *found;

	if (clearings_parse((const char *)data, size, "fuzz", &a, &c, &e)) {
		if (!e.code)
			abort();
	} else {
		for (size_t i = 0; i < c.n; i++) {
			const struct clearing *x = &c.v[i];

			if (!x->id || !x->list || !x->entry || !x->entry_sha256 || !x->asked_sha256 || !x->by || !x->when || !x->why)
				abort();
			if (!clearings_any(&c, x->list, x->entry) ||
			    clearings_find(&c, x->list, x->entry, x->asked_sha256, x->entry_sha256, "2026-01-01", &found) == CLEARING_NONE || found->n < x->n)
				abort();
		}
	}
	arena_free(&a);
	return 0;
}
