#include "estimate/profile.h"

#include "estimate/normal.h"

#include <math.h>
#include <string.h>

struct walk {
	const struct glm *g;
	double *y;
	struct glm_room *room;
	struct glm_fit fit;
	double observed;
	double top;     /* log likelihood at the interval's ends; used by `above` */
	bool failed;
};

/* The fit with n0 people on no list. */
static void place(struct walk *w, double n0)
{
	const size_t n = w->g->n_columns + w->g->n_terms;

	if (w->y[0] <= 0) /* from an edge, or at the start: take the Poisson fit to start from */
		memcpy(w->fit.theta, w->room->spare, n * sizeof(double));
	w->y[0] = n0;
	glm_fit(w->g, w->room, GLM_WARM, &w->fit);
	w->failed |= !w->fit.converged;
}

/* The profile's slope in N: log μ_0 - ψ(n_0 + 1) + ψ(N + 1) - log N (the other terms of its derivative are 0 at the fit). */
static double slope(struct walk *w, double n0)
{
	const double all = w->observed + n0;

	place(w, n0);
	return w->room->eta[0] - digamma1(n0) + digamma1(all) - log(all);
}

/* The log profile: Poisson likelihood by its deviance, and the correction to the multinomial. */
static double height(struct walk *w, double n0)
{
	place(w, n0);
	return -w->fit.deviance / 2 + stirling(w->observed + n0) - stirling(n0);
}

static double above(struct walk *w, double n0) { return height(w, n0) - w->top; }

/* Where f is 0 between a and b, of opposite signs there: Illinois, with a bisection where it dawdles. */
static double root(struct walk *w, double (*f)(struct walk *, double), double a, double fa, double b, double fb)
{
	int side = 0;

	for (int i = 0; i < 200 && !w->failed && fabs(b - a) > 1e-9 * (1 + fabs(a) + fabs(b)); i++) {
		double x = (fa * b - fb * a) / (fa - fb), fx;

		if (!(x > fmin(a, b) && x < fmax(a, b)) || i % 8 == 7)
			x = (a + b) / 2;
		fx = f(w, x);
		if (fx == 0)
			return x;
		if ((fx > 0) == (fb > 0)) {
			b = x, fb = fx;
			fa = side == -1 ? fa / 2 : fa;
			side = -1;
		} else {
			a = x, fa = fx;
			fb = side == 1 ? fb / 2 : fb;
			side = 1;
		}
	}
	return (a + b) / 2;
}

/* The highest point, from the Poisson estimate downwards: there the slope is below 0 already. */
static double highest(struct walk *w, double poisson)
{
	double b = poisson, fb = slope(w, b), a, fa;

	while (fb > 0 && b < 1e6 * (poisson + w->observed) && !w->failed)
		fb = slope(w, b *= 2);
	for (a = b / 2, fa = slope(w, a); fa <= 0 && a > 1e-6 && !w->failed; fa = slope(w, a /= 2))
		b = a, fb = fa;
	if (fa <= 0) {
		fa = slope(w, a = 0);
		if (fa <= 0)
			return 0;
	}
	return fb <= 0 ? root(w, slope, a, fa, b, fb) : b;
}

void profile_find(const struct glm *g, double *y, double *keep, struct glm_room *room, double *theta, double observed, double level, struct profile *out)
{
	struct walk w = {g, y, room, {.theta = theta}, observed, 0, false};
	const double poisson = exp(theta[g->n_columns + g->n_terms - 1]);
	double best, a, fa, b, fb;

	*out = (struct profile){0};
	memcpy(room->spare, theta, (g->n_columns + g->n_terms) * sizeof *theta);
	keep[0] = 1;
	best = highest(&w, poisson);
	w.top = height(&w, best) - profile_drop(level);
	fa = above(&w, a = 0);
	out->low_at_observed = fa >= 0;
	out->low = observed + (fa >= 0 ? 0 : root(&w, above, a, fa, best, profile_drop(level)));
	place(&w, best);
	b = best + sqrt(best) + 1;
	a = best;
	fa = profile_drop(level);
	while ((fb = above(&w, b)) > 0 && b < 1e6 * (best + observed) && !w.failed) {
		a = b, fa = fb;
		b = best + 2 * (b - best);
	}
	out->high_open = fb > 0;
	out->high = fb > 0 ? INFINITY : observed + root(&w, above, a, fa, b, fb);
	out->estimate = observed + best;
	if (w.failed)
		*out = (struct profile){.failed = true};
	keep[0] = 0;
	y[0] = 0;
}
