/* Rasters of satellites as they come: values as they lie in the file, JPEG 2000 whole and cut short. Skipped where the data is not. */
#include "check.h"
#include "raster_files.h"

#include <math.h>

static const char folder[] = SOURCE_ROOT "/../shared/data/images/";

static const char *at(const char *name)
{
	static char path[2][512];
	static unsigned turn;
	char *p = path[turn++ & 1];
	(void)snprintf(p, 512, "%s%s", folder, name);
	return p;
}

static void envi(void)
{
	enum { W = 400, H = 400, B = 6 };
	struct arena a = ARENA_INIT;
	static unsigned char px[B][H][W];
	FILE *f = fopen(at("landsat_taizhou/2000TM"), "rb");
	CHECK(f && fread(px, 1, sizeof px, f) == sizeof px);
	(void)fclose(f);
	struct raster *r = open_path(at("landsat_taizhou/2000TM"), &a);
	CHECK(r && raster_info(r)->n_bands == B && raster_info(r)->file[0].width == W && raster_info(r)->file[0].height == H);
	CHECK(raster_info(r)->file[0].transform[1] == 30 && raster_info(r)->file[0].crs && fabs(raster_info(r)->band[4].micrometres - 1.65) < 1e-6);
	struct raster_window w[B];
	const float *v;
	for (uint32_t k = 0; k < B; k++)
		w[k] = (struct raster_window){k, 0, 0, W, H, W, H};
	CHECK(raster_read(r, w, B, &v, &e) == ST_OK);
	for (size_t i = 0; i < sizeof px; i++)
		CHECK(v[i] == (&px[0][0][0])[i]);
	raster_close(r);
	arena_free(&a);
}

/* A scene of thirteen files, of three resolutions. */
static void files(void)
{
	static const char *const bands[] = {"B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"};
	enum { N = sizeof bands / sizeof *bands };
	struct arena a = ARENA_INIT;
	struct raster_file f[N];
	for (int i = 0; i < N; i++) {
		f[i].path = arena_printf(&a, "%soscd/norcia/imgs_2/T33TUH_20171018T100031_%s.tif", folder, bands[i]);
		f[i].name = strrchr(f[i].path, '/') + 1;
	}
	struct raster *r;
	enum status st = raster_open(f, N, &a, &r, &e);
	if (st != ST_OK)
		(void)fprintf(stderr, "%s\n", e.message);
	CHECK(st == ST_OK && raster_info(r)->n_files == N && raster_info(r)->n_bands == N);
	const float *v;
	for (uint32_t k = 0; k < N; k++) {
		const struct raster_source *s = &raster_info(r)->file[k];
		double sum = 0;
		CHECK(s->has_transform && s->crs && strncmp(s->crs, "GEOGCRS", 7) == 0);
		CHECK(raster_read(r, &(struct raster_window){k, 0, 0, s->width, s->height, s->width, s->height}, 1, &v, &e) == ST_OK);
		for (size_t i = 0; i < (size_t)s->width * s->height; i++) {
			CHECK(v[i] >= 0 && v[i] <= 65535);
			sum += v[i];
		}
		CHECK(sum > 0);
	}
	raster_close(r);
	arena_free(&a);
}

static const char jp2_name[] = "coreg_arosics/tgt_S2A_20160529T153631_T33UUU_sub.jp2";

/* The same pixels whole, by rows, and behind an overview. */
static void jp2(void)
{
	enum { W = 2074, H = 3152 };
	struct arena a = ARENA_INIT;
	struct raster *r = open_path(at(jp2_name), &a);
	CHECK(r && raster_info(r)->file[0].width == W && raster_info(r)->file[0].height == H);
	const float *v;
	double all = 0, rows = 0, small = 0;
	CHECK(raster_read(r, &(struct raster_window){0, 0, 0, W, H, W / 8, H / 8}, 1, &v, &e) == ST_OK);
	for (size_t i = 0; i < (size_t)(W / 8) * (H / 8); i++)
		small += v[i] / ((W / 8) * (H / 8));
	CHECK(raster_read(r, &(struct raster_window){0, 0, 0, W, H, W, H}, 1, &v, &e) == ST_OK);
	for (size_t i = 0; i < (size_t)W * H; i++)
		all += v[i] / ((double)W * H);
	for (uint32_t y = 0; y < H; y += 100) {
		uint32_t h = H - y < 100 ? H - y : 100;
		CHECK(raster_read(r, &(struct raster_window){0, 0, y, W, h, W, h}, 1, &v, &e) == ST_OK);
		for (size_t i = 0; i < (size_t)W * h; i++)
			rows += v[i] / ((double)W * H);
	}
	CHECK(all > 1 && fabs(all - rows) < 1e-6 * all && fabs(all - small) < 0.02 * all);
	raster_close(r);
	arena_free(&a);
}

static void cut_short(void)
{
	FILE *f = fopen(at(jp2_name), "rb");
	static char bytes[4 << 20];
	CHECK(f);
	size_t n = fread(bytes, 1, sizeof bytes, f);
	(void)fclose(f);
	CHECK(make_dir());
	for (int part = 1; part < 8; part++) {
		struct arena a = ARENA_INIT;
		const char *p = put("cut.jp2", bytes, n * (size_t)part / 8);
		struct raster_file *file;
		struct raster *r = NULL;
		size_t k;
		const float *v;
		CHECK(raster_beside(p, &a, &file, &k, &e) == ST_OK);
		enum status st = raster_open(file, k, &a, &r, &e);
		if (st == ST_OK)
			st = raster_read(r, &(struct raster_window){0, 0, 0, 2074, 3152, 2074, 3152}, 1, &v, &e);
		if (st != ST_DATA || !strstr(e.message, "cut.jp2"))
			(void)fprintf(stderr, "%d of 8: %d %s\n", part, (int)st, e.message);
		CHECK(st == ST_DATA && strstr(e.message, "cut.jp2"));
		raster_close(r);
		arena_free(&a);
	}
	CHECK(remove_dir());
}

static const struct test tests[] = {{"envi", envi}, {"files", files}, {"jp2", jp2}, {"cut short", cut_short}};

int main(void)
{
	int failed = 0;
	if (access(at("landsat_taizhou/2000TM"), R_OK) != 0)
		return 77;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		check_failed = false;
		tests[i].run();
		(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", tests[i].name);
		failed += check_failed;
	}
	return failed != 0;
}
