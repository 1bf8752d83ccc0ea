#include "estimate/terms.h"

#include "base/buf.h"

#include <stdlib.h>

static bool has(struct terms t, uint32_t set)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.set[i] == set)
			return true;
	return false;
}

bool terms_hierarchical(struct terms t)
{
	for (size_t i = 0; i < t.n; i++)
		for (uint32_t left = t.set[i]; left; left &= left - 1) {
			const uint32_t rest = t.set[i] & ~(left & -left);

			if (rest & (rest - 1) && !has(t, rest))
				return false;
		}
	return true;
}

/* Larger sets first; then by the numbers of their lists, as words are ordered. */
static int in_class(const void *p, const void *q)
{
	const uint32_t x = *(const uint32_t *)p, y = *(const uint32_t *)q, differ = x ^ y;
	const int nx = __builtin_popcount(x), ny = __builtin_popcount(y);

	if (nx != ny)
		return ny - nx;
	return !differ ? 0 : x & differ & -differ ? -1 : 1;
}

static void class_add(struct buf *b, uint32_t set, unsigned n_lists)
{
	if (b->len > 1)
		buf_char(b, ',');
	for (uint32_t left = set; left; left &= left - 1)
		buf_printf(b, "%s%d", n_lists > 9 && left != set ? "." : "", __builtin_ctz(left) + 1);
}

static const char *done(struct buf *b, struct arena *a)
{
	const char *s = buf_ok(b) ? arena_strdup(a, buf_str(b)) : NULL;

	buf_free(b);
	return s;
}

const char *terms_class(struct terms t, unsigned n_lists, struct arena *a)
{
	uint32_t *order = arena_array(a, t.n ? t.n : 1, sizeof *order), covered = 0;
	struct buf b = BUF_INIT;

	if (!order)
		return NULL;
	for (size_t i = 0; i < t.n; i++) {
		order[i] = t.set[i];
		covered |= t.set[i];
	}
	if (t.n)
		qsort(order, t.n, sizeof *order, in_class);
	buf_char(&b, '[');
	for (size_t i = 0; i < t.n; i++) {
		bool within = false;

		for (size_t j = 0; j < i; j++)
			within |= (order[i] & ~order[j]) == 0;
		if (!within)
			class_add(&b, order[i], n_lists);
	}
	for (unsigned i = 0; i < n_lists; i++)
		if (!(covered >> i & 1))
			class_add(&b, 1u << i, n_lists);
	buf_char(&b, ']');
	return done(&b, a);
}

const char *terms_words(struct terms t, const char *const *lists, struct arena *a)
{
	struct buf b = BUF_INIT;

	if (!t.n)
		return "independent lists";
	for (size_t i = 0; i < t.n; i++) {
		if (i)
			buf_text(&b, " + ");
		for (uint32_t left = t.set[i]; left; left &= left - 1) {
			if (left != t.set[i])
				buf_char(&b, ':');
			buf_text(&b, lists[__builtin_ctz(left)]);
		}
	}
	return done(&b, a);
}
