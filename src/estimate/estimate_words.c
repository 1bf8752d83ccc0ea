/* estimate_words.c - the answer in sentences. */
#include "estimate/estimate.h"

#include "base/buf.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *parted(struct arena *a, double x)
{
	char digits[64], out[96];
	size_t n, k = 0;

	if (!isfinite(x) || fabs(x) >= 1e18)
		return isnan(x) ? "no number" : isinf(x) ? "no limit" : arena_printf(a, "%.3g", x);
	n = (size_t)snprintf(digits, sizeof digits, "%.0f", fabs(round(x)));
	if (round(x) < 0)
		out[k++] = '-';
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = digits[i];
	}
	out[k] = '\0';
	return arena_strdup(a, out);
}

const char *estimate_whole(struct arena *a, double x)
{
	return parted(a, x);
}

const char *estimate_about(struct arena *a, double x)
{
	double unit = isfinite(x) && fabs(x) >= 1000 ? pow(10, floor(log10(fabs(x))) - 2) : 1;

	return parted(a, isfinite(x) ? round(x / unit) * unit : x);
}

const char *estimate_history(const struct overlap *o, uint32_t history, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (unsigned i = 0; i < o->n_lists; i++)
		if (history >> i & 1)
			buf_printf(&b, "%s%s", b.len ? "+" : "", o->lists[i]);
	const char *text = buf_ok(&b) ? arena_strdup(a, buf_str(&b)) : NULL;

	buf_free(&b);
	return text;
}

const char *estimate_common(void)
{
	return "Every method assumes that nobody came or went while the lists were made, that the same person was recognised on each list, and that nobody "
	       "was out of reach of all lists from the start.";
}

/* Outwards: a limit is not made narrower than it is. */
static double outwards(double x, bool up)
{
	double unit = isfinite(x) && x >= 1000 ? pow(10, floor(log10(x)) - 2) : 1;

	return isfinite(x) ? (up ? ceil(x / unit - 1e-9) : floor(x / unit + 1e-9)) * unit : x;
}

static void spread(const struct estimate_result *r, struct arena *a, struct buf *b)
{
	const struct estimate_spread *s = &r->spread;
	double level = 100 * r->level, low = fmax(outwards(s->low, false), (double)r->o.observed);

	if (!s->n) {
		buf_text(b, "No method that was asked gives a number that the data carry. What is certain is the number observed: at least ");
		buf_printf(b, "%s.\n", estimate_whole(a, (double)r->o.observed));
		return;
	}
	if (s->n == 1)
		buf_printf(b, "One method (%s) puts the total at about %s", s->lowest->name, estimate_about(a, s->estimate_low));
	else if (!strcmp(estimate_about(a, s->estimate_low), estimate_about(a, s->estimate_high)))
		buf_printf(b, "The %u methods that give a number put the total at about %s", s->n, estimate_about(a, s->estimate_low));
	else
		buf_printf(b, "The %u methods that give a number put the total between about %s (%s) and about %s (%s)", s->n,
			   estimate_about(a, s->estimate_low), s->lowest->name, estimate_about(a, s->estimate_high), s->highest->name);
	if (isinf(s->high))
		buf_printf(b, "; taken together, their %g %% intervals begin at %s and have no upper end.\n", level, estimate_whole(a, low));
	else
		buf_printf(b, "; taken together, their %g %% intervals reach from %s to %s.\n", level, estimate_whole(a, low),
			   estimate_whole(a, outwards(s->high, true)));
	if (s->n > 1 && (s->apart || s->estimate_high > 1.5 * s->estimate_low))
		buf_text(b, "The methods do not agree. Each rests on assumptions that the data cannot test; to quote one of them without the others would "
			    "claim a certainty that there is not.\n");
	else if (s->n > 1)
		buf_text(b, "The methods agree as far as their assumptions let them; what all of them assume is not confirmed by that.\n");
}

const char *estimate_words(const struct estimate_result *r, struct arena *a)
{
	struct buf b = BUF_INIT;
	unsigned refused = 0;

	buf_printf(&b, "%s %s on at least one of %u lists; %s of them %s on more than one.\n", estimate_whole(a, (double)r->o.observed),
		   r->o.observed == 1 ? "person is" : "people are", r->o.n_lists, r->several ? estimate_whole(a, (double)r->several) : "none",
		   r->several > 1 ? "are" : "is");
	if (r->refused) {
		buf_printf(&b, "%s\n", r->refused);
	} else {
		buf_text(&b, "How many there are in all, those on no list among them, is estimated from the overlaps.\n");
		if (r->strata)
			buf_printf(&b, "It is estimated in each of %zu strata, and the estimates are added up.\n", r->strata);
		if (r->linkages)
			buf_printf(&b, "It is estimated under each of %zu linkages of the same records, and the estimates are pooled by Rubin's rules, so that doubt about "
				   "the links is in the intervals.\n", r->linkages);
		spread(r, a, &b);
		for (size_t i = 0; i < r->n_rows; i++)
			refused += r->rows[i].role == ESTIMATE_MAIN && !r->rows[i].given;
		if (refused && r->spread.n)
			buf_printf(&b, "%u further method%s no number, for the reasons given.\n", refused, refused == 1 ? " gives" : "s give");
		buf_printf(&b, "%s\n", estimate_common());
	}
	if (r->unfinished)
		buf_text(&b, "The run was stopped before it was finished.\n");
	if (b.len)
		b.bytes[--b.len] = '\0';
	const char *text = buf_ok(&b) ? arena_strdup(a, buf_str(&b)) : NULL;

	buf_free(&b);
	return text;
}
