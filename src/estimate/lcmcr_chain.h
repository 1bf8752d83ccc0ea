/* lcmcr_chain.h - one chain of the latent class sampler: its state, and a sweep. Internal to lcmcr.h and its tests. Pure.
 *
 * State and updates after Manrique-Vallier 2016, 3.2. People stand in classes k < K*; what is kept of them are sums: by class, how many there are and how
 * many of them are on each list. Weights of classes are products of chances, never logarithms: a class of c people has chances of about 1/(c + 2) or
 * more to be on a list and not to be, so with 20 lists and no more than 2^40 people the products stay above 1e-260. */
#ifndef ONUS_ESTIMATE_LCMCR_CHAIN_H
#define ONUS_ESTIMATE_LCMCR_CHAIN_H

#include "base/random.h"
#include "estimate/lcmcr.h"

enum { LATENT_PEOPLE_BITS = 40, SPLIT_EVERY = 16, PLACED_MOST = 1 << 16 }; /* observed and unseen together are at most 2^40 */

struct latent {
	const struct overlap *o;
	unsigned lists, classes, stride; /* rows of list × class are stride apart; what lies beyond the classes stays 0 */
	double a_alpha, b_alpha, cap;
	struct random random;

	double alpha;                    /* concentration */
	double log_rest;                 /* log of the share of the last class: what all sticks left over */
	double unseen;                   /* n_0 */
	bool touched;                    /* the last sweep's first draw of the unseen was above the cap */
	double share[LCMCR_CLASSES];     /* of the classes */
	double off[LCMCR_CLASSES];       /* chance in the class to be on no list */
	double seen[LCMCR_CLASSES];      /* 1 - off, without cancellation */
	double none[LCMCR_CLASSES];      /* share × off */
	double people[LCMCR_CLASSES];    /* in the classes, unseen and all */
	double *on;                      /* lists × stride: people of the class on the list */
	double *odds;                    /* lists × stride: chance to be on the list, over that not to be */
	double *rows;                    /* (lists + 1) × stride: weights of a history's beginnings */
	double *placed;                  /* n_cells × stride: where the observed were put, or one row where that is too much to keep */
	size_t placed_step;              /* stride, or 0 */
	unsigned turn;                   /* sweeps, modulo SPLIT_EVERY */
	uint8_t *shared;                 /* n_cells: highest lists that a history has in common with the one before it */
};

/* All from a; options without zeros. The unseen stand in one class; the observed are scattered over all classes, each by himself or, with whole, all of
 * a history together. The first sweep draws the chances given these. */
enum status latent_start(struct latent *l, const struct overlap *o, const struct lcmcr_options *options, struct random random, bool whole, double unseen,
			 struct arena *a, struct error *e);
/* One sweep. False when *stop (may be NULL) became nonzero: the state is then not to be used any more. */
bool latent_sweep(struct latent *l, const volatile sig_atomic_t *stop);
/* Classes with somebody in them. */
unsigned latent_occupied(const struct latent *l);

/* n people over k ≤ LCMCR_CLASSES classes of weights w ≥ 0 (not all 0), into out: multinomial. */
void latent_spread(struct random *r, uint64_t n, const double *w, unsigned k, double *out);

/* The steps, each given all else, for tests: chances and shares given the people; the unseen and their classes; the classes of the observed; alpha. */
void latent_chances(struct latent *l);
void latent_shares(struct latent *l);
void latent_unseen(struct latent *l);
bool latent_observed(struct latent *l, const volatile sig_atomic_t *stop);
void latent_alpha(struct latent *l);
/* A class parts in two by a list, or two come together. After latent_observed, before anybody else moves. */
void latent_split(struct latent *l);
/* Neighbouring classes change places; to be followed by chances and shares. */
void latent_labels(struct latent *l);

#endif
