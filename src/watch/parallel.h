/* parallel.h - one piece of work over a range, on all cores. */
#ifndef ONUS_WATCH_PARALLEL_H
#define ONUS_WATCH_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_MOST = 64 };

/* Does items from … to of the range; part: which of the parts this is, 0 … parts-1 (for sums of their own). */
typedef void parallel_work(void *arg, size_t from, size_t to, unsigned part);
/* Cuts 0 … n into at most `threads` parts of at least `least` items and does them side by side. Which items stand in which part depends on n,
 * threads and least alone; where a thread cannot be made its part is done all the same. Returns the number of parts. */
unsigned parallel(unsigned threads, size_t n, size_t least, parallel_work *work, void *arg);

#endif
