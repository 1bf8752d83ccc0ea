#include "link/model.h"

#include <math.h>
#include <string.h>

#define LEAST 1e-12
#define DIFFERS 0.6 /* such a share of a rival's pairs at least is different in its fields */

static inline unsigned at(uint64_t levels, size_t k) { return (unsigned)(levels >> (4 * k)) & 15; }

/* --- chances and their logarithms --------------------------------------------------------------------------------- */

static void logs(double out[MODEL_LEVELS][MODEL_LEVELS], const double *alone, double(*on)[MODEL_LEVELS], unsigned levels, unsigned parents)
{
	memset(out, 0, sizeof(double[MODEL_LEVELS][MODEL_LEVELS]));
	for (unsigned l = 0; l < levels; l++) {
		double x = log2(alone[l] > LEAST ? alone[l] : LEAST);

		for (unsigned p = 0; p < MODEL_LEVELS; p++)
			out[p][l] = p < parents ? log2(on[p][l] > LEAST ? on[p][l] : LEAST) : x;
	}
}

void model_ready(struct model *x)
{
	for (size_t k = 0; k < x->n; k++) {
		logs(x->log_m[k], x->m[k], x->on_m[k], x->levels[k], x->parent_m[k] < 0 ? 0u : x->levels[x->parent_m[k]]);
		logs(x->log_u[k], x->u[k], x->on_u[k], x->levels[k], x->parent_u[k] < 0 ? 0u : x->levels[x->parent_u[k]]);
		for (size_t r = 0; r < x->rivals; r++) {
			memset(x->log_rival[r][k], 0, sizeof x->log_rival[r][k]);
			for (unsigned l = 0; l < x->levels[k]; l++)
				x->log_rival[r][k][l] = log2(x->rival[r][k][l] > LEAST ? x->rival[r][k][l] : LEAST);
		}
	}
}

static inline unsigned parent_level(const int8_t *parent, uint64_t levels, size_t k)
{
	return parent[k] < 0 ? MODEL_MISSING : at(levels, (size_t)parent[k]);
}

static inline double log_m(const struct model *x, uint64_t levels, size_t k) { return x->log_m[k][parent_level(x->parent_m, levels, k)][at(levels, k)]; }
static inline double log_u(const struct model *x, uint64_t levels, size_t k) { return x->log_u[k][parent_level(x->parent_u, levels, k)][at(levels, k)]; }

double model_field_weight(const struct model *x, uint64_t levels, size_t k) { return log_m(x, levels, k) - log_u(x, levels, k); }

/* log2(2^a + 2^b) */
static inline double plus(double a, double b)
{
	double d = a - b;

	return d > 50 ? a : d < -50 ? b : b + log2(1 + exp2(d));
}

/* log2 of the classes' chances of a pattern. */
struct classes { double match, chance, rival[MODEL_RIVALS]; };

static inline struct classes classes_of(const struct model *x, uint64_t levels)
{
	struct classes c = {0};

	for (size_t k = 0; k < x->n; k++) {
		unsigned l = at(levels, k);

		c.match += x->log_m[k][parent_level(x->parent_m, levels, k)][l];
		c.chance += x->log_u[k][parent_level(x->parent_u, levels, k)][l];
		for (size_t r = 0; r < x->rivals; r++)
			c.rival[r] += x->log_rival[r][k][l];
	}
	return c;
}

static double rivals_share(const struct model *x)
{
	double sum = 0;

	for (size_t r = 0; r < x->rivals; r++)
		sum += x->rival_share[r];
	return sum;
}

struct model_chances model_chances(const struct model *x, uint64_t levels)
{
	struct classes c = classes_of(x, levels);
	struct model_chances out = {.match = c.match, .chance = c.chance + log2(1 - rivals_share(x)), .rival = -1000};

	for (size_t r = 0; r < x->rivals; r++)
		out.rival = plus(out.rival, c.rival[r] + log2(x->rival_share[r]));
	return out;
}

double model_weight(const struct model_chances *c, double rare) { return c->match - plus(c->chance - rare, c->rival); }

/* --- start ------------------------------------------------------------------------------------------------------------ */

void model_start(struct model *out, size_t n_fields, const uint8_t *levels, const struct model_pattern *p, size_t n, const struct model_options *o)
{
	double all = 0, agree = o->agree > 0 ? o->agree : 0.8;

	*out = (struct model){.n = n_fields};
	for (size_t k = 0; k < MODEL_FIELDS; k++)
		out->parent_m[k] = out->parent_u[k] = -1;
	for (size_t i = 0; i < n; i++) {
		all += p[i].pairs;
		for (size_t k = 0; k < n_fields; k++)
			out->u[k][at(p[i].levels, k)] += p[i].pairs;
	}
	for (size_t k = 0; k < n_fields; k++) {
		unsigned top = levels[k] - 1u;
		double known = 0, left = (1 - agree) / 2;

		out->levels[k] = levels[k];
		for (unsigned l = 0; l <= top; l++)
			known += out->u[k][l];
		for (unsigned l = 0; l <= top; l++)
			out->u[k][l] = known > 0 ? (out->u[k][l] + 1e-9 * known / (top + 1)) / (known * (1 + 1e-9)) : 1.0 / (top + 1);
		out->m[k][top] = agree;
		for (unsigned l = top; l-- > 0; left /= l ? 2 : 1)
			out->m[k][l] = left;
		for (unsigned l = 0; l <= top; l++)
			known = l ? known + out->m[k][l] : out->m[k][l];
		for (unsigned l = 0; l <= top; l++)
			out->m[k][l] /= known;
	}
	/* n records have about n^2 / 2 pairs */
	out->share = o->start_share > 0 ? o->start_share : 1 / (1 + sqrt((all > 1 ? all : 1) / 2));
	model_ready(out);
}

/* --- one step ------------------------------------------------------------------------------------------------------------ */

/* What the pairs of each class add up to. */
struct sums {
	double m[MODEL_FIELDS][MODEL_LEVELS], u[MODEL_FIELDS][MODEL_LEVELS];
	double on_m[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS], on_u[MODEL_FIELDS][MODEL_LEVELS][MODEL_LEVELS];
	double matches, rivals[MODEL_RIVALS], all, log_likelihood;
};

/* Shares of the classes in a pattern: q[0] match, q[1] chance, q[2] … rivals. Returns log2 of its chance. */
static double shares_of(const struct model *x, const struct classes *c, double q[2 + MODEL_RIVALS])
{
	double v[2 + MODEL_RIVALS], top, sum = 0;
	size_t n = 2 + x->rivals;

	v[0] = c->match + log2(x->share);
	v[1] = c->chance + log2(1 - x->share) + log2(1 - rivals_share(x));
	for (size_t r = 0; r < x->rivals; r++)
		v[2 + r] = c->rival[r] + log2(1 - x->share) + log2(x->rival_share[r] > 1e-300 ? x->rival_share[r] : 1e-300);
	top = v[0];
	for (size_t i = 1; i < n; i++)
		top = v[i] > top ? v[i] : top;
	for (size_t i = 0; i < n; i++)
		sum += q[i] = v[i] < top - 60 ? 0 : exp2(v[i] - top);
	for (size_t i = 0; i < n; i++)
		q[i] /= sum;
	return top + log2(sum);
}

/* A pattern's levels in one field, added to a class. */
static inline void add(double(*alone)[MODEL_LEVELS], double(*on)[MODEL_LEVELS][MODEL_LEVELS], const int8_t *parent, uint64_t levels, size_t n, double w)
{
	for (size_t k = 0; k < n; k++) {
		unsigned l = at(levels, k);

		alone[k][l] += w;
		if (on && parent[k] >= 0)
			on[k][at(levels, (size_t)parent[k])][l] += w;
	}
}

/* Chances from sums: old where there are none; `prior` pairs added to each level; not below `least`. Returns the greatest change. */
static double chances(double *out, const double *sum, unsigned levels, double prior, double least)
{
	double known = 0, greatest = 0;

	for (unsigned l = 0; l < levels; l++)
		known += sum[l];
	for (unsigned l = 0; l < levels && known + prior > LEAST; l++) {
		double x = (sum[l] + prior) / (known + prior * levels), d;

		x = x > least ? x : least;
		d = fabs(x - out[l]);
		greatest = d > greatest ? d : greatest;
		out[l] = x;
	}
	return greatest;
}

enum { DRAWN = 10 }; /* pairs, to what holds without the parent, where few tell */

static void chances_on(double(*on)[MODEL_LEVELS], double(*sum)[MODEL_LEVELS], const double *alone, unsigned levels, unsigned parents, double least)
{
	for (unsigned p = 0; p < parents; p++) {
		double known = DRAWN;

		for (unsigned l = 0; l < levels; l++)
			known += sum[p][l];
		for (unsigned l = 0; l < levels; l++) {
			double x = (sum[p][l] + DRAWN * alone[l]) / known;

			on[p][l] = x > least ? x : least;
		}
	}
}

static double least_u(const struct model_options *o) { return o->least_u > LEAST ? o->least_u : LEAST; }

static void u_from(struct model *x, struct sums *s, const struct model_options *o, double *greatest)
{
	for (size_t k = 0; k < x->n; k++) {
		double d = chances(x->u[k], s->u[k], x->levels[k], 0, least_u(o));

		*greatest = d > *greatest ? d : *greatest;
		if (x->parent_u[k] >= 0)
			chances_on(x->on_u[k], s->on_u[k], x->u[k], x->levels[k], x->levels[x->parent_u[k]], least_u(o));
	}
}

/* How many there are; what they are like stays as it was found: fitted freely they would drift to larger classes that nobody takes for matches. */
static void rivals_from(struct model *x, const struct sums *s)
{
	double others = s->all - s->matches;

	for (size_t r = 0; r < x->rivals; r++) {
		x->rival_share[r] = others > 0 ? s->rivals[r] / others : 0;
		x->rival_share[r] = x->rival_share[r] < 1e-15 ? 1e-15 : x->rival_share[r] > 0.2 ? 0.2 : x->rival_share[r];
	}
}

static void expect(const struct model *x, const struct model_pattern *p, size_t n, struct sums *s, double *posterior)
{
	memset(s, 0, sizeof *s);
	for (size_t i = 0; i < n; i++) {
		struct classes c = classes_of(x, p[i].levels);
		double q[2 + MODEL_RIVALS];

		s->log_likelihood += p[i].pairs * shares_of(x, &c, q) * M_LN2;
		posterior[i] = q[0];
		s->matches += q[0] * p[i].pairs;
		s->all += p[i].pairs;
		add(s->m, s->on_m, x->parent_m, p[i].levels, x->n, q[0] * p[i].pairs);
		add(s->u, s->on_u, x->parent_u, p[i].levels, x->n, q[1] * p[i].pairs);
		for (size_t r = 0; r < x->rivals; r++)
			s->rivals[r] += q[2 + r] * p[i].pairs;
	}
}

static void share_from(struct model *x, const struct sums *s)
{
	x->share = s->all > 0 ? s->matches / s->all : x->share;
	x->share = x->share < 1e-15 ? 1e-15 : x->share > 1 - 1e-9 ? 1 - 1e-9 : x->share;
}

void model_fit(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior)
{
	double end = o->end > 0 ? o->end : 1e-6;

	x->converged = false;
	for (unsigned i = 0; i < (o->most ? o->most : 500) && !x->converged; i++) {
		struct sums s;
		double share = x->share, greatest = 0;

		expect(x, p, n, &s, posterior);
		x->log_likelihood = s.log_likelihood;
		for (size_t k = 0; k < x->n; k++) {
			double d = chances(x->m[k], s.m[k], x->levels[k], o->prior, LEAST);

			greatest = d > greatest ? d : greatest;
			if (x->parent_m[k] >= 0)
				chances_on(x->on_m[k], s.on_m[k], x->m[k], x->levels[k], x->levels[x->parent_m[k]], LEAST);
		}
		if (!o->keep_u) {
			u_from(x, &s, o, &greatest);
			rivals_from(x, &s);
		}
		share_from(x, &s);
		model_ready(x);
		x->change = greatest;
		x->iterations++;
		x->converged = greatest < end && fabs(x->share - share) < (end > 1e-4 ? end : 1e-4) * share;
	}
}

/* --- trees ------------------------------------------------------------------------------------------------------------------ */

/* The strongest links between fields by mutual information in a class of pairs, as a tree (Prim); weak ones are none. */
static void tree(const struct model *x, const struct model_pattern *p, size_t n, const double *share, bool match, int8_t *parent)
{
	size_t in[MODEL_FIELDS], n_in = 0;
	double mi[MODEL_FIELDS][MODEL_FIELDS] = {{0}};
	bool done[MODEL_FIELDS] = {false};

	for (size_t j = 0; j < x->n; j++)
		for (size_t k = j + 1; k < x->n; k++) {
			double t[MODEL_LEVELS][MODEL_LEVELS] = {{0}}, a[MODEL_LEVELS] = {0}, b[MODEL_LEVELS] = {0}, sum = 0;

			for (size_t i = 0; i < n; i++) {
				unsigned lj = at(p[i].levels, j), lk = at(p[i].levels, k);

				if (lj != MODEL_MISSING && lk != MODEL_MISSING)
					t[lj][lk] += (match ? share[i] : 1 - share[i]) * p[i].pairs;
			}
			for (unsigned l = 0; l < MODEL_LEVELS; l++)
				for (unsigned h = 0; h < MODEL_LEVELS; h++) {
					a[l] += t[l][h];
					b[h] += t[l][h];
					sum += t[l][h];
				}
			for (unsigned l = 0; l < MODEL_LEVELS && sum > 0; l++)
				for (unsigned h = 0; h < MODEL_LEVELS; h++)
					if (t[l][h] > 0)
						mi[j][k] += t[l][h] / sum * log(t[l][h] * sum / (a[l] * b[h]));
			mi[k][j] = mi[j][k];
		}
	for (size_t k = 0; k < MODEL_FIELDS; k++)
		parent[k] = -1;
	done[0] = true;
	in[n_in++] = 0;
	while (n_in < x->n) {
		size_t from = 0, to = x->n;
		double best = -1;

		for (size_t i = 0; i < n_in; i++)
			for (size_t k = 0; k < x->n; k++)
				if (!done[k] && mi[in[i]][k] > best) {
					best = mi[in[i]][k];
					from = in[i];
					to = k;
				}
		parent[to] = best > 1e-4 ? (int8_t)from : -1;
		done[to] = true;
		in[n_in++] = to;
	}
}

void model_grow(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, const double *posterior)
{
	struct sums s;

	tree(x, p, n, posterior, true, x->parent_m);
	tree(x, p, n, posterior, false, x->parent_u);
	memset(&s, 0, sizeof s);
	for (size_t i = 0; i < n; i++) {
		add(s.m, s.on_m, x->parent_m, p[i].levels, x->n, posterior[i] * p[i].pairs);
		add(s.u, s.on_u, x->parent_u, p[i].levels, x->n, (1 - posterior[i]) * p[i].pairs);
	}
	for (size_t k = 0; k < x->n; k++) {
		if (x->parent_m[k] >= 0)
			chances_on(x->on_m[k], s.on_m[k], x->m[k], x->levels[k], x->levels[x->parent_m[k]], LEAST);
		if (x->parent_u[k] >= 0)
			chances_on(x->on_u[k], s.on_u[k], x->u[k], x->levels[k], x->levels[x->parent_u[k]], least_u(o));
	}
	model_ready(x);
}

/* --- anchors --------------------------------------------------------------------------------------------------------------------- */

enum { ROUNDS = 60, TREE_ROUNDS = 20, RIVAL_ROUND = 6, START_PAIRS = 5 };

/* log2 odds of a match without what a field says: what hangs on it stands for itself. */
static double odds_without(const struct model *x, uint64_t levels, size_t k, const struct classes *c)
{
	double match = c->match - log_m(x, levels, k), none = c->chance - log_u(x, levels, k);
	unsigned l = at(levels, k);

	for (size_t h = 0; h < x->n; h++) {
		if (x->parent_m[h] == (int8_t)k)
			match += x->log_m[h][MODEL_MISSING][at(levels, h)] - log_m(x, levels, h);
		if (x->parent_u[h] == (int8_t)k)
			none += x->log_u[h][MODEL_MISSING][at(levels, h)] - log_u(x, levels, h);
	}
	none += log2(1 - rivals_share(x));
	for (size_t r = 0; r < x->rivals; r++)
		none = plus(none, c->rival[r] - x->log_rival[r][k][l] + log2(x->rival_share[r]));
	return match - none + log2(x->share / (1 - x->share));
}

enum { SPLIT_STEPS = 100 };

/* Do the pairs that look like matches fall into two classes, one of which nearly always differs in two fields or more, in which the other agrees? Then it is a
 * rival: what is alike in the other fields for another reason. */
static void rivals_find(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, const double *posterior)
{
	double c[2][MODEL_FIELDS][MODEL_LEVELS] = {{{0}}}, share = 0.5, log_c[2][MODEL_FIELDS][MODEL_LEVELS];
	uint16_t differs = 0;
	unsigned n_differs = 0;
	double mass[2] = {0}, all = 0;

	x->rivals = 0;
	for (unsigned step = 0; step < SPLIT_STEPS; step++) {
		double sum[2][MODEL_FIELDS][MODEL_LEVELS] = {{{0}}};

		mass[0] = mass[1] = 0;
		for (size_t i = 0; i < n; i++) {
			double w = posterior[i] * p[i].pairs, r, odds = log2(share / (1 - share));
			unsigned known = 0, different = 0;
			bool personal = !o->personal;

			if (posterior[i] < 0.2)
				continue;
			for (size_t k = 0; k < x->n; k++) {
				unsigned l = at(p[i].levels, k);

				known += l != MODEL_MISSING;
				different += l == 0;
				personal = personal || (l == 0 && (o->personal >> k & 1));
				if (step && l != MODEL_MISSING)
					odds += log_c[1][k][l] - log_c[0][k][l];
			}
			r = step ? (odds > 50 ? 1 : odds < -50 ? 0 : exp2(odds) / (1 + exp2(odds))) : personal && 10 * different >= 4 * known;
			mass[0] += (1 - r) * w;
			mass[1] += r * w;
			add(sum[0], NULL, NULL, p[i].levels, x->n, (1 - r) * w);
			add(sum[1], NULL, NULL, p[i].levels, x->n, r * w);
		}
		if (mass[1] < 10 || mass[0] < 10)
			return;
		share = mass[1] / (mass[0] + mass[1]);
		for (size_t k = 0; k < x->n; k++)
			for (unsigned h = 0; h < 2; h++) {
				(void)chances(c[h][k], sum[h][k], x->levels[k], 0.5, LEAST);
				for (unsigned l = 0; l < x->levels[k]; l++)
					log_c[h][k][l] = log2(c[h][k][l]);
			}
	}
	for (size_t k = 0; k < x->n; k++)
		if (c[1][k][0] > DIFFERS && c[0][k][0] < 0.3) {
			differs |= (uint16_t)(1u << k);
			n_differs++;
		}
	if (n_differs < 2 || (o->personal && !(differs & o->personal)))
		return;
	x->rivals = 1;
	x->differs[0] = differs;
	for (size_t i = 0; i < n; i++)
		all += p[i].pairs;
	x->rival_share[0] = mass[1] / (all > 1 ? all : 1);
	memcpy(x->rival[0], c[1], sizeof c[1]);
	memcpy(x->m, c[0], sizeof c[0]);
	model_ready(x);
}

void model_anchor(struct model *x, const struct model_pattern *p, size_t n, const struct model_options *o, double *posterior)
{
	const struct model start = *x;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct sums s;
		double greatest = 0, ignored = 0, share = x->share;

		memset(&s, 0, sizeof s);
		for (size_t i = 0; i < n; i++) {
			struct classes c = classes_of(x, p[i].levels);
			double q[2 + MODEL_RIVALS];

			s.log_likelihood += p[i].pairs * shares_of(x, &c, q) * M_LN2;
			posterior[i] = q[0];
			s.all += p[i].pairs;
			if (q[0] > 0.5)
				s.matches += q[0] * p[i].pairs;
			add(s.u, s.on_u, x->parent_u, p[i].levels, x->n, q[1] * p[i].pairs);
			for (size_t r = 0; r < x->rivals; r++) {
				s.rivals[r] += q[2 + r] * p[i].pairs;
				posterior[i] += q[2 + r]; /* all that is alike: rivals are looked for in it */
			}
			if (q[0] < 1e-7)
				continue;
			for (size_t k = 0; k < x->n; k++) {
				unsigned l = at(p[i].levels, k);
				double rest = l == MODEL_MISSING ? -1 : odds_without(x, p[i].levels, k, &c);

				if (rest > 0)
					s.m[k][l] += (rest > 60 ? 1 : exp2(rest) / (1 + exp2(rest))) * p[i].pairs;
			}
		}
		for (size_t k = 0; k < x->n; k++) {
			double d;

			for (unsigned l = 0; l < x->levels[k]; l++)
				s.m[k][l] += START_PAIRS * start.m[k][l]; /* the start counts as so many */
			d = chances(x->m[k], s.m[k], x->levels[k], 0, LEAST);
			greatest = d > greatest ? d : greatest;
		}
		u_from(x, &s, o, &ignored);
		rivals_from(x, &s);
		x->share = (s.matches > 1 ? s.matches : 1) / (s.all > 1 ? s.all : 2);
		x->log_likelihood = s.log_likelihood;
		if (round < TREE_ROUNDS) {
			struct sums t;

			tree(x, p, n, posterior, false, x->parent_u);
			memset(&t, 0, sizeof t);
			for (size_t i = 0; i < n; i++)
				add(t.u, t.on_u, x->parent_u, p[i].levels, x->n, (1 - posterior[i]) * p[i].pairs);
			for (size_t k = 0; k < x->n; k++)
				if (x->parent_u[k] >= 0)
					chances_on(x->on_u[k], t.on_u[k], x->u[k], x->levels[k], x->levels[x->parent_u[k]], least_u(o));
		}
		model_ready(x);
		x->iterations++;
		x->change = greatest;
		x->converged = greatest < 1e-4 && fabs(x->share - share) < 1e-3 * share;
		if (round % RIVAL_ROUND == RIVAL_ROUND - 1 && round < TREE_ROUNDS)
			rivals_find(x, p, n, o, posterior);
		if (x->converged && round >= TREE_ROUNDS)
			break;
	}
	for (size_t i = 0; i < n; i++) { /* matches alone, without what is alike */
		struct classes c = classes_of(x, p[i].levels);
		double q[2 + MODEL_RIVALS];

		(void)shares_of(x, &c, q);
		posterior[i] = q[0];
	}
}

bool model_near(const struct model *fitted, const struct model *anchor)
{
	if (fitted->share > 1.5 * anchor->share || fitted->share < anchor->share / 1.5)
		return false;
	for (size_t k = 0; k < fitted->n; k++)
		if (fitted->m[k][0] > anchor->m[k][0] + 0.2)
			return false;
	return true;
}
