/* Scenes on other grids: handed through, moved, resampled, projected, thinned. Rasters of our own; what a smooth ground must give is known. */
#include "watch/view.h"

#include "base/random.h"
#include "check.h"
#include "envi.h"

#include <math.h>

static struct arena a;
static struct error e;

static float *values(size_t n) { return arena_array(&a, n, sizeof(float)); }

static bool opened(struct scene *s, const char *name, const char *bands)
{
	error_clear(&e);
	if (scene_open(envi_path(name), &(struct scene_options){.bands = bands}, &a, s, &e) != ST_OK)
		(void)fprintf(stderr, "%s\n", e.message);
	return e.code == ST_OK;
}

/* A raster whose pixels are f of the middle's place in its CRS. */
struct ground { unsigned width, height; const char *map; double left, top, step; };
static void write_ground(const char *name, const struct ground *g, double (*f)(double x, double y))
{
	float *v = values((size_t)g->width * g->height);

	for (unsigned j = 0; j < g->height; j++)
		for (unsigned i = 0; i < g->width; i++)
			v[j * g->width + i] = (float)f(g->left + g->step * (i + 0.5), g->top - g->step * (j + 0.5));
	envi_write(name, &(struct envi){.width = g->width, .height = g->height, .bands = 1, .type = 4, .map = g->map, .pixels = v});
}

static struct view *seen(struct scene *s, const struct grid *g, const struct view_shift *shift)
{
	struct view *v = NULL;

	if (view_open(s, g, 0, g->width, g->height, shift, &a, &v, &e) != ST_OK)
		(void)fprintf(stderr, "%s\n", e.message);
	return v;
}

static bool rows(struct view *v, uint32_t y, uint32_t n, struct view_rows *out)
{
	if (view_ask(v, y, n, &e) == ST_OK && view_take(v, out, &e) == ST_OK)
		return true;
	(void)fprintf(stderr, "%s\n", e.message);
	return false;
}

#define UTM(x, y, step) "UTM, 1, 1, " #x ", " #y ", " #step ", " #step ", 33, North, WGS-84"

static double east(double x, double y) { return (x - 500000) / 10 + 0 * y; }
static double slope(double x, double y) { return (x - 500000) / 10 + 2 * (4500000 - y) / 10; }
static double wavy(double x, double y) { return 100 + 10 * sin(x / 70) * cos(y / 90); }
static double board(double x, double y) { return 10 + (((long)floor(x / 10) + (long)floor(y / 10)) & 1 ? 5 : -5); }

/* Largest difference from f at the grid's middles moved by d; how many pixels had a value. */
/* Pixels this far from the grid's edge are not held against the ground: there the image's outermost pixels stand in for those beyond. */
static uint32_t margin;

static double off_by(const struct view_rows *r, const struct grid *g, double (*f)(double, double), double dx, double dy, size_t *n)
{
	double worst = 0;

	*n = 0;
	for (uint32_t j = 0; j < r->n; j++)
		for (uint32_t i = 0; i < g->width; i++) {
			double x, y;
			float got = r->plane[0][j * r->stride + i];

			if (isnan(got))
				continue;
			grid_to_crs(g, i + 0.5 + dx, r->y + j + 0.5 + dy, &x, &y);
			if (i >= margin && i + margin < g->width && r->y + j >= margin && r->y + j + margin < g->height)
				worst = fmax(worst, fabs(got - f(x, y)));
			(*n)++;
		}
	return worst;
}

static void through(void)
{
	static uint16_t two[2 * 40 * 30];
	struct view_rows r[2];
	struct scene s;
	struct view *v;
	float box[9];

	for (int i = 0; i < 2 * 40 * 30; i++)
		two[i] = (uint16_t)i;
	envi_write("two.img", &(struct envi){.width = 40, .height = 30, .bands = 2, .type = 12, .map = UTM(500000, 4500000, 10), .pixels = two});
	CHECK(opened(&s, "two.img", NULL) && s.n == 2);
	v = seen(&s, &s.grid, NULL);
	CHECK(v);
	CHECK(view_ask(v, 0, 10, &e) == ST_OK && view_ask(v, 10, 20, &e) == ST_OK);
	CHECK(view_ask(v, 20, 10, &e) == ST_BUG);
	CHECK(view_take(v, &r[0], &e) == ST_OK);
	CHECK(r[0].y == 0 && r[0].n == 10 && !r[0].quality);
	CHECK(r[0].plane[1] == r[0].plane[0] + 10 * r[0].stride);  /* as the child left them */
	CHECK(view_take(v, &r[1], &e) == ST_OK);
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < 30 * 40; i++)
			CHECK(r[i >= 400].plane[k][i >= 400 ? i - 400 : i] == k * 1200 + i);
	CHECK(view_take(v, &r[0], &e) == ST_BUG && view_ask(v, 29, 2, &e) == ST_BUG && view_ask(v, 3, 0, &e) == ST_BUG);
	CHECK(view_smoothing(v, 0) == 1 && view_seconds(v) >= 0);
	CHECK(view_window(v, 1, -1, 28, 3, 3, box, &e) == ST_OK);
	CHECK(isnan(box[0]) && box[1] == 1200 + 28 * 40 && box[5] == 1201 + 29 * 40 && isnan(box[7]));
	CHECK(view_window(v, 1, -500, 0, 3, 3, box, &e) == ST_OK && isnan(box[4]));
	view_displace(v, &(struct view_shift){.dx = 3, .dy = -2});
	CHECK(rows(v, 0, 30, &r[0]));
	CHECK(isnan(r[0].plane[0][0]) && isnan(r[0].plane[0][1 * 40]) && r[0].plane[0][2 * 40] == 3 && r[0].plane[0][29 * 40 + 36] == 27 * 40 + 39 &&
	      isnan(r[0].plane[0][29 * 40 + 37]));
	view_close(v);
	scene_close(&s);
}

/* A plane (in both senses) is what every kernel gives again exactly. */
static void planes(void)
{
	static const struct ground base = {60, 50, UTM(500000, 4500000, 10), 500000, 4500000, 10},
				   other[] = {{70, 60, UTM(499967, 4500041, 10), 499967, 4500041, 10}, {30, 25, UTM(500000, 4500000, 20), 500000, 4500000, 20},
					      {150, 120, UTM(499990, 4500007, 4.4), 499990, 4500007, 4.4}, {400, 300, UTM(499990, 4500007, 2), 499990, 4500007, 2}};
	static const struct view_shift shift[] = {{0}, {.dx = 0.37, .dy = -1.81}, {.dx = 1, .dy = 0.5, .a = {0.001, -0.0009, 0.0009, 0.001},
										   .middle_x = 30, .middle_y = 25}};
	struct scene b, s;
	size_t n;

	write_ground("base.img", &base, slope);
	CHECK(opened(&b, "base.img", NULL));
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		char name[32];

		(void)snprintf(name, sizeof name, "other%zu.img", i);
		write_ground(name, &other[i], slope);
		CHECK(opened(&s, name, NULL));
		for (size_t k = 0; k < 3; k++) {
			struct view *v = seen(&s, &b.grid, &shift[k]);
			struct view_rows r;
			double worst = 0;
			float box[25 * 20];

			CHECK(v && rows(v, 0, 50, &r));
			for (uint32_t y = 0; y < 50; y++)
				for (uint32_t x = 0; x < 60; x++) {
					const struct view_shift *d = &shift[k];
					double u = x + 0.5 - d->middle_x, w = y + 0.5 - d->middle_y;
					double at_x = x + 0.5 + d->dx + d->a[0] * u + d->a[1] * w, at_y = y + 0.5 + d->dy + d->a[2] * u + d->a[3] * w;

					if (!isnan(r.plane[0][y * r.stride + x]) && x >= 6 && y >= 6 && x < 54 && y < 44)
						worst = fmax(worst, fabs(r.plane[0][y * r.stride + x] - slope(500000 + 10 * at_x, 4500000 - 10 * at_y)));
				}
			(void)off_by(&r, &b.grid, slope, 0, 0, &n);
			if (!(worst < 0.004) || n < 52 * 42)
				(void)fprintf(stderr, "other %zu, shift %zu: off by %g, %zu pixels\n", i, k, worst, n);
			CHECK(worst < 0.004);
			CHECK(n >= 52 * 42);
			CHECK(view_window(v, 0, 20, 15, 25, 20, box, &e) == ST_OK);
			for (int j = 0; j < 500; j++)
				CHECK(fabsf(box[j] - r.plane[0][(15 + j / 25) * 60 + 20 + j % 25]) < 1e-3);
			view_close(v);
		}
		scene_close(&s);
	}
	scene_close(&b);
}

static void fractions(void)
{
	static const struct ground base = {60, 50, UTM(500000, 4500000, 10), 500000, 4500000, 10};
	struct view_shift shift = {.dx = 0.5, .dy = 0.25};
	struct view_rows r;
	struct scene s;
	struct view *v;
	size_t n;

	write_ground("wavy.img", &base, wavy);
	CHECK(opened(&s, "wavy.img", NULL));
	v = seen(&s, &s.grid, &shift);
	CHECK(v && rows(v, 0, 50, &r));
	margin = 3;
	CHECK(off_by(&r, &s.grid, wavy, shift.dx, shift.dy, &n) < 0.02);
	margin = 0;
	CHECK(n == 60 * 50);
	CHECK(fabs(view_smoothing(v, 0) - 0.641 * 0.809) < 0.001);
	view_displace(v, &(struct view_shift){.a = {0.01, 0, 0, 0.01}});
	CHECK(fabs(view_smoothing(v, 0) - 0.814 * 0.814) < 0.01);
	view_close(v);
	scene_close(&s);
}

/* Noise of a scene finer than the grid is averaged, and a pattern of single pixels does not come out as a coarse one. */
static void thinned(void)
{
	static const struct ground coarse = {40, 30, UTM(500000, 4500000, 27), 500000, 4500000, 27}, fine = {120, 100, UTM(500000, 4500000, 10), 500000,
													     4500000, 10},
				   less = {40, 30, UTM(500000, 4500000, 16), 500000, 4500000, 16};
	const struct ground *const to[] = {&coarse, &less};
	struct view_rows r;
	struct scene b, s;

	write_ground("board.img", &fine, board);
	for (int k = 0; k < 2; k++) {
		struct view *v;
		double worst = 0;
		size_t n = 0;

		write_ground(k ? "less.img" : "coarse.img", to[k], slope);
		CHECK(opened(&b, k ? "less.img" : "coarse.img", NULL) && opened(&s, "board.img", NULL));
		v = seen(&s, &b.grid, NULL);
		CHECK(v && rows(v, 0, 30, &r));
		for (uint32_t i = 0; i < 30 * 40; i++)
			if (!isnan(r.plane[0][i])) {
				worst = fmax(worst, fabs(r.plane[0][i] - 10));
				n++;
			}
		CHECK(n > 1000);
		CHECK(worst < (k ? 1.5 : 1));
		CHECK(view_smoothing(v, 0) < (k ? 0.5 : 0.2));
		view_close(v);
		scene_close(&s);
		scene_close(&b);
	}
}

static double degrees_slope(double x, double y) { return (x - 15.1) * 7000 + (45.3 - y) * 9000; }

/* A ground that is a plane in degrees, seen through metres of the next zone. */
static void projected(void)
{
	static const struct ground base = {300, 200, "Geographic Lat/Lon, 1, 1, 15.1, 45.3, 0.0001, 0.0001, WGS-84", 15.1, 45.3, 0.0001};
	struct ground utm = {400, 400, "UTM, 1, 1, 664000, 5020000, 10, 10, 32, North, WGS-84", 664000, 5020000, 10};
	struct view_rows r;
	struct scene b, s;
	struct view *v;
	double *at = arena_array(&a, 2 * 400 * 400, sizeof *at), worst = 0, corner[2] = {15.1, 45.3};
	float *pixel = values(400 * 400);
	char map[128];
	size_t n;

	write_ground("degrees.img", &base, degrees_slope);
	CHECK(opened(&b, "degrees.img", NULL));
	CHECK(raster_transform(b.raster, b.grid.crs, "EPSG:32632", corner, 1, &e) == ST_OK);
	utm.left = floor(corner[0] / 10) * 10 - 700;
	utm.top = ceil(corner[1] / 10) * 10 + 700;
	(void)snprintf(map, sizeof map, "UTM, 1, 1, %.0f, %.0f, 10, 10, 32, North, WGS-84", utm.left, utm.top);
	for (int i = 0; i < 400 * 400; i++) {
		at[2 * i] = utm.left + 10 * (i % 400 + 0.5);
		at[2 * i + 1] = utm.top - 10 * (i / 400 + 0.5);
	}
	for (size_t k = 0; k < 400 * 400; k += 4000)
		CHECK(raster_transform(b.raster, "EPSG:32632", b.grid.crs, at + 2 * k, 4000, &e) == ST_OK);
	for (int i = 0; i < 400 * 400; i++)
		pixel[i] = (float)degrees_slope(at[2 * i], at[2 * i + 1]);
	envi_write("utm.img", &(struct envi){.width = 400, .height = 400, .bands = 1, .type = 4, .map = map, .pixels = pixel});
	CHECK(opened(&s, "utm.img", NULL));
	v = seen(&s, &b.grid, NULL);
	CHECK(v && rows(v, 0, 200, &r));
	worst = off_by(&r, &b.grid, degrees_slope, 0, 0, &n);
	(void)printf("projected: off by %.3f pixels at most, %zu seen\n", worst / 1.14, n);  /* a pixel is about 1.14 of the slope */
	CHECK(worst / 1.14 < 0.06);
	CHECK(n > 200 * 100);
	view_displace(v, &(struct view_shift){.dx = 2.25, .dy = 1.5});
	CHECK(rows(v, 50, 100, &r));
	CHECK(off_by(&r, &b.grid, degrees_slope, 2.25, 1.5, &n) / 1.14 < 0.06 && n > 100 * 100);
	view_close(v);
	scene_close(&s);
	scene_close(&b);
}

static void edges(void)
{
	static const struct ground base = {60, 50, UTM(500000, 4500000, 10), 500000, 4500000, 10}, elsewhere = {60, 50, UTM(510000, 4500000, 10), 510000,
														4500000, 10};
	struct view *v = NULL;
	struct view_rows r;
	struct scene b, s;
	float *pixel = values(60 * 50);

	write_ground("here.img", &base, east);
	write_ground("there.img", &elsewhere, east);
	CHECK(opened(&b, "here.img", NULL) && opened(&s, "there.img", NULL));
	CHECK(view_open(&s, &b.grid, 0, 60, 50, NULL, &a, &v, &e) == ST_DATA && strstr(e.message, "does not overlap"));
	scene_close(&s);
	for (int i = 0; i < 60 * 50; i++)
		pixel[i] = i == 20 * 60 + 30 ? NAN : 1;
	envi_write("hole.img", &(struct envi){.width = 60, .height = 50, .bands = 1, .type = 4, .map = UTM(500000, 4500000, 10), .pixels = pixel});
	CHECK(opened(&s, "hole.img", NULL));
	v = seen(&s, &b.grid, &(struct view_shift){.dx = 0.5});
	CHECK(v && rows(v, 0, 50, &r));
	for (int x = 25; x < 35; x++)   /* four neighbours in the row, none above: no weight goes there */
		CHECK(isnan(r.plane[0][20 * 60 + x]) == (x >= 28 && x <= 31) && !isnan(r.plane[0][21 * 60 + x]));
	view_close(v);
	scene_close(&s);
	scene_close(&b);
}

/* Codes are picked, never averaged; a view may begin within the grid. */
static void codes(void)
{
	uint8_t code[20 * 15];
	uint16_t value[40 * 30];
	struct view_rows r;
	struct scene s;
	struct view *v;

	for (int i = 0; i < 20 * 15; i++)
		code[i] = (uint8_t)(i % 12);
	for (int i = 0; i < 40 * 30; i++)
		value[i] = (uint16_t)i;
	envi_folder("tile");
	envi_write("tile/B02.img", &(struct envi){.width = 40, .height = 30, .bands = 1, .type = 12, .map = UTM(500000, 4500000, 10), .pixels = value});
	envi_write("tile/SCL_20m.img", &(struct envi){.width = 20, .height = 15, .bands = 1, .type = 1, .map = UTM(500000, 4500000, 20), .pixels = code});
	CHECK(opened(&s, "tile", NULL) && s.n == 1 && s.kind == QUALITY_SCL);
	CHECK(view_open(&s, &s.grid, 7, 21, 30, NULL, &a, &v, &e) == ST_OK && view_fine(v, 0) && view_sees(v, 39.9, 29.9) && !view_sees(v, 40.1, 3));
	CHECK(rows(v, 3, 20, &r) && r.quality && r.stride == 21);
	for (int y = 0; y < 20; y++)
		for (int x = 0; x < 21; x++)
			CHECK(r.plane[0][y * 21 + x] == (y + 3) * 40 + x + 7 && r.quality[y * 21 + x] == code[(y + 3) / 2 * 20 + (x + 7) / 2]);
	view_displace(v, &(struct view_shift){.dx = 1.3, .dy = -0.4, .a = {0, 1e-3, -1e-3, 0}, .middle_x = 20, .middle_y = 15});
	CHECK(rows(v, 5, 20, &r));
	for (int y = 0; y < 20; y++)
		for (int x = 0; x < 21; x++) {
			double at_x = x + 7.5 + 1.3 + 1e-3 * (y + 5.5 - 15), at_y = y + 5.5 - 0.4 - 1e-3 * (x + 7.5 - 20);

			CHECK(r.quality[y * 21 + x] == code[(int)(at_y / 2) * 20 + (int)(at_x / 2)]);
		}
	view_close(v);
	scene_close(&s);
}

/* More than there is room for at once is fetched piece by piece. */
static void pieces(void)
{
	enum { W = 512, H = 700, BANDS = 60 };
	uint8_t *pixel = arena_array(&a, (size_t)W * H * BANDS, 1);
	struct view_rows r;
	struct scene s;
	struct view *v;

	for (size_t i = 0; i < (size_t)W * H * BANDS; i++)
		pixel[i] = (uint8_t)(i / W * 7 + i % W + i / (W * H));
	envi_write("many.img", &(struct envi){.width = W, .height = H, .bands = BANDS, .type = 1, .pixels = pixel});
	CHECK(opened(&s, "many.img", NULL) && s.n == BANDS);
	v = seen(&s, &s.grid, NULL);
	CHECK(v && (size_t)W * H * BANDS > raster_room(s.raster) && rows(v, 0, H, &r));
	for (size_t i = 0; i < (size_t)W * H * BANDS; i++)
		CHECK(r.plane[i / (W * H)][i % (W * H)] == pixel[i]);
	view_close(v);
	scene_close(&s);
}

static void begin(void) { envi_begin(); }
static void end(void) { envi_end(); arena_free(&a); }

TESTS({"begin", begin}, {"through", through}, {"planes", planes}, {"fractions", fractions}, {"thinned", thinned}, {"projected", projected},
      {"edges", edges}, {"codes", codes},
      {"pieces", pieces}, {"end", end})
