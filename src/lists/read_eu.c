/* read_eu.c - the EU's consolidated list of financial sanctions (XML, "xmlFullSanctionsList 1.1": export of sanctionEntity). */
#include "lists/make.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is(const char *value, const char *word)
{
	return value && !strcasecmp(value, word);
}

/* "UNKNOWN" (code 00) is no country. */
static const char *country_of(struct making *m, const xmlNode *x)
{
	const char *name = xml_attribute(m, x, "countryDescription"), *code = xml_attribute(m, x, "countryIso2Code");

	if (!name || is(name, "UNKNOWN"))
		name = code && strcmp(code, "00") ? code : NULL;
	return name;
}

static void alias(struct making *m, const xmlNode *a, bool primary)
{
	const char *whole = xml_attribute(m, a, "wholeName"), *given = xml_attribute(m, a, "firstName"), *middle = xml_attribute(m, a, "middleName");
	const char *family = xml_attribute(m, a, "lastName"), *kind;
	enum entry_quality q = primary ? ENTRY_PRIMARY : is(xml_attribute(m, a, "strong"), "false") ? ENTRY_WEAK : ENTRY_STRONG;
	size_t before = m->x.n_names;

	given = making_join(m, " ", (const char *[]){given, middle}, 2);
	kind = primary ? "name" : making_other_script(whole ? whole : family ? family : "") ? "original script" : "aka";
	if (whole)
		making_name(m, whole, q, kind);
	else
		making_parts(m, given, family, q, kind);
	if (m->x.n_names == before)
		return;
	m->x.names[before].language = xml_attribute(m, a, "nameLanguage");
	if (whole && given && family) {
		m->x.names[before].given = given;
		m->x.names[before].family = family;
	}
}

/* The first strong name is the primary one; where all are weak, the first. */
static void aliases(struct making *m, const xmlNode *x)
{
	const xmlNode *first = xml_child(x, "nameAlias");

	while (first && is(xml_attribute(m, first, "strong"), "false"))
		first = xml_next(first, "nameAlias");
	first = first ? first : xml_child(x, "nameAlias");
	if (first)
		alias(m, first, true);
	XML_EACH(a, x, "nameAlias") {
		const char *sex = xml_attribute(m, a, "gender");

		if (a != first)
			alias(m, a, m->x.n_names == 0);
		if (sex && (*sex == 'M' || *sex == 'F'))
			m->x.sex = *sex == 'M' ? 'm' : 'f';
		making_string(m, &m->x.positions, xml_attribute(m, a, "function"));
	}
}

/* A birth date as EDTF: a day, a month, a year, a range of years. Dates of other calendars are left out: their years are not ours. */
static const char *birth_date(struct making *m, const xmlNode *b)
{
	const char *date = xml_attribute(m, b, "birthdate"), *year = xml_attribute(m, b, "year"), *month = xml_attribute(m, b, "monthOfYear");
	const char *from = making_date(m, xml_attribute(m, b, "yearRangeFrom")), *to = making_date(m, xml_attribute(m, b, "yearRangeTo"));
	const char *calendar = xml_attribute(m, b, "calendarType"), *day;
	unsigned long number = month ? strtoul(month, NULL, 10) : 0;

	if (calendar && !is(calendar, "GREGORIAN"))
		return NULL;
	if (!date && (from || to))
		return making_join(m, "/", (const char *[]){from ? from : "..", to ? to : ".."}, 2);
	if (!date && year && number >= 1 && number <= 12)
		date = arena_printf(&m->arena, "%.8s-%02lu-00", year, number);
	day = making_date(m, date ? date : year);
	return day ? making_join(m, "", (const char *[]){day, is(xml_attribute(m, b, "circa"), "true") ? "~" : NULL}, 2) : NULL;
}

static void births(struct making *m, const xmlNode *x)
{
	XML_EACH(b, x, "birthdate") {
		const char *city = xml_attribute(m, b, "city"), *place = xml_attribute(m, b, "place");

		making_birth(m, birth_date(m, b));
		making_string(m, &m->x.birth_places, making_join(m, ", ", (const char *[]){city ? city : place, xml_attribute(m, b, "region"), country_of(m, b)}, 3));
	}
}

static void identifications(struct making *m, const xmlNode *x)
{
	XML_EACH(i, x, "identification") {
		const char *type = xml_attribute(m, i, "identificationTypeCode"), *said = xml_attribute(m, i, "identificationTypeDescription");
		const char *kind = said ? identifier_kind(said) : NULL, *number = xml_attribute(m, i, "number");

		if (!kind && type)
			kind = is(type, "id") ? "national id" : is(type, "regnumber") || is(type, "tradelic") ? "registration" : is(type, "diplpassport") ? "passport"
				: identifier_kind(type);
		making_identifier(m, kind ? kind : "document", number ? number : xml_attribute(m, i, "latinNumber"), country_of(m, i));
	}
}

/* In force since: the day of designation, or the earliest act; changed: the latest act that speaks of any part. */
static void acts(struct making *m, const xmlNode *x)
{
	for (const xmlNode *n = x->children; n; n = n->next) {
		const xmlNode *act = n->type != XML_ELEMENT_NODE ? NULL : !strcmp((const char *)n->name, "regulation") ? n : xml_child(n, "regulationSummary");
		const char *day = act ? making_date(m, xml_attribute(m, act, "publicationDate")) : NULL;

		if (day && (!m->x.listed || strcmp(day, m->x.listed) < 0))
			m->x.listed = day;
		if (day && (!m->x.changed || strcmp(day, m->x.changed) > 0))
			m->x.changed = day;
	}
	if (xml_attribute(m, x, "designationDate")) {
		const char *day = making_date(m, xml_attribute(m, x, "designationDate"));

		m->x.listed = day ? day : m->x.listed;
	}
}

static void take_rest(struct making *m, const xmlNode *x)
{
	XML_EACH(c, x, "citizenship")
		making_string(m, &m->x.nationalities, country_of(m, c));
	identifications(m, x);
	XML_EACH(a, x, "address") {
		const char *country = country_of(m, a);

		making_address(m, making_join(m, ", ", (const char *[]){xml_attribute(m, a, "street"), xml_attribute(m, a, "poBox"), xml_attribute(m, a, "zipCode"),
					      xml_attribute(m, a, "place"), xml_attribute(m, a, "region")}, 5), xml_attribute(m, a, "city"), country);
		making_string(m, &m->x.countries, country);
	}
	XML_EACH(g, x, "regulation") {
		making_string(m, &m->x.programmes, xml_attribute(m, g, "programme"));
		XML_EACH(u, g, "publicationUrl")
			m->x.url = xml_own_text(m, u);
	}
	XML_EACH(k, x, "remark")
		making_string(m, &m->x.notes, xml_own_text(m, k));
	acts(m, x);
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	const xmlNode *type = xml_child(x, "subjectType");
	const char *code = xml_attribute(m, type, "code"), *class = xml_attribute(m, type, "classificationCode");

	m->x.id = xml_attribute(m, x, "euReferenceNumber");
	if (!m->x.id)
		m->x.id = xml_attribute(m, x, "logicalId");
	m->x.schema = is(code, "person") || is(code, "P") || is(class, "P") || is(class, "person") ? ENTRY_PERSON
			: is(code, "vessel") || is(code, "V") || is(class, "V") ? ENTRY_VESSEL : ENTRY_ORGANIZATION;
	aliases(m, x);
	births(m, x);
	take_rest(m, x);
	return reading_entry(r, e);
}

enum status read_eu(struct reading_list *r, struct error *e)
{
	static const char *const names[] = {"sanctionEntity", NULL};
	const char *at = memmem(r->bytes, r->n < 4096 ? r->n : 4096, "generationDate=\"", 16);

	if (at && at + 26 < r->bytes + r->n)
		memcpy(r->about->date, at + 16, 10);
	return xml_each(r, names, take, e);
}
