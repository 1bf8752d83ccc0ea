#include "cli/linking.h"
#include "link/column.h"

static double ratio(double a, double b) { return b > 0 ? a / b : 0; }

static void print_columns(const struct linking *l, FILE *out)
{
	(void)fprintf(out, "Columns:\n");
	for (size_t i = 0; i < l->records.n_columns; i++) {
		const struct link_column *c = &l->records.column[i];

		(void)fprintf(out, "  ");
		print_line(out, c->name);
		(void)fprintf(out, ": %s (%s)\n", link_role_name(c->role), c->told ? "as told" : c->why ? c->why : "");
	}
}

static void print_truth(const struct link_truth *t, FILE *out)
{
	double p = ratio(t->right, t->clustered), r = ratio(t->right, t->truth);

	(void)fprintf(out, "Against %s: precision %.4f, recall %.4f, F1 %.4f; of the pairs of one person %.4f were looked at.\n", t->column, p, r, ratio(2 * p * r, p + r),
		      ratio(t->looked_at, t->truth));
	(void)fprintf(out, "  pairs by probability: mean given, share that is one person, number\n");
	for (size_t i = 0; i < 10; i++)
		if (t->bin[i].pairs > 0)
			(void)fprintf(out, "  %.1f-%.1f: %.3f, %.3f, %.0f\n", (double)i / 10, (double)(i + 1) / 10, t->bin[i].sum / t->bin[i].pairs, t->bin[i].right / t->bin[i].pairs,
				      t->bin[i].pairs);
}

void link_print(const struct linking *l, FILE *out)
{
	const struct link_result *r = &l->result;

	print_columns(l, out);
	for (size_t i = 0; i < l->records.n_notes; i++) {
		print_line(out, l->records.notes[i]);
		(void)fprintf(out, "\n");
	}
	(void)fprintf(out, "%zu records; %zu of %.0f pairs looked at (%.1f a record).\n", l->records.n, r->looked_at, r->all_pairs, ratio((double)r->looked_at, (double)l->records.n));
	(void)fprintf(out, "The model %s after %u steps; %.1f matches expected among the pairs.\n", r->model.converged ? "converged" : "did not converge", r->model.iterations, r->expected);
	linking_tell_decisions(l, out);
	(void)fprintf(out, "%zu people.\n", r->n_clusters);
	if (l->has_truth)
		print_truth(&l->truth, out);
	if (l->labels.path)
		link_print_labels(l, out);
}
