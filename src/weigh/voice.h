/* voice.h - origins that count once: those with a key in common, by union-find (Tarjan 1975). */
#ifndef ONUS_WEIGH_VOICE_H
#define ONUS_WEIGH_VOICE_H

#include "weigh/weigh.h"

/* Kept from claim to claim; the arrays belong to the caller and start zeroed. */
struct voices {
	const uint32_t *key_first, *keys; /* as in weigh_input; key_first NULL = no keys */
	uint32_t *seen;                   /* n_keys: round in which the key was last met */
	uint32_t *owner;                  /* n_keys: place of the first origin with it in that round */
	uint32_t round;
};

/* origins: n sources in rising order. parent (n): room. group (n): the voice of each, numbered in order of appearance.
 * ties (n): the ties that joined two, *n_ties of them. The number of voices. */
uint32_t voices_count(struct voices *v, const uint32_t *origins, uint32_t n, uint32_t *parent, uint32_t *group,
		      struct weigh_tie *ties, uint32_t *n_ties);

#endif
