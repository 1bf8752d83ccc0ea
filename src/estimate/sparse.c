#include "estimate/sparse.h"

#include "base/normal.h"
#include "base/random.h"
#include "estimate/face.h"
#include "estimate/glm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS = SPARSE_LISTS * (SPARSE_LISTS - 1) / 2, FEWEST_REPLICATES = 20 };

/* One table at a time goes through the steps; start: parameters of independent lists to begin from. */
struct stepper {
	unsigned n_lists, n_pairs;
	uint32_t pairs[PAIRS];
	double log_p;
	double *y;
	struct face_table table;
	struct face face;
	struct glm_room room;
	double *theta, *slots, *start;
	bool started;           /* start holds parameters */
	uint32_t model[PAIRS];
	unsigned n_model;
	struct glm_fit fit;
	bool memory;            /* false: it ran out */
	struct sparse_step *steps;     /* PAIRS, or NULL: no record is kept */
	struct sparse_refused *refused;
	unsigned n_refused;
};

struct candidate { uint32_t pair; double log_p; };

static bool stepper_make(struct stepper *s, const struct overlap *o, double p, struct arena *a)
{
	const size_t cells = (size_t)1 << o->n_lists;

	*s = (struct stepper){.n_lists = o->n_lists, .log_p = log(p), .memory = true};
	for (unsigned i = 0; i < o->n_lists; i++)
		for (unsigned j = i + 1; j < o->n_lists; j++)
			s->pairs[s->n_pairs++] = 1u << i | 1u << j;
	s->y = overlap_full(o, a);
	s->theta = arena_array(a, s->n_pairs + s->n_lists + 1, sizeof *s->theta);
	s->slots = arena_array(a, cells, sizeof *s->slots);
	s->start = arena_array(a, cells, sizeof *s->start);
	return s->y && s->theta && s->slots && s->start && face_table(&s->table, o->n_lists, s->y, a) &&
	       face_make(&s->face, o->n_lists, s->n_pairs, a) && glm_room(&s->room, o->n_lists, s->n_pairs + o->n_lists + 1, 0, a);
}

/* The model that is on the face, from the parameters in slots; they are put back there. */
static bool stepper_fit(struct stepper *s, unsigned how)
{
	const struct glm g = {s->n_lists, s->y, s->face.keep, s->face.terms, s->face.n_terms, NULL, 0};

	s->fit.theta = s->theta;
	for (unsigned i = 0; i < g.n_terms; i++)
		s->theta[i] = s->slots[g.terms[i]];
	glm_fit(&g, &s->room, how, &s->fit);
	if (!s->fit.converged)
		glm_fit(&g, &s->room, how & ~(unsigned)GLM_WARM, &s->fit);
	for (unsigned i = 0; i < g.n_terms; i++)
		s->slots[g.terms[i]] = s->theta[i];
	return s->fit.converged;
}

static bool in_model(const struct stepper *s, uint32_t pair)
{
	for (unsigned i = 0; i < s->n_model; i++)
		if (s->model[i] == pair)
			return true;
	return false;
}

static int by_p(const void *p, const void *q)
{
	const struct candidate *x = p, *y = q;

	if (x->log_p != y->log_p)
		return x->log_p < y->log_p ? -1 : 1;
	return 0;
}

/* The overlaps below the threshold, least p first, in the lists' order among equals. What a double cannot tell from 0 is equal (below e^-745). */
static unsigned candidates(const struct stepper *s, struct candidate *out)
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->n_pairs; i++) {
		const double observed = s->table.people[s->pairs[i]], expected = s->room.above[s->pairs[i]];
		double log_p;
		unsigned at = n;

		if (in_model(s, s->pairs[i]) || (s->log_p < -2 && fabs(observed - expected) < 0.5 * sqrt(expected)))
			continue;
		log_p = fmax(poisson_log_tail(observed, expected), -745.2);
		if (log_p >= s->log_p)
			continue;
		for (const struct candidate c = {s->pairs[i], log_p}; at && by_p(&c, &out[at - 1]) < 0; at--)
			out[at] = out[at - 1];
		out[at] = (struct candidate){s->pairs[i], log_p};
		n++;
	}
	return n;
}

static void note_refusal(struct stepper *s, const struct candidate *c)
{
	unsigned at = 0;

	if (!s->refused)
		return;
	while (at < s->n_refused && s->refused[at].pair != c->pair)
		at++;
	s->n_refused += at == s->n_refused;
	s->refused[at] = (struct sparse_refused){c->pair, exp(c->log_p), {s->face.no_maximum, s->face.not_identifiable, s->face.total,
		s->face.n_parameters, s->face.rank, 0, NULL}};
}

/* One step: true if an overlap entered. The face then is that of the new model. */
static bool step(struct stepper *s)
{
	struct candidate c[PAIRS];
	const unsigned n = candidates(s, c);

	for (unsigned i = 0; i < n; i++) {
		const double observed = s->table.people[c[i].pair], expected = s->room.above[c[i].pair];

		s->model[s->n_model] = c[i].pair;
		if (!face_find(&s->face, &s->table, s->model, s->n_model + 1)) {
			s->memory = false;
			return false;
		}
		if (!s->face.full) {
			note_refusal(s, &c[i]);
			continue;
		}
		if (s->steps)
			s->steps[s->n_model] = (struct sparse_step){c[i].pair, exp(c[i].log_p), observed, expected, !(observed > 0)};
		s->slots[c[i].pair] = 0;
		s->n_model++;
		return true;
	}
	return false;
}

/* All steps on the counts in y. false: no number, for independent lists have no total there. */
static bool walk(struct stepper *s)
{
	s->n_model = 0;
	face_table_set(&s->table, s->y);
	if (!face_find(&s->face, &s->table, NULL, 0)) {
		s->memory = false;
		return false;
	}
	if (!s->face.total || s->face.not_identifiable)
		return false;
	if (s->started)
		memcpy(s->slots, s->start, sizeof *s->slots << s->n_lists);
	if (!stepper_fit(s, GLM_QUICK | (s->started ? GLM_WARM : 0)))
		return false;
	if (!s->started) {
		memcpy(s->start, s->slots, sizeof *s->slots << s->n_lists);
		s->started = true;
	}
	while (step(s))
		if (!stepper_fit(s, GLM_QUICK | GLM_WARM))
			return false;
	return s->memory;
}

static double total_of(struct stepper *s, double observed)
{
	return walk(s) ? observed + exp(s->slots[0]) : INFINITY;
}

/* --- the bootstrap ---------------------------------------------------------------------------- */

static int ascending(const void *p, const void *q)
{
	const double x = *(const double *)p, y = *(const double *)q;

	return (x > y) - (x < y);
}

/* Hyndman & Fan's type 8 of ascending x. */
static double quantile(const double *x, size_t n, double p)
{
	const double at = 1.0 / 3 + p * ((double)n + 1.0 / 3);
	double below = floor(at + 4 * 0x1p-52), rest = at - below;

	rest = fabs(rest) < 4 * 0x1p-52 ? 0 : rest;
	if (below < 1)
		return x[0];
	if (below >= (double)n)
		return x[n - 1];
	return rest > 0 ? (1 - rest) * x[(size_t)below - 1] + rest * x[(size_t)below] : x[(size_t)below - 1];
}

/* Efron's acceleration by leaving out one person of each history in turn; false when one of them leaves no total. */
static bool jackknife(struct stepper *s, const struct overlap *o, double *acceleration, struct arena *a)
{
	double *total = arena_array(a, o->n_cells, sizeof *total), mean = 0, square = 0, cube = 0;
	const double n = (double)o->observed;

	if (!total) {
		s->memory = false;
		return false;
	}
	for (size_t c = 0; c < o->n_cells; c++) {
		double *cell = &s->y[o->cells[c].history];

		*cell -= 1;
		total[c] = total_of(s, n - 1);
		*cell += 1;
		if (!isfinite(total[c]))
			return false;
		mean += total[c] * (double)o->cells[c].count / n;
	}
	for (size_t c = 0; c < o->n_cells; c++) {
		const double r = mean - total[c], w = (double)o->cells[c].count;

		square += w * r * r;
		cube += w * r * r * r;
	}
	*acceleration = square > 0 ? cube / (6 * pow(square, 1.5)) : 0;
	return true;
}

static void limits(struct sparse_bca *b, double estimate, double level)
{
	double less = 0, z[2] = {normal_quantile((1 - level) / 2), normal_quantile((1 + level) / 2)}, out[2];

	for (unsigned i = 0; i < b->replicates; i++)
		less += b->totals[i] < estimate;
	b->bias = normal_quantile(less / b->replicates);
	if (!isfinite(b->bias)) {
		b->bias = 0;
		b->why = "all replicates are on one side of the estimate";
		return;
	}
	for (int i = 0; i < 2; i++) {
		const double shifted = z[i] + b->bias, p = normal_below(b->bias + shifted / (1 - b->acceleration * shifted));

		out[i] = quantile(b->totals, b->replicates, p);
	}
	b->done = isfinite(out[0]);
	b->why = b->done ? NULL : "too many replicates have no finite total";
	b->low = b->done ? out[0] : 0;
	b->high_open = !isfinite(out[1]);
	b->high = b->high_open ? INFINITY : out[1];
}

static void bootstrap(struct stepper *s, const struct overlap *o, const struct sparse_options *p, struct arena *a, struct arena *room, struct sparse *out)
{
	struct sparse_bca *b = &out->bca;
	const uint32_t n = (uint32_t)o->n_cells;
	double *weight = arena_array(room, n, sizeof *weight), *totals = arena_array(a, p->replicates, sizeof *totals);
	uint64_t *drawn = arena_array(room, n, sizeof *drawn);

	if (!weight || !totals || !drawn) {
		s->memory = false;
		return;
	}
	for (uint32_t c = 0; c < n; c++)
		weight[c] = (double)o->cells[c].count;
	const bool smooth = jackknife(s, o, &b->acceleration, room);

	for (unsigned i = 0; i < p->replicates && s->memory; i++) {
		struct random r = random_start(p->seed, i);

		if (p->stop && p->stop(p->stop_arg)) {
			b->unfinished = true;
			break;
		}
		random_multinomial(&r, o->observed, weight, n, drawn);
		for (uint32_t c = 0; c < n; c++)
			s->y[o->cells[c].history] = (double)drawn[c];
		totals[b->replicates] = total_of(s, (double)o->observed);
		b->infinite += isfinite(totals[b->replicates]) ? 0 : 1;
		b->replicates++;
	}
	qsort(totals, b->replicates, sizeof *totals, ascending);
	b->totals = totals;
	if (!smooth)
		b->why = "without one person of some history there is no total: no acceleration";
	else if (b->replicates < FEWEST_REPLICATES)
		b->why = "too few replicates";
	else
		limits(b, out->estimate, p->level);
}

/* --- the answer ------------------------------------------------------------------------------- */

static bool keep_records(struct stepper *s, struct arena *a, struct sparse *out)
{
	uint32_t *set = arena_array(a, s->n_model + 1, sizeof *set);

	if (!set)
		return false;
	memcpy(set, s->model, s->n_model * sizeof *set);
	out->terms = (struct terms){set, s->n_model};
	out->steps = s->steps;
	out->n_steps = s->n_model;
	out->refused = s->refused;
	out->n_refused = s->n_refused;
	s->steps = NULL;
	s->refused = NULL;
	return true;
}

static bool point(struct stepper *s, const struct overlap *o, double level, struct arena *a, struct sparse *out)
{
	const double z = normal_quantile((1 + level) / 2), n = (double)o->observed;
	const bool ok = walk(s);
	unsigned p;

	if (!s->memory || !keep_records(s, a, out))
		return false;
	out->fitted = ok && face_find(&s->face, &s->table, s->model, s->n_model) && stepper_fit(s, GLM_WARM);
	if (!out->fitted)
		return true;
	p = s->face.n_parameters + s->face.n_empty;
	out->n_empty = s->face.n_empty;
	out->log_unseen = s->slots[0];
	out->log_unseen_error = sqrt(s->fit.constant_variance);
	out->estimate = n + exp(out->log_unseen);
	out->low = n + exp(out->log_unseen - z * out->log_unseen_error);
	out->high = n + exp(out->log_unseen + z * out->log_unseen_error);
	out->deviance = s->fit.deviance;
	out->aic = s->fit.deviance + glm_saturated(s->y, (size_t)1 << s->n_lists) + 2 * p;
	out->df = (1l << s->n_lists) - 1 - (long)p;
	return true;
}

static enum status refuse(const struct overlap *o, const struct sparse_options *p, struct error *e)
{
	uint32_t seen = 0;

	for (size_t i = 0; i < o->n_cells; i++)
		seen |= o->cells[i].history;
	if (o->n_lists < 2)
		return error_set(e, ST_DATA, "one list alone says nothing of those it missed: at least two are needed");
	if (o->n_lists > SPARSE_LISTS)
		return error_set(e, ST_DATA, "%u lists: the stepwise method takes %d at the most", o->n_lists, SPARSE_LISTS);
	if (!o->observed)
		return error_set(e, ST_DATA, "nobody is on any list");
	if (seen != (1u << o->n_lists) - 1)
		return error_set(e, ST_DATA, "nobody is on list %s: leave it out", o->lists[__builtin_ctz(~seen)]);
	if (!(p->p > 0 && p->p <= 0.5) || !(p->level > 0 && p->level < 1))
		return error_set(e, ST_USAGE, "a threshold above 0 and up to 0.5, and a level between 0 and 1 are expected");
	return ST_OK;
}

enum status sparse_fit(const struct overlap *o, const struct sparse_options *options, struct arena *a, struct sparse *out, struct error *e)
{
	struct sparse_options p = options ? *options : (struct sparse_options){0};
	struct arena room = ARENA_INIT;
	struct stepper s;
	enum status st;

	*out = (struct sparse){0};
	p.p = p.p != 0 ? p.p : 0.02;
	p.level = p.level != 0 ? p.level : 0.95;
	st = refuse(o, &p, e);
	if (st == ST_OK)
		st = exist_check(o, (struct terms){0}, a, &out->start, e);
	if (st != ST_OK)
		return st;
	if (!stepper_make(&s, o, p.p, &room) || !(s.steps = arena_array(a, PAIRS, sizeof *s.steps)) ||
	    !(s.refused = arena_array(a, PAIRS, sizeof *s.refused)) || !point(&s, o, p.level, a, out))
		s.memory = false;
	if (s.memory && out->fitted && p.replicates)
		bootstrap(&s, o, &p, a, &room, out);
	if (!s.memory)
		st = error_memory(e);
	arena_free(&room);
	return st;
}
