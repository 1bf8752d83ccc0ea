/* terms.h - a log-linear model as the set of its interactions, and its name. Pure.
 *
 * A term is a set of two or more lists (bit i: list i). Every list by itself and the constant are in every model. A model is hierarchical when
 * with a term all its subsets of two or more lists are in it (Bishop, Fienberg & Holland 1975). */
#ifndef ONUS_ESTIMATE_TERMS_H
#define ONUS_ESTIMATE_TERMS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct terms { const uint32_t *set; size_t n; };

bool terms_hierarchical(struct terms t);
/* The generating class: "[12,24,35,45]", larger terms first, then by the lists' numbers from 1; lists in no term stand alone ("[23,1]").
 * Above 9 lists numbers are parted by dots: "[1.12,3.4,…]". NULL when memory is out. */
const char *terms_class(struct terms t, unsigned n_lists, struct arena *a);
/* In the lists' names: "LA:NG + NG:GP"; without terms "independent lists". */
const char *terms_words(struct terms t, const char *const *lists, struct arena *a);

#endif
