#include "assess/phrase.h"

#include <stdio.h>
#include <string.h>

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
				     "July",    "August",   "September", "October", "November", "December"};

const char *phrase_day(struct arena *a, int64_t day)
{
	int64_t y;
	unsigned m, d;
	if (day == EDTF_MIN || day == EDTF_MAX)
		return "a day not known";
	edtf_civil(day, &y, &m, &d);
	return arena_printf(a, "%u %s %lld", d, months[m - 1], (long long)y);
}

static bool digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* How exactly a plain date is written: 4 year, 7 month, 10 day; 0 = another form. */
static size_t plain_form(const char *s, size_t n)
{
	const char *time = memchr(s, 'T', n);
	if (time)
		n = (size_t)(time - s);
	if ((n != 4 && n != 7 && n != 10) || !digits(s, 4))
		return 0;
	if (n >= 7 && (s[4] != '-' || !digits(s + 5, 2) || s[5] > '1' || (s[5] == '1' && s[6] > '2') || (s[5] == '0' && s[6] == '0')))
		return 0;
	return n == 10 && (s[7] != '-' || !digits(s + 8, 2)) ? 0 : n;
}

/* One date without a slash. */
static const char *part(struct arena *a, const char *s, size_t n)
{
	const char *doubt = "";
	if (n && strchr("?~%", s[n - 1])) {
		doubt = s[n - 1] == '~' ? "about " : "perhaps ";
		n--;
	}
	size_t form = plain_form(s, n);
	if (!form)
		return arena_printf(a, "%s%.*s", doubt, (int)n, s);
	unsigned m = form > 4 ? (unsigned)(s[5] - '0') * 10 + (unsigned)(s[6] - '0') : 1;
	if (form == 4)
		return arena_printf(a, "%s%.4s", doubt, s);
	if (form == 7)
		return arena_printf(a, "%s%s %.4s", doubt, months[m - 1], s);
	return arena_printf(a, "%s%d %s %.4s", doubt, (s[8] - '0') * 10 + (s[9] - '0'), months[m - 1], s);
}

const char *phrase_when(struct arena *a, const struct when *w)
{
	if (!w->text)
		return "a time not said";
	const char *slash = strchr(w->text, '/');
	if (!slash)
		return part(a, w->text, strlen(w->text));
	size_t n = (size_t)(slash - w->text);
	bool from = n && strncmp(w->text, "..", 2) != 0, to = slash[1] && strcmp(slash + 1, "..") != 0;
	const char *first = from ? part(a, w->text, n) : "", *last = to ? part(a, slash + 1, strlen(slash + 1)) : "";
	if (!first || !last)
		return NULL;
	if (from && to)
		return arena_printf(a, "%s to %s", first, last);
	return from ? arena_printf(a, "since %s", first) : arena_printf(a, "until %s", last);
}

const char *phrase_at(struct arena *a, const struct when *w)
{
	const char *s = phrase_when(a, w);
	size_t n = w->text ? strlen(w->text) : 0, form = n && !strchr(w->text, '/') ? plain_form(w->text, n) : 0;
	if (!s || !form)
		return s;
	return arena_printf(a, "%s %s", form == 10 ? "on" : "in", s);
}

const char *phrase_span(struct arena *a, int years, int rest_months, int days)
{
	char y[32] = "", m[32] = "", d[32] = "";
	if (years)
		(void)snprintf(y, sizeof y, "%d year%s", years, years == 1 ? "" : "s");
	if (rest_months)
		(void)snprintf(m, sizeof m, "%s%d month%s", *y ? " " : "", rest_months, rest_months == 1 ? "" : "s");
	if (days || (!*y && !*m))
		(void)snprintf(d, sizeof d, "%s%d day%s", *y || *m ? " " : "", days, days == 1 ? "" : "s");
	return arena_printf(a, "%s%s%s", y, m, d);
}

const char *phrase_days(struct arena *a, int64_t days)
{
	return arena_printf(a, "%lld day%s", (long long)days, days == 1 ? "" : "s");
}

const char *phrase_actor(const struct actor *x)
{
	return x->n_names && x->names[0].text ? x->names[0].text : x->id;
}

const char *phrase_list(struct arena *a, const char *const *v, size_t n)
{
	const char *s = n ? v[0] : "";
	for (size_t i = 1; s && i < n; i++)
		s = arena_printf(a, "%s%s%s", s, i + 1 < n ? ", " : " and ", v[i]);
	return s;
}
