/* commands.c - the table of commands. Adding one: docs/HACKING.md. */
#include "cli/command.h"

extern const struct command cmd_init;
extern const struct command cmd_import;
extern const struct command cmd_add;
extern const struct command cmd_check;
extern const struct command cmd_weigh;
extern const struct command cmd_assess;
extern const struct command cmd_finding;
extern const struct command cmd_responses;
extern const struct command cmd_estimate;
extern const struct command cmd_names;
extern const struct command cmd_link;
extern const struct command cmd_watch;
extern const struct command cmd_list;
extern const struct command cmd_screen;
extern const struct command cmd_search;
extern const struct command cmd_dossier;
extern const struct command cmd_export;
extern const struct command cmd_log;
extern const struct command cmd_verify;
extern const struct command cmd_completion;

const struct command *const commands[] = {
	&cmd_init,
	&cmd_import,
	&cmd_add,
	&cmd_check,
	&cmd_weigh,
	&cmd_assess,
	&cmd_finding,
	&cmd_responses,
	&cmd_link,
	&cmd_estimate,
	&cmd_watch,
	&cmd_names,
	&cmd_list,
	&cmd_screen,
	&cmd_search,
	&cmd_dossier,
	&cmd_export,
	&cmd_log,
	&cmd_verify,
	&cmd_completion,
};
const size_t n_commands = sizeof commands / sizeof *commands;
