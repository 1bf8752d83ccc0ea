/* Entities into records of a case and back.
 *
 * A thing's names stand in `names`; what has none of its own gets a name of kind `heading`, which is no statement.
 * An edge's ends stand in `from` and `to` where each is one entity; otherwise they stay among the properties.
 * Values in a record belong to sources, so that a new version of one file replaces what that file said and nothing
 * else. */
#include "base/json.h"
#include "exchange/ftm.h"
#include "exchange/shape_check.h"

#include <stdint.h>
#include <string.h>

/* FtM's properties of names and the kinds of the case; the first kind is the default */
static const struct { const char *property, *kind; } name_kinds[] = {
	{"name", "name"}, {"alias", "alias"}, {"weakAlias", "weak"}, {"previousName", "former"}, {"alias", "translation"},
};
enum { N_NAMES = 4, N_KINDS = sizeof name_kinds / sizeof *name_kinds };

enum kind ftm_kind(const struct ftm_schema *s)
{
	return ftm_is_a(s, "Thing") ? KIND_ACTOR : KIND_RELATION;
}

static const char *kind_of_name(const struct ftm_property *p)
{
	for (size_t i = 0; i < N_NAMES; i++)
		if (!strcmp(p->name, name_kinds[i].property))
			return name_kinds[i].kind;
	return NULL;
}

/* Add a member; v is taken over, and NULL is no member. */
static bool put(json_t *o, const char *member, json_t *v)
{
	return json_object_set_new(o, member, v) == 0;
}

static bool put_text(json_t *o, const char *member, const char *s)
{
	return !s || put(o, member, json_string(s));
}

/* --- to records --------------------------------------------------------------------------- */

/* Is this item of a list from that source alone? names have a list of sources, values one. */
static bool is_from(const json_t *item, const char *source)
{
	const json_t *s = json_object_get(item, "source");
	if (json_is_array(s))
		s = json_array_size(s) == 1 ? json_array_get(s, 0) : NULL;
	return source && json_is_string(s) && !strcmp(json_string_value(s), source);
}

/* Take out of a list what is from the source; *at: where the first such item stood, else the end. */
static bool take_out(json_t *list, const char *source, size_t *at)
{
	size_t n = json_array_size(list);
	*at = n;
	for (size_t i = n; i-- > 0;)
		if (is_from(json_array_get(list, i), source)) {
			*at = i;
			if (json_array_remove(list, i) != 0)
				return false;
		}
	if (*at > json_array_size(list))
		*at = json_array_size(list);
	return true;
}

/* The `statement` object of a value; *out is NULL when there is nothing to say. */
static bool statement_of(const struct ftm_schema *schema, const struct ftm_value *v, json_t **out)
{
	json_t *o = json_object();
	bool ok = o && put_text(o, "dataset", v->dataset) && put_text(o, "entity", v->entity) &&
		  (!v->schema || !strcmp(v->schema, schema->name) || put_text(o, "schema", v->schema)) &&
		  (!v->external || put(o, "external", json_true())) && put_text(o, "first_seen", v->first_seen) &&
		  put_text(o, "last_seen", v->last_seen) && put_text(o, "origin", v->origin) && put_text(o, "id", v->id);
	if (!ok || !json_object_size(o)) {
		json_decref(o);
		o = NULL;
	}
	*out = o;
	return ok;
}

static json_t *value_item(const struct ftm_entity *x, const struct ftm_value *v, bool name)
{
	json_t *item = json_object(), *statement = NULL;
	const char *kind = name ? kind_of_name(v->property) : NULL;
	bool ok = item && put_text(item, name ? "text" : "value", v->value) && put_text(item, "lang", v->lang) &&
		  put_text(item, "original", v->original) && (name || put_text(item, "when", v->when));
	const char *source = v->source ? v->source : x->source;
	if (ok && source)
		ok = put(item, "source", name ? json_pack("[s]", source) : json_string(source));
	if (ok && kind && strcmp(kind, "name") != 0)
		ok = put_text(item, "kind", kind);
	if (ok)
		ok = statement_of(x->schema, v, &statement) && (!statement || put(item, "statement", statement));
	if (!ok) {
		json_decref(item);
		return NULL;
	}
	return item;
}

static bool insert_name(json_t *names, size_t *at, const struct ftm_entity *x, const struct ftm_value *v)
{
	json_t *item = value_item(x, v, true);
	return item && json_array_insert_new(names, (*at)++, item) == 0;
}

/* Names in the order: what heads it, then by kind. */
static bool set_names(json_t *body, const struct ftm_entity *x)
{
	const char *caption = ftm_caption(x);
	const struct ftm_value *head = NULL;
	json_t *names = json_object_get(body, "names");
	size_t at;
	if (!names && !put(body, "names", names = json_array()))
		return false;
	for (size_t i = json_array_size(names); i-- > 0;)
		if (!strcmp(json_text(json_array_get(names, i), "kind", ""), "heading") && json_array_remove(names, i) != 0)
			return false;
	if (!take_out(names, x->source, &at))
		return false;
	for (size_t i = 0; caption && !head && i < x->values.n; i++)
		if (kind_of_name(x->values.v[i].property) && !strcmp(x->values.v[i].value, caption))
			head = &x->values.v[i];
	if (head && !insert_name(names, &at, x, head))
		return false;
	for (size_t k = 0; k < N_NAMES; k++)
		for (size_t i = 0; i < x->values.n; i++) {
			const struct ftm_value *v = &x->values.v[i];
			if (v != head && !strcmp(v->property->name, name_kinds[k].property) && !insert_name(names, &at, x, v))
				return false;
		}
	if (json_array_size(names))
		return true;
	json_t *heading = json_pack("{s:s, s:s}", "kind", "heading", "text", caption ? caption : x->id);
	return heading && json_array_append_new(names, heading) == 0;
}

static bool set_properties(json_t *body, const struct ftm_entity *x, bool thing)
{
	json_t *properties = json_object_get(body, "properties"), *list;
	const char *name, *source = x->source;
	void *next;
	size_t at;
	if (!properties && !put(body, "properties", properties = json_object()))
		return false;
	json_object_foreach(properties, name, list)
		if (!take_out(list, source, &at))
			return false;
	for (size_t i = 0; i < x->values.n; i++) {
		const struct ftm_value *v = &x->values.v[i];
		json_t *item = NULL;
		if (thing && kind_of_name(v->property))
			continue;
		list = json_object_get(properties, v->property->name);
		if (!list && !put(properties, v->property->name, list = json_array()))
			return false;
		item = value_item(x, v, false);
		if (!item || json_array_append_new(list, item) != 0)
			return false;
	}
	json_object_foreach_safe(properties, next, name, list)
		if (!json_array_size(list))
			(void)json_object_del(properties, name);
	return json_object_size(properties) || json_object_del(body, "properties") == 0;
}

/* The properties that `from` and `to` stand for: an edge's ends, or whom a sanction, a passport is about. */
static void ends_of(const struct ftm_schema *s, const char *ends[2])
{
	ends[0] = s->source;
	ends[1] = s->target;
	for (size_t i = 0; !s->source && !ends[0] && s->required[i]; i++)
		if (ftm_property(s, s->required[i])->type == FTM_ENTITY)
			ends[0] = s->required[i];
}

static json_t *list_in(json_t *body, const char *property)
{
	json_t *properties = json_object_get(body, "properties"), *list;
	if (!properties && !put(body, "properties", properties = json_object()))
		return NULL;
	list = json_object_get(properties, property);
	return list || put(properties, property, list = json_array()) ? list : NULL;
}

/* What `from` or `to` says, as values of the record's sources other than this one, so that all ends stand in one list. */
static bool spread_end(json_t *body, const char *member, const char *property, const char *source)
{
	const char *id = json_text(body, member, NULL);
	const json_t *sources = json_object_get(body, "sources"), *s;
	json_t *list = id && property ? list_in(body, property) : NULL;
	size_t i;
	if (!id || !property)
		return true;
	if (!list)
		return false;
	if (!json_array_size(sources))
		return json_array_append_new(list, json_pack("{s:s}", "value", id)) == 0;
	json_array_foreach(sources, i, s) {
		const char *other = json_string_value(s);
		if (source && !strcmp(other, source))
			continue;
		if (json_array_append_new(list, json_pack("{s:s, s:s}", "source", other, "value", id)) != 0)
			return false;
	}
	return true;
}

/* One entity at this end, and only one: it goes to `from` or `to`; values that say more than that stay. */
static bool gather_end(json_t *body, const char *member, const char *property)
{
	json_t *properties = json_object_get(body, "properties");
	json_t *list = property ? json_object_get(properties, property) : NULL, *item;
	const char *id = NULL;
	size_t i;
	(void)json_object_del(body, member);
	json_array_foreach(list, i, item) {
		const char *value = json_text(item, "value", "");
		if ((id && strcmp(id, value) != 0) || !id_is_valid(value))
			return true;
		id = value;
	}
	if (!id)
		return true;
	if (!put_text(body, member, id))
		return false;
	for (i = json_array_size(list); i-- > 0;) {
		item = json_array_get(list, i);
		size_t plain = 1 + (json_object_get(item, "source") != NULL);
		if (json_object_size(item) == plain && json_array_remove(list, i) != 0)
			return false;
	}
	if (!json_array_size(list))
		(void)json_object_del(properties, property);
	return json_object_size(properties) || json_object_del(body, "properties") == 0;
}

static bool set_ends(json_t *body, const struct ftm_entity *x)
{
	const char *ends[2];
	ends_of(x->schema, ends);
	return gather_end(body, "from", ends[0]) && gather_end(body, "to", ends[1]);
}

/* --- context ------------------------------------------------------------------------------ */

static bool put_strings(json_t *o, const char *member, const struct ftm_strings *list)
{
	if (!list->n)
		return true;
	json_t *v = json_array();
	for (size_t i = 0; v && i < list->n; i++)
		if (json_array_append_new(v, json_string(list->v[i])) != 0) {
			json_decref(v);
			v = NULL;
		}
	return put(o, member, v);
}

static bool put_base(json_t *o, const struct ftm_entity *x)
{
	if (!x->base.n)
		return true;
	json_t *v = json_array();
	for (size_t i = 0; v && i < x->base.n; i++)
		if (json_array_append_new(v, value_item(x, &x->base.v[i], false)) != 0) {
			json_decref(v);
			v = NULL;
		}
	return put(o, "base", v);
}

static bool set_context(json_t *body, const struct ftm_entity *x)
{
	json_t *o = json_object();
	bool ok = o && put_strings(o, "datasets", &x->datasets) && put_strings(o, "referents", &x->referents) &&
		  put_text(o, "first_seen", x->first_seen) && put_text(o, "last_seen", x->last_seen) &&
		  put_text(o, "last_change", x->last_change) && put_text(o, "context", x->context) && put_base(o, x) &&
		  (x->target < 0 || put(o, "target", json_boolean(x->target)));
	if (!ok || !json_object_size(o)) {
		json_decref(o);
		return ok && (!json_object_get(body, "ftm") || json_object_del(body, "ftm") == 0);
	}
	return put(body, "ftm", o);
}

/* Is the record only from this source, so that what it says of it as a whole replaces what stood there? */
static bool only_from(const json_t *body, const char *source)
{
	const json_t *sources = json_object_get(body, "sources"), *s;
	size_t i;
	json_array_foreach(sources, i, s)
		if (!source || strcmp(json_string_value(s), source) != 0)
			return false;
	return true;
}

static enum status read_context(const json_t *body, struct arena *a, struct ftm_entity *x, struct error *e);

static bool add_source(json_t *body, const char *source)
{
	json_t *sources = json_object_get(body, "sources"), *s;
	size_t i;
	if (!source)
		return true;
	if (!sources && !put(body, "sources", sources = json_array()))
		return false;
	json_array_foreach(sources, i, s)
		if (!strcmp(json_string_value(s), source))
			return true;
	return json_array_append_new(sources, json_string(source)) == 0;
}

/* Put into the record's body what the entity says; the body's own values from the same source give way. */
static bool fill(json_t *body, const struct ftm_entity *x)
{
	const char *ends[2], *source = x->source;
	bool thing = ftm_kind(x->schema) == KIND_ACTOR;
	ends_of(x->schema, ends);
	if (!put_text(body, "id", x->id) || !put_text(body, "schema", x->schema->name))
		return false;
	if (!thing && (!spread_end(body, "from", ends[0], source) || !spread_end(body, "to", ends[1], source)))
		return false;
	if (thing && !set_names(body, x))
		return false;
	return set_properties(body, x, thing) && (thing || set_ends(body, x)) && add_source(body, source) &&
	       set_context(body, x);
}

enum status ftm_to_record(const struct ftm_entity *x, const json_t *body, struct arena *a, json_t **out, struct error *e)
{
	struct ftm_entity whole = *x; /* its schema, base and context are those of all sources */
	const char *source = x->source, *schema = json_text(body, "schema", NULL);
	const struct ftm_schema *held = ftm_schema(schema);
	enum status s = ST_OK;
	*out = body ? json_deep_copy(body) : json_object();
	if (!*out)
		return error_memory(e);
	if (held && !(whole.schema = ftm_common(held, x->schema)))
		s = error_set(e, ST_DATA, "%s: found schema %s, but the case has it as %s, and neither is a kind of the other", x->id,
			      x->schema->name, schema);
	if (s == ST_OK && body && !only_from(body, source)) {
		struct ftm_entity other = {.id = x->id, .schema = whole.schema, .target = -1};
		s = read_context(body, a, &other, e);
		for (size_t i = other.base.n; i-- > 0;) /* what this source said before gives way */
			if (source && other.base.v[i].source && !strcmp(other.base.v[i].source, source))
				other.base.v[i] = other.base.v[--other.base.n];
		whole.values = (struct ftm_values){0};
		if (s == ST_OK)
			s = ftm_merge(&other, a, &whole, (struct place){0}, e);
		ftm_sort(&other);
		whole = other;
		whole.values = x->values;
		whole.source = source;
	}
	if (s == ST_OK && !fill(*out, &whole))
		s = error_memory(e);
	if (s != ST_OK) {
		json_decref(*out);
		*out = NULL;
	}
	return s;
}

/* --- taking a source out of a record ------------------------------------------------------ */

static bool take_out_of_properties(json_t *body, const char *source)
{
	json_t *properties = json_object_get(body, "properties"), *list;
	const char *name;
	void *next;
	size_t at;
	json_object_foreach_safe(properties, next, name, list)
		if (!take_out(list, source, &at) || (!json_array_size(list) && json_object_del(properties, name) != 0))
			return false;
	return !properties || json_object_size(properties) || json_object_del(body, "properties") == 0;
}

static bool take_out_of_sources(json_t *body, const char *source)
{
	json_t *sources = json_object_get(body, "sources");
	for (size_t i = json_array_size(sources); i-- > 0;)
		if (!strcmp(json_string_value(json_array_get(sources, i)), source) && json_array_remove(sources, i) != 0)
			return false;
	return !sources || json_array_size(sources) || json_object_del(body, "sources") == 0;
}

/* Names that are no headings. */
static size_t real_names(const json_t *body)
{
	const json_t *names = json_object_get(body, "names"), *item;
	size_t i, n = 0;
	json_array_foreach(names, i, item)
		n += strcmp(json_text(item, "kind", ""), "heading") != 0;
	return n;
}

/* Does the record say anything besides its id, schema and what FtM said of it as a whole? */
static bool says_something(const json_t *body)
{
	static const char *const own[] = {"id", "schema", "names", "ftm", "from", "to"};
	const char *name;
	json_t *v;
	json_object_foreach((json_t *)(uintptr_t)body, name, v) {
		bool known = false;
		for (size_t i = 0; i < sizeof own / sizeof *own; i++)
			known = known || !strcmp(own[i], name);
		if (!known)
			return true;
	}
	return real_names(body) > 0;
}

enum status ftm_strip_record(const json_t *body, const char *source, json_t **out, struct error *e)
{
	json_t *names, *copy = json_deep_copy(body);
	size_t at;
	*out = NULL;
	if (!copy)
		return error_memory(e);
	names = json_object_get(copy, "names");
	bool ok = (!names || take_out(names, source, &at)) && take_out_of_properties(copy, source) &&
		  take_out_of_sources(copy, source);
	if (ok && !says_something(copy)) {
		json_decref(copy);
		return ST_OK;
	}
	if (ok && names && !json_array_size(names))
		ok = json_array_append_new(names, json_pack("{s:s, s:s}", "kind", "heading", "text", json_text(body, "id", ""))) == 0;
	if (!ok) {
		json_decref(copy);
		return error_memory(e);
	}
	*out = copy;
	return ST_OK;
}

/* --- from records ------------------------------------------------------------------------- */

static void read_statement(const json_t *item, struct ftm_value *v)
{
	const json_t *o = json_object_get(item, "statement");
	v->lang = json_text(item, "lang", NULL);
	v->original = json_text(item, "original", NULL);
	v->when = json_text(item, "when", NULL);
	v->dataset = json_text(o, "dataset", NULL);
	v->entity = json_text(o, "entity", NULL);
	v->schema = json_text(o, "schema", NULL);
	v->first_seen = json_text(o, "first_seen", NULL);
	v->last_seen = json_text(o, "last_seen", NULL);
	v->origin = json_text(o, "origin", NULL);
	v->id = json_text(o, "id", NULL);
	v->external = json_is_true(json_object_get(o, "external"));
}

/* A value is a text, or an object with more to say. */
static enum status add_item(struct ftm_entity *x, struct arena *a, const struct ftm_property *p, const json_t *item,
			    struct error *e)
{
	struct ftm_value v = {.property = p};
	if (json_is_string(item))
		v.value = json_string_value(item);
	else
		v.value = json_text(item, "value", "");
	v.source = json_text(item, "source", NULL);
	read_statement(item, &v);
	return *v.value ? ftm_add_value(x, a, &v, e) : ST_OK;
}

static enum status read_names(const json_t *body, struct arena *a, struct ftm_entity *x, struct error *e)
{
	const json_t *names = json_object_get(body, "names"), *item;
	size_t i;
	json_array_foreach(names, i, item) {
		const char *kind = json_text(item, "kind", "name");
		struct ftm_value v = {.value = json_text(item, "text", ""),
				      .source = json_string_value(json_array_get(json_object_get(item, "source"), 0))};
		for (size_t k = 0; k < N_KINDS; k++)
			if (!strcmp(name_kinds[k].kind, kind))
				v.property = ftm_property(x->schema, name_kinds[k].property);
		if (i == 0)
			x->caption = v.value;
		if (!v.property || !*v.value)
			continue;
		read_statement(item, &v);
		enum status s = ftm_add_value(x, a, &v, e);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

static enum status read_properties(const json_t *body, struct arena *a, struct ftm_entity *x, struct error *e)
{
	const char *name;
	json_t *values = json_object_get(body, "properties"), *list, *item;
	size_t i;
	json_object_foreach(values, name, list) {
		const struct ftm_property *p = ftm_property(x->schema, name);
		if (!p || p->flags & FTM_STUB)
			return error_set(e, ST_DATA, "%s: the FtM schema %s has no property %s", x->id, x->schema->name, name);
		json_array_foreach(list, i, item) {
			enum status s = add_item(x, a, p, item, e);
			if (s != ST_OK)
				return s;
		}
	}
	return ST_OK;
}

static enum status read_end(const json_t *body, const char *member, const char *property, struct arena *a,
			    struct ftm_entity *x, struct error *e)
{
	const char *id = json_text(body, member, NULL);
	const struct ftm_property *p = id && property ? ftm_property(x->schema, property) : NULL;
	for (size_t i = 0; p && i < x->values.n; i++)
		if (x->values.v[i].property == p && !strcmp(x->values.v[i].value, id))
			return ST_OK;
	struct ftm_value v = {.property = p, .value = id,
			      .source = json_string_value(json_array_get(json_object_get(body, "sources"), 0))};
	return p ? ftm_add_value(x, a, &v, e) : ST_OK;
}

static enum status read_strings(const json_t *o, const char *member, struct arena *a, struct ftm_strings *out,
				struct error *e)
{
	const json_t *list = json_object_get(o, member), *item;
	size_t i;
	json_array_foreach(list, i, item) {
		enum status s = ftm_add_string(out, a, json_string_value(item), e);
		if (s != ST_OK)
			return s;
	}
	return ST_OK;
}

static enum status read_context(const json_t *body, struct arena *a, struct ftm_entity *x, struct error *e)
{
	const json_t *o = json_object_get(body, "ftm"), *item, *target = json_object_get(o, "target");
	size_t i;
	x->first_seen = json_text(o, "first_seen", NULL);
	x->last_seen = json_text(o, "last_seen", NULL);
	x->last_change = json_text(o, "last_change", NULL);
	x->context = json_text(o, "context", NULL);
	x->target = json_is_boolean(target) ? json_is_true(target) : -1;
	json_array_foreach(json_object_get(o, "base"), i, item) {
		enum status s = add_item(x, a, NULL, item, e);
		if (s != ST_OK)
			return s;
	}
	enum status s = read_strings(o, "datasets", a, &x->datasets, e);
	return s == ST_OK ? read_strings(o, "referents", a, &x->referents, e) : s;
}

enum status ftm_from_record(enum kind k, const json_t *body, struct arena *a, struct ftm_entity *out, struct error *e)
{
	const char *schema = json_text(body, "schema", k == KIND_SITE ? "Address" : ""), *ends[2];
	*out = (struct ftm_entity){.id = json_text(body, "id", ""), .schema = ftm_schema(schema), .target = -1};
	if (!out->schema || out->schema->abstract) {
		const char *near = ftm_near_schema(schema);
		enum status s = error_set(e, ST_DATA, "%s %s: found schema \"%s\", expected a schema of the FtM model %s",
					  kind_info(k)->name, out->id, schema, ftm_model_version);
		if (near)
			error_hint(e, "did you mean %s?", near);
		return s;
	}
	enum status s = read_names(body, a, out, e);
	if (s == ST_OK)
		s = read_properties(body, a, out, e);
	ends_of(out->schema, ends);
	if (s == ST_OK && k == KIND_RELATION)
		s = read_end(body, "from", ends[0], a, out, e);
	if (s == ST_OK && k == KIND_RELATION)
		s = read_end(body, "to", ends[1], a, out, e);
	return s == ST_OK ? read_context(body, a, out, e) : s;
}
