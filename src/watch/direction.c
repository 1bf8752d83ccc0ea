#include "watch/watch_work.h"

#include <math.h>

/* What a change looks like, from the means of its pixels: indices of vegetation (Rouse et al. 1974, NDVI) and of open water (McFeeters 1996, NDWI),
 * brightness, and roughness. The limits are broad: in between, the direction is said to be unknown. */
static const double vegetation_step = 0.12, water_step = 0.2, bright_step = 0.12;
/* razed is a strong word: only where bare ground, bright and rough before, is darker and less than half as rough, over some pixels */
static const double rough_step = 0.5, rough_least = 0.06, razed_darker = 0.05, bare = 0.25;
enum { RAZED_PIXELS = 12 };

static const double *band(const struct scene *s, const double *v, enum scene_role role)
{
	for (uint32_t k = 0; k < s->n; k++)
		if (s->plane[k].role == role)
			return &v[k];
	return NULL;
}

/* (a - b) / (a + b); NAN where a band is not there or the two are not above zero together. */
static double index_of(const double *a, const double *b)
{
	return a && b && *a + *b > 0 ? (*a - *b) / (*a + *b) : NAN;
}

static double mean(const double *v, uint32_t n)
{
	double sum = 0;

	for (uint32_t k = 0; k < n; k++)
		sum += v[k];
	return sum / n;
}

enum watch_direction watch_direction_of(const struct scene *s, const double *before, const double *after, double rough_before, double rough_after, double pixels)
{
	double green[2], water[2], bright;

	for (int i = 0; i < 2; i++) {
		const double *v = i ? after : before, *infrared = band(s, v, ROLE_NIR);

		green[i] = index_of(infrared, band(s, v, ROLE_RED));
		water[i] = index_of(band(s, v, ROLE_GREEN), infrared);
	}
	bright = mean(before, s->n) > 0 ? mean(after, s->n) / mean(before, s->n) - 1 : 0;
	if (s->radar)
		return bright > 0 ? WATCH_STRONGER : WATCH_WEAKER;
	if (water[1] - water[0] > water_step && water[1] > 0)
		return WATCH_WATER_GAINED;
	if (water[0] - water[1] > water_step && water[0] > 0)
		return WATCH_WATER_LOST;
	if (green[1] - green[0] > vegetation_step)
		return WATCH_VEGETATION_GAINED;
	if (bright > bright_step)
		return WATCH_BRIGHTER;
	if (green[0] - green[1] > vegetation_step)
		return WATCH_VEGETATION_LOST;
	if (pixels >= RAZED_PIXELS && rough_before > rough_least && rough_after < (1 - rough_step) * rough_before && bright < -razed_darker && !(green[0] > bare))
		return WATCH_RAZED;
	return bright < -bright_step ? WATCH_DARKER : WATCH_UNKNOWN;
}
