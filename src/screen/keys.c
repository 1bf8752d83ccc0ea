#include "screen/keys.h"

_Static_assert((int)KOREAN_READINGS <= (int)KEYS_MOST && (int)CHINESE_READINGS <= (int)KEYS_MOST, "room for keys");

static size_t written_same(const struct name *x, bool listed, uint64_t out[KEYS_MOST])
{
	(void)listed;
	out[0] = x->key;
	return !(x->flags & NAME_EMPTY);
}

static size_t korean(const struct name *x, bool listed, uint64_t out[KEYS_MOST])
{
	(void)listed;
	for (size_t i = 0; i < x->n_korean; i++)
		out[i] = korean_key(&x->korean[i]);
	return x->n_korean;
}

static size_t chinese(const struct name *x, bool listed, uint64_t out[KEYS_MOST])
{
	(void)listed;
	for (size_t i = 0; i < x->n_chinese; i++)
		out[i] = chinese_key(&x->chinese[i]);
	return x->n_chinese;
}

const struct key_kind key_kinds[KEY_KINDS] = {{SECTION_EXACT, written_same}, {SECTION_KOREAN, korean}, {SECTION_CHINESE, chinese}};
