/* estimating.h - what the files of `onus estimate` share: the answer as JSON and for people. */
#ifndef ONUS_CLI_ESTIMATING_H
#define ONUS_CLI_ESTIMATING_H

#include "base/buf.h"
#include "cli/command.h"
#include "estimate/estimate.h"

#include <jansson.h>

struct answered {
	const char *name;                 /* the table's: a path, "standard input" */
	const struct overlap_file *file;
	const struct overlap_options *read;
	const struct estimate_options *options;
	const struct estimate_result *all;/* the whole table, or the sum of the strata */
	const struct estimate_strata *strata; /* NULL: none were asked for */
};

/* The document of docs/json/estimate.md. NULL: memory. */
json_t *estimate_json(const struct answered *x, struct arena *a);
/* Everything but the table on which the answer depends. NULL: memory. */
json_t *estimate_parameters(const struct answered *x);
/* For a person, with sketches in characters. */
void estimate_print(FILE *out, const struct answered *x, struct arena *a);

/* The pictures to svg (NULL: not), and all of the answer to files in dir (made if need be; NULL: not). Each file is whole or not there. */
enum status estimate_files(const char *svg, const char *dir, const struct answered *x, struct arena *a, struct error *e);

/* File the run in the case and say so (--file, --unit, --text); bytes: the table's. */
enum status estimate_filed(const struct context *cx, const struct args *args, struct answered *x, const struct buf *bytes, struct arena *a,
				struct error *e);

#endif
