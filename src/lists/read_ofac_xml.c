/* read_ofac_xml.c - OFAC's lists in their first XML form (sdnList of sdnEntry). */
#include "lists/make.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static void akas(struct making *m, const xmlNode *x)
{
	XML_EACH(a, xml_child(x, "akaList"), "aka") {
		const char *type = xml_text(m, a, "type"), *category = xml_text(m, a, "category");

		making_parts(m, xml_text(m, a, "firstName"), xml_text(m, a, "lastName"), category && !strcmp(category, "weak") ? ENTRY_WEAK : ENTRY_STRONG,
			     type && type[0] == 'f' ? "fka" : type && type[0] == 'n' ? "nka" : "aka");
	}
}

static void items(struct making *m, const xmlNode *x, const char *list, const char *item, const char *child, struct entry_strings *to)
{
	XML_EACH(i, xml_child(x, list), item)
		making_string(m, to, child ? xml_text(m, i, child) : xml_own_text(m, i));
}

/* What has no element of its own stands among the identifiers: sex, dates, countries. */
static void identifiers(struct making *m, const xmlNode *x)
{
	XML_EACH(i, xml_child(x, "idList"), "id") {
		const char *type = xml_text(m, i, "idType"), *number = xml_text(m, i, "idNumber"), *kind = type ? identifier_kind(type) : NULL;

		if (!type || !number)
			continue;
		if (!strcmp(type, "Gender")) {
			m->x.sex = number[0] == 'M' ? 'm' : number[0] == 'F' ? 'f' : 0;
		} else if (!strcmp(type, "Organization Established Date") || !strcmp(type, "Vessel Year of Build") || !strcmp(type, "Aircraft Manufacture Date")) {
			making_birth(m, making_date(m, number));
		} else if (!strcmp(type, "Nationality of Registration") || strstr(type, "Vessel Flag")) {
			making_string(m, &m->x.countries, number);
		} else if (!strncmp(type, "Listing Date", 12)) {
			const char *day = making_date(m, number);

			if (day && (!m->x.listed || strcmp(day, m->x.listed) < 0))
				m->x.listed = day;
		} else if (kind) {
			making_identifier(m, kind, number, xml_text(m, i, "idCountry"));
		}
	}
}

static void addresses(struct making *m, const xmlNode *x)
{
	XML_EACH(a, xml_child(x, "addressList"), "address") {
		const char *country = xml_text(m, a, "country");

		making_address(m, making_join(m, ", ", (const char *[]){xml_text(m, a, "address1"), xml_text(m, a, "address2"), xml_text(m, a, "address3"),
					      xml_text(m, a, "stateOrProvince"), xml_text(m, a, "postalCode")}, 5), xml_text(m, a, "city"), country);
		making_string(m, &m->x.countries, country);
	}
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	const char *type = xml_text(m, x, "sdnType");
	const xmlNode *vessel = xml_child(x, "vesselInfo");

	m->x.id = xml_text(m, x, "uid");
	making_ofac_url(m);
	m->x.schema = !type ? ENTRY_LEGAL_ENTITY : !strcasecmp(type, "Individual") ? ENTRY_PERSON : !strcasecmp(type, "Vessel") ? ENTRY_VESSEL
			: !strcasecmp(type, "Aircraft") ? ENTRY_AIRCRAFT : ENTRY_ORGANIZATION;
	making_parts(m, xml_text(m, x, "firstName"), xml_text(m, x, "lastName"), ENTRY_PRIMARY, "name");
	akas(m, x);
	items(m, x, "programList", "program", NULL, &m->x.programmes);
	XML_EACH(b, xml_child(x, "dateOfBirthList"), "dateOfBirthItem")
		making_birth(m, making_date(m, xml_text(m, b, "dateOfBirth")));
	items(m, x, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth", &m->x.birth_places);
	items(m, x, "nationalityList", "nationality", "country", &m->x.nationalities);
	items(m, x, "citizenshipList", "citizenship", "country", &m->x.nationalities);
	identifiers(m, x);
	addresses(m, x);
	making_string(m, &m->x.positions, xml_text(m, x, "title"));
	making_string(m, &m->x.notes, xml_text(m, x, "remarks"));
	if (vessel) {
		making_identifier(m, "call sign", xml_text(m, vessel, "callSign"), NULL);
		making_string(m, &m->x.countries, xml_text(m, vessel, "vesselFlag"));
	}
	return reading_entry(r, e);
}

enum status read_ofac_xml(struct reading_list *r, struct error *e)
{
	static const char *const names[] = {"sdnEntry", NULL};
	const char *at = memmem(r->bytes, r->n < 4096 ? r->n : 4096, "<Publish_Date>", 14);

	/* month/day/year */
	if (at && at + 24 < r->bytes + r->n)
		snprintf(r->about->date, sizeof r->about->date, "%.4s-%.2s-%.2s", at + 20, at + 14, at + 17);
	return xml_each(r, names, take, e);
}
