#include "cli/answer.h"

#include <errno.h>
#include <stdlib.h>

enum status answer_open(const struct context *cx, enum store_mode mode, struct store **out, struct error *e)
{
	char *dir = NULL;
	if (cx->dir)
		return store_open(cx->dir, mode, out, e);
	enum status s = store_find(".", &dir, e);
	if (s == ST_OK)
		s = store_open(dir, mode, out, e);
	free(dir);
	return s;
}

enum status answer_json(const struct context *cx, json_t *answer, struct error *e)
{
	if (!answer)
		return error_memory(e);
	errno = 0;
	bool written = json_dumpf(answer, cx->out, JSON_COMPACT | JSON_ENCODE_ANY) == 0 && fputc('\n', cx->out) != EOF;
	/* who closes the pipe has read enough */
	enum status s = written || errno == EPIPE ? ST_OK : errno ? error_errno(e, "standard output") : error_memory(e);
	json_decref(answer);
	return s;
}

enum status answer_number(const struct args *a, const char *option, unsigned long long least, unsigned long long otherwise,
			  unsigned long long *out, struct error *e)
{
	const char *text = args_value(a, option);
	char *end;
	*out = otherwise;
	if (!text)
		return ST_OK;
	errno = 0;
	*out = strtoull(text, &end, 10);
	if (errno || *end || text[0] < '0' || text[0] > '9' || *out < least)
		return error_set(e, ST_USAGE, "--%s %s: expected a whole number of %llu or more", option, text, least);
	return ST_OK;
}
