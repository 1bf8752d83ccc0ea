/* spool.h - a large array in a file that has no name: the system keeps of it what there is room for. */
#ifndef ONUS_WATCH_SPOOL_H
#define ONUS_WATCH_SPOOL_H

#include "base/status.h"

#include <stddef.h>

struct spool { void *bytes; size_t size; };

/* Zeros. dir: where the file goes; NULL: $TMPDIR or /tmp. ST_ENV: no room. */
enum status spool_open(struct spool *s, size_t count, size_t size, const char *dir, struct error *e);
void spool_close(struct spool *s); /* twice is allowed */
/* Bytes from … to are not needed soon: their pages need not stay in memory. */
void spool_rest(const struct spool *s, size_t from, size_t to);

#endif
