#include "cli/answer.h"
#include "cli/ranged.h"
#include "estimate/estimate.h"

#include "estimate/ranges_read.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 40 };

static json_t *number(double x)
{
	return isfinite(x) ? json_real(x) : json_null();
}

static json_t *stretch_json(const struct stretch *s, struct arena *a)
{
	return json_pack("{s:o, s:o, s:b, s:b, s:i, s:s?}", "low", number(s->low), "high", number(s->high), "at_low", s->at_low, "at_high", s->at_high,
		"voices", (int)s->voices, "words", stretch_words(s, a));
}

static json_t *stretches_json(const struct stretch *s, size_t n, struct arena *a)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < n; i++)
		(void)json_array_append_new(v, stretch_json(&s[i], a));
	return v;
}

/* The voices are numbered from 1 in the order in which they speak. */
static int voice_of(const struct range_picture *p, size_t i)
{
	for (uint32_t v = 0; v < p->n_voices; v++)
		for (uint32_t k = 0; k < p->voices[v].n; k++)
			if (p->voices[v].range[k] == i)
				return (int)v + 1;
	return 0;
}

static json_t *ranges_json(const struct ranged *g, const struct range_picture *p)
{
	json_t *v = json_array();

	for (size_t i = 0; v && i < g->n; i++) {
		const struct range *r = &g->ranges[i];

		(void)json_array_append_new(v, json_pack("{s:s, s:s?, s:o, s:o, s:o, s:b, s:i, s:s?, s:s?, s:i, s:s?}", "source", r->label, "claim", g->claims[i],
			"low", r->open_low ? json_null() : number(r->low), "best", number(r->best), "high", r->open_high ? json_null() : number(r->high), "about",
			r->about, "voice", voice_of(p, i), "repeats", g->froms[i], "date", g->dates[i], "support", (int)p->support[i], "words",
			range_words(r, g->a)));
	}
	return v;
}

static json_t *pairs_json(const struct ranged *g, const struct range_picture *p)
{
	json_t *v = json_array();

	for (uint32_t i = 0; v && i < p->n_pairs; i++)
		(void)json_array_append_new(v, json_pack("{s:s, s:s, s:o, s:b}", "below", g->ranges[p->pairs[i].below].label, "above",
			g->ranges[p->pairs[i].above].label, "gap", number(p->pairs[i].gap), "same_voice", p->pairs[i].same_voice));
	return v;
}

static json_t *picture_json(const struct ranged *g, const struct range_picture *p)
{
	return json_pack("{s:o, s:i, s:s?, s:b, s:o, s:o, s:o, s:o, s:i, s:b, s:o, s:s?, s:o}", "ranges", ranges_json(g, p), "voices", (int)p->n_voices,
		"unit", g->unit, "agree", p->agree, "common", p->agree ? stretch_json(&p->common, g->a) : json_null(), "hull", stretch_json(&p->hull, g->a),
			 "shared", stretches_json(p->shared, p->n_shared, g->a), "steps", stretches_json(p->steps, p->n_steps, g->a), "most", (int)p->most,
			 "finer", p->finer, "contradictions", pairs_json(g, p), "words", p->words, "notes", answer_strings(g->notes, g->n_notes));
}

/* --- for people ------------------------------------------------------------------------------------------- */

static void print_bar(FILE *out, const struct range *r, double from, double to)
{
	double scale = (BAR - 1) / (to - from);
	int low = r->open_low ? 0 : (int)lround((r->low - from) * scale), high = r->open_high ? BAR - 1 : (int)lround((r->high - from) * scale);
	int best = isfinite(r->best) ? (int)lround((r->best - from) * scale) : -1;

	for (int c = 0; c < BAR; c++)
		(void)fputs(c == best || (low == high && c == low) ? "●" : c == low ? (r->open_low ? "◀" : "├") : c == high ? (r->open_high ? "▶" : "┤") :
			    c > low && c < high ? "─" : " ", out);
}

static void print_picture(FILE *out, const struct ranged *g, const struct range_picture *p)
{
	double from = INFINITY, to = -INFINITY;
	bool open_low = false, open_high = false;

	for (size_t i = 0; i < g->n; i++) {
		from = fmin(from, g->ranges[i].low);
		to = fmax(to, g->ranges[i].high);
		open_low |= g->ranges[i].open_low;
		open_high |= g->ranges[i].open_high;
	}
	if (from > 0 && (from < 0.7 * to || open_low || open_high))
		from = 0;
	else if (open_low)
		from -= 0.2 * (to - from) + 1;
	to += (open_high ? 0.2 : 0.05) * (to - from) + (to <= from ? 1 : 0);
	print_safe(out, p->words);
	(void)fputs("\n\n", out);
	if (g->unit) {
		print_line(out, g->unit);
		(void)fputs(":\n", out);
	}
	for (size_t i = 0; i < g->n; i++) {
		const char *words = range_words(&g->ranges[i], g->a);

		(void)fprintf(out, "voice %2d  ", voice_of(p, i));
		print_bar(out, &g->ranges[i], from, to);
		(void)fputs("  ", out);
		print_line(out, words ? words : "");
		(void)fputs("  ", out);
		print_line(out, g->ranges[i].label);
		if (g->froms[i]) {
			(void)fputs(", repeats ", out);
			print_line(out, g->froms[i]);
		}
		if (g->dates[i]) {
			(void)fputs("; data of ", out);
			print_line(out, g->dates[i]);
		}
		(void)fputs("\n", out);
	}
	const char *left = estimate_whole(g->a, from), *right = estimate_whole(g->a, to);

	(void)fprintf(out, "%10s%s%*s\n", "", left ? left : "", BAR - (left ? (int)strlen(left) : 0), right ? right : "");
	if (g->n_notes)
		(void)fputs("\n", out);
	for (size_t i = 0; i < g->n_notes; i++) {
		print_line(out, g->notes[i]);
		(void)fputs("\n", out);
	}
}

/* Figures of different years are of different quantities in part. */
static enum status look_at_dates(struct ranged *g, struct error *e)
{
	const char *first = NULL, *last = NULL;

	for (size_t i = 0; i < g->n; i++) {
		first = g->dates[i] && (!first || strncmp(g->dates[i], first, 4) < 0) ? g->dates[i] : first;
		last = g->dates[i] && (!last || strncmp(g->dates[i], last, 4) > 0) ? g->dates[i] : last;
	}
	if (!first || !strncmp(first, last, 4))
		return ST_OK;
	const char *text = arena_printf(g->a, "The data are of %.4s to %.4s: what changed in between is in the differences as well.", first, last);
	const char **notes = text ? arena_array(g->a, g->n_notes + 1, sizeof *notes) : NULL;

	if (!notes)
		return error_memory(e);
	if (g->n_notes)
		memcpy(notes + 1, g->notes, g->n_notes * sizeof *notes);
	notes[0] = text;
	g->notes = notes;
	g->notes_cap = ++g->n_notes;
	return ST_OK;
}

static bool is_table(const char *word)
{
	size_t n = strlen(word);

	return !strcmp(word, "-") || (n > 4 && !strcmp(word + n - 4, ".csv")) || strchr(word, '/');
}

static enum status from_table(const char *path, struct ranged *g, struct error *e)
{
	struct ranges_file f = {0};
	struct input in;
	enum status st = input_open(strcmp(path, "-") ? path : "/dev/stdin", &in, e);

	if (st)
		return st;
	in.name = strcmp(path, "-") ? path : "standard input";
	st = ranges_read(&in, g->a, &f, e);
	input_close(&in);
	*g = (struct ranged){.a = g->a, .ranges = f.ranges, .n = f.n, .dates = f.dates, .froms = f.froms, .claims = arena_array(g->a, f.n + 1, sizeof *g->claims)};
	return st ? st : g->claims ? ST_OK : error_memory(e);
}

static enum status from_case(const struct context *cx, const struct args *args, struct ranged *g, struct store **st, struct error *e)
{
	struct model *m = arena_alloc(g->a, sizeof *m);
	struct rules *r = arena_alloc(g->a, sizeof *r);
	enum status s = m && r ? answer_open(cx, STORE_READ, st, e) : error_memory(e);

	if (!s)
		s = rules_load(NULL, g->a, r, e);
	if (!s)
		s = model_load(*st, g->a, m, e);
	return s ? s : ranged_from_claims(m, r, args->rest, args->n_rest, g, e);
}

/* Every other option is about tables of lists. */
static enum status only_ranges(const struct args *args, struct error *e)
{
	for (size_t i = 0; i < args->n_options; i++)
		if (strcmp(args->names[i], "ranges"))
			return error_set(e, ST_USAGE, "--ranges and --%s: only one of them", args->names[i]);
	return ST_OK;
}

enum status ranged_run(struct context *cx, const struct args *args, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct ranged g = {.a = &a};
	struct range_picture p;
	struct store *store = NULL;
	enum status st = only_ranges(args, e);

	if (!st)
		st = args->n_rest == 1 && is_table(args->rest[0]) ? from_table(args->rest[0], &g, e) : from_case(cx, args, &g, &store, e);
	if (!st)
		st = look_at_dates(&g, e);
	if (!st)
		st = ranges_picture(g.ranges, g.n, &a, &p, e);
	if (!st && cx->json)
		st = answer_json(cx, picture_json(&g, &p), e);
	else if (!st)
		print_picture(cx->out, &g, &p);
	store_close(store);
	arena_free(&a);
	return st;
}
