#include "screen/keys.h"

#include "base/hash.h"
#include "names/acronym.h"
#include "names/sino_korean.h"

#include <string.h>

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

/* Of a name that may be an acronym the word, of others their letters: either may be the listed one. */
static size_t acronym(const struct name *x, bool listed, uint64_t out[KEYS_MOST])
{
	char letters[ACRONYM_WAYS][ACRONYM_MOST + 1];
	const char *word = acronym_word(x);
	size_t n = acronym_letters(x, letters);

	(void)listed;
	for (size_t i = 0; i < n; i++)
		out[i] = hash_fnv1a(letters[i], strlen(letters[i]));
	if (word)
		out[n++] = hash_fnv1a(word, strlen(word));
	return n;
}

static size_t sino_korean(const struct name *x, bool listed, uint64_t out[KEYS_MOST])
{
	(void)listed;
	return sino_keys(x, out);
}

_Static_assert((int)SINO_KEYS <= (int)KEYS_MOST, "room for keys");
const struct key_kind key_kinds[KEY_KINDS] = {
	{SECTION_EXACT, written_same}, {SECTION_KOREAN, korean}, {SECTION_CHINESE, chinese}, {SECTION_ACRONYM, acronym}, {SECTION_SINO, sino_korean}};
