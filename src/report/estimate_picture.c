#include "report/estimate_picture.h"
#include "report/svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 860, MARGIN = 16, LEFT = 290, COLUMNS_MOST = 31, ROW = 24, BARS = 190, TOP = 130, METHOD = 30, HUMP = 70, NAME_MOST = 18, BINS = 80 };

/* --- words and shapes ------------------------------------------------------------------------------------- */

static void box(struct page *p, double x, double y, double w, double h)
{
	page_markup(p, "<rect x=\"");
	svg_attribute(p, x);
	page_markup(p, " y=\"");
	svg_attribute(p, y);
	page_markup(p, " width=\"");
	svg_attribute(p, fmax(w, 0));
	page_markup(p, " height=\"");
	svg_attribute(p, fmax(h, 0));
	page_markup(p, "/>");
}

static void dot(struct page *p, double x, double y, double r)
{
	page_markup(p, "<circle cx=\"");
	svg_attribute(p, x);
	page_markup(p, " cy=\"");
	svg_attribute(p, y);
	page_markup(p, " r=\"");
	svg_attribute(p, r);
	page_markup(p, "/>");
}

static void figure(struct page *p, double x)
{
	if (fabs(x) < 9e18)
		page_count(p, (long long)llround(x));
	else
		page_number(p, x);
}

/* A column's heading, at most NAME_MOST characters of it. */
static void name(struct page *p, const char *text)
{
	char cut[8 * NAME_MOST];
	size_t n = 0, seen = 0;

	while (text[n] && n < sizeof cut - 4) {
		if (((unsigned char)text[n] & 0xc0) != 0x80 && seen++ == NAME_MOST - 1 && strlen(text + n) > 1)
			break;
		n++;
	}
	while (n && text[n] && ((unsigned char)text[n] & 0xc0) == 0x80)
		n--;
	memcpy(cut, text, n);
	memcpy(cut + n, text[n] ? "…" : "", text[n] ? sizeof "…" : 1);
	page_id(p, cut);
}

/* --- who is on which lists together ----------------------------------------------------------------------- */

static int by_count(const void *x, const void *y)
{
	const struct overlap_cell *a = x, *b = y;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return (a->history > b->history) - (a->history < b->history);
}

static double overlaps_height(const struct estimate_result *r)
{
	return TOP + BARS + r->o.n_lists * (double)ROW + 44;
}

static uint64_t on_list(const struct overlap *o, unsigned list)
{
	uint64_t n = 0;

	for (size_t i = 0; i < o->n_cells; i++)
		n += o->cells[i].history >> list & 1 ? o->cells[i].count : 0;
	return n;
}

static void list_rows(struct page *p, const struct overlap *o)
{
	double most = 1, y0 = TOP + BARS + 14;

	for (unsigned i = 0; i < o->n_lists; i++)
		most = fmax(most, (double)on_list(o, i));
	for (unsigned i = 0; i < o->n_lists; i++) {
		double y = y0 + i * (double)ROW, n = (double)on_list(o, i), wide = 50 * n / most;

		if (i % 2 == 0) {
			page_markup(p, "<g class=\"band\">");
			box(p, MARGIN, y, WIDTH - 2 * MARGIN, ROW);
			page_markup(p, "</g>");
		}
		page_markup(p, "<g class=\"soft\">");
		box(p, LEFT - 14 - wide, y + 5, wide, ROW - 10);
		page_markup(p, "</g>");
		svg_text_begin(p, MARGIN + 4, y + 16, SVG_START);
		name(p, o->lists[i]);
		svg_text_end(p);
		page_markup(p, "<g class=\"small\">");
		svg_text_begin(p, LEFT - 20 - wide, y + 16, SVG_END);
		figure(p, n);
		svg_text_end(p);
		page_markup(p, "</g>");
	}
}

static void column(struct page *p, const struct overlap *o, double x, uint32_t history, double wide)
{
	double y0 = TOP + BARS + 14, first = NAN, last = NAN;

	for (unsigned i = 0; i < o->n_lists; i++) {
		double y = y0 + i * (double)ROW + ROW / 2.0;

		if (history >> i & 1) {
			first = isnan(first) ? y : first;
			last = y;
		} else {
			page_markup(p, "<g class=\"off\">");
			dot(p, x, y, fmin(5, wide / 4));
			page_markup(p, "</g>");
		}
	}
	if (!isnan(first) && last > first) {
		page_markup(p, "<g class=\"thick\">");
		svg_line(p, x, first, x, last);
		page_markup(p, "</g>");
	}
	for (unsigned i = 0; i < o->n_lists; i++)
		if (history >> i & 1)
			dot(p, x, y0 + i * (double)ROW + ROW / 2.0, fmin(6, wide / 3.2));
}

static void upright(struct page *p, double x, double y, double n)
{
	page_markup(p, "<g class=\"small\" transform=\"translate(");
	page_number(p, x + 4);
	page_markup(p, " ");
	page_number(p, y - 5);
	page_markup(p, ") rotate(-90)\"><text>");
	figure(p, n);
	page_markup(p, "</text></g>");
}

static void unseen_column(struct page *p, const struct estimate_result *r, double x, double wide)
{
	page_markup(p, "<g class=\"unseen\">");
	box(p, x - wide * 0.35, TOP + BARS - 60, wide * 0.7, 60);
	page_markup(p, "</g>");
	column(p, &r->o, x, 0, wide);
	page_markup(p, "<g class=\"big\">");
	svg_text_begin(p, x, TOP + BARS - 24, SVG_MIDDLE);
	page_words(p, "?");
	svg_text_end(p);
	page_markup(p, "</g><g class=\"small\">");
	svg_text_begin(p, x, TOP + BARS - 68, SVG_MIDDLE);
	page_words(p, "on none");
	svg_text_end(p);
	page_markup(p, "</g>");
}

static enum status overlaps(struct page *p, const struct estimate_result *r, struct arena *a, struct error *e)
{
	const struct overlap *o = &r->o;
	struct overlap_cell *cells = arena_array(a, o->n_cells ? o->n_cells : 1, sizeof *cells);
	size_t shown = o->n_cells < COLUMNS_MOST ? o->n_cells : COLUMNS_MOST;
	double wide = fmin(40, (double)(WIDTH - LEFT - MARGIN) / (double)(shown + 1));

	if (!cells)
		return error_memory(e);
	if (o->n_cells) {
		memcpy(cells, o->cells, o->n_cells * sizeof *cells);
		qsort(cells, o->n_cells, sizeof *cells, by_count);
	}
	page_markup(p, "<g class=\"head\">");
	svg_text_begin(p, MARGIN, 26, SVG_START);
	figure(p, (double)o->observed);
	page_words(p, " people by the lists they are on");
	svg_text_end(p);
	page_markup(p, "</g><g class=\"small\">");
	svg_text_begin(p, MARGIN, 46, SVG_START);
	page_words(p, "Each column: the people who are on just the lists with a full dot.");
	if (o->n_cells > shown) {
		page_words(p, " Smaller ones, left out: ");
		page_count(p, (long long)(o->n_cells - shown));
		page_words(p, ".");
	}
	svg_text_end(p);
	page_markup(p, "</g>");
	list_rows(p, o);
	for (size_t i = 0; i < shown; i++) {
		double x = LEFT + ((double)i + 0.5) * wide, high = BARS * (double)cells[i].count / (double)cells[0].count;

		if (cells[i].history & (cells[i].history - 1))
			box(p, x - wide * 0.35, TOP + BARS - high, wide * 0.7, high);
		else {
			page_markup(p, "<g class=\"soft\">");
			box(p, x - wide * 0.35, TOP + BARS - high, wide * 0.7, high);
			page_markup(p, "</g>");
		}
		upright(p, x, TOP + BARS - high, (double)cells[i].count);
		column(p, o, x, cells[i].history, wide);
	}
	unseen_column(p, r, LEFT + ((double)shown + 0.5) * wide, wide);
	page_markup(p, "<g class=\"rule\">");
	svg_line(p, LEFT, TOP + BARS, LEFT + ((double)shown + 1) * wide, TOP + BARS);
	page_markup(p, "</g><g class=\"small\">");
	svg_text_begin(p, MARGIN, overlaps_height(r) - 12, SVG_START);
	page_words(p, "Dark bars: on more than one list; these overlaps carry every estimate.");
	svg_text_end(p);
	page_markup(p, "</g>");
	return ST_OK;
}

/* --- what the methods say --------------------------------------------------------------------------------- */

struct span { double from, to; };

static double x_of(const struct span *s, double v)
{
	return LEFT + (WIDTH - LEFT - 2 * MARGIN) * (fmin(fmax(v, s->from), s->to) - s->from) / (s->to - s->from);
}

static bool drawn(const struct estimate_row *row)
{
	return row->role != ESTIMATE_SIMPLE;
}

static struct span span_of(const struct estimate_result *r)
{
	double high = (double)r->o.observed, middle = high;

	for (size_t i = 0; i < r->n_rows; i++)
		if (drawn(&r->rows[i]) && r->rows[i].given) {
			middle = fmax(middle, r->rows[i].estimate);
			high = isfinite(r->rows[i].high) ? fmax(high, r->rows[i].high) : high;
		}
	if (r->lcmcr && !r->lcmcr->has_estimate)
		for (unsigned c = 0; c < r->lcmcr->n_chains; c++)
			if (r->lcmcr->chain[c].n_draws && isfinite(r->lcmcr->chain[c].median))
				middle = fmax(middle, r->lcmcr->chain[c].median);
	high = fmax(fmin(high, 4 * middle), 1.02 * middle) * 1.03 + 1;
	return (struct span){(double)r->o.observed > 0.7 * high ? floor((double)r->o.observed * 0.98) : 0, high};
}

static bool has_hump(const struct estimate_result *r)
{
	return (r->dga && r->dga->n_curve > 1) || (r->lcmcr && r->lcmcr->n_chains && r->lcmcr->chain[0].n_draws > 1);
}

static size_t humps(const struct estimate_result *r)
{
	return (size_t)(r->dga && r->dga->n_curve > 1) + (size_t)(r->lcmcr && r->lcmcr->n_chains && r->lcmcr->chain[0].n_draws > 1);
}

static size_t rows_drawn(const struct estimate_result *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_rows; i++)
		n += drawn(&r->rows[i]);
	return n;
}

static double results_height(const struct estimate_result *r)
{
	return 84 + (double)rows_drawn(r) * METHOD + (double)humps(r) * HUMP + 34;
}

static void method(struct page *p, const struct span *s, const struct estimate_row *row, double y)
{
	svg_text_begin(p, MARGIN, y + 4, SVG_START);
	page_id(p, row->name);
	if (row->role == ESTIMATE_BOUND)
		page_words(p, " (lower bound)");
	svg_text_end(p);
	if (!row->given) {
		page_markup(p, "<g class=\"small\">");
		svg_text_begin(p, LEFT - 14, y + 4, SVG_END);
		page_words(p, "no number");
		svg_text_end(p);
		page_markup(p, "</g>");
		return;
	}
	double x1 = x_of(s, row->low), x2 = x_of(s, row->high);

	svg_text_begin(p, LEFT - 14, y + 4, SVG_END);
	figure(p, row->estimate);
	svg_text_end(p);
	page_markup(p, "<g class=\"bar\">");
	svg_line(p, x1, y, x2, y);
	if (row->low >= s->from)
		svg_line(p, x1, y - 5, x1, y + 5);
	if (row->high <= s->to) {
		svg_line(p, x2, y - 5, x2, y + 5);
	} else {
		svg_line(p, x2, y, x2 - 7, y - 5);
		svg_line(p, x2, y, x2 - 7, y + 5);
	}
	page_markup(p, "</g>");
	dot(p, x_of(s, row->estimate), y, 4.5);
}

/* A curve of n heights over positions in x, the highest HUMP - 22 high. */
static void hump(struct page *p, const struct span *s, const double *x, const double *height, size_t n, double y, bool filled)
{
	double most = 0, last = NAN;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, height[i]);
	if (!(most > 0))
		return;
	if (filled)
		page_markup(p, "<polygon class=\"hump\" points=\"");
	else
		page_markup(p, "<polyline class=\"chain\" points=\"");
	for (size_t i = 0; i < n && x[i] <= s->to; i++) {
		if (isnan(last) && filled) {
			page_number(p, x_of(s, x[i]));
			page_markup(p, ",");
			page_number(p, y);
			page_markup(p, " ");
		}
		last = x_of(s, x[i]);
		page_number(p, last);
		page_markup(p, ",");
		page_number(p, y - (HUMP - 22) * height[i] / most);
		page_markup(p, " ");
	}
	if (!isnan(last) && filled) {
		page_number(p, last);
		page_markup(p, ",");
		page_number(p, y);
	}
	page_markup(p, "\"/>");
}

static void draws_hump(struct page *p, const struct span *s, const double *draws, size_t n, double y, bool filled)
{
	double x[BINS + 2] = {0}, height[BINS + 2] = {0}, step = (s->to - s->from) / BINS;
	size_t from = BINS, to = 0;

	for (size_t i = 0; i < n; i++) {
		double b = floor((draws[i] - s->from) / step);

		if (b >= 0 && b < BINS) {
			height[(size_t)b + 1]++;
			from = (size_t)b < from ? (size_t)b : from;
			to = (size_t)b + 2 > to ? (size_t)b + 2 : to;
		}
	}
	for (size_t i = 0; i < BINS + 2; i++)
		x[i] = s->from + ((double)i - 0.5) * step;
	if (to > from)
		hump(p, s, x + from, height + from, to - from + 1, y, filled);
}

static void posteriors(struct page *p, const struct estimate_result *r, const struct span *s, double y)
{
	if (r->dga && r->dga->n_curve > 1) {
		y += HUMP;
		svg_text_begin(p, MARGIN, y - 8, SVG_START);
		page_words(p, "dga, posterior");
		svg_text_end(p);
		hump(p, s, r->dga->curve_n, r->dga->curve_p, r->dga->n_curve, y, true);
	}
	if (r->lcmcr && r->lcmcr->n_chains && r->lcmcr->chain[0].n_draws > 1) {
		y += HUMP;
		svg_text_begin(p, MARGIN, y - 8, SVG_START);
		page_choose(p, r->lcmcr->has_estimate, "lcmcr, posterior", "lcmcr, chains that disagree");
		svg_text_end(p);
		if (r->lcmcr->has_estimate)
			draws_hump(p, s, r->lcmcr->draws, r->lcmcr->n_draws, y, true);
		else
			for (unsigned c = 0; c < r->lcmcr->n_chains; c++)
				draws_hump(p, s, r->lcmcr->chain[c].draws, r->lcmcr->chain[c].n_draws, y, false);
	}
}

static void axis(struct page *p, const struct span *s, double y)
{
	double step = pow(10, floor(log10((s->to - s->from) / 4)));

	while ((s->to - s->from) / step > 6)
		step *= (s->to - s->from) / (step * 2) > 6 ? 5 : 2;
	page_markup(p, "<g class=\"rule\">");
	svg_line(p, LEFT, y, WIDTH - 2 * MARGIN, y);
	for (double t = ceil(s->from / step) * step; t <= s->to; t += step)
		svg_line(p, x_of(s, t), y, x_of(s, t), y + 5);
	page_markup(p, "</g><g class=\"small\">");
	for (double t = ceil(s->from / step) * step; t <= s->to; t += step) {
		svg_text_begin(p, x_of(s, t), y + 20, SVG_MIDDLE);
		figure(p, t);
		svg_text_end(p);
	}
	page_markup(p, "</g>");
}

static void results(struct page *p, const struct estimate_result *r)
{
	struct span s = span_of(r);
	double y = 84, end = results_height(r) - 34, seen = x_of(&s, (double)r->o.observed);

	page_markup(p, "<g class=\"head\">");
	svg_text_begin(p, MARGIN, 26, SVG_START);
	page_words(p, "How many in all: every method, with its ");
	if (fabs(100 * r->level - round(100 * r->level)) < 1e-9)
		page_count(p, lround(100 * r->level));
	else
		page_number(p, 100 * r->level);
	page_words(p, " % interval");
	svg_text_end(p);
	page_markup(p, "</g><g class=\"dash\">");
	svg_line(p, seen, 58, seen, end);
	page_markup(p, "</g><g class=\"small\">");
	svg_text_begin(p, seen, 50, seen > WIDTH - 150 ? SVG_END : SVG_START);
	figure(p, (double)r->o.observed);
	page_words(p, " observed");
	svg_text_end(p);
	page_markup(p, "</g>");
	for (size_t i = 0; i < r->n_rows; i++)
		if (drawn(&r->rows[i])) {
			method(p, &s, &r->rows[i], y);
			y += METHOD;
		}
	if (has_hump(r))
		posteriors(p, r, &s, y - METHOD / 2.0);
	axis(p, &s, end);
}

/* --- the document ----------------------------------------------------------------------------------------- */

enum status estimate_picture(const struct estimate_result *r, unsigned which, struct arena *a, struct page *out, struct error *e)
{
	double height = (which & PICTURE_OVERLAPS ? overlaps_height(r) : 0) + (which & PICTURE_RESULTS ? results_height(r) : 0);
	enum status st = ST_OK;

	page_markup(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"860\" viewBox=\"0 0 860 ");
	page_number(out, height);
	page_markup(out, "\" height=\"");
	page_number(out, height);
	page_markup(out, "\"><title>");
	page_count(out, (long long)r->o.observed);
	page_words(out, " people on ");
	page_count(out, r->o.n_lists);
	page_words(out, " lists");
	if (r->spread.n) {
		page_words(out, "; estimates of all from ");
		figure(out, r->spread.estimate_low);
		page_words(out, " to ");
		figure(out, r->spread.estimate_high);
	}
	page_markup(out, "</title><style>svg{background:#fff}text{font:13px 'Noto Sans',Helvetica,Arial,sans-serif;fill:#1b1f24}.small text{font-size:11.5px;"
		"fill:#4d5763}.head text{font-size:17px;font-weight:600}.big text{font-size:22px}rect,circle{fill:#1b1f24}.soft rect{fill:#9fb3c8}"
		".band rect{fill:#f3f5f8}.off circle{fill:#d3dae2}.thick line{stroke:#1b1f24;stroke-width:2.5}.rule line{stroke:#4d5763;stroke-width:1}"
		".bar line{stroke:#0b4f8a;stroke-width:2.5;stroke-linecap:round}.unseen rect{fill:#fff;stroke:#4d5763;stroke-dasharray:4 3}"
		".dash line{stroke:#4d5763;stroke-dasharray:4 3}.hump{fill:#c3d5e6;stroke:#0b4f8a}.chain{fill:none;stroke:#0b4f8a}</style>"
		"<rect style=\"fill:#fff\" width=\"100%\" height=\"100%\"/>");
	if (which & PICTURE_OVERLAPS)
		st = overlaps(out, r, a, e);
	if (!st && which & PICTURE_RESULTS) {
		page_markup(out, "<g transform=\"translate(0 ");
		page_number(out, which & PICTURE_OVERLAPS ? overlaps_height(r) : 0);
		page_markup(out, ")\">");
		results(out, r);
		page_markup(out, "</g>");
	}
	page_markup(out, "</svg>\n");
	return st ? st : page_ok(out) ? ST_OK : error_memory(e);
}
