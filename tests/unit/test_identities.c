/* The file beside a case that says who is which, and rows found in a list's bytes. */
#include "check.h"

#include "link/identities.h"

#include <stdlib.h>

static struct error e;

#define HEAD "{\"case\":\"C\",\"onus\":\"identities\",\"version\":1}\n"
#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B64 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define ROW(at, list, record, row, size) "{\"at\":" at ",\"list\":\"" list "\",\"record\":\"R-" record "\",\"row\":" row ",\"salt\":\"" B64 "\",\"size\":" size "}\n"
#define ONE ROW("10", A64, "abcdefghijklmnop", "1", "5")

static enum status parse(const char *text, struct identities *out)
{
	struct input in;

	input_bytes(text, strlen(text), "x", &in);
	enum status st = identities_read(&in, out, &e);

	input_close(&in);
	return st;
}

static void round_trip(void)
{
	static const char text[] = HEAD ONE ROW("15", A64, "abcdefghijklmnoq", "2", "7") ROW("0", B64, "222222222222222a", "1", "1");
	struct identities s;
	struct buf out = BUF_INIT;

	CHECK(parse(text, &s) == ST_OK);
	CHECK(s.n == 3 && s.n_lists == 2);
	CHECK_STR(s.case_id, "C");
	CHECK(identities_write(&s, &out, &e) == ST_OK);
	CHECK_STR(buf_str(&out), text);
	CHECK(identities_find(&s, "R-abcdefghijklmnoq")->row == 2 && !identities_find(&s, "R-x"));
	CHECK(identities_find_list(&s, B64) == 1 && identities_find_list(&s, "c") == UINT32_MAX);
	buf_free(&out);
	identities_free(&s);
	/* in any order, they are read by list and row */
	CHECK(parse(HEAD ROW("15", A64, "abcdefghijklmnoq", "2", "7") ONE, &s) == ST_OK);
	CHECK(s.v[0].row == 1 && s.v[1].row == 2);
	identities_free(&s);
}

static void refused(void)
{
	static const struct { const char *text, *says; } bad[] = {
		{"", "empty"}, {"{}\n", "no file of identities"}, {"{\"case\":\"C\",\"onus\":\"identities\",\"version\":2}\n", "version"},
		{HEAD "{}\n", "record"}, {HEAD ONE ONE, "twice"}, {HEAD ONE ROW("11", A64, "abcdefghijklmnoq", "1", "5"), "row 1 of a list"},
		{HEAD ROW("10", A64, "abcdefghijklmno1", "1", "5"), "record"}, {HEAD ROW("10", "aa", "abcdefghijklmnop", "1", "5"), "list"},
		{HEAD ROW("-1", A64, "abcdefghijklmnop", "1", "5"), "whole numbers"}, {HEAD ROW("1", A64, "abcdefghijklmnop", "0", "5"), "whole numbers"},
		{HEAD ROW("1", A64, "abcdefghijklmnop", "1", "0"), "whole numbers"}, {HEAD "{\"at\":1", "x:2"}, {HEAD "\xff\n", "not valid JSON"}};
	struct identities s;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		CHECK(parse(bad[i].text, &s) == ST_DATA);
		if (!strstr(e.message, bad[i].says) && !strstr(e.where, bad[i].says)) {
			CHECK_STR(e.message, bad[i].says);
		}
	}
}

static void names(void)
{
	unsigned char chance[10];
	char out[IDENTITY_ID];

	memset(chance, 0, sizeof chance);
	identity_name(chance, out);
	CHECK_STR(out, "R-aaaaaaaaaaaaaaaa");
	memset(chance, 0xff, sizeof chance);
	identity_name(chance, out);
	CHECK_STR(out, "R-7777777777777777");
	memcpy(chance, "foobarfoob", sizeof chance); /* RFC 4648 §10: foobar is MZXW6YTBOI */
	identity_name(chance, out);
	CHECK_STR(out, "R-mzxw6ytbojtg633c");
}

/* printf '%064d' 0 | xxd -r -p | cat - <(echo row) | sha256sum */
static void commitment(void)
{
	static const unsigned char salt[IDENTITY_SALT];
	char hex[SHA256_HEX];

	CHECK(identity_commit(salt, "row\n", 4, hex, &e) == ST_OK);
	CHECK_STR(hex, "d8ce187b416ec6a53810818a16826875181efb4709cdee377bae1cae910ed218");
}

static void rows(void)
{
	static const struct { const char *bytes; size_t n; uint32_t line[3]; uint64_t at[4]; size_t rows; bool found; } t[] = {
		{"id\na\nb\n", 7, {2, 3}, {3, 5, 7}, 2, true},
		{"id\r\na\r\nb", 8, {2, 3}, {4, 7, 8}, 2, true},
		{"id\na,\"x\ny\"\n\nb\n", 14, {2, 5}, {3, 12, 14}, 2, true},   /* a line feed in a field, and an empty line */
		{"\xff\xfe" "i\0\n\0\x0a\x0a\n\0b\0", 12, {2, 3}, {6, 10, 12}, 2, true}, /* U+0A0A is no line feed */
		{"\xfe\xff" "\0i\0\n\0a\0\n\0b", 12, {2, 3}, {6, 10, 12}, 2, true},
		{"id\na\n", 5, {2, 3}, {0}, 2, false},
		{"id\na\n", 5, {2, 2}, {0}, 2, true},
		{"", 0, {1}, {0}, 1, false},
	};
	uint64_t at[4];

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		bool found = rows_find(t[i].bytes, t[i].n, t[i].line, t[i].rows, at);

		CHECK(found == t[i].found);
		for (size_t k = 0; found && t[i].at[0] && k <= t[i].rows; k++)
			CHECK(at[k] == t[i].at[k]);
	}
}

TESTS({"round trip", round_trip}, {"refused", refused}, {"names", names}, {"commitment", commitment}, {"rows", rows})
