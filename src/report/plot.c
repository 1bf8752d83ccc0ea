/* plot.c - drawings of numbers: ranges on one axis, points of a site. Every drawing has a title in words. */
#include "report/dossier.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 560, LEFT = 12, ROW = 34 };

/* A round step that gives at most five ticks. */
static double tick_step(double span)
{
	double step = pow(10, floor(log10(span / 4)));
	while (span / step > 5)
		step *= span / (step * 2) > 5 ? 5 : 2;
	return step;
}

struct axis { double from, to; };

static double x_of(const struct axis *a, double v)
{
	return LEFT + (WIDTH - 2 * LEFT) * (v - a->from) / (a->to - a->from);
}

static struct axis axis_for(const struct plotted *v, size_t n)
{
	double low = INFINITY, high = -INFINITY;
	for (size_t i = 0; i < n; i++) {
		low = fmin(low, v[i].low);
		high = fmax(high, v[i].high);
	}
	/* amounts of one kind are compared from nought, unless they all lie in a narrow band far from it */
	if (low > 0 && low < 0.7 * high)
		low = 0;
	double pad = high > low ? (high - low) * 0.05 : fabs(high) * 0.1 + 1;
	return (struct axis){low == 0 ? 0 : low - pad, high + pad};
}

static void number_attribute(struct page *p, double x)
{
	page_number(p, x);
	page_markup(p, "\"");
}

static void line_between(struct page *p, double x1, double y1, double x2, double y2)
{
	page_markup(p, "<line x1=\"");
	number_attribute(p, x1);
	page_markup(p, " y1=\"");
	number_attribute(p, y1);
	page_markup(p, " x2=\"");
	number_attribute(p, x2);
	page_markup(p, " y2=\"");
	number_attribute(p, y2);
	page_markup(p, "/>");
}

static void circle(struct page *p, double x, double y, double r, bool full)
{
	if (full)
		page_markup(p, "<circle fill=\"currentColor\" cx=\"");
	else
		page_markup(p, "<circle stroke-dasharray=\"3 3\" cx=\"");
	number_attribute(p, x);
	page_markup(p, " cy=\"");
	number_attribute(p, y);
	page_markup(p, " r=\"");
	number_attribute(p, r);
	page_markup(p, "/>");
}

static void text_at(struct page *p, double x, double y)
{
	page_markup(p, "<text fill=\"currentColor\" stroke=\"none\" font-size=\"11\" font-family=\"sans-serif\" x=\"");
	number_attribute(p, x);
	page_markup(p, " y=\"");
	number_attribute(p, y);
	page_markup(p, ">");
}

static void arrow(struct page *p, double x, double y, double way)
{
	line_between(p, x, y, x - way * 7, y - 5);
	line_between(p, x, y, x - way * 7, y + 5);
}

static void range(struct page *p, const struct axis *a, const struct plotted *v, double y)
{
	double x1 = x_of(a, v->low), x2 = x_of(a, v->high);
	if (v->own)
		page_markup(p, "<g stroke-width=\"3.5\">");
	else
		page_markup(p, "<g stroke-width=\"1.5\">");
	double end1 = v->open_low ? fmax(LEFT, x1 - 40) : x1, end2 = v->open_high ? fmin(WIDTH - LEFT, x2 + 40) : x2;
	line_between(p, end1, y, end2, y);
	if (v->open_low)
		arrow(p, end1, y, -1);
	else
		line_between(p, x1, y - 5, x1, y + 5);
	if (v->open_high)
		arrow(p, end2, y, 1);
	else
		line_between(p, x2, y - 5, x2, y + 5);
	if (!isnan(v->best))
		circle(p, x_of(a, v->best), y, 4, true);
	page_markup(p, "</g>");
	text_at(p, LEFT, y - 9);
	if (v->own)
		page_words(p, "the claim: ");
	page_fact_unmarked(p, v->figure);
	if (!v->own) {
		page_words(p, " - ");
		page_fact_unmarked(p, v->label);
	}
	page_markup(p, "</text>");
}

void plot_ranges(struct page *p, const struct plotted *v, size_t n)
{
	if (n == 0 || !isfinite(v[0].low) || !isfinite(v[0].high))
		return;
	struct axis a = axis_for(v, n);
	double height = (double)n * ROW + 30, step = tick_step(a.to - a.from);
	page_markup(p, "<svg class=\"range\" fill=\"none\" stroke=\"currentColor\" role=\"img\" viewBox=\"0 0 560 ");
	page_number(p, height);
	page_markup(p, "\"><title>");
	for (size_t i = 0; i < n; i++) {
		page_choose(p, i, "; ", "Range: ");
		page_fact_unmarked(p, v[i].figure);
	}
	page_markup(p, "</title><g class=\"axis\" stroke-width=\"1\">");
	line_between(p, LEFT, height - 18, WIDTH - LEFT, height - 18);
	for (double t = ceil(a.from / step) * step; t <= a.to; t += step) {
		line_between(p, x_of(&a, t), height - 18, x_of(&a, t), height - 13);
		text_at(p, x_of(&a, t) - 8, height - 2);
		if (t == floor(t) && fabs(t) < 1e15)
			page_count(p, (long long)t);
		else
			page_number(p, t);
		page_markup(p, "</text>");
	}
	page_markup(p, "</g>");
	for (size_t i = 0; i < n; i++)
		range(p, &a, &v[i], (double)i * ROW + 24);
	page_markup(p, "</svg>");
}

double distance_km(const struct point *a, const struct point *b)
{
	const double rad = 3.14159265358979323846 / 180;
	double u = sin((b->lat - a->lat) * rad / 2), v = sin((b->lon - a->lon) * rad / 2);
	double h = u * u + cos(a->lat * rad) * cos(b->lat * rad) * v * v;
	return 2 * 6371.0088 * asin(sqrt(fmin(1, h)));
}

void plot_points(struct page *p, struct dossier *d, const struct site *s)
{
	double south = INFINITY, north = -INFINITY, west = INFINITY, east = -INFINITY;
	for (size_t i = 0; i < s->n_points; i++) {
		south = fmin(south, s->points[i].lat);
		north = fmax(north, s->points[i].lat);
		west = fmin(west, s->points[i].lon);
		east = fmax(east, s->points[i].lon);
	}
	/* kilometres east and north of the south-west corner; one scale both ways */
	const struct point corner = {.lat = south, .lon = west};
	double wide = distance_km(&corner, &(struct point){.lat = south, .lon = east});
	double high = distance_km(&corner, &(struct point){.lat = north, .lon = west});
	double size = fmax(fmax(wide, high), 0.1), scale = 180 / size;
	page_markup(p, "<svg class=\"map\" fill=\"none\" stroke=\"currentColor\" role=\"img\" viewBox=\"0 0 320 240\"><title>");
	page_words(p, "Where the sources put the site, in kilometres, north up");
	page_markup(p, "</title>");
	for (size_t i = 0; i < s->n_points; i++) {
		const struct point *x = &s->points[i];
		double e = distance_km(&(struct point){.lat = x->lat, .lon = west}, x) * scale, n = distance_km(&(struct point){.lat = south, .lon = x->lon}, x) * scale;
		const struct source *source = x->sources.n ? model_source(d->m, x->sources.v[0]) : NULL;
		circle(p, 30 + e, 205 - n, 4, true);
		if (!isnan(x->radius) && x->radius / 1000 * scale > 6)
			circle(p, 30 + e, 205 - n, x->radius / 1000 * scale, false);
		text_at(p, 38 + e, 209 - n);
		if (source)
			page_id(p, source->id);
		page_markup(p, "</text>");
	}
	line_between(p, 30, 228, 30 + 180, 228);
	text_at(p, 216, 232);
	page_number(p, size);
	page_words(p, " km");
	page_markup(p, "</text></svg>");
}
