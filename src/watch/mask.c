#include "watch/mask.h"

#include "watch/mask_parts.h"

#include <math.h>
#include <string.h>

enum { CHUNK = 512 };

/* ---- published codes ---- */

static uint8_t by_scl(float q)
{
	switch ((int)q) {
	case 0: case 1: return MASK_NO_VALUE;            /* no data; saturated or defective */
	case 3: return MASK_SHADOW;
	case 8: case 9: case 10: return MASK_CLOUD;      /* of medium and high probability; thin cirrus */
	case 11: return MASK_SNOW;
	case 2: case 4: case 5: case 6: case 7: return MASK_CLEAR;
	default: return MASK_NO_VALUE;
	}
}

static uint8_t by_qa_pixel(float q)
{
	enum { FILL = 1 << 0, DILATED = 1 << 1, CIRRUS = 1 << 2, CLOUD = 1 << 3, SHADOW = 1 << 4, SNOW = 1 << 5 };
	unsigned bits = (unsigned)q;

	if (bits & FILL)
		return MASK_NO_VALUE;
	return (uint8_t)((bits & (DILATED | CIRRUS | CLOUD) ? MASK_CLOUD : 0) | (bits & SHADOW ? MASK_SHADOW : 0) | (bits & SNOW ? MASK_SNOW : 0));
}

static void by_quality(enum scene_quality kind, const float *quality, size_t n, uint8_t *out)
{
	for (size_t i = 0; i < n; i++) {
		float q = quality[i];

		if (!(q >= 0 && q <= 65535))
			out[i] |= MASK_NO_VALUE;
		else if (kind == QUALITY_SCL)
			out[i] |= by_scl(q);
		else if (kind == QUALITY_QA_PIXEL)
			out[i] |= by_qa_pixel(q);
		else if (!(q >= .5f))
			out[i] |= MASK_CLOUD;
	}
}

/* ---- thresholds ---- */

struct light { float blue, green, red, nir, swir1; };

/* Of a cloud: bright in all of the visible; white: the mean distance from the visible mean (Fmask's whiteness), and hardly redder than white, as
 * soil, concrete and sand are; in the near infrared as bright as in the visible. With short-wave infrared: brighter there than snow. What is very
 * bright may be less white: old sensors are full in blue. */
static uint8_t maybe_of(const struct mask_rule *m, const struct light *x)
{
	float least = fminf(x->blue, fminf(x->green, x->red)), bright = (float)m->cloud_bright, mean, white, limit;
	bool short_wave = m->swir1 >= 0;

	if (!(least > .6f * bright)) /* most ground */
		return m->shadow && fmaxf(x->nir, x->red) < (float)m->shadow_dark && x->swir1 < (float)m->shadow_dark_swir && x->nir > x->red
			       ? MAYBE_SHADOW : 0;
	mean = (x->blue + x->green + x->red) / 3;
	white = (fabsf(x->blue - mean) + fabsf(x->green - mean) + fabsf(x->red - mean)) / mean;
	limit = (float)m->cloud_white * (mean > 1.5f * bright ? 2 : 1);
	if (m->snow && x->green - x->swir1 > (float)m->snow_index * (x->green + x->swir1) && fminf(x->green, x->nir) > (float)m->snow_bright &&
	    x->red > .8f * (float)m->snow_bright)
		return MAYBE_SNOW;
	if (least > bright && white < limit && x->blue > (1 - .5f * limit) * x->red && x->nir > .8f * mean && x->nir < 1.6f * mean &&
	    (!short_wave || (x->swir1 > .35f * mean && x->swir1 < 1.15f * x->nir)))
		return white < .7f * (float)m->cloud_white && x->blue > .92f * x->red && (!short_wave || x->swir1 > .45f * mean)
			       ? MAYBE_WHITE : MAYBE_CLOUD;
	/* HOT (Zhang et al. 2002), with Fmask's numbers */
	return white < .7f && x->nir > .7f * mean && (x->blue - .5f * x->red > .08f || mean > 1.5f * bright) ? MAYBE_HAZE : 0;
}

/* Raw numbers have another gain in each band, so that whiteness means nothing: only what nearly fills the sensor. */
static uint8_t maybe_of_raw(const struct mask_rule *m, const struct light *x)
{
	float least = fminf(x->blue, fminf(x->green, x->red)), bright = (float)m->cloud_bright;

	if (least >= bright && x->nir >= .5f * bright && (m->swir1 < 0 || x->swir1 >= .25f * bright))
		return MAYBE_WHITE;
	return least >= .8f * bright && x->nir >= .4f * bright ? MAYBE_HAZE : 0;
}

static void by_thresholds(const struct mask_rule *m, const float *const *plane, size_t from, size_t n, uint8_t *out)
{
	const float gain = (float)m->gain, offset = (float)m->offset;

	for (size_t i = 0; i < n; i++) {
		struct light x = {.swir1 = 0};

		if (out[i] & (MASK_NO_VALUE | MASK_MAYBE))
			continue;
		x.blue = m->blue < 0 ? 0 : gain * plane[m->blue][from + i] + offset;
		x.green = m->green < 0 ? 0 : gain * plane[m->green][from + i] + offset;
		x.red = m->red < 0 ? 0 : gain * plane[m->red][from + i] + offset;
		x.nir = m->nir < 0 ? 0 : gain * plane[m->nir][from + i] + offset;
		x.swir1 = m->swir1 < 0 ? 0 : gain * plane[m->swir1][from + i] + offset;
		out[i] |= m->scale == MASK_SCALE_RAW ? maybe_of_raw(m, &x) : maybe_of(m, &x);
	}
}

/* ---- all ---- */

/* No value, exact zeros in all planes, full in at least half of them. */
static void by_values(const struct mask_rule *m, uint32_t n_planes, const float *const *plane, size_t from, size_t n, uint8_t *out)
{
	uint16_t full[CHUNK] = {0};
	uint8_t nan[CHUNK] = {0}, other[CHUNK] = {0};

	for (uint32_t k = 0; k < n_planes; k++) {
		const float *p = plane[k] + from, most = k < m->n ? m->full[k] : INFINITY;

		for (size_t i = 0; i < n; i++) {
			nan[i] |= !(p[i] - p[i] == 0);
			other[i] |= p[i] != 0;
			full[i] = (uint16_t)(full[i] + (p[i] >= most));
		}
	}
	for (size_t i = 0; i < n; i++)
		out[i] = nan[i] ? MASK_NO_VALUE : !other[i] ? MAYBE_EDGE : 2u * full[i] >= n_planes ? MASK_FULL : 0;
}

void mask_pixels(const struct mask_rule *m, uint32_t n_planes, const float *const *plane, const float *quality, size_t n, uint8_t *out)
{
	for (size_t from = 0; from < n; from += CHUNK) {
		size_t some = n - from < CHUNK ? n - from : CHUNK;

		by_values(m, n_planes, plane, from, some, out + from);
		if (m->kind && quality)
			by_quality(m->kind, quality + from, some, out + from);
		else if (m->cloud)
			by_thresholds(m, plane, from, some, out + from);
	}
}
