#include "link/frequency.h"

#include <math.h>
#include <stdlib.h>

static bool top(const struct link_fields *f, size_t k, uint64_t levels) { return levels_at(levels, k) == f->field[k].levels - 1u; }

/* What the parent's agreement tells already is not told again. */
static double share_of(const struct model *m, size_t k, unsigned parent_level, unsigned level)
{
	double alone = log(m->u[k][level]), given, share;

	if (m->parent_u[k] < 0 || parent_level >= m->levels[m->parent_u[k]] || alone > -1e-9)
		return 1;
	given = log(m->on_u[k][parent_level][level]);
	share = given / alone;
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

bool frequency_make(const struct link_fields *f, const struct model *m, const uint64_t *pair, const uint64_t *levels, const float *posterior,
		    size_t n, struct frequency *out)
{
	*out = (struct frequency){{NULL}, {{0}}};
	for (size_t k = 0; k < f->n; k++)
		if (!(out->bits[k] = calloc(f->field[k].n_cells, sizeof **out->bits)))
			return false;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; posterior[i] > 1e-4f && k < f->n; k++)
			if (top(f, k, levels[i]))
				out->bits[k][f->field[k].cell[pair[i] >> 32]] += posterior[i];
	for (size_t k = 0; k < f->n; k++) {
		const struct link_field *x = &f->field[k];
		double known = (double)(x->known ? x->known : 1), same = m->u[k][x->levels - 1], least = same * known;

		for (unsigned l = 0; l < MODEL_LEVELS; l++)
			out->share[k][l] = (float)share_of(m, k, l, x->levels - 1u);
		least = least > 1 ? 1 : least < 0.01 ? 0.01 : least;
		for (size_t v = 1; v < x->n_cells; v++) {
			double c = x->cells[v].count, others = c > 0 ? (c * (c - 1) / 2 - (double)out->bits[k][v]) * 2 / c : 0;

			out->bits[k][v] = (float)log2(same * known / ((others > 0 ? others : 0) + least));
		}
	}
	return true;
}

void frequency_free(struct frequency *q)
{
	for (size_t k = 0; k < LINK_FIELDS; k++)
		free(q->bits[k]);
	*q = (struct frequency){{NULL}, {{0}}};
}

double frequency_field_weight(const struct link_fields *f, const struct model *m, const struct frequency *q, uint32_t record, uint64_t levels, size_t k)
{
	int parent = m->parent_u[k];

	if (!top(f, k, levels))
		return 0;
	return (double)(q->share[k][parent < 0 ? MODEL_MISSING : levels_at(levels, (size_t)parent)] * q->bits[k][f->field[k].cell[record]]);
}

double frequency_weight(const struct link_fields *f, const struct model *m, const struct frequency *q, uint32_t record, uint64_t levels)
{
	double w = 0;

	for (size_t k = 0; k < f->n; k++)
		w += frequency_field_weight(f, m, q, record, levels, k);
	return w;
}
