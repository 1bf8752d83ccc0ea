#include "exchange/script.h"

#include <stdint.h>
#include <stdlib.h>

/* A record that a script yields is in normal form: checking it again changes nothing. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error e;
	struct script s;
	if (script_parse((const char *)data, size, "fuzz", &s, &e) != ST_OK)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		json_t *copy = json_deep_copy(s.records[i].body);
		if (!copy || shape_check(kind_info(s.records[i].kind), copy, &e) != ST_OK || !json_equal(copy, s.records[i].body))
			abort();
		json_decref(copy);
	}
	script_free(&s);
	return 0;
}
