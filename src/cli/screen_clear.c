#include "cli/screening.h"
#include "cli/take.h"

#include "base/edtf.h"
#include "base/json.h"
#include "exchange/yaml.h"

#include <stdlib.h>
#include <string.h>

/* --- what is asked of all three --------------------------------------------------------------------------- */

/* A person answers for it, and says why. */
enum status screening_person(const struct context *cx, const struct args *args, const char *verb, const char **why, struct error *e)
{
	*why = args_value(args, "reason");
	if (!cx->by_given || !*cx->by)
		return error_set(e, ST_USAGE, "onus screen %s needs --by NAME: a person answers for it", verb);
	if (!*why || !(*why)[strspn(*why, " \t\n")])
		return error_set(e, ST_USAGE, "onus screen %s needs --reason TEXT", verb);
	enum status st = text_check(cx->by, strlen(cx->by), "--by", e);
	return st ? st : text_check(*why, strlen(*why), "--reason", e);
}

enum status screening_until(const struct screening *s, const struct args *args, const char **until, struct error *e)
{
	int64_t day, today;
	enum status st = answer_day(args, "until", EDTF_MAX, &day, e);

	*until = args_value(args, "until");
	if (!st && *until && (edtf_parse_day(s->today, &today, NULL) || day < today))
		st = error_set(e, ST_USAGE, "--until %s is over: expected today or a day to come", *until);
	return st;
}

/* --- clear -------------------------------------------------------------------------------------------------- */

struct taken { struct query q; size_t n; };

static enum status take(void *arg, const struct query *q, struct error *e)
{
	struct taken *t = arg;

	(void)e;
	if (!t->n++)
		t->q = *q;
	return ST_OK;
}
static enum status refuse(void *arg, const struct error *what, struct error *e)
{
	(void)arg;
	return error_set(e, ST_USAGE, "%s: %s", what->where, what->message);
}

/* A name as it stands, or the query of an answer: a JSON object. */
static enum status read_query(struct screening *s, const char *text, struct query *out, struct error *e)
{
	struct taken t = {0};
	struct query_sink sink = {.arena = &s->arena, .query = take, .fault = refuse, .arg = &t};
	bool object = text[strspn(text, " \t\n")] == '{';
	struct input in;
	enum status st;

	if (!object && strpbrk(text, "\r\n"))
		return error_set(e, ST_USAGE, "onus screen clear: one name expected, found line breaks");
	input_bytes(text, strlen(text), "QUERY", &in);
	st = queries_read(&in, object ? QUERY_JSON : QUERY_NAMES, &sink, e);
	input_close(&in);
	if (!st && t.n != 1)
		st = error_set(e, ST_USAGE, "onus screen clear: expected one query, found %zu", t.n);
	if (!st && object) {
		/* free text of a payment is asked for in another way than a name */
		json_t *o = json_loads(text, 0, NULL);

		t.q.text = !strcmp(json_text(o, "role", ""), "remittance");
		json_decref(o);
	}
	*out = t.q;
	return st;
}

/* The hit on that entry. */
static enum status find_hit(struct screening *s, struct screen_worker *w, const struct query *q, const char *id, const struct screen_hit **out,
			    json_t **entry, struct error *e)
{
	struct screen_query asked = screen_asked(s, q);
	const struct screen_hit *hits;
	long n = screen(w->screener, &asked, s->cutoff, 0, &hits);
	json_t *there;

	*entry = NULL;
	if (n < 0)
		return error_memory(e);
	for (long i = 0; i < n; i++) {
		*out = &hits[i];
		*entry = screen_entry(&hits[i]);
		if (!*entry)
			return error_memory(e);
		if (!strcmp(json_text(*entry, "id", ""), id))
			return ST_OK;
		json_decref(*entry);
		*entry = NULL;
	}
	there = clearing_entry(s->lists[0], id);
	if (!there)
		(void)error_set(e, ST_DATA, "list %s has no entry %s", s->about[0].name, id);
	else
		(void)error_set(e, ST_DATA, "this is no hit: %s does not reach %.2f against %s %s (%s)", q->n_names ? q->names[0] : "the query",
				(double)s->cutoff, s->about[0].name, id, json_text(there, "caption", ""));
	if (there)
		error_hint(e, "the query as onus screen printed it may be given as JSON: '{\"name\": …}'");
	json_decref(there);
	return ST_DATA;
}

static enum status tell_cleared(const struct screening *s, const struct clearing *x, struct error *e)
{
	const struct context *cx = s->cx;

	if (cx->json) {
		json_t *o = screen_clearing_json(x);

		return answer_json(cx, o ? json_pack("{s:s, s:o, s:s, s:s, s:s?, s:s?, s:s}", "outcome", "is cleared", "clearing", o, "list", x->list, "entry",
						     x->entry, "name", x->name, "caption", x->caption, "entry_sha256", x->entry_sha256) : NULL, e);
	}
	print_line(cx->out, x->name ? x->name : "the query");
	(void)fputs(" is cleared of ", cx->out);
	print_line(cx->out, x->list);
	(void)fputs(" ", cx->out);
	print_line(cx->out, x->entry);
	(void)fputs(" (", cx->out);
	print_line(cx->out, x->caption);
	(void)fprintf(cx->out, ")%s%s: clearing %s\n", x->until ? " until " : "", x->until ? x->until : "", x->id);
	return ST_OK;
}

static enum status write_clearing(struct screening *s, const struct query *q, const struct screen_hit *hit, const json_t *entry, const char *why,
				  const char *until, struct error *e)
{
	char hash[SHA256_HEX], id[CLEARING_ID + 1];
	const char *asked = clearing_asked(q, s->schema, &s->arena);
	struct clearing x = {.id = id, .list = s->about[0].name, .entry = json_text(entry, "id", ""), .entry_sha256 = hash,
			     .name = q->n_names ? q->names[0] : NULL, .caption = json_text(entry, "caption", ""), .by = s->cx->by,
			     .when = taking_now(&s->arena), .why = why, .until = until};
	enum status st = asked && x.when ? clearing_entry_hash(entry, hash, e) : error_memory(e);
	/* four digits, as it is shown */
	json_t *line = st ? NULL : clearing_json(&x, asked, (double)(long)((double)hit->judged.score * 1e4 + 0.5) / 1e4);

	if (!st && !line)
		st = error_memory(e);
	if (!st)
		st = clearings_add(s->shelf.dir, line, id, e);
	json_decref(line);
	return st ? st : tell_cleared(s, &x, e);
}

enum status screen_clear(struct screening *s, const struct args *args, struct error *e)
{
	const char *list = args_value(args, "list"), *id = args_value(args, "id"), *why, *until = NULL;
	struct screen_worker w = {0};
	const struct screen_hit *hit = NULL;
	json_t *entry = NULL;
	struct query q;
	enum status st;

	if (args_flag(args, "case"))
		return screen_actors_clear(s, args, e);
	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus screen clear needs one QUERY: the name, or the query as JSON");
	if (!list || args_nth(args, "list", 1) || !id)
		return error_set(e, ST_USAGE, "onus screen clear needs one --list NAME and one --id ENTRY");
	st = screening_person(s->cx, args, "clear", &why, e);
	if (!st)
		st = lists_shelf(s->cx, &s->arena, &s->shelf, e);
	if (!st)
		st = screening_clearings(s, e);
	if (!st)
		st = screening_until(s, args, &until, e);
	if (!st)
		st = screening_open(s, list, e);
	if (!st)
		st = read_query(s, args->rest[1], &q, e);
	if (!st && !screen_worker_begin(&w, s))
		st = error_memory(e);
	if (!st)
		st = find_hit(s, &w, &q, id, &hit, &entry, e);
	if (!st)
		st = write_clearing(s, &q, hit, entry, why, until, e);
	json_decref(entry);
	screen_worker_end(&w);
	return st;
}

/* --- cleared ------------------------------------------------------------------------------------------------- */

/* How it stands with a clearing now: "holds", "expired" …, "gone" when the list has no such entry any more, "no list". */
struct standing { const struct clearing *x; const char *state; };

/* The entry as it is now: looked for once where several clearings are of one, which stand together. */
struct entry_now { const char *list, *entry; char hash[SHA256_HEX]; bool no_list, gone; };

static enum status entry_now(struct screening *s, const struct clearing *x, struct entry_now *now, struct error *e)
{
	json_t *entry;
	struct error why;
	size_t at = 0;
	enum status st = ST_OK;

	if (now->list && !strcmp(now->list, x->list) && !strcmp(now->entry, x->entry))
		return ST_OK;
	*now = (struct entry_now){.list = x->list, .entry = x->entry};
	while (at < s->n_lists && strcmp(s->about[at].name, x->list) != 0)
		at++;
	now->no_list = at == s->n_lists && screening_open(s, x->list, &why);
	if (now->no_list)
		return ST_OK;
	entry = clearing_entry(s->lists[at], x->entry);
	now->gone = !entry;
	if (entry)
		st = clearing_entry_hash(entry, now->hash, e);
	json_decref(entry);
	return st;
}

static enum status standing(struct screening *s, const struct clearing *x, struct entry_now *now, const char **out, struct error *e)
{
	enum status st = ST_OK;

	*out = clearing_state_name(CLEARING_WITHDRAWN);
	if (x->withdrawn_by)
		return ST_OK;
	st = entry_now(s, x, now, e);
	*out = now->no_list ? "no list" : now->gone ? "gone" : clearing_state_name(clearing_state(x, now->hash, s->today));
	return st;
}

static void print_clearing(FILE *out, const struct clearing *x, const char *state)
{
	static const char *const words[][2] = {{"changed", "entry changed"}, {"asked", "actor changed"}, {"gone", "entry gone"}};
	bool lapsed = strcmp(state, clearing_state_name(CLEARING_CONFIRMED)) != 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(state, words[i][0]))
			state = words[i][1];
	(void)fprintf(out, "%s  %s%-9s  ", x->id, x->confirmed && lapsed ? "was confirmed, " : "", state);
	print_line(out, x->list);
	(void)fputs(" ", out);
	print_line(out, x->entry);
	(void)fputs(", ", out);
	print_line(out, x->caption ? x->caption : "");
	(void)fputs(" | ", out);
	print_line(out, x->name ? x->name : "");
	(void)fprintf(out, "\n    %.10s%s%s ", x->when, x->until ? " until " : "", x->until ? x->until : "");
	print_line(out, x->by);
	(void)fputs(": ", out);
	print_line(out, x->why);
	(void)fputs("\n", out);
	if (!x->withdrawn_by)
		return;
	(void)fprintf(out, "    withdrawn %.10s ", x->withdrawn_when);
	print_line(out, x->withdrawn_by);
	(void)fputs(": ", out);
	print_line(out, x->withdrawn_why);
	(void)fputs("\n", out);
}

static json_t *standing_json(const struct clearing *x, const char *state)
{
	json_t *o = screen_clearing_json(x);
	bool good = o && !json_object_set_new(o, "verdict", json_string(x->confirmed ? "confirmed" : "cleared")) &&
		    !json_object_set_new(o, "state", json_string(!strcmp(state, clearing_state_name(CLEARING_CONFIRMED)) ? "holds" : state)) && !json_object_set_new(o, "list", json_string(x->list)) &&
		    !json_object_set_new(o, "entry", json_string(x->entry)) &&
		    !json_object_set_new(o, "entry_sha256", json_string(x->entry_sha256)) &&
		    !json_object_set_new(o, "name", x->name ? json_string(x->name) : json_null()) &&
		    !json_object_set_new(o, "caption", x->caption ? json_string(x->caption) : json_null());

	if (good && x->withdrawn_by)
		good = !json_object_set_new(o, "withdrawn", json_pack("{s:s, s:s, s:s}", "by", x->withdrawn_by, "when", x->withdrawn_when, "why",
								      x->withdrawn_why));
	if (good)
		return o;
	json_decref(o);
	return NULL;
}

static int in_file(const void *p, const void *q)
{
	const struct standing *x = p, *y = q;

	return x->x->n < y->x->n ? -1 : x->x->n > y->x->n;
}

/* Those of the list, or all, in the order in which they were made. */
static enum status all_standing(struct screening *s, const char *list, struct standing **out, size_t *n, struct error *e)
{
	struct entry_now now = {0};
	enum status st = ST_OK;

	*out = arena_array(&s->arena, s->clearings.n + 1, sizeof **out);
	*n = 0;
	if (!*out)
		return error_memory(e);
	for (size_t i = 0; !st && i < s->clearings.n; i++) {
		const struct clearing *x = &s->clearings.v[i];

		if (list && strcmp(list, x->list) != 0)
			continue;
		(*out)[*n].x = x;
		st = standing(s, x, &now, &(*out)[(*n)++].state, e);
	}
	if (!st && *n > 1)
		qsort(*out, *n, sizeof **out, in_file);
	return st;
}

enum status screen_cleared(struct screening *s, const struct args *args, struct error *e)
{
	struct standing *v = NULL;
	json_t *all = NULL;
	size_t n = 0;
	enum status st;

	if (args->n_rest != 1)
		return error_set(e, ST_USAGE, "onus screen cleared takes no name");
	st = lists_shelf(s->cx, &s->arena, &s->shelf, e);
	if (!st)
		st = args_flag(args, "case") ? screen_actors_reviews(s, e) : screening_clearings(s, e);
	if (!st)
		st = all_standing(s, args_value(args, "list"), &v, &n, e);
	if (!st && s->cx->json && !(all = json_array()))
		st = error_memory(e);
	for (size_t i = 0; !st && i < n; i++)
		if (!all)
			print_clearing(s->cx->out, v[i].x, v[i].state);
		else if (json_array_append_new(all, standing_json(v[i].x, v[i].state)))
			st = error_memory(e);
	if (!st && all)
		st = answer_json(s->cx, json_pack("{s:O}", "clearings", all), e);
	else if (!st && !n)
		(void)fputs(args_flag(args, "case") ? "Nothing is confirmed or cleared in this case.\n" :
			    "Nothing is cleared. onus screen clear QUERY --list NAME --id ENTRY clears a hit.\n", s->cx->out);
	json_decref(all);
	return st;
}

/* --- withdraw ------------------------------------------------------------------------------------------------ */

enum status screen_withdraw(struct screening *s, const struct args *args, struct error *e)
{
	const struct clearing *known = NULL;
	struct clearing x;
	const char *why;
	json_t *line = NULL;
	enum status st;

	if (args_flag(args, "case"))
		return screen_actors_withdraw(s, args, e);
	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus screen withdraw needs one ID of a clearing");
	st = screening_person(s->cx, args, "withdraw", &why, e);
	if (!st)
		st = lists_shelf(s->cx, &s->arena, &s->shelf, e);
	if (!st)
		st = screening_clearings(s, e);
	if (!st && !(known = clearings_by_id(&s->clearings, args->rest[1]))) {
		(void)error_set(e, ST_DATA, "no clearing, or more than one, is called %s", args->rest[1]);
		error_hint(e, "onus screen cleared shows them");
		return ST_DATA;
	}
	if (!st && known->withdrawn_by)
		st = error_set(e, ST_DATA, "clearing %s was withdrawn on %.10s by %s already", known->id, known->withdrawn_when, known->withdrawn_by);
	if (st)
		return st;
	x = *known;
	x.withdrawn_by = s->cx->by;
	x.withdrawn_when = taking_now(&s->arena);
	x.withdrawn_why = why;
	line = x.withdrawn_when ? clearing_withdrawal_json(&x) : NULL;
	st = line ? clearings_add(s->shelf.dir, line, NULL, e) : error_memory(e);
	json_decref(line);
	if (!st && s->cx->json)
		st = answer_json(s->cx, json_pack("{s:s, s:s}", "outcome", "is withdrawn", "id", x.id), e);
	else if (!st)
		(void)fprintf(s->cx->out, "clearing %s is withdrawn\n", x.id);
	return st;
}
