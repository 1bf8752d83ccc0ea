/* screen.h - one who is asked for, held against lists: entries at or above a threshold, best first.
 *
 * A query may have several names (aliases, a name in two scripts); an entry's score is that of the pair of names that is most alike, raised or
 * lowered by identity.h. Entries are found by name (search.h, with a threshold lower by what features can raise) and by identifier. */
#ifndef ONUS_SCREEN_SCREEN_H
#define ONUS_SCREEN_SCREEN_H

#include "screen/identity.h"
#include "screen/search.h"

struct screen_query {
	const char *const *names;
	size_t n_names;
	enum word_use use;      /* 0: find out for each name */
	bool text;              /* names are free text in which a listed name may stand */
	struct identity who;
};
struct screen_hit {
	const struct compiled *list;
	size_t nth;             /* which of the lists that is */
	uint32_t entry;
	uint32_t name;          /* of the list; UINT32_MAX: found by identifier alone */
	uint32_t asked;         /* which of the query's names */
	const char *run; size_t run_n; /* of free text: the words that are alike, in that name; NULL: all of it */
	struct judged judged;
};
struct screener; /* one thread's; opaque */

/* The lists are borrowed. NULL when memory is out. */
struct screener *screener_new(const struct compiled *const *lists, size_t n);
void screener_free(struct screener *s);
/* At most `limit` hits (0: all), valid until the next call. -1 when memory is out. */
long screen(struct screener *s, const struct screen_query *q, float threshold, size_t limit, const struct screen_hit **out);
/* Read both names of a hit again and compare them, for an explanation. */
void screen_explain(const struct screen_query *q, const struct screen_hit *hit, struct name *asked, struct name *listed, struct comparison *how);
/* An entry's JSON; the caller owns the reference. NULL when memory is out. */
json_t *screen_entry(const struct screen_hit *hit);

#endif
