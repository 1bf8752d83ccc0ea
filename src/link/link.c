#include "link/link.h"
#include "base/random.h"
#include "link/copies.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void say(const struct link_options *o, const char *what, double share)
{
	if (o->say)
		o->say(o->say_arg, what, share);
}

static bool stopped(const struct link_options *o) { return o->stop && *o->stop; }

static double odds_of(const struct link_result *r, uint32_t record, uint64_t levels)
{
	struct model_chances c = model_chances(&r->model, levels);

	return r->prior + model_weight(&c, frequency_weight(&r->fields, &r->model, &r->frequency, record, levels));
}

static double probability_of(double odds) { return odds > 50 ? 1 : odds < -50 ? 0 : exp2(odds) / (1 + exp2(odds)); }

static int by_records(const void *x, const void *y)
{
	const struct link_decision *p = x, *q = y;

	return p->a != q->a ? (p->a < q->a ? -1 : 1) : p->b < q->b ? -1 : p->b > q->b;
}

int link_decided(const struct link_result *r, uint32_t a, uint32_t b)
{
	const struct link_decision key = {.a = a < b ? a : b, .b = a < b ? b : a}, *x;

	x = r->n_decisions ? bsearch(&key, r->decision, r->n_decisions, sizeof key, by_records) : NULL;
	return !x ? 0 : x->same ? 1 : -1;
}

/* Of any two records, decided or not. */
static double odds_between(const struct link_result *r, uint32_t a, uint32_t b)
{
	int decided = link_decided(r, a, b);

	return decided ? decided * 1000.0 : odds_of(r, a < b ? a : b, fields_compare(&r->fields, a, b));
}

/* --- patterns ------------------------------------------------------------------------------------------------ */

struct patterns { struct model_pattern *p; uint32_t *slot; size_t n, cap, n_slots; };

static bool patterns_begin(struct patterns *t)
{
	*t = (struct patterns){.cap = 1 << 12, .n_slots = 1 << 13};
	t->p = malloc(t->cap * sizeof *t->p);
	t->slot = calloc(t->n_slots, sizeof *t->slot);
	return t->p && t->slot;
}

static void patterns_free(struct patterns *t)
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

static bool patterns_add(struct patterns *t, uint64_t levels, double pairs)
{
	size_t i = slot_of(t, levels);

	if (t->slot[i]) {
		t->p[t->slot[i] - 1].pairs += pairs;
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
	return true;
}

/* --- steps ---------------------------------------------------------------------------------------------------- */

static int by_pair(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* Pairs drawn by chance, ascending, each once; compared when they are first asked for. */
static bool draw(const struct link_result *r, const struct link_options *o, struct block_set *out)
{
	struct random g = random_start(o->seed, 0);
	size_t want = o->sample ? o->sample : 500000, n = 0;

	if ((double)want > 2 * r->all_pairs)
		want = (size_t)(2 * r->all_pairs);
	*out = (struct block_set){malloc((want + 1) * sizeof *out->pair), 0, want};
	if (!out->pair)
		return false;
	for (size_t i = 0; i < want; i++) {
		uint32_t a = (uint32_t)random_below(&g, r->records->n), b = (uint32_t)random_below(&g, r->records->n);

		if (a != b)
			out->pair[out->n++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	}
	qsort(out->pair, out->n, sizeof *out->pair, by_pair);
	for (size_t i = 0; i < out->n; i++)
		if (!n || out->pair[i] != out->pair[n - 1])
			out->pair[n++] = out->pair[i];
	out->n = n;
	return true;
}

/* Each of those stands for as many of the pairs that blocking did not propose. */
static bool stand_in(const struct link_result *r, const struct block_set *s, const struct block_set *drawn, const uint64_t *levels, struct patterns *t)
{
	size_t n = 0;
	bool ok = true;

	for (unsigned pass = 0; pass < 2; pass++)
		for (size_t i = 0, k = 0; ok && i < drawn->n; i++) {
			while (k < s->n && s->pair[k] < drawn->pair[i])
				k++;
			if (k < s->n && s->pair[k] == drawn->pair[i])
				continue;
			if (!pass)
				n++;
			else
				ok = patterns_add(t, levels[i], (r->all_pairs - (double)s->n) / (double)n);
		}
	return ok;
}

/* From a start to the end: anchored, and then, where it is the whole, fitted freely. strayed: that went elsewhere, and the anchored one stands. */
static void fit_from(const struct link_result *r, const struct patterns *t, double agree, bool whole, double *posterior, struct model *out, bool *strayed)
{
	uint8_t levels[LINK_FIELDS];
	struct model_options mo = {.keep_u = true, .agree = agree, .prior = 0.5, .least_u = 0.1 / (double)(r->records->n + 1)};
	struct model anchor;

	for (size_t k = 0; k < r->fields.n; k++) {
		const struct link_field *x = &r->fields.field[k];

		levels[k] = x->levels;
		if (x->kind == LINK_FIELD_GIVEN || x->kind == LINK_FIELD_DATE || x->kind == LINK_FIELD_EMAIL || x->role == ROLE_IDENTIFIER)
			mo.personal |= (uint16_t)(1u << k);
	}
	model_start(out, r->fields.n, levels, t->p, t->n, &mo);
	model_anchor(out, t->p, t->n, &mo, posterior);
	anchor = *out;
	mo.keep_u = false;
	mo.most = 100;
	mo.end = 1e-5;
	for (unsigned i = 0; whole && i < 2; i++) {
		model_grow(out, t->p, t->n, &mo, posterior);
		model_fit(out, t->p, t->n, &mo, posterior);
	}
	*strayed = !model_near(out, &anchor);
	if (*strayed)
		*out = anchor;
}

enum { START_PATTERNS = 50000 }; /* with more, one start has to do */
#define FAR 0.8 /* of the matches of another end */

/* whole: to the end, and from other starts as well, to see whether they end alike. */
static bool fit(struct link_result *r, const struct patterns *t, bool whole)
{
	static const double agree[LINK_STARTS] = {0.8, 0.95, 0.6};
	double *posterior = malloc((t->n + 1) * sizeof *posterior);
	struct model *other = malloc(sizeof *other);

	if (!posterior || !other) {
		free(posterior);
		free(other);
		return false;
	}
	fit_from(r, t, agree[0], whole, posterior, &r->model, &r->strayed);
	r->n_starts = 0;
	for (size_t i = 0; whole && i < LINK_STARTS && (!i || t->n <= START_PATTERNS); i++) {
		bool strayed = r->strayed;

		if (i)
			fit_from(r, t, agree[i], true, posterior, other, &strayed);
		r->start[r->n_starts++] = (struct link_start){.agree = agree[i], .matches = (i ? other->share : r->model.share) * r->all_pairs};
		/* of ends that are far from each other the more careful one stands */
		if (i && other->share < FAR * r->model.share) {
			struct link_start swap = r->start[0];

			r->model = *other;
			r->strayed = strayed;
			r->start[0] = r->start[i];
			r->start[i] = swap;
		}
	}
	for (size_t i = 0; i < r->n_starts; i++)
		r->start[i].same = fabs(r->start[i].matches - r->start[0].matches) < 0.05 * r->start[0].matches;
	free(other);
	free(posterior);
	return true;
}

/* --- comparing, in several threads ------------------------------------------------------------------------------ */

enum { THREADS = 64 };

/* Pairs from..to: compared, or weighed. */
struct part {
	struct link_result *r;
	const struct link_options *o;
	const uint64_t *pair;
	uint64_t *levels;
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
		size_t slot;

		if (!patterns_add(&p->patterns, levels, 1))
			p->failed = true;
		slot = slot_of(&p->patterns, levels);
		p->levels[i] = levels;
		p->pattern[i] = p->patterns.slot[slot] - 1;
		if (i % 65536 == 0) {
			size_t done = __atomic_add_fetch(p->done, 65536, __ATOMIC_RELAXED);

			if (p->from == 0)
				say(p->o, "comparing", done < p->all ? (double)done / (double)p->all : 1);
			if (stopped(p->o)) {
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
		double weight = model_weight(&p->chances[p->pattern[i]], frequency_weight(&r->fields, &r->model, &r->frequency, a, p->levels[i]));
		double probability = probability_of(r->prior + weight);

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
	pthread_t thread[THREADS];
	bool running[THREADS] = {false};

	for (unsigned i = n; i-- > 0;) {
		running[i] = i && pthread_create(&thread[i], NULL, work, &part[i]) == 0;
		if (!running[i])
			work(&part[i]);
	}
	for (unsigned i = 1; i < n; i++)
		if (running[i])
			(void)pthread_join(thread[i], NULL);
}

/* What is worked on between blocking and clusters. */
struct compared { uint64_t *levels; uint32_t *pattern; struct patterns t; struct part part[THREADS]; unsigned parts; };

static void compared_free(struct compared *c)
{
	free(c->levels);
	free(c->pattern);
	patterns_free(&c->t);
	for (unsigned i = 0; i < c->parts; i++)
		patterns_free(&c->part[i].patterns);
	*c = (struct compared){0};
}

/* All pairs of the set compared, and their patterns. */
static bool compare_all(struct link_result *r, const struct link_options *o, const struct block_set *s, struct compared *c)
{
	unsigned n = o->threads < 1 ? 1 : o->threads > THREADS ? THREADS : o->threads;
	size_t done = 0;
	bool ok;

	*c = (struct compared){.levels = malloc((s->n + 1) * sizeof *c->levels), .pattern = malloc((s->n + 1) * sizeof *c->pattern), .parts = n};
	ok = c->levels && c->pattern && patterns_begin(&c->t);
	for (unsigned i = 0; i < n; i++) {
		c->part[i] = (struct part){.r = r, .o = o, .pair = s->pair, .levels = c->levels, .pattern = c->pattern, .from = s->n * i / n, .to = s->n * (i + 1) / n,
					   .done = &done, .all = s->n};
		ok = ok && patterns_begin(&c->part[i].patterns);
	}
	if (!ok)
		return false;
	in_parts(c->part, n, compare_part);
	for (unsigned i = 0; ok && i < n; i++) {
		struct part *p = &c->part[i];
		uint32_t *global = malloc((p->patterns.n + 1) * sizeof *global);

		ok = global && !p->failed;
		for (size_t k = 0; ok && k < p->patterns.n; k++) {
			ok = patterns_add(&c->t, p->patterns.p[k].levels, p->patterns.p[k].pairs);
			global[k] = c->t.slot[slot_of(&c->t, p->patterns.p[k].levels)] - 1;
		}
		for (size_t k = p->from; ok && k < p->to; k++)
			p->pattern[k] = global[p->pattern[k]];
		free(global);
	}
	return ok;
}

/* Weights of the patterns; from these what is rare. each: what a pair of the set stands for. */
static bool rarities(struct link_result *r, const struct block_set *s, const struct compared *c, float each, struct model_chances *chances)
{
	float *posterior = malloc((s->n + 1) * sizeof *posterior);
	bool ok = posterior != NULL;

	r->prior = log2(r->model.share / (1 - r->model.share));
	for (size_t i = 0; i < c->t.n; i++)
		chances[i] = model_chances(&r->model, c->t.p[i].levels);
	for (size_t i = 0; ok && i < s->n; i++)
		posterior[i] = each * (float)probability_of(r->prior + model_weight(&chances[c->pattern[i]], 0));
	ok = ok && frequency_make(&r->fields, &r->model, s->pair, c->levels, posterior, s->n, &r->frequency);
	free(posterior);
	return ok;
}

enum { PAIRS_KEPT = 20000000 }; /* of more, only those are kept that may be matches */

static bool weigh(struct link_result *r, const struct link_options *o, const struct block_set *s, struct compared *c)
{
	struct model_chances *weight = malloc((c->t.n + 1) * sizeof *weight);
	uint64_t expected = 0;
	bool ok = weight && rarities(r, s, c, 1, weight) && (r->pair = malloc((s->n + 1) * sizeof *r->pair));

	for (unsigned i = 0; ok && i < c->parts; i++) {
		c->part[i].chances = weight;
		c->part[i].out = r->pair;
		c->part[i].least = s->n > PAIRS_KEPT ? 1e-4f : 0;
	}
	if (ok)
		in_parts(c->part, c->parts, weigh_part);
	for (unsigned i = 0; ok && i < c->parts; i++) {
		memmove(r->pair + r->n_pairs, r->pair + c->part[i].from, c->part[i].n * sizeof *r->pair);
		r->n_pairs += c->part[i].n;
		expected += c->part[i].expected;
	}
	r->expected = (double)expected * 0x1p-32;
	(void)o;
	free(weight);
	return ok;
}

/* Logistic noise, in bits: with it odds 2^x are above 0 with just their probability. */
static double logistic(const struct link_options *o, unsigned d, uint64_t what)
{
	struct random g = random_start(o->seed ^ (uint64_t)d << 48, what);
	double u = random_inner(&g);

	return log2(u / (1 - u));
}

/* For a draw: a part of it of each record, so that what is doubtful of a record is so with a whole cluster, and a part of the pair. The same whenever it is
 * asked. */
static double noise(const struct link_options *o, unsigned d, uint32_t a, uint32_t b)
{
	if (!d)
		return 0;
	return (logistic(o, d, a) + logistic(o, d, b) + logistic(o, d, a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a)) / sqrt(3);
}

static double shift_of(const struct link_options *o) { return o->threshold > 0 ? -log2(o->threshold / (1 - o->threshold)) : 0; }

struct asked { const struct link_result *r; const struct link_options *o; unsigned d; };

static double odds_asked(void *arg, uint32_t a, uint32_t b)
{
	const struct asked *x = arg;
	double odds;

	if (x->r->records->file[a] == x->r->records->file[b] && x->o->clean[x->r->records->file[a]])
		return -1000;
	if (link_decided(x->r, a, b))
		return odds_between(x->r, a, b);
	odds = odds_between(x->r, a, b) + shift_of(x->o);
	return odds > -CLUSTER_CLIP ? odds + noise(x->o, x->d, a, b) : odds;
}

/* One way to put the records together; d: which draw, from 1 on, or 0: the likeliest. */
static enum status put_together(struct link_result *r, const struct link_options *o, unsigned d, uint32_t *cluster, size_t *n_clusters, struct error *e)
{
	struct asked asked = {r, o, d};
	struct cluster_edge *edge = malloc((r->n_pairs + 1) * sizeof *edge);
	struct cluster_fixed *fixed = malloc((r->n_decisions + 1) * sizeof *fixed);
	uint16_t *alone = calloc(r->records->n + 1, sizeof *alone);
	struct cluster_input in = {.n = r->records->n, .edge = edge, .odds = odds_asked, .arg = &asked, .fixed = fixed, .n_fixed = r->n_decisions,
				   .alone = alone};
	enum status st;

	if (!edge || !fixed || !alone) {
		free(alone);
		free(edge);
		free(fixed);
		return error_memory(e);
	}
	for (size_t i = 0; i < r->n_decisions; i++)
		fixed[i] = (struct cluster_fixed){r->decision[i].a, r->decision[i].b, r->decision[i].same};
	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct link_pair *p = &r->pair[i];
		int decided = link_decided(r, p->a, p->b);
		double odds = decided ? decided * 1000.0 : r->prior + (double)p->weight + shift_of(o);

		if (r->records->file[p->a] == r->records->file[p->b] && o->clean[r->records->file[p->a]])
			continue;
		if (odds > -CLUSTER_CLIP)
			odds += decided ? 0 : noise(o, d, p->a, p->b);
		if (odds > -5)
			edge[in.n_edges++] = (struct cluster_edge){p->a, p->b, (float)odds};
	}
	for (size_t i = 0; i < r->records->n; i++) /* nobody stands twice on a clean list */
		alone[i] = o->clean[r->records->file[i]] ? (uint16_t)(r->records->file[i] + 1) : 0;
	st = cluster_make(&in, cluster, n_clusters, e);
	free(alone);
	free(edge);
	free(fixed);
	return st;
}

/* Other plausible ways: what is likely by the pairs' probabilities, put together (perturb and map: Papandreou & Yuille 2011). */
static enum status draw_clusters(struct link_result *r, const struct link_options *o, struct error *e)
{
	enum status st = ST_OK;

	if (!o->draws)
		return ST_OK;
	if (!(r->draw = calloc(o->draws, sizeof *r->draw)))
		return error_memory(e);
	for (unsigned d = 0; !st && d < o->draws; d++) {
		size_t n;

		say(o, "drawing other ways to put records together", (double)d / o->draws);
		if (!(r->draw[d] = malloc((r->records->n + 1) * sizeof **r->draw)))
			return error_memory(e);
		r->n_draws++;
		st = stopped(o) ? error_set(e, ST_NEGATIVE, "stopped") : put_together(r, o, d + 1, r->draw[d], &n, e);
	}
	return st;
}

static int by_both(const void *x, const void *y)
{
	const struct link_pair *p = x, *q = y;

	return p->a != q->a ? (p->a < q->a ? -1 : 1) : p->b < q->b ? -1 : p->b > q->b;
}

enum { CLUSTER_PAIRS = 1000 }; /* records of a cluster whose pairs are all weighed */

/* Pairs that came together by way of others, and were not proposed, are weighed too and stand among the others. */
static bool complete(struct link_result *r)
{
	struct link_pair *more = NULL;
	size_t n = 0, cap = 0, was = r->n_pairs;

	for (size_t c = 0; c < r->n_clusters; c++) {
		const uint32_t *m = r->member + r->clusters[c].first;
		size_t size = r->clusters[c].size;

		for (size_t i = 0; size <= CLUSTER_PAIRS && i < size; i++)
			for (size_t j = i + 1; j < size; j++) {
				struct link_pair p = {.a = m[i] < m[j] ? m[i] : m[j], .b = m[i] < m[j] ? m[j] : m[i]};
				double odds;

				if (bsearch(&p, r->pair, was, sizeof p, by_both))
					continue;
				if (n == cap) {
					struct link_pair *v = realloc(more, (cap = cap ? 2 * cap : 1024) * sizeof *v);

					if (!v) {
						free(more);
						return false;
					}
					more = v;
				}
				p.levels = fields_compare(&r->fields, p.a, p.b);
				odds = odds_of(r, p.a, p.levels);
				p.weight = (float)(odds - r->prior);
				p.probability = (float)probability_of(odds);
				more[n++] = p;
			}
	}
	if (n) {
		struct link_pair *all = realloc(r->pair, (was + n) * sizeof *all);

		if (!all) {
			free(more);
			return false;
		}
		qsort(more, n, sizeof *more, by_both);
		r->pair = all;
		for (size_t i = was, j = n, k = was + n; j > 0;)
			all[--k] = i > 0 && by_both(&all[i - 1], &more[j - 1]) > 0 ? all[--i] : more[--j];
		r->n_pairs = was + n;
	}
	free(more);
	return true;
}

/* How sure a cluster is: the product of the links of a tree that joins all of it by the surest (Prim 1957); and the member whose own surest link is the weakest. */
static void describe_cluster(const struct link_result *r, struct link_cluster *x, const uint32_t *m)
{
	double best[CLUSTER_PAIRS], joins[CLUSTER_PAIRS];
	uint32_t with[CLUSTER_PAIRS];
	bool in[CLUSTER_PAIRS] = {true};

	for (uint32_t i = 0; i < x->size; i++) {
		best[i] = joins[i] = -1e9;
		with[i] = i;
	}
	for (uint32_t n = 1, last = 0; n <= x->size; n++) {
		uint32_t next = x->size;

		for (uint32_t i = 0; i < x->size; i++) {
			double odds = i != last ? odds_between(r, m[i], m[last]) : -1e9;

			if (odds > best[i]) {
				best[i] = odds;
				with[i] = last;
			}
			if (in[i])
				continue;
			joins[i] = odds > joins[i] ? odds : joins[i];
			next = next == x->size || joins[i] > joins[next] ? i : next;
		}
		if (next == x->size)
			break;
		x->probability *= (float)probability_of(joins[next]);
		in[next] = true;
		last = next;
	}
	for (uint32_t i = 0; i < x->size; i++)
		if (!i || probability_of(best[i]) < (double)x->weakest) {
			x->weakest = (float)probability_of(best[i]);
			x->weak_a = m[i];
			x->weak_b = m[with[i]];
		}
}

/* Members by cluster, and how sure each is. */
static bool describe(struct link_result *r)
{
	size_t n = r->records->n;
	uint32_t *at;

	r->clusters = calloc(r->n_clusters + 1, sizeof *r->clusters);
	r->member = malloc((n + 1) * sizeof *r->member);
	at = malloc((r->n_clusters + 1) * sizeof *at);
	if (!r->clusters || !r->member || !at) {
		free(at);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		r->clusters[r->cluster[i]].size++;
	for (size_t c = 0, sum = 0; c < r->n_clusters; c++) {
		at[c] = r->clusters[c].first = (uint32_t)sum;
		sum += r->clusters[c].size;
	}
	for (uint32_t i = 0; i < n; i++)
		r->member[at[r->cluster[i]]++] = i;
	free(at);
	for (size_t c = 0; c < r->n_clusters; c++) {
		struct link_cluster *x = &r->clusters[c];
		const uint32_t *m = r->member + x->first;

		x->probability = x->weakest = 1;
		x->weak_a = x->weak_b = m[0];
		if (x->size > 1 && x->size <= CLUSTER_PAIRS)
			describe_cluster(r, x, m);
	}
	return true;
}

/* What somebody decided is among the pairs, proposed or not. */
static bool decided_too(const struct link_result *r, struct block_set *s)
{
	size_t i = s->n, k = r->n_decisions, n = 0;
	uint64_t *all;

	if (!k)
		return true;
	if (!(all = malloc((i + k) * sizeof *all)))
		return false;
	for (i = 0, k = 0; i < s->n || k < r->n_decisions;) {
		uint64_t next = k < r->n_decisions ? (uint64_t)r->decision[k].a << 32 | r->decision[k].b : UINT64_MAX;

		if (i < s->n && s->pair[i] <= next) {
			k += s->pair[i] == next;
			all[n++] = s->pair[i++];
		} else {
			all[n++] = next;
			k++;
		}
	}
	free(s->pair);
	*s = (struct block_set){all, n, n};
	return true;
}

static double worth(void *arg, uint32_t a, uint32_t b)
{
	const struct link_result *r = arg;

	return probability_of(odds_of(r, a, fields_compare(&r->fields, a, b)));
}

/* Blocks of at most so many records, by how many records there are: what is looked at a record must not grow with their number. */
static size_t cap_of(size_t records) { return records <= 20000 ? 100 : records <= 50000 ? 30 : 8; }

enum { ALL_COMBINATIONS = 20000, PAIRS_A_RECORD = 25 };

enum { LEARN_FROM = 1000000 }; /* pairs; of more, so many */

/* A first model, from the pairs of single keys. */
static enum status learn(struct link_result *r, const struct link_options *o, const struct block_set *s, const struct block_set *drawn, const uint64_t *levels,
			 struct error *e)
{
	struct model_chances *chances = NULL;
	struct compared c = {0};
	struct block_set some = {.pair = s->pair, .n = s->n};
	uint64_t each = s->n / LEARN_FROM + 1;
	bool ok = true, halt;

	if (each > 1 && (ok = (some.pair = malloc(s->n * sizeof *some.pair)) != NULL)) {
		some.n = 0;
		for (size_t i = 0; i < s->n; i++)
			if ((s->pair[i] * UINT64_C(0x9e3779b97f4a7c15) >> 32) % each == 0)
				some.pair[some.n++] = s->pair[i];
	}
	ok = ok && compare_all(r, o, &some, &c);
	halt = ok && stopped(o);
	ok = ok && !halt;
	for (size_t i = 0; ok && i < c.t.n; i++)
		c.t.p[i].pairs *= (double)each;
	ok = ok && stand_in(r, s, drawn, levels, &c.t) && fit(r, &c.t, false) && (chances = malloc((c.t.n + 1) * sizeof *chances)) &&
	     rarities(r, &some, &c, (float)each, chances);
	free(chances);
	compared_free(&c);
	if (some.pair != s->pair)
		free(some.pair);
	return ok ? ST_OK : halt ? error_set(e, ST_NEGATIVE, "stopped") : error_memory(e);
}

/* Pairs to look at. For few records all blocks serve; for many, what is worth it is learnt from the first. */
static enum status propose(struct link_result *r, const struct link_options *o, const struct block_set *drawn, const uint64_t *levels, struct block_set *s,
			   struct block_work **keep, struct error *e)
{
	size_t n = r->records->n;
	struct block_options bo = {.cap = o->cap ? o->cap : cap_of(n), .threads = o->threads, .stop = o->stop, .file = r->records->file, .across = o->across,
				   .clean = o->clean, .budget = n > ALL_COMBINATIONS ? n * PAIRS_A_RECORD : 0};
	struct block_work *w;
	enum status st;

	*keep = NULL;
	say(o, "looking for pairs", -1);
	block_keys_make(&r->fields, &r->keys);
	if (!(w = block_begin(&r->fields, &r->keys, &bo)))
		return error_memory(e);
	st = block_first(w, s, e);
	if (!st && n <= ALL_COMBINATIONS) {
		st = block_more(w, NULL, NULL, s, e);
	} else if (!st) {
		say(o, "learning which pairs to look at", -1);
		st = learn(r, o, s, drawn, levels, e);
		if (!st)
			st = block_more(w, worth, r, s, e);
		frequency_free(&r->frequency);
	}
	if (!st)
		st = copies_add(&r->fields, &bo, s, e);
	block_counts(w, &r->combinations, &r->combinations_taken);
	*keep = w;
	return st;
}

/* How many matches there are in all, by how many are found by names alone, by the rest alone, and by both (Lincoln & Petersen; Chapman 1951). */
static double missed(const struct link_result *r, const struct block_work *w)
{
	uint32_t names = 0, rest = 0;
	double a = 0, b = 0, both = 0, found = 0, all;

	for (size_t k = 0; k < r->fields.n; k++) {
		enum field_kind kind = r->fields.field[k].kind;

		if (kind <= LINK_FIELD_OTHER_NAMES || kind == LINK_FIELD_EMAIL)
			names |= 1u << k;
		else
			rest |= 1u << k;
	}
	for (size_t i = 0; i < r->n_pairs; i++) {
		const struct link_pair *p = &r->pair[i];
		bool x, y;

		if (!(p->probability > 0.5f))
			continue;
		x = block_shares(w, p->a, p->b, names);
		y = block_shares(w, p->a, p->b, rest);
		found += (double)p->probability;
		a += x ? (double)p->probability : 0;
		b += y ? (double)p->probability : 0;
		both += x && y ? (double)p->probability : 0;
	}
	if (both < 20)
		return -1;
	all = (a + 1) * (b + 1) / (both + 1) - 1;
	return all > found ? 1 - found / all : 0;
}

enum status link_run(const struct link_records *records, const struct link_options *o, struct link_result *out, struct error *e)
{
	struct block_set s = {0}, drawn = {0};
	struct compared c = {0}, d = {0};
	struct block_work *w = NULL;
	enum status st;

	*out = (struct link_result){.records = records, .decision = o->decision, .n_decisions = o->n_decisions};
	out->all_pairs = (double)records->n * ((double)records->n - 1) / 2;
	say(o, "reading the fields", -1);
	st = fields_make(records, &out->arena, &out->fields, e);
	if (!st && (!draw(out, o, &drawn) || !compare_all(out, o, &drawn, &d)))
		st = error_memory(e);
	if (!st && stopped(o))
		st = error_set(e, ST_NEGATIVE, "stopped");
	if (!st)
		st = propose(out, o, &drawn, d.levels, &s, &w, e);
	out->looked_at = s.n;
	if (!st && (!decided_too(out, &s) || !compare_all(out, o, &s, &c)))
		st = error_memory(e);
	if (!st && stopped(o))
		st = error_set(e, ST_NEGATIVE, "stopped");
	if (!st && (!stand_in(out, &s, &drawn, d.levels, &c.t) || !fit(out, &c.t, true) || !weigh(out, o, &s, &c)))
		st = error_memory(e);
	if (!st)
		out->missed = missed(out, w);
	block_end(w);
	free(s.pair);
	free(drawn.pair);
	compared_free(&c);
	compared_free(&d);
	if (!st) {
		say(o, "putting records together", -1);
		if (!(out->cluster = malloc((records->n + 1) * sizeof *out->cluster)))
			st = error_memory(e);
	}
	if (!st)
		st = put_together(out, o, 0, out->cluster, &out->n_clusters, e);
	if (!st && (!describe(out) || !complete(out)))
		st = error_memory(e);
	if (!st)
		st = draw_clusters(out, o, e);
	if (st)
		link_free(out);
	return st;
}

void link_free(struct link_result *r)
{
	fields_free(&r->fields);
	frequency_free(&r->frequency);
	free(r->pair);
	free(r->cluster);
	free(r->clusters);
	free(r->member);
	for (size_t i = 0; i < r->n_draws; i++)
		free(r->draw[i]);
	free(r->draw);
	arena_free(&r->arena);
	*r = (struct link_result){0};
}

void link_explain(const struct link_result *r, uint32_t a, uint32_t b, struct link_explanation *out)
{
	uint64_t levels = fields_compare(&r->fields, a, b);

	*out = (struct link_explanation){.prior = r->prior, .odds = r->prior, .n = r->fields.n};
	for (size_t k = 0; k < r->fields.n; k++) {
		out->part[k] = (struct link_part){.field = &r->fields.field[k], .level = levels_at(levels, k), .bits = model_field_weight(&r->model, levels, k),
						  .rare = frequency_field_weight(&r->fields, &r->model, &r->frequency, a < b ? a : b, levels, k)};
		out->odds += out->part[k].bits + out->part[k].rare;
	}
	out->rival = odds_of(r, a < b ? a : b, levels) - out->odds;
	out->odds += out->rival;
	out->probability = probability_of(out->odds);
}

const char *link_value_text(const struct link_result *r, uint32_t record, const struct link_field *x, struct arena *a)
{
	const char *out = NULL;

	for (size_t k = 0; k < x->n_columns; k++) {
		const struct link_column *c = &r->records->column[x->column[k]];
		const char *text = c->values[c->value[record]].text;

		if (!*text)
			continue;
		out = out ? arena_printf(a, "%s %s", out, text) : text;
		if (!out)
			return NULL;
	}
	return out ? out : "";
}
