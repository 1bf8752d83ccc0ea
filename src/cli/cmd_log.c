#include "cli/command.h"

extern const struct command cmd_log;

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	(void)cx, (void)args;
	return error_set(e, ST_BUG, "not built yet");
}

const struct command cmd_log = {.name = "log", .args = "", .summary = "…", .about = "…", .most = ANY, .run = run};
