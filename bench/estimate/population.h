/* population.h - nine known populations that tables are drawn from, to see how often intervals hold the truth: independent lists, lists that depend on
 * each other in pairs, people who are not equally easy to find. */
#ifndef ONUS_BENCH_POPULATION_H
#define ONUS_BENCH_POPULATION_H

#include "base/normal.h"

#include <math.h>
#include <string.h>

enum { LISTS = 6, CELLS = 1 << LISTS };

static const char *const LETTERS[] = {"A", "B", "C", "D", "E", "F"};

struct pair { unsigned i, j; double odds; };

/* p: how likely a list finds somebody. spread: standard deviation of a person's logit; share: of people who are `times` as easy to find (odds). */
struct population {
	const char *name, *kind;
	unsigned n_lists;
	double total, p[LISTS];
	struct pair pairs[4]; unsigned n_pairs;
	double spread, share, times;
};

static const struct population POPULATIONS[] = {
	{"4 lists, N 1,000, p 0.3", "independent", 4, 1000, {0.3, 0.3, 0.3, 0.3}, {{0}}, 0, 0, 0, 0},
	{"3 lists, N 1,000, p 0.01 0.04 0.2", "independent", 3, 1000, {0.01, 0.04, 0.2}, {{0}}, 0, 0, 0, 0},
	{"5 lists, N 12,000, p 0.007 to 0.09", "independent", 5, 12000, {0.007, 0.05, 0.09, 0.07, 0.03}, {{0}}, 0, 0, 0, 0},
	{"4 lists, N 2,000, p 0.15, one pair ×4", "pairs", 4, 2000, {0.15, 0.15, 0.15, 0.15}, {{0, 1, 4}}, 1, 0, 0, 0},
	{"5 lists, N 5,000, p 0.05 to 0.15, ×3 ×3 ×0.3", "pairs", 5, 5000, {0.05, 0.1, 0.15, 0.1, 0.05}, {{0, 1, 3}, {2, 3, 3}, {1, 4, 0.3}}, 3, 0, 0, 0},
	{"5 lists, N 12,000, p 0.007 to 0.09, ×5 ×0.05", "pairs", 5, 12000, {0.007, 0.05, 0.09, 0.07, 0.03}, {{0, 1, 5}, {1, 4, 0.05}}, 2, 0, 0, 0},
	{"4 lists, N 2,000, p 0.15, a quarter with odds ×5", "unequal", 4, 2000, {0.1, 0.1, 0.1, 0.1}, {{0}}, 0, 0, 0.25, 5},
	{"5 lists, N 3,000, p 0.15, logit sd 1", "unequal", 5, 3000, {0.12, 0.12, 0.12, 0.12, 0.12}, {{0}}, 0, 1, 0, 0},
	{"5 lists, N 10,000, p 0.04, logit sd 1.5", "unequal", 5, 10000, {0.02, 0.02, 0.02, 0.02, 0.02}, {{0}}, 0, 1.5, 0, 0},
};

static double logit(double p) { return log(p / (1 - p)); }

/* Independent lists with the logits moved by `shift`: adds weight × probability to each cell. */
static void add_kind(const struct population *q, double shift, double weight, double *cell)
{
	for (unsigned h = 0; h < 1u << q->n_lists; h++) {
		double x = weight;

		for (unsigned i = 0; i < q->n_lists; i++) {
			const double p = 1 / (1 + exp(-logit(q->p[i]) - shift));

			x *= h >> i & 1 ? p : 1 - p;
		}
		cell[h] += x;
	}
}

/* Odds ratios in pairs, all else independent, with the margins p: by scaling until they fit. */
static void pairwise(const struct population *q, double *cell)
{
	double base[LISTS];

	for (unsigned i = 0; i < q->n_lists; i++)
		base[i] = logit(q->p[i]);
	for (unsigned turn = 0; turn < 500; turn++) {
		double sum = 0, on[LISTS] = {0};

		for (unsigned h = 0; h < 1u << q->n_lists; h++) {
			double x = 0;

			for (unsigned i = 0; i < q->n_lists; i++)
				x += h >> i & 1 ? base[i] : 0;
			for (unsigned k = 0; k < q->n_pairs; k++)
				x += (h >> q->pairs[k].i & h >> q->pairs[k].j & 1) ? log(q->pairs[k].odds) : 0;
			sum += cell[h] = exp(x);
		}
		for (unsigned h = 0; h < 1u << q->n_lists; h++) {
			cell[h] /= sum;
			for (unsigned i = 0; i < q->n_lists; i++)
				on[i] += h >> i & 1 ? cell[h] : 0;
		}
		for (unsigned i = 0; i < q->n_lists; i++)
			base[i] += logit(q->p[i]) - logit(on[i]);
	}
}

static void probabilities(const struct population *q, double *cell)
{
	enum { STEPS = 2000 };

	memset(cell, 0, CELLS * sizeof *cell);
	if (q->n_pairs) {
		pairwise(q, cell);
	} else if (q->spread > 0) {
		for (unsigned s = 0; s < STEPS; s++)
			add_kind(q, q->spread * normal_quantile((s + 0.5) / STEPS), 1.0 / STEPS, cell);
	} else if (q->share > 0) {
		add_kind(q, 0, 1 - q->share, cell);
		add_kind(q, log(q->times), q->share, cell);
	} else {
		add_kind(q, 0, 1, cell);
	}
}

#endif
