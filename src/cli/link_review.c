#include "cli/reviewing.h"

#include "base/input.h"
#include "cli/take.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct review {
	struct linking *l;
	FILE *out;
	struct doubts doubts;
	struct sides sides;
	struct talk talk;
	int log;
	struct decisions_use now;            /* what is decided, with what is being decided; room for all */
	struct decided *follows; struct arena follows_room;
	struct arena room;                   /* of one pair */
	size_t *shown; size_t n_shown;       /* pairs shown so far, to go back to */
	char *why;                           /* for the next decision; owned */
	size_t given[DECISION_WORDS], skipped, lines;
	bool again;                          /* ask whatever is decided */
};

/* --- what is decided -------------------------------------------------------------------------------------------- */

static bool follow(struct review *v)
{
	arena_free(&v->follows_room);
	return (v->follows = decided_make(&v->now, &v->follows_room)) != NULL;
}

static size_t known(const struct review *v, const struct doubt *d)
{
	size_t i = 0;

	while (i < v->now.n && (v->now.v[i].a != d->a || v->now.v[i].b != d->b))
		i++;
	return i;
}

/* The decision among those that are made; taken back where they contradict each other then. */
static enum status take(struct review *v, const struct doubt *d, enum decision_word word, struct error *e)
{
	struct decisions_use *u = &v->now;
	size_t at = known(v, d);
	bool there = at < u->n;
	struct link_decision was = u->v[at];
	unsigned was_line = u->line[at];
	enum status st;

	if (word == DECISION_UNSURE) {
		if (there) {
			u->v[at] = u->v[--u->n];
			u->line[at] = u->line[u->n];
		}
		return ST_OK;
	}
	u->v[at] = (struct link_decision){.a = d->a, .b = d->b, .same = word == DECISION_SAME};
	u->line[at] = (unsigned)(v->l->decisions.n + v->lines + 1);
	u->n += !there;
	st = decisions_agree(u, v->l->log, &v->l->records, v->l->options.clean, e);
	if (st) {
		u->n -= !there;
		u->v[at] = was;
		u->line[at] = was_line;
	}
	return st;
}

static enum status write_down(struct review *v, const struct doubt *d, enum decision_word word, struct error *e)
{
	const struct link_records *r = &v->l->records;
	const uint32_t record[2] = {d->a, d->b};
	char hash[2][SHA256_HEX];
	struct decision x = {.word = word, .by = v->l->cx->by, .when = taking_now(&v->room), .why = v->why ? v->why : "", .probability = d->probability,
			     .blind = v->sides.blind};
	enum status st = x.when ? ST_OK : error_memory(e);

	for (int side = 0; !st && side < 2; side++) {
		st = record_hash(r, record[side], hash[side], e);
		x.side[side].file = r->files[r->file[record[side]]];
		x.side[side].id = r->id[record[side]];
		x.side[side].hash = hash[side];
	}
	return st ? st : decision_add(v->log, v->l->log, &x, e);
}

/* ST_NEGATIVE: it contradicts what was decided; that is told, and nothing is written. */
static enum status decide(struct review *v, struct doubt *d, enum decision_word word, struct error *e)
{
	static const char *const said[] = {"the same", "different", "unsure"};
	struct error why = {.code = ST_OK};
	enum status st = take(v, d, word, &why);

	if (st == ST_DATA) {
		(void)fputs("  That contradicts what was decided: ", v->out);
		print_line(v->out, why.message);
		(void)fprintf(v->out, " (line %zu would be this answer).\n", v->l->decisions.n + v->lines + 1);
		return ST_NEGATIVE;
	}
	if (st) {
		*e = why;
		return st;
	}
	st = write_down(v, d, word, e);
	if (!st && !follow(v))
		st = error_memory(e);
	if (st)
		return st;
	v->lines++;
	v->given[word]++;
	d->answered = true;
	free(v->why);
	v->why = NULL;
	(void)fprintf(v->out, "  %s\n", said[word]);
	return ST_OK;
}

/* --- the conversation --------------------------------------------------------------------------------------------- */

static void show(struct review *v, size_t at)
{
	const struct doubt *d = &v->doubts.v[at];
	size_t known_at = known(v, d);

	arena_free(&v->room);
	(void)fprintf(v->out, "\nPair %zu of %zu", at + 1, v->doubts.n);
	if (!v->sides.blind)
		(void)fprintf(v->out, d->together ? ", in one person, which would fall into %u and %u record%s" : ", of two people of %u and %u record%s", d->size[0], d->size[1],
			      d->size[1] == 1 ? "" : "s");
	if (known_at < v->now.n)
		(void)fprintf(v->out, "; %s by line %u", v->now.v[known_at].same ? "the same" : "different", v->now.line[known_at]);
	(void)fputs("\n", v->out);
	sides_print(&v->sides, v->l, d->a, d->b, &v->room, v->out);
}

static void help(const struct review *v)
{
	(void)fputs("  y the same person   n different people   u unsure   s skip   b back   w why (a reason, for the next answer)   o others   q quit\n", v->out);
}

/* All records of one person as it is put together now, a line each. */
static void person(struct review *v, uint32_t record)
{
	const struct link_result *r = &v->l->result;
	const struct link_cluster *c = &r->clusters[r->cluster[record]];

	for (uint32_t i = 0; i < c->size && i < 20; i++) {
		uint32_t m = r->member[c->first + i];

		(void)fputs(m == record ? "  * " : "    ", v->out);
		print_line(v->out, v->l->records.id[m]);
		for (size_t k = 0; k < r->fields.n; k++) {
			const char *text = k && r->fields.field[k].column[0] == r->fields.field[k - 1].column[0] ? NULL :
					   link_value_text(r, m, &r->fields.field[k], &v->room);
			int cells;

			if (!text)
				continue;
			(void)fputs(" | ", v->out);
			text = arena_strndup(&v->room, text, print_fitting(text, 60, &cells));
			print_line(v->out, text ? text : "");
		}
		(void)fputs("\n", v->out);
	}
	if (c->size > 20)
		(void)fprintf(v->out, "    and %u more\n", c->size - 20);
}

static void others(struct review *v, const struct doubt *d)
{
	if (v->sides.blind) {
		(void)fputs("  not shown: it would tell what the model holds\n", v->out);
		return;
	}
	(void)fputs(d->together ? "  all records of the person:\n" : "  all records of the two people:\n", v->out);
	person(v, d->a);
	if (d->together)
		return;
	(void)fputs("  --\n", v->out);
	person(v, d->b);
}

static bool ask_why(struct review *v, const char *rest)
{
	const char *line = *rest ? rest : talk_line(&v->talk, "  why: ");

	if (!line)
		return false;
	if (utf8_fault(line, strlen(line)) < strlen(line)) {
		(void)fputs("  that is not UTF-8; no reason is kept\n", v->out);
		return true;
	}
	free(v->why);
	v->why = *line ? strdup(line) : NULL;
	return true;
}

/* Asks about one pair until it is dealt with: the key that did it (y, n, u, s, b), or TALK_END. */
static enum status ask(struct review *v, size_t at, int *key, struct error *e)
{
	static const char words[] = "ynu";
	const char *rest, *word;
	enum status st = ST_OK;

	show(v, at);
	for (;;) {
		(void)fputs("  y n u s b w o q? ", v->out);
		*key = talk_key(&v->talk, &rest);
		if (v->talk.raw && *key > 0)
			(void)fprintf(v->out, "%c", *key);
		(void)fputs("\n", v->out);
		if (*key == TALK_AGAIN) {
			v->sides = sides_for(v->out, v->sides.blind);
			show(v, at);
		} else if (*key == TALK_END || *key == 'q') {
			*key = TALK_END;
			return ST_OK;
		} else if (*key == 's' || *key == 'b') {
			return ST_OK;
		} else if (*key == 'w') {
			if (!ask_why(v, rest)) {
				*key = TALK_END;
				return ST_OK;
			}
		} else if (*key == 'o') {
			others(v, &v->doubts.v[at]);
		} else if ((word = strchr(words, *key)) && *word) {
			st = decide(v, &v->doubts.v[at], (enum decision_word)(word - words), e);
			if (st != ST_NEGATIVE)
				return st;
		} else {
			help(v);
		}
	}
}

static bool follows(const struct review *v, const struct doubt *d)
{
	return !v->again && decided_tell(v->follows, d->a, d->b);
}

/* The next pair from `at` on that is neither answered nor follows from what is. */
static size_t next(const struct review *v, size_t at)
{
	while (at < v->doubts.n && (v->doubts.v[at].answered || follows(v, &v->doubts.v[at])))
		at++;
	return at;
}

static enum status converse(struct review *v, struct error *e)
{
	size_t at = next(v, 0);
	enum status st = ST_OK;
	int key = 0;

	help(v);
	while (!st && at < v->doubts.n) {
		st = ask(v, at, &key, e);
		if (st || key == TALK_END)
			break;
		if (key == 'b' && !v->n_shown) {
			(void)fputs("  this is the first\n", v->out);
			continue;
		}
		if (key == 'b') {
			at = v->shown[--v->n_shown];
			continue;
		}
		if (key == 's') {
			/* not asked again, and not answered */
			v->skipped += !v->doubts.v[at].answered;
			v->doubts.v[at].answered = true;
		}
		v->shown[v->n_shown++] = at;
		at = next(v, at + 1);
	}
	return st;
}

static void tell(const struct review *v)
{
	size_t left = 0, implied = 0;

	for (size_t i = 0; i < v->doubts.n; i++) {
		const struct doubt *d = &v->doubts.v[i];

		implied += !d->answered && follows(v, d);
		left += !d->answered && !follows(v, d);
	}
	(void)fprintf(v->out, "\n%zu decision%s written to ", v->lines, v->lines == 1 ? "" : "s");
	print_line(v->out, v->l->log);
	(void)fprintf(v->out, ": %zu the same, %zu different, %zu unsure; %zu skipped", v->given[DECISION_SAME], v->given[DECISION_DIFFERENT], v->given[DECISION_UNSURE],
		      v->skipped);
	if (implied)
		(void)fprintf(v->out, ", %zu follow%s from what is decided", implied, implied == 1 ? "s" : "");
	(void)fprintf(v->out, "; %zu left.\n", left);
}

/* --- the start ------------------------------------------------------------------------------------------------------ */

static enum status probability(const struct args *args, const char *option, double *out, struct error *e)
{
	const char *value = args_value(args, option);
	char *end = NULL;

	if (!value)
		return ST_OK;
	*out = strtod(value, &end);
	if (end == value || *end || !(*out >= 0 && *out <= 1))
		return error_set(e, ST_USAGE, "--%s %s: a probability from 0 to 1 expected", option, value);
	return ST_OK;
}

static enum status read_options(const struct context *cx, const struct args *args, struct doubt_options *o, struct error *e)
{
	unsigned long long limit = 0;
	enum status st = ST_OK;

	*o = (struct doubt_options){.from = 0.1, .to = 0.9, .by_chance = args_flag(args, "blind"), .again = args_flag(args, "again")};
	if (!args_value(args, "decisions"))
		return error_set(e, ST_USAGE, "onus link review needs --decisions LOG: the file that what is decided is added to");
	if (!cx->by_given || !*cx->by)
		return error_set(e, ST_USAGE, "onus link review needs --by NAME: a person answers for it");
	if (utf8_fault(cx->by, strlen(cx->by)) < strlen(cx->by))
		return error_set(e, ST_USAGE, "--by: found a name that is not UTF-8");
	if (cx->json)
		return error_set(e, ST_USAGE, "onus link review is a conversation and has no --json; onus link explain --json tells of a pair");
	for (size_t i = 1; i < args->n_rest; i++)
		if (!strcmp(args->rest[i], "-"))
			return error_set(e, ST_USAGE, "onus link review reads the answers from standard input, so - is no FILE");
	st = probability(args, "from", &o->from, e);
	if (!st)
		st = probability(args, "to", &o->to, e);
	if (!st && o->from > o->to)
		st = error_set(e, ST_USAGE, "--from %g is above --to %g", o->from, o->to);
	if (!st)
		st = answer_number(args, "limit", 1, 0, &limit, e);
	o->limit = (size_t)limit;
	return st;
}

/* --pair A,B: just these. */
static enum status pairs_given(struct review *v, const struct args *args, struct error *e)
{
	const char *value;
	size_t n = 0;
	enum status st = ST_OK;

	while (args_nth(args, "pair", n))
		n++;
	if (!(v->doubts.v = arena_array(&v->l->arena, n + 1, sizeof *v->doubts.v)))
		return error_memory(e);
	for (size_t i = 0; !st && (value = args_nth(args, "pair", i)); i++) {
		uint32_t a, b;

		st = link_pair_read(v->l, value, &a, &b, e);
		if (!st)
			v->doubts.v[v->doubts.n++] = link_doubt_of(v->l, a, b);
	}
	return st;
}

static enum status rooms(struct review *v, struct error *e)
{
	size_t n = v->l->use.n + v->doubts.n + 1;

	v->now.v = arena_array(&v->l->arena, n, sizeof *v->now.v);
	v->now.line = arena_array(&v->l->arena, n, sizeof *v->now.line);
	/* back and on again may go on for long, but each step back takes one off */
	v->shown = arena_array(&v->l->arena, v->doubts.n + 1, sizeof *v->shown);
	if (!v->now.v || !v->now.line || !v->shown)
		return error_memory(e);
	v->now.n = v->l->use.n;
	if (v->now.n) {
		memcpy(v->now.v, v->l->use.v, v->now.n * sizeof *v->now.v);
		memcpy(v->now.line, v->l->use.line, v->now.n * sizeof *v->now.line);
	}
	return follow(v) ? ST_OK : error_memory(e);
}

static enum status review(struct review *v, const struct args *args, const struct doubt_options *o, struct error *e)
{
	enum status st = args_flag(args, "pair") ? pairs_given(v, args, e) : link_doubts(v->l, o, &v->l->arena, &v->doubts, e);

	if (!st)
		st = rooms(v, e);
	if (st)
		return st;
	linking_tell_decisions(v->l, v->out);
	if (!v->doubts.n) {
		(void)fputs("No pair is in doubt that is not decided.\n", v->out);
		return ST_OK;
	}
	st = decision_log_open(v->l->log, &v->log, e);
	if (!st)
		st = talk_begin(&v->talk, v->out, e);
	if (!st) {
		st = converse(v, e);
		talk_end(&v->talk);
		tell(v);
	}
	if (!st && talk_stopped())
		st = error_set(e, ST_NEGATIVE, "stopped; what was decided is in %s", v->l->log);
	return st;
}

enum status link_review(struct context *cx, const struct args *args, struct error *e)
{
	struct linking l = {.cx = cx};
	struct review v = {.l = &l, .out = cx->out, .sides = sides_for(cx->out, args_flag(args, "blind")), .log = -1,
			   .again = args_flag(args, "again") || args_flag(args, "pair")};
	struct doubt_options o;
	enum status st = read_options(cx, args, &o, e);

	if (!st)
		st = linking_open(&l, args, 1, true, e);
	if (!st)
		st = review(&v, args, &o, e);
	if (v.log >= 0)
		(void)close(v.log);
	free(v.why);
	arena_free(&v.room);
	arena_free(&v.follows_room);
	linking_close(&l);
	return st;
}
