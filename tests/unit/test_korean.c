/* test_korean - Korean names in every spelling: readings, agreement, keys, and what the comparer makes of them. */
#include "check.h"
#include "names/compare.h"
#include "names/korean.h"

#include <stdlib.h>
#include <time.h>

static struct name name_a, name_b;

static void read_both(const char *a, const char *b)
{
	name_read(a, strlen(a), WORD_FOR_PERSON, NULL, &name_a);
	name_read(b, strlen(b), WORD_FOR_PERSON, NULL, &name_b);
}

/* The score of two persons' names; -1 where it is another one the other way round, or where readings that agree differ in their keys. */
static float score(const char *a, const char *b)
{
	struct comparison c, back;

	read_both(a, b);
	names_compare(&name_a, &name_b, &c);
	names_compare(&name_b, &name_a, &back);
	for (unsigned i = 0; i < name_a.n_korean; i++)
		for (unsigned j = 0; j < name_b.n_korean; j++) {
			const struct korean_reading *x = &name_a.korean[i], *y = &name_b.korean[j];
			float g = korean_agree(x, y, NULL);

			if (g < 0 || g > 1 || g != korean_agree(y, x, NULL) || (g > 0 && korean_key(x) != korean_key(y)))
				return -1;
		}
	return c.way == WAY_KOREAN && c.score != back.score ? -1 : c.score;
}

static bool same(const char *a, const char *b) { return score(a, b) >= COMPARE_MATCH; }
static bool apart(const char *a, const char *b)
{
	float s = score(a, b);

	return s >= 0 && s < COMPARE_MATCH;
}

static void one_man(void)
{
	static const char *const names[] = {"김영철", "Kim Yong Chol", "Kim Young-cheol", "Ким Ён Чхоль", "Yong-Chol KIM", "Kim Yŏng-ch'ŏl", "Gim Yeongcheol",
					    "Kim Youngchul", "영철 김"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (size_t j = 0; j < sizeof names / sizeof *names; j++)
			CHECK(same(names[i], names[j]));
		CHECK(apart(names[i], "Kim Yong-su"));
		CHECK(apart(names[i], "김용수"));
		CHECK(same(names[i], "金英哲"));
	}
	CHECK(apart("김종은", "김정은"));
	CHECK(same("Kim Jong Un", "김정은") && same("Kim Jong Un", "Ким Чен Ын"));
}

static void vowels_alone(void)
{
	CHECK(same("유철우", "YU CHOL U") && same("Yoo Chulwoo", "YU CHOL U") && same("Yu Cheolu", "YU CHOL U"));
	CHECK(same("조일우", "CHO IL U") && same("Il-woo CHO", "CHO Il-U"));
	CHECK(same("이제선", "I Jeseon") && same("I Jeseon", "RI JE-SON"));
	CHECK(same("오국렬", "O Kuk-Ryol") && same("오 국렬", "O Kuk-Ryol") && same("Oh Gukryeol", "O Kuk-Ryol"));
	CHECK(same("У Дон Чхук", "U Tong Chuk"));
	/* an initial stays one */
	CHECK(same("I. Petrov", "Ivan Petrov"));
}

static void families(void)
{
	CHECK(same("백창호", "PAEK CHANG-HO") && same("Baek Chang-ho", "Paik Chang Ho") && same("백세봉", "PAEK SE BONG"));
	CHECK(apart("백창호", "PAK CHANG-HO") && apart("박창호", "PAEK CHANG-HO"));
	CHECK(same("이원호", "RI WON HO") && same("Lee Won-ho", "RI WON HO") && same("Yi Wonho", "Rhee Won Ho") && same("리원호", "이원호"));
	CHECK(same("류진", "RYU JIN") && same("유진", "RYU JIN") && same("Yu Jin", "RYU JIN"));
	CHECK(same("노경수", "RO KYONG SU") && same("Noh Kyung-soo", "로경수"));
}

static void other_syllables(void)
{
	CHECK(apart("Kim Kwang-il", "KIM Kwang Chun") && apart("Kim Il-nam", "KIM Ki Nam") && apart("Yoon Ho-bin", "YUN HO-JIN"));
	CHECK(apart("KO CHOL HUN", "KO CHOL MAN") && apart("Man KANG", "KANG Min") && apart("Ko Kyung Hwan", "KO Il Hwan"));
	/* one typing error is one */
	CHECK(same("KIM YOMG CHOL", "KIM YONG CHOL") && same("Kim Jong On", "Kim Jong Un"));
}

static uint64_t next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void utf8(uint32_t h, char out[4])
{
	out[0] = (char)(0xE0 | h >> 12), out[1] = (char)(0x80 | (h >> 6 & 63)), out[2] = (char)(0x80 | (h & 63)), out[3] = 0;
}

/* Names of usual syllables, written by every system: each is found to be the name that it was made of. */
static void systems_agree(void)
{
	static const char families[][4] = {"김", "리", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황", "안", "송", "류", "백"};
	static const char given[][4] = {"영", "철", "성", "일", "정", "현", "진", "수", "호", "민", "우", "경", "광", "국", "혁", "훈", "명", "용", "선", "남",
					"창", "동", "태", "춘", "길", "석", "봉", "원", "재", "준", "학", "룡", "림", "란", "옥", "희", "은", "혜", "상", "순"};
	uint64_t seed = (uint64_t)time(NULL) * 2654435761u + 1;

	(void)printf("seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 4000; i++) {
		char hangul[16], written[64], syllable[4];
		const char *words[] = {hangul};
		struct korean_reading r[KOREAN_READINGS];

		(void)snprintf(hangul, sizeof hangul, "%s%s%s", families[next(&seed) % 20], given[next(&seed) % 40], given[next(&seed) % 40]);
		CHECK(korean_read_hangul(words, 1, r) >= 1);
		for (enum korean_system s = 0; s < KOREAN_SYSTEMS; s++) {
			(void)korean_romanise(&r[0], s, written, sizeof written);
			if (!same(hangul, written))
				(void)fprintf(stderr, "%s, %s: %g\n", hangul, written, (double)score(hangul, written));
			CHECK(same(hangul, written));
		}
		utf8(r[0].s[2].option[0].hangul, syllable);
		CHECK(strcmp(hangul + 6, syllable) == 0);
	}
}

/* Any syllables of Hangul: scores are symmetric, keys of readings that agree are equal. */
static void random_syllables(void)
{
	uint64_t seed = (uint64_t)time(NULL) + 7;

	(void)printf("seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 20000; i++) {
		char text[2][40];

		for (int k = 0; k < 2; k++) {
			static const char letters[] = "aeiouyghjkmnprstchbdlwng '-";
			size_t n = 6 + next(&seed) % 12;

			text[k][0] = 0;
			if (next(&seed) % 4 == 0) {
				for (size_t at = 0; at < 9; at += 3)
					utf8(0xAC00 + (uint32_t)(next(&seed) % 11172), text[k] + at);
				continue;
			}
			(void)snprintf(text[k], sizeof text[k], "%s", next(&seed) % 2 ? "Kim " : "Ri ");
			for (size_t at = strlen(text[k]), end = at + n; at < end; text[k][++at] = 0)
				text[k][at] = letters[next(&seed) % (sizeof letters - 1)];
		}
		CHECK(score(text[0], text[1]) >= 0);
	}
}

TESTS({"one man", one_man}, {"vowels alone", vowels_alone}, {"families", families}, {"other syllables", other_syllables},
      {"systems agree", systems_agree}, {"random syllables", random_syllables})
