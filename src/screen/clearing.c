#include "screen/clearing.h"

#include "base/json.h"
#include "screen/compile.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* --- who was asked for ------------------------------------------------------------------------------------- */

/* Case and width folded, characters that nobody sees taken out, white space made one. */
static const char *folded(const char *text, struct arena *a)
{
	size_t n = strlen(text), cap = 4 * n + 16;
	UErrorCode bad = U_ZERO_ERROR;
	const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&bad);
	UChar *wide = malloc(cap * sizeof *wide), *out = malloc(8 * cap * sizeof *out);
	int32_t wide_n = 0, out_n = 0, got = 0;
	char *made = NULL, *to;

	if (wide && out && cap < INT32_MAX / 8) {
		u_strFromUTF8WithSub(wide, (int32_t)cap, &wide_n, text, (int32_t)n, 0xFFFD, NULL, &bad);
		out_n = unorm2_normalize(fold, wide, wide_n, out, (int32_t)(8 * cap), &bad);
		if (U_SUCCESS(bad) && (made = arena_alloc(a, 3 * (size_t)out_n + 1)))
			u_strToUTF8WithSub(made, 3 * out_n + 1, &got, out, out_n, 0xFFFD, NULL, &bad);
	}
	free(wide);
	free(out);
	if (!made || U_FAILURE(bad))
		return NULL;
	to = made;
	for (char *p = made; *p; p++)
		if (!isspace((unsigned char)*p))
			*to++ = *p;
		else if (to > made && to[-1] != ' ')
			*to++ = ' ';
	if (to > made && to[-1] == ' ')
		to--;
	*to = 0;
	return made;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A sorted array of texts, each once; NULL when memory is out. */
static json_t *sorted(const char **v, size_t n)
{
	json_t *list = json_array();

	if (n > 1)
		qsort(v, n, sizeof *v, by_text);
	for (size_t i = 0; list && i < n; i++)
		if ((!i || strcmp(v[i - 1], v[i]) != 0) && json_array_append_new(list, json_string(v[i]))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *texts(const char *const *v, size_t n, struct arena *a)
{
	const char **all = arena_array(a, n + 1, sizeof *all);

	for (size_t i = 0; all && i < n; i++)
		if (!(all[i] = folded(v[i], a)))
			return NULL;
	return all ? sorted(all, n) : NULL;
}

/* A number without what is written between its digits. */
static json_t *identifiers(const struct query *q, struct arena *a)
{
	const char **all = arena_array(a, q->n_identifiers + 1, sizeof *all);

	for (size_t i = 0; all && i < q->n_identifiers; i++) {
		const struct entry_identifier *x = &q->identifiers[i];
		char *plain = arena_alloc(a, strlen(x->value) + 1), *to = plain;

		for (const char *p = x->value; plain && *p; p++)
			if ((unsigned char)*p >= 0x80 || isalnum((unsigned char)*p))
				*to++ = (char)toupper((unsigned char)*p);
		all[i] = plain ? arena_printf(a, "%s %s %s", x->kind, plain, x->country ? x->country : "") : NULL;
		if (!all[i])
			return NULL;
	}
	return all ? sorted(all, q->n_identifiers) : NULL;
}

static bool set(json_t *o, const char *member, json_t *v)
{
	return v && !json_object_set_new(o, member, v);
}
static bool set_text(json_t *o, const char *member, const char *v)
{
	return !v || set(o, member, json_string(v));
}

const char *clearing_asked(const struct query *q, const char *schema, struct arena *a)
{
	const char sex[2] = {q->sex, 0};
	struct buf text = BUF_INIT;
	const char *made = NULL;
	json_t *o = json_object();
	bool good = o && set(o, "names", texts(q->names, q->n_names, a)) && set_text(o, "id", q->id) &&
		    set_text(o, "schema", q->schema ? q->schema : schema) && set_text(o, "birth", q->birth) && set_text(o, "sex", q->sex ? sex : NULL);

	if (good && q->countries.n)
		good = set(o, "countries", texts(q->countries.v, q->countries.n, a));
	if (good && q->n_identifiers)
		good = set(o, "identifiers", identifiers(q, a));
	if (good && q->births.n)
		good = set(o, "births", texts(q->births.v, q->births.n, a));
	if (good && q->text)
		good = set(o, "text", json_true());
	if (good && !json_canonical(o, &text, NULL) && buf_ok(&text))
		made = arena_strdup(a, buf_str(&text));
	json_decref(o);
	buf_free(&text);
	return made;
}

enum status clearing_entry_hash(const json_t *entry, char hex[SHA256_HEX], struct error *e)
{
	struct arena a = ARENA_INIT;
	struct entry x;
	struct sha256 h;
	const char *text = entry_of_json(entry, &a, &x) ? entry_canonical(&x, &a) : NULL;
	enum status st = text ? sha256_of(text, strlen(text), NULL, 0, NULL, 0, &h, e) : error_memory(e);

	if (!st)
		sha256_hex(&h, hex);
	arena_free(&a);
	return st;
}

json_t *clearing_entry(const struct compiled *list, const char *id)
{
	size_t n, id_n = strlen(id);

	for (uint64_t i = 0; i < compiled_about(list)->entries; i++) {
		const char *text = compiled_entry(list, (uint32_t)i, &n);
		/* an id that JSON writes with an escape is looked for in all of them */
		json_t *o = strpbrk(id, "\"\\") || memmem(text, n, id, id_n) ? json_loadb(text, n, 0, NULL) : NULL;

		if (o && !strcmp(json_text(o, "id", ""), id))
			return o;
		json_decref(o);
	}
	return NULL;
}

/* --- reading ------------------------------------------------------------------------------------------------ */

struct parsing { struct arena *a; struct clearings *out; size_t cap; const char *file; bool failed; };

static const char *member(struct parsing *p, const json_t *o, const char *name)
{
	const char *t = json_text(o, name, NULL), *copy = t ? arena_strdup(p->a, t) : NULL;

	p->failed |= t && !copy;
	return copy;
}

static struct clearing *another(struct parsing *p)
{
	struct clearings *c = p->out;

	if (c->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 64;
		struct clearing *v = arena_array(p->a, cap, sizeof *v);

		if (!v)
			return NULL;
		if (c->n)
			memcpy(v, c->v, c->n * sizeof *v);
		c->v = v;
		p->cap = cap;
	}
	c->v[c->n] = (struct clearing){.n = c->n};
	return &c->v[c->n++];
}

static bool digits(const char *s, const char *shape)
{
	for (; *shape; s++, shape++)
		if (*shape == '0' ? !isdigit((unsigned char)*s) : *s != *shape)
			return false;
	return !*s;
}

static bool hash_ok(const char *s)
{
	struct sha256 h;

	return s && strlen(s) == SHA256_HEX - 1 && sha256_parse(s, &h);
}

/* The id of a line: of its canonical text. */
static enum status line_id(const json_t *o, char id[CLEARING_ID + 1], struct error *e)
{
	struct buf text = BUF_INIT;
	struct sha256 h;
	char hex[SHA256_HEX];
	enum status st = json_canonical(o, &text, e);

	if (!st && !buf_ok(&text))
		st = error_memory(e);
	if (!st)
		st = sha256_of(text.bytes, text.len, NULL, 0, NULL, 0, &h, e);
	if (!st) {
		sha256_hex(&h, hex);
		memcpy(id, hex, CLEARING_ID);
		id[CLEARING_ID] = 0;
	}
	buf_free(&text);
	return st;
}

static enum status asked_hash(struct parsing *p, const json_t *o, struct clearing *x, struct error *e)
{
	const json_t *asked = json_object_get(o, "asked");
	struct buf text = BUF_INIT;
	struct sha256 h;
	char hex[SHA256_HEX];
	enum status st = ST_OK;

	if (!json_is_object(asked))
		return ST_OK;
	st = json_canonical(asked, &text, e);
	if (!st && !buf_ok(&text))
		st = error_memory(e);
	if (!st)
		st = sha256_of(text.bytes, text.len, NULL, 0, NULL, 0, &h, e);
	if (!st) {
		sha256_hex(&h, hex);
		x->asked_sha256 = arena_strdup(p->a, hex);
		p->failed |= !x->asked_sha256;
	}
	buf_free(&text);
	return st;
}

static enum status read_clear(struct parsing *p, const json_t *o, struct place at, struct error *e)
{
	struct clearing *x = another(p);
	char id[CLEARING_ID + 1];
	enum status st = x ? line_id(o, id, e) : error_memory(e);

	if (!st)
		st = asked_hash(p, o, x, e);
	if (st)
		return st;
	x->id = arena_strdup(p->a, id);
	x->list = member(p, o, "list");
	x->entry = member(p, o, "entry");
	x->entry_sha256 = member(p, o, "entry_sha256");
	x->name = member(p, o, "name");
	x->caption = member(p, o, "caption");
	x->by = member(p, o, "by");
	x->when = member(p, o, "when");
	x->why = member(p, o, "why");
	x->until = member(p, o, "until");
	if (p->failed || !x->id)
		return error_memory(e);
	if (!x->list || !x->entry || !hash_ok(x->entry_sha256) || !x->asked_sha256 || !x->by || !x->when || !digits(x->when, "0000-00-00T00:00:00Z") ||
	    !x->why || (x->until && !digits(x->until, "0000-00-00")))
		return error_at(e, ST_DATA, at, "found a clearing that lacks one of list, entry, entry_sha256, asked, by, when, why, or has it in another form");
	return ST_OK;
}

static enum status read_withdraw(struct parsing *p, const json_t *o, struct place at, struct error *e)
{
	const char *id = json_text(o, "clearing", ""), *by = member(p, o, "by"), *when = member(p, o, "when"), *why = member(p, o, "why");
	bool found = false;

	if (p->failed)
		return error_memory(e);
	if (!by || !when || !digits(when, "0000-00-00T00:00:00Z") || !why)
		return error_at(e, ST_DATA, at, "found a withdrawal that lacks one of by, when, why");
	/* the same line twice is one clearing */
	for (size_t i = p->out->n; i--;)
		if (!strcmp(p->out->v[i].id, id)) {
			struct clearing *x = &p->out->v[i];

			found = true;
			x->withdrawn_by = by;
			x->withdrawn_when = when;
			x->withdrawn_why = why;
		}
	return found ? ST_OK : error_at(e, ST_DATA, at, "found a withdrawal of \"%.40s\", which no line above it clears", id);
}

static enum status read_line(struct parsing *p, const char *text, size_t n, unsigned line, struct error *e)
{
	const struct place at = {p->file, line, 1};
	json_t *o = NULL;
	enum status st = json_read_at(text, n, at, &o, e);
	const char *op = st ? "" : json_text(o, "op", "");

	if (!st && !strcmp(op, "clear"))
		st = read_clear(p, o, at, e);
	else if (!st && !strcmp(op, "withdraw"))
		st = read_withdraw(p, o, at, e);
	else if (!st)
		st = error_at(e, ST_DATA, at, "found no clearing, expected {\"op\": \"clear\", …} or {\"op\": \"withdraw\", …}");
	json_decref(o);
	return st;
}

static int in_order(const void *p, const void *q)
{
	const struct clearing *x = p, *y = q;
	int c = strcmp(x->list, y->list);

	c = c ? c : strcmp(x->entry, y->entry);
	c = c ? c : strcmp(x->asked_sha256, y->asked_sha256);
	return c ? c : x->n < y->n ? -1 : x->n > y->n;
}

enum status clearings_parse(const char *bytes, size_t n, const char *file, struct arena *a, struct clearings *out, struct error *e)
{
	struct parsing p = {.a = a, .out = out, .file = file};
	enum status st = ST_OK;
	unsigned line = 1;

	*out = (struct clearings){0};
	for (size_t at = 0; !st && at < n; line++) {
		const char *feed = memchr(bytes + at, '\n', n - at);
		size_t len = feed ? (size_t)(feed - bytes) - at : n - at;

		if (!feed || len > CLEARING_LINE_MOST)
			st = error_at(e, ST_DATA, (struct place){file, line, 1}, feed ? "found a line longer than any that is written here" :
				      "found a line without an end: the file is cut off");
		else
			st = read_line(&p, bytes + at, len, line, e);
		at += len + 1;
	}
	if (!st && out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, in_order);
	return st;
}

/* --- looking up --------------------------------------------------------------------------------------------- */

/* The first at or behind (list, entry, asked); asked "" = the entry's first. */
static size_t first(const struct clearings *c, const char *list, const char *entry, const char *asked)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct clearing *x = &c->v[mid];
		int d = strcmp(x->list, list);

		d = d ? d : strcmp(x->entry, entry);
		d = d ? d : strcmp(x->asked_sha256, asked);
		if (d < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool clearings_any(const struct clearings *c, const char *list, const char *entry)
{
	size_t i = first(c, list, entry, "");

	return i < c->n && !strcmp(c->v[i].list, list) && !strcmp(c->v[i].entry, entry);
}

enum clearing_state clearings_find(const struct clearings *c, const char *list, const char *entry, const char *asked_sha256, const char *entry_sha256,
				   const char *today, const struct clearing **out)
{
	const struct clearing *last = NULL;

	for (size_t i = first(c, list, entry, asked_sha256); i < c->n; i++) {
		const struct clearing *x = &c->v[i];

		if (strcmp(x->list, list) != 0 || strcmp(x->entry, entry) != 0 || strcmp(x->asked_sha256, asked_sha256) != 0)
			break;
		last = x;
	}
	*out = last;
	return last ? clearing_state(last, entry_sha256, today) : CLEARING_NONE;
}

enum clearing_state clearing_state(const struct clearing *x, const char *entry_sha256, const char *today)
{
	if (x->withdrawn_by)
		return CLEARING_WITHDRAWN;
	if (strcmp(x->entry_sha256, entry_sha256) != 0)
		return CLEARING_CHANGED;
	if (x->until && strcmp(x->until, today) < 0)
		return CLEARING_EXPIRED;
	if (x->other)
		return CLEARING_ASKED;
	return x->confirmed ? CLEARING_CONFIRMED : CLEARING_HOLDS;
}

const char *clearing_state_name(enum clearing_state s)
{
	static const char *const names[] = {"none", "holds", "expired", "changed", "withdrawn", "confirmed", "asked"};

	return names[s];
}

const struct clearing *clearings_by_id(const struct clearings *c, const char *id)
{
	const struct clearing *found = NULL;
	size_t n = strlen(id);

	for (size_t i = 0; n >= 4 && i < c->n; i++)
		if (!strncmp(c->v[i].id, id, n)) {
			if (found && strcmp(found->id, c->v[i].id) != 0)
				return NULL;
			found = &c->v[i];
		}
	return found;
}

/* --- lines -------------------------------------------------------------------------------------------------- */

json_t *clearing_json(const struct clearing *x, const char *asked, double score)
{
	json_t *who = json_loads(asked, 0, NULL);

	return who ? json_pack("{s:s, s:o, s:s, s:s, s:s, s:s?, s:s?, s:f, s:s, s:s, s:s, s:s*}", "op", "clear", "asked", who, "list", x->list, "entry",
			       x->entry, "entry_sha256", x->entry_sha256, "name", x->name, "caption", x->caption, "score", score, "by", x->by, "when",
			       x->when, "why", x->why, "until", x->until) : NULL;
}

json_t *clearing_withdrawal_json(const struct clearing *x)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s}", "op", "withdraw", "clearing", x->id, "by", x->withdrawn_by, "when", x->withdrawn_when, "why",
			 x->withdrawn_why);
}
