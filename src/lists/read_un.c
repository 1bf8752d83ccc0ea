/* read_un.c - the consolidated list of the UN Security Council (XML; schema sc-sanctions.xsd). */
#include "lists/make.h"

#include <string.h>
#include <strings.h>

static enum entry_quality quality(const char *said)
{
	return said && !strcmp(said, "Low") ? ENTRY_WEAK : ENTRY_STRONG;
}

/* "(LRM)", "(LRM/A)": capitals alone, and few. */
static bool is_acronym(const char *s)
{
	size_t capitals = 0;

	for (; *s; s++) {
		if (*s >= 'A' && *s <= 'Z')
			capitals++;
		else if (!strchr("-/.&", *s))
			return false;
	}
	return capitals >= 2 && capitals <= 12;
}

/* Where the bracket that closes the text opens, or NULL: brackets elsewhere belong to the name. */
static char *last_bracket(char *s)
{
	size_t n = strlen(s), depth = 0;

	while (n && strchr(" ,.", s[n - 1]))
		n--;
	if (!n || s[n - 1] != ')')
		return NULL;
	for (size_t i = n; i-- > 0;) {
		depth += s[i] == ')';
		if (s[i] == '(' && !--depth) {
			s[n - 1] = 0;
			return s + i;
		}
	}
	return NULL;
}

static void names_between(struct making *m, char *text, enum entry_quality q, const char *kind, unsigned deep);

/* What stands in a bracket at the end of a name: the name in its own script, other spellings of a name in its own script, an acronym; anything
 * else is a note. */
static void bracket(struct making *m, char *inside, bool main_other, enum entry_quality q, const char *kind, unsigned deep)
{
	char *colon = strstr(inside, "original script:"), *note = strstr(inside, " - sub-unit");

	if (note)
		*note = 0;
	if (colon)
		inside = colon + strlen("original script:");
	if (is_acronym(inside))
		making_name(m, inside, ENTRY_WEAK, kind);
	else if (making_other_script(inside) != main_other && strcmp(inside, "original script"))
		names_between(m, inside, q, kind, deep + 1);
}

enum { DEEPEST = 4 };

static void one_name(struct making *m, char *text, enum entry_quality q, const char *kind, unsigned deep)
{
	char *born = strstr(text, ", born "), *open[DEEPEST];
	size_t n = 0;
	bool other;

	text += strspn(text, " ,");
	while (deep < DEEPEST && n < DEEPEST && (open[n] = last_bracket(text))) {
		if (open[n] == text) {
			text++;
			break;
		}
		*open[n++] = 0;
	}
	if (born && born > text)
		*born = 0;
	other = making_other_script(text);
	making_name(m, text, q, other ? "original script" : kind);
	while (n-- > 0)
		bracket(m, open[n] + 1, other, q, kind, deep);
}

/* Names with a semicolon between them, those within brackets apart. */
static void names_between(struct making *m, char *text, enum entry_quality q, const char *kind, unsigned deep)
{
	for (char *from = text, *s = text, c = 1; c; s++) {
		const char *last = strrchr(s, ')');
		unsigned depth = 0;

		for (; *s && (depth || *s != ';'); s++) {
			if (*s == '(' && s < last)
				depth++;
			else if (*s == ')' && depth)
				depth--;
		}
		c = *s;
		*s = 0;
		one_name(m, from, q, kind, deep);
		from = s + 1;
	}
}

/* Several names in one alias: "A; B", and one in its own script in brackets: "Jin Tiesan (金铁三)". */
static void alias_text(struct making *m, const char *text, enum entry_quality q, const char *kind)
{
	char *copy = text ? arena_strdup(&m->arena, text) : NULL;

	m->failed |= text && !copy;
	if (copy)
		names_between(m, copy, q, kind, 0);
}

static void aliases(struct making *m, const xmlNode *x, const char *element)
{
	XML_EACH(a, x, element) {
		const char *said = xml_text(m, a, "QUALITY"), *note = xml_text(m, a, "NOTE");
		const char *kind = (said && strstr(said, "f.k.a")) || (note && (strstr(note, "previously listed") || strstr(note, "formerly listed"))) ? "fka" : "aka";

		alias_text(m, xml_text(m, a, "ALIAS_NAME"), quality(said), kind);
		/* an identity may have a birth date of its own */
		making_birth(m, making_date(m, xml_text(m, a, "DATE_OF_BIRTH")));
	}
}

static void births(struct making *m, const xmlNode *x)
{
	XML_EACH(b, x, "INDIVIDUAL_DATE_OF_BIRTH") {
		const char *type = xml_text(m, b, "TYPE_OF_DATE"), *date = xml_text(m, b, "DATE"), *year = xml_text(m, b, "YEAR");
		const char *from = making_date(m, xml_text(m, b, "FROM_YEAR")), *to = making_date(m, xml_text(m, b, "TO_YEAR"));
		const char *day = making_date(m, date ? date : year);

		if (from && to)
			making_birth(m, making_join(m, "/", (const char *[]){from, to}, 2));
		else if (day)
			making_birth(m, making_join(m, "", (const char *[]){day, type && !strcmp(type, "APPROXIMATELY") ? "~" : ""}, 2));
	}
}

static void places(struct making *m, const xmlNode *x, const char *element, bool birth)
{
	XML_EACH(p, x, element) {
		const char *street = xml_text(m, p, "STREET"), *city = xml_text(m, p, "CITY"), *state = xml_text(m, p, "STATE_PROVINCE");
		const char *country = xml_text(m, p, "COUNTRY");
		const char *text = making_join(m, ", ", (const char *[]){street, city, state, country}, 4);

		if (birth) {
			making_string(m, &m->x.birth_places, text);
		} else {
			making_address(m, text, city, country);
			making_string(m, &m->x.countries, country);
		}
	}
}

/* "CAR diplomatic passport no. D00000898", "381110042 (Expired 25 Jan. 2016)": the words around the number are dropped. */
static const char *document_number(struct making *m, const char *text)
{
	const char *end, *word;
	char *out;

	if (!text)
		return NULL;
	end = strstr(text, " (");
	end = end && strcspn(text, "0123456789") < (size_t)(end - text) ? end : text + strlen(text);
	/* words of three letters and more, and "no." */
	for (word = text; word < end;) {
		size_t n = strcspn(word, " "), digit = strcspn(word, "0123456789");

		if (digit < n || (n < 3 && strncasecmp(word, "no", 2)) || !word[n])
			break;
		word += n + 1;
	}
	out = arena_strndup(&m->arena, word, word < end ? (size_t)(end - word) : strlen(word));
	m->failed |= !out;
	return out;
}

static void documents(struct making *m, const xmlNode *x)
{
	XML_EACH(d, x, "INDIVIDUAL_DOCUMENT") {
		const char *type = xml_text(m, d, "TYPE_OF_DOCUMENT"), *more = xml_text(m, d, "TYPE_OF_DOCUMENT2"), *country = xml_text(m, d, "ISSUING_COUNTRY");
		const char *number = xml_text(m, d, "NUMBER"), *words = type ? type : more, *kind = words ? identifier_kind(words) : NULL;

		if (!kind && words)
			kind = strcasestr(words, "national") || strcasestr(words, "identi") ? "national id" : NULL;
		if (!number && more && strpbrk(more, "0123456789"))
			number = more;
		making_identifier(m, kind ? kind : "document", document_number(m, number), country ? country : xml_text(m, d, "COUNTRY_OF_ISSUE"));
	}
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	bool person = !strcmp((const char *)x->name, "INDIVIDUAL");
	const char *full, *sex;

	m->x.id = xml_text(m, x, "REFERENCE_NUMBER");
	if (!m->x.id)
		m->x.id = xml_text(m, x, "DATAID");
	m->x.schema = person ? ENTRY_PERSON : ENTRY_ORGANIZATION;
	full = making_join(m, " ", (const char *[]){xml_text(m, x, "FIRST_NAME"), xml_text(m, x, "SECOND_NAME"), xml_text(m, x, "THIRD_NAME"),
						    xml_text(m, x, "FOURTH_NAME")}, 4);
	making_name(m, full, ENTRY_PRIMARY, "name");
	if (full && strpbrk(full, "(;"))
		alias_text(m, full, ENTRY_STRONG, "aka");
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
	documents(m, x);
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
