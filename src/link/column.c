#include "link/column.h"

#include <string.h>
#include <strings.h>

static const struct { const char *word, *name; } roles[LINK_ROLES] = {
	[ROLE_UNKNOWN] = {"unknown", "unknown"},
	[ROLE_ID] = {"id", "id"},
	[ROLE_ENTITY] = {"entity", "known entity"},
	[ROLE_IGNORE] = {"ignore", "not used"},
	[ROLE_GIVEN] = {"given", "given name"},
	[ROLE_FAMILY] = {"family", "family name"},
	[ROLE_FULL] = {"full", "full name"},
	[ROLE_DATE] = {"date", "date"},
	[ROLE_YEAR] = {"year", "year"},
	[ROLE_MONTH] = {"month", "month"},
	[ROLE_DAY] = {"day", "day"},
	[ROLE_PLACE] = {"place", "place"},
	[ROLE_ADDRESS] = {"address", "address"},
	[ROLE_POSTCODE] = {"postcode", "postcode"},
	[ROLE_PHONE] = {"phone", "telephone number"},
	[ROLE_EMAIL] = {"email", "e-mail address"},
	[ROLE_IDENTIFIER] = {"identifier", "personal identifier"},
	[ROLE_SEX] = {"sex", "sex"},
	[ROLE_CATEGORY] = {"category", "category"},
	[ROLE_NUMBER] = {"number", "number"},
	[ROLE_TEXT] = {"text", "text"},
};

const char *link_role_name(enum link_role r)
{
	return r < LINK_ROLES ? roles[r].name : "unknown";
}

const char *link_role_word(enum link_role r)
{
	return r < LINK_ROLES ? roles[r].word : "unknown";
}

enum link_role link_role_by_word(const char *word)
{
	for (size_t i = 0; i < LINK_ROLES; i++)
		if (!strcasecmp(roles[i].word, word))
			return (enum link_role)i;
	return LINK_ROLES;
}

void columns_guess(struct link_records *r)
{
	static const struct { const char *name; enum link_role role; } headings[] = {
		{"id", ROLE_ID}, {"rec_id", ROLE_ID}, {"unique_id", ROLE_ID}, {"record_id", ROLE_ID}, {"cluster", ROLE_ENTITY}, {"ent_id", ROLE_ENTITY},
		{"entity_id", ROLE_ENTITY}, {"given_name", ROLE_GIVEN}, {"first_name", ROLE_GIVEN}, {"fname_c1", ROLE_GIVEN}, {"fname_c2", ROLE_GIVEN},
		{"surname", ROLE_FAMILY}, {"family_name", ROLE_FAMILY}, {"lname_c1", ROLE_FAMILY}, {"lname_c2", ROLE_FAMILY}, {"full_name", ROLE_FULL},
		{"first_and_surname", ROLE_FULL}, {"dob", ROLE_DATE}, {"date_of_birth", ROLE_DATE}, {"birth_date", ROLE_DATE}, {"by", ROLE_YEAR},
		{"bm", ROLE_MONTH}, {"bd", ROLE_DAY}, {"city", ROLE_PLACE}, {"place", ROLE_PLACE}, {"birth_place", ROLE_PLACE}, {"suburb", ROLE_PLACE},
		{"address_1", ROLE_ADDRESS}, {"address_2", ROLE_ADDRESS}, {"postcode", ROLE_POSTCODE}, {"postcode_fake", ROLE_POSTCODE},
		{"phone", ROLE_PHONE}, {"email", ROLE_EMAIL}, {"national_id", ROLE_IDENTIFIER}, {"soc_sec_id", ROLE_IDENTIFIER}, {"sex", ROLE_SEX},
		{"gender", ROLE_SEX}, {"state", ROLE_CATEGORY}, {"occupation", ROLE_CATEGORY}, {"street_number", ROLE_NUMBER},
	};

	for (size_t k = 0; k < r->n_columns; k++) {
		struct link_column *c = &r->column[k];

		if (c->told)
			continue;
		c->role = ROLE_TEXT;
		c->why = "by nothing but that it is text";
		for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
			if (!strcasecmp(headings[i].name, c->name)) {
				c->role = headings[i].role;
				c->why = "by its name";
			}
	}
}
