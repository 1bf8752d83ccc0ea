#include "check.h"
#include "report/watch_json.h"
#include "watch/words.h"
#include "watch_made.h"

#include <stdlib.h>

static enum status as_they_are(void *arg, double *xy, size_t n, struct error *e)
{
	double *shift = arg;

	(void)e;
	for (size_t i = 0; shift && i < n; i++) {
		xy[2 * i] += shift[0];
		xy[2 * i] -= xy[2 * i] > 180 ? 360 : 0;
	}
	return ST_OK;
}

static enum status nowhere(void *arg, double *xy, size_t n, struct error *e)
{
	(void)arg, (void)e;
	for (size_t i = 0; i < n; i++)
		xy[2 * i] = NAN;
	return ST_OK;
}

static double number(const json_t *o, const char *member) { return json_number_value(json_object_get(o, member)); }

static void summary(void)
{
	struct made m;
	struct watch_told_file files[] = {{"changes", "changes.geojson"}, {"overlay", "bad\xffname\x01.png"}};
	struct watch_told t = {.program = "onus 1", .file = files, .n_files = 2};
	struct error e;
	struct buf b = BUF_INIT, c = BUF_INIT;

	made(&m);
	json_t *o = watch_json(&m.r, &t, &e), *v, *again = watch_json(&m.r, &t, &e), *back = NULL;

	CHECK(o && again);
	v = json_object_get(o, "registration");
	CHECK(number(v, "dx") == 0.37 && number(v, "dy") == -0.21 && number(v, "rmse_px") == 0.08 && number(v, "windows") == 40);
	CHECK_STR(json_text(o, "method", ""), "irmad");
	CHECK(json_array_size(json_object_get(o, "rho")) == 3 && json_is_true(json_object_get(o, "converged")) && number(o, "iterations") == 12);
	v = json_object_get(o, "calibration");
	CHECK(number(v, "asked") == 0.01 && number(v, "nominal") == 0.061 && number(v, "sample") == 7175 && json_is_null(json_object_get(v,
			"freedom_2")));
	CHECK_STR(json_text(v, "of", ""), "false-alarms");
	CHECK(json_number_value(json_array_get(json_object_get(v, "range"), 1)) == 0.017);
	CHECK(number(o, "changes") == 3 && number(o, "changed_area_m2") == 33400 && number(o, "not_observable_m2") == 82500 && number(o,
			"seen_m2") == 717500);
	CHECK_STR(json_string_value(json_array_get(json_object_get(o, "dates"), 1)), "2016-08-11");
	v = json_array_get(json_object_get(o, "pairs"), 0);
	CHECK(json_array_size(json_object_get(v, "bands")) == 3 && json_is_null(json_object_get(json_array_get(json_object_get(v, "bands"), 2), "gain")));
	CHECK(!json_object_get(o, "seconds"));
	CHECK_STR(json_text(json_object_get(o, "files"), "overlay", ""), "bad\xEF\xBF\xBDname\xEF\xBF\xBD.png");
	v = json_array_get(json_object_get(o, "found"), 1);
	CHECK_STR(json_text(v, "words", ""), "very likely");
	CHECK_STR(json_text(v, "direction", ""), "brighter");
	CHECK(json_array_size(json_object_get(v, "before")) == 3);
	CHECK(fabs(json_number_value(json_array_get(json_object_get(v, "middle"), 0)) - 129.5065) < 1e-9);
	CHECK(!watch_json_text(o, &b, &e) && !watch_json_text(again, &c, &e));
	CHECK_STR(buf_str(&b), buf_str(&c));
	CHECK(!strstr(buf_str(&b), "nan") && !strstr(buf_str(&b), "inf"));
	CHECK(!json_read(buf_str(&b), b.len, "answer", &back, &e));
	json_decref(back);
	json_decref(o);
	json_decref(again);
	t.timings = true;
	o = watch_json(&m.r, &t, &e);
	CHECK(number(json_object_get(o, "seconds"), "decoding_share") == 0.25);
	json_decref(o);
	buf_free(&b);
	buf_free(&c);
}

static void nothing(void)
{
	struct watch_result r = {.n_scenes = 0};
	struct watch_told t = {0};
	struct error e;
	struct buf b = BUF_INIT;
	json_t *o = watch_json(&r, &t, &e), *back = NULL;

	CHECK(o && json_is_false(json_object_get(json_object_get(o, "registration"), "done")));
	CHECK(json_object_get(o, "changed_area_pixels") && !json_object_get(o, "changed_area_m2"));
	json_decref(o);
	CHECK(!watch_geojson_changes(&r, &t, &b, &e));
	CHECK(!json_read(buf_str(&b), b.len, "changes", &back, &e));
	json_decref(back);
	buf_free(&b);
}

/* Twice the area of a ring of a feature. */
static double turned(const json_t *ring)
{
	double sum = 0;

	for (size_t i = 0; i + 1 < json_array_size(ring); i++) {
		const json_t *p = json_array_get(ring, i), *q = json_array_get(ring, i + 1);

		sum += json_number_value(json_array_get(p, 0)) * json_number_value(json_array_get(q, 1)) - json_number_value(json_array_get(q,
				0)) * json_number_value(json_array_get(p, 1));
	}
	return sum;
}

static void degrees(void)
{
	struct made m;
	struct watch_told t = {.program = "onus 1", .degrees = as_they_are};
	struct error e;
	struct buf b = BUF_INIT;
	json_t *o = NULL, *f, *g;

	made(&m);
	CHECK(!watch_geojson_changes(&m.r, &t, &b, &e));
	CHECK(!json_read(buf_str(&b), b.len, "changes", &o, &e));
	CHECK(json_array_size(json_object_get(o, "features")) == 3 && !json_object_get(o, "pixels"));
	f = json_array_get(json_object_get(o, "features"), 0);
	g = json_object_get(json_object_get(f, "geometry"), "coordinates");
	CHECK_STR(json_text(json_object_get(f, "geometry"), "type", ""), "Polygon");
	CHECK(json_array_size(g) == 2 && turned(json_array_get(g, 0)) > 0 && turned(json_array_get(g, 1)) < 0);
	CHECK(strstr(buf_str(&b), "[129.501,42.099]"));
	f = json_object_get(f, "properties");
	CHECK(number(f, "area_m2") == 18000 && number(f, "p") == 1.25e-9);
	CHECK_STR(json_text(f, "from", ""), "2009-05-17");
	CHECK_STR(json_text(f, "words", ""), "almost certain");
	json_decref(o);
	buf_reset(&b);
	t.degrees = nowhere;
	CHECK(!watch_geojson_changes(&m.r, &t, &b, &e) && strstr(buf_str(&b), "\"geometry\":null"));
	buf_free(&b);
}

static void unseen(void)
{
	struct made m;
	struct watch_told t = {.program = "onus 1", .degrees = as_they_are};
	struct error e;
	struct buf b = BUF_INIT;
	json_t *o = NULL, *f;

	made(&m);
	CHECK(!watch_geojson_unseen(&m.r, &t, &b, &e));
	CHECK(!json_read(buf_str(&b), b.len, "unseen", &o, &e));
	f = json_object_get(json_array_get(json_object_get(o, "features"), 0), "properties");
	CHECK(json_array_size(json_object_get(f, "reasons")) == 2);
	CHECK_STR(json_text(f, "date", ""), "2016-08-11");
	json_decref(o);
	buf_free(&b);
}

static void pixels(void)
{
	struct made m;
	struct watch_told t = {.program = "onus 1"};
	struct error e;
	struct buf b = BUF_INIT;
	json_t *o = NULL;

	made(&m);
	m.r.grid.kind = GRID_PIXELS;
	CHECK(!watch_geojson_changes(&m.r, &t, &b, &e));
	CHECK(!json_read(buf_str(&b), b.len, "changes", &o, &e));
	CHECK(json_is_true(json_object_get(o, "pixels")) && json_text(o, "warning", NULL) && strstr(buf_str(&b), "[30,20]") && strstr(buf_str(&b),
			"\"area\":"));
	json_decref(o);
	buf_free(&b);
}

/* A change that lies on both sides of 180°: two polygons, each within its own degrees. */
static void antimeridian(void)
{
	struct made m;
	double shift[] = {180 - 129.5015};
	struct watch_told t = {.program = "onus 1", .degrees = as_they_are, .degrees_arg = shift};
	struct error e;
	struct buf b = BUF_INIT;
	json_t *o = NULL, *g, *p, *c;
	size_t i, k;
	double sum = 0;

	made(&m);
	CHECK(!watch_geojson_changes(&m.r, &t, &b, &e));
	CHECK(!json_read(buf_str(&b), b.len, "changes", &o, &e));
	g = json_object_get(json_array_get(json_object_get(o, "features"), 0), "geometry");
	CHECK_STR(json_text(g, "type", ""), "MultiPolygon");
	g = json_object_get(g, "coordinates");
	CHECK(json_array_size(g) == 2);
	json_array_foreach(g, i, p) {
		double first = json_number_value(json_array_get(json_array_get(json_array_get(p, 0), 0), 0));

		json_array_foreach(json_array_get(p, 0), k, c)
			CHECK(fabs(json_number_value(json_array_get(c, 0))) <= 180 && json_number_value(json_array_get(c, 0)) * first > 0);
		sum += turned(json_array_get(p, 0)) / 2;
	}
	CHECK(fabs(sum - 20e-4 * 10e-4) < 1e-10); /* the outer ring's area is all there */
	json_decref(o);
	buf_free(&b);
}

static void words(void)
{
	struct arena a = ARENA_INIT;

	CHECK_STR(watch_likelihood(0.03), "almost no chance");
	CHECK_STR(watch_likelihood(0.05), "very unlikely");
	CHECK_STR(watch_likelihood(0.3), "unlikely");
	CHECK_STR(watch_likelihood(0.5), "roughly even chance");
	CHECK_STR(watch_likelihood(0.55), "likely");
	CHECK_STR(watch_likelihood(0.9), "very likely");
	CHECK_STR(watch_likelihood(1), "almost certain");
	CHECK_STR(watch_likelihood(NAN), "not judged");
	CHECK_STR(watch_reasons(MASK_CLOUD | MASK_SNOW, &a), "cloud, snow");
	CHECK_STR(watch_reasons(0, &a), "");
	for (int k = WATCH_AUTO; k <= WATCH_HARMONIC; k++)
		CHECK(*watch_method_word((enum watch_method)k) && (k == WATCH_AUTO || *watch_method_said((enum watch_method)k)));
	for (int k = WATCH_UNKNOWN; k <= WATCH_WEAKER; k++)
		CHECK(*watch_direction_word((enum watch_direction)k) && *watch_direction_said((enum watch_direction)k));
	arena_free(&a);
}

TESTS({"summary", summary}, {"no result at all", nothing}, {"degrees", degrees}, {"not observable", unseen}, {"pixels", pixels}, {"antimeridian",
		antimeridian}, {"words", words})
