/* query_birth.c - dates of birth as people write them, brought to EDTF. */
#include "screen/query_make.h"

#include "base/edtf.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static unsigned month_of(const char *w)
{
	static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
					     "november", "december"};
	size_t n = strlen(w);

	if (n && w[n - 1] == '.')
		n--;
	if (n == 4 && !strncasecmp(w, "sept", 4))
		n = 3;
	for (unsigned i = 0; i < 12; i++)
		if (n >= 3 && (n == 3 || n == strlen(months[i])) && !strncasecmp(w, months[i], n))
			return i + 1;
	return 0;
}

struct ymd { unsigned year, month, day; bool unsure; };

/* Two numbers before or behind which the year stands: which is the day? */
static void day_and_month(struct ymd *t, unsigned first, unsigned second, char between)
{
	t->day = first;
	t->month = second;
	if (between == '.') /* written so only where the day comes first */
		return;
	if (second > 12 && first <= 12) {
		t->day = second;
		t->month = first;
	} else if (first <= 12 && first != second) {
		t->unsure = true;
	}
}

static bool read_words(const char *text, struct ymd *t)
{
	unsigned a = 0, b = 0;
	char word[16] = "", rest = 0;

	if ((sscanf(text, "%2u %15[A-Za-z.] %4u %c", &a, word, &b, &rest) == 3 || sscanf(text, "%2u-%15[A-Za-z]-%4u %c", &a, word, &b, &rest) == 3) &&
	    month_of(word))
		*t = (struct ymd){b, month_of(word), a, false};
	else if (sscanf(text, "%15[A-Za-z.] %2u, %4u %c", word, &a, &b, &rest) == 3 && month_of(word))
		*t = (struct ymd){b, month_of(word), a, false};
	else if (sscanf(text, "%15[A-Za-z.] %4u %c", word, &b, &rest) == 2 && month_of(word))
		*t = (struct ymd){b, month_of(word), 0, false};
	else
		return false;
	return true;
}

static bool read_numbers(const char *text, struct ymd *t)
{
	unsigned a = 0, b = 0, c = 0;
	char x = 0, y = 0, rest = 0;

	if (strlen(text) == 8 && strspn(text, "0123456789") == 8 && sscanf(text, "%4u%2u%2u", &a, &b, &c) == 3) {
		*t = (struct ymd){a, b, c, false};
	} else if (sscanf(text, "%4u%c%2u%c%2u%c", &a, &x, &b, &y, &c, &rest) == 5 && x == y && strchr("/.-", x) && a > 99) {
		*t = (struct ymd){a, b, c, false};
	} else if (sscanf(text, "%2u%c%2u%c%4u%c", &a, &x, &b, &y, &c, &rest) == 5 && x == y && strchr("/.-", x) && c > 99) {
		t->year = c;
		day_and_month(t, a, b, x);
	} else if (sscanf(text, "%2u%c%4u%c", &a, &x, &b, &rest) == 3 && strchr("/.-", x) && b > 99) {
		*t = (struct ymd){b, a, 0, false};
	} else {
		return false;
	}
	return true;
}

void query_birth(struct query_making *m, const char *given)
{
	const char *text = query_copy(m, given, strlen(given)), *made;
	struct ymd t = {0};
	struct edtf e;

	if (!text)
		return;
	if (strlen(text) != 8 && !edtf_parse(text, strlen(text), &e, NULL)) {
		m->q.birth = text;
		return;
	}
	if ((read_words(text, &t) || read_numbers(text, &t)) && t.year >= 1000 && t.year <= 2100) {
		if (t.unsure)
			query_note(m, "birth date \"%.60s\": day and month cannot be told apart, only the year is used", text);
		made = t.unsure || !t.month ? arena_printf(m->sink->arena, "%04u", t.year) :
		       t.day ? arena_printf(m->sink->arena, "%04u-%02u-%02u", t.year, t.month, t.day) :
			       arena_printf(m->sink->arena, "%04u-%02u", t.year, t.month);
		m->failed |= !made;
		if (made && !edtf_parse(made, strlen(made), &e, NULL)) {
			m->q.birth = made;
			return;
		}
	} else if (!edtf_parse(text, strlen(text), &e, NULL)) {
		m->q.birth = text;
		return;
	}
	query_note(m, "birth date \"%.100s\" is not understood and was not used (expected YYYY-MM-DD)", text);
}
