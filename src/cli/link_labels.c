/* link_labels.c - onus link --labels FILE: the answer held against pairs that a person has labelled. */
#include "cli/linking.h"

#include "base/table.h"

enum status linking_labels(struct linking *l, const char *path, struct error *e)
{
	struct labels labels;
	struct input in = {.fd = -1};
	enum status st = input_open(path, &in, e);

	if (!st)
		st = labels_read(&in, &l->arena, &labels, e);
	if (!st)
		st = labels_use(&labels, &l->records, &l->arena, &l->labels.use, e);
	if (!st && !l->labels.use.n) {
		st = error_at(e, ST_DATA, (struct place){path, 0, 0}, "none of its pairs is of records that are here");
		error_hint(e, "its ids must be those of the column that --id names, its files the names of the files");
	}
	l->labels.open = labels.open;
	l->labels.path = path;
	input_close(&in);
	return st;
}

static double ratio(size_t a, size_t b) { return b ? (double)a / (double)b : 0; }

/* "0.9843 (0.97 to 0.99)" */
static void share(FILE *out, const char *what, size_t x, size_t n)
{
	double low, high;

	wilson(x, n, &low, &high);
	if (n)
		(void)fprintf(out, "%s %.3f (%.3f to %.3f)", what, ratio(x, n), low, high);
	else
		(void)fprintf(out, "%s: of none", what);
}

void link_print_labels(const struct linking *l, FILE *out)
{
	const struct labels_use *u = &l->labels.use;
	struct labels_check c;

	labels_check(u, &l->result, l->options.threshold, l->options.clean, &c);
	(void)fprintf(out, "\nAgainst the labels of ");
	print_line(out, l->labels.path);
	(void)fprintf(out, ": %zu pairs, %zu of them one person\n", u->n, u->same);
	if (l->labels.open)
		(void)fprintf(out, "  %zu more say neither\n", l->labels.open);
	if (u->elsewhere)
		(void)fprintf(out, "  %zu more are of records that are not here\n", u->elsewhere);
	if (u->again)
		(void)fprintf(out, "  %zu more are labelled in an earlier row\n", u->again);
	(void)fprintf(out, "  by the pair (%g or more): ", l->options.threshold);
	share(out, "precision", c.at_same, c.at_pairs);
	(void)fprintf(out, ",\n    ");
	share(out, "recall", c.at_same, u->same);
	(void)fprintf(out, "\n  as put together: ");
	share(out, "precision", c.together_same, c.together);
	(void)fprintf(out, ",\n    ");
	share(out, "recall", c.together_same, u->same);
	(void)fprintf(out, "\n  not among the pairs looked at: %zu, %zu of them one person\n", c.missed, c.missed_same);
	(void)fprintf(out, "  probability   pairs   mean   one person (95 %% limits)\n");
	for (size_t i = 0; i < LABELS_BINS; i++) {
		double low, high;

		if (!c.bin[i].pairs)
			continue;
		wilson(c.bin[i].same, c.bin[i].pairs, &low, &high);
		(void)fprintf(out, "  %.1f to %.1f  %7zu  %.3f  %.3f (%.3f to %.3f)%s\n", (double)i / LABELS_BINS, (double)(i + 1) / LABELS_BINS, c.bin[i].pairs,
			      c.bin[i].sum / (double)c.bin[i].pairs, ratio(c.bin[i].same, c.bin[i].pairs), low, high,
			      c.bin[i].sum / (double)c.bin[i].pairs < low ? "  given too low" : c.bin[i].sum / (double)c.bin[i].pairs > high ? "  given too high" : "");
	}
	(void)fprintf(out, "  Brier score %.4f. Precision and recall are those of the pairs labelled, not of all.\n", c.brier);
}

static json_t *share_json(size_t x, size_t n)
{
	double low, high;

	wilson(x, n, &low, &high);
	return n ? json_pack("{s:f, s:f, s:f, s:I, s:I}", "share", ratio(x, n), "low", low, "high", high, "of", (json_int_t)n, "number", (json_int_t)x) : json_null();
}

json_t *link_json_labels(const struct linking *l)
{
	const struct labels_use *u = &l->labels.use;
	struct labels_check c;
	json_t *bins = json_array();

	labels_check(u, &l->result, l->options.threshold, l->options.clean, &c);
	for (size_t i = 0; bins && i < LABELS_BINS; i++)
		if (c.bin[i].pairs)
			(void)json_array_append_new(bins, json_pack("{s:f, s:f, s:f, s:o}", "from", (double)i / LABELS_BINS, "to", (double)(i + 1) / LABELS_BINS, "mean",
				c.bin[i].sum / (double)c.bin[i].pairs, "same", share_json(c.bin[i].same, c.bin[i].pairs)));
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:f, s:o, s:o, s:o, s:o, s:o}", "pairs", (json_int_t)u->n, "same", (json_int_t)u->same, "open",
			 (json_int_t)l->labels.open, "elsewhere", (json_int_t)u->elsewhere, "again", (json_int_t)u->again, "not_looked_at", (json_int_t)c.missed,
			 "not_looked_at_same", (json_int_t)c.missed_same, "brier", c.brier, "pair_precision", share_json(c.at_same, c.at_pairs), "pair_recall",
			 share_json(c.at_same, u->same), "precision", share_json(c.together_same, c.together), "recall", share_json(c.together_same, u->same), "bins", bins);
}
