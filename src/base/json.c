#include "base/json.h"

#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* jansson 2.14 drops characters when its text buffer cannot grow, and calls other failed allocations a syntax error: so its
 * memory comes through here, where a failure is noted. */
static _Thread_local bool starved;

static void *note_malloc(size_t n)
{
	void *p = malloc(n);
	starved |= !p;
	return p;
}

static void take_memory(void)
{
	json_set_alloc_funcs(note_malloc, free);
}

void json_prepare(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	(void)pthread_once(&once, take_memory);
	json_object_seed(0);
}

enum status json_read_at(const char *text, size_t n, struct place start, json_t **out, struct error *e)
{
	json_error_t je;

	json_prepare();
	starved = false;
	*out = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &je);
	if (starved) {
		json_decref(*out);
		*out = NULL;
		return error_memory(e);
	}
	if (*out)
		return ST_OK;
	struct place at = {start.file, je.line > 0 ? start.line + (unsigned)je.line - 1 : 0, je.column > 0 ? (unsigned)je.column : 0};
	return error_at(e, ST_DATA, at, "not valid JSON: %s", je.text);
}

enum status json_read(const char *text, size_t n, const char *name, json_t **out, struct error *e)
{
	return json_read_at(text, n, (struct place){name, 1, 1}, out, e);
}

/* UTF-16 code unit order of two UTF-8 strings: as code points, but characters beyond the
 * basic plane (surrogates D800-DFFF) sort before U+E000..U+FFFF. */
static int utf16_order(const char *a, const char *b)
{
	const unsigned char *p = (const unsigned char *)a, *q = (const unsigned char *)b;
	while (*p && *p == *q)
		p++, q++;
	if (*p == *q)
		return 0;
	bool wide_p = *p >= 0xF0, wide_q = *q >= 0xF0;
	bool high_p = *p == 0xEE || *p == 0xEF, high_q = *q == 0xEE || *q == 0xEF;
	if (wide_p && high_q)
		return -1;
	if (high_p && wide_q)
		return 1;
	return *p < *q ? -1 : 1;
}

static int member_order(const void *a, const void *b)
{
	return utf16_order(*(const char *const *)a, *(const char *const *)b);
}

static void string_text(const char *s, size_t n, struct buf *out)
{
	buf_char(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		switch (c) {
		case '"': buf_text(out, "\\\""); break;
		case '\\': buf_text(out, "\\\\"); break;
		case '\b': buf_text(out, "\\b"); break;
		case '\t': buf_text(out, "\\t"); break;
		case '\n': buf_text(out, "\\n"); break;
		case '\f': buf_text(out, "\\f"); break;
		case '\r': buf_text(out, "\\r"); break;
		default:
			if (c < 0x20)
				buf_printf(out, "\\u%04x", c);
			else
				buf_char(out, (char)c);
		}
	}
	buf_char(out, '"');
}

/* Shortest digits that read back as x: at most 17 (Steele & White 1990), found by trial. */
static int shortest_digits(double x, char digits[32])
{
	char tmp[64];
	for (int p = 1; p <= 17; p++) {
		(void)snprintf(tmp, sizeof tmp, "%.*e", p - 1, x);
		if (strtod(tmp, NULL) != x && p < 17)
			continue;
		char *exponent = strchr(tmp, 'e');
		size_t k = 0;
		for (char *c = tmp; c < exponent; c++)
			if (*c >= '0' && *c <= '9')
				digits[k++] = *c;
		while (k > 1 && digits[k - 1] == '0')
			k--;
		digits[k] = '\0';
		return atoi(exponent + 1) + 1;
	}
	return 0;
}

void json_number_text(double x, struct buf *out)
{
	if (x == 0) {
		buf_char(out, '0');
		return;
	}
	if (x < 0) {
		buf_char(out, '-');
		x = -x;
	}
	char d[32];
	int point = shortest_digits(x, d); /* value = 0.d × 10^point */
	int k = (int)strlen(d);
	if (k <= point && point <= 21) {
		buf_text(out, d);
		for (int i = k; i < point; i++)
			buf_char(out, '0');
	} else if (0 < point && point <= 21) {
		buf_add(out, d, (size_t)point);
		buf_char(out, '.');
		buf_text(out, d + point);
	} else if (-6 < point && point <= 0) {
		buf_text(out, "0.");
		for (int i = point; i < 0; i++)
			buf_char(out, '0');
		buf_text(out, d);
	} else {
		buf_char(out, d[0]);
		if (k > 1) {
			buf_char(out, '.');
			buf_text(out, d + 1);
		}
		buf_printf(out, "e%+d", point - 1);
	}
}

static enum status canonical(const json_t *v, struct buf *out, struct error *e);

static enum status canonical_object(const json_t *v, struct buf *out, struct error *e)
{
	size_t n = json_object_size(v), i = 0;
	const char **keys = calloc(n ? n : 1, sizeof *keys);
	if (!keys)
		return error_memory(e);
	const char *key;
	json_t *member;
	json_object_foreach((json_t *)(uintptr_t)v, key, member)
		keys[i++] = key;
	qsort(keys, n, sizeof *keys, member_order);
	enum status s = ST_OK;
	buf_char(out, '{');
	for (i = 0; i < n && s == ST_OK; i++) {
		if (i)
			buf_char(out, ',');
		string_text(keys[i], strlen(keys[i]), out);
		buf_char(out, ':');
		s = canonical(json_object_get(v, keys[i]), out, e);
	}
	buf_char(out, '}');
	free(keys);
	return s;
}

static enum status canonical(const json_t *v, struct buf *out, struct error *e)
{
	enum status s = ST_OK;
	switch (json_typeof(v)) {
	case JSON_OBJECT:
		return canonical_object(v, out, e);
	case JSON_ARRAY:
		buf_char(out, '[');
		for (size_t i = 0; i < json_array_size(v) && s == ST_OK; i++) {
			if (i)
				buf_char(out, ',');
			s = canonical(json_array_get(v, i), out, e);
		}
		buf_char(out, ']');
		return s;
	case JSON_STRING:
		string_text(json_string_value(v), json_string_length(v), out);
		return ST_OK;
	case JSON_INTEGER:
		if (json_integer_value(v) > 9007199254740991LL || json_integer_value(v) < -9007199254740991LL)
			return error_set(e, ST_DATA, "number %lld is beyond 2^53: it has no canonical form",
					 (long long)json_integer_value(v));
		buf_printf(out, "%lld", (long long)json_integer_value(v));
		return ST_OK;
	case JSON_REAL:
		if (!isfinite(json_real_value(v)))
			return error_set(e, ST_DATA, "a number that is not finite has no canonical form");
		if (fabs(json_real_value(v)) > 9007199254740991.0)
			return error_set(e, ST_DATA, "number %g is beyond 2^53: it has no canonical form", json_real_value(v));
		json_number_text(json_real_value(v), out);
		return ST_OK;
	case JSON_TRUE: buf_text(out, "true"); return ST_OK;
	case JSON_FALSE: buf_text(out, "false"); return ST_OK;
	case JSON_NULL: buf_text(out, "null"); return ST_OK;
	}
	return error_set(e, ST_BUG, "unknown JSON type");
}

enum status json_canonical(const json_t *v, struct buf *out, struct error *e)
{
	enum status s = canonical(v, out, e);
	if (s == ST_OK && !buf_ok(out))
		return error_memory(e);
	return s;
}

const char *json_text(const json_t *object, const char *member, const char *otherwise)
{
	const char *s = json_string_value(json_object_get(object, member));
	return s ? s : otherwise;
}
