/* judged.h - a case weighed and then held against its duties: what `assess`, `finding` and the dossier all begin with.
 *
 * Engines do not use each other; here the grades that weighing gives are handed to the assessment. */
#ifndef ONUS_REPORT_JUDGED_H
#define ONUS_REPORT_JUDGED_H

#include "assess/assess.h"
#include "weigh/weigh_case.h"

/* Weigh and assess as of a day. All memory from a. Errors: ST_DATA for a standard of proof that the rules do not have. */
enum status judge_case(const struct model *m, const struct rules *r, int64_t as_of, struct arena *a, struct weighing *w,
		       struct assessment *out, struct error *e);
/* Assess a case already weighed; standard: asked of every finding, NULL = as claims, duties and rules ask. */
enum status judge_weighed(const struct model *m, const struct weighing *w, int64_t as_of, const char *standard, struct arena *a,
			  struct assessment *out, struct error *e);

#endif
