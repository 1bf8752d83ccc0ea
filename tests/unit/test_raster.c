/* Rasters that the test writes byte by byte, and what comes back of them. */
#include "watch/raster_work.h"

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

static void begin(void) { CHECK(make_dir()); }
static void end(void) { CHECK(remove_dir()); }

TESTS({"begin", begin}, {"envi", envi}, {"end", end})
