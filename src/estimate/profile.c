#include "estimate/profile.h"

#include "base/normal.h"

#include <math.h>
#include <string.h>

/* A log profile as a curve over the number on no list. */
struct curve { profile_height *height; void *arg; double top; bool failed; };

struct walk {
	const struct glm *g;
	double *y;
	struct glm_room *room;
	struct glm_fit fit;
	double observed;
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
static double slope(void *arg, double n0, bool *failed)
{
	struct walk *w = arg;
	const double all = w->observed + n0;

	place(w, n0);
	*failed |= w->failed;
	return w->room->eta[0] - digamma1(n0) + digamma1(all) - log(all);
}

double profile_value(double deviance, double observed, double n0)
{
	return -deviance / 2 + stirling(observed + n0) - stirling(n0);
}

static double walk_height(void *arg, double n0, bool *failed)
{
	struct walk *w = arg;

	place(w, n0);
	*failed |= w->failed;
	return profile_value(w->fit.deviance, w->observed, n0);
}

static double above(void *arg, double n0, bool *failed)
{
	struct curve *c = arg;

	return c->height(c->arg, n0, failed) - c->top;
}

/* Where f is 0 between a and b, of opposite signs there: Illinois, with a bisection where it dawdles. */
static double root(profile_height *f, void *arg, double a, double fa, double b, double fb, bool *failed)
{
	int side = 0;

	for (int i = 0; i < 200 && !*failed && fabs(b - a) > 1e-9 * (1 + fabs(a) + fabs(b)); i++) {
		double x = (fa * b - fb * a) / (fa - fb), fx;

		if (!(x > fmin(a, b) && x < fmax(a, b)) || i % 8 == 7)
			x = (a + b) / 2;
		fx = f(arg, x, failed);
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
	double b = poisson, fb = slope(w, b, &w->failed), a, fa;

	while (fb > 0 && b < 1e6 * (poisson + w->observed) && !w->failed)
		fb = slope(w, b *= 2, &w->failed);
	for (a = b / 2, fa = slope(w, a, &w->failed); fa <= 0 && a > 1e-6 && !w->failed; fa = slope(w, a /= 2, &w->failed))
		b = a, fb = fa;
	if (fa <= 0) {
		fa = slope(w, a = 0, &w->failed);
		if (fa <= 0)
			return 0;
	}
	return fb <= 0 ? root(slope, w, a, fa, b, fb, &w->failed) : b;
}

/* The highest point between 0 and 4 times a start above it: by golden section (Kiefer 1953), for curves without a slope. */
static double golden(struct curve *c, double start)
{
	const double ratio = (sqrt(5) - 1) / 2;
	double a = 0, b = 4 * start + 4, x = b - ratio * b, y = ratio * b;
	double fx = c->height(c->arg, x, &c->failed), fy = c->height(c->arg, y, &c->failed);

	for (int i = 0; i < 100 && !c->failed && b - a > 1e-8 * (1 + b); i++)
		if (fx >= fy) {
			b = y, y = x, fy = fx;
			x = b - ratio * (b - a);
			fx = c->height(c->arg, x, &c->failed);
		} else {
			a = x, x = y, fx = fy;
			y = a + ratio * (b - a);
			fy = c->height(c->arg, y, &c->failed);
		}
	return c->height(c->arg, 0, &c->failed) >= fmax(fx, fy) ? 0 : (a + b) / 2;
}

/* The limits on either side of the highest point. */
static void limits(struct curve *c, double best, double observed, double level, struct profile *out)
{
	const double drop = profile_drop(level);
	double a = 0, fa, b, fb;

	c->top = c->height(c->arg, best, &c->failed) - drop;
	fa = above(c, a, &c->failed);
	out->low_at_observed = fa >= 0;
	out->low = observed + (fa >= 0 ? 0 : root(above, c, a, fa, best, drop, &c->failed));
	(void)c->height(c->arg, best, &c->failed); /* fits go on from here */
	b = best + sqrt(best) + 1;
	a = best;
	fa = drop;
	while ((fb = above(c, b, &c->failed)) > 0 && b < 1e6 * (best + observed) && !c->failed) {
		a = b, fa = fb;
		b = best + 2 * (b - best);
	}
	out->high_open = fb > 0;
	out->high = fb > 0 ? INFINITY : observed + root(above, c, a, fa, b, fb, &c->failed);
	out->estimate = observed + best;
	if (c->failed)
		*out = (struct profile){.failed = true};
}

void profile_find(const struct glm *g, double *y, double *keep, struct glm_room *room, double *theta, double observed, double level, struct profile *out)
{
	struct walk w = {g, y, room, {.theta = theta}, observed, false};
	struct curve c = {walk_height, &w, 0, false};
	const double poisson = exp(theta[g->n_columns + g->n_terms - 1]);

	*out = (struct profile){0};
	memcpy(room->spare, theta, (g->n_columns + g->n_terms) * sizeof *theta);
	keep[0] = 1;
	limits(&c, highest(&w, poisson), observed, level, out);
	keep[0] = 0;
	y[0] = 0;
}

void profile_search(profile_height *height, void *arg, double start, double observed, double level, struct profile *out)
{
	struct curve c = {height, arg, 0, false};

	*out = (struct profile){0};
	limits(&c, golden(&c, start), observed, level, out);
}
