/* bench_weigh SUPPORTS CLAIMS SEED: makes a graph of supports from a seed, weighs it and prints counts and seconds.
 * One support in five asserts, one in fifty repeats without saying from whom, the rest repeat from one or two others. */
#include "weigh/weigh.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t seed;

/* splitmix64 (Steele, Lea & Flood 2014) */
static uint32_t chance(uint32_t below)
{
	uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) % below);
}

static double seconds(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
	const uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1000000;
	const uint32_t n_claims = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 200000, n_sources = n / 20 + 8;
	seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
	struct arena a = ARENA_INIT;
	uint32_t *same = arena_array(&a, n_sources, sizeof *same), *first = arena_array(&a, (size_t)n_claims + 1, sizeof *first);
	uint32_t *key_first = arena_array(&a, (size_t)n_sources + 1, sizeof *key_first);
	uint32_t *keys = arena_array(&a, n_sources, sizeof *keys), *from = arena_array(&a, 2 * (size_t)n, sizeof *from);
	bool *fallen = arena_array(&a, n_sources, sizeof *fallen);
	struct weigh_support *supports = arena_array(&a, n, sizeof *supports);
	if (!n_claims || !same || !first || !key_first || !keys || !from || !fallen || !supports)
		return 4;
	for (uint32_t s = 0; s < n_sources; s++) {
		same[s] = chance(20) ? s : chance(n_sources);
		fallen[s] = chance(100) == 0;
		keys[s] = chance(n_sources / 4);
		key_first[s + 1] = s + 1;
	}
	uint32_t used = 0;
	for (uint32_t c = 0, i = 0; c < n_claims; c++) {
		const uint32_t end = (uint32_t)((uint64_t)n * (c + 1) / n_claims);
		for (first[c] = i; i < end; i++) {
			struct weigh_support *p = &supports[i];
			*p = (struct weigh_support){chance(n_sources), WEIGH_REPEATS, used, 0};
			if (i == first[c] || chance(5) == 0)
				p->stance = WEIGH_ASSERTS;
			else if (chance(50))
				for (p->n_from = 1 + chance(2); used < p->from + p->n_from; used++)
					from[used] = chance(8) ? supports[first[c] + chance(i - first[c])].source : chance(n_sources);
		}
		first[c + 1] = end;
	}
	const struct weigh_input in = {.n_sources = n_sources, .n_claims = n_claims, .n_keys = n_sources, .same_as = same,
				       .fallen = fallen, .key_first = key_first, .keys = keys, .first = first,
				       .supports = supports, .from = from};
	struct weigh_output out;
	struct error e;
	const double before = seconds();
	if (weigh(&in, &a, &out, &e) != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		return 70;
	}
	const double took = seconds() - before;
	uint64_t stand = 0, single = 0, most = 0;
	for (uint32_t c = 0; c < n_claims; c++) {
		stand += out.claims[c].resilience > 0;
		single += out.claims[c].n_load > 0;
	}
	for (uint32_t s = 0; s < n_sources; s++)
		most = out.load[s] > most ? out.load[s] : most;
	(void)printf("%u supports (%u edges), %u claims, %u sources: %llu stand, %llu on a load-bearing source, at most %llu fall with "
		     "one; %.2f s\n", n, used, n_claims, n_sources, (unsigned long long)stand, (unsigned long long)single,
		     (unsigned long long)most, took);
	arena_free(&a);
	return 0;
}
