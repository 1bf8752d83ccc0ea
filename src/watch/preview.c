#include "watch/preview.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- colours ----------------------------------------------------------------------------------------------------- */

static int with_role(const struct scene *s, enum scene_role role)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->plane[i].role == role)
			return (int)i;
	return -1;
}

static bool three(const struct scene *s, const enum scene_role role[3], uint32_t plane[3])
{
	for (int k = 0; k < 3; k++) {
		int i = with_role(s, role[k]);

		if (i < 0)
			return false;
		plane[k] = (uint32_t)i;
	}
	return true;
}

enum status preview_colours(const struct scene *s, struct arena *a, struct preview_colours *out, struct error *e)
{
	static const enum scene_role colours[3] = {ROLE_RED, ROLE_GREEN, ROLE_BLUE}, infrared[3] = {ROLE_NIR, ROLE_RED, ROLE_GREEN};

	*out = (struct preview_colours){.n = 3, .radar = s->radar};
	if (!s->n)
		return error_set(e, ST_DATA, "%.300s has no band that could be shown", s->name ? s->name : "the scene");
	if (three(s, colours, out->plane))
		out->true_colour = true;
	else if (!three(s, infrared, out->plane)) {
		/* three or four bands without names come as red, green, blue; more of them by wavelength */
		bool named = s->plane[0].role != ROLE_OTHER;
		uint32_t order[3] = {s->n > 4 ? 2 : 0, 1, s->n > 4 ? 0 : 2};

		out->n = s->n >= 3 && !named && !s->radar ? 3 : 1;
		for (uint32_t k = 0; k < 3; k++)
			out->plane[k] = out->n == 3 ? order[k] : 0;
	}
	out->said = out->n == 1 ? arena_printf(a, "%s%s in grey", s->plane[out->plane[0]].said ? "band " : "", s->plane[out->plane[0]].name) :
		    arena_printf(a, "%s: red %s, green %s, blue %s", out->true_colour ? "true colour" : "false colour", s->plane[out->plane[0]].name,
				 s->plane[out->plane[1]].name, s->plane[out->plane[2]].name);
	return out->said ? ST_OK : error_memory(e);
}

/* --- means ------------------------------------------------------------------------------------------------------- */

enum status preview_begin(uint32_t width, uint32_t height, uint32_t n, uint32_t side, struct arena *a, struct preview *out, struct error *e)
{
	uint32_t most = width > height ? width : height;

	if (!width || !height || !side || !n || n > 3)
		return error_set(e, ST_BUG, "a picture of nothing");
	*out = (struct preview){.factor = most / side + (most % side != 0), .n = n};
	out->width = width / out->factor + (width % out->factor != 0);
	out->height = height / out->factor + (height % out->factor != 0);
	for (uint32_t k = 0; k < n; k++)
		if (!(out->plane[k] = arena_array(a, (size_t)out->width * out->height, sizeof(float))))
			return error_memory(e);
	out->count = arena_array(a, (size_t)out->width * out->height, sizeof(float));
	return out->count ? ST_OK : error_memory(e);
}

void preview_rows(struct preview *p, uint32_t y, uint32_t rows, uint32_t width, const float *const *plane, size_t stride)
{
	for (uint32_t r = 0; r < rows; r++) {
		size_t row = (size_t)((y + r) / p->factor);
		size_t at = row * p->width;

		if (row >= p->height)
			return;
		for (uint32_t x = 0, column = 0, within = 0; x < width && column < p->width; x++) {
			size_t i = at + column, j = r * stride + x;
			bool all = true;

			if (++within == p->factor) {
				within = 0;
				column++;
			}
			for (uint32_t k = 0; k < p->n; k++)
				all = all && isfinite(plane[k][j]);
			if (!all)
				continue;
			for (uint32_t k = 0; k < p->n; k++)
				p->plane[k][i] += plane[k][j];
			p->count[i]++;
		}
	}
}

void preview_end(struct preview *p)
{
	for (size_t i = 0; i < (size_t)p->width * p->height; i++)
		for (uint32_t k = 0; k < p->n; k++)
			p->plane[k][i] = p->count[i] > 0 ? p->plane[k][i] / p->count[i] : NAN;
	p->count = NULL;
}

/* --- stretch ----------------------------------------------------------------------------------------------------- */

enum { SAMPLE = 1 << 17 };

static int rising(const void *x, const void *y)
{
	float a = *(const float *)x, b = *(const float *)y;

	return (a > b) - (a < b);
}

/* Values of one plane, evenly spread over it. */
static size_t gather(const struct preview *p, uint32_t k, float *out)
{
	size_t all = (size_t)p->width * p->height, step = all / SAMPLE + 1, n = 0;

	for (size_t i = 0; i < all && n < SAMPLE; i += step)
		if (isfinite(p->plane[k][i]))
			out[n++] = p->plane[k][i];
	return n;
}

static void ends(float *v, size_t n, float *low, float *high)
{
	*low = 0;
	*high = 1;
	if (!n)
		return;
	qsort(v, n, sizeof *v, rising);
	*low = v[(size_t)(0.02 * (double)(n - 1))];
	*high = v[(size_t)(0.98 * (double)(n - 1))];
	if (!(*high > *low))
		*high = *low + fmaxf(1, fabsf(*low) * 1e-3f);
}

/* Have the two stretches a quarter of the narrower one in common? */
static bool alike(const struct preview_stretch *s, uint32_t k)
{
	float common = fminf(s->high[0][k], s->high[1][k]) - fmaxf(s->low[0][k], s->low[1][k]);

	return common > 0.25f * fminf(s->high[0][k] - s->low[0][k], s->high[1][k] - s->low[1][k]);
}

enum status preview_stretch(const struct preview *before, const struct preview *after, bool radar, struct preview_stretch *out, struct error *e)
{
	const struct preview *p[2] = {before, after};
	float *v = malloc(2 * SAMPLE * sizeof *v), together[2][3];
	bool empty[2] = {false, false};

	*out = (struct preview_stretch){.logarithm = radar};
	if (!v)
		return error_memory(e);
	for (uint32_t k = 0; radar && k < before->n; k++)
		for (int d = 0; d < 2; d++) { /* decibels are a logarithm already */
			size_t n = gather(p[d], k, v);

			for (size_t i = 0; i < n; i++)
				out->logarithm = out->logarithm && v[i] >= 0;
		}
	for (uint32_t k = 0; k < before->n; k++) {
		size_t n[2];

		for (int d = 0; d < 2; d++) {
			n[d] = gather(p[d], k, v + (d ? n[0] : 0));
			empty[d] |= !n[d];
		}
		/* each by itself first: sorting one leaves the other where it is */
		ends(v, n[0], &out->low[0][k], &out->high[0][k]);
		ends(v + n[0], n[1], &out->low[1][k], &out->high[1][k]);
		ends(v, n[0] + n[1], &together[0][k], &together[1][k]);
		out->apart |= !empty[0] && !empty[1] && !alike(out, k);
	}
	free(v);
	for (uint32_t k = 0; !out->apart && k < before->n; k++)
		for (int d = 0; d < 2; d++) {
			out->low[d][k] = together[0][k];
			out->high[d][k] = together[1][k];
		}
	out->said = out->apart ? "each date stretched by itself, as their values have next to nothing in common: brightness is not comparable" :
				 "both dates stretched alike, 2 to 98 % of their values";
	return ST_OK;
}

static uint32_t shade(float x, float low, float high, bool logarithm)
{
	float y;

	if (logarithm) {
		x = logf(fmaxf(x, 1e-12f));
		low = logf(fmaxf(low, 1e-12f));
		high = logf(fmaxf(high, 1e-12f));
	}
	y = (x - low) / fmaxf(high - low, 1e-12f);
	return (uint32_t)(fminf(fmaxf(y, 0), 1) * 255 + 0.5f);
}

void preview_pixels(const struct preview *p, const struct preview_stretch *s, unsigned date, uint32_t *out)
{
	for (size_t i = 0; i < (size_t)p->width * p->height; i++) {
		uint32_t rgb = 0;
		bool value = true;

		for (uint32_t k = 0; k < 3; k++) {
			uint32_t from = p->n == 3 ? k : 0;
			float x = p->plane[from][i];

			value = value && isfinite(x);
			rgb = rgb << 8 | (value ? shade(x, s->low[date][from], s->high[date][from], s->logarithm) : 0);
		}
		out[i] = value ? rgb : PREVIEW_NOTHING;
	}
}
