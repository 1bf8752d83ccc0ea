#include "cli/linking.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* Pairs of equal numbers. */
static double pairs_of(uint64_t *v, size_t n)
{
	double sum = 0;

	qsort(v, n, sizeof *v, by_number);
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i; j < n && v[j] == v[i]; j++)
			;
		sum += (double)(j - i) * (double)(j - i - 1) / 2;
	}
	return sum;
}

enum status link_truth_of(const struct linking *l, const char *column, struct link_truth *out, struct error *e)
{
	const struct link_records *r = &l->records;
	const struct link_column *c = NULL;
	uint64_t *v;

	*out = (struct link_truth){.column = column};
	for (size_t i = 0; i < r->n_columns && !c; i++)
		if (!strcasecmp(r->column[i].name, column))
			c = &r->column[i];
	if (!c)
		return error_set(e, ST_USAGE, "--truth %s: no such column", column);
	if (!(v = malloc((r->n + 1) * sizeof *v)))
		return error_memory(e);
	/* a row of which it is not known is nobody else */
	for (size_t i = 0; i < r->n; i++)
		v[i] = c->value[i] ? c->value[i] : (uint64_t)1 << 33 | i;
	out->truth = pairs_of(v, r->n);
	for (size_t i = 0; i < r->n; i++)
		v[i] = l->result.cluster[i];
	out->clustered = pairs_of(v, r->n);
	for (size_t i = 0; i < r->n; i++)
		v[i] = (uint64_t)l->result.cluster[i] << 32 | (c->value[i] ? c->value[i] : 0);
	out->right = pairs_of(v, r->n);
	for (size_t i = 0; i < l->result.n_pairs; i++) {
		const struct link_pair *p = &l->result.pair[i];
		bool right = c->value[p->a] && c->value[p->a] == c->value[p->b];
		size_t bin = (size_t)((double)p->probability * 10);

		bin = bin > 9 ? 9 : bin;
		out->looked_at += right;
		out->bin[bin].pairs++;
		out->bin[bin].right += right;
		out->bin[bin].sum += (double)p->probability;
		if ((double)p->probability >= l->options.threshold) {
			out->at_pairs++;
			out->at_right += right;
		}
	}
	free(v);
	return ST_OK;
}
