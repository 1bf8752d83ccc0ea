/* Records of people made up: the same bytes for the same seed, as many people and errors as asked for, handed over in pieces. */
#include "link/synthesise.h"

#include "base/buf.h"
#include "base/sha256.h"
#include "check.h"

#include <malloc.h>
#include <stdlib.h>

enum { ID, ENTITY, GIVEN, FAMILY, DATE, SEX, PLACE, POSTCODE, PHONE, EMAIL, NATIONAL, COLUMNS };
#define HEADER "id,entity_id,given_name,family_name,birth_date,sex,place,postcode,phone,email,national_id\n"

struct sink { struct buf b; size_t pieces, longest, stop_at; ptrdiff_t held_first, held_most; };

static enum status take(void *arg, const char *bytes, size_t n, struct error *e)
{
	struct sink *s = arg;
	ptrdiff_t held = (ptrdiff_t)(mallinfo2().uordblks + mallinfo2().hblkhd) - (ptrdiff_t)s->b.cap; /* nothing is told under a sanitizer */

	if (!s->pieces++)
		s->held_first = held;
	s->held_most = held > s->held_most ? held : s->held_most;
	s->longest = n > s->longest ? n : s->longest;
	if (s->stop_at && s->pieces == s->stop_at)
		return error_set(e, ST_ENV, "full");
	buf_add(&s->b, bytes, n);
	return ST_OK;
}

static enum status make(struct sink *s, uint64_t records, uint64_t seed, double duplicates, double errors)
{
	struct synthesise_options o = {records, seed, duplicates, errors};
	struct error e;

	memset(s, 0, sizeof *s);
	return synthesise(&o, take, s, &e);
}

static bool hash_is(const struct sink *s, const char *want)
{
	struct sha256 h;
	char hex[SHA256_HEX];

	sha256_of(s->b.bytes, s->b.len, NULL, 0, NULL, 0, &h, NULL);
	sha256_hex(&h, hex);
	if (strcmp(hex, want) != 0)
		fprintf(stderr, "got %s\n", hex);
	return !strcmp(hex, want);
}

static void same_bytes(void)
{
	struct sink a, b, c;

	CHECK(make(&a, 3000, 7, 0, 0) == ST_OK && make(&b, 3000, 7, 1.6, 1.5) == ST_OK && make(&c, 3000, 8, 0, 0) == ST_OK);
	CHECK(a.b.len == b.b.len && !memcmp(a.b.bytes, b.b.bytes, a.b.len));
	CHECK(a.b.len != c.b.len || memcmp(a.b.bytes, c.b.bytes, a.b.len) != 0);
	/* changes with data/link, and with how names/ writes Korean and Russian in Latin letters */
	CHECK(hash_is(&a, "1e0c03394fa57e54a9c6be129b340c715c917cafd28f0e0e481ebfd8ccb26714"));
	buf_free(&a.b);
	buf_free(&b.b);
	buf_free(&c.b);
}

struct row { const char *cell[COLUMNS]; unsigned entity; };

static int by_entity(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return (x->entity > y->entity) - (x->entity < y->entity);
}

/* The rows, people together; NULL when a line is not what it should be. */
static struct row *rows_of(struct sink *s, size_t n)
{
	struct row *rows = calloc(n, sizeof *rows);
	char *p = s->b.bytes;

	if (strncmp(p, HEADER, sizeof HEADER - 1) || strpbrk(p, "\"\r"))
		return free(rows), NULL;
	p += sizeof HEADER - 1;
	for (size_t i = 0; i < n; i++) {
		for (int c = 0; c < COLUMNS; c++) {
			size_t len = strcspn(p, ",\n");

			if (p[len] != (c + 1 < COLUMNS ? ',' : '\n'))
				return free(rows), NULL;
			rows[i].cell[c] = p;
			p[len] = 0;
			p += len + 1;
		}
		if (strncmp(rows[i].cell[ID], "syn-", 4) || strtoul(rows[i].cell[ID] + 4, NULL, 10) != i + 1 || strncmp(rows[i].cell[ENTITY], "syn-p", 5))
			return free(rows), NULL;
		rows[i].entity = (unsigned)strtoul(rows[i].cell[ENTITY] + 5, NULL, 10);
	}
	if (*p)
		return free(rows), NULL;
	qsort(rows, n, sizeof *rows, by_entity);
	return rows;
}

struct counts { size_t people, alone, most, pairs, same[COLUMNS], other[COLUMNS], all_same; };

static void count(const struct row *rows, size_t n, struct counts *k)
{
	memset(k, 0, sizeof *k);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && rows[end].entity == rows[i].entity;)
			end++;
		k->people++;
		k->alone += end == i + 1;
		k->most = end - i > k->most ? end - i : k->most;
		for (size_t a = i; a < end; a++)
			for (size_t b = a + 1; b < end; b++) {
				bool differs = false;

				k->pairs++;
				for (int c = GIVEN; c < COLUMNS; c++) {
					bool same = !strcmp(rows[a].cell[c], rows[b].cell[c]);

					if (!*rows[a].cell[c] || !*rows[b].cell[c])
						continue;
					k->same[c] += same;
					k->other[c] += !same;
					differs = differs || (!same && c != PHONE);
				}
				k->all_same += !differs;
			}
	}
}

static double share(const struct counts *k, int c) { return (double)k->same[c] / (double)(k->same[c] + k->other[c]); }

static void truth_and_errors(void)
{
	enum { N = 40000 };
	struct sink s;
	struct counts usual, none, many;
	struct row *rows;

	CHECK(make(&s, N, 3, 0, 0) == ST_OK && (rows = rows_of(&s, N)) != NULL);
	count(rows, N, &usual);
	/* geometric, mean 1.6: 62.5% have one record */
	CHECK(usual.people > N / 1.63 && usual.people < N / 1.57);
	CHECK(usual.alone > 0.61 * usual.people && usual.alone < 0.64 * usual.people && usual.most > 6);
	CHECK(share(&usual, GIVEN) > 0.45 && share(&usual, GIVEN) < 0.62 && share(&usual, FAMILY) > 0.5 && share(&usual, FAMILY) < 0.66);
	CHECK(share(&usual, DATE) > 0.7 && share(&usual, DATE) < 0.84 && share(&usual, PLACE) > 0.74 && share(&usual, PLACE) < 0.87);
	CHECK(share(&usual, SEX) > 0.96 && share(&usual, SEX) < 1 && share(&usual, NATIONAL) > 0.96 && share(&usual, NATIONAL) < 1);
	free(rows);
	buf_free(&s.b);
	CHECK(make(&s, N, 3, 1.6, 1e-9) == ST_OK && (rows = rows_of(&s, N)) != NULL);
	count(rows, N, &none);
	CHECK(none.people == usual.people && none.all_same == none.pairs); /* telephones are written in several ways */
	free(rows);
	buf_free(&s.b);
	CHECK(make(&s, N, 3, 3, 6) == ST_OK && (rows = rows_of(&s, N)) != NULL);
	count(rows, N, &many);
	CHECK(many.people > N / 3.1 && many.people < N / 2.9 && share(&many, GIVEN) < 0.25 && share(&many, FAMILY) < 0.3 && many.all_same < 0.01 * many.pairs);
	free(rows);
	buf_free(&s.b);
}

/* Nobody is in it twice as two people: a national number is one person's. */
static int by_national(const void *a, const void *b) { return strcmp(((const struct row *)a)->cell[NATIONAL], ((const struct row *)b)->cell[NATIONAL]); }
static void one_number_a_person(void)
{
	enum { N = 20000 };
	struct sink s;
	struct row *rows;

	CHECK(make(&s, N, 5, 2, 1e-9) == ST_OK && (rows = rows_of(&s, N)) != NULL);
	qsort(rows, N, sizeof *rows, by_national);
	for (size_t i = 1; i < N; i++)
		if (*rows[i].cell[NATIONAL] && !strcmp(rows[i].cell[NATIONAL], rows[i - 1].cell[NATIONAL]))
			CHECK(rows[i].entity == rows[i - 1].entity);
	free(rows);
	buf_free(&s.b);
}

static void is_utf8(void)
{
	struct sink s;

	CHECK(make(&s, 20000, 11, 3, 8) == ST_OK);
	for (const unsigned char *p = (const unsigned char *)buf_str(&s.b); *p;) {
		int more = *p < 0x80 ? 0 : *p >= 0xC2 && *p < 0xE0 ? 1 : *p >= 0xE0 && *p < 0xF0 ? 2 : -1;

		CHECK(more >= 0);
		for (p++; more; more--)
			CHECK((*p++ & 0xC0) == 0x80);
	}
	buf_free(&s.b);
}

static void in_pieces(void)
{
	struct sink s;

	CHECK(make(&s, 100000, 1, 0, 0) == ST_OK);
	CHECK(s.pieces > 100 && s.longest < (1 << 16) + 4096);
	CHECK(s.held_most < s.held_first + (1 << 16)); /* nothing piles up */
	buf_free(&s.b);
	memset(&s, 0, sizeof s);
	s.stop_at = 3;
	CHECK(synthesise(&(struct synthesise_options){100000, 1, 0, 0}, take, &s, NULL) == ST_ENV && s.pieces == 3);
	buf_free(&s.b);
}

static void refused(void)
{
	static const struct synthesise_options bad[] = {{0, 1, 0, 0}, {100000001, 1, 0, 0}, {10, 1, 0.5, 0}, {10, 1, 9, 0}, {10, 1, 0, -1}, {10, 1, 0, 9},
							{10, 1, 0.0 / 0.0, 0}, {10, 1, 0, 0.0 / 0.0}};
	struct sink s = {0};
	struct error e;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(synthesise(&bad[i], take, &s, &e) == ST_USAGE && *e.message && !s.pieces);
	CHECK(make(&s, 1, 1, 1, 0) == ST_OK && s.pieces == 1);
	buf_free(&s.b);
}

TESTS({"same bytes", same_bytes}, {"truth and errors", truth_and_errors}, {"one number a person", one_number_a_person}, {"is UTF-8", is_utf8},
      {"in pieces", in_pieces}, {"refused", refused})
