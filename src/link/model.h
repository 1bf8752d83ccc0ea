/* model.h - how likely two records are one person: Fellegi & Sunter's model (1969), fitted without labels by expectation and maximisation (Dempster, Laird & Rubin
 * 1977; Winkler 1988; Jaro 1989).
 *
 * The data are all pairs of records: those that blocking proposes one by one, the rest by a random sample that stands for it. So the chance of an agreement by accident (u)
 * is that of all pairs, and the pairs proposed are no biased sample of anything. Fields that go together (a place and its postcode) hang on each other in a
 * tree, one for pairs that match and one for those that do not (Chow & Liu 1968). Missing values say nothing. Pure. */
#ifndef ONUS_LINK_MODEL_H
#define ONUS_LINK_MODEL_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MODEL_FIELDS = 15, MODEL_LEVELS = 16, MODEL_MISSING = 15 };

/* Different combinations of levels (4 bits a field, first field lowest), and how many pairs have each. */
struct model_pattern { uint64_t levels; double pairs; };

struct model {
	size_t n;                       /* fields */
	uint8_t levels[MODEL_FIELDS];   /* of each */
	double share;                   /* of pairs that match */
	double m[MODEL_FIELDS][MODEL_LEVELS], u[MODEL_FIELDS][MODEL_LEVELS]; /* chance of each level for pairs that match, that do not */
	int8_t parent_m[MODEL_FIELDS], parent_u[MODEL_FIELDS];               /* -1: none */
	double on_m[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS], on_u[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS]; /* [field][parent's level][level] */
	bool tree;
	unsigned iterations;
	bool converged;
	double change;                  /* greatest change of a chance in the last step */
	double log_likelihood;          /* natural */
};

struct model_options {
	double start_share;             /* 0: 1 pair in as many as there are records */
	double agree;                   /* m of the highest level at the start; 0: 0.8 */
	bool keep_u;                    /* do not fit u */
	double prior;                   /* pairs that match added to each level, so that none is impossible; 0: none */
	double least_u;                 /* no chance of a level is less: what so many records cannot tell */
	unsigned most;                  /* iterations; 0: 500 */
	double end;                     /* when the greatest change is below; 0: 1e-6 */
};

/* Begin with u as of all patterns, and m from the options. */
void model_start(struct model *out, size_t n_fields, const uint8_t *levels, const struct model_pattern *p, size_t n, const struct model_options *o);
/* From where it stands. `posterior` (n, may be NULL): each pattern's chance to match. */
void model_fit(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior);
/* Let fields hang on each other: trees from the posterior, and fit on. */
void model_grow(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior);
/* Bits for a match against chance: log2 P(levels | match) / P(levels | none). */
double model_weight(const struct model *x, uint64_t levels);
/* The same of one field within the others. */
double model_field_weight(const struct model *x, uint64_t levels, size_t field);
double model_probability(const struct model *x, double weight);

#endif
