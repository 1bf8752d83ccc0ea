#include "cli/reviewing.h"

#include "report/link_picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME = 20, SAYS = 25, BARS_LEAST = 20 };

/* --- a waterfall of text --------------------------------------------------------------------------------------------- */

struct fall { FILE *out; double from, to; int width; bool colour; };

static int cell_of(const struct fall *f, double v)
{
	return (int)lround((v - f->from) / (f->to - f->from) * (f->width - 1));
}

/* From one sum to another: solid where it speaks for a match, grey where against; a line at even odds. */
static void bar(const struct fall *f, double before, double after)
{
	int a = cell_of(f, before), b = cell_of(f, after), zero = cell_of(f, 0), from = a < b ? a : b, to = a < b ? b : a, last = -1;
	bool lit = false;

	if (before == after)
		to = from - 1;
	for (int i = 0; i < f->width; i++)
		if ((i >= from && i <= to) || i == zero)
			last = i;
	for (int i = 0; i <= last; i++) {
		bool in = i >= from && i <= to;

		if (f->colour && in != lit)
			(void)fputs(!in ? "\033[0m" : after < before ? "\033[33m" : "\033[34m", f->out);
		lit = in;
		(void)fputs(in ? (after < before ? "▒" : "█") : i == zero ? "│" : " ", f->out);
	}
	if (f->colour && lit)
		(void)fputs("\033[0m", f->out);
}

static void row(const struct fall *f, const char *name, const char *says, double bits, double before, double after)
{
	int cells;
	size_t n = print_fitting(name, NAME - 2, &cells);
	char cut[8 * NAME];

	n = n < sizeof cut ? n : 0;
	memcpy(cut, name, n);
	cut[n] = 0;
	(void)fputs("  ", f->out);
	print_line(f->out, cut);
	(void)fprintf(f->out, "%*s%-*s %+7.1f %+7.1f  ", NAME - 1 - cells, "", SAYS, says, bits, after);
	bar(f, before, after);
	(void)fputs("\n", f->out);
}

static void span(struct fall *f, const struct link_explanation *x)
{
	double sum = x->prior;

	f->from = fmin(0, fmin(sum, x->odds));
	f->to = fmax(0, fmax(sum, x->odds));
	for (size_t i = 0; i < x->n; i++)
		for (int k = 0; k < 2; k++) {
			sum += k ? x->part[i].rare : x->part[i].bits;
			f->from = fmin(f->from, sum);
			f->to = fmax(f->to, sum);
		}
	f->to = fmax(f->to, f->from + 1);
}

static void waterfall(const struct linking *l, const struct sides *s, const struct link_explanation *x, struct arena *a, FILE *out)
{
	struct fall f = {.out = out, .colour = s->colour, .width = s->width - NAME - SAYS - 21};
	double sum = x->prior;

	f.width = f.width < BARS_LEAST ? BARS_LEAST : f.width > 60 ? 60 : f.width;
	span(&f, x);
	(void)fprintf(out, "\n%*s    bits     sum\n", NAME + SAYS, "");
	row(&f, "before comparing", "", x->prior, 0, x->prior);
	for (size_t i = 0; i < x->n; i++) {
		const struct link_part *p = &x->part[i];

		if (p->level == LINK_FIELD_MISSING)
			continue;
		row(&f, link_field_label(&l->result.fields, p->field, a), field_level_name(p->field->kind, p->level), p->bits, sum, sum + p->bits);
		sum += p->bits;
		if (fabs(p->rare) >= 0.05)
			row(&f, "", p->rare < 0 ? "a common value" : "a rare value", p->rare, sum, sum + p->rare);
		sum += p->rare;
	}
	row(&f, "together", "", x->odds, 0, x->odds);
	for (size_t i = 0; i < x->n; i++)
		if (x->part[i].level == LINK_FIELD_MISSING) {
			(void)fputs("  not known of either or one of them: ", out);
			print_line(out, link_field_label(&l->result.fields, x->part[i].field, a));
			(void)fputs("\n", out);
		}
}

/* --- what else is known ------------------------------------------------------------------------------------------------ */

/* The decision that holds for a pair; NULL: none. */
static const struct decision *decision_on(const struct linking *l, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < l->use.n; i++)
		if (l->use.v[i].a == (a < b ? a : b) && l->use.v[i].b == (a < b ? b : a))
			return &l->decisions.v[l->use.line[i] - 1];
	return NULL;
}

static void explain_text(const struct linking *l, uint32_t a, uint32_t b, struct arena *room, FILE *out)
{
	struct sides s = sides_for(out, true);
	const struct decision *d = decision_on(l, a, b);
	struct link_explanation x;

	link_explain(&l->result, a, b, &x);
	sides_print(&s, l, a, b, room, out);
	waterfall(l, &s, &x, room, out);
	(void)fprintf(out, x.probability > 0.9995 ? "\nProbability over 0.999. " : x.probability < 0.0005 ? "\nProbability under 0.001. " : "\nProbability %.3f. ", x.probability);
	if (d) {
		print_line(out, d->by);
		(void)fprintf(out, " decided on %.10s that they are %s", d->when, d->word == DECISION_SAME ? "the same" : "different");
		if (*d->why) {
			(void)fputs(": ", out);
			print_line(out, d->why);
		}
		(void)fputs(". ", out);
	}
	(void)fprintf(out, "They are %s.\n", l->result.cluster[a] == l->result.cluster[b] ? "put together as one person" : "not put together");
}

/* --- JSON ---------------------------------------------------------------------------------------------------------------- */

static json_t *record_json(const struct linking *l, uint32_t r)
{
	return json_pack("{s:s, s:s, s:I}", "file", l->records.files[l->records.file[r]], "id", l->records.id[r], "line", (json_int_t)l->records.line[r]);
}

static json_t *value_json(const struct linking *l, uint32_t r, const struct link_field *f, struct arena *a)
{
	const char *text = link_value_text(&l->result, r, f, a);

	return text && *text ? json_string(text) : json_null();
}

static json_t *explain_json(const struct linking *l, uint32_t a, uint32_t b, struct arena *room)
{
	const struct decision *d = decision_on(l, a, b);
	struct link_explanation x;
	json_t *fields = json_array();

	link_explain(&l->result, a, b, &x);
	for (size_t i = 0; fields && i < x.n; i++) {
		const struct link_part *p = &x.part[i];
		bool missing = p->level == LINK_FIELD_MISSING;
		json_t *o = json_pack("{s:s, s:o, s:o, s:o, s:f, s:f}", "name", link_field_label(&l->result.fields, p->field, room), "a", value_json(l, a, p->field, room), "b",
				      value_json(l, b, p->field, room), "level", missing ? json_null() : json_string(field_level_name(p->field->kind, p->level)), "bits", p->bits,
				      "rare", p->rare);

		if (json_array_append_new(fields, o)) {
			json_decref(fields);
			fields = NULL;
		}
	}
	return json_pack("{s:o, s:o, s:f, s:f, s:f, s:b, s:o, s:o}", "a", record_json(l, a), "b", record_json(l, b), "prior", x.prior, "odds", x.odds, "probability", x.probability,
			 "together", (int)(l->result.cluster[a] == l->result.cluster[b]), "decided",
			 !d ? json_null() : json_pack("{s:s, s:s, s:s, s:s}", "decision", decision_word(d->word), "by", d->by, "when", d->when, "why", d->why), "fields", fields);
}

/* --- the picture, and the start -------------------------------------------------------------------------------------------- */

static enum status draw(const struct linking *l, uint32_t a, uint32_t b, const char *path, struct arena *room, struct error *e)
{
	const struct link_records *r = &l->records;
	const uint32_t record[2] = {a, b};
	struct link_drawn_field field[LINK_FIELDS];
	struct link_drawn d = {.field = field, .decided = link_decided(&l->result, a, b)};
	struct link_explanation x;
	struct buf out = BUF_INIT;
	struct link_file f;
	enum status st, end;

	link_explain(&l->result, a, b, &x);
	d.prior = x.prior, d.odds = x.odds, d.probability = x.probability, d.n = x.n;
	for (int side = 0; side < 2; side++) {
		d.id[side] = r->id[record[side]];
		d.file[side] = r->files[r->file[record[side]]];
		d.line[side] = (unsigned)r->line[record[side]];
	}
	for (size_t i = 0; i < x.n; i++) {
		const struct link_part *p = &x.part[i];

		field[i] = (struct link_drawn_field){.name = link_field_label(&l->result.fields, p->field, room), .bits = p->bits, .rare = p->rare,
						     .level = p->level == LINK_FIELD_MISSING ? NULL : field_level_name(p->field->kind, p->level)};
		for (int side = 0; side < 2; side++)
			field[i].value[side] = link_value_text(&l->result, record[side], p->field, room);
	}
	st = link_picture(&d, &out, e);
	if (!st)
		st = link_file_begin(path, &f, e);
	if (!st) {
		if (fwrite(out.bytes, 1, out.len, f.out) != out.len)
			st = error_errno(e, path);
		end = link_file_end(&f, !st, st ? NULL : e);
		st = st ? st : end;
	}
	buf_free(&out);
	return st;
}

static enum status explain(const struct linking *l, const struct args *args, struct error *e)
{
	const char *value, *svg = args_value(args, "svg");
	json_t *all = l->cx->json ? json_array() : NULL;
	enum status st = ST_OK;

	for (size_t i = 0; !st && (value = args_nth(args, "pair", i)); i++) {
		struct arena room = ARENA_INIT;
		uint32_t a, b;

		st = link_pair_read(l, value, &a, &b, e);
		if (!st && svg)
			st = draw(l, a, b, svg, &room, e);
		if (!st && !l->cx->json) {
			(void)fputs(i ? "\n" : "", l->cx->out);
			explain_text(l, a, b, &room, l->cx->out);
		} else if (!st && json_array_append_new(all, explain_json(l, a, b, &room))) {
			st = error_memory(e);
		}
		arena_free(&room);
	}
	if (!st && l->cx->json)
		st = answer_json(l->cx, json_pack("{s:O}", "pairs", all), e);
	json_decref(all);
	return st;
}

enum status link_explain_pair(struct context *cx, const struct args *args, struct error *e)
{
	struct linking l = {.cx = cx};
	enum status st = ST_OK;

	if (!args_flag(args, "pair"))
		st = error_set(e, ST_USAGE, "onus link explain needs --pair A,B");
	else if (args_flag(args, "svg") && args_nth(args, "pair", 1))
		st = error_set(e, ST_USAGE, "--svg draws one pair, found several --pair");
	if (!st)
		st = linking_open(&l, args, 1, false, e);
	if (!st)
		st = explain(&l, args, e);
	linking_close(&l);
	return st;
}
