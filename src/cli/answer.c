#include "cli/answer.h"

#include "base/edtf.h"

#include <errno.h>
#include <sched.h>
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

enum status answer_number(const struct args *a, const char *option, unsigned long long least,
			  unsigned long long otherwise, unsigned long long *out, struct error *e)
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

enum status answer_real(const struct args *a, const char *option, double least, double most, double otherwise, double *out, struct error *e)
{
	const char *text = args_value(a, option);
	char *end;

	*out = otherwise;
	if (!text)
		return ST_OK;
	*out = strtod(text, &end);
	if (end == text || *end || !(*out >= least && *out <= most))
		return error_set(e, ST_USAGE, "--%s %s: a number from %g to %g expected", option, text, least, most);
	return ST_OK;
}

unsigned answer_cores(unsigned most)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) ? 1 : CPU_COUNT(&set);

	return n < 1 ? 1 : (unsigned)n > most ? most : (unsigned)n;
}

enum status answer_day(const struct args *a, const char *option, int64_t otherwise, int64_t *out, struct error *e)
{
	const char *text = args_value(a, option);
	struct error why;
	*out = otherwise;
	if (!text || edtf_parse_day(text, out, &why) == ST_OK)
		return ST_OK;
	error_set(e, ST_USAGE, "--%s: %s", option, why.message);
	return ST_USAGE;
}

json_t *answer_strings(const char *const *v, size_t n)
{
	json_t *list = json_array();
	for (size_t i = 0; list && i < n; i++)
		if (json_array_append_new(list, json_string(v[i])) != 0) {
			json_decref(list);
			return NULL;
		}
	return list;
}
