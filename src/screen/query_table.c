/* query_table.c - queries from a table. */
#include "screen/query_make.h"

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

static void identifiers_of(struct query_making *m, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, ";|");
		const char *one = query_copy(m, text, n), *colon = one ? strchr(one, ':') : NULL;
		const char *kind = colon ? query_copy(m, one, (size_t)(colon - one)) : NULL;

		if (one)
			query_identifier(m, kind ? kind : "identifier", colon ? colon + 1 : one, NULL);
		text += n + (text[n] != 0);
	}
}

/* Given, father's and family name in columns of their own, where no column has the whole. */
static void join_parts(struct query_making *m, const struct table *t, const enum role *roles)
{
	struct buf whole = BUF_INIT;

	for (enum role r = ROLE_FIRST; r <= ROLE_LAST; r++)
		for (size_t i = 0; i < t->n; i++)
			if (roles[i] == r && t->row[i].n) {
				if (whole.len)
					buf_char(&whole, ' ');
				buf_add(&whole, t->row[i].text, t->row[i].n);
			}
	m->failed |= !buf_ok(&whole);
	if (whole.len)
		query_name(m, whole.bytes, whole.len);
	buf_free(&whole);
}

static void take_field(struct query_making *m, const struct table *t, size_t i, enum role role)
{
	const char *text = t->row[i].text;

	switch (role) {
	case ROLE_BIRTH: query_birth(m, text); break;
	case ROLE_COUNTRY: query_country(m, text); break;
	case ROLE_SCHEMA: query_schema(m, text); break;
	case ROLE_SEX: query_sex(m, text); break;
	case ROLE_ID: m->q.id = query_copy(m, text, t->row[i].n); break;
	case ROLE_IDENTIFIERS: identifiers_of(m, text); break;
	case ROLE_IDENTIFIER: query_identifier(m, t->header[i].text, text, NULL); break;
	default: break;
	}
}

static enum status take_row(const struct table *t, const enum role *roles, struct query_sink *sink, struct error *e)
{
	struct query_making m;

	query_begin(&m, sink, t->row[0].line);
	for (size_t i = 0; i < t->n; i++)
		if (roles[i] == ROLE_NAME)
			query_name_list(&m, t->row[i].text);
	if (!m.q.n_names)
		join_parts(&m, t, roles);
	for (size_t i = 0; i < t->n; i++)
		if (roles[i] == ROLE_ALIAS)
			query_name_list(&m, t->row[i].text);
	for (size_t i = 0; i < t->n; i++)
		take_field(&m, t, i, roles[i]);
	return query_end(&m, t->in, e);
}

static enum status columns_of(const struct table *t, enum role **out, struct error *e)
{
	enum role *roles = calloc(t->n_columns, sizeof *roles);
	bool asked = false;

	if (!roles)
		return error_memory(e);
	for (size_t i = 0; i < t->n_columns; i++) {
		roles[i] = query_role(t->header[i].text);
		asked |= query_role_names(roles[i]) || roles[i] == ROLE_IDENTIFIER || roles[i] == ROLE_IDENTIFIERS;
	}
	*out = roles;
	if (asked)
		return ST_OK;
	(void)error_at(e, ST_DATA, table_place(t, 0), "found no column of names, expected name, full_name, caption, query or last_name");
	error_hint(e, "--format names reads one name a line");
	return ST_DATA;
}

enum status query_read_table(struct input *in, struct query_sink *sink, struct error *e)
{
	char delimiter = query_table_delimiter(in->bytes + in->at, in->n - in->at);
	struct table t = {0};
	enum role *roles = NULL;
	bool found = true;
	enum status st = table_open_delimited(in, delimiter ? delimiter : ',', &t, e);

	if (!st)
		st = columns_of(&t, &roles, e);
	while (!st && found) {
		struct error what;

		error_clear(&what);
		st = table_next(&t, &found, &what);
		if (!st && found)
			st = take_row(&t, roles, sink, e);
		else if (st == ST_DATA) {
			found = true;
			st = query_fault(sink, &what, e);
			if (!st)
				st = table_skip(&t, e);
		} else if (st && e) {
			*e = what;
		}
	}
	free(roles);
	table_close(&t);
	return st;
}
