/* read_uk.c - the United Kingdom's lists: OFSI's consolidated list (ConList.csv, format 2022) and the UK Sanctions List (XML, Designations). */
#include "lists/make.h"

#include "base/table.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* "Name 1" … "Name 5" are given names, "Name 6" the family name or the whole name of a body. */
static void six_names(struct making *m, const char *const six[6], enum entry_quality q, const char *kind)
{
	char given[1024] = "";

	for (size_t i = 0; i < 5; i++) {
		size_t n = strlen(given);

		if (six[i] && *six[i])
			snprintf(given + n, sizeof given - n, "%s%s", n ? " " : "", six[i]);
	}
	making_parts(m, given, six[5], q, kind);
}

/* --- the UK Sanctions List ------------------------------------------------------------------------------ */

static void xml_names(struct making *m, const xmlNode *x)
{
	XML_EACH(n, xml_child(x, "Names"), "Name") {
		const char *six[6], *type = xml_text(m, n, "NameType"), *strength = xml_text(m, n, "AliasStrength");
		bool primary = type && !strcasecmp(type, "Primary Name");

		for (size_t i = 0; i < 6; i++) {
			char element[8];

			snprintf(element, sizeof element, "Name%zu", i + 1);
			six[i] = xml_text(m, n, element);
		}
		six_names(m, six, primary ? ENTRY_PRIMARY : strength && strcasestr(strength, "low") ? ENTRY_WEAK : ENTRY_STRONG, primary ? "name" : "aka");
	}
	XML_EACH(n, xml_child(x, "NonLatinNames"), "NonLatinName")
		making_name(m, xml_text(m, n, "NameNonLatinScript"), ENTRY_STRONG, "original script");
}

/* Texts of the elements below x that have this name, at any depth. */
static void deep(struct making *m, const xmlNode *x, const char *name, struct entry_strings *to, bool date)
{
	for (const xmlNode *n = x ? x->children : NULL; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (!strcmp((const char *)n->name, name)) {
			const char *text = xml_own_text(m, n);

			making_string(m, to, date ? making_date(m, text && !strncasecmp(text, "dd/mm/", 6) ? text + 6 : text) : text);
		} else {
			deep(m, n, name, to, date);
		}
	}
}

static void deep_identifier(struct making *m, const xmlNode *x, const char *name, const char *kind)
{
	struct entry_strings v = {0};

	deep(m, x, name, &v, false);
	for (size_t i = 0; i < v.n; i++)
		making_identifier(m, kind, v.v[i], NULL);
}

static void addresses(struct making *m, const xmlNode *x)
{
	XML_EACH(a, xml_child(x, "Addresses"), "Address") {
		const char *lines[7];

		for (size_t i = 0; i < 6; i++) {
			char element[16];

			snprintf(element, sizeof element, "AddressLine%zu", i + 1);
			lines[i] = xml_text(m, a, element);
		}
		lines[6] = xml_text(m, a, "AddressPostalCode");
		making_address(m, making_join(m, ", ", lines, 7), NULL, xml_text(m, a, "AddressCountry"));
	}
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	const char *type = xml_text(m, x, "IndividualEntityShip");

	m->x.id = xml_text(m, x, "UniqueID");
	m->x.schema = !type ? ENTRY_LEGAL_ENTITY : !strcasecmp(type, "Individual") ? ENTRY_PERSON : !strcasecmp(type, "Ship") ? ENTRY_VESSEL : ENTRY_ORGANIZATION;
	xml_names(m, x);
	deep(m, x, "DOB", &m->x.births, true);
	deep(m, x, "Nationality", &m->x.nationalities, false);
	deep(m, x, "AddressCountry", &m->x.countries, false);
	deep(m, x, "TownOfBirth", &m->x.birth_places, false);
	deep(m, x, "Position", &m->x.positions, false);
	deep_identifier(m, x, "PassportNumber", "passport");
	deep_identifier(m, x, "NationalIdentifierNumber", "national id");
	deep_identifier(m, x, "BusinessRegistrationNumber", "registration");
	deep_identifier(m, x, "IMONumber", "imo");
	addresses(m, x);
	making_string(m, &m->x.programmes, xml_text(m, x, "RegimeName"));
	making_string(m, &m->x.notes, xml_text(m, x, "OtherInformation"));
	m->x.listed = making_date(m, xml_text(m, x, "DateDesignated"));
	m->x.changed = making_date(m, xml_text(m, x, "LastUpdated"));
	return reading_entry(r, e);
}

enum status read_uk_xml(struct reading_list *r, struct error *e)
{
	static const char *const names[] = {"Designation", NULL};
	const char *at = memmem(r->bytes, r->n < 4096 ? r->n : 4096, "<DateGenerated>", 15);

	if (at && at + 25 < r->bytes + r->n && at[17] == '/')
		snprintf(r->about->date, sizeof r->about->date, "%.4s-%.2s-%.2s", at + 21, at + 18, at + 15);
	return xml_each(r, names, take, e);
}

/* --- ConList.csv ------------------------------------------------------------------------------------------- */

enum column { C_SIX = 0, C_TYPE = 6, C_ALIAS, C_QUALITY, C_SCRIPT, C_DOB, C_TOWN, C_COUNTRY_BIRTH, C_NATIONALITY, C_PASSPORT, C_ID, C_POSITION, C_ADDRESS,
	      C_COUNTRY, C_OTHER, C_REGIME, C_LISTED, C_UPDATED, C_GROUP, COLUMNS };
static const char *const titles[COLUMNS] = {
	"Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6", "Group Type", "Alias Type", "Alias Quality", "Name Non-Latin Script", "DOB",
	"Town of Birth", "Country of Birth", "Nationality", "Passport Number", "National Identification Number", "Position", "Address 1",
	"Country", "Other Information", "Regime", "Listed On", "Last Updated", "Group ID"};

/* 01/01/1970; 00/00/1970 is the year alone. */
static const char *uk_date(struct making *m, const char *text)
{
	if (text && !strncmp(text, "00/00/", 6))
		return making_date(m, text + 6);
	if (text && !strncmp(text, "00/", 3) && strlen(text) == 10) {
		const char *made = arena_printf(&m->arena, "%.4s-%.2s", text + 6, text + 3);

		m->failed |= !made;
		return made;
	}
	return making_date(m, text);
}

static void row(struct making *m, const char *const v[COLUMNS])
{
	const char *alias = v[C_ALIAS], *quality = v[C_QUALITY];
	bool primary = alias && (!strcasecmp(alias, "Primary name") || !strcasecmp(alias, "Primary name variation"));

	six_names(m, v, primary && !m->x.n_names ? ENTRY_PRIMARY : quality && strcasestr(quality, "low") ? ENTRY_WEAK : ENTRY_STRONG,
		  primary ? "name" : alias && strcasestr(alias, "fka") ? "fka" : "aka");
	making_name(m, v[C_SCRIPT], ENTRY_STRONG, "original script");
	making_birth(m, uk_date(m, v[C_DOB]));
	making_string(m, &m->x.birth_places, v[C_TOWN]);
	making_string(m, &m->x.nationalities, v[C_NATIONALITY]);
	making_identifier(m, "passport", v[C_PASSPORT], NULL);
	making_identifier(m, "national id", v[C_ID], NULL);
	making_string(m, &m->x.positions, v[C_POSITION]);
	making_address(m, v[C_ADDRESS], NULL, v[C_COUNTRY]);
	making_string(m, &m->x.countries, v[C_COUNTRY]);
	making_string(m, &m->x.notes, v[C_OTHER]);
	making_string(m, &m->x.programmes, v[C_REGIME]);
	m->x.listed = m->x.listed ? m->x.listed : uk_date(m, v[C_LISTED]);
	m->x.changed = m->x.changed ? m->x.changed : uk_date(m, v[C_UPDATED]);
}

/* Rows of one group stand together: they are one entry. */
static enum status read_rows(struct reading_list *r, struct table *t, struct error *e)
{
	struct making *m = &r->making;
	int at[COLUMNS];
	bool found, open = false;
	enum status st;

	for (size_t i = 0; i < COLUMNS; i++)
		at[i] = table_column(t, titles[i]);
	if (at[C_GROUP] < 0 || at[5] < 0)
		return error_at(e, ST_DATA, (struct place){r->name, 2, 1}, "no column Name 6 or Group ID: OFSI's ConList.csv expected");
	for (;;) {
		const char *v[COLUMNS];
		struct error bad;

		st = table_next(t, &found, &bad);
		if (st == ST_ENV)
			return *e = bad, st;
		if (st) {
			reading_fault(r, t->n ? t->row[0].line : t->in->line, NULL, "left out: %.200s", bad.message);
			if ((st = table_skip(t, e)))
				return st;
			if (t->in->at == t->in->n && !reading_ends(r))
				r->about->cut_off = true;
			continue;
		}
		if (!found)
			break;
		for (size_t i = 0; i < COLUMNS; i++)
			v[i] = at[i] >= 0 && t->row[at[i]].n ? t->row[at[i]].text : NULL;
		if (!open || !v[C_GROUP] || !m->x.id || strcmp(v[C_GROUP], m->x.id)) {
			if (open && (st = reading_entry(r, e)))
				return st;
			making_begin(m);
			open = true;
			m->x.id = making_text(m, v[C_GROUP]);
			m->x.line = table_place(t, 0).line;
			m->x.schema = !v[C_TYPE] ? ENTRY_LEGAL_ENTITY : !strcasecmp(v[C_TYPE], "Individual") ? ENTRY_PERSON
					: !strcasecmp(v[C_TYPE], "Ship") ? ENTRY_VESSEL : ENTRY_ORGANIZATION;
		}
		row(m, v);
	}
	return open ? reading_entry(r, e) : ST_OK;
}

enum status read_uk_csv(struct reading_list *r, struct error *e)
{
	/* the first line says "Last Updated,27/02/2026" and is no header */
	const char *end = memchr(r->bytes, '\n', r->n);
	size_t skip = end && r->n > 12 && memmem(r->bytes, (size_t)(end - r->bytes), "Last Updated,", 13) ? (size_t)(end - r->bytes) + 1 : 0;
	const char *day = skip ? memmem(r->bytes, skip, "Last Updated,", 13) : NULL;
	struct input in;
	struct table t = {0};
	enum status st;

	if (day && day + 23 <= r->bytes + skip)
		snprintf(r->about->date, sizeof r->about->date, "%.4s-%.2s-%.2s", day + 19, day + 16, day + 13);
	input_bytes(r->bytes + skip, r->n - skip, r->name, &in);
	in.line += skip != 0;
	st = table_open(&in, &t, e);
	if (!st)
		st = read_rows(r, &t, e);
	table_close(&t);
	input_close(&in);
	return st;
}
