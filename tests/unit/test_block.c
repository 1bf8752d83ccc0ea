/* Which pairs are looked at, against going through all of them: small blocks bring all their pairs, nothing else is proposed; any number of threads; files that are
 * clean or held against each other only; and a name that everybody has costs no more than its bound. */
#include "link/block.h"
#include "link_table.h"

#include "check.h"

enum { MOST = 80 };

static struct link_records r;
static struct link_fields f;
static struct arena arena;
static struct block_keys keys;

static bool people(size_t n, uint64_t seed, unsigned kinds)
{
	static const char *const given[] = {"anna", "anna maria", "john", "jon", "peter", "", "maria", "ivan petr"}, *const family[] = {"smith", "smyth", "garcia lopez", "lopez", "ivanov", "", "li"};
	static const char *const column[] = {"g", "f", "d", "t", "p", "m", "s"};
	static const enum link_role role[] = {ROLE_GIVEN, ROLE_FAMILY, ROLE_DATE, ROLE_PLACE, ROLE_POSTCODE, ROLE_EMAIL, ROLE_SEX};
	struct random g = random_start(seed, 0);
	struct buf b = {0};
	bool good;

	buf_printf(&b, "g,f,d,t,p,m,s\n");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s,%s,", given[random_below(&g, kinds < 8 ? kinds : 8)], family[random_below(&g, kinds < 7 ? kinds : 7)]);
		buf_printf(&b, "19%02u-%02u-%02u,", 50 + (unsigned)random_below(&g, kinds), 1 + (unsigned)random_below(&g, 3), 1 + (unsigned)random_below(&g, kinds));
		buf_printf(&b, "town of %c,%u,", 'a' + (int)random_below(&g, kinds), 10000 + 111 * (unsigned)random_below(&g, kinds));
		buf_printf(&b, "person%u@x.org,%s\n", (unsigned)random_below(&g, 2 * kinds), i % 3 ? "f" : "m");
	}
	good = table_read(b.bytes, b.len, column, role, 7, &r) && !fields_make(&r, &arena, &f, &e);
	buf_free(&b);
	block_keys_make(&f, &keys);
	return good;
}

static void people_free(void)
{
	fields_free(&f);
	records_free(&r);
	arena_free(&arena);
}

struct values { uint64_t v[BLOCK_VALUES]; size_t n; };

static struct values value[MOST][BLOCK_KEYS];
static bool large[MOST][BLOCK_KEYS];

static void values_read(void)
{
	for (uint32_t i = 0; i < r.n; i++)
		for (size_t k = 0; k < keys.n; k++) {
			uint64_t all[3 * CELL_TOKENS];
			size_t n = block_values(&f, &keys.key[k], i, all), room = block_many(&keys.key[k]) && f.field[keys.key[k].field].kind != LINK_FIELD_DATE ? BLOCK_VALUES : 1;

			value[i][k].n = n < room ? n : room;
			memcpy(value[i][k].v, all, value[i][k].n * sizeof *all);
			large[i][k] = false;
		}
}

static bool has(uint32_t i, size_t k, uint64_t v)
{
	for (size_t x = 0; x < value[i][k].n; x++)
		if (value[i][k].v[x] == v)
			return true;
	return false;
}

/* Pairs of blocks of one key that are small enough; large: who stands in one that is not. */
static void naive_one(size_t cap, bool pair[MOST][MOST])
{
	for (size_t k = 0; k < keys.n; k++)
		for (uint32_t i = 0; i < r.n; i++)
			for (size_t x = 0; x < value[i][k].n; x++) {
				size_t n = 0;

				for (uint32_t j = 0; j < r.n; j++)
					n += has(j, k, value[i][k].v[x]);
				large[i][k] = large[i][k] || n > cap;
				for (uint32_t j = i + 1; j < r.n && n <= cap; j++)
					if (has(j, k, value[i][k].v[x]))
						pair[i][j] = true;
			}
}

/* … of two keys, of those who stand in a large block of each. */
static void naive_two(size_t cap, bool pair[MOST][MOST])
{
	for (size_t k = 0; k < keys.n; k++)
		for (size_t l = k + 1; l < keys.n; l++) {
			const struct block_key *p = &keys.key[k], *q = &keys.key[l];

			if (p->field == q->field && !block_any_name(p) && !block_any_name(q) && f.field[p->field].kind != LINK_FIELD_DATE)
				continue;
			for (uint32_t i = 0; i < r.n; i++)
				for (size_t x = 0; x < value[i][k].n && large[i][k] && large[i][l]; x++)
					for (size_t y = 0; y < value[i][l].n; y++) {
						size_t n = 0;

						for (unsigned pass = 0; pass < 2; pass++)
							for (uint32_t j = pass ? i + 1 : 0; j < r.n; j++)
								if (large[j][k] && large[j][l] && has(j, k, value[i][k].v[x]) && has(j, l, value[i][l].v[y])) {
									if (!pass)
										n++;
									else if (n <= cap)
										pair[i][j] = true;
								}
					}
		}
}

static size_t shared(uint32_t i, uint32_t j)
{
	size_t n = 0;

	for (size_t k = 0; k < keys.n; k++)
		for (size_t x = 0; x < value[i][k].n; x++)
			n += has(j, k, value[i][k].v[x]);
	return n;
}

static bool ascending(const struct block_set *s)
{
	for (size_t i = 0; i < s->n; i++)
		if ((i && s->pair[i] <= s->pair[i - 1]) || s->pair[i] >> 32 >= (uint32_t)s->pair[i] || (uint32_t)s->pair[i] >= r.n)
			return false;
	return true;
}

static bool in(const struct block_set *s, uint32_t a, uint32_t b)
{
	size_t lo = 0, hi = s->n;
	uint64_t want = (uint64_t)a << 32 | b;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (s->pair[mid] < want)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && s->pair[lo] == want;
}

static bool propose(const struct block_options *o, bool more, struct block_set *s)
{
	struct block_work *w = block_begin(&f, &keys, o);
	bool good;

	*s = (struct block_set){0};
	good = w && !block_first(w, s, &e) && (!more || !block_more(w, NULL, NULL, s, &e)) && ascending(s);
	block_end(w);
	return good;
}

static void as_naive(void)
{
	for (uint64_t seed = 0; seed < 40; seed++) {
		static bool one[MOST][MOST], two[MOST][MOST];
		struct block_options o = {.cap = 3 + seed % 6 * 2, .threads = 1};
		struct block_set first, all;
		size_t n_one = 0;

		memset(one, 0, sizeof one);
		CHECK(people(20 + seed % 5 * 15, seed, 3 + seed % 7));
		values_read();
		naive_one(o.cap, one);
		memcpy(two, one, sizeof two);
		naive_two(o.cap, two);
		CHECK(propose(&o, false, &first) && propose(&o, true, &all));
		for (uint32_t i = 0; i < r.n; i++)
			for (uint32_t j = i + 1; j < r.n; j++) {
				n_one += one[i][j];
				CHECK(in(&first, i, j) == one[i][j]);
				CHECK(!two[i][j] || in(&all, i, j));
				CHECK(!in(&all, i, j) || two[i][j] || shared(i, j) >= 3);
			}
		CHECK(first.n == n_one);
		free(first.pair);
		free(all.pair);
		people_free();
	}
}

static void threads(void)
{
	struct block_set a, b;

	CHECK(table_synthesise(3000, 5, &r) && !fields_make(&r, &arena, &f, &e));
	block_keys_make(&f, &keys);
	CHECK(propose(&(struct block_options){.cap = 30, .threads = 1}, true, &a) && propose(&(struct block_options){.cap = 30, .threads = 4}, true, &b));
	CHECK(a.n > 3000 && a.n == b.n && !memcmp(a.pair, b.pair, a.n * sizeof *a.pair));
	free(b.pair);
	CHECK(propose(&(struct block_options){.cap = 30, .threads = 1000}, true, &b) && a.n == b.n && !memcmp(a.pair, b.pair, a.n * sizeof *a.pair));
	free(a.pair);
	free(b.pair);
	people_free();
}

/* No pair within a clean file, none within any file where only pairs across are asked for; the others as before. */
static void files(void)
{
	static const bool clean[3] = {true, false, false};
	uint16_t file[70];
	struct block_options o = {.cap = 12, .threads = 2};
	struct block_set all, some, across;
	size_t n_some = 0, n_across = 0;

	CHECK(people(70, 9, 5));
	for (size_t i = 0; i < 70; i++)
		file[i] = (uint16_t)(i % 3);
	CHECK(propose(&o, true, &all));
	o.file = file;
	o.clean = clean;
	CHECK(propose(&o, true, &some));
	o.across = true;
	CHECK(propose(&o, true, &across));
	for (size_t i = 0; i < all.n; i++) {
		uint32_t a = (uint32_t)(all.pair[i] >> 32), b = (uint32_t)all.pair[i];

		CHECK(in(&some, a, b) == (file[a] != file[b] || !clean[file[a]]) && in(&across, a, b) == (file[a] != file[b]));
		n_some += in(&some, a, b);
		n_across += in(&across, a, b);
	}
	CHECK(n_some == some.n && n_across == across.n && n_across < n_some && n_some < all.n);
	free(all.pair);
	free(some.pair);
	free(across.pair);
	people_free();
}

/* One name, two hundred thousand times; only the last ten have something else in common. */
static void one_name(void)
{
	enum { N = 200000 };
	static const char *const column[] = {"g", "f", "d"};
	static const enum link_role role[] = {ROLE_GIVEN, ROLE_FAMILY, ROLE_DATE};
	struct buf b = {0};
	struct block_set s;

	buf_printf(&b, "g,f,d\n");
	for (unsigned i = 0; i < N; i++)
		buf_printf(&b, "Anna,Smith,%s\n", i + 10 < N ? "" : "1971-06-24");
	CHECK(table_read(b.bytes, b.len, column, role, 3, &r) && !fields_make(&r, &arena, &f, &e));
	block_keys_make(&f, &keys);
	CHECK(propose(&(struct block_options){.cap = 50, .threads = 2}, true, &s));
	CHECK(s.n == 45 && s.pair[0] >> 32 == N - 10);
	free(s.pair);
	buf_free(&b);
	people_free();
}

static double nothing(void *arg, uint32_t a, uint32_t b)
{
	(void)arg;
	return a == b ? 1 : 0;
}

static double alike(void *arg, uint32_t a, uint32_t b)
{
	(void)arg;
	return fields_compare(&f, a, b) % 16 == NAME_SAME ? 0.5 : 0;
}

/* What is not worth it is not taken; the budget is kept, about; stopping ends it. */
static void worth(void)
{
	struct block_options o = {.cap = 10, .threads = 2, .budget = 2000};
	struct block_work *w;
	struct block_set a = {0}, b = {0};
	size_t n, tried, taken;
	int stop = 1;

	CHECK(table_synthesise(3000, 6, &r) && !fields_make(&r, &arena, &f, &e));
	block_keys_make(&f, &keys);
	CHECK((w = block_begin(&f, &keys, &o)) && !block_first(w, &a, &e));
	n = a.n;
	CHECK(!block_more(w, nothing, NULL, &a, &e) && a.n == n);
	block_counts(w, &tried, &taken);
	CHECK(tried > 0 && taken == 0);
	block_end(w);
	CHECK((w = block_begin(&f, &keys, &o)) && !block_first(w, &b, &e) && !block_more(w, alike, NULL, &b, &e));
	CHECK(b.n >= n && b.n <= n + 2 * 2000 && ascending(&b));
	block_end(w);
	free(a.pair);
	free(b.pair);
	o.stop = &stop;
	a = (struct block_set){0};
	CHECK((w = block_begin(&f, &keys, &o)) && !block_first(w, &a, &e) && !block_more(w, alike, NULL, &a, &e) && !a.n);
	block_end(w);
	free(a.pair);
	people_free();
}

TESTS({"as naive", as_naive}, {"threads", threads}, {"files", files}, {"one name", one_name}, {"worth", worth})
