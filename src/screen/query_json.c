/* query_json.c - queries from JSON lines: plain objects and entities of FollowTheMoney. */
#include "screen/query_make.h"

#include "exchange/ftm.h"

#include <stdio.h>
#include <string.h>

/* A value as text: a string, or a whole number in room. NULL: neither. */
static const char *text_of(const json_t *v, char room[32])
{
	if (json_is_integer(v)) {
		(void)snprintf(room, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
		return room;
	}
	return json_string_value(v);
}

static void take_text(struct query_making *m, const char *member, enum role role, const char *text)
{
	switch (role) {
	case ROLE_NAME: case ROLE_ALIAS: query_name(m, text, strlen(text)); break;
	case ROLE_BIRTH:
		if (!m->q.birth)
			query_birth(m, text);
		else if (strcmp(m->q.birth, text) != 0)
			query_note(m, "a further birth date \"%.60s\" was not used", text);
		break;
	case ROLE_COUNTRY: query_country(m, text); break;
	case ROLE_SCHEMA: query_schema(m, text); break;
	case ROLE_SEX: query_sex(m, text); break;
	case ROLE_ID: m->q.id = query_copy(m, text, strlen(text)); break;
	case ROLE_IDENTIFIERS: query_identifier(m, "identifier", text, NULL); break;
	case ROLE_IDENTIFIER: query_identifier(m, member, text, NULL); break;
	default: break;
	}
}

/* {"type": "imo", "value": "…"}, or {"imo": "…", "lei": ["…"]} */
static void take_identifier(struct query_making *m, const json_t *o)
{
	static const char *const kinds[] = {"type", "kind", "scheme"}, *const values[] = {"value", "number", "id"};
	const char *kind = NULL, *value = NULL, *member;
	char room[32];
	json_t *v;

	for (size_t i = 0; i < 3; i++) {
		kind = kind ? kind : json_text(o, kinds[i], NULL);
		value = value ? value : text_of(json_object_get(o, values[i]), room);
	}
	if (kind && value) {
		query_identifier(m, kind, value, json_text(o, "country", NULL));
		return;
	}
	json_object_foreach((json_t *)o, member, v) {
		size_t n = json_is_array(v) ? json_array_size(v) : 1;

		for (size_t i = 0; i < n; i++) {
			const char *text = text_of(json_is_array(v) ? json_array_get(v, i) : v, room);

			if (text)
				query_identifier(m, member, text, NULL);
			else
				query_note(m, "an identifier \"%.60s\" is no text and was not used", member);
		}
	}
}

static void take_value(struct query_making *m, const char *member, enum role role, const json_t *v)
{
	char room[32];
	const char *text = text_of(v, room);

	if (text)
		take_text(m, member, role, text);
	else if (role == ROLE_IDENTIFIERS && json_is_object(v))
		take_identifier(m, v);
	else if (!json_is_null(v))
		query_note(m, "%.60s is neither text nor a list of texts and was not used", member);
}

/* Every member whose name is known, those that name first. */
static void take_members(struct query_making *m, json_t *o)
{
	for (int names = 1; names >= 0; names--) {
		const char *member, *first = NULL, *last = NULL;
		json_t *v;

		json_object_foreach(o, member, v) {
			enum role role = query_role(member);

			if (role == ROLE_FIRST || role == ROLE_MIDDLE)
				first = first ? first : json_string_value(json_is_array(v) ? json_array_get(v, 0) : v);
			if (role == ROLE_LAST)
				last = last ? last : json_string_value(json_is_array(v) ? json_array_get(v, 0) : v);
			if (role == ROLE_NONE || (role == ROLE_NAME) != (names == 1))
				continue;
			for (size_t i = 0; json_is_array(v) && i < json_array_size(v); i++)
				take_value(m, member, role, json_array_get(v, i));
			if (!json_is_array(v))
				take_value(m, member, role, v);
		}
		if (names && !m->q.n_names && last) {
			char whole[2048];
			int n = snprintf(whole, sizeof whole, "%s%s%s", first ? first : "", first ? " " : "", last);

			query_name(m, n < (int)sizeof whole ? whole : last, n < (int)sizeof whole ? (size_t)n : strlen(last));
		}
	}
}

/* Of FollowTheMoney's entities, those that link others or stand beside them bear no name: nothing is asked for. */
static bool nameless(const struct query_making *m, const char *schema)
{
	const struct ftm_schema *s = schema ? ftm_schema(schema) : NULL;

	return s && !m->q.n_names && !m->q.n_identifiers && !ftm_is_a(s, "LegalEntity") && !ftm_is_a(s, "Vehicle");
}

static enum status take_line(struct input *in, struct query_sink *sink, unsigned line, json_t *o, struct error *e)
{
	struct query_making m;
	json_t *properties = json_object_get(o, "properties");
	struct error what;

	if (!json_is_object(o)) {
		error_clear(&what);
		(void)error_at(&what, ST_DATA, (struct place){in->name, line, 1}, "found JSON that is no object, expected {\"name\": …}");
		return query_fault(sink, &what, e);
	}
	query_begin(&m, sink, line);
	if (json_is_object(properties)) {
		take_members(&m, properties);
		if (!m.q.n_names && json_text(o, "caption", NULL) && !nameless(&m, json_text(o, "schema", NULL)))
			take_text(&m, "caption", ROLE_NAME, json_text(o, "caption", ""));
		take_text(&m, "id", ROLE_ID, json_text(o, "id", ""));
		take_text(&m, "schema", ROLE_SCHEMA, json_text(o, "schema", ""));
		if (nameless(&m, json_text(o, "schema", NULL)))
			return m.failed ? error_memory(e) : ST_OK;
	} else {
		take_members(&m, o);
	}
	return query_end(&m, in, e);
}

static bool blank(const char *text, size_t n)
{
	while (n && strchr(" \t\r", text[n - 1]))
		n--;
	return !n;
}

enum status query_read_json(struct input *in, struct query_sink *sink, struct error *e)
{
	bool found = true;
	enum status st = ST_OK;

	while (!st) {
		const char *text;
		size_t n;
		unsigned line;
		json_t *o = NULL;
		struct error what;

		st = query_line(in, sink, &text, &n, &line, &found, e);
		if (st || !found)
			return st;
		if (blank(text, n))
			continue;
		error_clear(&what);
		st = json_read_at(text, n, (struct place){in->name, line, 1}, &o, &what);
		if (st == ST_DATA)
			st = query_fault(sink, &what, e);
		else if (st && e)
			*e = what;
		else
			st = take_line(in, sink, line, o, e);
		json_decref(o);
	}
	return st;
}
