#include "base/output.h"
#include "cli/estimating.h"
#include "report/estimate_picture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status write_picture(const char *path, const struct answered *x, unsigned which, struct arena *a, struct error *e)
{
	struct page p = {.out = BUF_INIT};
	enum status st = estimate_picture(x->all, which, a, &p, e);

	if (!st)
		st = output_whole(path, p.out.bytes, p.out.len, e);
	buf_free(&p.out);
	return st;
}

static enum status write_text(const char *path, const struct answered *x, struct arena *a, struct error *e)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	enum status st = ST_OK;

	if (!f)
		return error_memory(e);
	estimate_print(f, x, a);
	if (fclose(f) != 0)
		st = error_memory(e);
	if (!st)
		st = output_whole(path, text, n, e);
	free(text);
	return st;
}

static enum status write_json(const char *path, const struct answered *x, struct arena *a, struct error *e)
{
	json_t *o = estimate_json(x, a);
	char *text = o ? json_dumps(o, JSON_INDENT(1)) : NULL;
	enum status st = text ? output_whole(path, text, strlen(text), e) : error_memory(e);

	free(text);
	json_decref(o);
	return st;
}

enum status estimate_files(const char *svg, const char *dir, const struct answered *x, struct arena *a, struct error *e)
{
	static const char *const names[] = {"overlaps.svg", "estimates.svg", "estimate.json", "estimate.txt"};
	enum status st = svg ? write_picture(svg, x, PICTURE_OVERLAPS | PICTURE_RESULTS, a, e) : ST_OK;

	if (!st && dir && mkdir(dir, 0777) != 0 && errno != EEXIST)
		st = error_errno(e, dir);
	for (size_t i = 0; !st && dir && i < sizeof names / sizeof *names; i++) {
		const char *path = arena_printf(a, "%s/%s", dir, names[i]);

		if (!path)
			return error_memory(e);
		st = i == 0 ? write_picture(path, x, PICTURE_OVERLAPS, a, e) : i == 1 ? write_picture(path, x, PICTURE_RESULTS, a, e) :
		     i == 2 ? write_json(path, x, a, e) : write_text(path, x, a, e);
	}
	return st;
}
