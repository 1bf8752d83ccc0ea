/* Entities and statements as FtM's tools write them. */
#include "base/json.h"
#include "base/table.h"
#include "exchange/ftm.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>

/* --- ids ---------------------------------------------------------------------------------- */

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* An id as FtM wants it: what the case may hold and FtM may not (_ : / and signs at either end) becomes ".5f" and the
 * like, with an x in front where it would start so. The same id always becomes the same. */
static void add_id(struct buf *out, const char *id)
{
	size_t n = strlen(id);
	for (size_t i = 0; i < n; i++) {
		bool inside = i > 0 && i + 1 < n;
		if (is_plain(id[i]) || (inside && (id[i] == '.' || id[i] == '-')))
			buf_char(out, id[i]);
		else
			buf_printf(out, "%s.%02x", i ? "" : "x", (unsigned)(unsigned char)id[i]);
	}
}

/* A value as it is written: ids of entities in FtM's form. The result is valid until the buffer changes. */
static const char *written(const struct ftm_property *p, const char *value, struct buf *room)
{
	if (p && p->type != FTM_ENTITY)
		return value;
	buf_reset(room);
	add_id(room, value);
	return buf_str(room);
}

/* --- entities ----------------------------------------------------------------------------- */

static int by_property(const void *l, const void *r)
{
	const struct ftm_value *a = *(const struct ftm_value *const *)l, *b = *(const struct ftm_value *const *)r;
	int o = strcmp(a->property->name, b->property->name);
	return o ? o : strcmp(a->value, b->value);
}

/* The properties object: a value once, whoever says so. */
static json_t *properties_of(const struct ftm_entity *x)
{
	json_t *o = json_object(), *list = NULL;
	struct buf room = BUF_INIT;
	const struct ftm_value **v = malloc((x->values.n + 1) * sizeof *v);
	bool ok = o && v;
	for (size_t i = 0; ok && i < x->values.n; i++)
		v[i] = &x->values.v[i];
	if (ok && x->values.n)
		qsort(v, x->values.n, sizeof *v, by_property);
	for (size_t i = 0; ok && i < x->values.n; i++) {
		if (i && by_property(&v[i - 1], &v[i]) == 0)
			continue;
		if (!i || v[i - 1]->property != v[i]->property) {
			list = json_array();
			ok = json_object_set_new(o, v[i]->property->name, list) == 0;
		}
		ok = ok && json_array_append_new(list, json_string(written(v[i]->property, v[i]->value, &room))) == 0;
	}
	ok = ok && buf_ok(&room);
	buf_free(&room);
	free(v);
	if (!ok) {
		json_decref(o);
		return NULL;
	}
	return o;
}

static const char *first_time(const struct ftm_entity *x)
{
	const char *t = x->first_seen;
	for (size_t i = 0; !x->first_seen && i < x->values.n; i++)
		if (x->values.v[i].first_seen && (!t || strcmp(x->values.v[i].first_seen, t) < 0))
			t = x->values.v[i].first_seen;
	return t;
}

static const char *last_time(const struct ftm_entity *x)
{
	const char *t = x->last_seen;
	for (size_t i = 0; !x->last_seen && i < x->values.n; i++)
		if (x->values.v[i].last_seen && (!t || strcmp(x->values.v[i].last_seen, t) > 0))
			t = x->values.v[i].last_seen;
	return t;
}

/* When the entity last changed: the youngest statement about it as a whole (followthemoney/statement/entity.py). */
static const char *change_time(const struct ftm_entity *x)
{
	const char *t = x->last_change;
	for (size_t i = 0; !x->last_change && i < x->base.n; i++)
		if (x->base.v[i].first_seen && (!t || strcmp(x->base.v[i].first_seen, t) > 0))
			t = x->base.v[i].first_seen;
	return t;
}

static bool put_text(json_t *o, const char *member, const char *s)
{
	return !s || json_object_set_new(o, member, json_string(s)) == 0;
}

static bool put_list(json_t *o, const char *member, const struct ftm_strings *list)
{
	if (!list->n)
		return true;
	json_t *v = json_array();
	if (json_object_set_new(o, member, v) != 0)
		return false;
	for (size_t i = 0; i < list->n; i++)
		if (json_array_append_new(v, json_string(list->v[i])) != 0)
			return false;
	return true;
}

static int to_buf(const char *bytes, size_t n, void *out)
{
	buf_add(out, bytes, n);
	return buf_ok(out) ? 0 : -1;
}

static enum status write_line(const json_t *o, struct buf *out, struct error *e)
{
	if (json_dump_callback(o, to_buf, out, JSON_COMPACT) != 0)
		return error_memory(e);
	buf_char(out, '\n');
	return buf_ok(out) ? ST_OK : error_memory(e);
}

enum status ftm_write_entity(const struct ftm_entity *x, struct buf *out, struct error *e)
{
	struct buf id = BUF_INIT;
	json_t *o = json_object(), *context = NULL;
	const char *caption = ftm_caption(x);
	enum status s = x->context ? json_read(x->context, strlen(x->context), x->id, &context, e) : ST_OK;
	bool ok = o && put_text(o, "id", written(NULL, x->id, &id)) && put_text(o, "caption", caption ? caption : x->schema->label) &&
		  put_text(o, "schema", x->schema->name) && json_object_set_new(o, "properties", properties_of(x)) == 0 &&
		  put_list(o, "referents", &x->referents) && put_list(o, "datasets", &x->datasets) &&
		  put_text(o, "first_seen", first_time(x)) && put_text(o, "last_seen", last_time(x)) &&
		  put_text(o, "last_change", change_time(x)) &&
		  (x->target < 0 || json_object_set_new(o, "target", json_boolean(x->target)) == 0) &&
		  (!context || json_object_update_missing(o, context) == 0) && buf_ok(&id);
	if (s == ST_OK)
		s = ok ? write_line(o, out, e) : error_memory(e);
	json_decref(o);
	json_decref(context);
	buf_free(&id);
	return s;
}

/* --- statements --------------------------------------------------------------------------- */

static enum status sha1_hex(const char *bytes, size_t n, char hex[41], struct error *e)
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	if (!EVP_Digest(bytes, n, md, &len, EVP_sha1(), NULL) || len != 20)
		return error_set(e, ST_ENV, "OpenSSL cannot compute a SHA-1");
	for (unsigned i = 0; i < len; i++) {
		hex[2 * i] = "0123456789abcdef"[md[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[md[i] & 15];
	}
	hex[40] = '\0';
	return ST_OK;
}

enum status ftm_statement_id(const char *dataset, const char *entity, const char *prop, const char *value, const char *lang,
			     bool external, char id[41], struct error *e)
{
	struct buf key = BUF_INIT;
	buf_printf(&key, "%s.%s.%s.", dataset, entity, prop);
	buf_text(&key, value);
	if (lang)
		buf_printf(&key, "@%s", lang);
	if (external)
		buf_text(&key, ".ext");
	enum status s = buf_ok(&key) ? sha1_hex(key.bytes, key.len, id, e) : error_memory(e);
	buf_free(&key);
	return s;
}

struct writing {
	const struct ftm_entity *x;
	const char *dataset;
	enum ftm_format format;
	struct buf *out;
	char (*ids)[41];          /* of the statements written, for the checksum */
	size_t n;
	struct buf canonical, entity, value;
	struct error *e;
};

/* A language tag as FtM writes it: three letters (ISO 639-3). */
static const char *language(const struct ftm_value *v)
{
	if (!v->lang || !v->property || !ftm_has_language(v->property->type) || ftm_code(FTM_LANGUAGE, v->lang))
		return v->property && ftm_has_language(v->property->type) ? v->lang : NULL;
	const char *three = uloc_getISO3Language(v->lang);
	return three && *three ? three : v->lang;
}

static enum status write_columns(struct writing *w, const char *const c[FTM_COLUMNS], bool external)
{
	static const enum ftm_column order[] = { /* as to_dict in followthemoney/statement/statement.py */
		FTM_C_CANONICAL, FTM_C_ENTITY, FTM_C_PROP, FTM_C_SCHEMA, FTM_C_VALUE, FTM_C_DATASET, FTM_C_LANG, FTM_C_ORIGINAL,
		FTM_C_FIRST_SEEN, FTM_C_LAST_SEEN, FTM_C_EXTERNAL, FTM_C_ORIGIN, FTM_C_ID};
	if (w->format == FTM_STATEMENTS_CSV) {
		table_write(w->out, c, FTM_COLUMNS, TABLE_QUOTE_ALL);
		return buf_ok(w->out) ? ST_OK : error_memory(w->e);
	}
	json_t *o = json_object();
	bool ok = o != NULL;
	for (size_t i = 0; ok && i < sizeof order / sizeof *order; i++) {
		const char *s = c[order[i]];
		json_t *v = order[i] == FTM_C_EXTERNAL ? json_boolean(external) : s ? json_string(s) : json_null();
		ok = json_object_set_new(o, ftm_column_names[order[i]], v) == 0;
	}
	enum status s = ok ? write_line(o, w->out, w->e) : error_memory(w->e);
	json_decref(o);
	return s;
}

static enum status write_statement(struct writing *w, const struct ftm_value *v)
{
	const struct ftm_entity *x = w->x;
	char id[41];
	const char *original = v->original && strcmp(v->original, v->value) != 0 ? v->original : NULL;
	const char *value = v->property ? written(v->property, v->value, &w->value) : v->value;
	const char *columns[FTM_COLUMNS] = {
		[FTM_C_CANONICAL] = buf_str(&w->canonical),
		[FTM_C_ENTITY] = v->entity ? written(NULL, v->entity, &w->entity) : buf_str(&w->canonical),
		[FTM_C_PROP] = v->property ? v->property->name : "id",
		[FTM_C_PROP_TYPE] = v->property ? ftm_types[v->property->type].name : "id",
		[FTM_C_SCHEMA] = v->schema ? v->schema : x->schema->name,
		[FTM_C_VALUE] = value,
		[FTM_C_DATASET] = v->dataset ? v->dataset : x->datasets.n == 1 ? x->datasets.v[0] : w->dataset,
		[FTM_C_ORIGIN] = v->origin,
		[FTM_C_LANG] = language(v),
		[FTM_C_ORIGINAL] = original,
		[FTM_C_EXTERNAL] = v->external ? "t" : "f",
		[FTM_C_FIRST_SEEN] = v->first_seen ? v->first_seen : x->first_seen,
		[FTM_C_LAST_SEEN] = v->last_seen ? v->last_seen : x->last_seen,
		[FTM_C_ID] = v->id,
	};
	if (!buf_ok(&w->value) || !buf_ok(&w->entity) || !buf_ok(&w->canonical))
		return error_memory(w->e);
	enum status s = ftm_statement_id(columns[FTM_C_DATASET], columns[FTM_C_ENTITY], columns[FTM_C_PROP], value,
					 columns[FTM_C_LANG], v->external, id, w->e);
	if (!columns[FTM_C_ID])
		columns[FTM_C_ID] = id;
	if (v->property && s == ST_OK)
		memcpy(w->ids[w->n++], strlen(columns[FTM_C_ID]) == 40 ? columns[FTM_C_ID] : id, 41);
	return s == ST_OK ? write_columns(w, columns, v->external) : s;
}

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

/* The statement about the entity as a whole: a checksum over its schema and the ids of the others. */
static enum status write_base(struct writing *w)
{
	const struct ftm_entity *x = w->x;
	const char *changed = change_time(x);
	struct buf text = BUF_INIT;
	char sum[41];
	buf_text(&text, x->schema->name);
	if (w->n)
		qsort(w->ids, w->n, sizeof *w->ids, by_text);
	for (size_t i = 0; i < w->n; i++)
		buf_text(&text, w->ids[i]);
	enum status s = buf_ok(&text) ? sha1_hex(text.bytes, text.len, sum, w->e) : error_memory(w->e);
	struct ftm_value v = {.value = sum, .first_seen = changed ? changed : first_time(x), .last_seen = last_time(x)};
	buf_free(&text);
	return s == ST_OK ? write_statement(w, &v) : s;
}

/* Two values that make the same statement: other sources of the case do not make another. */
static int by_statement(const void *l, const void *r)
{
	const struct ftm_value *a = *(const struct ftm_value *const *)l, *b = *(const struct ftm_value *const *)r;
	const char *const av[] = {a->lang, a->dataset, a->entity}, *const bv[] = {b->lang, b->dataset, b->entity};
	int o = by_property(l, r);
	for (size_t i = 0; !o && i < 3; i++)
		o = strcmp(av[i] ? av[i] : "", bv[i] ? bv[i] : "");
	return o ? o : (int)a->external - (int)b->external;
}

enum status ftm_write_statements(const struct ftm_entity *x, const char *dataset, enum ftm_format format, struct buf *out,
				 struct error *e)
{
	struct writing w = {.x = x, .dataset = dataset, .format = format, .out = out, .e = e};
	const struct ftm_value **v = malloc((x->values.n + 1) * sizeof *v);
	w.ids = malloc((x->values.n + 1) * sizeof *w.ids);
	enum status s = v && w.ids ? ST_OK : error_memory(e);
	add_id(&w.canonical, x->id);
	for (size_t i = 0; s == ST_OK && i < x->values.n; i++)
		v[i] = &x->values.v[i];
	if (s == ST_OK && x->values.n)
		qsort(v, x->values.n, sizeof *v, by_statement);
	for (size_t i = 0; s == ST_OK && i < x->values.n; i++)
		if (!i || by_statement(&v[i - 1], &v[i]) != 0)
			s = write_statement(&w, v[i]);
	for (size_t i = 0; s == ST_OK && i < x->base.n; i++)
		s = write_statement(&w, &x->base.v[i]);
	if (s == ST_OK && !x->base.n)
		s = write_base(&w);
	free(v);
	free(w.ids);
	buf_free(&w.canonical);
	buf_free(&w.entity);
	buf_free(&w.value);
	return s;
}
