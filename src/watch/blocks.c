#include "watch/blocks.h"

#include "watch/watch.h"

#include <math.h>
#include <string.h>

static uint32_t low(const struct blocks *b, uint32_t core) { return core > b->halo ? core - b->halo : 0; }

static enum status ask(struct blocks *b, struct error *e)
{
	uint32_t core = b->to - b->next < b->step ? b->to - b->next : b->step, end;

	b->asked = core > 0;
	if (!core)
		return ST_OK;
	b->core_y = b->next;
	b->core_n = core;
	b->read_y = low(b, b->next);
	end = b->next + core > b->height - b->halo || b->height < b->halo ? b->height : b->next + core + b->halo;
	b->read_n = end - b->read_y;
	b->next += core;
	for (size_t d = 0; d < b->n; d++) {
		enum status st = view_ask(b->date[d]->view, b->shift + b->read_y, b->read_n, e);

		if (st)
			return st;
	}
	return ST_OK;
}

enum status blocks_begin(struct blocks *b, struct arena *a, struct error *e)
{
	b->next = b->from;
	b->rows = arena_array(a, b->n, sizeof *b->rows);
	b->mask = arena_array(a, (b->n + 1) * ((size_t)b->step + 2 * b->halo), b->width);
	return b->rows && b->mask ? ask(b, e) : error_memory(e);
}

static void masks(const struct blocks *b, size_t d, uint32_t y, uint32_t n, uint8_t *out)
{
	const struct blocks_date *date = b->date[d];
	const float *plane[WATCH_BANDS];

	if (date->unmasked) {
		memset(out, 0, (size_t)n * b->width);
		return;
	}
	if (date->mask.bytes) {
		memcpy(out, (const uint8_t *)date->mask.bytes + (size_t)y * b->width, (size_t)n * b->width);
		return;
	}
	for (uint32_t r = 0; r < n; r++) {
		for (uint32_t k = 0; k < date->n_planes; k++)
			plane[k] = b->rows[d].plane[k] + r * b->rows[d].stride;
		mask_pixels(date->rule, date->n_planes, plane, b->rows[d].quality ? b->rows[d].quality + r * b->rows[d].stride : NULL, b->width, out + (size_t)r * b->width);
	}
	for (size_t i = 0; date->missing_only && i < (size_t)n * b->width; i++)
		out[i] &= MASK_NO_VALUE;
}

enum status blocks_next(struct blocks *b, struct block *out, bool *more, struct error *e)
{
	uint32_t y = b->read_y, n = b->read_n, core = b->core_y - b->read_y, core_n = b->core_n;
	size_t stride = ((size_t)b->step + 2 * b->halo) * b->width;
	enum status st = ST_OK;

	*more = b->asked;
	if (!b->asked)
		return ST_OK;
	if (b->stop && *b->stop)
		return error_set(e, ST_NEGATIVE, "stopped: nothing was written");
	for (size_t d = 0; !st && d < b->n; d++)
		st = view_take(b->date[d]->view, &b->rows[d], e);
	if (!st)
		st = ask(b, e);
	if (st)
		return st;
	for (size_t d = 0; d < b->n; d++) {
		masks(b, d, y, n, b->mask + d * stride);
		spool_rest(&b->date[d]->mask, 0, (size_t)y * b->width);
	}
	*out = (struct block){y, n, core, core_n, b->rows, b->mask, stride};
	return ST_OK;
}

void blocks_tile(const struct block *b, size_t before, size_t after, uint32_t n_planes, uint32_t width, float *room, float **plane, uint8_t *mask, struct tile *out)
{
	const struct view_rows *rows[2] = {&b->rows[before], &b->rows[after]};
	const uint8_t *one = b->mask + before * b->mask_stride, *two = b->mask + after * b->mask_stride;
	size_t pixels = (size_t)b->n * width;
	uint8_t any = 0;

	for (size_t i = 0; i < pixels; i++)
		any |= mask[i] = one[i] | two[i];
	for (uint32_t d = 0; d < 2; d++)
		for (uint32_t k = 0; k < n_planes; k++) {
			const float *from = rows[d]->plane[k];

			if (!any && rows[d]->stride == width) {
				plane[d * n_planes + k] = (float *)(uintptr_t)from; /* only read */
				continue;
			}
			plane[d * n_planes + k] = room;
			for (uint32_t y = 0; y < b->n; y++, room += width) {
				const uint8_t *m = mask + (size_t)y * width;
				const float *f = from + y * rows[d]->stride;

				for (uint32_t x = 0; x < width; x++)
					room[x] = m[x] ? 0 : f[x];
			}
		}
	*out = (struct tile){.n = n_planes, .y = b->y, .width = width, .height = b->n, .x1 = width, .y0 = b->core, .y1 = b->core + b->core_n, .plane = plane, .mask = mask};
}
