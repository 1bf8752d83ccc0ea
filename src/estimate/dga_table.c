#include "estimate/dga_table.h"

#include <math.h>

/* log Γ(x), x > 0: Stirling's series from 20 on, below by Γ(x + 1) = x Γ(x). No global sign as in lgamma, and faster. */
static long double log_gamma(long double x)
{
	static const long double term[] = {1.0L / 12, -1.0L / 360, 1.0L / 1260, -1.0L / 1680, 1.0L / 1188, -691.0L / 360360, 1.0L / 156, -3617.0L / 122400};
	static const long double half_log_2pi = 0.918938533204672741780329736405617640L;
	long double product = 1, q, sum = 0;

	for (; x < 20; x += 1)
		product *= x;
	q = 1 / (x * x);
	for (int i = 7; i >= 0; i--)
		sum = sum * q + term[i];
	return (x - 0.5L) * logl(x) - x + half_log_2pi + sum / x - (product != 1 ? logl(product) : 0);
}

/* c(A): all cells of A's margin but the one of nobody */
static long double clique_constant(const struct dga_table *t, unsigned set, const double *full, const long double *one)
{
	double margin[DGA_SETS] = {0};
	unsigned size = (unsigned)__builtin_popcount(set);
	long double delta = ldexpl(t->delta, (int)(t->n_lists - size)), sum = log_gamma(t->total) - one[size];

	for (unsigned h = 1; h < t->sets; h++)
		margin[h & set] += full[h];
	for (unsigned x = set; x; x = (x - 1) & set)
		if (margin[x] > 0)
			sum += log_gamma(margin[x] + delta) - one[size];
	return sum;
}

void dga_table_make(struct dga_table *t, const struct overlap *o, const struct dga_options *options, double delta, const double *full)
{
	long double one[GRAPHS_LISTS + 1], constant[DGA_SETS];

	*t = (struct dga_table){.n_lists = o->n_lists, .sets = 1u << o->n_lists, .observed = (double)o->observed, .delta = delta,
				.prior = options->prior, .a = options->a, .b = options->b};
	t->total = ldexpl(delta, (int)o->n_lists);
	for (unsigned size = 0; size <= o->n_lists; size++)
		one[size] = log_gamma(ldexpl(delta, (int)(o->n_lists - size)));
	for (unsigned set = 1; set < t->sets; set++) {
		t->shift[set] = ldexpl(delta, (int)o->n_lists - __builtin_popcount(set));
		for (unsigned h = 1; h < t->sets; h++)
			t->shift[set] += h & set ? 0 : full[h];
		constant[set] = clique_constant(t, set, full, one);
	}
	for (unsigned set = 1; set < t->sets; set++) {
		t->constant[set] = constant[set];
		for (unsigned rest = set; rest; rest &= rest - 1)
			t->constant[set] -= constant[rest & -rest];
	}
	for (unsigned i = 0; i < o->n_lists; i++)
		t->constant[0] += constant[1u << i];
	dga_table_refer(t, 1);
}

/* without the constants, not relative */
static void values(const struct dga_table *t, long double n, long double *rest)
{
	long double all = n + t->observed, people = log_gamma(all + t->total), shared;

	switch (t->prior) {
	case DGA_POISSON_GAMMA: /* N! of the prior and of the multinomial cancel */
		shared = all * logl(t->b / (1.0L + t->b)) + log_gamma(all + t->a);
		break;
	case DGA_INVERSE:
		shared = log_gamma(all + 1) - logl(all);
		break;
	default:
		shared = log_gamma(all + 1);
	}
	shared -= log_gamma(n + 1);
	for (unsigned set = 1; set < t->sets; set++) {
		rest[set] = log_gamma(n + t->shift[set]) - people;
		if (!(set & (set - 1)))
			shared += rest[set];
		else
			for (unsigned left = set; left; left &= left - 1)
				rest[set] -= rest[left & -left];
	}
	rest[0] = shared;
}

void dga_table_refer(struct dga_table *t, double n)
{
	t->reference = n;
	values(t, n, t->at);
}

void dga_table_values(const struct dga_table *t, double n, unsigned stride, double *rest, double *shared)
{
	long double now[DGA_SETS];

	values(t, n, now);
	for (unsigned set = 1; set < t->sets; set++)
		rest[(size_t)set * stride] = (double)(now[set] - t->at[set]);
	*shared = (double)(now[0] - t->at[0]);
}

/* ψ'(x) - ψ'(y) at most: 1/x + 1/(2 x²) ≤ ψ'(x) ≤ 1/x + 1/(2 x²) + 1/(6 x³) */
static double trigammas(double x, double y)
{
	return x < y ? (y - x) / (x * y) * (1 + (x + y) / (2 * x * y)) + 1 / (6 * x * x * x) : 0;
}

void dga_table_bend(const struct dga_table *t, double n, double *bend)
{
	double people = n + t->observed, total = (double)t->total, own = t->prior == DGA_POISSON_GAMMA ? trigammas(people + 1, people + t->a) : 0;
	double rest = trigammas(people + total, people + 1) + own;

	bend[0] = trigammas(n + 1, people + 1) + own;
	for (unsigned set = 1; set < t->sets; set++)
		bend[set] = fmin(bend[0], trigammas(n + 1, n + (double)t->shift[set]) + rest);
}
