/* watch_made.h - a result of watch filled by hand: two dates, three changes, a cloud. No image stands behind it. */
#ifndef ONUS_TESTS_WATCH_MADE_H
#define ONUS_TESTS_WATCH_MADE_H

#include "watch/mask.h"
#include "watch/watch.h"

#include <math.h>

/* as long as a reader of rasters is not part of the library, and where none is wanted */
__attribute__((weak)) const char *scene_role_word(enum scene_role r) { return r == ROLE_RED ? "red" : r == ROLE_GREEN ? "green" : "blue"; }
__attribute__((weak)) enum status raster_transform(struct raster *r, const char *from, const char *to, double *xy, size_t n, struct error *e)
{
	(void)r, (void)from, (void)to, (void)xy, (void)n;
	return error_set(e, ST_BUG, "no raster in this test");
}

struct made {
	struct scene_plane plane[3], left;
	struct scene scene[2];
	struct watch_pair pair;
	struct watch_band_fit band[3];
	struct watch_change change[3];
	struct watch_unseen unseen[1];
	struct region_ring ring[5];
	const char *warning[1];
	struct watch_result r;
};

static double made_square[][2] = {{10, 10}, {10, 20}, {30, 20}, {30, 10}, {10, 10}}, made_hole[][2] = {{15, 12}, {20, 12}, {20, 16}, {15, 16}, {15,
		12}}, made_step[][2] = {{60, 40}, {60, 60}, {70, 60}, {70, 50}, {65, 50}, {65, 40}, {60, 40}}, made_small[][2] = {{90, 70}, {90, 72}, {92,
		72}, {92, 70}, {90, 70}}, made_cloud[][2] = {{0, 50}, {0, 80}, {35, 80}, {35, 65}, {20, 65}, {20, 50}, {0, 50}};

static inline struct watch_change made_change(unsigned id, struct region_ring *ring, size_t rings, struct region region, double area,
		double confidence,
					      enum watch_direction d)
{
	return (struct watch_change){.id = id, .region = region, .shape = {ring, rings}, .area = area, .p = 1.25e-9, .q = 4e-6, .statistic = 61.5,
				     .confidence = confidence, .from = 0, .to = 1, .direction = d, .before = {100, 120, 90}, .after = {180.5, 150, 140}};
}

/* 100 × 80 pixels of 10 m, in a CRS of degrees and in metres at once: what is in it is never asked. */
static inline void made(struct made *m)
{
	struct scene *s = m->scene;

	*m = (struct made){.plane = {{0, ROLE_RED, "B04", 1, 1, 0, 0}, {1, ROLE_GREEN, "B03", 1, 1, 0, 0}, {2, ROLE_BLUE, "B02", 1, 1, 0, 0}}, .left = {3,
			ROLE_AIR, "B09", 1, 1, 0, 0}};
	m->ring[0] = (struct region_ring){made_square, 5, false};
	m->ring[1] = (struct region_ring){made_hole, 5, true};
	m->ring[2] = (struct region_ring){made_step, 7, false};
	m->ring[3] = (struct region_ring){made_small, 5, false};
	m->ring[4] = (struct region_ring){made_cloud, 7, false};
	s[0] = (struct scene){.name = "before.tif", .plane = m->plane, .n = 3, .left = &m->left, .n_left = 1, .date = "2009-05-17",
			.date_from = "file name"};
	s[1] = (struct scene){.name = "after.tif", .plane = m->plane, .n = 3, .date = "2016-08-11", .date_from = "metadata"};
	s[0].grid = (struct grid){.width = 100, .height = 80, .transform = {129.5, 0.0001, 0, 42.1, 0, -0.0001}, .crs = "GEOGCRS[\"WGS 84\"]",
				  .kind = GRID_DEGREES, .metres_x = 10, .metres_y = 10, .lonlat = {{129.5, 42.1}, {129.51, 42.1}, {129.51, 42.092}, {129.5, 42.092}}};
	s[1].grid = s[0].grid;
	m->band[0] = (struct watch_band_fit){1.02, -3, 0.91, 0.97, 2.4, 4000, 2000, true};
	m->band[1] = m->band[0];
	m->band[2] = (struct watch_band_fit){.gain = NAN, .offset = NAN, .r_before = 0.1, .r_held_out = NAN, .rmse_held_out = NAN};
	m->pair = (struct watch_pair){.before = 0, .after = 1, .registered = true, .band = m->band, .normalised_t = 1.1, .normalised_f = 1.05,
				      .registration = {.dx = 0.37, .dy = -0.21, .rmse_px = 0.08, .sd_px = 0.02, .reliability = 0.9, .windows = 40, .used = 36,
				      .parity = 0.8}};
	m->change[0] = made_change(1, m->ring, 2, (struct region){1, 180, 10, 10, 30, 20, 20, 15, 1}, 18000, 0.998, WATCH_VEGETATION_LOST);
	m->change[1] = made_change(2, m->ring + 2, 1, (struct region){2, 150, 60, 40, 70, 60, 65, 52, 1}, 15000, 0.87, WATCH_BRIGHTER);
	m->change[2] = made_change(3, m->ring + 3, 1, (struct region){3, 4, 90, 70, 92, 72, 91, 71, 1}, 400, 0.62, WATCH_RAZED);
	m->unseen[0] = (struct watch_unseen){{1, 825, 0, 50, 35, 80, 15, 66, 1}, {m->ring + 4, 1}, 82500, MASK_CLOUD | MASK_SHADOW, 1};
	m->warning[0] = "The dates lie in different seasons.";
	m->r = (struct watch_result){.scene = s, .n_scenes = 2, .grid = s[0].grid, .method = WATCH_IRMAD, .method_why = "several bands of one sensor",
		.pair = &m->pair, .n_pairs = 1, .rho = {0.98, 0.9, 0.4}, .n_rho = 3, .iterations = 12, .converged = true, .condition = 120,
		.calibration = {.asked = 0.01, .threshold = 11.3, .low = 0.006, .high = 0.017, .null = "A chi-squared distribution whose scale was fitted to the middle of the data.",
		.scale = 1.4, .freedom_1 = 3, .freedom_2 = INFINITY, .from_quantile = 0.05, .to_quantile = 0.5, .unchanged = 0.93, .nominal = 0.061,
		.marked = 0.043, .sample = 7175}, .change = m->change, .n_changes = 3, .unseen = m->unseen, .n_unseen = 1, .changed_area = 33400,
		.unseen_area = 82500, .seen_area = 717500, .warning = m->warning, .n_warnings = 1, .masked = "Cloud by the quality band.",
		.seconds_decoding = 1, .seconds_resampling = 1, .seconds_computing = 2};
}

#endif
