#include "link/day.h"

#include <string.h>

/* The number of a month by the first letters of its name, in a few languages; 0: none. */
static unsigned month_of(const char *s, size_t n)
{
	static const char *const names[12][8] = {
		{"jan", "ene", "gen", "янв", "oca"}, {"feb", "fév", "fev", "фев", "şub", "feb"}, {"mar", "mär", "мар", "mrt"}, {"apr", "avr", "abr", "апр", "nis"},
		{"may", "mai", "mag", "мая", "май", "mei"}, {"jun", "juin", "giu", "июн", "haz"}, {"jul", "juil", "lug", "июл", "tem"},
		{"aug", "aoû", "aou", "ago", "авг", "ağu"}, {"sep", "set", "сен", "eyl"}, {"oct", "okt", "ott", "out", "окт", "eki"},
		{"nov", "ноя", "kas"}, {"dec", "déc", "dez", "dic", "дек", "ara"}};
	unsigned best = 0;
	size_t found = 0;

	for (unsigned m = 0; m < 12; m++)
		for (size_t k = 0; k < 8 && names[m][k]; k++) {
			size_t len = strlen(names[m][k]);

			if (len <= n && len > found && !memcmp(s, names[m][k], len)) {
				best = m + 1;
				found = len;
			}
		}
	return best;
}

struct number { unsigned value, digits; };

/* Numbers and at most one month's name, in order. */
static bool parts(const char *text, size_t n, struct number v[4], size_t *n_v, unsigned *month, size_t *month_at)
{
	*n_v = 0;
	*month = 0;
	*month_at = 0;
	for (size_t i = 0; i < n;) {
		unsigned char c = (unsigned char)text[i];

		if (c >= '0' && c <= '9') {
			struct number x = {0};

			for (; i < n && text[i] >= '0' && text[i] <= '9'; i++) {
				if (++x.digits > 14)
					return false;
				x.value = x.digits <= 9 ? x.value * 10 + (unsigned)(text[i] - '0') : x.value;
			}
			if (*n_v == 4)
				return false;
			v[(*n_v)++] = x;
		} else if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
			char word[32];
			size_t m = 0;

			for (; i < n && ((unsigned char)text[i] >= 0x80 || ((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z')); i++)
				if (m < sizeof word)
					word[m++] = (unsigned char)text[i] >= 0x80 ? text[i] : (char)(text[i] | 32);
			if (*n_v && ((m == 2 && (!memcmp(word, "st", 2) || !memcmp(word, "nd", 2) || !memcmp(word, "rd", 2) || !memcmp(word, "th", 2) || !memcmp(word, "de", 2))) ||
				     (m == 1 && (*word == 't' || *word == 'z'))))
				continue;
			/* 年 月 日, 년 월 일 divide as strokes do */
			if (m >= 3 && m % 3 == 0 && *n_v && (!memcmp(word, "年", 3) || !memcmp(word, "月", 3) || !memcmp(word, "日", 3) || !memcmp(word, "년", 3) ||
							      !memcmp(word, "월", 3) || !memcmp(word, "일", 3)))
				continue;
			if (*month || !(*month = month_of(word, m)))
				return false;
			*month_at = *n_v;
		} else if (c == ':' && *n_v > 3) {
			return true;
		} else if (strchr(" -/.,:T+", c)) {
			i++;
		} else {
			return false;
		}
		if (*n_v >= 3 && i < n && (text[i] == 'T' || text[i] == ' ') && i + 1 < n && text[i + 1] >= '0' && text[i + 1] <= '9' && !*month)
			return true; /* a time of day */
	}
	return *n_v > 0;
}

static unsigned full_year(struct number x)
{
	if (x.digits >= 3)
		return x.value;
	return x.value >= 30 ? 1900 + x.value : 2000 + x.value;
}

static bool made(unsigned y, unsigned m, unsigned d, uint32_t *out)
{
	if (y > 9999 || m > 99 || d > 99 || !(y || m || d))
		return false;
	*out = y * 10000 + m * 100 + d;
	return true;
}

bool day_read(const char *text, size_t n, bool month_first, uint32_t *out, unsigned *sure)
{
	struct number v[4];
	size_t n_v, at;
	unsigned month;

	if (sure)
		*sure = 0;
	if (!n || n > 40 || !parts(text, n, v, &n_v, &month, &at))
		return false;
	if (month) {
		if (n_v == 1)
			return v[0].digits >= 3 ? made(v[0].value, month, 0, out) : made(0, month, v[0].value, out);
		if (n_v != 2)
			return false;
		return v[0].digits >= 3 ? made(v[0].value, month, v[1].value, out) : made(full_year(v[1]), month, v[0].value, out);
	}
	if (n_v == 1) {
		if (v[0].digits == 8 || v[0].digits == 14) {
			unsigned whole = v[0].value;

			if (v[0].digits == 14) {
				whole = 0;
				for (size_t i = 0, k = 0; i < n && k < 8; i++)
					if (text[i] >= '0' && text[i] <= '9')
						whole = whole * 10 + (unsigned)(text[i] - '0'), k++;
			}
			/* yyyymmdd, or ddmmyyyy where only that can be */
			if (whole / 10000 >= 1300 && whole / 10000 <= 2199)
				return made(whole / 10000, whole / 100 % 100, whole % 100, out);
			if (whole % 10000 >= 1300 && whole % 10000 <= 2199 && whole / 1000000 <= 31)
				return month_first ? made(whole % 10000, whole / 1000000, whole / 10000 % 100, out)
						   : made(whole % 10000, whole / 10000 % 100, whole / 1000000, out);
			return made(whole / 10000, whole / 100 % 100, whole % 100, out);
		}
		if (v[0].digits == 6 && v[0].value / 100 >= 1300 && v[0].value / 100 <= 2199 && v[0].value % 100 <= 12)
			return made(v[0].value / 100, v[0].value % 100, 0, out);
		return v[0].digits == 4 && v[0].value >= 1000 && v[0].value <= 2199 && made(v[0].value, 0, 0, out);
	}
	if (n_v == 2) {
		if (v[0].digits >= 3)
			return v[0].digits == 4 && v[1].digits <= 2 && made(v[0].value, v[1].value, 0, out);
		return v[1].digits == 4 && v[0].digits <= 2 && made(v[1].value, v[0].value, 0, out);
	}
	if (v[0].digits >= 3)
		return v[0].digits == 4 && v[1].digits <= 2 && v[2].digits <= 2 && made(v[0].value, v[1].value, v[2].value, out);
	if (v[0].digits > 2 || v[1].digits > 2 || v[2].digits == 3 || v[2].digits > 4)
		return false;
	if (sure)
		*sure = v[0].value > 12 && v[1].value <= 12 ? 1 : v[1].value > 12 && v[0].value <= 12 ? 2 : 0;
	if (v[0].value > 12 && v[1].value <= 12)
		month_first = false;
	else if (v[1].value > 12 && v[0].value <= 12)
		month_first = true;
	return month_first ? made(full_year(v[2]), v[0].value, v[1].value, out) : made(full_year(v[2]), v[1].value, v[0].value, out);
}
