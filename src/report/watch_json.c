#include "report/watch_json.h"

#include "report/outside.h"
#include "watch/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- values ------------------------------------------------------------------------------------------------------ */

static json_t *real(double x) { return isfinite(x) ? json_real(x) : json_null(); }
static json_t *whole(size_t n) { return json_integer((json_int_t)n); }

/* Text from outside; NULL comes as null. */
static json_t *text(const char *s)
{
	struct buf b = BUF_INIT;
	json_t *v;

	if (!s)
		return json_null();
	outside_whole(s, &b);
	v = buf_ok(&b) ? json_string(buf_str(&b)) : NULL;
	buf_free(&b);
	return v;
}

static json_t *reals(const double *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		(void)json_array_append_new(list, real(v[i]));
	if (json_array_size(list) == n)
		return list;
	json_decref(list);
	return NULL;
}

/* The list if it has all that was meant for it. */
static json_t *complete(json_t *list, size_t n)
{
	if (list && json_array_size(list) == n)
		return list;
	json_decref(list);
	return NULL;
}

static const char *unit(const struct grid *g) { return g->kind == GRID_PIXELS ? "pixels" : "m2"; }

/* --- parts ------------------------------------------------------------------------------------------------------- */

static json_t *registration_json(const struct watch_pair *p)
{
	const struct registration *x = &p->registration;

	if (!p->registered)
		return json_pack("{s:b}", "done", 0);
	return json_pack("{s:b, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:o, s:b, s:o}", "done", 1, "dx", real(x->dx), "dy", real(x->dy), "rmse_px",
			 real(x->rmse_px), "sd_px", real(x->sd_px), "windows", (json_int_t)x->windows, "used", (json_int_t)x->used, "reliability",
			 real(x->reliability), "parity", real(x->parity), "affine", x->affine, "map", x->affine ? reals(x->shift.a, 4) : json_null());
}

static json_t *bands_json(const struct watch_result *r, const struct watch_pair *p)
{
	const struct scene *s = &r->scene[p->before];
	json_t *list = json_array();

	for (uint32_t k = 0; p->band && k < s->n; k++) {
		const struct watch_band_fit *b = &p->band[k];

		(void)json_array_append_new(list, json_pack("{s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "name", text(s->plane[k].name), "used", b->used,
			"gain", real(b->gain), "offset", real(b->offset), "r_before", real(b->r_before), "r_held_out", real(b->r_held_out), "rmse_held_out",
			real(b->rmse_held_out), "sample", (json_int_t)b->n, "held_out", (json_int_t)b->n_held_out));
	}
	return complete(list, p->band ? s->n : 0);
}

static json_t *pairs_json(const struct watch_result *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct watch_pair *p = &r->pair[i];

		(void)json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "before", whole(p->before), "after", whole(p->after),
			"registration", registration_json(p), "bands", bands_json(r, p), "held_out_t", real(p->normalised_t), "held_out_f",
			real(p->normalised_f)));
	}
	return complete(list, r->n_pairs);
}

static json_t *planes_json(const struct scene_plane *v, uint32_t n)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < n; i++)
		(void)json_array_append_new(list, json_pack("{s:o, s:s}", "name", text(v[i].name), "role", scene_role_word(v[i].role)));
	return complete(list, n);
}

static json_t *scenes_json(const struct watch_result *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n_scenes; i++) {
		const struct scene *s = &r->scene[i];
		struct arena a = ARENA_INIT;

		(void)json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o, s:o, s:b}", "name", text(watch_scene_name(s, &a)), "date", text(s->date),
			"date_from", s->date ? text(s->date_from) : json_null(), "bands", planes_json(s->plane, s->n), "left_out", planes_json(s->left,
			s->n_left), "radar", s->radar));
		arena_free(&a);
	}
	return complete(list, r->n_scenes);
}

static json_t *dates_json(const struct watch_result *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n_scenes; i++)
		(void)json_array_append_new(list, text(r->scene[i].date));
	return complete(list, r->n_scenes);
}

static json_t *grid_json(const struct grid *g)
{
	static const char *const kinds[] = {"pixels", "projected", "degrees"};
	json_t *corners = json_array();

	for (int i = 0; i < 4; i++)
		(void)json_array_append_new(corners, reals(g->lonlat[i], 2));
	return json_pack("{s:I, s:I, s:s, s:o, s:o, s:o, s:o, s:o}", "width", (json_int_t)g->width, "height", (json_int_t)g->height, "kind",
			 kinds[g->kind], "transform", reals(g->transform, 6), "crs", text(g->crs), "pixel_m", g->kind == GRID_PIXELS ? json_null()
			 : json_pack("[o,o]", real(g->metres_x), real(g->metres_y)), "rotation", real(g->rotation), "corners", complete(corners, 4));
}

static json_t *calibration_json(const struct watch_calibration *c)
{
	json_t *range = c->high > 0 ? json_pack("[o,o]", real(c->low), real(c->high)) : json_null();

	return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "asked", real(c->asked), "of",
			 c->fdr ? "false-discoveries" : "false-alarms", "range", range, "threshold", real(c->threshold), "nominal", real(c->nominal), "marked",
			 real(c->marked), "sample", (json_int_t)c->sample, "unchanged", real(c->unchanged), "null", text(c->null), "scale", real(c->scale),
			 "freedom_1", real(c->freedom_1), "freedom_2", real(c->freedom_2), "fitted", json_pack("[o,o]", real(c->from_quantile),
			 real(c->to_quantile)), "doubt", text(c->doubt));
}

static json_t *seconds_json(const struct watch_result *r)
{
	double all = r->seconds_decoding + r->seconds_resampling + r->seconds_computing;

	return json_pack("{s:o, s:o, s:o, s:o}", "decoding", real(r->seconds_decoding), "resampling", real(r->seconds_resampling), "computing",
			 real(r->seconds_computing), "decoding_share", real(all > 0 ? r->seconds_decoding / all : (double)NAN));
}

/* --- changes ----------------------------------------------------------------------------------------------------- */

static const char *date_of(const struct watch_result *r, size_t i) { return i < r->n_scenes ? r->scene[i].date : NULL; }

json_t *watch_change_json(const struct watch_result *r, const struct watch_change *c)
{
	return json_pack("{s:I, s:o, s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:s, s:o}", "id", (json_int_t)c->id, r->grid.kind == GRID_PIXELS
			 ? "area" : "area_m2", real(c->area), "unit", unit(&r->grid), "pixels", (json_int_t)c->region.pixels, "from", text(date_of(r, c->from)),
			 "to", text(date_of(r, c->to)), "p", real(c->p), "q", real(c->q), "confidence", real(c->confidence), "words",
			 watch_likelihood(c->confidence), "direction", watch_direction_word(c->direction), "seen", watch_direction_said(c->direction), "method",
			 watch_method_word(r->method), "statistic", real(c->statistic));
}

json_t *watch_unseen_json(const struct watch_result *r, const struct watch_unseen *u)
{
	json_t *reasons = json_array();

	for (unsigned k = 0; k < WATCH_REASONS; k++)
		if (watch_reason(u->reasons, k))
			(void)json_array_append_new(reasons, json_string(watch_reason(u->reasons, k)));
	return json_pack("{s:o, s:s, s:I, s:o, s:o}", r->grid.kind == GRID_PIXELS ? "area" : "area_m2", real(u->area), "unit", unit(&r->grid), "pixels",
			 (json_int_t)u->region.pixels, "reasons", reasons, "date", text(date_of(r, u->date)));
}

static json_t *middle_json(const struct grid *g, const struct region *x)
{
	double lonlat[2] = {NAN, NAN};

	if (g->kind != GRID_PIXELS)
		grid_lonlat(g, x->middle_x, x->middle_y, &lonlat[0], &lonlat[1]);
	return reals(lonlat, 2);
}

static json_t *found_json(const struct watch_result *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n_changes; i++) {
		const struct watch_change *c = &r->change[i];
		uint32_t bands = c->from < r->n_scenes ? r->scene[c->from].n : 0;
		json_t *o = watch_change_json(r, c);

		bands = bands < WATCH_BANDS ? bands : WATCH_BANDS;
		if (o && (json_object_set_new(o, "middle", middle_json(&r->grid, &c->region)) ||
			  json_object_set_new(o, "box", json_pack("[I,I,I,I]", (json_int_t)c->region.x0, (json_int_t)c->region.y0, (json_int_t)c->region.x1,
			  		(json_int_t)c->region.y1)) ||
			  json_object_set_new(o, "before", reals(c->before, bands)) || json_object_set_new(o, "after", reals(c->after, bands)))) {
			json_decref(o);
			o = NULL;
		}
		(void)json_array_append_new(list, o);
	}
	return complete(list, r->n_changes);
}

/* --- the summary ------------------------------------------------------------------------------------------------- */

static json_t *warnings_json(const struct watch_result *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->n_warnings; i++)
		(void)json_array_append_new(list, text(r->warning[i]));
	return complete(list, r->n_warnings);
}

static json_t *files_json(const struct watch_told *t)
{
	json_t *o = json_object();

	for (size_t i = 0; o && i < t->n_files; i++)
		if (json_object_set_new(o, t->file[i].key, text(t->file[i].name))) {
			json_decref(o);
			return NULL;
		}
	return o;
}

/* Areas go by a name that tells their unit. */
static bool areas(json_t *o, const struct watch_result *r)
{
	bool m2 = r->grid.kind != GRID_PIXELS;

	return !json_object_set_new(o, "changes", whole(r->n_changes)) && !json_object_set_new(o, m2 ? "changed_area_m2" : "changed_area_pixels",
	       real(r->changed_area)) && !json_object_set_new(o, m2 ? "not_observable_m2" : "not_observable_pixels", real(r->unseen_area)) &&
	       !json_object_set_new(o, m2 ? "seen_m2" : "seen_pixels", real(r->seen_area));
}

json_t *watch_json(const struct watch_result *r, const struct watch_told *t, struct error *e)
{
	json_t *o = json_pack("{s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:I, s:b, s:o, s:o}", "program", text(t->program), "registration", r->n_pairs
			      ? registration_json(&r->pair[0]) : json_pack("{s:b}", "done", 0), "pairs", pairs_json(r), "grid", grid_json(&r->grid), "method",
			      watch_method_word(r->method), "method_why", text(r->method_why), "rho", reals(r->rho, r->n_rho < WATCH_BANDS ? r->n_rho
			      : WATCH_BANDS), "iterations", (json_int_t)r->iterations, "converged", r->converged, "condition", real(r->condition), "looks",
			      real(r->looks > 0 ? r->looks : (double)NAN));
	bool good = o && !json_object_set_new(o, "calibration", calibration_json(&r->calibration)) && areas(o, r) && !json_object_set_new(o, "dates",
		    dates_json(r)) && !json_object_set_new(o, "scenes", scenes_json(r)) && !json_object_set_new(o, "masked", text(r->masked)) &&
		    !json_object_set_new(o, "found", found_json(r)) && !json_object_set_new(o, "not_observable", whole(r->n_unseen)) &&
		    !json_object_set_new(o, "warnings", warnings_json(r)) && !json_object_set_new(o, "files", files_json(t)) && (!t->parameters ||
		    !json_object_set(o, "parameters", (json_t *)(uintptr_t)t->parameters)) && (!t->timings || !json_object_set_new(o, "seconds",
		    seconds_json(r)));

	if (good)
		return o;
	json_decref(o);
	error_memory(e);
	return NULL;
}

enum status watch_json_text(const json_t *v, struct buf *out, struct error *e)
{
	char *all = v ? json_dumps(v, JSON_INDENT(1) | JSON_REAL_PRECISION(9) | JSON_ENCODE_ANY) : NULL;

	if (all) {
		buf_text(out, all);
		buf_char(out, '\n');
	}
	free(all);
	return all && buf_ok(out) ? ST_OK : error_memory(e);
}
