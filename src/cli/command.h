/* command.h - the one table of commands: dispatch, help, man page and shell completion all read it. */
#ifndef ONUS_CLI_COMMAND_H
#define ONUS_CLI_COMMAND_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct option {
	const char *name;   /* long name without dashes */
	char letter;        /* short form, or 0 */
	const char *value;  /* name of its value in help, "NAME"; NULL = a flag */
	const char *doc;    /* one line */
};

/* What a command was called with: options checked against its table, the rest in order. */
struct args {
	const struct command *command;
	const char **names;   /* given options, in order; parallel to values */
	const char **values;  /* "" for flags */
	size_t n_options;
	const char **rest;
	size_t n_rest;
};

/* What every command gets. */
struct context {
	const char *dir;  /* -C DIR, or NULL: look from the working folder upwards */
	bool json;        /* --json */
	const char *by;   /* --by NAME, $ONUS_BY, or the login name; never NULL */
	bool by_given;    /* --by was on the command line: what a person answers for needs a name */
	FILE *out;        /* answers */
	FILE *err;        /* errors, warnings, progress */
};

/* Prints its answer, or fills *e and returns the status; main prints the error and exits with it. */
typedef enum status command_run(struct context *cx, const struct args *args, struct error *e);

struct command {
	const char *name;
	const char *args;     /* "[CLAIM…]" */
	const char *summary;  /* one line, no full stop */
	const char *about;    /* paragraphs for --help and the man page */
	const struct option *options;
	size_t n_options;
	size_t least, most;   /* number of arguments; most = ANY for no limit */
	command_run *run;
	bool json;            /* whether --json changes its answer */
};
#define ANY ((size_t)-1)
#define OPTIONS(a) .options = (a), .n_options = sizeof(a) / sizeof *(a)

/* The table, in the order in which help lists it. */
extern const struct command *const commands[];
extern const size_t n_commands;
const struct command *command_by_name(const char *name);

bool args_flag(const struct args *a, const char *name);
/* The last value given for an option, or NULL. */
const char *args_value(const struct args *a, const char *name);
/* The i-th value (0-based) given for an option that may be repeated, or NULL. */
const char *args_nth(const struct args *a, const char *name, size_t i);

/* help.c: texts made from the table */
void help_overview(FILE *out);
void help_command(FILE *out, const struct command *c);
void help_man(FILE *out);
void help_completion_bash(FILE *out);

/* Text for a terminal: C0/C1 controls and bidirectional overrides in outside data are shown as ⟨U+202E⟩, so that
 * no record can drive the terminal or turn a line round. */
void print_safe(FILE *out, const char *text);
/* The same for what must stay on its line: newlines and tabs are shown so too. */
void print_line(FILE *out, const char *text);
/* The next character of text: its bytes (0: the end), and the cells of a terminal that it takes as print_line shows it (two for most of Chinese, Japanese and Korean, none for a mark
 * that stands on another). */
size_t print_next(const char *text, int *cells);
/* How much of text fits into `width` cells: bytes, and the cells they take. */
size_t print_fitting(const char *text, int width, int *cells);

#endif
