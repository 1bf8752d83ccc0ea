#include "exchange/identifier.h"

#include "base/edtf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 40 };

/* A number without spaces and in capitals. */
struct digits {
	char v[LONGEST + 1];
	size_t n;
};

typedef bool identifier_rule(const struct digits *d, char why[80]);

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static unsigned digit(char c) { return (unsigned)(c - '0'); }
/* letters as ISO 7064 and ISO 6166 write them: A = 10 … Z = 35 */
static unsigned base36(char c) { return is_digit(c) ? digit(c) : (unsigned)(c - 'A') + 10; }

static bool all(const struct digits *d, size_t from, size_t to, bool digits, bool letters)
{
	for (size_t i = from; i < to; i++)
		if (!(digits && is_digit(d->v[i])) && !(letters && is_upper(d->v[i])))
			return false;
	return true;
}

__attribute__((format(printf, 2, 3))) static bool wrong(char why[80], const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	(void)vsnprintf(why, 80, fmt, ap);
	va_end(ap);
	return false;
}

static bool same_check(char found, char expected, char why[80])
{
	return found == expected || wrong(why, "the check character is %c, expected %c", found, expected);
}

static bool uscc(const struct digits *d, char why[80])
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	if (d->n != 18)
		return wrong(why, "found %zu characters, expected 18", d->n);
	unsigned sum = 0, weight = 1;
	for (size_t i = 0; i < 18; i++) {
		const char *at = strchr(alphabet, d->v[i]);
		if (!at || (i >= 2 && i < 8 && !is_digit(d->v[i])))
			return wrong(why, "character %zu is %c, which does not occur there", i + 1, d->v[i]);
		if (i < 17)
			sum += (unsigned)(at - alphabet) * weight;
		weight = weight * 3 % 31;
	}
	return same_check(d->v[17], alphabet[(31 - sum % 31) % 31], why);
}

static bool cn_registration(const struct digits *d, char why[80])
{
	if (d->n != 15 || !all(d, 0, 15, true, false))
		return wrong(why, "expected 15 digits");
	unsigned product = 10; /* ISO 7064 MOD 11,10 */
	for (size_t i = 0; i < 14; i++) {
		unsigned sum = (product + digit(d->v[i])) % 10;
		product = (sum ? sum : 10) * 2 % 11;
	}
	return same_check(d->v[14], (char)('0' + (11 - product) % 10), why);
}

static bool cn_resident(const struct digits *d, char why[80])
{
	static const unsigned weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	if (d->n != 18 || !all(d, 0, 17, true, false))
		return wrong(why, "expected 17 digits and a digit or X");
	char day[11];
	int64_t born;
	struct error e;
	(void)snprintf(day, sizeof day, "%.4s-%.2s-%.2s", d->v + 6, d->v + 10, d->v + 12);
	if (edtf_parse_day(day, &born, &e) != ST_OK)
		return wrong(why, "%s is no day of birth", day);
	unsigned sum = 0;
	for (size_t i = 0; i < 17; i++)
		sum += digit(d->v[i]) * weights[i];
	return same_check(d->v[17], "10X98765432"[sum % 11], why);
}

/* The remainder modulo 97 of the number that results when letters are written as 10 … 35. */
static unsigned mod97(const char *s, size_t n, unsigned remainder)
{
	for (size_t i = 0; i < n; i++)
		remainder = (remainder * (is_digit(s[i]) ? 10 : 100) + base36(s[i])) % 97;
	return remainder;
}

static bool lei(const struct digits *d, char why[80])
{
	if (d->n != 20 || !all(d, 0, 18, true, true) || !all(d, 18, 20, true, false))
		return wrong(why, "expected 18 letters or digits and 2 digits");
	if (mod97(d->v, 20, 0) == 1)
		return true;
	return wrong(why, "the check digits are %s, expected %02u", d->v + 18, 98 - mod97("00", 2, mod97(d->v, 18, 0)));
}

static bool imo(const struct digits *d, char why[80])
{
	static const unsigned company[6] = {8, 6, 4, 2, 9, 7};
	if (d->n != 7 || !all(d, 0, 7, true, false))
		return wrong(why, "expected 7 digits");
	unsigned ship = 0, firm = 0;
	for (unsigned i = 0; i < 6; i++) {
		ship += digit(d->v[i]) * (7 - i);
		firm += digit(d->v[i]) * company[i];
	}
	unsigned check = digit(d->v[6]);
	if (ship && (ship % 10 == check || (11 - firm % 11) % 10 == check))
		return true;
	return wrong(why, "the check digit is %u, expected %u (ship) or %u (company)", check, ship % 10,
		     (11 - firm % 11) % 10);
}

/* The length of an IBAN by country, from the registry (SWIFT, release 98). */
static size_t iban_length(const char *country)
{
	static const char table[] =
		"AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18"
		"FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27"
		"MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27"
		"SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";
	for (const char *at = table; *at; at += 4)
		if (at[0] == country[0] && at[1] == country[1])
			return digit(at[2]) * 10 + digit(at[3]);
	return 0;
}

static bool iban(const struct digits *d, char why[80])
{
	if (d->n < 5 || !all(d, 0, 2, false, true) || !all(d, 2, 4, true, false) || !all(d, 4, d->n, true, true))
		return wrong(why, "expected two letters, two digits and the account");
	size_t length = iban_length(d->v);
	if (!length)
		return wrong(why, "%.2s is no country with IBANs", d->v);
	if (length != d->n)
		return wrong(why, "found %zu characters, expected %zu for %.2s", d->n, length, d->v);
	unsigned front = mod97(d->v + 4, d->n - 4, 0);
	if (mod97(d->v, 4, front) == 1)
		return true;
	return wrong(why, "the check digits are %.2s, expected %02u", d->v + 2,
		     98 - mod97("00", 2, mod97(d->v, 2, front)));
}

static bool bic(const struct digits *d, char why[80])
{
	if ((d->n != 8 && d->n != 11) || !all(d, 0, 4, true, true) || !all(d, 4, 6, false, true) ||
	    !all(d, 6, d->n, true, true))
		return wrong(why, "expected 4 characters, a country, 2 characters and perhaps 3 for a branch");
	return true;
}

/* The check digit of the Luhn formula for the digits of s, letters written as two digits. */
static unsigned luhn(const char *s, size_t n, unsigned sum)
{
	bool twice = true;
	for (size_t i = n; i-- > 0;) {
		unsigned v = base36(s[i]);
		for (unsigned parts = v >= 10 ? 2 : 1; parts; parts--, v /= 10, twice = !twice) {
			unsigned x = v % 10 * (twice ? 2 : 1);
			sum += x / 10 + x % 10;
		}
	}
	return (10 - sum % 10) % 10;
}

static bool isin(const struct digits *d, char why[80])
{
	if (d->n != 12 || !all(d, 0, 2, false, true) || !all(d, 2, 11, true, true) || !all(d, 11, 12, true, false))
		return wrong(why, "expected two letters, nine letters or digits and a digit");
	return same_check(d->v[11], (char)('0' + luhn(d->v, 11, 0)), why);
}

static bool npi(const struct digits *d, char why[80])
{
	if (d->n != 10 || !all(d, 0, 10, true, false))
		return wrong(why, "expected 10 digits");
	return same_check(d->v[9], (char)('0' + luhn(d->v, 9, 24)), why); /* 24: what the prefix 80840 adds */
}

static bool figi(const struct digits *d, char why[80])
{
	if (d->n != 12 || !all(d, 0, 11, true, true) || !all(d, 11, 12, true, false) || d->v[2] != 'G')
		return wrong(why, "expected 12 characters, the third a G and the last a digit");
	unsigned sum = 0; /* every second character counts twice, and then the digits are added */
	for (size_t i = 0; i < 11; i++) {
		unsigned x = base36(d->v[i]) * (i % 2 ? 2 : 1);
		sum += x / 10 + x % 10;
	}
	return same_check(d->v[11], (char)('0' + (10 - sum % 10) % 10), why);
}

static unsigned inn_check(const struct digits *d, size_t n)
{
	static const unsigned weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
	unsigned sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += digit(d->v[i]) * weights[sizeof weights / sizeof *weights - n + i];
	return sum % 11 % 10;
}

static bool inn(const struct digits *d, char why[80])
{
	if ((d->n != 10 && d->n != 12) || !all(d, 0, d->n, true, false))
		return wrong(why, "expected 10 digits (a body) or 12 (a person)");
	if (d->n == 12 && !same_check(d->v[10], (char)('0' + inn_check(d, 10)), why))
		return false;
	return same_check(d->v[d->n - 1], (char)('0' + inn_check(d, d->n - 1)), why);
}

static bool ogrn(const struct digits *d, char why[80])
{
	if ((d->n != 13 && d->n != 15) || !all(d, 0, d->n, true, false) || d->v[0] == '0')
		return wrong(why, "expected 13 digits (a body) or 15 (an entrepreneur), not starting with 0");
	unsigned modulus = d->n == 13 ? 11 : 13, remainder = 0;
	for (size_t i = 0; i + 1 < d->n; i++)
		remainder = (remainder * 10 + digit(d->v[i])) % modulus;
	return same_check(d->v[d->n - 1], (char)('0' + remainder % 10), why);
}

static bool wikidata(const struct digits *d, char why[80])
{
	return (d->n > 1 && d->v[0] == 'Q' && d->v[1] != '0' && all(d, 1, d->n, true, false)) ||
	       wrong(why, "expected Q and digits");
}

static bool uei(const struct digits *d, char why[80])
{
	return (d->n == 12 && d->v[0] != '0' && all(d, 0, 12, true, true) && !strpbrk(d->v, "IO")) ||
	       wrong(why, "expected 12 letters or digits without I and O, not starting with 0");
}

static bool ssn(const struct digits *d, char why[80])
{
	return (d->n == 9 && all(d, 0, 9, true, false) && memcmp(d->v, "000", 3) != 0 && memcmp(d->v, "666", 3) != 0 &&
		d->v[0] != '9' && memcmp(d->v + 3, "00", 2) != 0 && memcmp(d->v + 5, "0000", 4) != 0) ||
	       wrong(why, "expected 9 digits of an area, group and number that are in use");
}

static const struct { const char *name, *title; identifier_rule *rule; } kinds[IDENTIFIERS] = {
	[IDENTIFIER_USCC] = {"uscc", "unified social credit code", uscc},
	[IDENTIFIER_CN_REGISTRATION] = {"cn-registration", "Chinese registration number", cn_registration},
	[IDENTIFIER_CN_RESIDENT] = {"cn-resident", "Chinese resident identity number", cn_resident},
	[IDENTIFIER_LEI] = {"lei", "LEI", lei},
	[IDENTIFIER_IMO] = {"imo", "IMO number", imo},
	[IDENTIFIER_IBAN] = {"iban", "IBAN", iban},
	[IDENTIFIER_BIC] = {"bic", "BIC", bic},
	[IDENTIFIER_ISIN] = {"isin", "ISIN", isin},
	[IDENTIFIER_INN] = {"inn", "INN", inn},
	[IDENTIFIER_OGRN] = {"ogrn", "OGRN", ogrn},
	[IDENTIFIER_NPI] = {"npi", "NPI", npi},
	[IDENTIFIER_FIGI] = {"figi", "FIGI", figi},
	[IDENTIFIER_WIKIDATA] = {"wikidata", "Wikidata id", wikidata},
	[IDENTIFIER_UEI] = {"uei", "UEI", uei},
	[IDENTIFIER_SSN] = {"ssn", "US social security number", ssn},
};

const char *identifier_name(enum identifier kind) { return kinds[kind].name; }
const char *identifier_title(enum identifier kind) { return kinds[kind].title; }

enum identifier identifier_by_name(const char *name)
{
	unsigned k = 0;
	while (k < IDENTIFIERS && strcmp(kinds[k].name, name) != 0)
		k++;
	return (enum identifier)k;
}

/* False when it is too long or holds what no identifier holds. */
static bool digits_of(enum identifier kind, const char *text, size_t n, struct digits *d)
{
	*d = (struct digits){.n = 0};
	if (kind == IDENTIFIER_IMO && n > 3 && !strncasecmp(text, "IMO", 3))
		text += 3, n -= 3;
	for (size_t i = 0; i < n; i++) {
		char c = text[i];
		if (c == ' ' || (c == '-' && kind == IDENTIFIER_SSN))
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (d->n == LONGEST || (!is_digit(c) && !is_upper(c)))
			return false;
		d->v[d->n++] = c;
	}
	d->v[d->n] = '\0';
	return true;
}

bool identifier_valid(enum identifier kind, const char *text, size_t n, char why[80])
{
	struct digits d;
	if (!digits_of(kind, text, n, &d))
		return wrong(why, "expected at most %d letters and digits", LONGEST);
	return kinds[kind].rule(&d, why);
}

enum identifier identifier_chinese(const char *text, size_t n)
{
	struct digits d;
	char why[80];
	if (!digits_of(IDENTIFIER_USCC, text, n, &d))
		return IDENTIFIERS;
	if (d.n == 15 && all(&d, 0, 15, true, false))
		return IDENTIFIER_CN_REGISTRATION;
	if (d.n != 18 || !all(&d, 2, 8, true, false))
		return IDENTIFIERS;
	return cn_resident(&d, why) ? IDENTIFIER_CN_RESIDENT : IDENTIFIER_USCC;
}
