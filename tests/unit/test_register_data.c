/* The pair of Sentinel-2 pictures whose displacement another program measured. Skipped where the data is not. */
#include "watch/register.h"

#include "check.h"

#include <math.h>
#include <unistd.h>

#define FOLDER SOURCE_ROOT "/../shared/data/images/coreg_arosics/"
#define FIRST FOLDER "ref_S2A_20160608T153121_T33UUU_sub.jp2"
#define SECOND FOLDER "tgt_S2A_20160529T153631_T33UUU_sub.jp2"

static void pair(void)
{
	struct arena a = ARENA_INIT;
	struct registration r = {0};
	struct error e = {0};
	struct scene s[2];
	struct view *v[2];
	enum status st = ST_OK;
	bool good;

	for (int i = 0; i < 2 && !st; i++) {
		st = scene_open(i ? SECOND : FIRST, &(struct scene_options){0}, &a, &s[i], &e);
		st = st ? st : view_open(&s[i], &s[0].grid, 0, s[0].grid.width, 64, NULL, &a, &v[i], &e);
	}
	if (!st)
		st = register_views(v[0], v[1], &s[0].grid, s[0].n, &(struct register_options){.threads = 2}, &a, &r, &e);
	(void)printf("%s%.4f %.4f, rmse %.3f, %zu of %zu windows\n", st ? e.message : "", r.dx, r.dy, r.rmse_px, r.used, r.windows);
	good = !st && fabs(r.dx - 0.60) < 0.1 && fabs(r.dy + 1.74) < 0.1 && r.used > 180 && r.rmse_px < 0.1;
	for (int i = 0; i < 2 && !st; i++) {
		view_close(v[i]);
		scene_close(&s[i]);
	}
	arena_free(&a);
	CHECK(good);
}

static const struct test tests[] = {{"pair", pair}};

int main(void)
{
	if (access(FIRST, R_OK) != 0)
		return 77;
	tests[0].run();
	(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", tests[0].name);
	return check_failed;
}
