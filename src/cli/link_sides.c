#include "cli/reviewing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

enum { NAME = 18, SAYS = 33, SAYS_BITS = 8, WIDE = 100, LEAST = 14, MOST = 300 /* characters of a value that are shown */, LINES = 12, OTHERS = 24, ALIGNED = 200 };

struct sides sides_for(FILE *out, bool blind)
{
	struct winsize w;
	const char *columns = getenv("COLUMNS"), *term = getenv("TERM");
	struct sides s = {.width = 100, .blind = blind};

	if (isatty(fileno(out))) {
		s.width = !ioctl(fileno(out), TIOCGWINSZ, &w) && w.ws_col ? w.ws_col : columns ? atoi(columns) : 80;
		s.colour = !getenv("NO_COLOR") && term && strcmp(term, "dumb") != 0;
	}
	s.width = s.width < 60 ? 60 : s.width > 200 ? 200 : s.width;
	return s;
}

/* --- what differs ---------------------------------------------------------------------------------------------- */

/* A character of a value, or a bracket around what differs. */
struct piece { const char *text; uint8_t n; uint8_t cells; bool differs, bracket; };
enum marks { ALIKE, LETTERS, PLACES };
struct pieces { struct piece v[3 * MOST]; size_t n; bool cut; };

static unsigned folded(const struct piece *p)
{
	unsigned char b = (unsigned char)p->text[0];
	unsigned c = p->n == 1 ? b : p->n == 2 ? b & 31u : p->n == 3 ? b & 15u : b & 7u;

	for (size_t i = 1; i < p->n; i++)
		c = c << 6 | ((unsigned char)p->text[i] & 63u);
	return (unsigned)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
}

static void take_apart(const char *text, struct pieces *out)
{
	out->n = 0;
	for (size_t at = 0, n; out->n < MOST;) {
		int cells;

		if (!(n = print_next(text + at, &cells)))
			break;
		out->v[out->n++] = (struct piece){.text = text + at, .n = (uint8_t)n, .cells = (uint8_t)cells};
		at += n;
		out->cut = text[at] != 0;
	}
}

static void all_differ(struct pieces *x)
{
	for (size_t i = 0; i < x->n; i++)
		x->v[i].differs = true;
}

static void mark_places(struct pieces *x, struct pieces *y)
{
	for (size_t i = 0; i < x->n; i++)
		x->v[i].differs = y->v[i].differs = folded(&x->v[i]) != folded(&y->v[i]);
}

/* What is not in a longest common subsequence (Hirschberg 1977) differs; where little is common, all does. Upper and lower case are the same. */
static void mark(struct pieces *x, struct pieces *y, struct arena *a)
{
	size_t n = x->n, m = y->n, i = 0, k = 0, common;
	uint16_t *t = n <= ALIGNED && m <= ALIGNED ? arena_array(a, (n + 1) * (m + 1), sizeof *t) : NULL;

	all_differ(x);
	all_differ(y);
	if (!t) {
		for (i = 0; i < n && i < m && folded(&x->v[i]) == folded(&y->v[i]); i++)
			x->v[i].differs = y->v[i].differs = false;
		return;
	}
	for (i = n; i-- > 0;)
		for (k = m; k-- > 0;) {
			const uint16_t *row = t + i * (m + 1), *next = row + m + 1;

			t[i * (m + 1) + k] = folded(&x->v[i]) == folded(&y->v[k]) ? (uint16_t)(next[k + 1] + 1) : next[k] > row[k + 1] ? next[k] : row[k + 1];
		}
	common = t[0];
	if (2 * common < (n > m ? n : m))
		return;
	for (i = k = 0; i < n && k < m;) {
		if (folded(&x->v[i]) == folded(&y->v[k])) {
			x->v[i++].differs = y->v[k++].differs = false;
			continue;
		}
		if (t[(i + 1) * (m + 1) + k] >= t[i * (m + 1) + k + 1])
			i++;
		else
			k++;
	}
}

/* Brackets around what differs, for where there are no colours. */
static void bracket(struct pieces *x)
{
	struct piece out[3 * MOST];
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++) {
		if (x->v[i].differs && (!i || !x->v[i - 1].differs))
			out[n++] = (struct piece){.text = "[", .n = 1, .cells = 1, .bracket = true};
		out[n++] = x->v[i];
		if (x->v[i].differs && (i + 1 == x->n || !x->v[i + 1].differs))
			out[n++] = (struct piece){.text = "]", .n = 1, .cells = 1, .bracket = true};
	}
	if (n)
		memcpy(x->v, out, n * sizeof *out);
	x->n = n;
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static void pad(FILE *out, int n)
{
	for (; n > 0; n--)
		(void)fputc(' ', out);
}

static void put(FILE *out, const char *text, size_t n)
{
	char room[16] = {0};

	memcpy(room, text, n < sizeof room ? n : sizeof room - 1);
	print_line(out, room);
}

/* As many pieces from *at on as go into a line. */
static void line_of(const struct sides *s, const struct pieces *x, size_t *at, int width, bool last, FILE *out)
{
	int cells = 0;
	bool lit = false;

	for (; *at < x->n; (*at)++) {
		const struct piece *p = &x->v[*at];

		if (cells + p->cells > width - (last ? 1 : 0))
			break;
		if (s->colour && p->differs != lit) {
			(void)fputs(p->differs ? "\033[1;4;31m" : "\033[0m", out);
			lit = p->differs;
		}
		put(out, p->text, p->n);
		cells += p->cells;
	}
	if (lit)
		(void)fputs("\033[0m", out);
	if (last && (*at < x->n || x->cut)) {
		(void)fputs("…", out);
		cells++;
		*at = x->n;
	}
	pad(out, width - cells);
}

static void text_cell(FILE *out, const char *text, int width)
{
	int cells;
	size_t n = print_fitting(text, width, &cells), at = 0, m;

	if (text[n])
		n = print_fitting(text, width - 1, &cells);
	for (int w; at < n && (m = print_next(text + at, &w)); at += m)
		put(out, text + at, m);
	if (text[n]) {
		(void)fputs("…", out);
		cells++;
	}
	pad(out, width - cells);
}

static int value_width(const struct sides *s)
{
	int w = (s->width - NAME - 3 - (s->blind ? 0 : s->width < WIDE ? SAYS_BITS : SAYS)) / 2;

	return w < LEAST ? LEAST : w;
}

/* Digits are held against those in their places. */
static bool by_place(enum field_kind k) { return k == LINK_FIELD_DATE || k == LINK_FIELD_CODE || k == LINK_FIELD_NUMBER; }

/* A field's name, both values, what it says. */
static void row(const struct sides *s, const char *name, const char *x, const char *y, enum marks marks, const char *says, struct arena *a, FILE *out)
{
	struct pieces *p = arena_alloc(a, sizeof *p), *q = arena_alloc(a, sizeof *q);
	size_t i = 0, k = 0;
	int width = value_width(s);

	if (!p || !q)
		return;
	take_apart(*x ? x : "–", p);
	take_apart(*y ? y : "–", q);
	if (marks != ALIKE && *x && *y) {
		if (marks == PLACES && p->n == q->n)
			mark_places(p, q);
		else
			mark(p, q, a);
		if (!s->colour) {
			bracket(p);
			bracket(q);
		}
	}
	for (int line = 0; !line || (line < LINES && (i < p->n || k < q->n)); line++) {
		(void)fputs("  ", out);
		text_cell(out, line ? "" : name, NAME - 2);
		(void)fputc(' ', out);
		line_of(s, p, &i, width, line + 1 == LINES, out);
		(void)fputc(' ', out);
		line_of(s, q, &k, width, line + 1 == LINES, out);
		(void)fprintf(out, "%s%s\n", line || !*says ? "" : " ", line ? "" : says);
	}
}

static const char *place_of(const struct linking *l, uint32_t r, struct arena *a)
{
	const char *file = l->records.files[l->records.file[r]], *text = l->records.line[r] ? arena_printf(a, "%s:%u", file, (unsigned)l->records.line[r]) : file;

	return text ? text : "";
}

static bool in_a_field(const struct link_fields *f, size_t column)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->field[i].n_columns; k++)
			if (f->field[i].column[k] == column)
				return true;
	return false;
}

/* What is not compared may still tell a person something. */
static void others(const struct sides *s, const struct linking *l, uint32_t a, uint32_t b, struct arena *room, FILE *out)
{
	size_t shown = 0, more = 0;

	for (size_t i = 0; i < l->records.n_columns; i++) {
		const struct link_column *c = &l->records.column[i];

		if ((int)i == l->records.id_column || c->role == ROLE_ENTITY || in_a_field(&l->result.fields, i) || (!c->value[a] && !c->value[b]))
			continue;
		if (shown == OTHERS) {
			more++;
			continue;
		}
		shown++;
		row(s, c->name, c->values[c->value[a]].text, c->values[c->value[b]].text, c->value[a] != c->value[b] ? LETTERS : ALIKE, s->blind || s->width < WIDE ? "" : "not compared", room, out);
	}
	if (more)
		(void)fprintf(out, "  and %zu more columns\n", more);
}

/* How well the field agrees, in words where there is room for them, and in bits. */
static const char *says_of(const struct sides *s, const struct link_part *p, struct arena *a)
{
	const char *words = s->width < WIDE ? "" : p->level == LINK_FIELD_MISSING ? "not known" : field_level_name(p->field->kind, p->level);

	if (p->level == LINK_FIELD_MISSING)
		return words;
	return s->width < WIDE ? arena_printf(a, "%+6.1f", p->bits + p->rare) : arena_printf(a, "%-25s %+6.1f", words, p->bits + p->rare);
}

void sides_print(const struct sides *s, const struct linking *l, uint32_t a, uint32_t b, struct arena *room, FILE *out)
{
	struct link_explanation x;
	double sum = 0;

	link_explain(&l->result, a, b, &x);
	(void)fputs(s->colour ? "\033[1m" : "", out);
	row(s, "", l->records.id[a], l->records.id[b], ALIKE, "", room, out);
	(void)fputs(s->colour ? "\033[0m" : "", out);
	row(s, "", place_of(l, a, room), place_of(l, b, room), ALIKE, "", room, out);
	for (size_t i = 0; i < x.n; i++) {
		const struct link_part *p = &x.part[i];
		const char *u = link_value_text(&l->result, a, p->field, room), *v = link_value_text(&l->result, b, p->field, room);
		const char *says = "";
		bool same = p->level + 1 == p->field->levels;

		sum += p->bits + p->rare;
		if (!s->blind)
			says = says_of(s, p, room);
		row(s, link_field_label(&l->result.fields, p->field, room), u ? u : "", v ? v : "", same ? ALIKE : by_place(p->field->kind) ? PLACES : LETTERS, says ? says : "", room, out);
	}
	others(s, l, a, b, room, out);
	if (!s->blind)
		(void)fprintf(out, "  before comparing %+.1f, by the fields %+.1f: %+.1f bits, probability %.*f\n", x.prior, sum, x.odds,
			      x.probability > 0.9995 || x.probability < 0.0005 ? 6 : 3, x.probability);
}
