#include "exchange/extract.h"
#include "exchange/extract_work.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = BUF_INIT;
	(void)extract_type(data, size);
	(void)extract_html((const char *)data, size, &out);
	buf_reset(&out);
	(void)extract_plain((const char *)data, size, &out);
	buf_free(&out);
	return 0;
}
