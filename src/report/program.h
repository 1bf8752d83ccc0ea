/* program.h - another program run for its output: without a shell, with a time limit, with a small environment. */
#ifndef ONUS_REPORT_PROGRAM_H
#define ONUS_REPORT_PROGRAM_H

#include "base/buf.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

/* Run argv (argv[0] looked up in PATH) in folder `dir` (NULL: here), its standard output to *out (NULL: dropped), its standard
 * error dropped. epoch: SOURCE_DATE_EPOCH. *ran is false when there is no such program, when it failed or when the time ran out;
 * that is ST_OK. Errors: ST_ENV when no process can be made. */
enum status program_run(const char *const *argv, const char *dir, int64_t epoch, unsigned seconds, struct buf *out, bool *ran,
			struct error *e);

#endif
