#include "estimate/lcmcr_chain.h"

#include <math.h>
#include <string.h>

enum {
	STOP_EVERY = 4096, /* histories between two looks at the stop flag */
	FEW_PEOPLE = 28    /* of a history: fewer are put into classes one by one */
};

typedef double pair __attribute__((vector_size(16)));
typedef int64_t pair_count __attribute__((vector_size(16)));

/* n < FEW_PEOPLE people, each at a place of his own on the line from 0 to sum[from]: counted is, for every class, who lies below its sum, four classes
 * beside each other. sum falls, is below 0 from class k on, and has room up to a multiple of four. */
static void spread_few(struct random *r, unsigned n, const double *sum, unsigned from, unsigned k, double *out)
{
	double at[FEW_PEOPLE], below[LCMCR_CLASSES + 4];

	for (unsigned i = 0; i < n; i++)
		at[i] = random_open(r) * sum[from];
	for (unsigned c = from / 4 * 4, some = 1; c < k; c += 4) {
		const pair one = {sum[c], sum[c + 1]}, two = {sum[c + 2], sum[c + 3]};
		pair_count in_one = {0, 0}, in_two = {0, 0};

		for (unsigned i = 0; i < n && some; i++) {
			const pair here = {at[i], at[i]};

			in_one -= here <= one;
			in_two -= here <= two;
		}
		below[c] = (double)in_one[0];
		below[c + 1] = (double)in_one[1];
		below[c + 2] = (double)in_two[0];
		below[c + 3] = (double)in_two[1];
		some = in_two[1] != 0; /* else nobody lies farther down either */
	}
	below[k] = 0;
	for (unsigned c = from; c < k; c++)
		out[c] = below[c] - below[c + 1];
}

/* The heaviest class first, as it takes most of them, then by conditional binomials, each from the sum of the weights from there on, until few are left. */
void latent_spread(struct random *r, uint64_t n, const double *w, unsigned k, double *out)
{
	double sum[LCMCR_CLASSES + 4], all = 0, most = 0;
	unsigned i = 0, heavy = k;

	for (unsigned c = k; c < k + 4; c++)
		sum[c] = -1;
	if (n >= FEW_PEOPLE) {
		heavy = 0;
		for (unsigned c = 1; c < k; c++)
			heavy = w[c] > w[heavy] ? c : heavy;
	}
	for (unsigned c = k; c-- > 0;)
		sum[c] = all += c == heavy ? 0 : w[c];
	if (heavy < k) {
		uint64_t rest = random_binomial(r, n, all / (all + w[heavy]));

		most = (double)(n - rest);
		n = rest;
	}
	for (; i + 1 < k && n >= FEW_PEOPLE; i++) {
		uint64_t here = i == heavy ? 0 : random_binomial(r, n, w[i] / sum[i]);

		out[i] = (double)here;
		n -= here;
	}
	if (i + 1 == k)
		out[i] = (double)n;
	else
		spread_few(r, (unsigned)n, sum, i, k, out);
	if (heavy < k)
		out[heavy] += most;
}

/* Chances: Beta(1 + on, 1 + off); uniform where nobody is. */
void latent_chances(struct latent *l)
{
	struct random *r = &l->random;

	for (unsigned k = 0; k < l->classes; k++) {
		l->off[k] = 1;
		l->seen[k] = 0;
	}
	for (unsigned j = 0; j < l->lists; j++) {
		const double *on = l->on + (size_t)j * l->stride;
		double *odds = l->odds + (size_t)j * l->stride;

		for (unsigned k = 0; k < l->classes; k++) {
			double x, y, inverse;

			if (l->people[k] > 0) {
				x = random_gamma(r, 1 + on[k]);
				y = random_gamma(r, 1 + l->people[k] - on[k]);
			} else {
				x = random_inner(r);
				y = 1 - x;
			}
			odds[k] = x / y;
			inverse = 1 / (x + y);
			l->seen[k] += l->off[k] * (x * inverse);
			l->off[k] *= y * inverse;
		}
	}
}

/* A stick of a second shape below 1 (nobody beyond it): what it leaves over can be too small for a number, so its logarithm is drawn. */
static double log_left_over(struct random *r, double people, double shape)
{
	double x, log_y;

	if (!(people > 0))
		return -random_exponential(r) / shape;
	x = random_gamma(r, 1 + people);
	log_y = random_log_gamma(r, shape);
	return log_y - log(x + exp(log_y));
}

/* Sticks: V_k ~ Beta(1 + people in k, alpha + people beyond k); a share is the stick times what those before it left over. */
void latent_shares(struct latent *l)
{
	struct random *r = &l->random;
	double beyond = (double)l->o->observed + l->unseen, rest = 1, part = 1, log_rest = 0;

	for (unsigned k = 0; k + 1 < l->classes; k++) {
		double shape = l->alpha + (beyond -= l->people[k]), left;

		if (shape >= 1) {
			double x = random_gamma(r, 1 + l->people[k]), y = random_gamma(r, shape), inverse = 1 / (x + y);

			l->share[k] = rest * (x * inverse);
			left = y * inverse;
			part *= left;
			if (part < 1e-200) {
				log_rest += log(part);
				part = 1;
			}
		} else {
			double log_left = log_left_over(r, l->people[k], shape);

			log_rest += log_left;
			left = exp(log_left);
			l->share[k] = rest * (1 - left);
		}
		rest *= left;
	}
	l->share[l->classes - 1] = rest;
	l->log_rest = log_rest + log(part);
	for (unsigned k = 0; k < l->classes; k++)
		l->none[k] = l->share[k] * l->off[k];
}

/* Concave, so above the cap's side of its peak it falls at least geometrically: f(cap - i) ≤ f(cap) q^i with q = f(cap - 1)/f(cap) < 1. Drawn under that
 * hat, kept with f / hat. */
static double unseen_below(struct random *r, double n, double log_none, double q, double cap)
{
	const double log_q = log(q);
	int sign;
	double top = lgamma_r(n + cap, &sign) - lgamma_r(cap + 1, &sign);

	for (;;) {
		double down = floor(-random_exponential(r) / log_q), at = cap - down;

		if (at >= 0 && -random_exponential(r) <= lgamma_r(n + at, &sign) - lgamma_r(at + 1, &sign) - top - down * (log_none + log_q))
			return at;
	}
}

/* n_0 given chances and shares, classes summed out: negative binomial (n, chance to be seen), p(N) ~ 1/N before, not above the cap. */
void latent_unseen(struct latent *l)
{
	struct random *r = &l->random;
	double n = (double)l->o->observed, none = 0, some = 0, q, missed[LCMCR_CLASSES];

	for (unsigned k = 0; k < l->classes; k++) {
		none += l->none[k];
		some += l->share[k] * l->seen[k];
	}
	l->touched = false;
	if (l->o->observed == 1) { /* geometric: its inverse, as there may be no peak in sight */
		double log_none = -log1p(some / none);

		l->unseen = fmin(floor(log1p(random_unit(r) * expm1((l->cap + 1) * log_none)) / log_none), l->cap);
	}
	/* in the peak's sight the plain draw is good, beyond it the hat: whichever is first at or below the cap */
	q = l->cap / ((n + l->cap - 1) * (none / (none + some)));
	while (l->o->observed > 1) {
		double mean = random_gamma(r, n) * (none / some);

		l->unseen = mean > 4 * l->cap + 1000 ? INFINITY : (double)random_poisson(r, mean);
		if (l->unseen <= l->cap)
			break;
		l->touched = true;
		if (q < 1) {
			l->unseen = unseen_below(r, n, -log1p(some / none), q, l->cap);
			break;
		}
	}
	latent_spread(r, (uint64_t)l->unseen, l->none, l->classes, missed);
	memcpy(l->people, missed, l->classes * sizeof *missed);
}

/* n: a multiple of four */
static inline void add_up(double *restrict sum, const double *restrict x, size_t n)
{
	for (size_t k = 0; k < n; k += 4) {
		sum[k] += x[k];
		sum[k + 1] += x[k + 1];
		sum[k + 2] += x[k + 2];
		sum[k + 3] += x[k + 3];
	}
}

/* The observed into classes, history by history. They ascend, so what two neighbours share are their highest lists: the products of a history's beginning
 * are kept, a row for each list that it is on. */
bool latent_observed(struct latent *l, const volatile sig_atomic_t *stop)
{
	const size_t stride = l->stride;
	uint32_t before = 0;

	memset(l->on, 0, l->lists * stride * sizeof *l->on);
	memcpy(l->rows, l->none, l->classes * sizeof *l->none);
	for (size_t c = 0; c < l->o->n_cells; c++) {
		const uint32_t history = l->o->cells[c].history;
		double *here = l->placed + c * l->placed_step;
		unsigned depth = l->shared[c];

		if (stop && c % STOP_EVERY == 0 && *stop)
			return false;
		/* below the highest list in which it differs from the one before */
		for (uint32_t rest = history & (UINT32_MAX >> __builtin_clz(history ^ before)); rest;) {
			const unsigned list = 31 - (unsigned)__builtin_clz(rest);
			const double *row = l->rows + depth++ * stride, *odds = l->odds + list * stride;
			double *restrict next = l->rows + depth * stride;

			for (size_t k = 0; k < stride; k += 4) {
				next[k] = row[k] * odds[k];
				next[k + 1] = row[k + 1] * odds[k + 1];
				next[k + 2] = row[k + 2] * odds[k + 2];
				next[k + 3] = row[k + 3] * odds[k + 3];
			}
			rest ^= UINT32_C(1) << list;
		}
		latent_spread(&l->random, l->o->cells[c].count, l->rows + depth * stride, l->classes, here);
		add_up(l->people, here, stride);
		for (uint32_t rest = history; rest; rest &= rest - 1)
			add_up(l->on + (size_t)__builtin_ctz(rest) * stride, here, stride);
		before = history;
	}
	return true;
}

/* Gamma(a + K* - 1, rate b - log of the last share); kept above 1e-300, where the next sticks still have logarithms. */
void latent_alpha(struct latent *l)
{
	double draw = random_gamma(&l->random, l->a_alpha + l->classes - 1) / (l->b_alpha - l->log_rest);

	l->alpha = draw > 1e-300 ? draw : 1e-300;
}

/* log B(1 + on, 1 + off) of one class and list: the chances summed out. */
static double log_beta(double people, double on)
{
	int sign;

	return lgamma_r(1 + on, &sign) + lgamma_r(1 + people - on, &sign) - lgamma_r(2 + people, &sign);
}

/* log p(people | alpha), the sticks summed out: what classes low to high have part in; without α. */
static double log_sticks(const struct latent *l, unsigned low, unsigned high)
{
	double beyond = (double)l->o->observed + l->unseen, sum = 0;
	int sign;

	for (unsigned k = 0; k <= high && k + 1 < l->classes; k++) {
		double from = beyond;

		beyond -= l->people[k];
		if (k >= low)
			sum += lgamma_r(1 + l->people[k], &sign) + lgamma_r(l->alpha + beyond, &sign) - lgamma_r(1 + l->alpha + from, &sign);
	}
	return sum;
}

/* Of class from those on a list go to class to, or those of to come back; moved: how many of them are on each list. */
static void move_people(struct latent *l, unsigned from, unsigned to, double people, const double *moved)
{
	l->people[from] -= people;
	l->people[to] += people;
	for (unsigned j = 0; j < l->lists; j++) {
		l->on[j * (size_t)l->stride + from] -= moved[j];
		l->on[j * (size_t)l->stride + to] += moved[j];
	}
}

static double log_chances(const struct latent *l, unsigned one, unsigned two)
{
	double sum = 0;

	for (unsigned j = 0; j < l->lists; j++) {
		const double *on = l->on + j * (size_t)l->stride;

		sum += log_beta(l->people[one], on[one]) + log_beta(l->people[two], on[two]);
	}
	return sum;
}

/* Two classes and a list at random. Where the second is empty, those of the first that are on the list are to move there; where the second has only
 * people on the list and the first none, they are to come together. Each step undoes the other and is as likely to be tried, so it is taken with the
 * quotient of p (Metropolis et al. 1953; chances and sticks summed out). People alone part a class only over 10^6 sweeps. */
void latent_split(struct latent *l)
{
	const unsigned one = (unsigned)random_below(&l->random, l->classes), list = (unsigned)random_below(&l->random, l->lists);
	const double *on = l->on + list * (size_t)l->stride;
	double moved[OVERLAP_LISTS] = {0}, people, before;
	unsigned two = l->classes > 1 ? (unsigned)random_below(&l->random, l->classes - 1) : 0, low, high;
	bool part;

	two += two >= one;
	low = one < two ? one : two;
	high = one < two ? two : one;
	if (l->classes < 2 || !l->placed_step)
		return;
	part = l->people[two] == 0 && on[one] > 0 && on[one] < l->people[one];
	if (!part && !(l->people[two] > 0 && on[two] == l->people[two] && on[one] == 0 && l->people[one] > 0))
		return;
	people = part ? on[one] : -l->people[two];
	for (unsigned j = 0; j < l->lists && !part; j++)
		moved[j] = -l->on[j * (size_t)l->stride + two];
	for (size_t c = 0; c < l->o->n_cells && part; c++) {
		const uint32_t history = l->o->cells[c].history;

		for (uint32_t rest = history >> list & 1 ? history : 0; rest; rest &= rest - 1)
			moved[__builtin_ctz(rest)] += l->placed[c * l->placed_step + one];
	}
	before = log_chances(l, one, two) + log_sticks(l, low, high);
	move_people(l, one, two, people, moved);
	if (-random_exponential(&l->random) < log_chances(l, one, two) + log_sticks(l, low, high) - before)
		return;
	for (unsigned j = 0; j < l->lists; j++)
		moved[j] = -moved[j];
	move_people(l, one, two, -people, moved);
}

/* Neighbours change places with the sticks summed out: what is left of p(people) is the quotient of two sums (as in Papaspiliopoulos & Roberts 2008, who
 * keep the sticks). Without it the order of the classes, which the prior does not leave free, sticks for 10^6 sweeps. The last class has no stick. */
void latent_labels(struct latent *l)
{
	double beyond = (double)l->o->observed + l->unseen - l->people[0]; /* the first of the two */

	for (unsigned k = 0; k + 2 < l->classes; k++) {
		const double here = l->people[k], next = l->people[k + 1], after = beyond - next;

		if (here != next && random_unit(&l->random) * (l->alpha + here + after) < l->alpha + next + after) {
			l->people[k] = next;
			l->people[k + 1] = here;
			for (unsigned j = 0; j < l->lists; j++) {
				double *on = l->on + (size_t)j * l->stride + k, kept = on[0];

				on[0] = on[1];
				on[1] = kept;
			}
		}
		beyond = after;
	}
}

bool latent_sweep(struct latent *l, const volatile sig_atomic_t *stop)
{
	latent_chances(l);
	latent_shares(l);
	latent_unseen(l);
	if (!latent_observed(l, stop))
		return false;
	latent_alpha(l);
	if (++l->turn % SPLIT_EVERY == 0)
		latent_split(l);
	latent_labels(l);
	return true;
}

unsigned latent_occupied(const struct latent *l)
{
	unsigned n = 0;

	for (unsigned k = 0; k < l->classes; k++)
		n += l->people[k] > 0;
	return n;
}

enum status latent_start(struct latent *l, const struct overlap *o, const struct lcmcr_options *options, struct random random, bool whole, double unseen,
			 struct arena *a, struct error *e)
{
	const unsigned classes = options->classes, stride = (classes + 3) / 4 * 4;
	double here[LCMCR_CLASSES], even[LCMCR_CLASSES];

	*l = (struct latent){.o = o, .lists = o->n_lists, .classes = classes, .stride = stride, .a_alpha = options->a_alpha, .b_alpha = options->b_alpha,
			     .cap = (double)options->cap, .random = random, .alpha = 1, .unseen = unseen};
	l->on = arena_array(a, (size_t)o->n_lists * stride, sizeof *l->on);
	l->odds = arena_array(a, (size_t)o->n_lists * stride, sizeof *l->odds);
	l->rows = arena_array(a, (size_t)(o->n_lists + 1) * stride, sizeof *l->rows);
	l->shared = arena_array(a, o->n_cells, sizeof *l->shared);
	l->placed_step = o->n_cells <= PLACED_MOST / stride ? stride : 0;
	l->placed = arena_array(a, l->placed_step ? o->n_cells * stride : stride, sizeof *l->placed);
	if (!l->on || !l->odds || !l->rows || !l->shared || !l->placed)
		return error_memory(e);
	for (size_t c = 1; c < o->n_cells; c++) {
		uint32_t history = o->cells[c].history;

		l->shared[c] = (uint8_t)__builtin_popcount(history & ~(UINT32_MAX >> __builtin_clz(history ^ o->cells[c - 1].history)));
	}
	for (unsigned k = 0; k < classes; k++)
		even[k] = 1;
	l->people[whole ? random_below(&l->random, classes) : 0] = unseen;
	for (size_t c = 0; c < o->n_cells; c++) {
		const struct overlap_cell *cell = &o->cells[c];

		if (whole) {
			memset(here, 0, sizeof here);
			here[random_below(&l->random, classes)] = (double)cell->count;
		} else {
			latent_spread(&l->random, cell->count, even, classes, here);
		}
		for (unsigned k = 0; k < classes; k++) {
			l->people[k] += here[k];
			for (uint32_t rest = cell->history; rest; rest &= rest - 1)
				l->on[(size_t)__builtin_ctz(rest) * stride + k] += here[k];
		}
	}
	return ST_OK;
}
