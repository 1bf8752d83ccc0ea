#include "base/edtf.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { YEAR_MOST = 999999999 };
enum precision { BY_DAY, BY_MONTH, BY_SEASON, BY_YEAR, BY_DECADE, BY_CENTURY };

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2014). */
int64_t edtf_day(int64_t y, unsigned m, unsigned d)
{
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * ((int64_t)m + (m > 2 ? -3 : 9)) + 2) / 5 + (int64_t)d - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

void edtf_civil(int64_t day, int64_t *year, unsigned *month, unsigned *dom)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	*dom = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
	*month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
	*year = yoe + era * 400 + (*month <= 2);
}

static unsigned month_days(int64_t y, unsigned m)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
	return m == 2 && leap ? 29u : days[m - 1];
}

void edtf_format_day(int64_t day, char *out, size_t cap)
{
	int64_t y;
	unsigned m, d;
	if (day == EDTF_MIN || day == EDTF_MAX) {
		(void)snprintf(out, cap, "..");
		return;
	}
	edtf_civil(day, &y, &m, &d);
	(void)snprintf(out, cap, y > 9999 || y < -9999 ? "Y%lld-%02u-%02u" : y < 0 ? "-%04lld-%02u-%02u" : "%04lld-%02u-%02u",
		       (long long)(y < 0 && y >= -9999 ? -y : y), m, d);
}

int64_t edtf_today(void)
{
	time_t now = time(NULL);
	return (int64_t)now / 86400;
}

/* Day d of a month, or the month's last day when it has fewer. */
static int64_t day_clamped(int64_t y, unsigned m, unsigned d)
{
	unsigned most = month_days(y, m);
	return edtf_day(y, m, d < most ? d : most);
}

void edtf_span(int64_t a, int64_t b, int *years, int *months, int *days)
{
	int64_t ya, yb;
	unsigned ma, mb, da, db;
	edtf_civil(a, &ya, &ma, &da);
	edtf_civil(b, &yb, &mb, &db);
	int64_t whole = (yb - ya) * 12 + (int64_t)mb - (int64_t)ma;
	int64_t at = 0;
	for (;; whole--) {
		int64_t month = ya * 12 + (int64_t)ma - 1 + whole;
		int64_t y = month >= 0 ? month / 12 : (month - 11) / 12;
		at = day_clamped(y, (unsigned)(month - y * 12) + 1, da);
		if (at <= b || whole <= 0)
			break;
	}
	*years = (int)(whole / 12);
	*months = (int)(whole % 12);
	*days = (int)(b - at);
}

/* --- parsing ------------------------------------------------------------------------------ */

struct scan {
	const char *text; /* the whole, for messages */
	size_t whole;
	const char *p, *end;
	struct error *e;
};

struct part { /* one date of an interval */
	int64_t first, last;
	enum precision by;
	bool uncertain, approximate;
};

static enum status expected(struct scan *s, const char *what)
{
	char found[32];
	if (s->p < s->end)
		(void)snprintf(found, sizeof found, "'%.*s'", (int)(s->end - s->p > 12 ? 12 : s->end - s->p), s->p);
	else
		(void)snprintf(found, sizeof found, "the end");
	return error_set(s->e, ST_DATA, "'%.*s' is not a date: expected %s, found %s", (int)(s->whole > 60 ? 60 : s->whole),
			 s->text, what, found);
}

static bool take(struct scan *s, char c)
{
	if (s->p < s->end && *s->p == c) {
		s->p++;
		return true;
	}
	return false;
}

static bool digit_at(const struct scan *s, size_t i)
{
	return (size_t)(s->end - s->p) > i && s->p[i] >= '0' && s->p[i] <= '9';
}

/* Two digits, or "XX" (*unknown). False, with nothing taken, for anything else. */
static bool take_two(struct scan *s, unsigned *value, bool *unknown)
{
	*unknown = s->end - s->p >= 2 && s->p[0] == 'X' && s->p[1] == 'X';
	if (!*unknown && !(digit_at(s, 0) && digit_at(s, 1)))
		return false;
	*value = *unknown ? 0 : (unsigned)(s->p[0] - '0') * 10 + (unsigned)(s->p[1] - '0');
	s->p += 2;
	return true;
}

/* "Y" and a year of more than four digits. */
static enum status long_year(struct scan *s, struct part *out)
{
	bool negative = take(s, '-');
	int64_t y = 0;
	size_t digits = 0;
	for (; digit_at(s, 0); s->p++, digits++) {
		y = y * 10 + (*s->p - '0');
		if (y > YEAR_MOST)
			return error_set(s->e, ST_DATA, "'%.*s' is not a date: years end at %d here",
					 (int)(s->whole > 60 ? 60 : s->whole), s->text, YEAR_MOST);
	}
	if (digits < 5)
		return expected(s, "a year of five digits or more after Y");
	y = negative ? -y : y;
	*out = (struct part){.first = edtf_day(y, 1, 1), .last = edtf_day(y, 12, 31), .by = BY_YEAR};
	return ST_OK;
}

/* Four digits, of which the last one or two may be X. */
static enum status year(struct scan *s, bool negative, int64_t *from, int64_t *to, enum precision *by)
{
	if (s->end - s->p < 4)
		return expected(s, "a year of four digits");
	int64_t lo = 0, hi = 0;
	size_t unknown = 0;
	for (size_t i = 0; i < 4; i++) {
		char c = s->p[i];
		bool x = c == 'X' && i >= 2;
		if (!x && (c < '0' || c > '9' || unknown)) {
			s->p += i;
			return expected(s, "a digit of a year");
		}
		unknown += x;
		lo = lo * 10 + (x ? 0 : c - '0');
		hi = hi * 10 + (x ? 9 : c - '0');
	}
	s->p += 4;
	*from = negative ? -hi : lo;
	*to = negative ? -lo : hi;
	*by = unknown == 0 ? BY_YEAR : unknown == 1 ? BY_DECADE : BY_CENTURY;
	return ST_OK;
}

/* What stands after "T": a time of day, read for its form only. */
static enum status time_of_day(struct scan *s)
{
	static const unsigned most[] = {24, 59, 60};
	for (size_t i = 0; i < 3; i++) {
		unsigned v;
		bool unknown;
		if ((i && !take(s, ':')) || !take_two(s, &v, &unknown) || unknown || v > most[i])
			return expected(s, "a time hh:mm:ss after T");
	}
	if (take(s, '.')) {
		if (!digit_at(s, 0))
			return expected(s, "decimals of a second");
		while (digit_at(s, 0))
			s->p++;
	}
	if (take(s, 'Z'))
		return ST_OK;
	if (take(s, '+') || take(s, '-')) {
		unsigned v;
		bool unknown;
		if (!take_two(s, &v, &unknown) || unknown || v > 14)
			return expected(s, "a time shift ±hh:mm");
		if (take(s, ':') && (!take_two(s, &v, &unknown) || unknown || v > 59))
			return expected(s, "minutes of a time shift");
	}
	return ST_OK;
}

static enum status season(int64_t y, unsigned m, struct part *out)
{
	/* seasons of the northern hemisphere, by whole months: spring from March; winter from December */
	static const unsigned char first[] = {3, 6, 9, 12};
	unsigned from = first[m - 21];
	int64_t last_year = from == 12 ? y + 1 : y;
	unsigned last_month = from == 12 ? 2 : from + 2;
	*out = (struct part){.first = edtf_day(y, from, 1), .by = BY_SEASON,
			     .last = edtf_day(last_year, last_month, month_days(last_year, last_month))};
	return ST_OK;
}

static enum status month_and_day(struct scan *s, int64_t y, struct part *out)
{
	unsigned m, d;
	bool no_month, no_day;
	const char *start = s->p;
	if (!take_two(s, &m, &no_month))
		return expected(s, "a month of two digits, or XX");
	if (!no_month && m >= 21 && m <= 24)
		return season(y, m, out);
	if (!no_month && (m < 1 || m > 12)) {
		s->p = start;
		return expected(s, "a month 01 to 12 (or a season 21 to 24)");
	}
	out->by = no_month ? BY_YEAR : BY_MONTH;
	if (!no_month) {
		out->first = edtf_day(y, m, 1);
		out->last = edtf_day(y, m, month_days(y, m));
	}
	if (!take(s, '-'))
		return ST_OK;
	start = s->p;
	if (!take_two(s, &d, &no_day))
		return expected(s, "a day of two digits, or XX");
	if (no_day)
		return ST_OK;
	if (no_month || d < 1 || d > month_days(y, m)) {
		s->p = start;
		return expected(s, no_month ? "XX: a day without its month says nothing" : "a day that the month has");
	}
	out->first = out->last = edtf_day(y, m, d);
	out->by = BY_DAY;
	return take(s, 'T') ? time_of_day(s) : ST_OK;
}

static void qualifier(struct scan *s, struct part *out)
{
	if (take(s, '?'))
		out->uncertain = true;
	else if (take(s, '~'))
		out->approximate = true;
	else if (take(s, '%'))
		out->uncertain = out->approximate = true;
}

static enum status date(struct scan *s, struct part *out)
{
	enum status st;
	*out = (struct part){0};
	if (take(s, 'Y')) {
		st = long_year(s, out);
	} else {
		int64_t from = 0, to = 0;
		bool negative = take(s, '-');
		st = year(s, negative, &from, &to, &out->by);
		if (st != ST_OK)
			return st;
		out->first = edtf_day(from, 1, 1);
		out->last = edtf_day(to, 12, 31);
		if (out->by == BY_YEAR && take(s, '-'))
			st = month_and_day(s, from, out);
	}
	if (st == ST_OK)
		qualifier(s, out);
	return st;
}

static int64_t part_slack(const struct part *p)
{
	static const int64_t unit[] = {31, 31, 92, 366, 3653, 36525};
	return p->uncertain || p->approximate ? unit[p->by] : 0;
}

/* One end of an interval: a date, ".." (open) or nothing (unknown). */
static enum status interval_end(struct scan *s, const char *stop, bool *open, bool *unknown, struct part *out)
{
	struct scan side = {s->text, s->whole, s->p, stop, s->e};
	*open = stop - s->p == 2 && !memcmp(s->p, "..", 2);
	*unknown = stop == s->p;
	if (*open || *unknown)
		return ST_OK;
	enum status st = date(&side, out);
	if (st == ST_OK && side.p != side.end)
		return expected(&side, "the end of the date");
	return st;
}

static enum status interval(struct scan *s, const char *slash, struct edtf *out)
{
	struct part a = {0}, b = {0};
	bool open_a, open_b, none_a, none_b;
	enum status st = interval_end(s, slash, &open_a, &none_a, &a);
	if (st != ST_OK)
		return st;
	s->p = slash + 1;
	st = interval_end(s, s->end, &open_b, &none_b, &b);
	if (st != ST_OK)
		return st;
	if (none_a && none_b)
		return error_set(s->e, ST_DATA, "'/' is not a date: an interval needs at least one end");
	bool known_a = !open_a && !none_a, known_b = !open_b && !none_b;
	if (known_a && known_b && a.first > b.last)
		return error_set(s->e, ST_DATA, "'%.*s' is not a date: the interval ends before it begins",
				 (int)(s->whole > 60 ? 60 : s->whole), s->text);
	int64_t slack_a = known_a ? part_slack(&a) : 0, slack_b = known_b ? part_slack(&b) : 0;
	*out = (struct edtf){.interval = true,
			     .earliest = known_a ? a.first : EDTF_MIN,
			     .latest = known_b ? b.last : EDTF_MAX,
			     /* an open end is said to go on; of an unknown one nothing is certain */
			     .core_first = known_a ? a.last : open_a ? EDTF_MIN : b.first,
			     .core_last = known_b ? b.first : open_b ? EDTF_MAX : a.last,
			     .slack = slack_a > slack_b ? slack_a : slack_b,
			     .uncertain = a.uncertain || b.uncertain,
			     .approximate = a.approximate || b.approximate,
			     .open_start = open_a, .open_end = open_b, .unknown_start = none_a, .unknown_end = none_b};
	return ST_OK;
}

enum status edtf_parse(const char *text, size_t n, struct edtf *out, struct error *e)
{
	struct scan s = {text, n, text, text + n, e};
	struct part p;
	*out = (struct edtf){0};
	if (n == 0)
		return error_set(e, ST_DATA, "an empty date: expected a date such as 2019-12-22, 2019-12?, 2009-02/2009-08 or ../2021");
	const char *slash = memchr(text, '/', n);
	if (slash)
		return interval(&s, slash, out);
	enum status st = date(&s, &p);
	if (st != ST_OK)
		return st;
	if (s.p != s.end)
		return expected(&s, "the end of the date");
	bool sure = p.by == BY_DAY && !p.uncertain && !p.approximate;
	*out = (struct edtf){.earliest = p.first, .latest = p.last, .core_first = sure ? p.first : p.last + 1,
			     .core_last = p.last, .slack = part_slack(&p), .uncertain = p.uncertain,
			     .approximate = p.approximate};
	return ST_OK;
}

enum status edtf_parse_day(const char *text, int64_t *day, struct error *e)
{
	struct edtf t;
	bool shape = strlen(text) == 10;
	for (size_t i = 0; shape && i < 10; i++)
		shape = i == 4 || i == 7 ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
	if (!shape)
		return error_set(e, ST_DATA, "'%.60s' is not a day: expected YYYY-MM-DD", text);
	enum status st = edtf_parse(text, 10, &t, e);
	*day = t.earliest;
	return st;
}

/* --- answers ------------------------------------------------------------------------------ */

static int64_t widen(int64_t day, int64_t by)
{
	int64_t r;
	if (day == EDTF_MIN || day == EDTF_MAX || __builtin_add_overflow(day, by, &r))
		return day;
	return r;
}

enum truth edtf_before(const struct edtf *t, int64_t d)
{
	if (widen(t->latest, t->slack) < d)
		return TRUTH_YES;
	/* the earliest day on which it can have ended */
	int64_t end = t->interval ? t->core_last : t->earliest;
	return widen(end, -t->slack) < d ? TRUTH_MAYBE : TRUTH_NO;
}

enum truth edtf_after(const struct edtf *t, int64_t d)
{
	if (widen(t->earliest, -t->slack) > d)
		return TRUTH_YES;
	/* the latest day on which it can have begun */
	int64_t start = t->interval ? t->core_first : t->latest;
	return widen(start, t->slack) > d ? TRUTH_MAYBE : TRUTH_NO;
}

enum truth edtf_touches(const struct edtf *t, int64_t from, int64_t to)
{
	int64_t first = widen(t->earliest, -t->slack), last = widen(t->latest, t->slack);
	if (from > to || last < from || first > to)
		return TRUTH_NO;
	if (first >= from && last <= to)
		return TRUTH_YES;
	int64_t core_first = widen(t->core_first, t->slack), core_last = widen(t->core_last, -t->slack);
	bool core = core_first <= core_last && core_last >= from && core_first <= to;
	return core ? TRUTH_YES : TRUTH_MAYBE;
}
