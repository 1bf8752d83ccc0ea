/* One line of an FtM file: into a record and back, nothing lost. */
#include "base/json.h"
#include "exchange/ftm.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The same properties with the same values, as an export writes them. */
static void compare(const struct ftm_entity *x, const struct ftm_entity *back)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	struct error e;
	if (ftm_write_entity(x, &a, &e) != ST_OK || ftm_write_entity(back, &b, &e) != ST_OK)
		abort();
	json_t *l = json_loads(buf_str(&a), 0, NULL), *r = json_loads(buf_str(&b), 0, NULL);
	const char *const members[] = {"id", "schema", "properties", "datasets", "referents", "target", "first_seen"};
	if (!l || !r)
		abort();
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		const json_t *v = json_object_get(l, members[i]), *w = json_object_get(r, members[i]);
		if ((v || w) && !json_equal(v, w))
			abort();
	}
	json_decref(l);
	json_decref(r);
	buf_free(&a);
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct ftm_entity x, back;
	struct error e;
	enum ftm_op op;
	json_t *line = NULL, *record = NULL;
	const struct place at = {"fuzz", 1, 0};
	if (json_read((const char *)data, size, "fuzz", &line, &e) != ST_OK)
		return 0;
	if (ftm_read_entity(line, at, &a, &x, &op, &e) == ST_OK && x.schema) {
		(void)ftm_check(&x, at, NULL, NULL);
		x.source = "S";
		if (ftm_to_record(&x, NULL, &a, &record, &e) != ST_OK ||
		    ftm_from_record(ftm_kind(x.schema), record, &a, &back, &e) != ST_OK)
			abort();
		compare(&x, &back);
	}
	json_decref(record);
	json_decref(line);
	arena_free(&a);
	return 0;
}
