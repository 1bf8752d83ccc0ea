#include "cli/command.h"

#include <string.h>

const struct command *command_by_name(const char *name)
{
	for (size_t i = 0; i < n_commands; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

bool args_flag(const struct args *a, const char *name)
{
	return args_nth(a, name, 0) != NULL;
}

const char *args_value(const struct args *a, const char *name)
{
	const char *last = NULL;
	for (size_t i = 0; i < a->n_options; i++)
		if (!strcmp(a->names[i], name))
			last = a->values[i];
	return last;
}

const char *args_nth(const struct args *a, const char *name, size_t nth)
{
	for (size_t i = 0; i < a->n_options; i++)
		if (!strcmp(a->names[i], name) && nth-- == 0)
			return a->values[i];
	return NULL;
}
