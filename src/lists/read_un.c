/* read_un.c - the consolidated list of the UN Security Council (XML; schema sc-sanctions.xsd). */
#include "lists/make.h"

#include <stdio.h>
#include <string.h>

static enum entry_quality quality(const char *said)
{
	return said && !strcmp(said, "Low") ? ENTRY_WEAK : ENTRY_STRONG;
}

/* Several names in one alias: "A; B", and one in its own script in brackets: "Jin Tiesan (金铁三)". */
static void alias_text(struct making *m, const char *text, enum entry_quality q, const char *kind)
{
	char one[1024];

	while (text && *text) {
		size_t n = strcspn(text, ";");
		char *open, *close;

		snprintf(one, sizeof one, "%.*s", (int)(n < sizeof one ? n : sizeof one - 1), text);
		text += n + (text[n] == ';');
		open = strchr(one, '(');
		close = open ? strchr(open, ')') : NULL;
		if (open && close && (unsigned char)open[1] >= 0x80) {
			*open = *close = 0;
			making_name(m, open + 1, q, "original script");
		}
		making_name(m, one, q, kind);
	}
}

static void aliases(struct making *m, const xmlNode *x, const char *element)
{
	XML_EACH(a, x, element) {
		const char *said = xml_text(m, a, "QUALITY");
		const char *kind = said && strstr(said, "f.k.a") ? "fka" : "aka";

		alias_text(m, xml_text(m, a, "ALIAS_NAME"), quality(said), kind);
	}
}

static void births(struct making *m, const xmlNode *x)
{
	XML_EACH(b, x, "INDIVIDUAL_DATE_OF_BIRTH") {
		const char *type = xml_text(m, b, "TYPE_OF_DATE"), *date = xml_text(m, b, "DATE"), *year = xml_text(m, b, "YEAR");
		const char *from = xml_text(m, b, "FROM_YEAR"), *to = xml_text(m, b, "TO_YEAR");
		char text[64] = "";

		if (from && to && strlen(from) == 4 && strlen(to) == 4)
			snprintf(text, sizeof text, "%s/%s", from, to);
		else if (date || year)
			snprintf(text, sizeof text, "%.10s%s", date ? date : year, type && !strcmp(type, "APPROXIMATELY") ? "~" : "");
		making_birth(m, text);
	}
}

static void places(struct making *m, const xmlNode *x, const char *element, bool birth)
{
	XML_EACH(p, x, element) {
		const char *street = xml_text(m, p, "STREET"), *city = xml_text(m, p, "CITY"), *state = xml_text(m, p, "STATE_PROVINCE");
		const char *country = xml_text(m, p, "COUNTRY");
		char text[1024];

		snprintf(text, sizeof text, "%s%s%s%s%s%s%s", street ? street : "", street && (city || state || country) ? ", " : "",
			 city ? city : "", city && (state || country) ? ", " : "", state ? state : "", state && country ? ", " : "",
			 country ? country : "");
		if (birth) {
			making_string(m, &m->x.birth_places, text);
		} else {
			making_address(m, text, city, country);
			making_string(m, &m->x.countries, country);
		}
	}
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	bool person = !strcmp((const char *)x->name, "INDIVIDUAL");
	static const char *const parts[] = {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"};
	char full[1024] = "";
	const char *sex;

	m->x.id = xml_text(m, x, "REFERENCE_NUMBER");
	if (!m->x.id)
		m->x.id = xml_text(m, x, "DATAID");
	m->x.schema = person ? ENTRY_PERSON : ENTRY_ORGANIZATION;
	for (size_t i = 0; i < 4; i++) {
		const char *p = xml_text(m, x, parts[i]);
		size_t n = strlen(full);

		if (p)
			snprintf(full + n, sizeof full - n, "%s%s", n ? " " : "", p);
	}
	making_name(m, full, ENTRY_PRIMARY, "name");
	alias_text(m, xml_text(m, x, "NAME_ORIGINAL_SCRIPT"), ENTRY_STRONG, "original script");
	aliases(m, x, person ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS");
	births(m, x);
	places(m, x, "INDIVIDUAL_PLACE_OF_BIRTH", true);
	places(m, x, person ? "INDIVIDUAL_ADDRESS" : "ENTITY_ADDRESS", false);
	XML_EACH(n, x, "NATIONALITY")
		XML_EACH(v, n, "VALUE")
			making_string(m, &m->x.nationalities, xml_own_text(m, v));
	XML_EACH(n, x, "DESIGNATION")
		XML_EACH(v, n, "VALUE")
			making_string(m, &m->x.positions, xml_own_text(m, v));
	XML_EACH(d, x, "INDIVIDUAL_DOCUMENT") {
		const char *type = xml_text(m, d, "TYPE_OF_DOCUMENT"), *country = xml_text(m, d, "ISSUING_COUNTRY");
		const char *kind = type ? identifier_kind(type) : NULL;

		making_identifier(m, kind ? kind : type && strstr(type, "asaporte") ? "passport" : type && strstr(type, "asseport") ? "passport" : "document",
				  xml_text(m, d, "NUMBER"), country ? country : xml_text(m, d, "COUNTRY_OF_ISSUE"));
	}
	making_string(m, &m->x.programmes, xml_text(m, x, "UN_LIST_TYPE"));
	making_string(m, &m->x.notes, xml_text(m, x, "COMMENTS1"));
	sex = xml_text(m, x, "GENDER");
	m->x.sex = sex && (*sex == 'M' || *sex == 'F') ? (*sex == 'M' ? 'm' : 'f') : 0;
	m->x.listed = making_date(m, xml_text(m, x, "LISTED_ON"));
	XML_EACH(u, x, "LAST_DAY_UPDATED")
		XML_EACH(v, u, "VALUE") {
			const char *day = making_date(m, xml_own_text(m, v));

			if (day && (!m->x.changed || strcmp(day, m->x.changed) > 0))
				m->x.changed = day;
		}
	return reading_entry(r, e);
}

enum status read_un(struct reading_list *r, struct error *e)
{
	static const char *const names[] = {"INDIVIDUAL", "ENTITY", NULL};
	const char *at = memmem(r->bytes, r->n < 4096 ? r->n : 4096, "dateGenerated=", 14);

	/* in either kind of quotes */
	if (at && at + 25 < r->bytes + r->n)
		memcpy(r->about->date, at + 15, 10);
	return xml_each(r, names, take, e);
}
