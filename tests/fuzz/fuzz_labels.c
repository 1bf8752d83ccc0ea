/* Labelled pairs: any bytes give labels or an error; those that are used are of records that are there, each pair once. */
#include "link/labels.h"

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
	struct labels l;
	struct labels_use use;
	struct error e = {.code = ST_OK};

	input_bytes((const char *)data, size, "fuzz", &in);
	if (labels_read(&in, &a, &l, &e)) {
		if (!e.code || !*e.message)
			abort();
		input_close(&in);
		arena_free(&a);
		return 0;
	}
	input_close(&in);
	for (size_t i = 0; i < l.n; i++)
		if (!l.v[i].id[0] || !*l.v[i].id[1] || !l.v[i].line)
			abort();
	input_bytes(people, sizeof people - 1, "p.csv", &in);
	if (records_read(&list, 1, &o, &r, &e))
		abort();
	if (!labels_use(&l, &r, &a, &use, &e)) {
		if (use.n + use.elsewhere + use.again != l.n || use.same > use.n)
			abort();
		for (size_t i = 0; i < use.n; i++)
			if (use.v[i].a >= use.v[i].b || use.v[i].b >= r.n || (i && use.v[i].a == use.v[i - 1].a && use.v[i].b == use.v[i - 1].b))
				abort();
	}
	records_free(&r);
	input_close(&in);
	arena_free(&a);
	return 0;
}
