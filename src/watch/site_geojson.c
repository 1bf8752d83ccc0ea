/* Polygons out of GeoJSON (RFC 7946). */
#include "base/json.h"
#include "watch/site.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct reading {
	const char *name;
	struct arena *a;
	struct watch_site *out;
	size_t room, points;
	char path[256];            /* where we are: "features[2].geometry.coordinates[0]" */
	struct error *e;
};

static size_t step(struct reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* One step down in the path; returns how long it was, for going back up. */
static size_t step(struct reading *r, const char *fmt, ...)
{
	size_t was = strlen(r->path);
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(r->path + was, sizeof r->path - was, fmt, ap);
	va_end(ap);
	return was;
}

static enum status fault(struct reading *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static enum status fault(struct reading *r, const char *fmt, ...)
{
	const char *path = r->path[0] == '.' ? r->path + 1 : r->path;
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return error_at(r->e, ST_DATA, (struct place){.file = r->name}, "%s%s%s", path, *path ? ": " : "", text);
}

static const char *kind_of(const json_t *v)
{
	switch (v ? json_typeof(v) : JSON_NULL) {
	case JSON_OBJECT: return "an object";
	case JSON_ARRAY: return "an array";
	case JSON_STRING: return "a text";
	case JSON_INTEGER: case JSON_REAL: return "a number";
	case JSON_TRUE: case JSON_FALSE: return "true or false";
	default: return v ? "null" : "nothing";
	}
}

static enum status position(struct reading *r, const json_t *v, double out[2])
{
	if (!json_is_array(v) || json_array_size(v) < 2)
		return fault(r, "found %s, expected a position: longitude and latitude in an array", json_is_array(v) ? "a shorter "
			     "array" : kind_of(v));
	for (size_t c = 0; c < 2; c++) {
		const json_t *x = json_array_get(v, c);

		if (!json_is_number(x))
			return fault(r, "found %s, expected a number", kind_of(x));
		out[c] = json_number_value(x);
	}
	if (!(fabs(out[0]) <= 180) || !(fabs(out[1]) <= 90))
		return fault(r, "found %g, %g, expected degrees: a longitude from -180 to 180, then a latitude from -90 to 90", out[0], out[1]);
	return ST_OK;
}

static enum status ring(struct reading *r, const json_t *v, struct site_ring *out)
{
	size_t n = json_is_array(v) ? json_array_size(v) : 0;

	if (!json_is_array(v))
		return fault(r, "found %s, expected an array of positions", kind_of(v));
	if (n < 4)
		return fault(r, "found %zu positions, expected a ring of four at least, the last the same as the first", n);
	if (n > SITE_POINTS - r->points)
		return fault(r, "found more than %d positions in all", (int)SITE_POINTS);
	r->points += n;
	out->lonlat = arena_array(r->a, n, sizeof *out->lonlat);
	if (!out->lonlat)
		return error_memory(r->e);
	for (size_t i = 0; i < n; i++) {
		size_t was = step(r, "[%zu]", i);
		enum status st = position(r, json_array_get(v, i), out->lonlat[i]);

		if (st)
			return st;
		r->path[was] = 0;
	}
	if (out->lonlat[0][0] != out->lonlat[n - 1][0] || out->lonlat[0][1] != out->lonlat[n - 1][1])
		return fault(r, "found a ring that is not closed, expected the last position to be the first again");
	out->n = n - 1;
	return ST_OK;
}

static enum status polygon_room(struct reading *r)
{
	struct site_polygon *fresh;

	if (r->out->n == SITE_POLYGONS)
		return fault(r, "found more than %d polygons", (int)SITE_POLYGONS);
	if (r->out->n < r->room)
		return ST_OK;
	r->room = r->room ? 2 * r->room : 8;
	fresh = arena_array(r->a, r->room, sizeof *fresh);
	if (!fresh)
		return error_memory(r->e);
	if (r->out->n)
		memcpy(fresh, r->out->polygon, r->out->n * sizeof *fresh);
	r->out->polygon = fresh;
	return ST_OK;
}

static enum status polygon(struct reading *r, const json_t *v)
{
	struct site_polygon p = {0};
	enum status st;

	if (!json_is_array(v) || !json_array_size(v))
		return fault(r, "found %s, expected an array of rings", json_is_array(v) ? "an empty array" : kind_of(v));
	st = polygon_room(r);
	if (st)
		return st;
	p.n = json_array_size(v);
	p.ring = arena_array(r->a, p.n, sizeof *p.ring);
	if (!p.ring)
		return error_memory(r->e);
	for (size_t i = 0; i < p.n; i++) {
		size_t was = step(r, "[%zu]", i);

		st = ring(r, json_array_get(v, i), &p.ring[i]);
		if (st)
			return st;
		r->path[was] = 0;
	}
	r->out->polygon[r->out->n++] = p;
	return ST_OK;
}

static enum status object(struct reading *r, const json_t *v, unsigned depth);

/* Every element of an array member, each an object. */
static enum status objects(struct reading *r, const json_t *v, const char *member, unsigned depth)
{
	const json_t *list = json_object_get(v, member);
	size_t was = step(r, ".%s", member);

	if (!json_is_array(list))
		return fault(r, "found %s, expected an array", kind_of(list));
	for (size_t i = 0; i < json_array_size(list); i++) {
		size_t here = step(r, "[%zu]", i);
		enum status st = object(r, json_array_get(list, i), depth + 1);

		if (st)
			return st;
		r->path[here] = 0;
	}
	r->path[was] = 0;
	return ST_OK;
}

static enum status polygons(struct reading *r, const json_t *v, bool several)
{
	const json_t *list = json_object_get(v, "coordinates");
	size_t was = step(r, ".coordinates");
	enum status st = ST_OK;

	if (!several) {
		st = polygon(r, list);
	} else if (!json_is_array(list)) {
		return fault(r, "found %s, expected an array of polygons", kind_of(list));
	} else {
		for (size_t i = 0; i < json_array_size(list) && !st; i++) {
			size_t here = step(r, "[%zu]", i);

			st = polygon(r, json_array_get(list, i));
			if (!st)
				r->path[here] = 0;
		}
	}
	if (!st)
		r->path[was] = 0;
	return st;
}

static enum status object(struct reading *r, const json_t *v, unsigned depth)
{
	const char *type = json_string_value(json_object_get(v, "type"));

	if (!json_is_object(v) || !type)
		return fault(r, "found %s, expected a GeoJSON object with a \"type\"", json_is_object(v) ? "an object without one" : kind_of(v));
	if (depth > 8)
		return fault(r, "found collections within collections, deeper than eight");
	if (!strcmp(type, "FeatureCollection"))
		return objects(r, v, "features", depth);
	if (!strcmp(type, "GeometryCollection"))
		return objects(r, v, "geometries", depth);
	if (!strcmp(type, "Feature")) {
		size_t was = step(r, ".geometry");
		enum status st = object(r, json_object_get(v, "geometry"), depth + 1);

		if (!st)
			r->path[was] = 0;
		return st;
	}
	if (!strcmp(type, "Polygon") || !strcmp(type, "MultiPolygon"))
		return polygons(r, v, *type == 'M');
	if (!strcmp(type, "Point") || !strcmp(type, "MultiPoint"))
		return fault(r, "found a %s, which has no extent; expected a Polygon or MultiPolygon; a point with a radius is given as "
			     "LON,LAT,RADIUS", type);
	return fault(r, "found \"%.40s\", expected a Polygon or MultiPolygon, alone, in a Feature or in a collection", type);
}

/* GeoJSON of before RFC 7946 could name another CRS; only degrees of WGS 84 are read. */
static enum status crs(struct reading *r, const json_t *v)
{
	const json_t *crs = json_object_get(v, "crs");
	const char *name = json_string_value(json_object_get(json_object_get(crs, "properties"), "name"));

	if (!crs || json_is_null(crs))
		return ST_OK;
	if (name && (strstr(name, "CRS84") || !strcmp(name, "EPSG:4326") || strstr(name, "EPSG::4326")))
		return ST_OK;
	return fault(r, "crs: found %s%.80s, expected degrees of WGS 84 (RFC 7946)", name ? "" : "another than by name", name ? name : "");
}

static void bounds(struct watch_site *s)
{
	s->west = s->south = INFINITY;
	s->east = s->north = -INFINITY;
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->polygon[i].n; k++)
			for (size_t v = 0; v < s->polygon[i].ring[k].n; v++) {
				const double *p = s->polygon[i].ring[k].lonlat[v];

				s->west = fmin(s->west, p[0]);
				s->east = fmax(s->east, p[0]);
				s->south = fmin(s->south, p[1]);
				s->north = fmax(s->north, p[1]);
			}
}

enum status site_read_geojson(const char *text, size_t n, const char *name, struct arena *a, struct watch_site *out, struct error *e)
{
	struct reading r = {.name = name, .a = a, .out = out, .e = e};
	json_t *v = NULL;
	enum status st;

	*out = (struct watch_site){.name = name};
	if (n > SITE_BYTES)
		return error_at(e, ST_DATA, (struct place){.file = name}, "found %zu bytes, expected GeoJSON of %d at most", n, (int)SITE_BYTES);
	st = json_read(text, n, name, &v, e);
	if (st)
		return st;
	st = crs(&r, v);
	if (!st)
		st = object(&r, v, 0);
	json_decref(v);
	if (!st && !out->n)
		st = fault(&r, "found no polygon, expected one at least");
	if (!st)
		bounds(out);
	return st;
}
