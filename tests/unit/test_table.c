#include "base/table.h"

#include "check.h"

#include <stdlib.h>

static enum status rows_of(const char *text, struct buf *out, struct error *e)
{
	struct input in;
	struct table t;
	bool found = true;
	input_bytes(text, strlen(text), "t.csv", &in);
	enum status s = table_open(&in, &t, e);
	if (s != ST_OK)
		return s;
	while (s == ST_OK && found) {
		s = table_next(&t, &found, e);
		for (size_t i = 0; s == ST_OK && found && i < t.n; i++)
			buf_printf(out, "%s%s", i ? "|" : "", t.row[i].text);
		if (s == ST_OK && found)
			buf_char(out, ';');
	}
	table_close(&t);
	return s;
}

static void test_read(void)
{
	struct buf b = BUF_INIT;
	struct error e = {0};
	CHECK(rows_of("\xef\xbb\xbf" "a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\n,\n\"\",평양", &b, &e) == ST_OK);
	CHECK_STR(buf_str(&b), "1|x, \"y\"\nz;|;|평양;");
	buf_free(&b);
}

static void test_faults(void)
{
	static const struct { const char *text, *where; } bad[] = {
		{"", "t.csv"}, {"a,a\n", "t.csv:1:3"}, {"a,\n", "t.csv:1:3"}, {"a,b\n1\n", "t.csv:2"}, {"a,b\n1,2,3\n", "t.csv:2"},
		{"a,b\n1,x\"y\n", "t.csv:2:4"}, {"a,b\n1,\"x\"y\n", "t.csv:2:6"}, {"a,b\n\n1,\"x\ny\n", "t.csv:3:3"},
		{"a,b\n1,\r2\n", "t.csv:2:3"}, {"a,b\n평,\"\xff\"\n", "t.csv:2:4"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buf b = BUF_INIT;
		struct error e = {0};
		CHECK(rows_of(bad[i].text, &b, &e) == ST_DATA);
		CHECK_STR(e.where, bad[i].where);
		buf_free(&b);
	}
}

/* What is written reads back; a pipe gives it in pieces of any size. */
static void test_write(void)
{
	static const char *const row[] = {"", "a \"b\"", "c,d", "e\r\nf", NULL};
	static const char *const head[] = {"1", "2", "3", "4", "5"};
	for (int q = 0; q < 2; q++) {
		struct buf text = BUF_INIT, b = BUF_INIT;
		struct error e = {0};
		table_write(&text, head, 5, (enum table_quoting)q);
		table_write(&text, row, 5, (enum table_quoting)q);
		CHECK(rows_of(buf_str(&text), &b, &e) == ST_OK);
		CHECK_STR(buf_str(&b), "|a \"b\"|c,d|e\r\nf|;");
		buf_free(&text);
		buf_free(&b);
	}
}

/* Records across the edges of the reader's buffer. */
static void test_long(void)
{
	char name[] = "/tmp/onus-table-XXXXXX";
	int fd = mkstemp(name);
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	CHECK(f);
	(void)fputs("n,text\n", f);
	for (int i = 0; i < 3000; i++) {
		(void)fprintf(f, "%d,\"", i);
		for (int j = 0; j < i % 97; j++)
			(void)fputs("\"\"é\n", f);
		(void)fputs("\"\r\n", f);
	}
	CHECK(fclose(f) == 0);
	struct input in;
	struct table t;
	struct error e = {0};
	bool found = true;
	int n = 0, good = 0;
	CHECK(input_open(name, &in, &e) == ST_OK);
	CHECK(table_open(&in, &t, &e) == ST_OK);
	while (table_next(&t, &found, &e) == ST_OK && found) {
		good += t.row[1].n == (size_t)(n % 97) * 4 && atoi(t.row[0].text) == n;
		n++;
	}
	table_close(&t);
	input_close(&in);
	(void)remove(name);
	CHECK(n == 3000 && good == 3000);
}

/* Behind a row that is wrong the next one is read; only the wrong ones are lost. */
static void test_skip(void)
{
	static const struct { const char *text; char delimiter; const char *rows; int faults; } cases[] = {
		{"a;b\n1;2,3\n4;\"5;6\"\n", ';', "1|2,3;4|5;6;", 0},
		{"a\tb\n1\t2\n3\n4\t5\n", '\t', "1|2;4|5;", 1},
		{"a,b\n1,x\"y\n2,z\n", ',', "2|z;", 1},
		{"a,b\n1,\"p\nq\"r\n2,z\n", ',', "2|z;", 1},
		{"a,b\n1,\"never\n2,z\n3,y\n", ',', "2|z;3|y;", 1},
		{"a,b\n1,\xff\n\xff,1\n2,z", ',', "2|z;", 2},
		{"a,b\n1,2,3\n2,\rz", ',', "", 2},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = BUF_INIT;
		struct error e = {0};
		struct input in;
		struct table t;
		bool found = true;
		int faults = 0;
		input_bytes(cases[i].text, strlen(cases[i].text), "t.csv", &in);
		CHECK(table_open_delimited(&in, cases[i].delimiter, &t, &e) == ST_OK);
		while (found) {
			if (table_next(&t, &found, &e)) {
				faults++;
				found = true;
				CHECK(table_skip(&t, &e) == ST_OK);
				continue;
			}
			for (size_t k = 0; found && k < t.n; k++)
				buf_printf(&b, "%s%s", k ? "|" : "", t.row[k].text);
			if (found)
				buf_char(&b, ';');
		}
		CHECK_STR(buf_str(&b), cases[i].rows);
		CHECK(faults == cases[i].faults);
		table_close(&t);
		buf_free(&b);
	}
}

static void test_utf8(void)
{
	static const char *const bad[] = {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "\xf8\x88\x80\x80\x80"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(utf8_fault(bad[i], strlen(bad[i])) == 0);
	CHECK(utf8_fault("a€𝄞", 8) == 8);
	CHECK(utf8_fault("a\0b", 3) == 1);
	/* a fault at any place of longer text */
	for (size_t at = 0; at < 21; at++) {
		char text[] = "abcdefghijklmnopqrstu";

		CHECK(utf8_fault(text, 21) == 21);
		text[at] = '\0';
		CHECK(utf8_fault(text, 21) == at);
		text[at] = (char)0xff;
		CHECK(utf8_fault(text, 21) == at);
		text[at] = 1;
		CHECK(utf8_fault(text, 21) == 21);
	}
}

TESTS({"rows", test_read}, {"faults with their place", test_faults}, {"writing", test_write}, {"long files", test_long},
      {"behind a fault", test_skip},
      {"UTF-8", test_utf8})
