/* Pictures of a made result; ONUS_PICTURES=DIR keeps them to be looked at. */
#include "check.h"
#include "report/watch_page.h"
#include "watch/words.h"
#include "watch_made.h"

#include <cairo.h>
#include <stdlib.h>

static struct made m;
static struct preview image[2];
static struct preview_colours colours;
static struct preview_stretch stretch;

/* Fields, a road, a block of houses, later one more; the last rows have no value. */
static void paint(uint32_t width, uint32_t height, uint32_t side, struct arena *a)
{
	for (int d = 0; d < 2; d++) {
		float *row = malloc(width * 3 * sizeof *row);
		struct error e;

		CHECK(row && !preview_begin(width, height, 3, side, a, &image[d], &e));
		for (uint32_t y = 0; y < height; y++) {
			const float *plane[3] = {row, row + width, row + 2 * width};

			for (uint32_t x = 0; x < width; x++) {
				float field = (float)(40 + 17 * ((x * 7 / width) * 3 % 5) + 11 * ((y * 6 / height) * 2 % 5)), bright = 0;

				if (d && x * 100 / width >= 60 && x * 100 / width < 70 && y * 80 / height >= 40 && y * 80 / height < 60)
					bright = 110;
				if (!d && x * 100 / width >= 10 && x * 100 / width < 30 && y * 80 / height >= 10 && y * 80 / height < 20)
					bright = -25;
				if (x * 100 / width == 50)
					bright = 90;
				for (uint32_t k = 0; k < 3; k++)
					row[k * width + x] = y * 80 / height > 77 ? NAN : field + bright + (float)(10 * k) + (float)((x * 31 + y * 17 + k * 5) % 13);
			}
			preview_rows(&image[d], y, 1, width, plane, width);
		}
		preview_end(&image[d]);
		free(row);
	}
}

static struct watch_pictured pictured(void)
{
	return (struct watch_pictured){&m.r, 0, 1, {&image[0], &image[1]}, &colours, &stretch};
}

static void keep_as(const char *name, const char *type, const struct buf *png)
{
	const char *dir = getenv("ONUS_PICTURES");
	char path[4096];
	FILE *f;

	if (!dir)
		return;
	(void)snprintf(path, sizeof path, "%s/%s.%s", dir, name, type);
	if ((f = fopen(path, "wb"))) {
		(void)fwrite(png->bytes, 1, png->len, f);
		(void)fclose(f);
	}
}

static void keep(const char *name, const struct buf *png) { keep_as(name, "png", png); }

static void begin(uint32_t width, uint32_t height, uint32_t side, struct arena *a)
{
	struct error e;

	made(&m);
	paint(width, height, side, a);
	CHECK(!preview_colours(&m.scene[0], a, &colours, &e));
	CHECK(!preview_stretch(&image[0], &image[1], false, &stretch, &e));
}

static unsigned number(const struct buf *png, size_t at)
{
	const unsigned char *p = (const unsigned char *)png->bytes + at;

	return (unsigned)p[0] << 24 | (unsigned)p[1] << 16 | (unsigned)p[2] << 8 | p[3];
}

static void small(void)
{
	struct arena a = ARENA_INIT;
	struct error e;
	struct buf b = BUF_INIT, c = BUF_INIT;

	begin(100, 80, PREVIEW_SIDE, &a);
	struct watch_pictured x = pictured();

	CHECK_STR(colours.said, "true colour: red B04, green B03, blue B02");
	CHECK(!stretch.apart);
	CHECK(watch_picture_times(100, 80) == 12);
	CHECK(!watch_picture(&x, WATCH_PICTURE_BEFORE, &b, &e));
	keep("before", &b);
	buf_reset(&b);
	CHECK(!watch_picture(&x, WATCH_PICTURE_AFTER, &b, &e));
	keep("after", &b);
	buf_reset(&b);
	CHECK(!watch_picture(&x, WATCH_PICTURE_OVERLAY, &b, &e));
	keep("overlay", &b);
	CHECK(b.len > 1000 && !memcmp(b.bytes, "\x89PNG\r\n", 6) && number(&b, 16) > 1200 && number(&b, 16) < 1400);
	CHECK(!watch_picture(&x, WATCH_PICTURE_OVERLAY, &c, &e));
	CHECK(b.len == c.len && !memcmp(b.bytes, c.bytes, b.len));
	buf_reset(&c);
	CHECK(!watch_picture_plain(&x, 1, 1, &c, &e));
	CHECK(number(&c, 16) == 100 && number(&c, 20) == 80);
	buf_reset(&c);
	CHECK(!watch_picture_plain(&x, 0, 3, &c, &e));
	CHECK(number(&c, 16) == 34 && number(&c, 20) == 27);
	buf_free(&b);
	buf_free(&c);
	arena_free(&a);
}

/* Large: reduced; outlines where they belong all the same. */
static void large(void)
{
	struct arena a = ARENA_INIT;
	struct error e;
	struct buf b = BUF_INIT;

	begin(3300, 2640, PREVIEW_SIDE, &a);
	m.r.grid.width = 3300;
	m.r.grid.height = 2640;
	CHECK(image[0].factor == 3 && image[0].width == 1100 && image[0].height == 880);
	struct watch_pictured x = pictured();

	CHECK(!watch_picture(&x, WATCH_PICTURE_OVERLAY, &b, &e));
	keep("large", &b);
	CHECK(number(&b, 16) < 1700);
	buf_free(&b);
	arena_free(&a);
}

/* Names that want to break out, no CRS, no dates, a strip of an image. */
static void hostile(void)
{
	struct arena a = ARENA_INIT;
	struct error e;
	struct buf b = BUF_INIT;
	char name[600];

	begin(100, 80, PREVIEW_SIDE, &a);
	memset(name, 'W', sizeof name);
	memcpy(name, "a\x01\xff\n\xe2\x80\xae\xec\x82\xac\xeb\xac\xbc ", 14);
	name[599] = 0;
	m.scene[0].name = m.scene[1].name = name;
	m.scene[0].date = m.scene[1].date = NULL;
	m.r.grid = (struct grid){.width = 100, .height = 80, .kind = GRID_PIXELS, .metres_x = 1, .metres_y = 1, .lonlat = {{NAN, NAN}, {NAN, NAN}, {NAN,
			NAN}, {NAN, NAN}}};
	struct watch_pictured x = pictured();

	CHECK(!watch_picture(&x, WATCH_PICTURE_OVERLAY, &b, &e));
	keep("hostile", &b);
	buf_reset(&b);
	paint(4, 300, PREVIEW_SIDE, &a);
	CHECK(!watch_picture(&x, WATCH_PICTURE_BEFORE, &b, &e));
	keep("strip", &b);
	buf_free(&b);
	arena_free(&a);
}

/* Degrees at 60° north: pixels half as wide as high; north to the right. */
static void turned(void)
{
	struct arena a = ARENA_INIT;
	struct error e;
	struct buf b = BUF_INIT;

	begin(100, 80, PREVIEW_SIDE, &a);
	m.r.grid.metres_x = 5;
	m.r.grid.rotation = 30;
	struct watch_pictured x = pictured();

	CHECK(!watch_picture(&x, WATCH_PICTURE_OVERLAY, &b, &e));
	keep("turned", &b);
	buf_free(&b);
	arena_free(&a);
}

/* One page that needs nothing else, with nothing in it that was not escaped. */
static void page(void)
{
	struct arena a = ARENA_INIT;
	struct error e;
	struct buf b = BUF_INIT, c = BUF_INIT;
	struct watch_told t = {.program = "onus 1"};

	begin(100, 80, PREVIEW_SIDE, &a);
	m.scene[1].name = "/home/someone/<script>alert(1)</script>\"x\xff.tif";
	m.warning[0] = "The dates lie in <different> seasons.";
	struct watch_pictured x = pictured();

	CHECK(!watch_page(&x, &t, &b, &e) && !watch_page(&x, &t, &c, &e));
	keep_as("page", "html", &b);
	CHECK(b.len == c.len && !memcmp(b.bytes, c.bytes, b.len));
	CHECK(!strstr(buf_str(&b), "<script>alert") && !strstr(buf_str(&b), "someone") && strstr(buf_str(&b), "script&gt;&quot;x\xEF\xBF\xBD.tif"));
	CHECK(strstr(buf_str(&b), "The dates lie in &lt;different&gt; seasons.") && strstr(buf_str(&b), "script-src 'sha256-"));
	CHECK(strstr(buf_str(&b), "1.8 ha") && strstr(buf_str(&b), "very likely a change (87 %)") && strstr(buf_str(&b), "cloud, cloud shadow"));
	CHECK(!strstr(buf_str(&b), "nan") && !strstr(buf_str(&b), "http://") && !strstr(buf_str(&b), "https://"));
	m.r.n_changes = m.r.n_unseen = 0;
	m.r.unseen_area = m.r.changed_area = 0;
	m.r.calibration.doubt = "The images are too small for that.";
	m.pair.registered = false;
	buf_reset(&b);
	CHECK(!watch_page(&x, &t, &b, &e));
	keep_as("page-none", "html", &b);
	CHECK(strstr(buf_str(&b), "No change was found") && strstr(buf_str(&b), "too small"));
	buf_free(&b);
	buf_free(&c);
	arena_free(&a);
}

static void shades(void)
{
	struct arena a = ARENA_INIT;
	struct error e;
	uint32_t out[4];

	for (int d = 0; d < 2; d++) {
		CHECK(!preview_begin(2, 2, 1, 16, &a, &image[d], &e));
		for (uint32_t i = 0; i < 4; i++)
			image[d].plane[0][i] = (float)(i * 10 + (d ? 100000 : 0));
	}
	CHECK(!preview_stretch(&image[0], &image[1], false, &stretch, &e) && stretch.apart);
	preview_pixels(&image[0], &stretch, 0, out);
	CHECK(out[0] == 0 && out[3] == 0xffffff);
	image[1].plane[0][0] = NAN;
	for (uint32_t i = 1; i < 4; i++)
		image[1].plane[0][i] = (float)(i * 10);
	CHECK(!preview_stretch(&image[0], &image[1], true, &stretch, &e) && !stretch.apart && stretch.logarithm);
	preview_pixels(&image[1], &stretch, 1, out);
	CHECK(out[0] == PREVIEW_NOTHING && out[3] == 0xffffff);
	image[1].plane[0][2] = -12;
	CHECK(!preview_stretch(&image[0], &image[1], true, &stretch, &e) && !stretch.logarithm);
	for (uint32_t i = 0; i < 4; i++)
		image[0].plane[0][i] = image[1].plane[0][i] = NAN;
	CHECK(!preview_stretch(&image[0], &image[1], false, &stretch, &e) && !stretch.apart);
	CHECK(preview_begin(0, 4, 1, 16, &a, &image[0], &e));
	arena_free(&a);
}

static void rounds(void)
{
	struct arena a = ARENA_INIT;
	struct scene s = {.name = "/home/x/2009/,/home/y/b.tif,c.tif"};

	CHECK_STR(watch_scene_name(&s, &a), "2009, b.tif, c.tif");
	s.name = "//,,";
	CHECK_STR(watch_scene_name(&s, &a), "");
	s.name = NULL;
	CHECK_STR(watch_scene_name(&s, &a), "");

	CHECK(watch_picture_round(730) == 500 && watch_picture_round(4999) == 2000 && watch_picture_round(1) == 1 && watch_picture_round(0) == 1);
	CHECK(fabs(watch_picture_round(0.03) - 0.02) < 1e-12);
	CHECK_STR(watch_area(1800, GRID_PROJECTED, &a), "1,800 m²");
	CHECK_STR(watch_area(18000, GRID_PROJECTED, &a), "1.8 ha");
	CHECK_STR(watch_area(2.44e6, GRID_DEGREES, &a), "2.4 km²");
	CHECK_STR(watch_area(180, GRID_PIXELS, &a), "180 pixels");
	CHECK_STR(watch_area(NAN, GRID_DEGREES, &a), "an area not known");
	arena_free(&a);
}

TESTS({"small", small}, {"large", large}, {"hostile", hostile}, {"turned", turned}, {"page", page}, {"shades", shades}, {"rounds", rounds})
