#include "report/link_picture.h"
#include "report/outside.h"
#include "report/page.h"
#include "report/svg.h"

#include <math.h>

enum { WIDTH = 900, MARGIN = 16, VALUES = 232, LEFT = 452, RIGHT = 824, TOP = 84, ROW = 44, FOOT = 64, NAME_CELLS = 28, VALUE_CELLS = 27, ID_CELLS = 26 };

struct picture { struct page *p; double from, to; };

/* --- words and shapes ---------------------------------------------------------------------------------------- */

static void box(struct page *p, double x1, double x2, double y, double h)
{
	page_markup(p, "<rect x=\"");
	svg_attribute(p, fmin(x1, x2));
	page_markup(p, " y=\"");
	svg_attribute(p, y);
	page_markup(p, " width=\"");
	svg_attribute(p, fmax(fabs(x2 - x1), 1));
	page_markup(p, " height=\"");
	svg_attribute(p, h);
	page_markup(p, "/>");
}

/* Text from outside, as much as goes into so many cells. */
static void outside(struct page *p, const char *text, int cells)
{
	struct buf cut = BUF_INIT;

	outside_cut(text, cells, &cut);
	page_id(p, buf_str(&cut));
	p->out.failed |= cut.failed;
	buf_free(&cut);
}

static void bits(struct page *p, double x)
{
	page_choose(p, x < 0, "−", "+");
	page_tenths(p, fabs(x));
}

static void probability(struct page *p, double x)
{
	if (x > 0.9995)
		page_words(p, "over 0.999");
	else if (x < 0.0005)
		page_words(p, "under 0.001");
	else
		page_thousandths(p, x);
}

/* --- the waterfall --------------------------------------------------------------------------------------------- */

static double x_of(const struct picture *d, double v) { return LEFT + (RIGHT - LEFT) * (v - d->from) / (d->to - d->from); }

static void span(struct picture *d, const struct link_drawn *x)
{
	double sum = x->prior;

	d->from = fmin(0, fmin(x->prior, x->odds));
	d->to = fmax(0, fmax(x->prior, x->odds));
	for (size_t i = 0; i < x->n; i++) {
		d->from = fmin(d->from, fmin(sum + x->field[i].bits, sum + x->field[i].bits + x->field[i].rare));
		d->to = fmax(d->to, fmax(sum + x->field[i].bits, sum + x->field[i].bits + x->field[i].rare));
		sum += x->field[i].bits + x->field[i].rare;
	}
	d->to = fmax(d->to, d->from + 1);
}

static void band(struct page *p, double y)
{
	page_markup(p, "<g class=\"band\">");
	box(p, MARGIN - 6, WIDTH - MARGIN + 6, y, ROW);
	page_markup(p, "</g>");
}

/* A bar from one sum to the next, its weight behind it. */
static void bar(const struct picture *d, double before, double weight, double rare, double y)
{
	struct page *p = d->p;
	double x1 = x_of(d, before), x2 = x_of(d, before + weight), x3 = x_of(d, before + weight + rare), right = fmax(x1, fmax(x2, x3));

	if (weight < 0)
		page_markup(p, "<g class=\"against\">");
	else
		page_markup(p, "<g class=\"for\">");
	box(p, x1, x2, y + 10, 14);
	page_markup(p, "</g>");
	if (fabs(rare) >= 0.05) {
		if (rare < 0)
			page_markup(p, "<g class=\"against thin\">");
		else
			page_markup(p, "<g class=\"for thin\">");
		box(p, x2, x3, y + 26, 8);
		page_markup(p, "</g>");
	}
	/* on the other side where the line of even odds would go through it */
	if (right < x_of(d, 0) - 0.5 && right + 46 > x_of(d, 0))
		svg_text_begin(p, fmin(x1, fmin(x2, x3)) - 6, y + 22, SVG_END);
	else
		svg_text_begin(p, right + 6, y + 22, SVG_START);
	bits(p, weight + rare);
	svg_text_end(p);
}

static void prior_row(const struct picture *d, const struct link_drawn *x, double y)
{
	struct page *p = d->p;
	double others = exp2(-x->prior) + 1;

	svg_text_begin(p, MARGIN, y + 18, SVG_START);
	page_words(p, "before comparing");
	svg_text_end(p);
	page_markup(p, "<g class=\"small\">");
	if (others > 1.5 && others < 1e15) {
		svg_text_begin(p, VALUES, y + 18, SVG_START);
		page_words(p, "one pair in ");
		page_count(p, llround(others));
		page_words(p, " is one person");
		svg_text_end(p);
	}
	page_markup(p, "</g>");
	bar(d, 0, x->prior, 0, y);
}

static void field_row(const struct picture *d, const struct link_drawn_field *f, double before, double y)
{
	struct page *p = d->p;

	svg_text_begin(p, MARGIN, y + 18, SVG_START);
	outside(p, f->name, NAME_CELLS);
	svg_text_end(p);
	page_markup(p, "<g class=\"small\">");
	svg_text_begin(p, MARGIN, y + 34, SVG_START);
	if (f->level)
		page_id(p, f->level);
	else
		page_words(p, "not known");
	if (fabs(f->rare) >= 0.05) {
		page_choose(p, f->rare < 0, ", common ", ", rare ");
		bits(p, f->rare);
	}
	svg_text_end(p);
	page_markup(p, "</g>");
	for (int side = 0; side < 2; side++) {
		svg_text_begin(p, VALUES, y + 18 + 16 * side, SVG_START);
		outside(p, f->value[side] && *f->value[side] ? f->value[side] : "–", VALUE_CELLS);
		svg_text_end(p);
	}
	if (f->level)
		bar(d, before, f->bits, f->rare, y);
}

static void sum_row(const struct picture *d, const struct link_drawn *x, double y)
{
	struct page *p = d->p;
	double x1 = x_of(d, 0), x2 = x_of(d, x->odds);

	page_markup(p, "<g class=\"rule\">");
	svg_line(p, MARGIN, y, WIDTH - MARGIN, y);
	page_markup(p, "</g><g class=\"sum\">");
	svg_text_begin(p, MARGIN, y + 26, SVG_START);
	page_words(p, "together");
	svg_text_end(p);
	svg_text_begin(p, VALUES, y + 26, SVG_START);
	page_words(p, "probability ");
	probability(p, x->probability);
	svg_text_end(p);
	box(p, x1, x2, y + 12, 16);
	svg_text_begin(p, fmax(x1, x2) + 6, y + 26, SVG_START);
	bits(p, x->odds);
	svg_text_end(p);
	page_markup(p, "</g>");
}

/* Probabilities under the odds. */
static void axis(const struct picture *d, double y)
{
	static const struct { double p; const char *text; } ticks[] = {
		{0.5, "0.5"}, {0.001, "0.001"}, {0.999, "0.999"}, {0.1, "0.1"}, {0.9, "0.9"}, {0.01, "0.01"}, {0.99, "0.99"}, {1e-6, "10⁻⁶"}, {1 - 1e-6, "1 − 10⁻⁶"},
		{1e-9, "10⁻⁹"}, {1 - 1e-9, "1 − 10⁻⁹"},
	};
	double at[sizeof ticks / sizeof *ticks];
	struct page *p = d->p;
	size_t n = 0;

	page_markup(p, "<g class=\"rule\">");
	svg_line(p, LEFT, y, RIGHT, y);
	page_markup(p, "</g>");
	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
		double x = x_of(d, log2(ticks[i].p / (1 - ticks[i].p)));
		bool room = x >= LEFT && x <= RIGHT;

		for (size_t k = 0; k < n; k++)
			room = room && fabs(x - at[k]) > 44;
		if (!room)
			continue;
		at[n++] = x;
		page_markup(p, "<g class=\"rule\">");
		svg_line(p, x, y, x, y + 5);
		page_markup(p, "</g><g class=\"small\">");
		svg_text_begin(p, x, y + 19, SVG_MIDDLE);
		page_id(p, ticks[i].text);
		svg_text_end(p);
		page_markup(p, "</g>");
	}
	page_markup(p, "<g class=\"small\">");
	svg_text_begin(p, (LEFT + RIGHT) / 2.0, y + 38, SVG_MIDDLE);
	page_words(p, "probability that they are one person");
	svg_text_end(p);
	svg_text_begin(p, MARGIN, y + 19, SVG_START);
	page_words(p, "Weights in bits: one bit more doubles the odds. Thin bars: how rare or");
	svg_text_end(p);
	svg_text_begin(p, MARGIN, y + 34, SVG_START);
	page_words(p, "common a value is on which they agree.");
	svg_text_end(p);
	page_markup(p, "</g>");
}

static void head(struct page *p, const struct link_drawn *x, double height)
{
	page_markup(p, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"900\" viewBox=\"0 0 900 ");
	page_number(p, height);
	page_markup(p, "\" height=\"");
	page_number(p, height);
	page_markup(p, "\"><title>Why ");
	outside(p, x->id[0], ID_CELLS);
	page_words(p, " and ");
	outside(p, x->id[1], ID_CELLS);
	page_words(p, " are one person with a probability of ");
	probability(p, x->probability);
	page_markup(p, "</title><style>svg{background:#fff}text{font:13px 'Noto Sans','Noto Sans CJK SC',Helvetica,Arial,sans-serif;fill:#1b1f24}.small text{font-size:11.5px;"
		"fill:#4d5763}.head text{font-size:17px;font-weight:600}.sum text{font-weight:600}.paper{fill:#fff}.band rect{fill:#f3f5f8}.for rect{fill:#0b4f8a}"
		".against rect{fill:#b4521e}.thin rect{opacity:.6}.sum rect{fill:#1b1f24}.rule line{stroke:#4d5763;stroke-width:1}"
		".dash line{stroke:#4d5763;stroke-dasharray:4 3}.step line{stroke:#4d5763;stroke-width:.8}"
		"@media(prefers-color-scheme:dark){svg{background:#15181c}.paper{fill:#15181c}text{fill:#e8e6e1}.small text{fill:#b3bac2}.band rect{fill:#1f242a}"
		".for rect{fill:#7db8ee}.against rect{fill:#f0a070}.sum rect{fill:#e8e6e1}.rule line,.dash line,.step line{stroke:#b3bac2}}</style>"
		"<rect class=\"paper\" width=\"100%\" height=\"100%\"/><g class=\"head\">");
	svg_text_begin(p, MARGIN, 28, SVG_START);
	page_words(p, "Are ");
	outside(p, x->id[0], ID_CELLS);
	page_words(p, " and ");
	outside(p, x->id[1], ID_CELLS);
	page_words(p, " one person?");
	svg_text_end(p);
	page_markup(p, "</g><g class=\"small\">");
	svg_text_begin(p, MARGIN, 50, SVG_START);
	outside(p, x->file[0], ID_CELLS);
	page_words(p, " line ");
	page_count(p, x->line[0]);
	page_words(p, ", and ");
	outside(p, x->file[1], ID_CELLS);
	page_words(p, " line ");
	page_count(p, x->line[1]);
	if (x->decided) {
		page_words(p, "; a person decided: ");
		page_choose(p, x->decided > 0, "the same", "different");
	}
	svg_text_end(p);
	page_markup(p, "</g>");
}

enum status link_picture(const struct link_drawn *x, struct buf *out, struct error *e)
{
	struct page p = {.out = *out};
	struct picture d = {.p = &p};
	double y = TOP, sum = x->prior;

	if (!isfinite(x->odds) || !isfinite(x->prior))
		return error_set(e, ST_DATA, "the weights of this pair are not finite and cannot be drawn");
	span(&d, x);
	head(&p, x, TOP + (double)(x->n + 2) * ROW + FOOT);
	for (size_t i = 0; i < x->n + 1; i += 2)
		band(&p, TOP + (double)i * ROW);
	page_markup(&p, "<g class=\"dash\">");
	svg_line(&p, x_of(&d, 0), TOP - 6, x_of(&d, 0), TOP + (double)(x->n + 2) * ROW + 6);
	page_markup(&p, "</g>");
	prior_row(&d, x, y);
	for (size_t i = 0; i < x->n; i++) {
		page_markup(&p, "<g class=\"step\">");
		svg_line(&p, x_of(&d, sum), y + 24, x_of(&d, sum), y + ROW + (x->field[i].level ? 10 : 24));
		page_markup(&p, "</g>");
		y += ROW;
		field_row(&d, &x->field[i], sum, y);
		sum += x->field[i].bits + x->field[i].rare;
	}
	sum_row(&d, x, y + ROW);
	axis(&d, y + 2 * ROW + 6);
	page_markup(&p, "</svg>\n");
	*out = p.out;
	return buf_ok(out) ? ST_OK : error_memory(e);
}
