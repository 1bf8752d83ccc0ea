/* The stepwise method on the published tables: terms, totals, intervals, BCa limits beside those of the reference program. Skipped where they are not. */
#include "estimate/sparse.h"

#include "base/normal.h"

#include "estimate_data.h"

#include <math.h>

static unsigned compared;

static bool near(double got, double want, double within) { return fabs(got - want) <= within * fmax(1, fabs(want)); }

static bool agree(const char *what, const struct reference *r, double got, double want, double within)
{
	if (near(got, want, within))
		return true;
	(void)fprintf(stderr, "%s, %s, %s: %.10g, reference %.10g\n", r->dataset, r->method, what, got, want);
	return false;
}

/* "terms:A:B+C:D;empty:E:F;": every pair, in any order, in either order of its lists. */
static bool terms_agree(const struct reference *r, const struct overlap *o, const struct sparse *s)
{
	char detail[512];
	unsigned found = 0, there = 0;

	(void)snprintf(detail, sizeof detail, "%s", r->detail);
	if (strstr(detail, ";AIC"))
		*strstr(detail, ";AIC") = '\0';
	memcpy(detail, "+++++", strlen("terms")); /* "terms:X" is read as "+X" */
	detail[5] = '+';
	for (char *e = strstr(detail, ";empty:"); e; e = NULL)
		memset(e, '+', strlen(";empty:"));
	for (char *word = strtok(detail, "+"), *colon; word; word = strtok(NULL, "+")) {
		uint32_t pair = 0;

		colon = strchr(word, ':');
		if (!colon)
			return false;
		*colon = '\0';
		for (unsigned i = 0; i < o->n_lists; i++)
			if (strcmp(o->lists[i], word) == 0 || strcmp(o->lists[i], colon + 1) == 0)
				pair |= 1u << i;
		there++;
		for (size_t i = 0; i < s->terms.n; i++)
			found += s->terms.set[i] == pair;
	}
	if (found == there && there == s->terms.n)
		return true;
	(void)fprintf(stderr, "%s, %s: %zu terms, reference %s\n", r->dataset, r->method, s->terms.n, r->detail);
	return false;
}

/* The reference's limit is an order statistic of 1,000 totals, at a share that its own z_0 moves: the share of our totals below it must be one that
 * such a draw gives, four standard errors either way. */
static bool limit_agrees(const struct reference *r, const struct sparse *s, double level, double want)
{
	const struct sparse_bca *b = &s->bca;
	const double below = normal_below(b->bias), noise = sqrt(below * (1 - below) / 1000) / (exp(-b->bias * b->bias / 2) / sqrt(2 * M_PI));
	double share = 0, ends[2];

	for (int i = 0; i < 2; i++) {
		const double bias = b->bias + (i ? 4 : -4) * noise, z = bias + normal_quantile(level);
		const double p = normal_below(bias + z / (1 - b->acceleration * z));

		ends[i] = p + (i ? 4 : -4) * (sqrt(p * (1 - p) / 1000) + 0.0005);
	}
	for (unsigned i = 0; i < b->replicates; i++)
		share += b->totals[i] < want;
	share /= b->replicates;
	if (share >= ends[0] && share <= ends[1])
		return true;
	(void)fprintf(stderr, "%s, %s: limit %.10g has a share of %.5f below it, %.5f to %.5f expected\n", r->dataset, r->method, want, share, ends[0], ends[1]);
	return false;
}

static bool boot_agrees(const struct reference *r, const struct overlap *o, struct arena *a)
{
	struct sparse s;
	struct error e;

	if (sparse_fit(o, &(struct sparse_options){.replicates = 10000, .seed = 1}, a, &s, &e) != ST_OK || !s.bca.done)
		return false;
	return agree("acceleration", r, s.bca.acceleration, reference_number(r, "ahat="), 1e-5) && limit_agrees(r, &s, 0.025, r->low) &&
	       limit_agrees(r, &s, 0.975, r->high) && limit_agrees(r, &s, 0.05, reference_number(r, "q05=")) &&
	       limit_agrees(r, &s, 0.95, reference_number(r, "q95="));
}

static bool row(const struct reference *r)
{
	struct arena a = ARENA_INIT;
	struct overlap o;
	struct sparse s;
	struct error e;
	const bool boot = strstr(r->method, "_BCa_") != NULL;
	bool ok;

	if (strncmp(r->method, "sparsemse_stepwise_p0.02", 24) != 0)
		return true;
	ok = estimate_table(r->dataset, &a, &o) && sparse_fit(&o, NULL, &a, &s, &e) == ST_OK;
	ok = ok && s.fitted && agree("total", r, s.estimate, r->estimate, 1e-6);
	if (ok && !boot) {
		ok = terms_agree(r, &o, &s) && agree("low", r, s.low, r->low, 1e-5) && agree("high", r, s.high, r->high, 1e-5) &&
		     agree("AIC", r, s.aic, reference_number(r, ";AIC="), 1e-5);
		compared++;
	} else if (ok) {
		ok = boot_agrees(r, &o, &a);
		compared++;
	}
	arena_free(&a);
	return ok;
}

int main(void)
{
	return reference_all(row, &compared, 9);
}
