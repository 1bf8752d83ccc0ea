#include "cli/screening.h"
#include "cli/take.h"

#include <string.h>
#include <time.h>

enum status screening_open(struct screening *s, const char *name, struct error *e)
{
	struct shelf_list *l = &s->about[s->n_lists];
	enum status st;

	if (s->n_lists == SCREEN_LISTS_MOST)
		return error_set(e, ST_USAGE, "more than %d lists", SCREEN_LISTS_MOST);
	for (size_t i = 0; i < s->n_lists; i++)
		if (!strcmp(s->about[i].name, name))
			return ST_OK;
	st = shelf_name_check(name, e);
	if (!st)
		st = shelf_get(&s->shelf, name, &s->arena, l, e);
	const char *path = st ? NULL : shelf_compiled_path(&s->shelf, l, &s->arena);
	if (!st && !path)
		st = error_memory(e);
	if (!st)
		st = compiled_open(path, &s->lists[s->n_lists], e);
	if (st == ST_DATA && path)
		error_hint(e, "onus list compile %s makes it anew", name);
	s->n_lists += !st;
	return st;
}

enum status screening_today(struct screening *s, struct error *e)
{
	time_t now = time(NULL);
	struct tm tm;

	if (!gmtime_r(&now, &tm) || !strftime(s->today, sizeof s->today, "%Y-%m-%d", &tm))
		return error_set(e, ST_ENV, "the clock cannot be read");
	return ST_OK;
}

enum status screening_clearings(struct screening *s, struct error *e)
{
	enum status st = screening_today(s, e);

	return st ? st : clearings_read(s->shelf.dir, &s->arena, &s->clearings, e);
}

static void say(const struct screening *s)
{
	FILE *err = s->cx->err;

	(void)fprintf(err, "against %s on the shelf:", s->n_lists == 1 ? "the list" : "all lists");
	for (size_t i = 0; i < s->n_lists; i++) {
		const char *date = s->about[i].versions[0].date;

		(void)fprintf(err, "%s %s (%s)", i ? "," : "", s->about[i].name, date ? date : "no date");
	}
	(void)fputs("\n", err);
}

enum status screening_lists(struct screening *s, const struct args *args, struct error *e)
{
	const char *name, **names = NULL;
	size_t n = 0;
	enum status st = lists_shelf(s->cx, &s->arena, &s->shelf, e);

	for (; !st && (name = args_nth(args, "list", n)); n++)
		st = screening_open(s, name, e);
	if (st || n)
		return st;
	st = shelf_names(&s->shelf, &s->arena, &names, &n, e);
	for (size_t i = 0; !st && i < n; i++)
		st = screening_open(s, names[i], e);
	if (!st && !n) {
		(void)error_set(e, ST_USAGE, "no list on the shelf %s", s->shelf.dir);
		error_hint(e, "onus list add NAME FILE takes one in");
		return ST_USAGE;
	}
	if (!st && !s->quiet)
		say(s);
	return st;
}

void screening_close(struct screening *s)
{
	for (size_t i = 0; i < s->n_lists; i++)
		compiled_close(s->lists[i]);
	s->n_lists = 0;
	arena_free(&s->arena);
}
