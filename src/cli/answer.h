/* answer.h - what most commands begin and end with: open the case, print the JSON answer. */
#ifndef ONUS_CLI_ANSWER_H
#define ONUS_CLI_ANSWER_H

#include "cli/command.h"
#include "store/store.h"

/* The case of -C DIR, or of the working folder or one above it. The caller closes it. */
enum status answer_open(const struct context *cx, enum store_mode mode, struct store **out, struct error *e);
/* Print one JSON value and a newline; takes the reference. NULL = memory ran out while it was made. */
enum status answer_json(const struct context *cx, json_t *answer, struct error *e);
/* A whole number ≥ least given for an option, or `otherwise` when it is not given. */
enum status answer_number(const struct args *a, const char *option, unsigned long long least, unsigned long long otherwise,
			  unsigned long long *out, struct error *e);
/* A number from least to most given for an option, or `otherwise` when it is not given. ST_USAGE for anything else. */
enum status answer_real(const struct args *a, const char *option, double least, double most, double otherwise, double *out, struct error *e);
/* How many cores the program may use: 1 … most. */
unsigned answer_cores(unsigned most);
/* A day YYYY-MM-DD given for an option, or `otherwise` when it is not given. ST_USAGE for anything else. */
enum status answer_day(const struct args *a, const char *option, int64_t otherwise, int64_t *out, struct error *e);
/* A list of strings as JSON; NULL when memory is out. */
json_t *answer_strings(const char *const *v, size_t n);

#endif
