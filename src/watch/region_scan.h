/* region_scan.h - runs of a map joined to components: what finding and sieving share. */
#ifndef ONUS_WATCH_REGION_SCAN_H
#define ONUS_WATCH_REGION_SCAN_H

#include "watch/region.h"

struct region_scan {
	const uint8_t *map;
	uint32_t width, height;
	bool in[256];              /* values that count */
	bool diagonal;
	uint32_t *of;              /* component of each run, from 1, in the order of their first runs */
	size_t n;                  /* runs, row by row */
	uint32_t components;
};

/* The next run of a row from *x1 on; false: none. */
static inline bool region_next(const struct region_scan *s, const uint8_t *row, uint32_t *x0, uint32_t *x1)
{
	uint32_t x = *x1;

	while (x < s->width && !s->in[row[x]])
		x++;
	if (x == s->width)
		return false;
	*x0 = x;
	while (x < s->width && s->in[row[x]])
		x++;
	*x1 = x;
	return true;
}

/* map, width, height, in and diagonal are given. */
enum status region_scan(struct region_scan *s, struct arena *a, struct error *e);

#endif
