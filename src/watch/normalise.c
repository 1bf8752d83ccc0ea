#include "watch/watch_work.h"

#include "watch/moments.h"
#include "watch/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Radiometric normalisation (Canty & Nielsen 2008): each band after against the same band before, by orthogonal regression on ground that did not
 * change, and a test on such ground that was held out: paired t of means, F of variances. Ground counts as unchanged by the contrast's own
 * statistic, in pieces of 4,096 pixels taken in turns for fit and test. */
enum { PIECE = 4096 };

struct normalising {
	const struct contrast *c;
	float limit;
	struct moments *part;          /* two a thread: fit, held out */
};

static void gather(void *arg, const float *const *plane, const uint8_t *mask, size_t at, size_t count, unsigned part)
{
	struct normalising *g = arg;
	float t[SAMPLE_RUN], weight[2][SAMPLE_RUN];

	contrast_rows(g->c, plane, count, t, NULL);
	for (size_t i = 0; i < count; i++) {
		bool quiet = !mask[i] && t[i] <= g->limit, held = (at + i) / PIECE % 2;

		weight[0][i] = quiet && !held;
		weight[1][i] = quiet && held;
	}
	moments_add(&g->part[2 * part], plane, weight[0], count);
	moments_add(&g->part[2 * part + 1], plane, weight[1], count);
}

/* The gain of the orthogonal regression of y on x, from variances and covariance; of bands that hardly go together, the ratio of their spreads. */
static double slope(double xx, double yy, double xy)
{
	double d = yy - xx;

	if (!(xy > 0.05 * sqrt(xx * yy)))
		return sqrt(yy / xx);
	return (d + sqrt(d * d + 4 * xy * xy)) / (2 * xy);
}

static struct watch_band_fit fit_band(uint32_t k, uint32_t n, const double *mean, const double *s, const double *mean_held, const double *h, size_t count, size_t held, double *t, double *f)
{
	uint32_t m = 2 * n, y = n + k;
	double xx = s[k * m + k], yy = s[y * m + y], xy = s[k * m + y], gain = slope(xx, yy, xy), offset = mean[y] - gain * mean[k];
	double hx = h[k * m + k], hy = h[y * m + y], hxy = h[k * m + y];
	double bias = mean_held[y] - offset - gain * mean_held[k], residual = hy - 2 * gain * hxy + gain * gain * hx;

	residual = fmax(residual, 0);
	*t = held > 1 && residual > 0 ? bias / sqrt(residual / (double)held) : 0;
	*f = hx > 0 && hy > 0 ? fmax(hy / (gain * gain * hx), gain * gain * hx / hy) : 0;
	return (struct watch_band_fit){gain, offset, xy / sqrt(xx * yy), hxy / sqrt(hx * hy), sqrt(residual + bias * bias), count, held, true};
}

struct watch_band_fit *watch_normalise(struct watch_work *w, const struct sample *s, const struct contrast *c, const struct null_law *law, struct watch_pair *pair)
{
	uint32_t n = w->planes, m = 2 * n;
	struct watch_band_fit *out = arena_array(w->a, n, sizeof *out);
	struct moments *part = malloc(2 * PARALLEL_MOST * sizeof *part);
	double *room = malloc(sizeof *room * 2 * ((size_t)m + (size_t)m * m)), shift[MOMENTS_MOST] = {0};
	struct normalising g = {c, (float)law->scale, part};
	unsigned parts;

	if (!out || !part || !room) {
		free(part);
		free(room);
		return NULL;
	}
	for (uint32_t k = 0; s->n_tiles && k < m; k++)
		shift[k] = (double)s->tile[0].plane[k][0];
	for (unsigned i = 0; i < 2 * PARALLEL_MOST; i++)
		moments_begin(&part[i], m, shift);
	parts = sample_each(s, w->threads, gather, &g);
	for (unsigned i = 1; i < parts; i++) {
		moments_join(&part[0], &part[2 * i]);
		moments_join(&part[1], &part[2 * i + 1]);
	}
	if (part[0].weight > 10 && part[1].weight > 10) {
		double *mean = room, *held = room + m, *fit = held + m, *test = fit + (size_t)m * m;

		moments_end(&part[0], mean, fit);
		moments_end(&part[1], held, test);
		for (uint32_t k = 0; k < n; k++) {
			double t, f;

			out[k] = fit_band(k, n, mean, fit, held, test, (size_t)part[0].weight, (size_t)part[1].weight, &t, &f);
			pair->normalised_t = fmax(pair->normalised_t, fabs(t));
			pair->normalised_f = fmax(pair->normalised_f, f);
		}
	} else {
		for (uint32_t k = 0; k < n; k++)
			out[k] = (struct watch_band_fit){.gain = 1};
	}
	free(part);
	free(room);
	return out;
}
