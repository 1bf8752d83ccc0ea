#include "cli/answer.h"
#include "exchange/ftm.h"
#include "exchange/script.h"

#include <errno.h>
#include <string.h>

extern const struct command cmd_export;

/* To a file by way of a temporary one beside it, so that a failure leaves what was there. */
static enum status write_out(struct context *cx, const char *path, const struct buf *b, struct error *e)
{
	if (!path)
		return fwrite(buf_str(b), 1, b->len, cx->out) == b->len ? ST_OK : error_errno(e, "standard output");
	struct buf tmp = BUF_INIT;
	buf_printf(&tmp, "%s.part", path);
	if (!buf_ok(&tmp))
		return error_memory(e);
	FILE *f = fopen(tmp.bytes, "wbx");
	enum status s = f ? ST_OK : error_errno(e, tmp.bytes);
	bool good = f && fwrite(buf_str(b), 1, b->len, f) == b->len;
	if (f && (fclose(f) != 0 || !good))
		s = error_errno(e, tmp.bytes);
	if (s == ST_OK && rename(tmp.bytes, path) != 0)
		s = error_errno(e, path);
	if (s != ST_OK && f)
		(void)remove(tmp.bytes);
	buf_free(&tmp);
	return s;
}

static enum status to_buf(void *arg, const char *bytes, size_t n, struct error *e)
{
	buf_add(arg, bytes, n);
	return buf_ok(arg) ? ST_OK : error_memory(e);
}

static enum status make(struct store *st, const char *format, const char *dataset, struct buf *b, struct error *e)
{
	static const struct { const char *name; enum ftm_format format; } ftm[] = {
		{"ftm", FTM_ENTITIES}, {"statements", FTM_STATEMENTS_JSON}, {"statements-csv", FTM_STATEMENTS_CSV}};
	for (size_t i = 0; i < sizeof ftm / sizeof *ftm; i++)
		if (!strcmp(format, ftm[i].name))
			return ftm_export(st, ftm[i].format, dataset, to_buf, b, e);
	return script_export(st, b, e);
}

static bool is_format(const char *format)
{
	return format && (!strcmp(format, "yaml") || !strcmp(format, "ftm") || !strcmp(format, "statements") || !strcmp(format, "statements-csv"));
}

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const char *format = args_value(args, "format");
	struct store *st = NULL;
	struct buf b = BUF_INIT;
	if (!is_format(format))
		return error_set(e, ST_USAGE, format ? "no format '%s': expected yaml, ftm, statements or statements-csv"
						     : "onus export needs --format yaml, ftm, statements or statements-csv", format);
	enum status s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK)
		s = make(st, format, args_value(args, "dataset"), &b, e);
	if (s == ST_OK)
		s = write_out(cx, args_value(args, "output"), &b, e);
	store_close(st);
	buf_free(&b);
	return s;
}

static const struct option options[] = {
	{"format", 'f', "FORMAT", "yaml, ftm, statements or statements-csv"},
	{"dataset", 0, "NAME", "name for statements that have no dataset of their own; onus unless given"},
	{"output", 'o', "FILE", "write to FILE instead of standard output"},
};

const struct command cmd_export = {
	.name = "export",
	.args = "",
	.summary = "write the case in a format that others read",
	.about = "Writes the case to standard output or to a file. `yaml` is one case script that imports to the same case: the same "
		 "records, keys in the order of docs/case-script.md. `ftm` is FollowTheMoney entities, one a line; `statements` and `statements-csv` "
		 "the same as statements, with the ids that followthemoney computes.",
	OPTIONS(options),
	.run = run,
};
