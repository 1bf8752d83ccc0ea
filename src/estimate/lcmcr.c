#include "estimate/lcmcr.h"
#include "estimate/lcmcr_chain.h"
#include "estimate/pool.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	PILOTS = 4,        /* short runs a chain, of which the chains go on from those that lie farthest apart */
	PILOT_PART = 10,   /* their sweeps: a tenth of the burn-in and a few more */
	PILOT_LEAST = 20,
	ROUNDS = 128,      /* chains of one thread take turns, so that a stop finds all of them equally far */
	MOST_DRAWS = 100000000 /* kept, of all chains */
};

/* One chain and what becomes of it. */
struct run {
	struct latent latent;
	double *draws;       /* options.draws */
	size_t n_draws;
	uint64_t sweeps, touched, full, occupied; /* sweeps made; of those after the burn-in: that touched the cap, that filled all classes; Σ classes */
	double start;
	bool stopped;
};

/* What a thread works at: chains first, first + step, … */
struct crew { pthread_t thread; struct run *runs; const struct lcmcr_options *options; unsigned first, step; };

static enum status fill(const struct overlap *o, const struct lcmcr_options *given, struct lcmcr_options *p, struct error *e)
{
	*p = *given;
	if (o->n_lists < 2)
		return error_set(e, ST_DATA, "%u list found, two or more expected", o->n_lists);
	if (!o->observed || !o->n_cells)
		return error_set(e, ST_DATA, "nobody is on any list");
	if (o->observed > UINT64_C(1) << 31)
		return error_set(e, ST_DATA, "%llu observed, at most 2^31 expected", (unsigned long long)o->observed);
	p->classes = p->classes ? p->classes : 10;
	p->a_alpha = p->a_alpha == 0 ? 0.25 : p->a_alpha;
	p->b_alpha = p->b_alpha == 0 ? 0.25 : p->b_alpha;
	p->chains = p->chains ? p->chains : 4;
	p->burn_in = p->burn_in ? p->burn_in : 10000;
	p->draws = p->draws ? p->draws : 1000;
	p->thin = p->thin ? p->thin : 100;
	p->cap = p->cap ? p->cap : 20 * o->observed;
	p->level = p->level == 0 ? 0.95 : p->level;
	p->rhat = p->rhat == 0 ? 1.05 : p->rhat;
	p->threads = p->threads ? p->threads : 1;
	if (p->classes > LCMCR_CLASSES)
		return error_set(e, ST_DATA, "%u classes found, at most %d expected", p->classes, LCMCR_CLASSES);
	if (p->chains > LCMCR_CHAINS)
		return error_set(e, ST_DATA, "%u chains found, at most %d expected", p->chains, LCMCR_CHAINS);
	if (!(p->a_alpha >= 1e-9 && p->a_alpha <= 1e9 && p->b_alpha >= 1e-9 && p->b_alpha <= 1e9))
		return error_set(e, ST_DATA, "a prior Gamma(%g, %g) of the concentration found, numbers from 1e-9 to 1e9 expected", p->a_alpha, p->b_alpha);
	if (!(p->level > 0 && p->level < 1))
		return error_set(e, ST_DATA, "a level of %g found, one between 0 and 1 expected", p->level);
	if (!(p->rhat >= 1))
		return error_set(e, ST_DATA, "a limit of %g for R-hat found, one from 1 on expected", p->rhat);
	if (p->draws > MOST_DRAWS / p->chains)
		return error_set(e, ST_DATA, "%llu draws of %u chains found, at most %d in all expected", (unsigned long long)p->draws, p->chains, MOST_DRAWS);
	if (p->thin > UINT64_MAX / 4 / p->draws || p->burn_in > UINT64_MAX / 4)
		return error_set(e, ST_DATA, "more than 2^62 sweeps asked for");
	if (p->cap > (UINT64_C(1) << LATENT_PEOPLE_BITS) - o->observed)
		return error_set(e, ST_DATA, "a cap of %llu on the unseen found, at most 2^%d people in all expected", (unsigned long long)p->cap,
				 LATENT_PEOPLE_BITS);
	return ST_OK;
}

/* A short run from one of the starts: what it comes to, and its state at the end. */
struct pilot { struct latent latent; double mean; unsigned at; };

static int by_mean(const void *p, const void *q)
{
	const struct pilot *x = p, *y = q;

	return x->mean != y->mean ? (x->mean > y->mean) - (x->mean < y->mean) : (x->at > y->at) - (x->at < y->at);
}

/* Even ones scatter people, odd ones whole histories; the unseen go from the cap down by halves. */
static enum status pilot_run(struct pilot *pilot, unsigned at, const struct overlap *o, const struct lcmcr_options *p, struct arena *a, struct error *e)
{
	const uint64_t sweeps = p->burn_in / PILOT_PART + PILOT_LEAST;
	enum status status;

	pilot->at = at;
	status = latent_start(&pilot->latent, o, p, random_start(p->seed, at), at % 2, floor(ldexp((double)p->cap, -(int)(at % 16 / 2))), a, e);
	for (uint64_t i = 0; status == ST_OK && i < sweeps && latent_sweep(&pilot->latent, p->stop) && !(p->stop && *p->stop); i++)
		if (2 * i >= sweeps)
			pilot->mean += pilot->latent.unseen;
	return status;
}

/* The chains go on from the pilots that came to the fewest, to the most, and from evenly between: overdispersed starts (Gelman & Rubin 1992), that find
 * peaks which lie apart. */
static enum status start_all(struct run *runs, const struct overlap *o, const struct lcmcr_options *p, struct arena *a, struct error *e)
{
	const unsigned n = PILOTS * p->chains;
	struct pilot *pilots = arena_array(a, n, sizeof *pilots);
	enum status status;

	if (!pilots)
		return error_memory(e);
	for (unsigned i = 0; i < n; i++)
		if ((status = pilot_run(&pilots[i], i, o, p, a, e)) != ST_OK)
			return status;
	qsort(pilots, n, sizeof *pilots, by_mean);
	for (unsigned c = 0; c < p->chains; c++) {
		runs[c].latent = pilots[p->chains > 1 ? c * (n - 1) / (p->chains - 1) : n / 2].latent;
		runs[c].start = (double)o->observed + runs[c].latent.unseen;
		runs[c].draws = arena_array(a, (size_t)p->draws, sizeof *runs[c].draws);
		if (!runs[c].draws)
			return error_memory(e);
	}
	return ST_OK;
}

static void advance(struct run *run, const struct lcmcr_options *p, uint64_t until)
{
	while (run->sweeps < until) {
		unsigned occupied;

		if ((p->stop && *p->stop) || !latent_sweep(&run->latent, p->stop)) {
			run->stopped = true;
			return;
		}
		if (++run->sweeps <= p->burn_in)
			continue;
		occupied = latent_occupied(&run->latent);
		run->touched += run->latent.touched;
		run->occupied += occupied;
		run->full += occupied == p->classes;
		if ((run->sweeps - p->burn_in) % p->thin == 0)
			run->draws[run->n_draws++] = (double)run->latent.o->observed + run->latent.unseen;
	}
}

static void *work(void *arg)
{
	struct crew *crew = arg;
	const struct lcmcr_options *p = crew->options;
	const uint64_t all = p->burn_in + p->draws * p->thin;

	for (unsigned round = 1; round <= ROUNDS; round++)
		for (unsigned c = crew->first; c < p->chains; c += crew->step)
			if (!crew->runs[c].stopped)
				advance(&crew->runs[c], p, round == ROUNDS ? all : all / ROUNDS * round);
	return NULL;
}

/* Chains go round the threads; a thread that cannot be had is done without. */
static void run_all(struct run *runs, const struct lcmcr_options *p)
{
	struct crew crews[LCMCR_CHAINS];
	unsigned n = p->threads < p->chains ? p->threads : p->chains, running = 0;

	for (unsigned t = 0; t < n; t++)
		crews[t] = (struct crew){.runs = runs, .options = p, .first = t, .step = n};
	while (running + 1 < n && pthread_create(&crews[running + 1].thread, NULL, work, &crews[running + 1]) == 0)
		running++;
	work(&crews[0]);
	for (unsigned t = running + 1; t < n; t++)
		work(&crews[t]);
	for (unsigned t = 1; t <= running; t++)
		(void)pthread_join(crews[t].thread, NULL);
}

static int ascending(const void *p, const void *q)
{
	const double *x = p, *y = q;

	return (*x > *y) - (*x < *y);
}

static void summarise(const double *sorted, size_t n, double level, double *median, double *low, double *high)
{
	*median = quantile_sorted(sorted, n, 0.5);
	*low = quantile_sorted(sorted, n, 0.5 - level / 2);
	*high = quantile_sorted(sorted, n, 0.5 + level / 2);
}

static double mean_of(const double *x, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += x[i];
	return n ? sum / (double)n : NAN;
}

/* All chains' draws one after the other, each chain's own summary, and the sorted draws of all into sorted. */
static void gather(struct run *runs, const struct lcmcr_options *p, double *draws, double *sorted, struct lcmcr_result *out)
{
	double sweeps = 0, touched = 0, full = 0, occupied = 0;

	out->n_chains = p->chains;
	for (unsigned c = 0; c < p->chains; c++) {
		struct run *run = &runs[c];
		struct lcmcr_chain *chain = &out->chain[c];
		double *own = draws + out->n_draws;

		memcpy(own, run->draws, run->n_draws * sizeof *own);
		memcpy(sorted, own, run->n_draws * sizeof *own);
		*chain = (struct lcmcr_chain){.draws = own, .n_draws = run->n_draws, .mean = NAN, .median = NAN, .low = NAN, .high = NAN,
					      .touched = run->touched, .start = run->start};
		if (run->n_draws) {
			qsort(sorted, run->n_draws, sizeof *sorted, ascending);
			summarise(sorted, run->n_draws, p->level, &chain->median, &chain->low, &chain->high);
			chain->mean = mean_of(own, run->n_draws);
		}
		out->n_draws += run->n_draws;
		out->unfinished |= run->stopped;
		sweeps += run->sweeps > p->burn_in ? (double)(run->sweeps - p->burn_in) : 0;
		touched += (double)run->touched;
		full += (double)run->full;
		occupied += (double)run->occupied;
	}
	out->draws = draws;
	memcpy(sorted, draws, out->n_draws * sizeof *sorted);
	qsort(sorted, out->n_draws, sizeof *sorted, ascending);
	out->touched = sweeps > 0 ? touched / sweeps : 0;
	out->classes = sweeps > 0 ? occupied / sweeps : 0;
	out->full = full > 0.05 * sweeps;
}

/* On as many draws as the chain with fewest has. Draws that are all the same agree. */
static enum status judge(const struct lcmcr_options *p, const double *sorted, struct arena *a, struct lcmcr_result *out, struct error *e)
{
	struct mixing mixing;
	size_t least = SIZE_MAX;
	double *even;

	for (unsigned c = 0; c < out->n_chains; c++)
		least = out->chain[c].n_draws < least ? out->chain[c].n_draws : least;
	even = arena_array(a, least * out->n_chains + 1, sizeof *even);
	if (!even)
		return error_memory(e);
	for (unsigned c = 0; c < out->n_chains; c++)
		if (least)
			memcpy(even + c * least, out->chain[c].draws, least * sizeof *even);
	if (mixing_of(even, out->n_chains, least, a, &mixing) != ST_OK)
		return error_memory(e);
	out->rhat = mixing.rhat;
	out->ess_bulk = mixing.ess_bulk;
	out->ess_tail = mixing.ess_tail;
	if (least >= 4 && sorted[0] == sorted[out->n_draws - 1]) {
		out->rhat = 1;
		out->ess_bulk = out->ess_tail = (double)(least * out->n_chains);
	}
	out->mixed = out->n_chains >= 4 && least >= 4 && out->rhat <= p->rhat;
	return ST_OK;
}

enum status lcmcr(const struct overlap *o, const struct lcmcr_options *options, struct arena *a, struct lcmcr_result *out, struct error *e)
{
	struct lcmcr_options p;
	struct run *runs;
	double *draws, *sorted;
	enum status status = fill(o, options, &p, e);

	*out = (struct lcmcr_result){.rhat = NAN, .ess_bulk = NAN, .ess_tail = NAN, .estimate = NAN, .mean = NAN, .low = NAN, .high = NAN};
	if (status != ST_OK)
		return status;
	runs = arena_array(a, p.chains, sizeof *runs);
	draws = arena_array(a, p.chains * (size_t)p.draws, sizeof *draws);
	sorted = arena_array(a, p.chains * (size_t)p.draws, sizeof *sorted);
	if (!runs || !draws || !sorted)
		return error_memory(e);
	if ((status = start_all(runs, o, &p, a, e)) != ST_OK)
		return status;
	run_all(runs, &p);
	gather(runs, &p, draws, sorted, out);
	out->cap = (double)p.cap;
	if ((status = judge(&p, sorted, a, out, e)) != ST_OK)
		return status;
	out->has_estimate = out->mixed;
	if (out->mixed) {
		summarise(sorted, out->n_draws, p.level, &out->estimate, &out->low, &out->high);
		out->mean = mean_of(draws, out->n_draws);
	}
	return ST_OK;
}
