#include "exchange/shape_check.h"

#include "base/edtf.h"
#include "base/sha256.h"
#include "exchange/near.h"
#include "exchange/script.h"

#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status expected(const struct node *n, const char *name, const char *what, struct error *e)
{
	char found[80];
	return error_at(e, ST_DATA, n->at, "%s: expected %s, found %s", name, what, node_describe(n, found, sizeof found));
}

/* --- single values ------------------------------------------------------------------------ */

bool id_is_valid(const char *id)
{
	size_t n = strlen(id);
	if (n == 0 || n > 200 || !isalnum((unsigned char)id[0]))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)id[i]) && !strchr("-_.:/", id[i]))
			return false;
	return !strstr(id, "..");
}

static bool code_is_valid(const char *s)
{
	size_t n = strlen(s);
	if (n == 0 || n > 100)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!islower((unsigned char)s[i]) && !isdigit((unsigned char)s[i]) && !(i && strchr("-_.", s[i])))
			return false;
	return true;
}

/* RFC 5646 well-formedness, as far as the shape of subtags goes. */
static bool lang_is_valid(const char *s)
{
	size_t part = 0, parts = 0;
	for (;; s++) {
		if (*s == '-' || !*s) {
			if (part < (parts ? 1 : 2) || part > 8)
				return false;
			parts++;
			part = 0;
			if (!*s)
				return true;
		} else if (isalpha((unsigned char)*s) || (parts && isdigit((unsigned char)*s))) {
			part++;
		} else {
			return false;
		}
	}
}

static bool url_is_valid(const char *s)
{
	const char *colon = strstr(s, "://");
	if (!colon || colon == s || !isalnum((unsigned char)colon[3]) || !isalpha((unsigned char)*s))
		return false;
	for (const char *p = s; p < colon; p++)
		if (!isalnum((unsigned char)*p) && !strchr("+-.", *p))
			return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || strchr("<>\"\\^`{|}", *s))
			return false;
	return true;
}

/* -?digits[.digits][e[±]digits], nothing else */
static bool number_parse(const char *s, double *x)
{
	const char *p = s;
	size_t whole = 0, part = 0;
	p += *p == '-';
	for (; isdigit((unsigned char)*p); p++)
		whole++;
	if (*p == '.')
		for (p++; isdigit((unsigned char)*p); p++)
			part++;
	if (!whole || (strchr(s, '.') && !part))
		return false;
	if (*p == 'e' || *p == 'E') {
		p++;
		p += *p == '-' || *p == '+';
		if (!isdigit((unsigned char)*p))
			return false;
		while (isdigit((unsigned char)*p))
			p++;
	}
	if (*p)
		return false;
	*x = strtod(s, NULL);
	return isfinite(*x) && fabs(*x) <= 9007199254740991.0;
}

static enum status build_number(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	double x;
	if (n->type != NODE_SCALAR || !number_parse(n->text, &x)) {
		expected(n, f->name, "a number such as 80000 or 2.5", e);
		if (n->type == NODE_SCALAR && strpbrk(n->text, ",_ '") && isdigit((unsigned char)n->text[0]))
			error_hint(e, "write it without separators");
		return ST_DATA;
	}
	if (f->type == FIELD_COUNT && (x < 0 || x != floor(x)))
		return expected(n, f->name, "a whole number of 0 or more", e);
	*out = x == floor(x) ? json_integer((json_int_t)x) : json_real(x);
	return *out ? ST_OK : error_memory(e);
}

static enum status build_flag(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	static const char *const yes[] = {"yes", "true", "Yes", "True"}, *const no[] = {"no", "false", "No", "False"};
	for (size_t i = 0; n->type == NODE_SCALAR && i < 4; i++) {
		if (!strcmp(n->text, yes[i]))
			*out = json_true();
		if (!strcmp(n->text, no[i]))
			*out = json_false();
	}
	return *out ? ST_OK : expected(n, f->name, "yes or no", e);
}

static enum status build_word(const struct field *f, const struct node *n, struct error *e)
{
	struct near near;
	char list[300] = "";
	size_t len = 0;
	if (n->type == NODE_SCALAR)
		near_start(&near, n->text);
	for (size_t i = 0; f->words[i]; i++) {
		if (n->type == NODE_SCALAR && !strcmp(n->text, f->words[i]))
			return ST_OK;
		if (n->type == NODE_SCALAR)
			near_try(&near, f->words[i]);
		int w = snprintf(list + len, sizeof list - len, "%s%s", i ? ", " : "", f->words[i]);
		len += w > 0 && (size_t)w < sizeof list - len ? (size_t)w : 0;
	}
	char what[340];
	(void)snprintf(what, sizeof what, "one of %s", list);
	expected(n, f->name, what, e);
	if (n->type == NODE_SCALAR && near_best(&near))
		error_hint(e, "did you mean %s?", near_best(&near));
	return ST_DATA;
}

static enum status build_date(const struct field *f, const struct node *n, struct error *e)
{
	struct edtf t;
	struct error inner;
	int64_t day;
	if (n->type != NODE_SCALAR)
		return expected(n, f->name, "a date", e);
	enum status s = f->type == FIELD_DAY ? edtf_parse_day(n->text, &day, &inner)
					     : edtf_parse(n->text, strlen(n->text), &t, &inner);
	return s == ST_OK ? ST_OK : error_at(e, ST_DATA, n->at, "%s: %s", f->name, inner.message);
}

/* The scalar types that are kept as text: is the text fit for the field? */
static enum status check_text(const struct field *f, const struct node *n, struct error *e)
{
	struct sha256 hash;
	if (n->type != NODE_SCALAR)
		return expected(n, f->name, "a text", e);
	switch (f->type) {
	case FIELD_ID:
	case FIELD_REF:
		return id_is_valid(n->text) ? ST_OK : expected(n, f->name, "an id of letters, digits and - _ . : /", e);
	case FIELD_CODE:
		return code_is_valid(n->text) ? ST_OK : expected(n, f->name, "a code word of small letters, digits and - _ .", e);
	case FIELD_LANG:
		return lang_is_valid(n->text) ? ST_OK : expected(n, f->name, "a language such as en, ko or zh-Hans", e);
	case FIELD_URL:
		return url_is_valid(n->text) ? ST_OK : expected(n, f->name, "a whole address such as https://example.org/page", e);
	case FIELD_HASH:
		return sha256_parse(n->text, &hash) ? ST_OK : expected(n, f->name, "a SHA-256 of 64 hexadecimal digits", e);
	default:
		return *n->text ? ST_OK : expected(n, f->name, "a text that is not empty", e);
	}
}

static json_t *text_json(const struct field *f, const char *text)
{
	char lower[SHA256_HEX];
	if (f->type != FIELD_HASH)
		return json_string(text);
	struct sha256 hash;
	(void)sha256_parse(text, &hash);
	sha256_hex(&hash, lower);
	return json_string(lower);
}

static enum status build_texts(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	static const struct field language = {.name = "language", .type = FIELD_LANG};
	if (n->type == NODE_SCALAR) {
		enum status s = check_text(f, n, e);
		*out = s == ST_OK ? json_string(n->text) : NULL;
		return s != ST_OK || *out ? s : error_memory(e);
	}
	if (n->type == NODE_LIST || n->n == 0)
		return expected(n, f->name, "a text, or a mapping of language to text", e);
	*out = json_object();
	for (size_t i = 0; *out && i < n->n; i++) {
		enum status s = check_text(&language, n->pairs[i].key, e);
		if (s == ST_OK)
			s = check_text(f, n->pairs[i].value, e);
		if (s != ST_OK)
			return s;
		if (json_object_set_new(*out, n->pairs[i].key->text, json_string(n->pairs[i].value->text)) != 0)
			return error_memory(e);
	}
	return *out ? ST_OK : error_memory(e);
}

/* --- objects ------------------------------------------------------------------------------ */

static enum status build_shape(const struct shape *s, const struct node *n, json_t **out, struct error *e);

static enum status build_object(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	char what[160];
	if (n->type == NODE_MAP)
		return build_shape(f->shape, n, out, e);
	if (n->type == NODE_SCALAR && f->shape->shorthand && !node_is_null(n)) {
		/* a bare scalar stands for the object's chief member */
		struct node key = {.type = NODE_SCALAR, .at = n->at, .text = f->shape->shorthand};
		struct node_pair pair = {&key, n};
		struct node map = {.type = NODE_MAP, .at = n->at, .pairs = &pair, .n = 1};
		return build_shape(f->shape, &map, out, e);
	}
	(void)snprintf(what, sizeof what, "a mapping (%s)", f->shape->name);
	return expected(n, f->name, what, e);
}

static enum status build_list(const struct field *f, const struct node *n, json_t **out, struct error *e,
			      enum status (*one)(const struct field *, const struct node *, json_t **, struct error *))
{
	const struct node *const single[] = {n};
	const struct node *const *items = n->type == NODE_LIST ? n->items : single;
	size_t count = n->type == NODE_LIST ? n->n : 1;
	*out = json_array();
	if (!*out)
		return error_memory(e);
	for (size_t i = 0; i < count; i++) {
		json_t *item = NULL;
		enum status s = node_is_null(items[i]) ? expected(items[i], f->name, "a value", e) : one(f, items[i], &item, e);
		if (s == ST_OK && json_array_append_new(*out, item) != 0)
			return error_memory(e);
		if (s != ST_OK) {
			json_decref(item);
			return s;
		}
	}
	return ST_OK;
}

/* One value of a property: a text, or an object that says more about it. */
static enum status build_property_value(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	if (n->type == NODE_MAP)
		return build_object(f, n, out, e);
	enum status s = n->type == NODE_SCALAR && *n->text ? ST_OK : expected(n, f->name, "a text that is not empty", e);
	*out = s == ST_OK ? json_string(n->text) : NULL;
	return s != ST_OK || *out ? s : error_memory(e);
}

static enum status build_properties(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	if (n->type != NODE_MAP)
		return expected(n, f->name, "a mapping of property to values", e);
	*out = json_object();
	if (!*out)
		return error_memory(e);
	for (size_t i = 0; i < n->n; i++) {
		json_t *values = NULL;
		struct field named = *f;
		named.name = n->pairs[i].key->text;
		enum status s = build_list(&named, n->pairs[i].value, &values, e, build_property_value);
		if (s != ST_OK || json_array_size(values) == 0) {
			json_decref(values);
			if (s != ST_OK)
				return s;
			continue;
		}
		if (json_object_set_new(*out, named.name, values) != 0)
			return error_memory(e);
	}
	return ST_OK;
}

static enum status build_value(const struct field *f, const struct node *n, json_t **out, struct error *e)
{
	enum status s = ST_OK;
	switch (f->type) {
	case FIELD_OBJECT: return build_object(f, n, out, e);
	case FIELD_PROPERTIES: return build_properties(f, n, out, e);
	case FIELD_TEXTS: return build_texts(f, n, out, e);
	case FIELD_NUMBER:
	case FIELD_COUNT: return build_number(f, n, out, e);
	case FIELD_FLAG: return build_flag(f, n, out, e);
	case FIELD_WORD: s = build_word(f, n, e); break;
	case FIELD_EDTF:
	case FIELD_DAY: s = build_date(f, n, e); break;
	default: s = check_text(f, n, e); break;
	}
	if (s != ST_OK)
		return s;
	*out = text_json(f, n->text);
	return *out ? ST_OK : error_memory(e);
}

static enum status unknown_key(const struct shape *s, const struct node *key, struct error *e)
{
	struct near near;
	near_start(&near, key->text);
	for (size_t i = 0; i < s->n; i++)
		near_try(&near, s->fields[i].name);
	error_at(e, ST_DATA, key->at, "a %s has no key '%.60s'", s->name, key->text);
	if (near_best(&near))
		error_hint(e, "did you mean %s?", near_best(&near));
	return ST_DATA;
}

/* What one field alone cannot tell. */
static enum status check_whole(const struct shape *s, const struct node *n, const json_t *o, struct error *e)
{
	if (!strcmp(s->name, "amount")) {
		const json_t *low = json_object_get(o, "low"), *best = json_object_get(o, "best"), *high = json_object_get(o, "high");
		double l = low ? json_number_value(low) : -INFINITY, h = high ? json_number_value(high) : INFINITY;
		double b = best ? json_number_value(best) : l;
		if (!low && !best && !high)
			return error_at(e, ST_DATA, n->at, "an amount needs low, best or high");
		if (l > h || (best && (b < l || b > h)))
			return error_at(e, ST_DATA, n->at, "an amount must rise: low ≤ best ≤ high");
	}
	if (!strcmp(s->name, "point")) {
		double lat = json_number_value(json_object_get(o, "lat")), lon = json_number_value(json_object_get(o, "lon"));
		const json_t *radius = json_object_get(o, "radius");
		if (fabs(lat) > 90 || fabs(lon) > 180)
			return error_at(e, ST_DATA, n->at, "no such place: lat must lie in -90…90, lon in -180…180");
		if (radius && json_number_value(radius) < 0)
			return error_at(e, ST_DATA, n->at, "a radius cannot be negative");
	}
	return ST_OK;
}

static enum status build_field(const struct shape *s, const struct node_pair *p, json_t *o, struct error *e)
{
	const struct field *f = shape_field(s, p->key->text);
	json_t *v = NULL;
	if (!f)
		return unknown_key(s, p->key, e);
	if (node_is_null(p->value) && !(f->flags & FIELD_REQUIRED))
		return ST_OK;
	enum status st = f->flags & FIELD_LIST ? build_list(f, p->value, &v, e, build_value) : build_value(f, p->value, &v, e);
	if (st != ST_OK) {
		json_decref(v);
		return st;
	}
	bool empty = (json_is_array(v) && json_array_size(v) == 0) || (json_is_object(v) && json_object_size(v) == 0);
	if (empty && !(f->flags & FIELD_REQUIRED)) {
		json_decref(v);
		return ST_OK;
	}
	if (empty) {
		json_decref(v);
		return error_at(e, ST_DATA, p->value->at, "%s: expected at least one value, found none", f->name);
	}
	return json_object_set_new(o, f->name, v) == 0 ? ST_OK : error_memory(e);
}

static enum status build_shape(const struct shape *s, const struct node *n, json_t **out, struct error *e)
{
	json_t *o = json_object();
	enum status st = o ? ST_OK : error_memory(e);
	if (st == ST_OK && n->type != NODE_MAP)
		st = expected(n, s->name, "a mapping", e);
	for (size_t i = 0; st == ST_OK && i < n->n; i++)
		st = build_field(s, &n->pairs[i], o, e);
	for (size_t i = 0; st == ST_OK && i < s->n; i++)
		if ((s->fields[i].flags & FIELD_REQUIRED) && !json_object_get(o, s->fields[i].name)) {
			const char *id = json_text(o, "id", NULL);
			st = error_at(e, ST_DATA, n->at, "a %s%s%s needs the key '%s'", s->name, id ? " " : "", id ? id : "",
				      s->fields[i].name);
		}
	if (st == ST_OK)
		st = check_whole(s, n, o, e);
	if (st == ST_OK)
		*out = o;
	else
		json_decref(o);
	return st;
}

enum status shape_build(const struct kind_info *k, const struct node *n, json_t **out, struct error *e)
{
	*out = NULL;
	return build_shape(k->shape, n, out, e);
}

enum status shape_check(const struct kind_info *k, json_t *body, struct error *e)
{
	struct arena a = ARENA_INIT;
	const struct node *n = NULL;
	json_t *normal = NULL;
	enum status s = node_from_json(body, json_text(body, "id", k->name), &a, &n, e);
	if (s == ST_OK)
		s = shape_build(k, n, &normal, e);
	if (s == ST_OK && (json_object_clear(body) != 0 || json_object_update(body, normal) != 0))
		s = error_memory(e);
	json_decref(normal);
	arena_free(&a);
	return s;
}
