/* Where the planes of one date lie against each other. */
#include "watch/scene_parts.h"

#include <math.h>
#include <string.h>
#include <strings.h>

static const struct raster_source *file_of(const struct scene *s, const struct scene_plane *p)
{
	const struct raster_info *info = raster_info(s->raster);

	return &info->file[info->band[p->band].file];
}

static bool placed(const struct raster_source *f)
{
	return f->has_transform && fabs(f->transform[1] * f->transform[5] - f->transform[2] * f->transform[4]) > 0;
}

static double pixel_area(const struct raster_source *f)
{
	return fabs(f->transform[1] * f->transform[5] - f->transform[2] * f->transform[4]);
}

bool scene_finer(const struct raster_source *a, const struct raster_source *b)
{
	if (placed(a) && placed(b))
		return pixel_area(a) < pixel_area(b) * (1 - 1e-6);
	return (uint64_t)a->width * a->height > (uint64_t)b->width * b->height;
}

bool scene_coarser(const struct raster_source *a, const struct raster_source *b, double times)
{
	return placed(a) && placed(b) && pixel_area(a) > pixel_area(b) * times * times;
}

static enum status elsewhere(const struct scene_plane *p, const struct raster_source *f, const struct raster_source *fine, const char *why,
			     struct error *e)
{
	return error_set(e, ST_DATA, "%s, %s: %s %s; the bands of one date must show the same ground", f->name, p->name, why, fine->name);
}

/* Two CRS written differently are one where the corners come out at the same place. */
static enum status same_crs(struct scene *s, const struct raster_source *fine, const struct raster_source *f, bool *same, struct error *e)
{
	double xy[4][2], was[4][2];
	struct grid g = {.width = f->width, .height = f->height};
	enum status st;

	*same = true;
	if (!fine->crs || !f->crs || !strcmp(fine->crs, f->crs))
		return ST_OK;
	memcpy(g.transform, f->transform, sizeof g.transform);
	for (int i = 0; i < 4; i++) {
		grid_to_crs(&g, i & 1 ? f->width : 0, i & 2 ? f->height : 0, &xy[i][0], &xy[i][1]);
		memcpy(was[i], xy[i], sizeof was[i]);
	}
	st = raster_transform(s->raster, f->crs, fine->crs, &xy[0][0], 4, e);
	for (int i = 0; i < 4 && !st && *same; i++) {
		double c0, r0, c1, r1;

		*same = grid_from_crs(&g, xy[i][0], xy[i][1], &c1, &r1) && grid_from_crs(&g, was[i][0], was[i][1], &c0, &r0) &&
			fabs(c1 - c0) < .01 && fabs(r1 - r0) < .01;
	}
	return st;
}

/* col of p = scale · col of the grid + shift; the bounds must be the same to two pixels or a hundredth. */
static bool covers(double scale, double shift, uint32_t grid_size, uint32_t size)
{
	double slack = fmax(2, .01 * size);

	return fabs(shift) <= slack && fabs(shift + scale * grid_size - size) <= slack;
}

static enum status place_plane(struct scene *s, const struct raster_source *fine, struct scene_plane *p, struct error *e)
{
	const struct raster_source *f = file_of(s, p);
	const double *t = fine->transform;
	struct grid g = {.width = f->width, .height = f->height};
	double zero[2], right[2], down[2];
	enum status st;
	bool same;

	p->scale_x = p->scale_y = 1;
	p->shift_x = p->shift_y = 0;
	if (f == fine)
		return ST_OK;
	if (!placed(f) || !placed(fine)) {
		if (f->width == fine->width && f->height == fine->height)
			return ST_OK;
		return error_set(e, ST_DATA, "%s, %s: %u×%u pixels, where %s has %u×%u, and nothing in %s says where it lies", f->name, p->name,
				 f->width, f->height,
				 fine->name, fine->width, fine->height, placed(f) ? fine->name : f->name);
	}
	st = same_crs(s, fine, f, &same, e);
	if (st)
		return st;
	if (!same)
		return elsewhere(p, f, fine, "in another CRS than", e);
	memcpy(g.transform, f->transform, sizeof g.transform);
	grid_from_crs(&g, t[0], t[3], &zero[0], &zero[1]);
	grid_from_crs(&g, t[0] + t[1] * fine->width, t[3] + t[4] * fine->width, &right[0], &right[1]);
	grid_from_crs(&g, t[0] + t[2] * fine->height, t[3] + t[5] * fine->height, &down[0], &down[1]);
	if (!(fabs(right[1] - zero[1]) < .05 && fabs(down[0] - zero[0]) < .05))
		return elsewhere(p, f, fine, "turned against", e);
	p->scale_x = (right[0] - zero[0]) / fine->width;
	p->scale_y = (down[1] - zero[1]) / fine->height;
	p->shift_x = zero[0];
	p->shift_y = zero[1];
	if (!(p->scale_x > 0) || !(p->scale_y > 0) || !covers(p->scale_x, p->shift_x, fine->width, f->width) ||
	    !covers(p->scale_y, p->shift_y, fine->height, f->height))
		return elsewhere(p, f, fine, "does not cover the same ground as", e);
	return ST_OK;
}

static const struct raster_source *finest(const struct scene *s)
{
	const struct raster_source *best = file_of(s, &s->plane[0]);

	for (uint32_t k = 1; k < s->n; k++)
		if (scene_finer(file_of(s, &s->plane[k]), best))
			best = file_of(s, &s->plane[k]);
	return best;
}

static bool is_radar(enum scene_role r)
{
	return r >= ROLE_VV && r <= ROLE_HV;
}

/* Decibels are no intensities. */
static bool decibels(const char *name)
{
	for (const char *d = name; *d; d++)
		if ((d == name || d[-1] == '_' || d[-1] == ' ' || d[-1] == '-' || d[-1] == '(') && !strncasecmp(d, "db", 2) &&
		     !(d[2] >= 'a' && d[2] <= 'z'))
			return true;
	return false;
}

static void what_is_known(struct scene *s)
{
	const struct raster_info *info = raster_info(s->raster);

	s->radar = true;
	s->sensor = s->plane[0].sensor;
	s->surface = s->plane[0].surface;
	s->most = info->band[s->plane[0].band].most;
	for (uint32_t k = 0; k < s->n; k++) {
		const struct raster_band *b = &info->band[s->plane[k].band];

		s->radar = s->radar && is_radar(s->plane[k].role) && !decibels(s->plane[k].name) && !decibels(b->name ? b->name : "") &&
				!decibels(info->file[b->file].name);
		if (s->plane[k].sensor != s->sensor)
			s->sensor = SENSOR_UNKNOWN;
		s->surface = s->surface && s->plane[k].surface;
		if (b->most != s->most)
			s->most = 0;
	}
}

enum status scene_place(struct scene *s, struct error *e)
{
	const struct raster_source *fine = finest(s);
	enum status st = ST_OK;

	for (uint32_t k = 0; k < s->n && !st; k++)
		st = place_plane(s, fine, &s->plane[k], e);
	if (!st && s->kind)
		st = place_plane(s, fine, &s->quality, e);
	if (st)
		return st;
	s->grid = (struct grid){.width = fine->width, .height = fine->height, .transform = {0, 1, 0, 0, 0, -1}};
	if (placed(fine) && fine->crs) {
		memcpy(s->grid.transform, fine->transform, sizeof s->grid.transform);
		s->grid.crs = fine->crs;
	}
	what_is_known(s);
	st = grid_place(&s->grid, s->raster, e);
	if (st == ST_DATA && e) {
		char message[sizeof e->message];

		memcpy(message, e->message, sizeof message);
		return error_set(e, ST_DATA, "%s: %s", fine->name, message);
	}
	return st;
}
