#include "cli/answer.h"
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

static enum status run(struct context *cx, const struct args *args, struct error *e)
{
	const char *format = args_value(args, "format");
	struct store *st = NULL;
	struct buf b = BUF_INIT;
	if (!format || strcmp(format, "yaml") != 0)
		return error_set(e, ST_USAGE, format ? "no format '%s': expected yaml" : "onus export needs --format yaml", format);
	enum status s = answer_open(cx, STORE_READ, &st, e);
	if (s == ST_OK)
		s = script_export(st, &b, e);
	if (s == ST_OK)
		s = write_out(cx, args_value(args, "output"), &b, e);
	store_close(st);
	buf_free(&b);
	return s;
}

static const struct option options[] = {
	{"format", 'f', "FORMAT", "yaml: the whole case as one script"},
	{"output", 'o', "FILE", "write to FILE instead of standard output"},
};

const struct command cmd_export = {
	.name = "export",
	.args = "",
	.summary = "write the case in a format that others read",
	.about = "Writes the case to standard output or to a file. `yaml` is one case script that imports to the same case: the same "
		 "records, keys in the order of docs/case-script.md.",
	OPTIONS(options),
	.run = run,
};
