/* read_ofac_advanced.c - OFAC's lists in the advanced form (SDN_ADVANCED.XML; the UN's Advanced Sanctions Data Model).
 *
 * Codes are explained in ReferenceValueSets, documents and programmes stand apart from the parties: two passes, the first to gather them. */
#include "lists/make.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Something said elsewhere about a number: a code's words, an identity's document, a profile's programme. */
struct said { char about; const char *id, *text, *more; };
enum { ABOUT_TYPE = 'n', ABOUT_PARTY = 'p', ABOUT_FEATURE = 'f', ABOUT_DOCUMENT_TYPE = 'd', ABOUT_ALIAS = 'a', ABOUT_COUNTRY = 'c', ABOUT_SCRIPT = 's',
       ABOUT_PART = 't', ABOUT_DOCUMENT = 'D', ABOUT_PROGRAMME = 'P', ABOUT_PLACE = 'L', ABOUT_PLACE_PART = 'l', ABOUT_LISTED = 'E' };
struct gathered { struct arena arena; struct said *v; size_t n, cap; bool failed; };
struct advanced { struct reading_list r; struct gathered *g; };

static struct gathered *gathered_of(struct reading_list *r)
{
	return ((struct advanced *)(void *)r)->g;
}

static void say(struct gathered *g, char about, const char *id, const char *text, const char *more)
{
	struct said *v = g->v;

	if (!id || !text)
		return;
	if (g->n == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 1024;
		v = realloc(g->v, g->cap * sizeof *v);
		if (!v) {
			g->failed = true;
			return;
		}
		g->v = v;
	}
	v[g->n] = (struct said){about, arena_strdup(&g->arena, id), arena_strdup(&g->arena, text), more ? arena_strdup(&g->arena, more) : NULL};
	g->failed |= !v[g->n].id || !v[g->n].text || (more && !v[g->n].more);
	g->n++;
}

static int by_about(const void *p, const void *q)
{
	const struct said *x = p, *y = q;

	return x->about != y->about ? x->about - y->about : strcmp(x->id, y->id);
}

/* The first of what is said about an id; more may follow it. */
static const struct said *first_said(const struct gathered *g, char about, const char *id)
{
	size_t lo = 0, hi = g->n;
	struct said want = {about, id ? id : "", NULL, NULL};

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (by_about(&g->v[mid], &want) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < g->n && !by_about(&g->v[lo], &want) ? &g->v[lo] : NULL;
}
static const char *words_of(const struct gathered *g, char about, const char *id)
{
	const struct said *s = first_said(g, about, id);

	return s ? s->text : "";
}
#define EACH_SAID(s, g, about_, id_) \
	for (const struct said *s = first_said(g, about_, id_); s && s < (g)->v + (g)->n && s->about == (about_) && !strcmp(s->id, id_); s++)

/* --- first pass ---------------------------------------------------------------------------------------- */

static enum status gather(struct reading_list *r, xmlNode *x, struct error *e)
{
	static const struct { const char *element; char about; } codes[] = {
		{"NamePartType", ABOUT_TYPE}, {"PartySubType", ABOUT_PARTY}, {"FeatureType", ABOUT_FEATURE}, {"IDRegDocType", ABOUT_DOCUMENT_TYPE},
		{"AliasType", ABOUT_ALIAS}, {"Country", ABOUT_COUNTRY}, {"Script", ABOUT_SCRIPT}, {"LocPartType", ABOUT_PART}};
	struct gathered *g = gathered_of(r);
	struct making *m = &r->making;
	const char *name = (const char *)x->name;

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (!strcmp(name, codes[i].element))
			say(g, codes[i].about, xml_attribute(m, x, "ID"), xml_own_text(m, x), xml_attribute(m, x, "PartyTypeID"));
	if (!strcmp(name, "Location")) {
		XML_EACH(c, x, "LocationCountry")
			say(g, ABOUT_PLACE, xml_attribute(m, x, "ID"), xml_attribute(m, c, "CountryID"), NULL);
		XML_EACH(p, x, "LocationPart")
			XML_EACH(v, p, "LocationPartValue")
				say(g, ABOUT_PLACE_PART, xml_attribute(m, x, "ID"), xml_text(m, v, "Value"), xml_attribute(m, p, "LocPartTypeID"));
	} else if (!strcmp(name, "IDRegDocument")) {
		char type[64];

		/* "type|country": looked up when all codes are known */
		snprintf(type, sizeof type, "%.20s|%.20s", xml_attribute(m, x, "IDRegDocTypeID") ? xml_attribute(m, x, "IDRegDocTypeID") : "",
			 xml_attribute(m, x, "IssuedBy-CountryID") ? xml_attribute(m, x, "IssuedBy-CountryID") : "");
		say(g, ABOUT_DOCUMENT, xml_attribute(m, x, "IdentityID"), xml_text(m, x, "IDRegistrationNo"), type);
	} else if (!strcmp(name, "SanctionsEntry")) {
		const char *id = xml_attribute(m, x, "ProfileID");
		const xmlNode *date = xml_child(xml_child(x, "EntryEvent"), "Date");
		const char *y = xml_text(m, date, "Year"), *mo = xml_text(m, date, "Month"), *d = xml_text(m, date, "Day");
		char day[16];

		XML_EACH(s, x, "SanctionsMeasure")
			say(g, ABOUT_PROGRAMME, id, xml_text(m, s, "Comment"), NULL);
		if (y && mo && d && strlen(y) == 4) {
			snprintf(day, sizeof day, "%.4s-%02u-%02u", y, (unsigned)strtoul(mo, NULL, 10) % 100, (unsigned)strtoul(d, NULL, 10) % 100);
			say(g, ABOUT_LISTED, id, day, NULL);
		}
	}
	return m->failed || g->failed ? error_memory(e) : ST_OK;
}

/* --- second pass ---------------------------------------------------------------------------------------- */

/* Which kind of name part a group number stands for: the profile says. */
static const char *part_type(struct reading_list *r, const xmlNode *identity, const char *group)
{
	struct making *m = &r->making;

	XML_EACH(master, xml_child(identity, "NamePartGroups"), "MasterNamePartGroup")
		XML_EACH(g, master, "NamePartGroup") {
			const char *id = xml_attribute(m, g, "ID");

			if (id && group && !strcmp(id, group))
				return words_of(gathered_of(r), ABOUT_TYPE, xml_attribute(m, g, "NamePartTypeID"));
		}
	return "";
}

static void documented_name(struct reading_list *r, const xmlNode *identity, const xmlNode *name, enum entry_quality q, const char *kind)
{
	struct making *m = &r->making;
	char given[1024] = "", family[1024] = "";
	bool latin = true;

	XML_EACH(p, name, "DocumentedNamePart") {
		xmlNode *v = xml_child(p, "NamePartValue");
		const char *text = xml_own_text(m, v), *type = part_type(r, identity, xml_attribute(m, v, "NamePartGroupID"));
		const char *script = words_of(gathered_of(r), ABOUT_SCRIPT, xml_attribute(m, v, "ScriptID"));
		char *to = strcasestr(type, "last") || strcasestr(type, "entity") || strcasestr(type, "vessel") || strcasestr(type, "aircraft") ? family : given;
		size_t n = strlen(to);

		latin = latin && (!*script || !strcasecmp(script, "Latin"));
		if (text)
			snprintf(to + n, 1024 - n, "%s%s", n ? " " : "", text);
	}
	making_parts(m, given, family, q, latin ? kind : "original script");
}

static void aliases(struct reading_list *r, const xmlNode *identity)
{
	struct making *m = &r->making;

	XML_EACH(a, identity, "Alias") {
		const char *low = xml_attribute(m, a, "LowQuality"), *primary = xml_attribute(m, a, "Primary");
		const char *type = words_of(gathered_of(r), ABOUT_ALIAS, xml_attribute(m, a, "AliasTypeID"));
		bool first = primary && !strcmp(primary, "true");

		XML_EACH(n, a, "DocumentedName")
			documented_name(r, identity, n, low && !strcmp(low, "true") ? ENTRY_WEAK : first && !m->x.n_names ? ENTRY_PRIMARY : ENTRY_STRONG,
					first ? "name" : strcasestr(type, "F.K.A") ? "fka" : strcasestr(type, "N.K.A") ? "nka" : "aka");
	}
}

/* Street and region, then the city by itself. */
static void address(struct reading_list *r, const char *place)
{
	struct making *m = &r->making;
	const struct gathered *g = gathered_of(r);
	const struct said *country = first_said(g, ABOUT_PLACE, place);
	char text[1024] = "", city[256] = "";

	EACH_SAID(s, g, ABOUT_PLACE_PART, place) {
		bool is_city = !strcasecmp(words_of(g, ABOUT_PART, s->more), "CITY");
		char *to = is_city ? city : text;
		size_t n = strlen(to), room = is_city ? sizeof city : sizeof text;

		(void)snprintf(to + n, room - n, "%s%s", n ? ", " : "", s->text);
	}
	making_address(m, text, city, country ? words_of(g, ABOUT_COUNTRY, country->text) : NULL);
}

struct ymd { unsigned y, m, d; };

static bool day_of(struct making *m, const xmlNode *x, struct ymd *out)
{
	const char *y = xml_text(m, x, "Year"), *mo = xml_text(m, x, "Month"), *d = xml_text(m, x, "Day");

	if (!y || !mo || !d || strlen(y) != 4)
		return false;
	*out = (struct ymd){(unsigned)strtoul(y, NULL, 10), (unsigned)strtoul(mo, NULL, 10), (unsigned)strtoul(d, NULL, 10)};
	return out->y >= 1000 && out->m >= 1 && out->m <= 12 && out->d >= 1 && out->d <= 31;
}

/* From the first day that it may be to the last: a day, a whole month, a whole year, or an interval. */
static void period(struct making *m, const xmlNode *x)
{
	const xmlNode *start = xml_child(x, "Start"), *end = xml_child(x, "End");
	const char *about = xml_attribute(m, start, "Approximate"), *circa = about && !strcmp(about, "true") ? "~" : "";
	struct ymd a, b;
	char text[48];

	if (!day_of(m, xml_child(start, "From"), &a))
		return;
	if (!day_of(m, xml_child(end, "To"), &b) && !day_of(m, xml_child(start, "To"), &b))
		b = a;
	if (a.y == b.y && a.m == b.m && a.d == b.d)
		snprintf(text, sizeof text, "%04u-%02u-%02u%s", a.y, a.m, a.d, circa);
	else if (a.y == b.y && a.m == 1 && a.d == 1 && b.m == 12 && b.d == 31)
		snprintf(text, sizeof text, "%04u%s", a.y, circa);
	else if (a.y == b.y && a.m == b.m && a.d == 1 && b.d >= 28)
		snprintf(text, sizeof text, "%04u-%02u%s", a.y, a.m, circa);
	else if (a.m == 1 && a.d == 1 && b.m == 12 && b.d == 31)
		snprintf(text, sizeof text, "%04u/%04u", a.y, b.y);
	else
		snprintf(text, sizeof text, "%04u-%02u-%02u/%04u-%02u-%02u", a.y, a.m, a.d, b.y, b.m, b.d);
	making_birth(m, text);
}

static void feature(struct reading_list *r, const xmlNode *f)
{
	struct making *m = &r->making;
	const struct gathered *g = gathered_of(r);
	const char *type = words_of(g, ABOUT_FEATURE, xml_attribute(m, f, "FeatureTypeID"));

	XML_EACH(v, f, "FeatureVersion") {
		const char *text = xml_text(m, v, "VersionDetail"), *place = xml_attribute(m, xml_child(v, "VersionLocation"), "LocationID");

		if (!strcasecmp(type, "Birthdate")) {
			period(m, xml_child(v, "DatePeriod"));
		} else if (!strcasecmp(type, "Place of Birth")) {
			making_string(m, &m->x.birth_places, text);
		} else if (strcasestr(type, "Nationality") || strcasestr(type, "Citizenship")) {
			if (place)
				EACH_SAID(s, g, ABOUT_PLACE, place)
					making_string(m, &m->x.nationalities, words_of(g, ABOUT_COUNTRY, s->text));
		} else if (!strcasecmp(type, "Location") && place) {
			EACH_SAID(s, g, ABOUT_PLACE, place)
				making_string(m, &m->x.countries, words_of(g, ABOUT_COUNTRY, s->text));
			address(r, place);
		} else if (!strcasecmp(type, "Gender") && text) {
			m->x.sex = *text == 'M' ? 'm' : *text == 'F' ? 'f' : 0;
		} else if (!strcasecmp(type, "Title")) {
			making_string(m, &m->x.positions, text);
		} else if (text && identifier_kind(type)) {
			making_identifier(m, identifier_kind(type), text, NULL);
		}
	}
}

static enum status take(struct reading_list *r, xmlNode *x, struct error *e)
{
	struct making *m = &r->making;
	const struct gathered *g = gathered_of(r);
	const xmlNode *profile = xml_child(x, "Profile"), *identity = xml_child(profile, "Identity");
	const char *id = xml_attribute(m, profile, "ID"), *sub = xml_attribute(m, profile, "PartySubTypeID"), *who = xml_attribute(m, identity, "ID");
	const struct said *type = first_said(g, ABOUT_PARTY, sub);
	const char *words = type ? type->text : "";

	m->x.id = xml_attribute(m, x, "FixedRef");
	m->x.schema = !strcasecmp(words, "Vessel") ? ENTRY_VESSEL : !strcasecmp(words, "Aircraft") ? ENTRY_AIRCRAFT
			: type && type->more && !strcmp(type->more, "1") ? ENTRY_PERSON : ENTRY_ORGANIZATION;
	for (xmlNode *n = (xmlNode *)(uintptr_t)identity; n; n = xml_next(n, "Identity"))
		aliases(r, n);
	XML_EACH(f, profile, "Feature")
		feature(r, f);
	if (who)
		EACH_SAID(s, g, ABOUT_DOCUMENT, who) {
			char code[64], *bar;
			const char *kind;

			snprintf(code, sizeof code, "%s", s->more ? s->more : "|");
			bar = strchr(code, '|');
			*bar = 0;
			kind = identifier_kind(words_of(g, ABOUT_DOCUMENT_TYPE, code));
			making_identifier(m, kind ? kind : "document", s->text, words_of(g, ABOUT_COUNTRY, bar + 1));
		}
	if (id) {
		EACH_SAID(s, g, ABOUT_PROGRAMME, id)
			making_string(m, &m->x.programmes, s->text);
		m->x.listed = making_text(m, words_of(g, ABOUT_LISTED, id));
	}
	return reading_entry(r, e);
}

enum status read_ofac_advanced(struct reading_list *r, struct error *e)
{
	static const char *const first[] = {"NamePartType", "PartySubType", "FeatureType", "IDRegDocType", "AliasType", "Country", "Script", "LocPartType", "Location",
					    "IDRegDocument", "SanctionsEntry", NULL};
	static const char *const second[] = {"DistinctParty", NULL};
	struct gathered g = {0};
	struct advanced *a = calloc(1, sizeof *a);
	enum status st;

	if (!a)
		return error_memory(e);
	a->r = *r;
	a->g = &g;
	st = xml_each(&a->r, first, gather, e);
	if (!st && g.n)
		qsort(g.v, g.n, sizeof *g.v, by_about);
	r->about->faults = 0;
	if (!st)
		st = xml_each(&a->r, second, take, e);
	making_end(&a->r.making);
	arena_free(&g.arena);
	free(g.v);
	free(a);
	return st;
}
