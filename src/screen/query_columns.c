/* query_columns.c - which column of a table, or member of an object, says what: told by its name, case and punctuation aside. */
#include "screen/query_make.h"

#include <ctype.h>
#include <string.h>

static const struct { const char *column; enum role role; } columns[] = {
	{"name", ROLE_NAME}, {"names", ROLE_NAME}, {"fullname", ROLE_NAME}, {"caption", ROLE_NAME}, {"query", ROLE_NAME}, {"entityname", ROLE_NAME},
	{"customername", ROLE_NAME}, {"partyname", ROLE_NAME}, {"companyname", ROLE_NAME}, {"vesselname", ROLE_NAME}, {"wholename", ROLE_NAME},
	{"alias", ROLE_ALIAS}, {"aliases", ROLE_ALIAS}, {"aka", ROLE_ALIAS}, {"othername", ROLE_ALIAS}, {"othernames", ROLE_ALIAS},
	{"weakalias", ROLE_ALIAS}, {"previousname", ROLE_ALIAS}, {"formername", ROLE_ALIAS}, {"nativename", ROLE_ALIAS}, {"localname", ROLE_ALIAS},
	{"originalname", ROLE_ALIAS}, {"tradingname", ROLE_ALIAS}, {"maidenname", ROLE_ALIAS},
	{"firstname", ROLE_FIRST}, {"givenname", ROLE_FIRST}, {"givennames", ROLE_FIRST}, {"forename", ROLE_FIRST}, {"middlename", ROLE_MIDDLE},
	{"patronymic", ROLE_MIDDLE}, {"fathername", ROLE_MIDDLE}, {"lastname", ROLE_LAST}, {"familyname", ROLE_LAST}, {"surname", ROLE_LAST},
	{"birthdate", ROLE_BIRTH}, {"dateofbirth", ROLE_BIRTH}, {"dob", ROLE_BIRTH}, {"birthday", ROLE_BIRTH}, {"born", ROLE_BIRTH},
	{"yearofbirth", ROLE_BIRTH}, {"incorporationdate", ROLE_BIRTH}, {"builddate", ROLE_BIRTH},
	{"country", ROLE_COUNTRY}, {"countries", ROLE_COUNTRY}, {"countrycode", ROLE_COUNTRY}, {"nationality", ROLE_COUNTRY},
	{"nationalities", ROLE_COUNTRY}, {"citizenship", ROLE_COUNTRY}, {"jurisdiction", ROLE_COUNTRY}, {"flag", ROLE_COUNTRY}, {"maincountry", ROLE_COUNTRY},
	{"schema", ROLE_SCHEMA}, {"type", ROLE_SCHEMA}, {"entitytype", ROLE_SCHEMA}, {"partytype", ROLE_SCHEMA},
	{"sex", ROLE_SEX}, {"gender", ROLE_SEX},
	{"id", ROLE_ID}, {"uid", ROLE_ID}, {"entityid", ROLE_ID}, {"customerid", ROLE_ID}, {"reference", ROLE_ID}, {"ref", ROLE_ID}, {"key", ROLE_ID},
	{"identifier", ROLE_IDENTIFIERS}, {"identifiers", ROLE_IDENTIFIERS}};

enum role query_role(const char *name)
{
	char plain[32];
	size_t n = 0;

	for (; *name; name++)
		if (isalnum((unsigned char)*name) && n + 1 < sizeof plain)
			plain[n++] = (char)tolower((unsigned char)*name);
		else if (!strchr(" _-.\t", *name))
			return ROLE_NONE;
	plain[n] = 0;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (!strcmp(plain, columns[i].column))
			return columns[i].role;
	return query_identifier_kind(plain) ? ROLE_IDENTIFIER : ROLE_NONE;
}

bool query_role_names(enum role r)
{
	return r == ROLE_NAME || r == ROLE_LAST || r == ROLE_FIRST || r == ROLE_ALIAS;
}

/* --- which delimiter --------------------------------------------------------------------------------------- */

/* How many columns of the header line are known when it is divided so; 0 when none names one. */
static size_t known_columns(const char *line, size_t n, char delimiter)
{
	size_t known = 0;
	bool name = false;

	for (size_t from = 0; from <= n;) {
		const char *to = memchr(line + from, delimiter, n - from);
		size_t len = to ? (size_t)(to - line) - from : n - from, at = from;
		char cell[64];

		from += len + 1;
		if (len > 1 && line[at] == '"' && line[at + len - 1] == '"') {
			at++;
			len -= 2;
		}
		if (len >= sizeof cell)
			continue;
		memcpy(cell, line + at, len);
		cell[len] = 0;
		known += query_role(cell) != ROLE_NONE;
		name |= query_role_names(query_role(cell));
	}
	return name ? known : 0;
}

char query_table_delimiter(const char *bytes, size_t n)
{
	static const char delimiters[] = ",;\t";
	const char *end;
	size_t best = 0;
	char found = 0;

	if (n >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		n -= 3;
	}
	while (n && (*bytes == '\n' || *bytes == '\r')) {
		bytes++;
		n--;
	}
	end = memchr(bytes, '\n', n);
	n = end ? (size_t)(end - bytes) : n;
	n -= n && bytes[n - 1] == '\r';
	for (const char *d = delimiters; *d; d++) {
		size_t known = known_columns(bytes, n, *d);

		if (known > best) {
			best = known;
			found = *d;
		}
	}
	return found;
}
