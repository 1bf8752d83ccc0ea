#include "assess/assess.h"

#include "check.h"

#include <stdlib.h>

static struct when when(const char *text)
{
	struct when w = {text, {0}};
	struct error e;
	if (text && edtf_parse(text, strlen(text), &w.e, &e) != ST_OK) {
		(void)fprintf(stderr, "%s\n", e.message);
		abort();
	}
	return w;
}

static int64_t day(const char *text)
{
	int64_t d = 0;
	struct error e;
	if (edtf_parse_day(text, &d, &e) != ST_OK)
		abort();
	return d;
}

static struct step step(const char *at, const char *status)
{
	return (struct step){.when = when(at), .status = status, .confirmed = true};
}

/* One response read on one day; the arena is the caller's. */
static struct response_standing read_on(struct arena *a, const struct step *h, size_t n, const char *due, const char *on, const char *known)
{
	struct response r = {.id = "R", .kind = "other", .history = h, .n_history = n, .due = when(due), .confirmed = true};
	struct model m = {.responses = &r, .n_responses = 1};
	struct responses out;
	struct error e;
	if (assess_responses(&m, day(on), known ? day(known) : EDTF_MAX, a, &out, &e) != ST_OK)
		abort();
	return out.v[0];
}

static void a_post(void)
{
	struct arena a = ARENA_INIT;
	struct step h[] = {step("2009", "filled"), step("2017-01", "vacant"), step("2023-01-23", "promised"), step("2023-10", "filled"),
			   step("2025-01", "vacant")};
	struct response_standing v = read_on(&a, h, 5, NULL, "2022-03-01", NULL);
	CHECK(v.state == RESPONSE_VACANT && v.years == 5 && v.months == 1 && v.step == &h[1]);
	CHECK_STR(v.text, "Vacant since January 2017: at least 5 years 1 month.");
	v = read_on(&a, h, 5, NULL, "2023-06-01", NULL);
	CHECK(v.state == RESPONSE_VACANT);
	CHECK_STR(v.text, "Vacant since January 2017: at least 6 years 4 months; promised on 23 January 2023.");
	CHECK(read_on(&a, h, 5, NULL, "2024-01-01", NULL).state == RESPONSE_FILLED);
	CHECK(read_on(&a, h, 5, NULL, "2025-03-01", NULL).state == RESPONSE_VACANT);
	CHECK(read_on(&a, h, 5, NULL, "2008-12-31", NULL).state == RESPONSE_FUTURE);
	/* inside the month of doubt it is said, with the doubt */
	v = read_on(&a, h, 5, NULL, "2017-01-15", NULL);
	CHECK(v.state == RESPONSE_VACANT && v.disputed && v.days == 0);
	CHECK(strstr(v.text, "not certain"));
	arena_free(&a);
}

static void a_law(void)
{
	struct arena a = ARENA_INIT;
	struct step h[] = {step("2018-07-20", "renewed"), step("2022-09-30", "lapsed"), step("2024-11-21", "started")};
	struct response_standing v = read_on(&a, h, 3, "2022-09-30", "2022-03-01", NULL);
	CHECK(v.state == RESPONSE_DUE && v.days == -213);
	CHECK_STR(v.text, "Renewed on 20 July 2018; due by 30 September 2022, in 213 days.");
	v = read_on(&a, h, 3, "2022-09-30", "2024-01-01", NULL);
	CHECK(v.state == RESPONSE_LAPSED && v.days == 458);
	CHECK_STR(v.text, "Lapsed on 30 September 2022: 458 days (1 year 3 months 2 days) ago.");
	CHECK(read_on(&a, h, 3, "2022-09-30", "2025-01-01", NULL).state == RESPONSE_LAPSED);
	/* an early second renewal discharges the date, a late one is late */
	struct step early[] = {step("2018-07-20", "renewed"), step("2022-08-01", "renewed")};
	CHECK(read_on(&a, early, 2, "2022-09-30", "2023-01-01", NULL).state == RESPONSE_DONE);
	struct step late[] = {step("2018-07-20", "renewed"), step("2022-09-30", "lapsed"), step("2022-10-10", "renewed")};
	v = read_on(&a, late, 3, "2022-09-30", "2023-01-01", NULL);
	CHECK(v.state == RESPONSE_DONE_LATE && v.days == 10);
	arena_free(&a);
}

static void a_due_day(void)
{
	struct arena a = ARENA_INIT;
	struct step h[] = {step("2019-03", "started")};
	CHECK(read_on(&a, h, 1, "2019-12-22", "2019-12-21", NULL).state == RESPONSE_DUE);
	struct response_standing v = read_on(&a, h, 1, "2019-12-22", "2019-12-22", NULL);
	CHECK(v.state == RESPONSE_DUE && v.days == 0); /* the last day is in time */
	v = read_on(&a, h, 1, "2019-12-22", "2019-12-23", NULL);
	CHECK(v.state == RESPONSE_OVERDUE && v.days == 1);
	v = read_on(&a, h, 1, "2019-12-22", "2021-03-01", NULL);
	CHECK(v.state == RESPONSE_OVERDUE && v.days == 435 && v.years == 1 && v.months == 2);
	/* a year as date of what is due: its last day counts; across a leap day */
	CHECK(read_on(&a, NULL, 0, "2023", "2023-12-31", NULL).state == RESPONSE_DUE);
	v = read_on(&a, NULL, 0, "2023", "2024-03-01", NULL);
	CHECK(v.state == RESPONSE_OVERDUE && v.days == 61);
	/* done on the day, a day late, late by a month's doubt */
	struct step in_time[] = {step("2019-12-22", "done")}, one_late[] = {step("2019-12-23", "done")}, doubt[] = {step("2019-12", "done")};
	CHECK(read_on(&a, in_time, 1, "2019-12-22", "2020-01-01", NULL).state == RESPONSE_DONE);
	v = read_on(&a, one_late, 1, "2019-12-22", "2020-01-01", NULL);
	CHECK(v.state == RESPONSE_DONE_LATE && v.days == 1);
	CHECK_STR(v.text, "Done on 23 December 2019, late by 1 day: it was due by 22 December 2019.");
	v = read_on(&a, doubt, 1, "2019-12-22", "2020-01-01", NULL);
	CHECK(v.state == RESPONSE_DONE && strstr(v.text, "whether in time is not certain"));
	arena_free(&a);
}

/* what is only about so is reckoned from the far side of the doubt */
static void about(void)
{
	struct arena a = ARENA_INIT;
	struct step h[] = {step("2017-01~", "vacant")};
	struct response_standing v = read_on(&a, h, 1, NULL, "2022-03-03", NULL);
	CHECK(v.state == RESPONSE_VACANT && v.disputed && v.years == 5 && v.months == 0);
	CHECK_STR(v.text, "Vacant since about January 2017: at least 5 years.");
	struct step done[] = {step("2020-01?", "done")};
	CHECK(read_on(&a, done, 1, "2019-12-22", "2021-01-01", NULL).state == RESPONSE_DONE);
	done[0] = step("2020-03?", "done");
	CHECK(read_on(&a, done, 1, "2019-12-22", "2021-01-01", NULL).state == RESPONSE_DONE_LATE);
	arena_free(&a);
}

static void known_by(void)
{
	struct arena a = ARENA_INIT;
	struct step h[] = {step("2019-01-10", "promised"), step("2021-03", "done")};
	h[1].known = when("2021-12-10");
	CHECK(read_on(&a, h, 2, NULL, "2021-06-01", NULL).state == RESPONSE_DONE);
	CHECK(read_on(&a, h, 2, NULL, "2021-06-01", "2021-06-01").state == RESPONSE_PROMISED);
	CHECK(read_on(&a, h, 2, NULL, "2021-06-01", "2021-12-10").state == RESPONSE_DONE);
	CHECK(read_on(&a, h, 2, NULL, "2021-02-01", "2022-12-10").state == RESPONSE_PROMISED);
	arena_free(&a);
}

static void others(void)
{
	struct arena a = ARENA_INIT;
	struct step mandate[] = {step("2009", "started"), step("2024-03-28", "blocked"), step("2024-04-30", "ended")};
	CHECK(read_on(&a, mandate, 3, NULL, "2020-01-01", NULL).state == RESPONSE_OPEN);
	CHECK(read_on(&a, mandate, 3, NULL, "2024-04-10", NULL).state == RESPONSE_BLOCKED);
	struct response_standing v = read_on(&a, mandate, 3, NULL, "2024-05-30", NULL);
	CHECK(v.state == RESPONSE_ENDED && v.days == 30);
	struct step failed[] = {step("2023-08-29", "failed"), step("2023-10-09", "failed")};
	CHECK(read_on(&a, failed, 2, NULL, "2024-01-01", NULL).step == &failed[1]);
	v = read_on(&a, NULL, 0, NULL, "2024-01-01", NULL);
	CHECK(v.state == RESPONSE_OPEN);
	CHECK_STR(v.text, "Nothing is recorded about it.");
	/* a `due` step in the history gives the day where the record has none */
	struct step due[] = {step("2020-02-29", "due")};
	CHECK(read_on(&a, due, 1, NULL, "2020-02-29", NULL).state == RESPONSE_DUE);
	CHECK(read_on(&a, due, 1, NULL, "2020-03-01", NULL).days == 1);
	arena_free(&a);
}

TESTS({"a post over the years", a_post}, {"a law that lapses", a_law}, {"the due day and its edges", a_due_day},
      {"about so", about}, {"true on a day, known on a day", known_by}, {"other states", others})
