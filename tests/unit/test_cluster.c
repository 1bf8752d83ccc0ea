/* Records put together: planted people come back, chains whose ends speak against each other do not, and on small graphs the sum of the odds within is near the best
 * that there is (not it: several pairs tell a little more than their sum), and nobody stays where the others speak against it. */
#include "base/random.h"
#include "link/cluster.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

enum { MOST = 400 };

static struct error e;
static float odds[MOST][MOST];
static struct cluster_edge edge[MOST * MOST / 2];

static double odds_of(void *arg, uint32_t a, uint32_t b)
{
	(void)arg;
	return (double)odds[a][b];
}

static void set(uint32_t a, uint32_t b, double w) { odds[a][b] = odds[b][a] = (float)w; }

/* Pairs from `least` on are proposed. */
static size_t put_together(size_t n, float least, const struct cluster_fixed *fixed, size_t n_fixed, uint32_t *cluster)
{
	struct cluster_input in = {.n = n, .edge = edge, .odds = odds_of, .fixed = fixed, .n_fixed = n_fixed};
	size_t clusters = 0;

	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = a + 1; b < n; b++)
			if (odds[a][b] >= least)
				edge[in.n_edges++] = (struct cluster_edge){a, b, odds[a][b]};
	return cluster_make(&in, cluster, &clusters, &e) ? 0 : clusters;
}

/* Numbers from 0 in the order of first records. */
static bool numbered(const uint32_t *cluster, size_t n, size_t clusters)
{
	uint32_t next = 0;

	for (size_t i = 0; i < n; i++) {
		if (cluster[i] > next)
			return false;
		next += cluster[i] == next;
	}
	return next == clusters;
}

static void planted(void)
{
	struct random g = random_start(11, 0);

	for (unsigned round = 0; round < 20; round++) {
		size_t n = 50 + random_below(&g, MOST - 50), wrong = 0;
		uint32_t who[MOST], cluster[MOST], again[MOST];
		size_t people = n / 3, clusters;

		for (size_t i = 0; i < n; i++)
			who[i] = (uint32_t)random_below(&g, people);
		for (uint32_t a = 0; a < n; a++)
			for (uint32_t b = a + 1; b < n; b++)
				/* one pair in ten that is of one person says that it is not, one in fifty the other way round */
				set(a, b, who[a] == who[b] ? (random_below(&g, 10) ? 6 : -1) : (random_below(&g, 2000) ? -8 : 2));
		clusters = put_together(n, -5, NULL, 0, cluster);
		CHECK(clusters && numbered(cluster, n, clusters));
		for (uint32_t a = 0; a < n; a++)
			for (uint32_t b = a + 1; b < n; b++)
				wrong += (who[a] == who[b]) != (cluster[a] == cluster[b]);
		CHECK(wrong <= n / 25);
		/* the same again */
		CHECK(put_together(n, -5, NULL, 0, again) == clusters && !memcmp(cluster, again, n * sizeof *cluster));
	}
}

/* a - b - c … each like the next, far ones unlike: connected components would make one of all. */
static void chain(void)
{
	uint32_t cluster[MOST];

	for (uint32_t a = 0; a < 40; a++)
		for (uint32_t b = a + 1; b < 40; b++)
			set(a, b, b == a + 1 ? 3 : -9);
	CHECK(put_together(40, -5, NULL, 0, cluster) >= 20);
	for (uint32_t a = 0; a + 2 < 40; a++)
		CHECK(cluster[a] != cluster[a + 2]);
	/* three: the ends against each other more than the links are for */
	set(0, 1, 3), set(1, 2, 3), set(0, 2, -8);
	CHECK(put_together(3, -5, NULL, 0, cluster) == 2 && cluster[0] != cluster[2]);
	/* or less: they are one */
	set(0, 2, -1);
	CHECK(put_together(3, -5, NULL, 0, cluster) == 1);
}

static double within(const uint32_t *cluster, size_t n)
{
	double sum = 0;

	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = a + 1; b < n; b++)
			if (cluster[a] == cluster[b])
				sum += odds[a][b] > CLUSTER_CLIP ? CLUSTER_CLIP : odds[a][b] < -CLUSTER_CLIP ? -CLUSTER_CLIP : (double)odds[a][b];
	return sum;
}

/* The best of all ways to divide them. */
static double best(size_t n, size_t i, uint32_t *part, uint32_t parts)
{
	double most = -1e9;

	if (i == n)
		return within(part, n);
	for (uint32_t p = 0; p <= parts; p++) {
		double x;

		part[i] = p;
		x = best(n, i + 1, part, parts + (p == parts));
		most = x > most ? x : most;
	}
	return most;
}

/* Join what has the greatest mean between it as long as that is above 0. */
static double greedy(size_t n)
{
	uint32_t part[8];

	for (uint32_t i = 0; i < n; i++)
		part[i] = i;
	for (;;) {
		double top = 0;
		uint32_t a = 0, b = 0;

		for (uint32_t p = 0; p < n; p++)
			for (uint32_t q = p + 1; q < n; q++) {
				double sum = 0;
				size_t pairs = 0;

				for (uint32_t i = 0; i < n; i++)
					for (uint32_t j = 0; j < n; j++)
						if (part[i] == p && part[j] == q) {
							sum += (double)odds[i][j];
							pairs++;
						}
				if (pairs && sum / (double)pairs > top) {
					top = sum / (double)pairs;
					a = p;
					b = q;
				}
			}
		if (top <= 0)
			return within(part, n);
		for (uint32_t i = 0; i < n; i++)
			part[i] = part[i] == b ? a : part[i];
	}
}

static void small(void)
{
	struct random g = random_start(12, 0);
	double all_best = 0, all_made = 0, all_greedy = 0;
	size_t worse = 0, loose = 0;
	enum { ROUNDS = 1500 };

	for (unsigned round = 0; round < ROUNDS; round++) {
		size_t n = 3 + random_below(&g, 5);
		uint32_t cluster[8], part[8];
		double made, top;

		for (uint32_t a = 0; a < n; a++)
			for (uint32_t b = a + 1; b < n; b++)
				set(a, b, -10 + 18 * random_unit(&g));
		CHECK(put_together(n, round % 2 ? -20 : -3, NULL, 0, cluster));
		made = within(cluster, n);
		top = best(n, 0, part, 0);
		CHECK(made <= top + 1e-4);
		all_best += top;
		all_made += made;
		all_greedy += greedy(n);
		worse += made < greedy(n) - 1e-3;
		for (uint32_t i = 0; i < n; i++) {
			double sum = 0, others = 0;

			for (uint32_t j = 0; j < n; j++)
				if (j != i && cluster[j] == cluster[i]) {
					sum += (double)odds[i][j];
					others++;
				}
			loose += others > 0 && sum + 0.5 * others * log2(others) < -0.01;
		}
	}
	printf("   %.2f of the best, greedy %.2f; below greedy in %zu of %d; %zu records better alone\n", all_made / all_best, all_greedy / all_best, worse, ROUNDS, loose);
	CHECK(all_made >= 0.93 * all_best && all_made >= 0.96 * all_greedy && !loose);
}

static void fixed(void)
{
	struct random g = random_start(13, 0);

	for (unsigned round = 0; round < 300; round++) {
		size_t n = 4 + random_below(&g, 30), n_fixed = 0;
		uint32_t cluster[MOST], who[MOST];
		struct cluster_fixed x[8];

		for (size_t i = 0; i < n; i++)
			who[i] = (uint32_t)random_below(&g, n / 2);
		for (uint32_t a = 0; a < n; a++)
			for (uint32_t b = a + 1; b < n; b++)
				set(a, b, who[a] == who[b] ? 4 : -6 + 8 * random_unit(&g));
		for (unsigned i = 0; i < 8; i++) {
			/* what is said agrees with who they are, whatever the odds, so that nothing contradicts */
			uint32_t a = (uint32_t)random_below(&g, n), b = (uint32_t)random_below(&g, n);

			if (a < b) {
				x[n_fixed++] = (struct cluster_fixed){a, b, who[a] == who[b]};
				set(a, b, who[a] == who[b] ? -12 : 12);
			}
		}
		CHECK(put_together(n, -5, x, n_fixed, cluster));
		for (size_t i = 0; i < n_fixed; i++)
			CHECK((cluster[x[i].a] == cluster[x[i].b]) == x[i].same);
	}
}

/* Hundreds alike: pairs that were not proposed are weighed, by a sample where they are many. */
static void large(void)
{
	static uint32_t cluster[MOST];
	struct random g = random_start(14, 0);

	for (uint32_t a = 0; a < MOST; a++)
		for (uint32_t b = a + 1; b < MOST; b++)
			set(a, b, a / 200 == b / 200 ? (random_below(&g, 5) ? 4 : -4) : -7);
	CHECK(put_together(MOST, 0, NULL, 0, cluster) == 2);
	for (uint32_t a = 0; a < MOST; a++)
		CHECK(cluster[a] == a / 200);
	CHECK(put_together(1, 0, NULL, 0, cluster) == 1 && cluster[0] == 0);
	set(0, 1, -3);
	CHECK(put_together(2, -20, NULL, 0, cluster) == 2);
	set(0, 1, 1e30);
	CHECK(put_together(2, -20, NULL, 0, cluster) == 1);
}

TESTS({"planted", planted}, {"chain", chain}, {"small", small}, {"fixed", fixed}, {"large", large})
