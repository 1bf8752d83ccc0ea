#include "report/watch_picture.h"

#include "report/outside.h"
#include "watch/words.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 720 };

#ifdef __SANITIZE_ADDRESS__
/* Fontconfig keeps what it has read until the process ends. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:libfontconfig"; }
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
#endif

/* Where things stand on the sheet. */
struct sheet {
	const struct watch_pictured *x;
	cairo_t *cr;
	struct arena *a;
	double em;                 /* size of the writing, pixels */
	double left, top;          /* of the image */
	double width, height;      /* of the image */
	double sheet_width, sheet_height;
	double times;              /* pixels of the sheet to one of the grid */
	uint8_t reasons;           /* why ground was not seen, all of them */
};

unsigned watch_picture_times(uint32_t width, uint32_t height)
{
	uint32_t most = width > height ? width : height;

	return most && most < 1200 ? 1200 / most : 1;
}

double watch_picture_round(double most)
{
	double power = pow(10, floor(log10(most))), x = most / power;

	if (!(most > 0) || !isfinite(most))
		return 1;
	return power * (x >= 5 ? 5 : x >= 2 ? 2 : 1);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void black(cairo_t *cr) { cairo_set_source_rgb(cr, 0, 0, 0); }
static void white(cairo_t *cr) { cairo_set_source_rgb(cr, 1, 1, 1); }

/* Cairo's simple faces have no fallback: texts of East Asia get a face that has them. */
static const char *face_for(const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s; s++)
		if ((*s >= 0xe2 && *s <= 0xed && !(*s == 0xe2 && s[1] < 0xba) && *s != 0xe1) || *s == 0xf0)
			return "Noto Sans CJK KR";
	return "Noto Sans";
}

static void font(struct sheet *s, const char *text, double size, bool bold)
{
	cairo_select_font_face(s->cr, face_for(text), CAIRO_FONT_SLANT_NORMAL, bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(s->cr, size);
}

static double wide(struct sheet *s, const char *text)
{
	cairo_text_extents_t t;

	cairo_text_extents(s->cr, text, &t);
	return t.x_advance;
}

enum side { FROM, MIDDLE, TO };

/* One line, cut to fit into `room`; returns its width. */
static double line(struct sheet *s, const char *text, double x, double y, double size, bool bold, enum side side, double room)
{
	struct buf cut = BUF_INIT;
	int cells = 400;
	double w = 0;

	font(s, text, size, bold);
	do {
		buf_reset(&cut);
		outside_cut(text, cells, &cut);
		w = wide(s, buf_str(&cut));
		cells = w > room ? (int)fmin(cells - 1, cells * room / w) : 0;
	} while (cells > 3 && buf_ok(&cut));
	cairo_move_to(s->cr, x - (side == FROM ? 0 : side == MIDDLE ? w / 2 : w), y);
	cairo_show_text(s->cr, buf_str(&cut));
	buf_free(&cut);
	return w;
}

static const char *day(const struct sheet *s, size_t i)
{
	const struct scene *x = &s->x->r->scene[i];

	return x->date ? x->date : "date not known";
}

static const char *degrees(struct sheet *s, unsigned corner)
{
	const double *p = s->x->r->grid.lonlat[corner];

	if (!isfinite(p[0]) || !isfinite(p[1]))
		return NULL;
	return arena_printf(s->a, "%.4f° %s, %.4f° %s", fabs(p[1]), p[1] < 0 ? "S" : "N", fabs(p[0]), p[0] < 0 ? "W" : "E");
}

/* --- the image --------------------------------------------------------------------------------------------------- */

static cairo_surface_t *image_of(const struct watch_pictured *x, unsigned date)
{
	const struct preview *p = x->image[date];
	cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)p->width, (int)p->height);
	uint32_t *pixels = cairo_surface_status(image) ? NULL : malloc((size_t)p->width * p->height * sizeof *pixels);

	if (!pixels) {
		cairo_surface_destroy(image);
		return NULL;
	}
	preview_pixels(p, x->stretch, date, pixels);
	for (uint32_t y = 0; y < p->height; y++)
		memcpy(cairo_image_surface_get_data(image) + (size_t)cairo_image_surface_get_stride(image) * y, pixels + (size_t)y * p->width,
		       p->width * sizeof *pixels);
	cairo_surface_mark_dirty(image);
	free(pixels);
	return image;
}

static bool draw_image(struct sheet *s, unsigned date)
{
	cairo_surface_t *image = image_of(s->x, date);

	if (!image)
		return false;
	cairo_save(s->cr);
	cairo_translate(s->cr, s->left, s->top);
	cairo_scale(s->cr, s->width / s->x->image[date]->width, s->height / s->x->image[date]->height);
	cairo_set_source_surface(s->cr, image, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(s->cr), CAIRO_FILTER_NEAREST);
	cairo_paint(s->cr);
	cairo_restore(s->cr);
	cairo_surface_destroy(image);
	black(s->cr);
	cairo_set_line_width(s->cr, 1);
	cairo_rectangle(s->cr, s->left - 0.5, s->top - 0.5, s->width + 1, s->height + 1);
	cairo_stroke(s->cr);
	return true;
}

/* --- outlines ---------------------------------------------------------------------------------------------------- */

static void path(struct sheet *s, const struct region_shape *shape)
{
	for (size_t k = 0; k < shape->n; k++) {
		for (size_t i = 0; i + 1 < shape->ring[k].n; i++) {
			const double *p = shape->ring[k].point[i];

			if (i)
				cairo_line_to(s->cr, s->left + p[0] * s->times, s->top + p[1] * s->times);
			else
				cairo_move_to(s->cr, s->left + p[0] * s->times, s->top + p[1] * s->times);
		}
		cairo_close_path(s->cr);
	}
}

/* A light line in a dark one: seen on any ground, in print without colour too. */
static void outline(struct sheet *s, bool sure)
{
	double w = fmax(2, s->em / 7), dash[2] = {w * 3, w * 2.5};

	cairo_set_line_join(s->cr, CAIRO_LINE_JOIN_MITER);
	cairo_set_dash(s->cr, NULL, 0, 0);
	cairo_set_line_width(s->cr, w * 2);
	black(s->cr);
	cairo_stroke_preserve(s->cr);
	if (!sure)
		cairo_set_dash(s->cr, dash, 2, 0);
	cairo_set_line_width(s->cr, w);
	cairo_set_source_rgb(s->cr, 1, 0.89, 0.1);
	cairo_stroke(s->cr);
	cairo_set_dash(s->cr, NULL, 0, 0);
}

/* Slanted lines, dark beside light, over what the clip leaves. */
static void hatch(struct sheet *s, double x0, double y0, double x1, double y1)
{
	double step = s->em * 0.8, span = (x1 - x0) + (y1 - y0), from = floor((x0 + y0) / step) * step;

	for (double at = from; at < x0 + y0 + span; at += step)
		for (int pass = 0; pass < 2; pass++) {
			double shift = pass ? 0 : 1.3;

			cairo_move_to(s->cr, at + shift - y1, y1);
			cairo_line_to(s->cr, at + shift - y0, y0);
			cairo_set_line_width(s->cr, 1.4);
			if (pass)
				white(s->cr);
			else
				black(s->cr);
			cairo_stroke(s->cr);
		}
}

static void draw_unseen(struct sheet *s)
{
	const struct watch_result *r = s->x->r;
	double w = fmax(1.2, s->em / 12), dash[2] = {w, w * 2};

	for (size_t i = 0; i < r->n_unseen; i++) {
		const struct region *b = &r->unseen[i].region;

		if (r->unseen[i].date != s->x->before && r->unseen[i].date != s->x->after)
			continue;
		s->reasons |= r->unseen[i].reasons;
		cairo_save(s->cr);
		cairo_rectangle(s->cr, s->left, s->top, s->width, s->height);
		cairo_clip(s->cr);
		cairo_set_fill_rule(s->cr, CAIRO_FILL_RULE_EVEN_ODD);
		path(s, &r->unseen[i].shape);
		cairo_clip(s->cr);
		hatch(s, s->left + b->x0 * s->times, s->top + b->y0 * s->times, s->left + b->x1 * s->times, s->top + b->y1 * s->times);
		cairo_restore(s->cr);
		path(s, &r->unseen[i].shape);
		cairo_set_line_width(s->cr, w);
		white(s->cr);
		cairo_stroke_preserve(s->cr);
		cairo_set_dash(s->cr, dash, 2, 0);
		black(s->cr);
		cairo_stroke(s->cr);
		cairo_set_dash(s->cr, NULL, 0, 0);
	}
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

static bool room(const struct watch_labels *l, const struct watch_label *x)
{
	if (x->x < 0 || x->y < 0 || x->x + x->w > l->width || x->y + x->h > l->height)
		return false;
	for (size_t i = 0; i < l->n; i++)
		if (x->x < l->v[i].x + l->v[i].w && l->v[i].x < x->x + x->w && x->y < l->v[i].y + l->v[i].h && l->v[i].y < x->y + x->h)
			return false;
	return true;
}

bool watch_labels_place(struct watch_labels *l, const double box[4], double w)
{
	double gap = l->em * 0.3, h = l->em * 1.2, middle_x = (box[0] + box[2] - w) / 2, middle_y = (box[1] + box[3] - h) / 2;
	const double at[8][2] = {{box[2] + gap, box[1] - h / 2}, {box[0] - gap - w, box[1] - h / 2}, {box[2] + gap, box[3] - h / 2},
				 {box[0] - gap - w, box[3] - h / 2}, {middle_x, box[1] - gap - h}, {middle_x, box[3] + gap}, {box[2] + gap, middle_y},
				 {middle_x, middle_y}};

	for (size_t k = 0; k < 8 && l->n < WATCH_LABELS; k++) {
		struct watch_label x = {at[k][0], at[k][1], w, h};

		if (room(l, &x)) {
			l->v[l->n++] = x;
			return true;
		}
	}
	return false;
}

static void draw_label(struct sheet *s, const char *text, const struct watch_label *l, double size)
{
	cairo_rectangle(s->cr, s->left + l->x, s->top + l->y, l->w, l->h);
	white(s->cr);
	cairo_fill_preserve(s->cr);
	black(s->cr);
	cairo_set_line_width(s->cr, 1);
	cairo_stroke(s->cr);
	font(s, text, size, true);
	cairo_move_to(s->cr, s->left + l->x + size * 0.25, s->top + l->y + size * 0.95);
	cairo_show_text(s->cr, text);
}

static bool shown(const struct sheet *s, const struct watch_change *c) { return c->to > s->x->before && c->from < s->x->after; }

static bool draw_changes(struct sheet *s)
{
	const struct watch_result *r = s->x->r;
	struct watch_labels l = {.width = s->width, .height = s->height, .em = s->em * (r->n_changes > 20 ? 0.8 : 1)};

	for (size_t i = r->n_changes; i-- > 0;) {  /* the largest over the others */
		const struct watch_change *c = &r->change[i];
		const struct region *b = &c->region;

		if (!shown(s, c))
			continue;
		if (fmax(b->x1 - b->x0, b->y1 - b->y0) * s->times < s->em / 2)  /* too small to be seen: a ring around it */
			cairo_arc(s->cr, s->left + (b->x0 + b->x1) / 2.0 * s->times, s->top + (b->y0 + b->y1) / 2.0 * s->times, s->em / 2, 0, 2 * M_PI);
		else
			path(s, &c->shape);
		outline(s, c->confidence >= 0.8);
	}
	for (size_t i = 0; i < r->n_changes && l.n < WATCH_LABELS; i++) {
		const struct region *b = &r->change[i].region;
		const double box[4] = {b->x0 * s->times, b->y0 * s->times, b->x1 * s->times, b->y1 * s->times};
		const char *text = arena_printf(s->a, "%u", r->change[i].id);

		if (!text)
			return false;
		font(s, text, l.em, true);
		if (shown(s, &r->change[i]) && watch_labels_place(&l, box, wide(s, text) + l.em * 0.5))
			draw_label(s, text, &l.v[l.n - 1], l.em);
	}
	return true;
}

/* --- margins ----------------------------------------------------------------------------------------------------- */

static const char *metres(struct sheet *s, double length, const char *which)
{
	if (s->x->r->grid.kind == GRID_PIXELS)
		return arena_printf(s->a, "%.0f pixels%s", length, which);
	return length >= 1000 ? arena_printf(s->a, "%g km%s", length / 1000, which) : arena_printf(s->a, "%g m%s", length, which);
}

/* A bar of alternating parts, as long as a round number of metres is; returns where it ends. */
static double scale_bar(struct sheet *s, double x, double y, double metre, const char *which)
{
	double room = fmin(s->sheet_width / 3, fmax(s->width / 3, s->em * 12)), length = watch_picture_round(room * metre / s->times);
	double w = length / metre * s->times, h = s->em * 0.45;
	const char *text = metres(s, length, which);

	for (int k = 0; k < 4; k++) {
		cairo_rectangle(s->cr, x + w * k / 4, y - h, w / 4, h);
		if (k % 2)
			white(s->cr);
		else
			black(s->cr);
		cairo_fill_preserve(s->cr);
		black(s->cr);
		cairo_set_line_width(s->cr, 1);
		cairo_stroke(s->cr);
	}
	return x + w + s->em * 0.5 + (text ? line(s, text, x + w + s->em * 0.5, y, s->em, false, FROM, s->sheet_width) : 0);
}

static void north(struct sheet *s, double x, double y)
{
	double r = s->em * 1.5;

	if (s->x->r->grid.kind == GRID_PIXELS || !isfinite(s->x->r->grid.rotation)) {
		(void)line(s, "north is not known", x, y + s->em * 0.4, s->em, false, TO, s->sheet_width / 2);
		return;
	}
	cairo_save(s->cr);
	cairo_translate(s->cr, x - r, y);
	cairo_rotate(s->cr, s->x->r->grid.rotation * M_PI / 180);
	black(s->cr);
	cairo_set_line_width(s->cr, fmax(1, s->em / 14));
	for (int half = -1; half <= 1; half += 2) {
		cairo_move_to(s->cr, 0, -r);
		cairo_line_to(s->cr, half * r * 0.38, r * 0.55);
		cairo_line_to(s->cr, 0, r * 0.3);
		cairo_close_path(s->cr);
		if (half > 0)
			cairo_fill_preserve(s->cr);
		cairo_stroke(s->cr);
	}
	cairo_restore(s->cr);
	(void)line(s, "N", x - 2 * r - s->em * 0.1, y + s->em * 0.4, s->em * 1.1, true, TO, s->em * 4);
}

static void corners(struct sheet *s)
{
	static const enum side sides[4] = {FROM, TO, TO, FROM};
	double size = s->em * 0.85;

	black(s->cr);
	for (unsigned k = 0; k < 4; k++) {
		const char *text = degrees(s, k);
		double x = sides[k] == FROM ? s->left : s->left + s->width, y = k < 2 ? s->top - s->em * 0.45 : s->top + s->height + s->em * 1.1;

		/* a narrow image has room for one of two */
		if (text && (s->width > s->em * 24 || sides[k] == FROM))
			(void)line(s, text, x, y, size, false, sides[k], s->sheet_width);
	}
}

/* One entry of the legend; returns where the next begins, on a line of its own where this one is full. */
static void entry(struct sheet *s, double *x, double *y, int mark, const char *text)
{
	double box = s->em * 2.2, w, right = s->sheet_width - s->em;

	font(s, text, s->em, false);
	w = box + s->em * 0.5 + wide(s, text) + s->em * 1.4;
	if (*x > s->em && *x + w > right + s->em * 1.4) {
		*x = s->em;
		*y += s->em * 1.7;
	}
	cairo_rectangle(s->cr, *x + 2, *y - s->em * 0.85, box - 4, s->em);
	if (mark == 2) {
		cairo_save(s->cr);
		cairo_set_source_rgb(s->cr, 0.6, 0.6, 0.6);
		cairo_fill_preserve(s->cr);
		cairo_clip(s->cr);
		hatch(s, *x, *y - s->em, *x + box, *y + s->em * 0.2);
		cairo_restore(s->cr);
	} else if (mark == 3) {
		cairo_set_source_rgb(s->cr, (PREVIEW_NOTHING >> 16 & 255) / 255.0, (PREVIEW_NOTHING >> 8 & 255) / 255.0, (PREVIEW_NOTHING & 255) / 255.0);
		cairo_fill(s->cr);
	} else {
		outline(s, mark == 0);
	}
	black(s->cr);
	(void)line(s, text, *x + box + s->em * 0.5, *y, s->em, false, FROM, right - *x - box);
	*x += w;
}

static bool no_value(const struct preview *p)
{
	for (size_t i = 0; i < (size_t)p->width * p->height; i++)
		if (!isfinite(p->plane[0][i]))
			return true;
	return false;
}

static bool legend(struct sheet *s, enum watch_picture_kind kind, double y)
{
	const struct watch_result *r = s->x->r;
	double x = s->em;
	unsigned marks = 0;
	const char *why = watch_reasons(s->reasons, s->a), *text;

	if (kind == WATCH_PICTURE_OVERLAY) {
		for (size_t i = 0; i < r->n_changes; i++)
			marks |= r->change[i].confidence >= 0.8 ? 1 : 2;
		if (marks & 1)
			entry(s, &x, &y, 0, "change, very likely or more (80 %)");
		if (marks & 2)
			entry(s, &x, &y, 1, "change, less sure");
		text = why && *why ? arena_printf(s->a, "not observable: %s", why) : "not observable";
		if (!why || !text)
			return false;
		if (r->n_unseen)
			entry(s, &x, &y, 2, text);
	}
	if (no_value(s->x->image[kind != WATCH_PICTURE_BEFORE]))
		entry(s, &x, &y, 3, "no value");
	return true;
}

static bool head(struct sheet *s, enum watch_picture_kind kind)
{
	const struct watch_pictured *x = s->x;
	const struct watch_result *r = x->r;
	size_t i = kind == WATCH_PICTURE_BEFORE ? x->before : x->after;
	double room = s->sheet_width - 2 * s->em, y = s->em * 1.9;
	const char *title, *under = arena_printf(s->a, "%s; %s", x->colours->said, x->stretch->said), *name = watch_scene_name(&r->scene[i], s->a);

	if (kind == WATCH_PICTURE_OVERLAY) {
		const char *hidden = watch_area(r->unseen_area, r->grid.kind, s->a);

		title = r->scene[x->before].date || r->scene[x->after].date ?
			arena_printf(s->a, "Changes from %s to %s", day(s, x->before), day(s, x->after)) : "Changes between two dates that are not known";
		if (!hidden)
			return false;
		under = watch_summed_up(r, s->a);
		if (under && r->n_changes > 20)
			under = arena_printf(s->a, "%s, the largest numbered", under);
		if (under)
			under = arena_printf(s->a, "%s; %s not observable; %s, %s of %g %%", under, hidden, watch_method_word(r->method),
					     r->calibration.fdr ? "false discoveries" : "false alarms", 100 * r->calibration.asked);
		name = name ? arena_printf(s->a, "over %s", name) : NULL;
	} else {
		title = arena_printf(s->a, "%s: %s", kind == WATCH_PICTURE_BEFORE ? "Before" : "After", day(s, i));
	}
	if (!title || !under || !name)
		return false;
	black(s->cr);
	(void)line(s, title, s->em, y, s->em * 1.5, true, FROM, room);
	(void)line(s, name, s->em, y + s->em * 1.7, s->em, false, FROM, room);
	(void)line(s, under, s->em, y + s->em * 3.1, s->em, false, FROM, room);
	return true;
}

/* --- the sheet --------------------------------------------------------------------------------------------------- */

static cairo_status_t take(void *arg, const unsigned char *bytes, unsigned n)
{
	buf_add(arg, bytes, n);
	return buf_ok(arg) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static bool unseen_reasons(struct sheet *s)
{
	for (size_t i = 0; i < s->x->r->n_unseen; i++)
		if (s->x->r->unseen[i].date == s->x->before || s->x->r->unseen[i].date == s->x->after)
			s->reasons |= s->x->r->unseen[i].reasons;
	return s->reasons != 0;
}

static bool draw(struct sheet *s, enum watch_picture_kind kind)
{
	const struct grid *g = &s->x->r->grid;
	double y = s->top + s->height + s->em * 3.6, end;
	bool uneven = g->kind != GRID_PIXELS && fabs(g->metres_x / g->metres_y - 1) > 0.02;

	white(s->cr);
	cairo_paint(s->cr);
	if (!head(s, kind) || !draw_image(s, kind != WATCH_PICTURE_BEFORE))
		return false;
	cairo_save(s->cr);
	cairo_rectangle(s->cr, s->left, s->top, s->width, s->height);
	cairo_clip(s->cr);
	if (kind == WATCH_PICTURE_OVERLAY) {
		draw_unseen(s);
		if (!draw_changes(s))
			return false;
	}
	cairo_restore(s->cr);
	corners(s);
	end = scale_bar(s, s->em, y, g->metres_x, uneven ? " across" : "");
	if (uneven) /* pixels that are not square: a second bar, of their height */
		(void)scale_bar(s, end + s->em * 1.5, y, g->metres_y, " up and down");
	north(s, s->sheet_width - s->em, y - s->em * 0.2);
	return legend(s, kind, y + s->em * 2.2);
}

enum status watch_picture(const struct watch_pictured *x, enum watch_picture_kind kind, struct buf *out, struct error *e)
{
	const struct preview *p = x->image[kind != WATCH_PICTURE_BEFORE];
	unsigned times = watch_picture_times(p->width, p->height);
	struct arena a = ARENA_INIT;
	struct sheet s = {.x = x, .a = &a, .width = (double)p->width * times, .height = (double)p->height * times, .times = (double)times / p->factor};
	cairo_surface_t *surface;
	bool good;

	s.em = fmin(fmax(fmax(s.width, NARROWEST) / 62, 12), 24);
	s.sheet_width = ceil(fmax(s.width, NARROWEST) + 2 * s.em);
	s.left = floor((s.sheet_width - s.width) / 2);
	s.top = ceil(s.em * 7);
	s.sheet_height = ceil(s.top + s.height + s.em * (kind == WATCH_PICTURE_OVERLAY ? 8.5 : 6.6));
	(void)unseen_reasons(&s);
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)s.sheet_width, (int)s.sheet_height);
	s.cr = cairo_create(surface);
	good = !cairo_status(s.cr) && draw(&s, kind) && !cairo_status(s.cr);
	cairo_destroy(s.cr);
	good = good && !cairo_surface_write_to_png_stream(surface, take, out);
	cairo_surface_destroy(surface);
	arena_free(&a);
	return good ? ST_OK : error_memory(e);
}

static uint32_t *pixel_of(cairo_surface_t *s, int x, int y)
{
	return (uint32_t *)(void *)(cairo_image_surface_get_data(s) + (ptrdiff_t)cairo_image_surface_get_stride(s) * y) + x;
}

/* Averages of times × times pixels; takes the image. */
static cairo_surface_t *reduced(cairo_surface_t *image, unsigned times)
{
	int width = cairo_image_surface_get_width(image), height = cairo_image_surface_get_height(image), by = (int)times;
	cairo_surface_t *small = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (width + by - 1) / by, (height + by - 1) / by);

	for (int y = 0; !cairo_surface_status(small) && y < (height + by - 1) / by; y++)
		for (int x = 0; x < (width + by - 1) / by; x++) {
			unsigned sum[3] = {0}, n = 0;

			for (int v = y * by; v < height && v < (y + 1) * by; v++)
				for (int u = x * by; u < width && u < (x + 1) * by; u++, n++)
					for (int k = 0; k < 3; k++)
						sum[k] += *pixel_of(image, u, v) >> 8 * k & 255;
			for (int k = 0; k < 3; k++)
				sum[k] = (sum[k] + n / 2) / n;
			*pixel_of(small, x, y) = sum[2] << 16 | sum[1] << 8 | sum[0];
		}
	cairo_surface_mark_dirty(small);
	cairo_surface_destroy(image);
	return small;
}

enum status watch_picture_plain(const struct watch_pictured *x, unsigned date, unsigned times, struct buf *out, struct error *e)
{
	cairo_surface_t *image = image_of(x, date);

	if (image && times > 1)
		image = reduced(image, times);
	bool good = image && !cairo_surface_write_to_png_stream(image, take, out);

	cairo_surface_destroy(image);
	return good ? ST_OK : error_memory(e);
}
