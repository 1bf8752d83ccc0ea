/* What is written as GeoTIFF is what raster.h reads again, and the same bytes each time. */
#include "watch/geotiff.h"

#include "check.h"
#include "raster_files.h"

#include <math.h>
#include <sys/stat.h>

static const double transform[6] = {500000, 10, 0, 4000000, 0, -10};
static const char utm[] = "EPSG:32651"; /* replaced by the WKT that the child writes */
static char wkt[8192];

static enum status write_floats(const char *path, enum geotiff_pack pack, uint32_t w, uint32_t h, const float *px)
{
	static const struct geotiff_item item[] = {{"method", "IR-MAD <1> & \"more\""}, {"TIFFTAG_SOFTWARE", "onus"}};
	static const char *const names[] = {"statistic", "p"};
	const struct geotiff_form f = {.width = w, .height = h, .bands = 2, .type = GEOTIFF_FLOAT, .pack = pack, .transform = transform,
				       .crs = wkt[0] ? wkt : NULL, .has_nodata = true, .nodata = NAN, .item = item, .n_items = 2, .band_name = names};
	struct geotiff *t;
	enum status st = geotiff_create(path, &f, &t, &e);
	for (uint32_t y = 0; y < h && st == ST_OK; y += 7)
		for (uint32_t k = 0; k < 2 && st == ST_OK; k++)
			st = geotiff_rows(t, k, y, h - y < 7 ? h - y : 7, px + ((size_t)k * h + y) * w, w, &e);
	if (st != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		return st;
	}
	return geotiff_close(t, &e);
}

static void crs(void)
{
	struct arena a = ARENA_INIT;
	static const unsigned char px[4];
	(void)put_text("crs.hdr", "ENVI\nsamples = 2\nlines = 2\nbands = 1\ndata type = 1\ninterleave = bsq\n"
				  "map info = {UTM, 1, 1, 500000, 4000000, 10, 10, 51, North, WGS-84, units=Meters}\n");
	struct raster *r = open_path(put("crs.img", px, 4), &a);
	CHECK(r && raster_info(r)->file[0].crs);
	(void)snprintf(wkt, sizeof wkt, "%s", raster_info(r)->file[0].crs);
	CHECK(wkt[0] && strcmp(wkt, utm) != 0);
	raster_close(r);
	arena_free(&a);
}

static void floats(void)
{
	enum { W = 301, H = 1000 };
	static float px[2][H][W];
	for (int k = 0; k < 2; k++)
		for (int y = 0; y < H; y++)
			for (int x = 0; x < W; x++)
				px[k][y][x] = (x + y) % 97 == 0 ? NAN : (float)(k * 1000 + sin(x * 0.1) * y);
	for (int pack = GEOTIFF_PLAIN; pack <= GEOTIFF_PREDICT; pack++) {
		struct arena a = ARENA_INIT;
		const char *p = path_of("f.tif");
		CHECK(write_floats(p, pack, W, H, &px[0][0][0]) == ST_OK);
		struct raster *r = open_path(p, &a);
		CHECK(r);
		const struct raster_info *i = raster_info(r);
		CHECK(i->n_bands == 2 && i->file[0].width == W && i->file[0].height == H);
		CHECK_STR(i->band[0].name, "statistic");
		CHECK_STR(i->band[1].type, "Float32");
		CHECK(i->file[0].crs && memcmp(i->file[0].transform, transform, sizeof transform) == 0);
		CHECK(strstr(i->file[0].crs, "UTM zone 51N"));
		const float *v;
		const struct raster_window w[2] = {{0, 0, 0, W, H, W, H}, {1, 0, 0, W, H, W, H}};
		CHECK(raster_read(r, w, 2, &v, &e) == ST_OK);
		for (size_t n = 0; n < 2 * W * H; n++) {
			const float want = (&px[0][0][0])[n];
			CHECK(isnan(want) ? isnan(v[n]) : v[n] == want);
		}
		raster_close(r);
		arena_free(&a);
	}
}

/* Twice the same bytes; nothing but the file is left. */
static void same(void)
{
	static float px[2 * 64 * 64];
	size_t n[2];
	char *bytes[2];
	for (int i = 0; i < 2; i++) {
		const char *p = path_of(i ? "b.tif" : "a.tif");
		CHECK(write_floats(p, GEOTIFF_DEFLATE, 64, 64, px) == ST_OK);
		bytes[i] = get(p, &n[i]);
	}
	CHECK(n[0] == n[1] && n[0] > 0 && memcmp(bytes[0], bytes[1], n[0]) == 0);
	free(bytes[0]);
	free(bytes[1]);
	CHECK(access(path_of("a.tif.aux.xml"), F_OK) != 0);
}

static void bytes(void)
{
	struct arena a = ARENA_INIT;
	unsigned char px[3][5] = {{0, 1, 255, 0, 1}, {1, 1, 1, 0, 0}, {255, 255, 0, 0, 1}};
	const struct geotiff_form f = {.width = 4, .height = 3, .type = GEOTIFF_BYTE, .pack = GEOTIFF_DEFLATE};
	struct geotiff *t;
	CHECK(geotiff_create(path_of("c.tif"), &f, &t, &e) == ST_OK);
	CHECK(geotiff_rows(t, 0, 0, 3, px, 5, &e) == ST_OK);
	CHECK(geotiff_close(t, &e) == ST_OK);
	struct raster *r = open_path(path_of("c.tif"), &a);
	CHECK(r && !raster_info(r)->file[0].crs && !raster_info(r)->file[0].has_transform && !raster_info(r)->band[0].has_nodata);
	const float *v;
	CHECK(raster_read(r, &(struct raster_window){0, 0, 0, 4, 3, 4, 3}, 1, &v, &e) == ST_OK);
	for (int i = 0; i < 12; i++)
		CHECK(v[i] == px[i / 4][i % 4]);
	raster_close(r);
	arena_free(&a);
}

/* Rows that are missing, out of order, a folder that is not there, a disk that is full, a CRS that is none. */
static void faults(void)
{
	static const float px[16];
	struct geotiff_form f = {.width = 4, .height = 4, .type = GEOTIFF_FLOAT};
	struct geotiff *t;
	CHECK(geotiff_create(path_of("no/d.tif"), &f, &t, &e) == ST_ENV && !t);
	CHECK(strstr(e.message, "no/d.tif"));
	CHECK(geotiff_create(path_of("d.tif"), &f, &t, &e) == ST_OK);
	CHECK(geotiff_rows(t, 0, 1, 1, px, 4, &e) == ST_BUG);
	CHECK(geotiff_rows(t, 0, 0, 1, px, 4, &e) == ST_OK);
	CHECK(geotiff_close(t, &e) == ST_BUG);
	CHECK(geotiff_create(path_of("d.tif"), &f, &t, &e) == ST_OK);
	geotiff_abandon(t);
	f.crs = "PROJCS[\"nonsense";
	CHECK(geotiff_create(path_of("d.tif"), &f, &t, &e) == ST_DATA);
	if (access("/dev/full", W_OK) == 0) {
		enum { W = 4096 };
		static float row[W];
		const struct geotiff_form big = {.width = W, .height = 64, .type = GEOTIFF_FLOAT};
		const char *part = path_of("full.tif");
		char link[300];
		(void)snprintf(link, sizeof link, "%s.part-%d", part, (int)getpid());
		CHECK(symlink("/dev/full", link) == 0);
		enum status st = geotiff_create(part, &big, &t, &e);
		for (uint32_t y = 0; y < 64 && st == ST_OK; y++)
			st = geotiff_rows(t, 0, y, 1, row, W, &e);
		if (st == ST_OK)
			st = geotiff_close(t, &e);
		else
			geotiff_abandon(t);
		CHECK(st == ST_ENV);
		(void)unlink(link);
	}
	CHECK(system(NULL) && access(path_of("d.tif"), F_OK) != 0);
	char command[128];
	(void)snprintf(command, sizeof command, "! ls '%s' | grep -q part", dir);
	CHECK(system(command) == 0);
}

static void begin(void) { CHECK(make_dir()); }
static void end(void) { CHECK(remove_dir()); }

TESTS({"begin", begin}, {"crs", crs}, {"floats", floats}, {"same", same}, {"bytes", bytes}, {"faults", faults}, {"end", end})
