/* screen_case.h - a case's actors against watchlists: the binding of screen.h to the model, and the records that a run leaves behind.
 *
 * A run is filed as a source of kind `analysis` (program, lists by hash, settings; its answers as an exhibit), which cites a source of kind
 * `list` for each version of a list that was asked. A hit that a person confirms becomes a Sanction among the relations, every value of which has
 * that list as its source, and a review; one that a person clears becomes a review alone. */
#ifndef ONUS_SCREEN_SCREEN_CASE_H
#define ONUS_SCREEN_SCREEN_CASE_H

#include "lists/shelf.h"
#include "screen/clearing.h"
#include "store/model.h"

/* All that is known of an actor: names but for headings, dates of birth, countries, sex, identifiers; id is the actor's. false: memory is out. A query
 * without a name (q->n_names 0) is not to be asked. */
bool screen_case_query(const struct actor *x, struct arena *a, struct query *out);
/* The reviews of a case, as clearings and confirmations. They are looked up by the hash of screen_case_query's clearing_asked. */
enum status screen_case_reviews(const struct model *m, struct arena *a, struct clearings *out, struct error *e);

/* ACTOR/LIST/ENTRY, as the id of a record: other characters than an id may have are '_', and then digits of a hash make it one of its kind. */
const char *screen_case_hit_id(const char *actor, const char *list, const char *entry, struct arena *a);

/* The id and the record of the source that a version of a list is. */
const char *screen_case_list_id(const struct shelf_list *l, struct arena *a);
json_t *screen_case_list(const struct shelf_list *l, const char *id);

struct screen_case_run {
	const struct shelf_list *lists; size_t n_lists;
	float threshold, cutoff;
	size_t limit, actors, hits;  /* screened, entries at or above the threshold */
	const char *day;             /* YYYY-MM-DD */
	const char *results_sha256;  /* of its answers, the bytes of the exhibit */
};
/* The id (the same for the same run on the same day) and the record. NULL: memory is out. */
const char *screen_case_run_id(const struct screen_case_run *r, struct arena *a);
json_t *screen_case_run_json(const struct screen_case_run *r, const char *id, struct arena *a);

/* A hit that a person decides on. */
struct screen_case_hit {
	const char *id, *actor;
	const struct shelf_list *list;
	const json_t *entry;         /* compiled_entry's */
	const char *entry_sha256, *asked_sha256, *source; /* source: the run, or NULL */
	double score;
	const char *by, *why, *when, *until;
};
json_t *screen_case_review(const struct screen_case_hit *h, bool confirmed);
/* The relation that a confirmed hit is, and its id. */
const char *screen_case_sanction_id(const char *hit_id, struct arena *a);
json_t *screen_case_sanction(const struct screen_case_hit *h, struct arena *a);

#endif
