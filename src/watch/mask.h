/* mask.h - ground that an image does not show: cloud, its shadow, snow, no value, full sensor.
 *
 * From a quality band where there is one (Sentinel-2 SCL, Landsat QA_PIXEL, a usable-data mask), else from thresholds on the bands' roles, taken from the data where they
 * must be (top-of-atmosphere reflectance or raw numbers alike); shadow is looked for where a cloud could cast it. What is masked is not observable: never "no change". */
#ifndef ONUS_WATCH_MASK_H
#define ONUS_WATCH_MASK_H

#include "watch/view.h"

enum mask_reason { MASK_CLEAR = 0, MASK_NO_VALUE = 1, MASK_CLOUD = 2, MASK_SHADOW = 4, MASK_SNOW = 8, MASK_FULL = 16 /* sensor saturated */ };

/* What the thresholds rest on, from a sample of one scene: plane[k][i], i < n. */
struct mask_rule {
	enum scene_quality kind;
	int blue, green, red, nir, swir1;  /* planes with those roles, -1: none */
	bool cloud, snow;                  /* whether the bands and the data allow to tell */
	double cloud_bright, cloud_white, snow_index, snow_bright, shadow_dark, full;
	const char *said;                  /* in a sentence: what is masked by what, and what cannot be; from the arena */
};
enum status mask_rule_make(const struct scene *s, const float *const *plane, const float *quality, size_t n, struct arena *a, struct mask_rule *out, struct error *e);
/* Each pixel by itself: out[i] gets reasons. */
void mask_pixels(const struct mask_rule *m, uint32_t n_planes, const float *const *plane, const float *quality, size_t n, uint8_t *out);
/* What neighbours say, on the whole mask: single pixels of cloud taken away, cloud grown by a margin, shadow kept only within reach of a cloud. */
enum status mask_settle(uint8_t *mask, uint32_t width, uint32_t height, double metres, struct arena *scratch, struct error *e);

#endif
