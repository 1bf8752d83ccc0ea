#include "cli/command.h"
#include "store/store.h"

extern const struct command cmd_init;

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const char *dir = args->rest[0];
	enum status s = store_create(dir, cx->by, e);
	if (s != ST_OK)
		return s;
	if (cx->json) {
		json_t *answer = json_pack("{s:s}", "case", dir);
		if (!answer || json_dumpf(answer, cx->out, 0) != 0 || fputc('\n', cx->out) == EOF)
			s = error_set(e, ST_ENV, "the answer cannot be written");
		json_decref(answer);
		return s;
	}
	(void)fputs("made a case in ", cx->out);
	print_safe(cx->out, dir);
	(void)fputs("\n", cx->out);
	return ST_OK;
}

const struct command cmd_init = {
	.name = "init",
	.args = "DIR",
	.summary = "make a case",
	.about = "Makes a case in the folder DIR, which is made if it does not exist and must be empty if it does. A case is "
		 "that folder: case.db (an SQLite database: the log of every change, and tables made from it) and evidence/ "
		 "(exhibits by SHA-256). The folder is readable by its owner only.",
	.least = 1,
	.most = 1,
	.run = run,
	.json = true,
};
