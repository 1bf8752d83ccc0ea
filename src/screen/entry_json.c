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
