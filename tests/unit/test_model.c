/* The model against data drawn from models that are known: the truth is found again, no step makes the data less likely, dependence is seen, and what is alike
 * for another reason than one person does not take it over. */
#include "base/random.h"
#include "link/model.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { PATTERNS = 200000 };

static struct model_pattern pattern[PATTERNS];
static double posterior[PATTERNS];
static size_t n_patterns;

static void pattern_add(uint64_t levels, double pairs)
{
	static uint32_t slot[1 << 19];
	size_t i;

	if (!n_patterns)
		memset(slot, 0, sizeof slot);
	i = (levels * UINT64_C(0x9e3779b97f4a7c15)) >> 45;
	while (slot[i] && pattern[slot[i] - 1].levels != levels)
		i = (i + 1) & ((1 << 19) - 1);
	if (!slot[i]) {
		pattern[n_patterns] = (struct model_pattern){.levels = levels};
		slot[i] = (uint32_t)++n_patterns;
	}
	pattern[slot[i] - 1].pairs += pairs;
}

static unsigned drawn(struct random *g, const double *chance, unsigned levels)
{
	double x = random_unit(g);
	unsigned l = 0;

	while (l + 1 < levels && x >= chance[l])
		x -= chance[l++];
	return l;
}

static bool near(double got, double want, double within)
{
	if (fabs(got - want) <= within)
		return true;
	fprintf(stderr, "%.6g, want %.6g within %.3g\n", got, want, within);
	return false;
}

/* 1: all patterns of three fields of two levels, each as often as the truth has it. Nothing is left to chance, so the truth comes back. */
static void exact(void)
{
	static const double m[3][2] = {{0.25, 0.75}, {0.15, 0.85}, {0.08, 0.92}}, u[3][2] = {{0.9, 0.1}, {0.97, 0.03}, {0.8, 0.2}};
	static const uint8_t levels[3] = {2, 2, 2};
	struct model x;
	struct model_options o = {.most = 20000, .end = 1e-12};

	n_patterns = 0;
	for (unsigned i = 0; i < 8; i++) {
		double pm = 0.2, pu = 0.8;

		for (unsigned k = 0; k < 3; k++) {
			pm *= m[k][i >> k & 1];
			pu *= u[k][i >> k & 1];
		}
		pattern_add((i & 1) | (i >> 1 & 1) << 4 | (i >> 2 & 1) << 8, 1e6 * (pm + pu));
	}
	model_start(&x, 3, levels, pattern, n_patterns, &o);
	model_fit(&x, pattern, n_patterns, &o, posterior);
	CHECK(x.converged && near(x.share, 0.2, 1e-4));
	for (unsigned k = 0; k < 3; k++)
		for (unsigned l = 0; l < 2; l++)
			CHECK(near(x.m[k][l], m[k][l], 1e-3) && near(x.u[k][l], u[k][l], 1e-3));
}

enum { FIELDS = 5, LEVELS = 3 };
static const uint8_t three[FIELDS] = {3, 3, 3, 3, 3};
static const double true_m[FIELDS][LEVELS] = {{0.05, 0.1, 0.85}, {0.03, 0.07, 0.9}, {0.1, 0.1, 0.8}, {0.02, 0.13, 0.85}, {0.2, 0.2, 0.6}};
static const double true_u[FIELDS][LEVELS] = {{0.93, 0.05, 0.02}, {0.97, 0.02, 0.01}, {0.6, 0.3, 0.1}, {0.98, 0.015, 0.005}, {0.5, 0.25, 0.25}};

static void simulate(size_t pairs, double share, double missing, uint64_t seed)
{
	struct random g = random_start(seed, 0);

	n_patterns = 0;
	for (size_t i = 0; i < pairs; i++) {
		bool match = random_unit(&g) < share;
		uint64_t levels = 0;

		for (unsigned k = 0; k < FIELDS; k++) {
			unsigned l = drawn(&g, match ? true_m[k] : true_u[k], LEVELS);

			levels |= (uint64_t)(random_unit(&g) < missing ? MODEL_MISSING : l) << (4 * k);
		}
		pattern_add(levels, 1);
	}
}

/* 2: drawn by chance; what is found lies within what chance allows. A missing value says nothing, and moves nothing. */
static void recovered(void)
{
	static const double gaps[] = {0, 0.2};

	for (unsigned round = 0; round < 4; round++) {
		double pairs = 400000, share = 0.02, gap = gaps[round % 2], sum = 0;
		struct model x;
		struct model_options o = {.most = 5000, .end = 1e-9};

		simulate((size_t)pairs, share, gap, 100 + round);
		model_start(&x, FIELDS, three, pattern, n_patterns, &o);
		model_fit(&x, pattern, n_patterns, &o, posterior);
		CHECK(x.converged && near(x.share, share, 6 * sqrt(share / pairs)));
		for (unsigned k = 0; k < FIELDS; k++) {
			double whole_m = 0, whole_u = 0;

			for (unsigned l = 0; l < LEVELS; l++) {
				/* as many standard errors as what stands in for the labels costs */
				CHECK(near(x.m[k][l], true_m[k][l], 6 * sqrt(true_m[k][l] / (pairs * share * (1 - gap)))));
				CHECK(near(x.u[k][l], true_u[k][l], 6 * sqrt(true_u[k][l] / (pairs * (1 - gap)))));
				whole_m += x.m[k][l];
				whole_u += x.u[k][l];
			}
			CHECK(near(whole_m, 1, 1e-9) && near(whole_u, 1, 1e-9));
		}
		for (size_t i = 0; i < n_patterns; i++) {
			CHECK(posterior[i] >= 0 && posterior[i] <= 1);
			sum += posterior[i] * pattern[i].pairs;
		}
		CHECK(near(sum, x.share * pairs, 1e-3 * sum));
	}
}

/* 3: step by step from bad starts. */
static void never_less_likely(void)
{
	struct random g = random_start(5, 0);

	for (unsigned round = 0; round < 20; round++) {
		struct model x;
		struct model_options o = {.most = 1, .end = 1e-15, .agree = 0.4 + 0.5 * random_unit(&g), .start_share = 0.001 + 0.9 * random_unit(&g), .keep_u = round % 3 == 0};
		double before = -INFINITY;

		simulate(20000, 0.05 + 0.3 * random_unit(&g), round % 2 ? 0.1 : 0, 1000 + round);
		model_start(&x, FIELDS, three, pattern, n_patterns, &o);
		for (unsigned step = 0; step < 200; step++) {
			model_fit(&x, pattern, n_patterns, &o, posterior);
			if (!(x.log_likelihood >= before - 1e-9 * fabs(before))) {
				fprintf(stderr, "round %u, step %u: %.12g after %.12g\n", round, step, x.log_likelihood, before);
				CHECK(false);
			}
			before = x.log_likelihood;
		}
		CHECK(x.iterations == 200 && isfinite(before));
	}
}

/* 4: in pairs that do not match the fourth field follows the third, as a postcode does its place. Taken for independent, they would make far too many matches. */
static void dependence(void)
{
	struct random g = random_start(77, 0);
	struct model x, free_;
	struct model_options o = {.most = 500, .end = 1e-8, .start_share = 0.01};
	double pairs = 300000, share = 0;

	n_patterns = 0;
	for (size_t i = 0; i < (size_t)pairs; i++) {
		bool match = random_unit(&g) < 0.02;
		uint64_t levels = 0;
		unsigned before = 0;

		share += match / pairs;
		for (unsigned k = 0; k < FIELDS; k++) {
			unsigned l = drawn(&g, match ? true_m[k] : true_u[k], LEVELS);

			l = !match && k == 3 && random_unit(&g) < 0.9 ? before : l;
			before = l;
			levels |= (uint64_t)l << (4 * k);
		}
		pattern_add(levels, 1);
	}
	model_start(&free_, FIELDS, three, pattern, n_patterns, &o);
	model_anchor(&free_, pattern, n_patterns, &o, posterior);
	x = free_;
	for (unsigned k = 0; k < FIELDS; k++)
		free_.parent_m[k] = free_.parent_u[k] = -1;
	model_ready(&free_);
	free_.rivals = 0;
	model_fit(&free_, pattern, n_patterns, &o, posterior);
	for (unsigned i = 0; i < 3; i++) {
		model_grow(&x, pattern, n_patterns, &o, posterior);
		model_fit(&x, pattern, n_patterns, &o, posterior);
	}
	printf("   share %.5f; %.5f taken for independent, %.5f with trees\n", share, free_.share, x.share);
	CHECK((x.parent_u[3] == 2) != (x.parent_u[2] == 3));
	CHECK(fabs(x.share - share) < fabs(free_.share - share) && near(x.share, share, 0.05 * share));
	if (x.parent_u[3] == 2) {
		for (unsigned l = 0; l < LEVELS; l++)
			CHECK(near(x.on_u[3][l][l], 0.9 + 0.1 * true_u[3][l], 0.02));
	}
	/* a parent that is missing leaves what holds without it */
	CHECK(near(x.log_u[3][MODEL_MISSING][2], log2(x.u[3][2]), 1e-9));
	for (unsigned k = 0; k < FIELDS; k++)
		CHECK(near(x.m[k][2], true_m[k][2], 0.03));
}

enum { GIVEN, FAMILY, BORN, TOWN, STREET };

/* 5: one class of matches, one of households, one of neighbours fifty times as many, and all others. */
static void crowd(double households, uint64_t seed)
{
	static const double match[FIELDS][3] = {{0.04, 0.06, 0.9}, {0.05, 0.05, 0.9}, {0.03, 0.07, 0.9}, {0.15, 0.05, 0.8}, {0.25, 0.05, 0.7}};
	static const double chance[FIELDS][3] = {{0.97, 0.02, 0.01}, {0.985, 0.01, 0.005}, {0.98, 0.0199, 0.0001}, {0.97, 0.01, 0.02}, {0.989, 0.01, 0.001}};
	static const double house[FIELDS][3] = {{0.95, 0.04, 0.01}, {0.05, 0.05, 0.9}, {0.98, 0.0199, 0.0001}, {0.04, 0.01, 0.95}, {0.05, 0.05, 0.9}};
	static const double town[FIELDS][3] = {{0.97, 0.02, 0.01}, {0.985, 0.01, 0.005}, {0.98, 0.0199, 0.0001}, {0, 0.03, 0.97}, {0.97, 0.01, 0.02}};
	const struct { const double(*c)[3]; double pairs; } classes[] = {{match, 1000}, {house, households}, {town, 50000}, {chance, 2000000}};
	struct random g = random_start(seed, 0);

	n_patterns = 0;
	for (unsigned c = 0; c < 4; c++)
		for (size_t i = 0; i < (size_t)classes[c].pairs; i++) {
			uint64_t levels = 0;

			for (unsigned k = 0; k < FIELDS; k++)
				levels |= (uint64_t)drawn(&g, classes[c].c[k], 3) << (4 * k);
			pattern_add(levels, 1);
		}
}

static double pairs_now(void)
{
	double all = 0;

	for (size_t i = 0; i < n_patterns; i++)
		all += pattern[i].pairs;
	return all;
}

static double chance_of(uint64_t levels)
{
	for (size_t i = 0; i < n_patterns; i++)
		if (pattern[i].levels == levels)
			return posterior[i];
	return -1;
}

#define PAIR(g, f, b, t, s) ((uint64_t)(g) | (uint64_t)(f) << 4 | (uint64_t)(b) << 8 | (uint64_t)(t) << 12 | (uint64_t)(s) << 16)

static void anchored(void)
{
	for (unsigned round = 0; round < 3; round++) {
		struct model x;
		struct model_options o = {.keep_u = true, .prior = 0.5, .least_u = 1e-5};
		double all;

		crowd(round == 2 ? 0 : 3000, 40 + round);
		all = pairs_now();
		model_start(&x, FIELDS, three, pattern, n_patterns, &o);
		model_anchor(&x, pattern, n_patterns, &o, posterior);
		printf("   %.0f matches, %zu rivals of %.0f\n", x.share * all, x.rivals, x.rivals ? x.rival_share[0] * all : 0.);
		CHECK(near(x.share * all, 1000, 150));
		CHECK(x.m[GIVEN][2] > 0.8 && x.m[BORN][2] > 0.8);
		CHECK(chance_of(PAIR(2, 2, 2, 2, 2)) > 0.99 && chance_of(PAIR(2, 2, 2, 0, 0)) > 0.5);
		CHECK(chance_of(PAIR(0, 0, 0, 2, 0)) < 0.001 && chance_of(PAIR(0, 0, 0, 2, 2)) < 0.01);
		if (round == 2) {
			CHECK(!x.rivals || x.rival_share[0] * all < 1000);
			continue;
		}
		CHECK(x.rivals == 1 && (x.differs[0] & 1 << GIVEN) && (x.differs[0] & 1 << BORN) && !(x.differs[0] & 1 << FAMILY) && near(x.rival_share[0] * all, 3000, 900));
		CHECK(chance_of(PAIR(0, 2, 0, 2, 2)) < 0.05);
	}
}

/* Nothing to learn from, or one pattern only: numbers all the same. */
static void degenerate(void)
{
	struct model x;
	struct model_options o = {0};
	static const uint64_t one[] = {0x00000, 0x22222, 0xfffff, 0x20f1f};

	for (unsigned i = 0; i < 5; i++) {
		n_patterns = 0;
		if (i < 4)
			pattern_add(one[i], i ? 1 : 1e12);
		model_start(&x, FIELDS, three, pattern, n_patterns, &o);
		model_anchor(&x, pattern, n_patterns, &o, posterior);
		model_grow(&x, pattern, n_patterns, &o, posterior);
		model_fit(&x, pattern, n_patterns, &o, posterior);
		CHECK(isfinite(x.share) && x.share > 0 && x.share < 1 && isfinite(x.log_likelihood) && isfinite(x.change));
		for (unsigned k = 0; k < FIELDS; k++)
			for (unsigned l = 0; l < LEVELS; l++)
				CHECK(isfinite(x.m[k][l]) && x.m[k][l] >= 0 && x.m[k][l] <= 1 && isfinite(x.log_u[k][MODEL_MISSING][l]));
		for (unsigned k = 0; k < 3; k++) {
			struct model_chances c = model_chances(&x, one[k]);

			CHECK(isfinite(model_weight(&c, 0)) && isfinite(model_weight(&c, 30)) && isfinite(model_weight(&c, -30)));
		}
		CHECK(model_near(&x, &x));
	}
	/* nothing known: no evidence */
	n_patterns = 0;
	for (unsigned i = 0; i < 100; i++)
		pattern_add(i % 3 | (uint64_t)(i % 2) << 4, 5);
	model_start(&x, 2, three, pattern, n_patterns, &o);
	model_fit(&x, pattern, n_patterns, &o, posterior);
	{
		struct model_chances c = model_chances(&x, 0xff);

		CHECK(near(model_weight(&c, 0), 0, 1e-9));
	}
}

TESTS({"exact", exact}, {"recovered", recovered}, {"never less likely", never_less_likely}, {"dependence", dependence}, {"anchored", anchored}, {"degenerate", degenerate})
