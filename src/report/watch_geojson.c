#include "report/watch_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One feature being written. */
struct drawing { const struct watch_result *r; const struct watch_told *t; bool pixels; struct buf *out,
		polygons; size_t n_polygons; struct arena *scratch; };

static void coordinate(struct buf *out, double x)
{
	char digits[40];
	int n = snprintf(digits, sizeof digits, "%.7f", x);

	while (n > 1 && digits[n - 1] == '0')
		n--;
	n -= n > 1 && digits[n - 1] == '.';
	digits[n] = 0;
	buf_text(out, strcmp(digits, "-0") ? digits : "0");
}

static double twice_area(const double (*v)[2], size_t n)
{
	double sum = 0;

	for (size_t i = 0; n && i + 1 < n; i++)
		sum += (v[i][0] - v[0][0]) * (v[i + 1][1] - v[0][1]) - (v[i + 1][0] - v[0][0]) * (v[i][1] - v[0][1]);
	return sum;
}

/* A ring, closed, turned the way that is asked; nothing where fewer than three corners are left. */
static void ring_text(struct buf *out, const double (*v)[2], size_t n, bool hole, bool comma)
{
	double sum = twice_area(v, n);
	bool turn = hole ? sum > 0 : sum < 0;

	if (n < 4)
		return;
	buf_text(out, comma ? ",[" : "[");
	for (size_t i = 0; i < n; i++) {
		const double *p = v[turn ? n - 1 - i : i];

		buf_text(out, i ? ",[" : "[");
		coordinate(out, p[0]);
		buf_char(out, ',');
		coordinate(out, p[1]);
		buf_char(out, ']');
	}
	buf_char(out, ']');
}

/* The part of a ring with sign × (x - at) ≤ 0 (Sutherland & Hodgman 1974), closed; edges along the cut may lie on each other. out has room for
 * 2 n + 1. */
static size_t clip(const double (*v)[2], size_t n, double at, double sign, double (*out)[2])
{
	size_t m = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		double a = sign * (v[i][0] - at), b = sign * (v[i + 1][0] - at);

		if (a <= 0)
			memcpy(out[m++], v[i], sizeof *v);
		if ((a < 0 && b > 0) || (a > 0 && b < 0)) {
			out[m][0] = at;
			out[m++][1] = v[i][1] + (v[i + 1][1] - v[i][1]) * a / (a - b);
		}
	}
	if (m)
		memcpy(out[m++], out[0], sizeof *out);
	return m;
}

static void polygon_text(struct drawing *d, double (*const *v)[2], const size_t *n, size_t rings)
{
	if (n[0] < 4)
		return;
	buf_text(&d->polygons, d->n_polygons++ ? ",[" : "[");
	for (size_t k = 0; k < rings; k++)
		ring_text(&d->polygons, (const double (*)[2])v[k], n[k], k > 0, k > 0);
	buf_char(&d->polygons, ']');
}

/* Degrees without a leap at the antimeridian: each corner the nearest to the one before it. Returns where they are to be cut, 0: nowhere. */
static double unwrap(double (*const *v)[2], const size_t *n, size_t rings)
{
	double low = 180, high = -180, last = v[0][0][0];

	for (size_t k = 0; k < rings; k++)
		for (size_t i = 0; i < n[k]; i++) {
			v[k][i][0] -= 360 * round((v[k][i][0] - last) / 360);
			last = v[k][i][0];
			low = fmin(low, last);
			high = fmax(high, last);
		}
	return high > 180 ? 180 : low < -180 ? -180 : 0;
}

/* One polygon, or its parts on both sides of the antimeridian. */
static bool write_polygon(struct drawing *d, double (**v)[2], size_t *n, size_t rings)
{
	double at = d->pixels ? 0 : unwrap(v, n, rings), (**cut)[2];
	size_t *left;

	if (!(fabs(at) > 0)) {
		polygon_text(d, v, n, rings);
		return true;
	}
	cut = arena_array(d->scratch, rings, sizeof *cut);
	left = arena_array(d->scratch, rings, sizeof *left);
	if (!cut || !left)
		return false;
	for (double sign = 1; sign >= -1; sign -= 2) {
		bool far = sign * at < 0;  /* that part lies beyond: its degrees count from the other side */
		size_t kept = 0;

		for (size_t k = 0; k < rings; k++) {
			if (!(cut[kept] = arena_array(d->scratch, 2 * n[k] + 2, sizeof **cut)))
				return false;
			left[kept] = clip((const double (*)[2])v[k], n[k], at, sign, cut[kept]);
			for (size_t i = 0; far && i < left[kept]; i++)
				cut[kept][i][0] -= 2 * at;
			if (left[kept] < 4 && !k)
				break;
			kept += left[kept] >= 4;
		}
		if (kept)
			polygon_text(d, cut, left, kept);
	}
	return true;
}

/* All corners of a shape in the coordinates that are written; *whole: all could be. */
static enum status corners(struct drawing *d, const struct region_shape *s, double (**out)[2], bool *good, struct error *e)
{
	size_t all = 0, at = 0;
	enum status st = ST_OK;

	for (size_t k = 0; k < s->n; k++)
		all += s->ring[k].n;
	if (!(*out = arena_array(d->scratch, all + 1, sizeof **out)))
		return error_memory(e);
	for (size_t k = 0; k < s->n; k++)
		for (size_t i = 0; i < s->ring[k].n; i++, at++) {
			const double *p = s->ring[k].point[i];

			if (d->pixels)
				memcpy((*out)[at], p, sizeof **out);
			else
				grid_to_crs(&d->r->grid, p[0], p[1], &(*out)[at][0], &(*out)[at][1]);
		}
	if (!d->pixels && all)
		st = d->t->degrees(d->t->degrees_arg, &(*out)[0][0], all, e);
	*good = all > 0;
	for (size_t i = 0; i < all; i++)
		*good = *good && isfinite((*out)[i][0]) && isfinite((*out)[i][1]);
	return st;
}

/* Outer rings with the holes behind them, several of the one as a MultiPolygon. */
static enum status geometry(struct drawing *d, const struct region_shape *s, struct error *e)
{
	double (*v)[2] = NULL, (**ring)[2] = arena_array(d->scratch, s->n + 1, sizeof *ring);
	size_t *n = arena_array(d->scratch, s->n + 1, sizeof *n), at = 0;
	bool good = false;
	enum status st = ring && n ? corners(d, s, &v, &good, e) : error_memory(e);

	if (st)
		return st;
	if (!good) {
		buf_text(d->out, "null");
		return ST_OK;
	}
	for (size_t k = 0; k < s->n; at += s->ring[k++].n) {
		ring[k] = v + at;
		n[k] = s->ring[k].n;
	}
	buf_reset(&d->polygons);
	d->n_polygons = 0;
	for (size_t k = 0, to; k < s->n; k = to) {
		for (to = k + 1; to < s->n && s->ring[to].hole; to++)
			;
		if (!write_polygon(d, ring + k, n + k, to - k))
			return error_memory(e);
	}
	buf_text(d->out, d->n_polygons == 1 ? "{\"type\":\"Polygon\",\"coordinates\":" : "{\"type\":\"MultiPolygon\",\"coordinates\":[");
	buf_text(d->out, buf_str(&d->polygons));
	buf_text(d->out, d->n_polygons == 1 ? "}" : "]}");
	return d->polygons.failed ? error_memory(e) : ST_OK;
}

static enum status feature(struct drawing *d, json_int_t id, const struct region_shape *s, json_t *properties, bool first, struct error *e)
{
	struct arena scratch = ARENA_INIT;
	enum status st = properties ? ST_OK : error_memory(e);

	d->scratch = &scratch;
	buf_printf(d->out, "%s\n{\"type\":\"Feature\",\"id\":%lld,\"geometry\":", first ? "" : ",", (long long)id);
	if (!st)
		st = geometry(d, s, e);
	buf_text(d->out, ",\"properties\":");
	if (!st) {
		char *all = json_dumps(properties, JSON_COMPACT | JSON_REAL_PRECISION(9));

		buf_text(d->out, all ? all : "");
		st = all ? ST_OK : error_memory(e);
		free(all);
	}
	buf_char(d->out, '}');
	json_decref(properties);
	arena_free(&scratch);
	return st;
}

static struct drawing collection(const struct watch_result *r, const struct watch_told *t, struct buf *out)
{
	struct drawing d = {.r = r, .t = t, .pixels = r->grid.kind == GRID_PIXELS || !t->degrees, .out = out};
	json_t *program = json_string(t->program ? t->program : "onus");
	char *quoted = program ? json_dumps(program, JSON_ENCODE_ANY) : NULL;

	buf_text(out, "{\"type\":\"FeatureCollection\",\"program\":");
	buf_text(out, quoted ? quoted : "null");
	buf_text(out, d.pixels ? ",\"pixels\":true,\"warning\":\"The image has no coordinate reference system: coordinates are columns and rows of "
			"pixels, not degrees.\",\"features\":[" : ",\"features\":[");
	free(quoted);
	json_decref(program);
	return d;
}

enum status watch_geojson_changes(const struct watch_result *r, const struct watch_told *t, struct buf *out, struct error *e)
{
	struct drawing d = collection(r, t, out);
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < r->n_changes; i++)
		st = feature(&d, r->change[i].id, &r->change[i].shape, watch_change_json(r, &r->change[i]), !i, e);
	buf_free(&d.polygons);
	buf_text(out, "\n]}\n");
	return st ? st : buf_ok(out) ? ST_OK : error_memory(e);
}

enum status watch_geojson_unseen(const struct watch_result *r, const struct watch_told *t, struct buf *out, struct error *e)
{
	struct drawing d = collection(r, t, out);
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < r->n_unseen; i++)
		st = feature(&d, (json_int_t)i + 1, &r->unseen[i].shape, watch_unseen_json(r, &r->unseen[i]), !i, e);
	buf_free(&d.polygons);
	buf_text(out, "\n]}\n");
	return st ? st : buf_ok(out) ? ST_OK : error_memory(e);
}
