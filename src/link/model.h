/* model.h - how likely two records are one person: Fellegi & Sunter's model (1969), fitted without labels by expectation and maximisation (Dempster,
 * Laird & Rubin 1977; Winkler 1988; Jaro 1989).
 *
 * The data are all pairs of records: those that blocking proposes one by one, the rest by a random sample that stands for it. So the chance of an
 * agreement by accident (u) is that of all pairs, and the pairs proposed are no biased sample of anything. Fields that go together (a place and its
 * postcode) hang on each other in a tree, one for pairs that match and one for those that do not (Chow & Liu 1968). Pairs that are alike for another
 * reason (one household, one town) are classes of their own beside the others that do not match (Larsen & Rubin 2001). Missing values say nothing.
 * Pure. */
#ifndef ONUS_LINK_MODEL_H
#define ONUS_LINK_MODEL_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MODEL_FIELDS = 15, MODEL_LEVELS = 16, MODEL_MISSING = 15, MODEL_RIVALS = 1 };

/* Different combinations of levels (4 bits a field, first field lowest), and how many pairs have each. */
struct model_pattern { uint64_t levels; double pairs; };

struct model {
	size_t n;                       /* fields */
	uint8_t levels[MODEL_FIELDS];   /* of each */
	double share;                   /* of pairs that match */
	double m[MODEL_FIELDS][MODEL_LEVELS], u[MODEL_FIELDS][MODEL_LEVELS]; /* chance of each level for pairs that match, that do not */
	int8_t parent_m[MODEL_FIELDS], parent_u[MODEL_FIELDS];               /* -1: none */
	double on_m[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS], on_u[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS]; /* [field][parent's level][level] */
	size_t rivals;                  /* classes of pairs that do not match, but are alike */
	uint16_t differs[MODEL_RIVALS]; /* fields in which such pairs nearly always differ: a bit each */
	double rival_share[MODEL_RIVALS], rival[MODEL_RIVALS][MODEL_FIELDS][MODEL_LEVELS];
	unsigned iterations;
	bool converged;
	double change;                  /* greatest change of a chance in the last step */
	double log_likelihood;          /* natural */
	/* logarithms (base 2) of all these, by parent's level (MODEL_MISSING: none) and level: model_ready */
	double log_m[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS], log_u[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS];
	double log_rival[MODEL_RIVALS][MODEL_FIELDS][MODEL_LEVELS];
};

struct model_options {
	double start_share;             /* 0: one match a record */
	double agree;                   /* m of the highest level at the start; 0: 0.8 */
	bool keep_u;                    /* do not fit u */
	unsigned most;                  /* iterations; 0: 500 */
	double end;                     /* when the greatest change is below; 0: 1e-6 */
	double prior;                   /* pairs that match added to each level, so that none is impossible; 0: none */
	uint16_t personal;              /* fields that tell people apart who share a home or a name: a bit each; a rival differs in one of them at least */
	double least_u;                 /* no chance of a level is less: what so many records cannot tell */
};

/* Begin with u as of all patterns, and m from the options. */
void model_start(struct model *out, size_t n_fields, const uint8_t *levels, const struct model_pattern *p, size_t n, const struct model_options *o);
/* From where it stands: m, u and the share until they stay. Trees and rivals take part where there are any. posterior (n): each pattern's chance to
 * match. */
void model_fit(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior);
/* The chances of a field's levels from pairs that the other fields alone make matches, field by field, until they stay; meanwhile what does not match
 * grows its tree and its rivals. A class of pairs that are alike in a few ways only cannot take the model over, as it can in a free fit. */
void model_anchor(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior);
/* Let the fields of pairs that match, and of those that do not, hang on each other: trees from the posterior. */
void model_grow(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, const double *posterior);
/* Has a fit from `anchor` ended where it was meant to: about as many matches, and no field that agrees much less? */
bool model_near(const struct model *fitted, const struct model *anchor);

/* After a change of chances by hand. */
void model_ready(struct model *x);
/* log2 of the chance of these levels for a pair that matches; that is chance alone; that is a rival (weighed by their shares of what does not match;
 * far below where there are none). */
struct model_chances { double match, chance, rival; };
struct model_chances model_chances(const struct model *x, uint64_t levels);
/* Bits for a match against none; rare: bits to be taken off the chance of accident, for the values' rarity. */
double model_weight(const struct model_chances *c, double rare);
/* What one field tells, within the others, against chance alone. */
double model_field_weight(const struct model *x, uint64_t levels, size_t field);

#endif
