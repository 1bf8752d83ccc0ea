/* The day of a scene: as given, else from the metadata, a list of dates, names. */
#include "watch/scene_parts.h"

#include <string.h>

static enum status day_of_metadata(struct scene *s, struct arena *a, struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);
	const struct raster_source *said = NULL;

	for (uint32_t i = 0; i < info->n_files; i++) {
		const struct raster_source *f = &info->file[i];

		if (!f->date)
			continue;
		if (said && strncmp(said->date, f->date, 10) != 0)
			return error_set(e, ST_DATA, "%s: %s is of %s and %s of %s; a scene is one date: give the date if it is", s->name,
					 said->name, said->date, f->name, f->date);
		if (!said)
			said = f;
	}
	if (said) {
		s->date = arena_strdup(a, said->date);
		s->date_from = "metadata";
		return s->date ? ST_OK : error_memory(e);
	}
	return ST_OK;
}

static enum status one_list(struct scene *s, const char *folder, const char *key, struct arena *a, struct error *e)
{
	const char *path = arena_printf(a, "%s/dates.txt", folder);
	struct input in;
	char day[32];
	bool found;
	enum status st;

	if (!path)
		return error_memory(e);
	if (input_open(path, &in, e)) {
		error_clear(e);
		return ST_OK;
	}
	st = scene_dates(&in, key, day, &found, e);
	input_close(&in);
	if (!st && found) {
		s->date = arena_strdup(a, day);
		s->date_from = "dates.txt";
		return s->date ? ST_OK : error_memory(e);
	}
	return st;
}

static enum status day_of_list(struct scene *s, const struct scene_files *f, struct arena *a, struct error *e)
{
	const char *slash;
	enum status st;

	if (!f || !f->folder)
		return ST_OK;
	st = one_list(s, f->folder, f->is_folder ? NULL : f->key, a, e);
	if (st || s->date || !f->is_folder)
		return st;
	slash = strrchr(f->folder, '/');
	if (!slash || slash == f->folder)
		return ST_OK;
	return one_list(s, arena_strndup(a, f->folder, (size_t)(slash - f->folder)), f->key, a, e);
}

static enum status day_found(struct scene *s, const char *day, const char *from, struct arena *a, struct error *e)
{
	s->date = arena_strdup(a, day);
	s->date_from = from;
	return s->date ? ST_OK : error_memory(e);
}

static enum status day_of_names(struct scene *s, const struct scene_files *f, struct arena *a, struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);
	const char *slash, *said = NULL;
	char day[11], first[11] = "";

	for (uint32_t i = 0; i < info->n_files; i++) {
		const char *name = scene_base_name(info->file[i].name);

		if (scene_day_of_processing(name))
			s->date_from = "the files' names hold only the day on which they were made";
		if (!scene_day(name, day))
			continue;
		if (said && strcmp(first, day) != 0)
			return error_set(e, ST_DATA, "%s: %s is of %s and %s of %s; a scene is one date: give the date if it is", s->name, said,
					 first, name, day);
		said = name;
		memcpy(first, day, sizeof first);
	}
	if (said)
		return day_found(s, first, "file name", a, e);
	if (f && f->folder) {
		const char *name = scene_base_name(f->folder);

		slash = strrchr(f->folder, '/');
		if (scene_day(name, day))
			return day_found(s, day, "folder name", a, e);
		if (f->is_folder && slash && slash != f->folder) {
			const char *above = arena_strndup(a, f->folder, (size_t)(slash - f->folder));

			if (above && scene_day(scene_base_name(above), day))
				return day_found(s, day, "folder name", a, e);
		}
	}
	for (uint32_t b = 0; b < info->n_bands; b++)
		if (info->band[b].name && scene_day(info->band[b].name, day))
			return day_found(s, day, "band name", a, e);
	return ST_OK;
}

/* TIFF's own date, where all files have one day there. */
static enum status day_of_writing(struct scene *s, struct arena *a, struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);
	const char *said = info->file[0].written;

	for (uint32_t i = 0; i < info->n_files && said; i++)
		if (!info->file[i].written || strncmp(said, info->file[i].written, 10) != 0)
			said = NULL;
	return said ? day_found(s, said, "TIFF's own date, which may be when the file was made", a, e) : ST_OK;
}

enum status scene_find_day(struct scene *s, const struct scene_files *f, const char *given, struct arena *a, struct error *e)
{
	enum status st;
	char day[32];

	if (given) {
		if (!scene_day_given(given, strlen(given), day))
			return error_set(e, ST_USAGE, "found \"%.60s\", expected a day, as 2015-08-21, or with a time, as 2015-08-21T10:50:31Z",
					 given);
		return day_found(s, day, "given", a, e);
	}
	st = day_of_metadata(s, a, e);
	if (!st && !s->date)
		st = day_of_list(s, f, a, e);
	if (!st && !s->date)
		st = day_of_names(s, f, a, e);
	if (!st && !s->date)
		st = day_of_writing(s, a, e);
	return st;
}
