/* Labelled pairs: columns by several names, words for both answers, ids of several files, contradictions; counts of a linkage made by hand; Wilson's limits. All names are synthetic. */
#include "link/labels.h"

#include "check.h"

#include <math.h>
#include <stdlib.h>

static struct arena arena;
static struct error e;
static struct labels labels;
static struct labels_use use;
static struct link_records records;

static bool read_labels(const char *text)
{
	struct input in;
	bool good;

	e = (struct error){0};
	input_bytes(text, strlen(text), "labels.csv", &in);
	good = !labels_read(&in, &arena, &labels, &e);
	input_close(&in);
	return good;
}

static bool read_people(const char *first, const char *second)
{
	struct link_read_options o = {.id = "id"};
	struct input in[2], *list[2] = {&in[0], &in[1]};
	bool good;

	records_free(&records);
	input_bytes(first, strlen(first), "police.csv", &in[0]);
	if (second)
		input_bytes(second, strlen(second), "church.csv", &in[1]);
	good = !records_read(list, second ? 2 : 1, &o, &records, &e);
	input_close(&in[0]);
	if (second)
		input_close(&in[1]);
	return good;
}

static const char people[] = "id,name\n1,Adan Ostrel\n2,Adan Ostrell\n3,Bela Pandor\n4,Bella Pandor\n";

static void columns_and_words(void)
{
	CHECK(read_labels("id_a,id_b,same\n1,2,1\n1,3,0\n3,4,\n"));
	CHECK(labels.n == 2 && labels.open == 1 && labels.v[0].same && !labels.v[1].same && labels.v[1].line == 3 && !labels.v[0].file[0]);
	CHECK(read_labels("unique_id_l,source_dataset_l,unique_id_r,source_dataset_r,clerical_match_score\n1,x,2,y,0.5\n1,x,3,y,0.49\n"));
	CHECK(labels.n == 2 && labels.v[0].same && !labels.v[1].same);
	CHECK_STR(labels.v[0].file[1], "y");
	CHECK(read_labels("Match;ID_1;ID_2\nYES;1;2\nNo;1;3\ntrue;2;3\nnonmatch;2;4\nunsure;3;4\n"));
	CHECK(labels.n == 4 && labels.v[0].same && !labels.v[1].same && labels.v[2].same && !labels.v[3].same && labels.open == 1);
}

static void wrong_tables(void)
{
	CHECK(!read_labels("id_a,same\n1,1\n") && strstr(e.message, "two columns of ids"));
	CHECK(!read_labels("id_a,id_b\n1,2\n") && strstr(e.message, "whether a pair is one person"));
	CHECK(!read_labels("id_a,id_b,same\n1,2,maybe\n") && strstr(e.message, "found maybe"));
	CHECK_STR(e.where, "labels.csv:2:5");
	CHECK(!read_labels("id_a,id_b,same\n1,2,1.5\n") && !read_labels("id_a,id_b,same\n1,2,nan\n") && !read_labels("id_a,id_b,same\n1,2,inf\n"));
	CHECK(!read_labels("id_a,id_b,same\n1,,1\n") && strstr(e.message, "no id"));
	CHECK(!read_labels("id_a,id_b,same\n") && strstr(e.message, "at least one"));
	CHECK(!read_labels("") && !read_labels("id_a,id_b,same\n1,2\n"));
}

static void whose_they_are(void)
{
	CHECK(read_people(people, NULL));
	CHECK(read_labels("id_a,id_b,same\n2,1,1\n4,3,1\n1,3,0\n1,2,1\n9,1,1\n") && !labels_use(&labels, &records, &arena, &use, &e));
	CHECK(use.n == 3 && use.same == 2 && use.again == 1 && use.elsewhere == 1);
	CHECK(use.v[0].a == 0 && use.v[0].b == 1 && use.v[1].b == 2 && !use.v[1].same && use.v[2].a == 2);
	CHECK(read_labels("id_a,id_b,same\n2,1,1\n1,2,0\n") && labels_use(&labels, &records, &arena, &use, &e) == ST_DATA);
	CHECK(strstr(e.message, "line 2") && strstr(e.where, ":3"));
	CHECK(read_labels("id_a,id_b,same\n2,2,1\n") && labels_use(&labels, &records, &arena, &use, &e) == ST_DATA);
	/* one file: whatever the labels call it */
	CHECK(read_labels("id_a,file_a,id_b,file_b,same\n1,x,2,x,1\n") && !labels_use(&labels, &records, &arena, &use, &e) && use.n == 1);
	/* two files with the same ids */
	CHECK(read_people(people, people));
	CHECK(read_labels("id_a,id_b,same\n1,2,1\n") && labels_use(&labels, &records, &arena, &use, &e) == ST_DATA && strstr(e.message, "file_a"));
	CHECK(read_labels("id_a,file_a,id_b,file_b,same\n1,police,1,church.csv,1\n1,church,2,elsewhere,1\n") && !labels_use(&labels, &records, &arena, &use, &e));
	CHECK(use.n == 1 && use.elsewhere == 1 && use.v[0].a == 0 && use.v[0].b == 4);
}

/* Pairs 1-2 and 3-4 put together, 1-3 at 0.6 and not; 2-4 not looked at. */
static void counts(void)
{
	struct link_pair pair[] = {{.a = 0, .b = 1, .probability = 1}, {.a = 0, .b = 2, .probability = 0.6f}, {.a = 2, .b = 3, .probability = 0.25f}};
	uint32_t cluster[] = {0, 0, 1, 1};
	struct link_result r = {.records = &records, .pair = pair, .n_pairs = 3, .cluster = cluster, .n_clusters = 2};
	struct labels_check c;
	bool clean[LINK_FILES] = {false};

	CHECK(read_people(people, NULL));
	CHECK(read_labels("id_a,id_b,same\n1,2,1\n1,3,0\n3,4,1\n") && !labels_use(&labels, &records, &arena, &use, &e));
	labels_check(&use, &r, 0.5, clean, &c);
	CHECK(c.bin[9].pairs == 1 && c.bin[9].same == 1 && c.bin[6].pairs == 1 && !c.bin[6].same && c.bin[2].pairs == 1 && c.bin[2].same == 1);
	CHECK(fabs(c.bin[6].sum - 0.6) < 1e-6 && !c.missed);
	CHECK(c.at_pairs == 2 && c.at_same == 1 && c.together == 2 && c.together_same == 2);
	CHECK(fabs(c.brier - (0.36 + 0.75 * 0.75) / 3) < 1e-6);
	clean[0] = true;
	labels_check(&use, &r, 0.5, clean, &c);
	CHECK(!c.at_pairs && c.bin[0].pairs == 3);
}

/* Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29. */
static void limits(void)
{
	double low, high;

	wilson(81, 263, &low, &high);
	CHECK(fabs(low - 0.2553) < 5e-5 && fabs(high - 0.3662) < 5e-5);
	wilson(15, 148, &low, &high);
	CHECK(fabs(low - 0.0624) < 5e-5 && fabs(high - 0.1605) < 5e-5);
	wilson(0, 20, &low, &high);
	CHECK(low == 0 && fabs(high - 0.1611) < 5e-5);
	wilson(1, 29, &low, &high);
	CHECK(fabs(low - 0.0061) < 5e-5 && fabs(high - 0.1718) < 5e-5);
	wilson(0, 0, &low, &high);
	CHECK(low == 0 && high == 1);
	wilson(7, 7, &low, &high);
	CHECK(high == 1 && low > 0.6 && low < 0.66);
}

static void done(void)
{
	records_free(&records);
	arena_free(&arena);
}

TESTS({"columns and words", columns_and_words}, {"wrong tables", wrong_tables}, {"whose they are", whose_they_are}, {"counts", counts}, {"limits", limits}, {"done", done})
