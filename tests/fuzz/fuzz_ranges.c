/* Tables of published ranges: what is read must make a picture. */
#include "estimate/ranges_read.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct ranges_file f;
	struct range_picture p;
	struct input in;
	struct error e;

	input_bytes((const char *)data, size, "fuzz", &in);
	if (ranges_read(&in, &a, &f, &e) == ST_OK && ranges_picture(f.ranges, f.n, &a, &p, &e) != ST_OK)
		abort();
	input_close(&in);
	arena_free(&a);
	return 0;
}
