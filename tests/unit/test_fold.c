#include "store/fold.h"

#include "check.h"

static struct error e;

#define FOLDS(text, want)                                                  \
	do {                                                               \
		struct buf b = BUF_INIT;                                   \
		CHECK(fold_text(text, strlen(text), &b, NULL, &e) == ST_OK); \
		CHECK_STR(buf_str(&b), want);                              \
		buf_free(&b);                                              \
	} while (0)

static void scripts(void)
{
	FOLDS("", "");
	FOLDS("  Two\t\n words ", "two words");
	FOLDS("Ch'ŏngjin Ch’ongjin CHʻŎNGJIN", "chongjin chongjin chongjin");
	FOLDS("Łódź, Øre, Straße, İstanbul", "lodz, ore, strasse, istanbul");
	FOLDS("ＦＵＬＬ　ｗｉｄｔｈ　１２", "full width 12");
	FOLDS("ﾊﾞﾅﾅ", "バナナ"); /* half-width, and the voicing mark stays */
	FOLDS("청진", "청진");
	FOLDS("\u110E\u1165\u11BC\u110C\u1175\u11AB", "청진"); /* the same in letters */
	FOLDS("Ёлка Йод", "елка иод");
	FOLDS("مُحَمَّد أحمد إيران آسيا", "محمد احمد ايران اسيا");
	FOLDS("شكراً ومدرسة ـــ على ٢٠٢٢", "شكرا ومدرسه علي 2022");
	FOLDS("שָׁלוֹם", "שלום");
	FOLDS("हिन्दी", "हिन्दी"); /* vowel signs that are no diacritics */
	FOLDS("朝鮮\n人民", "朝鮮人民"); /* a line break between two Han characters means nothing */
	FOLDS("강을\n건넜다", "강을 건넜다");
	FOLDS("for\u00ADced “return” – yes", "forced \"return\" - yes");
	FOLDS("a\u202Eb\u200Fc", "abc");
	FOLDS("bad \xFF\xC3 byte", "bad \uFFFD\uFFFD byte");
}

/* Every folded byte comes from inside the text, in order. */
static void maps(void)
{
	static const char text[] = "Ch'ŏng\n jin ﬁn 청\u110C\u1175\u11AB e\u0301\u0302x";
	struct buf b = BUF_INIT;
	struct fold_map map = {0};
	CHECK(fold_text(text, strlen(text), &b, &map, &e) == ST_OK);
	CHECK_STR(buf_str(&b), "chong jin fin 청진 ex");
	for (size_t i = 0; i < b.len; i++) {
		CHECK(map.from[i] < map.to[i] && map.to[i] <= strlen(text));
		CHECK(i == 0 || map.from[i] >= map.from[i - 1]);
	}
	const char *jin = strstr(b.bytes, "진");
	CHECK(jin && !strncmp(text + map.from[jin - b.bytes], "\u110C\u1175\u11AB", 9));
	CHECK(map.to[jin - b.bytes] == map.from[jin - b.bytes] + 9);
	buf_free(&b);
	fold_map_free(&map);
}

/* A flood of marks is folded in pieces, in bounded memory. */
static void marks(void)
{
	static char text[100001];
	struct buf b = BUF_INIT;
	text[0] = 'a';
	for (size_t i = 1; i + 1 < sizeof text; i += 2)
		memcpy(text + i, "\u0301", 2);
	CHECK(fold_text(text, sizeof text - 2, &b, NULL, &e) == ST_OK);
	CHECK(b.len >= 1 && b.bytes[0] == 'a');
	buf_free(&b);
}

static void counts(void)
{
	CHECK(fold_count("") == 0 && fold_count("청진ab") == 4);
	CHECK(fold_is_utf8("청진", 6) && !fold_is_utf8("청", 2) && !fold_is_utf8("\xED\xA0\x80", 3));
}

TESTS({"scripts", scripts}, {"maps", maps}, {"marks", marks}, {"counts", counts})
