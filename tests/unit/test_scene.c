/* Scenes of our own small rasters: folders, lists of files, what is left out, where planes lie, dates, what two scenes share. */
#include "check.h"
#include "envi.h"
#include "watch/scene.h"

#include <math.h>

static struct arena a;
static struct error e;
static struct scene s;

#define M10 "UTM, 1, 1, 500000, 4500000, 10, 10, 33, North, WGS-84"
#define M20 "UTM, 1, 1, 500000, 4500000, 20, 20, 33, North, WGS-84"
#define M60 "UTM, 1, 1, 500000, 4500000, 60, 60, 33, North, WGS-84"

static void band(const char *folder, const char *name, unsigned w, unsigned h, const char *map)
{
	char path[600];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	envi_write(path, &(struct envi){.width = w, .height = h, .bands = 1, .type = 12, .map = map});
}

/* A tile with three resolutions, as Sentinel-2 has it. */
static void tile(const char *folder, const char *prefix)
{
	static const struct { const char *name; unsigned w, h; const char *map; } b[] = {
		{"B12", 20, 15, M20}, {"B8A", 20, 15, M20}, {"B01", 7, 5, M60}, {"B02", 40, 30, M10}, {"B04", 40, 30, M10}, {"B08", 40, 30, M10},
				{"B09", 7, 5, M60},
		{"B10", 7, 5, M60}, {"SCL_20m", 20, 15, M20}, {"TCI_10m", 40, 30, M10},
	};

	envi_folder(folder);
	for (size_t i = 0; i < sizeof b / sizeof *b; i++) {
		char name[256];

		(void)snprintf(name, sizeof name, "%s%s.img", prefix, b[i].name);
		band(folder, name, b[i].w, b[i].h, b[i].map);
	}
}

static enum status opens(struct scene *out, const char *name, const struct scene_options *o)
{
	error_clear(&e);
	return scene_open(envi_path(name), o, &a, out, &e);
}

/* The planes' names with commas. */
static const char *planes(const struct scene_plane *p, uint32_t n)
{
	static char text[512];
	size_t at = 0;

	text[0] = 0;
	for (uint32_t i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", i ? "," : "", p[i].name);
	return text;
}

static void folder(void)
{
	tile("one", "T33TUH_20171018T100031_");
	envi_put("one/notes.txt", "words", 5);
	envi_folder("one/deeper");
	CHECK(opens(&s, "one", NULL) == ST_OK);
	CHECK_STR(planes(s.plane, s.n), "B02,B04,B08,B8A,B12");
	CHECK_STR(planes(s.left, s.n_left), "B01,B09,B10,T33TUH_20171018T100031_TCI_10m");
	CHECK(s.kind == QUALITY_SCL && s.quality.role == ROLE_QUALITY && s.quality.scale_x == .5);
	CHECK(s.grid.width == 40 && s.grid.height == 30 && s.grid.kind == GRID_PROJECTED && fabs(s.grid.metres_x - 10) < .1);
	CHECK(s.plane[0].scale_x == 1 && s.plane[3].scale_x == .5 && s.plane[3].scale_y == .5 && s.plane[3].shift_x == 0);
	CHECK(!s.radar && s.most == 65535);
	CHECK_STR(s.date, "2017-10-18");
	CHECK_STR(s.date_from, "file name");
	scene_close(&s);
}

static void options(void)
{
	struct scene_options o = {.bands = "B4, nir,1", .date = "20150821"};

	CHECK(opens(&s, "one", &o) == ST_OK);
	CHECK_STR(planes(s.plane, s.n), "B04,B08,B01");
	CHECK(s.plane[2].role == ROLE_AIR && s.kind == QUALITY_SCL && s.plane[2].scale_x > .16 && s.plane[2].scale_x < .17);
	CHECK_STR(s.date, "2015-08-21");
	CHECK_STR(s.date_from, "given");
	scene_close(&s);
	CHECK(opens(&s, "one", &(struct scene_options){.bands = "B12"}) == ST_OK);
	CHECK(s.grid.width == 20 && s.plane[0].scale_x == 1 && s.quality.scale_x == 1);
	scene_close(&s);
	CHECK(opens(&s, "one", &(struct scene_options){.bands = "B03"}) == ST_DATA);
	CHECK(strstr(e.message, "no band \"B03\"; there are B01, B02, B04"));
	CHECK(opens(&s, "one", &(struct scene_options){.bands = "B02,B2"}) == ST_USAGE);
	CHECK(opens(&s, "one", &(struct scene_options){.date = "in May"}) == ST_USAGE);
	CHECK(opens(&s, "one", &(struct scene_options){.quality = "B02"}) == ST_DATA);
	CHECK(strstr(e.message, "is not known"));
}

static void lists(void)
{
	struct scene_options o = {0};
	char spec[1024];

	(void)snprintf(spec, sizeof spec, "%s/one/T33TUH_20171018T100031_B08.img,%s/one/T33TUH_20171018T100031_B02.img", envi_dir, envi_dir);
	CHECK(scene_open(spec, NULL, &a, &s, &e) == ST_OK);
	CHECK_STR(planes(s.plane, s.n), "B08,B02");
	scene_close(&s);
	/* one file alone, quality from elsewhere */
	o.quality = envi_path("one/T33TUH_20171018T100031_SCL_20m.img");
	CHECK(opens(&s, "one/T33TUH_20171018T100031_B02.img", &o) == ST_OK);
	CHECK(s.n == 1 && s.kind == QUALITY_SCL && s.quality.scale_x == .5);
	scene_close(&s);
	CHECK(opens(&s, "none", NULL) == ST_ENV);
	CHECK(scene_open("", NULL, &a, &s, &e) == ST_USAGE);
	CHECK(scene_open("x,,y", NULL, &a, &s, &e) != ST_OK);
	envi_folder("empty");
	CHECK(opens(&s, "empty", NULL) == ST_DATA);
	CHECK(strstr(e.message, "found no raster") && !e.hint[0]);
	envi_folder("S2A.SAFE/GRANULE");
	CHECK(opens(&s, "S2A.SAFE", NULL) == ST_DATA);
	CHECK(strstr(e.hint, "IMG_DATA"));
	/* files at hand, as exhibits are */
	CHECK(scene_open_files("exhibit", (const struct raster_file[]){{"B02.img", envi_path("one/T33TUH_20171018T100031_B02.img")},
								       {"B02.hdr", envi_path("one/T33TUH_20171018T100031_B02.hdr")}}, 2, NULL, &a,
								       &s, &e) == ST_OK);
	CHECK_STR(planes(s.plane, s.n), "B02");
	CHECK(!s.date && !s.date_from);
	scene_close(&s);
}

static void dates(void)
{
	tile("pair/imgs_1", "S2A_OPER_MSI_L1C_TL_EPA__20160811T174848_A000262_T33TUH_");
	CHECK(opens(&s, "pair/imgs_1", NULL) == ST_OK);
	CHECK(!s.date);
	CHECK_STR(s.date_from, "the files' names hold only the day on which they were made");
	scene_close(&s);
	envi_put("pair/dates.txt", "date_1: 20150821\ndate_2: 20170621\n", 34);
	CHECK(opens(&s, "pair/imgs_1/", NULL) == ST_OK);
	CHECK_STR(s.date, "2015-08-21");
	CHECK_STR(s.date_from, "dates.txt");
	scene_close(&s);
	envi_put("pair/dates.txt", "date_1: soon\n", 13);
	CHECK(opens(&s, "pair/imgs_1", NULL) == ST_DATA);
	CHECK(strstr(e.where, "dates.txt:1"));
	envi_folder("2016-08-11");
	band("2016-08-11", "red.img", 4, 4, M10);
	CHECK(opens(&s, "2016-08-11", NULL) == ST_OK);
	CHECK_STR(s.date, "2016-08-11");
	CHECK_STR(s.date_from, "folder name");
	CHECK(s.plane[0].role == ROLE_RED);
	scene_close(&s);
	envi_write("stack", &(struct envi){.width = 4, .height = 3, .bands = 2, .type = 1, .map = M10, .more = "acquisition time = "
					   "2003-05-04T02:01:00Z\n"
		"wavelength units = Micrometers\nwavelength = {0.66, 0.83}"});
	CHECK(opens(&s, "stack", NULL) == ST_OK);
	CHECK(s.n == 2 && s.plane[0].role == ROLE_RED && s.plane[1].role == ROLE_NIR && s.most == 255);
	CHECK_STR(s.date_from, "metadata");
	scene_close(&s);
}

static void refused(const char *folder, const char *name, unsigned w, unsigned h, const char *map, const char *why)
{
	char path[256];

	envi_folder(folder);
	band(folder, "B02.img", 40, 30, M10);
	band(folder, name, w, h, map);
	if (opens(&s, folder, NULL) != ST_DATA || !strstr(e.message, why)) {
		(void)fprintf(stderr, "%s: %s\n", folder, e.message);
		check_failed = true;
	}
	(void)snprintf(path, sizeof path, "%s, B04", name);
	if (!strstr(e.message, path)) {
		(void)fprintf(stderr, "%s does not name %s\n", e.message, path);
		check_failed = true;
	}
}

static void other_ground(void)
{
	refused("far", "B04.img", 40, 30, "UTM, 1, 1, 510000, 4500000, 10, 10, 33, North, WGS-84", "does not cover the same ground");
	refused("wide", "B04.img", 60, 30, M10, "does not cover the same ground");
	refused("zone", "B04.img", 40, 30, "UTM, 1, 1, 500000, 4500000, 10, 10, 34, North, WGS-84", "in another CRS");
	refused("bare", "B04.img", 20, 15, NULL, "nothing in B04.img says where it lies");
	refused("turned", "B04.img", 40, 30, "UTM, 1, 1, 500000, 4500000, 10, 10, 33, North, WGS-84, rotation=30", "turned against");
	/* of the same size without a place: taken to lie on the others */
	envi_folder("plain");
	band("plain", "B02.img", 40, 30, M10);
	band("plain", "B04.img", 40, 30, NULL);
	CHECK(opens(&s, "plain", NULL) == ST_OK);
	CHECK(s.n == 2 && s.grid.kind == GRID_PROJECTED);
	scene_close(&s);
	/* two dates in one folder */
	envi_folder("twice");
	band("twice", "T33TUH_20171018T100031_B02.img", 40, 30, M10);
	band("twice", "T33TUH_20171019T100031_B02.img", 40, 30, M10);
	CHECK(opens(&s, "twice", NULL) == ST_DATA);
	CHECK(strstr(e.message, "each band once"));
	/* one band in two resolutions */
	envi_folder("both");
	band("both", "B02_10m.img", 40, 30, M10);
	band("both", "B02_20m.img", 20, 15, M20);
	band("both", "ndvi.img", 40, 30, M10);
	CHECK(opens(&s, "both", NULL) == ST_OK);
	CHECK(s.n == 1 && s.grid.width == 40 && s.n_left == 2);
	scene_close(&s);
}

static void bands_of(const char *name, const char *names, unsigned n)
{
	char more[512];

	(void)snprintf(more, sizeof more, "band names = {%s}", names);
	envi_write(name, &(struct envi){.width = 4, .height = 3, .bands = n, .type = 12, .map = M10, .more = names ? more : NULL});
}

static void agree(void)
{
	struct scene pair[2];

	bands_of("s2.img", "B2, B4, B8, B8A, B11, SCL", 6);
	bands_of("l8.img", "SR_B5, SR_B4, SR_B6, SR_B2, SR_B3", 5);
	CHECK(opens(&pair[0], "s2.img", NULL) == ST_OK && opens(&pair[1], "l8.img", NULL) == ST_OK);
	CHECK(scene_agree(pair, 2, &e) == ST_OK);
	CHECK_STR(planes(pair[0].plane, pair[0].n), "B2,B4,B8A,B11");
	CHECK_STR(planes(pair[1].plane, pair[1].n), "SR_B2,SR_B4,SR_B5,SR_B6");
	CHECK_STR(planes(pair[0].left, pair[0].n_left), "B8");
	CHECK_STR(planes(pair[1].left, pair[1].n_left), "SR_B3");
	scene_close(&pair[0]);
	scene_close(&pair[1]);
	/* no names: by position, where there are as many */
	envi_write("p.img", &(struct envi){.width = 4, .height = 3, .bands = 2, .type = 1});
	envi_write("q.img", &(struct envi){.width = 4, .height = 3, .bands = 2, .type = 1});
	envi_write("r.img", &(struct envi){.width = 4, .height = 3, .bands = 3, .type = 1});
	CHECK(opens(&pair[0], "p.img", NULL) == ST_OK && opens(&pair[1], "q.img", NULL) == ST_OK);
	CHECK(scene_agree(pair, 2, &e) == ST_OK && pair[0].n == 2 && pair[1].n == 2);
	scene_close(&pair[1]);
	CHECK(opens(&pair[1], "r.img", NULL) == ST_OK);
	CHECK(scene_agree(pair, 2, &e) == ST_DATA);
	CHECK(strstr(e.message, "2 bands and") && strstr(e.message, "has 3"));
	scene_close(&pair[0]);
	scene_close(&pair[1]);
	/* radar and light have nothing in common */
	bands_of("vv.img", "VV, VH", 2);
	bands_of("rg.img", "red, green, blue", 3);
	CHECK(opens(&pair[0], "vv.img", NULL) == ST_OK && opens(&pair[1], "rg.img", NULL) == ST_OK);
	CHECK(pair[0].radar && !pair[1].radar);
	CHECK(scene_agree(pair, 2, &e) == ST_DATA);
	CHECK(strstr(e.message, "no band in common"));
	scene_close(&pair[0]);
	scene_close(&pair[1]);
	/* the finest plane goes: the grid is of what stays */
	envi_folder("a");
	envi_folder("b");
	band("a", "red.img", 40, 30, M10);
	band("a", "nir.img", 20, 15, M20);
	band("b", "nir.img", 20, 15, M20);
	band("b", "blue.img", 20, 15, M20);
	CHECK(opens(&pair[0], "a", NULL) == ST_OK && opens(&pair[1], "b", NULL) == ST_OK);
	CHECK(scene_agree(pair, 2, &e) == ST_OK && pair[0].n == 1 && pair[0].grid.width == 20 && pair[0].plane[0].scale_x == 1);
	scene_close(&pair[0]);
	scene_close(&pair[1]);
	arena_free(&a);
	envi_end();
}

static void begin(void)
{
	envi_begin();
}

TESTS({"begin", begin}, {"folder", folder}, {"options", options}, {"lists", lists}, {"dates", dates}, {"other ground", other_ground},
      {"agree", agree})
