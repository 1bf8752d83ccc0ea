#include "cli/screening.h"

#include "base/json.h"
#include "exchange/identifier.h"
#include "names/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool screen_worker_begin(struct screen_worker *w, const struct screening *s)
{
	memset(w, 0, sizeof *w);
	w->s = s;
	w->screener = screener_new((const struct compiled *const *)s->lists, s->n_lists);
	return w->screener != NULL;
}

void screen_worker_end(struct screen_worker *w)
{
	screener_free(w->screener);
	w->screener = NULL;
	free(w->shown);
	w->shown = NULL;
}

bool screen_identifier_checked(const struct entry_identifier *x, bool *valid, char why[80])
{
	enum identifier kind = identifier_by_name(!strcmp(x->kind, "swift") ? "bic" : x->kind);
	size_t n = strlen(x->value);

	if (kind == IDENTIFIERS && x->country && !strcasecmp(x->country, "cn") &&
	    (!strcmp(x->kind, "registration") || !strcmp(x->kind, "tax") || !strcmp(x->kind, "national id")))
		kind = identifier_chinese(x->value, n);
	if (kind == IDENTIFIERS)
		return false;
	why[0] = 0;
	*valid = identifier_valid(kind, x->value, n, why);
	return true;
}

/* Letters, spaces and the like of ASCII, of a usual length, raise no flag: reading them again can be spared. */
static bool plain(const char *name)
{
	size_t n = 0, words = 0;
	bool letter = false;

	for (; *name; name++, n++) {
		unsigned char c = (unsigned char)*name;

		if (c >= 0x80 || (c >= '0' && c <= '9') || c < 0x20)
			return false;
		letter |= (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		words += strchr(" -'.", c) != NULL;
	}
	return letter && n < NAME_BYTES / 4 && words < NAME_PARTS / 2;
}

static unsigned flags_of(struct screen_worker *w, const struct query *q)
{
	unsigned flags = 0;

	for (size_t i = 0; !q->text && i < q->n_names; i++)
		if (!plain(q->names[i])) {
			name_read(q->names[i], strlen(q->names[i]), name_use(q->schema ? q->schema : w->s->schema), NULL, &w->asked);
			flags |= w->asked.flags;
		}
	return flags;
}

static json_t *flags_json(unsigned flags)
{
	static const char *const names[] = {"cut", "invalid", "hidden", "lookalike", "marks", "empty"};
	json_t *list = json_array();

	for (size_t i = 0; list && i < sizeof names / sizeof *names; i++)
		if (flags >> i & 1 && json_array_append_new(list, json_string(names[i]))) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static json_t *identifiers_json(const struct query *q)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < q->n_identifiers; i++) {
		const struct entry_identifier *x = &q->identifiers[i];
		char why[80];
		bool valid = false, checked = screen_identifier_checked(x, &valid, why);
		json_t *o = json_pack("{s:s, s:s, s:s*}", "type", x->kind, "value", x->value, "country", x->country);

		if (o && checked && json_object_set_new(o, "valid", json_boolean(valid))) {
			json_decref(o);
			o = NULL;
		}
		if (o && checked && !valid && json_object_set_new(o, "why", json_string(why))) {
			json_decref(o);
			o = NULL;
		}
		if (json_array_append_new(list, o)) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

/* A member that is there; false when memory is out. */
static bool set(json_t *o, const char *member, json_t *value)
{
	return value && !json_object_set_new(o, member, value);
}
static bool set_text(json_t *o, const char *member, const char *text)
{
	return !text || set(o, member, json_string(text));
}

json_t *screen_query_json(struct screen_worker *w, const struct query *q)
{
	unsigned flags = flags_of(w, q);
	json_t *o = json_object();
	bool good = o && set_text(o, "id", q->id) && set_text(o, "name", q->n_names ? q->names[0] : NULL);

	if (good && q->n_names > 1)
		good = set(o, "aliases", answer_strings(q->names + 1, q->n_names - 1));
	good = good && set_text(o, "schema", q->schema) && set_text(o, "birth_date", q->birth);
	if (good && q->births.n)
		good = set(o, "further_birth_dates", answer_strings(q->births.v, q->births.n));
	if (good && q->countries.n)
		good = set(o, "countries", answer_strings(q->countries.v, q->countries.n));
	if (good && q->sex)
		good = set_text(o, "sex", q->sex == 'm' ? "male" : "female");
	if (good && q->n_identifiers)
		good = set(o, "identifiers", identifiers_json(q));
	if (good && flags)
		good = set(o, "flags", flags_json(flags));
	if (good && q->notes.n)
		good = set(o, "notes", answer_strings(q->notes.v, q->notes.n));
	good = good && set_text(o, "message", q->message) && set_text(o, "role", q->role) && set_text(o, "path", q->path);
	if (good && q->line)
		good = set(o, "line", json_integer(q->line));
	if (good)
		return o;
	json_decref(o);
	return NULL;
}

static json_t *score_json(float x)
{
	return json_real(round((double)x * 1e4) / 1e4);
}

json_t *screen_clearing_json(const struct clearing *x)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s*}", "id", x->id, "by", x->by, "when", x->when, "why", x->why, "until", x->until);
}

/* What a person said of the hit. */
static bool set_clearing(json_t *o, const struct screen_shown *x)
{
	json_t *c = screen_clearing_json(x->clearing);

	switch (x->state) {
	case CLEARING_HOLDS: return set(o, "cleared", c);
	case CLEARING_CONFIRMED: return set(o, "confirmed", c);
	case CLEARING_ASKED:
	case CLEARING_CHANGED:
	case CLEARING_EXPIRED:
		if (c && !json_object_set_new(c, "was", json_string(x->clearing->confirmed ? "confirmed" : "cleared")) &&
		    !json_object_set_new(c, "because", json_string(clearing_state_name(x->state))))
			return set(o, "lapsed", c);
		break;
	default: json_decref(c); return true;
	}
	json_decref(c);
	return false;
}

static json_t *hit_json(struct screen_worker *w, const struct screen_query *asked, const struct screen_shown *x)
{
	const struct screen_hit *h = x->hit;
	json_t *entry = screen_entry(h), *features = json_object(), *o;
	struct listed_name name = h->name == UINT32_MAX ? (struct listed_name){0} : compiled_name(h->list, h->name);

	for (size_t f = 0; features && f < FEATURES; f++)
		if (h->judged.has[f] && json_object_set_new(features, feature_name((enum feature)f), score_json(h->judged.feature[f]))) {
			json_decref(features);
			features = NULL;
		}
	o = entry && features ? json_pack("{s:s, s:s, s:o, s:s, s:o, s:b, s:O, s:s, s:s}", "id", json_text(entry, "id", ""), "caption",
					  json_text(entry, "caption", ""), "name", name.text ? json_stringn(name.text, name.n) : json_null(), "schema", json_text(entry, "schema", ""), "score",
					  score_json(h->judged.score), "match", h->judged.score >= w->s->threshold, "features", features, "list",
					  compiled_about(h->list)->list, "url", json_text(entry, "url", "")) : NULL;
	if (o && h->run && json_object_set_new(o, "text", json_stringn(h->run, h->run_n))) {
		json_decref(o);
		o = NULL;
	}
	if (o && ((x->id && json_object_set_new(o, "hit", json_string(x->id))) || (x->clearing && !set_clearing(o, x)))) {
		json_decref(o);
		o = NULL;
	}
	if (o && w->s->explain) {
		screen_explain(asked, h, &w->asked, &w->listed, &w->how);
		if (json_object_set_new(o, "why", h->name == UINT32_MAX ? json_null() : explain_comparison_json(&w->asked, &w->listed, &w->how))) {
			json_decref(o);
			o = NULL;
		}
	}
	json_decref(features);
	json_decref(entry);
	return o;
}

json_t *screen_answer_json(struct screen_worker *w, const struct query *q, const struct screen_query *asked, const struct screen_shown *hits, size_t n)
{
	json_t *results = json_array();

	for (size_t i = 0; results && i < n; i++)
		if (json_array_append_new(results, hit_json(w, asked, &hits[i]))) {
			json_decref(results);
			return NULL;
		}
	return results ? json_pack("{s:o, s:o}", "query", screen_query_json(w, q), "results", results) : NULL;
}

/* --- one query ------------------------------------------------------------------------------------------- */

static void tell_place(const struct query *q, const char *file, FILE *err)
{
	(void)fputs("onus: ", err);
	print_line(err, file);
	(void)fprintf(err, ":%u: ", q->line);
}

void screen_tell_notes(const struct query *q, const char *file, FILE *err)
{
	for (size_t i = 0; i < q->notes.n; i++) {
		tell_place(q, file, err);
		print_line(err, q->notes.v[i]);
		(void)fputs("\n", err);
	}
}

/* Identifiers that fail: a slip of the pen, or made up. */
static void tell_identifiers(const struct query *q, const char *file, FILE *err)
{
	for (size_t i = 0; i < q->n_identifiers; i++) {
		char why[80];
		bool valid;

		if (!screen_identifier_checked(&q->identifiers[i], &valid, why) || valid)
			continue;
		tell_place(q, file, err);
		print_line(err, q->identifiers[i].kind);
		(void)fputs(" ", err);
		print_line(err, q->identifiers[i].value);
		(void)fputs(": ", err);
		print_line(err, why);
		(void)fputs("\n", err);
	}
}

static int append(const char *bytes, size_t n, void *out)
{
	buf_add(out, bytes, n);
	return buf_ok(out) ? 0 : -1;
}

/* A line of JSON; six digits are more than any number in it means. */
static bool write_json(json_t *answer, FILE *out)
{
	struct buf text = BUF_INIT;
	bool good = answer && !json_dump_callback(answer, append, &text, JSON_COMPACT | JSON_REAL_PRECISION(6));

	buf_char(&text, '\n');
	good = good && buf_ok(&text) && fwrite(text.bytes, 1, text.len, out) == text.len;
	buf_free(&text);
	json_decref(answer);
	return good;
}

struct screen_query screen_asked(const struct screening *s, const struct query *q)
{
	return (struct screen_query){
		.names = q->names, .n_names = q->n_names, .use = name_use(q->schema ? q->schema : s->schema), .text = q->text,
		.who = {.birth = q->birth, .births = q->births.v, .n_births = q->births.n, .countries = q->countries.v, .n_countries = q->countries.n, .sex = q->sex, .identifiers = q->identifiers,
			.n_identifiers = q->n_identifiers}};
}

/* What a person said of this hit. */
static bool look_up(const struct screening *s, const struct query *q, const struct screen_hit *h, char asked[SHA256_HEX], struct screen_shown *out)
{
	const char *list = compiled_about(h->list)->list;
	json_t *entry = screen_entry(h);
	struct arena a = ARENA_INIT;
	char hex[SHA256_HEX];
	bool good = entry != NULL;

	if (good && clearings_any(&s->clearings, list, json_text(entry, "id", ""))) {
		if (!asked[0]) {
			const char *text = clearing_asked(q, s->schema, &a);
			struct sha256 hash;

			good = text && !sha256_of(text, strlen(text), NULL, 0, NULL, 0, &hash, NULL);
			if (good)
				sha256_hex(&hash, asked);
		}
		good = good && !clearing_entry_hash(entry, hex, NULL);
		if (good)
			out->state = clearings_find(&s->clearings, list, json_text(entry, "id", ""), asked, hex, s->today, &out->clearing);
	}
	json_decref(entry);
	arena_free(&a);
	return good;
}

long screen_shown(struct screen_worker *w, const struct query *q, const struct screen_hit *hits, size_t n)
{
	const struct screening *s = w->s;
	char asked[SHA256_HEX] = "";
	size_t kept = 0;

	w->hits = w->cleared = 0;
	if (n > w->shown_cap) {
		struct screen_shown *more = reallocarray(w->shown, n, sizeof *more);

		if (!more)
			return -1;
		w->shown = more;
		w->shown_cap = n;
	}
	for (size_t i = 0, open = 0; i < n && open < s->limit; i++) {
		struct screen_shown *x = &w->shown[kept++];
		bool match = hits[i].judged.score >= s->threshold;

		*x = (struct screen_shown){.hit = &hits[i]};
		if (s->clearings.n && !look_up(s, q, &hits[i], asked, x))
			return -1;
		w->cleared += match && x->state == CLEARING_HOLDS;
		w->hits += match && x->state != CLEARING_HOLDS;
		open += x->state != CLEARING_HOLDS;
	}
	return (long)kept;
}

enum status screen_answer(struct screen_worker *w, const struct query *q, const char *file, FILE *out, FILE *err, struct error *e)
{
	struct screen_query asked = screen_asked(w->s, q);
	const struct screen_hit *hits;
	/* of more than are shown some may be cleared */
	long n = screen(w->screener, &asked, w->s->cutoff, w->s->clearings.n ? 0 : w->s->limit, &hits);
	bool good;

	w->hits = w->cleared = 0;
	if (n >= 0)
		n = screen_shown(w, q, hits, (size_t)n);
	good = n >= 0;
	if (good)
		good = w->s->table ? screen_answer_table(w, q, &asked, w->shown, (size_t)n, out) :
				     write_json(screen_answer_json(w, q, &asked, w->shown, (size_t)n), out);
	tell_identifiers(q, file, err);
	return good ? ST_OK : error_memory(e);
}
