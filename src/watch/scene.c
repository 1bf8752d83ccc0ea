#include "watch/scene.h"

#include "watch/scene_parts.h"

static enum status opened(const char *name, const struct raster_file *files, size_t n, const struct scene_files *f, const struct scene_options *o,
			  struct arena *a, struct scene *out, struct error *e)
{
	static const struct scene_options none;
	enum status st;

	if (!o)
		o = &none;
	*out = (struct scene){.name = arena_strdup(a, name)};
	if (!out->name)
		return error_memory(e);
	st = raster_open(files, n, a, &out->raster, e);
	if (!st && !raster_info(out->raster)->n_bands)
		st = error_set(e, ST_DATA, "%s: no band", name);
	if (!st)
		st = scene_choose(out, o, a, e);
	if (!st)
		st = scene_find_day(out, f, o->date, a, e);
	if (!st)
		st = scene_place(out, e);
	if (st)
		scene_close(out);
	return st;
}

enum status scene_open(const char *spec, const struct scene_options *o, struct arena *a, struct scene *out, struct error *e)
{
	struct scene_files f;
	enum status st;

	*out = (struct scene){0};
	st = scene_files(spec, o ? o->quality : NULL, a, &f, e);
	return st ? st : opened(spec, f.file, f.n, &f, o, a, out, e);
}

enum status scene_open_files(const char *name, const struct raster_file *files, size_t n, const struct scene_options *o, struct arena *a,
			     struct scene *out, struct error *e)
{
	return opened(name, files, n, NULL, o, a, out, e);
}

void scene_close(struct scene *s)
{
	raster_close(s->raster);
	s->raster = NULL;
}
