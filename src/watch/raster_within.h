/* raster_within.h - rasters under other limits than the usual, and the child's number: for tests and fuzzers. */
#ifndef ONUS_WATCH_RASTER_WITHIN_H
#define ONUS_WATCH_RASTER_WITHIN_H

#include "exchange/confine.h"
#include "watch/raster.h"

/* 2 GiB on top of what the caller holds, six hours of processor time, five minutes for a request. */
extern const struct extract_limits raster_limits;
/* As raster_open; limits.output is not used, wall_seconds is for each request. */
enum status raster_open_within(const struct raster_file *files, size_t n, const struct extract_limits *limits, struct arena *a, struct raster **out,
			       struct error *e);
/* The same with a child of the caller's, which may lie (raster_work.h says what about). */
enum status raster_open_talking(const struct raster_file *files, size_t n, const struct extract_limits *limits, const struct confine_talk *talk,
				struct arena *a, struct raster **out, struct error *e);
int raster_pid(const struct raster *r);

#endif
