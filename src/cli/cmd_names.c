#include "cli/answer.h"

#include "base/table.h"
#include "names/explain.h"

#include <string.h>

extern const struct command cmd_names;

static const char *const schemata[] = {"Person", "Company", "Organization", "Vessel", "LegalEntity", NULL};

/* --- names read ----------------------------------------------------------------------------- */

static enum status read_one(const struct context *cx, const char *text, enum word_use use, struct error *e)
{
	struct name x;
	struct buf out = BUF_INIT;
	enum status st = ST_OK;

	name_read(text, strlen(text), use, NULL, &x);
	if (cx->json)
		return answer_json(cx, explain_name_json(&x), e);
	explain_name(&x, &out);
	if (buf_ok(&out))
		print_safe(cx->out, buf_str(&out));
	else
		st = error_memory(e);
	buf_free(&out);
	return st;
}

/* --- names compare ---------------------------------------------------------------------------- */

/* A name as JSON: bytes that are no text are U+FFFD. */
static json_t *name_json(const char *s)
{
	struct buf b = BUF_INIT;
	json_t *o;

	for (size_t n = strlen(s), len; n; s += len, n -= len) {
		len = utf8_length(s, n);
		if (len) {
			buf_add(&b, s, len);
		} else {
			buf_text(&b, "\xEF\xBF\xBD");
			len = 1;
		}
	}
	o = buf_ok(&b) ? json_string(buf_str(&b)) : NULL;
	buf_free(&b);
	return o;
}

static enum status compare_two(const struct context *cx, const char *p, const char *q, enum word_use use, struct error *e)
{
	struct name a, b;
	struct comparison c;
	struct buf out = BUF_INIT;
	enum status st = ST_OK;

	names_compare_texts((struct compare_text){p, strlen(p)}, (struct compare_text){q, strlen(q)}, use, &a, &b, &c);
	if (cx->json)
		return answer_json(cx, json_pack("{s:o, s:o, s:f, s:b, s:o}", "a", name_json(p), "b", name_json(q), "score", (double)c.score,
						 "match", c.score >= COMPARE_MATCH, "why", explain_comparison_json(&a, &b, &c)), e);
	buf_printf(&out, "score %.3f, %s\n", (double)c.score, c.score >= COMPARE_MATCH ? "match" : "no match");
	explain_comparison(&a, &b, &c, &out);
	if (buf_ok(&out))
		print_safe(cx->out, buf_str(&out));
	else
		st = error_memory(e);
	buf_free(&out);
	return st;
}

static enum status check_schema(const char *schema, struct place at, struct error *e)
{
	for (size_t i = 0; schemata[i]; i++)
		if (!strcmp(schema, schemata[i]))
			return ST_OK;
	return error_at(e, at.file ? ST_DATA : ST_USAGE, at, "no schema %s here: Person, Company, Organization, Vessel or LegalEntity expected",
			schema);
}

struct columns { int a, b, schema; };

static enum status find_columns(const struct table *t, struct columns *c, struct error *e)
{
	c->a = table_column(t, "name1");
	c->b = table_column(t, "name2");
	c->schema = table_column(t, "schema");
	if (c->a < 0 || c->b < 0)
		return error_at(e, ST_DATA, (struct place){t->in->name, 1, 1}, "no column %s: name1,name2[,schema] expected",
				c->a < 0 ? "name1" : "name2");
	return ST_OK;
}

static enum status compare_row(const struct table *t, const struct columns *col, enum word_use use, const char *fields[],
			       struct buf *out, struct error *e)
{
	struct name a, b;
	struct comparison c;
	char score[16];
	const struct table_field *p = &t->row[col->a], *q = &t->row[col->b];

	if (col->schema >= 0 && t->row[col->schema].n) {
		enum status st = check_schema(t->row[col->schema].text, table_place(t, (size_t)col->schema), e);

		if (st)
			return st;
		use = name_use(t->row[col->schema].text);
	}
	names_compare_texts((struct compare_text){p->text, p->n}, (struct compare_text){q->text, q->n}, use, &a, &b, &c);
	snprintf(score, sizeof score, "%.4f", (double)c.score);
	for (size_t i = 0; i < t->n; i++)
		fields[i] = t->row[i].text;
	fields[t->n] = score;
	fields[t->n + 1] = c.score >= COMPARE_MATCH ? "true" : "false";
	buf_reset(out);
	table_write(out, fields, t->n + 2, TABLE_QUOTE_NEEDED);
	return ST_OK;
}

static enum status compare_csv(const struct context *cx, const char *path, enum word_use use, struct error *e)
{
	struct input in;
	struct table t = {0};
	struct buf out = BUF_INIT;
	struct columns col;
	const char *fields[TABLE_FIELDS_MOST + 2];
	bool found = true;
	enum status st = input_open(strcmp(path, "-") ? path : "/dev/stdin", &in, e);

	if (st)
		return st;
	in.name = strcmp(path, "-") ? path : "standard input";
	st = table_open(&in, &t, e);
	if (!st)
		st = find_columns(&t, &col, e);
	for (size_t i = 0; !st && i < t.n_columns; i++)
		fields[i] = t.header[i].text;
	if (!st) {
		fields[t.n_columns] = "score";
		fields[t.n_columns + 1] = "match";
		table_write(&out, fields, t.n_columns + 2, TABLE_QUOTE_NEEDED);
	}
	while (!st && found) {
		if (!buf_ok(&out))
			st = error_memory(e);
		else if (out.len && fwrite(out.bytes, 1, out.len, cx->out) != out.len)
			st = error_errno(e, "standard output");
		else
			st = table_next(&t, &found, e);
		buf_reset(&out);
		if (!st && found)
			st = compare_row(&t, &col, use, fields, &out, e);
	}
	table_close(&t);
	input_close(&in);
	buf_free(&out);
	return st;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const char *verb = args->rest[0], *schema = args_value(args, "schema"), *csv = args_value(args, "csv");
	enum status st = schema ? check_schema(schema, (struct place){0}, e) : ST_OK;
	enum word_use use = name_use(schema);

	if (st)
		return st;
	if (!strcmp(verb, "read")) {
		if (args->n_rest != 2 || csv)
			return error_set(e, ST_USAGE, "names read takes one name");
		return read_one(cx, args->rest[1], use, e);
	}
	if (strcmp(verb, "compare"))
		return error_set(e, ST_USAGE, "names %s: compare or read expected", verb);
	if (csv && args->n_rest != 1)
		return error_set(e, ST_USAGE, "names compare takes two names, or --csv FILE");
	if (csv)
		return compare_csv(cx, csv, use, e);
	if (args->n_rest != 3)
		return error_set(e, ST_USAGE, "names compare takes two names, or --csv FILE");
	return compare_two(cx, args->rest[1], args->rest[2], use, e);
}

static const struct option options[] = {
	{"schema", 0, "SCHEMA", "what bears the names: Person, Company, Organization, Vessel or LegalEntity (default: found out)"},
	{"csv", 0, "FILE", "compare the columns name1 and name2 (and schema) of a table (- for standard input); writes it back with score and match"},
};

const struct command cmd_names = {
	.name = "names",
	.args = "compare A B | names compare --csv FILE | names read NAME",
	.summary = "compare names across scripts and spellings, or show how a name is read",
	.about = "Reads names as their readers read them: Hangul through the romanisations of North and South, Han characters through Pinyin,\n"
		 "Wade-Giles, Cantonese and their Korean readings, Cyrillic, Arabic, kana and others through their usual Latin spellings; tells\n"
		 "family names, titles, particles, legal forms, generic words, numbers and initials apart; and weighs parts by how rare they are.\n"
		 "\n"
		 "compare gives a score from 0 to 1 (a match from 0.70 on) and says which part was held against which, read how, worth what.\n"
		 "With --csv the rows are written back in their order with two more columns, score and match.\n"
		 "\n"
		 "A score is a measure of likeness, not a probability; docs/names.md says what share of pairs at each score are one bearer.",
	OPTIONS(options),
	.least = 1,
	.most = 3,
	.run = run,
	.json = true,
};
