#include "watch/watch_case.h"

#include "exchange/filing.h"
#include "store/model.h"
#include "watch/case_parts.h"
#include "watch/grid.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* --- images ------------------------------------------------------------------------------------------------------ */

static bool has(const struct strs *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i], id))
			return true;
	return false;
}

static int by_name(const void *p, const void *q)
{
	const struct exhibit *const *x = p, *const *y = q;
	int c = strcmp((*x)->name ? (*x)->name : "", (*y)->name ? (*y)->name : "");

	return c ? c : strcmp((*x)->id, (*y)->id);
}

/* What stands beside an image's pixels; whether it is named after all of the file's name ("2009TM.hdr", "a.tif.aux.xml") or its stem ("a.tfw"). */
static const struct { const char *end; bool whole; } beside[] = {{".hdr", true}, {".aux.xml", true}, {".ovr", true}, {".msk", true}, {".prj", false},
	{".tfw", false}, {".tifw", false}, {".jgw", false}, {".pgw", false}, {".j2w", false}, {".wld", false}};

/* Index into beside, or -1. */
static int sidecar(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		if (n > strlen(beside[i].end) && !strcasecmp(name + n - strlen(beside[i].end), beside[i].end))
			return (int)i;
	return -1;
}

/* Bytes are one exhibit under one name, however many images they stand beside: two dates may have the same header. Where an image is one file, what
 * stands beside it is named after it. */
static enum status name_sidecars(struct watch_case_image *x, struct arena *a, struct error *e)
{
	const char *pixels = NULL;
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++)
		if (sidecar(x->file[i].name) < 0) {
			pixels = x->file[i].name;
			n++;
		}
	for (size_t i = 0; n == 1 && i < x->n; i++) {
		int k = sidecar(x->file[i].name);
		const char *dot = strrchr(pixels, '.'), *end = k < 0 ? NULL : x->file[i].name + strlen(x->file[i].name) - strlen(beside[k].end);
		size_t stem = dot && dot > pixels ? (size_t)(dot - pixels) : strlen(pixels), base = end ? (size_t)(end - x->file[i].name) : 0;
		bool fits = end && (base == stem || base == strlen(pixels)) && !strncmp(x->file[i].name, pixels, base);

		if (!end || fits)
			continue;
		x->file[i].name = arena_printf(a, "%.*s%s", (int)(beside[k].whole ? strlen(pixels) : stem), pixels, end);
		if (!x->file[i].name)
			return error_memory(e);
	}
	return ST_OK;
}

/* The image's exhibits, under the names that they were added with: a header beside its pixels is found by these. */
static enum status find_files(struct store *st, const struct model *m, struct arena *a, struct watch_case_image *out, struct error *e)
{
	const struct exhibit **v = arena_array(a, m->n_exhibits + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; v && i < m->n_exhibits; i++)
		if (has(&m->exhibits[i].sources, out->source))
			v[n++] = &m->exhibits[i];
	if (v && n > 1)
		qsort(v, n, sizeof *v, by_name);
	out->file = arena_array(a, n + 1, sizeof *out->file);
	out->sha256 = arena_array(a, n + 1, sizeof *out->sha256);
	if (!v || !out->file || !out->sha256)
		return error_memory(e);
	for (size_t i = 0; i < n; i++) {
		struct sha256 hash;
		char *path;
		enum status s = sha256_parse(v[i]->id, &hash) ? store_kept_path(st, &hash, &path, e) : error_set(e, ST_DATA, "%s is no hash", v[i]->id);

		if (s)
			return s;
		out->sha256[i] = v[i]->id;
		out->file[i] = (struct raster_file){v[i]->name ? v[i]->name : v[i]->id, arena_strdup(a, path)};
		free(path);
		if (!out->file[i].path)
			return error_memory(e);
	}
	out->n = n;
	return name_sidecars(out, a, e);
}

static const struct when *taken(const struct site_image *x, const struct source *s)
{
	return x->date.text ? &x->date : s->data_date.text ? &s->data_date : &s->date;
}

static int by_date(const void *p, const void *q)
{
	const struct watch_case_image *x = p, *y = q;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return strcmp(x->source, y->source);
}

/* --- the ground -------------------------------------------------------------------------------------------------- */

/* A circle around all points, as far as they may be off; the first one's place counts degrees. */
static enum status ground_of(const struct site *s, struct arena *a, const char **out, struct error *e)
{
	double lon = 0, lat = 0, radius = 0;
	bool known = false;

	*out = NULL;
	for (size_t i = 0; i < s->n_points; i++) {
		known |= s->points[i].radius > 0;
		lon += remainder(s->points[i].lon - s->points[0].lon, 360) / (double)s->n_points;
		lat += s->points[i].lat / (double)s->n_points;
	}
	if (!known)
		return ST_OK;
	lon = remainder(lon + s->points[0].lon, 360);
	for (size_t i = 0; i < s->n_points; i++) {
		const double middle[2] = {lon, lat}, point[2] = {s->points[i].lon, s->points[i].lat};

		radius = fmax(radius, grid_apart(middle, point) + (s->points[i].radius > 0 ? s->points[i].radius : 0));
	}
	*out = arena_printf(a, "%.7f,%.7f,%.0f", lon, lat, ceil(radius));
	return *out ? ST_OK : error_memory(e);
}

/* --- the series -------------------------------------------------------------------------------------------------- */

static enum status refuse(const struct watch_case_series *s, const struct site *x, struct error *e)
{
	size_t held = s->n - s->missing;
	enum status st = error_set(e, ST_DATA, "the site %s has %zu image%s that %s dated and in custody; two are needed to compare (series: %zu, not "
				   "dated: %zu, not in custody: %zu)", s->site, held, held == 1 ? "" : "s", held == 1 ? "is" : "are", x->n_series, s->undated,
				   s->missing);

	if (!x->n_series)
		error_hint(e, "say in its script which images show it: series: [SOURCE, …]");
	else if (s->missing)
		for (size_t i = 0; i < s->n; i++)
			if (!s->image[i].n) {
				error_hint(e, "onus add --source %.100s FILE…", s->image[i].source);
				break;
			}
	return st;
}

enum status watch_case_ground(struct store *st, const char *site, struct arena *a, const char **out, struct error *e)
{
	struct model m;
	enum status s = model_load(st, a, &m, e);
	const struct site *x = s ? NULL : model_site(&m, site);

	*out = NULL;
	if (!s && !x)
		s = error_set(e, ST_DATA, "no site of the case is called %.100s", site);
	if (!s)
		s = ground_of(x, a, out, e);
	return s || *out ? s : error_set(e, ST_DATA, "the case says no radius of the site %.100s: say LON,LAT,RADIUS", site);
}

enum status watch_case_series(struct store *st, const char *site, struct arena *a, struct watch_case_series *out, struct error *e)
{
	struct model m;
	enum status s = model_load(st, a, &m, e);
	const struct site *x = s ? NULL : model_site(&m, site);

	*out = (struct watch_case_series){0};
	if (s)
		return s;
	if (!x)
		return error_set(e, ST_DATA, "no site of the case is called %.100s", site);
	out->site = x->id;
	out->name = x->n_names && x->names[0].text ? x->names[0].text : x->id;
	if (!(out->image = arena_array(a, x->n_series + 1, sizeof *out->image)))
		return error_memory(e);
	s = ground_of(x, a, &out->ground, e);
	for (size_t i = 0; !s && i < x->n_series; i++) {
		const struct source *image = x->series[i].source ? model_source(&m, x->series[i].source) : NULL;
		const struct when *w = image ? taken(&x->series[i], image) : NULL;
		struct watch_case_image *v = &out->image[out->n];
		bool twice = false;

		for (size_t k = 0; image && k < out->n; k++)
			twice |= !strcmp(out->image[k].source, image->id);
		if (twice)
			continue;
		if (!w || !w->text || w->e.earliest == EDTF_MIN || w->e.latest == EDTF_MAX) {
			out->undated++;
			continue;
		}
		*v = (struct watch_case_image){.source = image->id, .title = texts_in(&image->title, "en"), .said = w->text, .first = w->e.earliest,
				.last = w->e.latest};
		edtf_format_day(v->first, v->day, sizeof v->day);
		s = find_files(st, &m, a, v, e);
		out->missing += !s && !v->n;
		out->n++;
	}
	if (!s && out->n > 1)
		qsort(out->image, out->n, sizeof *out->image, by_date);
	return s ? s : out->n - out->missing < 2 ? refuse(out, x, e) : ST_OK;
}

enum status watch_case_verify(const struct watch_case_image *x, struct error *e)
{
	enum status s = ST_OK;

	for (size_t i = 0; !s && i < x->n; i++) {
		struct sha256 hash;
		char hex[SHA256_HEX] = "";
		uint64_t size;
		int fd = open(x->file[i].path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

		s = fd < 0 ? error_errno(e, x->file[i].path) : sha256_fd(fd, x->file[i].path, &hash, &size, e);
		if (fd >= 0)
			(void)close(fd);
		if (!s)
			sha256_hex(&hash, hex);
		if (!s && strcmp(hex, x->sha256[i]) != 0)
			s = error_set(e, ST_DATA, "the exhibit %s of %s is not what was taken into custody: its bytes have SHA-256 %s", x->sha256[i], x->source,
					hex);
	}
	return s;
}

/* --- what is new ------------------------------------------------------------------------------------------------- */

json_t *case_parameters(const struct watch_case_series *s, const json_t *parameters)
{
	json_t *list = filing_parameters(parameters);

	if (list && json_array_append_new(list, json_pack("{s:s, s:s}", "name", "of", "value", s->site))) {
		json_decref(list);
		return NULL;
	}
	return list;
}

json_t *case_inputs(const struct watch_case_series *s, size_t before, size_t after)
{
	const size_t which[2] = {before, after};
	json_t *list = json_array();

	for (int d = 0; list && d < 2; d++) {
		const struct watch_case_image *x = &s->image[which[d]];

		for (size_t i = 0; list && i < x->n; i++)
			if (json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "name", x->file[i].name, "sha256", x->sha256[i], "date", x->said,
					"source",
								  x->source))) {
				json_decref(list);
				list = NULL;
			}
	}
	return list;
}

struct comparing { json_t *inputs, *parameters; const json_t *seed; const char *program; struct arena *a; const char *id; bool withdrawn; };

static enum status same_run(void *arg, const char *id, const json_t *body, const char *origin, uint64_t n, struct error *e)
{
	struct comparing *c = arg;
	const json_t *x = json_object_get(body, "analysis"), *seed = json_object_get(x, "seed");

	(void)origin, (void)n;
	if (c->id || strcmp(json_text(x, "command", ""), case_command) || strcmp(json_text(x, "program", ""), c->program) ||
	    !json_equal(json_object_get(x, "inputs"), c->inputs) ||
	    !json_equal(json_object_get(x, "parameters"), c->parameters) || (seed && c->seed ? !json_equal(seed, c->seed) : seed != c->seed))
		return ST_OK;
	c->id = arena_strdup(c->a, id);
	c->withdrawn = !strcmp(filing_standing(body), "retracted");
	return c->id ? ST_OK : error_memory(e);
}

enum status watch_case_pairs(struct store *st, const struct watch_case_series *s, const char *program, const json_t *parameters, struct arena *a,
			     struct watch_case_pair **out, size_t *n, struct error *e)
{
	size_t before = SIZE_MAX;
	enum status x = ST_OK;

	*n = 0;
	if (!(*out = arena_array(a, s->n + 1, sizeof **out)))
		return error_memory(e);
	for (size_t i = 0; !x && i < s->n; i++) {
		if (!s->image[i].n)
			continue;
		if (before != SIZE_MAX) {
			struct comparing c = {case_inputs(s, before, i), case_parameters(s, parameters), json_object_get(parameters, "seed"), program, a, NULL,
					false};

			x = c.inputs && c.parameters ? store_each(st, KIND_SOURCE, same_run, &c, e) : error_memory(e);
			(*out)[(*n)++] = (struct watch_case_pair){before, i, c.id, c.withdrawn};
			json_decref(c.inputs);
			json_decref(c.parameters);
		}
		before = i;
	}
	return x;
}
