/* test_chinese - readings of Chinese names, how they agree, and that agreeing readings share their key. */
#include "check.h"
#include "names/chinese.h"
#include "names/compare.h"

#include <stdlib.h>
#include <time.h>

enum { WORDS_MOST = 8 };
struct text { char s[256]; const char *w[WORDS_MOST]; size_t n; };

static void split(const char *name, struct text *t)
{
	(void)snprintf(t->s, sizeof t->s, "%s", name);
	t->n = 0;
	for (char *p = strtok(t->s, " "); p && t->n < WORDS_MOST; p = strtok(NULL, " "))
		t->w[t->n++] = p;
}

static size_t read_name(const char *name, struct chinese_reading out[CHINESE_READINGS])
{
	struct text t;

	split(name, &t);
	return (unsigned char)name[0] >= 0xE0 ? chinese_read_han(t.w, t.n, out) : chinese_read_latin(t.w, t.n, out);
}

/* The best agreement of any two readings; keys checked on the way. */
static float agree(const char *one, const char *two)
{
	struct chinese_reading a[CHINESE_READINGS], b[CHINESE_READINGS];
	size_t na = read_name(one, a), nb = read_name(two, b);
	float best = 0;

	for (size_t i = 0; i < na; i++)
		for (size_t j = 0; j < nb; j++) {
			float g = chinese_agree(&a[i], &b[j], NULL);

			if (g > 0 && chinese_key(&a[i]) != chinese_key(&b[j]))
				return -1;
			best = g > best ? g : best;
		}
	return best;
}

static bool romanised(const char *name, enum chinese_style style, const char *want)
{
	struct chinese_reading r[CHINESE_READINGS];
	size_t n = read_name(name, r);
	char text[64];

	for (size_t i = 0; i < n; i++) {
		(void)chinese_romanise(&r[i], style, text, sizeof text);
		if (!strcmp(text, want))
			return true;
	}
	return false;
}

static void known_readings(void)
{
	CHECK(romanised("習近平", CHINESE_PINYIN, "Xi Jinping"));
	CHECK(romanised("习近平", CHINESE_WADE_GILES, "Hsi Chin-p'ing"));
	CHECK(romanised("Jinping Xi", CHINESE_PINYIN, "Xi Jinping"));
	CHECK(romanised("金铁三", CHINESE_PINYIN, "Jin Tiesan"));
	CHECK(romanised("Chan Tai Man", CHINESE_CANTON, "Chan Tai Man"));
	CHECK(romanised("陳大文", CHINESE_CANTON, "Chan Tai Man"));
	CHECK(romanised("欧阳修", CHINESE_PINYIN, "Ouyang Xiu"));
	CHECK(romanised("Ouyang Xiu", CHINESE_PINYIN, "Ouyang Xiu"));
	CHECK(romanised("Li Xi'an", CHINESE_PINYIN, "Li Xi'an"));
	CHECK(romanised("單小明", CHINESE_PINYIN, "Shan Xiaoming"));
}

static void agreement(void)
{
	CHECK(agree("習近平", "习近平") == 1);
	CHECK(agree("习近平", "Xi Jinping") > 0.9f);
	CHECK(agree("習近平", "Jinping Xi") > 0.9f);
	CHECK(agree("习近平", "Hsi Chin-p'ing") > 0.9f);
	CHECK(agree("习近平", "Xí Jìnpíng") > 0.9f);
	CHECK(agree("Xi Jinping", "Hsi Chin-p'ing") > 0.9f);
	CHECK(agree("Xi Jin Ping", "Xi Jin-ping") > 0.9f);
	CHECK(agree("习近平", "Hsi Chin Ping") > 0.5f);
	CHECK(agree("陳大文", "Chan Tai Man") > 0.9f);
	CHECK(agree("陈大文", "Tai Man Chan") > 0.9f);
	CHECK(agree("歐陽修", "Ou Yang Xiu") > 0.9f);
	CHECK(agree("欧阳修", "Ou-yang Hsiu") > 0.9f);
	CHECK(agree("司馬遷", "Sima Qian") > 0.9f);
	CHECK(agree("李小龍", "Lee Siu Lung") > 0.5f);
	CHECK(agree("吕雪", "Lü Xue") > 0.9f && agree("吕雪", "Lu Xue") > 0.3f && agree("吕雪", "Lyu Xue") > 0.5f);
	CHECK(agree("张伟", "章伟") > 0 && agree("张伟", "章伟") <= 0.3f);
	CHECK(agree("Zhang Wei", "Chang Wei") > 0.3f);
	CHECK(agree("Zhang Wei", "Wang Wei") <= 0);
	CHECK(agree("张伟", "王伟") <= 0);
}

static void no_names(void)
{
	static const char *const names[] = {"John Smith", "Vladimir Putin", "Maria Gonzalez", "Robert Chanson", "Xi", "Angela Merkel", "Ng",
					    "Bundesrepublik Deutschland", "a b c d e f g", "- -", "' '", "\xff \xfe"};
	struct chinese_reading r[CHINESE_READINGS];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		CHECK(read_name(names[i], r) == 0);
}

static void readings_are_sound(void)
{
	static const char *const names[] = {"Xi Jinping", "Chang Chin", "Chan Tai Man", "Wong Chi Keung", "习近平", "单于成龙", "欧阳 修", "Li Xian",
					    "Anna Lee", "Hsu Tzu-yu", "乐乐", "重重", "曾 重庆"};
	struct chinese_reading r[CHINESE_READINGS];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = read_name(names[i], r);

		CHECK(n >= 1 && n <= CHINESE_READINGS);
		for (size_t k = 0; k < n; k++) {
			CHECK(r[k].n >= 2 && r[k].n <= CHINESE_SYLLABLES && r[k].family >= 1 && r[k].family <= 2 && r[k].family < r[k].n);
			CHECK(r[k].fit >= 0.2f && r[k].fit <= 1 && (!k || r[k].fit <= r[k - 1].fit));
			CHECK(chinese_agree(&r[k], &r[k], NULL) > 0);
			for (size_t s = 0; s < r[k].n; s++)
				CHECK(r[k].s[s].n >= 1 && r[k].s[s].n <= CHINESE_OPTIONS && r[k].s[s].option[0].p > 0);
		}
	}
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* Few different syllables, so that many pairs agree. */
static void random_name(uint64_t *seed, char *out, size_t cap)
{
	static const char *const latin[] = {"chang", "zhang", "ch'ang", "chin", "jin", "qin", "ping", "p'ing", "tung", "dong", "lu", "lv", "hsu", "xu", "chan",
					    "tai", "man", "wong", "chi", "keung", "yu", "wu", "ng", "li", "lee", "xi", "an", "xian", "tzu", "szu", "ou", "yang",
					    "ju", "ru", "po", "bo", "shih", "shi", "kuo", "guo", "ho", "he", "yip", "ye", "tsang", "zeng", "cheung", "kwok"};
	static const char *const han[] = {"张", "張", "金", "铁", "鐵", "三", "单", "單", "乐", "樂", "曾", "长", "長", "行", "重", "朝", "习", "習", "近",
					  "平", "欧", "歐", "阳", "陽", "吕", "呂", "任", "仇", "解", "区", "翟", "尉", "迟", "万", "俟", "发", "會", "调"};
	bool h = next(seed) % 2;
	size_t n = 2 + next(seed) % 2, at = 0, few = 1 + next(seed) % 3, from = next(seed) % 24;

	out[0] = 0;
	for (size_t i = 0; i < n && at < cap; i++) {
		const char *gap = i == 0 ? "" : i == 1 || next(seed) % 2 ? " " : h || next(seed) % 2 ? "" : "-";

		at += (size_t)snprintf(out + at, cap - at, "%s%s", gap,
				       h ? han[(from + next(seed) % few) % (sizeof han / sizeof *han)]
					 : latin[(2 * from + next(seed) % (2 * few)) % (sizeof latin / sizeof *latin)]);
	}
}

static void agreeing_share_keys(void)
{
	uint64_t seed = (uint64_t)time(NULL) * 2654435761u + 1;
	char one[128], two[128];
	unsigned agreed = 0;

	(void)printf("seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 20000; i++) {
		float g, back;

		random_name(&seed, one, sizeof one);
		random_name(&seed, two, sizeof two);
		g = agree(one, two), back = agree(two, one);
		if (g < 0 || g > 1 || g - back > 1e-6f || back - g > 1e-6f)
			(void)fprintf(stderr, "%s | %s: %g, %g\n", one, two, (double)g, (double)back);
		CHECK(g >= 0 && g <= 1 && g - back < 1e-6f && back - g < 1e-6f);
		CHECK(agree(one, one) >= 0);
		agreed += g > 0;
	}
	(void)printf("%u pairs agreed\n", agreed);
	CHECK(agreed > 0);
}

static void random_bytes(void)
{
	uint64_t seed = (uint64_t)time(NULL) + 7;

	(void)printf("seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 20000; i++) {
		static const char letters[] = "aeiouzhcngsjxqyw'-5\xc3\xbc\xe4\xb9\xa0\xe5\xb9\xb3\xcc\x88";
		char word[3][16], out[512];
		const char *words[3] = {word[0], word[1], word[2]};
		struct chinese_reading r[CHINESE_READINGS];
		size_t n;

		for (int w = 0; w < 3; w++) {
			size_t len = next(&seed) % 15;

			for (size_t k = 0; k < len; k++)
				word[w][k] = letters[next(&seed) % (sizeof letters - 1)];
			word[w][len] = 0;
		}
		n = chinese_read_latin(words, 2 + next(&seed) % 2, r);
		CHECK(n <= CHINESE_READINGS);
		for (size_t k = 0; k < n; k++)
			CHECK(chinese_romanise(&r[k], r[k].system == CHINESE_MANDARIN ? CHINESE_PINYIN : CHINESE_CANTON, out, sizeof out) <= sizeof out);
		n = chinese_read_han(words, 1 + next(&seed) % 3, r);
		CHECK(n <= CHINESE_READINGS);
		CHECK(chinese_plain(word[0], strlen(word[0]), out, 4) >= 1);
	}
}

static void characters(void)
{
	char out[64];

	CHECK(chinese_simplified(0x9435) == 0x94C1); /* 鐵 铁 */
	CHECK(chinese_simplified(0x94C1) == 0x94C1);
	CHECK(chinese_simplified(0x6FA4) == 0x6CFD && chinese_simplified(0x6CA2) == 0x6CFD); /* 澤, Japanese 沢: 泽 */
	CHECK(chinese_simplified('a') == 'a');
	CHECK(chinese_plain("华为技术", strlen("华为技术"), out, sizeof out) == strlen("hua wei ji shu") + 1);
	CHECK_STR(out, "hua wei ji shu");
	(void)chinese_plain("ABC 中国", strlen("ABC 中国"), out, sizeof out);
	CHECK_STR(out, "ABC zhong guo");
	CHECK_STR(chinese_style_name(CHINESE_WADE_GILES), "Wade-Giles");
}

static float compare(const char *one, const char *two)
{
	static struct name a, b;
	struct comparison c;

	name_read(one, strlen(one), WORD_FOR_COMPANY, NULL, &a);
	name_read(two, strlen(two), WORD_FOR_COMPANY, NULL, &b);
	names_compare(&a, &b, &c);
	return c.score;
}

/* Names without spaces fall into place, name, generic words and legal form. */
static void companies(void)
{
	static struct name x;
	static const char text[] = "深圳市华为技术有限公司";

	name_read(text, sizeof text - 1, 0, NULL, &x);
	CHECK(x.use == WORD_FOR_COMPANY && x.n == 4);
	CHECK(x.part[0].kind == PART_PLACE && x.part[1].kind == PART_WORD && x.part[2].kind == PART_COMMON && x.part[3].kind == PART_LEGAL);
	CHECK_STR(name_pool(&x, x.part[1].text), "华为");
	CHECK(compare("华为技术有限公司", "Huawei Technologies Co., Ltd.") > 0.9f);
	CHECK(compare("深圳市华为技术有限公司", "Shenzhen Huawei Technology Co Ltd") > 0.9f);
	CHECK(compare("華為技術有限公司", "华为技术有限公司") > 0.9f);
	CHECK(compare("中国银行", "Bank of China") > 0.9f);
	CHECK(compare("大连长海贸易有限公司", "Dalian Longhai Trading Co Ltd") < 0.7f);
	name_read("王小明", strlen("王小明"), 0, NULL, &x);
	CHECK(x.use == WORD_FOR_PERSON && x.n == 1 && x.n_chinese);
}

static float compare_persons(const char *one, const char *two)
{
	static struct name a, b;
	struct comparison c, back;

	name_read(one, strlen(one), WORD_FOR_PERSON, NULL, &a);
	name_read(two, strlen(two), WORD_FOR_PERSON, NULL, &b);
	names_compare(&a, &b, &c);
	names_compare(&b, &a, &back);
	return c.score - back.score < 1e-6f && back.score - c.score < 1e-6f ? c.score : -1;
}

/* Foreign names by their sound. */
static void heard(void)
{
	static const uint32_t obama[] = {0x5965, 0x5DF4, 0x9A6C}; /* 奥巴马 */
	char out[64];

	CHECK(chinese_hear(obama, 3, 0, out, sizeof out));
	CHECK_STR(out, "obama");
	CHECK(chinese_hear(obama, 3, 1, out, sizeof out) && strcmp(out, "obama") != 0);
	CHECK(!chinese_hear(obama, 1, 0, out, sizeof out));
	CHECK(compare_persons("贝拉克·奥巴马", "Barack Obama") > 0.8f);
	CHECK(compare_persons("巴拉克·歐巴馬", "Barack Obama") > 0.8f);
	CHECK(compare_persons("安格拉·默克尔", "Angela Merkel") > 0.8f);
	CHECK(compare_persons("谢尔盖·拉夫罗夫", "Sergei Lavrov") > 0.8f);
	CHECK(compare_persons("谢尔盖·拉夫罗夫", "Sergei Shoigu") < 0.5f);
	CHECK(compare_persons("安格拉·默克尔", "Barack Obama") < 0.3f);
}

TESTS({"foreign names heard", heard}, {"companies", companies}, {"known readings", known_readings}, {"agreement", agreement}, {"names that are none", no_names}, {"readings are sound", readings_are_sound},
      {"agreeing readings share keys", agreeing_share_keys}, {"random bytes", random_bytes}, {"characters", characters})
