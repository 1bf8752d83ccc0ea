#include "link/actors.h"

#include "base/table.h"
#include "exchange/ftm.h"
#include "names/chinese.h"
#include "names/korean.h"
#include "names/translit.h"
#include "store/model.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

enum { COLUMNS = 48 };

struct column { const char *name; enum link_role role; const char **value; size_t known; };
struct making {
	struct arena *a;
	const struct actor **person; size_t n;
	struct column column[COLUMNS]; size_t n_columns;
	bool failed;
};

/* The first script that its letters are of, but for Latin where there is another. */
static enum script script_of_name(const char *text)
{
	int32_t i = 0, n = (int32_t)strnlen(text, 4096);
	enum script found = SCRIPT_NONE;

	while (i < n) {
		UChar32 cp;

		U8_NEXT((const uint8_t *)text, i, n, cp);
		enum script s = cp < 0 ? SCRIPT_NONE : script_of((uint32_t)cp);

		if (s != SCRIPT_NONE && s != SCRIPT_LATIN)
			return s;
		found = s == SCRIPT_NONE ? found : s;
	}
	return found;
}

static bool is_name(const struct naming *x)
{
	return x->text && (!x->kind || (strcmp(x->kind, "heading") != 0 && strcmp(x->kind, "weak") != 0 && strcmp(x->kind, "translation") != 0));
}

static const char *property(const struct actor *x, const char *name)
{
	for (size_t i = 0; i < x->n_properties; i++)
		if (!strcmp(x->properties[i].name, name))
			for (size_t k = 0; k < x->properties[i].n; k++)
				if (x->properties[i].values[k].value)
					return x->properties[i].values[k].value;
	return NULL;
}

/* A name in Hangul or Han as it is written in Latin letters, by the name's language and the person's country; as it stands where it does not read as one. */
static const char *in_latin(const struct actor *x, const struct naming *name, struct arena *a)
{
	const char *words[] = {name->text}, *country = property(x, "country");
	const bool korean = name->lang && !strncmp(name->lang, "ko", 2);
	enum script s = script_of_name(name->text);
	struct korean_reading k[KOREAN_READINGS];
	struct chinese_reading c[CHINESE_READINGS];
	char out[256];
	size_t n = 0;

	if (s == SCRIPT_HANGUL ? korean_read_hangul(words, 1, k) : s == SCRIPT_HAN && korean && korean_read_hanja(words, 1, k))
		n = korean_romanise(&k[0], country && !strcmp(country, "kr") ? KOREAN_COMMON : KOREAN_DPRK, out, sizeof out);
	else if (s == SCRIPT_HAN && !korean && chinese_read_han(words, 1, c))
		n = chinese_romanise(&c[0], CHINESE_PINYIN, out, sizeof out);
	return n && n < sizeof out ? arena_strdup(a, out) : name->text;
}

/* The first in Latin letters; else the first in Hangul; else the first. */
static const struct naming *chief_name(const struct actor *x)
{
	const struct naming *hangul = NULL, *any = NULL;

	for (size_t i = 0; i < x->n_names; i++) {
		const struct naming *name = &x->names[i];
		enum script s = is_name(name) ? script_of_name(name->text) : SCRIPT_NONE;

		if (s == SCRIPT_LATIN)
			return name;
		if (s == SCRIPT_HANGUL && !hangul)
			hangul = name;
		if (s != SCRIPT_NONE && !any)
			any = name;
	}
	return hangul ? hangul : any;
}

static struct column *column(struct making *m, const char *name, enum link_role role)
{
	struct column *c = &m->column[m->n_columns];

	if (m->n_columns == COLUMNS)
		return NULL;
	*c = (struct column){name, role, arena_array(m->a, m->n + 1, sizeof *c->value), 0};
	m->failed |= !c->value;
	return c->value ? c : NULL;
}

static void put(struct column *c, size_t i, const char *value)
{
	if (!c || !value || !*value)
		return;
	c->value[i] = value;
	c->known++;
}

static void keep(struct making *m, const struct column *c)
{
	if (c && c->known)
		m->n_columns++;
}

static void names(struct making *m)
{
	struct column *c = column(m, "name", ROLE_FULL);

	for (size_t i = 0; i < m->n; i++) {
		const char *name = in_latin(m->person[i], chief_name(m->person[i]), m->a);

		m->failed |= !name;
		put(c, i, name);
	}
	keep(m, c);
}

static void said(struct making *m, const char *name, enum link_role role, const char *const *properties)
{
	struct column *c = column(m, name, role);

	for (size_t i = 0; i < m->n; i++) {
		const char *value = NULL;

		for (size_t k = 0; !value && properties[k]; k++)
			value = property(m->person[i], properties[k]);
		put(c, i, value);
	}
	keep(m, c);
}

/* The identifiers that the model gives to persons, in its order. */
static void identifiers(struct making *m)
{
	const struct ftm_schema *person = ftm_schema("Person");

	for (size_t i = 0; person && i < ftm_n_schemata; i++)
		for (size_t k = 0; ftm_is_a(person, ftm_schemata[i].name) && k < ftm_schemata[i].n_own; k++) {
			const struct ftm_property *p = &ftm_schemata[i].own[k];

			if (p->type == FTM_IDENTIFIER && strcmp(p->name, "programId") != 0)
				said(m, p->name, ROLE_IDENTIFIER, (const char *const[]){p->name, NULL});
		}
}

static enum status write_table(const struct making *m, struct buf *out, struct error *e)
{
	const char *row[COLUMNS + 1] = {"id"};

	for (size_t k = 0; k < m->n_columns; k++)
		row[k + 1] = m->column[k].name;
	table_write(out, row, m->n_columns + 1, TABLE_QUOTE_NEEDED);
	for (size_t i = 0; i < m->n; i++) {
		row[0] = m->person[i]->id;
		for (size_t k = 0; k < m->n_columns; k++)
			row[k + 1] = m->column[k].value[i];
		table_write(out, row, m->n_columns + 1, TABLE_QUOTE_NEEDED);
	}
	return buf_ok(out) ? ST_OK : error_memory(e);
}

static enum status read_table(const struct making *m, const struct buf *table, struct link_records *out, struct error *e)
{
	struct link_told told[COLUMNS];
	struct link_read_options o = {.id = "id", .delimiter = ',', .told = told, .n_told = m->n_columns};
	struct input in, *list[] = {&in};

	for (size_t k = 0; k < m->n_columns; k++)
		told[k] = (struct link_told){m->column[k].name, m->column[k].role};
	input_bytes(table->bytes, table->len, "the persons of the case", &in);
	enum status st = records_read(list, 1, &o, out, e);

	input_close(&in);
	return st;
}

static enum status make(struct making *m, const struct model *model, struct buf *table, struct link_records *out, struct error *e)
{
	static const char *const birth[] = {"birthDate", NULL}, *const place[] = {"birthPlace", NULL}, *const sex[] = {"gender", NULL},
		*const country[] = {"citizenship", "nationality", "country", NULL}, *const phone[] = {"phone", NULL}, *const email[] = {"email", NULL};

	m->person = arena_array(m->a, model->n_actors + 1, sizeof *m->person);
	for (size_t i = 0; m->person && i < model->n_actors; i++) {
		const struct actor *x = &model->actors[i];

		if (x->schema && !strcmp(x->schema, "Person") && !x->commitment && !x->group && chief_name(x))
			m->person[m->n++] = x;
	}
	if (m->person && m->n < 2)
		return error_set(e, ST_DATA, "the case has %zu person%s by name: two are needed to hold one against another", m->n, m->n == 1 ? "" : "s");
	names(m);
	said(m, "birth date", ROLE_DATE, birth);
	said(m, "birth place", ROLE_PLACE, place);
	said(m, "country", ROLE_CATEGORY, country);
	said(m, "sex", ROLE_SEX, sex);
	said(m, "phone", ROLE_PHONE, phone);
	said(m, "e-mail", ROLE_EMAIL, email);
	identifiers(m);
	if (!m->person || m->failed)
		return error_memory(e);
	enum status st = write_table(m, table, e);

	return st ? st : read_table(m, table, out, e);
}

enum status actors_records(struct store *st, struct link_records *out, struct buf *table, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct making *m = calloc(1, sizeof *m);
	struct model model;
	enum status s = m ? model_load(st, &a, &model, e) : error_memory(e);

	*out = (struct link_records){.id_column = -1};
	if (!s) {
		m->a = &a;
		s = make(m, &model, table, out, e);
	}
	free(m);
	arena_free(&a);
	return s;
}
