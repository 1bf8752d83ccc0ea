#include "report/watch_page.h"

#include "base/sha256.h"
#include "report/outside.h"
#include "report/page.h"
#include "report/style.h"
#include "report/watch_style.h"
#include "watch/words.h"

#include <math.h>
#include <string.h>

enum { SIDE = 1100, ROWS = 500, UNSEEN_ROWS = 100, CORNERS = 200000 };

struct telling {
	struct page p;
	const struct watch_pictured *x;
	const struct watch_result *r;
	const struct watch_told *t;
	struct arena *a;
	bool failed;               /* memory */
};

/* --- small things ------------------------------------------------------------------------------------------------- */

/* Text of files, of their names and of the sentences that hold such names. */
static void outside(struct telling *d, const char *text)
{
	struct buf b = BUF_INIT;

	outside_whole(text, &b);
	page_id(&d->p, buf_str(&b));
	d->failed |= b.failed;
	buf_free(&b);
}

static void area(struct telling *d, double x)
{
	const char *text = watch_area(x, d->r->grid.kind, d->a);

	d->failed |= !text;
	page_id(&d->p, text ? text : "");
}

static void day(struct telling *d, size_t i)
{
	const char *date = i < d->r->n_scenes ? d->r->scene[i].date : NULL;

	if (date)
		page_code(&d->p, date);
	else
		page_words(&d->p, "date not known");
}

/* A share in per cent, two figures. */
static void per_cent(struct telling *d, double x)
{
	if (!isfinite(x))
		page_words(&d->p, "an unknown share");
	else if (x > 0 && x < 0.0005)
		page_words(&d->p, "under 0.1 %");
	else if (x > 0.995 && x < 1)
		page_words(&d->p, "over 99 %");
	else if (x < 0.1) {
		page_tenths(&d->p, 100 * x);
		page_words(&d->p, " %");
	} else {
		page_count(&d->p, llround(100 * x));
		page_words(&d->p, " %");
	}
}

static void probability(struct telling *d, double x)
{
	if (!isfinite(x))
		page_words(&d->p, "–");
	else if (x < 0.001)
		page_words(&d->p, "under 0.001");
	else
		page_thousandths(&d->p, x);
}

static void number_or_dash(struct telling *d, double x)
{
	if (isfinite(x))
		page_number(&d->p, x);
	else
		page_words(&d->p, "–");
}

static bool shown(const struct telling *d, const struct watch_change *c) { return c->to > d->x->before && c->from < d->x->after; }

/* --- the images ---------------------------------------------------------------------------------------------------- */

static void outline(struct telling *d, const struct region_shape *s)
{
	struct page *p = &d->p;

	for (size_t k = 0; k < s->n; k++) {
		for (size_t i = 0; i + 1 < s->ring[k].n; i++) {
			page_choose(p, i, "L", "M");
			page_whole(p, llround(s->ring[k].point[i][0]));
			page_markup(p, " ");
			page_whole(p, llround(s->ring[k].point[i][1]));
		}
		page_markup(p, "Z");
	}
}

static size_t corners(const struct region_shape *s)
{
	size_t n = 0;

	for (size_t k = 0; k < s->n; k++)
		n += s->ring[k].n;
	return n;
}

static void change_drawn(struct telling *d, const struct watch_change *c)
{
	struct page *p = &d->p;

	if (c->confidence >= 0.8)
		page_markup(p, "<g class=\"change\"><path class=\"case\" d=\"");
	else
		page_markup(p, "<g class=\"change unsure\"><path class=\"case\" d=\"");
	outline(d, &c->shape);
	page_markup(p, "\"/><path class=\"line\" d=\"");
	outline(d, &c->shape);
	page_markup(p, "\"/></g>");
}

/* A number beside each of the largest, where there is room. */
static void numbers(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_result *r = d->r;
	struct watch_labels l = {.width = r->grid.width, .height = r->grid.height, .em = fmax(r->grid.width, r->grid.height) / (r->n_changes > 20 ? 60
			: 45)};

	page_markup(p, "<g class=\"change\" font-size=\"");
	page_number(p, l.em);
	page_markup(p, "\">");
	for (size_t i = 0; i < r->n_changes && l.n < WATCH_LABELS; i++) {
		const struct region *b = &r->change[i].region;
		const double box[4] = {b->x0, b->y0, b->x1, b->y1};
		unsigned digits = 1;

		for (uint32_t id = r->change[i].id; id >= 10; id /= 10)
			digits++;
		if (!shown(d, &r->change[i]) || !watch_labels_place(&l, box, l.em * (0.3 + 0.62 * digits)))
			continue;
		page_markup(p, "<text x=\"");
		page_number(p, l.v[l.n - 1].x + l.em * 0.15);
		page_markup(p, "\" y=\"");
		page_number(p, l.v[l.n - 1].y + l.em * 0.95);
		page_markup(p, "\">");
		page_whole(p, r->change[i].id);
		page_markup(p, "</text>");
	}
	page_markup(p, "</g>");
}

/* All lines once, for both images. */
static void lines(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_result *r = d->r;
	double step = fmax(r->grid.width, r->grid.height) / 70.0;
	size_t drawn = 0;

	page_markup(p, "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" "
			"patternUnits=\"userSpaceOnUse\" width=\"");
	page_number(p, step);
	page_markup(p, "\" height=\"");
	page_number(p, step);
	page_markup(p, "\" patternTransform=\"rotate(45)\"><rect width=\"");
	page_number(p, step * 0.16);
	page_markup(p, "\" height=\"");
	page_number(p, step);
	page_markup(p, "\" fill=\"#fff\"/><rect x=\"");
	page_number(p, step * 0.16);
	page_markup(p, "\" width=\"");
	page_number(p, step * 0.16);
	page_markup(p, "\" height=\"");
	page_number(p, step);
	page_markup(p, "\" fill=\"#000\"/></pattern><g id=\"all-lines\">");
	for (size_t i = 0; i < r->n_unseen && drawn < CORNERS; i++) {
		if (r->unseen[i].date != d->x->before && r->unseen[i].date != d->x->after)
			continue;
		drawn += corners(&r->unseen[i].shape);
		page_markup(p, "<path class=\"hidden-ground\" fill=\"url(#hatch)\" fill-rule=\"evenodd\" d=\"");
		outline(d, &r->unseen[i].shape);
		page_markup(p, "\"/>");
	}
	for (size_t i = 0; i < r->n_changes && drawn < 2 * CORNERS; i++)
		if (shown(d, &r->change[i])) {
			drawn += corners(&r->change[i].shape);
			change_drawn(d, &r->change[i]);
		}
	numbers(d);
	page_markup(p, "</g></defs></svg>");
}

static void image(struct telling *d, unsigned date)
{
	struct page *p = &d->p;
	size_t i = date ? d->x->after : d->x->before;
	const struct preview *v = d->x->image[date];
	uint32_t most = v->width > v->height ? v->width : v->height, times = most / SIDE + (most % SIDE != 0);
	struct buf png = BUF_INIT;
	const char *name = watch_scene_name(&d->r->scene[i], d->a);

	d->failed |= watch_picture_plain(d->x, date, times, &png, NULL) != ST_OK || !name;
	if (date)
		page_markup(p, "<figure class=\"after\"><div class=\"frame\"><img alt=\"The place at the later date, ");
	else
		page_markup(p, "<figure class=\"before\"><div class=\"frame\"><img alt=\"The place at the earlier date, ");
	day(d, i);
	page_markup(p, "\" width=\"");
	page_whole(p, (v->width + times - 1) / times);
	page_markup(p, "\" height=\"");
	page_whole(p, (v->height + times - 1) / times);
	page_markup(p, "\" src=\"data:image/png;base64,");
	page_base64(p, png.bytes, png.len);
	page_markup(p, "\"><svg class=\"lines\" aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 ");
	page_whole(p, d->r->grid.width);
	page_markup(p, " ");
	page_whole(p, d->r->grid.height);
	page_markup(p, "\"><use href=\"#all-lines\"/></svg></div><figcaption><strong>");
	page_choose(p, date, "After", "Before");
	page_words(p, ": ");
	day(d, i);
	page_markup(p, "</strong><br>");
	outside(d, name ? name : "");
	page_markup(p, "</figcaption></figure>");
	buf_free(&png);
}

static void key(struct telling *d)
{
	struct page *p = &d->p;

	page_markup(p, "<ul class=\"key\"><li><svg viewBox=\"0 0 40 18\" aria-hidden=\"true\"><path class=\"case\" d=\"M5 3H35V15H5Z\"/><path "
			"class=\"line\" d=\"M5 3H35V15H5Z\"/></svg>");
	page_words(p, "change, very likely or more (80 %)");
	page_markup(p, "</li><li><svg viewBox=\"0 0 40 18\" aria-hidden=\"true\"><g class=\"unsure\"><path class=\"case\" d=\"M5 3H35V15H5Z\"/><path "
			"class=\"line\" d=\"M5 3H35V15H5Z\"/></g></svg>");
	page_words(p, "change, less sure");
	page_markup(p, "</li><li><svg viewBox=\"0 0 40 18\" aria-hidden=\"true\"><rect width=\"40\" height=\"18\" fill=\"#999\"/><path d=\"M0 18L18 0M11 "
		"18L29 0M22 18L40 0\" stroke=\"#fff\" stroke-width=\"2\"/><path d=\"M2 18L20 0M13 18L31 0M24 18L42 0\" stroke=\"#000\" "
		"stroke-width=\"2\"/></svg>");
	page_words(p, "not observable at one date or the other");
	page_markup(p, "</li></ul><p class=\"note\">");
	outside(d, d->x->colours->said);
	page_words(p, "; ");
	outside(d, d->x->stretch->said);
	page_words(p, ".");
	page_markup(p, "</p>");
}

static void view(struct telling *d)
{
	struct page *p = &d->p;

	page_markup(p, "<section id=\"view\" aria-labelledby=\"view-head\"><h2 id=\"view-head\">The place at both dates</h2>");
	lines(d);
	page_markup(p, "<div class=\"controls\" id=\"controls\" hidden><label><input type=\"checkbox\" id=\"together\"> one over the other</label>"
		       "<label class=\"slide\"><span>earlier</span><input type=\"range\" id=\"where\" min=\"0\" max=\"100\" step=\"1\" value=\"50\" "
		       "aria-label=\"Where the earlier image ends and the later one begins, in per cent of the width\"><span>later</span></label></div>"
		       "<input type=\"checkbox\" id=\"lines\" checked> <label class=\"switch small\" for=\"lines\">outlines</label><div id=\"pair\">");
	image(d, 0);
	image(d, 1);
	page_markup(p, "</div>");
	key(d);
	page_markup(p, "</section>");
}

/* --- changes -------------------------------------------------------------------------------------------------------- */

static void change_row(struct telling *d, const struct watch_change *c)
{
	struct page *p = &d->p;
	double lon = NAN, lat = NAN;

	page_markup(p, "<tr><th scope=\"row\">");
	page_whole(p, c->id);
	page_markup(p, "</th><td class=\"number\">");
	area(d, c->area);
	page_markup(p, "</td><td><span class=\"day\">");
	day(d, c->from);
	page_markup(p, "</span> to <span class=\"day\">");
	day(d, c->to);
	page_markup(p, "</span></td><td>");
	page_id(p, watch_direction_said(c->direction));
	page_markup(p, "</td><td>");
	page_id(p, watch_likelihood(c->confidence));
	page_words(p, " a change (");
	per_cent(d, c->confidence);
	page_words(p, "); p ");
	probability(d, c->p);
	page_markup(p, "</td><td>");
	if (d->r->grid.kind != GRID_PIXELS)
		grid_lonlat(&d->r->grid, c->region.middle_x, c->region.middle_y, &lon, &lat);
	if (isfinite(lon) && isfinite(lat)) {
		page_markup(p, "<span class=\"day\">");
		page_degrees(p, fabs(lat));
		page_choose(p, lat < 0, "° S,", "° N,");
		page_markup(p, "</span> <span class=\"day\">");
		page_degrees(p, fabs(lon));
		page_choose(p, lon < 0, "° W", "° E");
		page_markup(p, "</span>");
	} else {
		page_words(p, "column ");
		page_count(p, llround(c->region.middle_x));
		page_words(p, ", row ");
		page_count(p, llround(c->region.middle_y));
	}
	page_markup(p, "</td></tr>");
}

static void changes(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_result *r = d->r;

	page_markup(p, "<section id=\"changes\" aria-labelledby=\"changes-head\"><h2 id=\"changes-head\">What changed</h2>");
	if (!r->n_changes) {
		page_markup(p, "<p>");
		page_words(p, "No change was found on the ground that both dates show. That is not the same as that nothing happened: see what could not be "
				"seen, and how small a change would be found.");
		page_markup(p, "</p></section>");
		return;
	}
	page_markup(p, "<div class=\"wide\"><table><thead><tr><th scope=\"col\">No</th><th scope=\"col\" class=\"number\">Area</th><th "
		       "scope=\"col\">Between</th><th scope=\"col\">What is seen</th><th scope=\"col\">How likely</th><th scope=\"col\">Where "
		       "(middle)</th></tr></thead><tbody>");
	for (size_t i = 0; i < r->n_changes && i < ROWS; i++)
		change_row(d, &r->change[i]);
	page_markup(p, "</tbody></table></div>");
	if (r->n_changes > ROWS) {
		page_markup(p, "<p class=\"note\">");
		page_count(p, (long long)(r->n_changes - ROWS));
		page_words(p, " smaller ones are left out here; the GeoJSON file has all.");
		page_markup(p, "</p>");
	}
	page_markup(p, "<p class=\"note\">");
	page_words(p, "What is seen says how the light that the ground sends back has changed, not what was done there nor by whom. Likelihoods are in "
		      "the words of Intelligence Community Directive 203: almost no chance (under 5 %), very unlikely (5 to 20), unlikely (20 to 45), roughly "
		      "even chance (45 to 55), likely (55 to 80), very likely (80 to 95), almost certain (95 and more).");
	page_markup(p, "</p></section>");
}

static void unseen(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_result *r = d->r;

	page_markup(p, "<section id=\"unseen\" aria-labelledby=\"unseen-head\"><h2 id=\"unseen-head\">What could not be seen</h2><p>");
	if (r->n_unseen || r->unseen_area > 0) {
		area(d, r->unseen_area);
		page_words(p, " cannot be seen at one date or another, ");
		area(d, r->seen_area);
		page_words(p, " can. Of ground that cannot be seen nothing is said: neither that it changed nor that it did not.");
	} else {
		page_words(p, "All of the ground is seen at all dates.");
	}
	page_markup(p, "</p>");
	if (r->masked) {
		page_markup(p, "<p>");
		outside(d, r->masked);
		page_markup(p, "</p>");
	}
	if (r->n_unseen) {
		page_markup(p, "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Date</th><th scope=\"col\" class=\"number\">Area</th><th "
				"scope=\"col\">Why</th></tr></thead><tbody>");
		for (size_t i = 0; i < r->n_unseen && i < UNSEEN_ROWS; i++) {
			const char *why = watch_reasons(r->unseen[i].reasons, d->a);

			d->failed |= !why;
			page_markup(p, "<tr><td>");
			day(d, r->unseen[i].date);
			page_markup(p, "</td><td class=\"number\">");
			area(d, r->unseen[i].area);
			page_markup(p, "</td><td>");
			page_id(p, why ? why : "");
			page_markup(p, "</td></tr>");
		}
		page_markup(p, "</tbody></table></div>");
	}
	if (r->n_unseen > UNSEEN_ROWS) {
		page_markup(p, "<p class=\"note\">");
		page_count(p, (long long)(r->n_unseen - UNSEEN_ROWS));
		page_words(p, " more stand in the GeoJSON file.");
		page_markup(p, "</p>");
	}
	page_markup(p, "</section>");
}

/* --- how ------------------------------------------------------------------------------------------------------------- */

static void registered(struct telling *d, const struct watch_pair *w)
{
	struct page *p = &d->p;
	const struct registration *g = &w->registration;

	page_markup(p, "<dt>");
	day(d, w->before);
	page_words(p, " and ");
	day(d, w->after);
	page_markup(p, "</dt><dd>");
	if (!w->registered) {
		page_words(p, "Not brought onto each other by their contents: they are taken to lie where their files say.");
	} else {
		page_words(p, "The later image lies ");
		page_number(p, fabs(g->dx));
		page_choose(p, g->dx < 0, " pixels to the left and ", " pixels to the right and ");
		page_number(p, fabs(g->dy));
		page_choose(p, g->dy < 0, " up", " down");
		page_words(p, " of the earlier one; that was taken out. ");
		page_count(p, (long long)g->used);
		page_words(p, " of ");
		page_count(p, (long long)g->windows);
		page_words(p, " windows agree, within ");
		number_or_dash(d, g->rmse_px);
		page_words(p, " pixel.");
		if (g->affine)
			page_words(p, " A turn or a change of scale was taken out too.");
	}
	page_markup(p, "</dd>");
}

static void calibrated(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_calibration *c = &d->r->calibration;

	page_markup(p, "<dt>How often it errs</dt><dd>");
	if (c->fdr)
		page_words(p, "Of what is marked as changed, the share that has not changed was to be no more than ");
	else
		page_words(p, "Of ground that has not changed, the share that is marked all the same was to be ");
	per_cent(d, c->asked);
	if (!c->fdr && c->high > 0) {
		page_words(p, "; by fits to less and to more of the ground it lies between ");
		per_cent(d, c->low);
		page_words(p, " and ");
		per_cent(d, c->high);
	}
	page_words(p, ". The limit for that was taken from these images");
	if (c->sample) {
		page_words(p, " (");
		page_count(p, (long long)c->sample);
		page_words(p, " pixels)");
	}
	if (isfinite(c->nominal)) {
		page_words(p, ", not from a textbook, by which ");
		per_cent(d, c->nominal);
		page_words(p, " of all ground would be marked");
	}
	page_words(p, "; ");
	per_cent(d, c->marked);
	page_words(p, " is, before areas too small to be told are taken out. ");
	if (isfinite(c->unchanged)) {
		page_words(p, "About ");
		per_cent(d, c->unchanged);
		page_words(p, " of the ground has not changed. ");
	}
	if (c->null)
		outside(d, c->null);
	page_markup(p, "</dd>");
	if (c->doubt) {
		page_markup(p, "<dt>Doubt</dt><dd class=\"warn\">");
		outside(d, c->doubt);
		page_markup(p, "</dd>");
	}
}

static void method(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_result *r = d->r;

	page_markup(p, "<section id=\"method\" aria-labelledby=\"method-head\"><h2 id=\"method-head\">How it was found</h2><dl><dt>Method</dt><dd>");
	page_id(p, watch_method_said(r->method));
	if (r->method == WATCH_IRMAD && r->iterations) {
		page_words(p, " ");
		page_count(p, (long long)r->iterations);
		page_choose(p, r->converged, " rounds, until it stood still.", " rounds; it did not stand still.");
	}
	page_markup(p, "</dd>");
	if (r->method_why) {
		page_markup(p, "<dt>Why this method</dt><dd>");
		outside(d, r->method_why);
		page_markup(p, "</dd>");
	}
	calibrated(d);
	for (size_t i = 0; i < r->n_pairs && i < ROWS; i++)
		registered(d, &r->pair[i]);
	page_markup(p, "</dl></section>");
}

static void sources(struct telling *d)
{
	struct page *p = &d->p;

	page_markup(p, "<section id=\"images\" aria-labelledby=\"images-head\"><h2 id=\"images-head\">The images</h2><div "
		       "class=\"wide\"><table><thead><tr><th scope=\"col\">Image</th><th scope=\"col\">Date</th><th scope=\"col\">Known from</th><th "
		       "scope=\"col\">Bands</th></tr></thead><tbody>");
	for (size_t i = 0; i < d->r->n_scenes; i++) {
		const struct scene *s = &d->r->scene[i];
		const char *name = watch_scene_name(s, d->a);

		d->failed |= !name;
		page_markup(p, "<tr><td>");
		outside(d, name ? name : "");
		page_markup(p, "</td><td>");
		day(d, i);
		page_markup(p, "</td><td>");
		outside(d, s->date && s->date_from ? s->date_from : "–");
		page_markup(p, "</td><td>");
		for (uint32_t k = 0; k < s->n; k++) {
			if (k)
				page_words(p, ", ");
			outside(d, s->plane[k].name);
		}
		page_markup(p, "</td></tr>");
	}
	page_markup(p, "</tbody></table></div></section>");
}

/* --- the page -------------------------------------------------------------------------------------------------------- */

static void head(struct telling *d)
{
	struct page *p = &d->p;
	struct sha256 hash;

	d->failed |= sha256_of(WATCH_SCRIPT, sizeof WATCH_SCRIPT - 1, NULL, 0, NULL, 0, &hash, NULL) != ST_OK;
	page_markup(p, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
		       "initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
		       "'unsafe-inline'; script-src 'sha256-");
	page_base64(p, hash.bytes, sizeof hash.bytes);
	page_markup(p, "'; base-uri 'none'; form-action 'none'\"><meta name=\"referrer\" content=\"no-referrer\"><title>Change from ");
	day(d, d->x->before);
	page_words(p, " to ");
	day(d, d->x->after);
	page_markup(p, "</title><style>");
	page_markup(p, DOSSIER_STYLE);
	page_markup(p, WATCH_STYLE);
	page_markup(p, "</style></head><body><a class=\"skip\" href=\"#main\">");
	page_words(p, "Skip to the contents");
	page_markup(p, "</a>");
}

static void summary(struct telling *d)
{
	struct page *p = &d->p;
	const struct watch_result *r = d->r;
	const char *sum = watch_summed_up(r, d->a);

	d->failed |= !sum;
	page_markup(p, "<header><p class=\"kicker\">");
	page_words(p, "onus watch");
	page_markup(p, "</p><h1>");
	day(d, d->x->before);
	page_words(p, " → ");
	day(d, d->x->after);
	page_markup(p, "</h1><p class=\"rule\">");
	outside(d, sum ? sum : "");
	page_words(p, "; ");
	area(d, r->seen_area);
	page_words(p, " seen, ");
	area(d, r->unseen_area);
	page_words(p, " not observable.");
	page_markup(p, "</p>");
	if (r->n_warnings) {
		page_markup(p, "<p class=\"warn\"><strong>To be minded:</strong></p><ul class=\"warn\">");
		for (size_t i = 0; i < r->n_warnings; i++) {
			page_markup(p, "<li>");
			outside(d, r->warning[i]);
			page_markup(p, "</li>");
		}
		page_markup(p, "</ul>");
	}
	page_markup(p, "</header><main id=\"main\">");
}

enum status watch_page(const struct watch_pictured *x, const struct watch_told *t, struct buf *out, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct telling d = {.p = {.out = *out}, .x = x, .r = x->r, .t = t, .a = &a};

	head(&d);
	summary(&d);
	view(&d);
	changes(&d);
	unseen(&d);
	method(&d);
	sources(&d);
	page_markup(&d.p, "</main><footer><p class=\"small\">");
	page_words(&d.p, "Made by ");
	outside(&d, t->program ? t->program : "onus");
	page_words(&d.p, ". Who has the images makes this page again, byte for byte.");
	page_markup(&d.p, "</p></footer><script>");
	page_markup(&d.p, WATCH_SCRIPT);
	page_markup(&d.p, "</script></body></html>\n");
	*out = d.p.out;
	arena_free(&a);
	return page_ok(&d.p) && !d.failed ? ST_OK : error_memory(e);
}
