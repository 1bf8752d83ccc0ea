/* edtf.h - dates with their doubt: the Extended Date/Time Format, level 1 (ISO 8601-2:2019; LoC 2019).
 *
 * Read: dates (2019, 2019-12, 2019-12-22), date-times (the day is kept), qualifiers ? ~ %,
 * unspecified digits (201X, 20XX, 2019-XX, 2019-12-XX, 2019-XX-XX), seasons (2019-21 to -24), years of
 * more than four digits (Y17000000002), negative years, intervals (a/b, ../b, a/.., a/ and /b).
 * Days are proleptic Gregorian, counted from 1970-01-01. */
#ifndef ONUS_BASE_EDTF_H
#define ONUS_BASE_EDTF_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

#define EDTF_MIN INT64_MIN /* no earliest day: open or unknown start */
#define EDTF_MAX INT64_MAX /* no latest day: open or unknown end */

struct edtf {
	int64_t earliest;   /* the first day it can mean, as written */
	int64_t latest;     /* the last day it can mean, as written */
	int64_t core_first, core_last; /* days that it covers for certain; none where core_first > core_last */
	int64_t slack;      /* days of doubt on either side where marked ? ~ %: a month for days and months, else the unit */
	bool interval;      /* written as a/b */
	bool uncertain;     /* ? or % anywhere */
	bool approximate;   /* ~ or % anywhere */
	bool open_start, open_end;       /* ".." */
	bool unknown_start, unknown_end; /* nothing written before or after the slash */
};

/* Three-valued answers: doubt is an answer. */
enum truth { TRUTH_NO = 0, TRUTH_YES = 1, TRUTH_MAYBE = 2 };

/* Parse all of text[0..n). Errors: ST_DATA with what was found and what was expected. */
enum status edtf_parse(const char *text, size_t n, struct edtf *out, struct error *e);
/* Parse a plain calendar day "YYYY-MM-DD", nothing else. */
enum status edtf_parse_day(const char *text, int64_t *day, struct error *e);

/* Is the whole of the time before / after day d? Doubt marked by ? ~ % counts as `slack` days either way. */
enum truth edtf_before(const struct edtf *t, int64_t d);
enum truth edtf_after(const struct edtf *t, int64_t d);
/* Does it touch the days from..to (EDTF_MIN / EDTF_MAX for open ends)? YES when a day that it covers for certain
 * lies inside, or all its possible days do; NO when none can; else MAYBE. */
enum truth edtf_touches(const struct edtf *t, int64_t from, int64_t to);

int64_t edtf_day(int64_t year, unsigned month, unsigned day);
void edtf_civil(int64_t day, int64_t *year, unsigned *month, unsigned *dom);
/* "YYYY-MM-DD" into out (16 bytes suffice for four-digit years; always terminated). */
void edtf_format_day(int64_t day, char *out, size_t cap);
/* Today in UTC. */
int64_t edtf_today(void);
/* Whole years, months and days from a to b (b ≥ a): for "vacant for 5 years 1 month". */
void edtf_span(int64_t a, int64_t b, int *years, int *months, int *days);

#endif
