#include "watch/resample.h"
#include "watch/view_place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SIDE = 1024 /* of a small window */, MARGIN = 128, MOST_PLANES = 1025, PAD = 8 /* more than the widest kernel reaches */ };

/* How a plane comes to the grid's pixels. */
enum way { WAY_STRAIGHT /* along rows and columns */, WAY_ANY };

/* What is asked of one plane for a rectangle: the window, how many of its pixels make one, where the window's first lies. */
struct fetch { struct raster_window window; uint32_t shrink; int64_t x, y; bool empty, same; };

struct request {
	bool asked;
	uint32_t y, n, slice;      /* rows in all; at a time */
	struct fetch *fetch;       /* planes, the quality behind them */
	const float **plane;       /* what is given out */
	const float *quality;
	float **kept;              /* rows × width each, made when they are needed */
};

struct view {
	struct scene *scene;
	const struct grid *grid;
	uint32_t x, width, rows, n_planes, n; /* n: with the quality */
	struct arena *arena;
	struct place_map place;
	struct view_shift shift;
	bool shifted;
	double stretch[2];         /* scene's pixels a pixel of the grid, along columns and lines */
	struct request request[2], window;
	unsigned next_ask, next_take;
	double *at_x, *at_y;       /* positions along a row */
	struct resample_work work;
	float *line; size_t line_room;
	struct resample_axis columns, rows_axis;
	struct raster_window *windows;
	double seconds;
};

static double now(void)
{
	struct timespec t;

	return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0 ? (double)t.tv_sec + 1e-9 * (double)t.tv_nsec : 0;
}

static const struct scene_plane *plane_of(const struct view *v, uint32_t k)
{
	return k < v->n_planes ? &v->scene->plane[k] : &v->scene->quality;
}

static const struct raster_source *file_of(const struct view *v, uint32_t k)
{
	const struct raster_info *info = raster_info(v->scene->raster);

	return &info->file[info->band[plane_of(v, k)->band].file];
}

static bool is_quality(const struct view *v, uint32_t k) { return k >= v->n_planes; }

/* --- where ------------------------------------------------------------------------------- */

/* A point of the grid to a plane's pixels, whole numbers at upper left corners. */
static void locate(const struct view *v, uint32_t k, double col, double row, double *x, double *y)
{
	const struct scene_plane *p = plane_of(v, k);
	const struct view_shift *s = &v->shift;

	if (v->shifted) {
		double u = col - s->middle_x, w = row - s->middle_y;

		col += s->dx + s->a[0] * u + s->a[1] * w;
		row += s->dy + s->a[2] * u + s->a[3] * w;
	}
	place_at(&v->place, col, row, x, y);
	*x = p->scale_x * *x + p->shift_x;
	*y = p->scale_y * *y + p->shift_y;
}

/* Where the map bends (a lattice) the corners do not tell: points along the rectangle, every 16 pixels. */
static bool bounds(const struct view *v, uint32_t k, int64_t x, int64_t y, uint32_t w, uint32_t h, double low[2], double high[2])
{
	const uint32_t step = v->place.node ? 16 : w > h ? w : h;
	bool known = true;

	low[0] = low[1] = INFINITY;
	high[0] = high[1] = -INFINITY;
	for (uint32_t j = 0; known; j = j + step < h ? j + step : h) {
		for (uint32_t i = 0; known; i = i + step < w ? i + step : w) {
			double at[2];

			locate(v, k, (double)x + i, (double)y + j, &at[0], &at[1]);
			for (int d = 0; d < 2 && isfinite(at[0]) && isfinite(at[1]); d++) {
				low[d] = fmin(low[d], at[d]);
				high[d] = fmax(high[d], at[d]);
			}
			if (i >= w)
				break;
		}
		if (j >= h)
			break;
	}
	return low[0] <= high[0];
}

/* Cross terms that no row or column of w × h feels. */
static enum way way_of(const struct view *v, uint32_t k, int64_t x, int64_t y, uint32_t w, uint32_t h)
{
	double at[4][2];

	if (v->place.node)
		return WAY_ANY;
	for (int i = 0; i < 4; i++)
		locate(v, k, (double)x + (i & 1 ? w : 0), (double)y + (i & 2 ? h : 0), &at[i][0], &at[i][1]);
	return fabs(at[2][0] - at[0][0]) < 0.005 && fabs(at[1][1] - at[0][1]) < 0.005 && at[1][0] > at[0][0] && at[2][1] > at[0][1] ? WAY_STRAIGHT : WAY_ANY;
}

static double stretch_of(const struct view *v, uint32_t k, int axis)
{
	return v->stretch[axis] * (axis ? plane_of(v, k)->scale_y : plane_of(v, k)->scale_x);
}

static int64_t clamp(double v, int64_t low, int64_t high) { return v <= (double)low ? low : v >= (double)high ? high : (int64_t)v; }

/* The window of a plane that a rectangle of the grid needs. */
static void plan(const struct view *v, uint32_t k, int64_t x, int64_t y, uint32_t w, uint32_t h, struct fetch *f)
{
	const struct raster_source *file = file_of(v, k);
	const double stretch = fmin(stretch_of(v, k, 0), stretch_of(v, k, 1));
	const uint32_t shrink = is_quality(v, k) || !(stretch >= 2) ? 1 : (uint32_t)fmin(stretch, 1 << 20);
	const int64_t size[2] = {file->width / shrink, file->height / shrink};
	double low[2], high[2];
	int64_t from[2], to[2];

	*f = (struct fetch){.shrink = shrink, .empty = true};
	if (!bounds(v, k, x, y, w, h, low, high))
		return;
	for (int d = 0; d < 2; d++) {
		double reach = is_quality(v, k) ? 1 : 2 + 2 * fmax(1, stretch_of(v, k, d) / shrink);

		/* pixels handed on as they are need no neighbours */
		if (!v->place.node && shrink == 1 && fabs(high[d] - low[d] - (d ? h : w)) < 0.01 && fabs(low[d] - rint(low[d])) < 0.01)
			low[d] = rint(low[d]), high[d] = low[d] + (d ? h : w), reach = 0;
		from[d] = clamp(floor(low[d] / shrink - reach), 0, size[d]);
		to[d] = clamp(ceil(high[d] / shrink + reach), 0, size[d]);
	}
	if (from[0] >= to[0] || from[1] >= to[1])
		return;
	f->empty = false;
	f->x = from[0];
	f->y = from[1];
	f->window = (struct raster_window){.band = plane_of(v, k)->band, .x = (uint32_t)(from[0] * shrink), .y = (uint32_t)(from[1] * shrink),
					   .width = (uint32_t)((to[0] - from[0]) * shrink), .height = (uint32_t)((to[1] - from[1]) * shrink),
					   .out_width = (uint32_t)(to[0] - from[0]), .out_height = (uint32_t)(to[1] - from[1])};
}

/* --- resampling -------------------------------------------------------------------------- */

static bool grow_line(struct view *v, size_t n)
{
	if (n > v->line_room) {
		v->line = arena_array(v->arena, n + n / 4, sizeof *v->line);
		v->line_room = v->line ? n + n / 4 : 0;
	}
	return v->line || !n;
}

/* Whether a pixel's middle lies on a plane; of coarse planes, whose sizes are rounded, half a pixel beyond counts too. */
static bool on_plane(const struct view *v, uint32_t k, const struct fetch *f, int axis, double at)
{
	const struct raster_source *file = file_of(v, k);
	double beyond = view_fine(v, k) ? 0.51 : 1;

	return at >= -beyond && at <= (double)(axis ? file->height : file->width) / f->shrink - 1 + beyond;
}

/* Pixels beyond the plane have no value, whatever stood in for what is not there. x0, y0: the first's middle. */
static void blank(const struct view *v, uint32_t k, const struct fetch *f, double x0, double step_x, double y0, double step_y, uint32_t w,
		  uint32_t h, size_t stride, float *out)
{
	uint32_t first = 0, last = w;

	while (first < w && !on_plane(v, k, f, 0, x0 + step_x * first))
		first++;
	while (last > first && !on_plane(v, k, f, 0, x0 + step_x * (last - 1)))
		last--;
	for (uint32_t j = 0; j < h; j++) {
		bool row = on_plane(v, k, f, 1, y0 + step_y * j);

		for (uint32_t i = 0; i < (row ? first : w); i++)
			out[j * stride + i] = NAN;
		for (uint32_t i = last; row && i < w; i++)
			out[j * stride + i] = NAN;
	}
}

static bool straight(struct view *v, uint32_t k, const struct fetch *f, const struct resample_source *s, int64_t x, int64_t y, uint32_t w, uint32_t h,
		     size_t stride, float *out)
{
	double a[2], b[2], step[2];

	if (!grow_line(v, (size_t)s->width))
		return false;
	locate(v, k, (double)x, (double)y, &a[0], &a[1]);
	locate(v, k, (double)x + w, (double)y + h, &b[0], &b[1]);
	step[0] = (b[0] - a[0]) / w / f->shrink;
	step[1] = (b[1] - a[1]) / h / f->shrink;
	resample_axis(&v->columns, w, a[0] / f->shrink + step[0] / 2 - 0.5 - (double)f->x, step[0], !is_quality(v, k));
	resample_axis(&v->rows_axis, h, a[1] / f->shrink + step[1] / 2 - 0.5 - (double)f->y, step[1], !is_quality(v, k));
	for (uint32_t j = 0; j < h; j++)
		resample_straight(s, &v->columns, &v->rows_axis, j, v->line, out + j * stride);
	blank(v, k, f, a[0] / f->shrink + step[0] / 2 - 0.5, step[0], a[1] / f->shrink + step[1] / 2 - 0.5, step[1], w, h, stride, out);
	return true;
}

/* Positions of w pixels of a row: every eighth, and straight between, for no map bends within eight pixels. */
static void positions(struct view *v, uint32_t k, const struct fetch *f, int64_t x, double row, uint32_t w)
{
	enum { STEP = 8 };
	double from[2], to[2];

	locate(v, k, (double)x + 0.5, row, &from[0], &from[1]);
	for (uint32_t i = 0; i < w; i += STEP) {
		const uint32_t n = w - i < STEP ? w - i : STEP;
		double base[2], slope[2];

		locate(v, k, (double)x + i + STEP + 0.5, row, &to[0], &to[1]);
		base[0] = from[0] / f->shrink - 0.5 - (double)f->x;
		base[1] = from[1] / f->shrink - 0.5 - (double)f->y;
		for (int d = 0; d < 2; d++) {
			slope[d] = (to[d] - from[d]) / (STEP * (double)f->shrink);
			from[d] = to[d];
		}
		for (uint32_t j = 0; j < n; j++) {
			v->at_x[i + j] = base[0] + slope[0] * j;
			v->at_y[i + j] = base[1] + slope[1] * j;
		}
	}
}

static void any(struct view *v, uint32_t k, const struct fetch *f, const struct resample_source *s, int64_t x, int64_t y, uint32_t w, uint32_t h,
		size_t stride, float *out)
{
	for (uint32_t j = 0; j < h; j++) {
		positions(v, k, f, x, (double)y + j + 0.5, w);
		if (is_quality(v, k))
			resample_nearest(s, v->at_x, v->at_y, w, out + j * stride);
		else
			resample_any(s, v->at_x, v->at_y, w, stretch_of(v, k, 0) / f->shrink, stretch_of(v, k, 1) / f->shrink, &v->work, out + j * stride);
		for (uint32_t i = 0; i < w; i++)
			if (!on_plane(v, k, f, 0, v->at_x[i] + (double)f->x) || !on_plane(v, k, f, 1, v->at_y[i] + (double)f->y))
				out[j * stride + i] = NAN;
	}
}

/* The window with its outermost pixels again around it where it ends at the plane's edge, so that the kernel's reach costs no ground there. */
static float *padded(const struct view *v, uint32_t k, struct fetch *f, const float *from, struct resample_source *s)
{
	const struct raster_source *file = file_of(v, k);
	const int64_t w = f->window.out_width, h = f->window.out_height, full_w = file->width / f->shrink, full_h = file->height / f->shrink;
	const int64_t left = f->x == 0 ? PAD : 0, top = f->y == 0 ? PAD : 0, right = f->x + w == full_w ? PAD : 0, low = f->y + h == full_h ? PAD : 0;
	float *out;

	if (!(left + top + right + low) || is_quality(v, k))
		return NULL;
	out = malloc((size_t)(w + left + right) * (size_t)(h + top + low) * sizeof *out);
	for (int64_t j = 0; out && j < h + top + low; j++) {
		int64_t r = j < top ? 0 : j - top >= h ? h - 1 : j - top;
		float *to = out + j * (w + left + right);

		for (int64_t i = 0; i < left; i++)
			to[i] = from[r * w];
		memcpy(to + left, from + r * w, (size_t)w * sizeof *to);
		for (int64_t i = 0; i < right; i++)
			to[left + w + i] = from[r * w + w - 1];
	}
	if (out) {
		*s = (struct resample_source){out, w + left + right, h + top + low};
		f->x -= left;
		f->y -= top;
	}
	return out;
}

static enum status resample(struct view *v, uint32_t k, const struct fetch *given, const float *from, int64_t x, int64_t y, uint32_t w, uint32_t h,
			    size_t stride, float *out, struct error *e)
{
	struct resample_source s = {from, given->window.out_width, given->window.out_height};
	struct fetch own = *given, *f = &own;
	const double before = now();
	float *wide = f->empty ? NULL : padded(v, k, f, from, &s);
	bool good = true;

	if (f->empty) {
		for (size_t j = 0; j < h; j++)
			for (size_t i = 0; i < w; i++)
				out[j * stride + i] = NAN;
	} else if (way_of(v, k, x, y, w, h) == WAY_STRAIGHT) {
		good = straight(v, k, f, &s, x, y, w, h, stride, out);
	} else {
		any(v, k, f, &s, x, y, w, h, stride, out);
	}
	free(wide);
	v->seconds += now() - before;
	return good ? ST_OK : error_memory(e);
}

/* --- requests ---------------------------------------------------------------------------- */

/* Whether the rows can be given out as they were decoded. */
static bool as_decoded(const struct view *v, uint32_t k, const struct fetch *f, uint32_t y, uint32_t n)
{
	double at[2], end[2];

	if (f->empty || f->shrink != 1 || f->window.width != v->width || f->window.height != n || way_of(v, k, v->x, y, v->width, n) != WAY_STRAIGHT)
		return false;
	locate(v, k, v->x, y, &at[0], &at[1]);
	locate(v, k, (double)v->x + v->width, (double)y + n, &end[0], &end[1]);
	return fabs(at[0] - f->window.x) < 0.01 && fabs(at[1] - f->window.y) < 0.01 && fabs(end[0] - f->window.x - v->width) < 0.01 &&
	       fabs(end[1] - f->window.y - n) < 0.01;
}

/* Plans of all planes for rows y … y+n; floats that they need. */
static uint64_t plans(const struct view *v, struct fetch *fetch, uint32_t y, uint32_t n)
{
	uint64_t floats = 0;

	for (uint32_t k = 0; k < v->n; k++) {
		struct fetch *f = &fetch[k];

		plan(v, k, v->x, y, v->width, n, f);
		f->same = as_decoded(v, k, f, y, n);
		floats += f->empty ? 0 : (uint64_t)f->window.out_width * f->window.out_height;
	}
	return floats;
}

static enum status send(struct view *v, unsigned slot, const struct fetch *fetch, uint32_t n, struct error *e)
{
	size_t m = 0;

	for (uint32_t k = 0; k < n; k++)
		if (!fetch[k].empty)
			v->windows[m++] = fetch[k].window;
	return raster_ask(v->scene->raster, slot, v->windows, m, e);
}

enum status view_ask(struct view *v, uint32_t y, uint32_t n, struct error *e)
{
	struct request *q = &v->request[v->next_ask & 1];

	if (q->asked || !n || n > v->rows || y > v->grid->height || n > v->grid->height - y)
		return error_set(e, ST_BUG, "rows %u to %u of a view cannot be asked for", y, y + n);
	q->y = y;
	q->n = q->slice = n;
	while (plans(v, q->fetch, y, q->slice) > raster_room(v->scene->raster)) {
		if (q->slice == 1)
			return error_set(e, ST_DATA, "%s: one row of the first date's grid needs more of it than memory is set aside for", v->scene->name);
		q->slice = (q->slice + 1) / 2;
	}
	q->asked = true;
	v->next_ask++;
	return send(v, (unsigned)(q - v->request), q->fetch, v->n, e);
}

static float *keep(struct view *v, struct request *q, uint32_t k)
{
	if (!q->kept[k])
		q->kept[k] = arena_array(v->arena, (size_t)v->rows * v->width, sizeof **q->kept);
	return q->kept[k];
}

/* The slot's windows to where each plane is given out. */
static enum status give(struct view *v, struct request *q, const float *from, uint32_t y, uint32_t n, struct error *e)
{
	for (uint32_t k = 0; k < v->n; k++) {
		const struct fetch *f = &q->fetch[k];
		const float *to = from;
		float *kept;
		enum status st;

		if (!f->same || q->slice < q->n) {
			kept = keep(v, q, k);
			if (!kept)
				return error_memory(e);
			st = resample(v, k, f, from, v->x, y, v->width, n, v->width, kept + (size_t)(y - q->y) * v->width, e);
			if (st)
				return st;
			to = kept;
		}
		if (is_quality(v, k))
			q->quality = to;
		else
			q->plane[k] = to;
		from += f->empty ? 0 : (size_t)f->window.out_width * f->window.out_height;
	}
	return ST_OK;
}

enum status view_take(struct view *v, struct view_rows *out, struct error *e)
{
	const unsigned slot = v->next_take & 1;
	struct request *q = &v->request[slot];
	enum status st = ST_OK;

	if (!q->asked)
		return error_set(e, ST_BUG, "rows of a view that were not asked for");
	q->asked = false;
	v->next_take++;
	for (uint32_t done = 0, n; !st && done < q->n; done += n) {
		const float *from;

		n = q->n - done < q->slice ? q->n - done : q->slice;
		if (done) {
			(void)plans(v, q->fetch, q->y + done, n);
			st = send(v, slot, q->fetch, v->n, e);
		}
		if (!st)
			st = raster_take(v->scene->raster, slot, &from, e);
		if (!st)
			st = give(v, q, from, q->y + done, n, e);
	}
	*out = (struct view_rows){.plane = q->plane, .stride = v->width, .quality = q->quality, .y = q->y, .n = q->n};
	return st;
}

enum status view_window(struct view *v, uint32_t k, int64_t x, int64_t y, uint32_t w, uint32_t h, float *out, struct error *e)
{
	const int64_t far = (int64_t)1 << 40;

	if (k >= v->n || !w || !h || w > SIDE || h > SIDE || x < -far || y < -far || x > far || y > far || v->request[0].asked || v->request[1].asked)
		return error_set(e, ST_BUG, "a window of a view that cannot be had");
	for (uint32_t done = 0, n; done < h; done += n) {
		struct fetch *f = v->window.fetch;
		const float *from = NULL;
		enum status st;

		for (n = h - done;; n = (n + 1) / 2) {
			plan(v, k, x, y + done, w, n, f);
			if (f->empty || (uint64_t)f->window.out_width * f->window.out_height <= raster_room(v->scene->raster) || n == 1)
				break;
		}
		st = f->empty ? ST_OK : raster_read(v->scene->raster, &f->window, 1, &from, e);
		if (!st)
			st = resample(v, k, f, from, x, y + done, w, n, w, out + (size_t)done * w, e);
		if (st)
			return st;
	}
	return ST_OK;
}

/* --- opening ----------------------------------------------------------------------------- */

/* How many of the scene's pixels a pixel at the grid's middle is wide and high. */
static void measure(struct view *v)
{
	double c = v->x + v->width / 2.0, r = v->grid->height / 2.0, p[3][2];

	place_at(&v->place, c, r, &p[0][0], &p[0][1]);
	place_at(&v->place, c + 1, r, &p[1][0], &p[1][1]);
	place_at(&v->place, c, r + 1, &p[2][0], &p[2][1]);
	for (int d = 0; d < 2; d++) {
		v->stretch[d] = hypot(p[1][d] - p[0][d], p[2][d] - p[0][d]);
		/* a few in a hundred more are no reason to blur */
		if (!(v->stretch[d] > 1.1) || !isfinite(v->stretch[d]))
			v->stretch[d] = isfinite(v->stretch[d]) ? fmin(v->stretch[d], 1) : 1;
	}
}

void view_displace(struct view *v, const struct view_shift *shift)
{
	v->shifted = shift != NULL;
	v->shift = shift ? *shift : (struct view_shift){0};
}

static bool room(struct view *v, struct request *q)
{
	q->fetch = arena_array(v->arena, v->n, sizeof *q->fetch);
	q->plane = arena_array(v->arena, v->n, sizeof *q->plane);
	q->kept = arena_array(v->arena, v->n, sizeof *q->kept);
	return q->fetch && q->plane && q->kept;
}

static bool axis_room(struct resample_axis *axis, size_t n, struct arena *a)
{
	axis->first = arena_array(a, n, sizeof *axis->first);
	axis->weight = arena_array(a, n * RESAMPLE_TAPS, sizeof *axis->weight);
	return axis->first && axis->weight;
}

static bool make_room(struct view *v)
{
	const size_t columns = v->width > SIDE ? v->width : SIDE, rows = v->rows > SIDE ? v->rows : SIDE;

	v->at_x = arena_array(v->arena, columns, sizeof *v->at_x);
	v->at_y = arena_array(v->arena, columns, sizeof *v->at_y);
	v->work = (struct resample_work){arena_array(v->arena, columns, sizeof(int32_t)), arena_array(v->arena, columns, sizeof(int32_t)),
					 arena_array(v->arena, columns, sizeof(float)), arena_array(v->arena, columns, sizeof(float))};
	v->windows = arena_array(v->arena, v->n, sizeof *v->windows);
	return v->at_x && v->at_y && v->work.left && v->work.top && v->work.fx && v->work.fy && v->windows && axis_room(&v->columns, columns,
															v->arena) && axis_room(&v->rows_axis, rows, v->arena) &&
	       room(v, &v->request[0]) && room(v, &v->request[1]) && room(v, &v->window);
}

enum status view_open(struct scene *s, const struct grid *g, uint32_t x, uint32_t width, uint32_t rows, const struct view_shift *shift,
		      struct arena *a,
		      struct view **out, struct error *e)
{
	struct view *v = arena_alloc(a, sizeof *v);
	enum status st;

	*out = NULL;
	if (!v)
		return error_memory(e);
	if (!width || !rows || x > g->width || width > g->width - x || !s->n || s->n >= MOST_PLANES)
		return error_set(e, ST_BUG, "a view of columns %u to %u", x, x + width);
	*v = (struct view){.scene = s, .grid = g, .x = x, .width = width, .rows = rows, .n_planes = s->n, .n = s->n + (s->kind != QUALITY_NONE), .arena = a};
	view_displace(v, shift);
	st = place_map(s, g, x, width, MARGIN, a, &v->place, e);
	if (st)
		return st;
	measure(v);
	if (!make_room(v))
		return error_memory(e);
	*out = v;
	return ST_OK;
}

void view_close(struct view *v)
{
	const float *from;
	struct error e;

	for (int i = 0; v && i < 2; i++) {
		struct request *q = &v->request[v->next_take & 1];

		if (q->asked)
			(void)raster_take(v->scene->raster, v->next_take & 1, &from, &e);
		q->asked = false;
		v->next_take++;
	}
}

bool view_sees(const struct view *v, double col, double row)
{
	double x, y;

	place_at(&v->place, col, row, &x, &y);
	return x >= 0 && y >= 0 && x <= v->scene->grid.width && y <= v->scene->grid.height;
}

bool view_fine(const struct view *v, uint32_t k) { return k < v->n_planes && plane_of(v, k)->scale_x > 0.99 && plane_of(v, k)->scale_y > 0.99; }

double view_seconds(const struct view *v) { return v->seconds; }

double view_smoothing(const struct view *v, uint32_t k)
{
	double left = 1, at[2], end[2];
	const uint32_t w = v->width, h = v->grid->height;

	if (is_quality(v, k))
		return 1;
	locate(v, k, v->x, 0, &at[0], &at[1]);
	locate(v, k, (double)v->x + w, h, &end[0], &end[1]);
	for (int d = 0; d < 2; d++) {
		double step = stretch_of(v, k, d), fraction = at[d] - rint(at[d]), shrink = step >= 2 ? floor(step) : 1;
		bool even = way_of(v, k, v->x, 0, w, h) == WAY_STRAIGHT && fabs(end[d] - at[d] - (d ? h : w)) < 0.01;

		if (even && fabs(fraction) < 0.01)
			continue;
		left *= resample_smoothing(even ? fraction : NAN, step / shrink) / shrink;
	}
	return left;
}
