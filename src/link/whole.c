#include "link/whole.h"
#include "base/hash.h"
#include "names/compare.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { WORDS = 6, TEXT_MOST = 160 };

static enum script script_at(const char *text, size_t n)
{
	for (int32_t i = 0; i < (int32_t)n;) {
		UChar32 c;
		enum script s;

		U8_NEXT_OR_FFFD((const uint8_t *)text, i, (int32_t)n, c);
		s = script_of((uint32_t)c);
		if (s != SCRIPT_NONE)
			return s;
	}
	return SCRIPT_NONE;
}

static size_t words_in(char *text, const char *words[WORDS])
{
	size_t n = 0;

	for (char *at = strtok_r(text, " ", &text); at; at = strtok_r(NULL, " ", &text)) {
		if (n == WORDS)
			return 0;
		words[n++] = at;
	}
	return n;
}

static void key_add(struct whole_name *x, uint64_t key)
{
	for (size_t i = 0; i < x->n_keys; i++)
		if (x->key[i] == key)
			return;
	if (x->n_keys < WHOLE_KEYS)
		x->key[x->n_keys++] = key;
}

/* Small letters; what divides words becomes a space. */
static void small(const char *name, size_t n, char out[2 * TEXT_MOST + 1])
{
	int32_t m = 0, room = 2 * TEXT_MOST;

	for (int32_t i = 0; i < (int32_t)n;) {
		UChar32 c;
		UBool full = false;

		U8_NEXT_OR_FFFD((const uint8_t *)name, i, (int32_t)n, c);
		c = u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || c == '\'' || c == 0x2019 || c == 0x2bb || c == 0x2bc ? u_tolower(c) : ' ';
		U8_APPEND((uint8_t *)out, m, room, (uint32_t)c, full);
		if (full)
			break;
	}
	out[m] = 0;
}

/* Keys of the readings of a name. */
static void readings(const char *name, size_t n, struct whole_name *out)
{
	char text[2 * TEXT_MOST + 1];
	const char *words[WORDS];
	struct korean_reading k[KOREAN_READINGS];
	struct chinese_reading c[CHINESE_READINGS];
	size_t n_words, n_k = 0, n_c = 0;
	enum script s = script_at(name, n);

	if (n > TEXT_MOST || (s != SCRIPT_HANGUL && s != SCRIPT_HAN && s != SCRIPT_LATIN && s != SCRIPT_CYRILLIC))
		return;
	small(name, n, text);
	n_words = words_in(text, words);
	if (!n_words)
		return;
	if (s == SCRIPT_HANGUL) {
		n_k = korean_read_hangul(words, n_words, k);
	} else if (s == SCRIPT_HAN) {
		n_k = korean_read_hanja(words, n_words, k);
		n_c = chinese_read_han(words, n_words, c);
	} else if (n_words > 1 && s == SCRIPT_LATIN) {
		n_k = korean_read_latin(words, n_words, k);
		n_c = chinese_read_latin(words, n_words, c);
	} else if (n_words > 1) {
		n_k = korean_read_cyrillic(words, n_words, k);
	}
	for (size_t i = 0; i < n_k || i < n_c; i++) {
		if (i < n_k)
			key_add(out, korean_key(&k[i]));
		if (i < n_c)
			key_add(out, chinese_key(&c[i]) ^ UINT64_C(0x9e3779b97f4a7c15));
	}
}

size_t whole_family(const char *word, size_t n)
{
	char text[TEXT_MOST + 1];
	const char *words[1] = {text};
	struct korean_reading k[KOREAN_READINGS];
	struct chinese_reading c[CHINESE_READINGS];
	enum script s = script_at(word, n);
	unsigned letters = 0;
	int32_t at = 0;

	if (n > TEXT_MOST || (s != SCRIPT_HANGUL && s != SCRIPT_HAN))
		return 0;
	memcpy(text, word, n);
	text[n] = 0;
	if (s == SCRIPT_HANGUL && korean_read_hangul(words, 1, k))
		letters = k[0].family;
	else if (s == SCRIPT_HAN && chinese_read_han(words, 1, c))
		letters = c[0].family;
	while (letters-- > 0 && at < (int32_t)n)
		U8_FWD_1((const uint8_t *)word, at, (int32_t)n);
	return at < (int32_t)n ? (size_t)at : 0;
}

/* A record's name, family name first; a full name as it stands where there are no parts. */
static size_t name_of(const struct link_records *r, size_t record, char out[TEXT_MOST + 1])
{
	static const enum link_role roles[] = {ROLE_FAMILY, ROLE_GIVEN, ROLE_FULL};
	size_t n = 0;

	for (size_t k = 0; k < 3; k++) {
		if (roles[k] == ROLE_FULL && n)
			break;
		for (size_t c = 0; c < r->n_columns; c++) {
			const struct link_column *x = &r->column[c];
			const struct link_value *v = &x->values[x->value[record]];

			if (x->role != roles[k] || !v->n)
				continue;
			if (n + v->n + 1 > TEXT_MOST)
				return 0;
			if (n)
				out[n++] = ' ';
			memcpy(out + n, v->text, v->n);
			n += v->n;
			if (roles[k] == ROLE_FULL)
				break;
		}
	}
	out[n] = 0;
	return n;
}

struct seen { uint64_t *hash; uint32_t *id; size_t n, slots; };

static bool seen_grow(struct seen *s)
{
	size_t slots = s->slots ? 2 * s->slots : 4096;
	uint64_t *hash = calloc(slots, sizeof *hash);
	uint32_t *id = calloc(slots, sizeof *id);

	if (!hash || !id) {
		free(hash);
		free(id);
		return false;
	}
	for (size_t i = 0; i < s->slots; i++)
		if (s->hash[i]) {
			size_t k = s->hash[i] & (slots - 1);

			while (hash[k])
				k = (k + 1) & (slots - 1);
			hash[k] = s->hash[i];
			id[k] = s->id[i];
		}
	free(s->hash);
	free(s->id);
	s->hash = hash;
	s->id = id;
	s->slots = slots;
	return true;
}

bool wholes_make(const struct link_records *r, struct wholes *out)
{
	struct seen seen = {0};
	size_t cap = 0, pool_n = 0, pool_cap = 0;
	bool ok, any = false;

	*out = (struct wholes){.of = calloc(r->n + 1, sizeof *out->of)};
	ok = out->of && seen_grow(&seen);
	for (size_t c = 0; c < r->n_columns; c++)
		any = any || (r->column[c].role >= ROLE_GIVEN && r->column[c].role <= ROLE_FULL);
	for (size_t i = 0; ok && any && i < r->n; i++) {
		char text[TEXT_MOST + 1];
		size_t n = name_of(r, i, text), k;
		struct whole_name x = {0};
		uint64_t hash;

		if (!n)
			continue;
		hash = hash_fnv1a(text, n) | 1;
		for (k = hash & (seen.slots - 1); seen.hash[k] && seen.hash[k] != hash; k = (k + 1) & (seen.slots - 1))
			;
		if (seen.hash[k]) {
			out->of[i] = seen.id[k];
			continue;
		}
		readings(text, n, &x);
		seen.hash[k] = hash;
		seen.n++;
		if (x.n_keys) {
			if (out->n + 1 >= cap) {
				struct whole_name *more = realloc(out->name, (cap = cap ? 2 * cap : 256) * sizeof *more);

				if (!more) {
					ok = false;
					break;
				}
				out->name = more;
			}
			if (pool_n + n + 1 > pool_cap) {
				char *more = realloc(out->pool, pool_cap = 2 * pool_cap + n + 4096);

				if (!more || pool_cap > UINT32_MAX) {
					out->pool = more ? more : out->pool;
					ok = false;
					break;
				}
				out->pool = more;
			}
			out->n = out->n ? out->n : 1;
			x.text = (uint32_t)pool_n;
			x.n = (uint16_t)n;
			memcpy(out->pool + pool_n, text, n + 1);
			pool_n += n + 1;
			seen.id[k] = (uint32_t)out->n;
			out->name[out->n++] = x;
			out->of[i] = seen.id[k];
		}
		if (2 * seen.n > seen.slots)
			ok = seen_grow(&seen);
	}
	free(seen.hash);
	free(seen.id);
	return ok;
}

void wholes_free(struct wholes *w)
{
	free(w->of);
	free(w->name);
	free(w->pool);
	*w = (struct wholes){0};
}

float wholes_compare(const struct wholes *w, uint32_t a, uint32_t b)
{
	const struct whole_name *x = w->of[a] ? &w->name[w->of[a]] : NULL, *y = w->of[b] ? &w->name[w->of[b]] : NULL;
	bool share = false;

	if (!x || !y)
		return -1;
	for (size_t i = 0; i < x->n_keys; i++)
		for (size_t k = 0; k < y->n_keys; k++)
			share = share || x->key[i] == y->key[k];
	if (!share)
		return -1;
	{
		struct name p, q;
		struct comparison c;
		bool turn = x->text > y->text; /* the same whichever comes first */

		names_compare_texts((struct compare_text){w->pool + (turn ? y : x)->text, (turn ? y : x)->n},
				    (struct compare_text){w->pool + (turn ? x : y)->text, (turn ? x : y)->n}, WORD_FOR_PERSON, &p, &q, &c);
		return c.score;
	}
}
