/* frequency.h - agreement on what is rare tells more: bits for every value, by how many other people have it (Fellegi & Sunter 1969; Winkler 1989).
 *
 * Of the pairs that agree on a value those that match are taken off first, so that a rare name whose bearer stands ten times on the lists is still
 * rare. */
#ifndef ONUS_LINK_FREQUENCY_H
#define ONUS_LINK_FREQUENCY_H

#include "link/field.h"
#include "link/model.h"

struct frequency {
	float *bits[LINK_FIELDS];                   /* of each cell: to be added where two records agree on it; owned */
	float share[LINK_FIELDS][MODEL_LEVELS];     /* … as far as the field that it hangs on does not tell it already, by that one's level */
};

/* pair: records << 32; levels and posterior of each pair. false: memory is out. */
bool frequency_make(const struct link_fields *f, const struct model *m, const uint64_t *pair, const uint64_t *levels, const float *posterior,
		    size_t n, struct frequency *out);
void frequency_free(struct frequency *q);
/* What is to be added to model_weight. */
double frequency_weight(const struct link_fields *f, const struct model *m, const struct frequency *q, uint32_t record, uint64_t levels);
/* The part of one field in it. */
double frequency_field_weight(const struct link_fields *f, const struct model *m, const struct frequency *q, uint32_t record, uint64_t levels, size_t field);

#endif
