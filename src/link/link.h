/* link.h - one person, many records: the whole run, from records to people with probabilities.
 *
 * records (records.h) → fields and cells (field.h) → pairs to look at (block.h) → the model (model.h, frequency.h) → clusters (cluster.h). Each step
 * is a module of its own; this one puts them together, and explains a pair. */
#ifndef ONUS_LINK_LINK_H
#define ONUS_LINK_LINK_H

#include "link/block.h"
#include "link/cluster.h"
#include "link/frequency.h"
#include "link/model.h"
#include "link/records.h"

/* What a person said of two records (decision.h): counts as certain. a < b. */
struct link_decision { uint32_t a, b; bool same; };

struct link_options {
	double threshold;            /* a pair is one from this probability on; 0: 0.5 */
	uint64_t seed;
	unsigned threads;            /* 0: one */
	size_t cap;                  /* records of a block whose pairs are all looked at; 0: found out by the number of records */
	size_t sample;               /* pairs drawn by chance for u; 0: 1,000,000 */
	bool clean[LINK_FILES];      /* no two records of this file are one person */
	bool across;                 /* only pairs of different files */
	unsigned draws;              /* clusterings drawn */
	const struct link_decision *decision; size_t n_decisions; /* by a, then b; none contradict each other; borrowed */
	void (*say)(void *arg, const char *what, double share); /* progress; may be NULL */
	void *say_arg;
	const volatile int *stop;    /* not 0: end with ST_NEGATIVE; may be NULL */
};

struct link_pair {
	uint32_t a, b;               /* records, a < b */
	float weight;                /* bits for a match; with the prior: odds */
	float probability;           /* 1 or 0 where it is decided */
	uint64_t levels;             /* of all fields, 4 bits each */
};

struct link_cluster {
	uint32_t first, size;        /* in link_result.member */
	float probability;           /* that it is one person, and all of it */
	uint32_t weak_a, weak_b;     /* the record that fits least, and the one it hangs on most; the same where it is alone */
	float weakest;               /* probability of that link */
};

/* Where the model's fit ended from another start: expected matches, and whether it is the same end. */
struct link_start { double agree, matches; bool same; };
enum { LINK_STARTS = 3 };

struct link_result {
	const struct link_records *records;
	struct link_fields fields;
	struct block_keys keys;
	struct model model;
	struct frequency frequency;
	bool strayed;                /* a free fit went elsewhere, to pairs that are alike in few ways; the anchored one stands */
	struct link_start start[LINK_STARTS]; size_t n_starts; /* the first is the one that stands */
	double prior;                /* log2 odds before anything is compared */
	struct link_pair *pair; size_t n_pairs;  /* looked at or decided, and weighed, by a, then b */
	const struct link_decision *decision; size_t n_decisions; /* of the options */
	size_t looked_at;            /* pairs proposed */
	double all_pairs;            /* that there are */
	double expected;             /* matches among those looked at: the sum of probabilities */
	size_t combinations, combinations_taken; /* of keys: tried, and used */
	double missed;               /* estimate of the share of matches that were not looked at; negative: too few to tell */
	uint32_t *cluster;           /* of each record */
	struct link_cluster *clusters; size_t n_clusters;
	uint32_t *member;            /* records by cluster */
	uint32_t **draw; size_t n_draws; /* other plausible clusterings: cluster of each record */
	const char *const *notes; size_t n_notes;
	struct arena arena;
};

/* 1: a person said that they are the same; -1: different; 0: neither. */
int link_decided(const struct link_result *r, uint32_t a, uint32_t b);

/* ST_DATA: nothing to compare by. ST_NEGATIVE: stopped. The records are borrowed until link_free. */
enum status link_run(const struct link_records *r, const struct link_options *o, struct link_result *out, struct error *e);
void link_free(struct link_result *r);

/* Why: prior + the parts + rival = log2 odds. */
struct link_part {
	const struct link_field *field;
	unsigned level;              /* LINK_FIELD_MISSING: nothing is known */
	double bits;                 /* what the level tells */
	double rare;                 /* and, where they agree, that the value is rare (or common) */
};
struct link_explanation {
	double prior, odds, probability;
	double rival;                /* bits: pairs that are alike so are so for another reason as well (one household, namesakes); where that is out of the question,
				      * a little above 0: the others that do not match are fewer by those */
	struct link_part part[LINK_FIELDS]; size_t n;
};
void link_explain(const struct link_result *r, uint32_t a, uint32_t b, struct link_explanation *out);
/* A record's value of a field as its columns have it: joined by spaces. From a. NULL: memory is out. */
const char *link_value_text(const struct link_result *r, uint32_t record, const struct link_field *x, struct arena *a);

#endif
