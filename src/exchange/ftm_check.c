/* Is a value what its type says? FtM's own tools take most texts; these checks do not. */
#include "base/edtf.h"
#include "base/input.h"
#include "base/json.h"
#include "exchange/ftm.h"
#include "exchange/identifier.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

__attribute__((format(printf, 2, 3))) static bool wrong(char why[160], const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(why, 160, fmt, ap);
	va_end(ap);
	return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_word(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/* Two digits from 0 to most at s. */
static bool two(const char *s, int most)
{
	return is_digit(s[0]) && is_digit(s[1]) && (s[0] - '0') * 10 + (s[1] - '0') <= most;
}

/* hh, hh:mm or hh:mm:ss, with a fraction, and Z or +00:00, since times are UTC */
static bool is_time(const char *s)
{
	if (!two(s, 23))
		return false;
	s += 2;
	for (int i = 0; i < 2 && *s == ':'; i++, s += 3)
		if (!two(s + 1, 59))
			return false;
	if (*s == '.' && is_digit(s[1]))
		s += 1 + strspn(s + 1, "0123456789");
	return !*s || !strcmp(s, "Z") || !strcmp(s, "+00:00");
}

/* followthemoney/types/date.py: a prefix of YYYY-MM-DDThh:mm:ss, years 1000 to 2999 */
static bool is_date(const char *s)
{
	size_t n = strlen(s);
	char day[11] = "2000-01-01"; /* what is not said, filled up */
	int64_t d;
	struct error e;
	if (n != 4 && n != 7 && n < 10)
		return false;
	memcpy(day, s, n < 10 ? n : 10);
	if (day[0] != '1' && day[0] != '2')
		return false;
	if (edtf_parse_day(day, &d, &e) != ST_OK)
		return false;
	return n <= 10 || ((s[10] == 'T' || s[10] == ' ') && is_time(s + 11));
}

static bool is_url(const char *s)
{
	static const char *const schemes[] = {"http://", "https://", "ftp://", "mailto:"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t n = strlen(schemes[i]);
		if (!strncasecmp(s, schemes[i], n))
			return s[n] && s[n] != '/' && !strpbrk(s, " \t\r\n<>\"");
	}
	return false;
}

static bool is_email(const char *s)
{
	const char *at = strrchr(s, '@');
	if (!at || at == s || at - s > 64 || strpbrk(s, " \t\r\n<>()[],;:\"?") || memchr(s, '@', (size_t)(at - s)))
		return false;
	const char *dot = strrchr(at, '.');
	return dot && dot > at + 1 && strlen(dot) > 2 && !strstr(at, "..") && strspn(dot + 1, "0123456789") != strlen(dot + 1);
}

/* Loosely: with the country's prefix, 7 to 15 digits (ITU-T E.164) and the usual signs between them. */
static bool is_phone(const char *s)
{
	size_t digits = 0;
	for (const char *c = s; *c; c++) {
		if (!is_digit(*c) && !strchr("+ ()-./", *c))
			return false;
		digits += is_digit(*c);
	}
	return s[0] == '+' && digits >= 7 && digits <= 15;
}

static bool is_mimetype(const char *s)
{
	static const char token[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&^_.+-";
	size_t type = strspn(s, token);
	size_t sub = s[type] == '/' ? strspn(s + type + 1, token) : 0;
	return type && sub && !s[type + 1 + sub];
}

static bool is_ip(const char *s)
{
	unsigned char a[16];
	return inet_pton(AF_INET, s, a) == 1 || inet_pton(AF_INET6, s, a) == 1;
}

/* followthemoney/types/number.py: digits, grouped by commas or spaces or not, a decimal point, a unit */
static bool is_number(const char *s)
{
	s += strspn(s, " ");
	s += *s == '+' || *s == '-';
	s += *s == ' ';
	if (!is_digit(*s))
		return false;
	size_t first = strspn(s, "0123456789");
	s += first;
	while ((*s == ',' || *s == ' ') && first <= 3) {
		size_t group = strspn(s + 1, "0123456789");
		if (group != 2 && group != 3)
			break;
		s += 1 + group;
	}
	if (*s == '.') {
		size_t part = strspn(s + 1, "0123456789");
		if (!part)
			return false;
		s += 1 + part;
	}
	s += strspn(s, " ");
	size_t unit = strcspn(s, " 0123456789,");
	s += unit;
	s += strspn(s, " ");
	return !*s;
}

/* followthemoney/types/entity.py */
static bool is_reference(const char *s)
{
	size_t n = strlen(s);
	if (!n || n > 200 || !is_word(s[0]) || !is_word(s[n - 1]))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_word(s[i]) && s[i] != '.' && s[i] != '-')
			return false;
	return true;
}

static bool is_json(const char *s)
{
	json_t *v = NULL;
	struct error e;
	bool good = json_read(s, strlen(s), "value", &v, &e) == ST_OK;
	json_decref(v);
	return good;
}

static size_t characters(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static bool identifier_good(const struct ftm_property *p, const char *value, char why[160])
{
	enum identifier kind = p->format ? identifier_by_name(p->format) : IDENTIFIERS;
	char what[80];
	if (kind == IDENTIFIERS || identifier_valid(kind, value, strlen(value), what))
		return true;
	return wrong(why, "is no right %s: %s", identifier_title(kind), what);
}

static bool kind_good(const struct ftm_property *p, const char *value, char why[160])
{
	switch (p->type) {
	case FTM_DATE: return is_date(value) || wrong(why, "expected a date: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss");
	case FTM_URL: return is_url(value) || wrong(why, "expected a web address with http, https, ftp or mailto");
	case FTM_EMAIL: return is_email(value) || wrong(why, "expected an e-mail address");
	case FTM_PHONE: return is_phone(value) || wrong(why, "expected a phone number with + and the country's prefix");
	case FTM_IDENTIFIER: return identifier_good(p, value, why);
	case FTM_CHECKSUM:
		return (strlen(value) == 40 && strspn(value, "0123456789abcdefABCDEF") == 40) ||
		       wrong(why, "expected a SHA-1 of 40 hexadecimal digits");
	case FTM_MIMETYPE: return is_mimetype(value) || wrong(why, "expected a media type: text/plain");
	case FTM_IP: return is_ip(value) || wrong(why, "expected an IPv4 or IPv6 address");
	case FTM_NUMBER: return is_number(value) || wrong(why, "expected a number: 1,234.5 and perhaps a unit");
	case FTM_ENTITY: return is_reference(value) || wrong(why, "expected the id of an entity: letters, digits, . and -");
	case FTM_JSON: return is_json(value) || wrong(why, "expected JSON");
	case FTM_COUNTRY: return ftm_code(p->type, value) || wrong(why, "expected a country code of FtM, two small letters");
	case FTM_LANGUAGE: return ftm_code(p->type, value) || wrong(why, "expected a language code of FtM, three small letters");
	case FTM_GENDER: return ftm_code(p->type, value) || wrong(why, "expected male, female or other");
	case FTM_TOPIC: return ftm_code(p->type, value) || wrong(why, "expected a topic of FtM");
	default: return true; /* texts, names, addresses */
	}
}

bool ftm_value_good(const struct ftm_property *p, const char *value, char why[160])
{
	size_t n = characters(value);
	if (n > p->most)
		return wrong(why, "has %zu characters, expected at most %u", n, p->most);
	return kind_good(p, value, why);
}

/* --- entities ----------------------------------------------------------------------------- */

struct checking {
	const struct ftm_entity *x;
	struct place at;
	ftm_warning *warn;
	void *arg;
	bool chinese; /* the entity has to do with China */
	size_t bad;
};

static void report(struct checking *c, const char *property, const char *value, const char *why)
{
	struct error w;
	enum { SHOWN = 80 };
	size_t n = strlen(value), cut = n;
	while (cut > SHOWN || (cut < n && cut && ((unsigned char)value[cut] & 0xc0) == 0x80))
		cut--;
	(void)error_at(&w, ST_DATA, c->at, "%s: %s \"%.*s%s\" %s", c->x->id, property, (int)cut, value, cut < n ? "…" : "", why);
	c->bad++;
	if (c->warn)
		c->warn(c->arg, &w);
}

static bool may_be_chinese(const struct ftm_entity *x)
{
	for (size_t i = 0; i < x->values.n; i++)
		if (x->values.v[i].property->type == FTM_COUNTRY && !strcmp(x->values.v[i].value, "cn"))
			return true;
	return false;
}

/* Chinese numbers stand in properties without a format of their own. */
static void check_chinese(struct checking *c, const struct ftm_value *v)
{
	char what[80], why[160];
	enum identifier kind = identifier_chinese(v->value, strlen(v->value));
	if (kind == IDENTIFIER_CN_RESIDENT) {
		char masked[32]; /* a warning may end up in a log: the place of registration and no more */
		(void)snprintf(masked, sizeof masked, "%.6s************", v->value);
		report(c, v->property->name, masked,
		       "is a resident identity number: it names one person for life, think of whether the case must hold it");
	}
	else if (kind != IDENTIFIERS && !identifier_valid(kind, v->value, strlen(v->value), what)) {
		(void)snprintf(why, sizeof why, "is no right %s: %s", identifier_title(kind), what);
		report(c, v->property->name, v->value, why);
	}
}

static void check_seen(struct checking *c, const char *name, const char *value)
{
	if (value && !is_date(value))
		report(c, name, value, "expected a date and time: YYYY-MM-DDThh:mm:ss");
}

size_t ftm_check(const struct ftm_entity *x, struct place at, ftm_warning *warn, void *arg)
{
	struct checking c = {.x = x, .at = at, .warn = warn, .arg = arg, .chinese = may_be_chinese(x)};
	char why[160];
	if (!is_reference(x->id))
		report(&c, "id", x->id, "expected letters, digits, . and -, as FtM wants them");
	for (size_t i = 0; i < x->values.n; i++) {
		const struct ftm_value *v = &x->values.v[i];
		if (!ftm_value_good(v->property, v->value, why))
			report(&c, v->property->name, v->value, why);
		else if (v->property->type == FTM_ENTITY && !strcmp(v->value, x->id))
			report(&c, v->property->name, v->value, "points to the entity itself");
		else if (c.chinese && v->property->type == FTM_IDENTIFIER && !v->property->format)
			check_chinese(&c, v);
		if (v->lang && !ftm_code(FTM_LANGUAGE, v->lang))
			report(&c, v->property->name, v->lang, "is no language code of FtM");
		check_seen(&c, "first_seen", v->first_seen);
		check_seen(&c, "last_seen", v->last_seen);
		if (v->id)
			report(&c, v->property->name, v->id, "is not the id that the statement's parts give");
	}
	check_seen(&c, "first_seen", x->first_seen);
	check_seen(&c, "last_seen", x->last_seen);
	check_seen(&c, "last_change", x->last_change);
	return c.bad;
}
