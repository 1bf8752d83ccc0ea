/* The index against going through all names, over samples of real lists where they are at hand. */
#include "search_check.h"

#define DATA SOURCE_ROOT "/../shared/data/lists/"

struct sample { FILE *out; unsigned every, seen, taken; };

static enum status take(void *arg, const struct entry *x, struct error *err)
{
	struct sample *s = arg;

	(void)err;
	for (size_t i = 0; i < x->n_names; i++)
		if (s->seen++ % s->every == 0 && !strpbrk(x->names[i].full, "\"\\\n")) {
			fprintf(s->out, "{\"id\":\"s-%u\",\"schema\":\"%s\",\"properties\":{\"name\":[\"%s\"]}}\n", s->taken++, entry_schema_name(x->schema),
				x->names[i].full);
		}
	return ST_OK;
}

int main(void)
{
	static const struct { const char *file; unsigned every; } lists[] = {{"un-2026-02-27.xml", 7}, {"ofac-2021-07", 40}, {"ca-sema-2025-05.xml", 20}};
	const char *dir = new_dir();
	char list[128], compiled[128];
	struct sample s = {0};
	struct list_about about;
	bool good = true;

	snprintf(list, sizeof list, "%s/list.ftm.json", dir);
	snprintf(compiled, sizeof compiled, "%s/list.compiled", dir);
	s.out = fopen(list, "w");
	for (size_t i = 0; s.out && i < sizeof lists / sizeof *lists; i++) {
		struct list_sink sink = {take, NULL, &s};
		char path[1024];

		snprintf(path, sizeof path, "%s%s", DATA, lists[i].file);
		s.every = SLOW ? lists[i].every : (lists[i].every + 3) / 4;
		s.seen = 0;
		(void)list_read(path, LIST_FORMATS, &sink, &about, &e);
	}
	if (s.out)
		fclose(s.out);
	if (s.taken) {
		good = compiled_build(list, LIST_FTM, "sample", compiled, &about, NULL, NULL, &e) == ST_OK;
		good = good && same_answers(compiled, SLOW ? 60 : 400, 4711);
	}
	remove_dir(dir);
	return s.taken ? !good : 77;
}
