#include "cli/answer.h"

extern const struct command cmd_init;

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const char *dir = args->rest[0];
	enum status s = store_create(dir, cx->by, e);
	if (s != ST_OK)
		return s;
	if (cx->json)
		return answer_json(cx, json_pack("{s:s}", "case", dir), e);
	(void)fputs("made a case in ", cx->out);
	print_safe(cx->out, dir);
	(void)fputs("\n", cx->out);
	return ST_OK;
}

const struct command cmd_init = {
    .name = "init",
    .args = "DIR",
    .summary = "make a case",
    .about =
	"Makes a case in the folder DIR, which is made if it does not exist and must be empty if it does. A case is "
	"that folder: case.db (an SQLite database: the log of every change, and tables made from it) and evidence/ "
	"(exhibits by SHA-256). A folder that is made is readable by its owner only.",
    .least = 1,
    .most = 1,
    .run = run,
    .json = true,
};
