#include "watch/region_scan.h"

#include <string.h>

/* Pixels of each component (from 1); those that must stay get UINT64_MAX. */
static uint64_t *sizes(const struct region_scan *s, int otherwise, struct arena *a)
{
	uint64_t *size = arena_array(a, (size_t)s->components + 1, sizeof *size);
	size_t i = 0;

	if (!size)
		return NULL;
	for (uint32_t y = 0; y < s->height; y++) {
		const uint8_t *row = s->map + (size_t)y * s->width;

		for (uint32_t x0, x1 = 0; region_next(s, row, &x0, &x1); i++) {
			uint64_t *n = &size[s->of[i]];
			bool stays = otherwise >= 0 && (!y || y + 1 == s->height || !x0 || x1 == s->width);

			for (uint32_t x = x0; otherwise >= 0 && !stays && x < x1; x++)
				stays = row[x] != otherwise;
			*n = stays || *n == UINT64_MAX ? UINT64_MAX : *n + (x1 - x0);
		}
	}
	return size;
}

/* Runs of components smaller than least become `to`. region_next never looks back, so runs are met as they were scanned. */
static uint64_t turn(const struct region_scan *s, const uint64_t *size, uint64_t least, uint8_t to, uint8_t *map)
{
	uint64_t turned = 0;
	size_t i = 0;

	for (uint32_t y = 0; y < s->height; y++) {
		uint8_t *row = map + (size_t)y * s->width;

		for (uint32_t x0, x1 = 0; region_next(s, row, &x0, &x1); i++)
			if (size[s->of[i]] < least) {
				memset(row + x0, to, x1 - x0);
				turned += x1 - x0;
			}
	}
	return turned;
}

enum status region_sieve(uint8_t *map, uint8_t value, uint8_t otherwise, uint32_t width, uint32_t height, uint64_t least, uint64_t hole,
			 uint64_t *removed, struct arena *scratch, struct error *e)
{
	struct region_scan s = {.map = map, .width = width, .height = height, .diagonal = true};
	struct region_scan h = {.map = map, .width = width, .height = height};
	uint64_t *size, gone = 0;
	enum status st = ST_OK;

	if (removed)
		*removed = 0;
	if (value == otherwise)
		return error_set(e, ST_BUG, "a sieve that would put %u for %u", otherwise, value);
	if (least > 1) {
		s.in[value] = true;
		st = region_scan(&s, scratch, e);
		size = st ? NULL : sizes(&s, -1, scratch);
		if (!size)
			return st ? st : error_memory(e);
		gone = turn(&s, size, least, otherwise, map);
	}
	if (hole > 1) {
		memset(h.in, true, sizeof h.in);
		h.in[value] = false;
		st = region_scan(&h, scratch, e);
		size = st ? NULL : sizes(&h, otherwise, scratch);
		if (!size)
			return st ? st : error_memory(e);
		turn(&h, size, hole, value, map);
	}
	if (removed)
		*removed = gone;
	return ST_OK;
}
