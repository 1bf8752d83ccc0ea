#include "exchange/identifier.h"

#include "check.h"

static bool right(const char *format, const char *text)
{
	char why[80];
	return identifier_valid(identifier_by_name(format), text, strlen(text), why);
}

/* Numbers that python-stdnum and rigour, two other implementations, hold for right. */
static void test_right(void)
{
	static const char *const good[][2] = {
		{"uscc", "91110000600037341L"}, {"uscc", "9111 0000 6000 3734 1l"}, {"cn-resident", "360426199101010071"},
		{"lei", "213800KUD8LAJWSQ9D15"}, {"imo", "IMO9319466"}, {"imo", "9319466"},
		{"imo", "IMO6495856"}, {"iban", "GR16 0110 1050 0000 1054 7023 795"}, {"iban", "DE89370400440532013000"},
		{"bic", "DEUTDEFF500"}, {"isin", "US0378331005"}, {"inn", "1234567894"}, {"inn", "123456789047"},
		{"ogrn", "1022200525819"}, {"npi", "1234567893"}, {"figi", "BBG000BLNQ16"}, {"wikidata", "Q42"},
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (!right(good[i][0], good[i][1]))
			(void)fprintf(stderr, "%s %s\n", good[i][0], good[i][1]);
		CHECK(right(good[i][0], good[i][1]));
	}
}

/* With a check digit, exactly one last character makes a number right. */
static void test_one_last(void)
{
	static const char *const stems[][2] = {{"uscc", "91110000600037341"}, {"cn-registration", "11000000000012"},
					       {"cn-resident", "36042619910101007"}, {"isin", "US037833100"}, {"inn", "123456789"},
					       {"ogrn", "102220052581"}, {"npi", "123456789"}, {"figi", "BBG000BLNQ1"}};
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		unsigned found = 0;
		for (const char *last = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"; *last; last++) {
			char text[40];
			(void)snprintf(text, sizeof text, "%s%c", stems[i][1], *last);
			found += right(stems[i][0], text);
		}
		CHECK(found == 1);
	}
}

static void test_wrong(void)
{
	static const char *const bad[][2] = {
		{"uscc", "91110000600037341K"}, {"uscc", "9111000060003734IL"}, {"uscc", ""}, {"cn-resident", "360426199113010071"},
		{"lei", "213800KUD8LAJWSQ9D14"}, {"imo", "0000000"}, {"imo", "9319467"}, {"iban", "DE88370400440532013000"},
		{"iban", "DE893704004405320130"}, {"iban", "QQ89370400440532013000"}, {"bic", "DEUT1EFF"}, {"isin", "US0378331006"},
		{"inn", "123456789057"}, {"inn", "12345"}, {"ogrn", "1022200525818"}, {"wikidata", "Q"}, {"wikidata", "Q042"},
		{"lei", "213800KUD8LAJWSQ9D15213800KUD8LAJWSQ9D15213800KUD8LAJWSQ9D15"}, {"inn", "１２３４"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(!right(bad[i][0], bad[i][1]));
}

static void test_why(void)
{
	char why[80];
	CHECK(!identifier_valid(IDENTIFIER_USCC, "91110000600037341K", 18, why));
	CHECK_STR(why, "the check character is K, expected L");
	CHECK(!identifier_valid(IDENTIFIER_IBAN, "DE88370400440532013000", 22, why));
	CHECK_STR(why, "the check digits are 88, expected 89");
	CHECK(!identifier_valid(IDENTIFIER_LEI, "213800KUD8LAJWSQ9D14", 20, why));
	CHECK_STR(why, "the check digits are 14, expected 15");
}

static void test_chinese(void)
{
	CHECK(identifier_chinese("91110000600037341L", 18) == IDENTIFIER_USCC);
	CHECK(identifier_chinese("360426199101010071", 18) == IDENTIFIER_CN_RESIDENT);
	CHECK(identifier_chinese("110000000000123", 15) == IDENTIFIER_CN_REGISTRATION);
	CHECK(identifier_chinese("12345", 5) == IDENTIFIERS);
	CHECK(identifier_by_name("none") == IDENTIFIERS);
}

TESTS({"right numbers", test_right}, {"one last character", test_one_last}, {"wrong numbers", test_wrong},
      {"the reason", test_why}, {"chinese numbers", test_chinese})
