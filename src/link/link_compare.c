#include "link/link_work.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* --- patterns ------------------------------------------------------------------------------------------------ */

bool patterns_begin(struct patterns *t)
{
	*t = (struct patterns){.cap = 1 << 12, .n_slots = 1 << 13};
	t->p = malloc(t->cap * sizeof *t->p);
	t->slot = calloc(t->n_slots, sizeof *t->slot);
	return t->p && t->slot;
}

void patterns_free(struct patterns *t)
{
	free(t->p);
	free(t->slot);
}

static size_t slot_of(const struct patterns *t, uint64_t levels)
{
	uint64_t h = levels * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(h ^ h >> 32) & (t->n_slots - 1);

	while (t->slot[i] && t->p[t->slot[i] - 1].levels != levels)
		i = (i + 1) & (t->n_slots - 1);
	return i;
}

bool patterns_add(struct patterns *t, uint64_t levels, double pairs, uint32_t *at)
{
	size_t i = slot_of(t, levels);

	if (t->slot[i]) {
		t->p[t->slot[i] - 1].pairs += pairs;
		if (at)
			*at = t->slot[i] - 1;
		return true;
	}
	if (t->n == t->cap) {
		struct model_pattern *p = realloc(t->p, 2 * t->cap * sizeof *p);
		uint32_t *slot = calloc(2 * t->n_slots, sizeof *slot);

		if (p)
			t->p = p;
		if (!p || !slot) {
			free(slot);
			return false;
		}
		free(t->slot);
		t->slot = slot;
		t->cap *= 2;
		t->n_slots *= 2;
		for (size_t k = 0; k < t->n; k++)
			t->slot[slot_of(t, t->p[k].levels)] = (uint32_t)k + 1;
		i = slot_of(t, levels);
	}
	t->p[t->n] = (struct model_pattern){.levels = levels, .pairs = pairs};
	t->slot[i] = (uint32_t)++t->n;
	if (at)
		*at = (uint32_t)t->n - 1;
	return true;
}

/* --- comparing, in several threads ------------------------------------------------------------------------------ */

/* Pairs from..to: compared, or weighed. */
struct part {
	const struct link_result *r;
	const struct link_options *o;
	const uint64_t *pair;
	uint64_t *levels;    /* of the whole set, as pattern is */
	uint32_t *pattern;
	const struct model_chances *chances; /* of each pattern */
	struct patterns patterns;     /* compared: of this part */
	size_t from, to;
	struct link_pair *out; size_t n; /* weighed: those kept, in place */
	float least;
	uint64_t expected;            /* in parts of 2^-32, so that threads do not change the sum */
	bool failed;
	size_t *done;                 /* shared */
	size_t all;
};

static void *compare_part(void *arg)
{
	struct part *p = arg;

	for (size_t i = p->from; i < p->to && !p->failed; i++) {
		uint64_t levels = fields_compare(&p->r->fields, (uint32_t)(p->pair[i] >> 32), (uint32_t)p->pair[i]);

		if (!patterns_add(&p->patterns, levels, 1, &p->pattern[i]))
			p->failed = true;
		p->levels[i] = levels;
		if (i % 65536 == 0) {
			size_t done = __atomic_add_fetch(p->done, 65536, __ATOMIC_RELAXED);

			if (p->from == 0)
				link_say(p->o, "comparing", done < p->all ? (double)done / (double)p->all : 1);
			if (link_stopped(p->o)) {
				p->to = i + 1; /* what comes after has not been compared */
				break;
			}
		}
	}
	return NULL;
}

static void *weigh_part(void *arg)
{
	struct part *p = arg;
	const struct link_result *r = p->r;

	for (size_t i = p->from; i < p->to; i++) {
		uint32_t a = (uint32_t)(p->pair[i] >> 32);
		double weight = model_weight(&p->chances[p->pattern[i]],
					     frequency_weight(&r->fields, &r->model, &r->frequency, a, p->levels[i]));
		double probability = link_probability_of(r->prior + weight);
		int decided = r->n_decisions ? link_decided(r, a, (uint32_t)p->pair[i]) : 0;

		probability = decided ? decided > 0 : probability;
		p->expected += (uint64_t)(probability * 0x1p32);
		if ((float)probability < p->least && !decided)
			continue;
		p->out[p->from + p->n++] = (struct link_pair){.a = a, .b = (uint32_t)p->pair[i], .weight = (float)weight, .probability = (float)probability,
							      .levels = p->levels[i]};
	}
	return NULL;
}

static void in_parts(struct part *part, unsigned n, void *(*work)(void *))
{
	pthread_t thread[LINK_THREADS];
	bool running[LINK_THREADS] = {false};

	for (unsigned i = n; i-- > 0;) {
		running[i] = i && pthread_create(&thread[i], NULL, work, &part[i]) == 0;
		if (!running[i])
			work(&part[i]);
	}
	for (unsigned i = 1; i < n; i++)
		if (running[i])
			(void)pthread_join(thread[i], NULL);
}

void compared_free(struct compared *c)
{
	free(c->levels);
	free(c->pattern);
	patterns_free(&c->t);
	*c = (struct compared){0};
}

static unsigned threads_of(const struct link_options *o) { return o->threads < 1 ? 1 : o->threads > LINK_THREADS ? LINK_THREADS : o->threads; }

/* A part's patterns among those of all, and the numbers of its pairs with them. */
static bool part_into(const struct part *p, struct patterns *all)
{
	uint32_t *global = malloc((p->patterns.n + 1) * sizeof *global);
	bool ok = global && !p->failed;

	for (size_t k = 0; ok && k < p->patterns.n; k++)
		ok = patterns_add(all, p->patterns.p[k].levels, p->patterns.p[k].pairs, &global[k]);
	for (size_t k = p->from; ok && k < p->to; k++)
		p->pattern[k] = global[p->pattern[k]];
	free(global);
	return ok;
}

bool link_compare_all(const struct link_result *r, const struct link_options *o, const struct block_set *s, struct compared *c)
{
	unsigned n = threads_of(o);
	struct part part[LINK_THREADS];
	size_t done = 0;
	bool ok;

	*c = (struct compared){.levels = malloc((s->n + 1) * sizeof *c->levels), .pattern = calloc(s->n + 1, sizeof *c->pattern)};
	ok = c->levels && c->pattern && patterns_begin(&c->t);
	for (unsigned i = 0; i < n; i++) {
		part[i] = (struct part){.r = r, .o = o, .pair = s->pair, .levels = c->levels, .pattern = c->pattern, .from = s->n * i / n,
					.to = s->n * (i + 1) / n, .done = &done, .all = s->n};
		ok = ok && patterns_begin(&part[i].patterns);
	}
	if (ok)
		in_parts(part, n, compare_part);
	for (unsigned i = 0; i < n; i++) {
		ok = ok && part_into(&part[i], &c->t);
		patterns_free(&part[i].patterns);
	}
	return ok;
}

/* Weights of the patterns; from these what is rare. each: what a pair of the set stands for. */
bool link_rarities(struct link_result *r, const struct block_set *s, const struct compared *c, float each, struct model_chances *chances)
{
	float *posterior = malloc((s->n + 1) * sizeof *posterior);
	bool ok = posterior != NULL;

	r->prior = log2(r->model.share / (1 - r->model.share));
	for (size_t i = 0; i < c->t.n; i++)
		chances[i] = model_chances(&r->model, c->t.p[i].levels);
	for (size_t i = 0; ok && i < s->n; i++)
		posterior[i] = each * (float)link_probability_of(r->prior + model_weight(&chances[c->pattern[i]], 0));
	ok = ok && frequency_make(&r->fields, &r->model, s->pair, c->levels, posterior, s->n, &r->frequency);
	free(posterior);
	return ok;
}

enum { PAIRS_KEPT = 20000000 }; /* of more, only those are kept that may be matches */

bool link_weigh(struct link_result *r, const struct link_options *o, const struct block_set *s, const struct compared *c)
{
	struct model_chances *chances = malloc((c->t.n + 1) * sizeof *chances);
	unsigned n = threads_of(o);
	struct part part[LINK_THREADS];
	uint64_t expected = 0;
	bool ok = chances && link_rarities(r, s, c, 1, chances) && (r->pair = malloc((s->n + 1) * sizeof *r->pair));

	for (unsigned i = 0; i < n; i++)
		part[i] = (struct part){.r = r, .o = o, .pair = s->pair, .levels = c->levels, .pattern = c->pattern, .from = s->n * i / n,
					.to = s->n * (i + 1) / n, .chances = chances, .out = r->pair, .least = s->n > PAIRS_KEPT ? 1e-4f : 0};
	if (ok)
		in_parts(part, n, weigh_part);
	for (unsigned i = 0; ok && i < n; i++) {
		memmove(r->pair + r->n_pairs, r->pair + part[i].from, part[i].n * sizeof *r->pair);
		r->n_pairs += part[i].n;
		expected += part[i].expected;
	}
	r->expected = (double)expected * 0x1p-32;
	free(chances);
	return ok;
}
