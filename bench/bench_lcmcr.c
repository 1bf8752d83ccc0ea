/* bench_lcmcr TABLE.csv CLASSES CHAINS BURN-IN DRAWS THIN SEED [THREADS]: the latent class sampler on one table: what it finds, and µs a sweep. */
#include "base/input.h"
#include "estimate/lcmcr.h"
#include "estimate/overlap_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct lcmcr_options p = {0};
	struct lcmcr_result r;
	struct overlap_file f;
	struct input in;
	struct error e;
	clock_t begun;
	double seconds;

	if (argc < 8) {
		(void)fprintf(stderr, "bench_lcmcr TABLE.csv CLASSES CHAINS BURN-IN DRAWS THIN SEED [THREADS]\n");
		return 2;
	}
	p.classes = (unsigned)strtoul(argv[2], NULL, 10);
	p.chains = (unsigned)strtoul(argv[3], NULL, 10);
	p.burn_in = strtoull(argv[4], NULL, 10);
	p.draws = strtoull(argv[5], NULL, 10);
	p.thin = strtoull(argv[6], NULL, 10);
	p.seed = strtoull(argv[7], NULL, 10);
	p.threads = argc > 8 ? (unsigned)strtoul(argv[8], NULL, 10) : 1;
	if (input_open(argv[1], &in, &e) != ST_OK || overlap_read(&in, &(struct overlap_options){0}, &a, &f, &e) != ST_OK) {
		(void)fprintf(stderr, "bench_lcmcr: %s: %s\n", e.where, e.message);
		return 3;
	}
	begun = clock();
	if (lcmcr(&f.all, &p, &a, &r, &e) != ST_OK) {
		(void)fprintf(stderr, "bench_lcmcr: %s\n", e.message);
		return 3;
	}
	seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
	for (unsigned c = 0; c < r.n_chains; c++)
		(void)printf("chain %u from %.0f: median %.0f [%.0f, %.0f] mean %.1f touched %llu\n", c, r.chain[c].start, r.chain[c].median, r.chain[c].low,
			     r.chain[c].high, r.chain[c].mean, (unsigned long long)r.chain[c].touched);
	(void)printf("R-hat %.4f, effective draws %.0f (bulk) %.0f (tail), classes %.2f%s, at the cap %.4f\n", r.rhat, r.ess_bulk, r.ess_tail, r.classes,
		     r.full ? " (full)" : "", r.touched);
	if (r.has_estimate)
		(void)printf("estimate %.1f [%.1f, %.1f] mean %.1f\n", r.estimate, r.low, r.high, r.mean);
	else
		(void)printf("no estimate\n");
	/* the short runs before the chains are sweeps too: four a chain, a tenth of the burn-in and 20 */
	(void)printf("%.2f s, %.2f us a sweep\n", seconds,
		     1e6 * seconds / ((double)p.chains * (double)(p.burn_in + p.draws * p.thin + 4 * (p.burn_in / 10 + 20))));
	input_close(&in);
	arena_free(&a);
	return 0;
}
