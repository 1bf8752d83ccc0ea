/* quote.c - does a quote stand in a text, word for word, after a stated canonicalisation.
 *
 * Folded on both sides: runs of white space of every kind to one space; typographic quotation marks and apostrophes, dashes
 * and ellipses to their plain forms; soft hyphens, zero-width characters and directional marks dropped; canonical
 * composition (NFC, by ICU). Letters and their case are left alone. White space at the ends of the quote is dropped. */
#include "check/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

/* Folded code points, and for each the byte it begins at and the byte after it. */
struct folded { UChar32 *cp; size_t *from, *to; size_t n, cap; bool failed; };

static void folded_free(struct folded *f)
{
	free(f->cp);
	free(f->from);
	free(f->to);
	*f = (struct folded){0};
}

static void push(struct folded *f, UChar32 cp, size_t from, size_t to)
{
	if (f->failed)
		return;
	if (cp == ' ' && f->n && f->cp[f->n - 1] == ' ') {
		f->to[f->n - 1] = to;
		return;
	}
	if (f->n == f->cap) {
		size_t cap = f->cap ? f->cap * 2 : 256;
		UChar32 *c = reallocarray(f->cp, cap, sizeof *c);
		f->cp = c ? c : f->cp;
		size_t *a = c ? reallocarray(f->from, cap, sizeof *a) : NULL;
		f->from = a ? a : f->from;
		size_t *b = a ? reallocarray(f->to, cap, sizeof *b) : NULL;
		f->to = b ? b : f->to;
		if (!b) {
			f->failed = true;
			return;
		}
		f->cap = cap;
	}
	f->cp[f->n] = cp;
	f->from[f->n] = from;
	f->to[f->n++] = to;
}

/* What a character counts as; 0 = nothing. */
static UChar32 plain(UChar32 c)
{
	if (c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000)
		return ' ';
	if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF)
		return 0;
	if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2035 || c == 0xB4 || c == '`' || c == 0x2BC)
		return '\'';
	if ((c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0x2036 || c == 0xAB || c == 0xBB)
		return '"';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFF0D)
		return '-';
	return c;
}

static void push_plain(struct folded *f, UChar32 c, size_t from, size_t to)
{
	UChar32 p = plain(c);
	if (c == 0x2026) {
		for (int i = 0; i < 3; i++)
			push(f, '.', from, to);
	} else if (p) {
		push(f, p, from, to);
	}
}

/* A base character and the marks that follow it, composed together. */
static void push_cluster(struct folded *f, const UNormalizer2 *nfc, const UChar *cluster, int32_t len, size_t from, size_t to)
{
	UChar out[64];
	UErrorCode ec = U_ZERO_ERROR;
	int32_t n = len <= 24 ? unorm2_normalize(nfc, cluster, len, out, 64, &ec) : -1;
	const UChar *s = U_SUCCESS(ec) && n >= 0 ? out : cluster;
	n = s == out ? n : len;
	for (int32_t i = 0; i < n;) {
		UChar unit = s[i++];
		UChar32 c = unit;
		if (unit >= 0xD800 && unit < 0xDC00 && i < n)
			c = 0x10000 + ((unit - 0xD800) << 10) + (s[i++] - 0xDC00);
		push_plain(f, c, from, to);
	}
}

static bool fold(const char *text, size_t size, struct folded *f)
{
	UErrorCode ec = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&ec);
	UChar cluster[32];
	int32_t len = 0;
	size_t from = 0, i = 0;
	*f = (struct folded){0};
	if (U_FAILURE(ec) || size > INT32_MAX)
		return false;
	while (i < size) {
		size_t start = i;
		int32_t at = (int32_t)i;
		UChar32 c;
		U8_NEXT((const uint8_t *)text, at, (int32_t)size, c);
		i = (size_t)at;
		if (c < 0)
			c = 0xFFFD;
		if (c < 0x80 && len == 0 && (i >= size || (unsigned char)text[i] < 0x80)) {
			push_plain(f, c, start, i);
			continue;
		}
		bool joins = len > 0 && len < 28 && !unorm2_hasBoundaryBefore(nfc, c);
		if (len && !joins) {
			push_cluster(f, nfc, cluster, len, from, start);
			len = 0;
		}
		if (!len)
			from = start;
		U16_APPEND_UNSAFE(cluster, len, c);
	}
	if (len)
		push_cluster(f, nfc, cluster, len, from, size);
	return !f->failed;
}

/* The end of a piece: at "[...]", which the fold has made of "[…]" too, or at the end. */
static size_t piece_end(const struct folded *q, size_t at, size_t *next)
{
	static const UChar32 gap[] = {'[', '.', '.', '.', ']'};
	for (size_t i = at; i + 5 <= q->n; i++)
		if (!memcmp(q->cp + i, gap, sizeof gap)) {
			*next = i + 5;
			return i;
		}
	*next = q->n;
	return q->n;
}

/* Where cp[0..n) stands in the text at or after `from`; SIZE_MAX = nowhere. Boyer, Moore & Horspool (1980) on code points. */
static size_t locate(const struct folded *t, size_t from, const UChar32 *cp, size_t n)
{
	size_t skip[256];
	if (n == 0 || t->n < n)
		return SIZE_MAX;
	for (size_t i = 0; i < 256; i++)
		skip[i] = n;
	for (size_t i = 0; i + 1 < n; i++)
		skip[cp[i] & 255] = n - 1 - i;
	for (size_t at = from; at + n <= t->n; at += skip[t->cp[at + n - 1] & 255])
		if (t->cp[at + n - 1] == cp[n - 1] && !memcmp(t->cp + at, cp, n * sizeof *cp))
			return at;
	return SIZE_MAX;
}

static void trim(const struct folded *q, size_t *a, size_t *b)
{
	while (*a < *b && q->cp[*a] == ' ')
		++*a;
	while (*b > *a && q->cp[*b - 1] == ' ')
		--*b;
}

bool quote_find(const char *text, size_t n, const char *quote, size_t *start, size_t *end)
{
	struct folded t = {0}, q = {0};
	bool found = false;
	if (!fold(text, n, &t) || !fold(quote, strlen(quote), &q))
		goto out;
	size_t at = 0, first = SIZE_MAX, last = 0;
	for (size_t piece = 0, next; piece < q.n; piece = next) {
		size_t a = piece, b = piece_end(&q, piece, &next);
		trim(&q, &a, &b);
		if (a == b)
			continue;
		size_t where = locate(&t, at, q.cp + a, b - a);
		if (where == SIZE_MAX)
			goto out;
		if (first == SIZE_MAX)
			first = where;
		at = last = where + (b - a);
	}
	found = first != SIZE_MAX;
	if (found) {
		*start = t.from[first];
		*end = t.to[last - 1];
	}
out:
	folded_free(&t);
	folded_free(&q);
	return found;
}
