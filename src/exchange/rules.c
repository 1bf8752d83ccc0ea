#include "exchange/rules.h"

#include "base/buf.h"
#include "base/sha256.h"
#include "exchange/near.h"
#include "exchange/yaml.h"
#include "store/shape.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RULES_BYTES_MOST = 1 << 20 };

static const char *const counted[] = {"people", "things", "money", "time", "distance", NULL};
static const char *const evidence_words[] = {"testimony", "document", "image", "analysis", NULL};

/* --- reading nodes ------------------------------------------------------------------------ */

struct reader {
	struct arena *a;
	struct error *e;
};

static enum status expected(const struct reader *r, const struct node *n, const char *what)
{
	char found[128];
	return error_at(r->e, ST_DATA, n->at, "found %s, expected %s", node_describe(n, found, sizeof found), what);
}

/* Where `word` stands in a NULL-terminated list; its length when it does not. */
static size_t word_place(const char *const *words, const char *word)
{
	size_t i = 0;
	while (words[i] && strcmp(words[i], word) != 0)
		i++;
	return i;
}

static enum status check_keys(const struct reader *r, const struct node *map, const char *const *keys)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct node *key = map->pairs[i].key;
		if (keys[word_place(keys, key->text)])
			continue;
		struct buf all = BUF_INIT;
		struct near near;
		near_start(&near, key->text);
		for (size_t k = 0; keys[k]; k++) {
			buf_printf(&all, "%s%s", k ? ", " : "", keys[k]);
			near_try(&near, keys[k]);
		}
		error_at(r->e, ST_DATA, key->at, "unknown key '%.60s', expected one of %s", key->text, buf_str(&all));
		if (near_best(&near))
			error_hint(r->e, "did you mean %s?", near_best(&near));
		buf_free(&all);
		return ST_DATA;
	}
	return ST_OK;
}

static enum status need_map(const struct reader *r, const struct node *n, const char *const *keys, const char *what)
{
	return n->type == NODE_MAP ? check_keys(r, n, keys) : expected(r, n, what);
}

/* A text that must be there and not empty. */
static enum status need_text(const struct reader *r, const struct node *map, const char *key, const char **out)
{
	const struct node *n = node_get(map, key);
	if (!n)
		return error_at(r->e, ST_DATA, map->at, "'%s' is missing", key);
	if (n->type != NODE_SCALAR || node_is_null(n) || !*n->text)
		return expected(r, n, "a text");
	*out = n->text;
	return ST_OK;
}

static enum status read_count(const struct reader *r, const struct node *map, const char *key, unsigned *out)
{
	const struct node *n = node_get(map, key);
	*out = 0;
	if (!n)
		return ST_OK;
	if (n->type != NODE_SCALAR || !n->text[0] || strspn(n->text, "0123456789") != strlen(n->text) || strlen(n->text) > 6)
		return expected(r, n, "a whole number below 1000000");
	*out = (unsigned)strtoul(n->text, NULL, 10);
	return ST_OK;
}

static enum status read_flag(const struct reader *r, const struct node *map, const char *key, bool *out)
{
	static const char *const words[] = {"no", "false", "yes", "true", NULL};
	const struct node *n = node_get(map, key);
	*out = false;
	if (!n)
		return ST_OK;
	size_t at = n->type == NODE_SCALAR ? word_place(words, n->text) : 4;
	if (at == 4)
		return expected(r, n, "yes or no");
	*out = at >= 2;
	return ST_OK;
}

/* One character out of `allowed`, or 0 when the key is not there. */
static enum status read_letter(const struct reader *r, const struct node *map, const char *key, const char *allowed,
			       const char *what, char *out)
{
	const struct node *n = node_get(map, key);
	*out = 0;
	if (!n)
		return ST_OK;
	if (n->type != NODE_SCALAR || strlen(n->text) != 1 || !strchr(allowed, n->text[0]))
		return expected(r, n, what);
	*out = n->text[0];
	return ST_OK;
}

/* --- the file's parts --------------------------------------------------------------------- */

static enum status read_needs(const struct reader *r, const struct node *n, struct grade *g)
{
	static const char *const keys[] = {"voices", "resilience", "kinds", "reliability", "credibility", "held",
					   "undisputed", NULL};
	char digit = 0;
	enum status s = need_map(r, n, keys, "a mapping of needs");
	if (s == ST_OK)
		s = read_count(r, n, "voices", &g->voices);
	if (s == ST_OK)
		s = read_count(r, n, "resilience", &g->resilience);
	if (s == ST_OK)
		s = read_count(r, n, "kinds", &g->kinds);
	if (s == ST_OK)
		s = read_letter(r, n, "reliability", "ABCDE", "a reliability from A to E", &g->reliability);
	if (s == ST_OK)
		s = read_letter(r, n, "credibility", "12345", "a credibility from 1 to 5", &digit);
	if (s == ST_OK)
		s = read_count(r, n, "held", &g->held);
	if (s == ST_OK)
		s = read_flag(r, n, "undisputed", &g->undisputed);
	g->credibility = digit ? digit - '0' : 0;
	if (s == ST_OK && g->kinds > EVIDENCE_COUNT)
		return error_at(r->e, ST_DATA, node_get(n, "kinds")->at, "%u kinds of evidence are asked, there are only %d",
				g->kinds, EVIDENCE_COUNT);
	return s;
}

static bool no_needs(const struct grade *g)
{
	return !g->voices && !g->resilience && !g->kinds && !g->reliability && !g->credibility && !g->held && !g->undisputed;
}

static const struct grade *grade_named(const struct rules *out, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(out->grades[i].name, name))
			return &out->grades[i];
	return NULL;
}

static enum status read_grades(const struct reader *r, const struct node *n, struct rules *out)
{
	static const char *const keys[] = {"name", "text", "needs", NULL};
	if (n->type != NODE_LIST || !n->n)
		return expected(r, n, "a list of grades, best first");
	struct grade *v = arena_array(r->a, n->n, sizeof *v);
	if (!v)
		return error_memory(r->e);
	out->grades = v;
	out->n_grades = n->n;
	for (size_t i = 0; i < n->n; i++) {
		const struct node *item = n->items[i];
		enum status s = need_map(r, item, keys, "a grade with name and text");
		if (s == ST_OK)
			s = need_text(r, item, "name", &v[i].name);
		if (s == ST_OK)
			s = need_text(r, item, "text", &v[i].text);
		const struct node *needs = s == ST_OK ? node_get(item, "needs") : NULL;
		if (needs && !node_is_null(needs))
			s = read_needs(r, needs, &v[i]);
		if (s != ST_OK)
			return s;
		v[i].rank = (unsigned)i;
		if (grade_named(out, i, v[i].name))
			return error_at(r->e, ST_DATA, item->at, "grade %s stands twice", v[i].name);
		if (no_needs(&v[i]) != (i + 1 == n->n))
			return error_at(r->e, ST_DATA, item->at, i + 1 == n->n ?
					"the last grade, %s, must have no needs: a claim that earns nothing else gets it" :
					"grade %s has no needs: only the last grade may", v[i].name);
	}
	return ST_OK;
}

static enum status read_standards(const struct reader *r, const struct node *n, struct rules *out)
{
	static const char *const keys[] = {"name", "text", "grade", NULL};
	if (n->type != NODE_LIST || !n->n)
		return expected(r, n, "a list of standards of proof");
	struct standard *v = arena_array(r->a, n->n, sizeof *v);
	if (!v)
		return error_memory(r->e);
	out->standards = v;
	for (size_t i = 0; i < n->n; i++) {
		const struct node *item = n->items[i];
		const char *grade = NULL;
		enum status s = need_map(r, item, keys, "a standard with name, grade and text");
		if (s == ST_OK)
			s = need_text(r, item, "name", &v[i].name);
		if (s == ST_OK)
			s = need_text(r, item, "text", &v[i].text);
		if (s == ST_OK)
			s = need_text(r, item, "grade", &grade);
		if (s != ST_OK)
			return s;
		const struct grade *g = grade_named(out, out->n_grades, grade);
		if (!g)
			return error_at(r->e, ST_DATA, node_get(item, "grade")->at, "there is no grade '%.60s' in this file", grade);
		if (rules_standard(out, v[i].name))
			return error_at(r->e, ST_DATA, item->at, "standard %s stands twice", v[i].name);
		v[i].rank = g->rank;
		out->n_standards = i + 1;
	}
	return ST_OK;
}

static enum status read_cannot(const struct reader *r, const struct node *n, const char *const *words, const char *what,
			       const char ***list, size_t *n_list)
{
	*n_list = 0;
	if (!n || node_is_null(n))
		return ST_OK;
	if (n->type != NODE_LIST)
		return expected(r, n, what);
	const char **v = arena_array(r->a, n->n, sizeof *v);
	if (!v)
		return error_memory(r->e);
	for (size_t i = 0; i < n->n; i++) {
		const struct node *item = n->items[i];
		if (item->type != NODE_SCALAR || !words[word_place(words, item->text)])
			return expected(r, item, what);
		v[i] = item->text;
	}
	*list = v;
	*n_list = n->n;
	return ST_OK;
}

static enum status read_bearing(const struct reader *r, const struct node *n, struct bearing *out)
{
	static const char *const keys[] = {"cannot_count", "cannot_kinds", "why", NULL};
	const struct field *kind = shape_field(kind_info(KIND_CLAIM)->shape, "kind");
	const char **counts = NULL;
	size_t n_counts = 0;
	if (node_is_null(n))
		return ST_OK;
	enum status s = need_map(r, n, keys, "a mapping with cannot_count, cannot_kinds and why");
	if (s == ST_OK)
		s = read_cannot(r, node_get(n, "cannot_count"), counted, "a list of people, things, money, time or distance",
				&counts, &n_counts);
	if (s == ST_OK)
		s = read_cannot(r, node_get(n, "cannot_kinds"), kind->words, "a list of kinds of claims", &out->cannot_kinds,
				&out->n_kinds);
	for (size_t i = 0; s == ST_OK && i < n_counts; i++)
		out->cannot_count[word_place(counted, counts[i])] = true;
	if (s == ST_OK && (n_counts || out->n_kinds))
		s = need_text(r, n, "why", &out->why);
	return s;
}

static enum status read_evidence(const struct reader *r, const struct node *n, struct rules *out)
{
	enum status s = need_map(r, n, evidence_words, "a mapping of kinds of evidence");
	for (size_t i = 0; s == ST_OK && i < n->n; i++)
		s = read_bearing(r, n->pairs[i].value, &out->bearing[evidence_by_name(n->pairs[i].key->text)]);
	return s;
}

static enum status read_rules(const struct reader *r, const struct node *n, struct rules *out)
{
	static const char *const keys[] = {"grades", "standards", "default_standard", "evidence", NULL};
	enum status s = need_map(r, n, keys, "a mapping with grades, standards, default_standard and evidence");
	for (size_t i = 0; s == ST_OK && i < 2; i++)
		if (!node_get(n, keys[i]))
			s = error_at(r->e, ST_DATA, n->at, "'%s' is missing", keys[i]);
	if (s == ST_OK)
		s = read_grades(r, node_get(n, "grades"), out);
	if (s == ST_OK)
		s = read_standards(r, node_get(n, "standards"), out);
	if (s == ST_OK)
		s = need_text(r, n, "default_standard", &out->default_standard);
	if (s == ST_OK && !rules_standard(out, out->default_standard))
		s = error_at(r->e, ST_DATA, node_get(n, "default_standard")->at, "there is no standard '%.60s' in this file",
			     out->default_standard);
	if (s == ST_OK && node_get(n, "evidence"))
		s = read_evidence(r, node_get(n, "evidence"), out);
	return s;
}

/* --- the file ----------------------------------------------------------------------------- */

enum status rules_parse(const char *text, size_t n, const char *file, struct arena *a, struct rules *out, struct error *e)
{
	static const struct yaml_limits limits = {16, 100000};
	const struct node *root;
	struct reader r = {a, e};
	struct sha256 hash;
	char *hex = arena_alloc(a, SHA256_HEX);
	*out = (struct rules){.file = arena_strdup(a, file), .sha256 = hex};
	if (!hex || !out->file)
		return error_memory(e);
	enum status s = sha256_of(text, n, NULL, 0, NULL, 0, &hash, e);
	if (s != ST_OK)
		return s;
	sha256_hex(&hash, hex);
	s = yaml_parse(text, n, out->file, limits, a, &root, e);
	if (s != ST_OK)
		return s;
	return root ? read_rules(&r, root, out) :
		      error_at(e, ST_DATA, (struct place){out->file, 1, 1}, "the rule file is empty");
}

static enum status read_all(const char *path, struct buf *text, struct error *e)
{
	FILE *f = fopen(path, "re");
	if (!f)
		return error_errno(e, path);
	char part[8192];
	size_t got;
	while ((got = fread(part, 1, sizeof part, f)) > 0 && text->len <= RULES_BYTES_MOST)
		buf_add(text, part, got);
	enum status s = ST_OK;
	if (ferror(f))
		s = error_errno(e, path);
	else if (!buf_ok(text))
		s = error_memory(e);
	else if (text->len > RULES_BYTES_MOST)
		s = error_at(e, ST_DATA, (struct place){path, 0, 0}, "more than %d bytes: not a rule file", RULES_BYTES_MOST);
	(void)fclose(f);
	return s;
}

/* The rule file that ships: $ONUS_DATA's, else the installed one, else the source tree's. */
static const char *shipped(struct arena *a)
{
	const char *env = getenv("ONUS_DATA");
	if (env && *env)
		return arena_printf(a, "%s/rules.yaml", env);
	return access(ONUS_INSTALLED "/rules.yaml", R_OK) == 0 ? ONUS_INSTALLED "/rules.yaml" : ONUS_DATA "/rules.yaml";
}

enum status rules_load(const char *path, struct arena *a, struct rules *out, struct error *e)
{
	struct buf text = BUF_INIT;
	if (!path)
		path = shipped(a);
	if (!path)
		return error_memory(e);
	enum status s = read_all(path, &text, e);
	if (s == ST_OK)
		s = rules_parse(buf_str(&text), text.len, path, a, out, e);
	buf_free(&text);
	return s;
}

/* --- asking ------------------------------------------------------------------------------- */

const struct standard *rules_standard(const struct rules *r, const char *name)
{
	for (size_t i = 0; i < r->n_standards; i++)
		if (!strcmp(r->standards[i].name, name))
			return &r->standards[i];
	return NULL;
}

enum evidence evidence_by_name(const char *name)
{
	return (enum evidence)word_place(evidence_words, name);
}

const char *evidence_name(enum evidence k)
{
	return k < EVIDENCE_COUNT ? evidence_words[k] : "unknown";
}

bool rules_bears(const struct rules *r, enum evidence k, const char *claim_kind, const char *counts, const char **why)
{
	*why = NULL;
	if (k >= EVIDENCE_COUNT)
		return true;
	const struct bearing *b = &r->bearing[k];
	size_t what = counts ? word_place(counted, counts) : 5;
	bool bears = what >= 5 || !b->cannot_count[what];
	for (size_t i = 0; bears && i < b->n_kinds; i++)
		bears = strcmp(b->cannot_kinds[i], claim_kind) != 0;
	if (!bears)
		*why = b->why;
	return bears;
}
