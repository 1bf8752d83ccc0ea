/* read_canada.c - Canada's consolidated list of autonomous sanctions (XML, data-set of record). */
#include "lists/make.h"

#include <stdio.h>
#include <string.h>

/* "A, B; C": aliases are parted by commas or semicolons. */
static void aliases(struct making *m, const char *text)
{
	char one[512];

	while (text && *text) {
		size_t n = strcspn(text, ";,");

		snprintf(one, sizeof one, "%.*s", (int)(n < sizeof one ? n : sizeof one - 1), text);
		making_name(m, one, ENTRY_STRONG, "aka");
		text += n + (text[n] != 0);
	}
}

/* No record has an id of its own: country, schedule and item together are one. */
static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	const char *country = xml_text(m, x, "Country"), *family = xml_text(m, x, "LastName"), *given = xml_text(m, x, "GivenName");
	const char *body = xml_text(m, x, "EntityOrShip"), *ship = xml_text(m, x, "TitleOrShip"), *imo = xml_text(m, x, "ShipIMONumber");
	const char *schedule = xml_text(m, x, "Schedule"), *item = xml_text(m, x, "Item");

	m->x.id = arena_printf(&m->arena, "%s|%s|%s", country ? country : "", schedule ? schedule : "", item ? item : "");
	if (family || given) {
		m->x.schema = ENTRY_PERSON;
		making_parts(m, given, family, ENTRY_PRIMARY, "name");
		making_string(m, &m->x.positions, ship);
	} else {
		m->x.schema = imo ? ENTRY_VESSEL : ENTRY_ORGANIZATION;
		making_name(m, body ? body : ship, ENTRY_PRIMARY, "name");
	}
	aliases(m, xml_text(m, x, "Aliases"));
	making_birth(m, making_date(m, xml_text(m, x, "DateOfBirthOrShipBuildDate")));
	making_identifier(m, "imo", imo, NULL);
	making_string(m, &m->x.programmes, country);
	m->x.listed = making_date(m, xml_text(m, x, "DateOfListing"));
	return reading_entry(r, e);
}

enum status read_canada(struct reading_list *r, struct error *e)
{
	static const char *const names[] = {"record", NULL};

	return xml_each(r, names, take, e);
}
