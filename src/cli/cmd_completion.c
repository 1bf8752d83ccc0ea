#include "cli/command.h"

extern const struct command cmd_completion;

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	(void)args, (void)e;
	if (args_flag(args, "man"))
		help_man(cx->out);
	else
		help_completion_bash(cx->out);
	return ST_OK;
}

static const struct option options[] = {
	{"man", 0, NULL, "the man page instead"},
};

const struct command cmd_completion = {
	.name = "completion",
	.args = "",
	.summary = "print the shell completion (bash), or the man page",
	.about = "Prints a completion script for bash: `. <(onus completion)`. With --man prints the man page in roff: "
		 "`onus completion --man | man -l -`.",
	OPTIONS(options),
	.run = run,
};
