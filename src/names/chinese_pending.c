/* chinese_pending.c - no Chinese readings yet: deleted by the commit that brings chinese.c. */
#include "names/chinese.h"

size_t chinese_read_latin(const char *const *words, size_t n, struct chinese_reading out[CHINESE_READINGS])
{
	(void)words, (void)n, (void)out;
	return 0;
}
size_t chinese_read_han(const char *const *words, size_t n, struct chinese_reading out[CHINESE_READINGS])
{
	(void)words, (void)n, (void)out;
	return 0;
}
uint64_t chinese_key(const struct chinese_reading *r)
{
	(void)r;
	return 0;
}
float chinese_agree(const struct chinese_reading *a, const struct chinese_reading *b, unsigned *weakest)
{
	(void)a, (void)b, (void)weakest;
	return 0;
}
size_t chinese_romanise(const struct chinese_reading *r, enum chinese_style s, char *out, size_t cap)
{
	(void)r, (void)s;
	if (cap)
		*out = 0;
	return 1;
}
