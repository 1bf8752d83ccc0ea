/* slips.c - the slips of hands and ears. */
#include "link/slips.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { LONG = 96 };
struct letters { uint32_t cp[LONG]; size_t n; };

static void take_apart(const char *s, struct letters *l)
{
	for (l->n = 0; *s && l->n < LONG - 2;) {
		unsigned char c = (unsigned char)*s++;
		uint32_t cp = c < 0x80 ? c : c < 0xE0 ? c & 31u : c & 15u;

		for (; (*s & 0xC0) == 0x80; s++)
			cp = cp << 6 | (*s & 63u);
		l->cp[l->n++] = cp;
	}
}

static bool put_together(const struct letters *l, char *out, size_t cap)
{
	char text[4 * LONG];
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		uint32_t c = l->cp[i];

		if (c < 0x80) {
			text[n++] = (char)c;
		} else if (c < 0x800) {
			text[n++] = (char)(0xC0 | c >> 6);
			text[n++] = (char)(0x80 | (c & 63));
		} else {
			text[n++] = (char)(0xE0 | c >> 12);
			text[n++] = (char)(0x80 | (c >> 6 & 63));
			text[n++] = (char)(0x80 | (c & 63));
		}
	}
	if (!n || n >= cap || (strlen(out) == n && !memcmp(out, text, n)))
		return false;
	memcpy(out, text, n);
	out[n] = 0;
	return true;
}

/* One of the letters beside a letter in rows of keys; 0: it is in none. */
static uint32_t key_beside(uint32_t c, struct random *r)
{
	static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct letters l;

		take_apart(rows[i], &l);
		for (size_t k = 0; k < l.n; k++)
			if (l.cp[k] == c) {
				bool before = random_unit(r) < 0.5 ? k > 0 : k + 1 >= l.n;

				return l.cp[before ? k - 1 : k + 1];
			}
	}
	return 0;
}

/* Another letter of the same shape. */
static uint32_t alike(uint32_t c, struct random *r)
{
	static const char *const groups[] = {"بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "اأإآ", "هة", "يى", "كل", "وؤ"};

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		struct letters l;

		take_apart(groups[i], &l);
		for (size_t k = 0; k < l.n; k++)
			if (l.cp[k] == c)
				return l.cp[(k + 1 + random_below(r, l.n - 1)) % l.n];
	}
	return 0;
}

/* A vowel or an end that sounds much alike: ㅐ ㅔ, ㅓ ㅗ, ㅡ ㅜ, ㄴ ㅇ ㅁ. */
static uint32_t hangul_alike(uint32_t c, struct random *r)
{
	static const unsigned char vowel[21] = {4, 5, 6, 7, 8, 1, 12, 3, 4, 14, 11, 10, 6, 18, 9, 10, 19, 6, 13, 20, 18};
	static const unsigned char coda[28] = {[4] = 21, [21] = 4, [16] = 21, [1] = 17, [17] = 1, [8] = 0, [0] = 4};
	uint32_t x = c - 0xAC00, end = x % 28, middle = x % 588 / 28;

	return random_unit(r) < 0.6 ? c - middle * 28 + vowel[middle] * 28 : c - end + coda[end];
}

static uint32_t mistaken(uint32_t c, struct random *r)
{
	/* characters for those of the same sound, in given names */
	static const char *const sounds[] = {"伟卫玮威炜", "明铭鸣", "国果", "华桦花", "军君俊均", "英瑛颖鹰", "丽莉立力利", "红宏洪鸿虹", "芳方舫", "玉钰裕瑜",
					     "秀绣琇", "建健剑坚", "志智致治", "文雯纹闻", "海涵", "强蔷", "平萍苹", "林琳霖", "静敬晶靖", "梅美媚", "杰捷洁婕",
					     "晓小筱", "宇雨羽语", "涛韬", "敏闽民", "燕艳雁", "新欣馨心", "生升声", "春纯淳", "福富甫", "李黎", "张章", "王汪", "陈程"};
	struct letters l;

	if (c >= 0xAC00 && c <= 0xD7A3)
		return hangul_alike(c, r);
	if (c >= 0x600 && c < 0x700)
		return alike(c, r);
	if (c >= 'A' && c <= 'Z') {
		uint32_t k = key_beside(c + 32, r);

		return k ? k - 32 : 0;
	}
	if (c < 0x3000)
		return key_beside(c, r);
	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
		take_apart(sounds[i], &l);
		for (size_t k = 0; k < l.n; k++)
			if (l.cp[k] == c)
				return l.cp[(k + 1 + random_below(r, l.n - 1)) % l.n];
	}
	return 0;
}

static void remove_at(struct letters *l, size_t i)
{
	memmove(l->cp + i, l->cp + i + 1, (l->n - i - 1) * sizeof *l->cp);
	l->n--;
}

static void insert_at(struct letters *l, size_t i, uint32_t c)
{
	memmove(l->cp + i + 1, l->cp + i, (l->n - i) * sizeof *l->cp);
	l->cp[i] = c;
	l->n++;
}

bool slip_letter(char *text, size_t cap, struct random *r)
{
	struct letters l;

	take_apart(text, &l);
	if (!l.n)
		return false;
	for (int tries = 0; tries < 6; tries++) {
		size_t i = random_below(r, l.n);
		double u = random_unit(r);
		bool block = l.cp[i] >= 0x3000; /* a whole syllable: not lightly left out */
		uint32_t c;

		if (u < 0.35 || block) {
			c = mistaken(l.cp[i], r);
			if (!c)
				continue;
			l.cp[i] = c;
		} else if (u < 0.58) {
			if (l.n < 3)
				continue;
			remove_at(&l, i);
		} else if (u < 0.78) {
			c = random_unit(r) < 0.4 ? l.cp[i] : mistaken(l.cp[i], r);
			if (!c)
				continue;
			insert_at(&l, i + 1, c >= 'A' && c <= 'Z' ? c + 32 : c);
		} else {
			if (i + 1 >= l.n || l.cp[i] == l.cp[i + 1])
				continue;
			c = l.cp[i];
			l.cp[i] = l.cp[i + 1];
			l.cp[i + 1] = c;
		}
		return put_together(&l, text, cap);
	}
	return false;
}

bool slip_ear(char *text, size_t cap, struct random *r)
{
	static const char *const rules[][2] = {
		{"ph", "f"}, {"f", "ph"}, {"ck", "k"}, {"c", "k"}, {"k", "c"}, {"y", "i"}, {"i", "y"}, {"ie", "y"}, {"ee", "ea"}, {"ea", "ee"}, {"ll", "l"},
		{"l", "ll"}, {"nn", "n"}, {"n", "nn"}, {"tt", "t"}, {"t", "tt"}, {"ss", "s"}, {"s", "z"}, {"z", "s"}, {"gh", ""}, {"h", ""}, {"ou", "oo"},
		{"oo", "u"}, {"ai", "ay"}, {"ey", "y"}, {"ie", "ei"}, {"v", "b"}, {"b", "v"}, {"j", "g"}, {"x", "ks"}, {"qu", "k"}, {"e", ""}, {"an", "en"},
		{"en", "an"}, {"on", "en"}, {"er", "or"}, {"sh", "ch"}, {"w", "v"}, {"u", "oo"}, {"a", "e"}, {"o", "u"}, {"о", "а"}, {"а", "о"}, {"е", "и"},
		{"и", "е"}, {"ё", "е"}, {"сс", "с"}, {"нн", "н"}, {"н", "нн"}, {"т", "д"}, {"в", "ф"}, {"ы", "и"}, {"ж", "ш"}, {"г", "к"}, {"Ph", "F"}, {"C", "K"}, {"K", "C"}, {"J", "Y"}, {"Y", "J"}, {"Kh", "H"}, {"G", "J"}, {"Sh", "Ch"}, {"V", "W"},
		{"Е", "И"}};
	enum { RULES = sizeof rules / sizeof *rules };
	size_t n = strlen(text), from = n ? random_below(r, n) : 0, first = random_below(r, RULES);

	for (size_t i = 0; i < RULES; i++) {
		const char *const *rule = rules[(first + i) % RULES], *at = strstr(text + from, rule[0]);
		size_t a = strlen(rule[0]), b = strlen(rule[1]), left;

		at = at ? at : strstr(text, rule[0]);
		if (!at || n + b - a >= cap || n + b < a + 2)
			continue;
		left = n - (size_t)(at - text) - a;
		memmove(text + (at - text) + b, at + a, left + 1);
		memcpy(text + (at - text), rule[1], b);
		return true;
	}
	return false;
}

bool slip_figure(char *text, struct random *r)
{
	static const char like[] = "6735196480"; /* 0 for 6, 1 for 7, 2 for 3 … */
	size_t place[24], n = 0, k;
	char c;

	for (size_t i = 0; text[i] && n < 24; i++)
		if (isdigit((unsigned char)text[i]))
			place[n++] = i;
	if (!n)
		return false;
	k = random_below(r, n);
	c = text[place[k]];
	if (random_unit(r) < 0.35 && k + 1 < n && text[place[k + 1]] != c) {
		text[place[k]] = text[place[k + 1]];
		text[place[k + 1]] = c;
	} else {
		text[place[k]] = (char)(random_unit(r) < 0.6 ? like[c - '0'] : '0' + (c - '0' + 1 + (int)random_below(r, 9)) % 10);
	}
	return true;
}

bool slip_marks(char *text)
{
	static const struct { const char *with, *without; } pairs[] = {{"á", "a"}, {"é", "e"}, {"í", "i"}, {"ó", "o"}, {"ú", "u"}, {"ü", "u"}, {"ñ", "n"},
								       {"Á", "A"}, {"É", "E"}, {"Ó", "O"}, {"ŏ", "o"}, {"ŭ", "u"}, {"ё", "е"}, {"-", " "}, {"'", ""},
								       {"أ", "ا"}, {"إ", "ا"}, {"ة", "ه"}, {"ى", "ي"}};
	bool changed = false;

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		for (char *at; (at = strstr(text, pairs[i].with));) {
			size_t a = strlen(pairs[i].with), b = strlen(pairs[i].without);

			memmove(at + b, at + a, strlen(at + a) + 1);
			memcpy(at, pairs[i].without, b);
			changed = true;
		}
	return changed;
}
