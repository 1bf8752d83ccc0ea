/* scene_parts.h - what scene.c is put together from: files of a spec, what a band is, the day. Inside watch/ only. */
#ifndef ONUS_WATCH_SCENE_PARTS_H
#define ONUS_WATCH_SCENE_PARTS_H

#include "base/input.h"
#include "watch/scene.h"

#include <stddef.h>

/* ---- scene_files.c: a spec to files ---- */
enum { SCENE_FILES = 64 };    /* with pixels, as raster_open has it */
struct scene_files {
	struct raster_file *file; size_t n;  /* sidecars too */
	const char *folder;                  /* where the first lies, absolute; NULL: not known */
	const char *key;                     /* by what a list of dates may call the scene: the folder's or the file's name */
	bool is_folder;
};
enum status scene_files(const char *spec, const char *quality, struct arena *a, struct scene_files *out, struct error *e);

/* ---- scene_name.c ---- */
/* Names as a person counts: runs of digits by value, B8A between B08 and B09. */
int scene_file_order(const char *a, const char *b);
/* The last part of a path. */
const char *scene_base_name(const char *path);

/* ---- scene_role.c: what a band is ---- */
struct scene_code { unsigned number; char letter; bool padded; size_t at, n; };  /* "B8A": 8, 'A'; where it stands in the text */
/* The last token B1 … B99, B8A of a text. */
bool scene_code(const char *text, struct scene_code *out);

struct band_said {
	enum scene_role role;
	enum scene_quality kind;   /* of a ROLE_QUALITY whose codes are known */
	bool drop;                 /* a product about the image, not an image: true colour, aerosol, probability of cloud … */
	const char *name;
	bool said;                 /* the name is what the file calls the band, and not a number that we gave it */
	enum scene_sensor sensor; bool surface; /* as in scene */
	double micrometres;        /* 0: not known */
};
/* All bands of a scene at once, since one band may tell what the others are. out: info->n_bands of them. */
enum status scene_roles(const struct raster_info *info, struct arena *a, struct band_said *out, struct error *e);

/* ---- scene_day.c ---- */
/* A Sentinel-2 name of before December 2016, in which stands when the file was made and not when the picture was taken. */
bool scene_day_of_processing(const char *text);
/* A day as a person gives it: 20160811, 2016-08-11, with a time behind it ("T10:00:31Z"). out: as scene.date. */
bool scene_day_given(const char *text, size_t n, char out[32]);
/* What a list of dates ("KEY: DATE", one a line) says of `key`; `date` alone speaks of the folder that it lies in (key NULL), and date_2 of imgs_2.
 * *found false: nothing. ST_DATA: a line that speaks of it and gives no day, or two that differ. */
enum status scene_dates(struct input *in, const char *key, char out[32], bool *found, struct error *e);

/* ---- scene_when.c ---- */
/* Fills date and date_from. f: NULL for files of a case. */
enum status scene_find_day(struct scene *s, const struct scene_files *f, const char *given, struct arena *a, struct error *e);

/* ---- scene_choose.c ---- */
/* Fills plane, left, quality and kind. */
enum status scene_choose(struct scene *s, const struct scene_options *o, struct arena *a, struct error *e);

/* ---- scene_place.c ---- */
/* Grid of the finest plane, and each plane's place on it; most and radar. Planes of one date that do not cover the same ground: ST_DATA. */
enum status scene_place(struct scene *s, struct error *e);
bool scene_finer(const struct raster_source *a, const struct raster_source *b);
/* Whether a's pixels are more than `times` as wide as b's, where both say how wide. */
bool scene_coarser(const struct raster_source *a, const struct raster_source *b, double times);

#endif
