/* Tables of lists: both forms, what they may be written like, and what is refused with which words. */
#include "check.h"
#include "estimate/overlap_read.h"

static struct arena a;
static struct overlap_file f;
static struct error e;

static enum status read_by(const char *text, const char *by, const char *lists)
{
	const char *bys[4], *names[32];
	struct overlap_options o = {.by = bys, .lists = names};
	struct input in;
	char words[256];

	arena_free(&a);
	error_clear(&e);
	(void)snprintf(words, sizeof words, "%s", by ? by : "");
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
		bys[o.n_by++] = arena_strdup(&a, w);
	(void)snprintf(words, sizeof words, "%s", lists ? lists : "");
	for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
		names[o.n_lists++] = arena_strdup(&a, w);
	input_bytes(text, strlen(text), "t.csv", &in);
	enum status st = overlap_read(&in, &o, &a, &f, &e);
	input_close(&in);
	return st;
}

static uint64_t cell(const struct overlap *o, uint32_t history)
{
	for (size_t i = 0; i < o->n_cells; i++)
		if (o->cells[i].history == history)
			return o->cells[i].count;
	return 0;
}

static void counts(void)
{
	CHECK(read_by("A,B,C,count\n1,0,0,10\n0,1,0,20\n1,1,0,3\n0,0,1,1000000000\n1,1,1,0\n", NULL, NULL) == ST_OK);
	CHECK(f.all.n_lists == 3 && f.all.observed == 1000000033 && f.all.n_cells == 4 && !f.people && f.rows == 5 && !f.n_notes);
	CHECK_STR(f.all.lists[2], "C");
	CHECK(cell(&f.all, 3) == 3 && cell(&f.all, 4) == 1000000000);
	CHECK(read_by("A;B;freq\r\nyes;no;5.0\r\nFALSE;True;6\r\n", NULL, NULL) == ST_OK);
	CHECK(cell(&f.all, 1) == 5 && cell(&f.all, 2) == 6);
	CHECK(read_by("A\tB\tcount\n1\t0\t4\n0\t1\t4\n1\t1\t9007199254740984\n", NULL, NULL) == ST_OK && f.all.observed == 1ull << 53);
	CHECK(read_by("A,B,N\n1,0,1\n0,1,1\n1,1,0\n1,1,1\n1,1,1\n", NULL, NULL) == ST_OK && f.people && f.all.n_lists == 3);
}

static void people(void)
{
	CHECK(read_by("person_id,A,B,sex,note\n7,1,0,F,x\n8,1,1,M,\"a,b\"\n9,1,0,F,\n1,0,1,F,\n", NULL, NULL) == ST_OK);
	CHECK(f.people && f.all.n_lists == 2 && f.all.observed == 4 && cell(&f.all, 1) == 2 && f.n_notes == 3);
	CHECK_STR(f.notes[0], "Column person_id was taken for an identifier and left out.");
	CHECK_STR(f.notes[1], "Column sex is no list and was not used.");
	CHECK(read_by("A,B,year\n1,0,1999\n1,1,2000\n0,1,1999\n0,1,1999\n", "year", NULL) == ST_OK);
	CHECK(f.n_strata == 2 && f.all.observed == 4);
	CHECK_STR(f.strata[0].name, "1999");
	CHECK(cell(&f.strata[0].o, 2) == 2 && f.strata[1].o.observed == 1 && f.strata[1].o.n_lists == 2);
	CHECK(read_by("A,B,child,year\n1,0,1,1999\n1,1,0,1999\n0,1,0,1999\n", NULL, "B A") == ST_OK);
	CHECK_STR(f.all.lists[0], "B");
	CHECK(f.n_notes == 2 && cell(&f.all, 2) == 1);
}

static void strata(void)
{
	const char *t = "sex,A,B,age,count\nM,1,0,old,1\nM,0,1,old,2\nF,1,0,old,3\nM,1,1,young,4\nM,1,0,young,5\n";

	CHECK(read_by(t, "sex age", NULL) == ST_OK && f.n_strata == 3 && f.n_by == 2);
	CHECK_STR(f.strata[0].name, "F, old");
	CHECK_STR(f.strata[2].values[1], "young");
	CHECK(f.strata[2].o.observed == 9 && f.all.observed == 15);
	/* summed over what is not used, which still tells rows apart */
	CHECK(read_by(t, "sex", "A B") == ST_OK && f.n_strata == 2 && cell(&f.strata[1].o, 1) == 6);
}

static void refused(const char *text, const char *by, const char *where, const char *what)
{
	CHECK(read_by(text, by, NULL) == ST_DATA);
	CHECK_STR(e.where, where);
	if (!strstr(e.message, what))
		CHECK_STR(e.message, what);
}

static void bad(void)
{
	refused("A,B,count\n1,0,-3\n", NULL, "t.csv:2:5", "found -3, expected a count of 0 or more");
	refused("A,B,count\n1,0,2.5\n", NULL, "t.csv:2:5", "found 2.5, expected a whole number");
	refused("A,B,count\n1,0,1e3\n", NULL, "t.csv:2:5", "found 1e3, expected a whole number");
	refused("A,B,count\n1,0,many\n", NULL, "t.csv:2:5", "found 'many', expected a whole number");
	refused("A,B,count\n1,0,\n", NULL, "t.csv:2:5", "found no count");
	refused("A,B,count\n1,0,nan\n", NULL, "t.csv:2:5", "expected a whole number");
	refused("A,B,count\n1,0,9007199254740993\n", NULL, "t.csv:2:5", "at most 2^53");
	refused("A,B,count\n1,0,9007199254740992\n0,1,1\n", NULL, "t.csv:3:1", "more than 2^53 people in all");
	refused("A,B,count\n1,0,3\n0,1,4\n1,0,3\n", NULL, "t.csv:4:1", "found the same row as in line 2");
	refused("A,B,count\n1,0,3\n0,0,4\n", NULL, "t.csv:3:5", "found 4 on no list: that is the very number that is sought");
	refused("A,B\n1,0\n0,0\n", NULL, "t.csv:3:1", "found somebody on no list");
	refused("A,B,C,count\n1,0,0,3\n0,1,0,2\n", NULL, "t.csv:1:5", "found nobody on the list C");
	refused("A,B,C,count\n1,0,0,3\n0,1,0,2\n0,1,1,0\n", NULL, "t.csv:1:5", "found nobody on the list C");
	refused("A,count\n1,3\n", NULL, "t.csv:1", "found one list, expected two");
	refused("count\n3\n", NULL, "t.csv:2:1", "3 on no list");
	refused("A,B,count\n", NULL, "t.csv:1", "found a header and no rows");
	refused("A,B,count\n1,2,3\n", NULL, "t.csv:2:3", "found '2' in column B, expected 0 or 1");
	refused("A,B,sex,count\n1,1,F,3\n", NULL, "t.csv:2:5", "found 'F' in column sex, expected 0 or 1");
	refused("A,B,total\n1,0,34\n", NULL, "t.csv:2:5", "numbers in a last column named count");
	refused("A,B,total\n1,0,1\n0,1,34\n", NULL, "t.csv:3:5", "found '34' in column total, expected 0 or 1");
	refused("A,B,age\n1,0,x\n0,2,1\n", NULL, "t.csv:3:3", "found '2' in column B, expected 0 or 1");
	refused("A,count,B\n1,3,0\n", NULL, "t.csv:1:3", "found the column count in the middle");
	refused("A,B,count\n1,0,3\n", "year", "t.csv:1", "found no column 'year' for --by; the columns are A, B, count");
	refused("A,B,count\n1,0,3\n", "count", "", "the column of counts");
	refused("A,B,count\n1,0\n", NULL, "t.csv:2", "found 2 fields, expected 3");
	refused("l1,l2,l3,l4,l5,l6,l7,l8,l9,l10,l11,l12,l13,l14,l15,l16,l17,l18,l19,l20,l21,l22,l23,l24,l25,l26,l27,l28,l29,l30,count\n"
		"1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,3\n", NULL, "t.csv:2:41", "more than 20 lists");
	refused("", NULL, "t.csv", "found an empty file");
}

static void no_list(void)
{
	CHECK(read_by("A,B,count\n1,0,3\n0,1,4\n0,0,0\n", NULL, NULL) == ST_OK && f.n_notes == 1 && f.all.observed == 7);
	CHECK(read_by("A,B,count\n1,0,3\n0,1,4\n0,0,NA\n", NULL, NULL) == ST_OK && f.n_notes == 1);
}

static void many(void)
{
	struct buf b = BUF_INIT;

	buf_text(&b, "A,B,C,stratum,count\n");
	for (unsigned s = 0; s < OVERLAP_STRATA; s++)
		for (unsigned h = 1; h < 8; h++)
			buf_printf(&b, "%u,%u,%u,s%04u,%u\n", h & 1, h >> 1 & 1, h >> 2, s, h);
	CHECK(read_by(buf_str(&b), "stratum", NULL) == ST_OK && f.n_strata == OVERLAP_STRATA && f.all.observed == 28 * OVERLAP_STRATA);
	CHECK(f.strata[999].o.observed == 28 && cell(&f.strata[999].o, 5) == 5);
	buf_text(&b, "1,0,0,other,1\n");
	CHECK(read_by(buf_str(&b), "stratum", NULL) == ST_DATA);
	buf_free(&b);
}

static void done(void)
{
	arena_free(&a);
}

TESTS({"a row per overlap", counts}, {"a row per person", people}, {"strata", strata}, {"bad input", bad}, {"those on no list", no_list},
      {"many strata", many}, {"done", done})
