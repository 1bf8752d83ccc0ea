/* The day of a picture: out of names, and out of a list of dates beside it. */
#include "watch/scene_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(const char *s)
{
	size_t n = 0;

	while (digit(s[n]))
		n++;
	return n;
}

static unsigned number(const char *s, size_t n)
{
	unsigned v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * 10 + (unsigned)(s[i] - '0');
	return v;
}

static unsigned month_days(unsigned year, unsigned month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

static bool day_out(unsigned year, unsigned month, unsigned day, char out[11])
{
	if (year < 1970 || year > 2099 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return false;
	(void)snprintf(out, 11, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
	return true;
}

/* 20160811, alone or with hours, minutes and seconds close behind. */
static bool day_close(const char *s, char out[11])
{
	size_t n = digits(s);

	return (n == 8 || n == 12 || n == 14) && day_out(number(s, 4), number(s + 4, 2), number(s + 6, 2), out);
}

/* 2016-08-11, 2016_08_11, 2016.08.11 */
static bool day_apart(const char *s, char out[11])
{
	char between = digits(s) == 4 ? s[4] : 0;

	if (between != '-' && between != '_' && between != '.')
		return false;
	if (digits(s + 5) != 2 || s[7] != between || digits(s + 8) != 2)
		return false;
	return day_out(number(s, 4), number(s + 5, 2), number(s + 8, 2), out);
}

/* Landsat before the collections: L71119038_03820000317 (ETM+ and TM products: path, row, row again, day). */
static bool landsat_product(const char *s, char out[11])
{
	if ((s[0] != 'L') || (s[1] != '5' && s[1] != '7') || digits(s + 1) != 8 || s[9] != '_' || digits(s + 10) != 11)
		return false;
	return day_out(number(s + 13, 4), number(s + 17, 2), number(s + 19, 2), out);
}

/* Landsat scene identifiers: LE71190382000077EDC00 (sensor, satellite, path, row, year, day of the year, station). */
static bool landsat_scene(const char *s, char out[11])
{
	unsigned year, day, month = 1;

	if (s[0] != 'L' || !s[1] || !strchr("CEMOT", s[1]) || digits(s + 2) != 14 || s[16] < 'A' || s[16] > 'Z')
		return false;
	year = number(s + 9, 4);
	day = number(s + 13, 3);
	if (year < 1970 || year > 2099 || day < 1)
		return false;
	while (month <= 12 && day > month_days(year, month))
		day -= month_days(year, month++);
	return month <= 12 && day_out(year, month, day, out);
}

static const char *validity(const char *text)
{
	for (const char *s = strstr(text, "_V"); s; s = strstr(s + 2, "_V"))
		if (digits(s + 2) == 8 && s[10] == 'T')
			return s + 2;
	return NULL;
}

bool scene_day_of_processing(const char *text)
{
	return strstr(text, "_OPER_MSI_") && !validity(text);
}

bool scene_day(const char *text, char out[11])
{
	const char *v = strstr(text, "_OPER_") ? validity(text) : NULL;

	if (v)
		return day_close((char[9]){v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]}, out);
	if (scene_day_of_processing(text))
		return false;
	for (const char *s = text; *s; s++) {
		if (landsat_product(s, out) || landsat_scene(s, out))
			return true;
		if (digit(*s) && (s == text || !digit(s[-1])) && (day_close(s, out) || day_apart(s, out)))
			return true;
	}
	return false;
}

/* Thh:mm[:ss[.f]][Z], at[0] is the T or a space. */
static bool time_given(const char *s, size_t n, char out[32])
{
	unsigned h, m, sec = 0;
	size_t at = 6;

	if (n < 6 || (s[0] != 'T' && s[0] != ' ') || !digit(s[1]) || !digit(s[2]) || s[3] != ':' || !digit(s[4]) || !digit(s[5]))
		return false;
	h = number(s + 1, 2);
	m = number(s + 4, 2);
	if (n >= 9 && s[6] == ':' && digit(s[7]) && digit(s[8])) {
		sec = number(s + 7, 2);
		at = 9;
		if (at < n && s[at] == '.')
			for (at++; at < n && digit(s[at]);)
				at++;
	}
	if (at < n && s[at] == 'Z')
		at++;
	if (at != n || h > 23 || m > 59 || sec > 60)
		return false;
	(void)snprintf(out + 10, 22, "T%02u:%02u:%02uZ", h % 100, m % 100, sec % 100);
	return true;
}

bool scene_day_given(const char *text, size_t n, char out[32])
{
	char copy[48], day[11];
	size_t used;

	if (n < 8 || n >= sizeof copy)
		return false;
	memcpy(copy, text, n);
	copy[n] = 0;
	if (digits(copy) == 8 && day_close(copy, day))
		used = 8;
	else if (day_apart(copy, day) && copy[4] == '-')
		used = 10;
	else
		return false;
	memcpy(out, day, sizeof day);
	return used == n || time_given(copy + used, n - used, out);
}

/* The number at the end of a name: "imgs_2", "2"; -1: none or a long one. */
static int last_number(const char *s, size_t n)
{
	size_t from = n;

	while (from && digit(s[from - 1]))
		from--;
	return from == n || n - from > 4 ? -1 : (int)number(s + from, n - from);
}

static bool speaks_of(const char *word, size_t n, const char *key)
{
	size_t k = key ? strlen(key) : 0;
	size_t stem;

	if (n >= 4 && !strncasecmp(word, "date", 4)) {
		if (n == 4)
			return !key;
		stem = n;
		while (stem && digit(word[stem - 1]))
			stem--;
		if (stem < n && (stem == 4 || (stem == 5 && strchr("_- ", word[4]))))
			return key && last_number(key, k) >= 0 && last_number(key, k) == last_number(word, n);
	}
	return key && n == k && !memcmp(word, key, n);
}

static void trim(const char **s, size_t *n)
{
	while (*n && strchr(" \t\r", (*s)[*n - 1]) && (*s)[*n - 1])
		--*n;
	while (*n && (**s == ' ' || **s == '\t')) {
		++*s;
		--*n;
	}
}

static enum status one_line(const char *text, size_t n, struct place at, const char *key, char out[32], bool *found, struct error *e)
{
	const char *colon = memchr(text, ':', n), *value;
	size_t left = colon ? (size_t)(colon - text) : 0, right;
	char day[32];

	if (!colon)
		return ST_OK;
	value = colon + 1;
	right = n - left - 1;
	trim(&text, &left);
	trim(&value, &right);
	if (!speaks_of(text, left, key))
		return ST_OK;
	if (!scene_day_given(value, right, day))
		return error_at(e, ST_DATA, at, "found \"%.*s\", expected a day, as 2015-08-21 or 20150821", (int)(right < 60 ? right : 60), value);
	if (*found && strcmp(out, day))
		return error_at(e, ST_DATA, at, "found %s, after %s was said of the same pictures above", day, out);
	memcpy(out, day, sizeof day);
	*found = true;
	return ST_OK;
}

enum status scene_dates(struct input *in, const char *key, char out[32], bool *found, struct error *e)
{
	*found = false;
	for (;;) {
		const char *text;
		size_t n;
		unsigned line;
		bool more;
		enum status st = input_line(in, 4096, &text, &n, &line, &more, e);

		if (st || !more)
			return st;
		if (utf8_fault(text, n) < n)
			return error_at(e, ST_DATA, (struct place){.file = in->name, .line = line}, "found bytes that are not UTF-8, expected a "
					"list of dates");
		if (line > 100000)
			return error_at(e, ST_DATA, (struct place){.file = in->name, .line = line}, "found more than 100000 lines, expected a list "
					"of dates");
		st = one_line(text, n, (struct place){.file = in->name, .line = line}, key, out, found, e);
		if (st)
			return st;
	}
}
