/* register.c - two views brought together: which plane, which windows, twice over, and looked at again when displaced. */
#include "watch/register_work.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST = 400, FIRST = 64, LAST = 25, TRIAL = 8,  /* windows: all; to find the displacement; to look at the result; to choose a plane */
	TRIED = 6,                                     /* planes */
	FEW = 25, FEW_LEAST = 64,                      /* windows wanted, and how small they may become for it */
	WINDOW = 256, FURTHEST = 64, GUESSES = 5,
	BATCH = 16, THREADS = 64, PASSES = 3,
};

struct corner { double x, y; };

/* A window in work. */
struct task { struct corner at; int dx, dy; float *reference, *other; struct match match; bool textured; };

struct crew { struct task *task; size_t n; atomic_size_t next; double furthest; };
struct worker { pthread_t thread; bool running; struct match_work *work; struct crew *crew; };

struct job {
	struct view *reference, *other;
	const struct grid *grid;
	struct arena *arena;
	double box[4];             /* of the grid, where both have pixels */
	uint32_t n, plane;
	double furthest;
	unsigned threads;
	struct worker worker[THREADS];
	struct task batch[2][BATCH];
	struct corner *place;      /* the windows' upper left corners */
	size_t n_places;
};

/* --- windows ----------------------------------------------------------------------------- */

static uint32_t power_of_two(double v)
{
	uint32_t n = MATCH_LEAST;

	while (2 * n <= v && n < MATCH_MOST)
		n *= 2;
	return n;
}

/* The part of the grid that the other scene covers: x0, y0, x1, y1. */
static void covered(const struct job *j, double box[4])
{
	enum { SIDE = 64 };
	const double w = j->grid->width, h = j->grid->height;

	box[0] = w;
	box[1] = h;
	box[2] = box[3] = 0;
	for (int i = 0; i < (SIDE + 1) * (SIDE + 1); i++) {
		double x = w * (i % (SIDE + 1)) / SIDE, y = h * (i / (SIDE + 1)) / SIDE;

		if (!view_sees(j->other, x, y) || !view_sees(j->reference, x, y))
			continue;
		box[0] = fmin(box[0], x - w / SIDE);
		box[1] = fmin(box[1], y - h / SIDE);
		box[2] = fmax(box[2], x + w / SIDE);
		box[3] = fmax(box[3], y + h / SIDE);
	}
	box[0] = fmax(0, box[0]);
	box[1] = fmax(0, box[1]);
	box[2] = fmin(w, box[2]);
	box[3] = fmin(h, box[3]);
}

/* At most `most` windows over the box, half a window apart or more. */
static bool spread(struct job *j, const double box[4], uint32_t most)
{
	double step = j->n / 2.0, room[2] = {box[2] - box[0] - j->n, box[3] - box[1] - j->n}, count[2];

	for (;; step *= 1.05) {
		for (int k = 0; k < 2; k++)
			count[k] = floor(fmax(0, room[k]) / step) + 1;
		if (count[0] * count[1] <= fmax(most, 1))
			break;
	}
	j->n_places = (size_t)count[0] * (size_t)count[1];
	j->place = arena_array(j->arena, j->n_places, sizeof *j->place);
	for (size_t i = 0; j->place && i < j->n_places; i++) {
		size_t c = i % (size_t)count[0], r = i / (size_t)count[0];

		j->place[i].x = floor(box[0] + (count[0] > 1 ? fmax(0, room[0]) * (double)c / (count[0] - 1) : fmax(0, room[0]) / 2));
		j->place[i].y = floor(box[1] + (count[1] > 1 ? fmax(0, room[1]) * (double)r / (count[1] - 1) : fmax(0, room[1]) / 2));
	}
	return j->place != NULL;
}

/* --- matching ---------------------------------------------------------------------------- */

static void *work(void *arg)
{
	struct worker *w = arg;
	struct crew *c = w->crew;

	for (size_t i; (i = atomic_fetch_add(&c->next, 1)) < c->n;) {
		struct task *t = &c->task[i];

		t->textured = match_window(w->work, t->reference, t->other, c->furthest, &t->match);
		t->match.x += t->at.x;
		t->match.y += t->at.y;
		t->match.dx += t->dx;
		t->match.dy += t->dy;
	}
	return NULL;
}

static void begin(struct job *j, struct crew *c)
{
	for (unsigned i = 0; i < j->threads; i++) {
		struct worker *w = &j->worker[i];

		w->crew = c;
		w->running = pthread_create(&w->thread, NULL, work, w) == 0;
	}
}

static void end(struct job *j, struct crew *c)
{
	bool any = false;

	for (unsigned i = 0; i < j->threads; i++)
		if (j->worker[i].running) {
			any = true;
			(void)pthread_join(j->worker[i].thread, NULL);
		}
	if (!any) {
		j->worker[0].crew = c;
		(void)work(&j->worker[0]);
	}
}

static enum status read_task(struct job *j, struct task *t, struct corner at, const struct view_shift *shift, struct error *e)
{
	const double u = at.x + j->n / 2.0, v = at.y + j->n / 2.0;
	enum status st;

	t->at = at;
	t->dx = t->dy = 0;
	if (shift) {
		t->dx = (int)lrint(shift->dx + shift->a[0] * (u - shift->middle_x) + shift->a[1] * (v - shift->middle_y));
		t->dy = (int)lrint(shift->dy + shift->a[2] * (u - shift->middle_x) + shift->a[3] * (v - shift->middle_y));
	}
	st = view_window(j->reference, j->plane, (int64_t)at.x, (int64_t)at.y, j->n, j->n, t->reference, e);
	if (!st)
		st = view_window(j->other, j->plane, (int64_t)at.x + t->dx, (int64_t)at.y + t->dy, j->n, j->n, t->other, e);
	return st;
}

/* Correlation of two windows where both have a value; NaN where it cannot be told. */
static double correlation(const float *f, const float *g, size_t n)
{
	double mf = 0, mg = 0, ff = 0, gg = 0, fg = 0, m = 0;

	for (size_t i = 0; i < n; i++) {
		double x, y, a, b;

		if (!isfinite(f[i]) || !isfinite(g[i]))
			continue;
		m++;
		x = f[i] - mf;
		y = g[i] - mg;
		mf += x / m;
		mg += y / m;
		a = f[i] - mf;
		b = g[i] - mg;
		ff += x * a;
		gg += y * b;
		fg += x * b;
	}
	return ff > 0 && gg > 0 ? fg / sqrt(ff * gg) : NAN;
}

/* Windows at n places matched, the other image read `shift` away in whole pixels. Those with texture are put into m, and if wanted their correlations
 * beside them. While the crew matches one batch the next is read. */
static enum status match_all(struct job *j, const struct corner *place, size_t n, const struct view_shift *shift, double furthest, struct match *m,
			     double *parity,
			     size_t *found, struct error *e)
{
	enum status st = ST_OK;
	size_t read[2] = {0, 0};

	*found = 0;
	for (size_t from = 0, turn = 0; !st; turn ^= 1) {
		struct crew crew = {.task = j->batch[turn ^ 1], .n = read[turn ^ 1], .furthest = furthest};
		size_t k = 0;

		atomic_init(&crew.next, 0);
		if (crew.n)
			begin(j, &crew);
		while (!st && k < BATCH && from < n) {
			st = read_task(j, &j->batch[turn][k], place[from++], shift, e);
			k += !st;
		}
		if (crew.n)
			end(j, &crew);
		read[turn] = k;
		for (size_t i = 0; i < crew.n; i++)
			if (crew.task[i].textured) {
				if (parity)
					parity[*found] = correlation(crew.task[i].reference, crew.task[i].other, (size_t)j->n * j->n);
				m[(*found)++] = crew.task[i].match;
			}
		read[turn ^ 1] = 0;
		if (!k)
			break;
	}
	return st;
}

static int in_order(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return x < y ? -1 : x > y;
}

/* At most `most` (up to FIRST) of the places, spread over all, in their order: files are read along. */
static size_t some(const struct job *j, size_t most, struct corner *out)
{
	size_t n = j->n_places < most ? j->n_places : most, at[FIRST];

	for (size_t i = 0; i < n; i++)
		/* a step that has nothing to do with the rows' length: the golden section of the whole */
		at[i] = n < j->n_places ? (size_t)(fmod((double)(i + 1) * 0.6180339887498949, 1) * (double)j->n_places) : i;
	qsort(at, n, sizeof *at, in_order);
	for (size_t i = 0; i < n; i++)
		out[i] = j->place[at[i] < j->n_places ? at[i] : j->n_places - 1];
	return n;
}

/* --- steps ------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median_of(double *v, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i]))
			v[k++] = v[i];
	if (!k)
		return 0;
	qsort(v, k, sizeof *v, by_size);
	return v[k / 2];
}

/* The plane in which most of a few windows match, and best. */
static enum status choose_plane(struct job *j, uint32_t n_planes, struct error *e)
{
	struct corner at[TRIAL];
	struct match m[TRIAL];
	size_t n = some(j, TRIAL, at), found;
	double best = -1;
	uint32_t chosen = 0, tried = 0;

	for (uint32_t k = 0; k < n_planes && tried < TRIED; k++) {
		double worth = 0;
		enum status st;

		if (n_planes > 1 && (!view_fine(j->reference, k) || !view_fine(j->other, k)))
			continue;
		tried++;
		j->plane = k;
		if (n_planes == 1)
			return ST_OK;
		st = match_all(j, at, n, NULL, j->furthest, m, NULL, &found, e);
		if (st)
			return st;
		for (size_t i = 0; i < found; i++)
			if (m[i].reliability >= MATCH_RELIABLE)
				worth += 1 + m[i].reliability + fmin(0.05 / m[i].sd, 1);
		if (worth > best) {
			best = worth;
			chosen = k;
		}
	}
	j->plane = chosen;
	return ST_OK;
}

static enum status fit(const struct job *j, struct match *m, size_t n, struct registration *out, struct error *e)
{
	const struct grid *g = j->grid;

	return register_fit(m, n, g->width / 2.0, g->height / 2.0, g->width, g->height, out, e);
}

/* The displacement from few windows, or where these do not agree, from all. */
static enum status first_pass(struct job *j, struct match *m, struct registration *out, struct error *e)
{
	struct corner at[FIRST];
	size_t n = some(j, FIRST, at), found;
	enum status st = match_all(j, at, n, NULL, j->furthest, m, NULL, &found, e);

	if (!st)
		st = fit(j, m, found, out, e);
	if (st != ST_NEGATIVE || n == j->n_places)
		return st;
	st = match_all(j, j->place, j->n_places, NULL, j->furthest, m, NULL, &found, e);
	return st ? st : fit(j, m, found, out, e);
}

/* Windows at n places, from near where they are thought to lie. */
static enum status next_pass(struct job *j, const struct corner *place, size_t n, struct match *m, struct registration *out, struct error *e)
{
	const struct view_shift shift = out->shift;
	size_t found;
	enum status st = match_all(j, place, n, &shift, fmin(j->furthest, j->n / 8.0), m, NULL, &found, e);

	return st ? st : fit(j, m, found, out, e);
}

/* The displaced view once more: what is left must be nothing, and how alike the two are is told. */
static enum status look_again(struct job *j, struct registration *out, struct error *e)
{
	struct corner at[LAST];
	struct match m[LAST];
	double parity[LAST], dx[LAST], dy[LAST];
	size_t n = 0, found, k = 0;
	enum status st;

	for (size_t i = 0; i < out->windows && n < LAST; i++)
		if (out->match[i].used && (i % (out->used / LAST + 1)) == 0)
			at[n++] = (struct corner){floor(out->match[i].x - j->n / 2.0), floor(out->match[i].y - j->n / 2.0)};
	for (size_t i = 0; i < out->windows && !n; i++)
		if (out->match[i].used)
			at[n++] = (struct corner){floor(out->match[i].x - j->n / 2.0), floor(out->match[i].y - j->n / 2.0)};
	st = match_all(j, at, n, NULL, fmin(j->furthest, j->n / 8.0), m, parity, &found, e);
	if (st)
		return st;
	for (size_t i = 0; i < found; i++)
		if (m[i].reliability >= MATCH_RELIABLE) {
			dx[k] = m[i].dx;
			dy[k++] = m[i].dy;
		}
	out->parity = median_of(parity, found);
	if (k && hypot(median_of(dx, k), median_of(dy, k)) > fmax(0.5, 3 * out->rmse_px))
		return error_set(e, ST_NEGATIVE, "the images cannot be registered: displaced by %.2f, %.2f pixels they are still %.2f pixels apart", out->dx,
				 out->dy,
				 hypot(median_of(dx, k), median_of(dy, k)));
	return ST_OK;
}

/* As large as wanted; smaller where the images would give few windows. */
static uint32_t choose_window(const double box[4], double wanted)
{
	const double w = box[2] - box[0], h = box[3] - box[1];
	uint32_t n = power_of_two(fmin(fmin(w, h) / 2, wanted));

	while (n > FEW_LEAST && (floor((w - n) * 2 / n) + 1) * (floor((h - n) * 2 / n) + 1) < FEW)
		n /= 2;
	return n;
}

/* Work space for windows of n × n. */
static enum status make_room(struct job *j, uint32_t n, struct error *e)
{
	j->n = n;
	for (unsigned i = 0; i < j->threads; i++) {
		j->worker[i].work = match_work(n, j->arena);
		if (!j->worker[i].work)
			return error_memory(e);
	}
	for (int b = 0; b < 2 * BATCH; b++) {
		struct task *t = &j->batch[b / BATCH][b % BATCH];

		t->reference = arena_array(j->arena, (size_t)n * n, sizeof(float));
		t->other = arena_array(j->arena, (size_t)n * n, sizeof(float));
		if (!t->reference || !t->other)
			return error_memory(e);
	}
	return ST_OK;
}

static enum status make_ready(struct job *j, const struct register_options *o, struct error *e)
{
	double *box = j->box, side;
	enum status st;

	covered(j, box);
	side = fmin(box[2] - box[0], box[3] - box[1]);
	if (!(side >= 2 * MATCH_LEAST))
		return error_set(e, ST_NEGATIVE, "the images cannot be registered: they have %.0f × %.0f pixels in common, and %d × %d are needed",
				 fmax(0, box[2] - box[0]), fmax(0, box[3] - box[1]), 2 * MATCH_LEAST, 2 * MATCH_LEAST);
	j->furthest = o->furthest > 0 ? o->furthest : fmin(FURTHEST, side / 4);
	j->threads = o->threads < 1 ? 1 : o->threads > THREADS ? THREADS : o->threads;
	st = make_room(j, choose_window(box, o->window ? o->window : WINDOW), e);
	return st ? st : spread(j, box, o->most ? o->most : MOST) ? ST_OK : error_memory(e);
}

/* What a few windows of n × n say. */
static enum status guesses(const struct job *j, uint32_t n, struct match guess[GUESSES], size_t *found, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct job *large = arena_alloc(&a, sizeof *large);
	enum status st;

	if (!large)
		return error_memory(e);
	*large = *j;
	large->arena = &a;
	st = make_room(large, n, e);
	if (!st && !spread(large, j->box, GUESSES))
		st = error_memory(e);
	if (!st)
		st = match_all(large, large->place, large->n_places, NULL, j->furthest, guess, NULL, found, e);
	arena_free(&a);
	return st;
}

/* Where small windows find nothing, since too little of their ground is in both, a few larger ones may; what each of them says is then tried with the
 * small ones. */
static enum status try_larger(struct job *j, struct match *m, struct registration *out, struct error *e)
{
	const double side = fmin(j->box[2] - j->box[0], j->box[3] - j->box[1]);
	const struct registration before = *out;
	struct corner some_place[FIRST];
	const size_t n_places = some(j, FIRST, some_place);
	struct error reason;
	enum status st = ST_NEGATIVE;

	for (uint32_t n = 2 * j->n; n <= side && n <= MATCH_MOST && st == ST_NEGATIVE; n *= 2) {
		struct match guess[GUESSES];
		size_t found;

		st = guesses(j, n, guess, &found, &reason);
		if (st)
			break;
		st = ST_NEGATIVE;
		for (size_t i = 0; i < found && st == ST_NEGATIVE; i++) {
			if (guess[i].reliability < MATCH_RELIABLE)
				continue;
			*out = (struct registration){.shift = {.dx = guess[i].dx, .dy = guess[i].dy}};
			st = next_pass(j, some_place, n_places, m, out, &reason);
		}
	}
	if (st == ST_NEGATIVE)   /* the reason is the first pass's, which looked everywhere */
		*out = before;
	else if (st && e)
		*e = reason;
	return st;
}

static enum status run(struct job *j, uint32_t n_planes, const struct register_options *o, struct match *m, struct registration *out, struct error *e)
{
	const int passes = (int)fmin(fmax(o->refine, 1), PASSES);
	enum status st = choose_plane(j, n_planes, e);

	if (!st)
		st = first_pass(j, m, out, e);
	if (st == ST_NEGATIVE)
		st = try_larger(j, m, out, e);
	for (int pass = 0; !st && pass < passes; pass++)
		st = next_pass(j, j->place, j->n_places, m, out, e);
	if (!st) {
		view_displace(j->other, &out->shift);
		st = look_again(j, out, e);
	}
	if (st)
		view_displace(j->other, NULL);
	return st;
}

enum status register_views(struct view *reference, struct view *other, const struct grid *g, uint32_t n_planes, const struct register_options *o,
			   struct arena *a, struct registration *out, struct error *e)
{
	const struct register_options none = {0};
	struct arena scratch = ARENA_INIT;
	struct job *j = arena_alloc(&scratch, sizeof *j);
	struct match *m;
	enum status st;

	*out = (struct registration){0};
	if (!j) {
		arena_free(&scratch);
		return error_memory(e);
	}
	*j = (struct job){.reference = reference, .other = other, .grid = g, .arena = &scratch};
	view_displace(other, NULL);
	st = make_ready(j, o ? o : &none, e);
	if (!st) {
		m = arena_array(a, j->n_places > FIRST ? j->n_places : FIRST, sizeof *m);
		st = m ? run(j, n_planes, o ? o : &none, m, out, e) : error_memory(e);
	}
	arena_free(&scratch);
	return st;
}
