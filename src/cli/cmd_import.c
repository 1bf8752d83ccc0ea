#include "cli/answer.h"
#include "exchange/ftm.h"
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

/* --- FtM ----------------------------------------------------------------------------------- */

enum { WARNINGS_MOST = 50 };

struct warned { struct context *cx; size_t n; };

static void print_some(void *arg, const struct error *w)
{
	struct warned *p = arg;
	if (p->n++ < WARNINGS_MOST)
		print_warning(p->cx, w);
}

static enum status print_ftm(const struct context *cx, const struct ftm_report *r, bool dry, struct error *e)
{
	if (cx->json)
		return answer_json(cx, json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:b}", "source", r->source, "entities",
						 (json_int_t)r->entities, "statements", (json_int_t)r->statements, "added",
						 (json_int_t)r->added, "changed", (json_int_t)r->changed, "same", (json_int_t)r->same,
						 "withdrawn", (json_int_t)r->withdrawn, "bad_values", (json_int_t)r->bad, "dry_run", dry), e);
	(void)fprintf(cx->out, "%s%zu lines, %zu values of ", dry ? "would be: " : "", r->entities, r->statements);
	print_safe(cx->out, r->source);
	(void)fprintf(cx->out, ": %zu added, %zu changed, %zu the same, %zu withdrawn; %zu bad value%s kept\n", r->added, r->changed, r->same,
		      r->withdrawn, r->bad, r->bad == 1 ? "" : "s");
	return ST_OK;
}

static enum status import_ftm(struct context *cx, const struct args *args, struct error *e)
{
	const struct ftm_options options = {.source = args_value(args, "source"), .strict = args_flag(args, "strict"),
					    .keep = args_flag(args, "keep"), .dry_run = args_flag(args, "dry-run")};
	struct ftm_report report;
	struct store *st = NULL;
	struct warned warned = {cx, 0};
	enum status s = answer_open(cx, STORE_WRITE, &st, e);
	if (s == ST_OK)
		s = ftm_import(st, args->rest[0], cx->by, &options, print_some, &warned, &report, e);
	if (s == ST_OK && warned.n > WARNINGS_MOST)
		(void)fprintf(cx->err, "onus: warning: and %zu more\n", warned.n - WARNINGS_MOST);
	if (s == ST_OK)
		s = print_ftm(cx, &report, options.dry_run, e);
	store_close(st);
	return s;
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	if (args_flag(args, "reference"))
		return print_reference(cx, e);
	if (args->n_rest == 0)
		return error_set(e, ST_USAGE, "onus import needs FILE…");
	size_t scripts = 0;
	for (size_t i = 0; i < args->n_rest; i++) {
		scripts += is_script(args->rest[i]);
		if (!is_script(args->rest[i]) && !ftm_is_file(args->rest[i])) {
			error_set(e, ST_USAGE, "%s: no reader for such a file", args->rest[i]);
			error_hint(e, "case scripts end in .yaml; FtM files in .json, .jsonl, .ijson, .ndjson, .ftm or .csv");
			return ST_USAGE;
		}
	}
	if (scripts < args->n_rest && args->n_rest > 1)
		return error_set(e, ST_USAGE, "an FtM file is imported by itself: one file, one batch");
	if (!scripts)
		return import_ftm(cx, args, e);
	if (args_flag(args, "strict") || args_value(args, "source"))
		return error_set(e, ST_USAGE, "--strict and --source go with FtM files; scripts are always strict");
	return import_scripts(cx, args, e);
}

static const struct option options[] = {
	{"keep", 0, NULL, "keep records that came from the same script and are in it no more"},
	{"dry-run", 'n', NULL, "say what would change, change nothing"},
	{"source", 0, "ID", "FtM: whose values they are; made from the file's name unless given"},
	{"strict", 0, NULL, "FtM: refuse bad values (dates, countries, check digits) instead of reporting them"},
	{"reference", 0, NULL, "print the reference of every key instead"},
};

const struct command cmd_import = {
	.name = "import",
	.args = "FILE…",
	.summary = "take case scripts or an FtM file into the case, all or nothing",
	.about = "Reads case scripts (.yaml, see docs/case-script.md) and takes them into the case as one batch: all or nothing. "
		 "What is the same already writes no entry in the log; what differs writes one for each record. Records that "
		 "came from a script of the same name and are in it no more are withdrawn, unless --keep is given. An error "
		 "names file, line and column, what was found and what was expected. A reference to an id that is nowhere yet "
		 "is a warning.\n\n"
		 "Reads FollowTheMoney files too (docs/ftm.md): entities or statements as JSON lines, statements as CSV, deltas. Bad values are "
		 "reported and kept, unless --strict is given. A new version of a file of the same name replaces what the old one said.",
	OPTIONS(options),
	.most = ANY,
	.run = run,
	.json = true,
};
