#include "assess/build.h"

#include "base/json.h"
#include "base/sha256.h"

static json_t *texts_json(const struct texts *t)
{
	json_t *o = json_object();
	for (size_t i = 0; o && i < t->n; i++)
		if (json_object_set_new(o, t->v[i].lang, json_string(t->v[i].value)) != 0) {
			json_decref(o);
			return NULL;
		}
	return o;
}

static json_t *element_json(const struct element *x)
{
	json_t *sources = json_array();
	for (size_t i = 0; sources && i < x->sources.n; i++)
		if (json_array_append_new(sources, json_string(x->sources.v[i])) != 0) {
			json_decref(sources);
			sources = NULL;
		}
	return json_pack("{s:s, s:s, s:s?, s:s, s:o}", "kind", element_kind_name(x->kind), "met", truth_name(x->met), "ref", x->ref,
			 "fact", x->fact, "sources", sources);
}

static json_t *finding_json(const struct finding *f)
{
	json_t *elements = json_array();
	for (size_t i = 0; elements && i < f->n_elements; i++)
		if (json_array_append_new(elements, element_json(&f->elements[i])) != 0) {
			json_decref(elements);
			elements = NULL;
		}
	return json_pack("{s:s, s:s, s:o, s:o, s:o}", "id", f->id, "role", f->role, "claim", texts_json(&f->claim->text), "duty",
			 texts_json(&f->duty->text), "elements", elements);
}

enum status finding_digest(struct finding *f, struct arena *a, struct error *e)
{
	struct buf text = BUF_INIT;
	struct sha256 h;
	char *hex = arena_alloc(a, SHA256_HEX);
	json_t *v = hex ? finding_json(f) : NULL;
	enum status s = v ? json_canonical(v, &text, e) : error_memory(e);
	if (s == ST_OK && !buf_ok(&text))
		s = error_memory(e);
	if (s == ST_OK)
		s = sha256_of(buf_str(&text), text.len, NULL, 0, NULL, 0, &h, e);
	if (s == ST_OK) {
		sha256_hex(&h, hex);
		f->digest = hex;
	}
	json_decref(v);
	buf_free(&text);
	return s;
}
