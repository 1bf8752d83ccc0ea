/* Merges shown and withdrawn. They are read as they stand: what a person decides on is the merge, not the run. */
#include "cli/link_cased.h"
#include "cli/take.h"
#include "link/link_case.h"

#include <string.h>

/* --- shown --------------------------------------------------------------------------------------------------------- */

struct showing { struct context *cx; struct store *st; bool all; json_t *list; size_t hold, not; };

static enum status standing_of(struct store *st, const json_t *body, const char **word, struct error *e)
{
	json_t *source = NULL;
	enum status s = json_object_get(body, "withdrawn") ? ST_OK : store_get(st, KIND_SOURCE, json_text(body, "source", ""), &source, NULL, e);
	const json_t *all = json_object_get(source, "status");
	const char *last = json_array_size(all) ? json_text(json_array_get(all, json_array_size(all) - 1), "status", "") : "";

	*word = json_object_get(body, "withdrawn") ? "withdrawn" : !strcmp(last, "superseded") ? "superseded" : !strcmp(last, "retracted") ? "retracted" : "holds";
	json_decref(source);
	return s;
}

static void print_names(FILE *out, const json_t *actors)
{
	const json_t *v;
	size_t i;

	json_array_foreach(actors, i, v) {
		(void)fputs(i ? " = " : "", out);
		print_line(out, json_string_value(v) ? json_string_value(v) : "?");
	}
}

static void print_merge(const struct showing *s, const json_t *body, const char *word)
{
	FILE *out = s->cx->out;
	const json_t *p = json_object_get(body, "probability"), *weak = json_object_get(body, "weakest"), *w = json_object_get(body, "withdrawn");

	print_line(out, json_text(body, "id", ""));
	(void)fputs("  ", out);
	if (json_is_number(p))
		(void)fprintf(out, "%.3f  ", json_number_value(p));
	print_names(out, json_object_get(body, "actors"));
	(void)fputs("  by ", out);
	print_line(out, json_text(body, "source", ""));
	(void)fputs("\n", out);
	if (json_array_size(json_object_get(body, "actors")) > 2 && json_is_number(json_object_get(weak, "probability"))) {
		(void)fputs("    weakest: ", out);
		print_names(out, json_object_get(weak, "actors"));
		(void)fprintf(out, ", %.3f\n", json_number_value(json_object_get(weak, "probability")));
	}
	if (w) {
		(void)fprintf(out, "    withdrawn %.10s by ", json_text(w, "when", ""));
		print_line(out, json_text(w, "by", ""));
		(void)fputs(": ", out);
		print_line(out, json_text(w, "why", ""));
		(void)fputs("\n", out);
	} else if (strcmp(word, "holds") != 0) {
		(void)fprintf(out, "    holds no more: its source is %s\n", word);
	}
}

static enum status show_merge(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct showing *s = arg;
	const char *word;
	enum status st = standing_of(s->st, body, &word, e);

	(void)id, (void)origin, (void)n;
	if (st)
		return st;
	bool holds = !strcmp(word, "holds");

	*(holds ? &s->hold : &s->not) += 1;
	if (!holds && !s->all)
		return ST_OK;
	if (s->list) {
		json_t *o = json_deep_copy(body);

		if (!o || json_object_set_new(o, "standing", json_string(word)) || json_array_append_new(s->list, o))
			return error_memory(e);
	} else {
		print_merge(s, body, word);
	}
	return ST_OK;
}

enum status link_merges(struct context *cx, const struct args *args, struct error *e)
{
	struct showing s = {.cx = cx, .all = args_flag(args, "all"), .list = cx->json ? json_array() : NULL};
	enum status st;

	if (args->n_rest != 1)
		return error_set(e, ST_USAGE, "onus link merges takes no further word");
	st = answer_open(cx, STORE_READ, &s.st, e);
	if (!st)
		st = store_each(s.st, KIND_MERGE, show_merge, &s, e);
	store_close(s.st);
	if (!st && cx->json)
		return answer_json(cx, json_pack("{s:I, s:I, s:o}", "hold", (json_int_t)s.hold, "hold_no_more", (json_int_t)s.not, "merges", s.list), e);
	json_decref(s.list);
	if (!st)
		(void)fprintf(cx->out, "%zu merge%s; %zu that %s no more%s\n", s.hold, s.hold == 1 ? " holds" : "s hold", s.not, s.not == 1 ? "holds" : "hold",
			      s.not && !s.all ? " (--all shows them)" : "");
	return st;
}

/* --- withdrawn -------------------------------------------------------------------------------------------------------- */

enum status link_withdraw(struct context *cx, const struct args *args, struct error *e)
{
	const char *why = args_value(args, "reason"), *now;
	struct arena a = ARENA_INIT;
	struct store *st = NULL;
	enum status s;

	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus link withdraw needs one merge, MERGE-…, or one run, LINK-…");
	if (!cx->by_given || !*cx->by)
		return error_set(e, ST_USAGE, "onus link withdraw needs --by NAME: a person answers for it");
	if (!why || !why[strspn(why, " \t\n")])
		return error_set(e, ST_USAGE, "onus link withdraw needs --reason TEXT");
	if (utf8_fault(cx->by, strlen(cx->by)) != strlen(cx->by) || utf8_fault(why, strlen(why)) != strlen(why))
		return error_set(e, ST_USAGE, "--by and --reason: valid UTF-8 expected");
	now = taking_now(&a);
	s = now ? answer_open(cx, STORE_WRITE, &st, e) : error_memory(e);
	if (!s)
		s = store_begin(st, cx->by, e);
	if (!s)
		s = link_case_withdraw(st, args->rest[1], cx->by, why, now, e);
	if (!s)
		s = store_commit(st, e);
	store_rollback(st);
	store_close(st);
	arena_free(&a);
	if (!s && cx->json)
		return answer_json(cx, json_pack("{s:s, s:s}", "outcome", "is withdrawn", "id", args->rest[1]), e);
	if (!s) {
		print_line(cx->out, args->rest[1]);
		(void)fputs(strncmp(args->rest[1], "LINK-", 5) ? " is withdrawn: it holds no more, and runs that are filed later heed that\n" :
			    " is withdrawn: none of its merges holds any more\n", cx->out);
	}
	return s;
}
