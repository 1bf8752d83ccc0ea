/* read_eu.c - the EU's consolidated list of financial sanctions (XML, "xmlFullSanctionsList 1.1": export of sanctionEntity). */
#include "lists/make.h"

#include <stdio.h>
#include <string.h>

static void aliases(struct making *m, const xmlNode *x)
{
	XML_EACH(a, x, "nameAlias") {
		const char *whole = xml_attribute(m, a, "wholeName"), *strong = xml_attribute(m, a, "strong");
		const char *given = xml_attribute(m, a, "firstName"), *family = xml_attribute(m, a, "lastName");
		enum entry_quality q = strong && !strcmp(strong, "false") ? ENTRY_WEAK : m->x.n_names ? ENTRY_STRONG : ENTRY_PRIMARY;
		const char *kind = m->x.n_names ? "aka" : "name";
		size_t before = m->x.n_names;

		if (whole)
			making_name(m, whole, q, kind);
		else
			making_parts(m, given, family, q, kind);
		if (m->x.n_names > before) {
			m->x.names[before].language = xml_attribute(m, a, "nameLanguage");
			if (whole && given && family) {
				m->x.names[before].given = given;
				m->x.names[before].family = family;
			}
		}
	}
}

static void births(struct making *m, const xmlNode *x)
{
	XML_EACH(b, x, "birthdate") {
		const char *date = xml_attribute(m, b, "birthdate"), *year = xml_attribute(m, b, "year"), *circa = xml_attribute(m, b, "circa");
		const char *from = xml_attribute(m, b, "yearRangeFrom"), *to = xml_attribute(m, b, "yearRangeTo"), *city = xml_attribute(m, b, "city");
		const char *month = xml_attribute(m, b, "monthOfYear"), *about = circa && !strcmp(circa, "true") ? "~" : "";
		char text[64] = "";

		if (date)
			snprintf(text, sizeof text, "%.10s%s", date, about);
		else if (from && to && strlen(from) == 4 && strlen(to) == 4)
			snprintf(text, sizeof text, "%s/%s", from, to);
		else if (year && month && strlen(year) == 4 && strlen(month) <= 2)
			snprintf(text, sizeof text, "%s-%02d%s", year, month[1] ? (month[0] - '0') * 10 + month[1] - '0' : month[0] - '0', about);
		else if (year && strlen(year) == 4)
			snprintf(text, sizeof text, "%s%s", year, about);
		making_birth(m, text);
		making_string(m, &m->x.birth_places, city ? city : xml_attribute(m, b, "place"));
	}
}

static void take_rest(struct making *m, const xmlNode *x)
{
	XML_EACH(c, x, "citizenship")
		making_string(m, &m->x.nationalities, xml_attribute(m, c, "countryDescription"));
	XML_EACH(i, x, "identification") {
		const char *type = xml_attribute(m, i, "identificationTypeCode"), *said = xml_attribute(m, i, "identificationTypeDescription");
		const char *kind = said ? identifier_kind(said) : NULL;

		if (!kind && type)
			kind = identifier_kind(type);
		making_identifier(m, kind ? kind : "document", xml_attribute(m, i, "number"), xml_attribute(m, i, "countryDescription"));
	}
	XML_EACH(a, x, "address") {
		const char *country = xml_attribute(m, a, "countryDescription");

		making_address(m, xml_attribute(m, a, "street"), xml_attribute(m, a, "city"), country);
		making_string(m, &m->x.countries, country);
	}
	XML_EACH(g, x, "regulation") {
		making_string(m, &m->x.programmes, xml_attribute(m, g, "programme"));
		if (!m->x.listed)
			m->x.listed = making_date(m, xml_attribute(m, g, "publicationDate"));
		XML_EACH(u, g, "publicationUrl")
			m->x.url = xml_own_text(m, u);
	}
	XML_EACH(k, x, "remark")
		making_string(m, &m->x.notes, xml_own_text(m, k));
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	const xmlNode *type = xml_child(x, "subjectType"), *alias = xml_child(x, "nameAlias");
	const char *code = xml_attribute(m, type, "code"), *sex = xml_attribute(m, alias, "gender");

	m->x.id = xml_attribute(m, x, "euReferenceNumber");
	if (!m->x.id)
		m->x.id = xml_attribute(m, x, "logicalId");
	m->x.schema = code && !strcmp(code, "person") ? ENTRY_PERSON : ENTRY_ORGANIZATION;
	m->x.sex = sex && (*sex == 'M' || *sex == 'F') ? (*sex == 'M' ? 'm' : 'f') : 0;
	aliases(m, x);
	births(m, x);
	XML_EACH(a, x, "nameAlias")
		making_string(m, &m->x.positions, xml_attribute(m, a, "function"));
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
