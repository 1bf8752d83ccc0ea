/* ranges_internal.h - shared by the files of ranges.h only. */
#ifndef ONUS_ESTIMATE_RANGES_INTERNAL_H
#define ONUS_ESTIMATE_RANGES_INTERNAL_H

#include "estimate/ranges.h"

#include <math.h>

static inline double range_low(const struct range *r) { return r->open_low ? -INFINITY : r->low; }
static inline double range_high(const struct range *r) { return r->open_high ? INFINITY : r->high; }

/* The picture in sentences. NULL when memory is out. */
const char *ranges_said(const struct range *r, const struct range_picture *p, struct arena *a);

#endif
