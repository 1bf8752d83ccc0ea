/* phrase.h - dates and spans as people write them, for sentences. English. All memory from the arena; NULL when it is out. */
#ifndef ONUS_ASSESS_PHRASE_H
#define ONUS_ASSESS_PHRASE_H

#include "store/model.h"

/* "24 September 1982" */
const char *phrase_day(struct arena *a, int64_t day);
/* "about 1994 to February 2022", "perhaps December 2019", "since March 2019"; an EDTF form that has no such
 * words (a season, 201X) stays as it is. */
const char *phrase_when(struct arena *a, const struct when *w);
/* "on 30 September 2022", "in January 2017", else as phrase_when */
const char *phrase_at(struct arena *a, const struct when *w);
/* "5 years 1 month 3 days", parts that are 0 left out; "0 days" when all are */
const char *phrase_span(struct arena *a, int years, int months, int days);
/* "1 day", "458 days" */
const char *phrase_days(struct arena *a, int64_t days);
/* An actor's heading, or its id. */
const char *phrase_actor(const struct actor *x);
/* "a", "a and b", "a, b and c" */
const char *phrase_list(struct arena *a, const char *const *v, size_t n);

#endif
