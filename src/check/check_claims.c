/* check_claims.c - claims without support, amounts that say too little, answers to exceptions that are not there. */
#include "check/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_amount(struct checking *c, enum kind record, const char *id, const char *path, const struct amount *m)
{
	if (!m->set)
		return;
	if (!m->unit)
		found(c, CHECK_UNIT, record, id, path, "The amount has no unit.", -1);
	if ((!isnan(m->low) && !isnan(m->high) && m->low > m->high) || (!isnan(m->best) && ((m->best < m->low) || (m->best > m->high))))
		found(c, CHECK_RANGE, record, id, path, "The amount does not rise from low to best to high.", -1);
}

static void check_support(struct checking *c, const struct claim *k)
{
	size_t for_it = 0;
	for (size_t i = 0; i < k->n_supports; i++) {
		const struct support *s = &k->supports[i];
		for_it += s->stance <= STANCE_REPEATS && model_source(c->m, s->source);
		check_amount(c, KIND_CLAIM, k->id, arena_printf(c->a, "supports[%zu].amount", i), &s->amount);
	}
	if (!for_it)
		found(c, CHECK_NO_SUPPORT, KIND_CLAIM, k->id, "", "Nobody supports this claim.", -1);
}

static void check_answers(struct checking *c, const struct claim *k)
{
	for (size_t i = 0; i < k->n_answers; i++) {
		const struct answer *a = &k->answers[i];
		const struct duty *d = model_duty(c->m, a->duty);
		bool there = !d; /* a duty that is not there is a dangling reference */
		for (size_t j = 0; d && j < d->n_exceptions; j++)
			there = there || !strcmp(d->exceptions[j].id, a->exception);
		if (!there)
			found(c, CHECK_ANSWER, KIND_CLAIM, k->id, arena_printf(c->a, "answers[%zu]", i),
			      arena_printf(c->a, "The duty %s has no exception '%s'.", a->duty, a->exception), -1);
	}
}

static int by_claim(const void *key, const void *item)
{
	return strcmp(key, ((const struct check_claim *)item)->claim);
}

static void check_weighed(struct checking *c, const struct claim *k)
{
	const struct check_claim *w = c->n_known ? bsearch(k->id, c->known, c->n_known, sizeof *c->known, by_claim) : NULL;
	if (!w)
		return;
	if (w->cannot_bear)
		found(c, CHECK_BEARING, KIND_CLAIM, k->id, "supports", w->cannot_bear, -1);
	for (size_t i = 0; i < k->n_supports; i++)
		if (k->supports[i].credibility == 1 && w->voices < 2)
			found(c, CHECK_CREDIBILITY, KIND_CLAIM, k->id, arena_printf(c->a, "supports[%zu].credibility", i),
			      arena_printf(c->a, "Credibility 1 (confirmed by other sources), but %u independent origin%s.", w->voices,
					   w->voices == 1 ? " stands" : "s stand"), -1);
}

void check_claims(struct checking *c)
{
	for (size_t i = 0; i < c->m->n_claims; i++) {
		const struct claim *k = &c->m->claims[i];
		check_support(c, k);
		check_amount(c, KIND_CLAIM, k->id, "amount", &k->amount);
		check_answers(c, k);
		check_weighed(c, k);
	}
	for (size_t i = 0; i < c->m->n_relations; i++)
		check_amount(c, KIND_RELATION, c->m->relations[i].id, "amount", &c->m->relations[i].amount);
}
