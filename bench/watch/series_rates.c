/* How often series without a change are called changed, and with one: the rates of docs/watch.md with more series, and processor time.
 *
 *   series_rates omnibus [PIXELS [SEED]]
 *   series_rates harmonic [SERIES [SEED]]
 *
 * PIXELS (10,000,000) of simulated speckle for each number of looks, 8 dates, 2 channels; SERIES (20,000) for each correlation of the noise. Prints
 * tables in Markdown: shares of p below 10, 1 and 0.1 %. */
#include "base/random.h"
#include "watch/harmonic.h"
#include "watch/omnibus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AT_ONCE = 100000, DATES = 8, CHANNELS = 2, SERIES_DATES = 60 };

static double seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct rate { double below[3]; double n; };

static void count(struct rate *r, const float *p, size_t n)
{
	static const float alpha[] = {0.1F, 0.01F, 0.001F};

	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < 3; k++)
			r->below[k] += p[i] < alpha[k];
	r->n += (double)n;
}

static void print(const struct rate *r) { printf(" %.3f %.4f %.4f |", 100 * r->below[0] / r->n, 100 * r->below[1] / r->n, 100 * r->below[2] / r->n); }

static int omnibus(size_t pixels, uint64_t seed)
{
	static const double looks[] = {1, 2, 4.4, 10, 4.4}, taken[] = {1, 2, 4.4, 10, 5};
	float *plane[DATES * CHANNELS], *p = calloc(AT_ONCE, sizeof *p);
	double spent = 0, tested = 0;

	for (unsigned k = 0; k < DATES * CHANNELS; k++) {
		plane[k] = calloc(AT_ONCE, sizeof *plane[k]);
		if (!plane[k] || !p)
			return 4;
	}
	printf("| looks | R2: 10, 1, 0.1 %% | R3 | R5 | R8 | Q |\n|---|---|---|---|---|---|\n");
	for (unsigned l = 0; l < 5; l++) {
		struct random g = random_start(seed, l);
		struct omnibus o = {DATES, CHANNELS, taken[l]};
		struct rate rate[5] = {0};

		for (size_t done = 0; done < pixels; done += AT_ONCE) {
			double t;

			for (unsigned k = 0; k < DATES * CHANNELS; k++)
				for (size_t i = 0; i < AT_ONCE; i++)
					plane[k][i] = (float)random_gamma(&g, looks[l]);
			for (unsigned j = 0; j < 4; j++) {
				omnibus_step(&o, (unsigned[]){2, 3, 5, 8}[j], (const float *const *)plane, AT_ONCE, NULL, p);
				count(&rate[j], p, AT_ONCE);
			}
			t = seconds();
			omnibus_all(&o, (const float *const *)plane, AT_ONCE, NULL, p);
			spent += seconds() - t;
			tested += AT_ONCE;
			count(&rate[4], p, AT_ONCE);
		}
		printf(looks[l] < taken[l] ? "| %g, taken for %g |" : "| %g |", looks[l], taken[l]);
		for (unsigned j = 0; j < 5; j++)
			print(&rate[j]);
		printf("\n");
	}
	printf("\nQ of %d dates and %d channels: %.0f ns a pixel\n", DATES, CHANNELS, 1e9 * spent / tested);
	for (unsigned k = 0; k < DATES * CHANNELS; k++)
		free(plane[k]);
	free(p);
	return 0;
}

/* Noise of sd 1 whose correlation falls by phi in the median interval; seasons, a trend; a step where size is not 0; a tenth missing. */
static void draw(struct random *g, const double *day, double apart, double phi, double size, float *v)
{
	size_t at = 12 + random_below(g, SERIES_DATES - 23);
	double noise = 0;

	for (size_t i = 0; i < SERIES_DATES; i++) {
		double f = i && phi > 0 ? pow(phi, (day[i] - day[i - 1]) / apart) : 0;

		noise = f * noise + sqrt(1 - f * f) * random_normal(g);
		v[i] = (float)(100 + 0.001 * (day[i] - day[0]) + 5 * sin(day[i] / 58.13) + noise + (i >= at ? size : 0));
		if (random_unit(g) < 0.1)
			v[i] = NAN;
	}
}

static int harmonic(size_t series, uint64_t seed)
{
	static float sample[400 * SERIES_DATES];
	struct random g = random_start(seed, 0);
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	struct error e = {0};
	double day[SERIES_DATES], t = 15000, spent = 0, tested = 0, begun = seconds();
	struct harmonic_design *own = NULL;

	for (size_t i = 0; i < SERIES_DATES; i++) {
		day[i] = t;
		t += 16 * (0.5 + random_unit(&g)) + (random_unit(&g) < 0.05 ? 80 : 0);
	}
	if (harmonic_design(day, SERIES_DATES, 3, true, &a, &own, &e)) {
		(void)fprintf(stderr, "series_rates: %s\n", e.message);
		return 4;
	}
	begun = seconds() - begun;
	printf("| correlation | no step, by itself: p below 10, 1, 0.1 %% | step of 4 sd | no step, learnt | step of 4 sd |\n|---|---|---|---|---|\n");
	for (double phi = 0; phi < 0.65; phi += 0.15) {
		printf("| %.2f |", phi);
		for (unsigned learnt = 0; learnt < 2; learnt++) {
			struct harmonic_design *d = own;

			if (learnt) {
				if (harmonic_design(day, SERIES_DATES, 3, true, &a, &d, &e))
					return 4;
				for (size_t i = 0; i < 400; i++)
					draw(&g, day, 16, phi, 0, sample + i * SERIES_DATES);
				if (harmonic_learn(d, sample, 400, &e))
					return 4;
			}
			for (unsigned step = 0; step < 2; step++) {
				struct rate r = {0};

				for (size_t s = 0; s < series; s++) {
					struct harmonic_break b;
					float v[SERIES_DATES], p;
					double since;

					draw(&g, day, 16, phi, step ? 4 : 0, v);
					since = seconds();
					harmonic_test(d, v, &scratch, &b);
					spent += seconds() - since;
					tested++;
					p = (float)b.p;
					count(&r, &p, 1);
				}
				print(&r);
			}
		}
		printf("\n");
	}
	printf("\n%d dates, three harmonics and a trend: %.1f µs a pixel; %.2f s once for these dates\n", SERIES_DATES, 1e6 * spent / tested, begun);
	arena_free(&a);
	arena_free(&scratch);
	return 0;
}

int main(int argc, char **argv)
{
	size_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;

	if (argc > 1 && strcmp(argv[1], "omnibus") == 0)
		return omnibus(n ? n : 10000000, seed);
	if (argc > 1 && strcmp(argv[1], "harmonic") == 0)
		return harmonic(n ? n : 20000, seed);
	(void)fprintf(stderr, "series_rates omnibus|harmonic [N [SEED]]\n");
	return 2;
}
