/* link_print.c - the account of a run for a person, in 80 columns: what the columns were taken for, which pairs were looked at, what the model found, who was put together. */
#include "cli/linking.h"
#include "link/column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 79, NAME = 22, ROLE = 20, SIZES = 6 };

static double ratio(double a, double b) { return b > 0 ? a / b : 0; }

/* 1,234,567 */
static const char *grouped(double x, char out[32])
{
	char digits[32];
	int n = snprintf(digits, sizeof digits, "%.0f", fmin(fabs(x), 1e20)), k = 0;

	for (int i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = digits[i];
	}
	out[k] = 0;
	return out;
}

/* Text from outside in so many cells, filled up with spaces. */
static void cell(FILE *out, const char *text, int width)
{
	char cut[256];
	int cells;
	size_t n = print_fitting(text, width - 1, &cells);

	n = n < sizeof cut ? n : 0;
	memcpy(cut, text, n);
	cut[n] = 0;
	print_line(out, cut);
	(void)fprintf(out, "%*s", n ? width - cells : width, "");
}

/* Words in lines of 79 cells; the first line has `at` cells already, the others begin with as many spaces as `indent`. */
static void wrapped(FILE *out, const char *text, int at, int indent)
{
	bool first = true;

	while (*text) {
		size_t n = strcspn(text, " ");
		char word[512];
		int cells;

		n = n < sizeof word - 1 ? n : sizeof word - 1;
		memcpy(word, text, n);
		word[n] = 0;
		(void)print_fitting(word, 1 << 20, &cells);
		if (!first && at + 1 + cells > WIDTH) {
			(void)fprintf(out, "\n%*s", indent, "");
			at = indent;
		} else if (!first) {
			(void)fputc(' ', out);
			at++;
		}
		print_line(out, word);
		at += cells;
		first = false;
		text += n;
		text += *text == ' ';
	}
	(void)fputc('\n', out);
}

__attribute__((format(printf, 2, 3))) static void say(FILE *out, const char *fmt, ...)
{
	char text[2048];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	(void)fputs("  ", out);
	wrapped(out, text, 2, 4);
}

static void print_columns(const struct linking *l, FILE *out)
{
	(void)fprintf(out, "Columns\n");
	for (size_t i = 0; i < l->records.n_columns; i++) {
		const struct link_column *c = &l->records.column[i];

		(void)fprintf(out, "  ");
		cell(out, c->name, NAME);
		cell(out, link_role_name(c->role), ROLE);
		wrapped(out, c->told ? "as told" : c->why ? c->why : "", 2 + NAME + ROLE, 2 + NAME + ROLE);
	}
	for (size_t i = 0; i < l->records.n_notes; i++)
		say(out, "%s", l->records.notes[i]);
	for (size_t i = 0; i < l->result.fields.n_notes; i++)
		say(out, "%s", l->result.fields.notes[i]);
	for (size_t i = 0; i < l->result.n_notes; i++)
		say(out, "%s", l->result.notes[i]);
	for (size_t i = 0; i < l->n_notes; i++)
		say(out, "%s", l->notes[i]);
}

static void print_pairs(const struct linking *l, FILE *out)
{
	const struct link_result *r = &l->result;
	char a[32], b[32], c[32];

	(void)fprintf(out, "\nPairs\n");
	say(out, "%s record%s, %s pair%s; %s looked at (%.1f a record).", grouped((double)l->records.n, a), l->records.n == 1 ? "" : "s", grouped(r->all_pairs, b), fabs(r->all_pairs - 1) < 0.5 ? "" : "s", grouped((double)r->looked_at, c),
	    ratio((double)r->looked_at, (double)l->records.n));
	if (r->combinations)
		say(out, "Found by %zu combinations of keys, of %zu that were tried.", r->combinations_taken, r->combinations);
	say(out, "Matches expected among them, by their probabilities: %.1f.", r->expected);
	if (r->missed >= 0 && r->n_pairs)
		say(out, "Matches that were not looked at: about %.2g %% of all, by an estimate.", 100 * r->missed);
	else if (r->n_pairs)
		say(out, "How many matches were not looked at cannot be told: too few say anything of it.");
	linking_tell_decisions(l, out);
}

/* Names of the fields of a mask: "city, postcode and street". */
static void fields_named(const struct linking *l, unsigned mask, char *out, size_t cap)
{
	size_t left = (size_t)__builtin_popcount(mask), n = 0;

	*out = 0;
	for (size_t k = 0; k < l->result.fields.n && n < cap; k++)
		if (mask >> k & 1) {
			left--;
			n += (size_t)snprintf(out + n, cap - n, "%s%s", l->field[k], !left ? "" : left == 1 ? " and " : ", ");
		}
}

unsigned link_rival_agrees(const struct link_result *r, size_t rival)
{
	unsigned mask = 0;

	for (size_t k = 0; k < r->fields.n; k++)
		if (!(r->model.differs[rival] >> k & 1) && r->model.rival[rival][k][r->fields.field[k].levels - 1] >= 0.5)
			mask |= 1u << k;
	return mask;
}

static void print_field(const struct linking *l, size_t k, FILE *out)
{
	const struct link_result *r = &l->result;
	char number[32];
	const struct link_field *f = &r->fields.field[k];
	const struct model *m = &r->model;
	int on = m->parent_m[k], by_chance = m->parent_u[k];

	(void)fputs("  ", out);
	cell(out, l->field[k], 30);
	(void)fprintf(out, "known in %s row%s\n", f->known == r->records->n ? "every" : grouped((double)f->known, number), f->known == r->records->n ? "" : "s");
	for (unsigned level = f->levels; level-- > 0;) {
		double a = m->m[k][level], b = m->u[k][level];

		(void)fprintf(out, "    %-26s  %8.4f  %10.3g  %+6.1f\n", field_level_name(f->kind, level), a, b, log2(fmax(a, 1e-300) / fmax(b, 1e-300)));
	}
	if (on >= 0 && on == by_chance)
		say(out, "  weighed for what it tells beyond %s", l->field[on]);
	else if (on >= 0)
		say(out, "  in matches weighed for what it tells beyond %s", l->field[on]);
	if (by_chance >= 0 && by_chance != on)
		say(out, "  in other pairs weighed for what it tells beyond %s", l->field[by_chance]);
}

/* Whether the fit ends alike from elsewhere. */
static void print_starts(const struct linking *l, FILE *out)
{
	const struct link_result *r = &l->result;
	size_t alike = 0;

	for (size_t i = 1; i < r->n_starts; i++)
		alike += r->start[i].same;
	if (r->n_starts > 1 && alike + 1 == r->n_starts)
		say(out, "From %zu other starts it ended alike.", alike);
	for (size_t i = 1; i < r->n_starts; i++)
		if (!r->start[i].same)
			say(out, "From another start (agreement of matches at first %.2f instead of %.2f) it ended elsewhere: %.0f matches in all instead of %.0f. Hold it against labels.",
			    r->start[i].agree, r->start[0].agree, r->start[i].matches, r->start[0].matches);
}

static void print_model(const struct linking *l, FILE *out)
{
	const struct link_result *r = &l->result;
	const struct model *m = &r->model;
	char agree[400], differ[400], number[32];

	(void)fprintf(out, "\nModel\n");
	if (m->converged)
		say(out, "Converged after %u steps, to a log-likelihood of %.1f.", m->iterations, m->log_likelihood);
	else
		say(out, "Did NOT converge in %u steps (log-likelihood %.1f; the greatest change in the last was %.2g): hold its probabilities against labels.", m->iterations,
		    m->log_likelihood, m->change);
	if (r->strayed)
		say(out, "Left free, the fit went to another kind of pairs, alike in few ways only. So the chances stand that each field has among pairs which the other fields make matches.");
	print_starts(l, out);
	say(out, "Of all pairs 1 in %s is one person: %+.1f bits before anything is compared.", grouped(m->share > 0 ? 1 / m->share : 0, number), r->prior);
	for (size_t i = 0; i < m->rivals; i++) {
		fields_named(l, link_rival_agrees(r, i), agree, sizeof agree);
		fields_named(l, m->differs[i], differ, sizeof differ);
		say(out, "Pairs alike%s%s but different in %s are taken for households or namesakes: about %s pairs.", *agree ? " in " : "", agree, differ,
		    grouped(m->rival_share[i] * (1 - m->share) * r->all_pairs, number));
	}
	(void)fprintf(out, "\n  %-28s  %8s  %10s  %6s\n", "how two records agree", "matches", "other pairs", "bits");
	for (size_t k = 0; k < r->fields.n; k++)
		if (r->fields.field[k].known)
			print_field(l, k, out);
}

static int by_weakness(const void *x, const void *y)
{
	const struct link_cluster *a = *(const struct link_cluster *const *)x, *b = *(const struct link_cluster *const *)y;

	return a->weakest != b->weakest ? (a->weakest < b->weakest ? -1 : 1) : a->first < b->first ? -1 : a->first > b->first;
}

static void print_record(const struct linking *l, uint32_t i, FILE *out)
{
	const struct link_records *r = &l->records;
	char text[128];

	(void)snprintf(text, sizeof text, "%s%s%s", r->n_files > 1 ? r->files[r->file[i]] : "", r->n_files > 1 ? ":" : "", r->id[i]);
	cell(out, text, 28);
}

size_t link_weakest(const struct link_result *r, const struct link_cluster *out[LINK_WEAKEST])
{
	const struct link_cluster **weak = malloc((r->n_clusters + 1) * sizeof *weak);
	size_t n = 0;

	for (size_t c = 0; weak && c < r->n_clusters; c++)
		if (r->clusters[c].size > 1 && r->clusters[c].weakest < 0.99f)
			weak[n++] = &r->clusters[c];
	if (n > 1)
		qsort(weak, n, sizeof(*weak), by_weakness);
	n = n < LINK_WEAKEST ? n : LINK_WEAKEST;
	for (size_t i = 0; i < n; i++)
		out[i] = weak[i];
	free(weak);
	return n;
}

static void print_weakest(const struct linking *l, FILE *out)
{
	const struct link_cluster *weak[LINK_WEAKEST];
	size_t n = link_weakest(&l->result, weak);

	if (n)
		(void)fprintf(out, "  The weakest links: a record, the one it hangs on most, the probability\n");
	for (size_t i = 0; i < n; i++) {
		(void)fputs("    ", out);
		print_record(l, weak[i]->weak_a, out);
		print_record(l, weak[i]->weak_b, out);
		(void)fprintf(out, "%.3f  of %u\n", (double)weak[i]->weakest, weak[i]->size);
	}
}

size_t link_doubtful(const struct link_result *r)
{
	size_t n = 0;

	for (size_t c = 0; c < r->n_clusters; c++)
		n += r->clusters[c].size > 1 && r->clusters[c].probability < 0.9f;
	return n;
}

static void print_people(const struct linking *l, FILE *out)
{
	const struct link_result *r = &l->result;
	size_t size[SIZES + 1] = {0}, largest = 0, n = 0, doubtful = link_doubtful(r);
	char text[600] = "", number[32];

	(void)fprintf(out, "\nPeople\n");
	for (size_t c = 0; c < r->n_clusters; c++) {
		size[r->clusters[c].size > SIZES ? SIZES : r->clusters[c].size - 1]++;
		largest = r->clusters[c].size > largest ? r->clusters[c].size : largest;
	}
	for (size_t i = 0; i <= SIZES && n < sizeof text; i++)
		if (size[i] && i < SIZES)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%zu: %s", n ? ", " : "", i + 1, grouped((double)size[i], number));
		else if (size[i])
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%d to %zu: %s", n ? ", " : "", SIZES + 1, largest, grouped((double)size[i], number));
	say(out, "%s people. By how many records they have: %s.", grouped((double)r->n_clusters, number), text);
	if (doubtful)
		say(out, "Of those with several records %zu %s less than 0.9 sure to be one person: onus link review asks about such.", doubtful, doubtful == 1 ? "is" : "are");
	print_weakest(l, out);
	if (r->n_draws)
		say(out, "%zu other plausible ways to put the records together were drawn.", r->n_draws);
}

static void print_truth(const struct link_truth *t, FILE *out)
{
	double p = ratio(t->right, t->clustered), r = ratio(t->right, t->truth);

	(void)fprintf(out, "\nAgainst %s: precision %.4f, recall %.4f, F1 %.4f\n", t->column, p, r, ratio(2 * p * r, p + r));
	(void)fprintf(out, "  of the pairs of one person %.4f were looked at\n", ratio(t->looked_at, t->truth));
	(void)fprintf(out, "  probability    pairs   mean   one person\n");
	for (size_t i = 0; i < 10; i++)
		if (t->bin[i].pairs > 0)
			(void)fprintf(out, "  %.1f to %.1f  %8.0f  %.3f  %.3f\n", (double)i / 10, (double)(i + 1) / 10, t->bin[i].pairs, t->bin[i].sum / t->bin[i].pairs,
				      t->bin[i].right / t->bin[i].pairs);
}

void link_print(const struct linking *l, FILE *out)
{
	print_columns(l, out);
	print_pairs(l, out);
	if (l->result.n_pairs)
		print_model(l, out);
	print_people(l, out);
	if (l->has_truth)
		print_truth(&l->truth, out);
	if (l->labels.path)
		link_print_labels(l, out);
}
