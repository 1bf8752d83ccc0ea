/* What a scene's numbers allow to tell, and the thresholds. */
#include "watch/mask_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the numbers' scale ---- */

static int by_value(const void *p, const void *q)
{
	float a = *(const float *)p, b = *(const float *)q;

	return a < b ? -1 : a > b;
}

/* Quantiles 0.001, 0.5, 0.999 of what has a value; false: nothing has. */
static bool quantiles(const float *x, size_t n, float *room, double out[3])
{
	static const double at[3] = {.001, .5, .999};
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (isfinite(x[i]))
			room[m++] = x[i];
	if (!m)
		return false;
	qsort(room, m, sizeof *room, by_value);
	for (int k = 0; k < 3; k++)
		out[k] = room[(size_t)(at[k] * (double)(m - 1))];
	return true;
}

struct numbers {
	double dark;    /* the least of the planes' 0.001 quantiles */
	double middle;  /* the largest median */
	double bright;  /* the largest 0.999 quantile */
	double median[2]; /* of near and short-wave infrared */
	bool any;
};

static enum status numbers_of(const struct scene *s, const float *const *plane, size_t n, struct arena *a, struct numbers *out, struct error *e)
{
	float *room = arena_array(a, n ? n : 1, sizeof *room);

	*out = (struct numbers){.dark = INFINITY};
	if (!room)
		return error_memory(e);
	for (uint32_t k = 0; k < s->n; k++) {
		double q[3];

		if (!quantiles(plane[k], n, room, q))
			continue;
		out->any = true;
		if (s->plane[k].role == ROLE_NIR || s->plane[k].role == ROLE_SWIR1)
			out->median[s->plane[k].role == ROLE_SWIR1] = q[1];
		out->dark = fmin(out->dark, q[0]);
		out->middle = fmax(out->middle, q[1]);
		out->bright = fmax(out->bright, q[2]);
	}
	return ST_OK;
}

static bool whole_numbers(const struct scene *s, const char *type)
{
	const struct raster_info *info = raster_info(s->raster);

	for (uint32_t k = 0; k < s->n; k++) {
		const struct raster_band *b = &info->band[s->plane[k].band];

		if (!b->integer || (type && strcmp(b->type, type) != 0))
			return false;
	}
	return true;
}

/* Sentinel-2 since processing baseline 04.00 (25 January 2022): a thousand is added to every number, unless whoever made the file took it off
 * again. */
static bool offset_added(const struct scene *s, const struct numbers *x)
{
	return x->dark >= 900 && !(s->date && strncmp(s->date, "2022-01-25", 10) < 0);
}

static void scale_of(const struct scene *s, const struct numbers *x, struct mask_rule *m)
{
	m->gain = 1;
	if (!x->any || s->radar)
		return;
	if (x->bright <= 2 && x->middle > .005 && x->dark >= -.3) {
		m->scale = MASK_SCALE_REFLECTANCE;
	} else if (whole_numbers(s, "Byte")) {
		m->scale = MASK_SCALE_RAW;
	} else if (whole_numbers(s, NULL) && s->sensor == SENSOR_S2) {
		m->scale = MASK_SCALE_REFLECTANCE;
		m->gain = 1e-4;
		m->offset = offset_added(s, x) ? -.1 : 0;
	} else if (whole_numbers(s, "UInt16") && s->surface && s->sensor) {
		m->scale = MASK_SCALE_REFLECTANCE;
		m->gain = 2.75e-5;
		m->offset = -.2;
	} else if (whole_numbers(s, "UInt16") && s->sensor == SENSOR_OLI) {
		m->scale = MASK_SCALE_REFLECTANCE;  /* before division by the sine of the sun's height: dark rather than bright */
		m->gain = 2e-5;
		m->offset = -.1;
	}
}

/* ---- the rule ---- */

static int plane_with(const struct scene *s, enum scene_role role)
{
	for (uint32_t k = 0; k < s->n; k++)
		if (s->plane[k].role == role)
			return (int)k;
	return -1;
}

static enum status codes_right(const struct scene *s, const float *quality, size_t n, struct error *e)
{
	static const double most[] = {[QUALITY_SCL] = 11, [QUALITY_QA_PIXEL] = 65535, [QUALITY_UDM] = 1};
	const struct raster_info *info = raster_info(s->raster);

	for (size_t i = 0; i < n; i++)
		if (isfinite(quality[i]) && !(quality[i] >= 0 && quality[i] <= most[s->kind] && quality[i] == floorf(quality[i])))
			return error_set(e, ST_DATA, "%s, %s: found the code %g, expected whole numbers from 0 to %g",
					 info->file[info->band[s->quality.band].file].name,
					 s->quality.name, (double)quality[i], most[s->kind]);
	return ST_OK;
}

/* Dark is what is darker than most of the ground: shadow over a desert is brighter than a forest. */
static double dark_of(const struct mask_rule *m, double median)
{
	return fmin(fmax(.6 * (m->gain * median + m->offset), .06), .2);
}

static void thresholds(struct mask_rule *m, const struct numbers *x)
{
	bool visible = m->blue >= 0 && m->green >= 0 && m->red >= 0;

	if (m->scale == MASK_SCALE_RAW) {
		m->cloud = visible && m->nir >= 0;
		m->cloud_bright = .85 * 255;
		return;
	}
	if (m->scale != MASK_SCALE_REFLECTANCE)
		return;
	m->cloud = visible && m->nir >= 0;
	m->cloud_bright = m->swir1 >= 0 ? .28 : .35;
	m->cloud_white = .2;
	m->snow = m->cloud && m->swir1 >= 0;
	m->snow_index = .45;
	m->snow_bright = .22;
	m->shadow = m->cloud && m->swir1 >= 0;
	m->shadow_dark = dark_of(m, x->median[0]);
	m->shadow_dark_swir = dark_of(m, x->median[1]);
}

static const char *sentence(const struct mask_rule *m, const struct scene *s)
{
	switch (m->kind) {
	case QUALITY_SCL: return "cloud, cloud shadow, snow and pixels without value by Sentinel-2's scene classification (SCL)";
	case QUALITY_QA_PIXEL: return "cloud, cloud shadow, snow and pixels without value by Landsat's QA_PIXEL";
	case QUALITY_UDM: return "what the usable-data mask does not call clear (given as cloud: it does not say more)";
	case QUALITY_NONE: break;
	}
	if (s->radar)
		return "pixels without value; radar sees through cloud";
	if (m->scale == MASK_SCALE_RAW && m->cloud)
		return "pixels without value, and thick cloud that nearly fills the sensor in blue, green and red; the numbers are raw, so that "
				"other cloud, shadow and snow cannot be told";
	if (m->scale == MASK_SCALE_REFLECTANCE && m->cloud && m->swir1 >= 0)
		return "large thick cloud with its shadow, and snow, by thresholds on reflectance; thin or small cloud is not found";
	if (m->scale == MASK_SCALE_REFLECTANCE && m->cloud)
		return "large thick cloud by thresholds on reflectance; thin or small cloud is not found, and without short-wave infrared snow "
				"counts as cloud and shadow cannot be told";
	if (m->scale == MASK_SCALE_REFLECTANCE)
		return "pixels without value; which bands are blue, green, red and near infrared is not known, so that cloud cannot be told";
	if (m->scale == MASK_SCALE_RAW)
		return "pixels without value and areas where the sensor is full; without blue, green, red and near infrared cloud cannot be told";
	return "pixels without value and areas where the sensor is full; what the numbers mean as reflectance is not known, so that cloud cannot "
			"be told";
}

enum status mask_rule_make(const struct scene *s, const float *const *plane, const float *quality, size_t n, struct arena *a, struct mask_rule *out,
			   struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);
	float *full = arena_array(a, s->n, sizeof *full);
	struct numbers x;
	enum status st;

	*out = (struct mask_rule){.kind = quality ? s->kind : QUALITY_NONE, .n = s->n, .full = full,
				  .blue = plane_with(s, ROLE_BLUE), .green = plane_with(s, ROLE_GREEN), .red = plane_with(s, ROLE_RED),
				  .nir = plane_with(s, ROLE_NIR),
				  .swir1 = plane_with(s, ROLE_SWIR1)};
	if (!full)
		return error_memory(e);
	for (uint32_t k = 0; k < s->n; k++) {
		double most = info->band[s->plane[k].band].most;

		full[k] = most > 0 && !s->radar ? (float)(.998 * most) : INFINITY;
	}
	if (out->kind) {
		st = codes_right(s, quality, n, e);
	} else {
		st = numbers_of(s, plane, n, a, &x, e);
		if (!st) {
			scale_of(s, &x, out);
			thresholds(out, &x);
		}
	}
	if (st)
		return st;
	out->said = sentence(out, s);
	return ST_OK;
}
