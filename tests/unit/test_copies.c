/* Copies: all records that are the same in every field hang together by the pairs proposed, few pairs are, none is of what may not be paired. All people are synthetic. */
#include "link/copies.h"

#include "base/random.h"
#include "check.h"

#include <stdlib.h>

enum { N = 400 };

static struct link_records records;
static struct link_fields fields;
static struct arena arena;
static struct error e;
static uint16_t file[N];

static uint32_t root(uint32_t *up, uint32_t i)
{
	while (up[i] != i)
		i = up[i];
	return i;
}

/* Records of few names, places and years: many the same. In two files. */
static bool make(uint64_t seed)
{
	static const char *const given[] = {"Adan", "Bela", "Juno", ""}, *const place[] = {"Sarle", "Ostrel", "Pandor"};
	struct random g = random_start(seed, 0);
	struct link_read_options o = {.id = "id", .delimiter = ','};
	struct buf text = BUF_INIT;
	struct input in, *list = &in;
	bool good;

	records_free(&records);
	fields_free(&fields);
	buf_text(&text, "id,given_name,place,birth_date\n");
	for (int i = 0; i < N; i++)
		buf_printf(&text, "%d,%s,%s,19%02d-01-02\n", i, given[random_below(&g, 4)], place[random_below(&g, 3)], 60 + (int)random_below(&g, 12));
	input_bytes(text.bytes, text.len, "people.csv", &in);
	good = !records_read(&list, 1, &o, &records, &e) && !fields_make(&records, &arena, &fields, &e);
	input_close(&in);
	buf_free(&text);
	for (int i = 0; i < N; i++)
		file[i] = i >= N / 2;
	return good;
}

static bool equal(uint32_t a, uint32_t b, size_t but)
{
	bool known = false;

	for (size_t k = 0; k < fields.n; k++) {
		if (k != but && fields.field[k].cell[a] != fields.field[k].cell[b])
			return false;
		known = known || (k != but && fields.field[k].cell[a]);
	}
	return known;
}

static void hang_together(void)
{
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct block_options o = {.cap = 1000};
		struct block_set s = {0};
		uint32_t up[N];

		CHECK(make(seed));
		CHECK(fields.n == 3);
		CHECK(!copies_add(&fields, &o, &s, &e));
		CHECK(s.n < N);
		for (uint32_t i = 0; i < N; i++)
			up[i] = i;
		for (size_t i = 0; i < s.n; i++) {
			uint32_t a = (uint32_t)(s.pair[i] >> 32), b = (uint32_t)s.pair[i];

			CHECK(a < b && b < N && equal(a, b, fields.n) && (!i || s.pair[i - 1] < s.pair[i]));
			up[root(up, a)] = root(up, b);
		}
		for (uint32_t a = 0; a < N; a++)
			for (uint32_t b = a + 1; b < N; b++)
				CHECK((root(up, a) == root(up, b)) == equal(a, b, fields.n));
		free(s.pair);
	}
}

/* With a small cap those that differ in one field, too; what is there already stays, once. */
static void but_one(void)
{
	struct block_options o = {.cap = 3};
	struct block_set s = {0};
	size_t first, whole = 0;

	CHECK(make(7) && !copies_add(&fields, &o, &s, &e));
	for (size_t i = 0; i < s.n; i++) {
		uint32_t a = (uint32_t)(s.pair[i] >> 32), b = (uint32_t)s.pair[i];

		CHECK(equal(a, b, 0) || equal(a, b, 1) || equal(a, b, 2));
		whole += equal(a, b, fields.n);
	}
	CHECK(whole && whole < s.n && s.n < 4 * N);
	first = s.n;
	CHECK(!copies_add(&fields, &o, &s, &e) && s.n == first);
	free(s.pair);
}

static void files(void)
{
	bool clean[LINK_FILES] = {true};
	struct block_options o = {.cap = 1000, .file = file, .clean = clean};
	struct block_set s = {0};
	size_t second = 0;

	CHECK(make(3) && !copies_add(&fields, &o, &s, &e) && s.n);
	for (size_t i = 0; i < s.n; i++) {
		CHECK(file[s.pair[i] >> 32] || file[(uint32_t)s.pair[i]]);
		second += file[s.pair[i] >> 32] && file[(uint32_t)s.pair[i]];
	}
	CHECK(second && second < s.n);
	free(s.pair);
	s = (struct block_set){0};
	o.across = true;
	CHECK(!copies_add(&fields, &o, &s, &e) && s.n);
	for (size_t i = 0; i < s.n; i++)
		CHECK(file[s.pair[i] >> 32] != file[(uint32_t)s.pair[i]]);
	free(s.pair);
}

static void done(void)
{
	records_free(&records);
	fields_free(&fields);
	arena_free(&arena);
}

TESTS({"hang together", hang_together}, {"all but one", but_one}, {"files", files}, {"done", done})
