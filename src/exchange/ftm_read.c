/* Lines of FtM files into entities: the form is checked here, values are checked in ftm_check.c. */
#include "base/input.h"
#include "base/json.h"
#include "exchange/ftm.h"
#include "exchange/shape_check.h"

#include <string.h>

const char *const ftm_column_names[FTM_COLUMNS] = {
	[FTM_C_CANONICAL] = "canonical_id", [FTM_C_ENTITY] = "entity_id", [FTM_C_PROP] = "prop",
	[FTM_C_PROP_TYPE] = "prop_type", [FTM_C_SCHEMA] = "schema", [FTM_C_VALUE] = "value",
	[FTM_C_DATASET] = "dataset", [FTM_C_ORIGIN] = "origin", [FTM_C_LANG] = "lang",
	[FTM_C_ORIGINAL] = "original_value", [FTM_C_EXTERNAL] = "external", [FTM_C_FIRST_SEEN] = "first_seen",
	[FTM_C_LAST_SEEN] = "last_seen", [FTM_C_ID] = "id",
};

struct reading {
	struct place at;
	struct arena *a;
	struct ftm_entity *x;
	struct error *e;
};

static const char *type_word(const json_t *v)
{
	switch (v ? json_typeof(v) : JSON_NULL) {
	case JSON_OBJECT: return "an object";
	case JSON_ARRAY: return "a list";
	case JSON_STRING: return "a text";
	case JSON_INTEGER:
	case JSON_REAL: return "a number";
	case JSON_TRUE:
	case JSON_FALSE: return "true or false";
	default: return "nothing";
	}
}

static enum status expected(const struct reading *r, const char *member, const json_t *found, const char *what)
{
	return error_at(r->e, ST_DATA, r->at, "%s: found %s, expected %s", member, type_word(found), what);
}

/* A control character other than tab, line feed and carriage return: none of FtM's texts holds one. */
static bool has_control(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)s[0];
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f ||
		    (c == 0xc2 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xa0))
			return true;
	}
	return false;
}

static enum status check_id(const struct reading *r, const char *member, const char *id)
{
	if (id_is_valid(id)) /* it becomes the id of a record */
		return ST_OK;
	return error_at(r->e, ST_DATA, r->at,
			"%s: found \"%.80s\", expected an id of letters, digits and - _ . : / that starts with one of the first two", member, id);
}

static enum status check_schema(const struct reading *r, const char *name, const struct ftm_schema **out)
{
	*out = ftm_schema(name);
	if (*out && !(*out)->abstract)
		return ST_OK;
	if (*out)
		return error_at(r->e, ST_DATA, r->at, "schema: found \"%s\", which is abstract: expected a kind of it", name);
	const char *near = ftm_near_schema(name);
	enum status s = error_at(r->e, ST_DATA, r->at, "schema: found \"%.80s\", expected a schema of the FtM model %s", name,
				 ftm_model_version);
	if (near)
		error_hint(r->e, "did you mean %s?", near);
	return s;
}

static enum status check_property(const struct reading *r, const struct ftm_schema *schema, const char *name,
				  const struct ftm_property **out)
{
	*out = ftm_property(schema, name);
	if (*out && !((*out)->flags & FTM_STUB))
		return ST_OK;
	if (*out)
		return error_at(r->e, ST_DATA, r->at, "%s: is the reverse of another property of %s, and never stored", name,
				schema->name);
	const char *near = ftm_near_property(schema, name);
	enum status s = error_at(r->e, ST_DATA, r->at, "found the property \"%.80s\", expected one of %s", name, schema->name);
	if (near)
		error_hint(r->e, "did you mean %s?", near);
	return s;
}

static enum status check_text(const struct reading *r, const char *member, const char *text)
{
	if (has_control(text))
		return error_at(r->e, ST_DATA, r->at, "%s: found a control character, expected plain text", member);
	return ST_OK;
}

/* --- members ------------------------------------------------------------------------------ */

static enum status text_member(struct reading *r, const json_t *o, const char *member, const char **out)
{
	const json_t *v = json_object_get(o, member);
	*out = NULL;
	if (!v || json_is_null(v))
		return ST_OK;
	if (!json_is_string(v))
		return expected(r, member, v, "a text");
	enum status s = check_text(r, member, json_string_value(v));
	if (s == ST_OK && !(*out = arena_strdup(r->a, json_string_value(v))))
		return error_memory(r->e);
	return s;
}

static enum status strings_member(struct reading *r, const json_t *o, const char *member, struct ftm_strings *out)
{
	const json_t *v = json_object_get(o, member), *item;
	size_t i;
	if (!v || json_is_null(v))
		return ST_OK;
	if (!json_is_array(v))
		return expected(r, member, v, "a list of texts");
	json_array_foreach(v, i, item) {
		if (!json_is_string(item))
			return expected(r, member, item, "a text");
		enum status s = check_text(r, member, json_string_value(item));
		if (s == ST_OK)
			s = ftm_add_string(out, r->a, json_string_value(item), r->e);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

static enum status read_values(struct reading *r, const struct ftm_property *p, const json_t *values)
{
	size_t i;
	const json_t *item;
	if (!json_is_array(values))
		return expected(r, p->name, values, "a list of texts");
	json_array_foreach(values, i, item) {
		if (!json_is_string(item))
			return expected(r, p->name, item, "a text");
		struct ftm_value v = {.property = p, .value = json_string_value(item)};
		if (!*v.value) /* FtM drops them too */
			continue;
		enum status s = check_text(r, p->name, v.value);
		if (s == ST_OK)
			s = ftm_add_value(r->x, r->a, &v, r->e);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

static enum status read_properties(struct reading *r, const json_t *o)
{
	json_t *properties = json_object_get(o, "properties"), *values;
	const char *name;
	if (!properties)
		return ST_OK;
	if (!json_is_object(properties))
		return expected(r, "properties", properties, "an object of lists");
	json_object_foreach(properties, name, values) {
		const struct ftm_property *p;
		enum status s = check_property(r, r->x->schema, name, &p);
		if (s == ST_OK)
			s = read_values(r, p, values);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

static enum status read_statement_member(struct reading *r, const json_t *o)
{
	const char *columns[FTM_COLUMNS] = {0};
	struct ftm_entity part;
	if (!json_is_object(o))
		return expected(r, "statements", o, "an object");
	for (size_t c = 0; c < FTM_COLUMNS; c++) {
		const json_t *v = json_object_get(o, ftm_column_names[c]);
		if (json_is_boolean(v))
			columns[c] = json_is_true(v) ? "true" : "";
		else if (json_is_string(v))
			columns[c] = json_string_value(v);
		else if (v && !json_is_null(v))
			return expected(r, ftm_column_names[c], v, "a text");
	}
	enum status s = ftm_read_statement(columns, r->at, r->a, &part, r->e);
	return s == ST_OK ? ftm_merge(r->x, r->a, &part, r->at, r->e) : s;
}

/* Members that no FtM tool knows are kept as they are. */
static enum status read_context(struct reading *r, const json_t *o)
{
	static const char *const known[] = {"id", "schema", "properties", "caption", "datasets", "referents", "first_seen",
					    "last_seen", "last_change", "target", "statements"};
	struct buf text = BUF_INIT;
	json_t *rest = json_copy((json_t *)(uintptr_t)o);
	enum status s = rest ? ST_OK : error_memory(r->e);
	for (size_t i = 0; rest && i < sizeof known / sizeof *known; i++)
		(void)json_object_del(rest, known[i]);
	if (s == ST_OK && json_object_size(rest)) {
		s = json_canonical(rest, &text, r->e);
		if (s == ST_OK && !(r->x->context = arena_strdup(r->a, buf_str(&text))))
			s = error_memory(r->e);
		if (s == ST_DATA)
			s = error_at(r->e, ST_DATA, r->at, "found a number that is too large to keep");
	}
	json_decref(rest);
	buf_free(&text);
	return s;
}

static enum status read_body(struct reading *r, const json_t *o, enum ftm_op op)
{
	struct ftm_entity *x = r->x;
	const char *schema;
	enum status s = text_member(r, o, "id", &x->id);
	if (s == ST_OK && !x->id)
		s = expected(r, "id", NULL, "the entity's id");
	if (s == ST_OK)
		s = check_id(r, "id", x->id);
	if (s == ST_OK)
		s = text_member(r, o, "schema", &schema);
	if (s != ST_OK || (!schema && op == FTM_DELETE))
		return s;
	if (!schema)
		return expected(r, "schema", NULL, "the name of a schema");
	s = check_schema(r, schema, &x->schema);
	if (s == ST_OK)
		s = read_properties(r, o);
	const struct { const char *name, **to; } members[] = {{"caption", &x->caption}, {"first_seen", &x->first_seen},
							      {"last_seen", &x->last_seen}, {"last_change", &x->last_change}};
	for (size_t i = 0; s == ST_OK && i < sizeof members / sizeof *members; i++)
		s = text_member(r, o, members[i].name, members[i].to);
	if (s == ST_OK)
		s = strings_member(r, o, "datasets", &x->datasets);
	if (s == ST_OK)
		s = strings_member(r, o, "referents", &x->referents);
	const json_t *target = json_object_get(o, "target"), *item;
	if (s == ST_OK && target && !json_is_boolean(target) && !json_is_null(target))
		s = expected(r, "target", target, "true or false");
	if (json_is_boolean(target))
		x->target = json_is_true(target);
	const json_t *statements = json_object_get(o, "statements");
	size_t i;
	if (s == ST_OK && statements && !json_is_array(statements))
		s = expected(r, "statements", statements, "a list");
	json_array_foreach(statements, i, item)
		if (s == ST_OK)
			s = read_statement_member(r, item);
	return s == ST_OK ? read_context(r, o) : s;
}

enum status ftm_read_entity(const json_t *line, struct place at, struct arena *a, struct ftm_entity *out, enum ftm_op *op,
			    struct error *e)
{
	*out = (struct ftm_entity){.target = -1};
	*op = FTM_PUT;
	struct reading r = {at, a, out, e};
	if (!json_is_object(line))
		return expected(&r, "the line", line, "an object");
	const json_t *word = json_object_get(line, "op");
	if (word && !json_object_get(line, "schema")) {
		const char *w = json_is_string(word) ? json_string_value(word) : "";
		if (strcmp(w, "ADD") != 0 && strcmp(w, "MOD") != 0 && strcmp(w, "DEL") != 0)
			return error_at(e, ST_DATA, at, "op: expected ADD, MOD or DEL");
		*op = !strcmp(w, "DEL") ? FTM_DELETE : FTM_CHANGE;
		line = json_object_get(line, "entity");
		if (!json_is_object(line))
			return expected(&r, "entity", line, "an object");
	}
	enum status s = read_body(&r, line, *op);
	if (s == ST_OK)
		ftm_sort(out);
	return s;
}

/* --- statements --------------------------------------------------------------------------- */

static const char *said(const char *const columns[FTM_COLUMNS], enum ftm_column c)
{
	return columns[c] && *columns[c] ? columns[c] : NULL;
}

/* The spellings that rigour's text_bool takes. */
static bool is_true(const char *word)
{
	return word && strchr("tTyY1", word[0]) != NULL;
}

static enum status read_value(struct reading *r, const char *const columns[FTM_COLUMNS], const struct ftm_property *p)
{
	char id[41];
	struct ftm_entity *x = r->x;
	const char *entity = columns[FTM_C_ENTITY];
	struct ftm_value v = {
		.property = p,
		.value = columns[FTM_C_VALUE],
		.lang = said(columns, FTM_C_LANG),
		.original = said(columns, FTM_C_ORIGINAL),
		.dataset = columns[FTM_C_DATASET],
		.entity = strcmp(entity, x->id) != 0 ? entity : NULL,
		.schema = columns[FTM_C_SCHEMA],
		.first_seen = said(columns, FTM_C_FIRST_SEEN),
		.last_seen = said(columns, FTM_C_LAST_SEEN),
		.origin = said(columns, FTM_C_ORIGIN),
		.id = said(columns, FTM_C_ID),
		.external = is_true(said(columns, FTM_C_EXTERNAL)),
	};
	if (!p || !ftm_has_language(p->type))
		v.lang = NULL;
	enum status s = ftm_statement_id(v.dataset, entity, columns[FTM_C_PROP], v.value, v.lang, v.external, id, r->e);
	if (s == ST_OK && v.id && !strcmp(id, v.id))
		v.id = NULL;
	if (s == ST_OK)
		s = ftm_add_value(x, r->a, &v, r->e);
	if (s == ST_OK)
		s = ftm_add_string(&x->datasets, r->a, v.dataset, r->e);
	if (s == ST_OK && v.entity)
		s = ftm_add_string(&x->referents, r->a, v.entity, r->e);
	return s;
}

enum status ftm_read_statement(const char *const columns[FTM_COLUMNS], struct place at, struct arena *a,
			       struct ftm_entity *out, struct error *e)
{
	static const enum ftm_column needed[] = {FTM_C_ENTITY, FTM_C_PROP, FTM_C_SCHEMA, FTM_C_VALUE, FTM_C_DATASET};
	*out = (struct ftm_entity){.target = -1};
	struct reading r = {at, a, out, e};
	const struct ftm_property *p = NULL;
	enum status s = ST_OK;
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!said(columns, needed[i]))
			return expected(&r, ftm_column_names[needed[i]], NULL, "a text");
	for (size_t c = 0; s == ST_OK && c < FTM_COLUMNS; c++)
		if (columns[c])
			s = check_text(&r, ftm_column_names[c], columns[c]);
	const char *id = said(columns, FTM_C_CANONICAL) ? columns[FTM_C_CANONICAL] : columns[FTM_C_ENTITY];
	if (s == ST_OK && !(out->id = arena_strdup(a, id)))
		s = error_memory(e);
	if (s == ST_OK)
		s = check_id(&r, "canonical_id", out->id);
	if (s == ST_OK)
		s = check_id(&r, "entity_id", columns[FTM_C_ENTITY]);
	if (s == ST_OK)
		s = check_schema(&r, columns[FTM_C_SCHEMA], &out->schema);
	if (s == ST_OK && strcmp(columns[FTM_C_PROP], "id") != 0)
		s = check_property(&r, out->schema, columns[FTM_C_PROP], &p);
	const char *type = said(columns, FTM_C_PROP_TYPE);
	if (s == ST_OK && type && strcmp(type, p ? ftm_types[p->type].name : "id") != 0)
		s = error_at(e, ST_DATA, at, "prop_type: found \"%.40s\", expected \"%s\"", type,
			     p ? ftm_types[p->type].name : "id");
	return s == ST_OK ? read_value(&r, columns, p) : s;
}
