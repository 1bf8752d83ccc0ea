/* field_work.h - how the fields of field.h come about: cells, each kept once (field_cells.c), the normal forms of values (field_values.c), names divided and
 * their words (field_names.c). */
#ifndef ONUS_LINK_FIELD_WORK_H
#define ONUS_LINK_FIELD_WORK_H

#include "link/field.h"

/* A field whose cells are being made. */
struct maker {
	struct link_fields *out;
	struct link_field *x;
	uint32_t *slot;
	uint64_t *hash;
	size_t n_slots, cap_cells, pool_n, pool_cap, ids_n, ids_cap;
	uint32_t no_day; /* a month and day that stand for none; 0: no such */
};
bool maker_begin(struct maker *m, struct link_fields *out, struct link_field *x);
void maker_end(struct maker *m);

/* What a cell is to be. */
struct making { const char *text; size_t n; const uint32_t *ids; size_t n_ids; uint32_t day; size_t local; };
/* The cell's number; the same for the same. false: memory is out. */
bool maker_cell(struct maker *m, const struct making *w, uint32_t *id);
/* … for a record, which is counted. */
bool maker_put(struct maker *m, size_t record, const struct making *w);

/* Cells of a column's values; of a date from columns of years, months and days; of all names. false: memory is out. */
bool field_values(struct maker *m, const struct link_records *r, const struct link_column *c);
bool field_date_of_parts(struct maker *m, const struct link_records *r);
bool field_names(const struct link_records *r, struct link_fields *f);

#endif
