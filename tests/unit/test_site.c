/* Parts of the ground: what is read, what is refused, which pixels lie in them against a naive test of each pixel's middle. */
#include "base/random.h"
#include "check.h"
#include "envi.h"
#include "watch/scene.h"
#include "watch/site.h"

#include <math.h>

static struct arena a;
static struct error e;
static struct scene s;
static struct watch_site site;

static enum status text(const char *t)
{
	error_clear(&e);
	return site_read(t, &a, &site, &e);
}

static enum status json(const char *t)
{
	error_clear(&e);
	return site_read_geojson(t, strlen(t), "site.geojson", &a, &site, &e);
}

#define SQUARE "[[[15.0, 40.6], [15.002, 40.6], [15.002, 40.602], [15.0, 40.602], [15.0, 40.6]]]"

static void circles(void)
{
	CHECK(text("15.002,40.64,500") == ST_OK && site.circle && site.radius == 500 && site.lon == 15.002);
	CHECK(text("15.002,40.64,500m") == ST_OK && site.radius == 500);
	CHECK(text(" 15.002, 40.64, 1.5 km") == ST_OK && site.radius == 1500);
	CHECK(text("-180,-85,200km") == ST_OK);
	CHECK(text("181,40,500") == ST_USAGE);
	CHECK(text("15,91,500") == ST_USAGE);
	CHECK(text("15,86,500") == ST_USAGE);
	CHECK(text("15,40,0") == ST_USAGE);
	CHECK(text("15,40,-3") == ST_USAGE);
	CHECK(text("15,40,201km") == ST_USAGE);
	CHECK(text("15,40,5 miles") == ST_USAGE);
	CHECK(strstr(e.message, "expected m or km"));
	CHECK(text("nan,40,5") == ST_ENV);
	CHECK(text("0x10,40,5") == ST_ENV);
	CHECK(text("15,40") == ST_ENV);
	CHECK(strstr(e.hint, "LON,LAT,RADIUS"));
}

static void shapes(void)
{
	CHECK(json("{\"type\":\"Polygon\",\"coordinates\":" SQUARE "}") == ST_OK && site.n == 1 && site.polygon[0].n == 1 &&
	      site.polygon[0].ring[0].n == 4);
	CHECK(site.west == 15 && site.north == 40.602);
	CHECK(json("{\"type\":\"MultiPolygon\",\"coordinates\":[" SQUARE "," SQUARE "]}") == ST_OK && site.n == 2);
	CHECK(json("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":null,"
		   "\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":["
		   "{\"type\":\"Polygon\",\"coordinates\":" SQUARE "}]}}]}") == ST_OK && site.n == 1);
	CHECK(json("{\"type\":\"Polygon\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},"
		   "\"coordinates\":" SQUARE "}") == ST_OK);
}

static bool bad(const char *t, const char *why)
{
	if (json(t) == ST_DATA && strstr(e.message, why) && !strncmp(e.where, "site.geojson", 12))
		return true;
	(void)fprintf(stderr, "%s: %s\n", t, e.message);
	return false;
}

static void refused(void)
{
	CHECK(bad("", "not valid JSON"));
	CHECK(bad("{\"type\":\n\"Polygon\",", "not valid JSON"));
	CHECK(strstr(e.where, "site.geojson:2"));
	CHECK(bad("[]", "found an array, expected a GeoJSON object"));
	CHECK(bad("{\"type\":3}", "an object without one"));
	CHECK(bad("{\"type\":\"Point\",\"coordinates\":[1,2]}", "LON,LAT,RADIUS"));
	CHECK(bad("{\"type\":\"LineString\",\"coordinates\":[]}", "found \"LineString\""));
	CHECK(bad("{\"type\":\"Feature\",\"geometry\":null}", "geometry: found null"));
	CHECK(bad("{\"type\":\"FeatureCollection\",\"features\":[]}", "no polygon"));
	CHECK(bad("{\"type\":\"Polygon\",\"coordinates\":[]}", "coordinates: found an empty array"));
	CHECK(bad("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[2,2],[1,2]]]}", "coordinates[0]: found 3 positions"));
	CHECK(bad("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[2,2],[2,3],[1,2.5]]]}", "not closed"));
	CHECK(bad("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\","
		  "\"coordinates\":[[[[1,2],[2,2],[2,95],[1,2]]]]}}]}",
		  "features[0].geometry.coordinates[0][0][2]: found 2, 95"));
	CHECK(bad("{\"type\":\"Polygon\",\"coordinates\":[[[500000,4500000],[2,2],[2,3],[1,2.5]]]}", "expected degrees"));
	CHECK(bad("{\"type\":\"Polygon\",\"coordinates\":[[[\"1\",2],[2,2],[2,3],[1,2.5]]]}", "found a text"));
	CHECK(bad("{\"type\":\"Polygon\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:32633\"}},\"coordinates\":" SQUARE "}",
		  "EPSG:32633"));
}

static void placed(void)
{
	uint8_t *row;
	double share;

	envi_begin();
	envi_write("x.img", &(struct envi){.width = 200, .height = 150, .bands = 1, .type = 1, .map = "UTM, 1, 1, 500000, 4500000, 10, 10, 33, "
					   "North, WGS-84"});
	envi_write("bare.img", &(struct envi){.width = 20, .height = 15, .bands = 1, .type = 1});
	CHECK(scene_open(envi_path("bare.img"), NULL, &a, &s, &e) == ST_OK && text("15.01,40.64,300") == ST_OK);
	CHECK(site_place(&site, &s.grid, s.raster, &a, &e) == ST_DATA && strstr(e.message, "does not say where it lies"));
	scene_close(&s);
	CHECK(scene_open(envi_path("x.img"), NULL, &a, &s, &e) == ST_OK);
	CHECK(text("15.011,40.643,300") == ST_OK && site_place(&site, &s.grid, s.raster, &a, &e) == ST_OK);
	share = (double)site.pixels * 100 / (3.14159265 * 300 * 300);
	CHECK(fabs(share - 1) < .01 && !site.cut && site.part.width >= 59 && site.part.width <= 61 && site.part.height >= 59 &&
	      site.part.height <= 61);
	/* every pixel by itself, against the distance from the middle */
	row = arena_alloc(&a, (size_t)site.part.width * site.part.height);
	site_rows(&site, site.part.y, site.part.height, row);
	for (uint32_t y = 0; y < site.part.height; y++)
		for (uint32_t x = 0; x < site.part.width; x++) {
			double lon, lat, d;

			grid_lonlat(&s.grid, site.part.x + x + .5, site.part.y + y + .5, &lon, &lat);
			d = hypot((lon - 15.011) * 84564.2, (lat - 40.643) * 111044.6); /* metres a degree there */
			CHECK(fabs(d - 300) < 2 || (row[y * site.part.width + x] == 1) == (d < 300));
		}
	CHECK(text("15.011,40.643,3") == ST_OK && (site_place(&site, &s.grid, s.raster, &a, &e) == ST_OK ||
						   strstr(e.message, "smaller than a pixel")));
	CHECK(text("16.011,40.643,300") == ST_OK && site_place(&site, &s.grid, s.raster, &a, &e) == ST_DATA);
	CHECK(strstr(e.message, "lies outside the image") && strstr(e.message, "the site from 16.00"));
	CHECK(text("15.0,40.643,300") == ST_OK && site_place(&site, &s.grid, s.raster, &a, &e) == ST_OK && site.cut && site.part.x == 0);
	CHECK(text("15.011,40.643,100km") == ST_OK && site_place(&site, &s.grid, s.raster, &a, &e) == ST_OK && site.cut && site.pixels == 30000);
}

/* Random polygons with holes, drawn in pixels: against each pixel's middle by itself. */
static bool naive(double x, double y)
{
	for (size_t i = 0; i < site.n; i++) {
		bool in = false;

		for (size_t k = 0; k < site.polygon[i].n; k++) {
			const struct site_ring *r = &site.polygon[i].ring[k];

			for (size_t v = 0; v < r->n; v++) {
				const double *p = r->pixel[v], *q = r->pixel[(v + 1) % r->n];

				if ((p[1] > y) != (q[1] > y) && x < p[0] + (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1]))
					in = !in;
			}
		}
		if (in)
			return true;
	}
	return false;
}

static void random_polygons(void)
{
	const uint64_t seed = 20261130;
	struct random r = random_start(seed, 0);

	(void)printf("seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 60; round++) {
		char t[8192];
		size_t at = (size_t)snprintf(t, sizeof t, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
		unsigned n = 1 + (unsigned)(random_unit(&r) * 4);
		uint8_t *rows;
		uint64_t count = 0;

		for (unsigned i = 0; i < n; i++) {
			unsigned rings = 1 + (unsigned)(random_unit(&r) * 3);

			at += (size_t)snprintf(t + at, sizeof t - at, "%s[", i ? "," : "");
			for (unsigned k = 0; k < rings; k++) {
				unsigned points = 3 + (unsigned)(random_unit(&r) * 6);
				double first[2] = {0, 0};

				at += (size_t)snprintf(t + at, sizeof t - at, "%s[", k ? "," : "");
				for (unsigned v = 0; v < points; v++) {
					double p[2] = {14.995 + .034 * random_unit(&r), 40.632 + .022 * random_unit(&r)};

					if (!v)
						memcpy(first, p, sizeof p);
					at += (size_t)snprintf(t + at, sizeof t - at, "[%.17g,%.17g],", p[0], p[1]);
				}
				at += (size_t)snprintf(t + at, sizeof t - at, "[%.17g,%.17g]]", first[0], first[1]);
			}
			at += (size_t)snprintf(t + at, sizeof t - at, "]");
		}
		(void)snprintf(t + at, sizeof t - at, "]}");
		CHECK(json(t) == ST_OK);
		CHECK(site_place(&site, &s.grid, s.raster, &a, &e) == ST_OK);
		rows = arena_alloc(&a, (size_t)site.part.width * site.part.height);
		for (uint32_t y = 0; y < site.part.height; y += 7) /* a few rows at a time, as the caller does */
			site_rows(&site, site.part.y + y, site.part.height - y < 7 ? site.part.height - y : 7, rows + (size_t)y * site.part.width);
		for (uint32_t y = 0; y < 150; y++)
			for (uint32_t x = 0; x < 200; x++) {
				bool in_part = x >= site.part.x && x < site.part.x + site.part.width && y >= site.part.y &&
						y < site.part.y + site.part.height;
				uint8_t got = in_part ? rows[(size_t)(y - site.part.y) * site.part.width + (x - site.part.x)] : 0;

				CHECK(got == (naive(x + .5, y + .5) ? 1 : 0));
				count += got;
			}
		CHECK(count == site.pixels);
	}
	scene_close(&s);
	arena_free(&a);
	envi_end();
}

TESTS({"circles", circles}, {"shapes", shapes}, {"refused", refused}, {"placed", placed}, {"random polygons", random_polygons})
