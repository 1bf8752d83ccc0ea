/* Days out of names and out of lists of dates. */
#include "check.h"
#include "watch/scene_parts.h"

static const char *day(const char *text)
{
	static char out[11];

	return scene_day(text, out) ? out : "none";
}

static void names(void)
{
	CHECK_STR(day("T33TUH_20171018T100031_B01.tif"), "2017-10-18");
	CHECK_STR(day("S2A_MSIL2A_20200229T100031_N0214_R122_T33TUH_20200301T121212.SAFE"), "2020-02-29");
	CHECK_STR(day("LC08_L2SP_119038_20200317_20200822_02_T1_SR_B5.TIF"), "2020-03-17");
	CHECK_STR(day("S1A_IW_GRDH_1SDV_20180102T170509_20180102T170534_019977_02206D_1A2B.tif"), "2018-01-02");
	CHECK_STR(day("20180102_170509_1038_3B_AnalyticMS.tif"), "2018-01-02");
	CHECK_STR(day("site 2016-08-11 before.tif"), "2016-08-11");
	CHECK_STR(day("2016_08_11.tif"), "2016-08-11");
	CHECK_STR(day("scene20160811120000x.tif"), "2016-08-11");
	CHECK_STR(day("Resize (ETM+ Meta (Band 1):L71119038_03820000317_MTL.txt)"), "2000-03-17");
	CHECK_STR(day("LE71190382000077EDC00_B1.tif"), "2000-03-17");
	CHECK_STR(day("LT51190382001366BJC00"), "none");
	CHECK_STR(day("2000TM"), "none");
	CHECK_STR(day("20170229"), "none");
	CHECK_STR(day("20171301"), "none");
	CHECK_STR(day("19690101"), "none");
	CHECK_STR(day("120171018"), "none");
	CHECK_STR(day("2016-08_11"), "none");
	CHECK_STR(day(""), "none");
}

/* Names of before December 2016 hold the day on which the file was made. */
static void processing(void)
{
	const char *tile = "S2A_OPER_MSI_L1C_TL_EPA__20160811T174848_A000262_T33TUH_B01.tif";
	const char *product = "S2A_OPER_PRD_MSIL1C_PDMC_20160812T012345_R122_V20150711T100008_20150711T100008.SAFE";

	CHECK(scene_day_of_processing(tile));
	CHECK_STR(day(tile), "none");
	CHECK(!scene_day_of_processing(product));
	CHECK_STR(day(product), "2015-07-11");
	CHECK(!scene_day_of_processing("T33TUH_20171018T100031_B01.tif"));
}

static const char *given(const char *text)
{
	static char out[32];

	return scene_day_given(text, strlen(text), out) ? out : "none";
}

static void as_given(void)
{
	CHECK_STR(given("20150821"), "2015-08-21");
	CHECK_STR(given("2015-08-21"), "2015-08-21");
	CHECK_STR(given("2015-08-21T10:50:31Z"), "2015-08-21T10:50:31Z");
	CHECK_STR(given("2015-08-21 10:50"), "2015-08-21T10:50:00Z");
	CHECK_STR(given("2015-08-21T10:50:31.123456Z"), "2015-08-21T10:50:31Z");
	CHECK_STR(given("2015-08-32"), "none");
	CHECK_STR(given("2015_08_21"), "none");
	CHECK_STR(given("2015-08-21T25:00"), "none");
	CHECK_STR(given("2015-08-21x"), "none");
	CHECK_STR(given("201508211050"), "none");
	CHECK_STR(given("yesterday"), "none");
}

static char said[32];
static struct error e;

static const char *list(const char *text, const char *key)
{
	struct input in;
	bool found;
	enum status st;

	error_clear(&e);
	input_bytes(text, strlen(text), "dates.txt", &in);
	st = scene_dates(&in, key, said, &found, &e);
	input_close(&in);
	return st == ST_OK ? found ? said : "none" : st == ST_DATA ? "bad" : "?";
}

static void lists(void)
{
	const char *two = "date_1: 20150821\r\ndate_2: 20170621\n";

	CHECK_STR(list(two, "imgs_1"), "2015-08-21");
	CHECK_STR(list(two, "imgs_2"), "2017-06-21");
	CHECK_STR(list(two, "2"), "2017-06-21");
	CHECK_STR(list(two, "imgs_02"), "2017-06-21");
	CHECK_STR(list(two, "imgs_3"), "none");
	CHECK_STR(list(two, "imgs"), "none");
	CHECK_STR(list(two, NULL), "none");
	CHECK_STR(list("before : 2015-08-21T10:50:31Z", "before"), "2015-08-21T10:50:31Z");
	CHECK_STR(list("before : 2015-08-21", "after"), "none");
	CHECK_STR(list("date: 2015-08-21", NULL), "2015-08-21");
	CHECK_STR(list("date: 2015-08-21", "imgs"), "none");
	CHECK_STR(list("words\nmore: words\n", "imgs"), "none");
	CHECK_STR(list("", "imgs"), "none");
	CHECK_STR(list("a: 2015-08-21\n\n a :20150821\n", "a"), "2015-08-21");
	CHECK_STR(list("a: 2015-08-21\na: 2015-08-22\n", "a"), "bad");
	CHECK_STR(e.where, "dates.txt:2");
	CHECK_STR(list("x: 1\na: soon\n", "a"), "bad");
	CHECK_STR(e.where, "dates.txt:2");
	CHECK(strstr(e.message, "found \"soon\", expected a day"));
	CHECK_STR(list("a\xff: 2015-08-21\n", "a"), "bad");
}

static void order(void)
{
	static const char *const sorted[] = {"x_B01.tif", "x_B02.tif", "x_B08.tif", "x_B8A.tif", "x_B09.tif", "x_B10.tif", "x_B12.tif", "a2", "a10",
					     "b"};

	for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
		for (size_t k = 0; k < sizeof sorted / sizeof *sorted; k++) {
			int c = scene_file_order(sorted[i], sorted[k]);

			CHECK(i < k ? c < 0 : i > k ? c > 0 : c == 0);
		}
}

TESTS({"names", names}, {"processing", processing}, {"given", as_given}, {"lists", lists}, {"order", order})
