/* Which bands of a scene are used, and which says how good the others are. */
#include "watch/scene_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const double coarsest = 3.05;   /* times the finest pixel; sizes of bands are rounded */
enum { PAN_BESIDE = 3 };

static struct scene_plane plane_of(const struct band_said *said, uint32_t b)
{
	return (struct scene_plane){.band = b, .role = said[b].role, .name = said[b].name, .said = said[b].said, .sensor = said[b].sensor,
				    .surface = said[b].surface,
				    .micrometres = said[b].micrometres, .scale_x = 1, .scale_y = 1};
}

/* "B4" names B04 too, and a number counts the bands from 1. */
static bool names(const char *word, size_t n, const struct band_said *said, uint32_t b)
{
	char text[64];
	struct scene_code p, q;
	unsigned long number = 0;

	if (!n || n >= sizeof text)
		return false;
	memcpy(text, word, n);
	text[n] = 0;
	if (!strcasecmp(text, said[b].name))
		return true;
	if (scene_code(text, &p) && p.n == n && scene_code(said[b].name, &q) && q.n == strlen(said[b].name))
		return p.number == q.number && p.letter == q.letter;
	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9' || n > 6)
			return false;
		number = number * 10 + (unsigned long)(text[i] - '0');
	}
	return number == b + 1ul;
}

static bool role_named(const char *word, size_t n, const struct band_said *said, uint32_t b)
{
	static const struct { const char *word; enum scene_role role; } short_word[] = {
		{"nir", ROLE_NIR}, {"swir1", ROLE_SWIR1}, {"swir2", ROLE_SWIR2}, {"pan", ROLE_PAN},
	};
	const char *w = scene_role_word(said[b].role);

	if (said[b].role == ROLE_OTHER || said[b].role == ROLE_AIR || said[b].role == ROLE_QUALITY)
		return false;
	for (size_t i = 0; i < sizeof short_word / sizeof *short_word; i++)
		if (said[b].role == short_word[i].role && strlen(short_word[i].word) == n && !strncasecmp(word, short_word[i].word, n))
			return true;
	return strlen(w) == n && !strncasecmp(word, w, n);
}

static enum status no_such_band(const struct scene *s, const char *word, size_t n, const struct band_said *said, uint32_t n_said, struct error *e)
{
	char list[400] = "";
	size_t at = 0;

	for (uint32_t b = 0; b < n_said && at < sizeof list - 64; b++) {
		int put = snprintf(list + at, sizeof list - at, "%s%.50s", b ? ", " : "", said[b].name);

		at += put > 0 ? (size_t)put : 0;
	}
	return error_set(e, ST_DATA, "%s: no band \"%.*s\"; there are %s%s", s->name, (int)(n < 60 ? n : 60), word, list,
			 at >= sizeof list - 64 ? " …" : "");
}

/* Exactly those asked for, in the order asked. */
static enum status choose(struct scene *s, const char *bands, const struct band_said *said, uint32_t n_said, bool *used, struct error *e)
{
	for (const char *from = bands;; ) {
		size_t n = strcspn(from, ","), left = n;
		const char *word = from;
		uint32_t b = 0;

		while (left && (*word == ' ')) {
			word++;
			left--;
		}
		while (left && word[left - 1] == ' ')
			left--;
		while (b < n_said && !names(word, left, said, b))
			b++;
		if (b == n_said)
			for (b = 0; b < n_said && (used[b] || !role_named(word, left, said, b)); )
				b++;
		if (b == n_said)
			return no_such_band(s, word, left, said, n_said, e);
		if (used[b])
			return error_set(e, ST_USAGE, "band \"%.*s\" is asked for twice", (int)(left < 60 ? left : 60), word);
		used[b] = true;
		s->plane[s->n++] = plane_of(said, b);
		if (!from[n])
			return ST_OK;
		from += n + 1;
	}
}

static bool of_no_use(const struct band_said *b)
{
	return b->drop || b->role == ROLE_AIR || b->role == ROLE_THERMAL || b->role == ROLE_QUALITY;
}

/* The same band twice: of two resolutions the finer is taken, of one resolution it is two dates in one folder. */
static enum status once(const struct scene *s, const struct band_said *said, uint32_t n_said, bool *used, struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);

	for (uint32_t b = 0; b < n_said; b++)
		for (uint32_t c = b + 1; c < n_said && used[b]; c++) {
			const struct raster_source *f = &info->file[info->band[b].file], *g = &info->file[info->band[c].file];

			if (!used[c] || f == g || said[b].role == ROLE_OTHER || said[b].role != said[c].role ||
			    strcasecmp(said[b].name, said[c].name) != 0)
				continue;
			if (scene_finer(f, g))
				used[c] = false;
			else if (scene_finer(g, f))
				used[b] = false;
			else
				return error_set(e, ST_DATA, "%s: %s is in %s and in %s; a scene is one date, with each band once", s->name,
						 said[b].name, f->name, g->name);
		}
	return ST_OK;
}

static void without_pan_and_coarse(const struct scene *s, const struct band_said *said, uint32_t n_said, bool *used)
{
	const struct raster_info *info = raster_info(s->raster);
	const struct raster_source *best = NULL;
	uint32_t others = 0;

	for (uint32_t b = 0; b < n_said; b++)
		others += used[b] && said[b].role != ROLE_PAN;
	for (uint32_t b = 0; b < n_said; b++)
		used[b] = used[b] && !(others >= PAN_BESIDE && said[b].role == ROLE_PAN);
	for (uint32_t b = 0; b < n_said; b++)
		if (used[b] && (!best || scene_finer(&info->file[info->band[b].file], best)))
			best = &info->file[info->band[b].file];
	for (uint32_t b = 0; b < n_said && best; b++) {
		const struct raster_source *f = &info->file[info->band[b].file];

		if (used[b] && scene_coarser(f, best, coarsest))
			used[b] = false;
	}
}

static enum status choose_all(struct scene *s, const struct band_said *said, uint32_t n_said, bool *used, struct error *e)
{
	enum status st;
	bool sensor = false;

	for (uint32_t b = 0; b < n_said; b++) {
		used[b] = !of_no_use(&said[b]) && !raster_info(s->raster)->band[b].palette;
		sensor = sensor || (used[b] && said[b].sensor);
	}
	/* beside bands of a known sensor: layers of classes, angles, what users added */
	for (uint32_t b = 0; b < n_said && sensor; b++)
		used[b] = used[b] && (said[b].sensor || said[b].role != ROLE_OTHER);
	st = once(s, said, n_said, used, e);
	if (st)
		return st;
	without_pan_and_coarse(s, said, n_said, used);
	for (uint32_t b = 0; b < n_said; b++)
		if (used[b])
			s->plane[s->n++] = plane_of(said, b);
	if (!s->n && raster_info(s->raster)->band[0].palette)
		return error_set(e, ST_DATA, "%s: %s holds numbers of a palette, colours by a table: they mean no brightness (a picture with red, green and blue in bands of their own can be compared)",
				 s->name, said[0].name);
	if (!s->n)
		return error_set(e, ST_DATA, "%s: no band that looks at the ground (found %s%s%s); name those to be used to use them all the same",
				 s->name, said[0].name,
				 n_said > 1 ? ", " : "", n_said > 2 ? "…" : n_said > 1 ? said[1].name : "");
	return ST_OK;
}

/* ---- quality ---- */

static enum status quality_asked(struct scene *s, const char *quality, const struct band_said *said, uint32_t n_said, struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);
	const char *base = scene_base_name(quality);
	uint32_t b = 0;

	while (b < n_said && strcmp(scene_base_name(info->file[info->band[b].file].name), base) != 0)
		b++;
	if (b == n_said)
		for (b = 0; b < n_said && !names(quality, strlen(quality), said, b); )
			b++;
	if (b == n_said)
		return no_such_band(s, quality, strlen(quality), said, n_said, e);
	if (!said[b].kind)
		return error_set(e, ST_DATA, "%s: what the codes of %s mean is not known; expected a name with SCL, QA_PIXEL or UDM2 in it",
				 s->name, quality);
	s->quality = plane_of(said, b);
	s->kind = said[b].kind;
	return ST_OK;
}

static void quality_found(struct scene *s, const struct band_said *said, uint32_t n_said, const bool *used)
{
	const struct raster_info *info = raster_info(s->raster);
	uint32_t best = UINT32_MAX;

	for (uint32_t b = 0; b < n_said; b++)
		if (said[b].kind && !used[b] &&
		    (best == UINT32_MAX || scene_finer(&info->file[info->band[b].file], &info->file[info->band[best].file])))
			best = b;
	if (best == UINT32_MAX)
		return;
	s->quality = plane_of(said, best);
	s->kind = said[best].kind;
}

enum status scene_choose(struct scene *s, const struct scene_options *o, struct arena *a, struct error *e)
{
	const struct raster_info *info = raster_info(s->raster);
	uint32_t n = info->n_bands;
	struct band_said *said = arena_array(a, n, sizeof *said);
	bool *used = arena_array(a, n, sizeof *used);
	enum status st;

	s->plane = arena_array(a, n, sizeof *s->plane);
	s->left = arena_array(a, n, sizeof *s->left);
	if (!said || !used || !s->plane || !s->left)
		return error_memory(e);
	st = scene_roles(info, a, said, e);
	if (!st)
		st = o->bands ? choose(s, o->bands, said, n, used, e) : choose_all(s, said, n, used, e);
	if (!st && o->quality)
		st = quality_asked(s, o->quality, said, n, e);
	if (st)
		return st;
	if (!o->quality)
		quality_found(s, said, n, used);
	for (uint32_t b = 0; b < n; b++)
		if (!used[b] && !(s->kind && b == s->quality.band))
			s->left[s->n_left++] = plane_of(said, b);
	return ST_OK;
}
