#include "link/link_work.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Pairs drawn by chance, ascending, each once; compared when they are first asked for. */
bool link_draw_pairs(const struct link_result *r, const struct link_options *o, struct block_set *out)
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
	qsort(out->pair, out->n, sizeof *out->pair, block_by_pair);
	for (size_t i = 0; i < out->n; i++)
		if (!n || out->pair[i] != out->pair[n - 1])
			out->pair[n++] = out->pair[i];
	out->n = n;
	return true;
}

/* Each of those stands for as many of the pairs that blocking did not propose. */
bool link_stand_in(const struct link_result *r, const struct block_set *s, const struct block_set *drawn, const uint64_t *levels, struct patterns *t)
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
				ok = patterns_add(t, levels[i], (r->all_pairs - (double)s->n) / (double)n, NULL);
		}
	return ok;
}

/* From a start to the end: anchored, and then, where it is the whole, fitted freely. strayed: that went elsewhere, and the anchored one stands. */
static void fit_from(const struct link_result *r, const struct patterns *t, double agree, bool whole, double *posterior, struct model *out,
		     bool *strayed)
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
bool link_fit(struct link_result *r, const struct patterns *t, bool whole)
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
