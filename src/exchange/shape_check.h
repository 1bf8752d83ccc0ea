/* shape_check.h - a tree checked against the table of store/shape.h and brought into normal form. */
#ifndef ONUS_EXCHANGE_SHAPE_CHECK_H
#define ONUS_EXCHANGE_SHAPE_CHECK_H

#include "exchange/yaml.h"
#include "store/shape.h"

/* *out: a new reference to the normal form of one record. Errors: ST_DATA with the place, what was found and what was
 * expected, and the near word for an unknown one; ST_ENV. */
enum status shape_build(const struct kind_info *k, const struct node *n, json_t **out, struct error *e);
/* Is this a well-formed id? */
bool id_is_valid(const char *id);

#endif
