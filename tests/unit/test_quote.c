#include "check/check.h"

#include "check.h"

#include <stdlib.h>

static bool stands(const char *text, const char *quote, size_t *a, size_t *b)
{
	return quote_find(text, strlen(text), quote, a, b);
}

static void folded(void)
{
	size_t a, b;
	CHECK(stands("He said “never again” twice.", "\"never again\"", &a, &b));
	CHECK(a == 8 && b == 8 + 3 + 11 + 3);
	CHECK(stands("one\xC2\xA0two\n\n three", "one two three", &a, &b) && a == 0);
	CHECK(stands("China’s role", "China's role", &a, &b));
	CHECK(stands("1990–1995", "1990-1995", &a, &b));
	CHECK(stands("and so on…", "so on...", &a, &b));
	CHECK(stands("co\xC2\xADoperate", "cooperate", &a, &b));
	CHECK(stands("Cafe\xCC\x81 noir", "Café noir", &a, &b) && a == 0 && b == strlen("Cafe\xCC\x81 noir"));
	CHECK(stands("김정은은", "김정은", &a, &b) && b == 9);
	CHECK(stands("\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7 x", "김 x", &a, &b)); /* conjoining jamo */
	CHECK(stands("a b c d e", "a b […] e", &a, &b) && a == 0 && b == 9);
	CHECK(stands("  x  ", " x ", &a, &b) && a == 2 && b == 3);
}

static void not_there(void)
{
	size_t a, b;
	CHECK(!stands("Never again", "never again", &a, &b)); /* case is not folded */
	CHECK(!stands("subjected to abuse", "subjected abuse", &a, &b));
	CHECK(!stands("a b", "b a", &a, &b));
	CHECK(!stands("e a", "a [...] e", &a, &b)); /* order counts */
	CHECK(!stands("", "x", &a, &b));
	CHECK(!stands("x", "", &a, &b));
	CHECK(!stands("x", "[...]", &a, &b));
	CHECK(!stands("resume", "résumé", &a, &b));
	CHECK(!stands("the 800 women", "the 80 women", &a, &b));
}

/* a piece cut out of a random text is found where it was cut, or earlier */
static void cut_out(void)
{
	static const char *const parts[] = {"a", "b", " ", "\xC2\xA0", "’", "é", "e\xCC\x81", "김", "—", "\n", "x", "“"};
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : 7;
	(void)printf("seed %u\n", seed);
	srand(seed);
	for (int round = 0; round < 3000; round++) {
		char text[512] = "", quote[256] = "";
		size_t marks[41], n = 40;
		for (size_t i = 0; i < n; i++) {
			marks[i] = strlen(text);
			strcat(text, parts[(size_t)rand() % 12]);
		}
		marks[n] = strlen(text);
		size_t i = (size_t)rand() % n, j = i + 1 + (size_t)rand() % (n - i), a, b;
		memcpy(quote, text + marks[i], marks[j] - marks[i]);
		bool blank = true;
		for (size_t k = 0; quote[k]; k++)
			blank = blank && (strchr(" \n\xC2\xA0", quote[k]) != NULL);
		if (blank || (unsigned char)quote[0] == 0xCC)
			continue;
		if (!stands(text, quote, &a, &b))
			(void)fprintf(stderr, "[%s] in [%s]\n", quote, text);
		CHECK(stands(text, quote, &a, &b));
		CHECK(a <= b && b <= strlen(text));
	}
}

TESTS({"folded", folded}, {"not there", not_there}, {"cut out", cut_out})
