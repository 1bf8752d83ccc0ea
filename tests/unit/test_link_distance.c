/* Slips between two short texts: against the table of Damerau's distance, symmetric, cut, and never below what the letters alone tell. */
#include "base/random.h"
#include "link/distance.h"

#include "check.h"

#include <stdlib.h>

static unsigned kind(char c)
{
	if (c >= 'a' && c <= 'z')
		return (unsigned)c;
	return (c >= '0' && c <= '9') || c == ' ' ? (unsigned)c : 255;
}

/* Optimal string alignment, cell by cell. */
static unsigned naive(const char *a, size_t na, const char *b, size_t nb)
{
	static unsigned d[DISTANCE_LONG + 1][DISTANCE_LONG + 1];

	na = na > DISTANCE_LONG ? DISTANCE_LONG : na;
	nb = nb > DISTANCE_LONG ? DISTANCE_LONG : nb;
	for (size_t i = 0; i <= na; i++)
		for (size_t j = 0; j <= nb; j++) {
			unsigned best, same;

			if (!i || !j) {
				d[i][j] = (unsigned)(i + j);
				continue;
			}
			same = kind(a[i - 1]) == kind(b[j - 1]);
			best = d[i - 1][j - 1] + !same;
			best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
			best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
			if (i > 1 && j > 1 && kind(a[i - 1]) == kind(b[j - 2]) && kind(a[i - 2]) == kind(b[j - 1]) && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[na][nb];
}

static size_t text(struct random *g, char *out, size_t most, const char *letters, size_t n_letters)
{
	size_t n = random_below(g, most + 1);

	for (size_t i = 0; i < n; i++)
		out[i] = letters[random_below(g, n_letters)];
	return n;
}

/* A text, and the same with a few slips. */
static size_t slipped(struct random *g, const char *a, size_t n, char *out, size_t slips)
{
	memcpy(out, a, n);
	while (slips--) {
		size_t i = n ? random_below(g, n) : 0;
		char c = (char)('a' + random_below(g, 26)), swap;

		switch (random_below(g, 4)) {
		case 0:
			memmove(out + i + 1, out + i, n - i);
			out[i] = c;
			n++;
			break;
		case 1:
			if (n) {
				memmove(out + i, out + i + 1, n - i - 1);
				n--;
			}
			break;
		case 2:
			if (n)
				out[i] = c;
			break;
		default:
			if (n > 1 && i + 1 < n) {
				swap = out[i];
				out[i] = out[i + 1];
				out[i + 1] = swap;
			}
		}
	}
	return n;
}

static bool good(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned want = naive(a, na, b, nb), got = distance_osa(a, na, b, nb), back = distance_osa(b, nb, a, na);

	if (got == want && back == want && distance_least(distance_letters(a, na), distance_letters(b, nb)) <= want)
		return true;
	fprintf(stderr, "%.*s | %.*s: %u, back %u, want %u\n", (int)na, a, (int)nb, b, got, back, want);
	return false;
}

static void as_the_table(void)
{
	static const struct { const char *letters; size_t n, most; } kinds[] = {
		{"ab", 2, 8}, {"abc", 3, 20}, {"abcdefghijklmnopqrstuvwxyz0123456789 -\xc3\x28\xff", 40, 66}, {"ab", 2, 70}, {"aB-\x80 9", 6, 12}};
	struct random g = random_start(20260101, 0);

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (unsigned i = 0; i < 20000; i++) {
			char a[80], b[96];
			size_t na = text(&g, a, kinds[k].most, kinds[k].letters, kinds[k].n), nb;

			CHECK(good(a, na, a, na) && !distance_osa(a, na, a, na));
			nb = text(&g, b, kinds[k].most, kinds[k].letters, kinds[k].n);
			CHECK(good(a, na, b, nb));
			nb = slipped(&g, a, na, b, 1 + random_below(&g, 4));
			CHECK(good(a, na, b, nb));
		}
}

static void known(void)
{
	static const struct { const char *a, *b; unsigned d; } pairs[] = {
		{"", "", 0}, {"", "abc", 3}, {"smith", "smyth", 1}, {"smith", "simth", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"a-b", "a_b", 0},
		{"jon", "john", 1}, {"abcd", "badc", 2}, {"1999", "1989", 1}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		CHECK(distance_osa(pairs[i].a, strlen(pairs[i].a), pairs[i].b, strlen(pairs[i].b)) == pairs[i].d);
}

/* What comes after the 64th byte is not looked at, and never read where the text is shorter. */
static void cut(void)
{
	char *a = malloc(200), *b = malloc(64);

	memset(a, 'a', 200);
	memset(b, 'a', 64);
	CHECK(distance_osa(a, 200, b, 64) == 0 && distance_osa(a, 63, b, 64) == 1);
	memset(b, 'b', 64);
	CHECK(distance_osa(a, 200, b, 64) == 64 && distance_osa(b, 64, a, 200) == 64);
	CHECK(distance_letters(a, 200) == distance_letters(a, 1));
	memset(a + 64, 'c', 136);
	CHECK(distance_letters(a, 200) == distance_letters(a, 64));
	CHECK(distance_osa(NULL, 0, b, 64) == 64 && distance_osa(NULL, 0, NULL, 0) == 0 && distance_letters(NULL, 0) == 0);
	free(a);
	free(b);
}

TESTS({"as the table", as_the_table}, {"known", known}, {"cut", cut})
