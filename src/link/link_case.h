/* link_case.h - linkage filed in a case: lists as sources, their rows as actors without a name, the run as an analysis, what it put together as merges.
 *
 * Who the people are stays outside the case: an actor of schema Person stands for each row, with a pseudonym for an id and a commitment (identities.h), citing the
 * list. The run is a source of kind `analysis` that names lists and decisions by SHA-256, parameters and seed; its answer, in pseudonyms, is an exhibit.
 * Records that it put together are a merge (store/shape.h) that rests on it. Nothing is overwritten: records and merges stay as they are; a person withdraws a
 * merge by saying so on it (two who are told apart so are decisions for later runs, link_case_apart); a later run over the same lists with another answer is filed beside the earlier one, whose source is then superseded, so that its merges
 * hold no more; the same run again brings it back. A merge of actors that a person has told apart is filed as withdrawn. */
#ifndef ONUS_LINK_LINK_CASE_H
#define ONUS_LINK_LINK_CASE_H

#include "link/link.h"
#include "store/store.h"

struct link_case_list {
	const char *name;            /* the file's, without its folder */
	const char *sha256;
	const char *source;          /* the id of the source that it is, as link_case_dataset found it */
};

/* The source of the case that has these bytes; else `asked`, else an id made of the hash. ST_DATA: `asked` is no id, or is a source of other bytes or another record. From a. */
enum status link_case_dataset(struct store *st, const char *sha256, const char *asked, struct arena *a, const char **id, struct error *e);
/* How many records of that list, whose identity is kept outside, the case has. */
enum status link_case_count(struct store *st, const char *dataset, size_t *n, struct error *e);

struct link_filing {
	const struct link_result *result;
	const char *command;         /* "link", "link --case": a run supersedes those of the same command over the same lists or some of them */
	const struct link_case_list *lists; size_t n_lists;
	const char *const *actor;    /* of each record: the actor's id */
	const char *const *commitment; /* of each record, 64 hexadecimal digits; NULL: the actors are the case's own */
	const char *program;         /* "onus 0.1.0" */
	const json_t *parameters;    /* [{"name", "value"}] */
	uint64_t seed;
	const char *decisions, *decisions_sha256; /* what persons said of pairs: the file's name and hash; or NULL */
	const char *table, *table_sha256; /* who stands on which list, as written for estimate; or NULL */
	const char *by, *day, *now;  /* YYYY-MM-DD; RFC 3339 */
};
struct link_filed {
	const char *run, *table;     /* ids; table NULL: none */
	size_t records, merges;      /* new ones */
	size_t all_merges;           /* that the run has */
	size_t withdrawn;            /* of these: told apart by a person before */
	size_t holding;              /* of these: with all actors of a merge that was withdrawn, and more */
	const char *const *superseded; size_t n_superseded; /* runs */
	bool retracted;              /* a person has withdrawn the run: none of its merges holds */
	bool changed;                /* false: the case held all of it already */
};
/* Inside a batch that the caller has begun. All from a. */
enum status link_case_file(struct store *st, const struct link_filing *f, struct arena *a, struct link_filed *out, struct error *e);

/* Two actors that a person has told apart: a merge of just these two was withdrawn. All from a. */
struct link_case_apart { const char *merge, *actor[2]; };
enum status link_case_apart(struct store *st, struct arena *a, struct link_case_apart **out, size_t *n, struct error *e);

/* Say on a merge that it does not hold; or on the source of a run, which is then retracted, so that none of its merges does. Inside a batch. ST_DATA: there is none, it is withdrawn already, or it comes from a script, which must say so. */
enum status link_case_withdraw(struct store *st, const char *merge, const char *by, const char *why, const char *now, struct error *e);

#endif
