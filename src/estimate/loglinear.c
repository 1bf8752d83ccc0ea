#include "estimate/loglinear.h"

#include "estimate/face.h"
#include "estimate/glm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 64, LOOK_EVERY = 64 };

/* A model in the search is a mask over the candidate terms, smaller sets first, so that every model is reached once by adding terms in order. */
struct candidates { uint32_t set[CANDIDATES]; uint64_t needs[CANDIDATES]; unsigned n; bool too_many; };

struct near { uint64_t model; double aic, poisson; };
struct off { uint64_t model; double aic; };

/* Everything that one fit needs. */
struct bench {
	unsigned n_lists;
	double *y, *theta, observed, saturated;
	uint32_t *terms;
	struct face_table table;
	struct face face;
	struct glm_room room;
};

struct search {
	struct bench b;
	struct candidates c;
	double *slots;          /* per depth: theta by set of lists */
	bool slots_good[CANDIDATES + 2];
	struct loglinear_options options;
	struct loglinear *out;
	struct near *near; size_t n_near;
	struct off *off; size_t n_off;
	uint64_t best_aic, best_bic, best_off;
	double aic, bic, aic_off, *off_aic; /* off_aic: of all refused, for counting */
	size_t off_cap;
	unsigned since, worst_off;
	bool memory;
};

static enum status bench_make(struct bench *b, const struct overlap *o, unsigned most_terms, struct arena *a, struct error *e)
{
	const unsigned most = most_terms + o->n_lists + 1;

	*b = (struct bench){.n_lists = o->n_lists, .observed = (double)o->observed, .y = overlap_full(o, a)};
	b->theta = arena_array(a, most, sizeof *b->theta);
	b->terms = arena_array(a, most, sizeof *b->terms);
	if (!b->y || !b->theta || !b->terms || !face_table(&b->table, o->n_lists, b->y, a) || !face_make(&b->face, o->n_lists, most_terms, a) ||
	    !glm_room(&b->room, o->n_lists, most, 0, a))
		return error_memory(e);
	b->saturated = glm_saturated(b->y, (size_t)1 << o->n_lists);
	return ST_OK;
}

static struct glm bench_glm(const struct bench *b)
{
	return (struct glm){b->n_lists, b->y, b->face.keep, b->face.terms, b->face.n_terms, NULL, 0};
}

/* What the fit of the face's model comes to. */
static void report(const struct bench *b, const struct glm_fit *fit, struct loglinear_fit *out)
{
	const struct face *f = &b->face;
	const unsigned p = f->n_parameters + f->n_empty;
	const double unseen = exp(fit->theta[f->n_terms - 1]);

	out->poisson = b->observed + unseen;
	out->poisson_error = sqrt(unseen + unseen * unseen * fit->constant_variance);
	out->log_unseen = fit->theta[f->n_terms - 1];
	out->log_unseen_error = sqrt(fit->constant_variance);
	out->deviance = fit->deviance;
	out->aic = fit->deviance + b->saturated + 2 * p;
	out->bic = fit->deviance + b->saturated + log(b->observed) * p;
	out->df = (1l << b->n_lists) - 1 - (long)p;
	out->n_parameters = p;
	out->n_empty = f->n_empty;
	out->edge = f->no_maximum;
}

/* --- the candidates and their number ---------------------------------------------------------- */

static void candidates_make(struct candidates *c, unsigned n_lists, unsigned order)
{
	memset(c, 0, sizeof *c);
	for (unsigned size = 2; size <= order; size++)
		for (uint32_t set = 1; set < 1u << n_lists; set++) {
			if ((unsigned)__builtin_popcount(set) != size)
				continue;
			if (c->n == CANDIDATES) {
				c->too_many = true;
				return;
			}
			for (unsigned i = 0; i < c->n; i++)
				if ((c->set[i] & ~set) == 0 && (unsigned)__builtin_popcount(c->set[i]) + 1 == size)
					c->needs[c->n] |= UINT64_C(1) << i;
			c->set[c->n++] = set;
		}
}

static size_t count_from(const struct candidates *c, uint64_t model, unsigned next, size_t most)
{
	size_t n = 1;

	for (unsigned i = next; i < c->n && n <= most; i++)
		if (!(c->needs[i] & ~model))
			n += count_from(c, model | UINT64_C(1) << i, i + 1, most - n);
	return n;
}

size_t loglinear_count(unsigned n_lists, unsigned order, size_t most)
{
	struct candidates c;

	order = order > n_lists - 1 ? n_lists - 1 : order;
	if (n_lists < 2)
		return 1;
	if (order == 2) {
		const unsigned pairs = n_lists * (n_lists - 1) / 2;

		return pairs < 63 && (size_t)1 << pairs <= most ? (size_t)1 << pairs : most + 1;
	}
	candidates_make(&c, n_lists, order);
	return c.too_many ? most + 1 : count_from(&c, 0, 0, most);
}

static struct terms terms_of(const struct candidates *c, uint64_t model, struct arena *a)
{
	uint32_t *set = arena_array(a, c->n ? c->n : 1, sizeof *set);
	size_t n = 0;

	for (unsigned i = 0; set && i < c->n; i++)
		if (model >> i & 1)
			set[n++] = c->set[i];
	return (struct terms){set, n};
}

/* --- the search ------------------------------------------------------------------------------- */

static int near_order(const void *p, const void *q)
{
	const struct near *x = p, *y = q;

	if (x->aic != y->aic)
		return x->aic < y->aic ? -1 : 1;
	return (x->model > y->model) - (x->model < y->model);
}

/* Keep a model that may end within options.near of the best; when the room is full those out of reach go, then the worst. */
static void near_add(struct search *s, uint64_t model, double aic, double poisson)
{
	if (aic > s->aic + s->options.near)
		return;
	if (s->n_near == 2 * LOGLINEAR_NEAR_KEPT) {
		qsort(s->near, s->n_near, sizeof *s->near, near_order);
		s->n_near = LOGLINEAR_NEAR_KEPT;
		while (s->n_near && s->near[s->n_near - 1].aic > s->aic + s->options.near)
			s->n_near--;
	}
	s->near[s->n_near++] = (struct near){model, aic, poisson};
}

static int off_order(const void *p, const void *q)
{
	const struct off *x = p, *y = q;
	const int nx = __builtin_popcountll(x->model), ny = __builtin_popcountll(y->model);

	return nx != ny ? nx - ny : (x->model > y->model) - (x->model < y->model);
}

static void off_add(struct search *s, uint64_t model, double aic)
{
	if (s->out->n_refused == s->off_cap) {
		size_t cap = s->off_cap ? 2 * s->off_cap : 1024;
		double *bigger = realloc(s->off_aic, cap * sizeof *bigger);

		if (!bigger) {
			s->memory = false;
			return;
		}
		s->off_aic = bigger;
		s->off_cap = cap;
	}
	s->off_aic[s->out->n_refused++] = aic;
	if (aic < s->aic_off) {
		s->aic_off = aic;
		s->best_off = model;
	}
	if (s->n_off == 2 * LOGLINEAR_REFUSED_KEPT) {
		qsort(s->off, s->n_off, sizeof *s->off, off_order);
		s->n_off = LOGLINEAR_REFUSED_KEPT;
	}
	s->off[s->n_off++] = (struct off){model, aic};
}

/* Fit the model that is on the bench's face, from the parent's parameters where they are good. */
static bool fit_from(struct search *s, unsigned depth, struct glm_fit *fit)
{
	struct bench *b = &s->b;
	const struct glm g = bench_glm(b);
	const double *from = depth ? s->slots + ((size_t)(depth - 1) << b->n_lists) : NULL;
	double *to = s->slots + ((size_t)depth << b->n_lists);
	bool warm = depth && s->slots_good[depth - 1];

	fit->theta = b->theta;
	for (unsigned i = 0; warm && i < g.n_terms; i++)
		b->theta[i] = from[g.terms[i]];
	glm_fit(&g, &b->room, GLM_QUICK | (warm ? GLM_WARM : 0), fit);
	if (!fit->converged && warm)
		glm_fit(&g, &b->room, GLM_QUICK, fit);
	memset(to, 0, sizeof *to << b->n_lists);
	for (unsigned i = 0; i < g.n_terms; i++)
		to[g.terms[i]] = b->theta[i];
	s->slots_good[depth] = fit->converged && b->face.full;
	return fit->converged;
}

static void weigh(struct search *s, uint64_t model, const struct glm_fit *fit)
{
	struct loglinear_fit r;
	const int n = __builtin_popcountll(model);

	report(&s->b, fit, &r);
	s->out->any = true;
	s->out->n_edge += r.edge;
	if (r.aic < s->aic - 1e-8 || (r.aic < s->aic + 1e-8 && n < __builtin_popcountll(s->best_aic))) {
		s->aic = r.aic;
		s->best_aic = model;
	}
	if (r.bic < s->bic - 1e-8 || (r.bic < s->bic + 1e-8 && n < __builtin_popcountll(s->best_bic))) {
		s->bic = r.bic;
		s->best_bic = model;
	}
	near_add(s, model, r.aic, r.poisson);
}

static bool stopped(struct search *s)
{
	if (!s->memory || s->out->unfinished)
		return true;
	if (s->options.stop && ++s->since >= LOOK_EVERY) {
		s->since = 0;
		s->out->unfinished = s->options.stop(s->options.stop_arg);
	}
	return s->out->unfinished;
}

static void visit(struct search *s, uint64_t model, unsigned next, unsigned depth)
{
	struct bench *b = &s->b;
	const struct face *f = &b->face;
	struct glm_fit fit;
	size_t n = 0;

	if (stopped(s))
		return;
	for (uint64_t left = model; left; left &= left - 1)
		b->terms[n++] = s->c.set[__builtin_ctzll(left)];
	if (!face_find(&b->face, &b->table, b->terms, n)) {
		s->memory = false;
		return;
	}
	const bool fitted = fit_from(s, depth, &fit);

	s->out->n_no_maximum += f->no_maximum && !f->total;
	s->out->n_not_identifiable += f->not_identifiable;
	if (fitted && f->total && !f->not_identifiable)
		weigh(s, model, &fit);
	else
		off_add(s, model, fit.deviance + b->saturated + 2 * (f->n_parameters + f->n_empty));
	for (unsigned i = next; i < s->c.n; i++)
		if (!(s->c.needs[i] & ~model))
			visit(s, model | UINT64_C(1) << i, i + 1, depth + 1);
}

/* --- the answer ------------------------------------------------------------------------------- */

static bool one(struct bench *b, struct terms t, double level, struct arena *a, struct exist *x, struct loglinear_fit *out, struct profile *profile)
{
	struct face *f = &b->face;
	struct glm_fit fit = {.theta = b->theta};

	*out = (struct loglinear_fit){.terms = t, .name = terms_class(t, b->n_lists, a)};
	if (!out->name || !face_find(f, &b->table, t.set, t.n))
		return false;
	*x = (struct exist){f->no_maximum, f->not_identifiable, f->total, f->n_parameters, f->rank, f->n_empty, NULL};
	if (f->n_empty) {
		uint32_t *empty = arena_array(a, f->n_empty, sizeof *empty);

		if (!empty)
			return false;
		memcpy(empty, f->empty, f->n_empty * sizeof *empty);
		x->empty = empty;
	}
	if (!f->total || f->not_identifiable)
		return true;
	const struct glm g = bench_glm(b);

	glm_fit(&g, &b->room, 0, &fit);
	if (!fit.converged) {
		if (profile)
			*profile = (struct profile){.failed = true};
		return true;
	}
	report(b, &fit, out);
	if (profile)
		profile_find(&g, b->y, f->keep, &b->room, b->theta, b->observed, level, profile);
	return true;
}

static bool near_answer(struct search *s, struct arena *a)
{
	struct loglinear *out = s->out;
	struct loglinear_fit *near;
	struct exist x;

	qsort(s->near, s->n_near, sizeof *s->near, near_order);
	while (s->n_near && s->near[s->n_near - 1].aic > s->aic + s->options.near)
		s->n_near--;
	out->near_low = out->near_high = s->n_near ? s->near[0].poisson : 0;
	for (size_t i = 0; i < s->n_near; i++) {
		out->near_low = fmin(out->near_low, s->near[i].poisson);
		out->near_high = fmax(out->near_high, s->near[i].poisson);
	}
	out->n_near = s->n_near < LOGLINEAR_NEAR_KEPT ? s->n_near : LOGLINEAR_NEAR_KEPT;
	out->near = near = arena_array(a, out->n_near + 1, sizeof *near);
	for (size_t i = 0; near && i < out->n_near; i++)
		if (!one(&s->b, terms_of(&s->c, s->near[i].model, a), 0, a, &x, &near[i], NULL))
			return false;
	return near != NULL;
}

static bool off_one(struct search *s, struct off off, struct arena *a, struct loglinear_refused *out)
{
	struct loglinear_fit fit;

	out->terms = terms_of(&s->c, off.model, a);
	out->aic = off.aic;
	if (!out->terms.set || !one(&s->b, out->terms, 0, a, &out->why, &fit, NULL))
		return false;
	out->name = fit.name;
	return true;
}

static bool off_answer(struct search *s, struct arena *a)
{
	struct loglinear *out = s->out;
	struct loglinear_refused *refused;

	qsort(s->off, s->n_off, sizeof *s->off, off_order);
	out->n_refused_kept = s->n_off < LOGLINEAR_REFUSED_KEPT ? s->n_off : LOGLINEAR_REFUSED_KEPT;
	out->refused = refused = arena_array(a, out->n_refused_kept + 1, sizeof *refused);
	for (size_t i = 0; refused && i < out->n_refused_kept; i++)
		if (!off_one(s, s->off[i], a, &refused[i]))
			return false;
	for (size_t i = 0; i < out->n_refused; i++)
		out->n_refused_better += s->off_aic[i] < s->aic - 1e-8;
	return refused && (!out->n_refused || off_one(s, (struct off){s->best_off, s->aic_off}, a, &out->best_refused));
}

static enum status answer(struct search *s, struct arena *a, struct error *e)
{
	struct loglinear *out = s->out;
	struct exist x;

	if (!s->memory || !off_answer(s, a))
		return error_memory(e);
	if (!out->any)
		return ST_OK;
	if (!one(&s->b, terms_of(&s->c, s->best_aic, a), s->options.level, a, &x, &out->best_aic, &out->aic_profile) ||
	    !one(&s->b, terms_of(&s->c, s->best_bic, a), s->options.level, a, &x, &out->best_bic, &out->bic_profile) || !near_answer(s, a))
		return error_memory(e);
	return ST_OK;
}

static enum status refuse(const struct overlap *o, struct loglinear_options *p, struct error *e)
{
	uint32_t seen = 0;

	p->order = p->order ? p->order : 2;
	p->level = p->level > 0 ? p->level : 0.95;
	p->near = p->near > 0 ? p->near : 2;
	p->most = p->most ? p->most : LOGLINEAR_MOST;
	for (size_t i = 0; i < o->n_cells; i++)
		seen |= o->cells[i].history;
	if (o->n_lists < 2)
		return error_set(e, ST_DATA, "one list alone says nothing of those it missed: at least two are needed");
	if (!o->observed)
		return error_set(e, ST_DATA, "nobody is on any list");
	if (seen != (1u << o->n_lists) - 1)
		return error_set(e, ST_DATA, "nobody is on list %s: leave it out", o->lists[__builtin_ctz(~seen)]);
	if (p->order > o->n_lists - 1)
		p->order = o->n_lists - 1;
	if (o->n_lists > LOGLINEAR_LISTS)
		return error_set(e, ST_DATA, "%u lists: log-linear models are fitted for %d at the most", o->n_lists, LOGLINEAR_LISTS);
	if (loglinear_count(o->n_lists, p->order, p->most) > p->most)
		return error_set(e, ST_DATA, "%u lists have more than %zu log-linear models up to terms of %u lists: join lists, or leave the choice to the "
				 "stepwise method",
				 o->n_lists, p->most, p->order);
	return ST_OK;
}

enum status loglinear_search(const struct overlap *o, const struct loglinear_options *options, struct arena *a, struct loglinear *out, struct error *e)
{
	struct search s = {.options = options ? *options : (struct loglinear_options){0}, .out = out, .memory = true,
			   .aic = INFINITY, .bic = INFINITY, .aic_off = INFINITY};
	enum status st = refuse(o, &s.options, e);
	struct arena room = ARENA_INIT;

	*out = (struct loglinear){0};
	if (st != ST_OK)
		return st;
	candidates_make(&s.c, o->n_lists, s.options.order);
	out->n_models = loglinear_count(o->n_lists, s.options.order, s.options.most);
	st = bench_make(&s.b, o, s.c.n, &room, e);
	s.slots = arena_array(&room, (size_t)(s.c.n + 2) << o->n_lists, sizeof *s.slots);
	s.near = arena_array(&room, 2 * LOGLINEAR_NEAR_KEPT, sizeof *s.near);
	s.off = arena_array(&room, 2 * LOGLINEAR_REFUSED_KEPT, sizeof *s.off);
	if (st == ST_OK && (!s.slots || !s.near || !s.off))
		st = error_memory(e);
	if (st == ST_OK) {
		visit(&s, 0, 0, 0);
		st = answer(&s, a, e);
	}
	free(s.off_aic);
	arena_free(&room);
	return st;
}

enum status loglinear_one(const struct overlap *o, struct terms t, double level, struct arena *a, struct exist *x, struct loglinear_fit *out,
			  struct profile *profile, struct error *e)
{
	struct arena room = ARENA_INIT;
	struct bench b;
	enum status st = exist_check(o, t, &room, x, e);

	*out = (struct loglinear_fit){0};
	if (profile)
		*profile = (struct profile){0};
	if (st == ST_OK && !o->observed)
		st = error_set(e, ST_DATA, "nobody is on any list");
	if (st == ST_OK)
		st = bench_make(&b, o, (unsigned)t.n, &room, e);
	if (st == ST_OK && !one(&b, t, level, a, x, out, profile))
		st = error_memory(e);
	arena_free(&room);
	return st;
}
