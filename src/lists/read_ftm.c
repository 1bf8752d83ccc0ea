/* read_ftm.c - entities of FollowTheMoney, one JSON object a line (OpenSanctions and others). */
#include "lists/make.h"

#include "base/json.h"
#include "exchange/ftm.h"

#include <string.h>

/* A property's values, each to do. */
static void strings(struct making *m, const json_t *p, const char *property, struct entry_strings *to)
{
	const json_t *v;
	size_t i;

	json_array_foreach(json_object_get(p, property), i, v)
		making_string(m, to, json_string_value(v));
}
static void names(struct making *m, const json_t *p, const char *property, enum entry_quality q, const char *kind)
{
	const json_t *v;
	size_t i;

	json_array_foreach(json_object_get(p, property), i, v)
		if (json_is_string(v))
			making_name(m, json_string_value(v), q, kind);
}
static void identifiers(struct making *m, const json_t *p, const char *property, const char *kind)
{
	const json_t *v;
	size_t i;

	json_array_foreach(json_object_get(p, property), i, v)
		if (json_is_string(v))
			making_identifier(m, kind, json_string_value(v), NULL);
}
static const char *first(const json_t *p, const char *property)
{
	return json_string_value(json_array_get(json_object_get(p, property), 0));
}

static enum entry_schema schema_of(const char *name)
{
	const struct ftm_schema *s = ftm_schema(name);

	if (!s)
		return ENTRY_SCHEMATA;
	if (ftm_is_a(s, "Person"))
		return ENTRY_PERSON;
	if (ftm_is_a(s, "Vessel"))
		return ENTRY_VESSEL;
	if (ftm_is_a(s, "Airplane"))
		return ENTRY_AIRCRAFT;
	if (ftm_is_a(s, "Company"))
		return ENTRY_COMPANY;
	if (ftm_is_a(s, "Organization"))
		return ENTRY_ORGANIZATION;
	return ftm_is_a(s, "LegalEntity") ? ENTRY_LEGAL_ENTITY : ENTRY_SCHEMATA;
}

static void take_names(struct making *m, const json_t *p, const char *caption)
{
	making_name(m, caption, ENTRY_PRIMARY, "name");
	names(m, p, "name", m->x.n_names ? ENTRY_STRONG : ENTRY_PRIMARY, "name");
	names(m, p, "alias", ENTRY_STRONG, "aka");
	names(m, p, "previousName", ENTRY_STRONG, "fka");
	names(m, p, "weakAlias", ENTRY_WEAK, "aka");
	if (!m->x.n_names)
		making_parts(m, first(p, "firstName"), first(p, "lastName"), ENTRY_PRIMARY, "name");
}

static void take_rest(struct making *m, const json_t *o, const json_t *p)
{
	static const struct { const char *property, *kind; } ids[] = {
		{"passportNumber", "passport"}, {"idNumber", "national id"}, {"imoNumber", "imo"}, {"mmsi", "mmsi"}, {"callSign", "call sign"},
		{"leiCode", "lei"}, {"registrationNumber", "registration"}, {"taxNumber", "tax"}, {"innCode", "inn"}, {"ogrnCode", "ogrn"},
		{"swiftBic", "swift"}, {"uscCode", "uscc"}, {"vatCode", "tax"}, {"dunsCode", "duns"}, {"socialSecurityNumber", "ssn"}};
	const char *sex = first(p, "gender");

	strings(m, p, "birthDate", &m->x.births);
	strings(m, p, "buildDate", &m->x.births);
	strings(m, p, "incorporationDate", &m->x.births);
	strings(m, p, "deathDate", &m->x.deaths);
	strings(m, p, "birthPlace", &m->x.birth_places);
	strings(m, p, "nationality", &m->x.nationalities);
	strings(m, p, "citizenship", &m->x.nationalities);
	for (const char *const *c = (const char *const[]){"country", "jurisdiction", "flag", "mainCountry", NULL}; *c; c++)
		strings(m, p, *c, &m->x.countries);
	strings(m, p, "program", &m->x.programmes);
	strings(m, p, "programId", &m->x.programmes);
	strings(m, p, "topics", &m->x.programmes);
	strings(m, p, "position", &m->x.positions);
	strings(m, p, "notes", &m->x.notes);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		identifiers(m, p, ids[i].property, ids[i].kind);
	making_address(m, first(p, "address"), NULL, first(p, "country"));
	m->x.sex = sex && (*sex == 'm' || *sex == 'f') ? *sex : 0;
	m->x.url = making_text(m, first(p, "sourceUrl"));
	m->x.listed = making_date(m, json_text(o, "first_seen", NULL));
	m->x.changed = making_date(m, json_text(o, "last_change", NULL));
}

static enum status take(struct reading_list *r, const json_t *o, unsigned line, struct error *e)
{
	struct making *m = &r->making;
	const json_t *p = json_object_get(o, "properties");
	const char *schema = json_text(o, "schema", "");
	enum entry_schema s = schema_of(schema);

	/* addresses, sanctions, ownerships …: nothing to be asked for by name */
	if (s == ENTRY_SCHEMATA && ftm_schema(schema))
		return ST_OK;
	if (s == ENTRY_SCHEMATA || !json_is_object(p)) {
		reading_fault(r, line, json_text(o, "id", NULL), s == ENTRY_SCHEMATA ? "left out: no schema %.60s" : "left out: no properties in a %.60s", schema);
		return ST_OK;
	}
	making_begin(m);
	m->x.id = making_text(m, json_text(o, "id", NULL));
	m->x.line = line;
	m->x.schema = s;
	take_names(m, p, json_text(o, "caption", NULL));
	take_rest(m, o, p);
	return reading_entry(r, e);
}

enum status read_ftm(struct reading_list *r, struct error *e)
{
	unsigned line = 0;
	enum status st = ST_OK;

	for (size_t at = 0; at < r->n && !st;) {
		const char *from = r->bytes + at, *end = memchr(from, '\n', r->n - at);
		size_t n = end ? (size_t)(end - from) : r->n - at;
		struct error bad;
		json_t *o;

		at += n + 1;
		line++;
		if (strspn(from, " \t\r") >= n || !n)
			continue;
		if (n > FTM_LINE_MOST) {
			reading_fault(r, line, NULL, "left out: a line of more than 64 MiB");
			continue;
		}
		if (json_read(from, n, r->name, &o, &bad)) {
			if (bad.code == ST_ENV)
				return *e = bad, ST_ENV;
			bool cut = !end && !reading_ends(r);

			reading_fault(r, line, NULL, cut ? "the document is cut off here: %.200s" : "left out: %.200s", bad.message);
			r->about->cut_off |= cut;
			continue;
		}
		/* a delta file's {"op": …, "entity": {…}} */
		if (json_is_object(json_object_get(o, "entity")))
			st = take(r, json_object_get(o, "entity"), line, e);
		else
			st = take(r, o, line, e);
		json_decref(o);
	}
	return st;
}
