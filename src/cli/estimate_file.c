#include "cli/answer.h"
#include "cli/estimating.h"
#include "estimate/estimate_case.h"
#include "onus/version.h"

#include <stdlib.h>
#include <string.h>

static void say(const struct context *cx, const struct estimate_filed *d)
{
	FILE *out = cx->json ? cx->err : cx->out;

	(void)fputs(d->changed ? "\nFiled: the claim " : "\nThe case has it already: the claim ", out);
	print_line(out, d->claim);
	(void)fputs(" rests on ", out);
	print_line(out, d->source);
	(void)fputs(", which cites ", out);
	print_line(out, d->dataset);
	(void)fputs("\n    ", out);
	print_line(out, d->text);
	(void)fputs("\n", out);
}

enum status estimate_filed(const struct context *cx, const struct args *args, struct answered *x, const struct buf *bytes, struct arena *a,
				struct error *e)
{
	const char *path = x->name, *slash = strrchr(path, '/');
	struct estimate_filing f = {.claim = args_value(args, "file"), .text = args_value(args, "text"), .unit = args_value(args, "unit"),
				    .table = slash ? slash + 1 : path, .program = "onus " ONUS_VERSION, .result = x->all, .by = cx->by};
	struct estimate_filed done;
	struct store *st = NULL;
	struct sha256 hash;
	char hex[SHA256_HEX];
	json_t *parameters = estimate_parameters(x), *answer;
	enum status s = sha256_of(bytes->bytes, bytes->len, NULL, 0, NULL, 0, &hash, e);

	sha256_hex(&hash, hex);
	x->name = f.table; /* folders of this machine are nobody's matter */
	answer = estimate_json(x, a);
	x->name = path;
	char *text = answer ? json_dumps(answer, JSON_INDENT(1)) : NULL;

	json_decref(answer);
	f.table_sha256 = hex;
	f.parameters = parameters;
	f.answer = text;
	f.answer_n = text ? strlen(text) : 0;
	if (!s && (!text || !parameters))
		s = error_memory(e);
	if (!s)
		s = answer_open(cx, STORE_WRITE, &st, e);
	if (!s)
		s = estimate_file(st, &f, a, &done, e);
	if (!s)
		say(cx, &done);
	store_close(st);
	json_decref(parameters);
	free(text);
	return s;
}
