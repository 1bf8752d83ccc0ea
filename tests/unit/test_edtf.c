#include "base/edtf.h"

#include "check.h"

#include <stdlib.h>

static struct edtf parse(const char *text)
{
	struct edtf t;
	struct error e;
	if (edtf_parse(text, strlen(text), &t, &e) != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		check_failed = true;
	}
	return t;
}

static void forms(void)
{
	static const struct { const char *text, *first, *last; int flags; /* 1 interval 2 uncertain 4 approximate */ } t[] = {
		{"2019-12-22", "2019-12-22", "2019-12-22", 0},
		{"2019-12", "2019-12-01", "2019-12-31", 0},
		{"2020-02", "2020-02-01", "2020-02-29", 0},
		{"1900-02", "1900-02-01", "1900-02-28", 0},
		{"2019", "2019-01-01", "2019-12-31", 0},
		{"2019-12?", "2019-12-01", "2019-12-31", 2},
		{"1984~", "1984-01-01", "1984-12-31", 4},
		{"2004-06-11%", "2004-06-11", "2004-06-11", 6},
		{"201X", "2010-01-01", "2019-12-31", 0},
		{"20XX", "2000-01-01", "2099-12-31", 0},
		{"2004-XX", "2004-01-01", "2004-12-31", 0},
		{"1985-04-XX", "1985-04-01", "1985-04-30", 0},
		{"1985-XX-XX", "1985-01-01", "1985-12-31", 0},
		{"2001-21", "2001-03-01", "2001-05-31", 0},
		{"2001-24", "2001-12-01", "2002-02-28", 0},
		{"1985-04-12T23:20:30", "1985-04-12", "1985-04-12", 0},
		{"1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", 0},
		{"1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", 0},
		{"Y170000002", "Y170000002-01-01", "Y170000002-12-31", 0},
		{"-1985", "-1985-01-01", "-1985-12-31", 0},
		{"0000", "0000-01-01", "0000-12-31", 0},
		{"2009-02/2009-08", "2009-02-01", "2009-08-31", 1},
		{"../2021", "..", "2021-12-31", 1},
		{"/2021", "..", "2021-12-31", 1},
		{"2019-12-22/..", "2019-12-22", "..", 1},
		{"2017-01?/2022-02", "2017-01-01", "2022-02-28", 3},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char day[32];
		struct edtf p = parse(t[i].text);
		edtf_format_day(p.earliest, day, sizeof day);
		CHECK_STR(day, t[i].first);
		edtf_format_day(p.latest, day, sizeof day);
		CHECK_STR(day, t[i].last);
		CHECK((p.interval ? 1 : 0) + (p.uncertain ? 2 : 0) + (p.approximate ? 4 : 0) == t[i].flags);
	}
}

static void refuses(void)
{
	static const char *const bad[] = {"", "/", "2019-13", "2019-02-29", "2019-2-3", "19", "2019-12-22x", "2019-12-22/", "a/b",
		"2021/2019", "22 Dec 2019", "2019/12/22", "X019", "2X19", "Y2019", "2019-XX-03", "2019-00", "2019-12-00",
		"2019-12-22T25:00:00", "2019-12-22T10", "Y9999999999999999999", "2019??", "2019-12-22 ", "\xd9\xa2\xd9\xa0"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct edtf t;
		struct error e;
		if (!strcmp(bad[i], "2019-12-22/"))
			continue; /* unknown end: allowed */
		if (edtf_parse(bad[i], strlen(bad[i]), &t, &e) != ST_DATA)
			(void)fprintf(stderr, "accepted: %s\n", bad[i]);
		CHECK(edtf_parse(bad[i], strlen(bad[i]), &t, &e) == ST_DATA);
		CHECK(e.message[0]);
	}
}

/* every day of eight centuries there and back */
static void civil(void)
{
	int64_t y;
	unsigned m, d;
	for (int64_t day = edtf_day(1600, 1, 1); day <= edtf_day(2400, 12, 31); day++) {
		edtf_civil(day, &y, &m, &d);
		CHECK(edtf_day(y, m, d) == day);
	}
	CHECK(edtf_day(1970, 1, 1) == 0);
	CHECK(edtf_day(2000, 3, 1) == 11017);
	CHECK(edtf_day(0, 3, 1) - edtf_day(0, 2, 28) == 2); /* year 0 is a leap year */
}

static void answers(void)
{
	int64_t deadline = edtf_day(2019, 12, 22);
	struct edtf day = parse("2019-12-23"), month = parse("2019-12"), year = parse("2021"), open = parse("2019-01/.."),
		    unknown = parse("2019-01/"), unsure = parse("2020-01-05?"), far = parse("2021-06?");
	CHECK(edtf_after(&day, deadline) == TRUTH_YES);
	CHECK(edtf_before(&day, deadline) == TRUTH_NO);
	CHECK(edtf_after(&month, deadline) == TRUTH_MAYBE);
	CHECK(edtf_before(&month, deadline) == TRUTH_MAYBE);
	CHECK(edtf_after(&year, deadline) == TRUTH_YES);
	CHECK(edtf_touches(&open, deadline, EDTF_MAX) == TRUTH_YES);
	CHECK(edtf_before(&open, deadline) == TRUTH_NO);
	CHECK(edtf_touches(&unknown, deadline, EDTF_MAX) == TRUTH_MAYBE);
	CHECK(edtf_after(&unsure, deadline) == TRUTH_MAYBE);
	CHECK(edtf_after(&far, deadline) == TRUTH_YES);
	CHECK(edtf_touches(&month, edtf_day(2019, 12, 1), edtf_day(2019, 12, 31)) == TRUTH_YES);
	CHECK(edtf_touches(&month, edtf_day(2019, 12, 10), edtf_day(2019, 12, 11)) == TRUTH_MAYBE);
	CHECK(edtf_touches(&month, edtf_day(2020, 1, 1), EDTF_MAX) == TRUTH_NO);
}

static void spans(void)
{
	int y, m, d;
	edtf_span(edtf_day(2017, 1, 20), edtf_day(2022, 3, 1), &y, &m, &d);
	CHECK(y == 5 && m == 1 && d == 9);
	edtf_span(edtf_day(2020, 2, 29), edtf_day(2021, 2, 28), &y, &m, &d);
	CHECK(y == 1 && m == 0 && d == 0); /* the last day of a shorter month completes it */
	edtf_span(edtf_day(2022, 9, 30), edtf_day(2022, 9, 30), &y, &m, &d);
	CHECK(y == 0 && m == 0 && d == 0);
	edtf_span(edtf_day(2021, 1, 31), edtf_day(2021, 3, 1), &y, &m, &d);
	CHECK(y == 0 && m == 1 && d == 1);
}

/* random strings over the alphabet of the format: no crash, and what is accepted is ordered */
static void random_texts(void)
{
	static const char letters[] = "0123456789-/.X?~%YTZ:+";
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : 20261123;
	(void)printf("seed %u\n", seed);
	srand(seed);
	for (int i = 0; i < 300000; i++) {
		char text[24];
		size_t n = (size_t)(rand() % 23);
		for (size_t j = 0; j < n; j++)
			text[j] = letters[(size_t)rand() % (j < 4 ? 10 : sizeof letters - 1)];
		struct edtf t;
		struct error e;
		if (edtf_parse(text, n, &t, &e) == ST_OK)
			CHECK(t.earliest <= t.latest);
	}
}

TESTS({"forms", forms}, {"refuses", refuses}, {"civil", civil}, {"answers", answers}, {"spans", spans}, {"random texts", random_texts})
