/* judge.h - what `assess` and `finding` share: the case opened, loaded, weighed and assessed, and a finding printed. */
#ifndef ONUS_CLI_JUDGE_H
#define ONUS_CLI_JUDGE_H

#include "cli/answer.h"
#include "report/judged.h"

struct judging {
	struct arena a;
	struct store *st;
	struct model model;
	struct rules rules;
	struct weighing weighing;
	struct assessment assessment;
	int64_t as_of;
};

/* Reads --as-of, --rules and --standard where the command has them. Call judging_close whatever comes back. */
enum status judging_open(struct judging *j, const struct context *cx, const struct args *args, enum store_mode mode, struct error *e);
void judging_close(struct judging *j);
const struct finding *judging_finding(const struct judging *j, const char *id);
/* "yes", "no" and "open" of an element or a finding with a mark before it: "✓ yes " */
const char *truth_mark(enum truth t);
/* The line that says what a finding is: proposed, confirmed by whom and why … */
void finding_print_status(FILE *out, const struct finding *f);
json_t *finding_to_json(const struct finding *f);

#endif
