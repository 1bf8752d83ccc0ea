#include "cli/watching.h"

#include "base/output.h"
#include "report/watch_page.h"
#include "report/watch_picture.h"

#include <stdio.h>
#include <string.h>

static const struct watch_told_file files[] = {
	{"change", "change.tif"}, {"p", "p.tif"}, {"statistic", "statistic.tif"}, {"changes", "changes.geojson"}, {"not_observable", "not-observable.geojson"},
	{"before", "before.png"}, {"after", "after.png"}, {"overlay", "overlay.png"}, {"page", "watch.html"}, {"summary", "watch.json"}};

static enum status write_file(const struct watching *w, const char *name, enum status made, struct buf *bytes, struct error *e)
{
	char path[4096];
	enum status st = made;

	if (!st && !buf_ok(bytes))
		st = error_memory(e);
	if (!st && snprintf(path, sizeof path, "%s/%s", w->o.dir, name) >= (int)sizeof path)
		st = error_set(e, ST_USAGE, "the folder's path is too long");
	if (!st)
		st = output_whole(path, buf_str(bytes), bytes->len, e);
	buf_free(bytes);
	return st;
}

static enum status outlines(struct watching *w, struct error *e)
{
	struct buf b = BUF_INIT;
	enum status st = write_file(w, "changes.geojson", watch_geojson_changes(&w->r, &w->told, &b, e), &b, e);

	b = (struct buf)BUF_INIT;
	return st ? st : write_file(w, "not-observable.geojson", watch_geojson_unseen(&w->r, &w->told, &b, e), &b, e);
}

static enum status summary(struct watching *w, struct error *e)
{
	struct buf b = BUF_INIT;
	json_t *j = watch_json(&w->r, &w->told, e);
	enum status st = j ? write_file(w, "watch.json", watch_json_text(j, &b, e), &b, e) : ST_ENV;

	json_decref(j);
	return st;
}

static enum status pictures(struct watching *w, struct error *e)
{
	size_t last = w->n - 1;
	struct preview image[2];
	struct preview_colours colours;
	struct preview_stretch stretch;
	struct watch_pictured x = {.r = &w->r, .before = 0, .after = last, .image = {&image[0], &image[1]}, .colours = &colours, .stretch = &stretch};
	static const char *const names[] = {"before.png", "after.png", "overlay.png"};
	enum status st = preview_colours(&w->scene[0], w->a, &colours, e);

	for (size_t i = 0; !st && i < 2; i++)
		st = preview_read(&w->scene[i ? last : 0], &w->r.grid, i ? watch_shift(&w->r, last) : NULL, &colours, PREVIEW_SIDE, w->a, &image[i], e);
	if (!st)
		st = preview_stretch(&image[0], &image[1], colours.radar, &stretch, e);
	for (int i = 0; !st && i < 3; i++) {
		struct buf b = BUF_INIT;

		st = write_file(w, names[i], watch_picture(&x, (enum watch_picture_kind)i, &b, e), &b, e);
	}
	if (!st) {
		struct buf b = BUF_INIT;

		st = write_file(w, "watch.html", watch_page(&x, &w->told, &b, e), &b, e);
	}
	return st;
}

enum status watching_files(struct watching *w, struct error *e)
{
	enum status st;

	w->told.file = files;
	w->told.n_files = sizeof files / sizeof *files;
	st = outlines(w, e);
	if (!st)
		st = pictures(w, e);
	return st ? st : summary(w, e);
}
