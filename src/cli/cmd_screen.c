#include "cli/answer.h"

#include "base/input.h"
#include "base/json.h"
#include "base/table.h"
#include "lists/shelf.h"
#include "names/explain.h"
#include "screen/screen.h"

#include <stdlib.h>
#include <string.h>

extern const struct command cmd_screen;

enum { LISTS_MOST = 64, LINE_MOST = 1 << 20 };
struct screening {
	const struct context *cx;
	struct compiled *lists[LISTS_MOST];
	size_t n_lists, limit;
	struct screener *screener;
	enum word_use use;
	float threshold;
	bool explain, hit;
};

static enum status open_lists(struct screening *s, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct shelf shelf;
	enum status st = shelf_locate(s->cx->dir, &a, &shelf, e);

	for (const char *name; !st && (name = args_nth(args, "list", s->n_lists)); s->n_lists++) {
		struct shelf_list l;
		const char *path;

		if (s->n_lists == LISTS_MOST) {
			st = error_set(e, ST_USAGE, "more than %d lists", LISTS_MOST);
			break;
		}
		st = shelf_name_check(name, e);
		if (!st)
			st = shelf_get(&shelf, name, &a, &l, e);
		path = st ? NULL : shelf_compiled_path(&shelf, &l, &a);
		if (!st && !path)
			st = error_memory(e);
		if (!st)
			st = compiled_open(path, &s->lists[s->n_lists], e);
		if (st)
			break;
	}
	if (!st && !s->n_lists)
		st = error_set(e, ST_USAGE, "no list named: --list NAME (onus list shows those on the shelf)");
	arena_free(&a);
	return st;
}

static json_t *hit_json(const struct screening *s, const struct screen_query *q, const struct screen_hit *h)
{
	json_t *entry = screen_entry(h), *features = json_object(), *o;
	static struct name asked, listed;
	struct comparison how;

	for (size_t f = 0; f < FEATURES; f++)
		if (h->judged.has[f])
			json_object_set_new(features, feature_name(f), json_real((double)h->judged.feature[f]));
	o = json_pack("{s:s, s:s, s:s, s:f, s:b, s:o, s:s, s:s}", "id", json_text(entry, "id", ""), "caption", json_text(entry, "caption", ""),
		      "schema", json_text(entry, "schema", ""), "score", (double)h->judged.score, "match", h->judged.score >= s->threshold,
		      "features", features, "list", compiled_about(h->list)->list, "url", json_text(entry, "url", ""));
	if (o && s->explain) {
		screen_explain(q, h, &asked, &listed, &how);
		json_object_set_new(o, "why", explain_comparison_json(&asked, &listed, &how));
	}
	json_decref(entry);
	return o;
}

static enum status ask(struct screening *s, const char *name, const char *birth, const char *country, struct error *e)
{
	const char *names[1] = {name}, *countries[1] = {country};
	struct screen_query q = {.names = names, .n_names = 1, .use = s->use,
				 .who = {.birth = birth && *birth ? birth : NULL, .countries = countries, .n_countries = country && *country}};
	const struct screen_hit *hits;
	long n = screen(s->screener, &q, s->threshold, s->limit, &hits);
	json_t *results = json_array(), *query = json_pack("{s:s}", "name", name);

	if (n < 0 || !results || !query) {
		json_decref(results);
		json_decref(query);
		return error_memory(e);
	}
	for (long i = 0; i < n; i++)
		json_array_append_new(results, hit_json(s, &q, &hits[i]));
	s->hit |= n > 0;
	return answer_json(s->cx, json_pack("{s:o, s:o}", "query", query, "results", results), e);
}

static int column(const struct table *t, const char *const *names)
{
	for (; *names; names++)
		if (table_column(t, *names) >= 0)
			return table_column(t, *names);
	return -1;
}

static enum status ask_table(struct screening *s, struct input *in, struct error *e)
{
	static const char *const name[] = {"name", "full_name", "caption", "query", NULL}, *const birth[] = {"birth_date", "date_of_birth", "dob", NULL},
				 *const country[] = {"country", "nationality", NULL};
	struct table t = {0};
	bool found = true;
	enum status st = table_open(in, &t, e);
	int n = st ? -1 : column(&t, name), b = st ? -1 : column(&t, birth), c = st ? -1 : column(&t, country);

	if (!st && n < 0)
		st = error_at(e, ST_DATA, (struct place){in->name, 1, 1}, "no column name, full_name, caption or query");
	while (!st && !(st = table_next(&t, &found, e)) && found)
		st = ask(s, t.row[n].text, b >= 0 ? t.row[b].text : NULL, c >= 0 ? t.row[c].text : NULL, e);
	table_close(&t);
	return st;
}

static enum status ask_lines(struct screening *s, struct input *in, struct error *e)
{
	const char *text;
	size_t n;
	unsigned line;
	bool found = true;
	enum status st = ST_OK;

	while (!st && !(st = input_line(in, LINE_MOST, &text, &n, &line, &found, e)) && found) {
		char *copy;

		if (!n)
			continue;
		if (utf8_fault(text, n) != n)
			return error_at(e, ST_DATA, (struct place){in->name, line, 0}, "found bytes that are not UTF-8, expected a name");
		copy = strndup(text, n);
		st = copy ? ask(s, copy, NULL, NULL, e) : error_memory(e);
		free(copy);
	}
	return st;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	struct screening s = {.cx = cx, .threshold = COMPARE_MATCH, .explain = args_flag(args, "explain")};
	const char *path = args->n_rest ? args->rest[0] : "-", *value = args_value(args, "threshold");
	unsigned long long limit = 0;
	char *end = NULL;
	struct input in;
	enum status st = answer_number(args, "limit", 1, 10, &limit, e);

	s.limit = (size_t)limit;
	s.use = name_use(args_value(args, "schema"));
	if (!st && value) {
		s.threshold = strtof(value, &end);
		if (*end || !(s.threshold > 0 && s.threshold <= 1))
			return error_set(e, ST_USAGE, "--threshold %s: a number above 0, at most 1, expected", value);
	}
	if (!st)
		st = open_lists(&s, args, e);
	if (!st && !(s.screener = screener_new((const struct compiled *const *)s.lists, s.n_lists)))
		st = error_memory(e);
	if (!st && !(st = input_open(strcmp(path, "-") ? path : "/dev/stdin", &in, e))) {
		st = args_flag(args, "csv") ? ask_table(&s, &in, e) : ask_lines(&s, &in, e);
		input_close(&in);
	}
	screener_free(s.screener);
	for (size_t i = 0; i < s.n_lists; i++)
		compiled_close(s.lists[i]);
	return st ? st : s.hit ? ST_NEGATIVE : ST_OK;
}

static const struct option options[] = {
	{"list", 0, "NAME", "a list on the shelf (onus list); may be repeated"},
	{"csv", 0, NULL, "FILE is a table: names in a column name, full_name, caption or query; birth_date and country are used"},
	{"schema", 0, "SCHEMA", "what bears the names: Person, Company, Organization, Vessel (default: found out)"},
	{"threshold", 0, "SCORE", "the least score of a hit (default: 0.70)"},
	{"limit", 0, "N", "hits shown for a name (default: 10)"},
	{"explain", 0, NULL, "say why: which part was held against which"},
};

const struct command cmd_screen = {
	.name = "screen",
	.args = "[FILE|-]",
	.summary = "hold names against watchlists, across scripts and spellings",
	.about = "Reads one name a line (or, with --csv, a table), and prints one JSON document a line for each: the query and the listed entries that\n"
		 "score at least the threshold, best first, with the features that made the score. Exit code 1 where there is a hit.",
	OPTIONS(options),
	.least = 0,
	.most = 1,
	.run = run,
};
