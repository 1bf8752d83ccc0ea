/* Pooling: the reference's draws (where they are), Student's t against tables of high precision, sums over strata. */
#include "estimate/pool.h"
#include "base/random.h"

#include "check.h"
#include "estimate_data.h"

#include <math.h>

static void student(void)
{
	static const struct { double p, freedom, t; } known[] = {
		/* the incomplete beta function in 30 digits, solved by bisection */
		{0.975, 0.3, 6582.0356994007747}, {0.975, 1, 12.706204736174705}, {0.975, 2.5, 3.5746548420036832}, {0.975, 23.686, 2.0653474214622517},
		{0.975, 300, 1.967903011261087}, {0.975, 12345.6, 1.9601561582595105}, {0.975, 1e8, 1.9599640082627668},
		{0.6, 0.3, 0.50230128205930516}, {0.6, 1, 0.32491969623290633}, {0.6, 2.5, 0.28145951274854766}, {0.6, 23.686, 0.25621109685630794},
		{0.6, 300, 0.25357189491958288}, {0.6, 12345.6, 0.25335256280534656}, {0.6, 1e8, 0.25334710380982011},
		{0.9999, 0.3, 647878542583.0851}, {0.9999, 1, 3183.0987571181509}, {0.9999, 2.5, 34.867969321114773}, {0.9999, 23.686, 4.39202276845004},
		{0.9999, 300, 3.7654932071859858}, {0.9999, 12345.6, 3.7201337229429155}, {0.9999, 1e8, 3.7190166233482963}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		double t = student_quantile(known[i].p, known[i].freedom);

		if (!(fabs(t / known[i].t - 1) < 2e-11)) {
			(void)fprintf(stderr, "p %g freedom %g: %.17g, not %.17g\n", known[i].p, known[i].freedom, t, known[i].t);
			CHECK(false);
		}
		CHECK(fabs(student_quantile(1 - known[i].p, known[i].freedom) / -known[i].t - 1) < 1e-9);
	}
	CHECK(fabs(student_quantile(0.975, INFINITY) - 1.959963984540054) < 1e-12);
	CHECK(student_quantile(0.5, 3) == 0 && student_quantile(0, 3) == -INFINITY && student_quantile(1, 3) == INFINITY);
	CHECK(isnan(student_quantile(0.5, -1)));
}

static void quantiles(void)
{
	const double x[] = {1, 2, 4, 8}, end[] = {1, 2, INFINITY};

	CHECK(quantile_sorted(x, 4, 0) == 1 && quantile_sorted(x, 4, 1) == 8 && quantile_sorted(x, 4, 0.5) == 3);
	CHECK(fabs(quantile_sorted(x, 4, 0.9) - 6.8) < 1e-14 && quantile_sorted(x, 1, 0.3) == 1);
	CHECK(quantile_sorted(end, 3, 0.5) == 2 && isinf(quantile_sorted(end, 3, 0.9)));
}

/* Two linkages small enough for pencil and paper. */
static void linkages(void)
{
	const double e1 = 2.718281828459045, one[] = {10 + e1, 10 + e1 * e1}, two[] = {10 + e1 * e1, 10 + e1 * e1 * e1 * e1}, tie[] = {10, 11};
	const struct pool_part parts[] = {{10, one, 2}, {10, two, 2}};
	struct pool_part bad[] = {{10, one, 2}, {10, two, 1}};
	struct pooled p;
	struct error e;
	double total = 1.25 + 1.5 * 1.125, freedom = pow(1 + 1.25 / (3 * 1.125), 2); /* means 1.5 and 3, variances 0.5 and 2 */

	CHECK(pool_linkages(parts, 2, 0.9, false, &p, &e) == ST_OK && p.parts == 2);
	CHECK(fabs(p.within - 1.25) < 1e-14 && fabs(p.between - 1.125) < 1e-14 && fabs(p.freedom - freedom) < 1e-13);
	CHECK(fabs(p.estimate - (10 + (e1 + 2 * e1 * e1 + pow(e1, 4)) / 4)) < 1e-12);
	CHECK(fabs(p.low - (10 + exp(2.25 - student_quantile(0.95, freedom) * sqrt(total)))) < 1e-9);
	CHECK(fabs(log(p.high - 10) - (2.25 + student_quantile(0.95, freedom) * sqrt(total))) < 1e-9);
	CHECK(pool_linkages(parts, 2, 0.9, true, &p, &e) == ST_OK && p.low == floor(p.low) && p.estimate == floor(p.estimate));
	CHECK(pool_linkages(parts, 1, 0.9, false, &p, &e) == ST_DATA && strstr(e.message, "two or more"));
	CHECK(pool_linkages(bad, 2, 0.9, false, &p, &e) == ST_DATA && strstr(e.message, "linkage 2"));
	CHECK(pool_linkages(parts, 2, 1.5, false, &p, &e) == ST_DATA && strstr(e.message, "level"));
	bad[1] = (struct pool_part){12, tie, 2};
	CHECK(pool_linkages(bad, 2, 0, false, &p, &e) == ST_DATA && strstr(e.message, "linkage 2, draw 1"));
	{ /* nobody unseen: 0.1 in the logarithm; no difference between linkages: normal limits */
		const struct pool_part same[] = {{10, tie, 2}, {10, tie, 2}, {10, tie, 2}};

		CHECK(pool_linkages(same, 3, 0, false, &p, &e) == ST_OK && isinf(p.freedom) && p.between == 0);
		CHECK(fabs(p.within - 2 * pow(log(10) / 2, 2)) < 1e-13 && fabs(p.estimate - 10.5) < 1e-13);
		CHECK(fabs(p.low - (10 + exp(-log(10) / 2 - 1.959963984540054 * sqrt(p.within)))) < 1e-12);
	}
}

static void linkages_bounds(void)
{
	const struct pool_bounds parts[] = {{100, 200, 150, 300}, {100, 220, 160, 340}}, open[] = {{100, 200, 150, 300}, {100, 220, 160, INFINITY}};
	const struct pool_bounds wrong[] = {{100, 200, 150, 300}, {100, 220, 360, 340}};
	struct pooled p;
	struct error e;
	double z = 1.959963984540054, w = (pow(log(200.0 / 50) / (2 * z), 2) + pow(log(240.0 / 60) / (2 * z), 2)) / 2, b = pow(log(1.2), 2) / 2;

	CHECK(pool_linkages_bounds(parts, 2, 0, false, &p, &e) == ST_OK);
	CHECK(fabs(p.within - w) < 1e-12 && fabs(p.between - b) < 1e-12 && fabs(p.estimate - 210) < 1e-12);
	CHECK(p.low > 100 && p.low < 150 && p.high > 300);
	CHECK(pool_linkages_bounds(open, 2, 0, false, &p, &e) == ST_OK && isinf(p.high) && p.low >= 100 && p.estimate == 210);
	CHECK(pool_linkages_bounds(wrong, 2, 0, false, &p, &e) == ST_DATA && strstr(e.message, "linkage 2"));
}

/* A sum of normals has a known spread; the same seed gives the same draws. */
static void strata(void)
{
	enum { N = 4000 };
	static double x[N], y[N / 4];
	const struct pool_part parts[] = {{50, x, N}, {20, y, N / 4}};
	const struct pool_part none[] = {{50, x, N}, {20, y, 0}};
	struct arena a = ARENA_INIT;
	struct random r = random_start(3, 0);
	struct pooled p, q;
	struct error e;
	double sum = 0, want = 0;

	for (int i = 0; i < N; i++)
		x[i] = 1000 + 30 * random_normal(&r);
	for (int i = 0; i < N / 4; i++)
		y[i] = 500 + 40 * random_normal(&r);
	CHECK(pool_strata(parts, 2, 0, 5, &a, &p, &e) == ST_OK && pool_strata(parts, 2, 0, 5, &a, &q, &e) == ST_OK);
	CHECK(p.n_draws == N && p.observed == 70 && !memcmp(p.draws, q.draws, N * sizeof *x) && p.low == q.low);
	CHECK(fabs(p.estimate - 1500) < 5 && fabs(p.low - (1500 - 98)) < 8 && fabs(p.high - (1500 + 98)) < 8);
	for (int i = 0; i < N; i++) {
		sum += p.draws[i];
		want += x[i] + y[i / 4];
	}
	CHECK(fabs(sum - want) < 1e-6); /* every draw is used as often as the others of its stratum */
	CHECK(pool_strata(parts, 0, 0, 5, &a, &p, &e) == ST_DATA && strstr(e.message, "no stratum"));
	CHECK(pool_strata(none, 2, 0, 5, &a, &p, &e) == ST_DATA && strstr(e.message, "stratum 2"));
	arena_free(&a);
}

static void strata_bounds(void)
{
	const struct pool_bounds one[] = {{100, 200, 150, 300}}, sure[] = {{100, 100, 100, 100}, {7, 7, 7, 7}};
	const struct pool_bounds open[] = {{100, 200, 150, 300}, {100, 220, 160, INFINITY}};
	struct arena a = ARENA_INIT;
	struct pooled p;
	struct error e;

	CHECK(pool_strata_bounds(one, 1, 0, 1, &a, &p, &e) == ST_OK);
	CHECK(p.estimate == 200 && fabs(p.low - 150) < 3 && fabs(p.high - 300) < 10 && p.n_draws == 10000);
	CHECK(pool_strata_bounds(sure, 2, 0, 1, &a, &p, &e) == ST_OK && p.estimate == 107 && p.low == 107 && p.high == 107);
	CHECK(pool_strata_bounds(open, 2, 0, 1, &a, &p, &e) == ST_OK && p.estimate == 420 && isinf(p.high) && p.low > 310 && p.low < 420);
	arena_free(&a);
}

static bool reference_there = true;

static void reference(void)
{
	static double draws[20][1000];
	struct pool_part parts[20] = {{0}};
	char line[128];
	unsigned linkage;
	double observed, n;
	struct pooled p;
	struct error e;
	FILE *f = fopen(ESTIMATE_DATA "verdata_pooling_draws_20x1000.csv", "r");

	reference_there = f != NULL;
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "R%u,%lf,%lf", &linkage, &observed, &n) == 3 && linkage >= 1 && linkage <= 20 && parts[linkage - 1].n_draws < 1000) {
			struct pool_part *part = &parts[linkage - 1];

			draws[linkage - 1][part->n_draws++] = n;
			part->draws = draws[linkage - 1];
			part->observed = observed;
		}
	if (!f)
		return;
	(void)fclose(f);
	CHECK(pool_linkages(parts, 20, 0.95, true, &p, &e) == ST_OK);
	CHECK(p.low == 1266 && p.estimate == 1593 && p.high == 2148);
	CHECK(fabs(p.within - 0.0848141) < 5e-8 && fabs(p.between - 0.0346588) < 5e-8 && fabs(p.freedom - 23.686) < 5e-4);
}

static const struct test tests[] = {{"Student's quantiles", student}, {"quantiles", quantiles}, {"linkages", linkages},
				    {"linkages by bounds", linkages_bounds}, {"strata", strata}, {"strata by bounds", strata_bounds},
				    {"the reference's linkages", reference}};

/* 77, skipped, when all else is right but the reference is not there. */
int main(void)
{
	int failed = 0;

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		check_failed = false;
		tests[i].run();
		(void)printf("%s %s\n", check_failed ? "FAIL" : "ok  ", tests[i].name);
		failed += check_failed;
	}
	return failed ? 1 : reference_there ? 0 : 77;
}
