#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What is read and written canonically must read back and be written the same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error e;
	json_t *v = NULL, *again = NULL;
	struct buf one = BUF_INIT, two = BUF_INIT;
	if (json_read((const char *)data, size, "fuzz", &v, &e) == ST_OK && json_canonical(v, &one, &e) == ST_OK) {
		if (json_read(one.bytes, one.len, "fuzz", &again, &e) != ST_OK || json_canonical(again, &two, &e) != ST_OK ||
		    one.len != two.len || memcmp(one.bytes, two.bytes, one.len) != 0)
			abort();
	}
	json_decref(v);
	json_decref(again);
	buf_free(&one);
	buf_free(&two);
	return 0;
}
