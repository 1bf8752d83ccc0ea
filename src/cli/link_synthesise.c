/* link_synthesise.c - onus link --synthesise N: records of people who do not exist. */
#include "cli/linking.h"
#include "link/synthesise.h"

#include <stdlib.h>

struct made { FILE *out; const char *path; };

static enum status put(void *arg, const char *bytes, size_t n, struct error *e)
{
	const struct made *m = arg;

	if (linking_stopped())
		return m->path ? error_set(e, ST_NEGATIVE, "stopped; %s is not written", m->path) : error_set(e, ST_NEGATIVE, "stopped");
	return fwrite(bytes, 1, n, m->out) == n ? ST_OK : error_errno(e, m->path ? m->path : "standard output");
}

static enum status mean(const struct args *args, const char *option, double *out, struct error *e)
{
	const char *text = args_value(args, option);
	char *end;

	if (!text)
		return ST_OK;
	*out = strtod(text, &end);
	if (end == text || *end || !(*out > 0 && *out <= 1e6))
		return error_set(e, ST_USAGE, "--%s %s: a mean above 0 expected, as 1.5", option, text);
	return ST_OK;
}

enum status linking_synthesise(const struct context *cx, const struct args *args, struct error *e)
{
	struct synthesise_options o = {0};
	struct made m = {.out = cx->out, .path = args_value(args, "output")};
	unsigned long long n = 0, seed = 0;
	struct link_file f;
	enum status st = answer_number(args, "synthesise", 1, 0, &n, e), end;

	if (!st && n > 100000000)
		st = error_set(e, ST_USAGE, "--synthesise %llu: at most 100,000,000 expected", n);
	if (!st && args->n_rest)
		st = error_set(e, ST_USAGE, "--synthesise makes records and links none: no FILE with it");
	if (!st)
		st = answer_number(args, "seed", 0, 1, &seed, e);
	if (!st)
		st = mean(args, "errors", &o.errors, e);
	if (!st)
		st = mean(args, "duplicates", &o.duplicates, e);
	if (st)
		return st;
	o.records = n;
	o.seed = seed;
	linking_listen();
	if (m.path && (st = link_file_begin(m.path, &f, e)))
		return st;
	if (m.path)
		m.out = f.out;
	st = synthesise(&o, put, &m, e);
	if (m.path) {
		end = link_file_end(&f, !st, st ? NULL : e);
		st = st ? st : end;
	} else if (!st && fflush(cx->out)) {
		st = error_errno(e, "standard output");
	}
	if (!st && !args_flag(args, "quiet"))
		(void)fprintf(cx->err, "%llu record%s of people who do not exist: every name, date, address and number is made up.\n", n, n == 1 ? "" : "s");
	return st;
}
