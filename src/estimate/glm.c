#include "estimate/glm.h"

#include "base/normal.h"
#include "estimate/lattice.h"
#include "estimate/linear.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS = 200, HALVINGS = 40 };

bool glm_room(struct glm_room *room, unsigned n_lists, unsigned most_parameters, unsigned most_columns, struct arena *a)
{
	const size_t cells = (size_t)1 << n_lists;

	*room = (struct glm_room){.n_lists = n_lists, .most = most_parameters, .most_columns = most_columns};
	room->mu = arena_array(a, cells, sizeof(double));
	room->eta = arena_array(a, cells, sizeof(double));
	room->above = arena_array(a, cells, sizeof(double));
	room->column_above = arena_array(a, cells * (most_columns ? most_columns : 1), sizeof(double));
	room->t = arena_array(a, most_parameters, sizeof(double));
	room->theta_try = arena_array(a, most_parameters, sizeof(double));
	room->step = arena_array(a, most_parameters, sizeof(double));
	room->spare = arena_array(a, most_parameters, sizeof(double));
	room->matrix = arena_array(a, (size_t)most_parameters * most_parameters, sizeof(double));
	return room->mu && room->eta && room->above && room->column_above && room->t && room->theta_try && room->step && room->spare && room->matrix;
}

/* The sums of f by term and by column into out, the superset sums of f being in above; those of f × column are left in column_above. */
static void gather(const struct glm *g, struct glm_room *room, const double *f, double *out)
{
	const size_t cells = (size_t)1 << g->n_lists;

	for (unsigned j = 0; j < g->n_columns; j++) {
		double *c = room->column_above + j * cells;

		for (size_t h = 0; h < cells; h++)
			c[h] = f[h] * g->columns[j][h];
		lattice_above(c, g->n_lists);
		out[j] = c[0];
	}
	for (unsigned i = 0; i < g->n_terms; i++)
		out[g->n_columns + i] = room->above[g->terms[i]];
}

static void sums_above(const struct glm *g, struct glm_room *room, const double *f)
{
	memcpy(room->above, f, sizeof(double) << g->n_lists);
	lattice_above(room->above, g->n_lists);
}

static void margins(const struct glm *g, struct glm_room *room, const double *f, double *out)
{
	sums_above(g, room, f);
	gather(g, room, f, out);
}

/* Means of theta into mu, their logs into eta. */
static void means(const struct glm *g, struct glm_room *room, const double *theta)
{
	const size_t cells = (size_t)1 << g->n_lists;

	memset(room->eta, 0, cells * sizeof(double));
	for (unsigned i = 0; i < g->n_terms; i++)
		room->eta[g->terms[i]] = theta[g->n_columns + i];
	lattice_below(room->eta, g->n_lists);
	for (unsigned j = 0; j < g->n_columns; j++)
		for (size_t h = 0; h < cells; h++)
			room->eta[h] += theta[j] * g->columns[j][h];
	for (size_t h = 0; h < cells; h++)
		room->mu[h] = g->keep[h] != 0 ? exp(room->eta[h]) : 0;
}

/* The information of the weights whose superset sums are in the room; lower triangle. */
static void information(const struct glm *g, struct glm_room *room, const double *weight)
{
	const size_t cells = (size_t)1 << g->n_lists;
	const unsigned n = g->n_columns + g->n_terms;

	for (unsigned j = 0; j < g->n_columns; j++)
		for (unsigned k = 0; k <= j; k++) {
			double s = 0;

			for (size_t h = 0; h < cells; h++)
				s += weight[h] * g->columns[j][h] * g->columns[k][h];
			room->matrix[j * n + k] = s;
		}
	for (unsigned i = 0; i < g->n_terms; i++) {
		double *row = room->matrix + (size_t)(g->n_columns + i) * n;
		const uint32_t term = g->terms[i];

		for (unsigned j = 0; j < g->n_columns; j++)
			row[j] = room->column_above[j * cells + term];
		row += g->n_columns;
		for (unsigned k = 0; k <= i; k++)
			row[k] = room->above[term | g->terms[k]];
	}
}

static double likelihood(const double *t, const double *theta, unsigned n, double sum)
{
	double s = -sum;

	for (unsigned i = 0; i < n; i++)
		s += t[i] * theta[i];
	return s;
}

static double likelihood_alike(double sum, double cells) { return sum > 0 ? sum * log(sum / cells) - sum : 0; }

/* The first step, from means of y + 1/10: one weighted least-squares fit to the working values. */
static bool cold_start(const struct glm *g, struct glm_room *room, double *theta)
{
	const size_t cells = (size_t)1 << g->n_lists;
	const unsigned n = g->n_columns + g->n_terms;

	for (size_t h = 0; h < cells; h++) {
		double w = g->keep[h] != 0 ? g->y[h] + 0.1 : 0;

		room->mu[h] = w;
		room->eta[h] = w > 0 ? w * log(w) + g->y[h] - w : 0;
	}
	margins(g, room, room->eta, theta);
	margins(g, room, room->mu, room->step);
	information(g, room, room->mu);
	if (!cholesky(room->matrix, n, 1e-13))
		return false;
	cholesky_solve(room->matrix, n, theta);
	return true;
}

static void finish(const struct glm *g, const struct glm_room *room, struct glm_fit *fit)
{
	double d = 0;

	for (size_t h = 0; h < (size_t)1 << g->n_lists; h++) {
		const double y = g->y[h], m = room->mu[h];

		if (y > 0) {
			const double r = m / y - 1;

			d += y * (r - (r > -0.5 ? log1p(r) : room->eta[h] - log(y))); /* m may be below all that doubles hold */
		} else {
			d += m;
		}
	}
	fit->deviance = 2 * d;
}

/* theta + step, halved until the likelihood does not fall. Means and superset sums are those of the new theta. */
static bool advance(const struct glm *g, struct glm_room *room, double *theta, double *value)
{
	const unsigned n = g->n_columns + g->n_terms;

	for (unsigned half = 0; half < HALVINGS; half++) {
		double now;

		for (unsigned i = 0; i < n; i++)
			room->theta_try[i] = theta[i] + room->step[i];
		means(g, room, room->theta_try);
		sums_above(g, room, room->mu);
		now = likelihood(room->t, room->theta_try, n, room->above[0]);
		if (now >= *value - 1e-12 * fabs(*value) - 1e-12) {
			memcpy(theta, room->theta_try, n * sizeof *theta);
			*value = now;
			return true;
		}
		for (unsigned i = 0; i < n; i++)
			room->step[i] /= 2;
	}
	return false;
}

/* What the likelihood no longer tells from rounding, the parameters still gain by. */
static void last_step(const struct glm *g, struct glm_room *room, double *theta, double fall)
{
	if (!(fall > 0))
		return;
	for (unsigned i = 0; i < g->n_columns + g->n_terms; i++)
		theta[i] += room->step[i];
	means(g, room, theta);
	sums_above(g, room, room->mu);
}

/* The likelihood at theta; means and superset sums are left in the room. */
static double stand(const struct glm *g, struct glm_room *room, const double *theta)
{
	means(g, room, theta);
	sums_above(g, room, room->mu);
	return likelihood(room->t, theta, g->n_columns + g->n_terms, room->above[0]);
}

/* From the counts themselves or, where these differ too wildly for that, from means that are all alike. */
static double start(const struct glm *g, struct glm_room *room, double *theta)
{
	const unsigned n = g->n_columns + g->n_terms;
	double cells = 0, sum = 0, value = -INFINITY;
	const bool cold = cold_start(g, room, theta);

	margins(g, room, g->y, room->t);
	if (cold)
		value = stand(g, room, theta);
	for (size_t h = 0; h < (size_t)1 << g->n_lists; h++) {
		cells += g->keep[h] != 0;
		sum += g->y[h];
	}
	if (isfinite(value) && value >= likelihood_alike(sum, cells))
		return value;
	memset(theta, 0, n * sizeof *theta);
	theta[n - 1] = log(sum / cells);
	return stand(g, room, theta);
}

/* A factor of the information; where that is singular to the eye of doubles, of the information with its diagonal made somewhat larger
 * (Marquardt 1963): the step still goes up. *plain: nothing was added. */
static bool factor(const struct glm *g, struct glm_room *room, bool *plain)
{
	const unsigned n = g->n_columns + g->n_terms;

	*plain = true;
	for (double more = 1e-10; more < 10; more *= 100) {
		information(g, room, room->mu);
		for (unsigned i = 0; !*plain && i < n; i++)
			room->matrix[(size_t)i * n + i] *= 1 + more;
		if (cholesky(room->matrix, n, 1e-13))
			return true;
		*plain = false;
	}
	return false;
}

void glm_fit(const struct glm *g, struct glm_room *room, unsigned how, struct glm_fit *fit)
{
	const unsigned n = g->n_columns + g->n_terms;
	double value, *grad = room->theta_try, fall = INFINITY;
	bool plain = false;

	fit->converged = false;
	fit->iterations = 0;
	fit->deviance = fit->constant_variance = INFINITY;
	if (how & GLM_WARM) {
		margins(g, room, g->y, room->t);
		value = stand(g, room, fit->theta);
	} else {
		value = start(g, room, fit->theta);
	}
	if (!isfinite(value))
		return;
	while (fit->iterations++ < ITERATIONS && !((how & GLM_QUICK) && plain && fall < 1e-5)) {
		gather(g, room, room->mu, grad);
		if (!factor(g, room, &plain))
			break;
		fall = 0;
		for (unsigned i = 0; i < n; i++)
			room->step[i] = grad[i] = room->t[i] - grad[i];
		cholesky_solve(room->matrix, n, room->step);
		for (unsigned i = 0; i < n; i++)
			fall += grad[i] * room->step[i];
		fit->constant_variance = room->matrix[(size_t)n * n - 1] * room->matrix[(size_t)n * n - 1];
		if (!(fall > 1e-14)) {
			last_step(g, room, fit->theta, fall);
			break;
		}
		if (!advance(g, room, fit->theta, &value)) { /* rounding has the last word: back to where it was */
			(void)stand(g, room, fit->theta);
			break;
		}
	}
	fit->converged = plain && fall < 1e-5;
	finish(g, room, fit);
}

double glm_saturated(const double *y, size_t cells)
{
	double s = 0;

	for (size_t h = 0; h < cells; h++)
		s += y[h] > 0 ? stirling(y[h]) : 0;
	return 2 * s;
}
