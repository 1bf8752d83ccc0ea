#include "cli/estimating.h"

#include <math.h>
#include <string.h>

enum { NAME = 15, BAR = 40, WIDE = 100, REFUSED_SHOWN = 8 };

struct scale { double from, to; };

/* Text in lines of WIDE columns at most, begun with `indent` blanks, the later ones with `hang`; counts characters, not bytes. */
static void print_wrapped(FILE *out, int indent, int hang, const char *text)
{
	unsigned at = 0;

	while (*text) {
		size_t n = strcspn(text, " \n");
		unsigned wide = 0;
		char word[512];

		for (size_t i = 0; i < n; i++)
			wide += ((unsigned char)text[i] & 0xc0) != 0x80;
		(void)snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1), text);
		if (at && at + 1 + wide > WIDE) {
			(void)fputs("\n", out);
			at = 0;
			indent = hang;
		}
		(void)fprintf(out, "%*s", at ? 1 : indent, "");
		at += (at ? 1 : (unsigned)indent) + wide;
		print_line(out, word);
		text += n;
		if (*text == '\n') {
			(void)fputs("\n", out);
			at = 0;
		}
		text += *text != '\0';
	}
	(void)fputs("\n", out);
}

static double tick_step(double span)
{
	double step = pow(10, floor(log10(span / 2)));

	while (span / step > 3)
		step *= span / (step * 2) > 3 ? 5 : 2;
	return step;
}

static struct scale scale_of(const struct estimate_row *rows, size_t n, unsigned roles, double observed)
{
	double high = observed, low = observed, middle = observed;

	for (size_t i = 0; i < n; i++)
		if (rows[i].given && roles >> rows[i].role & 1) {
			middle = fmax(middle, rows[i].estimate);
			if (isfinite(rows[i].high))
				high = fmax(high, rows[i].high);
		}
	high = fmax(fmin(high, 4 * middle), middle) * 1.02 + 1;
	return (struct scale){low > 0.7 * high ? floor(low * 0.98) : 0, high};
}

static int column_of(const struct scale *s, double x)
{
	int c = (int)lround((x - s->from) / (s->to - s->from) * (BAR - 1));

	return c < 0 ? 0 : c > BAR - 1 ? BAR - 1 : c;
}

static void print_bar(FILE *out, const struct scale *s, const struct estimate_row *row, double observed)
{
	int low = column_of(s, row->low), high = isfinite(row->high) ? column_of(s, row->high) : BAR - 1, at = column_of(s, row->estimate);
	int seen = column_of(s, observed);
	bool beyond = !(row->high <= s->to);

	for (int c = 0; c < BAR; c++)
		(void)fputs(c == at ? "●" : c == high && beyond ? "▶" : c == low && c != high ? "├" : c == high ? "┤" : c > low && c < high ? "─" :
			    c == seen ? "┊" : " ", out);
}

static void print_axis(FILE *out, struct arena *a, const struct scale *s, int indent)
{
	double step = tick_step(s->to - s->from);
	int at = 0;

	(void)fprintf(out, "%*s", indent, "");
	for (double t = ceil(s->from / step) * step; t <= s->to; t += step) {
		const char *label = estimate_whole(a, t);
		int c = column_of(s, t), n = label ? (int)strlen(label) : 0, from = c - n / 2;

		if (!label || from < at || from + n > BAR + 8)
			continue;
		(void)fprintf(out, "%*s%s", from - at, "", label);
		at = from + n;
	}
	(void)fputs("\n", out);
}

/* Heights in a row of characters, the highest a full block. */
static void print_heights(FILE *out, const char *label, const double *height, int indent)
{
	static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	double most = 0;

	for (int c = 0; c < BAR; c++)
		most = fmax(most, height[c]);
	(void)fprintf(out, "%-*s%*s", NAME, label, indent - NAME, "posterior  ");
	for (int c = 0; c < BAR; c++)
		(void)fputs(blocks[most > 0 ? (int)lround(8 * height[c] / most) : 0], out);
	(void)fputs("\n", out);
}

static void print_posteriors(FILE *out, const struct estimate_result *r, const struct scale *s, int indent)
{
	double height[BAR] = {0};

	if (r->dga && r->dga->n_curve > 1) {
		for (size_t i = 0; i < r->dga->n_curve; i++)
			if (r->dga->curve_n[i] <= s->to)
				height[column_of(s, r->dga->curve_n[i])] = fmax(height[column_of(s, r->dga->curve_n[i])], r->dga->curve_p[i]);
		print_heights(out, "dga", height, indent);
	}
	memset(height, 0, sizeof height);
	if (r->lcmcr && r->lcmcr->has_estimate) {
		for (size_t i = 0; i < r->lcmcr->n_draws; i++)
			if (r->lcmcr->draws[i] <= s->to)
				height[column_of(s, r->lcmcr->draws[i])]++;
		print_heights(out, "lcmcr", height, indent);
	}
}

static int interval_text(const struct estimate_row *row, struct arena *a, char *out, size_t room)
{
	const char *low = estimate_whole(a, row->low), *high = estimate_whole(a, row->high);

	return snprintf(out, room, "%s to %s", low ? low : "", high ? high : "");
}

static void print_rows(FILE *out, const struct estimate_result *r, unsigned roles, struct arena *a)
{
	const struct estimate_row *rows = r->rows;
	size_t n = r->n_rows;
	double observed = (double)r->o.observed, level = r->level;
	struct scale s = scale_of(rows, n, roles, observed);
	char interval[64];
	int wide = 9, wider = 20;
	bool any = false;

	for (size_t i = 0; i < n; i++)
		if (rows[i].given && roles >> rows[i].role & 1) {
			const char *it = estimate_whole(a, rows[i].estimate);

			wide = it && (int)strlen(it) > wide ? (int)strlen(it) : wide;
			wider = interval_text(&rows[i], a, interval, sizeof interval) > wider ? (int)strlen(interval) : wider;
		}
	(void)snprintf(interval, sizeof interval, "%g %% interval", 100 * level);
	(void)fprintf(out, "\n%-*s %*s  %s\n", NAME, "method", wide, "estimate", interval);
	for (size_t i = 0; i < n; i++) {
		const struct estimate_row *row = &rows[i];

		if (!(roles >> row->role & 1))
			continue;
		(void)fprintf(out, "%-*s", NAME, row->name);
		if (!row->given) {
			(void)fprintf(out, "%*s–  no number: see below\n", wide, "");
			continue;
		}
		any = true;
		const char *it = estimate_whole(a, row->estimate);

		(void)interval_text(row, a, interval, sizeof interval);
		(void)fprintf(out, " %*s  %-*s  ", wide, it ? it : "", wider, interval);
		print_bar(out, &s, row, observed);
		(void)fputs(row->unfinished ? "  unfinished\n" : "\n", out);
	}
	print_posteriors(out, r, &s, NAME + wide + wider + 5);
	if (any)
		print_axis(out, a, &s, NAME + wide + wider + 5);
}

static void print_reasons(FILE *out, const struct estimate_row *rows, size_t n)
{
	const char *said = NULL, *model = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct estimate_row *row = &rows[i];

		if (row->role == ESTIMATE_SIMPLE)
			continue;
		(void)fprintf(out, "\n%s", row->name);
		bool sum = row->model && !strncmp(row->model, "sum of", 6), same = !sum && row->model && model && !strcmp(row->model, model);

		if (row->model && !same && strlen(row->name) + strlen(row->model) + 2 > WIDE) {
			(void)fputs(":\n", out);
			print_wrapped(out, 4, 4, row->model);
		} else {
			(void)fputs(row->model ? ": " : "", out);
			print_line(out, same ? "the same model" : row->model ? row->model : "");
			(void)fputs("\n", out);
		}
		model = row->model;
		if (row->refused)
			print_wrapped(out, 4, 4, row->refused);
		if (row->given && row->assumes && row->assumes != said)
			print_wrapped(out, 4, 4, row->assumes);
		said = row->given ? row->assumes : said;
		for (size_t k = 0; k < row->n_caveats; k++)
			print_wrapped(out, 4, 4, row->caveats[k]);
	}
}

/* Classical models, a line each: they are shown for comparison. */
static void print_simple(FILE *out, const struct estimate_result *r, struct arena *a)
{
	const char *said = NULL;
	bool first = true;

	for (size_t i = 0; i < r->n_rows; i++) {
		const struct estimate_row *row = &r->rows[i];

		if (row->role != ESTIMATE_SIMPLE)
			continue;
		if (first)
			(void)fputs("\nFor comparison, classical models without dependence between lists\n", out);
		first = false;
		if (!row->given && said && row->refused && !strcmp(said, row->refused))
			continue;
		said = row->given ? NULL : row->refused;
		(void)fprintf(out, "    %-14s", row->model ? row->model : "");
		if (!row->given) {
			print_wrapped(out, 1, 19, row->refused ? row->refused : "no number");
			continue;
		}
		(void)fprintf(out, " %9s  %s to %s", estimate_whole(a, row->estimate), estimate_whole(a, row->low), estimate_whole(a, row->high));
		if (r->capture)
			for (unsigned m = 0; m < CAPTURE_MODELS; m++)
				if (r->capture[m].name && row->model && !strcmp(r->capture[m].name, row->model))
					(void)fprintf(out, "  AIC %.1f", r->capture[m].aic);
		(void)fputs("\n", out);
	}
}

static void print_refused(FILE *out, const struct estimate_result *r)
{
	const struct loglinear *l = r->loglinear;

	if (!l || !l->n_refused)
		return;
	(void)fprintf(out, "\n%zu of %zu log-linear models get no number\n", l->n_refused, l->n_models);
	for (size_t i = 0; i < l->n_refused_kept && i < REFUSED_SHOWN; i++) {
		(void)fputs("    ", out);
		print_line(out, l->refused[i].name);
		(void)fprintf(out, ": %s\n", exist_words(&l->refused[i].why));
	}
	if (l->n_refused > REFUSED_SHOWN)
		(void)fprintf(out, "    … and %zu more\n", l->n_refused - REFUSED_SHOWN);
}

static void print_without(FILE *out, const struct estimate_result *r, struct arena *a)
{
	if (!r->n_without)
		return;
	(void)fputs("\nWithout one list                ", out);
	for (size_t k = 0; k < r->n_rows; k++)
		if (r->rows[k].role == ESTIMATE_MAIN && r->rows[k].given && !isnan(r->without[0].estimate[k]))
			(void)fprintf(out, "  %13s", r->rows[k].name);
	(void)fputs("\n", out);
	for (size_t i = 0; i < r->n_without; i++) {
		const struct estimate_without *w = &r->without[i];

		(void)fputs("    ", out);
		print_line(out, r->o.lists[w->list]);
		(void)fprintf(out, "%*s", strlen(r->o.lists[w->list]) < 14 ? (int)(14 - strlen(r->o.lists[w->list])) : 1, "");
		(void)fprintf(out, "%9s left", estimate_whole(a, (double)w->observed));
		for (size_t k = 0; k < r->n_rows; k++) {
			if (r->rows[k].role != ESTIMATE_MAIN || !r->rows[k].given || isnan(r->without[0].estimate[k]))
				continue;
			(void)fprintf(out, "  %13s", isnan(w->estimate[k]) ? "–" : estimate_whole(a, w->estimate[k]));
		}
		(void)fputs("\n", out);
	}
}

static void print_cells(FILE *out, const struct estimate_result *r, struct arena *a)
{
	size_t shown = 0;

	if (!r->n_cells)
		return;
	(void)fputs("\nIf one person fewer were on just these lists, the estimate under ", out);
	print_line(out, r->cells_model);
	(void)fputs(" would move by\n", out);
	for (size_t i = 0; i < r->n_cells && shown < 8; i++) {
		const struct estimate_cell *c = &r->cells[i];
		const char *names = estimate_history(&r->o, c->history, a);

		if (!(c->history & (c->history - 1)))
			continue;
		shown++;
		(void)fprintf(out, "    %9s  ", isnan(c->one_fewer) ? "no number" : fabs(c->one_fewer) < 10 ? arena_printf(a, "%+.1f", c->one_fewer)
									     : arena_printf(a, "%+.0f", c->one_fewer));
		print_line(out, names ? names : "");
		(void)fprintf(out, " (%llu %s)\n", (unsigned long long)c->count, c->count == 1 ? "person" : "people");
	}
}

static void print_warnings(FILE *out, const char *title, const char *const *v, size_t n)
{
	if (n)
		(void)fprintf(out, "\n%s\n", title);
	for (size_t i = 0; i < n; i++) {
		(void)fputs("  -", out);
		print_wrapped(out, 1, 4, v[i]);
	}
}

static void print_result(FILE *out, const struct estimate_result *r, struct arena *a)
{
	const char *words = estimate_words(r, a);

	print_wrapped(out, 0, 0, words ? words : "");
	if (r->refused)
		return;
	(void)fputs("\nLists:", out);
	for (unsigned i = 0; i < r->o.n_lists; i++) {
		(void)fprintf(out, "%s %u ", i ? "," : "", i + 1);
		print_line(out, r->o.lists[i]);
	}
	(void)fputs("\n", out);
	print_rows(out, r, 1u << ESTIMATE_MAIN | 1u << ESTIMATE_BOUND, a);
	print_reasons(out, r->rows, r->n_rows);
	print_refused(out, r);
	print_simple(out, r, a);
	print_without(out, r, a);
	print_cells(out, r, a);
	print_warnings(out, "Beware", r->warnings, r->n_warnings);
}

/* A stratum in a few lines: who is in it, what each method says, what to beware of. */
static void print_stratum(FILE *out, const char *name, const struct estimate_result *r, struct arena *a)
{
	(void)fputs("\n== ", out);
	print_line(out, name);
	(void)fprintf(out, ": %s observed, %s of them on more than one list\n", estimate_whole(a, (double)r->o.observed), estimate_whole(a,
		(double)r->several));
	if (r->refused)
		print_wrapped(out, 4, 4, r->refused);
	else
		print_rows(out, r, 1u << ESTIMATE_MAIN, a);
	for (size_t i = 0; !r->refused && i < r->n_rows; i++)
		if (r->rows[i].role == ESTIMATE_MAIN && r->rows[i].refused) {
			(void)fprintf(out, "  %s:", r->rows[i].name);
			print_wrapped(out, 1, 4, r->rows[i].refused);
		}
	for (size_t i = 0; i < r->n_warnings; i++) {
		(void)fputs("  -", out);
		print_wrapped(out, 1, 4, r->warnings[i]);
	}
}

void estimate_print(FILE *out, const struct answered *x, struct arena *a)
{
	print_result(out, x->all, a);
	for (size_t i = 0; x->strata && i < x->strata->n; i++)
		print_stratum(out, x->file->strata[i].name, &x->strata->each[i], a);
	print_warnings(out, "On the table", x->file->notes, x->file->n_notes);
}
