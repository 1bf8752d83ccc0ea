#include "link/token.h"
#include "base/hash.h"
#include "names/translit.h"
#include "names/words.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

bool tokens_begin(struct tokens *t)
{
	*t = (struct tokens){.n_slots = 1024, .n = 1, .cap = 256, .cap_forms = 256, .pool_cap = 4096, .pool_n = 1};
	t->slot = calloc(t->n_slots, sizeof *t->slot);
	t->token = calloc(t->cap, sizeof *t->token);
	t->hash = calloc(t->cap, sizeof *t->hash);
	t->form = aligned_alloc(16, t->cap_forms * sizeof *t->form);
	t->pool = calloc(t->pool_cap, 1);
	return t->slot && t->token && t->hash && t->form && t->pool;
}

void tokens_free(struct tokens *t)
{
	free(t->slot);
	free(t->token);
	free(t->hash);
	free(t->form);
	free(t->pool);
	*t = (struct tokens){0};
}

static bool more_slots(struct tokens *t)
{
	size_t n = 2 * t->n_slots;
	uint32_t *slot = calloc(n, sizeof *slot);

	if (!slot)
		return false;
	for (uint32_t id = 1; id < t->n; id++) {
		size_t i = t->hash[id] & (n - 1);

		while (slot[i])
			i = (i + 1) & (n - 1);
		slot[i] = id;
	}
	free(t->slot);
	t->slot = slot;
	t->n_slots = n;
	return true;
}

static bool more_tokens(struct tokens *t)
{
	size_t cap = 2 * t->cap;
	struct token *token = realloc(t->token, cap * sizeof *token);
	uint64_t *hash;

	if (!token)
		return false;
	t->token = token;
	if (!(hash = realloc(t->hash, cap * sizeof *hash)))
		return false;
	t->hash = hash;
	t->cap = cap;
	return true;
}

static bool more_forms(struct tokens *t)
{
	struct token_form *form = aligned_alloc(16, 2 * t->cap_forms * sizeof *form);

	if (!form)
		return false;
	memcpy(form, t->form, t->n_forms * sizeof *form);
	free(t->form);
	t->form = form;
	t->cap_forms *= 2;
	return true;
}

static bool pool_add(struct tokens *t, const char *s, size_t n, uint32_t *at)
{
	if (t->pool_n + n + 1 > UINT32_MAX)
		return false;
	if (t->pool_n + n + 1 > t->pool_cap) {
		size_t cap = 2 * t->pool_cap;
		char *pool = realloc(t->pool, cap);

		if (!pool)
			return false;
		t->pool = pool;
		t->pool_cap = cap;
	}
	memcpy(t->pool + t->pool_n, s, n);
	t->pool[t->pool_n + n] = 0;
	*at = (uint32_t)t->pool_n;
	t->pool_n += n + 1;
	return true;
}

static bool is_light(const char *latin)
{
	struct word_match m;

	return words_match(&latin, 1, 0, WORD_FOR_PERSON, &m) && (m.kind == WORD_PARTICLE || m.kind == WORD_TITLE || m.kind == WORD_LINK);
}

static bool add(struct tokens *t, const char *word, size_t n, enum script script, uint64_t hash, uint32_t *id)
{
	struct translit latin;
	struct token x = {0};
	size_t long_;

	translit_word(word, n, &latin);
	if (!latin.n) {
		*id = 0;
		return true;
	}
	if (t->n == t->cap && !more_tokens(t))
		return false;
	long_ = strlen(latin.form[0]);
	x.n = (uint8_t)(long_ > TOKEN_LONG ? TOKEN_LONG : long_);
	x.form = (uint32_t)t->n_forms;
	x.foreign = script == SCRIPT_HANGUL || script == SCRIPT_HAN;
	x.light = is_light(latin.form[0]);
	for (unsigned i = 0; i < latin.n && i < TOKEN_FORMS; i++) {
		struct token_form *f;

		if (t->n_forms == t->cap_forms && !more_forms(t))
			return false;
		f = &t->form[t->n_forms];
		*f = (struct token_form){0};
		f->n = (uint8_t)fold_word(latin.form[i], strlen(latin.form[i]), f->s);
		spelling_sign(f->s, f->n, &f->signature);
		t->n_forms++;
		x.n_forms++;
	}
	x.letters = distance_letters(latin.form[0], x.n);
	if (!pool_add(t, latin.form[0], x.n, &x.text))
		return false;
	t->token[t->n] = x;
	t->hash[t->n] = hash;
	*id = (uint32_t)t->n++;
	return true;
}

static bool token_of(struct tokens *t, const char *word, size_t n, enum script script, uint32_t *id)
{
	struct translit plain = {.n = 0};
	char key[TOKEN_LONG * 4];
	size_t key_n = 0, i;
	uint64_t hash;

	/* words that are spelt the same in Latin letters are the same, but for characters of which the letters are but one reading */
	if (script == SCRIPT_HANGUL || script == SCRIPT_HAN) {
		key_n = n < sizeof key ? n : sizeof key;
		memcpy(key, word, key_n);
	} else {
		translit_word(word, n, &plain);
		if (!plain.n) {
			*id = 0;
			return true;
		}
		key_n = strlen(plain.form[0]);
		key_n = key_n > TOKEN_LONG ? TOKEN_LONG : key_n;
		memcpy(key, plain.form[0], key_n);
	}
	hash = hash_fnv1a(key, key_n) * UINT64_C(0x9e3779b97f4a7c15);
	hash ^= hash >> 32;
	for (i = hash & (t->n_slots - 1); t->slot[i]; i = (i + 1) & (t->n_slots - 1))
		if (t->hash[t->slot[i]] == hash) { /* 64 bits of hash: the same word */
			*id = t->slot[i];
			return true;
		}
	if (!add(t, word, n, script, hash, id))
		return false;
	if (*id) {
		t->slot[i] = *id;
		if (2 * t->n > t->n_slots && !more_slots(t))
			return false;
	}
	return true;
}

bool tokens_read(struct tokens *t, const char *text, size_t n, uint32_t *out, size_t most, size_t *n_out)
{
	size_t from = 0, to = 0;
	enum script script = SCRIPT_NONE;
	bool any = false;

	*n_out = 0;
	n = n > INT32_MAX ? INT32_MAX : n;
	for (size_t i = 0; i <= n && *n_out < most;) {
		size_t before = i;
		UChar32 c = ' ';
		bool inside;

		if (i < n) {
			int32_t at = (int32_t)i;

			U8_NEXT_OR_FFFD((const uint8_t *)text, at, (int32_t)n, c);
			i = (size_t)at;
		} else {
			i++;
		}
		inside = u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || c == '\'' || c == 0x2019 || c == 0x2bc || c == '`';
		if (inside) {
			if (!any)
				from = before;
			any = true;
			to = i;
			if (script == SCRIPT_NONE)
				script = script_of((uint32_t)c);
			continue;
		}
		if (any) {
			uint32_t id;

			if (!token_of(t, text + from, to - from, script, &id))
				return false;
			if (id)
				out[(*n_out)++] = id;
		}
		any = false;
		script = SCRIPT_NONE;
	}
	return true;
}

static unsigned sound(const struct tokens *t, const struct token *x, const struct token *y, unsigned most)
{
	unsigned best = SPELLING_FAR;

	for (size_t i = 0; i < x->n_forms; i++)
		for (size_t j = 0; j < y->n_forms; j++) {
			const struct token_form *a = &t->form[x->form + i], *b = &t->form[y->form + j];
			unsigned m = spelling_most(a->n, b->n), d;

			m = m < most ? m : most;
			if (best <= m && best)
				m = best - 1;
			if (spelling_bound(&a->signature, &b->signature) > m)
				continue;
			d = spelling_distance(a->s, a->n, b->s, b->n, m, false);
			best = d < best ? d : best;
		}
	return best;
}

enum nearness token_near(const struct tokens *t, uint32_t a, uint32_t b)
{
	const struct token *x, *y;
	const char *s, *r;
	unsigned d, heard;
	size_t shorter, longer;

	if (a == b)
		return a ? NEAR_SAME : NEAR_NOT;
	x = &t->token[a];
	y = &t->token[b];
	s = t->pool + x->text;
	r = t->pool + y->text;
	shorter = x->n < y->n ? x->n : y->n;
	longer = x->n < y->n ? y->n : x->n;
	if (shorter == 1)
		return *s == *r ? NEAR_SHORT : NEAR_NOT;
	if (longer == shorter && x->foreign != y->foreign && !memcmp(s, r, longer))
		return NEAR_SLIP;
	d = longer - shorter > 3 || distance_least(x->letters, y->letters) > 3 ? DISTANCE_LONG : distance_osa(s, x->n, r, y->n);
	if (d <= 1 && longer >= 4)
		return NEAR_SLIP;
	heard = sound(t, x, y, SPELLING_FAR - 1);
	if (heard <= 6 && shorter >= 3)
		return NEAR_SLIP;
	if (shorter >= 3 && !memcmp(s, r, shorter))
		return NEAR_SHORT;
	if (heard != SPELLING_FAR || (d == 2 && longer >= 6) || (d == 1 && longer == 3) || (d <= 3 && longer >= 9))
		return NEAR_SIMILAR;
	return shorter == 2 && !memcmp(s, r, 2) ? NEAR_SHORT : NEAR_NOT;
}
