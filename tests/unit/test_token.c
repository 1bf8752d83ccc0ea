/* Words kept once each: the same word is the same id however it is written, nothing hostile breaks it, and the lists grow. */
#include "base/random.h"
#include "link/token.h"

#include "check.h"

#include <stdlib.h>

static bool sound(const struct tokens *t)
{
	if (t->n > t->cap || t->n_forms > t->cap_forms || t->pool_n > t->pool_cap || 2 * (t->n - 1) > t->n_slots)
		return false;
	for (size_t i = 1; i < t->n; i++) {
		const struct token *x = &t->token[i];

		if (!x->n || x->n > TOKEN_LONG || !x->n_forms || x->n_forms > TOKEN_FORMS || x->form + x->n_forms > t->n_forms || x->text + x->n >= t->pool_n ||
		    strlen(token_text(t, (uint32_t)i)) != x->n || x->letters != distance_letters(token_text(t, (uint32_t)i), x->n))
			return false;
		for (size_t k = 0; k < x->n_forms; k++)
			if (t->form[x->form + k].n > FOLD_LONG)
				return false;
	}
	return true;
}

static uint32_t one(struct tokens *t, const char *word)
{
	uint32_t id[4];
	size_t n;

	return tokens_read(t, word, strlen(word), id, 4, &n) && n == 1 ? id[0] : 0;
}

static void same_words(void)
{
	static const char *const same[][2] = {{"Smith", "SMITH"}, {"Müller", "müller"}, {"Müller", "Mu\xcc\x88ller"}, {"Иван", "ИВАН"}, {"José", "Jose"}, {"O'Neil", "o’neil"}};
	struct tokens t;

	CHECK(tokens_begin(&t));
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		uint32_t a = one(&t, same[i][0]);

		CHECK(a && a == one(&t, same[i][1]));
		CHECK(token_near(&t, a, a) == NEAR_SAME);
	}
	CHECK(one(&t, "Smith") != one(&t, "Smyth"));
	/* Latin letters of a name in characters are but one reading of it */
	CHECK(one(&t, "김") && one(&t, "김") != one(&t, "gim") && token_near(&t, one(&t, "김"), one(&t, "gim")) >= NEAR_SLIP);
	CHECK(sound(&t));
	tokens_free(&t);
}

static void division(void)
{
	struct tokens t;
	uint32_t id[8];
	size_t n;

	CHECK(tokens_begin(&t));
	CHECK(tokens_read(&t, "  Ana-Maria  de la Cruz, 3rd ", 29, id, 8, &n) && n == 6);
	CHECK_STR(token_text(&t, id[0]), "ana");
	CHECK_STR(token_text(&t, id[4]), "cruz");
	CHECK(t.token[id[2]].light && !t.token[id[4]].light);
	CHECK(tokens_read(&t, "a b c d", 7, id, 2, &n) && n == 2);
	CHECK(tokens_read(&t, "a b c d", 7, id, 0, &n) && n == 0);
	CHECK(tokens_read(&t, "", 0, id, 8, &n) && n == 0 && tokens_read(&t, NULL, 0, id, 8, &n) && n == 0);
	CHECK(tokens_read(&t, "--- ,;.", 7, id, 8, &n) && n == 0);
	tokens_free(&t);
}

static void near(void)
{
	static const struct { const char *a, *b; enum nearness want; } pairs[] = {
		{"john", "jon", NEAR_SLIP}, {"smith", "smyth", NEAR_SLIP}, {"catherine", "katherine", NEAR_SLIP}, {"j", "john", NEAR_SHORT}, {"j", "mary", NEAR_NOT},
		{"alex", "alexander", NEAR_SHORT}, {"mary", "peter", NEAR_NOT}, {"wiliamson", "wilsonia", NEAR_NOT}, {"li", "lee", NEAR_SIMILAR}, {"jo", "joan", NEAR_SHORT}};
	struct tokens t;
	bool good = true;

	CHECK(tokens_begin(&t));
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		uint32_t a = one(&t, pairs[i].a), b = one(&t, pairs[i].b);

		if (token_near(&t, a, b) != pairs[i].want || token_near(&t, b, a) != pairs[i].want) {
			fprintf(stderr, "%s, %s: %d, back %d, want %d\n", pairs[i].a, pairs[i].b, token_near(&t, a, b), token_near(&t, b, a), pairs[i].want);
			good = false;
		}
	}
	CHECK(good && token_near(&t, 0, 0) == NEAR_NOT);
	tokens_free(&t);
}

/* More than 2^16 words: every list grows, ids stay what they were. */
static void growth(void)
{
	enum { WORDS = 70000 };
	struct tokens t;
	uint32_t *first = calloc(WORDS, sizeof *first);
	char word[16];

	CHECK(first && tokens_begin(&t));
	for (unsigned i = 0; i < WORDS; i++) {
		snprintf(word, sizeof word, "w%05ux", i);
		first[i] = one(&t, word);
		CHECK(first[i] == i + 1);
	}
	CHECK(t.n == WORDS + 1 && sound(&t));
	for (unsigned i = 0; i < WORDS; i++) {
		snprintf(word, sizeof word, "W%05uX", i);
		CHECK(one(&t, word) == first[i]);
	}
	CHECK(t.n == WORDS + 1);
	free(first);
	tokens_free(&t);
}

static void hostile(void)
{
	struct tokens t;
	struct random g = random_start(4711, 0);
	uint32_t id[8];
	size_t n;
	char *long_ = malloc(100000);

	CHECK(long_ && tokens_begin(&t));
	for (unsigned i = 0; i < 20000; i++) {
		size_t len = random_below(&g, 60);
		char *s = malloc(len + 1); /* exact: what reads past it is found */

		for (size_t k = 0; k < len; k++)
			s[k] = (char)(i % 2 ? random_below(&g, 256) : (uint64_t)"a\xc3\xa9\xd0\x98\xed\xa0\x80\xf4\x90\xf0\x9f\x92\xcc\x88'"[random_below(&g, 17)]);
		CHECK(tokens_read(&t, s, len, id, 8, &n) && n <= 8);
		for (size_t k = 0; k < n; k++)
			CHECK(id[k] && id[k] < t.n);
		for (size_t k = 0; k + 1 < n; k++)
			CHECK(token_near(&t, id[k], id[k + 1]) == token_near(&t, id[k + 1], id[k]));
		free(s);
	}
	CHECK(sound(&t));
	/* words longer than any name: cut, and the same again */
	memset(long_, 'q', 100000);
	CHECK(tokens_read(&t, long_, 100000, id, 8, &n) && n == 1 && t.token[id[0]].n <= TOKEN_LONG);
	for (size_t i = 0; i + 3 <= 100000; i += 3)
		memcpy(long_ + i, "한", 3);
	CHECK(tokens_read(&t, long_, 99999, id, 8, &n) && n <= 1);
	for (size_t i = 0; i + 2 <= 100000; i += 2)
		memcpy(long_ + i, "\xcc\x88", 2); /* marks alone */
	CHECK(tokens_read(&t, long_, 100000, id, 8, &n) && n <= 1);
	for (size_t i = 0; i < 100000; i++)
		long_[i] = i % 2 ? ' ' : (char)('a' + i / 2 % 26);
	CHECK(tokens_read(&t, long_, 100000, id, 8, &n) && n == 8);
	CHECK(sound(&t));
	free(long_);
	tokens_free(&t);
}

/* The same both ways round, whatever the two words. */
static void symmetric(void)
{
	static const char *const bits[] = {"an", "a", "jo", "h", "smi", "th", "ck", "ov", "sky", "ch", "ts", "li", "lee", "mo", "ham", "ed", "y", "i", "x", "w"};
	struct tokens t;
	struct random g = random_start(99, 0);
	uint32_t id[400];

	CHECK(tokens_begin(&t));
	for (unsigned i = 0; i < 400; i++) {
		char word[32] = "";

		for (size_t k = 1 + random_below(&g, 4); k > 0; k--)
			strcat(word, bits[random_below(&g, 20)]);
		CHECK(id[i] = one(&t, word));
	}
	for (unsigned i = 0; i < 400; i++)
		for (unsigned j = 0; j < i; j++)
			if (token_near(&t, id[i], id[j]) != token_near(&t, id[j], id[i])) {
				fprintf(stderr, "%s, %s: %d and %d\n", token_text(&t, id[i]), token_text(&t, id[j]), token_near(&t, id[i], id[j]), token_near(&t, id[j], id[i]));
				check_failed = true;
			}
	tokens_free(&t);
}

TESTS({"same words", same_words}, {"division", division}, {"near", near}, {"growth", growth}, {"hostile", hostile}, {"symmetric", symmetric})
