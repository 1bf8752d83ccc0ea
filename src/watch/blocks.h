/* blocks.h - several dates row by row, together: the next rows are decoded while one computes on these. */
#ifndef ONUS_WATCH_BLOCKS_H
#define ONUS_WATCH_BLOCKS_H

#include "watch/mask.h"
#include "watch/sample.h"
#include "watch/spool.h"
#include "watch/view.h"

#include <signal.h>

/* One date. mask: settled reasons for each pixel of the area, row by row; bytes NULL: found as rows come by, from rule. */
struct blocks_date { struct view *view; const struct mask_rule *rule; struct spool mask; uint32_t n_planes; bool missing_only /* no reason but that a value is missing */, unmasked /* none at all */; };

struct blocks {
	struct blocks_date *const *date; size_t n;
	uint32_t width, height;      /* of the area */
	uint32_t shift;              /* row of the grid at which it begins */
	uint32_t from, to;           /* rows of cores */
	uint32_t halo, step;         /* rows of a core at most */
	uint32_t next;               /* row at which the next core begins */
	bool asked;
	uint32_t read_y, read_n, core_y, core_n; /* of what was asked */
	const volatile sig_atomic_t *stop;
	struct view_rows *rows;      /* n */
	uint8_t *mask;               /* n × rows × width, then one of all together */
};

/* Rows of the area are 0 … height. From a. */
enum status blocks_begin(struct blocks *b, struct arena *a, struct error *e);
/* The next block: rows[d] of each date and mask of each (mask + d × (step + 2 halo) × width), read_y … read_y + read_n, of which core_y … core_y +
 * core_n are the core. *more is false at the end. ST_NEGATIVE: stopped. */
struct block { uint32_t y, n, core, core_n; const struct view_rows *rows; uint8_t *mask; size_t mask_stride; };
enum status blocks_next(struct blocks *b, struct block *out, bool *more, struct error *e);

/* Two dates of a block as a tile. Rows are handed on as they are where nothing is masked, else copied into room (2 n × width × rows floats) with
 * zeros for what is masked. */
void blocks_tile(const struct block *b, size_t before, size_t after, uint32_t n_planes, uint32_t width, float *room, float **plane, uint8_t *mask, struct tile *out);

#endif
