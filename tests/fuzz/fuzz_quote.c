#include "check/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The input up to its first NUL is the quote, the rest the text. What is found lies inside the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
	size_t start, end;
	if (!nul)
		return 0;
	const char *text = (const char *)nul + 1;
	size_t n = size - (size_t)(nul + 1 - data);
	if (quote_find(text, n, (const char *)data, &start, &end) && (start > end || end > n))
		abort();
	return 0;
}
