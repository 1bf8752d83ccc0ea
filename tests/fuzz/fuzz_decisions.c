/* The log of decisions: any bytes give decisions or an error; each has what it must have, and those that hold are of records that are there. */
#include "link/decision.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char people[] = "id,name\n1,a\n2,b\n3,c\n4,d\n";
	struct link_read_options o = {.id = "id"};
	struct link_records r;
	struct input in, *list = &in;
	struct arena a = ARENA_INIT;
	struct decisions d;
	struct decisions_use use;
	struct error e = {.code = ST_OK};

	if (decisions_parse((const char *)data, size, "fuzz", &a, &d, &e)) {
		if (!e.code || !*e.message)
			abort();
		arena_free(&a);
		return 0;
	}
	for (size_t i = 0; i < d.n; i++) {
		const struct decision *x = &d.v[i];

		if (!x->side[0].id || !x->side[1].file || !x->by || !*x->by || !x->when || !x->why || x->word >= DECISION_WORDS || x->probability > 1 || !x->line)
			abort();
	}
	input_bytes(people, sizeof people - 1, "p.csv", &in);
	if (records_read(&list, 1, &o, &r, &e))
		abort();
	if (!decisions_use(&d, &r, NULL, &a, &use, &e)) {
		if (use.n + use.n_unsure + use.n_changed + use.elsewhere > d.n || use.same > use.n)
			abort();
		for (size_t i = 0; i < use.n; i++)
			if (use.v[i].a >= use.v[i].b || use.v[i].b >= r.n)
				abort();
	}
	records_free(&r);
	input_close(&in);
	arena_free(&a);
	return 0;
}
