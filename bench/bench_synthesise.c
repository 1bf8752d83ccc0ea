/* bench_synthesise.c - records of people made up, as CSV, to the standard output: bench_synthesise RECORDS [SEED [DUPLICATES [ERRORS]]] */
#include "link/synthesise.h"

#include <stdio.h>
#include <stdlib.h>

static enum status print(void *arg, const char *bytes, size_t n, struct error *e)
{
	return fwrite(bytes, 1, n, arg) == n ? ST_OK : error_errno(e, "writing");
}

int main(int argc, char **argv)
{
	struct synthesise_options o = {.records = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000, .seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1,
				       .duplicates = argc > 3 ? strtod(argv[3], NULL) : 0, .errors = argc > 4 ? strtod(argv[4], NULL) : 0};
	struct error e = {0};
	enum status st = synthesise(&o, print, stdout, &e);

	if (!st && fflush(stdout))
		st = error_errno(&e, "writing");
	if (st)
		fprintf(stderr, "bench_synthesise: %s\n", e.message);
	return st;
}
