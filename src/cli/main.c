/* main.c - reads the command line, calls the command, prints its error, exits with its status.
 *
 * cli/commands.c   the table of commands        cli/args.c   access to options
 * cli/help.c       help, man page, completion   cli/print.c  outside text made safe for a terminal
 * cli/cmd_NAME.c   one command each */
#include "cli/command.h"
#include "onus/version.h"

#include <errno.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *login_name(void)
{
	const char *by = getenv("ONUS_BY");
	if (by && *by)
		return by;
	const struct passwd *pw = getpwuid(geteuid());
	return pw && pw->pw_name ? pw->pw_name : "unknown";
}

static const struct option *find_option(const struct command *c, const char *name, size_t n, char letter)
{
	for (size_t i = 0; i < c->n_options; i++) {
		const struct option *o = &c->options[i];
		if (letter ? o->letter == letter : strlen(o->name) == n && !strncmp(o->name, name, n))
			return o;
	}
	return NULL;
}

struct parse {
	int argc, at;
	char **argv;
	struct context *cx;
	bool help;
};

/* The value of an option: after "=", or the next word. */
static enum status option_value(struct parse *p, const char *shown, const char *inlined, const char **value,
				struct error *e)
{
	if (inlined)
		*value = inlined;
	else if (p->at + 1 < p->argc)
		*value = p->argv[++p->at];
	else
		return error_set(e, ST_USAGE, "option %s needs a value", shown);
	return ST_OK;
}

/* Options that every command takes; *took says whether this was one. */
static enum status common_option(struct parse *p, const char *w, bool *took, struct error *e)
{
	*took = true;
	if (!strcmp(w, "--help") || !strcmp(w, "-h"))
		p->help = true;
	else if (!strcmp(w, "--json"))
		p->cx->json = true;
	else if (!strcmp(w, "-C") || !strcmp(w, "--dir"))
		return option_value(p, w, NULL, &p->cx->dir, e);
	else if (!strncmp(w, "--dir=", 6))
		p->cx->dir = w + 6;
	else if (!strcmp(w, "--by"))
		return p->cx->by_given = true, option_value(p, w, NULL, &p->cx->by, e);
	else if (!strncmp(w, "--by=", 5))
		p->cx->by_given = true, p->cx->by = w + 5;
	else
		*took = false;
	return ST_OK;
}

static enum status command_option(struct parse *p, const struct command *c, const char *w, struct args *a,
				  struct error *e)
{
	bool is_long = w[1] == '-';
	const char *equals = is_long ? strchr(w, '=') : NULL;
	size_t n = equals ? (size_t)(equals - w - 2) : strlen(w) - 2;
	const struct option *o = is_long ? find_option(c, w + 2, n, 0) : w[2] ? NULL : find_option(c, NULL, 0, w[1]);
	if (!o) {
		error_set(e, ST_USAGE, "onus %s has no option %s", c->name, w);
		error_hint(e, "onus %s --help lists them", c->name);
		return ST_USAGE;
	}
	const char *value = "";
	if (o->value) {
		enum status s = option_value(p, w, equals ? equals + 1 : NULL, &value, e);
		if (s != ST_OK)
			return s;
	} else if (equals) {
		return error_set(e, ST_USAGE, "option --%s takes no value", o->name);
	}
	a->names[a->n_options] = o->name;
	a->values[a->n_options++] = value;
	return ST_OK;
}

static enum status parse_args(struct parse *p, const struct command *c, struct args *a, struct error *e)
{
	bool only_words = false;
	for (; p->at < p->argc; p->at++) {
		const char *w = p->argv[p->at];
		bool took = false;
		enum status s = ST_OK;
		if (!only_words && !strcmp(w, "--")) {
			only_words = true;
			continue;
		}
		if (only_words || w[0] != '-' || !w[1]) {
			a->rest[a->n_rest++] = w;
			continue;
		}
		/* a command may have an option of its own by a common one's name; the common one then stands before the command */
		if (w[1] != '-' || !find_option(c, w + 2, strcspn(w + 2, "="), 0))
			s = common_option(p, w, &took, e);
		if (s == ST_OK && !took)
			s = command_option(p, c, w, a, e);
		if (s != ST_OK)
			return s;
	}
	if (!p->help && (a->n_rest < c->least || a->n_rest > c->most)) {
		error_set(e, ST_USAGE, a->n_rest < c->least ? "onus %s needs %s" : "onus %s takes no more than %s", c->name,
			  *c->args ? c->args : "no argument");
		error_hint(e, "onus %s --help tells more", c->name);
		return ST_USAGE;
	}
	return ST_OK;
}

static enum status run_command(struct parse *p, const struct command *c, struct error *e)
{
	size_t room = (size_t)p->argc + 1;
	const char **words = calloc(3 * room, sizeof *words);
	if (!words)
		return error_memory(e);
	struct args a = {.command = c, .names = words, .values = words + room, .rest = words + 2 * room};
	enum status s = parse_args(p, c, &a, e);
	if (s == ST_OK && p->help)
		help_command(p->cx->out, c);
	else if (s == ST_OK)
		s = c->run(p->cx, &a, e);
	free(words);
	return s;
}

static void print_error(const struct context *cx, const struct error *e)
{
	(void)fputs("onus: ", cx->err);
	if (e->where[0]) {
		print_safe(cx->err, e->where);
		(void)fputs(": ", cx->err);
	}
	print_safe(cx->err, e->message[0] ? e->message : "failed");
	if (e->hint[0]) {
		(void)fputs(" (", cx->err);
		print_safe(cx->err, e->hint);
		(void)fputs(")", cx->err);
	}
	(void)fputs("\n", cx->err);
}

static enum status dispatch(struct parse *p, struct error *e)
{
	for (p->at = 1; p->at < p->argc; p->at++) {
		const char *w = p->argv[p->at];
		bool took;
		if (!strcmp(w, "--version")) {
			(void)fprintf(p->cx->out, "onus %s\n", ONUS_VERSION);
			return ST_OK;
		}
		if (w[0] != '-')
			break;
		enum status s = common_option(p, w, &took, e);
		if (s != ST_OK)
			return s;
		if (!took)
			return error_set(e, ST_USAGE, "no option %s before a command", w);
	}
	if (p->at >= p->argc) {
		help_overview(p->help ? p->cx->out : p->cx->err);
		return p->help ? ST_OK : ST_USAGE;
	}
	const struct command *c = command_by_name(p->argv[p->at]);
	if (!c) {
		error_set(e, ST_USAGE, "no command %s", p->argv[p->at]);
		error_hint(e, "onus --help lists them");
		return ST_USAGE;
	}
	p->at++;
	return run_command(p, c, e);
}

int main(int argc, char **argv)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	(void)signal(SIGPIPE, SIG_IGN);
	struct error e;
	error_clear(&e);
	struct context cx = {.by = login_name(), .out = stdout, .err = stderr};
	struct parse p = {.argc = argc, .argv = argv, .cx = &cx};
	enum status s = dispatch(&p, &e);
	if (fflush(stdout) != 0 && errno != EPIPE && s <= ST_NEGATIVE)
		s = error_errno(&e, "standard output");
	if (s != ST_OK && e.message[0])
		print_error(&cx, &e);
	return (int)s;
}
