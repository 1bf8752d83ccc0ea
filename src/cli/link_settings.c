/* link_settings.c - onus link --settings FILE: options from a file; --write-settings FILE: what was found out and used, so that the run can be made again. */
#include "cli/linking.h"

#include "cli/link_cased.h"
#include "exchange/near.h"
#include "exchange/yaml.h"
#include "link/column.h"
#include "onus/version.h"

#include <stdlib.h>
#include <string.h>

enum { SETTINGS_MOST = 1 << 20 };

enum form { FORM_TEXT, FORM_FLAG, FORM_SHARE, FORM_NUMBER, FORM_LIST, FORM_ROLES, FORM_DELIMITER };

/* Keys are the names of options, but for `columns`. */
static const struct setting { const char *key; enum form kind; double least, most; } settings[] = {
	{"columns", FORM_ROLES, 0, 0},      {"id", FORM_TEXT, 0, 0},         {"threshold", FORM_SHARE, 0.001, 0.999}, {"clean", FORM_LIST, 0, 0},       {"seed", FORM_NUMBER, 0, 1e15},
	{"threads", FORM_NUMBER, 1, 64},    {"draws", FORM_NUMBER, 0, 1000}, {"delimiter", FORM_DELIMITER, 0, 0},     {"ragged", FORM_FLAG, 0, 0},      {"pairs-from", FORM_SHARE, 0, 1},
	{"output", FORM_TEXT, 0, 0},        {"pairs", FORM_TEXT, 0, 0},      {"overlap", FORM_TEXT, 0, 0},            {"decisions", FORM_TEXT, 0, 0},   {"truth", FORM_TEXT, 0, 0},
	{"labels", FORM_TEXT, 0, 0},        {"quiet", FORM_FLAG, 0, 0},      {"blind", FORM_FLAG, 0, 0},              {"from", FORM_SHARE, 0, 1},       {"to", FORM_SHARE, 0, 1},
	{"limit", FORM_NUMBER, 1, 1e15},    {"again", FORM_FLAG, 0, 0},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

/* --- read ------------------------------------------------------------------------------------------------------------ */

struct reading {
	const struct args *given;
	const char *verb;
	struct arena *a;
	struct args *out;
	size_t cap;
	struct error *e;
};

static enum status push(struct reading *r, const char *option, const char *value)
{
	if (r->out->n_options == r->cap)
		return error_set(r->e, ST_BUG, "more settings than were counted");
	r->out->names[r->out->n_options] = option;
	r->out->values[r->out->n_options++] = value;
	return ST_OK;
}

static enum status wrong(struct reading *r, const struct node *v, const char *key, const char *expected)
{
	char found[200];

	return error_at(r->e, ST_DATA, v->at, "%s: found %s, expected %s", key, node_describe(v, found, sizeof found), expected);
}

static enum status number(struct reading *r, const struct setting *s, const struct node *v)
{
	char *end, words[100];
	double x = v->type == NODE_SCALAR ? strtod(v->text, &end) : 0;

	if (v->type != NODE_SCALAR || end == v->text || *end || !(x >= s->least && x <= s->most) || (s->kind == FORM_NUMBER && strspn(v->text, "0123456789") != strlen(v->text))) {
		(void)snprintf(words, sizeof words, s->most < 1e15 ? "a %snumber from %g to %g" : "a %snumber", s->kind == FORM_NUMBER ? "whole " : "", s->least, s->most);
		return wrong(r, v, s->key, words);
	}
	return push(r, s->key, v->text);
}

static enum status flag(struct reading *r, const struct setting *s, const struct node *v)
{
	static const char *const yes[] = {"yes", "true"}, *const no[] = {"no", "false"};

	for (size_t i = 0; v->type == NODE_SCALAR && i < 2; i++) {
		if (!strcmp(v->text, yes[i]))
			return push(r, s->key, "");
		if (!strcmp(v->text, no[i]))
			return ST_OK;
	}
	return wrong(r, v, s->key, "yes or no");
}

static enum status list(struct reading *r, const struct setting *s, const struct node *v)
{
	enum status st = ST_OK;

	if (v->type == NODE_SCALAR)
		return push(r, s->key, v->text);
	if (v->type != NODE_LIST)
		return wrong(r, v, s->key, "a text or a list of them");
	for (size_t i = 0; !st && i < v->n; i++)
		st = v->items[i]->type == NODE_SCALAR ? push(r, s->key, v->items[i]->text) : wrong(r, v->items[i], s->key, "a text");
	return st;
}

/* Has the command line told what this column is? */
static bool column_told(const struct args *args, const char *name)
{
	const char *value;

	for (size_t i = 0; (value = args_nth(args, "column", i)); i++) {
		const char *colon = strrchr(value, ':');

		if (colon && strlen(name) == (size_t)(colon - value) && !memcmp(name, value, strlen(name)))
			return true;
	}
	return false;
}

static enum status roles(struct reading *r, const struct node *v)
{
	enum status st = ST_OK;

	if (v->type != NODE_MAP)
		return wrong(r, v, "columns", "a line NAME: ROLE for each column");
	for (size_t i = 0; !st && i < v->n; i++) {
		const char *name = v->pairs[i].key->text;
		const struct node *role = v->pairs[i].value;
		struct near near;
		char *option;

		if (role->type != NODE_SCALAR || link_role_by_word(role->text) < ROLE_ID || link_role_by_word(role->text) == LINK_ROLES) {
			st = wrong(r, role, name, "a role");
			near_start(&near, role->type == NODE_SCALAR ? role->text : "");
			for (int k = ROLE_ID; k < LINK_ROLES; k++)
				near_try(&near, link_role_word((enum link_role)k));
			if (near_best(&near))
				error_hint(r->e, "did you mean %s?", near_best(&near));
			else
				error_hint(r->e, "as given, family, full, date, place, identifier, text, ignore");
			return st;
		}
		if (column_told(r->given, name))
			continue;
		option = arena_printf(r->a, "%s:%s", name, role->text);
		st = option ? push(r, "column", option) : error_memory(r->e);
	}
	return st;
}

static enum status one(struct reading *r, const struct setting *s, const struct node *v)
{
	if (node_is_null(v))
		return ST_OK;
	switch (s->kind) {
	case FORM_ROLES: return roles(r, v);
	case FORM_SHARE:
	case FORM_NUMBER: return number(r, s, v);
	case FORM_FLAG: return flag(r, s, v);
	case FORM_LIST: return list(r, s, v);
	case FORM_DELIMITER:
		if (v->type != NODE_SCALAR || (strcmp(v->text, "tab") != 0 && (strlen(v->text) != 1 || strchr("\"\r\n", *v->text))))
			return wrong(r, v, s->key, "one character, or tab");
		break;
	default:
		if (v->type != NODE_SCALAR || !*v->text)
			return wrong(r, v, s->key, "a text");
	}
	return push(r, s->key, v->text);
}

static const struct setting *setting_called(const struct node *key, struct error *e, enum status *st)
{
	struct near near;

	near_start(&near, key->text);
	for (size_t i = 0; i < SETTINGS; i++) {
		if (!strcmp(settings[i].key, key->text))
			return &settings[i];
		near_try(&near, settings[i].key);
	}
	*st = error_at(e, ST_DATA, key->at, "%.100s: no such setting", key->text);
	if (near_best(&near))
		error_hint(e, "did you mean %s?", near_best(&near));
	else
		error_hint(e, "docs/link.md lists them");
	return NULL;
}

static enum status map(struct reading *r, const struct node *root)
{
	enum status st = ST_OK;

	if (!root)
		return ST_OK;
	if (root->type != NODE_MAP)
		return wrong(r, root, "settings", "lines KEY: VALUE");
	for (size_t i = 0; !st && i < root->n; i++) {
		const struct setting *s = setting_called(root->pairs[i].key, r->e, &st);
		size_t before = r->out->n_options;

		if (!s)
			return st;
		st = one(r, s, root->pairs[i].value);
		/* the command line wins; what another verb needs stands in the same file */
		if (s->kind != FORM_ROLES && (args_flag(r->given, s->key) || !linking_belongs(s->key, r->verb)))
			r->out->n_options = before;
	}
	return st;
}

/* Room for all: each setting gives no more options than it has nodes. */
static enum status make_room(struct reading *r, const struct node *root)
{
	const char **words;

	r->cap = r->given->n_options + (root ? root->weight : 0) + 1;
	if (!(words = arena_array(r->a, 2 * r->cap, sizeof *words)))
		return error_memory(r->e);
	*r->out = *r->given;
	r->out->n_options = 0;
	r->out->names = words;
	r->out->values = words + r->cap;
	return ST_OK;
}

enum status linking_settings(const struct args *args, const char *verb, struct arena *a, struct args *out, struct error *e)
{
	const char *path = args_value(args, "settings");
	const struct yaml_limits limits = {.depth = 8, .nodes = 20000};
	struct reading r = {.given = args, .verb = verb, .a = a, .out = out, .e = e};
	const struct node *root = NULL;
	struct input in;
	enum status st = input_open(path, &in, e);

	if (st)
		return st;
	while (!st && !in.end)
		st = input_more(&in, 0, SETTINGS_MOST, e);
	if (!st)
		st = yaml_parse(in.bytes, in.n, path, limits, a, &root, e);
	if (!st)
		st = make_room(&r, root);
	if (!st)
		st = map(&r, root);
	for (size_t i = 0; !st && i < args->n_options; i++)
		st = push(&r, args->names[i], args->values[i]);
	input_close(&in);
	return st;
}

/* --- written --------------------------------------------------------------------------------------------------------- */

/* A text in double quotes: YAML 1.1 and JSON read it as it was. */
static void quoted(FILE *out, const char *text)
{
	(void)fputc('"', out);
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (*c == '"' || *c == '\\')
			(void)fprintf(out, "\\%c", *c);
		else if (*c < 32 || *c == 127)
			(void)fprintf(out, "\\x%02x", *c);
		else
			(void)fputc(*c, out);
	}
	(void)fputc('"', out);
}

static void line_text(FILE *out, const char *key, const char *text)
{
	if (!text)
		return;
	(void)fprintf(out, "%s: ", key);
	quoted(out, text);
	(void)fputc('\n', out);
}

/* The lists by their hashes, for a person to compare: a remark, not a setting. */
static void remarks(const struct linking *l, const struct args *args, FILE *out)
{
	(void)fprintf(out, "# onus %s link: what was found out and used. With --settings it makes the run again.\n", ONUS_VERSION);
	for (size_t i = 0; i < args->n_rest && i < l->records.n_files; i++) {
		struct mapped m = {0};
		bool there = strcmp(args->rest[i], "-") != 0 && !mapped_open(args->rest[i], &m, NULL); /* a pipe is read once */

		(void)fputs("# ", out);
		print_line(out, l->records.files[i]);
		(void)fprintf(out, there ? ": SHA-256 %s\n" : "\n", m.sha256);
		mapped_close(&m);
	}
}

enum status linking_settings_write(const struct linking *l, const struct args *args, FILE *out, struct error *e)
{
	const struct link_records *r = &l->records;
	bool clean = false;

	remarks(l, args, out);
	(void)fputs("columns:\n", out);
	for (size_t i = 0; i < r->n_columns; i++) {
		const struct link_column *c = &r->column[i];

		if ((int)i == r->id_column || c->role == ROLE_ID)
			continue;
		(void)fputs("  ", out);
		quoted(out, c->name);
		(void)fprintf(out, ": %s\n", c->role == ROLE_UNKNOWN ? "ignore" : link_role_word(c->role));
	}
	if (r->id_column >= 0)
		line_text(out, "id", r->column[r->id_column].name);
	(void)fprintf(out, "threshold: %.15g\n", l->options.threshold);
	for (size_t f = 0; f < r->n_files; f++)
		if (l->options.clean[f]) {
			(void)fputs(clean ? "  - " : "clean:\n  - ", out);
			quoted(out, r->files[f]);
			(void)fputc('\n', out);
			clean = true;
		}
	(void)fprintf(out, "seed: %llu\ndraws: %u\n", (unsigned long long)l->options.seed, l->options.draws);
	line_text(out, "delimiter", args_value(args, "delimiter"));
	if (args_flag(args, "ragged"))
		(void)fputs("ragged: yes\n", out);
	line_text(out, "decisions", l->log);
	return ferror(out) ? error_errno(e, "settings") : ST_OK;
}
