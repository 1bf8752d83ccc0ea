#include "check.h"
#include "names/translit.h"
#include "names/translit_internal.h"

#include <stdint.h>

/* 1 when `want` is among the forms, 2 when it is the first. */
static int has(const char *word, const char *want)
{
	struct translit t;
	translit_word(word, strlen(word), &t);
	for (unsigned i = 0; i < t.n; i++)
		if (!strcmp(t.form[i], want))
			return i ? 1 : 2;
	(void)fprintf(stderr, "%s gives", word);
	for (unsigned i = 0; i < t.n; i++)
		(void)fprintf(stderr, " %s", t.form[i]);
	(void)fprintf(stderr, ", not %s\n", want);
	return 0;
}

struct row { const char *word, *want; };

static bool all(const struct row *rows, size_t n)
{
	bool good = true;
	for (size_t i = 0; i < n; i++)
		good &= has(rows[i].word, rows[i].want) > 0;
	return good;
}
#define ALL(rows) all((rows), sizeof(rows) / sizeof *(rows))

static void scripts(void)
{
	CHECK(script_of('a') == SCRIPT_LATIN && script_of('Z') == SCRIPT_LATIN && script_of(0xf8) == SCRIPT_LATIN);
	CHECK(script_of('@') == SCRIPT_NONE && script_of('[') == SCRIPT_NONE && script_of('1') == SCRIPT_NONE);
	CHECK(script_of(0x301) == SCRIPT_NONE && script_of(0x2019) == SCRIPT_NONE && script_of(0x200b) == SCRIPT_NONE);
	CHECK(script_of(0x416) == SCRIPT_CYRILLIC && script_of(0x3b1) == SCRIPT_GREEK && script_of(0x5d0) == SCRIPT_HEBREW);
	CHECK(script_of(0x628) == SCRIPT_ARABIC && script_of(0x561) == SCRIPT_ARMENIAN && script_of(0x10d0) == SCRIPT_GEORGIAN);
	CHECK(script_of(0xac00) == SCRIPT_HANGUL && script_of(0x4e00) == SCRIPT_HAN && script_of(0x20000) == SCRIPT_HAN);
	CHECK(script_of(0x30a2) == SCRIPT_KANA && script_of(0x3042) == SCRIPT_KANA && script_of(0x30fc) == SCRIPT_KANA);
	CHECK(script_of(0xe01) == SCRIPT_THAI && script_of(0x915) == SCRIPT_INDIC && script_of(0x1200) == SCRIPT_ETHIOPIC);
	CHECK(script_of(0x93e) == SCRIPT_NONE && script_of(0x1780) == SCRIPT_KHMER && script_of(0xf40) == SCRIPT_OTHER);
	CHECK(script_of(0x110000) == SCRIPT_NONE && script_of(UINT32_MAX) == SCRIPT_NONE);
	for (int s = 0; s < SCRIPTS; s++)
		CHECK(script_name((enum script)s)[0]);
	CHECK_STR(script_name(SCRIPT_KANA), "Kana");
}

static void latin(void)
{
	static const struct row rows[] = {
		{"Søren", "soren"}, {"Søren", "soeren"}, {"STRAẞE", "strasse"}, {"Wałęsa", "walesa"}, {"Đinh", "dinh"}, {"Nguyễn", "nguyen"},
		{"Müller", "mueller"}, {"Müller", "muller"}, {"Ağaoğlu", "agaoglu"}, {"Milošević", "milosevic"}, {"Milošević", "miloshevich"},
		{"Þór", "thor"}, {"Əliyev", "aliyev"}, {"Işık", "isik"}, {"İnan", "inan"}, {"Ångström", "aangstroem"}, {"Ｐｕｔｉｎ", "putin"},
		{"O’Neill", "oneill"}, {"Jean-Luc", "jeanluc"}, {"D'Arc", "darc"}, {"ﬁlip", "filip"}, {"R2D2", "r2d2"}, {"Phạm", "pham"},
		{"Mu\xcc\x88ller", "mueller"}, {"Ng'ang'a", "nganga"}, {"Ⅳ", "iv"},
	};
	CHECK(ALL(rows));
	struct translit t;
	translit_word("SMITH", 5, &t);
	CHECK(t.n == 1);
	CHECK_STR(t.form[0], "smith");
	translit_word("---", 3, &t);
	CHECK(t.n == 0);
	translit_word("", 0, &t);
	CHECK(t.n == 0);
}

static void cyrillic(void)
{
	static const struct row rows[] = {
		{"Юрий", "yury"}, {"Юрий", "yuri"}, {"Юрий", "iurii"}, {"Юрий", "yuriy"}, {"Путин", "putin"}, {"ПУ\u0301ТИН", "putin"},
		{"Достоевский", "dostoevsky"}, {"Достоевский", "dostoyevskiy"}, {"Щукин", "shchukin"}, {"Хрущёв", "khrushchev"},
		{"Евгений", "yevgeniy"}, {"Горбачёв", "gorbachev"}, {"Ельцин", "yeltsin"}, {"Соловьёв", "solovyov"}, {"Олег", "oleg"},
		{"Зеленський", "zelensky"}, {"Євген", "yevhen"}, {"Юлія", "yuliia"}, {"Лукашэнка", "lukashenka"},
		{"Ђоковић", "djokovic"}, {"Милошевић", "milosevic"}, {"Търнов", "tarnov"}, {"Назарбаев", "nazarbaev"}, {"Джон", "jon"},
		{"Әлиев", "aliev"}, {"Макс", "max"}, {"Өлзий", "olziy"},
	};
	CHECK(ALL(rows));
}

static void greek(void)
{
	static const struct row rows[] = {
		{"Παπαδόπουλος", "papadopoulos"}, {"Μπακογιάννη", "bakogianni"}, {"Ντόρα", "dora"}, {"Γκίκας", "gikas"},
		{"Ευάγγελος", "evangelos"}, {"Ευστάθιος", "efstathios"}, {"Χρήστος", "christos"}, {"Χρήστος", "hristos"},
		{"Πούτιν", "putin"}, {"Μαΐου", "maiou"}, {"Κυριάκος", "kyriakos"}, {"Βλαντίμιρ", "vladimir"},
	};
	CHECK(ALL(rows));
}

static void arabic(void)
{
	static const struct row rows[] = {
		{"محمد", "muhammad"}, {"مُحَمَّد", "mohammed"}, {"أحمد", "ahmed"}, {"علي", "ali"}, {"على", "ali"}, {"حسن", "hassan"},
		{"عبدالرحمن", "abdulrahman"}, {"عبدالله", "abdullah"}, {"البغدادي", "albaghdadi"}, {"بوتين", "putin"}, {"خامنه‌ای", "khamenei"},
		{"پرویز", "parviz"}, {"کریم", "karim"}, {"أبو", "abu"}, {"سحيم", "sahim"}, {"١٢", "12"},
	};
	CHECK(arabic_names_sorted());
	CHECK(ALL(rows));
}

static void kana(void)
{
	static const struct row rows[] = {
		{"タナカ", "tanaka"}, {"さとう", "sato"}, {"さとう", "satou"}, {"しんいち", "shinichi"}, {"しんいち", "siniti"},
		{"ピノック", "pinock"}, {"ジュリアナ", "juliana"}, {"スミス", "smis"}, {"ミラー", "miler"}, {"チェン", "chen"},
		{"ﾀﾅｶ", "tanaka"}, {"ティナ", "tina"}, {"ヴァレリー", "valely"}, {"ウィリアム", "wiliam"}, {"キャロル", "kyaror"},
	};
	CHECK(ALL(rows));
}

static void near_scripts(void)
{
	static const struct row rows[] = {
		{"משה", "moshe"}, {"דוד", "david"}, {"נתניהו", "netanyahu"}, {"פוטין", "putin"}, {"לפיד", "lapid"}, {"מֹשֶׁה", "moshe"},
		{"Վլադիմիր", "vladimir"}, {"Պուտին", "putin"}, {"Երևան", "yerevan"}, {"ვლადიმერ", "vladimer"}, {"სააკაშვილი", "saakashvili"},
	};
	CHECK(ALL(rows));
}

static void indic(void)
{
	static const struct row rows[] = {
		{"पुतिन", "putin"}, {"व्लादिमीर", "vladimir"}, {"मनमोहन", "manmohan"}, {"राजकुमार", "rajkumar"}, {"भारत", "bharat"},
		{"ಪುತಿನ್", "putin"}, {"ভ্লাদিমির", "vladimir"}, {"முருகன்", "murugan"}, {"ਮਨਮੋਹਨ", "manmohan"}, {"മഹേന്ദ്ര", "mahendra"},
		{"මහින්ද", "mahinda"}, {"ફરીદ", "farid"}, {"ज़ाकिर", "zakir"},
	};
	CHECK(ALL(rows));
}

static void homoglyphs(void)
{
	CHECK(translit_homoglyph(0x430, SCRIPT_LATIN) == 'a' && translit_homoglyph('a', SCRIPT_CYRILLIC) == 0x430);
	CHECK(translit_homoglyph(0x39f, SCRIPT_LATIN) == 'O' && translit_homoglyph(0xff21, SCRIPT_LATIN) == 'A');
	CHECK(translit_homoglyph(0xff21, SCRIPT_CYRILLIC) == 0x410 && translit_homoglyph(0x416, SCRIPT_LATIN) == 0);
	CHECK(translit_homoglyph('a', SCRIPT_LATIN) == 0 && translit_homoglyph('1', SCRIPT_LATIN) == 0);
	CHECK(translit_homoglyph(0x3bf, SCRIPT_CYRILLIC) == 0x43e && translit_homoglyph(0x43a, SCRIPT_GREEK) == 0x3ba);
}

/* Whatever the bytes: forms are a-z and digits, end in time, differ from each other. */
static void any_bytes(void)
{
	static const uint32_t START[] = {0x41, 0xc0, 0x100, 0x300, 0x370, 0x400, 0x530, 0x590, 0x600, 0x900, 0xe00, 0x1000, 0x1200, 0x1780,
		0x700, 0xe80, 0xf00, 0x1280, 0x1300, 0x1380, 0x13a0, 0x1800, 0x2d30, 0x2d80, 0xab00, 0x2000, 0x3040, 0x4e00, 0xac00, 0xfb00, 0xff00, 0x1d400};
	uint32_t seed = 20260101;
	for (int round = 0; round < 20000; round++) {
		char word[400];
		uint32_t own = START[(unsigned)round % (sizeof START / sizeof *START)]; /* every other word is of one block */
		size_t n = 0, want = (size_t)(seed % 120);
		for (size_t i = 0; i < want && n + 4 < sizeof word; i++) {
			seed = seed * 1664525 + 1013904223;
			uint32_t cp = (round / 7 % 2 ? own : START[(seed >> 8) % (sizeof START / sizeof *START)]) + (seed >> 16) % 0x80;
			if (seed >> 28 == 0) {
				word[n++] = (char)(seed >> 20);
			} else if (cp < 0x80) {
				word[n++] = (char)cp;
			} else if (cp < 0x800) {
				word[n++] = (char)(0xc0 | cp >> 6);
				word[n++] = (char)(0x80 | (cp & 63));
			} else {
				if (cp >= 0x10000) {
					word[n++] = (char)(0xf0 | cp >> 18);
					word[n++] = (char)(0x80 | (cp >> 12 & 63));
				} else {
					word[n++] = (char)(0xe0 | cp >> 12);
				}
				word[n++] = (char)(0x80 | (cp >> 6 & 63));
				word[n++] = (char)(0x80 | (cp & 63));
			}
		}
		struct translit t;
		translit_word(word, n, &t);
		CHECK(t.n <= TRANSLIT_FORMS);
		for (unsigned i = 0; i < t.n; i++) {
			size_t len = strlen(t.form[i]);
			CHECK(len > 0 && len < TRANSLIT_LONG && strspn(t.form[i], "abcdefghijklmnopqrstuvwxyz0123456789") == len);
			for (unsigned k = 0; k < i; k++)
				CHECK(strcmp(t.form[i], t.form[k]) != 0);
		}
		seed = seed * 1664525 + 1013904223;
	}
}

TESTS({"scripts", scripts}, {"latin", latin}, {"cyrillic", cyrillic}, {"greek", greek}, {"arabic", arabic}, {"kana", kana},
      {"Hebrew, Armenian, Georgian", near_scripts}, {"indic", indic},
      {"homoglyphs", homoglyphs}, {"any bytes", any_bytes})
