/* onus screen --case: the actors of a case screened, the run filed, hits confirmed, cleared, taken back. */
#include "cli/screening.h"
#include "cli/take.h"

#include "base/json.h"
#include "exchange/filing.h"
#include "screen/screen_case.h"

#include <stdlib.h>
#include <string.h>

/* A hit of this run. */
struct case_hit {
	const char *id;
	const struct actor *actor;
	size_t list;                 /* of the screening */
	json_t *entry;
	char entry_sha256[SHA256_HEX], asked_sha256[SHA256_HEX];
	double score;
	bool match;
	enum clearing_state state;
};
struct casework {
	struct screening *s;
	struct store *st;
	struct model m;
	struct screen_worker w;
	struct case_hit *found;
	size_t n, cap, actors, matches, cleared, with_match;
	struct buf results;          /* a line for each actor */
	json_t *answers;             /* of --json */
	const char *run;             /* the source that it is filed as */
	bool filed_before;
};

static void end(struct casework *c)
{
	screen_worker_end(&c->w);
	for (size_t i = 0; i < c->n; i++)
		json_decref(c->found[i].entry);
	free(c->found);
	buf_free(&c->results);
	json_decref(c->answers);
	store_rollback(c->st);
	store_close(c->st);
}

static enum status begin(struct casework *c, struct screening *s, const struct args *args, enum store_mode mode, struct error *e)
{
	*c = (struct casework){.s = s};
	enum status st = answer_open(s->cx, mode, &c->st, e);

	if (!st)
		st = model_load(c->st, &s->arena, &c->m, e);
	if (!st)
		st = screening_lists(s, args, e);
	if (!st)
		st = screening_today(s, e);
	if (!st)
		st = screen_case_reviews(&c->m, &s->arena, &s->clearings, e);
	if (!st && !screen_worker_begin(&c->w, s))
		st = error_memory(e);
	return st;
}

/* --- one actor ---------------------------------------------------------------------------------------------- */

static size_t list_of(const struct screening *s, const struct compiled *list)
{
	size_t i = 0;

	while (i < s->n_lists && s->lists[i] != list)
		i++;
	return i;
}

static enum status hash_text(const char *text, char hex[SHA256_HEX], struct error *e)
{
	struct sha256 h;
	enum status st = sha256_of(text, strlen(text), NULL, 0, NULL, 0, &h, e);

	if (!st)
		sha256_hex(&h, hex);
	return st;
}

static enum status keep_hit(struct casework *c, const struct actor *x, struct screen_shown *shown, const char *asked, struct error *e)
{
	struct case_hit *f;
	enum status st;

	if (c->n == c->cap) {
		size_t cap = c->cap ? 2 * c->cap : 64;
		struct case_hit *more = reallocarray(c->found, cap, sizeof *more);

		if (!more)
			return error_memory(e);
		c->found = more;
		c->cap = cap;
	}
	f = &c->found[c->n];
	*f = (struct case_hit){.actor = x, .list = list_of(c->s, shown->hit->list), .entry = screen_entry(shown->hit),
			    .score = (double)(long)((double)shown->hit->judged.score * 1e4 + 0.5) / 1e4,
			    .match = shown->hit->judged.score >= c->s->threshold, .state = shown->state};
	if (!f->entry)
		return error_memory(e);
	c->n++;
	f->id = screen_case_hit_id(x->id, c->s->about[f->list].name, json_text(f->entry, "id", ""), &c->s->arena);
	shown->id = f->id;
	for (size_t i = 0; f->id && !shown->clearing && i < c->s->clearings.n; i++)
		if (!strcmp(c->s->clearings.v[i].id, f->id)) {
			shown->clearing = &c->s->clearings.v[i];
			shown->state = CLEARING_ASKED;
		}
	st = f->id ? clearing_entry_hash(f->entry, f->entry_sha256, e) : error_memory(e);
	return st ? st : hash_text(asked, f->asked_sha256, e);
}

/* The answer as it is kept: what was found, without what a person says of it. */
static enum status keep_answer(struct casework *c, const json_t *answer, struct error *e)
{
	json_t *bare = json_deep_copy(answer), *v;
	size_t i;
	enum status st;

	json_array_foreach(json_object_get(bare, "results"), i, v) {
		(void)json_object_del(v, "cleared");
		(void)json_object_del(v, "confirmed");
		(void)json_object_del(v, "lapsed");
	}
	st = bare ? json_canonical(bare, &c->results, e) : error_memory(e);
	buf_char(&c->results, '\n');
	json_decref(bare);
	return st ? st : buf_ok(&c->results) ? ST_OK : error_memory(e);
}

static enum status screen_actor(struct casework *c, const struct actor *x, bool show, struct error *e)
{
	struct screening *s = c->s;
	struct query q;
	const struct screen_hit *hits;
	struct screen_query asked;
	const char *text;
	json_t *answer = NULL;
	long n;

	if (!screen_case_query(x, &s->arena, &q) || !(text = clearing_asked(&q, s->schema, &s->arena)))
		return error_memory(e);
	if (!q.n_names && !q.n_identifiers)
		return ST_OK;
	asked = screen_asked(s, &q);
	n = screen(c->w.screener, &asked, s->cutoff, 0, &hits);
	n = n < 0 ? n : screen_shown(&c->w, &q, hits, (size_t)n);
	if (n < 0)
		return error_memory(e);
	enum status st = ST_OK;
	for (long i = 0; !st && i < n; i++)
		st = keep_hit(c, x, &c->w.shown[i], text, e);
	c->actors++;
	c->matches += c->w.hits;
	c->cleared += c->w.cleared;
	c->with_match += c->w.hits > 0;
	if (!st)
		st = (answer = screen_answer_json(&c->w, &q, &asked, c->w.shown, (size_t)n)) ? keep_answer(c, answer, e) : error_memory(e);
	if (!st && show && s->cx->json)
		st = json_array_append(c->answers, answer) ? error_memory(e) : ST_OK;
	else if (!st && show && !screen_answer_table(&c->w, &q, &asked, c->w.shown, (size_t)n, s->cx->out))
		st = error_memory(e);
	json_decref(answer);
	return st;
}

static enum status screen_all(struct casework *c, bool show, struct error *e)
{
	enum status st = ST_OK;

	if (show && c->s->cx->json && !(c->answers = json_array()))
		return error_memory(e);
	if (show && !c->s->cx->json)
		screen_table_head(c->s->cx->out);
	for (size_t i = 0; !st && i < c->m.n_actors; i++)
		st = screen_actor(c, &c->m.actors[i], show, e);
	return st;
}

/* --- filing --------------------------------------------------------------------------------------------------- */

static enum status put_lists(struct casework *c, struct filing *f, struct error *e)
{
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < c->s->n_lists; i++) {
		const char *id = screen_case_list_id(&c->s->about[i], &c->s->arena);

		st = id ? filing_put(f, KIND_SOURCE, id, screen_case_list(&c->s->about[i], id), NULL, e) : error_memory(e);
	}
	return st;
}

/* The answers as an exhibit of the run. */
static enum status put_answers(struct casework *c, struct filing *f, const char *hex, struct error *e)
{
	const struct filing_answer x = {.bytes = c->results.bytes, .n = c->results.len, .hex = hex, .type = "application/jsonl",
					.name = arena_printf(&c->s->arena, "%s.jsonl", c->run), .how = "screen --case", .source = c->run, .share = true};

	return x.name ? filing_answer(f, &x, e) : error_memory(e);
}

/* What the run leaves in the case, inside a batch. */
static enum status file_run(struct casework *c, struct error *e)
{
	struct screening *s = c->s;
	struct filing f;
	bool fresh = false;
	char hex[SHA256_HEX];
	struct screen_case_run r = {.lists = s->about, .n_lists = s->n_lists, .threshold = s->threshold, .cutoff = s->cutoff, .limit = s->limit,
				    .actors = c->actors, .hits = c->matches + c->cleared, .day = s->today, .results_sha256 = hex};
	enum status st = filing_begin(c->st, s->cx->by, &s->arena, &f, e);

	if (!st)
		st = filing_hash(buf_str(&c->results), c->results.len, hex, e);
	if (st)
		return st;
	c->run = screen_case_run_id(&r, &s->arena);
	st = c->run ? put_lists(c, &f, e) : error_memory(e);
	if (!st)
		st = filing_put(&f, KIND_SOURCE, c->run, screen_case_run_json(&r, c->run, &s->arena), &fresh, e);
	c->filed_before = !fresh;
	if (!st && fresh)
		st = put_answers(c, &f, hex, e);
	return st;
}

/* --- a person's word --------------------------------------------------------------------------------------------- */

static struct case_hit *find_hit(struct casework *c, const char *id, struct error *e)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->found[i].id, id))
			return &c->found[i];
	(void)error_set(e, ST_DATA, "no hit of the case's actors is called %s", id);
	error_hint(e, "onus screen --case shows them: ACTOR/LIST/ENTRY; --cutoff SCORE shows weaker ones");
	return NULL;
}

static enum status decide(struct casework *c, const struct case_hit *f, bool confirmed, const char *why, const char *until, struct error *e)
{
	struct screening *s = c->s;
	const struct screen_case_hit h = {.id = f->id, .actor = f->actor->id, .list = &s->about[f->list], .entry = f->entry, .entry_sha256 = f->entry_sha256,
					  .asked_sha256 = f->asked_sha256, .source = c->run, .score = f->score, .by = s->cx->by, .why = why,
					  .when = taking_now(&s->arena), .until = until};
	json_t *review = screen_case_review(&h, confirmed), *old = NULL;
	json_t *sanction = confirmed ? screen_case_sanction(&h, &s->arena) : NULL;
	const char *id = screen_case_sanction_id(f->id, &s->arena);
	enum status st = h.when && review && id && (sanction || !confirmed) ? ST_OK : error_memory(e);

	if (!st)
		st = store_put(c->st, KIND_REVIEW, f->id, review, "", NULL, e);
	if (!st && confirmed)
		st = store_put(c->st, KIND_RELATION, id, sanction, "", NULL, e);
	/* what was confirmed and is cleared now is no sanction any more */
	if (!st && !confirmed)
		st = store_get(c->st, KIND_RELATION, id, &old, NULL, e);
	if (!st && old)
		st = store_drop(c->st, KIND_RELATION, id, why, e);
	json_decref(old);
	json_decref(review);
	json_decref(sanction);
	return st;
}

static enum status confirm_all(struct casework *c, const struct args *args, const char *why, struct error *e)
{
	const char *id;
	enum status st = ST_OK;

	for (size_t i = 0; !st && (id = args_nth(args, "confirm", i)); i++) {
		struct case_hit *f = find_hit(c, id, e);

		st = f ? decide(c, f, true, why, NULL, e) : ST_DATA;
	}
	return st;
}

static void tell_decided(const struct context *cx, const struct case_hit *f, const char *word)
{
	print_line(cx->out, f->id);
	(void)fprintf(cx->out, " is %s: ", word);
	print_line(cx->out, f->actor->n_names ? f->actor->names[0].text : f->actor->id);
	(void)fputs(" | ", cx->out);
	print_line(cx->out, json_text(f->entry, "caption", ""));
	(void)fputs("\n", cx->out);
}

/* --- the run -------------------------------------------------------------------------------------------------------- */

static enum status tell_run(struct casework *c, const struct args *args, bool filed, struct error *e)
{
	const struct context *cx = c->s->cx;
	const char *id;

	if (cx->json) {
		json_t *confirmed = json_array();
		bool good = confirmed != NULL;

		for (size_t i = 0; good && (id = args_nth(args, "confirm", i)); i++)
			good = !json_array_append_new(confirmed, json_string(id));
		if (!good) {
			json_decref(confirmed);
			confirmed = NULL;
		}
		return answer_json(cx, confirmed ? json_pack("{s:s?, s:b, s:I, s:I, s:I, s:I, s:o, s:O}", "source", c->run, "filed", filed && !c->filed_before,
							     "actors", (json_int_t)c->actors, "with_match", (json_int_t)c->with_match, "matches",
							     (json_int_t)c->matches, "cleared", (json_int_t)c->cleared, "confirmed", confirmed, "answers",
							     c->answers) : NULL, e);
	}
	(void)fprintf(cx->out, "%zu actors screened, %zu with a match (%zu entr%s at %.2f or more)", c->actors, c->with_match, c->matches,
		      c->matches == 1 ? "y" : "ies", (double)c->s->threshold);
	if (c->cleared)
		(void)fprintf(cx->out, "; %zu cleared", c->cleared);
	if (filed)
		(void)fprintf(cx->out, "; %s as %s", c->filed_before ? "on file" : "filed", c->run);
	(void)fputs("\n", cx->out);
	for (size_t i = 0; (id = args_nth(args, "confirm", i)); i++) {
		const struct case_hit *f = find_hit(c, id, e);

		if (f)
			tell_decided(cx, f, "confirmed");
	}
	return ST_OK;
}

enum status screen_actors(struct screening *s, const struct args *args, struct error *e)
{
	bool dry = args_flag(args, "dry-run"), confirm = args_flag(args, "confirm");
	const char *why = NULL;
	struct casework c = {0};
	enum status st = ST_OK;

	if (s->schema)
		return error_set(e, ST_USAGE, "--schema and --case: an actor has its own");
	if (args->n_rest || args_flag(args, "name") || args_flag(args, "write-433") || args_flag(args, "format") || args_flag(args, "csv"))
		return error_set(e, ST_USAGE, "--case screens the actors of the case: no FILE, --name, --format, --csv or --write-433 with it");
	if (dry && confirm)
		return error_set(e, ST_USAGE, "--dry-run and --confirm: only one of them");
	if (confirm)
		st = screening_person(s->cx, args, "--confirm", &why, e);
	if (st)
		return st;
	st = begin(&c, s, args, dry ? STORE_READ : STORE_WRITE, e);
	if (!st)
		st = screen_all(&c, true, e);
	if (!st && !dry)
		st = store_begin(c.st, s->cx->by, e);
	if (!st && !dry)
		st = file_run(&c, e);
	if (!st && confirm)
		st = confirm_all(&c, args, why, e);
	if (!st && !dry)
		st = store_commit(c.st, e);
	if (!st)
		st = tell_run(&c, args, !dry, e);
	if (!st)
		st = c.with_match ? ST_NEGATIVE : ST_OK;
	end(&c);
	return st;
}

/* --- clear, withdraw -------------------------------------------------------------------------------------------------- */

enum status screen_actors_clear(struct screening *s, const struct args *args, struct error *e)
{
	const char *why, *until = NULL;
	struct casework c = {0};
	struct case_hit *f = NULL;
	enum status st;

	if (args->n_rest != 2 || args_flag(args, "id"))
		return error_set(e, ST_USAGE, "onus screen clear --case needs one hit, ACTOR/LIST/ENTRY, and no --id");
	st = screening_person(s->cx, args, "clear", &why, e);
	if (st)
		return st;
	s->quiet = true;
	st = begin(&c, s, args, STORE_WRITE, e);
	if (!st)
		st = screening_until(s, args, &until, e);
	if (!st)
		st = screen_all(&c, false, e);
	if (!st && !(f = find_hit(&c, args->rest[1], e)))
		st = ST_DATA;
	if (!st)
		st = store_begin(c.st, s->cx->by, e);
	if (!st)
		st = decide(&c, f, false, why, until, e);
	if (!st)
		st = store_commit(c.st, e);
	if (!st && s->cx->json)
		st = answer_json(s->cx, json_pack("{s:s, s:s}", "outcome", "is cleared", "id", f->id), e);
	else if (!st)
		tell_decided(s->cx, f, "cleared");
	end(&c);
	return st;
}

enum status screen_actors_withdraw(struct screening *s, const struct args *args, struct error *e)
{
	struct casework c = {.s = s};
	const char *why, *sanction;
	json_t *review = NULL, *relation = NULL;
	enum status st;

	if (args->n_rest != 2)
		return error_set(e, ST_USAGE, "onus screen withdraw --case needs one hit, ACTOR/LIST/ENTRY");
	st = screening_person(s->cx, args, "withdraw", &why, e);
	if (st)
		return st;
	sanction = screen_case_sanction_id(args->rest[1], &s->arena);
	st = sanction ? answer_open(s->cx, STORE_WRITE, &c.st, e) : error_memory(e);
	if (!st)
		st = store_get(c.st, KIND_REVIEW, args->rest[1], &review, NULL, e);
	if (!st && !review) {
		st = error_set(e, ST_DATA, "nobody has confirmed or cleared a hit %s", args->rest[1]);
		error_hint(e, "onus screen cleared --case shows what was decided");
	}
	if (!st)
		st = store_get(c.st, KIND_RELATION, sanction, &relation, NULL, e);
	if (!st)
		st = store_begin(c.st, s->cx->by, e);
	if (!st)
		st = store_drop(c.st, KIND_REVIEW, args->rest[1], why, e);
	if (!st && relation)
		st = store_drop(c.st, KIND_RELATION, sanction, why, e);
	if (!st)
		st = store_commit(c.st, e);
	if (!st && s->cx->json)
		st = answer_json(s->cx, json_pack("{s:s, s:s}", "outcome", "is withdrawn", "id", args->rest[1]), e);
	else if (!st) {
		print_line(s->cx->out, args->rest[1]);
		(void)fprintf(s->cx->out, ": what was %s is withdrawn\n", json_text(review, "verdict", "decided"));
	}
	json_decref(review);
	json_decref(relation);
	end(&c);
	return st;
}

enum status screen_actors_reviews(struct screening *s, struct error *e)
{
	struct store *st = NULL;
	struct model m;
	enum status out = answer_open(s->cx, STORE_READ, &st, e);

	if (!out)
		out = model_load(st, &s->arena, &m, e);
	if (!out)
		out = screening_today(s, e);
	if (!out)
		out = screen_case_reviews(&m, &s->arena, &s->clearings, e);
	store_close(st);
	return out;
}
