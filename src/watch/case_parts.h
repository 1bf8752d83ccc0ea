/* case_parts.h - what the files of watch_case share: how a run's record says what it was made from. */
#ifndef ONUS_WATCH_CASE_PARTS_H
#define ONUS_WATCH_CASE_PARTS_H

#include "watch/watch_case.h"

static const char case_command[] = "watch --case", case_prefix[] = "WATCH-";

/* [{"name", "value"}], the site among them; [{"name", "sha256", "date", "source"}] of both images' files. NULL: memory. */
json_t *case_parameters(const struct watch_case_series *s, const json_t *parameters);
json_t *case_inputs(const struct watch_case_series *s, size_t before, size_t after);

/* What the case has of a run: the record of its source and its answer. */
struct case_filed {
	const char *id, *origin;
	json_t *source, *answer;
	const char *site;                 /* id */
	const char *said[2];              /* dates of the images (EDTF) */
	int64_t first, last;              /* from the earlier's first day to the later's last */
	const char *between;              /* EDTF */
};

/* Takes and gives back memory outside the arena: case_filed_end, unless it fails. ST_DATA: no run of watch is called so. */
enum status case_filed_read(struct store *st, const char *id, struct arena *a, struct case_filed *x, struct error *e);
void case_filed_end(struct case_filed *x);
bool case_withdrawn(const struct case_filed *x);

/* Of an answer (docs/json/watch.md): a number or what is said instead; whether areas are pixels; "3 changes, 1.8 ha"; the share of the ground that
 * was seen. */
double case_number(const json_t *o, const char *member, double otherwise);
bool case_in_pixels(const json_t *answer);
const char *case_summed_up(const json_t *answer, struct arena *a);
/* How many changes are likely or more, by the words of ICD 203, and their area. At any rate of false alarms some ground that did not change is
 * marked: what is less than likely is no change that anything hangs on. */
static const double case_likely_from = 0.55;
size_t case_likely(const json_t *answer, double *area);
double case_seen(const json_t *answer);
/* The claim that a change becomes: its id, the text that is proposed. NULL: memory. */
const char *case_claim_id(const struct case_filed *x, unsigned change, struct arena *a);
const char *case_change_text(const struct case_filed *x, const json_t *change, const char *site_name, struct arena *a);

#endif
