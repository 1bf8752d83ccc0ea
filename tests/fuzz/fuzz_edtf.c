#include "base/edtf.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct edtf t;
	struct error e;
	if (edtf_parse((const char *)data, size, &t, &e) != ST_OK)
		return 0;
	if (t.earliest > t.latest)
		abort();
	(void)edtf_before(&t, 18000);
	(void)edtf_after(&t, 18000);
	if (edtf_touches(&t, t.earliest, t.latest) == TRUTH_NO)
		abort();
	return 0;
}
