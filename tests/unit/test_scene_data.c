/* Scenes of development data: Landsat in ENVI, Sentinel-2 with three resolutions; skipped where the data are not. */
#include "check.h"
#include "watch/scene.h"

#include <math.h>
#include <unistd.h>

#define DATA SOURCE_ROOT "/../shared/data/images/"

static struct arena a;
static struct error e;

static void taizhou(void)
{
	static const enum scene_role role[] = {ROLE_BLUE, ROLE_GREEN, ROLE_RED, ROLE_NIR, ROLE_SWIR1, ROLE_SWIR2};
	struct scene s[2];

	CHECK(scene_open(DATA "landsat_taizhou/2000TM", NULL, &a, &s[0], &e) == ST_OK);
	CHECK(scene_open(DATA "landsat_taizhou/2003TM", NULL, &a, &s[1], &e) == ST_OK);
	CHECK(scene_agree(s, 2, &e) == ST_OK);
	for (int i = 0; i < 2; i++) {
		CHECK(s[i].n == 6 && s[i].most == 255 && s[i].grid.width == 400 && s[i].grid.kind == GRID_PROJECTED &&
		      fabs(s[i].grid.metres_x - 30) < .2);
		for (int k = 0; k < 6; k++)
			CHECK(s[i].plane[k].role == role[k]);
		CHECK_STR(s[i].date_from, "band name");
	}
	CHECK_STR(s[0].date, "2000-03-17");
	CHECK_STR(s[1].date, "2003-02-06");
	scene_close(&s[0]);
	scene_close(&s[1]);
}

static void oscd(void)
{
	static const struct { const char *folder, *date; unsigned width, height; } want[] = {
		{"rennes/imgs_1", "2015-08-21", 563, 339}, {"rennes/imgs_2", "2017-06-21", 563, 339}, {"saclay_e/imgs_1", "2016-03-15", 688, 639},
		{"saclay_e/imgs_2", "2017-08-29", 679, 631}, {"norcia/imgs_1", "2015-07-11", 385, 241}, {"norcia/imgs_2", "2017-10-18", 385, 241},
	};

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		char path[512];
		struct scene s;

		(void)snprintf(path, sizeof path, "%soscd/%s", DATA, want[i].folder);
		CHECK(scene_open(path, NULL, &a, &s, &e) == ST_OK);
		CHECK(s.n == 10 && s.n_left == 3 && s.grid.width == want[i].width && s.grid.height == want[i].height && s.grid.kind == GRID_DEGREES);
		CHECK_STR(s.plane[6].name, "B08");
		CHECK_STR(s.plane[7].name, "B8A");
		CHECK_STR(s.date, want[i].date);
		CHECK_STR(s.date_from, "dates.txt");
		/* sizes are rounded, so that one to two is not exact, but the last pixel ends where the image does */
		CHECK(fabs(s.plane[3].scale_x - .5) < .003 && fabs(s.plane[3].scale_x * s.grid.width - round(s.plane[3].scale_x * s.grid.width)) < 1e-6);
		scene_close(&s);
	}
	arena_free(&a);
}

/* JPEG 2000 with the day in the name; both in one folder are two dates. */
static void arosics(void)
{
	struct scene s;

	CHECK(scene_open(DATA "coreg_arosics/ref_S2A_20160608T153121_T33UUU_sub.jp2", NULL, &a, &s, &e) == ST_OK);
	CHECK(s.n == 1 && s.grid.width == 2400 && s.grid.height == 3200 && fabs(s.grid.metres_x - 10) < .1);
	CHECK_STR(s.date, "2016-06-08");
	scene_close(&s);
	CHECK(scene_open(DATA "coreg_arosics", NULL, &a, &s, &e) == ST_DATA && strstr(e.message, "a scene is one date"));
	arena_free(&a);
}

static void both(void)
{
	taizhou();
	if (!check_failed)
		oscd();
	if (!check_failed)
		arosics();
}

int main(void)
{
	if (access(DATA "oscd", R_OK) || access(DATA "landsat_taizhou", R_OK) || access(DATA "coreg_arosics", R_OK))
		return 77;
	both();
	(void)printf("%s scenes of the data\n", check_failed ? "FAIL" : "ok  ");
	return check_failed;
}
