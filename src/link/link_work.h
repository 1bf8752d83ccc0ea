/* link_work.h - what the steps of a run share (link.h).
 *
 * link_compare.c   pairs compared and weighed, in several threads      link_fit.c       the model fitted to their patterns
 * link_propose.c   which pairs to look at                              link_together.c  records put together, draws, how sure a cluster is */
#ifndef ONUS_LINK_WORK_H
#define ONUS_LINK_WORK_H

#include "link/link.h"

enum { LINK_THREADS = 64 };

static inline void link_say(const struct link_options *o, const char *what, double share)
{
	if (o->say)
		o->say(o->say_arg, what, share);
}
static inline bool link_stopped(const struct link_options *o) { return o->stop && *o->stop; }

/* log2 odds of two records that agree so; of any two, decided or not; and the probability that odds are. */
double link_odds_of(const struct link_result *r, uint32_t a, uint64_t levels);
double link_odds_between(const struct link_result *r, uint32_t a, uint32_t b);
double link_probability_of(double odds);

/* Combinations of levels, each once, with the pairs that have them. */
struct patterns { struct model_pattern *p; uint32_t *slot; size_t n, cap, n_slots; };
bool patterns_begin(struct patterns *t);
void patterns_free(struct patterns *t);
/* Adds pairs to a combination; its number into *at (may be NULL). false: memory is out. */
bool patterns_add(struct patterns *t, uint64_t levels, double pairs, uint32_t *at);

/* Pairs compared: levels and pattern of each, and the patterns. */
struct compared { uint64_t *levels; uint32_t *pattern; struct patterns t; };
void compared_free(struct compared *c);
/* All pairs of the set. false: memory is out. */
bool link_compare_all(const struct link_result *r, const struct link_options *o, const struct block_set *s, struct compared *c);
/* Weights of the patterns into chances; from these what is rare, into r. each: what a pair of the set stands for. */
bool link_rarities(struct link_result *r, const struct block_set *s, const struct compared *c, float each, struct model_chances *chances);
/* Weights and probabilities of all pairs, into r. */
bool link_weigh(struct link_result *r, const struct link_options *o, const struct block_set *s, const struct compared *c);

/* Pairs drawn by chance, ascending, each once. */
bool link_draw_pairs(const struct link_result *r, const struct link_options *o, struct block_set *out);
/* Each of those stands for as many of the pairs that blocking did not propose. */
bool link_stand_in(const struct link_result *r, const struct block_set *s, const struct block_set *drawn, const uint64_t *levels, struct patterns *t);
/* The model, from the patterns. whole: to the end, and from other starts as well, to see whether they end alike. */
bool link_fit(struct link_result *r, const struct patterns *t, bool whole);

/* Pairs to look at, with those that somebody decided; keys and blocks stay in *keep. */
enum status link_propose(struct link_result *r, const struct link_options *o, const struct block_set *drawn, const uint64_t *levels, struct block_set *s,
			 struct block_work **keep, struct error *e);
/* An estimate of the share of matches that were not looked at; negative: too few to tell. */
double link_missed(const struct link_result *r, const struct block_work *w);

/* Clusters, how sure each is, pairs that came together by way of others, and draws. */
enum status link_put_together(struct link_result *r, const struct link_options *o, struct error *e);

#endif
