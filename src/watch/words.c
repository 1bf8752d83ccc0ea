#include "watch/words.h"

#include "watch/mask.h"

#include <math.h>
#include <string.h>

const char *watch_method_word(enum watch_method m)
{
	switch (m) {
	case WATCH_AUTO: return "auto";
	case WATCH_MAD: return "mad";
	case WATCH_IRMAD: return "irmad";
	case WATCH_CVA: return "cva";
	case WATCH_OMNIBUS: return "omnibus";
	case WATCH_HARMONIC: return "harmonic";
	}
	return "unknown";
}

const char *watch_method_said(enum watch_method m)
{
	switch (m) {
	case WATCH_AUTO: break;
	case WATCH_MAD:
		return "All bands of both dates are turned into the combinations that the dates have most in common; what remains different in them is "
		       "measured, each pixel against the spread of all (multivariate alteration detection).";
	case WATCH_IRMAD:
		return "All bands of both dates are turned into the combinations that the dates have most in common, again and again with more weight on "
		       "ground that has not changed; what remains different is measured against the spread of that ground (iteratively reweighted "
		       "multivariate alteration detection).";
	case WATCH_CVA:
		return "The brightness of the later date is brought to that of the earlier by ground that has not changed; the difference over all bands is "
		       "measured in units of its spread there (change vector analysis).";
	case WATCH_OMNIBUS:
		return "The echoes of all dates are held against the hypothesis that they are equal but for the speckle of radar; where that is rejected, the "
		       "dates are looked through for the step (omnibus test).";
	case WATCH_HARMONIC:
		return "Each pixel's series is fitted by a level, a trend and the seasons; the date is sought at which the series breaks with them, and how "
		       "often chance alone would give such a break.";
	}
	return "";
}

const char *watch_direction_word(enum watch_direction d)
{
	switch (d) {
	case WATCH_UNKNOWN: break;
	case WATCH_BRIGHTER: return "brighter";
	case WATCH_DARKER: return "darker";
	case WATCH_VEGETATION_LOST: return "vegetation-lost";
	case WATCH_VEGETATION_GAINED: return "vegetation-gained";
	case WATCH_RAZED: return "razed";
	case WATCH_WATER_GAINED: return "water-gained";
	case WATCH_WATER_LOST: return "water-lost";
	case WATCH_STRONGER: return "stronger";
	case WATCH_WEAKER: return "weaker";
	}
	return "unknown";
}

const char *watch_direction_said(enum watch_direction d)
{
	switch (d) {
	case WATCH_UNKNOWN: break;
	case WATCH_BRIGHTER: return "brighter: new structure or bare ground";
	case WATCH_DARKER: return "darker";
	case WATCH_VEGETATION_LOST: return "vegetation gone";
	case WATCH_VEGETATION_GAINED: return "vegetation grown";
	case WATCH_RAZED: return "structure gone";
	case WATCH_WATER_GAINED: return "water where there was land";
	case WATCH_WATER_LOST: return "land where there was water";
	case WATCH_STRONGER: return "stronger radar echo";
	case WATCH_WEAKER: return "weaker radar echo";
	}
	return "of a kind that the bands do not tell";
}

const char *watch_reason(uint8_t reasons, unsigned i)
{
	static const struct { uint8_t bit; const char *words; } table[WATCH_REASONS] = {
		{MASK_NO_VALUE, "no value"}, {MASK_CLOUD, "cloud"}, {MASK_SHADOW, "cloud shadow"}, {MASK_SNOW, "snow"}, {MASK_FULL, "sensor at its limit"},
	};

	return i < WATCH_REASONS && reasons & table[i].bit ? table[i].words : NULL;
}

const char *watch_reasons(uint8_t reasons, struct arena *a)
{
	const char *all = "";

	for (unsigned i = 0; all && i < WATCH_REASONS; i++)
		if (watch_reason(reasons, i))
			all = arena_printf(a, "%s%s%s", all, *all ? ", " : "", watch_reason(reasons, i));
	return all;
}

const char *watch_scene_name(const struct scene *s, struct arena *a)
{
	const char *all = "", *at = s->name ? s->name : "";

	while (all && *at) {
		size_t n = strcspn(at, ","), from = n, to = n;

		while (to > 0 && at[to - 1] == '/')
			to--;
		for (from = to; from > 0 && at[from - 1] != '/'; from--)
			;
		all = arena_printf(a, "%s%s%.*s", all, *all ? ", " : "", (int)(to - from), at + from);
		at += n + (at[n] == ',');
	}
	return all;
}

/* Thousands parted. */
static const char *counted(long long n, const char *unit, struct arena *a)
{
	if (n < 1000)
		return arena_printf(a, "%lld %s", n, unit);
	if (n < 1000000)
		return arena_printf(a, "%lld,%03lld %s", n / 1000, n % 1000, unit);
	return arena_printf(a, "%lld,%03lld,%03lld %s", n / 1000000, n / 1000 % 1000, n % 1000, unit);
}

const char *watch_area(double area, enum grid_kind kind, struct arena *a)
{
	long long whole = isfinite(area) && area < 1e15 ? llround(area) : 0;

	if (!isfinite(area))
		return "an area not known";
	if (kind == GRID_PIXELS)
		return whole == 1 ? "1 pixel" : counted(whole, "pixels", a);
	if (area >= 1e6)
		return arena_printf(a, area < 1e8 ? "%.1f km²" : "%.0f km²", area / 1e6);
	if (area >= 1e4)
		return arena_printf(a, area < 1e5 ? "%.1f ha" : "%.0f ha", area / 1e4);
	return counted(whole, "m²", a);
}

size_t watch_likely(const struct watch_result *r, double *area)
{
	size_t n = 0;

	*area = 0;
	for (size_t i = 0; i < r->n_changes; i++)
		if (r->change[i].confidence >= 0.55) {
			*area += r->change[i].area;
			n++;
		}
	return n;
}

const char *watch_summed_up(const struct watch_result *r, struct arena *a)
{
	double sum;
	size_t n = watch_likely(r, &sum), less = r->n_changes - n;
	const char *area = watch_area(sum, r->grid.kind, a), *text = less ? "no likely change" : "no change found";

	if (n)
		text = area ? arena_printf(a, "%zu likely change%s, %s", n, n == 1 ? "" : "s", area) : NULL;
	return text && less ? arena_printf(a, "%s; %zu place%s less than likely", text, less, less == 1 ? "" : "s") : text;
}
