/* Rasters that the test writes byte by byte, and what comes back of them. */
#include "watch/raster_within.h"

#include "check.h"
#include "raster_files.h"

#include <math.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>

/* --- tests -------------------------------------------------------------------------------- */

static void envi(void)
{
	struct arena a = ARENA_INIT;
	unsigned char px[2][3][4];
	for (int i = 0; i < 24; i++)
		((unsigned char *)px)[i] = (unsigned char)(i * 10);
	const char *p = put("two", px, sizeof px);
	(void)put_text("two.HDR", "ENVI\nsamples = 4\nlines = 3\nbands = 2\nheader offset = 0\nfile type = ENVI Standard\ndata type = 1\n"
				  "interleave = bsq\nbyte order = 0\nmap info = {UTM, 1, 1, 500000, 4000000, 30, 30, 51, North, WGS-84, units=Meters}\n"
				  "wavelength units = Nanometers\nwavelength = {485, 560}\nband names = {one, two}\nacquisition time = 2003-05-04T02:01:00Z\n");
	struct raster *r = open_path(p, &a);
	CHECK(r);
	const struct raster_info *i = raster_info(r);
	CHECK(i->n_files == 1 && i->n_bands == 2 && i->file[0].width == 4 && i->file[0].height == 3);
	CHECK_STR(i->file[0].driver, "ENVI");
	CHECK_STR(i->file[0].name, "two");
	CHECK_STR(i->file[0].date, "2003-05-04T02:01:00Z");
	CHECK(i->file[0].has_transform && i->file[0].transform[0] == 500000 && i->file[0].transform[5] == -30);
	CHECK(i->file[0].crs && strncmp(i->file[0].crs, "PROJCRS", 7) == 0);
	CHECK(i->band[0].integer && i->band[0].most == 255 && !i->band[0].has_nodata);
	CHECK(fabs(i->band[1].micrometres - 0.56) < 1e-9);
	CHECK_STR(i->band[1].type, "Byte");
	const struct raster_window w[] = {{1, 1, 1, 3, 2, 3, 2}, {0, 0, 0, 4, 3, 4, 3}, {0, 0, 0, 4, 2, 2, 1}, {0, 0, 0, 1, 1, 2, 2}};
	const float *v;
	CHECK(raster_read(r, w, 4, &v, &e) == ST_OK);
	CHECK(v[0] == px[1][1][1] && v[5] == px[1][2][3]);
	CHECK(v[6] == 0 && v[17] == px[0][2][3]);
	CHECK(v[18] == 25 && v[19] == 45 && v[20] == 0 && v[23] == 0);
	double xy[] = {500000, 4000000, 1e300, 0};
	CHECK(raster_transform(r, i->file[0].crs, "EPSG:4326", xy, 2, &e) == ST_OK);
	CHECK(fabs(xy[0] - 123) < 1e-6 && fabs(xy[1] - 36.14) < 0.01 && isnan(xy[2]) && isnan(xy[3]));
	CHECK(raster_seconds(r) > 0);
	raster_close(r);
	arena_free(&a);
}

/* The whole of a band. */
static bool whole(struct raster *r, uint32_t band, const float **v)
{
	const struct raster_info *i = raster_info(r);
	const struct raster_source *f = &i->file[i->band[band].file];
	const struct raster_window w = {band, 0, 0, f->width, f->height, f->width, f->height};
	error_clear(&e);
	return raster_read(r, &w, 1, v, &e) == ST_OK;
}

static void types(void)
{
	struct arena a = ARENA_INIT;
	const float *v;
	static const uint16_t u16[6] = {0, 1, 65535, 300, 7, 8};
	struct raster *r = open_path(put_tiff("u16.tif", &(struct tiff){.width = 3, .height = 2, .bits = 16, .format = 1}, u16), &a);
	CHECK(r && raster_info(r)->band[0].integer && raster_info(r)->band[0].most == 65535);
	CHECK(whole(r, 0, &v) && v[2] == 65535 && v[3] == 300);
	raster_close(r);
	static const int16_t i16[4] = {-32768, -1, 5, 32767};
	r = open_path(put_tiff("i16.tif", &(struct tiff){.width = 2, .height = 2, .bits = 16, .format = 2, .nodata = "-32768"}, i16), &a);
	CHECK(r && raster_info(r)->band[0].has_nodata && raster_info(r)->band[0].nodata == -32768);
	CHECK(whole(r, 0, &v) && isnan(v[0]) && v[1] == -1 && v[3] == 32767);
	raster_close(r);
	static const int32_t i32[4] = {INT32_MIN, -9999, 0, 16777216};
	r = open_path(put_tiff("i32.tif", &(struct tiff){.width = 2, .height = 2, .bits = 32, .format = 2, .nodata = "-9999"}, i32), &a);
	CHECK(r && whole(r, 0, &v) && v[0] == -2147483648.0f && isnan(v[1]) && v[2] == 0 && v[3] == 16777216);
	raster_close(r);
	static const float f32[6] = {-3.40282347e38f, INFINITY, -INFINITY, NAN, -0.0f, 1e-3f};
	r = open_path(put_tiff("f32.tif", &(struct tiff){.width = 3, .height = 2, .bits = 32, .format = 3, .nodata = "-3.4028234663852886e+38"}, f32), &a);
	CHECK(r && whole(r, 0, &v) && isnan(v[0]) && isnan(v[1]) && isnan(v[2]) && isnan(v[3]) && v[4] == 0 && v[5] == 1e-3f);
	CHECK(!raster_info(r)->band[0].integer && raster_info(r)->band[0].most == 0);
	raster_close(r);
	static const float c32[8] = {3, 4, 0, 0, -5, 12, NAN, 1};
	r = open_path(put_tiff("c32.tif", &(struct tiff){.width = 2, .height = 2, .bits = 64, .format = 6}, c32), &a);
	CHECK(r);
	CHECK_STR(raster_info(r)->band[0].type, "CFloat32");
	CHECK(whole(r, 0, &v) && v[0] == 5 && v[1] == 0 && v[2] == 13 && isnan(v[3]));
	raster_close(r);
	arena_free(&a);
}

static void too_large(void)
{
	struct arena a = ARENA_INIT;
	const float *v;
	static const double f64[2][2] = {{1, 2}, {1e300, 3}};
	struct raster *r = open_path(put_tiff("f64.tif", &(struct tiff){.width = 2, .height = 1, .bits = 64, .format = 3, .bands = 2}, f64), &a);
	CHECK(r && whole(r, 0, &v) && v[1] == 2);
	CHECK(!whole(r, 1, &v) && e.code == ST_DATA);
	CHECK_STR(e.message, "f64.tif, band 2: holds a number too large for a float");
	CHECK(whole(r, 0, &v) && v[0] == 1); /* the child is still there */
	raster_close(r);
	arena_free(&a);
}

static void scaled(void)
{
	struct arena a = ARENA_INIT;
	const float *v;
	static const uint16_t px[4] = {0, 10, 20, 65535};
	static const char xml[] = "<GDALMetadata><Item name=\"OFFSET\" sample=\"0\" role=\"offset\">-0.1</Item>"
				  "<Item name=\"SCALE\" sample=\"0\" role=\"scale\">0.0001</Item><Item name=\"DESCRIPTION\" sample=\"0\" role=\"description\">SR_B\xC3\xA9\x01</Item>"
				  "<Item name=\"ACQUISITIONDATETIME\" domain=\"IMAGERY\">2016-08-11 10:00:31</Item></GDALMetadata>";
	struct raster *r = open_path(put_tiff("s.tif", &(struct tiff){.width = 2, .height = 2, .bits = 16, .format = 1, .nodata = "0", .metadata = xml}, px), &a);
	CHECK(r && raster_info(r)->band[0].integer && fabs(raster_info(r)->band[0].most - 6.4535) < 1e-9);
	CHECK(whole(r, 0, &v) && isnan(v[0]) && fabsf(v[1] + 0.099f) < 1e-7f && fabsf(v[3] - 6.4535f) < 1e-6f);
	raster_close(r);
	arena_free(&a);
}

static void masked(void)
{
	struct arena a = ARENA_INIT;
	const float *v;
	static const unsigned char rgba[4][4] = {{10, 20, 30, 255}, {11, 21, 31, 0}, {12, 22, 32, 1}, {13, 23, 33, 0}};
	struct raster *r = open_path(put_tiff("a.tif", &(struct tiff){.width = 2, .height = 2, .bits = 8, .format = 1, .bands = 4, .chunky = true, .extra = 2}, rgba), &a);
	CHECK(r && raster_info(r)->n_bands == 3);
	CHECK(whole(r, 1, &v) && v[0] == 20 && isnan(v[1]) && v[2] == 22 && isnan(v[3]));
	const struct raster_window small = {0, 0, 0, 2, 2, 1, 1};
	CHECK(raster_read(r, &small, 1, &v, &e) == ST_OK && v[0] == 11);
	raster_close(r);
	static const unsigned char px[4] = {1, 2, 3, 4}, mask[4] = {255, 0, 255, 255};
	(void)put_tiff("m.tif.msk", &(struct tiff){.width = 2, .height = 2, .bits = 8, .format = 1,
		       .metadata = "<GDALMetadata><Item name=\"INTERNAL_MASK_FLAGS_1\">2</Item></GDALMetadata>"}, mask);
	r = open_path(put_tiff("m.tif", &(struct tiff){.width = 2, .height = 2, .bits = 8, .format = 1}, px), &a);
	CHECK(r && whole(r, 0, &v) && v[0] == 1 && isnan(v[1]) && v[3] == 4);
	raster_close(r);
	arena_free(&a);
}

static void missing(void)
{
	struct arena a = ARENA_INIT;
	const float *v;
	static const unsigned char px[2][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}};
	struct raster *r = open_path(put_tiff("sparse.tif", &(struct tiff){.width = 2, .height = 2, .bits = 8, .format = 1, .bands = 2, .missing = true}, px), &a);
	CHECK(r && whole(r, 0, &v) && v[3] == 4);
	CHECK(whole(r, 1, &v) && isnan(v[0]) && isnan(v[3]));
	raster_close(r);
	arena_free(&a);
}

/* The message names the file and has the word. */
static bool refuses(const char *path, const char *name, const char *word)
{
	struct arena a = ARENA_INIT;
	struct raster_file *f;
	struct raster *r = NULL;
	size_t n;
	const float *v;
	error_clear(&e);
	enum status st = raster_beside(path, &a, &f, &n, &e);
	if (st == ST_OK)
		st = raster_open(f, n, &a, &r, &e);
	for (uint32_t i = 0; st == ST_OK && i < raster_info(r)->n_bands; i++)
		st = whole(r, i, &v) ? ST_OK : e.code;
	bool good = (st == ST_DATA || st == ST_ENV) && strstr(e.message, name) && strstr(e.message, word);
	if (!good)
		(void)fprintf(stderr, "%s: %d %s\n", path, (int)st, e.message);
	raster_close(r);
	arena_free(&a);
	return good;
}

static void cut_short(void)
{
	static const unsigned char px[64 * 64];
	CHECK(refuses(put_tiff("cut.tif", &(struct tiff){.width = 64, .height = 64, .bits = 8, .format = 1, .cut = 1}, px), "cut.tif", "cut short"));
	CHECK(refuses(put_tiff("cut2.tif", &(struct tiff){.width = 64, .height = 32, .bits = 8, .format = 1, .bands = 2, .cut = 2048}, px), "cut2.tif", "cut short"));
	(void)put_text("cut.hdr", "ENVI\nsamples = 64\nlines = 65\nbands = 1\nheader offset = 0\ndata type = 1\ninterleave = bsq\n");
	CHECK(refuses(put("cut", px, sizeof px), "cut", "cut short"));
	(void)put_text("cut3.hdr", "ENVI\nsamples = 64\nlines = 64\nbands = 1\nheader offset = 1\ndata type = 1\ninterleave = bil\n");
	CHECK(refuses(put("cut3.img", px, sizeof px), "cut3.img", "cut short"));
	CHECK(refuses(put("cut.pgm", "P5\n64 64\n255\n123", 16), "cut.pgm", ""));
	static unsigned char bmp[54 + 1024 + 100] = "BM";
	static const unsigned char header[] = {0, 0, 0, 0, 0, 0, 0, 0, 0x36, 4, 0, 0, 40, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, 1, 0, 8, 0};
	memcpy(bmp + 2, header, sizeof header);
	CHECK(refuses(put("cut.bmp", bmp, sizeof bmp), "cut.bmp", ""));
}

static void no_raster(void)
{
	CHECK(refuses(put_text("empty.tif", ""), "empty.tif", ""));
	CHECK(refuses(put_text("text.tif", "this is no picture\n"), "text.tif", "no raster"));
	CHECK(refuses(put_text("link.vrt", "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><VRTRasterBand dataType=\"Byte\" band=\"1\" subClass=\"VRTRawRasterBand\">"
					   "<SourceFilename relativetoVRT=\"0\">/etc/passwd</SourceFilename></VRTRasterBand></VRTDataset>"), "link.vrt", "no raster"));
	CHECK(refuses(dir, strrchr(dir, '/') + 1, "no file"));
	CHECK(refuses(path_of("none.tif"), "none.tif", "No such file"));
	CHECK(refuses(put_text("only.hdr", "ENVI\n"), "", ""));
	struct arena a = ARENA_INIT;
	struct raster *r;
	const char *p = path_of("text.tif");
	const struct raster_file twice[] = {{"x", p}, {"x", p}};
	CHECK(raster_open(twice, 2, &a, &r, &e) == ST_DATA && !r && strstr(e.message, "two files"));
	CHECK(raster_open(twice, 0, &a, &r, &e) == ST_DATA);
	arena_free(&a);
}

/* Both slots at once, taken in either order, and points between. */
static void slots(void)
{
	struct arena a = ARENA_INIT;
	static unsigned char px[64][64];
	const float *v, *u;
	for (int i = 0; i < 4096; i++)
		(&px[0][0])[i] = (unsigned char)(i / 17);
	struct raster *r = open_path(put_tiff("slots.tif", &(struct tiff){.width = 64, .height = 64, .bits = 8, .format = 1}, px), &a);
	CHECK(r);
	for (unsigned y = 0; y < 60; y += 2) {
		const struct raster_window w = {0, 3, y, 20, 2, 20, 2}, q = {0, 5, y + 1, 59, 1, 59, 1};
		CHECK(raster_ask(r, 0, &w, 1, &e) == ST_OK && raster_ask(r, 1, &q, 1, &e) == ST_OK);
		CHECK(raster_ask(r, 1, &q, 1, &e) == ST_BUG);
		double xy[2] = {15, 50};
		if (y % 4 == 0)
			CHECK(raster_transform(r, "EPSG:4326", "EPSG:32633", xy, 1, &e) == ST_OK && fabs(xy[0] - 500000) < 1e-3);
		CHECK(raster_take(r, 1, &v, &e) == ST_OK && raster_take(r, 0, &u, &e) == ST_OK);
		CHECK(v[7] == px[y + 1][12] && u[20 + 4] == px[y + 1][7]);
	}
	const struct raster_window bad[] = {{1, 0, 0, 1, 1, 1, 1}, {0, 60, 0, 5, 1, 5, 1}, {0, 0, 0, 0, 1, 0, 1}, {0, 0, 4294967295U, 1, 1, 1, 1}, {0, 0, 0, 1, 1, 1 << 13, 1 << 13}};
	for (int i = 0; i < 5; i++)
		CHECK(raster_read(r, &bad[i], 1, &v, &e) == ST_BUG);
	double xy[2] = {0, 0};
	CHECK(raster_transform(r, "nonsense", "EPSG:4326", xy, 1, &e) == ST_DATA);
	CHECK(raster_transform(r, "/etc/passwd", "EPSG:4326", xy, 1, &e) == ST_DATA);
	enum { N = 10000 };
	static double many[2 * N];
	for (int i = 0; i < N; i++)
		many[2 * i] = i * 0.01, many[2 * i + 1] = 10;
	CHECK(raster_transform(r, "EPSG:4326", "EPSG:3857", many, N, &e) == ST_OK && fabs(many[2 * (N - 1)] - 99.99 * 111319.490793) < 1);
	raster_close(r);
	arena_free(&a);
}

/* A child that hangs, and one that dies. */
static void gone(void)
{
	struct arena a = ARENA_INIT;
	static const unsigned char px[4];
	const char *p = put_tiff("gone.tif", &(struct tiff){.width = 2, .height = 2, .bits = 8, .format = 1}, px);
	const struct raster_file f = {"gone.tif", p};
	const struct extract_limits quick = {2ULL << 30, 0, 60, 1};
	const struct raster_window w = {0, 0, 0, 2, 2, 2, 2};
	const float *v;
	struct raster *r;
	time_t start = time(NULL);
	CHECK(raster_open_within(&f, 1, &(struct extract_limits){2ULL << 30, 0, 60, 60}, &a, &r, &e) == ST_OK);
	raster_close(r);
	CHECK(raster_open_within(&f, 1, &quick, &a, &r, &e) == ST_OK);
	CHECK(kill(raster_pid(r), SIGSTOP) == 0);
	CHECK(raster_read(r, &w, 1, &v, &e) == ST_DATA && strstr(e.message, "gone.tif") && strstr(e.message, "within 1 second"));
	CHECK(raster_read(r, &w, 1, &v, &e) == ST_DATA && strstr(e.message, "gone.tif"));
	raster_close(r);
	CHECK(raster_open_within(&f, 1, &quick, &a, &r, &e) == ST_OK);
	CHECK(kill(raster_pid(r), SIGKILL) == 0);
	enum status st = raster_read(r, &w, 1, &v, &e);
	CHECK(st == ST_DATA && strstr(e.message, "gone.tif: could not be decoded"));
	raster_close(r);
	CHECK(time(NULL) - start < 60);
	arena_free(&a);
}

static bool has(const struct raster_file *f, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(f[i].name, name) == 0)
			return true;
	return false;
}

static void beside(void)
{
	static const char *const names[] = {"q.v1.tif", "q.v1.tfw", "q.v1.TFW", "q.v1.tif.aux.xml", "q.v1.tif.ovr", "q.v1.Hdr", "q.v2.tif.msk", "q.tfw", "q.v1.tif.txt"};
	struct arena a = ARENA_INIT;
	struct raster_file *f;
	size_t n;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)put_text(names[i], "x");
	CHECK(raster_beside(path_of("q.v1.tif"), &a, &f, &n, &e) == ST_OK && n == 6);
	CHECK_STR(f[0].name, "q.v1.tif");
	for (int i = 1; i < 6; i++)
		CHECK(has(f, n, names[i]));
	(void)put_text("e.img", "x");
	(void)put_text("e.HDR", "x");
	CHECK(raster_beside(path_of("e.HDR"), &a, &f, &n, &e) == ST_OK && n == 2);
	CHECK_STR(f[0].name, "e.img");
	CHECK_STR(f[1].name, "e.HDR");
	CHECK(raster_beside(path_of("e.none"), &a, &f, &n, &e) == ST_ENV);
	arena_free(&a);
}

/* Two files of one date, in folders of the caller's naming. */
static void folders(void)
{
	struct arena a = ARENA_INIT;
	static const unsigned char px[4] = {1, 2, 3, 4}, qx[4] = {5, 6, 7, 8};
	struct raster *r;
	const float *v;
	const char *p = put_tiff("one.tif", &(struct tiff){.width = 2, .height = 2, .bits = 8, .format = 1}, px), *q = put("two.img", qx, 4);
	const char *h = put_text("two.img.hdr", "ENVI\nsamples = 2\nlines = 2\nbands = 1\ndata type = 1\ninterleave = bsq\n");
	const struct raster_file f[] = {{"a/x.tif", p}, {"b/x.img", q}, {"b/x.hdr", h}};
	CHECK(raster_open(f, 3, &a, &r, &e) == ST_OK);
	CHECK(raster_info(r)->n_files == 2 && raster_info(r)->n_bands == 2 && raster_info(r)->band[1].file == 1);
	CHECK_STR(raster_info(r)->file[1].name, "b/x.img");
	CHECK(whole(r, 1, &v) && v[2] == 7);
	raster_close(r);
	arena_free(&a);
}

static void begin(void) { CHECK(make_dir()); }
static void end(void) { CHECK(remove_dir()); }

TESTS({"begin", begin}, {"envi", envi}, {"types", types}, {"too large", too_large}, {"scaled", scaled}, {"masked", masked}, {"missing", missing},
      {"cut short", cut_short}, {"no raster", no_raster}, {"slots", slots}, {"gone", gone}, {"beside", beside}, {"folders", folders}, {"end", end})
