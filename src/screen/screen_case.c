#include "screen/screen_case.h"

#include "base/json.h"
#include "lists/read.h"
#include "onus/version.h"
#include "screen/query_make.h"

#include <stdlib.h>
#include <string.h>

/* --- who is asked for --------------------------------------------------------------------------------------- */

static void take_birth(struct query_making *m, const char *text)
{
	struct edtf when;
	const char **all;

	if (edtf_parse(text, strlen(text), &when, NULL)) {
		query_note(m, "birth date \"%.100s\" is not understood", text);
		return;
	}
	if (!m->q.birth) {
		m->q.birth = text;
		return;
	}
	all = arena_array(m->sink->arena, m->q.births.n + 1, sizeof *all);
	m->failed |= !all;
	if (!all)
		return;
	if (m->q.births.n)
		memcpy(all, m->q.births.v, m->q.births.n * sizeof *all);
	all[m->q.births.n++] = text;
	m->q.births.v = all;
}

static void take_property(struct query_making *m, const struct property *p)
{
	for (size_t i = 0; i < p->n && i < QUERY_VALUES_MOST; i++) {
		const char *text = p->values[i].value;

		if (!text)
			continue;
		switch (query_role(p->name)) {
		case ROLE_NAME:
		case ROLE_ALIAS: query_name(m, text, strlen(text)); break;
		case ROLE_BIRTH: take_birth(m, text); break;
		case ROLE_COUNTRY: query_country(m, text); break;
		case ROLE_SEX: query_sex(m, text); break;
		case ROLE_IDENTIFIER: query_identifier(m, p->name, text, NULL); break;
		default: break;
		}
	}
}

bool screen_case_query(const struct actor *x, struct arena *a, struct query *out)
{
	struct query_sink sink = {.arena = a};
	struct query_making m;

	query_begin(&m, &sink, 0);
	m.q.id = x->id;
	for (size_t i = 0; i < x->n_names; i++)
		if (x->names[i].text && (!x->names[i].kind || strcmp(x->names[i].kind, "heading") != 0))
			query_name(&m, x->names[i].text, strlen(x->names[i].text));
	if (x->schema)
		query_schema(&m, x->schema);
	for (size_t i = 0; i < x->n_properties; i++)
		take_property(&m, &x->properties[i]);
	*out = m.q;
	return !m.failed;
}

/* --- reviews ------------------------------------------------------------------------------------------------ */

static int in_order(const void *p, const void *q)
{
	const struct clearing *x = p, *y = q;
	int c = strcmp(x->list, y->list);

	c = c ? c : strcmp(x->entry, y->entry);
	c = c ? c : strcmp(x->asked_sha256, y->asked_sha256);
	return c ? c : x->n < y->n ? -1 : x->n > y->n;
}

/* Is it what was known of the actor when the review was made? */
static bool as_asked(const struct actor *x, const char *sha256, bool *same)
{
	struct arena a = ARENA_INIT;
	struct query q;
	struct sha256 h;
	char hex[SHA256_HEX];
	const char *text = x && screen_case_query(x, &a, &q) ? clearing_asked(&q, NULL, &a) : NULL;
	bool good = !x || (text && !sha256_of(text, strlen(text), NULL, 0, NULL, 0, &h, NULL));

	*same = false;
	if (text && good) {
		sha256_hex(&h, hex);
		*same = !strcmp(hex, sha256);
	}
	arena_free(&a);
	return good;
}

enum status screen_case_reviews(const struct model *m, struct arena *a, struct clearings *out, struct error *e)
{
	*out = (struct clearings){.v = arena_array(a, m->n_reviews + 1, sizeof *out->v)};
	if (!out->v)
		return error_memory(e);
	for (size_t i = 0; i < m->n_reviews; i++) {
		const struct review *r = &m->reviews[i];
		const struct actor *x = model_actor(m, r->actor);
		bool same;

		if (!r->list || !r->entry || !r->entry_sha256 || !r->asked || !r->by || !r->when || !r->why || !r->verdict)
			continue;
		out->v[out->n] = (struct clearing){
			.id = r->id, .list = r->list, .entry = r->entry, .entry_sha256 = r->entry_sha256, .asked_sha256 = r->asked,
			.name = x && x->n_names ? x->names[0].text : r->actor, .caption = r->caption, .by = r->by, .when = r->when, .why = r->why,
			.until = r->until, .confirmed = !strcmp(r->verdict, "confirmed"), .n = (size_t)r->n};
		if (!as_asked(x, r->asked, &same))
			return error_memory(e);
		out->v[out->n++].other = !same;
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, in_order);
	return ST_OK;
}

/* --- ids ----------------------------------------------------------------------------------------------------- */

static const char *short_hash(const char *text, struct arena *a)
{
	struct sha256 h;
	char hex[SHA256_HEX];

	if (sha256_of(text, strlen(text), NULL, 0, NULL, 0, &h, NULL))
		return NULL;
	sha256_hex(&h, hex);
	return arena_strndup(a, hex, 8);
}

/* What may stand in an id (shape_check.c): letters, digits, - _ . : / and no two dots together. */
static const char *record_id(const char *text, struct arena *a)
{
	enum { MOST = 180 };
	size_t n = strlen(text);
	char *made = arena_strndup(a, text, n < MOST ? n : MOST);
	const char *hash;
	bool same = n <= MOST;

	for (char *p = made; p && *p; p++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/", *p) || (*p == '.' && p[1] == '.')) {
			*p = '_';
			same = false;
		}
	if (!made || same)
		return made;
	hash = short_hash(text, a);
	return hash ? arena_printf(a, "%s-%s", made, hash) : NULL;
}

const char *screen_case_hit_id(const char *actor, const char *list, const char *entry, struct arena *a)
{
	const char *whole = arena_printf(a, "%s/%s/%s", actor, list, entry);

	return whole ? record_id(whole, a) : NULL;
}

const char *screen_case_sanction_id(const char *hit_id, struct arena *a)
{
	const char *whole = arena_printf(a, "LISTED/%s", hit_id);

	return whole ? record_id(whole, a) : NULL;
}

const char *screen_case_list_id(const struct shelf_list *l, struct arena *a)
{
	return arena_printf(a, "LIST-%s-%.8s", l->name, l->versions[0].sha256);
}

/* --- sources ------------------------------------------------------------------------------------------------- */

static bool set(json_t *o, const char *member, json_t *v)
{
	return v && !json_object_set_new(o, member, v);
}
static bool set_text(json_t *o, const char *member, const char *v)
{
	return !v || set(o, member, json_string(v));
}
static json_t *kept(json_t *o, bool good)
{
	if (good)
		return o;
	json_decref(o);
	return NULL;
}

/* Who keeps lists of this format; else the list's own name. */
static const char *authority(const struct shelf_list *l)
{
	switch (list_format_by_name(l->versions[0].format)) {
	case LIST_OFAC_CSV:
	case LIST_OFAC_XML:
	case LIST_OFAC_ADVANCED: return "OFAC";
	case LIST_UN: return "UN Security Council";
	case LIST_EU: return "EU";
	case LIST_UK_XML:
	case LIST_UK_CSV: return "UK";
	case LIST_CANADA: return "Canada";
	default: return l->name;
	}
}

static bool web_address(const char *url)
{
	return url && (!strncmp(url, "https://", 8) || !strncmp(url, "http://", 7));
}

json_t *screen_case_list(const struct shelf_list *l, const char *id)
{
	const struct shelf_version *v = &l->versions[0];
	char title[256], note[512];

	(void)snprintf(title, sizeof title, "Watchlist %s%s%s, %llu entries", l->name, v->date ? " of " : "", v->date ? v->date : "",
		       (unsigned long long)v->entries);
	(void)snprintf(note, sizeof note, "As it stood on the shelf of lists: format %s, taken %.10s, %zu file%s with the SHA-256 %s.", v->format, v->taken,
		       v->n_files, v->n_files == 1 ? "" : "s together", v->sha256);
	json_t *o = json_pack("{s:s, s:s, s:{s:s}, s:{s:s}}", "id", id, "kind", "list", "title", "en", title, "note", "en", note);
	bool good = o && set_text(o, "date", v->date) && set_text(o, "data_date", v->date);

	/* of a set of files the bytes are those of no one file */
	if (good && v->n_files == 1)
		good = set_text(o, "sha256", v->sha256);
	if (good && v->n_files && web_address(v->files[0].url))
		good = set_text(o, "url", v->files[0].url);
	return kept(o, good);
}

static json_t *inputs_json(const struct screen_case_run *r, struct arena *a)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < r->n_lists; i++) {
		const struct shelf_version *v = &r->lists[i].versions[0];
		const char *id = screen_case_list_id(&r->lists[i], a);
		json_t *o = id ? json_pack("{s:s, s:s, s:s*, s:s}", "name", r->lists[i].name, "sha256", v->sha256, "date", v->date, "source", id) : NULL;

		if (json_array_append_new(list, o)) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *parameters_json(const struct screen_case_run *r)
{
	char threshold[16], cutoff[16], limit[24], actors[24];

	(void)snprintf(threshold, sizeof threshold, "%g", (double)r->threshold);
	(void)snprintf(cutoff, sizeof cutoff, "%g", (double)r->cutoff);
	(void)snprintf(limit, sizeof limit, "%zu", r->limit);
	(void)snprintf(actors, sizeof actors, "%zu", r->actors);
	return json_pack("[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}, {s:s, s:s}]", "name", "threshold", "value", threshold, "name", "cutoff", "value", cutoff,
			 "name", "limit", "value", limit, "name", "actors", "value", actors);
}

static json_t *analysis_json(const struct screen_case_run *r, struct arena *a)
{
	json_t *o = json_pack("{s:s, s:s}", "program", "onus " ONUS_VERSION, "command", "screen --case");

	return kept(o, o && set(o, "inputs", inputs_json(r, a)) && set(o, "parameters", parameters_json(r)));
}

const char *screen_case_run_id(const struct screen_case_run *r, struct arena *a)
{
	struct buf text = BUF_INIT;
	json_t *o = analysis_json(r, a);
	const char *hash = NULL;

	if (o && !json_canonical(o, &text, NULL)) {
		buf_text(&text, r->results_sha256);
		hash = buf_ok(&text) ? short_hash(buf_str(&text), a) : NULL;
	}
	json_decref(o);
	buf_free(&text);
	return hash ? arena_printf(a, "SCREEN-%s-%s", r->day, hash) : NULL;
}

static json_t *cites_json(const struct screen_case_run *r, struct arena *a)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < r->n_lists; i++) {
		const char *id = screen_case_list_id(&r->lists[i], a);

		if (json_array_append_new(list, id ? json_pack("{s:s, s:{s:s}}", "source", id, "how", "en", "The actors were screened against it.") : NULL)) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

json_t *screen_case_run_json(const struct screen_case_run *r, const char *id, struct arena *a)
{
	char note[400];
	struct buf title = BUF_INIT;
	json_t *o = NULL;

	buf_text(&title, "Screening of the case's actors against ");
	for (size_t i = 0; i < r->n_lists; i++)
		buf_printf(&title, "%s%s", i ? ", " : "", r->lists[i].name);
	(void)snprintf(note, sizeof note, "Made by onus %s: %zu actors, all names, dates of birth, countries and identifiers of each; %zu entries scored %g or more. "
		       "A score is a likeness, not a finding: whether an actor is the one listed is for a person to confirm.",
		       ONUS_VERSION, r->actors, r->hits, (double)r->threshold);
	if (buf_ok(&title))
		o = json_pack("{s:s, s:s, s:{s:s}, s:s, s:s, s:{s:s}}", "id", id, "kind", "analysis", "title", "en", buf_str(&title), "date", r->day, "sha256",
			      r->results_sha256, "note", "en", note);
	buf_free(&title);
	return kept(o, o && set(o, "cites", cites_json(r, a)) && set(o, "analysis", analysis_json(r, a)));
}

/* --- what a person decided ------------------------------------------------------------------------------------- */

json_t *screen_case_review(const struct screen_case_hit *h, bool confirmed)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:f, s:s*, s:s, s:s, s:s, s:s*}", "id", h->id, "actor", h->actor, "list", h->list->name,
			 "entry", json_text(h->entry, "id", ""), "caption", json_text(h->entry, "caption", ""), "verdict", confirmed ? "confirmed" : "cleared",
			 "entry_sha256", h->entry_sha256, "asked", h->asked_sha256, "score", h->score, "source", h->source, "by", h->by, "why", h->why,
			 "when", h->when, "until", h->until);
}

/* A property with one value, the list its source. */
static bool state(json_t *properties, const char *name, const char *value, const char *source)
{
	return !value || !*value || set(properties, name, json_pack("[{s:s, s:s}]", "value", value, "source", source));
}

static bool state_all(json_t *properties, const char *name, const json_t *values, const char *source)
{
	json_t *list = json_array(), *v;
	size_t i;
	bool good = list != NULL;

	json_array_foreach((json_t *)(uintptr_t)values, i, v)
		good = good && !json_array_append_new(list, json_pack("{s:O, s:s}", "value", v, "source", source));
	good = good && (!json_array_size(list) || !json_object_set(properties, name, list));
	json_decref(list);
	return good;
}

json_t *screen_case_sanction(const struct screen_case_hit *h, struct arena *a)
{
	const char *id = screen_case_sanction_id(h->id, a), *source = screen_case_list_id(h->list, a), *listed = json_text(h->entry, "listed", NULL);
	const char *note = arena_printf(a, "Listed as %s. Found by screening (score %.2f) and confirmed by %s on %.10s: %s", json_text(h->entry, "caption", ""),
					h->score, h->by, h->when, h->why);
	json_t *properties = json_object(), *o = NULL;
	bool good = id && source && note && properties && state(properties, "authority", authority(h->list), source) &&
		    state(properties, "recordId", json_text(h->entry, "id", NULL), source) && state(properties, "listingDate", listed, source) &&
		    state(properties, "sourceUrl", json_text(h->entry, "url", NULL), source) &&
		    state_all(properties, "program", json_object_get(h->entry, "programmes"), source);

	if (good)
		o = json_pack("{s:s, s:s, s:s, s:[s], s:{s:s}, s:O, s:s*}", "id", id, "schema", "Sanction", "from", h->actor, "sources", source, "note", "en",
			      note, "properties", properties, "when", listed);
	json_decref(properties);
	return o;
}
