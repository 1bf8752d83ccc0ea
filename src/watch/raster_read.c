/* The child's reading: a window of a band as floats, sampled. */
#include "watch/raster_work.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 20 };  /* numbers in work at once, where a row does not go straight to its place */

static bool scratch(struct raster_child *c, const struct raster_opened *b)
{
	struct raster_scratch *s = &c->scratch;
	if ((b->wide || b->complex) && !s->wide)
		s->wide = malloc(2 * CHUNK * sizeof *s->wide);
	if (b->masked && !s->mask)
		s->mask = malloc(CHUNK);
	return ((!b->wide && !b->complex) || s->wide) && (!b->masked || s->mask);
}

/* --- numbers to values -------------------------------------------------------------------- */

/* n floats as they were read: what is no value becomes NaN, then scale. False: one is too large. */
static bool settle(const struct raster_opened *b, float *v, size_t n)
{
	const float none = (float)b->nodata;
	bool large = false;
	if (b->has_nodata && (double)none == b->nodata)
		for (size_t i = 0; i < n; i++)
			v[i] = v[i] == none ? NAN : v[i];
	if (!b->whole)
		for (size_t i = 0; i < n; i++)
			v[i] = fabsf(v[i]) <= FLT_MAX ? v[i] : NAN;
	if (b->scaled)
		for (size_t i = 0; i < n; i++) {
			double x = v[i] * b->scale + b->offset;
			large |= fabs(x) > (double)FLT_MAX;
			v[i] = (float)x;
		}
	return !large;
}

static bool narrow(const struct raster_opened *b, const double *v, float *out, size_t n)
{
	bool large = false;
	for (size_t i = 0; i < n; i++) {
		double x = b->complex ? sqrt(v[2 * i] * v[2 * i] + v[2 * i + 1] * v[2 * i + 1]) : v[i];
		bool none = (b->has_nodata && (b->complex ? v[2 * i] == b->nodata && v[2 * i + 1] == 0 : x == b->nodata)) || !isfinite(x);
		x = x * b->scale + b->offset;
		large |= !none && !(fabs(x) <= (double)FLT_MAX);
		out[i] = none ? NAN : (float)x;
	}
	return !large;
}

/* --- as they lie in the file -------------------------------------------------------------- */

struct part { int x, y, width, height; };

/* Blocks that the file does not hold are no values. */
static void drop_missing(const struct gdal *g, GDALRasterBandH from, struct part p, float *out)
{
	int bw = 0, bh = 0;
	g->GDALGetBlockSize(from, &bw, &bh);
	if (bw < 1 || bh < 1)
		return;
	for (int j = p.y / bh; j <= (p.y + p.height - 1) / bh; j++)
		for (int i = p.x / bw; i <= (p.x + p.width - 1) / bw; i++) {
			char what[64];
			(void)snprintf(what, sizeof what, "BLOCK_OFFSET_%d_%d", i, j);
			if (g->GDALGetMetadataItem(from, what, "TIFF"))
				continue;
			int64_t x0 = (int64_t)i * bw, y0 = (int64_t)j * bh, x1 = x0 + bw, y1 = y0 + bh;
			x0 = x0 < p.x ? p.x : x0;
			y0 = y0 < p.y ? p.y : y0;
			x1 = x1 > p.x + p.width ? p.x + p.width : x1;
			y1 = y1 > p.y + p.height ? p.y + p.height : y1;
			for (int64_t y = y0; y < y1; y++)
				for (int64_t x = x0; x < x1; x++)
					out[(y - p.y) * p.width + x - p.x] = NAN;
		}
}

static bool read_part(struct raster_child *c, const struct raster_opened *b, GDALRasterBandH from, struct part p, float *out, struct raster_answer *a)
{
	const struct gdal *g = &c->gdal;
	size_t n = (size_t)p.width * (size_t)p.height;
	bool doubles = b->wide || b->complex, fits;
	GDALDataType type = b->complex ? GDT_CFloat64 : b->wide ? GDT_Float64 : GDT_Float32;
	void *to = doubles ? (void *)c->scratch.wide : out;
	uint64_t beyond = c->given[b->given].beyond;
	if (g->GDALRasterIO(from, GF_Read, p.x, p.y, p.width, p.height, to, p.width, p.height, type, 0, 0) != CE_None)
		return raster_child_failed(c, a, "cannot be decoded");
	if (b->raw && c->given[b->given].beyond > beyond)
		return raster_child_failed(c, a, "is cut short");
	fits = doubles ? narrow(b, c->scratch.wide, out, n) : settle(b, out, n);
	if (b->masked) {
		GDALRasterBandH mask = g->GDALGetMaskBand(from);
		if (!mask || g->GDALRasterIO(mask, GF_Read, p.x, p.y, p.width, p.height, c->scratch.mask, p.width, p.height, GDT_Byte, 0, 0) != CE_None)
			return raster_child_failed(c, a, "its mask cannot be decoded");
		for (size_t i = 0; i < n; i++)
			out[i] = c->scratch.mask[i] ? out[i] : NAN;
	}
	if (b->sparse)
		drop_missing(g, from, p, out);
	if (!fits) {
		g->CPLErrorReset();
		return raster_child_failed(c, a, "holds a number too large for a float");
	}
	return true;
}

/* A rectangle of `from`, row by row at out. */
static bool read_plain(struct raster_child *c, const struct raster_opened *b, GDALRasterBandH from, struct part p, float *out,
		       struct raster_answer *a)
{
	if (!scratch(c, b))
		return raster_child_failed(c, a, "needs more memory than there is");
	/* plain numbers go straight to where they shall be; the others through a piece of memory, a few rows or a part of one at a time */
	bool straight = !b->wide && !b->complex && !b->masked;
	int rows = straight ? p.height : p.width >= CHUNK ? 1 : CHUNK / p.width, columns = straight || p.width < CHUNK ? p.width : CHUNK;
	for (int64_t y = 0; y < p.height; y += rows)
		for (int64_t x = 0; x < p.width; x += columns) {
			int h = p.height - y < rows ? (int)(p.height - y) : rows, w = p.width - x < columns ? (int)(p.width - x) : columns;
			if (!read_part(c, b, from, (struct part){p.x + (int)x, p.y + (int)y, w, h}, out + y * p.width + x, a))
				return false;
		}
	return true;
}

/* --- sampled ------------------------------------------------------------------------------ */

/* The pixels [*from, *to) that sample i of n stands for, out of `size`. */
static void span(uint64_t i, uint64_t n, uint64_t size, uint64_t *from, uint64_t *to)
{
	if (n >= size) {
		*from = (2 * i + 1) * size / (2 * n);
		*to = *from + 1;
	} else {
		*from = i * size / n;
		*to = (i + 1) * size / n;
	}
}

/* The coarsest overview that is still as fine as what is asked; p is moved to its pixels. */
static GDALRasterBandH overview(struct raster_child *c, const struct raster_opened *b, const struct raster_window *w, struct part *p)
{
	const struct gdal *g = &c->gdal;
	GDALRasterBandH best = b->handle;
	double most = 1;
	int n = g->GDALGetOverviewCount(b->handle);
	for (int i = 0; i < n && i < 64; i++) {
		GDALRasterBandH o = g->GDALGetOverview(b->handle, i);
		if (!o)
			continue;
		int ow = g->GDALGetRasterBandXSize(o), oh = g->GDALGetRasterBandYSize(o);
		if (ow < 1 || oh < 1 || g->GDALGetRasterDataType(o) != b->type)
			continue;
		double fx = (double)b->width / ow, fy = (double)b->height / oh, f = fx > fy ? fx : fy;
		if (f <= most || fx * w->out_width > w->width || fy * w->out_height > w->height)
			continue;
		double right = ceil((w->x + (double)w->width) / fx), low = ceil((w->y + (double)w->height) / fy);
		struct part q = {.x = (int)(w->x / fx), .y = (int)(w->y / fy)};
		q.width = (int)fmin(right, ow) - q.x;
		q.height = (int)fmin(low, oh) - q.y;
		if (q.width < 1 || q.height < 1)
			continue;
		most = f;
		best = o;
		*p = q;
	}
	return best;
}

/* One row of the file's, from column x on, added to the samples that it belongs to. */
static void add_row(struct raster_scratch *s, const float *v, uint64_t x, uint64_t n, uint64_t width, uint64_t out_width)
{
	uint64_t first = x * out_width / width, from, to;
	first = first > 0 ? first - 1 : 0;
	for (uint64_t i = first; i < out_width; i++) {
		span(i, out_width, width, &from, &to);
		if (from >= x + n)
			break;
		from = from < x ? x : from;
		to = to > x + n ? x + n : to;
		for (uint64_t k = from; k < to; k++)
			if (v[k - x] == v[k - x]) {
				s->sum[i] += v[k - x];
				s->count[i]++;
			}
	}
}

static bool read_sampled(struct raster_child *c, const struct raster_opened *b, const struct raster_window *w, float *out, struct raster_answer *a)
{
	struct part p = {(int)w->x, (int)w->y, (int)w->width, (int)w->height};
	GDALRasterBandH from = overview(c, b, w, &p);
	struct raster_scratch *s = &c->scratch;
	if (!s->narrow)
		s->narrow = malloc(CHUNK * sizeof *s->narrow);
	if (s->n_sum < w->out_width) {
		free(s->sum);
		free(s->count);
		s->sum = malloc(w->out_width * sizeof *s->sum);
		s->count = malloc(w->out_width * sizeof *s->count);
		s->n_sum = s->sum && s->count ? w->out_width : 0;
	}
	if (!s->narrow || s->n_sum < w->out_width)
		return raster_child_failed(c, a, "needs more memory than there is");
	for (uint32_t j = 0; j < w->out_height; j++) {
		uint64_t y0, y1;
		span(j, w->out_height, (uint64_t)p.height, &y0, &y1);
		memset(s->sum, 0, w->out_width * sizeof *s->sum);
		memset(s->count, 0, w->out_width * sizeof *s->count);
		int rows = p.width >= CHUNK ? 1 : CHUNK / p.width, columns = p.width < CHUNK ? p.width : CHUNK;
		for (uint64_t y = y0; y < y1; y += (uint64_t)rows)
			for (int64_t x = 0; x < p.width; x += columns) {
				int h = y1 - y < (uint64_t)rows ? (int)(y1 - y) : rows, n = p.width - x < columns ? (int)(p.width - x) : columns;
				if (!read_plain(c, b, from, (struct part){p.x + (int)x, p.y + (int)y, n, h}, s->narrow, a))
					return false;
				for (int r = 0; r < h; r++)
					add_row(s, s->narrow + (size_t)r * (size_t)n, (uint64_t)x, (uint64_t)n, (uint64_t)p.width, w->out_width);
			}
		for (uint32_t i = 0; i < w->out_width; i++)
			*out++ = s->count[i] ? (float)(s->sum[i] / s->count[i]) : NAN;
	}
	return true;
}

static bool read_window(struct raster_child *c, const struct raster_window *w, float *out, struct raster_answer *a)
{
	const struct raster_opened *b = &c->band[w->band];
	c->gdal.CPLSetThreadLocalConfigOption("GDAL_NUM_THREADS", b->slow ? c->threads : "1");
	if (w->out_width == w->width && w->out_height == w->height)
		return read_plain(c, b, b->handle, (struct part){(int)w->x, (int)w->y, (int)w->width, (int)w->height}, out, a);
	return read_sampled(c, b, w, out, a);
}

/* GDAL 3.6 loses its place in a JPEG 2000 file once it has looked at other parts of it: opened anew it finds it. */
static bool again(struct raster_child *c, int32_t given)
{
	const struct gdal *g = &c->gdal;
	GDALDatasetH old = c->set[given], d = raster_child_load(c, (size_t)given);
	if (!d)
		return false;
	for (uint32_t i = 0; i < c->shared->n_bands && i < RASTER_BANDS; i++)
		if (c->band[i].given == given)
			c->band[i].handle = g->GDALGetRasterBand(d, c->band[i].number);
	c->set[given] = d;
	g->GDALClose(old);
	return true;
}

bool raster_child_read(struct raster_child *c, const struct raster_window *w, float *out, struct raster_answer *a)
{
	if (read_window(c, w, out, a))
		return true;
	if (!c->band[w->band].slow || !again(c, c->band[w->band].given))
		return false;
	c->gdal.CPLErrorReset();
	return read_window(c, w, out, a);
}
