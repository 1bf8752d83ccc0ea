#include "screen/compile.h"

static bool set(json_t *o, const char *member, json_t *v)
{
	return v && !json_object_set_new(o, member, v);
}
static bool set_text(json_t *o, const char *member, const char *v)
{
	return !v || !*v || set(o, member, json_string(v));
}
static bool set_strings(json_t *o, const char *member, const struct entry_strings *v)
{
	json_t *list;

	if (!v->n)
		return true;
	list = json_array();
	for (size_t i = 0; i < v->n; i++)
		if (json_array_append_new(list, json_string(v->v[i]))) {
			json_decref(list);
			return false;
		}
	return set(o, member, list);
}

static json_t *name_json(const struct entry_name *n)
{
	static const char *const qualities[] = {"primary", "strong", "weak"};
	json_t *o = json_pack("{s:s, s:s}", "name", n->full, "quality", qualities[n->quality]);

	if (o && set_text(o, "kind", n->kind) && set_text(o, "given", n->given) && set_text(o, "family", n->family) &&
	    set_text(o, "language", n->language))
		return o;
	json_decref(o);
	return NULL;
}
static json_t *identifier_json(const struct entry_identifier *x)
{
	json_t *o = json_pack("{s:s, s:s}", "kind", x->kind, "value", x->value);

	if (o && set_text(o, "country", x->country))
		return o;
	json_decref(o);
	return NULL;
}
static json_t *address_json(const struct entry_address *x)
{
	json_t *o = json_object();

	if (o && set_text(o, "text", x->text) && set_text(o, "city", x->city) && set_text(o, "country", x->country))
		return o;
	json_decref(o);
	return NULL;
}

static bool set_lists(json_t *o, const struct entry *x)
{
	json_t *names = json_array(), *ids = json_array(), *addresses = json_array();
	bool good = names && ids && addresses;

	for (size_t i = 0; good && i < x->n_names; i++)
		good = !json_array_append_new(names, name_json(&x->names[i]));
	for (size_t i = 0; good && i < x->n_identifiers; i++)
		good = !json_array_append_new(ids, identifier_json(&x->identifiers[i]));
	for (size_t i = 0; good && i < x->n_addresses; i++)
		good = !json_array_append_new(addresses, address_json(&x->addresses[i]));
	good = set(o, "names", names) && good;
	good = set(o, "identifiers", ids) && good;
	good = set(o, "addresses", addresses) && good;
	return good;
}

json_t *entry_json(const struct entry *x)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:i}", "id", x->id, "schema", entry_schema_name(x->schema), "caption", x->names[0].full, "line",
			      (int)x->line);
	bool good = o && set_lists(o, x);

	good = good && set_strings(o, "births", &x->births) && set_strings(o, "deaths", &x->deaths);
	good = good && set_strings(o, "birth_places", &x->birth_places) && set_strings(o, "countries", &x->countries);
	good = good && set_strings(o, "nationalities", &x->nationalities) && set_strings(o, "programmes", &x->programmes);
	good = good && set_strings(o, "positions", &x->positions) && set_strings(o, "notes", &x->notes);
	good = good && set_text(o, "listed", x->listed) && set_text(o, "changed", x->changed) && set_text(o, "url", x->url);
	if (good && x->sex)
		good = set(o, "sex", json_string(x->sex == 'm' ? "male" : "female"));
	if (good)
		return o;
	json_decref(o);
	return NULL;
}

/* --- and back ------------------------------------------------------------------------------------------------ */

static bool strings_of(const json_t *list, struct arena *a, struct entry_strings *out)
{
	size_t n = json_array_size(list);

	out->v = arena_array(a, n + 1, sizeof *out->v);
	for (size_t i = 0; out->v && i < n; i++)
		if (json_string_value(json_array_get(list, i)))
			out->v[out->n++] = json_string_value(json_array_get(list, i));
	return out->v;
}

static bool names_of(const json_t *list, struct arena *a, struct entry *x)
{
	size_t n = json_array_size(list);

	x->names = arena_array(a, n + 1, sizeof *x->names);
	for (size_t i = 0; x->names && i < n; i++) {
		const json_t *o = json_array_get(list, i);
		const char *quality = json_text(o, "quality", "");

		x->names[x->n_names++] = (struct entry_name){
			.full = json_text(o, "name", ""), .given = json_text(o, "given", NULL), .family = json_text(o, "family", NULL),
			.quality = *quality == 'w' ? ENTRY_WEAK : *quality == 's' ? ENTRY_STRONG : ENTRY_PRIMARY, .kind = json_text(o, "kind", NULL),
			.language = json_text(o, "language", NULL)};
	}
	return x->names;
}

static bool identifiers_of(const json_t *list, struct arena *a, struct entry *x)
{
	size_t n = json_array_size(list);

	x->identifiers = arena_array(a, n + 1, sizeof *x->identifiers);
	for (size_t i = 0; x->identifiers && i < n; i++) {
		const json_t *o = json_array_get(list, i);

		x->identifiers[x->n_identifiers++] =
			(struct entry_identifier){json_text(o, "kind", ""), json_text(o, "value", ""), json_text(o, "country", NULL)};
	}
	return x->identifiers;
}

static bool addresses_of(const json_t *list, struct arena *a, struct entry *x)
{
	size_t n = json_array_size(list);

	x->addresses = arena_array(a, n + 1, sizeof *x->addresses);
	for (size_t i = 0; x->addresses && i < n; i++) {
		const json_t *o = json_array_get(list, i);

		x->addresses[x->n_addresses++] =
			(struct entry_address){json_text(o, "text", NULL), json_text(o, "city", NULL), json_text(o, "country", NULL)};
	}
	return x->addresses;
}

bool entry_of_json(const json_t *o, struct arena *a, struct entry *out)
{
	*out = (struct entry){.id = json_text(o, "id", ""), .schema = entry_schema_by_name(json_text(o, "schema", "")),
			      .sex = json_text(o, "sex", "")[0], .listed = json_text(o, "listed", NULL), .changed = json_text(o, "changed", NULL),
			      .url = json_text(o, "url", NULL), .line = (unsigned)json_integer_value(json_object_get(o, "line"))};
	return names_of(json_object_get(o, "names"), a, out) && identifiers_of(json_object_get(o, "identifiers"), a, out) &&
	       addresses_of(json_object_get(o, "addresses"), a, out) && strings_of(json_object_get(o, "births"), a, &out->births) &&
	       strings_of(json_object_get(o, "deaths"), a, &out->deaths) && strings_of(json_object_get(o, "birth_places"), a, &out->birth_places) &&
	       strings_of(json_object_get(o, "countries"), a, &out->countries) &&
	       strings_of(json_object_get(o, "nationalities"), a, &out->nationalities) &&
	       strings_of(json_object_get(o, "programmes"), a, &out->programmes) && strings_of(json_object_get(o, "positions"), a, &out->positions) &&
	       strings_of(json_object_get(o, "notes"), a, &out->notes);
}
