/* build.h - one finding while its elements are put together; inside src/assess/ only. */
#ifndef ONUS_ASSESS_BUILD_H
#define ONUS_ASSESS_BUILD_H

#include "assess/assess.h"

/* Days from..to, both inside; empty where from > to. */
struct window { int64_t from, to; };

/* The time in which a breach is possible, narrowed element by element, so that one and the same part of the act must
 * meet them all: `sure` for certain, `perhaps` at the widest reading of doubtful dates. */
struct reach { struct window sure, perhaps; };

#define REACH_OPEN ((struct reach){{EDTF_MIN, EDTF_MAX}, {EDTF_MIN, EDTF_MAX}})

struct build {
	const struct assess_input *in;
	struct arena *a;
	const struct claim *claim;
	const struct duty *duty;
	const struct actor *actor;
	const char *role;
	struct edtf act;              /* the time of the act, cut at as_of */
	const char *act_text;         /* in words, or NULL where the claim says none */
	struct strs said_by;          /* sources that assert or repeat the claim */
	struct reach reach;
	struct element *elements;
	size_t n, room;
	bool failed;                  /* memory ran out */
};

/* Add an element; text or fact NULL counts as memory out. ref may be NULL. */
struct element *build_add(struct build *b, enum element_kind k, enum truth met, const char *text, const char *fact,
			  const char *ref, struct strs sources);
/* How the act lies to the reach as it stands. */
enum truth build_within(const struct build *b);
/* The act begins, for certain or perhaps, before the reach does: then only a part of it counts. */
bool build_starts_before(const struct build *b);

/* The first day on which something dated `since` holds: perhaps, and for certain; NULL text leaves the window open. */
void reach_since(struct reach *r, const struct when *since);
/* The last day: `shift` -1 where the date is the first day on which it holds no more. */
void reach_until(struct reach *r, const struct when *until, int64_t shift);

void build_force(struct build *b);
void build_bound(struct build *b); /* and reservations */
void build_deadlines(struct build *b);
void build_exceptions(struct build *b);

/* Hash of claim, duty, actor, role and elements' facts, hexadecimal; sets f->digest. */
enum status finding_digest(struct finding *f, struct arena *a, struct error *e);

#endif
