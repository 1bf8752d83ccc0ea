/* What a band is, from names and wavelengths alone. */
#include "check.h"
#include "watch/scene_parts.h"

struct one { const char *file, *description; double um; enum scene_role role; const char *name; };

static struct arena a;
static struct band_said out[64];

/* Every entry is a file with one band. */
static bool singles(const struct one *x, uint32_t n)
{
	struct raster_source file[64] = {0};
	struct raster_band band[64] = {0};
	struct raster_info info = {.file = file, .n_files = n, .band = band, .n_bands = n};
	struct error e;

	for (uint32_t i = 0; i < n; i++) {
		file[i] = (struct raster_source){.name = x[i].file, .first = i, .n = 1};
		band[i] = (struct raster_band){.file = i, .number = 1, .name = x[i].description, .micrometres = x[i].um};
	}
	if (scene_roles(&info, &a, out, &e) != ST_OK)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (out[i].role != x[i].role || (x[i].name && strcmp(out[i].name, x[i].name) != 0)) {
			(void)fprintf(stderr, "%s %s: %s, %s\n", x[i].file, x[i].description, scene_role_word(out[i].role), out[i].name);
			return false;
		}
	return true;
}

/* All entries are bands of one file. */
static bool stacked(const char *name, const struct one *x, uint32_t n)
{
	struct raster_source file = {.name = name, .n = n};
	struct raster_band band[64] = {0};
	struct raster_info info = {.file = &file, .n_files = 1, .band = band, .n_bands = n};
	struct error e;

	for (uint32_t i = 0; i < n; i++)
		band[i] = (struct raster_band){.number = i + 1, .name = x[i].description, .micrometres = x[i].um};
	if (scene_roles(&info, &a, out, &e) != ST_OK)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (out[i].role != x[i].role || (x[i].name && strcmp(out[i].name, x[i].name) != 0)) {
			(void)fprintf(stderr, "%s %u %s: %s, %s\n", name, i, x[i].description, scene_role_word(out[i].role), out[i].name);
			return false;
		}
	return true;
}
#define SINGLES(...) singles((const struct one[]){__VA_ARGS__}, sizeof((const struct one[]){__VA_ARGS__}) / sizeof(struct one))
#define STACKED(name, ...) stacked(name, (const struct one[]){__VA_ARGS__}, sizeof((const struct one[]){__VA_ARGS__}) / sizeof(struct one))

static void sentinel_2(void)
{
	CHECK(SINGLES({"T33TUH_20171018T100031_B01.tif", "", 0, ROLE_AIR, "B01"}, {"T33TUH_20171018T100031_B02_10m.jp2", "", 0, ROLE_BLUE, "B02"},
		      {"T33TUH_20171018T100031_B8A_20m.jp2", "", 0, ROLE_NIR, "B8A"}, {"T33TUH_20171018T100031_B08.jp2", "", 0, ROLE_NIR, "B08"},
		      {"T33TUH_20171018T100031_B05.jp2", "", 0, ROLE_EDGE, "B05"}, {"T33TUH_20171018T100031_B10.jp2", "", 0, ROLE_AIR, "B10"},
		      {"T33TUH_20171018T100031_B11.jp2", "", 0, ROLE_SWIR1, "B11"}, {"T33TUH_20171018T100031_SCL_20m.jp2", "", 0, ROLE_QUALITY, NULL},
		      {"T33TUH_20171018T100031_TCI_10m.jp2", "", 0, ROLE_OTHER, NULL}, {"MSK_CLDPRB_20m.jp2", "", 0, ROLE_OTHER, NULL}));
	CHECK(out[7].kind == QUALITY_SCL && out[8].drop && out[9].drop && !out[1].drop);
	CHECK(SINGLES({"S2A_OPER_MSI_L1C_TL_EPA__20160811T174848_A000262_T33TUH_B12.tif", "", 0, ROLE_SWIR2, "B12"}));
	/* cut by hand, without sensor: two digits are Sentinel-2's */
	CHECK(SINGLES({"before_B03.tif", "", 0, ROLE_GREEN, "B03"}, {"before_B11.tif", "", 0, ROLE_SWIR1, "B11"}));
	CHECK(STACKED("export.tif", {NULL, "B2", 0, ROLE_BLUE, "B2"}, {NULL, "B4", 0, ROLE_RED, "B4"}, {NULL, "B8A", 0, ROLE_NIR, "B8A"},
		      {NULL, "SCL", 0, ROLE_QUALITY, "SCL"}));
	CHECK(STACKED("product.tif", {NULL, "B4, central wavelength 665 nm", 0, ROLE_RED, "B4"},
		      {NULL, "B12, central wavelength 2190 nm", 0, ROLE_SWIR2, "B12"}));
}

static void landsat(void)
{
	CHECK(SINGLES({"LC08_L2SP_119038_20200317_20200822_02_T1_SR_B1.TIF", "", 0, ROLE_AIR, "SR_B1"},
		      {"LC08_L2SP_119038_20200317_20200822_02_T1_SR_B5.TIF", "", 0, ROLE_NIR, "SR_B5"},
		      {"LC08_L2SP_119038_20200317_20200822_02_T1_QA_PIXEL.TIF", "", 0, ROLE_QUALITY, NULL},
		      {"LC08_L2SP_119038_20200317_20200822_02_T1_QA_RADSAT.TIF", "", 0, ROLE_OTHER, NULL},
		      {"LC08_L2SP_119038_20200317_20200822_02_T1_ST_B10.TIF", "", 0, ROLE_THERMAL, "B10"}));
	CHECK(out[2].kind == QUALITY_QA_PIXEL && out[3].drop);
	CHECK(SINGLES({"LE07_L1TP_119038_20000317_20200918_02_T1_B5.TIF", "", 0, ROLE_SWIR1, "B5"},
		      {"LT05_L2SP_119038_20000317_20200918_02_T1_SR_B4.TIF", "", 0, ROLE_NIR, "SR_B4"},
		      {"LC09_L1TP_119038_20220317_20220918_02_T1_B5.TIF", "", 0, ROLE_NIR, "B5"},
		      {"LE71190382000077EDC00_B1.tif", "", 0, ROLE_BLUE, "B1"},
		      {"HLS.L30.T51SUS.2020077T022312.v2.0.B05.tif", "", 0, ROLE_NIR, "B05"},
		      {"LE07_L1TP_119038_20000317_20200918_02_T1_B6_VCID_1.TIF", "", 0, ROLE_THERMAL, "B6"}));
	CHECK(STACKED("x.tif", {NULL, "SR_B5", 0, ROLE_NIR, "SR_B5"}, {NULL, "SR_B6", 0, ROLE_SWIR1, NULL}, {NULL, "SR_B7", 0, ROLE_SWIR2, NULL}));
	CHECK(STACKED("x.tif", {NULL, "SR_B4", 0, ROLE_NIR, "SR_B4"}, {NULL, "SR_B5", 0, ROLE_SWIR1, NULL}, {NULL, "SR_B7", 0, ROLE_SWIR2, NULL}));
	/* of which sensor? not guessed */
	CHECK(SINGLES({"x_B4.tif", "", 0, ROLE_OTHER, "B4"}, {"x_B5.tif", "", 0, ROLE_OTHER, "B5"}));
	CHECK(STACKED("x.tif", {NULL, "SR_B5", 0, ROLE_OTHER, "SR_B5"}));
}

static void other(void)
{
	CHECK(STACKED("2000TM", {NULL, "Resize (ETM+ Meta (Band 1):L71119038_03820000317_MTL.txt)", .4825, ROLE_BLUE, "band 1"},
		      {NULL, "Resize (ETM+ Meta (Band 2):L71119038_03820000317_MTL.txt)", .565, ROLE_GREEN, "band 2"},
		      {NULL, "", .66, ROLE_RED, "band 3"}, {NULL, "", .825, ROLE_NIR, NULL},
		      {NULL, "", 1.65, ROLE_SWIR1, NULL}, {NULL, "", 2.22, ROLE_SWIR2, NULL}));
	CHECK(SINGLES({"red.tif", "", 0, ROLE_RED, "red"}, {"site-nir.tif", "", 0, ROLE_NIR, NULL}, {"red_river.tif", "", 0, ROLE_OTHER, NULL},
		      {"red_edge.tif", "", 0, ROLE_EDGE, NULL},
		      {"s1a-iw-grd-vv-20180102t170509-20180102t170534-019977-02206d-001.tiff", "", 0, ROLE_VV, NULL},
		      {"x.tif", "Sigma0_VH_db", 0, ROLE_VH, "Sigma0_VH_db"}));
	CHECK(STACKED("20180102_170509_1038_3B_AnalyticMS_8b.tif", {NULL, "coastal_blue", 0, ROLE_BLUE, NULL},
		      {NULL, "rededge", 0, ROLE_EDGE, NULL}, {NULL, "nir", 0, ROLE_NIR, NULL},
		      {NULL, "yellow", 0, ROLE_OTHER, "yellow"}));
	CHECK(STACKED("20180102_170509_1038_3B_AnalyticMS.tif", {NULL, "", 0, ROLE_OTHER, "band 1"}, {NULL, "", 0, ROLE_OTHER, "band 2"}));
	CHECK(STACKED("20180102_170509_1038_3B_udm2.tif", {NULL, "", 0, ROLE_QUALITY, NULL}, {NULL, "", 0, ROLE_OTHER, NULL}));
	CHECK(out[0].kind == QUALITY_UDM && out[1].drop);
}

TESTS({"Sentinel-2", sentinel_2}, {"Landsat", landsat}, {"other", other})
