/* mask.h - ground that an image does not show: cloud, its shadow, snow, no value, full sensor.
 *
 * From a quality band where there is one, by its published codes and nothing else: Sentinel-2's scene classification (ESA, Sentinel-2 MSI Level-2A
 * algorithm, table of classes), Landsat's QA_PIXEL (USGS, Landsat Collection 2 Level-2 product guides, bits), a usable-data mask. Else from
 * thresholds on reflectance in the manner of Fmask's (Zhu & Woodcock 2012; Zhu, Wang & Woodcock 2015; Qiu, Zhu & He 2019: brightness, whiteness,
 * HOT of Zhang, Guindon & Cihlar 2002, NDSI), but strict: what is masked must be large and white, so that a roof, bare soil or a salt pan stays.
 * Thin cloud is not found. Shadow is where dark ground lies as the clouds do, displaced. Where numbers are raw only what nearly fills the sensor in
 * all of the visible is cloud; where they are of unknown scale, none is told, and that is said. What is masked is not observable: never "no
 * change". */
#ifndef ONUS_WATCH_MASK_H
#define ONUS_WATCH_MASK_H

#include "watch/view.h"

enum mask_reason { MASK_CLEAR = 0, MASK_NO_VALUE = 1, MASK_CLOUD = 2, MASK_SHADOW = 4, MASK_SNOW = 8, MASK_FULL = 16 /* sensor saturated */ };
/* Between mask_pixels and mask_settle the upper three bits hold what a pixel may be, which only its neighbours can tell. */
enum { MASK_REASONS = 31, MASK_MAYBE = 224 };

/* What a number is. */
enum mask_scale { MASK_SCALE_UNKNOWN, MASK_SCALE_RAW /* 0 … 255, of unknown gain */, MASK_SCALE_REFLECTANCE /* gain · number + offset */ };

/* What the thresholds rest on, from a sample of one scene: plane[k][i], i < n. */
struct mask_rule {
	enum scene_quality kind;
	int blue, green, red, nir, swir1;  /* planes with those roles, -1: none */
	bool cloud, snow, shadow;          /* whether the bands and the data allow to tell */
	enum mask_scale scale; double gain, offset;
	double cloud_bright, cloud_white, snow_index, snow_bright, shadow_dark, shadow_dark_swir;
	const float *full; uint32_t n;     /* of each of the n planes: the number at which it is full; infinite: not known */
	const char *said;                  /* in a sentence: what is masked by what, and what cannot be; from the arena */
};
/* plane: s->n of them, NaN for no value; quality: NULL where the scene has none. ST_DATA: codes in the quality band that it cannot have, naming
 * it. */
enum status mask_rule_make(const struct scene *s, const float *const *plane, const float *quality, size_t n, struct arena *a, struct mask_rule *out,
			   struct error *e);
/* Each pixel by itself: out[i] gets reasons (and what it may be, for mask_settle). A pixel without value in any plane is MASK_NO_VALUE. */
void mask_pixels(const struct mask_rule *m, uint32_t n_planes, const float *const *plane, const float *quality, size_t n, uint8_t *out);
/* What neighbours say, on the whole mask: cloud and snow by thresholds only where they are large, cloud grown by a margin, shadow only where a
 * cloud can cast it; an edge of exact zeros in all bands is no value; a full sensor only over an area. What a quality band said stays as it is.
 * metres: of a pixel (1 where not known). */
enum status mask_settle(uint8_t *mask, uint32_t width, uint32_t height, double metres, struct arena *scratch, struct error *e);

#endif
