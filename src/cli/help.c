#include "cli/command.h"
#include "onus/version.h"

#include <string.h>

static const struct option common[] = {
	{"dir", 'C', "DIR", "the case folder; looked for from the working folder upwards unless given"},
	{"json", 0, NULL, "answer with one JSON document (docs/json.md)"},
	{"by", 0, "NAME", "who makes the change, for the log; $ONUS_BY or the login name unless given"},
	{"help", 'h', NULL, "this help"},
};
static const size_t n_common = sizeof common / sizeof *common;

static const char exits[] =
	"0 done; 1 the answer is negative (a finding of check, a failed verification); 2 usage; "
	"3 bad input data; 4 environment (disk, memory, missing program); 70 a bug";

static void option_line(FILE *out, const struct option *o)
{
	char left[64];
	(void)snprintf(left, sizeof left, "%c%c%s--%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
		       o->letter ? ", " : "  ", o->name, o->value ? " " : "", o->value ? o->value : "");
	(void)fprintf(out, "  %-24s %s\n", left, o->doc);
}

void help_overview(FILE *out)
{
	(void)fputs("onus - the burden of proof: turns scattered evidence into a case that stands up\n\n"
		    "usage: onus [-C DIR] COMMAND [ARGUMENT…]\n\n", out);
	for (size_t i = 0; i < n_commands; i++)
		(void)fprintf(out, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
	(void)fputs("\nonus COMMAND --help tells all about one command; onus --version the version.\n", out);
}

static bool own_option(const struct command *c, const char *name)
{
	for (size_t i = 0; i < c->n_options; i++)
		if (!strcmp(c->options[i].name, name))
			return true;
	return false;
}

void help_command(FILE *out, const struct command *c)
{
	(void)fprintf(out, "onus %s - %s\n\nusage: onus %s%s%s%s\n\n%s\n\noptions:\n", c->name, c->summary, c->name,
		      c->n_options ? " [OPTION…]" : "", *c->args ? " " : "", c->args, c->about);
	for (size_t i = 0; i < c->n_options; i++)
		option_line(out, &c->options[i]);
	for (size_t i = 0; i < n_common; i++)
		if ((c->json || strcmp(common[i].name, "json")) && !own_option(c, common[i].name))
			option_line(out, &common[i]);
	(void)fprintf(out, "\nexit: %s\n", exits);
}

/* roff: a backslash and a leading dot or quote would be read as commands */
static void roff(FILE *out, const char *s)
{
	bool start = true;
	for (; *s; s++) {
		if (start && (*s == '.' || *s == '\''))
			(void)fputs("\\&", out);
		if (*s == '\\')
			(void)fputs("\\e", out);
		else if (*s == '-')
			(void)fputs("\\-", out);
		else
			(void)fputc(*s, out);
		start = *s == '\n';
	}
}

static void man_option(FILE *out, const struct option *o)
{
	(void)fputs(".TP\n.B ", out);
	if (o->letter)
		(void)fprintf(out, "\\-%c, ", o->letter);
	(void)fputs("\\-\\-", out);
	roff(out, o->name);
	if (o->value)
		(void)fprintf(out, " \\fI%s\\fR", o->value);
	(void)fputc('\n', out);
	roff(out, o->doc);
	(void)fputc('\n', out);
}

void help_man(FILE *out)
{
	(void)fprintf(out, ".TH ONUS 1 \"\" \"onus %s\" \"User Commands\"\n.SH NAME\nonus \\- the burden of proof: "
		      "turns scattered evidence into a case that stands up\n.SH SYNOPSIS\n.B onus\n[\\-C DIR] COMMAND "
		      "[ARGUMENT...]\n.SH COMMANDS\n", ONUS_VERSION);
	for (size_t i = 0; i < n_commands; i++) {
		const struct command *c = commands[i];
		(void)fprintf(out, ".SS onus %s ", c->name);
		roff(out, c->args);
		(void)fputc('\n', out);
		roff(out, c->about);
		(void)fputc('\n', out);
		for (size_t j = 0; j < c->n_options; j++)
			man_option(out, &c->options[j]);
	}
	(void)fputs(".SH COMMON OPTIONS\n", out);
	for (size_t i = 0; i < n_common; i++)
		man_option(out, &common[i]);
	(void)fputs(".SH EXIT STATUS\n", out);
	roff(out, exits);
	(void)fputc('\n', out);
}

void help_completion_bash(FILE *out)
{
	(void)fputs("_onus() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} cmd= w i\n"
		    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n\t\tw=${COMP_WORDS[i]}\n\t\tcase $w in\n"
		    "\t\t-C | --dir) ((i++)) ;;\n\t\t-*) ;;\n\t\t*) cmd=$w; break ;;\n\t\tesac\n\tdone\n\tcase $cmd in\n"
		    "\t'') COMPREPLY=($(compgen -W '", out);
	for (size_t i = 0; i < n_commands; i++)
		(void)fprintf(out, "%s%s", i ? " " : "", commands[i]->name);
	(void)fputs("' -- \"$cur\")) ;;\n", out);
	for (size_t i = 0; i < n_commands; i++) {
		(void)fprintf(out, "\t%s) COMPREPLY=($(compgen -W '", commands[i]->name);
		for (size_t j = 0; j < commands[i]->n_options; j++)
			(void)fprintf(out, "--%s ", commands[i]->options[j].name);
		(void)fputs("--dir --json --by --help' -f -- \"$cur\")) ;;\n", out);
	}
	(void)fputs("\tesac\n}\ncomplete -F _onus onus\n", out);
}
