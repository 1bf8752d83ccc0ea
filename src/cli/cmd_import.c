#include "cli/answer.h"
#include "exchange/script.h"

#include <stdlib.h>
#include <string.h>

extern const struct command cmd_import;

static bool ends_in(const char *path, const char *ending)
{
	size_t n = strlen(path), m = strlen(ending);
	return n >= m && !strcmp(path + n - m, ending);
}

static bool is_script(const char *path)
{
	return ends_in(path, ".yaml") || ends_in(path, ".yml");
}

static void print_warning(void *arg, const struct error *w)
{
	struct context *cx = arg;
	(void)fputs("onus: warning: ", cx->err);
	if (w->where[0]) {
		print_safe(cx->err, w->where);
		(void)fputs(": ", cx->err);
	}
	print_safe(cx->err, w->message);
	if (w->hint[0]) {
		(void)fputs(" (", cx->err);
		print_safe(cx->err, w->hint);
		(void)fputs(")", cx->err);
	}
	(void)fputs("\n", cx->err);
}

static enum status print_report(const struct context *cx, const struct import_report *r, bool dry, struct error *e)
{
	if (!cx->json) {
		(void)fprintf(cx->out, "%s%zu added, %zu changed, %zu the same, %zu withdrawn; %zu %s in the log\n",
			      dry ? "would be: " : "", r->added, r->changed, r->same, r->withdrawn, r->entries,
			      r->entries == 1 ? "entry" : "entries");
		return ST_OK;
	}
	return answer_json(cx, json_pack("{s:I, s:I, s:I, s:I, s:I, s:b}", "added", (json_int_t)r->added, "changed",
					 (json_int_t)r->changed, "same", (json_int_t)r->same, "withdrawn", (json_int_t)r->withdrawn,
					 "entries", (json_int_t)r->entries, "dry_run", dry), e);
}

static enum status print_reference(struct context *cx, struct error *e)
{
	struct buf b = BUF_INIT;
	enum status s = script_reference(&b, e);
	if (s == ST_OK)
		(void)fputs(buf_str(&b), cx->out);
	buf_free(&b);
	return s;
}

static enum status import_scripts(struct context *cx, const struct args *args, struct error *e)
{
	const struct import_options options = {.keep = args_flag(args, "keep"), .dry_run = args_flag(args, "dry-run")};
	struct import_report report;
	struct store *st = NULL;
	size_t read = 0;
	struct script *scripts = calloc(args->n_rest, sizeof *scripts);
	enum status s = scripts ? ST_OK : error_memory(e);
	for (; s == ST_OK && read < args->n_rest; read++)
		s = script_read(args->rest[read], &scripts[read], e);
	if (s == ST_OK)
		s = answer_open(cx, STORE_WRITE, &st, e);
	if (s == ST_OK)
		s = script_import(st, scripts, args->n_rest, cx->by, &options, print_warning, cx, &report, e);
	if (s == ST_OK)
		s = print_report(cx, &report, options.dry_run, e);
	store_close(st);
	for (size_t i = 0; i < read; i++)
		script_free(&scripts[i]);
	free(scripts);
	return s;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	if (args_flag(args, "reference"))
		return print_reference(cx, e);
	if (args->n_rest == 0)
		return error_set(e, ST_USAGE, "onus import needs FILE…");
	for (size_t i = 0; i < args->n_rest; i++)
		if (!is_script(args->rest[i]))
			return error_set(e, ST_USAGE, "%s: no reader for such a file; case scripts end in .yaml", args->rest[i]);
	return import_scripts(cx, args, e);
}

static const struct option options[] = {
	{"keep", 0, NULL, "keep records that came from the same script and are in it no more"},
	{"dry-run", 'n', NULL, "say what would change, change nothing"},
	{"reference", 0, NULL, "print the reference of every key instead"},
};

const struct command cmd_import = {
	.name = "import",
	.args = "FILE…",
	.summary = "take case scripts into the case, all or nothing",
	.about = "Reads case scripts (.yaml, see docs/case-script.md) and takes them into the case as one batch: all or nothing. "
		 "What is the same already writes no entry in the log; what differs writes one for each record. Records that "
		 "came from a script of the same name and are in it no more are withdrawn, unless --keep is given. An error "
		 "names file, line and column, what was found and what was expected. A reference to an id that is nowhere yet "
		 "is a warning.",
	OPTIONS(options),
	.most = ANY,
	.run = run,
	.json = true,
};
