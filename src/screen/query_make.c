#include "screen/query_make.h"

#include "exchange/ftm.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void query_begin(struct query_making *m, struct query_sink *sink, unsigned line)
{
	*m = (struct query_making){.q = {.line = line}, .sink = sink};
}

const char *query_copy(struct query_making *m, const char *text, size_t n)
{
	const char *made;

	while (n && isspace((unsigned char)*text)) {
		text++;
		n--;
	}
	while (n && isspace((unsigned char)text[n - 1]))
		n--;
	if (!n)
		return NULL;
	made = arena_strndup(m->sink->arena, text, n);
	m->failed |= !made;
	return made;
}

/* Room for one more in an array of the arena; NULL: no more are taken, or memory is out. */
static void *more(struct query_making *m, void *v, size_t n, size_t *cap, size_t size, size_t most)
{
	void *wider;

	if (n < *cap)
		return v;
	if (n >= most)
		return NULL;
	*cap = n ? 2 * n : 2;
	wider = arena_array(m->sink->arena, *cap, size);
	if (wider && n)
		memcpy(wider, v, n * size);
	m->failed |= !wider;
	return wider;
}

static void add_string(struct query_making *m, struct entry_strings *list, size_t *cap, const char *text, size_t most)
{
	const char **v = text ? more(m, list->v, list->n, cap, sizeof *v, most) : NULL;

	if (v) {
		list->v = v;
		v[list->n++] = text;
	}
}

void query_note(struct query_making *m, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	/* a character cut in two at the end is left out whole */
	text[utf8_fault(text, strlen(text))] = 0;
	add_string(m, &m->q.notes, &m->notes_cap, query_copy(m, text, strlen(text)), QUERY_VALUES_MOST);
}

void query_name(struct query_making *m, const char *text, size_t n)
{
	struct entry_strings list = {m->q.names, m->q.n_names};
	const char *name = query_copy(m, text, n);

	for (size_t i = 0; name && i < list.n; i++)
		if (!strcmp(list.v[i], name))
			return;
	if (name && list.n == QUERY_NAMES_MOST)
		query_note(m, "more than %d names: \"%.100s\" was not asked for", QUERY_NAMES_MOST, name);
	add_string(m, &list, &m->names_cap, name, QUERY_NAMES_MOST);
	m->q.names = list.v;
	m->q.n_names = list.n;
}

void query_name_list(struct query_making *m, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, ";|");

		query_name(m, text, n);
		text += n + (text[n] != 0);
	}
}

void query_country(struct query_making *m, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, ";|");

		add_string(m, &m->q.countries, &m->countries_cap, query_copy(m, text, n), QUERY_VALUES_MOST);
		text += n + (text[n] != 0);
	}
}

void query_schema(struct query_making *m, const char *text)
{
	static const char *const words[][2] = {
		{"individual", "Person"}, {"person", "Person"}, {"natural person", "Person"}, {"company", "Company"}, {"corporation", "Company"},
		{"organization", "Organization"}, {"organisation", "Organization"}, {"entity", "LegalEntity"}, {"legal entity", "LegalEntity"},
		{"legal person", "LegalEntity"}, {"vessel", "Vessel"}, {"ship", "Vessel"}, {"aircraft", "Airplane"}};
	const char *s = query_copy(m, text, strlen(text));

	if (!s)
		return;
	m->q.schema = s;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(s, words[i][0])) {
			m->q.schema = words[i][1];
			return;
		}
	if (!ftm_schema(s)) {
		m->q.schema = NULL;
		query_note(m, "schema \"%.100s\" is not known and was not used (expected Person, Company, Organization, LegalEntity or Vessel)", s);
	}
}

void query_sex(struct query_making *m, const char *text)
{
	const char *s = query_copy(m, text, strlen(text));

	if (!s)
		return;
	if (!strcasecmp(s, "m") || !strcasecmp(s, "male"))
		m->q.sex = 'm';
	else if (!strcasecmp(s, "f") || !strcasecmp(s, "female"))
		m->q.sex = 'f';
	else if (strcasecmp(s, "other") != 0 && strcasecmp(s, "unknown") != 0 && strcasecmp(s, "u") != 0 && strcasecmp(s, "x") != 0)
		query_note(m, "sex \"%.100s\" is not understood (expected male or female)", s);
}

/* --- identifiers ---------------------------------------------------------------------------------------- */

const char *query_identifier_kind(const char *word)
{
	static const struct { const char *word, *kind; } kinds[] = {
		{"passport", "passport"}, {"nationalid", "national id"}, {"id", "national id"}, {"idcard", "national id"}, {"identitycard", "national id"},
		{"imo", "imo"}, {"mmsi", "mmsi"}, {"callsign", "call sign"}, {"swift", "swift"}, {"bic", "swift"}, {"swiftbic", "swift"}, {"lei", "lei"},
		{"uscc", "uscc"}, {"usc", "uscc"}, {"unifiedsocialcredit", "uscc"}, {"inn", "inn"}, {"ogrn", "ogrn"}, {"iban", "iban"},
		{"isin", "isin"}, {"npi", "npi"}, {"figi", "figi"}, {"uei", "uei"}, {"ssn", "ssn"}, {"socialsecurity", "ssn"}, {"tax", "tax"},
		{"taxid", "tax"}, {"vat", "tax"}, {"registration", "registration"}, {"company", "registration"}, {"duns", "duns"}, {"wikidata", "wikidata"},
		{"account", "account"}, {"cnresident", "cn-resident"}, {"cnregistration", "cn-registration"}};
	static const char *const ends[] = {"number", "num", "code", "no", "id", ""};
	char plain[40];
	size_t n = 0;

	for (const char *p = word; *p; p++)
		if (isalnum((unsigned char)*p)) {
			if (n + 1 == sizeof plain)
				return NULL;
			plain[n++] = (char)tolower((unsigned char)*p);
		} else if (!strchr(" _-.", *p)) {
			return NULL;
		}
	plain[n] = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t stem = strlen(kinds[i].word);

		if (strncmp(plain, kinds[i].word, stem) != 0)
			continue;
		for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
			if (!strcmp(plain + stem, ends[k]) && (*ends[k] || strcmp(plain, "id") != 0) && strcmp(plain, "company") != 0 &&
			    strcmp(plain, "companyid") != 0)
				return kinds[i].kind;
	}
	return NULL;
}

void query_identifier(struct query_making *m, const char *kind, const char *value, const char *country)
{
	const char *known = query_identifier_kind(kind), *text = query_copy(m, value, strlen(value));
	struct entry_identifier *v;

	if (!text)
		return;
	v = more(m, m->q.identifiers, m->q.n_identifiers, &m->identifiers_cap, sizeof *v, QUERY_VALUES_MOST);
	if (!v)
		return;
	m->q.identifiers = v;
	v[m->q.n_identifiers] = (struct entry_identifier){known ? known : query_copy(m, kind, strlen(kind)), text,
							  country ? query_copy(m, country, strlen(country)) : NULL};
	if (!v[m->q.n_identifiers].kind)
		v[m->q.n_identifiers].kind = "identifier";
	m->q.n_identifiers++;
}

/* --- handing over ----------------------------------------------------------------------------------------- */

enum status query_fault(struct query_sink *sink, const struct error *what, struct error *e)
{
	return sink->fault ? sink->fault(sink->arg, what, e) : ST_OK;
}

enum status query_end(struct query_making *m, struct input *in, struct error *e)
{
	struct error what;

	if (m->failed)
		return error_memory(e);
	if (m->q.n_names || m->q.n_identifiers)
		return m->sink->query(m->sink->arg, &m->q, e);
	error_clear(&what);
	(void)error_at(&what, ST_DATA, (struct place){in->name, m->q.line, 1}, "found neither a name nor an identifier, expected one");
	return query_fault(m->sink, &what, e);
}
