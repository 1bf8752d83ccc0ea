/* spelling.h against its definitions, on random words. */
#include "names/spelling.h"

#include "check.h"
#include "names/spelling_costs.h"

#include <stdlib.h>

static unsigned random_seed = 20240601;
static unsigned below(unsigned n)
{
	random_seed = random_seed * 1664525u + 1013904223u;
	return (random_seed >> 8) % n;
}

enum { LONG = 16 };

/* Optimal string alignment, the whole table; `costs` NULL: every change costs 1. */
static unsigned alignment(const uint8_t *a, size_t na, const uint8_t *b, size_t nb, const uint8_t (*costs)[32])
{
	unsigned d[LONG + 1][LONG + 1], unit = costs ? SPELLING_UNIT : 1;

	for (size_t i = 0; i <= na; i++)
		for (size_t j = 0; j <= nb; j++) {
			unsigned best = i || j ? 10000 : 0, c;

			if (i && (c = d[i - 1][j] + (costs ? costs[a[i - 1]][0] : 1)) < best)
				best = c;
			if (j && (c = d[i][j - 1] + (costs ? costs[0][b[j - 1]] : 1)) < best)
				best = c;
			if (i && j && (c = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : costs ? costs[a[i - 1]][b[j - 1]] : 1)) < best)
				best = c;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && (c = d[i - 2][j - 2] + unit) < best)
				best = c;
			d[i][j] = best;
		}
	return d[na][nb];
}

static size_t make(uint8_t *w, size_t most, unsigned letters)
{
	size_t n = below((unsigned)most + 1);

	for (size_t i = 0; i < n; i++)
		w[i] = (uint8_t)(1 + below(letters));
	return n;
}

/* A word near to another: up to three changes. */
static size_t change(const uint8_t *a, size_t n, uint8_t *b, unsigned letters)
{
	memcpy(b, a, n);
	for (unsigned k = below(4); k; k--) {
		size_t at = n ? below((unsigned)n) : 0;

		switch (below(4)) {
		case 0:
			if (n == LONG)
				break;
			memmove(b + at + 1, b + at, n - at);
			b[at] = (uint8_t)(1 + below(letters));
			n++;
			break;
		case 1:
			if (n)
				memmove(b + at, b + at + 1, --n - at);
			break;
		case 2:
			if (n)
				b[at] = (uint8_t)(1 + below(letters));
			break;
		default:
			if (at + 1 < n) {
				uint8_t c = b[at];

				b[at] = b[at + 1];
				b[at + 1] = c;
			}
		}
	}
	return n;
}

static void one_error(void)
{
	uint8_t a[LONG], b[LONG];
	unsigned near = 0;

	for (int i = 0; i < 300000; i++) {
		unsigned letters = 2 + below(5);
		size_t na = make(a, LONG / 2, letters), nb = below(4) ? change(a, na, b, letters) : make(b, LONG / 2, letters);
		bool want = alignment(a, na, b, nb, NULL) <= 1;

		CHECK(spelling_one_error((const char *)a, na, (const char *)b, nb) == want);
		CHECK(spelling_one_error((const char *)b, nb, (const char *)a, na) == want);
		near += want;
	}
	CHECK(near > 50000 && near < 250000);
	CHECK(spelling_one_error("", 0, "", 0) && spelling_one_error("", 0, "a", 1) && !spelling_one_error("", 0, "ab", 2));
	CHECK(spelling_one_error("ab", 2, "ba", 2) && !spelling_one_error("ab", 2, "cd", 2) && !spelling_one_error("abc", 3, "cab", 3));
}

static void distance(void)
{
	uint8_t a[LONG], b[LONG];

	for (int i = 0; i < 300000; i++) {
		unsigned letters = i % 2 ? 31 : 5, most = below(80), want, got;
		size_t na = make(a, LONG, letters), nb = below(4) ? change(a, na, b, letters) : make(b, LONG, letters);

		want = alignment(a, na, b, nb, spelling_costs);
		got = spelling_distance(a, na, b, nb, most, false);
		CHECK(got == (want <= most ? want : SPELLING_FAR));
		CHECK(got == spelling_distance(b, nb, a, na, most, false));
	}
}

/* No change costs less than it moves the counts, so no sequence of changes does. */
static void signatures(void)
{
	uint8_t a[LONG], b[LONG];

	for (unsigned x = 0; x < 32; x++)
		for (unsigned y = 0; y < 32; y++) {
			unsigned moved;

			CHECK(spelling_costs[x][y] == spelling_costs[y][x]);
			if (x == y)
				continue;
			moved = (unsigned)spelling_weight[x] + spelling_weight[y];
			if (x && y && spelling_bin[x] == spelling_bin[y])
				moved = (unsigned)abs((int)spelling_weight[x] - (int)spelling_weight[y]);
			if (!x || !y)
				moved += SPELLING_LENGTH_WEIGHT;
			CHECK(spelling_bin[x] != SPELLING_LENGTH || !spelling_weight[x]);
			CHECK(moved <= spelling_costs[x][y]);
		}
	for (int i = 0; i < 200000; i++) {
		size_t na = make(a, LONG, 31), nb = below(4) ? change(a, na, b, 31) : make(b, LONG, 31);
		struct spelling_signature s, t;

		spelling_sign(a, na, &s);
		spelling_sign(b, nb, &t);
		CHECK(spelling_bound(&s, &t) <= alignment(a, na, b, nb, spelling_costs));
		CHECK(spelling_length(&s) == na);
	}
}

TESTS({"one error", one_error}, {"distance", distance}, {"signatures", signatures})
